/*
 * What an engine says of what went wrong, made fit for a sentence of ours, and what to do about it.
 * Engines speak as they like, and some repeat what they were told: a password is taken out,
 * wherever it stands.
 */
#ifndef ENGINE_SAID_H
#define ENGINE_SAID_H

#include "base/buf.h"
#include "base/text.h"

/* Adds the words on one line, of bounded length, with nothing that speaks to a terminal; in the
 * place of `secret` and of what follows "password=" or "pwd=" stand three asterisks. */
void jrt_said_add(struct jb_buf *buf, struct jb_text said, struct jb_text secret);

/* What to do, without a full stop; NULL: nothing is known. `state` is the SQLSTATE that came with
 * the words (ISO/IEC 9075-2, and the classes that PostgreSQL and ODBC add), or NULL: then the words
 * alone tell. */
const char *jrt_said_advice(const char *state, const char *said);

#endif
