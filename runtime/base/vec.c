/*
 * The growth behind jb_push. Room doubles, so that n pushes copy at most 2n items; it knows nothing
 * of what the items are.
 */
#include "base/vec.h"

#include <stdint.h>
#include <string.h>

/* Room for so many bytes at first, and for no fewer and no more items: most lists stay short. */
#define VEC_BYTES_FIRST 256
#define VEC_ROOM_LEAST 2
#define VEC_ROOM_FIRST 8

static size_t first_room(size_t size)
{
	size_t room = VEC_BYTES_FIRST / size;

	if (room < VEC_ROOM_LEAST)
		return VEC_ROOM_LEAST;
	return room < VEC_ROOM_FIRST ? room : VEC_ROOM_FIRST;
}

void *jb_vec_grow(struct jb_arena *arena, void *items, size_t count, size_t *room, size_t size)
{
	if (count == *room) {
		size_t wanted = first_room(size), bytes;

		if ((*room && __builtin_mul_overflow(*room, 2, &wanted)) ||
		    __builtin_mul_overflow(wanted, size, &bytes))
			jb_arena_fail(arena);
		items = jb_realloc(arena, items, *room * size, bytes);
		*room = wanted;
	}
	memset((char *)items + count * size, 0, size);
	return items;
}
