/*
 * The columns of a source: their names, types and what they report. What stands behind the type is
 * read in column_parts.c.
 */
#include "model/rows.h"
#include "model/story.h"

/* As many as a row of a file may have fields. */
#define COLUMNS_MAX 4096

enum jrt_type jy_column_type(const struct jy_node *column)
{
	const struct jy_node *type = jy_kid(column, JY_COLUMN_TYPE);

	switch (jy_word(jy_kid(type, JY_TYPE_WORD))) {
	case JY_W_TIMESTAMP: return JRT_INSTANT;
	case JY_W_DATE: return JRT_DATE;
	case JY_W_CLOCK: return JRT_CLOCK;
	case JY_W_FLAG: return JRT_FLAG;
	case JY_W_DURATION: return JRT_DURATION;
	case JY_W_NUMBER: return JRT_NUMBER;
	case JY_W_COUNT: return JRT_COUNT;
	case JY_W_MONEY: return JRT_MONEY;
	case JY_W_SHARE: return JRT_SHARE;
	case JY_W_RATING: return JRT_RATING;
	default: return JRT_TEXT;
	}
}

struct jrt_place jy_rows_place(const struct jy_rows *rows, struct jy_span span)
{
	const struct jy_file *file = jy_diags_file(rows->builder->diags, span.file);

	if (!file)
		return (struct jrt_place){0};
	return (struct jrt_place){.file = file->path, .line = jy_file_line(file, span.begin)};
}

static const struct jy_metric *reported_by(struct jy_rows *rows, const struct jy_node *node)
{
	const struct jy_node *tails = jy_kid(node, JY_COLUMN_TAILS);

	for (uint32_t i = 0; i < jy_count(tails); i++)
		if (jy_is(jy_kid(tails, i), JY_N_COL_REPORTED))
			return jy_builder_find(rows->builder, JY_T_METRIC,
					       jy_kid(jy_kid(tails, i), JY_COL_REPORTED_METRIC));
	return NULL;
}

static struct jy_shown shown_of(const struct jy_node *node)
{
	const struct jy_node *tails = jy_kid(node, JY_COLUMN_TAILS);
	struct jy_shown shown = {0};

	for (uint32_t i = 0; i < jy_count(tails); i++) {
		const struct jy_node *how = jy_kid(jy_kid(tails, i), JY_COL_REPORTED_HOW);

		if (!jy_is(jy_kid(tails, i), JY_N_COL_REPORTED) || !jy_is(how, JY_N_SHOWN_TO) ||
		    !jy_kid(how, JY_SHOWN_TO_STEP))
			continue;
		shown.step = jy_kid(how, JY_SHOWN_TO_STEP)->value;
		shown.rounding = jy_rounding_of(jy_kid(how, JY_SHOWN_TO_ROUNDING));
	}
	return shown;
}

static struct jrt_column column_of(struct jy_rows *rows, const struct jy_node *node,
				   enum jrt_type type)
{
	const struct jy_node *name = jy_kid(node, JY_COLUMN_NAME);
	struct jrt_column column = {
		.name = name->text,
		.header = name->text,
		.type = type,
		.scale_num = 1,
		.scale_den = 1,
		.place = jy_rows_place(rows, name->span),
	};

	jy_column_parts(rows, &column, node);
	return column;
}

static void keep_for_schema(struct jy_rows *rows, struct jy_columns *columns, uint32_t number,
			    struct jrt_column column)
{
	*jb_push(rows->builder->arena, &columns->of_schema) = (struct jy_schema_column){
		.schema = columns->schema.count - 1, .number = number, .column = column};
}

/* A column that a schema before this one declared. */
static bool declared_before(struct jy_rows *rows, struct jy_columns *columns,
			    const struct jy_node *node, enum jrt_type type)
{
	const struct jy_node *name = jy_kid(node, JY_COLUMN_NAME);
	const struct jy_named *named = jy_rows_find(rows, name);
	struct jy_diags *diags = rows->builder->diags;
	struct jy_diag *diag;

	if (!named || named->let || columns->shared.at[named->column] ||
	    jy_schema_has(columns, named->column))
		return false;
	if (columns->column.at[named->column].type == type) {
		keep_for_schema(rows, columns, named->column, column_of(rows, node, type));
		return true;
	}
	diag = jy_diag_error(diags, JY_D_NAME_TWICE, name->span,
			     "`%.*s` has another type than in the schema before",
			     JB_ARG(name->text));
	jy_diag_label(diags, diag, named->span, "first declared here");
	jy_diag_note(diags, diag, "what is said of a row holds for the rows of all schemas");
	return true;
}

static void report_many(struct jy_rows *rows, const struct jy_node *name)
{
	if (!rows->too_large)
		jy_diag_error(rows->builder->diags, JY_D_EXPRESSION_LIMIT, name->span,
			      "`%.*s` has more than %d columns", JB_ARG(rows->source->decl.name),
			      COLUMNS_MAX);
	rows->too_large = true;
}

void jy_columns_add(struct jy_rows *rows, struct jy_columns *columns, const struct jy_node *node,
		    bool in_schema)
{
	const struct jy_node *name = jy_kid(node, JY_COLUMN_NAME);
	struct jb_arena *arena = rows->builder->arena;
	enum jrt_type type = jy_column_type(node);
	struct jrt_column column;
	struct jy_decl *decl;
	struct jy_named *named;

	if (!jy_is(name, JY_N_NAME) || (in_schema && declared_before(rows, columns, node, type)))
		return;
	if (columns->column.count == COLUMNS_MAX) {
		report_many(rows, name);
		return;
	}
	named = jy_rows_add(rows, name);
	if (!named)
		return;
	named->column = (uint32_t)columns->column.count;
	column = column_of(rows, node, type);
	*jb_push(arena, &columns->column) = column;
	*jb_push(arena, &columns->shared) = !in_schema;
	if (in_schema)
		keep_for_schema(rows, columns, named->column, column);
	decl = jb_push(arena, &columns->decl);
	decl->name = decl->title = name->text;
	decl->span = name->span;
	decl->node = node;
	*jb_push(arena, &columns->reported) = reported_by(rows, node);
	*jb_push(arena, &columns->shown) = shown_of(node);
}

/* `reported asa, mean over answered`: the weight is an amount of the row. */
static void check_weight(struct jy_rows *rows, const struct jy_node *over)
{
	const struct jy_node *name = jy_kid(over, JY_MEAN_OVER_COLUMN);
	const struct jy_expr *weight = name ? jy_rows_value(rows, name) : NULL;
	struct jy_diag *diag;

	if (!weight || jy_type_is_amount(weight->type))
		return;
	diag = jy_diag_error(rows->builder->diags, JY_D_COLUMN_PART, name->span,
			     "%.*s weighs nothing",
			     JB_ARG(jy_type_phrase(rows->builder->arena, jy_expr_typed(weight))));
	jy_rows_show_declared(rows, diag, name, weight);
	jy_diag_help(rows->builder->diags, diag,
		     "name the column that says how many were averaged");
}

void jy_columns_check(struct jy_rows *rows)
{
	const struct jy_source *source = rows->source;

	for (size_t i = 0; i < source->plain.column_count; i++) {
		const struct jy_node *tails = jy_kid(source->column_decl[i].node, JY_COLUMN_TAILS);

		for (uint32_t k = 0; k < jy_count(tails); k++) {
			const struct jy_node *how = jy_kid(jy_kid(tails, k), JY_COL_REPORTED_HOW);

			if (jy_is(jy_kid(tails, k), JY_N_COL_REPORTED) &&
			    jy_is(how, JY_N_MEAN_OVER))
				check_weight(rows, how);
		}
	}
}

void jy_columns_finish(struct jy_columns *columns, struct jy_source *source)
{
	source->column = columns->column.at;
	source->column_decl = columns->decl.at;
	source->reported = columns->reported.at;
	source->shown = columns->shown.at;
	source->plain.column = columns->column.at;
	source->plain.column_count = columns->column.count;
}
