/*
 * The difference of two texts in the unified format, as `patch` reads it.
 */
#ifndef FMT_UNIFIED_H
#define FMT_UNIFIED_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/text.h"

/* Lines shown before and behind a change. */
#define JY_UNIFIED_CONTEXT 3
/* Two stretches of lines are compared up to so many differences; beyond, the nearest match found so
 * far is taken, so that texts with nothing in common take time in proportion to their length. */
#define JY_UNIFIED_EFFORT 256

/* Appends the difference, under `name`; nothing where the texts are the same. */
void jy_unified_diff(struct jb_buf *out, struct jb_arena *arena, struct jb_text name,
		     struct jb_text before, struct jb_text after);

#endif
