/*
 * Counters by value: see dense.h.
 */
#include "measure/dense.h"

#include <string.h>

#define ROOM_FIRST ((size_t)256)
#define ROOM_FREE ((size_t)1024)    /* counters that need no rows */
#define ROOM_MOST ((size_t)1 << 18) /* of one histogram */
#define ROOM_A_ROW 8		    /* counters that a row is worth */

struct jrt_unit jrt_unit_of(int64_t size)
{
	struct jrt_unit unit = {.inverse = 1, .size = size};
	uint64_t odd = (uint64_t)size;

	while (odd % 2 == 0) {
		odd /= 2;
		unit.twos++;
	}
	/* Newton's iteration doubles the bits that are right; three are from the start. */
	unit.inverse = odd;
	for (unsigned i = 0; i < 5; i++)
		unit.inverse *= 2 - odd * unit.inverse;
	return unit;
}

int64_t jrt_unit_for(const int64_t *value, const uint64_t *bits, uint32_t rows)
{
	int64_t size = 1000000;

	for (uint32_t row = 0; row < rows; row++)
		while (bits[row / 64] >> row % 64 & 1 && value[row] % size != 0)
			size /= 10;
	return size;
}

bool jrt_dense_reach(struct jrt_dense *dense, struct jb_arena *arena, uint64_t quotient,
		     uint64_t rows)
{
	size_t room = dense->room ? dense->room : ROOM_FIRST;

	if (quotient < dense->room)
		return true;
	if (quotient >= ROOM_MOST || quotient >= ROOM_FREE + ROOM_A_ROW * rows)
		return false;
	while (room <= quotient)
		room *= 2;
	dense->count = jb_realloc(arena, dense->count, dense->room * sizeof *dense->count,
				  room * sizeof *dense->count);
	memset(dense->count + dense->room, 0, (room - dense->room) * sizeof *dense->count);
	dense->room = room;
	return true;
}

void jrt_dense_pour(const struct jrt_dense *dense, const struct jrt_unit *unit,
		    struct jrt_histogram *into, struct jb_arena *arena)
{
	size_t count = 0, most = 0;
	struct jrt_value_count *fresh, *joined;

	for (size_t q = 0; q < dense->room; q++)
		most += dense->count[q] != 0;
	if (most == 0)
		return;
	/* One more, for each is written before it is known whether it stays. */
	fresh = jb_realloc(arena, NULL, 0, (most + 1) * sizeof *fresh);
	for (size_t q = 0; q < dense->room; q++) {
		fresh[count] = (struct jrt_value_count){(int64_t)q * unit->size, dense->count[q]};
		count += dense->count[q] != 0;
	}
	joined = fresh;
	if (into->count) {
		const size_t room = count + into->count;

		joined = jb_realloc(arena, NULL, 0, room * sizeof *joined);
		count = jrt_histogram_join(joined, into->value, into->count, fresh, count);
		joined = jb_realloc(arena, joined, room * sizeof *joined, count * sizeof *joined);
		jb_give_back(arena, fresh, (most + 1) * sizeof *fresh);
	}
	into->value = joined;
	into->count = count;
	into->room = joined == fresh ? most + 1 : count;
}

bool jrt_dense_merge(struct jrt_dense *into, const struct jrt_dense *from, struct jb_arena *arena)
{
	for (size_t q = 0; q < from->room && q < into->room; q++)
		if (from->count[q] > UINT32_MAX - into->count[q])
			return false;
	if (from->room > into->room) {
		into->count = jb_realloc(arena, into->count, into->room * sizeof *into->count,
					 from->room * sizeof *into->count);
		memset(into->count + into->room, 0,
		       (from->room - into->room) * sizeof *into->count);
		into->room = from->room;
	}
	for (size_t q = 0; q < from->room; q++)
		into->count[q] += from->count[q];
	return true;
}
