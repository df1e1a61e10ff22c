/*
 * Asking which aspects are measured around a touchpoint. What was found of a stage and a journey is
 * kept until the walk leaves them. Nothing here finds anything.
 */
#include "lint/look_aspect.h"

static bool may_be(const struct jy_criterion *criterion, const char *aspect)
{
	const struct jy_metric *metric = criterion->metric;

	return metric && (!metric->aspects.count || jy_has_aspect(metric, aspect));
}

/* Of a stage or a journey: a figure of unknown aspects is no sign that it is about this one. */
static bool measures(const struct jy_criterion *list, size_t count, const char *aspect)
{
	for (size_t i = 0; i < count; i++)
		if (list[i].metric && jy_has_aspect(list[i].metric, aspect))
			return true;
	return false;
}

bool jy_may_measure(const struct jy_linter *linter, struct jy_aspect_walk *walk,
		    const struct jy_touchpoint *touchpoint)
{
	const struct jy_stage *stage = touchpoint->stage;
	const struct jy_journey *journey = touchpoint->journey;
	const struct jy_criterion *const *list;
	size_t count = jy_judged(linter, touchpoint, &list);

	for (size_t i = 0; i < count; i++)
		if (may_be(list[i], walk->aspect))
			return true;
	if (walk->stage != stage)
		walk->by_stage = measures(stage->success, stage->success_count, walk->aspect);
	if (walk->journey != journey)
		walk->by_journey = measures(journey->outcome, journey->outcome_count, walk->aspect);
	walk->stage = stage;
	walk->journey = journey;
	return walk->by_stage || walk->by_journey;
}
