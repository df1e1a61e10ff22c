/*
 * Arithmetic over one row: sums, differences, products and quotients of columns and lets, with
 * their kinds. What may be computed stands in types.c; only dates are treated here, because they
 * count days.
 */
#include "model/rows.h"
#include "time/civil.h"

/* One operation as it is written: of a chain `a + b + c`, what stands left of the second sign is
 * one operand. */
struct sides {
	const struct jy_node *node; /* the whole chain */
	enum jrt_op op;
	const struct jy_expr *a, *b;
	const struct jy_node *a_node; /* NULL: more than one operand */
	const struct jy_node *b_node;
	struct jy_span a_span;
};

static const struct jy_expr *report_computed(struct jy_rows *rows, const struct sides *of)
{
	struct jy_diags *diags = rows->builder->diags;
	struct jb_arena *arena = rows->builder->arena;
	struct jy_typed left = jy_expr_typed(of->a), right = jy_expr_typed(of->b);
	struct jb_text a = jy_type_phrase_beside(arena, left, right);
	struct jb_text b = jy_type_phrase_beside(arena, right, left);
	struct jy_diag *diag = jy_diag_error(diags, JY_D_TYPES_COMPUTED, of->node->span,
					     "%.*s is %s %.*s, which means nothing", JB_ARG(b),
					     jy_op_phrase(of->op), JB_ARG(a));

	jy_diag_label(diags, diag, of->a_span, "this is %.*s", JB_ARG(a));
	jy_diag_label(diags, diag, of->b_node->span, "this is %.*s", JB_ARG(b));
	jy_rows_show_declared(rows, diag, of->a_node, of->a);
	if (jy_rows_find(rows, of->a_node) != jy_rows_find(rows, of->b_node))
		jy_rows_show_declared(rows, diag, of->b_node, of->b);
	if (left.type == JRT_MONEY && right.type == JRT_MONEY &&
	    !jy_same_currency(left.currency, right.currency))
		jy_diag_note(diags, diag, "amounts are never converted");
	jy_diag_help(diags, diag, "%s", jy_types_advice(of->op, left, right));
	return NULL;
}

/* The answer would be missing in every row. */
static bool divides_by_nothing(struct jy_rows *rows, const struct sides *of)
{
	struct jy_diag *diag;

	if (of->op != JRT_OP_DIVIDE || of->b->op != JRT_OP_CONSTANT || of->b->k != 0)
		return false;
	diag = jy_diag_error(rows->builder->diags, JY_D_DIVISION, of->b_node->span,
			     "nothing can be divided by nothing");
	jy_diag_label(rows->builder->diags, diag, of->a_span, "this is divided");
	jy_diag_help(rows->builder->diags, diag, "leave the division out, or write another number");
	return true;
}

/* ---- dates ---- */

static struct jy_expr *constant(struct jy_rows *rows, const struct jy_node *node,
				enum jrt_type type, int64_t k)
{
	const struct jy_typed typed = {.type = type};
	struct jy_expr *expr = jy_expr_make(rows, node, JRT_OP_CONSTANT, typed, NULL, NULL);

	if (expr)
		expr->k = k;
	return expr;
}

/* A date and whole days: both are counted in days. */
static const struct jy_expr *shift_date(struct jy_rows *rows, const struct sides *of,
					const struct jy_expr *date, const struct jy_expr *length)
{
	const struct jy_typed typed = {.type = JRT_DATE};
	const struct jy_expr *days;

	if (length->op != JRT_OP_CONSTANT || length->k % JRT_DAY_US)
		return report_computed(rows, of);
	days = constant(rows, of->node, JRT_DATE, length->k / JRT_DAY_US);
	return days ? jy_expr_make(rows, of->node, of->op, typed, date, days) : NULL;
}

/* The product of days and its factor is divided by a million again when it is computed. */
const struct jy_expr *jy_rows_days_between(struct jy_rows *rows, const struct jy_node *node,
					   const struct jy_expr *from, const struct jy_expr *to)
{
	const struct jy_typed length = {.type = JRT_DURATION}, date = {.type = JRT_DATE};
	const struct jy_expr *days = jy_expr_make(rows, node, JRT_OP_SUBTRACT, date, to, from);
	const struct jy_expr *day = constant(rows, node, JRT_DURATION, JRT_DAY_US * JB_FIX_ONE);

	return days && day ? jy_expr_make(rows, node, JRT_OP_MULTIPLY, length, days, day) : NULL;
}

static const struct jy_expr *combine_dates(struct jy_rows *rows, const struct sides *of)
{
	const struct jy_expr *a = of->a, *b = of->b;

	if (of->op == JRT_OP_SUBTRACT && a->type == JRT_DATE && b->type == JRT_DATE)
		return jy_rows_days_between(rows, of->node, b, a);
	if (a->type == JRT_DATE && b->type == JRT_DURATION &&
	    (of->op == JRT_OP_ADD || of->op == JRT_OP_SUBTRACT))
		return shift_date(rows, of, a, b);
	if (of->op == JRT_OP_ADD && a->type == JRT_DURATION && b->type == JRT_DATE)
		return shift_date(rows, of, b, a);
	return report_computed(rows, of);
}

/* ---- everything else ---- */

static const struct jy_expr *combine(struct jy_rows *rows, const struct sides *of)
{
	struct jy_typed typed;

	if (!of->a || !of->b)
		return NULL;
	if (of->a->type == JRT_DATE || of->b->type == JRT_DATE)
		return combine_dates(rows, of);
	if (!jy_types_combine(of->op, jy_expr_typed(of->a), jy_expr_typed(of->b), &typed))
		return report_computed(rows, of);
	if (divides_by_nothing(rows, of))
		return NULL;
	return jy_expr_make(rows, of->node, of->op, typed, of->a, of->b);
}

/* A written moment without an offset is read on the clock of the other side. */
static const struct jy_expr *value_beside(struct jy_rows *rows, const struct jy_node *node,
					  const struct jy_expr *other,
					  const struct jy_node *other_node)
{
	const struct jy_beside beside = {.expr = other, .node = other_node};

	if (jy_is(node, JY_N_INSTANT) && other && other->type == JRT_INSTANT)
		return jy_rows_literal_beside(rows, beside, node);
	return jy_rows_value(rows, node);
}

/* From left to right: a product of millionths is rounded at each step. */
static const struct jy_expr *fold(struct jy_rows *rows, const struct jy_node *node, enum jrt_op op)
{
	const struct jy_node *first = jy_kid(node, 0);
	struct sides of = {.node = node, .op = op, .a_node = first};

	if (jy_is(first, JY_N_INSTANT))
		of.a = value_beside(rows, first, jy_rows_value(rows, jy_kid(node, 1)),
				    jy_kid(node, 1));
	else
		of.a = jy_rows_value(rows, first);
	of.a_span = first ? first->span : node->span;
	for (uint32_t i = 1; i < jy_count(node); i++) {
		of.b_node = jy_kid(node, i);
		of.b = value_beside(rows, of.b_node, of.a, first);
		of.a = combine(rows, &of);
		of.a_node = NULL;
		if (of.b_node)
			of.a_span.end = of.b_node->span.end;
	}
	return of.a;
}

static const struct jy_expr *negate(struct jy_rows *rows, const struct jy_node *node)
{
	const struct jy_node *what = jy_kid(node, JY_MINUS_WHAT);
	struct jy_builder *builder = rows->builder;
	const struct jy_expr *a;
	struct jy_typed typed;
	struct jy_diag *diag;

	if (jy_is_literal(node))
		return jy_rows_literal(rows, node);
	a = jy_rows_value(rows, what);
	if (!a)
		return NULL;
	if (jy_type_negate(jy_expr_typed(a), &typed))
		return jy_expr_make(rows, node, JRT_OP_NEGATE, typed, a, NULL);
	diag = jy_diag_error(builder->diags, JY_D_TYPES_COMPUTED, node->span,
			     "%.*s has no negative",
			     JB_ARG(jy_type_phrase(builder->arena, jy_expr_typed(a))));
	jy_rows_show_declared(rows, diag, what, a);
	if (a->type == JRT_FLAG && jy_is(what, JY_N_NAME)) {
		struct jb_text fixed =
			jb_text_printf(builder->arena, "not %.*s", JB_ARG(what->text));

		jy_diag_help(builder->diags, diag, "write `%.*s`", JB_ARG(fixed));
		jy_diag_fix(builder->diags, diag, node->span, fixed);
	} else {
		jy_diag_help(builder->diags, diag,
			     a->type == JRT_FLAG ? "write `not (…)`" : "leave the `-` out");
	}
	return NULL;
}

const struct jy_expr *jy_rows_arithmetic(struct jy_rows *rows, const struct jy_node *node)
{
	switch (node->kind) {
	case JY_N_ADD: return fold(rows, node, JRT_OP_ADD);
	case JY_N_MULTIPLY: return fold(rows, node, JRT_OP_MULTIPLY);
	case JY_N_SUBTRACT: return fold(rows, node, JRT_OP_SUBTRACT);
	case JY_N_DIVIDE: return fold(rows, node, JRT_OP_DIVIDE);
	default: return negate(rows, node);
	}
}
