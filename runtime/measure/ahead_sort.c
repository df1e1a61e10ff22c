/*
 * Rows in any order. While they are read, what is kept of each goes to a log, and its keys and time
 * to one of many tapes, chosen by a hash of the keys: rows that could follow one another lie on one
 * tape, and a tape is small enough to be looked through in memory. After the last row each tape is
 * sorted by time and walked from its end, so that of each key the nearest later row that may follow
 * is at hand. What was found out is one bit a row and window; with these the log is read again, in
 * the order of the files.
 */
#include <string.h>

#include "measure/ahead.h"

#define PARTS_BITS 8
#define PARTS ((size_t)1 << PARTS_BITS)

/* Bytes of full blocks that stay in memory where no limit is given, and the share of one. */
#define HELD_UNLIMITED ((size_t)256 * 1024 * 1024)
#define HELD_SHARE 8

/* The share of a limit for the blocks that are being filled, one a tape. */
#define OPEN_SHARE 8

/* The keys of one row on a tape. A long key stands behind it, filled up to eight bytes. */
struct entry {
	int64_t time; /* later: of the next row that may follow, see walk() */
	uint32_t number;
	uint32_t follows; /* by trail: a bit */
	struct jrt_key key;
};

/* What is kept of a row in the log; its values stand behind it. */
struct logged {
	uint32_t signature;
	uint32_t known; /* by keyset: a bit */
	int64_t time;
};

/* A tape in memory. */
struct part {
	unsigned char *bytes;
	size_t bytes_room, size;
	struct jrt_sort_item *item, *scratch; /* tag: where the entry lies, in eights of bytes */
	size_t item_room, count;
};

struct jrt_sorting {
	struct jrt_tapes tapes;
	struct jrt_tape log;
	struct jrt_tape *key; /* by keyset, then part */
	uint64_t rows;
	uint64_t **again; /* by window, a bit a row */
	struct jrt_latest latest;
	struct jrt_tape_place place;
	struct part part;
};

static size_t block_for(size_t left, size_t tapes)
{
	size_t block = JRT_TAPE_BLOCK_MOST;

	while (block > JRT_TAPE_BLOCK_LEAST && block > left / OPEN_SHARE / tapes)
		block /= 2;
	return block;
}

void jrt_sorting_init(struct jrt_ahead *ahead)
{
	struct jrt_measuring *m = ahead->feed->measuring;
	struct jrt_sorting *sorting = JB_NEW(ahead->arena, struct jrt_sorting);
	size_t left = jb_arena_left(ahead->arena);

	sorting->tapes.arena = ahead->arena;
	sorting->tapes.block = block_for(left, ahead->keyset_count * PARTS);
	sorting->tapes.spill = &m->spill;
	sorting->tapes.held_most =
		left / HELD_SHARE < HELD_UNLIMITED ? left / HELD_SHARE : HELD_UNLIMITED;
	sorting->key = JB_NEW_ARRAY(ahead->arena, struct jrt_tape, ahead->keyset_count * PARTS);
	jrt_latest_init(&sorting->latest, ahead->arena);
	ahead->sorting = sorting;
}

static enum jb_status status_of(struct jrt_ahead *ahead)
{
	const struct jrt_tapes *tapes = &ahead->sorting->tapes;

	if (tapes->status != JB_OK)
		ahead->feed->measuring->why = tapes->why;
	return tapes->status;
}

/* ---- while rows are read ---- */

/* A hash that the file cannot be made for: rows of different keys spread over all parts. */
static size_t part_of(const struct jrt_key *key)
{
	const uint64_t word[2] = {key->word[0], jrt_key_is_long(key) ? JRT_KEY_LONG : key->word[1]};
	struct jb_text bytes = {(const char *)word, sizeof word};

	return jb_text_hash_keyed(bytes, 5, 6) >> (64 - PARTS_BITS);
}

static void add_key(struct jrt_ahead *ahead, size_t keyset, uint32_t i)
{
	static const char zeroes[8];
	struct jrt_sorting *sorting = ahead->sorting;
	const struct jrt_ahead_rows *rows = &ahead->rows;
	struct entry entry = {rows->time[i], (uint32_t)sorting->rows, 0, rows->key[keyset][i]};
	struct jrt_tape *tape = &sorting->key[keyset * PARTS + part_of(&entry.key)];
	const char *at;
	uint32_t size;

	for (size_t t = 0; t < ahead->trail_count; t++)
		if (ahead->trail[t].keyset == keyset)
			entry.follows |= (uint32_t)rows->may_follow[t][i] << t;
	jrt_tape_add(&sorting->tapes, tape, &entry, sizeof entry);
	if (!jrt_key_is_long(&entry.key))
		return;
	at = rows->bytes[keyset].data + (entry.key.word[1] & JRT_KEY_PLACE);
	memcpy(&size, at, sizeof size);
	size += (uint32_t)sizeof size;
	jrt_tape_add(&sorting->tapes, tape, at, size);
	jrt_tape_add(&sorting->tapes, tape, zeroes, -size & 7);
}

static void log_row(struct jrt_ahead *ahead, uint32_t i)
{
	struct jrt_sorting *sorting = ahead->sorting;
	const struct jrt_ahead_rows *rows = &ahead->rows;
	struct logged logged = {rows->signature[i], 0, rows->time[i]};

	for (size_t k = 0; k < ahead->keyset_count; k++)
		logged.known |= (uint32_t)rows->key_known[k][i] << k;
	jrt_tape_add(&sorting->tapes, &sorting->log, &logged, sizeof logged);
	for (size_t v = 0; v < ahead->kept; v++)
		jrt_tape_add(&sorting->tapes, &sorting->log, &rows->value[v][i], sizeof(int64_t));
}

/* The last row that may follow is how far the rows can tell. */
static void move_horizons(struct jrt_ahead *ahead, uint32_t i)
{
	for (size_t t = 0; t < ahead->trail_count; t++)
		if (ahead->rows.may_follow[t][i] && ahead->rows.time[i] >= ahead->trail[t].horizon)
			ahead->trail[t].horizon = ahead->rows.time[i] + 1;
}

enum jb_status jrt_sorting_add(struct jrt_ahead *ahead)
{
	struct jrt_sorting *sorting = ahead->sorting;

	if (sorting->rows + ahead->rows.count > JRT_STORE_ROWS_MAX) {
		ahead->feed->measuring->why =
			JB_TEXT("a source with `again` has more rows than can be numbered");
		return JB_TOO_LARGE;
	}
	for (uint32_t i = 0; i < ahead->rows.count; i++) {
		for (size_t k = 0; k < ahead->keyset_count; k++)
			if (ahead->rows.key_known[k][i])
				add_key(ahead, k, i);
		log_row(ahead, i);
		move_horizons(ahead, i);
		sorting->rows++;
	}
	return status_of(ahead);
}

/* ---- one tape ---- */

static struct entry *entry_at(const struct part *part, uint64_t tag)
{
	return (void *)(part->bytes + tag * 8);
}

/* Memory that is only grown, and not copied: nothing is in it. */
static void *room_of(struct jb_arena *arena, void *old, size_t *room, size_t wanted)
{
	if (wanted <= *room)
		return old;
	jb_give_back(arena, old, *room);
	*room = wanted;
	return jb_realloc(arena, NULL, 0, wanted);
}

/* Entries in the order of the tape; long keys are told where they lie now. */
static void list(struct part *part)
{
	part->count = 0;
	for (size_t at = 0; at < part->size;) {
		struct entry *entry = entry_at(part, at / 8);

		part->item[part->count++] = (struct jrt_sort_item){entry->time, at / 8};
		at += sizeof *entry;
		if (jrt_key_is_long(&entry->key)) {
			uint32_t size;

			memcpy(&size, part->bytes + at, sizeof size);
			entry->key.word[1] = JRT_KEY_LONG | at;
			at += (sizeof size + size + 7) & ~(size_t)7;
		}
	}
}

static enum jb_status load(struct jrt_ahead *ahead, const struct jrt_tape *tape)
{
	struct jrt_sorting *sorting = ahead->sorting;
	struct part *part = &sorting->part;
	size_t most, item_room = part->item_room;

	part->size = jrt_tape_size(&sorting->tapes, tape);
	most = part->size / sizeof(struct entry) * sizeof *part->item;
	part->bytes = room_of(ahead->arena, part->bytes, &part->bytes_room, part->size);
	part->item = room_of(ahead->arena, part->item, &item_room, most);
	part->scratch = room_of(ahead->arena, part->scratch, &part->item_room, most);
	sorting->place = (struct jrt_tape_place){.buffer = sorting->place.buffer};
	jrt_tape_take(&sorting->tapes, tape, &sorting->place, part->bytes, part->size);
	if (sorting->tapes.status != JB_OK)
		return status_of(ahead);
	list(part);
	jrt_sort(part->item, part->scratch, part->count);
	return JB_OK;
}

static void set_again(struct jrt_ahead *ahead, size_t trail, const struct entry *entry,
		      int64_t time, int64_t next)
{
	for (size_t w = 0; w < ahead->windows; w++)
		if (ahead->trail_of[w] == trail && next < jrt_ahead_window_end(ahead, w, time))
			ahead->sorting->again[w][entry->number / 64] |= UINT64_C(1)
									<< entry->number % 64;
}

/* From the last row to the first. The time of an entry that has been passed gives way to that of
 * the nearest row from there on that may follow: it is what rows before it ask for. */
static void walk(struct jrt_ahead *ahead, size_t trail)
{
	struct jrt_sorting *sorting = ahead->sorting;
	struct part *part = &sorting->part;
	const struct jrt_key_view view = {
		.key = part->bytes + offsetof(struct entry, key),
		.stride = 8,
		.mask = UINT32_MAX,
		.bytes = (const char *)part->bytes,
		.bytes_mask = UINT64_MAX,
		.count = UINT32_MAX,
	};

	jrt_latest_clear(&sorting->latest, part->count);
	for (size_t i = part->count; i-- > 0;) {
		struct jrt_sort_item item = part->item[i];
		struct entry *entry = entry_at(part, item.tag);
		uint32_t later;
		int64_t next = INT64_MAX;

		if (jrt_latest_put(&sorting->latest, &view, &entry->key,
				   jrt_latest_hash(&sorting->latest, &entry->key),
				   (uint32_t)item.tag, &later))
			next = entry_at(part, later)->time;
		set_again(ahead, trail, entry, item.key, next);
		entry->time = entry->follows >> trail & 1 ? item.key : next;
	}
}

/* ---- after the last row ---- */

/* Tapes are of very different lengths where one key has a great many rows. */
static size_t need_of_longest(const struct jrt_ahead *ahead)
{
	const struct jrt_sorting *sorting = ahead->sorting;
	uint64_t longest = 0;
	size_t rows;

	for (size_t tape = 0; tape < ahead->keyset_count * PARTS; tape++)
		if (jrt_tape_size(&sorting->tapes, &sorting->key[tape]) > longest)
			longest = jrt_tape_size(&sorting->tapes, &sorting->key[tape]);
	rows = (size_t)longest / sizeof(struct entry);
	return (size_t)longest + 2 * rows * sizeof *sorting->part.item +
	       jrt_latest_need(&sorting->latest, rows);
}

static enum jb_status look_ahead(struct jrt_ahead *ahead)
{
	struct jrt_sorting *sorting = ahead->sorting;
	size_t need = need_of_longest(ahead), left;

	sorting->again = JB_NEW_ARRAY(ahead->arena, uint64_t *, ahead->windows);
	for (size_t w = 0; w < ahead->windows; w++)
		sorting->again[w] = JB_NEW_ARRAY(ahead->arena, uint64_t, sorting->rows / 64 + 1);
	left = jb_arena_left(ahead->arena);
	ahead->feed->measuring->missing = need > left ? need - left : 0;
	for (size_t tape = 0; tape < ahead->keyset_count * PARTS; tape++) {
		enum jb_status status = load(ahead, &sorting->key[tape]);

		if (status != JB_OK)
			return status;
		for (size_t t = 0; t < ahead->trail_count; t++)
			if (ahead->trail[t].keyset == tape / PARTS)
				walk(ahead, t);
	}
	ahead->feed->measuring->missing = 0;
	return JB_OK;
}

static uint32_t outcome_of(struct jrt_ahead *ahead, const struct logged *logged, uint64_t row)
{
	uint32_t outcome = 0;

	for (size_t w = 0; w < ahead->windows; w++) {
		const struct jrt_trail *trail = &ahead->trail[ahead->trail_of[w]];
		int64_t end = jrt_ahead_window_end(ahead, w, logged->time);
		uint32_t bits = 0;

		if (logged->known >> trail->keyset & 1)
			bits |= JRT_AHEAD_KNOWN;
		if (ahead->sorting->again[w][row / 64] >> row % 64 & 1)
			bits |= JRT_AHEAD_AGAIN;
		if (jrt_ahead_is_due(ahead, w, logged->time, end))
			bits |= JRT_AHEAD_DUE;
		outcome |= bits << (JRT_AHEAD_BITS * w);
	}
	return outcome;
}

enum jb_status jrt_sorting_end(struct jrt_ahead *ahead)
{
	struct jrt_sorting *sorting = ahead->sorting;
	int64_t *value = JB_NEW_ARRAY(ahead->arena, int64_t, ahead->kept);
	enum jb_status status = look_ahead(ahead);

	if (status != JB_OK)
		return status;
	sorting->place = (struct jrt_tape_place){.buffer = sorting->place.buffer};
	for (uint64_t row = 0; row < sorting->rows; row++) {
		struct logged logged;

		jrt_tape_take(&sorting->tapes, &sorting->log, &sorting->place, &logged,
			      sizeof logged);
		jrt_tape_take(&sorting->tapes, &sorting->log, &sorting->place, value,
			      ahead->kept * sizeof *value);
		if (sorting->tapes.status != JB_OK)
			return status_of(ahead);
		jrt_ahead_count(ahead, logged.signature, outcome_of(ahead, &logged, row), value);
	}
	return JB_OK;
}

void jrt_sorting_free(struct jrt_ahead *ahead)
{
	struct jrt_sorting *sorting = ahead->sorting;
	struct part *part = &sorting->part;
	const size_t items = part->item_room;

	jb_give_back(ahead->arena, part->bytes, part->bytes_room);
	jb_give_back(ahead->arena, part->item, items);
	jb_give_back(ahead->arena, part->scratch, items);
	jrt_latest_free(&sorting->latest);
	for (size_t w = 0; sorting->again && w < ahead->windows; w++)
		jb_give_back(ahead->arena, sorting->again[w],
			     (sorting->rows / 64 + 1) * sizeof *sorting->again[w]);
	ahead->sorting = NULL;
}
