/*
 * The growth behind jb_push. Room doubles, so that n pushes copy at most 2n items; it knows nothing
 * of what the items are.
 */
#include "base/vec.h"

#include <stdint.h>
#include <string.h>

#define VEC_ROOM_FIRST 8

void *jb_vec_grow(struct jb_arena *arena, void *items, size_t count, size_t *room, size_t size)
{
	if (count == *room) {
		size_t wanted = *room ? *room : VEC_ROOM_FIRST / 2;
		size_t bytes;

		if (__builtin_mul_overflow(wanted, 2, &wanted) ||
		    __builtin_mul_overflow(wanted, size, &bytes))
			jb_arena_fail(arena);
		items = jb_realloc(arena, items, *room * size, bytes);
		*room = wanted;
	}
	memset((char *)items + count * size, 0, size);
	return items;
}
