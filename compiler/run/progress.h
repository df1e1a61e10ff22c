/*
 * A line on the terminal while data are measured: rows, bytes, share, rate, time left. It appears
 * after a second, is rewritten a few times a second and is taken away at the end; what a program
 * prints is the same with it and without. Standard error must be a terminal that can clear a line;
 * --progress never, NO_PROGRESS or CI in the environment and TERM=dumb keep it away.
 */
#ifndef RUN_PROGRESS_H
#define RUN_PROGRESS_H

#include "journey/runtime.h"
#include "run/options.h"

/* clang-format off: a row of a table */
#define JY_OPTION_PROGRESS                                                                       \
	{                                                                                        \
		"progress", 0, "WHEN",                                                           \
			"a line on the terminal while data are read for over a second (default " \
			"auto)",                                                                 \
			"auto|never", false                                                      \
	}
/* clang-format on */

#define JY_PROGRESS_BYTES 128 /* of a line, with its NUL */

struct jy_progress {
	uint64_t began, shown; /* microseconds of a clock that only goes on */
	bool stands;	       /* a line is on the terminal */
};

/* Whether somebody can see a line that is rewritten, and wants to. */
bool jy_progress_is_seen(const struct jy_args *args);
/* Lets the input's call show the line, where somebody can see it. */
void jy_progress_begin(struct jy_progress *progress, const struct jy_args *args,
		       struct jrt_input *input);
void jy_progress_end(struct jy_progress *progress);

/* The line itself, in at most `width` columns of ASCII: what matters least is left out first. */
void jy_progress_line(const struct jrt_progress_at *at, uint64_t microseconds, unsigned width,
		      char line[JY_PROGRESS_BYTES]);

#endif
