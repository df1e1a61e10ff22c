/*
 * Figures that somebody else's engine counted: asked from here (`--engine URL`), or handed in as
 * files (`--answers PATH`). From the states on everything is as with rows that were read here.
 */
#ifndef CLI_ENGINE_H
#define CLI_ENGINE_H

#include "cli/queries.h"

/* clang-format off: rows of a table */
#define JY_OPTION_ROWS                                                                         \
	{                                                                                      \
		"rows", 0, "NAME=N",                                                           \
			"the rows that the table of a source has: where others are seen, the " \
			"source is not measured",                                              \
			NULL, true                                                             \
	}
#define JY_OPTIONS_ENGINE                                                                       \
	{"engine",                                                                              \
	 'e',                                                                                   \
	 "URL",                                                                                 \
	 "count in an engine instead of reading files: sqlite:PATH, postgres://HOST/DATABASE, " \
	 "duckdb:PATH, odbc:NAME; docs/sql.md",                                                 \
	 NULL,                                                                                  \
	 false},                                                                                \
		{"dialect",                                                                     \
		 0,                                                                             \
		 "NAME",                                                                        \
		 "the SQL that the engine behind odbc: understands (default: as its name has "  \
		 "it)",                                                                         \
		 NULL,                                                                          \
		 false},                                                                        \
		JY_OPTIONS_TABLES,                                                              \
		{"timeout", 0, "SECONDS", "how long the engine may take", NULL, false},         \
		JY_OPTION_ROWS
#define JY_OPTION_ANSWERS                                                                         \
	{                                                                                         \
		"answers", 0, "PATH",                                                             \
			"what an engine answered to the statements of `journey sql`: files with " \
			"the names of "                                                           \
			"the columns in the first line, or folders of such .csv files; may be "   \
			"repeated",                                                               \
			NULL, true                                                                \
	}
#define JY_OPTIONS_ANSWERS                                                                         \
	JY_OPTION_SCHEMA, JY_OPTION_ANSWERS,                                                       \
		{"raw", 0, NULL, "the statements were those of `journey sql --raw`", NULL, false}, \
		{"covers", 0,	"NAME=FROM..TO", "the days a source's rows stand for, both in",    \
		 NULL,	   true},                                                                  \
		JY_OPTION_ROWS
/* clang-format on */

/* False (reported): the line, which names no engine, says something that is said of one, or of its
 * answers. `asks`: the command could ask one. */
bool jy_engine_unasked(struct jy_command *command, bool asks);
/* Asks the engine that --engine names and reports, with verdicts or without; gives the exit
 * status. */
int jy_engine_eval(struct jy_command *command, bool verdicts);
/* The same of what --answers names. */
int jy_engine_answers(struct jy_command *command, bool verdicts);

#endif
