/*
 * One figure over many rows: a share, a count, a sum, a mean, a net score, a percentile … Each
 * becomes a part, which says what is kept, and has a type, which says what it may be compared with.
 */
#include "model/metric_build.h"

static const struct jy_typed share = {.type = JRT_SHARE};

static struct jy_figure figure(struct jy_typed typed, enum jrt_metric_kind kind)
{
	typed.quotient = false;
	return (struct jy_figure){.good = true, .typed = typed, .kind = kind};
}

/* ---- among ---- */

bool jy_making_among(struct jy_making *making, const struct jy_node *node,
		     const struct jy_expr **out)
{
	*out = NULL;
	if (!node || jy_is(node, JY_N_ALL))
		return true;
	if (!jy_making_rows(making, node))
		return false;
	if (jy_is(node, JY_N_NAME) && !jy_rows_find(making->rows, node) &&
	    jb_text_equal(node->text, making->rows->source->decl.name))
		return true;
	*out = jy_rows_condition(making->rows, node);
	return *out != NULL;
}

static const struct jy_expr *condition(struct jy_making *making, const struct jy_node *node)
{
	return node && jy_making_rows(making, node) ? jy_rows_condition(making->rows, node) : NULL;
}

static const struct jy_expr *value(struct jy_making *making, const struct jy_node *node)
{
	return node && jy_making_rows(making, node) ? jy_rows_value(making->rows, node) : NULL;
}

/* ---- what may be put together how ---- */

static const struct jy_expr *refuse(struct jy_making *making, const struct jy_node *node,
				    const struct jy_expr *expr, const char *what, const char *help)
{
	struct jy_diags *diags = making->builder->diags;
	struct jb_arena *arena = making->builder->arena;
	struct jy_diag *diag =
		jy_making_report(making, JY_D_AGGREGATE_TYPE, node->span, "%.*s has no %s",
				 JB_ARG(jy_type_phrase(arena, jy_expr_typed(expr))), what);

	jy_rows_show_declared(making->rows, diag, node, expr);
	if (expr->type == JRT_FLAG)
		jy_diag_help(diags, diag,
			     "rows of which it is true are counted: `count of …`, or `share of … "
			     "among …`");
	else if (help)
		jy_diag_help(diags, diag, "%s", help);
	return NULL;
}

const struct jy_expr *jy_making_summand(struct jy_making *making, const struct jy_node *node)
{
	const struct jy_expr *expr = value(making, node);

	if (!expr)
		return NULL;
	if (expr->type == JRT_SHARE)
		return refuse(making, node, expr, "sum: percentages are not added up",
			      "sum up what the share was made from: `share of sum A among sum B`");
	if (!jy_type_is_amount(expr->type))
		return refuse(making, node, expr, "sum", NULL);
	return expr;
}

/* ---- shares ---- */

static struct jy_figure share_of(struct jy_making *making, const struct jy_node *node)
{
	struct jy_part part = {.kind = JRT_PART_SHARE, .span = node->span};
	bool good;

	part.a = condition(making, jy_kid(node, JY_SHARE_OF));
	good = jy_making_among(making, jy_kid(node, JY_SHARE_AMONG), &part.among);
	if (!part.a || !good)
		return jy_figure_wrong;
	jy_making_part(making, part);
	return figure(share, JRT_KIND_RATIO);
}

struct jy_figure jy_making_sums(struct jy_making *making, const struct jy_node *node,
				const struct jy_expr *of, const struct jy_expr *over,
				const struct jy_expr *among)
{
	struct jy_part part = {
		.kind = JRT_PART_SUM_SHARE, .among = among, .a = of, .b = over, .span = node->span};
	struct jb_arena *arena = making->builder->arena;
	struct jy_typed top = jy_expr_typed(of), bottom = jy_expr_typed(over), out;

	if (!jy_types_combine(JRT_OP_DIVIDE, top, bottom, &out)) {
		jy_making_report(making, JY_D_TYPES_COMPUTED, node->span,
				 "%.*s is divided by %.*s, which means nothing",
				 JB_ARG(jy_type_phrase(arena, top)),
				 JB_ARG(jy_type_phrase(arena, bottom)));
		return jy_figure_wrong;
	}
	jy_making_part(making, part);
	return out.quotient ? figure(share, JRT_KIND_RATIO) : figure(out, JRT_KIND_MEAN);
}

static struct jy_figure share_of_sums(struct jy_making *making, const struct jy_node *node)
{
	const struct jy_node *of_node = jy_kid(node, JY_SHARE_OF_SUMS_OF);
	const struct jy_node *over_node = jy_kid(node, JY_SHARE_OF_SUMS_AMONG);
	const struct jy_expr *of = jy_making_summand(making, of_node);
	const struct jy_expr *over = jy_making_summand(making, over_node);
	struct jb_arena *arena = making->builder->arena;
	struct jy_diag *diag;

	if (!of || !over)
		return jy_figure_wrong;
	if (jy_types_compare(jy_expr_typed(of), jy_expr_typed(over)))
		return jy_making_sums(making, node, of, over, NULL);
	diag = jy_making_report(making, JY_D_TYPES_UNLIKE, over_node->span,
				"a share is of quantities of one kind, not of %.*s among %.*s",
				JB_ARG(jy_type_phrase(arena, jy_expr_typed(of))),
				JB_ARG(jy_type_phrase(arena, jy_expr_typed(over))));
	jy_rows_show_declared(making->rows, diag, of_node, of);
	jy_rows_show_declared(making->rows, diag, over_node, over);
	return jy_figure_wrong;
}

static struct jy_figure share_of_time(struct jy_making *making, const struct jy_node *node)
{
	const struct jy_node *interval = jy_kid(node, JY_SHARE_OF_TIME_INTERVAL);
	bool known = jy_builder_find(making->builder, JY_T_CALENDAR,
				     jy_kid(node, JY_SHARE_OF_TIME_CALENDAR)) != NULL;

	if (!value(making, interval) || !known)
		return jy_figure_wrong;
	jy_making_cannot(making, JB_TEXT("shares of time are not measured yet"));
	return figure(share, JRT_KIND_RATIO);
}

/* ---- counts and net scores ---- */

static struct jy_figure count_of(struct jy_making *making, const struct jy_node *node)
{
	struct jy_part part = {.kind = JRT_PART_COUNT, .span = node->span};

	if (!jy_making_rows(making, node) ||
	    !jy_making_among(making, jy_kid(node, JY_COUNT_OF), &part.among))
		return jy_figure_wrong;
	jy_making_part(making, part);
	return figure((struct jy_typed){.type = JRT_COUNT}, JRT_KIND_COUNT);
}

/* C11: with all rows below the line a net score would fall with every customer who was not
 * asked. */
static void report_no_among(struct jy_making *making, const struct jy_node *node)
{
	struct jy_diag *diag =
		jy_making_report(making, JY_D_AMONG_MISSING, node->span,
				 "nothing says among which rows this net score is taken");

	jy_diag_note(making->builder->diags, diag,
		     "customers who gave no answer would count against it");
	jy_diag_help(making->builder->diags, diag,
		     "add who is counted, for example `among SCORE is known`, or `among all`");
}

static struct jy_figure net_of(struct jy_making *making, const struct jy_node *node)
{
	struct jy_part part = {.kind = JRT_PART_NET, .span = node->span};
	const struct jy_node *among = jy_kid(node, JY_NET_AMONG);
	bool good = true;

	part.a = condition(making, jy_kid(node, JY_NET_OF));
	part.b = condition(making, jy_kid(node, JY_NET_AGAINST));
	if (among)
		good = jy_making_among(making, among, &part.among);
	else
		report_no_among(making, node);
	if (!part.a || !part.b || !good || !among)
		return jy_figure_wrong;
	jy_making_part(making, part);
	return figure((struct jy_typed){.type = JRT_POINTS}, JRT_KIND_NET);
}

/* ---- one amount over many rows ---- */

/* What a part of that kind is, given what it is taken of. */
struct how {
	enum jrt_part_kind part;
	enum jrt_metric_kind kind;
	const char *noun;
};

static struct how how_of(enum jy_word word)
{
	switch (word) {
	case JY_W_SUM: return (struct how){JRT_PART_SUM, JRT_KIND_SUM, "sum"};
	case JY_W_MEAN: return (struct how){JRT_PART_MEAN, JRT_KIND_MEAN, "mean"};
	case JY_W_MAX: return (struct how){JRT_PART_MAX, JRT_KIND_DISTRIBUTION, "greatest value"};
	case JY_W_MIN: return (struct how){JRT_PART_MIN, JRT_KIND_DISTRIBUTION, "smallest value"};
	case JY_W_STDDEV:
		return (struct how){JRT_PART_SPREAD, JRT_KIND_DISTRIBUTION, "standard deviation"};
	case JY_W_DISTINCT:
		return (struct how){JRT_PART_DISTINCT, JRT_KIND_COUNT, "different values"};
	case JY_W_LAST: return (struct how){JRT_PART_LAST, JRT_KIND_SNAPSHOT, "last value"};
	default: return (struct how){JRT_PART_VALUES, JRT_KIND_DISTRIBUTION, "percentile"};
	}
}

/* Percentages of rows that already sum up a period weigh a quiet month like a busy one. */
static void warn_of_reports(struct jy_making *making, const struct jy_node *node,
			    const struct jy_expr *expr, struct how how)
{
	struct jy_diags *diags = making->builder->diags;
	struct jy_diag *diag;

	if (how.part != JRT_PART_MEAN || expr->type != JRT_SHARE ||
	    !making->rows->source->plain.row_covers)
		return;
	diag = jy_diag_warn(diags, JY_D_KIND_EXISTS, node->span,
			    "a mean of percentages weighs a quiet period like a busy one");
	jy_rows_show_declared(making->rows, diag, node, expr);
	jy_diag_help(
		diags, diag,
		"where the file has what they were made from, write `share of sum A among sum B`");
}

static const struct jy_expr *operand(struct jy_making *making, const struct jy_node *node,
				     struct how how)
{
	const struct jy_expr *expr;

	if (how.part == JRT_PART_SUM)
		return jy_making_summand(making, node);
	expr = value(making, node);
	if (!expr)
		return NULL;
	if (how.part == JRT_PART_DISTINCT)
		return expr->type == JRT_FLAG ? refuse(making, node, expr, how.noun, NULL) : expr;
	if (!jy_type_is_amount(expr->type))
		return refuse(making, node, expr, how.noun, NULL);
	warn_of_reports(making, node, expr, how);
	return expr;
}

static struct jy_typed figure_type(const struct jy_expr *expr, struct how how)
{
	struct jy_typed typed = jy_expr_typed(expr);
	bool keeps = how.part != JRT_PART_MEAN && how.part != JRT_PART_SPREAD;

	if (how.part == JRT_PART_DISTINCT)
		return (struct jy_typed){.type = JRT_COUNT};
	if (typed.type == JRT_RATING && (how.part == JRT_PART_SUM || how.part == JRT_PART_SPREAD))
		typed.type = JRT_NUMBER;
	if (typed.type == JRT_COUNT && !keeps)
		typed.type = JRT_NUMBER;
	return typed;
}

static bool percentile_of(struct jy_making *making, const struct jy_node *node, jb_fix *argument)
{
	const struct jy_node *number = jy_kid(node, JY_AGGREGATE_PERCENTILE);
	struct jy_diag *diag;

	*argument = JB_FIX_ONE / 2;
	if (!number)
		return jy_word(jy_kid(node, JY_AGGREGATE_HOW)) == JY_W_MEDIAN;
	*argument = number->value / 100;
	if (number->value > 0 && number->value < 100 * JB_FIX_ONE && number->value % 100 == 0)
		return true;
	diag = jy_making_report(making, JY_D_PERCENTILE_FORM, number->span,
				"a percentile lies between 0 and 100, neither in");
	jy_diag_help(making->builder->diags, diag,
		     "write for example `percentile 90`; the ends are `min of …` and `max of …`");
	return false;
}

/* The part's value is not a number yet: which percentile is the formula's matter. */
static void use_percentile(struct jy_making *making, const struct jy_node *node, jb_fix argument)
{
	struct jy_formula *step = &making->formula.at[making->formula.count - 1];

	step->op = JRT_F_PERCENTILE;
	step->argument = argument;
	step->interpolated = (node->flags & JY_F_INTERPOLATED) != 0;
}

static struct jy_figure amount_over(struct jy_making *making, const struct jy_node *node)
{
	struct how how = how_of(jy_word(jy_kid(node, JY_AGGREGATE_HOW)));
	struct jy_part part = {.kind = how.part, .span = node->span};
	jb_fix argument = 0;
	bool good;

	part.a = operand(making, jy_kid(node, JY_AGGREGATE_OF), how);
	good = jy_making_among(making, jy_kid(node, JY_AGGREGATE_AMONG), &part.among);
	if (how.part == JRT_PART_VALUES)
		good = percentile_of(making, node, &argument) && good;
	if (!part.a || !good)
		return jy_figure_wrong;
	jy_making_part(making, part);
	if (how.part == JRT_PART_VALUES)
		use_percentile(making, node, argument);
	return figure(figure_type(part.a, how), how.kind);
}

struct jy_figure jy_making_aggregate(struct jy_making *making, const struct jy_node *node)
{
	switch (node->kind) {
	case JY_N_SHARE: return share_of(making, node);
	case JY_N_SHARE_OF_SUMS: return share_of_sums(making, node);
	case JY_N_SHARE_OF_TIME: return share_of_time(making, node);
	case JY_N_COUNT: return count_of(making, node);
	case JY_N_NET: return net_of(making, node);
	case JY_N_AGGREGATE: return amount_over(making, node);
	default: return jy_figure_wrong;
	}
}
