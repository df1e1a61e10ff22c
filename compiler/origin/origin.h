/*
 * A plan that a session has compiled: what the rules of data say of it, its digest, and records of
 * evidence. The session is one of `journey`, or one out of the texts that a program carries.
 */
#ifndef ORIGIN_ORIGIN_H
#define ORIGIN_ORIGIN_H

#include "driver/session.h"
#include "journey/validator.h"
#include "run/eval.h"

extern const struct jy_origin jy_origin_session;

/* Of struct jy_origin. */
int jy_remarks(struct jy_command *command, const struct jrt_measured *measured,
	       struct jrt_judged *judged);
/* Writes the record that --evidence names, of a session that is loaded and what is judged with it:
 * what was measured now and what a ledger has; nothing where it names none. */
int jy_evidence_write(struct jy_command *command, const struct jy_recording *recording);

/* The path that a text had when the program was built. */
struct jb_text jy_built_path(const struct jy_validator *validator, struct jb_text name);

#endif
