/*
 * Builds the table of a zone: changes in order of time, and an index that finds the one in force
 * without a search in the ordinary case. Knows neither files nor rules.
 */
#include "time/zone_table.h"

#include <assert.h>
#include <string.h>

static void reserve(struct jrt_zone_changes *changes)
{
	if (changes->count < changes->room)
		return;
	size_t room = changes->room == 0 ? 64 : changes->room * 2;
	size_t old = changes->room * sizeof(jb_fix);
	changes->from = jb_realloc(changes->arena, changes->from, old, room * sizeof(jb_fix));
	changes->offset = jb_realloc(changes->arena, changes->offset, old, room * sizeof(jb_fix));
	changes->room = room;
}

void jrt_zone_table_begin(struct jrt_zone_changes *changes, struct jb_arena *arena, jb_fix offset)
{
	*changes = (struct jrt_zone_changes){.arena = arena};
	reserve(changes);
	changes->from[0] = INT64_MIN;
	changes->offset[0] = offset;
	changes->count = 1;
}

void jrt_zone_table_add(struct jrt_zone_changes *changes, jb_fix from, jb_fix offset)
{
	size_t at = changes->count;

	from = jrt_civil_clamp(from);
	while (changes->from[at - 1] > from)
		at--;
	if (changes->from[at - 1] == from) {
		changes->offset[at - 1] = offset;
		return;
	}
	reserve(changes);
	size_t behind = (changes->count - at) * sizeof(jb_fix);
	memmove(changes->from + at + 1, changes->from + at, behind);
	memmove(changes->offset + at + 1, changes->offset + at, behind);
	changes->from[at] = from;
	changes->offset[at] = offset;
	changes->count++;
}

static void drop_equal_neighbours(struct jrt_zone_changes *changes)
{
	size_t kept = 1;

	for (size_t i = 1; i < changes->count; i++) {
		if (changes->offset[i] == changes->offset[kept - 1])
			continue;
		changes->from[kept] = changes->from[i];
		changes->offset[kept++] = changes->offset[i];
	}
	changes->count = kept;
}

static void build_index(struct jb_arena *arena, struct jrt_zone *zone)
{
	jb_fix first = zone->from[1], last = zone->from[zone->count - 1];
	size_t count = (size_t)((uint64_t)(last - first) >> JRT_ZONE_STRETCH) + 1;
	uint16_t *stretch = JB_NEW_ARRAY(arena, uint16_t, count + 1);
	size_t entry = 1;

	for (size_t i = 0; i < count; i++) {
		jb_fix begin = first + ((jb_fix)i << JRT_ZONE_STRETCH);
		while (entry + 1 < zone->count && zone->from[entry + 1] <= begin)
			entry++;
		stretch[i] = (uint16_t)entry;
	}
	stretch[count] = (uint16_t)(zone->count - 1);
	zone->stretch = stretch;
	zone->stretch_count = count;
}

const struct jrt_zone *jrt_zone_table_make(struct jrt_zone_changes *changes, struct jb_text name,
					   jb_fix cycle_start)
{
	struct jrt_zone *zone = JB_NEW(changes->arena, struct jrt_zone);

	drop_equal_neighbours(changes);
	assert(changes->count < UINT16_MAX);
	*zone = (struct jrt_zone){
		.name = jb_text_copy(changes->arena, name),
		.from = changes->from,
		.offset = changes->offset,
		.count = changes->count,
		.cycle_start = cycle_start,
	};
	if (zone->count > 1)
		build_index(changes->arena, zone);
	return zone;
}
