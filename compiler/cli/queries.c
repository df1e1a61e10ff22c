/*
 * Queries of the plan that a command has, by what its line says of tables.
 */
#include "cli/queries.h"

#include "cli/refused.h"
#include "driver/described.h"
#include "run/data.h"

#define NAMES_SHOWN 8 /* of those that there are, where none is near */

/* NULL (reported): the plan has no source of that name. */
static const struct jrt_source *source_of(struct jy_command *command, const char *option,
					  struct jb_text name)
{
	const struct jrt_plan *plan = command->plan;

	for (size_t s = 0; s < plan->source_count; s++)
		if (jb_text_equal(plan->source[s].name, name))
			return &plan->source[s];
	jy_data_source(command, option, name);
	return NULL;
}

/* "; it has `old` and `new`" as far as a line has room, of many only how many there are. */
static struct jb_text all_of(struct jb_arena *arena, const struct jb_text *known, size_t count)
{
	struct jb_buf out;

	jb_buf_init(&out, arena);
	if (count > NAMES_SHOWN)
		jb_buf_printf(&out, "; it has %zu others", count);
	for (size_t i = 0; i < count && count <= NAMES_SHOWN; i++)
		jb_buf_printf(&out, "%s `%.*s`",
			      i == 0	      ? "; it has"
			      : i + 1 < count ? ","
					      : " and",
			      JB_ARG(known[i]));
	return jb_buf_text(&out);
}

/* Whether a source has a part of that name, where `known` are those that it has; else reported. */
static bool has_part(struct jy_command *command, const char *option,
		     const struct jrt_source *source, struct jb_text name,
		     const struct jb_text *known, size_t count)
{
	int near;

	for (size_t i = 0; i < count; i++)
		if (jb_text_equal(known[i], name))
			return true;
	near = jb_text_nearest(name, known, count);
	if (near < 0 && count == 1)
		near = 0;
	if (near >= 0)
		jy_command_misused(
			command, "--%s: the source `%.*s` has no %s `%.*s`; did you mean `%.*s`?",
			option, JB_ARG(source->name), option, JB_ARG(name), JB_ARG(known[near]));
	else
		jy_command_misused(command, "--%s: the source `%.*s` has no %s `%.*s`%.*s", option,
				   JB_ARG(source->name), option, JB_ARG(name),
				   JB_ARG(all_of(command->arena, known, count)));
	return false;
}

static bool holds_nul(struct jb_text text)
{
	for (size_t i = 0; i < text.size; i++)
		if (text.at[i] == '\0')
			return true;
	return false;
}

/* "contacts=schema.table"; false (reported). */
static bool read_table(struct jy_command *command, const char *option, struct jb_text given,
		       struct jy_sql_table *table)
{
	size_t at = 0;

	while (at < given.size && given.at[at] != '=')
		at++;
	*table = (struct jy_sql_table){jb_text_slice(given, 0, at),
				       jb_text_slice(given, at + 1, given.size)};
	if (at >= given.size || !table->source.size || !table->table.size || holds_nul(given)) {
		jy_command_misused(
			command, "--%s: expected SOURCE=NAME, such as %.*s=…, found \"%.*s\"",
			option,
			JB_ARG(command->plan->source_count ? command->plan->source[0].name
							   : JB_TEXT("contacts")),
			JB_ARG(given));
		return false;
	}
	return jy_data_source(command, option, table->source);
}

static bool read_tables(struct jy_command *command, const char *option,
			const struct jy_sql_table **table, size_t *count)
{
	const struct jb_text *given = jy_args_values(&command->args, option, count);
	struct jy_sql_table *tables = JB_NEW_ARRAY(command->arena, struct jy_sql_table, *count);

	for (size_t i = 0; i < *count; i++)
		if (!read_table(command, option, given[i], &tables[i]))
			return false;
	*table = tables;
	return true;
}

/* ---- columns ---- */

static bool has_column(struct jy_command *command, const struct jy_sql_column_name *column)
{
	const struct jrt_source *source = source_of(command, "column", column->source);
	struct jb_text *known;

	if (!source)
		return false;
	known = JB_NEW_ARRAY(command->arena, struct jb_text, source->column_count);
	for (size_t c = 0; c < source->column_count; c++)
		known[c] = source->column[c].name;
	return has_part(command, "column", source, column->column, known, source->column_count);
}

static size_t place_of(struct jb_text text, size_t from, char byte)
{
	while (from < text.size && text.at[from] != byte)
		from++;
	return from;
}

/* "contacts.talk=C14"; false (reported). */
static bool read_column(struct jy_command *command, struct jb_text given,
			struct jy_sql_column_name *column)
{
	const size_t dot = place_of(given, 0, '.'), is = place_of(given, dot, '=');

	if (is + 1 >= given.size || holds_nul(given)) {
		jy_command_misused(command, "--column: expected SOURCE.COLUMN=NAME, found \"%.*s\"",
				   JB_ARG(given));
		return false;
	}
	*column = (struct jy_sql_column_name){jb_text_slice(given, 0, dot),
					      jb_text_slice(given, dot + 1, is),
					      jb_text_slice(given, is + 1, given.size)};
	return has_column(command, column);
}

static bool read_columns(struct jy_command *command, struct jy_sql_how *how)
{
	const struct jb_text *given = jy_args_values(&command->args, "column", &how->column_count);
	struct jy_sql_column_name *column =
		JB_NEW_ARRAY(command->arena, struct jy_sql_column_name, how->column_count);

	for (size_t i = 0; i < how->column_count; i++)
		if (!read_column(command, given[i], &column[i]))
			return false;
	how->column = column;
	return true;
}

static bool has_schema(struct jy_command *command, const struct jy_sql_table *said)
{
	const struct jrt_source *source = source_of(command, "schema", said->source);
	struct jb_text *known;

	if (!source)
		return false;
	known = JB_NEW_ARRAY(command->arena, struct jb_text, source->schema_count);
	for (size_t n = 0; n < source->schema_count; n++)
		known[n] = source->schema[n].name;
	return has_part(command, "schema", source, said->table, known, source->schema_count);
}

static bool read_schemas(struct jy_command *command, struct jy_sql_how *how)
{
	if (!read_tables(command, "schema", &how->schema, &how->schema_count))
		return false;
	for (size_t i = 0; i < how->schema_count; i++)
		if (!has_schema(command, &how->schema[i]))
			return false;
	return true;
}

bool jy_queries_any(struct jy_command *command, struct jy_sql_how *how)
{
	const struct jrt_plan *plan = command->plan;
	JB_VEC(struct jy_sql_table) order = {0}, schema = {0};
	JB_VEC(struct jy_sql_column_name) column = {0};

	if (!read_schemas(command, how))
		return false;
	for (size_t i = 0; i < how->schema_count; i++)
		*jb_push(command->arena, &schema) = how->schema[i];

	for (size_t s = 0; s < plan->source_count; s++) {
		const struct jrt_source *source = &plan->source[s];

		*jb_push(command->arena, &order) =
			(struct jy_sql_table){source->name, JB_TEXT("order")};
		if (source->schema_count)
			*jb_push(command->arena, &schema) =
				(struct jy_sql_table){source->name, source->schema[0].name};
		for (size_t c = 0; c < source->column_count; c++)
			if (source->column[c].position)
				*jb_push(command->arena, &column) = (struct jy_sql_column_name){
					source->name, source->column[c].name,
					source->column[c].name};
	}
	how->order = order.at;
	how->order_count = order.count;
	how->schema = schema.at;
	how->schema_count = schema.count;
	how->column = column.at;
	how->column_count = column.count;
	return true;
}

/* ---- queries ---- */

/* False (reported): the engine does not read files. */
static bool reads_tables(struct jy_command *command, const struct jy_sql_how *how)
{
	for (size_t i = 0; i < how->table_count; i++) {
		if (!jy_sql_is_parquet(how->table[i].table))
			continue;
		if (jb_text_is(how->table[i].table, "parquet:")) {
			jy_command_misused(command,
					   "--table: expected %.*s=parquet:PATH, found no path",
					   JB_ARG(how->table[i].source));
			return false;
		}
		if (!how->dialect->parquet) {
			jy_command_misused(command,
					   "--table: %s reads no Parquet by itself; name a table "
					   "of those files, or use another engine",
					   how->dialect->title);
			return false;
		}
	}
	return true;
}

bool jy_queries_make(struct jy_command *command, const struct jy_dialect *dialect,
		     enum jy_format format, const struct jrt_queries **queries, int *status)
{
	struct jy_sql_how how = {.dialect = dialect, .raw = jy_args_has(&command->args, "raw")};
	struct jy_sql_refusals refusals = {0};
	struct jrt_input input = {0};

	*status = JY_EXIT_USAGE;
	if (!jy_data_covers(command, &input) ||
	    !read_tables(command, "table", &how.table, &how.table_count) ||
	    !read_tables(command, "order", &how.order, &how.order_count) ||
	    !read_columns(command, &how) || !read_schemas(command, &how) ||
	    !reads_tables(command, &how))
		return false;
	how.cover = input.cover;
	how.cover_count = input.cover_count;
	how.plan = jy_described_plan(command->session);
	*queries = jy_sql(command->arena, command->plan, &how, &refusals);
	if (*queries)
		return true;
	jy_refused_say(command, &refusals, dialect, format);
	*status = JY_EXIT_FINDINGS;
	return false;
}
