/*
 * Rejected rows as a CSV file for whoever sent them.
 */
#ifndef RUN_REJECTS_H
#define RUN_REJECTS_H

#include "base/buf.h"
#include "journey/runtime.h"

struct jy_rejects {
	const struct jrt_plan *plan;
	const struct jrt_input *input;
	struct jb_buf text;
};

void jy_rejects_open(struct jy_rejects *rejects, const struct jrt_plan *plan,
		     const struct jrt_input *input, struct jb_arena *arena);
/* A jrt_reject_sink; `user` is the struct jy_rejects. */
enum jb_status jy_rejects_take(void *user, const struct jrt_reject *reject);

#endif
