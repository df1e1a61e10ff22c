/*
 * The delivered emotion: `felt by METRIC` at a touchpoint asks for that metric over the
 * touchpoint's rows, so that the delivered curve can be drawn beside the designed one.
 */
#include "plan/lowering.h"

static void lower_felt(struct jy_lowering *lowering, const struct jy_touchpoint *touchpoint)
{
	const struct jy_metric *metric = touchpoint->felt_by;
	const struct jy_scope_rows rows = {.journey = touchpoint->journey,
					   .stage = touchpoint->stage,
					   .touchpoint = touchpoint};
	struct jy_period period = metric->every;
	uint32_t ignored;

	if (!period.given && metric->source)
		period = metric->source->every;
	if (!period.given)
		period = (struct jy_period){
			.given = true,
			.spec = {.unit = JRT_MONTH},
			.zone = touchpoint->journey->zone,
		};
	if (period.zone.size)
		jy_lowering_measure(lowering, metric, &rows, jy_lowering_period(lowering, &period),
				    true, NULL, 0, touchpoint->decl.span, &ignored);
}

void jy_lower_felt(struct jy_lowering *lowering)
{
	for (size_t i = 0; i < lowering->model->journeys.count; i++) {
		const struct jy_journey *journey = lowering->model->journeys.at[i];

		for (size_t k = 0; k < journey->stage_count; k++)
			for (size_t t = 0; t < journey->stage[k].touchpoint_count; t++)
				if (journey->stage[k].touchpoint[t].felt_by)
					lower_felt(lowering, &journey->stage[k].touchpoint[t]);
	}
}
