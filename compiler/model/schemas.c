/*
 * Schemas: the forms that the files of one source have had, each with its own columns and until
 * when. What stands outside of them is the same in all; what is said of rows speaks of every
 * column that some schema has.
 */
#include "model/rows.h"

bool jy_schema_has(const struct jy_columns *columns, uint32_t number)
{
	for (size_t i = columns->of_schema.count; i-- > 0;) {
		const struct jy_schema_column *column = &columns->of_schema.at[i];

		if (column->schema + 1 != columns->schema.count)
			return false;
		if (column->number == number)
			return true;
	}
	return false;
}

static void report_other(struct jy_rows *rows, const struct jy_node *node)
{
	struct jy_diag *diag =
		jy_diag_error(rows->builder->diags, JY_D_SOURCE_FORMAT, node->span,
			      "a schema says which columns its files have, and nothing else");

	jy_diag_help(rows->builder->diags, diag,
		     "write this in the source, where it holds for the rows of all schemas");
}

/* Of two schemas without an end nobody could say which is the later. */
static int32_t until_of(struct jy_rows *rows, const struct jy_columns *columns,
			const struct jy_node *node)
{
	const struct jy_node *date = jy_kid(node, JY_SCHEMA_UNTIL);
	const struct jy_node *name = jy_kid(node, JY_SCHEMA_NAME);
	const size_t count = columns->schema.count;
	int32_t until = date ? jy_builder_day(date) : INT32_MAX;
	struct jy_diag *diag;

	if (!count || columns->schema.at[count - 1].until < until)
		return until;
	diag = jy_diag_error(rows->builder->diags, JY_D_STEPS_ORDER, date ? date->span : name->span,
			     "nothing says that this schema is later than `%.*s`",
			     JB_ARG(columns->schema.at[count - 1].name));
	jy_diag_help(rows->builder->diags, diag,
		     "write schemas in the order of their ends: `schema a until 2026-05-10`, and "
		     "the last one without an end");
	return until;
}

void jy_schema_add(struct jy_rows *rows, struct jy_columns *columns, const struct jy_node *node)
{
	const struct jy_node *body = jy_kid(node, JY_SCHEMA_BODY);
	const struct jy_node *name = jy_kid(node, JY_SCHEMA_NAME);
	struct jrt_schema schema = {.until = until_of(rows, columns, node)};

	if (name)
		schema.name = name->text;
	*jb_push(rows->builder->arena, &columns->schema) = schema;
	for (uint32_t i = 0; i < jy_count(body); i++) {
		if (jy_is(jy_kid(body, i), JY_N_COLUMN))
			jy_columns_add(rows, columns, jy_kid(body, i), true);
		else if (jy_kid(body, i))
			report_other(rows, jy_kid(body, i));
	}
}

void jy_schemas_finish(struct jy_rows *rows, struct jy_columns *columns, struct jrt_source *plain)
{
	const size_t schemas = columns->schema.count, count = columns->column.count;
	struct jb_arena *arena = rows->builder->arena;
	struct jrt_column **column = JB_NEW_ARRAY(arena, struct jrt_column *, schemas);

	for (size_t s = 0; s < schemas; s++) {
		column[s] = JB_NEW_ARRAY(arena, struct jrt_column, count);
		for (size_t c = 0; c < count; c++) {
			column[s][c] = columns->column.at[c];
			column[s][c].absent = !columns->shared.at[c];
		}
		columns->schema.at[s].column = column[s];
	}
	for (size_t i = 0; i < columns->of_schema.count; i++) {
		const struct jy_schema_column *of = &columns->of_schema.at[i];

		column[of->schema][of->number] = of->column;
	}
	plain->schema = columns->schema.at;
	plain->schema_count = schemas;
}
