/*
 * Of each key, the latest row that waits: a hash table over rows that lie elsewhere, in a queue
 * whose front moves on or in a list. Keys are compared as the bytes that they are. An entry whose
 * row has left the queue is as good as none and is taken over, so the table is as large as what
 * waits and not as what was seen, and nothing is ever taken out of it.
 */
#ifndef MEASURE_LATEST_H
#define MEASURE_LATEST_H

#include "base/arena.h"

/* The values of a window's keys in one row, as bytes: up to JRT_KEY_SHORT of them in the words, the
 * number of bytes in the last; of more, a keyed hash in the first word, and in the second
 * JRT_KEY_LONG and where their number (four bytes) and they themselves lie. */
struct jrt_key {
	uint64_t word[2];
};
#define JRT_KEY_SHORT 15
#define JRT_KEY_LONG (UINT64_C(0xff) << 56)
#define JRT_KEY_PLACE (~JRT_KEY_LONG)

static inline bool jrt_key_is_long(const struct jrt_key *key)
{
	return key->word[1] >= JRT_KEY_LONG;
}

/* Rows that a table points into: row `who` has its key at key + (who & mask) * stride. */
struct jrt_key_view {
	const unsigned char *key;
	size_t stride;
	uint32_t mask;
	const char *bytes; /* of long keys, at their place & bytes_mask */
	uint64_t bytes_mask;
	uint32_t first, count; /* rows that are there */
};

/*
 * Twelve entries in one line of the cache: of each row a byte of its key's hash, and its number.
 * What found the bucket full of rows that are there went on to the next one, and the newest of
 * those rows is kept in `beyond`: when it has left, there is nothing to look for further on.
 */
#define JRT_BUCKET_ROWS 12
struct jrt_bucket {
	uint8_t tag[JRT_BUCKET_ROWS];
	uint32_t beyond;
	uint32_t who[JRT_BUCKET_ROWS];
};
_Static_assert(sizeof(struct jrt_bucket) == 64, "a bucket is a line of the cache");

struct jrt_latest {
	struct jb_arena *arena;
	struct jrt_bucket *bucket; /* at a multiple of its size in `piece` */
	size_t room;		   /* buckets, a power of two; 0: none */
	unsigned char *piece;
	unsigned shift;
	uint64_t seed;
};

/* An empty table without room. */
void jrt_latest_init(struct jrt_latest *latest, struct jb_arena *arena);
/* Forgets all rows, and has room for `count` of them: rows whose view begins with 0. */
void jrt_latest_clear(struct jrt_latest *latest, size_t count);
/* Room for `count` rows that are there at one time; those of the view are kept. */
void jrt_latest_reserve(struct jrt_latest *latest, const struct jrt_key_view *view, size_t count);
/* Bytes that jrt_latest_reserve will take; 0 where there is room already. */
size_t jrt_latest_need(const struct jrt_latest *latest, size_t count);
/* Gives its memory back. */
void jrt_latest_free(struct jrt_latest *latest);

/* Of a key, until the table's `seed` changes, which a put may do. */
uint64_t jrt_latest_hash(const struct jrt_latest *latest, const struct jrt_key *key);
/* Fetches what a put of a key with this hash will look at first. */
static inline void jrt_latest_fetch(const struct jrt_latest *latest, uint64_t hash)
{
	__builtin_prefetch(&latest->bucket[hash >> latest->shift], 1);
}
/* Once that has come: fetches the row that the put will most likely compare keys with. */
void jrt_latest_fetch_row(const struct jrt_latest *latest, const struct jrt_key_view *view,
			  uint64_t hash);
/* Row `who` of the view becomes the latest of its key; true, and *was, where there was one. There
 * is room for it. */
bool jrt_latest_put(struct jrt_latest *latest, const struct jrt_key_view *view,
		    const struct jrt_key *key, uint64_t hash, uint32_t who, uint32_t *was);
/* Drops rows that have left. Needed before row numbers come round again after 2^32 rows. */
void jrt_latest_refresh(struct jrt_latest *latest, const struct jrt_key_view *view);

#endif
