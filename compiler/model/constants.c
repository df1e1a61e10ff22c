/*
 * A written amount, text or time beside what it is compared with: it takes the unit of that, or is
 * refused with what was probably meant. Whether the value can occur at all is checked here too:
 * inside the scale, among the column's texts, no finer than the data (S31).
 */
#include "base/utf8.h"
#include "model/rows.h"

static void help_meant(struct jy_rows *rows, struct jy_diag *diag, const struct jy_node *literal,
		       struct jy_typed want)
{
	struct jb_arena *arena = rows->builder->arena;
	struct jb_text meant = jy_literal_meant(arena, literal, want);
	struct jb_text example = jy_type_example(arena, want);

	if (meant.size) {
		jy_diag_help(rows->builder->diags, diag, "write `%.*s`", JB_ARG(meant));
		jy_diag_fix(rows->builder->diags, diag, literal->span, meant);
	} else if (example.size) {
		jy_diag_help(rows->builder->diags, diag, "write %.*s, for example `%.*s`",
			     JB_ARG(jy_type_phrase(arena, want)), JB_ARG(example));
	}
}

void jy_rows_help_flag(struct jy_rows *rows, struct jy_diag *diag, struct jy_beside other)
{
	struct jb_text name = other.node->text;

	if (jy_is(other.node, JY_N_NAME))
		jy_diag_help(rows->builder->diags, diag,
			     "it is a condition by itself: write `%.*s`, or `not %.*s`",
			     JB_ARG(name), JB_ARG(name));
}

static const struct jy_expr *report_unlike(struct jy_rows *rows, struct jy_beside other,
					   const struct jy_node *literal)
{
	struct jy_diags *diags = rows->builder->diags;
	struct jb_arena *arena = rows->builder->arena;
	struct jy_typed want = jy_expr_typed(other.expr);
	struct jb_text is = jy_literal_phrase(arena, literal);
	struct jb_text phrase = jy_type_phrase(arena, want);
	struct jy_diag *diag =
		jy_diag_error(diags, JY_D_TYPES_UNLIKE, literal->span, "%.*s is compared with %.*s",
			      JB_ARG(phrase), JB_ARG(is));

	jy_diag_mark(diags, diag, "this is %.*s", JB_ARG(is));
	jy_diag_label(diags, diag, other.node->span, "this is %.*s", JB_ARG(phrase));
	jy_rows_show_declared(rows, diag, other.node, other.expr);
	if (want.type == JRT_FLAG)
		jy_rows_help_flag(rows, diag, other);
	else
		help_meant(rows, diag, literal, want);
	return NULL;
}

static const struct jrt_column *column_of(const struct jy_rows *rows, const struct jy_expr *expr)
{
	return expr->op == JRT_OP_COLUMN ? &rows->source->column[expr->k] : NULL;
}

static jb_fix step_of(const struct jrt_column *column)
{
	if (column->rounding != JB_ROUND_NONE && column->rounding_step > 0)
		return column->rounding_step;
	return column->type == JRT_COUNT ? JB_FIX_ONE : 1;
}

static struct jb_text fix_text(struct jb_arena *arena, jb_i128 value)
{
	struct jb_buf buf;

	jb_buf_init(&buf, arena);
	jb_buf_add_fix(&buf, value);
	return jb_buf_text(&buf);
}

/* In the unit of the column, as it is written: "20s", "80%", "EUR 5". */
static struct jb_text amount_text(struct jb_arena *arena, const struct jrt_column *column,
				  jb_fix value)
{
	bool percent = column->type == JRT_SHARE;
	struct jb_text number = fix_text(arena, percent ? (jb_i128)value * 100 : value);

	if (column->type == JRT_MONEY)
		return jb_text_printf(arena, "%.*s %.*s", JB_ARG(column->currency), JB_ARG(number));
	return jb_text_printf(arena, "%.*s%s", JB_ARG(number),
			      column->type == JRT_DURATION ? "s"
			      : percent			   ? "%"
							   : "");
}

/* S31: a threshold finer than the column's step would decide what the data cannot tell. */
static bool check_step(struct jy_rows *rows, const struct jrt_column *column,
		       const struct jy_node *literal, jb_fix value)
{
	struct jy_diags *diags = rows->builder->diags;
	struct jb_arena *arena = rows->builder->arena;
	jb_fix step = step_of(column), below = value - value % step - (value < 0 ? step : 0);
	struct jy_diag *diag;

	if (value % step == 0)
		return true;
	diag = jy_diag_error(diags, JY_D_TOO_FINE, literal->span,
			     "this is finer than `%.*s` is kept", JB_ARG(column->name));
	if (column->type == JRT_COUNT)
		jy_diag_note(diags, diag, "a count has no fractions");
	else
		jy_diag_note(diags, diag, "the column is rounded to %.*s",
			     JB_ARG(amount_text(arena, column, step)));
	jy_diag_label(diags, diag, rows->source->column_decl[column - rows->source->column].span,
		      "`%.*s` is declared here", JB_ARG(column->name));
	jy_diag_help(diags, diag, "write `%.*s` or `%.*s`",
		     JB_ARG(amount_text(arena, column, below)),
		     JB_ARG(amount_text(arena, column, below + step)));
	return false;
}

static bool report_negative(struct jy_rows *rows, const struct jrt_column *column,
			    const struct jy_node *literal)
{
	struct jy_diags *diags = rows->builder->diags;
	struct jy_diag *diag =
		jy_diag_error(diags, JY_D_OUT_OF_SCALE, literal->span,
			      "`%.*s` is a count and never below zero", JB_ARG(column->name));

	jy_diag_label(diags, diag, rows->source->column_decl[column - rows->source->column].span,
		      "declared here");
	jy_diag_help(diags, diag,
		     "the least it can be is `0`; declare it as `number` if the file "
		     "holds less");
	return false;
}

static bool check_bounds(struct jy_rows *rows, const struct jrt_column *column,
			 const struct jy_node *literal, jb_fix value)
{
	struct jy_diags *diags = rows->builder->diags;
	struct jb_arena *arena = rows->builder->arena;
	bool counted = column->type == JRT_COUNT && !column->bounded;
	struct jy_diag *diag;

	if (counted && value < 0)
		return report_negative(rows, column, literal);
	if (!column->bounded || (value >= column->low && value <= column->high))
		return true;
	diag = jy_diag_error(diags, JY_D_OUT_OF_SCALE, literal->span,
			     "`%.*s` lies between %.*s and %.*s and never reaches %.*s",
			     JB_ARG(column->name), JB_ARG(fix_text(arena, column->low)),
			     JB_ARG(fix_text(arena, column->high)), JB_ARG(fix_text(arena, value)));
	jy_diag_label(diags, diag, rows->source->column_decl[column - rows->source->column].span,
		      "declared here");
	jy_diag_help(diags, diag, "the %s it can be is `%.*s`",
		     value > column->high ? "most" : "least",
		     JB_ARG(fix_text(arena, value > column->high ? column->high : column->low)));
	return false;
}

static bool check_vocabulary(struct jy_rows *rows, const struct jrt_column *column,
			     const struct jy_node *literal, struct jb_text text)
{
	struct jy_diags *diags = rows->builder->diags;
	struct jy_diag *diag;
	int near;

	for (size_t i = 0; i < column->one_of_count; i++)
		if (jb_text_equal(column->one_of[i], text))
			return true;
	if (!column->one_of_count)
		return true;
	diag = jy_diag_error(diags, JY_D_TEXT_NEVER_HELD, literal->span,
			     "`%.*s` never holds \"%.*s\"", JB_ARG(column->name), JB_ARG(text));
	jy_diag_label(diags, diag, rows->source->column_decl[column - rows->source->column].span,
		      "its texts are listed here");
	near = jb_text_nearest(text, column->one_of, column->one_of_count);
	if (near >= 0) {
		struct jb_text fixed = jb_text_printf(rows->builder->arena, "\"%.*s\"",
						      JB_ARG(column->one_of[near]));

		jy_diag_help(diags, diag, "write %.*s", JB_ARG(fixed));
		jy_diag_fix(diags, diag, literal->span, fixed);
	} else {
		jy_diag_help(diags, diag, "add it to `one of`, if the file can hold it");
	}
	return false;
}

/* An instant without an offset is read on the clock of what it is compared with. */
static bool place_instant(struct jy_rows *rows, struct jy_beside other,
			  const struct jy_node *literal, jb_fix *value)
{
	struct jb_text name = other.expr->zone.size ? other.expr->zone : rows->source->time_zone;
	const struct jrt_zone *zone = jy_builder_zone_rules(rows->builder, name);
	struct jy_diag *diag;

	if (!jy_is(literal, JY_N_INSTANT) || literal->flags & JY_F_OFFSET)
		return true;
	if (zone) {
		*value = jrt_zone_to_instant(zone, *value, NULL);
		return true;
	}
	diag = jy_diag_error(rows->builder->diags, JY_D_ZONE_MISSING, literal->span,
			     "nothing says in which time zone this is");
	jy_diag_help(rows->builder->diags, diag, "write it with its offset, such as `%.*sZ`",
		     JB_ARG(literal->text));
	return false;
}

static bool check_value(struct jy_rows *rows, struct jy_beside other, const struct jy_node *literal,
			struct jy_expr *constant)
{
	const struct jrt_column *column = column_of(rows, other.expr);

	if (constant->type == JRT_INSTANT && !place_instant(rows, other, literal, &constant->k))
		return false;
	if (!column)
		return true;
	if (column->type == JRT_TEXT)
		return check_vocabulary(rows, column, literal, constant->text);
	return check_bounds(rows, column, literal, constant->k) &&
	       check_step(rows, column, literal, constant->k);
}

static const struct jy_expr *report_length(struct jy_rows *rows, const struct jy_node *literal)
{
	struct jy_diag *diag =
		jy_diag_error(rows->builder->diags, JY_D_LENGTH_UNCLEAR, literal->span,
			      "months, quarters and years have no fixed length");

	jy_diag_help(rows->builder->diags, diag, "write it in days, for example `30 days`");
	return NULL;
}

const struct jy_expr *jy_rows_literal_beside(struct jy_rows *rows, struct jy_beside other,
					     const struct jy_node *literal)
{
	struct jy_typed want = jy_expr_typed(other.expr), own;
	struct jy_expr *constant;
	jb_fix value = 0;

	if (literal->flags & JY_F_DAMAGED)
		return NULL; /* what it is was not to be read, which is reported */
	if (!jy_literal_typed(literal, &own) && want.type == JRT_DURATION)
		return report_length(rows, literal);
	if (!jy_literal_value(literal, want, &value))
		return report_unlike(rows, other, literal);
	constant = jy_expr_make(rows, literal, JRT_OP_CONSTANT, want, NULL, NULL);
	if (!constant)
		return NULL;
	constant->k = value;
	if (want.type == JRT_TEXT)
		constant->text = jb_utf8_nfc(rows->builder->arena, literal->text);
	return check_value(rows, other, literal, constant) ? constant : NULL;
}

const struct jy_expr *jy_rows_literal(struct jy_rows *rows, const struct jy_node *node)
{
	struct jy_typed own;
	struct jy_expr *constant;
	jb_fix value = 0;

	if (!jy_literal_typed(node, &own))
		return report_length(rows, node);
	if (!jy_literal_value(node, own, &value))
		return NULL;
	constant = jy_expr_make(rows, node, JRT_OP_CONSTANT, own, NULL, NULL);
	if (!constant)
		return NULL;
	constant->k = value;
	if (own.type == JRT_INSTANT &&
	    !place_instant(rows, (struct jy_beside){.expr = constant}, node, &constant->k))
		return NULL;
	if (own.type == JRT_TEXT)
		constant->text = jb_utf8_nfc(rows->builder->arena, node->text);
	return constant;
}
