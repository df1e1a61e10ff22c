/*
 * Slices and appearances: rows of a source that stand for something of the story.
 */
#include "base/utf8.h"
#include "model/rows.h"

void jy_fill_slice(struct jy_builder *builder, struct jy_slice *slice, const struct jy_node *node)
{
	slice->where =
		jy_rows_condition(jy_rows_of(builder, slice->source), jy_kid(node, JY_SLICE_COND));
}

/* ---- appears in SOURCE.COLUMN as "…" ---- */

static bool report_path(struct jy_builder *builder, const struct jy_node *path)
{
	struct jy_diag *diag = jy_diag_error(builder->diags, JY_D_NAME_UNKNOWN, path->span,
					     "`%.*s` does not say a source and a column of it",
					     JB_ARG(path->text));

	jy_diag_help(builder->diags, diag, "write `appears in SOURCE.COLUMN as \"…\"`");
	return false;
}

static bool check_text_column(struct jy_rows *rows, const struct jy_node *name, int64_t column)
{
	struct jy_diags *diags = rows->builder->diags;
	const struct jrt_column *found = &rows->source->column[column];
	struct jy_diag *diag;

	if (found->type == JRT_TEXT)
		return true;
	diag = jy_diag_error(diags, JY_D_TYPES_UNLIKE, name->span,
			     "somebody appears in a column by a text, and `%.*s` is %.*s",
			     JB_ARG(found->name),
			     JB_ARG(jy_type_phrase(rows->builder->arena,
						   (struct jy_typed){.type = found->type})));
	jy_diag_label(diags, diag, rows->source->column_decl[column].span, "declared here");
	return false;
}

static void check_listed(struct jy_rows *rows, uint32_t number, const struct jy_node *text,
			 struct jb_text plain)
{
	const struct jrt_column *column = &rows->source->column[number];
	struct jy_diags *diags = rows->builder->diags;
	struct jy_diag *diag;
	int near;

	for (size_t i = 0; i < column->one_of_count; i++)
		if (jb_text_equal(column->one_of[i], plain))
			return;
	if (!column->one_of_count)
		return;
	diag = jy_diag_error(diags, JY_D_TEXT_NEVER_HELD, text->span, "`%.*s` never holds \"%.*s\"",
			     JB_ARG(column->name), JB_ARG(plain));
	jy_diag_label(diags, diag, rows->source->column_decl[number].span,
		      "its texts are listed here");
	near = jb_text_nearest(plain, column->one_of, column->one_of_count);
	if (near >= 0)
		jy_diag_help(diags, diag, "write \"%.*s\"", JB_ARG(column->one_of[near]));
}

static struct jy_texts read_texts(struct jy_rows *rows, uint32_t column, const struct jy_node *list)
{
	JB_VEC(struct jb_text) texts = {0};

	for (uint32_t i = 0; i < jy_count(list); i++) {
		const struct jy_node *text = jy_kid(list, i);
		struct jb_text plain;

		if (!jy_is(text, JY_N_TEXT))
			continue;
		plain = jb_utf8_nfc(rows->builder->arena, text->text);
		check_listed(rows, column, text, plain);
		*jb_push(rows->builder->arena, &texts) = plain;
	}
	return (struct jy_texts){.at = texts.at, .count = texts.count};
}

/* `appears in every row of SOURCE`: an export of one partner alone. */
static bool fill_all(struct jy_builder *builder, struct jy_appearance *appearance,
		     const struct jy_node *node)
{
	appearance->source = jy_builder_find(builder, JY_T_SOURCE, jy_kid(node, JY_APPEARS_PATH));
	appearance->column = JRT_NONE;
	appearance->span = node->span;
	return appearance->source != NULL;
}

bool jy_fill_appearance(struct jy_builder *builder, struct jy_appearance *appearance,
			const struct jy_node *node)
{
	const struct jy_node *path = jy_kid(node, JY_APPEARS_PATH);
	const struct jy_source *source;
	struct jy_rows *rows;
	int64_t column;

	if (!path)
		return false;
	if (!jy_kid(node, JY_APPEARS_TEXTS) && !jy_is(path, JY_N_PATH))
		return fill_all(builder, appearance, node);
	if (!jy_is(path, JY_N_PATH) || path->count != 2)
		return report_path(builder, path);
	source = jy_builder_find(builder, JY_T_SOURCE, path->kid[0]);
	if (!source || !jy_builder_need(builder, JY_T_SOURCE, source))
		return false;
	rows = jy_rows_of(builder, source);
	column = jy_rows_column(rows, path->kid[1]);
	if (column < 0 || !check_text_column(rows, path->kid[1], column))
		return false;
	appearance->source = source;
	appearance->column = (uint32_t)column;
	appearance->texts = read_texts(rows, (uint32_t)column, jy_kid(node, JY_APPEARS_TEXTS));
	appearance->span = node->span;
	return appearance->texts.count > 0;
}
