/*
 * What eval, measure and judge share: naming data files on the command line, measuring them, and
 * writing the report.
 */
#ifndef RUN_DATA_H
#define RUN_DATA_H

#include "run/progress.h"
#include "run/report.h"
#include "run/ways.h"
#include "journey/runtime.h"

/* clang-format off: rows of a table */
/* Options of the commands that read data; each table begins with them. */
#define JY_OPTIONS_DATA                                                                           \
	{"data", 'd', "NAME=PATH", "the file of a source, - for standard input; may be repeated", \
	 NULL,	 true},                                                                           \
		{"covers", 0,	"NAME=FROM..TO", "the days a source's files stand for, both in",  \
		 NULL,	   true},                                                                 \
		{"rejects", 0, "FILE", "write rejected rows, all of them, as CSV", NULL, false},  \
		JY_OPTIONS_WAYS, JY_OPTION_PROGRESS

#define JY_OPTIONS_REPORT                                                                       \
	{"format",	    0,                                                                  \
	 "FORMAT",	    "text, a scorecard, is the default; docs/reports.md shows all",     \
	 JY_REPORT_FORMATS, false},                                                             \
		{"output", 'o',	 "FILE", "write the report there instead of standard output",   \
		 NULL,	   false},                                                              \
	{                                                                                       \
		"also", 0, "FORMAT=FILE",                                                       \
			"write another report of the same figures; may be repeated", NULL, true \
	}

#define JY_OPTION_FAIL_ON                                                                          \
	{                                                                                          \
		"fail-on", 0, "WHAT",                                                              \
			"exit status 1 when a criterion is missed, or is neither met nor excused " \
			"(default "                                                                \
			"never)",                                                                  \
			"never|missed|unmet", false                                                \
	}
/* clang-format on */

/* A day written 2026-03-01. */
bool jy_data_day(struct jb_text text, int32_t *day);
/* Whether the plan has a source of that name; false (reported as a mistake in `option`, with the
 * name that is near). */
bool jy_data_source(struct jy_command *command, const char *option, struct jb_text name);
/* What --covers says, into the input; false (reported) where it cannot be. */
bool jy_data_covers(struct jy_command *command, struct jrt_input *input);
/* Measures what --data names against the command's plan. JY_EXIT_OK, or the status to end with
 * (reported). */
int jy_data_measure(struct jy_command *command, struct jrt_measured *measured);
/* The same, and hands every case of a log to `take`. */
int jy_data_measure_cases(struct jy_command *command, jrt_case_sink *take, void *user,
			  struct jrt_measured *measured);
/* Judges and writes the report; `verdicts` false leaves them out. Gives the exit status of the
 * command. */
int jy_data_report(struct jy_command *command, const struct jrt_measured *measured, bool verdicts);

#endif
