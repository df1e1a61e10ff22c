/*
 * Chunks of JRT_LANE_ROWS rows, filled to the last place, so that row r lies in chunk r /
 * JRT_LANE_ROWS and the programs run over a chunk as they do over a reader's batch.
 */
#include "measure/store.h"

#include <assert.h>

void jrt_store_init(struct jrt_store *store, struct jb_arena *arena, size_t lane_count, bool hashed)
{
	*store = (struct jrt_store){.arena = arena, .lane_count = lane_count, .hashed = hashed};
}

static void add_chunk(struct jrt_store *store)
{
	struct jrt_chunk *chunk = jb_push(store->arena, &store->chunk);
	int64_t *values = JB_NEW_ARRAY(store->arena, int64_t, store->lane_count * JRT_LANE_ROWS);
	uint8_t *knowns = JB_NEW_ARRAY(store->arena, uint8_t, store->lane_count * JRT_LANE_ROWS);

	chunk->value = JB_NEW_ARRAY(store->arena, int64_t *, store->lane_count);
	chunk->known = JB_NEW_ARRAY(store->arena, uint8_t *, store->lane_count);
	for (size_t l = 0; l < store->lane_count; l++) {
		chunk->value[l] = values + l * JRT_LANE_ROWS;
		chunk->known[l] = knowns + l * JRT_LANE_ROWS;
	}
	chunk->line = JB_NEW_ARRAY(store->arena, uint64_t, JRT_LANE_ROWS);
	chunk->file = JB_NEW_ARRAY(store->arena, uint32_t, JRT_LANE_ROWS);
	chunk->fate = JB_NEW_ARRAY(store->arena, uint8_t, JRT_LANE_ROWS);
	if (store->hashed)
		chunk->hash = JB_NEW_ARRAY(store->arena, uint64_t, JRT_LANE_ROWS);
}

/* Rows are only compared when all that identifies them is equal: 64 keyed bits are plenty. */
static uint64_t hash_of(struct jb_text bytes)
{
	return jb_text_hash_keyed(bytes, 1, 2);
}

static void keep_raw(struct jrt_store *store, size_t row, struct jb_text bytes)
{
	struct jrt_raw *raw;

	if (store->raw_bytes + bytes.size > JRT_STORE_RAW_MAX)
		return;
	store->raw_bytes += bytes.size;
	raw = jb_push(store->arena, &store->raw);
	raw->row = row;
	raw->bytes = jb_text_copy(store->arena, bytes);
}

/* Rows pick[from .. from + count) of the batch into the last chunk, lane by lane. */
static void fill(struct jrt_store *store, const struct jrt_stored *batch, const uint32_t *pick,
		 uint32_t count)
{
	struct jrt_chunk *chunk = &store->chunk.at[store->chunk.count - 1];

	for (size_t l = 0; l < store->lane_count; l++) {
		int64_t *value = chunk->value[l] + chunk->rows;
		uint8_t *known = chunk->known[l] + chunk->rows;

		for (uint32_t i = 0; i < count; i++) {
			value[i] = batch->lane[l].value[pick[i]];
			known[i] = batch->lane[l].known[pick[i]];
		}
	}
	for (uint32_t i = 0; i < count; i++) {
		uint32_t from = pick[i], to = chunk->rows + i;

		chunk->line[to] = batch->line[from];
		chunk->file[to] = batch->file;
		chunk->fate[to] = JRT_LIVE;
		if (store->hashed)
			chunk->hash[to] = hash_of(batch->raw[from]);
		if (batch->suspect[from])
			keep_raw(store, store->rows + i, batch->raw[from]);
	}
	chunk->rows += count;
	store->rows += count;
}

bool jrt_store_add(struct jrt_store *store, const struct jrt_stored *batch)
{
	uint32_t pick[JRT_LANE_ROWS];
	uint32_t count = 0, done = 0;

	assert(batch->rows <= JRT_LANE_ROWS);
	for (uint32_t i = 0; i < batch->rows; i++)
		if (batch->fate[i] == JRT_LIVE)
			pick[count++] = i;
	if (count > JRT_STORE_ROWS_MAX - store->rows)
		return false;
	while (done < count) {
		uint32_t left = count - done, room;

		if (store->rows % JRT_LANE_ROWS == 0)
			add_chunk(store);
		room = JRT_LANE_ROWS - store->chunk.at[store->chunk.count - 1].rows;
		fill(store, batch, pick + done, left < room ? left : room);
		done += left < room ? left : room;
	}
	return true;
}

struct jb_text jrt_store_raw(const struct jrt_store *store, size_t row)
{
	size_t low = 0, high = store->raw.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (store->raw.at[middle].row < row)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < store->raw.count && store->raw.at[low].row == row)
		return store->raw.at[low].bytes;
	return JB_TEXT("");
}

bool jrt_store_has_bytes(const struct jrt_store *store, size_t row, struct jb_text bytes)
{
	return jrt_store_chunk(store, row)->hash[row % JRT_LANE_ROWS] == hash_of(bytes);
}
