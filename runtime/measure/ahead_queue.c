/*
 * The queue: rows in the order of their time. A row waits at the tail; a table leads from its keys
 * to it, so that the next row of the same keys finds it, and marks it if it comes in time. Once
 * time has passed the ends of its windows a row is through and leaves from the head. Memory is that
 * of the rows which lie within the longest window.
 *
 * With `among` a row that may not follow marks nobody: then it is linked to the rows of its keys
 * before it, and they wait together for one that may.
 */
#include <string.h>

#include "measure/ahead.h"

#define ROOM_FIRST ((size_t)1024)
#define BYTES_FIRST ((size_t)4096)
#define FETCH_AHEAD 16u /* rows */

/* Long keys of the rows in the queue, one behind the other. */
struct key_bytes {
	char *at;
	size_t room; /* a power of two */
	uint64_t head, tail;
};

/*
 * A row of the queue:
 *
 *	signature 4 | outcome 4 | end of each window 8 | keys of each keyset 16 |
 *	row before it, of each trail with `among` 4 | values 8
 *
 * A row before it that is the row itself is none.
 */
struct jrt_ahead_queue {
	unsigned char *row;
	size_t room, stride; /* room: a power of two */
	size_t key_at, before_at, value_at;
	uint64_t head, tail;	   /* rows that left, rows that came */
	int64_t last;		   /* time of the last row */
	struct key_bytes *bytes;   /* by keyset */
	struct jrt_latest *latest; /* by trail */
	uint64_t *hash;		   /* of the keys of the rows that come, for the trail at hand */
};

static unsigned char *row_at(const struct jrt_ahead_queue *queue, uint64_t number)
{
	return queue->row + (number & (queue->room - 1)) * queue->stride;
}

static uint32_t *outcome_of(unsigned char *row)
{
	return (void *)(row + sizeof(uint32_t));
}

static int64_t *ends_of(unsigned char *row)
{
	return (void *)(row + 2 * sizeof(uint32_t));
}

static struct jrt_key *keys_of(const struct jrt_ahead_queue *queue, unsigned char *row)
{
	return (void *)(row + queue->key_at);
}

static uint32_t *before_of(const struct jrt_ahead_queue *queue, unsigned char *row)
{
	return (void *)(row + queue->before_at);
}

static int64_t *values_of(const struct jrt_ahead_queue *queue, unsigned char *row)
{
	return (void *)(row + queue->value_at);
}

void jrt_ahead_queue_init(struct jrt_ahead *ahead)
{
	struct jrt_ahead_queue *queue = JB_NEW(ahead->arena, struct jrt_ahead_queue);
	bool linked = false;

	for (size_t t = 0; t < ahead->trail_count; t++)
		linked |= ahead->trail[t].among != JRT_NONE;
	queue->key_at = 2 * sizeof(uint32_t) + ahead->windows * sizeof(int64_t);
	queue->before_at = queue->key_at + ahead->keyset_count * sizeof(struct jrt_key);
	queue->value_at = queue->before_at;
	if (linked)
		queue->value_at += (ahead->trail_count + 1) / 2 * 2 * sizeof(uint32_t);
	queue->stride = queue->value_at + ahead->kept * sizeof(int64_t);
	queue->last = INT64_MIN;
	queue->bytes = JB_NEW_ARRAY(ahead->arena, struct key_bytes, ahead->keyset_count);
	queue->latest = JB_NEW_ARRAY(ahead->arena, struct jrt_latest, ahead->trail_count);
	queue->hash = JB_NEW_ARRAY(ahead->arena, uint64_t, JRT_LANE_ROWS);
	for (size_t t = 0; t < ahead->trail_count; t++)
		jrt_latest_init(&queue->latest[t], ahead->arena);
	ahead->queue = queue;
}

static struct jrt_key_view view_of(const struct jrt_ahead_queue *queue, size_t keyset)
{
	return (struct jrt_key_view){
		.key = queue->row + queue->key_at + keyset * sizeof(struct jrt_key),
		.stride = queue->stride,
		.mask = (uint32_t)(queue->room - 1),
		.bytes = queue->bytes[keyset].at,
		.bytes_mask = queue->bytes[keyset].room - 1,
		.first = (uint32_t)queue->head,
		.count = (uint32_t)(queue->tail - queue->head),
	};
}

/* ---- room for a batch ---- */

/* A ring of twice the room holds what it held in both halves, so that everything is found where its
 * number says. */
static unsigned char *twice(struct jb_arena *arena, void *ring, size_t size)
{
	unsigned char *bytes = jb_realloc(arena, ring, size, 2 * size);

	memcpy(bytes + size, bytes, size);
	return bytes;
}

static bool has_left(const struct jrt_ahead *ahead, size_t size)
{
	return size < jb_arena_left(ahead->arena);
}

static bool room_for_rows(struct jrt_ahead *ahead)
{
	struct jrt_ahead_queue *queue = ahead->queue;

	if (queue->room == 0) {
		queue->room = ROOM_FIRST;
		queue->row = jb_alloc(ahead->arena, queue->room * queue->stride);
	}
	while (queue->tail - queue->head + ahead->rows.count > queue->room) {
		size_t size = queue->room * queue->stride;

		if (queue->room > UINT32_MAX / 4 || !has_left(ahead, size))
			return false;
		queue->row = twice(ahead->arena, queue->row, size);
		queue->room *= 2;
	}
	return true;
}

/* A key lies in one piece, so at the end of the ring some bytes may be left over. */
static bool room_for_bytes(struct jrt_ahead *ahead, struct key_bytes *bytes, size_t size)
{
	if (size == 0)
		return true;
	if (bytes->room == 0) {
		bytes->room = BYTES_FIRST;
		bytes->at = jb_alloc(ahead->arena, bytes->room);
	}
	while (bytes->tail - bytes->head + 2 * size > bytes->room) {
		if (!has_left(ahead, bytes->room))
			return false;
		bytes->at = (char *)twice(ahead->arena, bytes->at, bytes->room);
		bytes->room *= 2;
	}
	return true;
}

static bool room_in_tables(struct jrt_ahead *ahead)
{
	struct jrt_ahead_queue *queue = ahead->queue;
	const size_t count = queue->tail - queue->head + ahead->rows.count;

	for (size_t t = 0; t < ahead->trail_count; t++) {
		const struct jrt_key_view view = view_of(queue, ahead->trail[t].keyset);

		if (!has_left(ahead, jrt_latest_need(&queue->latest[t], count)))
			return false;
		jrt_latest_reserve(&queue->latest[t], &view, count);
	}
	return true;
}

static bool make_room(struct jrt_ahead *ahead)
{
	bool fits = room_for_rows(ahead);

	for (size_t k = 0; k < ahead->keyset_count && fits; k++)
		fits = room_for_bytes(ahead, &ahead->queue->bytes[k], ahead->rows.bytes[k].size);
	return fits && room_in_tables(ahead);
}

static bool is_in_order(struct jrt_ahead_queue *queue, const struct jrt_ahead_rows *rows)
{
	int64_t last = queue->last;

	for (uint32_t i = 0; i < rows->count; i++) {
		if (rows->time[i] < last)
			return false;
		last = rows->time[i];
	}
	queue->last = last;
	return true;
}

/* ---- leaving ---- */

static void free_bytes(struct key_bytes *bytes, const struct jrt_key *key)
{
	uint64_t place = key->word[1] & JRT_KEY_PLACE;
	uint32_t size;

	if (bytes->head == bytes->tail || !jrt_key_is_long(key))
		return;
	memcpy(&size, bytes->at + (place & (bytes->room - 1)), sizeof size);
	bytes->head = place + sizeof size + size;
}

static void leave(struct jrt_ahead *ahead, unsigned char *row, uint32_t outcome)
{
	struct jrt_ahead_queue *queue = ahead->queue;

	jrt_ahead_count(ahead, *(uint32_t *)(void *)row, outcome, values_of(queue, row));
	for (size_t k = 0; k < ahead->keyset_count; k++)
		free_bytes(&queue->bytes[k], &keys_of(queue, row)[k]);
	queue->head++;
}

/* No row to come can be within its windows, and whether those are due is certain. */
static bool is_through(const struct jrt_ahead *ahead, const int64_t *end, int64_t now)
{
	const bool by_rows = ahead->feed->cover.by_rows;

	for (size_t w = 0; w < ahead->windows; w++)
		if (end[w] > now || (by_rows && end[w] > ahead->trail[ahead->trail_of[w]].horizon))
			return false;
	return true;
}

static uint32_t all_due(const struct jrt_ahead *ahead)
{
	uint32_t due = 0;

	for (size_t w = 0; w < ahead->windows; w++)
		due |= JRT_AHEAD_DUE << (JRT_AHEAD_BITS * w);
	return due;
}

static void let_go(struct jrt_ahead *ahead, int64_t now)
{
	const uint32_t due = ahead->feed->cover.by_rows ? all_due(ahead) : 0;
	struct jrt_ahead_queue *queue = ahead->queue;

	while (queue->head < queue->tail) {
		unsigned char *row = row_at(queue, queue->head);

		if (!is_through(ahead, ends_of(row), now))
			return;
		leave(ahead, row, *outcome_of(row) | due);
	}
}

void jrt_ahead_queue_end(struct jrt_ahead *ahead)
{
	struct jrt_ahead_queue *queue = ahead->queue;

	while (queue->head < queue->tail) {
		unsigned char *row = row_at(queue, queue->head);
		uint32_t outcome = *outcome_of(row);

		if (ahead->feed->cover.by_rows)
			for (size_t w = 0; w < ahead->windows; w++)
				if (jrt_ahead_is_due(ahead, w, 0, ends_of(row)[w]))
					outcome |= JRT_AHEAD_DUE << (JRT_AHEAD_BITS * w);
		leave(ahead, row, outcome);
	}
}

/* ---- coming ---- */

static void keep_long_key(struct key_bytes *bytes, const struct jb_buf *from, struct jrt_key *key)
{
	const char *at = from->data + (key->word[1] & JRT_KEY_PLACE);
	uint32_t size;

	memcpy(&size, at, sizeof size);
	size += (uint32_t)sizeof size;
	if ((bytes->tail & (bytes->room - 1)) + size > bytes->room)
		bytes->tail = (bytes->tail | (bytes->room - 1)) + 1;
	memcpy(bytes->at + (bytes->tail & (bytes->room - 1)), at, size);
	key->word[1] = JRT_KEY_LONG | bytes->tail;
	bytes->tail += size;
}

/* Whether the windows of the whole batch lie in what is covered: mostly they do. */
static bool all_are_due(const struct jrt_ahead *ahead, size_t w)
{
	const struct jrt_ahead_rows *rows = &ahead->rows;
	const int64_t *end = rows->end[w];
	int64_t last = INT64_MIN;

	for (uint32_t i = 0; i < rows->count; i++)
		last = end[i] > last ? end[i] : last;
	return jrt_ahead_is_due(ahead, w, rows->time[0], last);
}

/* The ends of window w, and what is known of its outcomes before another row has come. Where the
 * rows tell what is covered, nothing is due yet. */
static void open_window(struct jrt_ahead *ahead, size_t w)
{
	struct jrt_ahead_rows *rows = &ahead->rows;
	const unsigned shift = JRT_AHEAD_BITS * (unsigned)w;
	const uint8_t *known = rows->key_known[ahead->trail[ahead->trail_of[w]].keyset];
	const bool declared = !ahead->feed->cover.by_rows;
	uint32_t all_due = 0;

	jrt_ahead_window_ends(ahead, w, rows->time, rows->end[w], rows->count);
	if (declared && all_are_due(ahead, w))
		all_due = JRT_AHEAD_DUE;
	for (uint32_t i = 0; i < rows->count; i++)
		rows->outcome[i] |= ((known[i] ? JRT_AHEAD_KNOWN : 0) | all_due) << shift;
	if (!declared || all_due)
		return;
	for (uint32_t i = 0; i < rows->count; i++)
		if (jrt_ahead_is_due(ahead, w, rows->time[i], rows->end[w][i]))
			rows->outcome[i] |= JRT_AHEAD_DUE << shift;
}

static void fill(struct jrt_ahead *ahead, unsigned char *row, uint32_t i)
{
	struct jrt_ahead_queue *queue = ahead->queue;
	const struct jrt_ahead_rows *rows = &ahead->rows;
	struct jrt_key *key = keys_of(queue, row);

	*(uint32_t *)(void *)row = rows->signature[i];
	*outcome_of(row) = rows->outcome[i];
	for (size_t w = 0; w < ahead->windows; w++)
		ends_of(row)[w] = rows->end[w][i];
	for (size_t k = 0; k < ahead->keyset_count; k++) {
		key[k] = rows->key_known[k][i] ? rows->key[k][i] : (struct jrt_key){{0, 0}};
		if (jrt_key_is_long(&key[k]))
			keep_long_key(&queue->bytes[k], &rows->bytes[k], &key[k]);
	}
	for (size_t v = 0; v < ahead->kept; v++)
		values_of(queue, row)[v] = rows->value[v][i];
}

static void fill_all(struct jrt_ahead *ahead)
{
	struct jrt_ahead_queue *queue = ahead->queue;

	memset(ahead->rows.outcome, 0, ahead->rows.count * sizeof *ahead->rows.outcome);
	for (size_t w = 0; w < ahead->windows; w++)
		open_window(ahead, w);
	for (uint32_t i = 0; i < ahead->rows.count; i++)
		fill(ahead, row_at(queue, queue->tail + i), i);
	queue->tail += ahead->rows.count;
}

static void mark(const struct jrt_ahead *ahead, size_t trail, unsigned char *row, int64_t now)
{
	for (size_t w = 0; w < ahead->windows; w++)
		if (ahead->trail_of[w] == trail && now < ends_of(row)[w])
			*outcome_of(row) |= JRT_AHEAD_AGAIN << (JRT_AHEAD_BITS * w);
}

/* Marks the row and those that wait with it. */
static void mark_all(const struct jrt_ahead *ahead, size_t trail, uint32_t who, int64_t now)
{
	const struct jrt_ahead_queue *queue = ahead->queue;

	for (;;) {
		unsigned char *row = row_at(queue, who);
		uint32_t before;

		mark(ahead, trail, row, now);
		if (ahead->trail[trail].among == JRT_NONE)
			return;
		before = before_of(queue, row)[trail];
		if (before == who ||
		    before - (uint32_t)queue->head >= (uint32_t)(queue->tail - queue->head))
			return;
		who = before;
	}
}

static void hash_keys(const struct jrt_ahead *ahead, size_t number)
{
	const struct jrt_key *key = ahead->rows.key[ahead->trail[number].keyset];

	for (uint32_t i = 0; i < ahead->rows.count; i++)
		ahead->queue->hash[i] = jrt_latest_hash(&ahead->queue->latest[number], &key[i]);
}

static void follow(struct jrt_ahead *ahead, size_t number, const struct jrt_key_view *view,
		   uint32_t i)
{
	struct jrt_ahead_queue *queue = ahead->queue;
	struct jrt_latest *latest = &queue->latest[number];
	const uint32_t who = (uint32_t)queue->tail - ahead->rows.count + i;
	unsigned char *row = row_at(queue, who);
	const bool marks = ahead->rows.may_follow[number][i];
	const uint64_t seed = latest->seed;
	uint32_t was;
	bool found = jrt_latest_put(latest, view, keys_of(queue, row) + ahead->trail[number].keyset,
				    queue->hash[i], who, &was);

	if (latest->seed != seed)
		hash_keys(ahead, number);
	if (marks && found)
		mark_all(ahead, number, was, ahead->rows.time[i]);
	if (ahead->trail[number].among != JRT_NONE)
		before_of(queue, row)[number] = found && !marks ? was : who;
}

static void move_horizon(struct jrt_ahead *ahead, size_t number)
{
	const struct jrt_ahead_rows *rows = &ahead->rows;

	for (uint32_t i = rows->count; i-- > 0;)
		if (rows->may_follow[number][i]) {
			ahead->trail[number].horizon = rows->time[i] + 1;
			return;
		}
}

/* The rows of the batch, which are in the queue already, find those before them. Memory that the
 * table will look at is fetched for many rows at once. */
static void follow_all(struct jrt_ahead *ahead, size_t number)
{
	struct jrt_ahead_queue *queue = ahead->queue;
	struct jrt_latest *latest = &queue->latest[number];
	const size_t keyset = ahead->trail[number].keyset;
	const struct jrt_key_view view = view_of(queue, keyset);
	const uint32_t count = ahead->rows.count;

	hash_keys(ahead, number);
	for (uint32_t i = 0; i < count + 2 * FETCH_AHEAD; i++) {
		if (i < count)
			jrt_latest_fetch(latest, queue->hash[i]);
		if (i - FETCH_AHEAD < count)
			jrt_latest_fetch_row(latest, &view, queue->hash[i - FETCH_AHEAD]);
		if (i - 2 * FETCH_AHEAD < count &&
		    ahead->rows.key_known[keyset][i - 2 * FETCH_AHEAD])
			follow(ahead, number, &view, i - 2 * FETCH_AHEAD);
	}
	move_horizon(ahead, number);
}

/* Numbers of rows have 32 bits in the tables. */
static void come_round(const struct jrt_ahead *ahead)
{
	const struct jrt_ahead_queue *queue = ahead->queue;

	if ((queue->tail ^ (queue->tail + ahead->rows.count)) >> 31 == 0)
		return;
	for (size_t t = 0; t < ahead->trail_count; t++) {
		const struct jrt_key_view view = view_of(queue, ahead->trail[t].keyset);

		jrt_latest_refresh(&queue->latest[t], &view);
	}
}

bool jrt_ahead_queue_add(struct jrt_ahead *ahead)
{
	if (ahead->rows.count == 0)
		return true;
	if (!is_in_order(ahead->queue, &ahead->rows))
		return false;
	let_go(ahead, ahead->rows.time[0]);
	if (!make_room(ahead))
		return false;
	come_round(ahead);
	fill_all(ahead);
	for (size_t t = 0; t < ahead->trail_count; t++)
		follow_all(ahead, t);
	return true;
}

void jrt_ahead_queue_free(struct jrt_ahead *ahead)
{
	struct jrt_ahead_queue *queue = ahead->queue;

	jb_give_back(ahead->arena, queue->row, queue->room * queue->stride);
	for (size_t k = 0; k < ahead->keyset_count; k++)
		jb_give_back(ahead->arena, queue->bytes[k].at, queue->bytes[k].room);
	for (size_t t = 0; t < ahead->trail_count; t++)
		jrt_latest_free(&queue->latest[t]);
	ahead->queue = NULL;
}
