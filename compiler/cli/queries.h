/*
 * What commands that have queries share: where tables are, and what is refused.
 */
#ifndef CLI_QUERIES_H
#define CLI_QUERIES_H

#include "cli/command.h"
#include "source/sink.h"
#include "sql/sql.h"

/* clang-format off: rows of a table */
#define JY_OPTION_SCHEMA                                                                      \
	{                                                                                     \
		"schema", 0, "SOURCE=SCHEMA", "which of the schemas of SOURCE the table has", \
			NULL, true                                                            \
	}
#define JY_OPTIONS_TABLES                                                                          \
	{"table",                                                                                  \
	 't',                                                                                      \
	 "SOURCE=TABLE",                                                                           \
	 "where the rows of SOURCE are (default: a table of its name); points part schema and "    \
	 "table; parquet:PATH is a file, a pattern or a folder of Parquet",                        \
	 NULL,                                                                                     \
	 true},                                                                                    \
		{"raw",                                                                            \
		 0,                                                                                \
		 NULL,                                                                             \
		 "all columns are texts, as in a file: journey's own reading of them becomes "     \
		 "SQL, and "                                                                       \
		 "rows that cannot be read are counted by their reasons",                          \
		 NULL,                                                                             \
		 false},                                                                           \
		{"column",                                                                         \
		 0,                                                                                \
		 "SOURCE.COLUMN=NAME",                                                             \
		 "what the table calls a column of SOURCE, where that is not its header in files", \
		 NULL,                                                                             \
		 true},                                                                            \
		JY_OPTION_SCHEMA,                                                                  \
	{                                                                                          \
		"order", 0, "SOURCE=COLUMN",                                                       \
			"the order of rows: of one instant, where look-ahead asks, of all for "    \
			"`stop`",                                                                  \
			NULL, true                                                                 \
	}
/* clang-format on */

/* The queries of the command's plan, as its options say; false (reported) where an option is wrong
 * or something cannot be counted by the engine, which is told in `format`. */
bool jy_queries_make(struct jy_command *command, const struct jy_dialect *dialect,
		     enum jy_format format, const struct jrt_queries **queries, int *status);

/* For what answers mean it does not matter where rows and columns are, nor what tells their order:
 * all of it is said somehow, so that nothing is refused for the lack of it. False (reported): an
 * option is wrong. */
bool jy_queries_any(struct jy_command *command, struct jy_sql_how *how);

#endif
