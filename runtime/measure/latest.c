/*
 * Open addressing with linear probing over slots of eight bytes. The first hash is a product; keys
 * that were chosen to collide under it show as a long run of slots, and then the table goes over to
 * SipHash, with another key each time. When too many slots are in use, those of rows that wait are
 * placed anew.
 */
#include "measure/latest.h"

#include <string.h>

#include "base/text.h"

#define ROOM_FIRST ((size_t)1024)
#define RUN_MAX 128
#define FETCH_AHEAD 24 /* slots; about as many reads as a processor has in hand */

void jrt_latest_init(struct jrt_latest *latest, struct jb_arena *arena)
{
	*latest = (struct jrt_latest){.arena = arena};
}

void jrt_latest_clear(struct jrt_latest *latest)
{
	if (latest->room)
		memset(latest->slot, 0, latest->room * sizeof *latest->slot);
	latest->used = 0;
}

/* Of a long key the first word is a hash, and the second says where it lies. */
uint64_t jrt_latest_hash(const struct jrt_latest *latest, const struct jrt_key *key)
{
	const uint64_t word[2] = {key->word[0], jrt_key_is_long(key) ? JRT_KEY_LONG : key->word[1]};

	if (latest->seed == 0) {
		unsigned __int128 product =
			(unsigned __int128)(word[0] ^ UINT64_C(0x9e3779b97f4a7c15)) *
			(word[1] ^ UINT64_C(0xd1b54a32d192ed03));

		return ((uint64_t)product ^ (uint64_t)(product >> 64)) *
		       UINT64_C(0xbf58476d1ce4e5b9);
	}
	return jb_text_hash_keyed((struct jb_text){(const char *)word, sizeof word}, latest->seed,
				  UINT64_C(0x94d049bb133111eb));
}

static const struct jrt_key *key_of(const struct jrt_key_view *view, uint32_t who)
{
	return (const void *)(view->key + (size_t)(who & view->mask) * view->stride);
}

static bool is_there(const struct jrt_key_view *view, uint32_t who)
{
	return who - view->first < view->count;
}

static bool equal(const struct jrt_key_view *view, const struct jrt_key *a, const struct jrt_key *b)
{
	const char *x, *y;
	uint32_t size;

	if (a->word[0] != b->word[0])
		return false;
	if (!jrt_key_is_long(a) || !jrt_key_is_long(b))
		return a->word[1] == b->word[1];
	x = view->bytes + (a->word[1] & JRT_KEY_PLACE & view->bytes_mask);
	y = view->bytes + (b->word[1] & JRT_KEY_PLACE & view->bytes_mask);
	memcpy(&size, x, sizeof size);
	return memcmp(x, y, sizeof size + size) == 0;
}

static uint64_t slot_of(uint64_t hash, uint32_t who)
{
	return (hash << 32 | UINT64_C(1) << 32) | who;
}

static bool is_like(uint64_t slot, uint64_t hash)
{
	return (slot ^ hash << 32) >> 33 == 0;
}

void jrt_latest_fetch_row(const struct jrt_latest *latest, const struct jrt_key_view *view,
			  uint64_t hash)
{
	uint64_t slot;

	if (latest->room == 0)
		return;
	slot = latest->slot[hash >> latest->shift];
	if (slot != 0 && is_like(slot, hash) && is_there(view, (uint32_t)slot))
		__builtin_prefetch(key_of(view, (uint32_t)slot), 1);
}

/* ---- placing anew ---- */

/* Fills an empty table; false when a run grows too long. */
static bool place_all(struct jrt_latest *latest, const struct jrt_key_view *view,
		      const uint64_t *old, size_t old_room)
{
	const size_t mask = latest->room - 1;

	latest->used = 0;
	for (size_t i = 0; i < old_room; i++) {
		uint32_t who = (uint32_t)old[i];
		uint64_t hash;
		size_t at, step = 0;

		if (i + FETCH_AHEAD < old_room && old[i + FETCH_AHEAD])
			__builtin_prefetch(key_of(view, (uint32_t)old[i + FETCH_AHEAD]));
		if (old[i] == 0 || !is_there(view, who))
			continue;
		hash = jrt_latest_hash(latest, key_of(view, who));
		at = hash >> latest->shift;
		for (; latest->slot[at] && step < RUN_MAX; step++)
			at = (at + 1) & mask;
		if (step == RUN_MAX)
			return false;
		latest->slot[at] = slot_of(hash, who);
		latest->used++;
	}
	return true;
}

static size_t room_for(size_t count)
{
	size_t room = ROOM_FIRST;

	while (room < 4 * count)
		room *= 2;
	return room;
}

static size_t count_there(const struct jrt_latest *latest, const struct jrt_key_view *view)
{
	size_t count = 0;

	for (size_t i = 0; i < latest->room; i++)
		count += latest->slot[i] != 0 && is_there(view, (uint32_t)latest->slot[i]);
	return count;
}

/* Of the room that is wanted: the spare one, or a new one in its place. */
static uint64_t *empty_table(struct jrt_latest *latest)
{
	uint64_t *spare = latest->spare;

	latest->spare = NULL;
	if (spare && latest->spare_room == latest->room) {
		memset(spare, 0, latest->room * sizeof *spare);
		return spare;
	}
	jb_give_back(latest->arena, spare, latest->spare_room * sizeof *spare);
	latest->spare_room = latest->room;
	return JB_NEW_ARRAY(latest->arena, uint64_t, latest->room);
}

void jrt_latest_refresh(struct jrt_latest *latest, const struct jrt_key_view *view)
{
	uint64_t *old = latest->slot;
	const size_t old_room = latest->room;

	latest->room = room_for(count_there(latest, view) + 1);
	latest->shift = 64 - (unsigned)__builtin_ctzll(latest->room);
	for (;;) {
		latest->slot = empty_table(latest);
		if (place_all(latest, view, old, old_room))
			break;
		latest->spare = latest->slot;
		latest->seed++;
	}
	latest->spare = old;
	latest->spare_room = old_room;
}

size_t jrt_latest_need(const struct jrt_latest *latest)
{
	if (latest->used < latest->room / 2)
		return 0;
	return room_for(latest->used + 1) * sizeof *latest->slot;
}

/* ---- one row ---- */

/* The slot that leads to the key, or the one where it belongs; NULL at the end of a long run. */
static uint64_t *probe(const struct jrt_latest *latest, const struct jrt_key_view *view,
		       const struct jrt_key *key, uint64_t hash)
{
	const size_t mask = latest->room - 1;
	uint64_t *free_slot = NULL;
	size_t at = hash >> latest->shift;

	for (size_t step = 0; step < RUN_MAX; step++, at = (at + 1) & mask) {
		uint64_t *slot = &latest->slot[at];

		if (*slot == 0)
			return free_slot ? free_slot : slot;
		if (!is_there(view, (uint32_t)*slot))
			free_slot = free_slot ? free_slot : slot;
		else if (is_like(*slot, hash) && equal(view, key_of(view, (uint32_t)*slot), key))
			return slot;
	}
	return free_slot;
}

bool jrt_latest_put(struct jrt_latest *latest, const struct jrt_key_view *view,
		    const struct jrt_key *key, uint64_t hash, uint32_t who, uint32_t *was)
{
	uint64_t *slot;
	bool found;

	if (latest->used >= latest->room / 2) {
		const uint64_t seed = latest->seed;

		jrt_latest_refresh(latest, view);
		if (latest->seed != seed)
			hash = jrt_latest_hash(latest, key);
	}
	while (!(slot = probe(latest, view, key, hash))) {
		latest->seed++;
		jrt_latest_refresh(latest, view);
		hash = jrt_latest_hash(latest, key);
	}
	found = *slot != 0 && is_there(view, (uint32_t)*slot);
	latest->used += *slot == 0;
	*was = (uint32_t)*slot;
	*slot = slot_of(hash, who);
	return found;
}
