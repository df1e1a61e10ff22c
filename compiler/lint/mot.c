/*
 * Rules about moments of truth: the few touchpoints where customers decide what they think of the
 * brand. Each is measured, and there are few of them.
 */
#include "lint/linter.h"

/* Of a journey's touchpoints, in percent. */
#define SHARE_MAX 40

JY_RULE(mot_unmeasured)
{
	JY_EACH_TOUCHPOINT(linter, at)
	{
		const struct jy_criterion *const *list;
		struct jy_diag *diag;

		if (!at.touchpoint->moment_of_truth || jy_judged(linter, at.touchpoint, &list))
			continue;
		diag = jy_find(linter, at.touchpoint->decl.span,
			       "`%.*s` is a moment of truth that nothing measures",
			       JB_ARG(at.touchpoint->decl.name));
		jy_help(linter, diag,
			"say what counts as success there, for example `success METRIC at least "
			"80%% "
			"every month`");
	}
}

struct count {
	size_t all, truths; /* touchpoints */
	size_t acts;	    /* moments of truth of single acts in a lane */
};

static size_t acts_of(const struct jy_lane_entry *lane, size_t lane_count)
{
	size_t acts = 0;

	for (size_t i = 0; i < lane_count; i++)
		acts += lane[i].moment_of_truth;
	return acts;
}

static struct count count_of(const struct jy_journey *journey)
{
	struct count count = {0};

	for (size_t s = 0; s < journey->stage_count; s++) {
		const struct jy_stage *stage = &journey->stage[s];

		count.acts += acts_of(stage->lane, stage->lane_count);
		for (size_t t = 0; t < stage->touchpoint_count; t++) {
			const struct jy_touchpoint *touchpoint = &stage->touchpoint[t];

			count.all++;
			count.truths += touchpoint->moment_of_truth;
			count.acts += acts_of(touchpoint->lane, touchpoint->lane_count);
		}
	}
	return count;
}

JY_RULE(mot_none)
{
	for (size_t i = 0; i < linter->model->journeys.count; i++) {
		const struct jy_journey *journey = linter->model->journeys.at[i];
		struct count count = count_of(journey);
		struct jy_diag *diag;

		if (!count.all || count.truths || count.acts)
			continue;
		diag = jy_find(linter, journey->decl.span, "`%.*s` has no moment of truth",
			       JB_ARG(journey->decl.name));
		jy_help(linter, diag,
			"write `moment of truth` in the touchpoint that customers would tell "
			"somebody about");
	}
}

JY_RULE(mot_too_many)
{
	for (size_t i = 0; i < linter->model->journeys.count; i++) {
		const struct jy_journey *journey = linter->model->journeys.at[i];
		struct count count = count_of(journey);
		struct jy_diag *diag;

		if (count.truths < 2 || count.truths * 100 <= count.all * SHARE_MAX)
			continue;
		diag = jy_find(linter, journey->decl.span,
			       "%zu of %zu touchpoints are moments of truth", count.truths,
			       count.all);
		jy_note(linter, diag, "above %d%% the word tells nothing apart any more",
			SHARE_MAX);
		jy_help(linter, diag, "keep those where customers stay or leave");
	}
}
