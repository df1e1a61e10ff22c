/*
 * Rules about recovery: where the map itself says that something fails, something puts it right: a
 * touchpoint that recovers from it, one whose purpose is recovery, or somebody who may decide at
 * once.
 */
#include "lint/look_recovery.h"

/* The first fail point among the acts; NULL: none. */
static const struct jy_lane_entry *first_failure(const struct jy_lane_entry *lane, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (lane[i].fails.size)
			return &lane[i];
	return NULL;
}

static void find(struct jy_linter *linter, const struct jy_lane_entry *failure,
		 const struct jy_decl *place, bool is_touchpoint)
{
	struct jy_diag *diag = jy_find(linter, failure->span,
				       "`%.*s` fails here (\"%.*s\"), and nothing puts it right",
				       JB_ARG(place->name), JB_ARG(failure->fails));

	if (is_touchpoint)
		jy_help(linter, diag,
			"write `recovers from %.*s` in the touchpoint that puts it right, or "
			"`empowered to \"…\"` here",
			JB_ARG(place->name));
	else
		jy_help(linter, diag,
			"add a touchpoint that puts it right: `purpose recovery`, `recovers from "
			"TOUCHPOINT`");
}

static bool is_for_recovery(const struct jy_journey *journey)
{
	for (size_t s = 0; s < journey->stage_count; s++)
		for (size_t t = 0; t < journey->stage[s].touchpoint_count; t++)
			if (jy_holds(journey->stage[s].touchpoint[t].purposes, "recovery"))
				return true;
	return false;
}

static void find_in(struct jy_linter *linter, const struct jy_set *right,
		    const struct jy_stage *stage)
{
	const struct jy_lane_entry *failure = first_failure(stage->lane, stage->lane_count);

	if (failure && !jy_set_has(right, stage))
		find(linter, failure, &stage->decl, false);
	for (size_t t = 0; t < stage->touchpoint_count; t++) {
		const struct jy_touchpoint *touchpoint = &stage->touchpoint[t];

		failure = first_failure(touchpoint->lane, touchpoint->lane_count);
		if (failure && !touchpoint->empowered_count && !jy_set_has(right, touchpoint))
			find(linter, failure, &touchpoint->decl, true);
	}
}

JY_RULE(recovery_missing)
{
	struct jy_set right = jy_recovered(linter);

	for (size_t i = 0; i < linter->model->journeys.count; i++) {
		const struct jy_journey *journey = linter->model->journeys.at[i];

		if (is_for_recovery(journey))
			continue;
		for (size_t s = 0; s < journey->stage_count; s++)
			find_in(linter, &right, &journey->stage[s]);
	}
}
