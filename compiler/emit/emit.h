/*
 * A plan as C: its data, its straight-line programs as functions, and a main that hands both to
 * the runtime. The text is made to be read: a function a metric, its formula above it, names out
 * of the journey file. Whatever stands in the file, nothing of it can become code: see
 * emit/writer.h.
 */
#ifndef EMIT_EMIT_H
#define EMIT_EMIT_H

#include "base/buf.h"
#include "base/hash.h"
#include "journey/evidence.h"

/* What is emitted. */
struct jy_emitted {
	const struct jrt_plan *plan;
	struct jb_text file;		      /* the journey file, for the opening words */
	struct jb_digest plan_digest;	      /* of the plan as text */
	const struct jb_text *zone_bytes;     /* by zone of jy_emit_zones: its TZif file */
	const struct jrt_evidence_text *text; /* the program, its main file first */
	size_t text_count;
};

/* The zones that a program with this plan asks for, each once: UTC is not among them. */
const struct jb_text *jy_emit_zones(const struct jrt_plan *plan, struct jb_arena *arena,
				    size_t *count);

/* So begins a line of the opening comment, the first of the file. */
#define JY_EMIT_SIGN " * Written by journey "

/* The whole C file. */
void jy_emit(const struct jy_emitted *emitted, struct jb_arena *arena, struct jb_buf *out);

#endif
