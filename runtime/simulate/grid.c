/*
 * A grid of values through the judge's comparison and through settling. Each point is a period of
 * its own with nothing before it: no excess is carried in, no miss is a repeated one.
 */
#include "base/buf.h"
#include "judge/judge.h"
#include "simulate/simulate.h"

/* What all points of a grid have in common. `plan` has the one agreement alone: the others would be
 * settled at every point for nothing. */
struct grid {
	const struct jrt_plan *plan;
	const struct jrt_agreement *agreement;
	const struct jrt_grid *asked;
	const struct jrt_settle_input *input;
	struct jb_arena *arena;
	struct jrt_periods periods;
	struct jrt_range range;
	struct jb_text label;
	int64_t day; /* the period's first: it picks the terms (S27) */
	bool turned; /* verdicts go by the order of criteria, axes as they were asked for */
};

size_t jrt_grid_axis_count(const struct jrt_grid_axis *axis)
{
	jb_i128 wide = (jb_i128)axis->high - axis->low;

	if (axis->step <= 0 || wide < 0 || wide / axis->step >= JRT_GRID_POINTS_MAX)
		return 0;
	return (size_t)(wide / axis->step) + 1;
}

/* ---- one verdict ---- */

static struct jb_ratio rounded(const struct jrt_criterion *criterion, jb_fix value)
{
	struct jb_ratio exact = jb_ratio_of_fix(value), out;

	if (criterion->rounding != JB_ROUND_NONE &&
	    jb_ratio_round(exact, jb_ratio_of_fix(criterion->rounding_step), criterion->rounding,
			   &out))
		return out;
	return exact;
}

static struct jrt_verdict verdict_of(const struct grid *grid, uint32_t number, jb_fix value)
{
	const struct jrt_criterion *criterion = &grid->plan->criterion[number];
	struct jrt_verdict verdict = {
		.criterion = number,
		.label = grid->label,
		.from = grid->range.from,
		.to = grid->range.to,
		.compared = rounded(criterion, value),
		.threshold = jrt_threshold_on(criterion, grid->day),
	};

	verdict.measured = (struct jrt_measurement){
		.meter = criterion->meter,
		.label = grid->label,
		.period = grid->asked->period,
		.from = grid->range.from,
		.to = grid->range.to,
		.measured = true,
		.exact = true,
		.value = jb_ratio_of_fix(value),
	};
	verdict.verdict = verdict.threshold == NULL ? JRT_NOT_MEASURED
			  : jrt_threshold_holds(verdict.threshold, verdict.compared) ? JRT_MET
										     : JRT_MISSED;
	return verdict;
}

/* The levels of one guarantee at one value, appended by the order of criteria. */
static size_t add_levels(const struct grid *grid, const struct jrt_guarantee *guarantee,
			 struct jrt_grid_value *at, struct jrt_verdict *verdict)
{
	size_t count = 0;

	if (guarantee->expected_count) {
		verdict[count] = verdict_of(grid, guarantee->expected, at->value);
		at->compared = verdict[count].compared;
		at->has_expected = verdict[count].threshold != NULL;
		at->expected_met = verdict[count++].verdict == JRT_MET;
	}
	if (guarantee->minimum_count) {
		verdict[count] = verdict_of(grid, guarantee->minimum, at->value);
		at->compared = verdict[count].compared;
		at->has_minimum = verdict[count].threshold != NULL;
		at->minimum_met = verdict[count++].verdict == JRT_MET;
	}
	return count;
}

/* ---- one point ---- */

static void take_account(const struct grid *grid, const struct jrt_settlement *settlement,
			 struct jrt_grid_point *point)
{
	for (size_t i = 0; i < settlement->account_count; i++) {
		if (settlement->account[i].period != grid->asked->period)
			continue;
		point->account = settlement->account[i];
		point->account.agreement = grid->asked->agreement;
		point->has_account = true;
	}
}

static enum jb_status settle_point(const struct grid *grid, struct jrt_grid_point *point,
				   struct jrt_grid_result *out, struct jb_text *why)
{
	const struct jrt_measured nothing = {0};
	struct jrt_verdict verdict[4];
	struct jrt_judged judged = {.verdict = verdict};
	struct jrt_settlement settlement;
	enum jb_status status;

	for (size_t k = 0; k < grid->asked->axis_count; k++) {
		size_t i = grid->turned ? 1 - k : k;
		uint32_t number = grid->asked->axis[i].guarantee;

		judged.verdict_count += add_levels(grid, &grid->agreement->guarantee[number],
						   &point->at[i], &verdict[judged.verdict_count]);
	}
	status = jrt_settle(grid->plan, &nothing, &judged, grid->input, grid->arena, &settlement,
			    why);
	if (status != JB_OK)
		return status;
	take_account(grid, &settlement, point);
	if (!out->finding_count && settlement.finding_count) {
		out->finding = settlement.finding;
		out->finding_count = settlement.finding_count;
	}
	return JB_OK;
}

/* ---- the grid ---- */

static enum jb_status refuse(struct jb_text *why, const char *sentence)
{
	*why = jb_text_of(sentence);
	return JB_REFUSED;
}

static enum jb_status check_axis(const struct grid *grid, const struct jrt_grid_axis *axis,
				 struct jb_text *why)
{
	const struct jrt_guarantee *guarantee = &grid->agreement->guarantee[axis->guarantee];

	if (!jrt_grid_axis_count(axis))
		return refuse(why, "a grid has at least one value, and not more than 10,000");
	if (!guarantee->expected_count && !guarantee->minimum_count)
		return refuse(why, "the guarantee has no level that a value could meet");
	if (guarantee->periods != grid->agreement->periods)
		return refuse(why, "the guarantee is judged over other periods than its agreement; "
				   "name a period of the guarantee's");
	return JB_OK;
}

static enum jb_status prepare(struct grid *grid, struct jb_text *why)
{
	const struct jrt_period_spec *spec;
	const struct jrt_zone *zone = NULL;
	enum jb_status status;
	struct jb_buf label;

	if (grid->agreement->periods == JRT_NONE)
		return refuse(why, "the agreement says over which periods its guarantees are "
				   "judged only in each of them");
	spec = &grid->plan->periods[grid->agreement->periods];
	status = jrt_zone_load(grid->arena, grid->plan->zone[spec->zone], &zone, why);
	if (status == JB_OK)
		status = jrt_period_init(&grid->periods, spec, zone, grid->arena, why);
	if (status != JB_OK)
		return status;
	grid->range = jrt_period_range(&grid->periods, grid->asked->period);
	grid->day = jrt_period_first_day(&grid->periods, grid->asked->period);
	jb_buf_init(&label, grid->arena);
	jrt_period_add_label(&grid->periods, grid->asked->period, &label);
	grid->label = jb_buf_text(&label);
	return JB_OK;
}

static enum jb_status settle_points(const struct grid *grid, struct jrt_grid_result *out,
				    struct jb_text *why)
{
	const struct jrt_grid *asked = grid->asked;
	const size_t rows = jrt_grid_axis_count(&asked->axis[0]);
	const size_t columns = asked->axis_count > 1 ? jrt_grid_axis_count(&asked->axis[1]) : 1;
	enum jb_status status = JB_OK;

	if (rows > JRT_GRID_POINTS_MAX / columns)
		return refuse(why, "a grid has at most 10,000 points");
	out->point = JB_NEW_ARRAY(grid->arena, struct jrt_grid_point, rows * columns);
	for (size_t i = 0; status == JB_OK && i < rows * columns; i++) {
		struct jrt_grid_point *point = &out->point[out->count++];

		point->at[0].value =
			asked->axis[0].low + (jb_fix)(i / columns) * asked->axis[0].step;
		if (asked->axis_count > 1)
			point->at[1].value =
				asked->axis[1].low + (jb_fix)(i % columns) * asked->axis[1].step;
		status = settle_point(grid, point, out, why);
	}
	return status;
}

enum jb_status jrt_simulate_grid(const struct jrt_plan *plan, const struct jrt_grid *grid,
				 const struct jrt_settle_input *input, struct jb_arena *arena,
				 struct jrt_grid_result *out, struct jb_text *why)
{
	struct jrt_plan alone = *plan;
	struct grid work = {
		.plan = &alone,
		.turned = grid->axis_count > 1 && grid->axis[0].guarantee > grid->axis[1].guarantee,
		.agreement = &plan->agreement[grid->agreement],
		.asked = grid,
		.input = input,
		.arena = arena,
	};
	enum jb_status status = prepare(&work, why);

	alone.agreement = work.agreement;
	alone.agreement_count = 1;
	*out = (struct jrt_grid_result){.label = work.label};
	for (size_t i = 0; status == JB_OK && i < grid->axis_count; i++)
		status = check_axis(&work, &grid->axis[i], why);
	return status == JB_OK ? settle_points(&work, out, why) : status;
}
