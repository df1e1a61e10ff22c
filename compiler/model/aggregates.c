/*
 * One figure over many rows: a share, a count, a sum, a mean, a net score, a percentile … Each
 * becomes a part, which says what is kept, and has a type, which says what it may be compared with.
 */
#include "model/metric_build.h"

static const struct jy_typed share = {.type = JRT_SHARE};

/* The figure of the part that was added last. */
static struct jy_figure figure(const struct jy_making *making, struct jy_typed typed,
			       enum jrt_metric_kind kind)
{
	typed.quotient = typed.whole = false;
	return (struct jy_figure){.good = true,
				  .typed = typed,
				  .kind = kind,
				  .own = kind,
				  .part = making->parts.at[making->parts.count - 1],
				  .source = making->rows->source};
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

/* What can be said of many rows by what has no sum and no mean. */
static const char *instead_of(enum jrt_type type)
{
	switch (type) {
	case JRT_FLAG:
		return "rows of which it is true are counted: `count of …`, or `share of … "
		       "among …`";
	case JRT_TEXT:
		return "count the rows that hold it, `count of … is \"…\"`, or the different ones, "
		       "`distinct of …`";
	default:
		return "take the time between two of them: `let NAME = from A to B`, and then "
		       "`mean of NAME`";
	}
}

static const struct jy_expr *refuse(struct jy_making *making, const struct jy_node *node,
				    const struct jy_expr *expr, const char *what, const char *help)
{
	struct jy_diags *diags = making->builder->diags;
	struct jb_arena *arena = making->builder->arena;
	struct jy_diag *diag =
		jy_making_report(making, JY_D_AGGREGATE_TYPE, node->span, "%.*s has no %s",
				 JB_ARG(jy_type_phrase(arena, jy_expr_typed(expr))), what);

	jy_diag_mark(diags, diag, "this is %.*s",
		     JB_ARG(jy_type_phrase(arena, jy_expr_typed(expr))));
	jy_rows_show_declared(making->rows, diag, node, expr);
	jy_diag_help(diags, diag, "%s", help ? help : instead_of(expr->type));
	return NULL;
}

const struct jy_expr *jy_making_summand(struct jy_making *making, const struct jy_node *node)
{
	const struct jy_expr *expr = value(making, node);

	if (!expr)
		return NULL;
	if (jy_making_over_results(making, node, expr, JRT_PART_SUM))
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
	return figure(making, share, JRT_KIND_RATIO);
}

static void report_quotient(struct jy_making *making, const struct jy_node *node,
			    struct jy_typed top, struct jy_typed bottom)
{
	struct jy_diags *diags = making->builder->diags;
	struct jb_arena *arena = making->builder->arena;
	struct jb_text a = jy_type_phrase_beside(arena, top, bottom);
	struct jb_text b = jy_type_phrase_beside(arena, bottom, top);
	struct jy_diag *diag = jy_making_report(making, JY_D_TYPES_COMPUTED, node->span,
						"%.*s is divided by %.*s, which means nothing",
						JB_ARG(a), JB_ARG(b));

	jy_diag_label(diags, diag, jy_kid(node, 0)->span, "this is %.*s", JB_ARG(a));
	jy_diag_label(diags, diag, jy_kid(node, 1)->span, "this is %.*s", JB_ARG(b));
	jy_diag_help(diags, diag, "%s", jy_types_advice(JRT_OP_DIVIDE, top, bottom));
}

struct jy_figure jy_making_sums(struct jy_making *making, const struct jy_node *node,
				const struct jy_expr *of, const struct jy_expr *over,
				const struct jy_expr *among)
{
	struct jy_part part = {
		.kind = JRT_PART_SUM_SHARE, .among = among, .a = of, .b = over, .span = node->span};
	struct jy_typed top = jy_expr_typed(of), bottom = jy_expr_typed(over), out;

	if (!jy_types_combine(JRT_OP_DIVIDE, top, bottom, &out)) {
		report_quotient(making, node, top, bottom);
		return jy_figure_wrong;
	}
	jy_making_part(making, part);
	return out.quotient ? figure(making, share, JRT_KIND_RATIO)
			    : figure(making, out, JRT_KIND_MEAN);
}

/* So much for each: an amount over a number of things. */
static void help_per(struct jy_making *making, struct jy_diag *diag, const struct jy_node *node,
		     const struct jy_node *of, const struct jy_node *over)
{
	struct jb_text fixed = jb_text_printf(making->builder->arena, "sum of %.*s / sum of %.*s",
					      JB_ARG(of->text), JB_ARG(over->text));

	jy_diag_help(making->builder->diags, diag, "so much for each is `%.*s`", JB_ARG(fixed));
	jy_diag_fix(making->builder->diags, diag, node->span, fixed);
}

static struct jy_figure share_of_sums(struct jy_making *making, const struct jy_node *node)
{
	const struct jy_node *of_node = jy_kid(node, JY_SHARE_OF_SUMS_OF);
	const struct jy_node *over_node = jy_kid(node, JY_SHARE_OF_SUMS_AMONG);
	const struct jy_expr *of = jy_making_summand(making, of_node);
	const struct jy_expr *over = jy_making_summand(making, over_node);
	struct jb_arena *arena = making->builder->arena;
	struct jy_typed out;
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
	if (jy_types_combine(JRT_OP_DIVIDE, jy_expr_typed(of), jy_expr_typed(over), &out))
		help_per(making, diag, node, of_node, over_node);
	return jy_figure_wrong;
}

static const struct jy_expr *report_no_interval(struct jy_making *making,
						const struct jy_node *node,
						const struct jy_expr *expr)
{
	struct jb_arena *arena = making->builder->arena;
	struct jy_diag *diag = jy_making_report(making, JY_D_NO_INTERVAL, node->span,
						"a share of time is of an interval, and this is "
						"%.*s",
						JB_ARG(jy_type_phrase(arena, jy_expr_typed(expr))));

	jy_rows_show_declared(making->rows, diag, node, expr);
	jy_diag_help(making->builder->diags, diag,
		     "say from which moment to which: `let NAME = from DOWN_AT to UP_AT`");
	return NULL;
}

/* A let that runs from one moment to another: only then is it known when it was. */
static const struct jy_expr *interval_of(struct jy_making *making, const struct jy_node *node)
{
	const struct jy_expr *expr = value(making, node);

	if (!expr)
		return NULL;
	if ((expr->op != JRT_OP_SPAN && expr->op != JRT_OP_OPEN_SPAN) ||
	    expr->a->type != JRT_INSTANT)
		return report_no_interval(making, node, expr);
	return expr;
}

static struct jy_figure share_of_time(struct jy_making *making, const struct jy_node *node)
{
	const struct jy_expr *interval =
		interval_of(making, jy_kid(node, JY_SHARE_OF_TIME_INTERVAL));
	struct jy_part part = {
		.kind = JRT_PART_TIME,
		.interval = interval,
		.calendar =
			jy_open_calendar(making->builder, jy_kid(node, JY_SHARE_OF_TIME_CALENDAR)),
		.outside = jy_word(jy_kid(node, JY_SHARE_OF_TIME_SIDE)) == JY_W_OUTSIDE,
		.span = node->span,
	};

	if (!interval || !part.calendar)
		return jy_figure_wrong;
	part.a = interval->a;
	part.b = interval->b;
	jy_making_part(making, part);
	return figure(making, share, JRT_KIND_RATIO);
}

/* ---- counts and net scores ---- */

static struct jy_figure count_of(struct jy_making *making, const struct jy_node *node)
{
	struct jy_part part = {.kind = JRT_PART_COUNT, .span = node->span};

	if (!jy_making_rows(making, node) ||
	    !jy_making_among(making, jy_kid(node, JY_COUNT_OF), &part.among))
		return jy_figure_wrong;
	jy_making_part(making, part);
	return figure(making, (struct jy_typed){.type = JRT_COUNT}, JRT_KIND_COUNT);
}

/* C11: with all rows below the line a net score would fall with every customer who was not
 * asked. */
static void report_no_among(struct jy_making *making, const struct jy_node *node)
{
	struct jy_diag *diag =
		jy_making_report(making, JY_D_AMONG_MISSING, node->span,
				 "nothing says among which rows this net score is taken");
	const struct jy_node *asked;

	jy_diag_note(making->builder->diags, diag,
		     "customers who gave no answer would count against it");
	asked = jy_kid(jy_kid(node, JY_NET_OF), 0);
	jy_diag_help(making->builder->diags, diag,
		     "add who is counted, for example `among %.*s is known`, or `among all`",
		     JB_ARG(jy_is(asked, JY_N_NAME) ? asked->text : JB_TEXT("SCORE")));
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
	return figure(making, (struct jy_typed){.type = JRT_POINTS}, JRT_KIND_NET);
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
	return jy_making_over_results(making, node, expr, how.part) ? NULL : expr;
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
	struct jy_part part = {.kind = how.part,
			       .approximate = (node->flags & JY_F_APPROXIMATE) != 0,
			       .span = node->span};
	jb_fix argument = 0;
	bool good;

	if (jy_making_over_metric(making, node, how.part, how.noun) ||
	    !jy_making_approximate(making, node, how.part))
		return jy_figure_wrong;
	part.a = operand(making, jy_kid(node, JY_AGGREGATE_OF), how);
	good = jy_making_among(making, jy_kid(node, JY_AGGREGATE_AMONG), &part.among);
	if (how.part == JRT_PART_VALUES)
		good = jy_making_percentile(making, node, &argument) && good;
	if (!part.a || !good)
		return jy_figure_wrong;
	jy_making_part(making, part);
	if (how.part == JRT_PART_VALUES)
		use_percentile(making, node, argument);
	return figure(making, figure_type(part.a, how), how.kind);
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
