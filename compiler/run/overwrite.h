/*
 * What a command writes must not be what it reads: a slip on the line would replace a partner's
 * data or the journey file itself.
 */
#ifndef RUN_OVERWRITE_H
#define RUN_OVERWRITE_H

#include "run/options.h"

/* Of the files that options write, the first that is also a file which the line names to be read,
 * by whatever name; empty where there is none. */
struct jb_text jy_overwritten(const struct jy_args *args, struct jb_arena *arena);

/* Whether both are names of one regular file that is there. */
bool jy_is_same_file(struct jb_arena *arena, struct jb_text one, struct jb_text other);

#endif
