/*
 * How the counting is carried out: threads, vector instructions, bytes a read. No report, no row of
 * --rejects and no exit status depends on any of it; the options exist to measure, to leave
 * processors to others, and to hold the fast ways against the plain one.
 */
#ifndef RUN_WAYS_H
#define RUN_WAYS_H

#include "run/command.h"
#include "journey/runtime.h"

/* More threads than this are asked for by mistake. */
#define JY_THREADS_MAX 256
/* Larger blocks make nothing faster. */
#define JY_READ_BLOCK_MAX (64 * 1024 * 1024)

/* clang-format off: rows of a table */
#define JY_OPTIONS_WAYS                                                                           \
	{"threads", 0, "N", "how many processors count (default: all there are)", NULL, false},   \
		{"plain",                                                                         \
		 0,                                                                               \
		 NULL,                                                                            \
		 "count row by row, in one thread, without vectors: slower, the same results",    \
		 NULL,                                                                            \
		 false},                                                                          \
		{"simd",                                                                          \
		 0,                                                                               \
		 "SET",                                                                           \
		 "vector instructions that may be used (default auto: what the processor has)",   \
		 "auto|portable|neon|avx2|avx512",                                                \
		 false},                                                                          \
		{"memory", 0,                                                                     \
		 "SIZE",   "how much memory counting may take, such as 2GB; more goes to a file", \
		 NULL,	   false},                                                                \
	{                                                                                         \
		"read-block", 0, "BYTES", "how much is read at a time", NULL, false               \
	}
/* clang-format on */

/* What the options say, into the input; false (reported) where it cannot be. */
bool jy_ways(struct jy_command *command, struct jrt_input *input);

#endif
