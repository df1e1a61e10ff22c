/*
 * Which files a folder holds, for commands that take folders.
 */
#ifndef SOURCE_FOLDER_H
#define SOURCE_FOLDER_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/text.h"
#include "base/vec.h"

struct jy_paths {
	JB_VEC(struct jb_text) list;
};

bool jy_folder_is(struct jb_arena *arena, struct jb_text path);
/* Appends the regular files below the folder whose names end with `ending`, as "FOLDER/…", ordered
 * by the bytes of their paths. Links are not followed; what begins with a dot is left out. False
 * where a folder cannot be read: then `why` says which. */
bool jy_folder_files(struct jb_arena *arena, struct jb_text folder, struct jb_text ending,
		     struct jy_paths *out, struct jb_text *why);

#endif
