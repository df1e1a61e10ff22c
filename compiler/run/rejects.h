/*
 * Rejected rows as a CSV file for whoever sent them. They are written as they are found, so that
 * a file of nothing else costs no memory; the file appears when all of them are in it.
 */
#ifndef RUN_REJECTS_H
#define RUN_REJECTS_H

#include "base/buf.h"
#include "base/io.h"
#include "journey/runtime.h"

/* `plan`, `input` and `arena` are the caller's to set. */
struct jy_rejects {
	const struct jrt_plan *plan;
	const struct jrt_input *input;
	struct jb_arena *arena;
	struct jb_output file;
	struct jb_buf text; /* not written yet */
};

/* JB_CANNOT_WRITE with a sentence; else one of the two ends is due. */
enum jb_status jy_rejects_open(struct jy_rejects *rejects, struct jb_text path,
			       struct jb_text *why);
/* A jrt_reject_sink; `user` is the struct jy_rejects. */
enum jb_status jy_rejects_take(void *user, const struct jrt_reject *reject);
/* Also after JB_CANNOT_WRITE of the above: says what could not be written. */
enum jb_status jy_rejects_finish(struct jy_rejects *rejects, struct jb_text *why);
/* Nothing was written. */
void jy_rejects_drop(struct jy_rejects *rejects);

#endif
