/*
 * Means that are judged with a confidence: their interval needs the sum of squares, which a mean by
 * itself does not keep. So they get a second part that keeps it; no other metric pays for it.
 */
#include "plan/lowering.h"

static void look(struct jy_lowering *lowering, const struct jy_criterion *criterion)
{
	const struct jy_metric *metric = criterion ? criterion->metric : NULL;

	if (metric && criterion->confidence > 0 && metric->formula_count == 1 &&
	    metric->formula[0].op == JRT_F_PART && metric->part_count == 1 &&
	    metric->part[0].kind == JRT_PART_MEAN && metric->grouping == JRT_GROUPS_NONE)
		*jb_map_intern(&lowering->spread, &JY_ADDRESS(metric), NULL) = true;
}

static void look_all(struct jy_lowering *lowering, const struct jy_criterion *criterion,
		     size_t count)
{
	for (size_t i = 0; i < count; i++)
		look(lowering, &criterion[i]);
}

static void look_at_journey(struct jy_lowering *lowering, const struct jy_journey *journey)
{
	look_all(lowering, journey->outcome, journey->outcome_count);
	for (size_t i = 0; i < journey->stage_count; i++) {
		const struct jy_stage *stage = &journey->stage[i];

		look_all(lowering, stage->success, stage->success_count);
		for (size_t k = 0; k < stage->touchpoint_count; k++)
			look_all(lowering, stage->touchpoint[k].success,
				 stage->touchpoint[k].success_count);
	}
}

void jy_lower_spreads(struct jy_lowering *lowering)
{
	const struct jy_model *model = lowering->model;

	for (size_t i = 0; i < model->journeys.count; i++)
		look_at_journey(lowering, model->journeys.at[i]);
	for (size_t i = 0; i < model->agreements.count; i++) {
		const struct jy_agreement *agreement = model->agreements.at[i];

		for (size_t k = 0; k < agreement->guarantee_count; k++) {
			look(lowering, agreement->guarantee[k].expected);
			look(lowering, agreement->guarantee[k].minimum);
		}
	}
}

size_t jy_lowering_add_spread(struct jy_lowering *lowering, const struct jy_metric *metric,
			      struct jrt_part *part)
{
	if (!jb_map_get(&lowering->spread, JY_ADDRESS(metric)))
		return 0;
	part[1] = part[0];
	part[1].kind = JRT_PART_SPREAD;
	return 1;
}
