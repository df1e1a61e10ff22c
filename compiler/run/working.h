/*
 * A line on the terminal while a command works on something that tells no share, as drawing:
 * what it is at and for how long. It appears after a second, follows the rules of run/progress.h
 * and is taken away at the end. A thread of its own keeps it, so the work need not come by.
 */
#ifndef RUN_WORKING_H
#define RUN_WORKING_H

#include "run/options.h"

struct jy_working;

/* NULL where nobody would see it; the other calls take NULL for that. Where a lack of memory jumps
 * over jy_working_end the line stays until the process ends, and nothing worse comes of it. */
struct jy_working *jy_working_begin(const struct jy_args *args);
/* What it is at now, in ASCII, of some 80 columns: "drawing picture 3 of 12". */
void jy_working_at(struct jy_working *working, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void jy_working_end(struct jy_working *working);

#endif
