/*
 * The judge's way in: states to measurements, verdicts and termination rights. Reads no clock,
 * and of files only the system's time zones, to know where an agreement's days begin and end.
 */
#include <assert.h>

#include "judge/judge.h"
#include "judge/value_internal.h"

static enum jb_status load_periods(struct jrt_judge *judge, struct jb_text *why)
{
	const struct jrt_plan *plan = judge->plan;

	judge->zone = JB_NEW_ARRAY(judge->arena, const struct jrt_zone *, plan->zone_count);
	for (size_t i = 0; i < plan->zone_count; i++) {
		enum jb_status status =
			jrt_zone_load(judge->arena, plan->zone[i], &judge->zone[i], why);
		if (status != JB_OK)
			return status;
	}
	judge->periods = JB_NEW_ARRAY(judge->arena, struct jrt_periods, plan->periods_count);
	for (size_t i = 0; i < plan->periods_count; i++) {
		const struct jrt_period_spec *spec = &plan->periods[i];
		const struct jrt_zone *zone =
			spec->zone < plan->zone_count ? judge->zone[spec->zone] : NULL;
		enum jb_status status =
			jrt_period_init(&judge->periods[i], spec, zone, judge->arena, why);
		if (status != JB_OK)
			return status;
	}
	return JB_OK;
}

static void make_stack(struct jrt_judge *judge)
{
	size_t steps = 1;

	for (size_t i = 0; i < judge->plan->metric_count; i++)
		steps += judge->plan->metric[i].formula_count;
	judge->stack = JB_NEW_ARRAY(judge->arena, struct jrt_term, steps);
}

static void measure(struct jrt_judge *judge, struct jrt_judged *out)
{
	JB_VEC(struct jrt_measurement) list = {0};

	for (uint32_t m = 0; m < judge->plan->meter_count; m++) {
		struct jrt_cells cells = judge->cells[m];
		if (!judge->plan->meter[m].asked)
			continue;
		if (cells.count == 0)
			*jb_push(judge->arena, &list) = jrt_value_none(judge, m);
		for (size_t i = 0; i < cells.count; i++) {
			struct jrt_measurement value = jrt_value_in(judge, m, cells.at[i].period);
			*jb_push(judge->arena, &list) = value;
		}
	}
	out->measurement = list.at;
	out->measurement_count = list.count;
}

/* Room for a verdict a cell of each criterion: a list of so large items that grows is copied more
 * than it is filled. */
static struct jrt_verdicts room_for_verdicts(struct jrt_judge *judge)
{
	const struct jrt_plan *plan = judge->plan;
	struct jrt_verdicts verdicts = {0};

	for (uint32_t c = 0; c < plan->criterion_count; c++)
		verdicts.room += judge->cells[plan->criterion[c].meter].count + 1;
	verdicts.at = jb_realloc(judge->arena, NULL, 0, verdicts.room * sizeof *verdicts.at);
	return verdicts;
}

static void decide(struct jrt_judge *judge, struct jrt_judged *out)
{
	const struct jrt_plan *plan = judge->plan;
	struct jrt_verdicts verdicts = room_for_verdicts(judge);

	for (uint32_t c = 0; c < plan->criterion_count; c++)
		jrt_verdict_criterion(judge, c, &verdicts);
	out->verdict = verdicts.at;
	out->verdict_count = verdicts.count;
	out->trigger = JB_NEW_ARRAY(judge->arena, struct jrt_trigger_result, plan->trigger_count);
	out->trigger_count = plan->trigger_count;
	for (uint32_t t = 0; t < plan->trigger_count; t++)
		out->trigger[t] = jrt_trigger_look(judge, t, verdicts.at, verdicts.count);
	jrt_series_look(judge, out);
}

enum jb_status jrt_judge(const struct jrt_plan *plan, const struct jrt_measured *measured,
			 struct jb_arena *arena, struct jrt_judged *out, struct jb_text *why)
{
	struct jrt_judge judge = {.plan = plan, .measured = measured, .arena = arena};

	*out = (struct jrt_judged){0};
	*why = JB_TEXT("");
	if (JB_ARM(arena) != 0) {
		*why = JB_TEXT("not enough memory to judge");
		return JB_NO_MEMORY;
	}
	enum jb_status status = load_periods(&judge, why);
	if (status == JB_OK)
		status = jrt_cells_index(&judge, why);
	if (status == JB_OK) {
		make_stack(&judge);
		measure(&judge, out);
		decide(&judge, out);
	}
	jb_arena_disarm(arena);
	return status;
}
