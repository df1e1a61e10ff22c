/*
 * journey simulate --grid: values as written on the command line, in the unit of the guarantee's
 * figure, and the rows they come to.
 */
#include <string.h>

#include "cli/simulate.h"
#include "judge/figure.h"
#include "time/period.h"

static const struct jrt_metric *metric_of(const struct jrt_plan *plan,
					  const struct jrt_guarantee *guarantee)
{
	uint32_t criterion = guarantee->expected_count ? guarantee->expected : guarantee->minimum;

	return &plan->metric[plan->meter[plan->criterion[criterion].meter].metric];
}

/* ---- reading GUARANTEE=LOW..HIGH/STEP ---- */

struct unit {
	const char *word;
	enum jrt_type type;
	int64_t num, den; /* to plain units */
};

static const struct unit units[] = {
	{"%", JRT_SHARE, 1, 100},     {"pp", JRT_SHARE, 1, 100},    {"ms", JRT_DURATION, 1, 1000},
	{"s", JRT_DURATION, 1, 1},    {"min", JRT_DURATION, 60, 1}, {"h", JRT_DURATION, 3600, 1},
	{"points", JRT_POINTS, 1, 1},
};

static const char *example_of(enum jrt_type type)
{
	switch (type) {
	case JRT_SHARE: return "70%..90%/1%";
	case JRT_DURATION: return "20s..60s/5s";
	default: return "1..5/0.5";
	}
}

/* A value in the unit of the type: a share in per cent, a duration with its unit, others plain. */
static bool read_value(struct jb_text text, enum jrt_type type, jb_fix *out)
{
	int64_t num = 1, den = 1;
	size_t digits = 0;
	struct jb_text unit;

	while (digits < text.size && (strchr("+-.", text.at[digits]) ||
				      (text.at[digits] >= '0' && text.at[digits] <= '9')))
		digits++;
	unit = jb_text_slice(text, digits, text.size);
	if (!unit.size && (type == JRT_SHARE || type == JRT_DURATION))
		return false;
	for (size_t i = 0; unit.size && i < sizeof units / sizeof *units; i++) {
		if (!jb_text_is(unit, units[i].word) || units[i].type != type)
			continue;
		num = units[i].num;
		den = units[i].den;
		unit.size = 0;
	}
	return !unit.size && jb_number_parse(jb_text_slice(text, 0, digits), '.', num, den,
					     JB_ROUND_NONE, 1, out) == JB_NUMBER_OK;
}

static bool read_axis(struct jb_text text, enum jrt_type type, struct jrt_grid_axis *axis)
{
	size_t dots = 0, slash = text.size;

	while (dots + 1 < text.size && (text.at[dots] != '.' || text.at[dots + 1] != '.'))
		dots++;
	while (slash > 0 && text.at[slash - 1] != '/')
		slash--;
	return dots + 2 < slash && slash > 0 &&
	       read_value(jb_text_slice(text, 0, dots), type, &axis->low) &&
	       read_value(jb_text_slice(text, dots + 2, slash - 1), type, &axis->high) &&
	       read_value(jb_text_slice(text, slash, text.size), type, &axis->step);
}

static bool find_guarantee(struct jy_command *command, const struct jrt_agreement *agreement,
			   struct jb_text name, uint32_t *number)
{
	struct jb_text *known =
		JB_NEW_ARRAY(command->arena, struct jb_text, agreement->guarantee_count);
	int near;

	for (uint32_t i = 0; i < agreement->guarantee_count; i++) {
		known[i] = agreement->guarantee[i].name;
		if (!jb_text_equal(known[i], name))
			continue;
		*number = i;
		return true;
	}
	near = jb_text_nearest(name, known, agreement->guarantee_count);
	if (near >= 0)
		jy_command_misused(command, "`%.*s` has no guarantee `%.*s`; did you mean `%.*s`?",
				   JB_ARG(agreement->name), JB_ARG(name), JB_ARG(known[near]));
	else
		jy_command_misused(command, "`%.*s` has no guarantee `%.*s`",
				   JB_ARG(agreement->name), JB_ARG(name));
	return false;
}

static bool read_one(struct jy_command *command, const struct jrt_agreement *agreement,
		     struct jb_text given, struct jrt_grid_axis *axis)
{
	const struct jrt_plan *plan = command->plan;
	const struct jrt_guarantee *guarantee;
	size_t equals = 0;
	enum jrt_type type;

	while (equals < given.size && given.at[equals] != '=')
		equals++;
	if (!find_guarantee(command, agreement, jb_text_slice(given, 0, equals), &axis->guarantee))
		return false;
	guarantee = &agreement->guarantee[axis->guarantee];
	if (!guarantee->expected_count && !guarantee->minimum_count) {
		jy_command_misused(command, "the guarantee `%.*s` has no level that is judged",
				   JB_ARG(guarantee->name));
		return false;
	}
	type = metric_of(plan, guarantee)->type;
	if (equals < given.size &&
	    read_axis(jb_text_slice(given, equals + 1, given.size), type, axis) &&
	    jrt_grid_axis_count(axis))
		return true;
	jy_command_misused(command,
			   "--grid takes GUARANTEE=LOW..HIGH/STEP of at most %d values, such as "
			   "%.*s=%s, not \"%.*s\"",
			   JRT_GRID_POINTS_MAX, JB_ARG(guarantee->name), example_of(type),
			   JB_ARG(given));
	return false;
}

static bool read_grid(struct jy_command *command, struct jrt_grid *grid)
{
	const struct jb_text *given = jy_args_values(&command->args, "grid", &grid->axis_count);
	const struct jrt_agreement *agreement = &command->plan->agreement[grid->agreement];

	if (grid->axis_count > 2) {
		jy_command_misused(command, "a grid has one guarantee or two, not %zu",
				   grid->axis_count);
		return false;
	}
	for (size_t i = 0; i < grid->axis_count; i++)
		if (!read_one(command, agreement, given[i], &grid->axis[i]))
			return false;
	if (grid->axis_count < 2 || grid->axis[0].guarantee != grid->axis[1].guarantee)
		return true;
	jy_command_misused(command, "the second guarantee of a grid is another than the first");
	return false;
}

/* ---- the period ---- */

/* The one named, or the first that lies wholly in the agreement's term. */
static bool find_period(struct jy_command *command, struct jrt_grid *grid)
{
	const struct jrt_plan *plan = command->plan;
	const struct jrt_agreement *agreement = &plan->agreement[grid->agreement];
	struct jb_text label = jy_args_value(&command->args, "period", ""), why = {0};
	const struct jrt_zone *zone = NULL;
	struct jrt_periods periods;

	if (agreement->periods == JRT_NONE)
		return true; /* refused with a reason by the grid */
	if (jrt_zone_load(command->arena, plan->zone[plan->periods[agreement->periods].zone], &zone,
			  &why) != JB_OK ||
	    jrt_period_init(&periods, &plan->periods[agreement->periods], zone, command->arena,
			    &why) != JB_OK) {
		jy_command_say(command, "%.*s", JB_ARG(why));
		return false;
	}
	if (label.size && !jrt_period_parse_label(&periods, label, &grid->period)) {
		jy_command_misused(command, "\"%.*s\" is no period of `%.*s`", JB_ARG(label),
				   JB_ARG(agreement->name));
		return false;
	}
	if (label.size)
		return true;
	grid->period =
		jrt_period_index_of_day(&periods, agreement->has_runs ? agreement->runs.from : 0);
	if (agreement->has_runs &&
	    jrt_period_first_day(&periods, grid->period) < agreement->runs.from)
		grid->period++;
	return true;
}

/* ---- rows ---- */

static struct jb_text value_text(struct jy_command *command, const struct jrt_grid *grid,
				 size_t axis, jb_fix value)
{
	const struct jrt_plan *plan = command->plan;
	const struct jrt_agreement *agreement = &plan->agreement[grid->agreement];
	struct jb_buf buf;

	jb_buf_init(&buf, command->arena);
	jrt_figure_add_exact(
		&buf, metric_of(plan, &agreement->guarantee[grid->axis[axis].guarantee]), value);
	return jb_buf_text(&buf);
}

static struct jb_text verdict_text(const struct jrt_grid_value *at)
{
	if (at->has_minimum && !at->minimum_met)
		return JB_TEXT("minimum missed");
	if (at->has_expected)
		return at->expected_met ? JB_TEXT("met") : JB_TEXT("missed");
	return at->has_minimum ? JB_TEXT("met") : JB_TEXT("");
}

static struct jb_text both_verdicts(struct jb_arena *arena, const struct jrt_grid *grid,
				    const struct jrt_grid_point *point)
{
	struct jb_text first = verdict_text(&point->at[0]), second = verdict_text(&point->at[1]);

	return grid->axis_count < 2
		       ? first
		       : jb_text_printf(arena, "%.*s, %.*s", JB_ARG(first), JB_ARG(second));
}

static struct jb_text name_of(const struct jrt_agreement *agreement, const struct jrt_grid *grid,
			      size_t axis)
{
	const struct jrt_guarantee *guarantee = &agreement->guarantee[grid->axis[axis].guarantee];

	return guarantee->title.size ? guarantee->title : guarantee->name;
}

static void fill(struct jy_command *command, const struct jrt_grid *grid,
		 const struct jrt_grid_result *result, struct jrt_series *out)
{
	struct jb_arena *arena = command->arena;
	struct jrt_series_row *row = JB_NEW_ARRAY(arena, struct jrt_series_row, result->count);

	for (size_t i = 0; i < result->count; i++) {
		const struct jrt_grid_point *point = &result->point[i];

		row[i].label = value_text(command, grid, 0, point->at[0].value);
		if (grid->axis_count > 1)
			row[i].second = value_text(command, grid, 1, point->at[1].value);
		row[i].verdict = both_verdicts(arena, grid, point);
		row[i].has_account = point->has_account;
		row[i].account = point->account;
	}
	out->row = row;
	out->count = result->count;
	out->grid = true;
	out->label_title = name_of(out->agreement, grid, 0);
	if (grid->axis_count > 1)
		out->second_title = name_of(out->agreement, grid, 1);
	out->title = jb_text_printf(
		arena, "%.*s, by the terms of %.*s",
		JB_ARG(out->agreement->title.size ? out->agreement->title : out->agreement->name),
		JB_ARG(result->label));
	out->note =
		result->finding_count
			? result->finding[0].message
			: JB_TEXT("Other guarantees have no verdict here; nothing is carried in, "
				  "and no miss is a repeated one.");
}

int jy_simulate_grid(struct jy_command *command, uint32_t agreement,
		     const struct jrt_settle_input *input, struct jrt_series *out)
{
	struct jrt_grid grid = {.agreement = agreement};
	struct jrt_grid_result result;
	struct jb_text why = {0};

	if (!read_grid(command, &grid) || !find_period(command, &grid))
		return JY_EXIT_USAGE;
	out->agreement = &command->plan->agreement[agreement];
	if (jrt_simulate_grid(command->plan, &grid, input, command->arena, &result, &why) !=
	    JB_OK) {
		jy_command_say(command, "%.*s", JB_ARG(why));
		return JY_EXIT_DATA;
	}
	fill(command, &grid, &result, out);
	return JY_EXIT_OK;
}
