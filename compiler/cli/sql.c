/*
 * journey sql: the measuring half of a file as statements for an engine. They are printed, nothing
 * is run; what an engine cannot count exactly is refused, and then nothing is printed.
 */
#include <string.h>

#include "cli/command.h"
#include "cli/queries.h"

static const struct jy_option options[] = {
	{"engine", 'e', "NAME", "sqlite, duckdb, postgres, clickhouse, spark or trino", NULL,
	 false},
	JY_OPTIONS_TABLES,
	{"covers", 0, "NAME=FROM..TO",
	 "the days a source's rows stand for, both in, where look-ahead or ages of cases ask", NULL,
	 true},
	{"format", 0, "FORMAT", "how what is refused is told (default text)", JY_FORMAT_NAMES,
	 false},
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
	if (memchr(name.at, ':', name.size))
		return jy_command_misused(command,
					  "--engine: statements are written for an engine by its "
					  "name, such as --engine sqlite; `journey eval FILE "
					  "--engine URL` asks one");
	if (near.size)
		return jy_command_misused(command,
					  "--engine: there is no engine %.*s; did you mean %.*s?",
					  JB_ARG(name), JB_ARG(near));
	return jy_command_misused(command,
				  "--engine: there is no engine %.*s; there are sqlite, duckdb, "
				  "postgres, clickhouse, spark and trino",
				  JB_ARG(name));
}

static void write_queries(const struct jrt_queries *queries, struct jb_buf *out)
{
	for (size_t i = 0; i < queries->count; i++) {
		const struct jrt_query *query = &queries->query[i];

		if (query->together)
			continue;
		jb_buf_printf(out, "%s-- %.*s\n%.*s;\n", i ? "\n" : "", JB_ARG(query->name),
			      JB_ARG(query->text));
	}
}

static int work(struct jy_command *command)
{
	struct jb_text name = jy_args_value(&command->args, "engine", ""), near;
	struct jb_text format = jy_args_value(&command->args, "format", "text");
	const struct jy_dialect *dialect = jy_dialect_find(name, &near);
	const struct jrt_queries *queries;
	struct jb_buf out;
	int status;

	if (!dialect)
		return unknown_engine(command, name, near);
	if (!jy_data_plan(command, &status) ||
	    !jy_queries_make(command, dialect, jy_format_of(format), &queries, &status))
		return status;
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
