/*
 * A threshold against its metric: in the metric's unit, within what it can reach, in its better
 * direction, and no finer than its data. What passes is exact: bounds in millionths of the unit.
 */
#include "model/rows.h"

struct checking {
	struct jy_builder *builder;
	const struct jy_metric *metric;
	struct jy_typed want;
};

static struct jy_diag *report(struct checking *check, enum jy_code code, struct jy_span span,
			      const char *format, ...) __attribute__((format(printf, 4, 5)));
static struct jy_diag *report(struct checking *check, enum jy_code code, struct jy_span span,
			      const char *format, ...)
{
	struct jy_diag *diag;
	va_list args;

	va_start(args, format);
	diag = jy_diag_vadd(check->builder->diags, JY_ERROR, code, span, format, args);
	va_end(args);
	return diag;
}

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

	/* A difference of shares is no share, though both are written in percent. */
	if (jy_literal_value(amount, check->want, value) && !jy_is(amount, JY_N_PP))
		return true;
	is = jy_literal_phrase(arena, amount);
	diag = report(check, JY_D_THRESHOLD_UNIT, amount->span, "%.*s is compared with %.*s",
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
	    metric->grouping == JRT_GROUPS_SHARE)
		return NULL;
	return &metric->source->column[of->k];
}

/* What the metric can be at all; false where there is no bound. */
static bool reach_of(const struct checking *check, jb_fix *low, jb_fix *high)
{
	const struct jy_metric *metric = check->metric;
	const struct jrt_column *column = column_behind(metric);
	bool parts = metric->formula_count == 1 && metric->part_count == 1;

	*low = 0;
	*high = JB_FIX_ONE;
	if (metric->type == JRT_SHARE && parts && metric->part[0].kind == JRT_PART_SHARE)
		return true;
	*high = 100 * JB_FIX_ONE;
	*low = -*high;
	if (metric->type == JRT_POINTS && metric->kind == JRT_KIND_NET)
		return true;
	if (metric->type != JRT_RATING || !column || !column->bounded)
		return false;
	*low = column->low;
	*high = column->high;
	return true;
}

static struct jb_text amount_text(struct checking *check, jb_fix value)
{
	struct jb_buf buf;
	bool percent = check->want.type == JRT_SHARE;

	jb_buf_init(&buf, check->builder->arena);
	jb_buf_add_fix(&buf, percent ? (jb_i128)value * 100 : value);
	if (percent)
		jb_buf_add_byte(&buf, '%');
	if (check->want.type == JRT_POINTS)
		jb_buf_add_string(&buf, " points");
	return jb_buf_text(&buf);
}

static bool check_reach(struct checking *check, const struct jy_node *amount, jb_fix value)
{
	jb_fix low, high;
	struct jy_diag *diag;

	if (!reach_of(check, &low, &high) || (value >= low && value <= high))
		return true;
	diag = report(check, JY_D_THRESHOLD_REACH, amount->span,
		      "`%.*s` lies between %.*s and %.*s and is never %.*s",
		      JB_ARG(check->metric->decl.name), JB_ARG(amount_text(check, low)),
		      JB_ARG(amount_text(check, high)), JB_ARG(amount_text(check, value)));
	show_metric(check, diag);
	return false;
}

/* Never met, or always: above 100%, below 0%, at most the end of the scale. */
static bool check_sense(struct checking *check, const struct jy_node *range,
			const struct jrt_threshold *threshold)
{
	jb_fix low, high;
	bool never;
	struct jy_diag *diag;

	if (!reach_of(check, &low, &high))
		return true;
	never = (threshold->comparison == JRT_ABOVE && threshold->low >= high) ||
		(threshold->comparison == JRT_BELOW && threshold->low <= low);
	if (!never)
		return true;
	diag = report(check, JY_D_THRESHOLD_REACH, range->span,
		      "this is never met: `%.*s` lies between %.*s and %.*s",
		      JB_ARG(check->metric->decl.name), JB_ARG(amount_text(check, low)),
		      JB_ARG(amount_text(check, high)));
	jy_diag_help(check->builder->diags, diag, "write `%s %.*s`",
		     threshold->comparison == JRT_ABOVE ? "at least" : "at most",
		     JB_ARG(amount_text(check, threshold->low)));
	return false;
}

/* S31, for figures that are single values of a column. */
static bool check_step(struct checking *check, const struct jy_node *amount, jb_fix value)
{
	const struct jrt_column *column = column_behind(check->metric);
	enum jrt_part_kind kind = column ? check->metric->part[0].kind : JRT_PART_COUNT;
	bool single = kind == JRT_PART_MAX || kind == JRT_PART_MIN || kind == JRT_PART_LAST ||
		      (kind == JRT_PART_VALUES && !check->metric->formula[0].interpolated);
	struct jy_diag *diag;

	if (!single || column->rounding == JB_ROUND_NONE || column->rounding_step <= 0 ||
	    value % column->rounding_step == 0)
		return true;
	diag = report(check, JY_D_TOO_FINE, amount->span, "this is finer than `%.*s` is kept",
		      JB_ARG(column->name));
	jy_diag_label(
		check->builder->diags, diag,
		check->metric->source->column_decl[column - check->metric->source->column].span,
		"rounded as it is read");
	show_metric(check, diag);
	return false;
}

static bool check_amount(struct checking *check, const struct jy_node *amount, jb_fix *value)
{
	return amount && check_unit(check, amount, value) && check_reach(check, amount, *value) &&
	       check_step(check, amount, *value);
}

/* ---- form and direction ---- */

static bool report_ends(struct checking *check, const struct jy_node *range)
{
	struct jy_diag *diag = report(check, JY_D_THRESHOLD_FORM, range->span,
				      "a threshold of two ends has both of them in");

	jy_diag_help(check->builder->diags, diag, "write `A to B`");
	return false;
}

static bool check_order(struct checking *check, const struct jy_node *range,
			const struct jrt_threshold *threshold)
{
	struct jy_diag *diag;

	if (threshold->low <= threshold->high)
		return true;
	diag = report(check, JY_D_THRESHOLD_FORM, range->span,
		      "nothing lies in this range: its first end is the greater");
	jy_diag_help(check->builder->diags, diag, "write the smaller one first");
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
	diag = report(check, JY_D_THRESHOLD_DIRECTION, range->span,
		      "`%.*s` is better when %s, and this asks for %s",
		      JB_ARG(check->metric->decl.name), floor ? "lower" : "higher",
		      floor ? "more" : "less");
	jy_diag_label(check->builder->diags, diag, check->metric->decl.span,
		      "`better %s` is said here", floor ? "lower" : "higher");
	amount = jy_text(jy_kid(range, floor ? JY_RANGE_LOW : JY_RANGE_HIGH));
	if (jy_is(jy_kid(range, floor ? JY_RANGE_LOW : JY_RANGE_HIGH), JY_N_MONEY))
		amount = JB_TEXT("…");
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
	return low && high && check_order(check, range, out);
}

/* `expected none` is at most nothing. */
static bool fill_none(struct checking *check, const struct jy_node *none, struct jrt_threshold *out)
{
	struct jy_diag *diag;

	*out = (struct jrt_threshold){.from = out->from, .comparison = JRT_AT_MOST};
	if (check->metric->better != JRT_BETTER_HIGHER)
		return true;
	diag = report(check, JY_D_THRESHOLD_DIRECTION, none->span,
		      "`%.*s` is better when higher, and this asks for none of it",
		      JB_ARG(check->metric->decl.name));
	jy_diag_label(check->builder->diags, diag, check->metric->decl.span,
		      "`better higher` is said here");
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
	check.want = (struct jy_typed){.type = metric->type, .currency = metric->currency};
	check.want.quotient = metric->type == JRT_NUMBER &&
			      (metric->kind == JRT_KIND_RATE || metric->kind == JRT_KIND_FORMULA);
	if (jy_is(range, JY_N_NONE))
		return fill_none(&check, range, out);
	if (!jy_is(range, JY_N_RANGE))
		return false;
	if (jy_kid(range, JY_RANGE_LOW) && jy_kid(range, JY_RANGE_HIGH))
		return fill_two_ends(&check, range, out);
	return fill_one_end(&check, range, jy_kid(range, JY_RANGE_LOW) != NULL, out);
}
