/*
 * A file that is given twice for one source would count twice: a slip of a glob and a name.
 */
#ifndef RUN_TWICE_H
#define RUN_TWICE_H

#include "base/arena.h"
#include "journey/runtime.h"

/* Two data files of one source are one regular file, by whatever names: *first and *again are their
 * indices, and *again is the smallest there is. False: there is no such pair. */
bool jy_given_twice(struct jb_arena *arena, const struct jrt_input *input, size_t *first,
		    size_t *again);

#endif
