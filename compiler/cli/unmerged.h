/*
 * States that do not add up, as findings.
 */
#ifndef CLI_UNMERGED_H
#define CLI_UNMERGED_H

#include "cli/command.h"
#include "merge/merge.h"

/* Says it on standard error, in the format that the line asks for: each refusal where its statement
 * stands, or of a file of states. The status to end with. */
int jy_unmerged_say(struct jy_command *command, const struct jrt_merge_refusals *refusals);
/* The same of a sum that has another number of shards than it should. */
int jy_unmerged_number(struct jy_command *command, size_t count, uint32_t wanted);

#endif
