/*
 * How loud rules are, from the command line: --rule NAME=LEVEL as often as wanted, --as-of DATE.
 */
#ifndef CLI_RULES_OPTIONS_H
#define CLI_RULES_OPTIONS_H

#include "cli/command.h"
#include "lint/lint.h"

/* clang-format off */
#define JY_OPTION_RULE                                                                             \
	{                                                                                          \
		"rule", 0, "NAME=LEVEL",                                                           \
			"level of a rule, a family or all: off, info, warning, error", NULL, true  \
	}
#define JY_OPTION_AS_OF                                                                            \
	{                                                                                          \
		"as-of", 0, "DATE", "the day on which dates are judged, such as 2026-11-30", NULL, \
			false                                                                      \
	}
/* clang-format on */

/* JY_EXIT_USAGE (reported) for a rule, a level or a date that there is not. */
int jy_rules_options(struct jy_command *command, struct jy_lint_options *options);
/* The day alone, for commands that ask no rules. */
int jy_as_of_option(struct jy_command *command, struct jy_lint_options *options);

#endif
