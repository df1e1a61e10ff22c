/*
 * The forms of `journey audit`, one a file.
 */
#ifndef CLI_AUDIT_H
#define CLI_AUDIT_H

#include "cli/command.h"

/* Two records of evidence, which the line names: in what do they differ? */
int jy_audit_records(struct jy_command *command);
/* What a report says beside what its rows give. */
int jy_audit_reported(struct jy_command *command);

#endif
