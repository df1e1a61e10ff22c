/*
 * A threshold against its metric: in the metric's unit, within what it can reach, in its better
 * direction, and no finer than its data. What passes is exact: bounds in millionths of the unit.
 */
#include "model/reach.h"
#include "model/rows.h"

struct checking {
	struct jy_builder *builder;
	const struct jy_metric *metric;
	struct jy_typed want;
};

/* "this metric is a duration (mean of handle among answered)" */
static void show_metric(struct checking *check, struct jy_diag *diag)
{
	const struct jy_metric *metric = check->metric;
	struct jb_text is = jy_type_phrase(check->builder->arena, check->want);

	if (metric->definition.size && metric->definition.size <= 60)
		jy_diag_label(check->builder->diags, diag, metric->decl.span,
			      "this metric is %.*s (%.*s)", JB_ARG(is), JB_ARG(metric->definition));
	else
		jy_diag_label(check->builder->diags, diag, metric->decl.span, "this metric is %.*s",
			      JB_ARG(is));
}

/* ---- unit ---- */

static struct jb_text written(struct checking *check, const struct jy_node *amount)
{
	const struct jy_file *file =
		amount ? jy_diags_file(check->builder->diags, amount->span.file) : NULL;

	return file ? jy_file_slice(file, amount->span) : JB_TEXT("…");
}

/* A threshold as it is written for the metric; the number is only an example. */
static struct jb_text threshold_example(struct checking *check)
{
	struct jb_arena *arena = check->builder->arena;
	struct jb_text amount = check->want.type == JRT_DURATION
					? JB_TEXT("8min")
					: jy_type_example(arena, check->want);

	switch (check->metric->better) {
	case JRT_BETTER_HIGHER: return jb_text_printf(arena, "at least %.*s", JB_ARG(amount));
	case JRT_BETTER_LOWER: return jb_text_printf(arena, "at most %.*s", JB_ARG(amount));
	default: break;
	}
	return check->want.type == JRT_DURATION ? JB_TEXT("at most 8min") : amount;
}

static void help_unit(struct checking *check, struct jy_diag *diag, const struct jy_node *amount)
{
	struct jy_diags *diags = check->builder->diags;
	struct jb_arena *arena = check->builder->arena;
	struct jb_text meant = jy_literal_meant(arena, amount, check->want);
	struct jb_text example = threshold_example(check);

	if (meant.size) {
		jy_diag_help(diags, diag, "write `%.*s`", JB_ARG(meant));
		jy_diag_fix(diags, diag, amount->span, meant);
	} else {
		jy_diag_help(diags, diag, "write %.*s, for example `%.*s`",
			     JB_ARG(jy_type_phrase(arena, check->want)), JB_ARG(example));
	}
}

static bool check_unit(struct checking *check, const struct jy_node *amount, jb_fix *value)
{
	struct jb_arena *arena = check->builder->arena;
	struct jb_text is;
	struct jy_diag *diag;

	if (jy_literal_value(amount, check->want, value))
		return true;
	is = jy_literal_phrase(arena, amount);
	diag = jy_diag_error(check->builder->diags, JY_D_THRESHOLD_UNIT, amount->span,
			     "%.*s is compared with %.*s",
			     JB_ARG(jy_type_phrase(arena, check->want)), JB_ARG(is));
	jy_diag_mark(check->builder->diags, diag, "this is %.*s", JB_ARG(is));
	show_metric(check, diag);
	help_unit(check, diag, amount);
	return false;
}

/* ---- reach ---- */

/* The column a metric takes single values of, or averages them; NULL where it is more than one. */
static const struct jrt_column *column_behind(const struct jy_metric *metric)
{
	const struct jy_expr *of = metric->part_count == 1 ? metric->part[0].a : NULL;

	if (metric->formula_count != 1 || !of || of->op != JRT_OP_COLUMN ||
	    metric->grouping == JRT_GROUPS_SHARE || metric->grouping == JRT_GROUPS_STANDING)
		return NULL;
	return &metric->source->column[of->k];
}

static struct jb_text amount_text(struct checking *check, jb_fix value)
{
	struct jb_buf buf;
	bool percent = check->want.type == JRT_SHARE;

	jb_buf_init(&buf, check->builder->arena);
	if (check->want.type == JRT_MONEY)
		jb_buf_printf(&buf, "%.*s ", JB_ARG(check->want.currency));
	jb_buf_add_fix(&buf, percent ? (jb_i128)value * 100 : value);
	switch (check->want.type) {
	case JRT_SHARE: jb_buf_add_string(&buf, check->want.difference ? "pp" : "%"); break;
	case JRT_POINTS: jb_buf_add_string(&buf, " points"); break;
	case JRT_DURATION: jb_buf_add_byte(&buf, 's'); break;
	default: break;
	}
	return jb_buf_text(&buf);
}

/* "lies between 0% and 100%" */
static struct jb_text reach_text(struct checking *check, struct jy_reach reach)
{
	struct jb_arena *arena = check->builder->arena;

	if (reach.has_low && reach.has_high)
		return jb_text_printf(arena, "lies between %.*s and %.*s",
				      JB_ARG(amount_text(check, reach.low)),
				      JB_ARG(amount_text(check, reach.high)));
	if (reach.has_low)
		return jb_text_printf(arena, "is never below %.*s",
				      JB_ARG(amount_text(check, reach.low)));
	return jb_text_printf(arena, "is never above %.*s", JB_ARG(amount_text(check, reach.high)));
}

static void help_reach(struct checking *check, struct jy_diag *diag, struct jy_reach reach,
		       bool too_high)
{
	struct jb_text end = amount_text(check, too_high ? reach.high : reach.low);

	jy_diag_help(check->builder->diags, diag, "the %s it can be is `%.*s`",
		     too_high ? "most" : "least", JB_ARG(end));
}

static bool check_reach(struct checking *check, const struct jy_node *amount, jb_fix value)
{
	struct jy_reach reach = jy_metric_reach(check->metric);
	bool high = reach.has_high && value > reach.high, low = reach.has_low && value < reach.low;
	struct jy_diag *diag;

	if (!high && !low)
		return true;
	diag = jy_diag_error(check->builder->diags, JY_D_THRESHOLD_REACH, amount->span,
			     "`%.*s` %.*s and is never %.*s", JB_ARG(check->metric->decl.name),
			     JB_ARG(reach_text(check, reach)), JB_ARG(amount_text(check, value)));
	show_metric(check, diag);
	help_reach(check, diag, reach, high);
	return false;
}

static bool is_never_met(const struct jrt_threshold *threshold, struct jy_reach reach)
{
	switch (threshold->comparison) {
	case JRT_ABOVE: return reach.has_high && threshold->low >= reach.high;
	case JRT_BELOW: return reach.has_low && threshold->low <= reach.low;
	case JRT_AT_MOST: return reach.has_low && threshold->low < reach.low;
	default: return false;
	}
}

static bool is_always_met(const struct jrt_threshold *threshold, struct jy_reach reach)
{
	switch (threshold->comparison) {
	case JRT_AT_LEAST: return reach.has_low && threshold->low <= reach.low;
	case JRT_AT_MOST: return reach.has_high && threshold->low >= reach.high;
	case JRT_WITHIN:
		return reach.has_low && reach.has_high && threshold->low <= reach.low &&
		       threshold->high >= reach.high;
	default: return false;
	}
}

static bool report_never(struct checking *check, const struct jy_node *range,
			 const struct jrt_threshold *threshold, struct jy_reach reach)
{
	struct jy_diag *diag =
		jy_diag_error(check->builder->diags, JY_D_THRESHOLD_REACH, range->span,
			      "this is never met: `%.*s` %.*s", JB_ARG(check->metric->decl.name),
			      JB_ARG(reach_text(check, reach)));

	show_metric(check, diag);
	if (threshold->comparison != JRT_AT_MOST)
		jy_diag_help(check->builder->diags, diag, "write `%s %.*s`",
			     threshold->comparison == JRT_ABOVE ? "at least" : "at most",
			     JB_ARG(amount_text(check, threshold->low)));
	else
		help_reach(check, diag, reach, false);
	return false;
}

/* Never met: above 100%, below 0%. Always met, which says nothing: at least 0%. */
static bool check_sense(struct checking *check, const struct jy_node *range,
			const struct jrt_threshold *threshold)
{
	struct jy_reach reach = jy_metric_reach(check->metric);
	struct jy_diag *diag;

	if (is_never_met(threshold, reach))
		return report_never(check, range, threshold, reach);
	if (!is_always_met(threshold, reach))
		return true;
	diag = jy_diag_warn(check->builder->diags, JY_D_THRESHOLD_REACH, range->span,
			    "this is always met: `%.*s` %.*s", JB_ARG(check->metric->decl.name),
			    JB_ARG(reach_text(check, reach)));
	show_metric(check, diag);
	jy_diag_help(check->builder->diags, diag,
		     "write what would be missed, or leave the line out");
	return true;
}

/* What the metric is a whole number of: 1 of a count, the step of a column of which it is a single
 * value; 0 where it is none (S31). */
static jb_fix step_of(const struct checking *check, const struct jrt_column **column)
{
	const struct jy_metric *metric = check->metric;
	enum jrt_part_kind kind;
	bool single;

	*column = column_behind(metric);
	if (metric->kind == JRT_KIND_COUNT)
		return JB_FIX_ONE;
	kind = *column ? metric->part[0].kind : JRT_PART_MEAN;
	single = kind == JRT_PART_MAX || kind == JRT_PART_MIN || kind == JRT_PART_LAST ||
		 (kind == JRT_PART_VALUES && !metric->formula[0].interpolated);
	if (!single)
		return 0;
	if ((*column)->rounding != JB_ROUND_NONE && (*column)->rounding_step > 0)
		return (*column)->rounding_step;
	return (*column)->type == JRT_COUNT ? JB_FIX_ONE : 0;
}

static bool check_step(struct checking *check, const struct jy_node *amount, jb_fix value)
{
	struct jy_diags *diags = check->builder->diags;
	const struct jrt_column *column;
	jb_fix step = step_of(check, &column), below;
	struct jy_diag *diag;

	if (!step || value % step == 0)
		return true;
	diag = jy_diag_error(check->builder->diags, JY_D_TOO_FINE, amount->span,
			     "this is finer than `%.*s` is kept",
			     JB_ARG(column ? column->name : check->metric->decl.name));
	if (column && check->metric->kind != JRT_KIND_COUNT)
		jy_diag_label(
			diags, diag,
			check->metric->source->column_decl[column - check->metric->source->column]
				.span,
			"kept in steps of %.*s", JB_ARG(amount_text(check, step)));
	show_metric(check, diag);
	below = value - value % step - (value < 0 ? step : 0);
	jy_diag_help(diags, diag, "write `%.*s` or `%.*s`", JB_ARG(amount_text(check, below)),
		     JB_ARG(amount_text(check, below + step)));
	return false;
}

static bool check_amount(struct checking *check, const struct jy_node *amount, jb_fix *value)
{
	return amount && !(amount->flags & JY_F_DAMAGED) && check_unit(check, amount, value) &&
	       check_reach(check, amount, *value) && check_step(check, amount, *value);
}

/* ---- form and direction ---- */

static bool report_ends(struct checking *check, const struct jy_node *range)
{
	struct jb_text low = written(check, jy_kid(range, JY_RANGE_LOW));
	struct jb_text high = written(check, jy_kid(range, JY_RANGE_HIGH));
	struct jy_diag *diag =
		jy_diag_error(check->builder->diags, JY_D_THRESHOLD_FORM, range->span,
			      "a threshold of two ends has both of them in");

	jy_diag_help(check->builder->diags, diag, "write `%.*s to %.*s`, or one end alone",
		     JB_ARG(low), JB_ARG(high));
	return false;
}

static bool check_order(struct checking *check, const struct jy_node *range,
			const struct jrt_threshold *threshold)
{
	struct jb_text fixed;
	struct jy_diag *diag;

	if (threshold->low <= threshold->high)
		return true;
	fixed = jb_text_printf(check->builder->arena, "%.*s to %.*s",
			       JB_ARG(written(check, jy_kid(range, JY_RANGE_HIGH))),
			       JB_ARG(written(check, jy_kid(range, JY_RANGE_LOW))));
	diag = jy_diag_error(check->builder->diags, JY_D_THRESHOLD_FORM, range->span,
			     "nothing lies in this range: its first end is the greater");
	show_metric(check, diag);
	jy_diag_help(check->builder->diags, diag, "write the smaller one first: `%.*s`",
		     JB_ARG(fixed));
	jy_diag_fix(check->builder->diags, diag, range->span, fixed);
	return false;
}

/* F7: a threshold on the wrong side would praise the worse figure. */
static bool check_direction(struct checking *check, const struct jy_node *range,
			    const struct jrt_threshold *threshold)
{
	bool floor = threshold->comparison == JRT_AT_LEAST || threshold->comparison == JRT_ABOVE;
	bool open = threshold->comparison == JRT_ABOVE || threshold->comparison == JRT_BELOW;
	enum jrt_better better = check->metric->better;
	struct jb_text amount;
	struct jy_diag *diag;

	if (threshold->comparison == JRT_WITHIN || better == JRT_BETTER_UNSAID ||
	    floor == (better == JRT_BETTER_HIGHER))
		return true;
	diag = jy_diag_error(check->builder->diags, JY_D_THRESHOLD_DIRECTION, range->span,
			     "`%.*s` is better when %s, and this asks for %s",
			     JB_ARG(check->metric->decl.name), floor ? "lower" : "higher",
			     floor ? "more" : "less");
	jy_diag_label(check->builder->diags, diag, check->metric->decl.span,
		      check->metric->kind == JRT_KIND_INDEX ? "better %s, as its parts are"
							    : "`better %s` is said here",
		      floor ? "lower" : "higher");
	amount = written(check, jy_kid(range, floor ? JY_RANGE_LOW : JY_RANGE_HIGH));
	jy_diag_help(
		check->builder->diags, diag,
		"write `%s %.*s`, or a range of two ends where too much is as wrong as too little",
		open ? (floor ? "below" : "above") : (floor ? "at most" : "at least"),
		JB_ARG(amount));
	return false;
}

static bool fill_one_end(struct checking *check, const struct jy_node *range, bool floor,
			 struct jrt_threshold *out)
{
	bool outside = (range->flags & (floor ? JY_F_LOW_OUT : JY_F_HIGH_OUT)) != 0;
	const struct jy_node *amount = jy_kid(range, floor ? JY_RANGE_LOW : JY_RANGE_HIGH);

	out->comparison =
		floor ? (outside ? JRT_ABOVE : JRT_AT_LEAST) : (outside ? JRT_BELOW : JRT_AT_MOST);
	if (!check_amount(check, amount, &out->low))
		return false;
	return check_direction(check, range, out) && check_sense(check, range, out);
}

static bool fill_two_ends(struct checking *check, const struct jy_node *range,
			  struct jrt_threshold *out)
{
	bool low = check_amount(check, jy_kid(range, JY_RANGE_LOW), &out->low);
	bool high = check_amount(check, jy_kid(range, JY_RANGE_HIGH), &out->high);

	out->comparison = JRT_WITHIN;
	if (range->flags & (JY_F_LOW_OUT | JY_F_HIGH_OUT))
		return report_ends(check, range);
	return low && high && check_order(check, range, out) && check_sense(check, range, out);
}

/* `expected none` is at most nothing. */
static bool fill_none(struct checking *check, const struct jy_node *none, struct jrt_threshold *out)
{
	struct jy_diag *diag;

	*out = (struct jrt_threshold){.from = out->from, .comparison = JRT_AT_MOST};
	if (check->metric->better != JRT_BETTER_HIGHER)
		return check_sense(check, none, out);
	diag = jy_diag_error(check->builder->diags, JY_D_THRESHOLD_DIRECTION, none->span,
			     "`%.*s` is better when higher, and this asks for none of it",
			     JB_ARG(check->metric->decl.name));
	jy_diag_label(check->builder->diags, diag, check->metric->decl.span,
		      "`better higher` is said here");
	jy_diag_help(check->builder->diags, diag, "write `at least %.*s`",
		     JB_ARG(jy_type_example(check->builder->arena, check->want)));
	return false;
}

bool jy_check_threshold(struct jy_builder *builder, const struct jy_metric *metric,
			const struct jy_node *target, struct jrt_threshold *out)
{
	struct checking check = {.builder = builder, .metric = metric};
	const struct jy_node *range = target;

	if (jy_is(target, JY_N_EXPECTED) || jy_is(target, JY_N_MINIMUM))
		range = jy_kid(target, JY_EXPECTED_TARGET);
	/* A metric that is wrong was reported; every threshold would only repeat it. */
	if (!metric || !range || jy_metric_is_wrong(metric))
		return false;
	check.want = jy_metric_typed(metric);
	if (jy_is(range, JY_N_NONE))
		return fill_none(&check, range, out);
	if (!jy_is(range, JY_N_RANGE))
		return false;
	if (jy_kid(range, JY_RANGE_LOW) && jy_kid(range, JY_RANGE_HIGH))
		return fill_two_ends(&check, range, out);
	return fill_one_end(&check, range, jy_kid(range, JY_RANGE_LOW) != NULL, out);
}

/* ---- ranges ---- */

static bool check_not_empty(struct checking *check, const struct jy_node *range,
			    const struct jrt_bounds *bounds)
{
	const struct jrt_threshold both = {.low = bounds->low, .high = bounds->high};
	struct jy_diag *diag;

	if (!bounds->has_low || !bounds->has_high)
		return true;
	if (bounds->low != bounds->high || (bounds->low_in && bounds->high_in))
		return check_order(check, range, &both);
	diag = jy_diag_error(check->builder->diags, JY_D_THRESHOLD_FORM, range->span,
			     "nothing lies in this range: both ends are the same, and one is out");
	jy_diag_help(check->builder->diags, diag,
		     "write the range the other way round, or one end");
	return false;
}

/* Wholly beyond what the metric can be. */
static bool check_within_reach(struct checking *check, const struct jy_node *range,
			       const struct jrt_bounds *bounds)
{
	struct jy_reach reach = jy_metric_reach(check->metric);
	bool above =
		reach.has_high && bounds->has_low && !bounds->low_in && bounds->low >= reach.high;
	bool below =
		reach.has_low && bounds->has_high && !bounds->high_in && bounds->high <= reach.low;
	struct jy_diag *diag;

	if (!above && !below)
		return true;
	diag = jy_diag_error(check->builder->diags, JY_D_THRESHOLD_REACH, range->span,
			     "no figure lies in this range: `%.*s` %.*s",
			     JB_ARG(check->metric->decl.name), JB_ARG(reach_text(check, reach)));
	show_metric(check, diag);
	help_reach(check, diag, reach, above);
	return false;
}

bool jy_check_range(struct jy_builder *builder, const struct jy_metric *metric,
		    const struct jy_node *range, struct jrt_bounds *out)
{
	struct checking check = {.builder = builder, .metric = metric};
	const struct jy_node *low = jy_kid(range, JY_RANGE_LOW);
	const struct jy_node *high = jy_kid(range, JY_RANGE_HIGH);
	bool good;

	if (!metric || !jy_is(range, JY_N_RANGE) || jy_metric_is_wrong(metric))
		return false;
	check.want = jy_metric_typed(metric);
	*out = (struct jrt_bounds){
		.has_low = low != NULL,
		.low_in = low && !(range->flags & JY_F_LOW_OUT),
		.has_high = high != NULL,
		.high_in = high && !(range->flags & JY_F_HIGH_OUT),
	};
	good = !low || check_amount(&check, low, &out->low);
	good = (!high || check_amount(&check, high, &out->high)) && good;
	return good && check_not_empty(&check, range, out) &&
	       check_within_reach(&check, range, out);
}
