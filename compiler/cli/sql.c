/*
 * journey sql: the measuring half of a file as statements for an engine. They are printed, nothing
 * is run; what an engine cannot count exactly is refused, and then nothing is printed.
 */
#include <unistd.h>

#include "cli/command.h"
#include "driver/described.h"
#include "sql/sql.h"

static const struct jy_option options[] = {
	{"engine", 'e', "NAME", "sqlite, duckdb, postgres, clickhouse, spark or trino", NULL,
	 false},
	{"table", 't', "SOURCE=TABLE",
	 "where the rows of SOURCE are (default: a table of its name); points part schema and "
	 "table",
	 NULL, true},
	{"raw", 0, NULL,
	 "all columns are texts, as in a file: journey's own reading of them becomes SQL, and rows "
	 "that cannot be read are counted by their reasons",
	 NULL, false},
	{"order", 0, "SOURCE=COLUMN",
	 "the order of rows of one instant, where a look-ahead window asks for it", NULL, true},
	{"output", 'o', "FILE", "write there (default: standard output)", NULL, false},
	JY_OPTION_COLOUR,
	JY_OPTION_ROOT,
};

static int unknown_engine(struct jy_command *command, struct jb_text name, struct jb_text near)
{
	if (!name.size)
		return jy_command_misused(command,
					  "--engine says for which engine: sqlite, duckdb, "
					  "postgres, clickhouse, spark or trino");
	if (near.size)
		return jy_command_misused(command,
					  "--engine: there is no engine %.*s; did you mean %.*s?",
					  JB_ARG(name), JB_ARG(near));
	return jy_command_misused(command,
				  "--engine: there is no engine %.*s; there are sqlite, duckdb, "
				  "postgres, clickhouse, spark and trino",
				  JB_ARG(name));
}

static bool is_source(const struct jrt_plan *plan, struct jb_text name)
{
	for (size_t s = 0; s < plan->source_count; s++)
		if (jb_text_equal(plan->source[s].name, name))
			return true;
	return false;
}

static struct jb_text nearest_source(struct jy_command *command, struct jb_text name)
{
	const struct jrt_plan *plan = command->plan;
	struct jb_text *names = JB_NEW_ARRAY(command->arena, struct jb_text, plan->source_count);
	int near;

	for (size_t s = 0; s < plan->source_count; s++)
		names[s] = plan->source[s].name;
	near = jb_text_nearest(name, names, plan->source_count);
	return near < 0 ? JB_TEXT("") : names[near];
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
	struct jb_text near;

	while (at < given.size && given.at[at] != '=')
		at++;
	*table = (struct jy_sql_table){jb_text_slice(given, 0, at),
				       jb_text_slice(given, at + 1, given.size)};
	if (at >= given.size || !table->source.size || !table->table.size || holds_nul(given)) {
		jy_command_misused(command, "--%s: expected SOURCE=NAME, found %.*s", option,
				   JB_ARG(given));
		return false;
	}
	if (is_source(command->plan, table->source))
		return true;
	near = nearest_source(command, table->source);
	if (near.size)
		jy_command_misused(command, "--%s: there is no source %.*s; did you mean %.*s?",
				   option, JB_ARG(table->source), JB_ARG(near));
	else
		jy_command_misused(command, "--%s: there is no source %.*s", option,
				   JB_ARG(table->source));
	return false;
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

static int say_refusals(struct jy_command *command, const struct jy_sql_refusals *refusals,
			const struct jy_dialect *dialect)
{
	struct jb_buf out;

	jb_buf_init(&out, command->arena);
	for (size_t i = 0; i < refusals->list.count; i++) {
		const struct jy_sql_refusal *refusal = &refusals->list.at[i];

		if (refusal->place.line)
			jb_buf_printf(&out, "%.*s:%u: ", JB_ARG(refusal->place.file),
				      (unsigned)refusal->place.line);
		jb_buf_printf(&out, "refused: %.*s: %.*s\n", JB_ARG(refusal->what),
			      JB_ARG(refusal->why));
		jb_buf_printf(&out, "  instead: %.*s\n", JB_ARG(refusal->instead));
	}
	jb_buf_printf(&out, "%zu refused for %s; no statement is written\n", refusals->list.count,
		      dialect->title);
	jy_command_print(STDERR_FILENO, jb_buf_text(&out));
	return JY_EXIT_FINDINGS;
}

static void write_queries(const struct jrt_queries *queries, struct jb_buf *out)
{
	for (size_t i = 0; i < queries->count; i++) {
		const struct jrt_query *query = &queries->query[i];

		jb_buf_printf(out, "%s-- %.*s\n%.*s;\n", i ? "\n" : "", JB_ARG(query->name),
			      JB_ARG(query->text));
	}
}

static int work(struct jy_command *command)
{
	struct jb_text name = jy_args_value(&command->args, "engine", ""), near;
	struct jy_sql_how how = {.dialect = jy_dialect_find(name, &near),
				 .raw = jy_args_has(&command->args, "raw")};
	struct jy_sql_refusals refusals = {0};
	const struct jrt_queries *queries;
	struct jb_buf out;
	int status;

	if (!how.dialect)
		return unknown_engine(command, name, near);
	if (!jy_data_plan(command, &status))
		return status;
	if (!read_tables(command, "table", &how.table, &how.table_count) ||
	    !read_tables(command, "order", &how.order, &how.order_count))
		return JY_EXIT_USAGE;
	how.plan = jy_described_plan(command->session);
	queries = jy_sql(command->arena, command->plan, &how, &refusals);
	if (!queries)
		return say_refusals(command, &refusals, how.dialect);
	jb_buf_init(&out, command->arena);
	write_queries(queries, &out);
	return jy_command_write(command, jy_args_value(&command->args, "output", "-"),
				jb_buf_text(&out));
}

int jy_command_sql(int argc, char *const *argv)
{
	static const struct jy_command_kind kind = {
		.name = "sql",
		.usage = "--engine NAME [OPTION]... FILE",
		.about = "Writes what FILE measures as SQL for the engine that has the data: a "
			 "statement "
			 "or two for each source and way of cutting time. They select, count and "
			 "add "
			 "whole numbers, and look at each row once; judging stays here. What the "
			 "engine "
			 "cannot count exactly is refused with the reason.",
		.option = options,
		.option_count = sizeof options / sizeof *options,
		.work = work,
	};

	return jy_command_run(&kind, argc, argv);
}
