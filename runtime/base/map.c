/*
 * The hash map: open addressing, linear probing, at most half full. A table that fills evenly has
 * runs of a few slots; a run of MAP_RUN_MAX means that somebody chose the keys. Then the table
 * takes the next hash key and places everything anew: keys that collide under several keys of
 * SipHash at once cannot be searched for in any time worth having. Nothing outside can see which
 * hash key is in use.
 */
#include "base/map.h"

#define MAP_ROOM_FIRST 16
#define MAP_RUN_MAX 128
#define MAP_SEEDS_PER_ROOM 4 /* so many tries with one size, then a larger table */

struct jb_map_slot {
	struct jb_text key;
	uint64_t hash; /* 0: an empty slot */
	uint64_t value;
};

void jb_map_init(struct jb_map *map, struct jb_arena *arena)
{
	*map = (struct jb_map){.arena = arena};
}

static uint64_t hash_of(const struct jb_map *map, struct jb_text key)
{
	uint64_t hash = jb_text_hash_keyed(key, map->seed, UINT64_C(0x9e3779b97f4a7c15));

	return hash ? hash : 1;
}

/* The slot of the key, or the empty one where it belongs; NULL at the end of a run of
 * MAP_RUN_MAX. */
static struct jb_map_slot *probe(const struct jb_map *map, struct jb_text key, uint64_t hash)
{
	size_t mask = map->room - 1;

	for (size_t step = 0; step < MAP_RUN_MAX && step < map->room; step++) {
		struct jb_map_slot *slot = &map->slot[(hash + step) & mask];

		if (slot->hash == 0 || (slot->hash == hash && jb_text_equal(slot->key, key)))
			return slot;
	}
	return NULL;
}

/* Places all of `from` in the empty table `map`; false when a run grows too long. */
static bool place_all(struct jb_map *map, const struct jb_map *from)
{
	for (size_t i = 0; i < from->room; i++) {
		struct jb_map_slot *slot = &from->slot[i], *place;
		uint64_t hash;

		if (slot->hash == 0)
			continue;
		hash = map->seed == from->seed ? slot->hash : hash_of(map, slot->key);
		place = probe(map, slot->key, hash);
		if (!place)
			return false;
		*place = (struct jb_map_slot){.key = slot->key, .hash = hash, .value = slot->value};
	}
	return true;
}

/* Moves everything into a table of `room` slots, changing the seed until it fits well. */
static void rehash(struct jb_map *map, size_t room, uint64_t seed)
{
	struct jb_map next = *map;

	for (;; room *= 2) {
		if (room > SIZE_MAX / 2)
			jb_arena_fail(map->arena);
		next.room = room;
		for (int i = 0; i < MAP_SEEDS_PER_ROOM; i++, seed++) {
			next.seed = seed;
			next.slot = JB_NEW_ARRAY(map->arena, struct jb_map_slot, room);
			if (place_all(&next, map)) {
				*map = next;
				return;
			}
		}
	}
}

uint64_t *jb_map_get(const struct jb_map *map, struct jb_text key)
{
	struct jb_map_slot *slot;

	if (map->count == 0)
		return NULL;
	slot = probe(map, key, hash_of(map, key));
	return slot && slot->hash != 0 ? &slot->value : NULL;
}

/* The slot of the key, an empty one where the key is new. */
static struct jb_map_slot *place_for(struct jb_map *map, struct jb_text key, uint64_t *hash)
{
	struct jb_map_slot *slot;

	if (map->count >= map->room / 2)
		rehash(map, map->room ? map->room * 2 : MAP_ROOM_FIRST, map->seed);
	*hash = hash_of(map, key);
	while (!(slot = probe(map, key, *hash))) {
		rehash(map, map->room, map->seed + 1);
		*hash = hash_of(map, key);
	}
	return slot;
}

uint64_t *jb_map_put(struct jb_map *map, struct jb_text key, bool *fresh)
{
	uint64_t hash;
	struct jb_map_slot *slot = place_for(map, key, &hash);

	if (fresh)
		*fresh = slot->hash == 0;
	if (slot->hash == 0) {
		*slot = (struct jb_map_slot){.key = key, .hash = hash};
		map->count++;
	}
	return &slot->value;
}

uint64_t *jb_map_intern(struct jb_map *map, struct jb_text *key, bool *fresh)
{
	uint64_t hash;
	struct jb_map_slot *slot = place_for(map, *key, &hash);

	*fresh = slot->hash == 0;
	if (*fresh) {
		struct jb_text copy = jb_text_copy(map->arena, *key);

		*slot = (struct jb_map_slot){.key = copy, .hash = hash};
		map->count++;
	}
	*key = slot->key;
	return &slot->value;
}
