/*
 * Trees to typed expressions: logic here, comparisons in compare.c, arithmetic in arithmetic.c,
 * windows and spans in spans.c. Every expression has a type, and a condition is one of type flag.
 */
#include "model/rows.h"

static bool report_limit(struct jy_rows *rows, const struct jy_node *node, const char *what,
			 unsigned most)
{
	if (!rows->too_large)
		jy_diag_error(rows->builder->diags, JY_D_EXPRESSION_LIMIT, node->span,
			      "the conditions and lets of `%.*s` %s %u",
			      JB_ARG(rows->source->decl.name), what, most);
	rows->too_large = true;
	return false;
}

static uint16_t depth_over(const struct jy_expr *a, const struct jy_expr *b)
{
	unsigned depth_a = a ? a->depth + 1u : 0, depth_b = b ? b->depth + 1u : 0;

	return (uint16_t)(depth_a > depth_b ? depth_a : depth_b);
}

struct jy_expr *jy_expr_make(struct jy_rows *rows, const struct jy_node *node, enum jrt_op op,
			     struct jy_typed typed, const struct jy_expr *a,
			     const struct jy_expr *b)
{
	uint16_t depth = depth_over(a, b);
	struct jy_expr *expr;

	if (depth > JY_EXPR_DEPTH_MAX) {
		report_limit(rows, node, "lie in one another deeper than", JY_EXPR_DEPTH_MAX);
		return NULL;
	}
	if (++rows->expr_count > JY_EXPRS_MAX) {
		report_limit(rows, node, "are more than", JY_EXPRS_MAX);
		return NULL;
	}
	expr = JB_NEW(rows->builder->arena, struct jy_expr);
	expr->op = op;
	expr->type = typed.type;
	expr->currency = typed.currency;
	expr->quotient = typed.quotient;
	expr->difference = typed.difference;
	expr->low = typed.low;
	expr->high = typed.high;
	expr->span = node->span;
	expr->a = a;
	expr->b = b;
	expr->depth = depth;
	expr->looks_ahead = (a && a->looks_ahead) || (b && b->looks_ahead);
	return expr;
}

/* Lets share expressions, so a walk of both trees could take for ever: what is not found equal
 * within the budget counts as different. */
static bool same_within(const struct jy_expr *a, const struct jy_expr *b, unsigned *budget)
{
	if (a == b)
		return true;
	if (!a || !b || *budget == 0)
		return false;
	*budget -= 1;
	return a->op == b->op && a->type == b->type && a->k == b->k && a->again == b->again &&
	       a->calendar == b->calendar && jb_text_equal(a->text, b->text) &&
	       jb_text_equal(a->zone, b->zone) && same_within(a->a, b->a, budget) &&
	       same_within(a->b, b->b, budget) && same_within(a->c, b->c, budget);
}

bool jy_expr_same(const struct jy_expr *a, const struct jy_expr *b)
{
	unsigned budget = 10000;

	return same_within(a, b, &budget);
}

/* ---- logic ---- */

static const struct jy_expr *report_no_condition(struct jy_rows *rows, const struct jy_node *node,
						 const struct jy_expr *expr)
{
	struct jy_diags *diags = rows->builder->diags;
	struct jb_arena *arena = rows->builder->arena;
	struct jy_typed typed = jy_expr_typed(expr);
	struct jy_diag *diag = jy_diag_error(diags, JY_D_CONDITION_EXPECTED, node->span,
					     "a condition is expected here, and this is %.*s",
					     JB_ARG(jy_type_phrase(arena, typed)));
	struct jb_text example = jy_type_example(arena, typed);
	const char *name = jy_is(node, JY_N_NAME) ? jb_text_cstring(arena, node->text) : NULL;

	jy_rows_show_declared(rows, diag, node, expr);
	if (name)
		jy_diag_help(diags, diag,
			     "compare it, for example `%s %s %.*s`, or ask whether "
			     "`%s is known`",
			     name, jy_type_is_ordered(typed.type) ? "<=" : "is", JB_ARG(example),
			     name);
	return NULL;
}

const struct jy_expr *jy_rows_condition(struct jy_rows *rows, const struct jy_node *node)
{
	const struct jy_expr *expr = jy_rows_value(rows, node);

	if (expr && expr->type != JRT_FLAG)
		return report_no_condition(rows, node, expr);
	return expr;
}

/* `and` and `or` of many are made by halves, so that a list of a thousand is ten deep. */
static const struct jy_expr *join(struct jy_rows *rows, const struct jy_node *node, enum jrt_op op,
				  const struct jy_expr *const *expr, uint32_t count)
{
	const struct jy_typed flag = {.type = JRT_FLAG};
	const struct jy_expr *a, *b;

	if (count == 1)
		return expr[0];
	a = join(rows, node, op, expr, count / 2);
	b = join(rows, node, op, expr + count / 2, count - count / 2);
	return a && b ? jy_expr_make(rows, node, op, flag, a, b) : NULL;
}

static const struct jy_expr *logic(struct jy_rows *rows, const struct jy_node *node, enum jrt_op op)
{
	const struct jy_expr **expr =
		JB_NEW_ARRAY(rows->builder->arena, const struct jy_expr *, node->count);
	bool good = true;

	for (uint32_t i = 0; i < node->count; i++) {
		expr[i] = jy_rows_condition(rows, node->kid[i]);
		good = good && expr[i];
	}
	return good && node->count ? join(rows, node, op, expr, node->count) : NULL;
}

static const struct jy_expr *negation(struct jy_rows *rows, const struct jy_node *node)
{
	const struct jy_typed flag = {.type = JRT_FLAG};
	const struct jy_expr *a = jy_rows_condition(rows, jy_kid(node, JY_NOT_COND));

	return a ? jy_expr_make(rows, node, JRT_OP_NOT, flag, a, NULL) : NULL;
}

static const struct jy_expr *known(struct jy_rows *rows, const struct jy_node *node, enum jrt_op op)
{
	const struct jy_typed flag = {.type = JRT_FLAG};
	const struct jy_expr *a = jy_rows_value(rows, jy_kid(node, 0));

	return a ? jy_expr_make(rows, node, op, flag, a, NULL) : NULL;
}

static enum jrt_op sign_op(const struct jy_node *sign)
{
	static const enum jrt_op op[] = {
		[JY_SIGN_EQ] = JRT_OP_EQUAL,	[JY_SIGN_NE] = JRT_OP_NOT_EQUAL,
		[JY_SIGN_GE] = JRT_OP_AT_LEAST, [JY_SIGN_LE] = JRT_OP_AT_MOST,
		[JY_SIGN_LT] = JRT_OP_LESS,	[JY_SIGN_GT] = JRT_OP_ABOVE,
	};

	return op[sign->word];
}

/* `csat == known`: the sign is reported, and the word would be right behind `is`. */
static bool is_word_behind_sign(const struct jy_node *right, const char *word)
{
	return jy_is(right, JY_N_NAME) && right->flags & JY_F_SOFT_WORD &&
	       jb_text_is(right->text, word);
}

static const struct jy_expr *comparison(struct jy_rows *rows, const struct jy_node *node)
{
	const struct jy_node *sign = jy_kid(node, JY_COMPARE_SIGN);

	if (!sign)
		return NULL;
	if (is_word_behind_sign(jy_kid(node, JY_COMPARE_RIGHT), "known"))
		return known(rows, node, JRT_OP_KNOWN);
	if (is_word_behind_sign(jy_kid(node, JY_COMPARE_RIGHT), "missing"))
		return known(rows, node, JRT_OP_MISSING);
	return jy_rows_compare(rows, node, sign_op(sign), jy_kid(node, JY_COMPARE_LEFT),
			       jy_kid(node, JY_COMPARE_RIGHT));
}

static const struct jy_expr *expression(struct jy_rows *rows, const struct jy_node *node)
{
	const struct jy_typed flag = {.type = JRT_FLAG};

	switch (node->kind) {
	case JY_N_NAME:
	case JY_N_PATH: return jy_rows_name(rows, node);
	case JY_N_OR: return logic(rows, node, JRT_OP_OR);
	case JY_N_AND: return logic(rows, node, JRT_OP_AND);
	case JY_N_NOT: return negation(rows, node);
	case JY_N_COMPARE: return comparison(rows, node);
	case JY_N_BETWEEN: return jy_rows_between(rows, node);
	case JY_N_IS: return jy_rows_compare(rows, node, JRT_OP_EQUAL, node->kid[0], node->kid[1]);
	case JY_N_IS_NOT:
		return jy_rows_compare(rows, node, JRT_OP_NOT_EQUAL, node->kid[0], node->kid[1]);
	case JY_N_IS_KNOWN: return known(rows, node, JRT_OP_KNOWN);
	case JY_N_IS_MISSING: return known(rows, node, JRT_OP_MISSING);
	case JY_N_IS_ONE_OF: return jy_rows_one_of(rows, node);
	case JY_N_AGAIN: return jy_rows_again(rows, node);
	case JY_N_ALL: return jy_expr_make(rows, node, JRT_OP_ALL, flag, NULL, NULL);
	case JY_N_ADD:
	case JY_N_MULTIPLY:
	case JY_N_SUBTRACT:
	case JY_N_DIVIDE:
	case JY_N_MINUS: return jy_rows_arithmetic(rows, node);
	case JY_N_INTERVAL:
	case JY_N_DATE_AT:
	case JY_N_STEP_COUNT:
	case JY_N_STEP_AFTER:
	case JY_N_VALUE_AT:
	case JY_N_DEVIATES: return jy_rows_span(rows, node);
	default: return jy_is_literal(node) ? jy_rows_literal(rows, node) : NULL;
	}
}

/* Counts how deep it is in itself: lets call one another without a limit of the parser's. */
const struct jy_expr *jy_rows_value(struct jy_rows *rows, const struct jy_node *node)
{
	const struct jy_expr *expr;

	if (!node || jy_is(node, JY_N_ERROR))
		return NULL;
	if (rows->depth >= JY_EXPR_DEPTH_MAX) {
		report_limit(rows, node, "lie in one another deeper than", JY_EXPR_DEPTH_MAX);
		return NULL;
	}
	rows->depth++;
	expr = expression(rows, node);
	rows->depth--;
	return expr;
}

const struct jy_expr *jy_rows_early(struct jy_rows *rows, const struct jy_node *node,
				    const char *what)
{
	const struct jy_expr *expr = jy_rows_condition(rows, node);
	struct jy_diag *diag;

	if (!expr || !expr->looks_ahead)
		return expr;
	diag = jy_diag_error(rows->builder->diags, JY_D_LOOK_AHEAD, node->span,
			     "%s cannot depend on what happens again later", what);
	jy_diag_note(
		rows->builder->diags, diag,
		"rows are ignored, told apart and required before the look ahead, which sees only "
		"the rows that are left");
	return NULL;
}
