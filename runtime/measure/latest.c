/*
 * Open addressing over buckets of a cache line each, so that one line is all that most puts look at
 * besides the row itself. The first hash is a product; keys that were chosen to collide under it
 * show as a long run of full buckets, and then the table goes over to SipHash, with another key
 * each time.
 *
 * A bucket's `beyond` is the newest row that had to go on behind it. It may say too much, which
 * costs a look at the next bucket, but never too little.
 */
#include "measure/latest.h"

#include <string.h>

#include "base/text.h"

#define ROOM_FIRST ((size_t)64)
#define RUN_MAX ((size_t)16) /* buckets */
/* Rows a bucket, when the table is as full as it may be: 62 % of its entries. One bucket in 25 is
 * then full. */
#define FILL_NUM 15
#define FILL_DEN 2
#define FETCH_AHEAD 24 /* entries; about as many reads as a processor has in hand */
#define EACH_BYTE UINT64_C(0x0101010101010101)

void jrt_latest_init(struct jrt_latest *latest, struct jb_arena *arena)
{
	*latest = (struct jrt_latest){.arena = arena};
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

/* ---- a bucket ---- */

static uint8_t tag_of(uint64_t hash)
{
	return (uint8_t)hash;
}

/* A bit of each byte that is zero, and now and then of one behind it (Warren, Hacker's Delight,
 * "find first 0-byte"): whoever asks compares keys. */
static unsigned zero_bytes(uint64_t word)
{
	uint64_t tops = (word - EACH_BYTE) & ~word & EACH_BYTE << 7;

	return (unsigned)((tops >> 7) * UINT64_C(0x0102040810204080) >> 56);
}

/* Entries whose tag may be that of the hash, as bits. */
static unsigned alike(const struct jrt_bucket *bucket, uint64_t hash)
{
	const uint64_t tag = EACH_BYTE * tag_of(hash);
	uint64_t low;
	uint32_t high;

	memcpy(&low, bucket->tag, sizeof low);
	memcpy(&high, bucket->tag + sizeof low, sizeof high);
	return zero_bytes(low ^ tag) | (zero_bytes((high ^ tag) & UINT32_MAX) & 0xf) << 8;
}

/* The entry of the key; JRT_BUCKET_ROWS where there is none. */
static unsigned find(const struct jrt_bucket *bucket, const struct jrt_key_view *view,
		     const struct jrt_key *key, uint64_t hash)
{
	for (unsigned like = alike(bucket, hash); like; like &= like - 1) {
		unsigned at = (unsigned)__builtin_ctz(like);

		if (is_there(view, bucket->who[at]) &&
		    equal(view, key_of(view, bucket->who[at]), key))
			return at;
	}
	return JRT_BUCKET_ROWS;
}

/* An entry whose row has left; JRT_BUCKET_ROWS where there is none. */
static unsigned find_free(const struct jrt_bucket *bucket, const struct jrt_key_view *view)
{
	unsigned at = 0;

	while (at < JRT_BUCKET_ROWS && is_there(view, bucket->who[at]))
		at++;
	return at;
}

/* Row `who` lies behind the bucket. */
static void pass(struct jrt_bucket *bucket, const struct jrt_key_view *view, uint32_t who)
{
	if (!is_there(view, bucket->beyond) || bucket->beyond - view->first < who - view->first)
		bucket->beyond = who;
}

void jrt_latest_fetch_row(const struct jrt_latest *latest, const struct jrt_key_view *view,
			  uint64_t hash)
{
	const struct jrt_bucket *bucket = &latest->bucket[hash >> latest->shift];

	for (unsigned like = alike(bucket, hash); like; like &= like - 1) {
		uint32_t who = bucket->who[__builtin_ctz(like)];

		if (is_there(view, who))
			__builtin_prefetch(key_of(view, who), 1);
	}
}

/* ---- one row ---- */

struct spot {
	size_t from;		   /* the bucket that the hash names */
	struct jrt_bucket *bucket; /* where the row belongs; NULL at the end of a long run */
	unsigned at;
	bool found;
};

static struct spot probe(const struct jrt_latest *latest, const struct jrt_key_view *view,
			 const struct jrt_key *key, uint64_t hash)
{
	const size_t from = hash >> latest->shift;
	struct spot spot = {.from = from};

	for (size_t step = 0; step < RUN_MAX; step++) {
		struct jrt_bucket *bucket = &latest->bucket[(from + step) & (latest->room - 1)];
		unsigned at = find(bucket, view, key, hash);

		if (at < JRT_BUCKET_ROWS)
			return (struct spot){from, bucket, at, true};
		if (!spot.bucket && (at = find_free(bucket, view)) < JRT_BUCKET_ROWS)
			spot = (struct spot){from, bucket, at, false};
		if (spot.bucket && !is_there(view, bucket->beyond))
			return spot;
	}
	return spot;
}

static void settle(struct jrt_latest *latest, const struct jrt_key_view *view, struct spot spot,
		   uint64_t hash, uint32_t who)
{
	for (size_t b = spot.from; &latest->bucket[b] != spot.bucket;
	     b = (b + 1) & (latest->room - 1))
		pass(&latest->bucket[b], view, who);
	spot.bucket->tag[spot.at] = tag_of(hash);
	spot.bucket->who[spot.at] = who;
}

bool jrt_latest_put(struct jrt_latest *latest, const struct jrt_key_view *view,
		    const struct jrt_key *key, uint64_t hash, uint32_t who, uint32_t *was)
{
	struct spot spot = probe(latest, view, key, hash);

	while (!spot.bucket) {
		latest->seed++;
		jrt_latest_refresh(latest, view);
		hash = jrt_latest_hash(latest, key);
		spot = probe(latest, view, key, hash);
	}
	*was = spot.bucket->who[spot.at];
	settle(latest, view, spot, hash, who);
	return spot.found;
}

/* ---- room ---- */

static size_t rooms_for(size_t count)
{
	size_t room = ROOM_FIRST;

	while (room * FILL_NUM / FILL_DEN < count)
		room *= 2;
	return room;
}

static size_t piece_size(size_t room)
{
	return (room + 1) * sizeof(struct jrt_bucket);
}

/* Buckets that lead to row `nobody` only, which is not there. */
static void empty(struct jrt_latest *latest, uint32_t nobody)
{
	struct jrt_bucket bucket = {.beyond = nobody};

	for (size_t at = 0; at < JRT_BUCKET_ROWS; at++)
		bucket.who[at] = nobody;
	for (size_t b = 0; b < latest->room; b++)
		latest->bucket[b] = bucket;
}

static void take_room(struct jrt_latest *latest, size_t room)
{
	size_t past;

	latest->piece = jb_realloc(latest->arena, NULL, 0, piece_size(room));
	past = (uintptr_t)latest->piece % sizeof(struct jrt_bucket);
	latest->bucket = (void *)(latest->piece + (past ? sizeof(struct jrt_bucket) - past : 0));
	latest->room = room;
	latest->shift = 64 - (unsigned)__builtin_ctzll(room);
}

void jrt_latest_free(struct jrt_latest *latest)
{
	jb_give_back(latest->arena, latest->piece, piece_size(latest->room));
	latest->piece = NULL;
	latest->bucket = NULL;
	latest->room = 0;
}

static bool place(struct jrt_latest *latest, const struct jrt_key_view *view, uint32_t who)
{
	const struct jrt_key *key = key_of(view, who);
	uint64_t hash = jrt_latest_hash(latest, key);
	struct spot spot = probe(latest, view, key, hash);

	if (!spot.bucket)
		return false;
	settle(latest, view, spot, hash, who);
	return true;
}

/* Rows of another table into an empty one; false when a run grows too long. */
static bool place_all(struct jrt_latest *latest, const struct jrt_key_view *view,
		      const struct jrt_latest *old)
{
	for (size_t i = 0; i < old->room * JRT_BUCKET_ROWS; i++) {
		const struct jrt_bucket *bucket = &old->bucket[i / JRT_BUCKET_ROWS];
		size_t ahead = i + FETCH_AHEAD;

		if (ahead < old->room * JRT_BUCKET_ROWS)
			__builtin_prefetch(key_of(
				view,
				old->bucket[ahead / JRT_BUCKET_ROWS].who[ahead % JRT_BUCKET_ROWS]));
		if (is_there(view, bucket->who[i % JRT_BUCKET_ROWS]) &&
		    !place(latest, view, bucket->who[i % JRT_BUCKET_ROWS]))
			return false;
	}
	return true;
}

static void place_anew(struct jrt_latest *latest, const struct jrt_key_view *view, size_t room)
{
	struct jrt_latest old = *latest;

	take_room(latest, room);
	for (;;) {
		empty(latest, view->first - 1);
		if (place_all(latest, view, &old))
			break;
		latest->seed++;
	}
	jrt_latest_free(&old);
}

void jrt_latest_clear(struct jrt_latest *latest, size_t count)
{
	if (latest->room < rooms_for(count)) {
		jrt_latest_free(latest);
		take_room(latest, rooms_for(count));
	}
	empty(latest, UINT32_MAX);
}

size_t jrt_latest_need(const struct jrt_latest *latest, size_t count)
{
	size_t room = rooms_for(count);

	return room > latest->room ? piece_size(room) : 0;
}

void jrt_latest_reserve(struct jrt_latest *latest, const struct jrt_key_view *view, size_t count)
{
	if (latest->room < rooms_for(count))
		place_anew(latest, view, rooms_for(count));
}

void jrt_latest_refresh(struct jrt_latest *latest, const struct jrt_key_view *view)
{
	place_anew(latest, view, latest->room);
}
