/*
 * Arithmetic over one row: sums, differences, products and quotients of columns and lets, with
 * their kinds. What may be computed stands in types.c; only dates are treated here, because they
 * count days.
 */
#include "model/rows.h"
#include "time/civil.h"

static const char *op_phrase(enum jrt_op op)
{
	switch (op) {
	case JRT_OP_ADD: return "added to";
	case JRT_OP_SUBTRACT: return "subtracted from";
	case JRT_OP_MULTIPLY: return "multiplied with";
	default: return "used to divide";
	}
}

/* What to write instead, where a slip is common. */
static const char *advice(struct jy_typed a, struct jy_typed b)
{
	if (a.type == JRT_CLOCK && b.type == JRT_CLOCK)
		return "a let gives the time between two clock readings: `let NAME = from A to B, "
		       "past "
		       "midnight`";
	if (a.type == JRT_CLOCK || b.type == JRT_CLOCK)
		return "a time of day belongs to a date first: `let NAME = DATE at CLOCK zone "
		       "Europe/London`";
	if (a.type == JRT_DATE || b.type == JRT_DATE)
		return "a date goes with whole days: `+ 3 days`";
	if (a.type == JRT_FLAG || b.type == JRT_FLAG)
		return "a condition is not computed with; metrics count it: `value share of … "
		       "among …`";
	if (a.type == JRT_DURATION && jy_type_is_plain(b.type))
		return "give the number its unit, for example `5s`";
	return NULL;
}

static const struct jy_expr *report_computed(struct jy_rows *rows, const struct jy_node *node,
					     enum jrt_op op, const struct jy_expr *a,
					     const struct jy_expr *b)
{
	struct jy_diags *diags = rows->builder->diags;
	struct jb_arena *arena = rows->builder->arena;
	struct jy_typed left = jy_expr_typed(a), right = jy_expr_typed(b);
	struct jy_diag *diag = jy_diag_error(diags, JY_D_TYPES_COMPUTED, node->span,
					     "%.*s is %s %.*s, which means nothing",
					     JB_ARG(jy_type_phrase(arena, right)), op_phrase(op),
					     JB_ARG(jy_type_phrase(arena, left)));
	const char *help = advice(left, right);

	jy_diag_label(diags, diag, a->span, "this is %.*s", JB_ARG(jy_type_phrase(arena, left)));
	jy_diag_label(diags, diag, b->span, "this is %.*s", JB_ARG(jy_type_phrase(arena, right)));
	if (left.type == JRT_MONEY && right.type == JRT_MONEY)
		jy_diag_note(diags, diag, "amounts are never converted");
	if (help)
		jy_diag_help(diags, diag, "%s", help);
	return NULL;
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
static const struct jy_expr *shift_date(struct jy_rows *rows, const struct jy_node *node,
					enum jrt_op op, const struct jy_expr *date,
					const struct jy_expr *length)
{
	const struct jy_typed typed = {.type = JRT_DATE};
	const struct jy_expr *days;

	if (length->op != JRT_OP_CONSTANT || length->k % JRT_DAY_US)
		return report_computed(rows, node, op, date, length);
	days = constant(rows, node, JRT_DATE, length->k / JRT_DAY_US);
	return days ? jy_expr_make(rows, node, op, typed, date, days) : NULL;
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

static const struct jy_expr *combine_dates(struct jy_rows *rows, const struct jy_node *node,
					   enum jrt_op op, const struct jy_expr *a,
					   const struct jy_expr *b)
{
	if (op == JRT_OP_SUBTRACT && a->type == JRT_DATE && b->type == JRT_DATE)
		return jy_rows_days_between(rows, node, b, a);
	if (a->type == JRT_DATE && b->type == JRT_DURATION &&
	    (op == JRT_OP_ADD || op == JRT_OP_SUBTRACT))
		return shift_date(rows, node, op, a, b);
	if (op == JRT_OP_ADD && a->type == JRT_DURATION && b->type == JRT_DATE)
		return shift_date(rows, node, op, b, a);
	return report_computed(rows, node, op, a, b);
}

/* ---- everything else ---- */

static const struct jy_expr *combine(struct jy_rows *rows, const struct jy_node *node,
				     enum jrt_op op, const struct jy_expr *a,
				     const struct jy_expr *b)
{
	struct jy_typed typed;

	if (!a || !b)
		return NULL;
	if (a->type == JRT_DATE || b->type == JRT_DATE)
		return combine_dates(rows, node, op, a, b);
	if (!jy_types_combine(op, jy_expr_typed(a), jy_expr_typed(b), &typed))
		return report_computed(rows, node, op, a, b);
	return jy_expr_make(rows, node, op, typed, a, b);
}

/* From left to right: a product of millionths is rounded at each step. */
static const struct jy_expr *fold(struct jy_rows *rows, const struct jy_node *node, enum jrt_op op)
{
	const struct jy_expr *so_far = jy_rows_value(rows, jy_kid(node, 0));

	for (uint32_t i = 1; i < jy_count(node); i++) {
		const struct jy_expr *next = jy_rows_value(rows, jy_kid(node, i));

		so_far = combine(rows, node, op, so_far, next);
	}
	return so_far;
}

static const struct jy_expr *negate(struct jy_rows *rows, const struct jy_node *node)
{
	const struct jy_node *what = jy_kid(node, JY_MINUS_WHAT);
	const struct jy_expr *a;
	struct jy_diag *diag;

	if (jy_is_literal(node))
		return jy_rows_literal(rows, node);
	a = jy_rows_value(rows, what);
	if (!a || jy_type_is_amount(a->type))
		return a ? jy_expr_make(rows, node, JRT_OP_NEGATE, jy_expr_typed(a), a, NULL)
			 : NULL;
	diag = jy_diag_error(rows->builder->diags, JY_D_TYPES_COMPUTED, node->span,
			     "%.*s has no negative",
			     JB_ARG(jy_type_phrase(rows->builder->arena, jy_expr_typed(a))));
	jy_rows_show_declared(rows, diag, what, a);
	if (a->type == JRT_FLAG)
		jy_diag_help(rows->builder->diags, diag, "write `not`");
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
