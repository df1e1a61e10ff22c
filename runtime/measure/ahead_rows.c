/*
 * From a batch that has been vetted to rows that wait: which are live, their signatures, their
 * keys as bytes, and whether they may follow others.
 */
#include <string.h>

#include "measure/ahead.h"

void jrt_ahead_rows_init(struct jrt_ahead *ahead)
{
	struct jb_arena *arena = ahead->arena;
	struct jrt_ahead_rows *rows = &ahead->rows;
	size_t keys = 0;

	for (size_t k = 0; k < ahead->keyset_count; k++)
		if (ahead->keyset[k].count > keys)
			keys = ahead->keyset[k].count;
	ahead->joined = JB_NEW_ARRAY(arena, char, keys *JRT_AHEAD_VALUE_BYTES);
	rows->pick = JB_NEW_ARRAY(arena, uint32_t, JRT_LANE_ROWS);
	rows->signature = JB_NEW_ARRAY(arena, uint32_t, JRT_LANE_ROWS);
	rows->time = JB_NEW_ARRAY(arena, int64_t, JRT_LANE_ROWS);
	rows->value = JB_NEW_ARRAY(arena, int64_t *, ahead->kept);
	for (size_t v = 0; v < ahead->kept; v++)
		rows->value[v] = JB_NEW_ARRAY(arena, int64_t, JRT_LANE_ROWS);
	rows->key = JB_NEW_ARRAY(arena, struct jrt_key *, ahead->keyset_count);
	rows->key_known = JB_NEW_ARRAY(arena, uint8_t *, ahead->keyset_count);
	rows->bytes = JB_NEW_ARRAY(arena, struct jb_buf, ahead->keyset_count);
	for (size_t k = 0; k < ahead->keyset_count; k++) {
		rows->key[k] = JB_NEW_ARRAY(arena, struct jrt_key, JRT_LANE_ROWS);
		rows->key_known[k] = JB_NEW_ARRAY(arena, uint8_t, JRT_LANE_ROWS);
		jb_buf_init(&rows->bytes[k], arena);
	}
	rows->outcome = JB_NEW_ARRAY(arena, uint32_t, JRT_LANE_ROWS);
	rows->end = JB_NEW_ARRAY(arena, int64_t *, ahead->windows);
	for (size_t w = 0; w < ahead->windows; w++)
		rows->end[w] = JB_NEW_ARRAY(arena, int64_t, JRT_LANE_ROWS);
	rows->may_follow = JB_NEW_ARRAY(arena, uint8_t *, ahead->trail_count);
	for (size_t t = 0; t < ahead->trail_count; t++)
		rows->may_follow[t] = JB_NEW_ARRAY(arena, uint8_t, JRT_LANE_ROWS);
}

/* ---- keys ---- */

/* Of 8 to 15 bytes those behind the first eight. They are read as the end of the last eight, so
 * that nothing is copied by a length that changes from row to row. */
static uint64_t behind_eight(const char *at, size_t size)
{
	const unsigned over = 8 * (16 - (unsigned)size);
	uint64_t last;

	if (size == 8)
		return 0;
	memcpy(&last, at + size - 8, 8);
	return __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? last >> over : last << over >> 8;
}

/* Up to 15 bytes as two words, the highest byte of the second for their number. */
static struct jrt_key short_key(const char *at, size_t size)
{
	struct jrt_key key = {{0, 0}};

	if (size >= 8) {
		memcpy(&key.word[0], at, 8);
		key.word[1] = behind_eight(at, size);
	} else {
		memcpy(&key.word[0], at, size);
	}
	key.word[1] |= (uint64_t)size << 56;
	return key;
}

static struct jrt_key long_key(struct jb_buf *bytes, const char *at, size_t size)
{
	struct jrt_key key = {{jb_text_hash_keyed((struct jb_text){at, size}, 3, 4),
			       JRT_KEY_LONG | jb_buf_text(bytes).size}};
	uint32_t count = (uint32_t)size;

	jb_buf_add(bytes, (const char *)&count, sizeof count);
	jb_buf_add(bytes, at, size);
	return key;
}

static struct jrt_key key_of_bytes(struct jb_buf *bytes, const char *at, size_t size)
{
	return size <= JRT_KEY_SHORT ? short_key(at, size) : long_key(bytes, at, size);
}

/* One value, so that no two lists of values are the same bytes: how many bytes, then those up to
 * the last that is not zero. */
static size_t add_value(char *at, int64_t value)
{
	uint64_t rest = (uint64_t)value;
	size_t size = 0;

	for (; rest; rest >>= 8)
		at[1 + size++] = (char)(rest & 0xff);
	at[0] = (char)size;
	return size + 1;
}

static void find_keys(struct jrt_ahead *ahead, size_t number)
{
	struct jrt_ahead_rows *rows = &ahead->rows;
	const struct jrt_keyset *keyset = &ahead->keyset[number];
	const struct jrt_lane *lane = ahead->feed->main.lane;
	struct jb_buf *bytes = &rows->bytes[number];
	char *joined = ahead->joined;

	for (uint32_t i = 0; i < rows->count; i++) {
		uint32_t row = rows->pick[i];
		uint8_t known = 1;
		size_t size = 0;

		for (size_t k = 0; k < keyset->count; k++) {
			known &= lane[keyset->key[k]].known[row];
			size += add_value(joined + size, lane[keyset->key[k]].value[row]);
		}
		rows->key_known[number][i] = known;
		if (known)
			rows->key[number][i] = key_of_bytes(bytes, joined, size);
	}
}

static void find_texts(struct jrt_ahead *ahead, const struct jb_text *text, size_t number)
{
	struct jrt_ahead_rows *rows = &ahead->rows;
	const uint8_t *known = ahead->feed->main.lane[ahead->keyset[number].key[0]].known;
	struct jb_buf *bytes = &rows->bytes[number];

	for (uint32_t i = 0; i < rows->count; i++) {
		uint32_t row = rows->pick[i];

		rows->key_known[number][i] = known[row];
		if (known[row])
			rows->key[number][i] = key_of_bytes(bytes, text[row].at, text[row].size);
	}
}

/* ---- the rest of a row ---- */

static void pick_live(struct jrt_ahead_rows *rows, const struct jrt_view *view)
{
	rows->count = 0;
	for (uint32_t row = 0; row < view->rows; row++) {
		rows->pick[rows->count] = row;
		rows->count += view->fate[row] == JRT_LIVE;
	}
}

static void take_values(struct jrt_ahead *ahead)
{
	struct jrt_ahead_rows *rows = &ahead->rows;
	const struct jrt_frontier *frontier = &ahead->frontier;

	for (uint32_t i = 0; i < rows->count; i++)
		rows->time[i] = ahead->feed->time[rows->pick[i]];
	for (size_t v = 0; v < frontier->value_count; v++) {
		struct jrt_lane lane = ahead->feed->main.lane[frontier->value[v]];

		for (uint32_t i = 0; i < rows->count; i++)
			rows->value[v][i] = lane.value[rows->pick[i]];
	}
	if (frontier->keeps_time)
		memcpy(rows->value[frontier->value_count], rows->time,
		       rows->count * sizeof *rows->time);
}

/* Only a row of which `among` is known to be true can be the repeat, and only one with keys. */
static void find_followers(struct jrt_ahead *ahead, size_t number)
{
	struct jrt_ahead_rows *rows = &ahead->rows;
	struct jrt_trail *trail = &ahead->trail[number];
	uint8_t *may_follow = rows->may_follow[number];

	memcpy(may_follow, rows->key_known[trail->keyset], rows->count);
	if (trail->among != JRT_NONE)
		for (uint32_t i = 0; i < rows->count; i++)
			may_follow[i] &= (uint8_t)jrt_lane_true(
				ahead->feed->main.lane[trail->among], rows->pick[i]);
}

void jrt_ahead_take(struct jrt_ahead *ahead, const struct jrt_view *view)
{
	struct jrt_ahead_rows *rows = &ahead->rows;

	pick_live(rows, view);
	jrt_frontier_sign(&ahead->frontier, ahead->feed, rows->pick, rows->count, rows->signature);
	take_values(ahead);
	for (size_t k = 0; k < ahead->keyset_count; k++) {
		uint32_t text = ahead->keyset[k].text;

		jb_buf_reset(&rows->bytes[k]);
		if (text != JRT_NONE)
			find_texts(ahead, view->text[text], k);
		else
			find_keys(ahead, k);
	}
	for (size_t t = 0; t < ahead->trail_count; t++)
		find_followers(ahead, t);
}

bool jrt_ahead_is_due(const struct jrt_ahead *ahead, size_t w, int64_t time, int64_t end)
{
	const struct jrt_cover *cover = &ahead->feed->cover;

	if (!cover->by_rows)
		return jrt_cover_holds(cover, time, end);
	return !cover->unread && end <= ahead->trail[ahead->trail_of[w]].horizon;
}
