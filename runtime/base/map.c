/*
 * The hash map: the entries lie one behind the other, and a table of slots of eight bytes tells
 * where; so a table of many keys stays small enough for the processor's caches. A handful of
 * entries is looked through without a table and without hashes. Open addressing,
 * linear probing, at most half full. A table that fills evenly has runs of a few slots; a run of
 * MAP_RUN_MAX means that somebody chose the keys. Then the table takes the next hash key and
 * places everything anew: keys that collide under several keys of SipHash at once cannot be
 * searched for in any time worth having. Nothing outside can see which hash key is in use.
 */
#include "base/map.h"

#include "base/vec.h"

#define MAP_BARE_MAX 8 /* so many entries have no table */
#define MAP_ROOM_FIRST (MAP_BARE_MAX * 4)
#define MAP_RUN_MAX 128
#define MAP_SEEDS_PER_ROOM 4 /* so many tries with one size, then a larger table */
#define MAP_COUNT_MAX (UINT32_MAX - 1)

struct jb_map_entry {
	struct jb_text key;
	uint64_t hash;
	uint64_t value;
};

/*
 *	a slot:  | upper half of the hash | 1 + number of the entry |     0: empty
 *	          63                    32 31                      0
 */
#define SLOT_HASH UINT64_C(0xffffffff00000000)
#define SLOT_ENTRY UINT64_C(0x00000000ffffffff)

static uint64_t slot_of(uint64_t hash, size_t entry)
{
	return (hash & SLOT_HASH) | (entry + 1);
}

static struct jb_map_entry *entry_of(const struct jb_map *map, uint64_t slot)
{
	return &map->entry[(slot & SLOT_ENTRY) - 1];
}

void jb_map_init(struct jb_map *map, struct jb_arena *arena)
{
	*map = (struct jb_map){.arena = arena};
}

static uint64_t hash_of(const struct jb_map *map, struct jb_text key)
{
	return jb_text_hash_keyed(key, map->seed, UINT64_C(0x9e3779b97f4a7c15));
}

static bool leads_to(const struct jb_map *map, uint64_t slot, struct jb_text key, uint64_t hash)
{
	return ((slot ^ hash) & SLOT_HASH) == 0 && jb_text_equal(entry_of(map, slot)->key, key);
}

/* The slot that leads to the key, or the empty one where it belongs; NULL at the end of a run of
 * MAP_RUN_MAX. */
static uint64_t *probe(const struct jb_map *map, struct jb_text key, uint64_t hash)
{
	size_t mask = map->room - 1;

	for (size_t step = 0; step < MAP_RUN_MAX && step < map->room; step++) {
		uint64_t *slot = &map->slot[(hash + step) & mask];

		if (*slot == 0 || leads_to(map, *slot, key, hash))
			return slot;
	}
	return NULL;
}

/* The empty slot where a key with this hash belongs that is not in the table yet. */
static uint64_t *probe_new(const struct jb_map *map, uint64_t hash)
{
	size_t mask = map->room - 1;

	for (size_t step = 0; step < MAP_RUN_MAX && step < map->room; step++)
		if (map->slot[(hash + step) & mask] == 0)
			return &map->slot[(hash + step) & mask];
	return NULL;
}

static void hash_anew(struct jb_map *map, uint64_t seed)
{
	map->seed = seed;
	for (size_t i = 0; i < map->count; i++)
		map->entry[i].hash = hash_of(map, map->entry[i].key);
}

/* Fills an empty table of slots; false when a run grows too long. */
static bool place_all(struct jb_map *map)
{
	for (size_t i = 0; i < map->count; i++) {
		uint64_t *slot = probe_new(map, map->entry[i].hash);

		if (!slot)
			return false;
		*slot = slot_of(map->entry[i].hash, i);
	}
	return true;
}

/* Makes a table of `room` slots, changing the seed until everything fits well. */
static void rehash(struct jb_map *map, size_t room, uint64_t seed)
{
	for (;; room *= 2) {
		if (room > SIZE_MAX / 2)
			jb_arena_fail(map->arena);
		for (int i = 0; i < MAP_SEEDS_PER_ROOM; i++, seed++) {
			map->slot = JB_NEW_ARRAY(map->arena, uint64_t, room);
			if (map->room == 0 || map->seed != seed)
				hash_anew(map, seed);
			map->room = room;
			if (place_all(map))
				return;
		}
	}
}

/* Among entries that have no table. */
static struct jb_map_entry *look_through(const struct jb_map *map, struct jb_text key)
{
	for (size_t i = 0; i < map->count; i++)
		if (jb_text_equal(map->entry[i].key, key))
			return &map->entry[i];
	return NULL;
}

uint64_t *jb_map_get(const struct jb_map *map, struct jb_text key)
{
	struct jb_map_entry *entry;
	uint64_t *slot;

	if (map->room == 0) {
		entry = look_through(map, key);
		return entry ? &entry->value : NULL;
	}
	slot = probe(map, key, hash_of(map, key));
	return slot && *slot != 0 ? &entry_of(map, *slot)->value : NULL;
}

/* A new entry behind the others; its key is still to be set. */
static struct jb_map_entry *add_entry(struct jb_map *map)
{
	if (map->count >= MAP_COUNT_MAX)
		jb_arena_fail(map->arena);
	map->entry = jb_vec_grow(map->arena, map->entry, map->count, &map->entry_room,
				 sizeof *map->entry);
	return &map->entry[map->count++];
}

/* The entry of the key in the table, or a new one without a key. */
static struct jb_map_entry *find_or_add(struct jb_map *map, struct jb_text key, bool *fresh)
{
	struct jb_map_entry *entry;
	uint64_t hash, *slot;

	if (map->count >= map->room / 2)
		rehash(map, map->room ? map->room * 2 : MAP_ROOM_FIRST, map->seed);
	hash = hash_of(map, key);
	while (!(slot = probe(map, key, hash))) {
		rehash(map, map->room, map->seed + 1);
		hash = hash_of(map, key);
	}
	*fresh = *slot == 0;
	if (!*fresh)
		return entry_of(map, *slot);
	entry = add_entry(map);
	entry->hash = hash;
	*slot = slot_of(hash, map->count - 1);
	return entry;
}

/* The entry of the key, or a new one without a key. */
static struct jb_map_entry *entry_for(struct jb_map *map, struct jb_text key, bool *fresh)
{
	struct jb_map_entry *entry = map->room == 0 ? look_through(map, key) : NULL;

	*fresh = false;
	if (entry)
		return entry;
	if (map->room || map->count >= MAP_BARE_MAX)
		return find_or_add(map, key, fresh);
	*fresh = true;
	return add_entry(map);
}

uint64_t *jb_map_put(struct jb_map *map, struct jb_text key, bool *fresh)
{
	bool is_fresh;
	struct jb_map_entry *entry = entry_for(map, key, &is_fresh);

	if (is_fresh)
		entry->key = key;
	if (fresh)
		*fresh = is_fresh;
	return &entry->value;
}

uint64_t *jb_map_intern(struct jb_map *map, struct jb_text *key, bool *fresh)
{
	bool is_fresh;
	struct jb_map_entry *entry = entry_for(map, *key, &is_fresh);

	if (is_fresh)
		entry->key = jb_text_copy(map->arena, *key);
	if (fresh)
		*fresh = is_fresh;
	*key = entry->key;
	return &entry->value;
}
