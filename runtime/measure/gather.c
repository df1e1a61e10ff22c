/*
 * The way of rows that must be seen together: read all into the store, settle duplicates, vet,
 * look ahead, count. The order of the pipeline is the same as for rows that flow straight
 * through, and so is the code of each step; only the rows of a source wait for one another
 * between the steps.
 */
#include <string.h>

#include "measure/feed.h"

/* ---- which registers are kept ---- */

static size_t init_window_lanes(struct jrt_feed *feed, size_t next)
{
	const struct jrt_source *source = feed->source;
	struct jb_arena *arena = &feed->measuring->scratch;

	feed->window_lane = JB_NEW_ARRAY(arena, struct jrt_window_lanes, source->window_count);
	feed->window_flags = JB_NEW_ARRAY(arena, uint8_t *, source->window_count);
	for (size_t w = 0; w < source->window_count; w++) {
		size_t *key = JB_NEW_ARRAY(arena, size_t, source->window[w].key_count);

		for (size_t k = 0; k < source->window[w].key_count; k++)
			key[k] = next++;
		feed->window_lane[w].key = key;
		feed->window_lane[w].among =
			source->window[w].among == JRT_NONE ? SIZE_MAX : next++;
		feed->window_lane[w].time = feed->time_lane;
	}
	return next;
}

/* Lanes: needed columns, identity, stamp, time, then keys and `among` of each window. */
void jrt_gather_init(struct jrt_feed *feed)
{
	const struct jrt_source *source = feed->source;
	struct jb_arena *arena = &feed->measuring->scratch;
	size_t *key = JB_NEW_ARRAY(arena, size_t, source->identify_count);
	size_t next = 0;

	feed->column_lane = JB_NEW_ARRAY(arena, size_t, source->column_count);
	for (size_t c = 0; c < source->column_count; c++)
		feed->column_lane[c] = source->column[c].needed ? next++ : SIZE_MAX;
	feed->column_lanes = next;
	for (size_t k = 0; k < source->identify_count; k++)
		key[k] = next++;
	feed->dedupe = (struct jrt_dedupe){
		.key = key,
		.key_count = source->identify_count,
		.latest = source->latest == JRT_NONE ? SIZE_MAX : next++,
		.column_lanes = feed->column_lanes,
	};
	feed->time_lane = next++;
	next = init_window_lanes(feed, next);
	jrt_surplus_init(feed);
	jrt_store_init(&feed->store, arena, next, source->identify_count > 0);
	feed->stored_lane = JB_NEW_ARRAY(arena, struct jrt_lane, next);
}

/* ---- into the store ---- */

/* Of a row whose fate depends on no other, everything is settled as it is read, and rejected rows
 * are told in the order of the files. */
static bool is_vetted_at_once(const struct jrt_source *source)
{
	return !source->identify_count && !source->surplus_count;
}

/* Of rows that have been vetted: their time, and what their windows ask for. */
static void vetted_lanes(const struct jrt_feed *feed, struct jrt_lane *lane)
{
	const struct jrt_source *source = feed->source;

	lane[feed->time_lane] = (struct jrt_lane){feed->time, feed->time_known};
	for (size_t w = 0; w < source->window_count; w++) {
		const struct jrt_window *window = &source->window[w];
		const struct jrt_window_lanes *lanes = &feed->window_lane[w];

		for (size_t k = 0; k < window->key_count; k++)
			lane[lanes->key[k]] = feed->main.lane[window->key[k]];
		if (window->among != JRT_NONE)
			lane[lanes->among] = feed->main.lane[window->among];
	}
}

/* Lanes of a batch in the store's order; time and windows are filled in after vetting. */
static void batch_lanes(const struct jrt_feed *feed, const struct jrt_lane *column,
			struct jrt_lane *lane)
{
	const struct jrt_source *source = feed->source;

	for (size_t l = 0; l < feed->store.lane_count; l++)
		lane[l] = feed->main.nothing;
	for (size_t c = 0; c < source->column_count; c++)
		if (feed->column_lane[c] != SIZE_MAX)
			lane[feed->column_lane[c]] = column[c];
	for (size_t k = 0; k < source->identify_count; k++)
		lane[feed->dedupe.key[k]] = feed->keys.lane[source->identify[k]];
	if (feed->dedupe.latest != SIZE_MAX)
		lane[feed->dedupe.latest] = feed->keys.lane[source->latest];
}

enum jb_status jrt_gather_add(struct jrt_feed *feed, const struct jrt_batch *batch,
			      const struct jrt_view *view)
{
	struct jrt_lane *lane = feed->stored_lane;
	const bool at_once = is_vetted_at_once(feed->source);
	uint8_t suspect[JRT_LANE_ROWS] = {0};
	const struct jrt_rows rows = {.count = view->rows, .column = view->column};
	const struct jrt_stored stored = {
		.rows = view->rows,
		.fate = view->fate,
		.lane = lane,
		.line = batch->line,
		.raw = batch->raw,
		.suspect = suspect,
		.file = view->file,
	};

	jrt_machine_run(&feed->keys, &rows);
	jrt_feed_sift_keys(feed, view);
	feed->suspect = at_once ? NULL : suspect;
	jrt_feed_vet(feed, view);
	feed->suspect = NULL;
	jrt_feed_account_rejected(feed, view);
	batch_lanes(feed, at_once ? feed->column : view->column, lane);
	if (at_once)
		vetted_lanes(feed, lane);
	if (jrt_store_add(&feed->store, &stored))
		return JB_OK;
	feed->measuring->why =
		JB_TEXT("a source with `identify by` or `again` has more rows than can be "
			"held together");
	return JB_TOO_LARGE;
}

static enum jb_status read_all(struct jrt_feed *feed)
{
	struct jrt_measuring *m = feed->measuring;
	struct jrt_lane *column =
		JB_NEW_ARRAY(&m->scratch, struct jrt_lane, feed->source->column_count);
	uint8_t fate[JRT_LANE_ROWS];
	struct jrt_batch batch;
	enum jb_status status;

	for (;;) {
		struct jrt_view view;

		status = jrt_reader_next(m->reader, &batch, &m->why);
		if (status != JB_OK || batch.rows == 0)
			return status;
		for (size_t c = 0; c < feed->source->column_count; c++)
			column[c] = (struct jrt_lane){batch.value[c], batch.known[c]};
		view = (struct jrt_view){.column = column,
					 .line = batch.line,
					 .file = feed->file[batch.file],
					 .raw = batch.raw,
					 .fate = fate};
		jrt_notes_begin_batch(&m->notes);
		jrt_feed_sift(feed, &batch, &view);
		status = jrt_gather_add(feed, &batch, &view);
		jrt_notes_end_batch(&m->notes);
		if (status == JB_OK)
			status = m->notes.status;
		if (status != JB_OK)
			return status;
	}
}

/* ---- duplicates ---- */

static enum jb_status settle_duplicates(struct jrt_feed *feed)
{
	jrt_dedupe_run(&feed->store, &feed->dedupe, &feed->measuring->scratch, jrt_clash_take,
		       feed);
	for (size_t row = 0; row < feed->store.rows; row++) {
		if (*jrt_store_fate(&feed->store, row) != JRT_DUPLICATE)
			continue;
		feed->tally->duplicates++;
		feed->measuring->file[jrt_store_file(&feed->store, row)].duplicates++;
	}
	return jrt_clash_tell(feed);
}

/* ---- from the store ---- */

static struct jrt_view chunk_view(struct jrt_feed *feed, size_t number, struct jrt_lane *column)
{
	struct jrt_chunk *chunk = &feed->store.chunk.at[number];

	for (size_t c = 0; c < feed->source->column_count; c++) {
		size_t lane = feed->column_lane[c];

		if (lane != SIZE_MAX)
			column[c] = (struct jrt_lane){chunk->value[lane], chunk->known[lane]};
	}
	return (struct jrt_view){.rows = chunk->rows,
				 .column = column,
				 .line = chunk->line,
				 .files = chunk->file,
				 .first = number * JRT_LANE_ROWS,
				 .fate = chunk->fate};
}

static void keep_lane(struct jrt_chunk *chunk, size_t lane, const int64_t *value,
		      const uint8_t *known)
{
	memcpy(chunk->value[lane], value, chunk->rows * sizeof *value);
	memcpy(chunk->known[lane], known, chunk->rows);
}

/* What vetting found out, for the windows and for the second run of `main`. */
static void keep_vetted(struct jrt_feed *feed, struct jrt_chunk *chunk)
{
	const struct jrt_source *source = feed->source;

	keep_lane(chunk, feed->time_lane, feed->time, feed->time_known);
	for (size_t c = 0; c < source->column_count; c++)
		if (feed->made[c] && feed->column_lane[c] != SIZE_MAX)
			memcpy(chunk->known[feed->column_lane[c]], feed->made[c], chunk->rows);
	for (size_t w = 0; w < source->window_count; w++) {
		const struct jrt_window *window = &source->window[w];
		const struct jrt_window_lanes *lanes = &feed->window_lane[w];

		for (size_t k = 0; k < window->key_count; k++)
			keep_lane(chunk, lanes->key[k], feed->main.lane[window->key[k]].value,
				  feed->main.lane[window->key[k]].known);
		if (window->among != JRT_NONE)
			keep_lane(chunk, lanes->among, feed->main.lane[window->among].value,
				  feed->main.lane[window->among].known);
	}
}

static bool goes_on(const struct jrt_feed *feed)
{
	return jrt_pace_check(&feed->measuring->pace) == JB_OK;
}

/* What a row counts for is known only after the last one. */
static bool waits(const struct jrt_source *source)
{
	return source->window_count || source->surplus_count;
}

static void vet_all(struct jrt_feed *feed, struct jrt_lane *column)
{
	for (size_t i = 0; i < feed->store.chunk.count && goes_on(feed); i++) {
		struct jrt_view view = chunk_view(feed, i, column);

		jrt_feed_vet(feed, &view);
		jrt_feed_account_rejected(feed, &view);
		jrt_surplus_add(feed, &view);
		if (waits(feed->source))
			keep_vetted(feed, &feed->store.chunk.at[i]);
		else
			jrt_feed_account(feed, &view, NULL);
	}
}

/* Number of the first window with the same keys as window w. */
static size_t same_keys(const struct jrt_source *source, size_t w)
{
	const struct jrt_window *window = &source->window[w];
	size_t first = 0;

	while (first < w && (source->window[first].key_count != window->key_count ||
			     memcmp(source->window[first].key, window->key,
				    window->key_count * sizeof *window->key) != 0))
		first++;
	return first;
}

static void look_ahead(struct jrt_feed *feed)
{
	const struct jrt_source *source = feed->source;
	struct jb_arena *arena = &feed->measuring->scratch;
	struct jrt_window_order *order =
		JB_NEW_ARRAY(arena, struct jrt_window_order, source->window_count);

	for (size_t w = 0; w < source->window_count; w++) {
		uint32_t zone = source->window[w].zone;
		size_t first = same_keys(source, w);

		order[w] = first < w ? order[first]
				     : jrt_window_sort(&feed->store, &source->window[w],
						       &feed->window_lane[w], arena);
		feed->window_flags[w] = jrt_window_run(
			&feed->store, &source->window[w], &feed->window_lane[w], &order[w],
			zone == JRT_NONE ? jrt_zone_utc() : feed->measuring->zone[zone],
			&feed->cover, &feed->measuring->scratch);
	}
}

/* Memory for `again` and due of one chunk. */
struct ahead {
	struct jrt_lane *lane;
	int64_t **value;
	uint8_t **known, **due;
};

static struct ahead make_ahead(const struct jrt_feed *feed)
{
	struct jb_arena *arena = &feed->measuring->scratch;
	size_t count = feed->source->window_count;
	struct ahead ahead = {
		.lane = JB_NEW_ARRAY(arena, struct jrt_lane, count),
		.value = JB_NEW_ARRAY(arena, int64_t *, count),
		.known = JB_NEW_ARRAY(arena, uint8_t *, count),
		.due = JB_NEW_ARRAY(arena, uint8_t *, count),
	};

	for (size_t w = 0; w < count; w++) {
		ahead.value[w] = JB_NEW_ARRAY(arena, int64_t, JRT_LANE_ROWS);
		ahead.known[w] = JB_NEW_ARRAY(arena, uint8_t, JRT_LANE_ROWS);
		ahead.due[w] = JB_NEW_ARRAY(arena, uint8_t, JRT_LANE_ROWS);
		ahead.lane[w] = (struct jrt_lane){ahead.value[w], ahead.known[w]};
	}
	return ahead;
}

static void unpack(const struct jrt_feed *feed, const struct jrt_view *view,
		   const struct ahead *ahead)
{
	for (size_t w = 0; w < feed->source->window_count; w++) {
		const uint8_t *flags = feed->window_flags[w] + view->first;

		for (uint32_t row = 0; row < view->rows; row++) {
			ahead->value[w][row] = (flags[row] & JRT_WINDOW_AGAIN) != 0;
			ahead->known[w][row] = (flags[row] & JRT_WINDOW_KNOWN) != 0;
			ahead->due[w][row] = (flags[row] & JRT_WINDOW_DUE) != 0;
		}
	}
}

static void account_all(struct jrt_feed *feed, struct jrt_lane *column)
{
	struct ahead ahead = make_ahead(feed);

	for (size_t i = 0; i < feed->store.chunk.count && goes_on(feed); i++) {
		struct jrt_view view = chunk_view(feed, i, column);
		const struct jrt_chunk *chunk = &feed->store.chunk.at[i];
		const struct jrt_rows rows = {
			.count = view.rows, .column = column, .again = ahead.lane};

		unpack(feed, &view, &ahead);
		jrt_machine_run(&feed->main, &rows);
		memcpy(feed->time, chunk->value[feed->time_lane], view.rows * sizeof *feed->time);
		memcpy(feed->time_known, chunk->known[feed->time_lane], view.rows);
		jrt_feed_find_intervals(feed, view.rows);
		jrt_surplus_show(feed, &view);
		jrt_feed_account(feed, &view, (const uint8_t *const *)ahead.due);
	}
}

enum jb_status jrt_gather_end(struct jrt_feed *feed)
{
	struct jrt_lane *column = JB_NEW_ARRAY(&feed->measuring->scratch, struct jrt_lane,
					       feed->source->column_count);
	enum jb_status status = JB_OK;

	if (feed->source->identify_count)
		status = settle_duplicates(feed);
	if (status != JB_OK)
		return status;
	if (!is_vetted_at_once(feed->source))
		vet_all(feed, column);
	if (waits(feed->source)) {
		jrt_surplus_find(feed);
		look_ahead(feed);
		account_all(feed, column);
	}
	return goes_on(feed) ? feed->measuring->notes.status : JB_CANCELLED;
}

enum jb_status jrt_gather_run(struct jrt_feed *feed)
{
	enum jb_status status = read_all(feed);

	if (status != JB_OK)
		return status;
	jrt_feed_end_reading(feed);
	return jrt_gather_end(feed);
}
