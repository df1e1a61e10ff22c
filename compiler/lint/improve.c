/*
 * Rules about improvement: somebody looks at the figures at agreed times, targets move, and not
 * everything is the fault of the people on the telephone.
 */
#include "lint/linter.h"

#define DAYS_OF_A_TARGET 365

static bool is_stage_judged(const struct jy_stage *stage)
{
	if (stage->success_count)
		return true;
	for (size_t i = 0; i < stage->touchpoint_count; i++)
		if (stage->touchpoint[i].success_count)
			return true;
	return false;
}

static bool is_judged(const struct jy_journey *journey)
{
	if (journey->outcome_count)
		return true;
	for (size_t i = 0; i < journey->stage_count; i++)
		if (is_stage_judged(&journey->stage[i]))
			return true;
	return false;
}

static void find_unreviewed(struct jy_linter *linter, const struct jy_decl *decl, const char *what)
{
	struct jy_diag *diag = jy_find(linter, decl->span, "nobody reviews what %s `%.*s` measures",
				       what, JB_ARG(decl->name));

	jy_help(linter, diag, "agree on a time: `review every month`");
}

JY_RULE(improve_no_review)
{
	for (size_t i = 0; i < linter->model->journeys.count; i++) {
		const struct jy_journey *journey = linter->model->journeys.at[i];

		if (!journey->review.given && is_judged(journey) &&
		    !(journey->brand && journey->brand->review.given))
			find_unreviewed(linter, &journey->decl, "the journey");
	}
	for (size_t i = 0; i < linter->model->agreements.count; i++) {
		const struct jy_agreement *agreement = linter->model->agreements.at[i];

		if (!agreement->review.given && agreement->guarantee_count &&
		    !(agreement->partner && agreement->partner->review.given))
			find_unreviewed(linter, &agreement->decl, "the agreement");
	}
}

/* ---- targets ---- */

/* The day since which the threshold in force on the as-of day has been the same; INT32_MIN: from
 * the beginning. */
static int32_t in_force_since(const struct jy_linter *linter, const struct jy_criterion *criterion)
{
	int32_t since = INT32_MIN;

	for (size_t i = 0; i < criterion->threshold_count; i++)
		if (criterion->threshold[i].from <= linter->as_of &&
		    criterion->threshold[i].from > since)
			since = criterion->threshold[i].from;
	return since;
}

static void find_stale(struct jy_linter *linter, const struct jy_criterion *criterion,
		       int32_t begins)
{
	int32_t since = in_force_since(linter, criterion);
	struct jy_diag *diag;

	if (since == INT32_MIN)
		since = begins;
	if (since == INT32_MIN || linter->as_of - since <= DAYS_OF_A_TARGET)
		return;
	diag = jy_find(linter, criterion->span, "this target has not changed since %.*s",
		       JB_ARG(jy_date_text(linter, since)));
	jy_note(linter, diag, "it is judged as of %.*s; a year is long for one target",
		JB_ARG(jy_date_text(linter, linter->as_of)));
	jy_help(linter, diag,
		"say what comes next, for example `expected at least 82%% from DATE`");
}

JY_RULE(improve_stale_target)
{
	if (!linter->has_as_of)
		return;
	JY_EACH_CRITERION(linter, at)
	find_stale(linter, at.criterion,
		   at.agreement && at.agreement->has_runs ? at.agreement->runs.from : INT32_MIN);
}

/* ---- actions ---- */

struct actions {
	size_t count, of_people;
	struct jy_span first;
};

static void count_actions(struct actions *actions, const struct jy_improvement *list, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (!actions->count++)
			actions->first = list[i].span;
		actions->of_people += list[i].about.count == 1 && jy_holds(list[i].about, "people");
	}
}

JY_RULE(improve_agents_only)
{
	for (size_t i = 0; i < linter->model->journeys.count; i++) {
		const struct jy_journey *journey = linter->model->journeys.at[i];
		struct actions actions = {0};
		struct jy_diag *diag;

		count_actions(&actions, journey->improvement, journey->improvement_count);
		for (size_t s = 0; s < journey->stage_count; s++) {
			const struct jy_stage *stage = &journey->stage[s];

			count_actions(&actions, stage->improvement, stage->improvement_count);
			for (size_t t = 0; t < stage->touchpoint_count; t++)
				count_actions(&actions, stage->touchpoint[t].improvement,
					      stage->touchpoint[t].improvement_count);
		}
		if (actions.count < 2 || actions.of_people != actions.count)
			continue;
		diag = jy_find(linter, actions.first,
			       "all %zu actions of `%.*s` are about the people", actions.count,
			       JB_ARG(journey->decl.name));
		jy_help(linter, diag,
			"people are one factor: look for one `about process`, `technology` or "
			"`policy`");
	}
}
