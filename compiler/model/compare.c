/*
 * Comparisons of a row: which two sides may be compared, with which signs. What a literal means
 * beside a column stands in constants.c.
 */
#include "model/rows.h"

static const struct jy_typed flag = {.type = JRT_FLAG};

static bool report_unordered(struct jy_rows *rows, const struct jy_node *node,
			     struct jy_beside side)
{
	struct jy_diag *diag;

	if (jy_type_is_ordered(side.expr->type))
		return true;
	diag = jy_diag_error(rows->builder->diags, JY_D_TEXTS_UNORDERED, node->span,
			     "%s has no order: nothing is more or less than another",
			     side.expr->type == JRT_TEXT ? "a text" : "a condition");
	jy_rows_show_declared(rows, diag, side.node, side.expr);
	if (side.expr->type == JRT_TEXT)
		jy_diag_help(rows->builder->diags, diag,
			     "write `is \"…\"` or `is one of \"…\", \"…\"`");
	return false;
}

static bool sides_match(struct jy_rows *rows, struct jy_beside left, struct jy_beside right)
{
	struct jy_diags *diags = rows->builder->diags;
	struct jb_arena *arena = rows->builder->arena;
	struct jy_typed a = jy_expr_typed(left.expr), b = jy_expr_typed(right.expr);
	struct jb_text first = jy_type_phrase_beside(arena, a, b);
	struct jb_text second = jy_type_phrase_beside(arena, b, a);
	const char *help = jy_types_compare_advice(a, b);
	struct jy_diag *diag;

	if (jy_types_compare(a, b))
		return true;
	diag = jy_diag_error(diags, JY_D_TYPES_UNLIKE, right.node->span,
			     "%.*s is compared with %.*s", JB_ARG(first), JB_ARG(second));
	jy_diag_mark(diags, diag, "this is %.*s", JB_ARG(second));
	jy_diag_label(diags, diag, left.node->span, "this is %.*s", JB_ARG(first));
	jy_rows_show_declared(rows, diag, left.node, left.expr);
	jy_rows_show_declared(rows, diag, right.node, right.expr);
	if (a.type == JRT_MONEY && b.type == JRT_MONEY)
		jy_diag_note(diags, diag, "amounts are never converted");
	if (help)
		jy_diag_help(diags, diag, "%s", help);
	else if (jy_type_example(arena, a).size)
		jy_diag_help(diags, diag, "compare it with %.*s, for example `%.*s`", JB_ARG(first),
			     JB_ARG(jy_type_example(arena, a)));
	return false;
}

/* `complete is yes` is `complete`, and `complete is not yes` is `not complete`. */
static void fix_flag(struct jy_rows *rows, struct jy_diag *diag, const struct jy_node *node,
		     struct jy_beside side, const struct jy_node *word)
{
	bool yes = jb_text_is(word->text, "true") || jb_text_is(word->text, "yes");
	bool no = jb_text_is(word->text, "false") || jb_text_is(word->text, "no");
	struct jb_text fixed;

	if ((!yes && !no) || !jy_is(side.node, JY_N_NAME) ||
	    (!jy_is(node, JY_N_IS) && !jy_is(node, JY_N_IS_NOT))) {
		jy_rows_help_flag(rows, diag, side);
		return;
	}
	fixed = yes == jy_is(node, JY_N_IS)
			? side.node->text
			: jb_text_printf(rows->builder->arena, "not %.*s", JB_ARG(side.node->text));
	jy_diag_help(rows->builder->diags, diag, "it is a condition by itself: write `%.*s`",
		     JB_ARG(fixed));
	jy_diag_fix(rows->builder->diags, diag, node->span, fixed);
}

/* What other languages say of a value that is not there. */
static bool is_nothing(struct jb_text word)
{
	return jb_text_is(word, "null") || jb_text_is(word, "NULL") || jb_text_is(word, "None") ||
	       jb_text_is(word, "nil") || jb_text_is(word, "empty");
}

/* A word behind `is` that nobody declared was meant as a text, or as one of a flag's two values. */
static bool report_bare_word(struct jy_rows *rows, const struct jy_node *node,
			     struct jy_beside side, const struct jy_node *word)
{
	struct jy_diags *diags = rows->builder->diags;
	struct jb_text quoted;
	struct jy_diag *diag;

	if (!jy_is(word, JY_N_NAME) || jy_rows_find(rows, word))
		return false;
	if (jy_lost_holds(rows->builder, word))
		return true;
	if (is_nothing(word->text)) {
		diag = jy_diag_error(
			diags, JY_D_NAME_UNKNOWN, word->span,
			"`%.*s` is no word of the language: a value is known or missing",
			JB_ARG(word->text));
		jy_diag_help(diags, diag, "write `… is missing`, or `… is known`");
		return true;
	}
	if (side.expr->type == JRT_TEXT) {
		quoted = jb_text_printf(rows->builder->arena, "\"%.*s\"", JB_ARG(word->text));
		diag = jy_diag_error(diags, JY_D_NAME_UNKNOWN, word->span,
				     "`%.*s` is no column or let; a text stands in quotes",
				     JB_ARG(word->text));
		jy_diag_help(diags, diag, "write `%.*s`", JB_ARG(quoted));
		jy_diag_fix(diags, diag, word->span, quoted);
		return true;
	}
	if (side.expr->type == JRT_FLAG) {
		diag = jy_diag_error(diags, JY_D_TYPES_UNLIKE, word->span,
				     "a condition is not compared with a word");
		fix_flag(rows, diag, node, side, word);
		return true;
	}
	return false;
}

static bool is_equality(enum jrt_op op)
{
	return op == JRT_OP_EQUAL || op == JRT_OP_NOT_EQUAL;
}

/* The second side of a comparison, given the first. */
static const struct jy_expr *other_side(struct jy_rows *rows, const struct jy_node *node,
					enum jrt_op op, struct jy_beside side,
					const struct jy_node *other)
{
	struct jy_beside right = {.node = other};

	if (!is_equality(op) && !report_unordered(rows, node, side))
		return NULL;
	if (jy_is_literal(other))
		return jy_rows_literal_beside(rows, side, other);
	if (report_bare_word(rows, node, side, other))
		return NULL;
	right.expr = jy_rows_value(rows, other);
	return right.expr && sides_match(rows, side, right) ? right.expr : NULL;
}

/* ---- what is so of every row, or of none ---- */

static enum jrt_op turned_op(enum jrt_op op)
{
	switch (op) {
	case JRT_OP_LESS: return JRT_OP_ABOVE;
	case JRT_OP_AT_MOST: return JRT_OP_AT_LEAST;
	case JRT_OP_ABOVE: return JRT_OP_LESS;
	case JRT_OP_AT_LEAST: return JRT_OP_AT_MOST;
	default: return op;
	}
}

static void show_end(struct jy_rows *rows, struct jy_diag *diag, struct jy_beside side,
		     const char *help)
{
	jy_rows_show_declared(rows, diag, side.node, side.expr);
	jy_diag_help(rows->builder->diags, diag, "%s", help);
}

/* At the end of a scale: above the most is none, at least the least is every one. */
static bool check_ends(struct jy_rows *rows, const struct jy_node *node, enum jrt_op op,
		       struct jy_beside side, const struct jy_expr *other)
{
	const struct jrt_column *column =
		side.expr->op == JRT_OP_COLUMN ? &rows->source->column[side.expr->k] : NULL;
	struct jy_diags *diags = rows->builder->diags;
	jb_fix value = other->k;
	bool low, high;

	if (!column || other->op != JRT_OP_CONSTANT || other->type == JRT_TEXT)
		return true;
	low = column->bounded ? value == column->low : column->type == JRT_COUNT && value == 0;
	high = column->bounded && value == column->high;
	if ((op == JRT_OP_LESS && low) || (op == JRT_OP_ABOVE && high)) {
		show_end(rows,
			 jy_diag_error(diags, JY_D_OUT_OF_SCALE, node->span,
				       "`%.*s` is never %s this, the end of what it can be",
				       JB_ARG(column->name), low ? "below" : "above"),
			 side,
			 low ? "write `<=`, or a greater number"
			     : "write `>=`, or a smaller number");
		return false;
	}
	if ((op == JRT_OP_AT_LEAST && low) || (op == JRT_OP_AT_MOST && high))
		show_end(rows,
			 jy_diag_warn(diags, JY_D_OUT_OF_SCALE, node->span,
				      "this is so of every row that has `%.*s`",
				      JB_ARG(column->name)),
			 side, "write `is known` where that was meant");
	return true;
}

static const struct jy_expr *report_constants(struct jy_rows *rows, const struct jy_node *node)
{
	struct jy_diag *diag =
		jy_diag_error(rows->builder->diags, JY_D_CONDITION_EXPECTED, node->span,
			      "this is the same for every row: both sides are fixed");

	jy_diag_help(rows->builder->diags, diag, "compare a column or a let");
	return NULL;
}

const struct jy_expr *jy_rows_compare(struct jy_rows *rows, const struct jy_node *node,
				      enum jrt_op op, const struct jy_node *left,
				      const struct jy_node *right)
{
	bool turned = jy_is_literal(left);
	struct jy_beside side = {.node = turned ? right : left};
	const struct jy_expr *other;

	if (turned && jy_is_literal(right))
		return report_constants(rows, node);
	side.expr = jy_rows_value(rows, side.node);
	if (!side.expr)
		return NULL;
	other = other_side(rows, node, op, side, turned ? left : right);
	if (!other || !check_ends(rows, node, turned ? turned_op(op) : op, side, other))
		return NULL;
	return jy_expr_make(rows, node, op, flag, turned ? other : side.expr,
			    turned ? side.expr : other);
}

static struct jb_text written(struct jy_rows *rows, const struct jy_node *node)
{
	const struct jy_file *file = jy_diags_file(rows->builder->diags, node->span.file);

	return file ? jy_file_slice(file, node->span) : JB_TEXT("…");
}

/* From ten in the evening to six in the morning are two stretches of a day. */
static void help_between(struct jy_rows *rows, struct jy_diag *diag, const struct jy_node *node,
			 struct jy_beside side)
{
	struct jb_text what = written(rows, side.node);
	struct jb_text low = written(rows, jy_kid(node, JY_BETWEEN_LOW));
	struct jb_text high = written(rows, jy_kid(node, JY_BETWEEN_HIGH));
	bool clock = side.expr->type == JRT_CLOCK;
	struct jb_text fixed =
		clock ? jb_text_printf(rows->builder->arena, "(%.*s >= %.*s or %.*s <= %.*s)",
				       JB_ARG(what), JB_ARG(low), JB_ARG(what), JB_ARG(high))
		      : jb_text_printf(rows->builder->arena, "%.*s between %.*s and %.*s",
				       JB_ARG(what), JB_ARG(high), JB_ARG(low));

	jy_diag_label(rows->builder->diags, diag, jy_kid(node, JY_BETWEEN_LOW)->span, "the first");
	jy_diag_help(rows->builder->diags, diag,
		     clock ? "past midnight it is `%.*s`" : "write `%.*s`", JB_ARG(fixed));
	jy_diag_fix(rows->builder->diags, diag, node->span, fixed);
}

const struct jy_expr *jy_rows_between(struct jy_rows *rows, const struct jy_node *node)
{
	struct jy_beside side = {.node = jy_kid(node, JY_BETWEEN_WHAT)};
	const struct jy_node *low_node = jy_kid(node, JY_BETWEEN_LOW);
	const struct jy_node *high_node = jy_kid(node, JY_BETWEEN_HIGH);
	const struct jy_expr *low, *high;
	struct jy_expr *between;

	side.expr = jy_rows_value(rows, side.node);
	if (!side.expr || !low_node || !high_node)
		return NULL;
	low = other_side(rows, node, JRT_OP_AT_LEAST, side, low_node);
	high = low || jy_type_is_ordered(side.expr->type)
		       ? other_side(rows, node, JRT_OP_AT_MOST, side, high_node)
		       : NULL;
	if (!low || !high)
		return NULL;
	if (low->op == JRT_OP_CONSTANT && high->op == JRT_OP_CONSTANT && low->k > high->k) {
		struct jy_diag *diag =
			jy_diag_error(rows->builder->diags, JY_D_OUT_OF_SCALE, high_node->span,
				      "nothing lies between these: the first is the greater");

		help_between(rows, diag, node, side);
		return NULL;
	}
	between = jy_expr_make(rows, node, JRT_OP_BETWEEN, flag, side.expr, low);
	if (!between)
		return NULL;
	between->c = high;
	between->looks_ahead = between->looks_ahead || high->looks_ahead;
	if (high->depth >= between->depth)
		between->depth = (uint16_t)(high->depth + 1u);
	return between;
}

/* As `or` by halves, see join() of expressions.c. */
static const struct jy_expr *any_of(struct jy_rows *rows, const struct jy_node *node,
				    const struct jy_expr *side, const struct jy_expr *const *value,
				    uint32_t count)
{
	const struct jy_expr *a, *b;

	if (count == 1)
		return jy_expr_make(rows, node, JRT_OP_EQUAL, flag, side, value[0]);
	a = any_of(rows, node, side, value, count / 2);
	b = any_of(rows, node, side, value + count / 2, count - count / 2);
	return a && b ? jy_expr_make(rows, node, JRT_OP_OR, flag, a, b) : NULL;
}

const struct jy_expr *jy_rows_one_of(struct jy_rows *rows, const struct jy_node *node)
{
	const struct jy_node *list = jy_kid(node, JY_IS_ONE_OF_VALUES);
	struct jy_beside side = {.node = jy_kid(node, JY_IS_ONE_OF_WHAT)};
	const struct jy_expr **value =
		JB_NEW_ARRAY(rows->builder->arena, const struct jy_expr *, jy_count(list));
	bool good = true;

	side.expr = jy_rows_value(rows, side.node);
	if (!side.expr || !jy_count(list))
		return NULL;
	for (uint32_t i = 0; i < list->count; i++) {
		value[i] = list->kid[i] ? other_side(rows, node, JRT_OP_EQUAL, side, list->kid[i])
					: NULL;
		good = good && value[i];
	}
	return good ? any_of(rows, node, side.expr, value, list->count) : NULL;
}
