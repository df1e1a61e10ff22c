/*
 * Rows that were accepted, and rejected rows whose time is known, into the periods of every
 * meter of the source.
 */
#include <string.h>

#include "measure/feed.h"

void jrt_feed_account_rejected(struct jrt_feed *feed, const struct jrt_view *view)
{
	const uint8_t *fate = view->fate, *end = fate + view->rows, *at = fate;

	for (; at < end && (at = memchr(at, JRT_REJECTED, (size_t)(end - at))) != NULL; at++) {
		size_t row = (size_t)(at - fate);

		for (size_t s = 0; feed->time_known[row] && s < feed->slots_count; s++)
			jrt_slots_reject(&feed->slots[s], feed->time[row]);
	}
}

static uint64_t count_bits(const uint64_t *bits, uint32_t rows)
{
	uint64_t count = 0;

	for (uint32_t w = 0; w < JRT_WORDS_OF(rows); w++)
		count += (uint64_t)__builtin_popcountll(bits[w]);
	return count;
}

/* The rows that count, and the first and last of their times: INT64_MAX and _MIN of none. */
struct live {
	uint64_t bits[JRT_LANE_WORDS];
	uint64_t count;
	int64_t first, last;
};

static void count_files(struct jrt_feed *feed, const struct jrt_view *view, const struct live *live)
{
	struct jrt_file_tally *file = feed->measuring->file;

	if (!view->files) {
		file[view->file].accepted += live->count;
		return;
	}
	for (uint32_t w = 0; w < JRT_WORDS_OF(view->rows); w++)
		JRT_FOR_EACH_BIT(row, live->bits[w], w * JRT_WORD_ROWS)
	file[view->files[row]].accepted++;
}

static void count_accepted(struct jrt_feed *feed, const struct jrt_view *view,
			   const struct live *live)
{
	feed->tally->accepted += live->count;
	count_files(feed, view, live);
	if (feed->cover.by_rows || live->count == 0 ||
	    jrt_cover_holds(&feed->cover, live->first, live->last + 1))
		return;
	for (uint32_t w = 0; w < JRT_WORDS_OF(view->rows); w++)
		JRT_FOR_EACH_BIT(row, live->bits[w], w * JRT_WORD_ROWS)
	feed->outside += !jrt_cover_holds(&feed->cover, feed->time[row], feed->time[row] + 1);
}

/* S32: a partner's name with a blank too many is nobody's row, and is told. */
static void count_nobodys(struct jrt_feed *feed, const struct jrt_view *view,
			  const struct live *live)
{
	uint64_t owned[JRT_LANE_WORDS];

	if (feed->source->owned == JRT_NONE)
		return;
	jrt_machine_condition(&feed->main, feed->source->owned, view->rows, owned, NULL);
	for (uint32_t w = 0; w < JRT_WORDS_OF(view->rows); w++)
		JRT_FOR_EACH_BIT(row, live->bits[w] & ~owned[w], w * JRT_WORD_ROWS)
		{
			if (feed->nobodys++ > 0)
				continue;
			feed->nobodys_first = (struct jrt_place){
				feed->measuring->input
					->file[view->files ? view->files[row] : view->file]
					.path,
				(uint32_t)view->line[row]};
		}
}

static void find_straddling(struct jrt_feed *feed, const struct jrt_view *view,
			    const struct jrt_slots *slots)
{
	struct jrt_measuring *measuring = feed->measuring;
	uint32_t row = slots->straddling_row;
	uint32_t file = view->files ? view->files[row] : view->file;
	const struct jrt_place place = {measuring->input->file[file].path,
					(uint32_t)view->line[row]};

	jrt_notes_find(
		&measuring->notes, JRT_ERROR, JB_TEXT("R0309"), &place,
		jb_text_printf(
			measuring->arena,
			"a row of %.*s covers time in more than one period that is asked for, "
			"and cannot be divided",
			JB_ARG(feed->source->name)),
		JB_TEXT("ask for periods that hold whole rows (same zone, same first day), or "
			"deliver finer rows"));
}

void jrt_feed_meter(struct jrt_feed *feed, struct jrt_slots *slots, const struct jrt_metered *rows)
{
	for (size_t m = 0; m < feed->meter_count; m++)
		if (feed->meter[m].slots == slots)
			jrt_meter_add(&feed->meter[m], rows, &feed->measuring->scratch);
}

/* The tables take what they can, and the meters that are not in them are left. */
static void meter_by_tables(struct jrt_feed *feed, size_t number, const struct jrt_metered *rows)
{
	jrt_tables_add(&feed->tables, number, rows);
	for (size_t m = 0; m < feed->meter_count; m++)
		if (feed->meter[m].slots == &feed->slots[number] && !feed->meter[m].sieve)
			jrt_meter_add(&feed->meter[m], rows, &feed->measuring->scratch);
}

/* Whether the rows can go by the tables. When these give up, the registers that the plain way needs
 * are computed for the batch at hand. */
static bool look(struct jrt_feed *feed, const struct jrt_metered *metered)
{
	const struct jrt_rows rows = {.count = metered->rows, .column = feed->column};

	if (!feed->kernels || feed->tables.given_up)
		return false;
	if (jrt_tables_look(&feed->tables, metered))
		return true;
	if (feed->ahead || (feed->source->window_count == 0 && feed->source->surplus_count == 0))
		jrt_machine_run(&feed->main, &rows);
	return false;
}

static void account(struct jrt_feed *feed, const struct jrt_view *view, const uint8_t *const *due,
		    enum jrt_which which)
{
	uint8_t take[JRT_LANE_ROWS];
	struct jrt_metered metered = {
		.main = &feed->main,
		.times = {feed->time, feed->to, feed->time_known},
		.due = due,
		.surplus = feed->surplus_at,
		.take = take,
		.which = which,
		.rows = view->rows,
	};
	bool by_tables = look(feed, &metered);
	struct live live;

	jrt_feed_live(feed, view, live.bits);
	live.count = count_bits(live.bits, view->rows);
	feed->loops->bounds(feed->time, live.bits, view->rows, &live.first, &live.last);
	count_accepted(feed, view, &live);
	if (feed->events_count)
		jrt_events_add(feed, view);
	count_nobodys(feed, view, &live);
	for (size_t s = 0; s < feed->slots_count; s++) {
		struct jrt_slots *slots = &feed->slots[s];

		for (uint32_t row = 0; row < view->rows; row++)
			take[row] = view->fate[row] == JRT_LIVE;
		if (!jrt_slots_assign_all(slots, &metered.times, take, view->rows, live.first,
					  live.last, live.count))
			jrt_slots_assign(slots, &metered.times, take, view->rows);
		if (slots->has_straddling_row)
			find_straddling(feed, view, slots);
		if (by_tables)
			meter_by_tables(feed, s, &metered);
		else
			jrt_feed_meter(feed, slots, &metered);
	}
}

void jrt_feed_account(struct jrt_feed *feed, const struct jrt_view *view, const uint8_t *const *due)
{
	account(feed, view, due, JRT_ALL_PARTS);
}

void jrt_feed_account_at_once(struct jrt_feed *feed, const struct jrt_view *view)
{
	account(feed, view, NULL, JRT_PARTS_AT_ONCE);
}
