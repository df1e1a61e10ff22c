/*
 * Rules about self-service: customers who are at their lowest can reach a person, and what is
 * simple needs none. A touchpoint that says no channel may be a person; one where the customer acts
 * alone is none.
 */
#include "base/map.h"
#include "lint/linter.h"

static bool is_assisted(const struct jy_touchpoint *touchpoint)
{
	for (size_t i = 0; i < touchpoint->channels.count; i++)
		if (jy_is_human(touchpoint->channels.at[i]))
			return true;
	return !touchpoint->channels.count && !touchpoint->customer_acts;
}

/* ---- ways out ---- */

struct way {
	uint32_t from, next; /* next: index + 1 of the ways that lead to the same touchpoint */
};

struct ways {
	struct jb_map index; /* of a touchpoint, to index + 1 */
	JB_VEC(const struct jy_touchpoint *) touchpoint;
	JB_VEC(struct way) way;
	uint32_t *first;   /* by touchpoint: index + 1 of the ways that lead to it */
	bool *leads;	   /* some way from it leads to a person, or it is one */
	uint32_t *waiting; /* touchpoints whose ways are to be followed back */
	size_t waiting_count;
};

static uint32_t index_of(const struct ways *ways, const struct jy_touchpoint *touchpoint)
{
	const uint64_t *at = jb_map_get(&ways->index, JY_KEY(touchpoint));

	return at ? (uint32_t)*at : 0;
}

static void add_ways(struct jy_linter *linter, struct ways *ways, uint32_t from)
{
	JY_EACH_FOLLOWER(linter, ways->touchpoint.at[from], at)
	{
		uint32_t to = at.touchpoint ? index_of(ways, at.touchpoint) : 0;

		if (!to)
			continue;
		*jb_push(linter->arena, &ways->way) = (struct way){from, ways->first[to - 1]};
		ways->first[to - 1] = (uint32_t)ways->way.count;
	}
}

static void reach(struct ways *ways, uint32_t index)
{
	if (ways->leads[index])
		return;
	ways->leads[index] = true;
	ways->waiting[ways->waiting_count++] = index;
}

/* Back from everybody who assists, along the ways. */
static void follow_back(struct ways *ways)
{
	for (uint32_t i = 0; i < ways->touchpoint.count; i++)
		if (is_assisted(ways->touchpoint.at[i]))
			reach(ways, i);
	while (ways->waiting_count > 0) {
		uint32_t to = ways->waiting[--ways->waiting_count];

		for (uint32_t way = ways->first[to]; way; way = ways->way.at[way - 1].next)
			reach(ways, ways->way.at[way - 1].from);
	}
}

static struct ways ways_of(struct jy_linter *linter)
{
	struct ways ways = {0};
	size_t count;

	jb_map_init(&ways.index, linter->arena);
	JY_EACH_TOUCHPOINT(linter, at)
	{
		struct jb_text key = JY_KEY(at.touchpoint);

		*jb_push(linter->arena, &ways.touchpoint) = at.touchpoint;
		*jb_map_intern(&ways.index, &key, NULL) = ways.touchpoint.count;
	}
	count = ways.touchpoint.count;
	ways.first = JB_NEW_ARRAY(linter->arena, uint32_t, count);
	ways.leads = JB_NEW_ARRAY(linter->arena, bool, count);
	ways.waiting = JB_NEW_ARRAY(linter->arena, uint32_t, count);
	for (size_t i = 0; i < count; i++)
		add_ways(linter, &ways, (uint32_t)i);
	follow_back(&ways);
	return ways;
}

JY_RULE(selfservice_no_exit)
{
	struct ways ways = ways_of(linter);

	for (size_t i = 0; i < ways.touchpoint.count; i++) {
		const struct jy_touchpoint *touchpoint = ways.touchpoint.at[i];
		const struct jy_feeling *trough = jy_trough(touchpoint);
		struct jy_diag *diag;

		if (!trough || ways.leads[i] || touchpoint->customer_acts)
			continue;
		diag = jy_find(linter, touchpoint->decl.span,
			       "`%.*s` is self-service at a trough, and no way from it leads to a "
			       "person",
			       JB_ARG(touchpoint->decl.name));
		jy_label(linter, diag, trough->span, "customers are at their lowest here");
		jy_help(linter, diag,
			"let them out: `then call when \"it cannot help\"`, or a second `channel` "
			"of `kind voice` or `chat`");
	}
}

/* ---- what is simple ---- */

/* All channels are said to be a person's; what a channel without a kind is nobody knows. */
static bool needs_person(const struct jy_touchpoint *touchpoint)
{
	for (size_t i = 0; i < touchpoint->channels.count; i++)
		if (!touchpoint->channels.at[i]->kind.size ||
		    !jy_is_human(touchpoint->channels.at[i]))
			return false;
	return touchpoint->channels.count > 0 && !touchpoint->customer_acts;
}

JY_RULE(selfservice_simple_assisted)
{
	JY_EACH_TOUCHPOINT(linter, at)
	{
		const struct jy_touchpoint *touchpoint = at.touchpoint;
		struct jy_diag *diag;

		if (!jb_text_is(touchpoint->complexity, "simple") || !needs_person(touchpoint))
			continue;
		diag = jy_find(linter, touchpoint->decl.span,
			       "`%.*s` is simple, and customers cannot do it themselves",
			       JB_ARG(touchpoint->decl.name));
		jy_label(linter, diag, touchpoint->channels.at[0]->decl.span,
			 "a person is needed on this channel");
		jy_help(linter, diag,
			"add a channel of `kind self_service`, `web` or `app` beside `%.*s`",
			JB_ARG(touchpoint->channels.at[0]->decl.name));
	}
}
