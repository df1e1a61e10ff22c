/*
 * How loud rules are, from the command line: --rule NAME=LEVEL as often as wanted, --as-of DATE.
 */
#ifndef ORIGIN_RULES_OPTIONS_H
#define ORIGIN_RULES_OPTIONS_H

#include "run/command.h"
#include "lint/lint.h"
#include "run/eval.h"

/* JY_EXIT_USAGE (reported) for a rule, a level or a date that there is not. */
int jy_rules_options(struct jy_command *command, struct jy_lint_options *options);
/* The day alone, for commands that ask no rules. */
int jy_as_of_option(struct jy_command *command, struct jy_lint_options *options);

#endif
