/*
 * What asking an engine and reading its answers from files share.
 */
#ifndef CLI_ANSWERS_H
#define CLI_ANSWERS_H

#include "cli/command.h"
#include "engine/answer.h"

/* What --covers and --rows say; false (reported) where it cannot be. */
bool jy_answers_with(struct jy_command *command, struct jrt_answers_with *with);
/* From answers to the report; gives the exit status. */
int jy_answers_report(struct jy_command *command, struct jrt_answers *answers,
		      const struct jrt_answers_with *with, bool verdicts);

#endif
