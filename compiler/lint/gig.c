/*
 * Rules about gig work: people who choose their own tasks are not scheduled, so what nobody takes
 * goes somewhere, showing up is measured, a crowd of customers is certified, and more than a
 * handful of them is managed.
 */
#include "lint/crew.h"

#include <stdlib.h>

#include "base/map.h"

/* From so many agents on, single people can no longer be managed one by one. */
#define GIG_MANY 50

/* ---- gig.scale ---- */

/* So many heads more, or fewer, from a day on. */
struct change {
	int64_t from;
	jb_fix heads;
};

struct changes {
	JB_VEC(struct change) list;
	struct jy_span span; /* of the first `heads` */
};

static void add_heads(struct jb_arena *arena, struct changes *changes, const struct jy_staff *staff)
{
	jb_fix before = 0;

	for (size_t i = 0; i < staff->heads_count; i++) {
		const struct jy_heads *heads = &staff->heads[i];

		if (heads->number < 0)
			continue;
		if (changes->list.count == 0)
			changes->span = staff->heads_span;
		*jb_push(arena, &changes->list) = (struct change){
			.from = heads->has_from ? heads->from : INT64_MIN,
			.heads = heads->number - before,
		};
		before = heads->number;
	}
}

static int by_day(const void *a, const void *b)
{
	const struct change *x = a, *y = b;

	return x->from != y->from ? (x->from < y->from ? -1 : 1)
				  : (x->heads > y->heads) - (x->heads < y->heads);
}

/* The most heads on any one day. */
static jb_i128 peak_of(struct changes *changes)
{
	jb_i128 heads = 0, peak = 0;

	if (changes->list.count)
		qsort(changes->list.at, changes->list.count, sizeof *changes->list.at, by_day);
	for (size_t i = 0; i < changes->list.count; i++) {
		heads += changes->list.at[i].heads;
		if (i + 1 < changes->list.count &&
		    changes->list.at[i + 1].from == changes->list.at[i].from)
			continue;
		peak = heads > peak ? heads : peak;
	}
	return peak;
}

static bool is_managed(const struct jy_crew *crew)
{
	return crew->staff->managed_by.size || crew->partner->staff.managed_by.size;
}

static void find_many(struct jy_linter *linter, const struct jy_crew *crew, struct changes *changes)
{
	jb_i128 peak = peak_of(changes);
	struct jy_diag *diag;

	if (peak < GIG_MANY * (jb_i128)JB_FIX_ONE)
		return;
	diag = jy_find(linter, changes->span, "%lld gig agents of `%.*s`, and nobody manages them",
		       (long long)(peak / JB_FIX_ONE), JB_ARG(crew->partner->decl.name));
	jy_note(linter, diag,
		"a handful can be managed one by one; %d and more need a team that "
		"leads them",
		GIG_MANY);
	jy_help(linter, diag,
		"say who leads them: `managed by TEAM`, or bring them into managed "
		"outsourcing: `delivery bpx`");
}

/* Crews of one partner stand together. */
JY_RULE(gig_scale)
{
	struct jy_crews crews = jy_crews(linter);
	struct changes changes = {0};

	for (size_t i = 0; i < crews.count; i++) {
		const struct jy_crew *crew = &crews.at[i];

		if (jy_crew_is_gig(crew) && !is_managed(crew))
			add_heads(linter->arena, &changes, crew->staff);
		if (i + 1 < crews.count && crews.at[i + 1].partner == crew->partner)
			continue;
		find_many(linter, crew, &changes);
		changes = (struct changes){0};
	}
}

/* ---- gig.no-overflow, gig.crowd-unscreened ---- */

JY_RULE(gig_no_overflow)
{
	struct jy_crews crews = jy_crews(linter);

	for (size_t i = 0; i < crews.count; i++) {
		const struct jy_crew *crew = &crews.at[i];
		struct jy_diag *diag;

		if (!jy_crew_is_gig(crew) || crew->staff->unclaimed_to.size ||
		    crew->partner->staff.unclaimed_to.size)
			continue;
		diag = jy_find(linter, crew->span,
			       "nobody takes what the gig agents of `%.*s` leave unclaimed",
			       JB_ARG(crew->name));
		jy_help(linter, diag, "say when it goes to whom: `unclaimed after 10min to TEAM`");
	}
}

static bool is_certified(const struct jy_staff *staff)
{
	for (size_t i = 0; i < staff->role_count; i++)
		if (staff->role[i].skills.certified_first)
			return true;
	return staff->skills.certified_first;
}

JY_RULE(gig_crowd_unscreened)
{
	struct jy_crews crews = jy_crews(linter);

	for (size_t i = 0; i < crews.count; i++) {
		const struct jy_crew *crew = &crews.at[i];
		struct jb_text from = crew->staff->sourced_from.size
					      ? crew->staff->sourced_from
					      : crew->partner->staff.sourced_from;
		struct jy_diag *diag;

		if (!jb_text_is(from, "customers") || is_certified(crew->staff) ||
		    is_certified(&crew->partner->staff))
			continue;
		diag = jy_find(linter, crew->span,
			       "the customers who serve as `%.*s` need no certificate",
			       JB_ARG(crew->name));
		jy_help(linter, diag,
			"knowing a product is shown, not assumed: `certified before the first "
			"contact`");
	}
}

/* ---- gig.no-reliability ---- */

/* What the criteria that look at a partner's work say about its reliability. */
enum { JUDGED_UNKNOWN = 1, JUDGED_RELIABLE = 2 };

struct judging {
	struct jb_map partner; /* by address, to the above */
	uint64_t all;	       /* of criteria that look at the work of all */
};

static uint64_t says(const struct jy_criterion *criterion)
{
	const struct jy_metric *metric = criterion->metric;

	if (!metric || metric->aspects.count == 0)
		return JUDGED_UNKNOWN;
	return jy_has_aspect(metric, "reliability") || jy_has_aspect(metric, "adherence")
		       ? JUDGED_RELIABLE
		       : 0;
}

static void add(struct judging *judging, const struct jy_partner *partner, uint64_t said)
{
	struct jb_text key = JY_KEY(partner);

	if (partner)
		*jb_map_intern(&judging->partner, &key, NULL) |= said;
}

static void add_criterion(struct judging *judging, const struct jy_criteria *at)
{
	const struct jy_criterion *criterion = at->criterion;
	const struct jy_touchpoint *touchpoint = criterion->touchpoint;
	uint64_t said = says(criterion);

	if (said == 0)
		return;
	if (criterion->partner || at->agreement) {
		add(judging, criterion->partner ? criterion->partner : at->agreement->partner,
		    said);
		return;
	}
	if (!touchpoint)
		judging->all |= said;
	else
		for (size_t i = 0; i < touchpoint->delivery_count; i++)
			add(judging, touchpoint->delivery[i].partner, said);
}

JY_RULE(gig_no_reliability)
{
	struct jy_crews crews = jy_crews(linter);
	struct judging judging = {0};

	jb_map_init(&judging.partner, linter->arena);
	JY_EACH_CRITERION(linter, at)
	add_criterion(&judging, &at);
	for (size_t i = 0; i < crews.count; i++) {
		const struct jy_crew *crew = &crews.at[i];
		struct jy_diag *diag;

		if (!jy_crew_is_gig(crew) || judging.all ||
		    jb_map_get(&judging.partner, JY_KEY(crew->partner)))
			continue;
		diag = jy_find(linter, crew->span,
			       "nothing measures whether the gig agents of `%.*s` take and finish "
			       "what is offered",
			       JB_ARG(crew->name));
		jy_help(linter, diag,
			"judge a metric of `aspect reliability`, such as tasks taken among tasks "
			"offered");
	}
}
