/*
 * What a record of evidence (journey/evidence.h) holds of a program, taken from its session; and a
 * session made of that again.
 */
#ifndef DRIVER_DESCRIBED_H
#define DRIVER_DESCRIBED_H

#include "driver/session.h"
#include "journey/evidence.h"

/* The digest of the plan as `journey dump --plan` shows it. */
struct jb_digest jy_described_plan(struct jy_session *session);
/* Words for every metric of the plan, and the reliefs that are applied. In the session's arena. */
void jy_described(struct jy_session *session, struct jrt_evidence_program *program);
/* The texts of a loaded session, under the names that jy_session_record gave them. */
void jy_described_texts(const struct jy_session *session, const struct jy_recorded *recorded,
			struct jb_arena *arena, struct jrt_evidence_program *program);
/* Loads and lowers the program of a record into a new session; mistakes are in its `diags`, and the
 * answer is then false. */
bool jy_described_compile(struct jy_session *session, const struct jrt_evidence_program *program);

#endif
