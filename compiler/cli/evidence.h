/*
 * Records of evidence on the command line: what a run leaves with `--evidence FILE`, and what
 * `journey judge RECORD` makes of one.
 */
#ifndef CLI_EVIDENCE_H
#define CLI_EVIDENCE_H

#include "run/data.h"
#include "run/eval.h"
#include "journey/evidence.h"

/* Writes the record that --evidence names, of a session that is planned and what is judged with it:
 * what was measured now and what a ledger has; nothing where it names none. JY_EXIT_OK, or the
 * status to end with (reported). */
int jy_evidence_write(struct jy_command *command, const struct jy_recording *recording);
/* Compiles the program out of a record, judges its states again, compares, and writes the report.
 * `journey` is the path of a program that must be the one in it; empty: none. */
int jy_evidence_judge(struct jy_command *command, struct jb_text path, struct jb_text record,
		      struct jb_text journey);

#endif
