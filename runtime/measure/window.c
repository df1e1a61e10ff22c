/*
 * Rows sorted by keys, then time, then order in the source; from the end of each customer's
 * rows back to the first, the nearest later row that may be the repeat is at hand.
 */
#include "measure/window.h"

#include <assert.h>

#include "measure/sort.h"
#include "time/civil.h"

struct work {
	const struct jrt_store *store;
	const struct jrt_window *window;
	const struct jrt_window_lanes *lanes;
	struct jrt_window_order order;
};

int64_t jrt_window_end(const struct jrt_window *window, struct jrt_moments *zone, int64_t time)
{
	int64_t day, end;

	if (window->calendar_days) {
		if (!jrt_moments_date(zone, time, &day) ||
		    __builtin_add_overflow(day, window->days, &day) ||
		    !jrt_moments_day_start(zone, day + 1, &end))
			return INT64_MAX;
		return end;
	}
	if (__builtin_add_overflow(time, window->length, &end) || end == INT64_MAX)
		return INT64_MAX;
	return end + 1;
}

void jrt_window_ends(const struct jrt_window *window, struct jrt_moments *zone, const int64_t *time,
		     int64_t *end, uint32_t count)
{
	const int64_t length = window->length;

	if (window->calendar_days) {
		for (uint32_t i = 0; i < count; i++)
			end[i] = jrt_window_end(window, zone, time[i]);
		return;
	}
	for (uint32_t i = 0; i < count; i++)
		end[i] = time[i] < INT64_MAX - length ? time[i] + length + 1 : INT64_MAX;
}

static int64_t time_of(const struct work *work, size_t row)
{
	return jrt_store_value(work->store, row, work->lanes->time);
}

static bool keys_known(const struct work *work, size_t row)
{
	for (size_t k = 0; k < work->window->key_count; k++)
		if (!jrt_store_known(work->store, row, work->lanes->key[k]))
			return false;
	return true;
}

static bool same_keys(const struct work *work, size_t a, size_t b)
{
	for (size_t k = 0; k < work->window->key_count; k++)
		if (jrt_store_value(work->store, a, work->lanes->key[k]) !=
		    jrt_store_value(work->store, b, work->lanes->key[k]))
			return false;
	return true;
}

/* Only a row of which `among` is known to be true can be the repeat. */
static bool may_follow(const struct work *work, size_t row)
{
	size_t among = work->lanes->among;

	return among == SIZE_MAX || (jrt_store_known(work->store, row, among) &&
				     jrt_store_value(work->store, row, among) != 0);
}

static void sort_rows(struct work *work, struct jrt_sort_item *scratch)
{
	struct jrt_window_order *order = &work->order;

	for (size_t i = 0; i < order->count; i++)
		order->item[i].key = time_of(work, order->item[i].tag);
	jrt_sort(order->item, scratch, order->count);
	for (size_t k = work->window->key_count; k-- > 0;) {
		for (size_t i = 0; i < order->count; i++)
			order->item[i].key = jrt_store_value(work->store, order->item[i].tag,
							     work->lanes->key[k]);
		jrt_sort(order->item, scratch, order->count);
	}
}

/* Rows that are live and whose keys are known. */
static void collect_rows(struct work *work)
{
	for (size_t row = 0; row < work->store->rows; row++)
		if (*jrt_store_fate(work->store, row) == JRT_LIVE && keys_known(work, row))
			work->order.item[work->order.count++].tag = row;
}

struct jrt_window_order jrt_window_sort(const struct jrt_store *store,
					const struct jrt_window *window,
					const struct jrt_window_lanes *lanes,
					struct jb_arena *arena)
{
	struct work work = {.store = store, .window = window, .lanes = lanes};

	work.order.item = JB_NEW_ARRAY(arena, struct jrt_sort_item, store->rows);
	collect_rows(&work);
	sort_rows(&work, JB_NEW_ARRAY(arena, struct jrt_sort_item, store->rows));
	return work.order;
}

/* Walks back, so that `next` is always the nearest later row of the same keys that may be the
 * repeat. */
static void look_ahead(const struct work *work, struct jrt_moments *zone, uint8_t *flags)
{
	size_t next = SIZE_MAX;

	for (size_t i = work->order.count; i-- > 0;) {
		size_t row = work->order.item[i].tag;

		if (i + 1 < work->order.count && !same_keys(work, row, work->order.item[i + 1].tag))
			next = SIZE_MAX;
		if (next != SIZE_MAX &&
		    time_of(work, next) < jrt_window_end(work->window, zone, time_of(work, row)))
			flags[row] |= JRT_WINDOW_AGAIN;
		flags[row] |= JRT_WINDOW_KNOWN;
		if (may_follow(work, row))
			next = row;
	}
}

/* How far the source can be looked ahead in. Where its rows alone tell what it covers, the last row
 * that could itself be a repeat is all that is known of the future. */
static struct jrt_cover horizon_of(const struct work *work, const struct jrt_cover *cover,
				   struct jrt_range *range)
{
	struct jrt_cover seen = *cover;

	if (!cover->by_rows || cover->range.count == 0)
		return seen;
	*range = (struct jrt_range){cover->range.at[0].from, cover->range.at[0].from};
	for (size_t i = 0; i < work->order.count; i++) {
		int64_t time = time_of(work, work->order.item[i].tag);

		if (may_follow(work, work->order.item[i].tag) && time >= range->to)
			range->to = time + 1;
	}
	seen.range.at = range;
	return seen;
}

static void mark_due(const struct work *work, struct jrt_moments *zone,
		     const struct jrt_cover *cover, uint8_t *flags)
{
	struct jrt_range range;
	const struct jrt_cover seen = horizon_of(work, cover, &range);

	for (size_t row = 0; row < work->store->rows; row++) {
		int64_t time = time_of(work, row);

		if (*jrt_store_fate(work->store, row) == JRT_LIVE &&
		    jrt_cover_holds(&seen, time, jrt_window_end(work->window, zone, time)))
			flags[row] |= JRT_WINDOW_DUE;
	}
}

uint8_t *jrt_window_run(const struct jrt_store *store, const struct jrt_window *window,
			const struct jrt_window_lanes *lanes, const struct jrt_window_order *order,
			const struct jrt_zone *zone, const struct jrt_cover *cover,
			struct jb_arena *arena)
{
	struct work work = {.store = store, .window = window, .lanes = lanes, .order = *order};
	uint8_t *flags = JB_NEW_ARRAY(arena, uint8_t, store->rows);
	struct jrt_moments moments;

	assert(zone || !window->calendar_days);
	jrt_moments_init(&moments, zone);
	mark_due(&work, &moments, cover, flags);
	look_ahead(&work, &moments, flags);
	return flags;
}

bool jrt_window_is_over(const struct jrt_window *window, const struct jrt_zone *zone,
			const struct jrt_cover *cover, int64_t time)
{
	struct jrt_moments moments;

	jrt_moments_init(&moments, zone);
	return jrt_cover_holds(cover, time, jrt_window_end(window, &moments, time));
}
