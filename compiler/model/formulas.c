/*
 * Arithmetic over figures: sums, differences, products and quotients of aggregates, of other
 * metrics and of written amounts, as a postfix formula. A quotient of two sums is recognised,
 * because its two sums are what is kept and rolled up; arithmetic for which the language has a word
 * is pointed out (F6).
 */
#include "model/metric_build.h"

static const struct jy_node *counted_of(const struct jy_node *node)
{
	return jy_is(node, JY_N_COUNT) ? node : NULL;
}

static const struct jy_node *sum_of(const struct jy_node *node)
{
	bool sum =
		jy_is(node, JY_N_AGGREGATE) && jy_word(jy_kid(node, JY_AGGREGATE_HOW)) == JY_W_SUM;

	return sum ? node : NULL;
}

/* ---- operands ---- */

static struct jy_figure amount(struct jy_making *making, const struct jy_node *node)
{
	struct jy_figure figure = {.good = true, .kind = JRT_KIND_FORMULA, .own = JRT_KIND_FORMULA};
	struct jy_formula step = {.op = JRT_F_NUMBER};

	if (!jy_literal_typed(node, &figure.typed) ||
	    !jy_literal_value(node, figure.typed, &step.argument))
		return jy_figure_wrong;
	figure.zero = step.argument == 0;
	jy_making_step(making, step);
	return figure;
}

static void help_figure(struct jy_making *making, struct jy_diag *diag, const struct jy_node *name)
{
	const struct jy_expr *expr = jy_rows_name(making->rows, name);
	struct jb_text text = name->text;

	if (!expr)
		return;
	if (expr->type == JRT_FLAG)
		jy_diag_help(making->builder->diags, diag,
			     "write `count of %.*s`, or `share of %.*s among …`", JB_ARG(text),
			     JB_ARG(text));
	else if (jy_type_is_amount(expr->type))
		jy_diag_help(making->builder->diags, diag, "write `sum of %.*s`, or `mean of %.*s`",
			     JB_ARG(text), JB_ARG(text));
	else
		jy_diag_help(making->builder->diags, diag,
			     "write `distinct of %.*s`, or `count of %.*s is known`", JB_ARG(text),
			     JB_ARG(text));
}

/* A column in the place of a figure is a common slip: which figure over its rows is meant? */
static bool report_row_name(struct jy_making *making, const struct jy_node *name)
{
	const struct jy_named *named = making->rows ? jy_rows_find(making->rows, name) : NULL;
	struct jy_diag *diag;

	if (!named || jy_builder_entry(making->builder, JY_T_METRIC, name->text))
		return false;
	diag = jy_making_report(making, JY_D_AGGREGATE_EXPECTED, name->span,
				"`%.*s` is said of one row, and a metric needs a figure over many",
				JB_ARG(name->text));
	jy_diag_label(making->builder->diags, diag, named->span, "declared here");
	help_figure(making, diag, name);
	return true;
}

const struct jy_metric *jy_making_metric(struct jy_making *making, const struct jy_node *name)
{
	struct jy_formula step = {.op = JRT_F_METRIC};
	const struct jy_metric *metric;

	if (report_row_name(making, name))
		return NULL;
	metric = jy_builder_find(making->builder, JY_T_METRIC, name);
	if (!metric || !jy_builder_need(making->builder, JY_T_METRIC, metric))
		return NULL;
	if (jy_metric_is_wrong(metric))
		return NULL;
	if (metric->cannot.size)
		jy_making_cannot(making, metric->cannot);
	step.metric = metric;
	jy_making_step(making, step);
	making->others += metric->figures;
	if (making->levels <= metric->levels)
		making->levels = metric->levels + 1;
	return metric;
}

static struct jy_figure other_metric(struct jy_making *making, const struct jy_node *name)
{
	const struct jy_metric *metric = jy_making_metric(making, name);
	struct jy_figure figure = {.good = true, .kind = JRT_KIND_FORMULA, .metric = metric};

	if (!metric)
		return jy_figure_wrong;
	figure.typed = jy_metric_typed(metric);
	figure.own = JRT_KIND_FORMULA;
	if (metric->formula_count != 1 || metric->part_count != 1 ||
	    metric->grouping != JRT_GROUPS_NONE)
		return figure;
	figure.own = metric->kind;
	figure.part = metric->part[0];
	figure.source = metric->source;
	return figure;
}

/* ---- operations ---- */

static void show_operand(struct jy_making *making, struct jy_diag *diag,
			 const struct jy_operand *operand, struct jb_text phrase)
{
	const struct jy_metric *metric = operand->figure.metric;
	struct jy_diags *diags = making->builder->diags;

	jy_diag_label(diags, diag, operand->span, "this is %.*s", JB_ARG(phrase));
	if (metric)
		jy_diag_label(diags, diag, metric->decl.span, "`%.*s` is declared here",
			      JB_ARG(metric->decl.name));
}

static struct jy_figure report_computed(struct jy_making *making, const struct jy_node *node,
					enum jrt_op op, const struct jy_operand *a,
					const struct jy_operand *b)
{
	struct jb_arena *arena = making->builder->arena;
	struct jy_typed left = a->figure.typed, right = b->figure.typed;
	struct jb_text first = jy_type_phrase_beside(arena, left, right);
	struct jb_text second = jy_type_phrase_beside(arena, right, left);
	struct jy_diag *diag = jy_making_report(making, JY_D_TYPES_COMPUTED, node->span,
						"%.*s is %s %.*s, which means nothing",
						JB_ARG(second), jy_op_phrase(op), JB_ARG(first));

	show_operand(making, diag, a, first);
	show_operand(making, diag, b, second);
	if (left.type == JRT_MONEY && right.type == JRT_MONEY &&
	    !jy_same_currency(left.currency, right.currency))
		jy_diag_note(making->builder->diags, diag, "amounts are never converted");
	jy_diag_help(making->builder->diags, diag, "%s", jy_types_advice(op, left, right));
	return jy_figure_wrong;
}

static struct jy_figure report_division(struct jy_making *making, const struct jy_operand *a,
					const struct jy_operand *b)
{
	struct jy_diag *diag = jy_making_report(making, JY_D_DIVISION, b->span,
						"nothing can be divided by nothing");

	jy_diag_label(making->builder->diags, diag, a->span, "this is divided");
	jy_diag_help(making->builder->diags, diag,
		     "leave the division out, or write another number");
	return jy_figure_wrong;
}

static enum jrt_formula_op formula_op(enum jrt_op op)
{
	switch (op) {
	case JRT_OP_ADD: return JRT_F_ADD;
	case JRT_OP_SUBTRACT: return JRT_F_SUBTRACT;
	case JRT_OP_MULTIPLY: return JRT_F_MULTIPLY;
	default: return JRT_F_DIVIDE;
	}
}

static struct jy_figure combine(struct jy_making *making, const struct jy_node *node,
				enum jrt_op op, const struct jy_operand *a,
				const struct jy_operand *b)
{
	struct jy_figure out = {.good = true, .kind = JRT_KIND_FORMULA, .own = JRT_KIND_FORMULA};
	struct jy_formula step = {.op = formula_op(op)};

	if (!a->figure.good || !b->figure.good)
		return jy_figure_wrong;
	if (!jy_types_combine(op, a->figure.typed, b->figure.typed, &out.typed))
		return report_computed(making, node, op, a, b);
	if (op == JRT_OP_DIVIDE && b->figure.zero)
		return report_division(making, a, b);
	if (op == JRT_OP_ADD && !jy_making_adds_up(making, node, a, b))
		return jy_figure_wrong;
	if (op == JRT_OP_ADD && a->figure.own == b->figure.own) {
		out.own = a->figure.own;
		out.part = a->figure.part;
		out.source = a->figure.source;
	}
	jy_making_step(making, step);
	return out;
}

/* From left to right; what stands left of a sign is one operand. */
static struct jy_figure fold(struct jy_making *making, const struct jy_node *node, enum jrt_op op)
{
	const struct jy_node *first = jy_kid(node, 0);
	struct jy_operand left = {.figure = jy_making_figure(making, first)}, right;

	left.span = first ? first->span : node->span;
	for (uint32_t i = 1; i < jy_count(node); i++) {
		const struct jy_node *next = jy_kid(node, i);

		right.figure = jy_making_figure(making, next);
		right.span = next ? next->span : node->span;
		left.figure = combine(making, node, op, &left, &right);
		left.span.end = right.span.end;
	}
	return left.figure;
}

/* ---- quotients ---- */

static struct jb_text text_of(struct jy_making *making, const struct jy_node *node)
{
	const struct jy_file *file =
		node ? jy_diags_file(making->builder->diags, node->span.file) : NULL;

	return file ? jy_file_slice(file, node->span) : JB_TEXT("…");
}

/* F6: what has a word of its own is kept and rolled up by that word's rules. */
static void advise_word(struct jy_making *making, const struct jy_node *node,
			const struct jy_node *sum, const struct jy_node *top_count,
			const struct jy_node *count)
{
	struct jy_diags *diags = making->builder->diags;
	struct jb_text base = text_of(making, jy_kid(count, JY_COUNT_OF));
	struct jy_diag *diag;

	if (!count || (!sum && !top_count))
		return;
	diag = jy_diag_info(diags, JY_D_KIND_EXISTS, node->span,
			    "the language has a word for this: `%s`", sum ? "mean" : "share");
	if (sum) {
		struct jb_text of = text_of(making, jy_kid(sum, JY_AGGREGATE_OF));

		jy_diag_help(diags, diag, "write `mean of %.*s among %.*s`", JB_ARG(of),
			     JB_ARG(base));
		jy_diag_note(diags, diag,
			     "a mean leaves rows out where the amount is missing; this quotient "
			     "counts them");
	} else {
		struct jb_text of = text_of(making, jy_kid(top_count, JY_COUNT_OF));

		jy_diag_help(diags, diag,
			     "write `share of %.*s among %.*s`, if the former are of the latter",
			     JB_ARG(of), JB_ARG(base));
	}
}

/* Both sums over the same rows: one part that keeps both. Otherwise two parts and their
 * quotient. */
static struct jy_figure quotient_of_sums(struct jy_making *making, const struct jy_node *node,
					 const struct jy_node *top, const struct jy_node *bottom)
{
	const struct jy_expr *of = jy_making_summand(making, jy_kid(top, JY_AGGREGATE_OF));
	const struct jy_expr *over = jy_making_summand(making, jy_kid(bottom, JY_AGGREGATE_OF));
	const struct jy_expr *among_of, *among_over;
	struct jy_part part = {.kind = JRT_PART_SUM};
	struct jy_operand a = {.figure = {.good = true, .own = JRT_KIND_SUM}, .span = top->span};
	struct jy_operand b = {.figure = {.good = true, .own = JRT_KIND_SUM}, .span = bottom->span};
	bool good = jy_making_among(making, jy_kid(top, JY_AGGREGATE_AMONG), &among_of);

	good = jy_making_among(making, jy_kid(bottom, JY_AGGREGATE_AMONG), &among_over) && good;
	if (!of || !over || !good)
		return jy_figure_wrong;
	if (jy_expr_same(among_of, among_over))
		return jy_making_sums(making, node, of, over, among_of);
	part.a = of;
	part.among = among_of;
	part.span = top->span;
	jy_making_part(making, part);
	part.a = over;
	part.among = among_over;
	part.span = bottom->span;
	jy_making_part(making, part);
	a.figure.typed = jy_expr_typed(of);
	b.figure.typed = jy_expr_typed(over);
	return combine(making, node, JRT_OP_DIVIDE, &a, &b);
}

static struct jy_figure quotient(struct jy_making *making, const struct jy_node *node)
{
	const struct jy_node *top = jy_kid(node, JY_DIVIDE_LEFT);
	const struct jy_node *bottom = jy_kid(node, JY_DIVIDE_RIGHT);

	if (sum_of(top) && sum_of(bottom))
		return quotient_of_sums(making, node, top, bottom);
	advise_word(making, node, sum_of(top), counted_of(top), counted_of(bottom));
	return fold(making, node, JRT_OP_DIVIDE);
}

struct jy_figure jy_making_figure(struct jy_making *making, const struct jy_node *node)
{
	if (!node ||
	    (node->kind != JY_N_AGGREGATE && !jy_making_approximate(making, node, JRT_PART_COUNT)))
		return jy_figure_wrong;
	switch (node->kind) {
	case JY_N_NAME:
	case JY_N_PATH: return other_metric(making, node);
	case JY_N_NUMBER:
	case JY_N_PERCENT:
	case JY_N_DURATION:
	case JY_N_MONEY: return amount(making, node);
	case JY_N_ADD: return fold(making, node, JRT_OP_ADD);
	case JY_N_SUBTRACT: return fold(making, node, JRT_OP_SUBTRACT);
	case JY_N_MULTIPLY: return fold(making, node, JRT_OP_MULTIPLY);
	case JY_N_DIVIDE: return quotient(making, node);
	case JY_N_RATE:
	case JY_N_INDEX: return jy_making_compound(making, node);
	case JY_N_STANDING:
	case JY_N_WORST:
	case JY_N_SHARE_OF_INTERVALS: return jy_making_groups(making, node);
	default: return jy_making_aggregate(making, node);
	}
}
