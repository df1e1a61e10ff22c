/*
 * What eval is once there is a plan: its options, measuring, judging, the report.
 */
#ifndef RUN_EVAL_H
#define RUN_EVAL_H

#include "run/recording.h"
#include "run/settle.h"

/* clang-format off: rows of a table */
#define JY_OPTION_EVIDENCE                                                                     \
	{                                                                                      \
		"evidence", 0, "FILE",                                                         \
			"write one record of all that the verdicts rest on: docs/evidence.md", \
			NULL, false                                                            \
	}
#define JY_OPTION_RULE                                                                            \
	{                                                                                         \
		"rule", 0, "NAME=LEVEL",                                                          \
			"level of a rule, a family or all: off, info, warning, error", NULL, true \
	}
#define JY_OPTION_AS_OF                                                                            \
	{                                                                                          \
		"as-of", 0, "DATE", "the day on which dates are judged, such as 2026-11-30", NULL, \
			false                                                                      \
	}
#define JY_OPTIONS_EVAL                                                               \
	JY_OPTIONS_DATA, JY_OPTIONS_REPORT, JY_OPTION_CHARGES, JY_OPTION_EVIDENCE,    \
		JY_OPTION_LEDGER, JY_OPTION_FAIL_ON, JY_OPTION_RULE, JY_OPTION_AS_OF, \
		JY_OPTION_COLOUR
/* clang-format on */

/* Measures what the line names by the command's plan and reports it, with verdicts or without;
 * gives the exit status. The line's reports have been looked at (jy_report_check). */
int jy_eval(struct jy_command *command, bool verdicts);

#endif
