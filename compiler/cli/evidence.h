/*
 * What `journey judge RECORD` makes of a record of evidence.
 */
#ifndef CLI_EVIDENCE_H
#define CLI_EVIDENCE_H

#include "run/command.h"

/* Compiles the program out of a record, judges its states again, compares, and writes the report.
 * `journey` is the path of a program that must be the one in it; empty: none. */
int jy_evidence_judge(struct jy_command *command, struct jb_text path, struct jb_text record,
		      struct jb_text journey);

#endif
