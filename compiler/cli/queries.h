/*
 * What commands that have queries share: where tables are, and what is refused.
 */
#ifndef CLI_QUERIES_H
#define CLI_QUERIES_H

#include "cli/command.h"
#include "sql/sql.h"

/* clang-format off: rows of a table */
#define JY_OPTIONS_TABLES                                                                          \
	{"table",                                                                                  \
	 't',                                                                                      \
	 "SOURCE=TABLE",                                                                           \
	 "where the rows of SOURCE are (default: a table of its name); points part schema and "    \
	 "table",                                                                                  \
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
	{                                                                                          \
		"order", 0, "SOURCE=COLUMN",                                                       \
			"the order of rows of one instant, where a look-ahead window asks for it", \
			NULL, true                                                                 \
	}
/* clang-format on */

/* The queries of the command's plan, as its options say; false (reported) where an option is wrong
 * or something cannot be counted by the engine. */
bool jy_queries_make(struct jy_command *command, const struct jy_dialect *dialect,
		     const struct jrt_queries **queries, int *status);

#endif
