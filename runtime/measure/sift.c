/*
 * The first look at rows as they are read: where a `stop` ends the file, what `ignore` takes
 * out, what cannot be read. A row that `ignore` takes is no contact at all and is never held
 * against the file, even when some of it cannot be read.
 */
#include <string.h>

#include "measure/feed.h"

/* The rows before the first for which `stop` is true; the rest of the file is not rows. */
static uint32_t rows_before_stop(struct jrt_feed *feed, uint32_t rows)
{
	uint64_t stop[JRT_LANE_WORDS];

	if (feed->source->stop == JRT_NONE)
		return rows;
	jrt_machine_condition(&feed->filter, feed->source->stop, rows, stop, NULL);
	for (uint32_t w = 0; w < JRT_WORDS_OF(rows); w++) {
		if (stop[w] == 0)
			continue;
		jrt_reader_skip_file(feed->measuring->reader);
		return w * JRT_WORD_ROWS + (uint32_t)__builtin_ctzll(stop[w]);
	}
	return rows;
}

static void find_ignored(const struct jrt_feed *feed, uint32_t rows, uint64_t *ignored)
{
	uint64_t yes[JRT_LANE_WORDS];

	memset(ignored, 0, JRT_WORDS_OF(rows) * sizeof *ignored);
	for (size_t i = 0; i < feed->source->ignore_count; i++) {
		jrt_machine_condition(&feed->filter, feed->source->ignore[i], rows, yes, NULL);
		for (uint32_t w = 0; w < JRT_WORDS_OF(rows); w++)
			ignored[w] |= yes[w];
	}
}

/* Rows that cannot be read, or not be computed. */
static void find_bad(const struct jrt_feed *feed, const struct jrt_batch *batch, uint32_t rows,
		     uint64_t *bad)
{
	uint8_t is_bad[JRT_LANE_ROWS];
	uint64_t unread[JRT_LANE_WORDS];

	jrt_machine_faults(&feed->filter, rows, bad);
	if (!batch->bad)
		return;
	for (uint32_t row = 0; row < rows; row++)
		is_bad[row] = batch->bad[row] != NULL;
	feed->loops->bits_of_bytes(is_bad, rows, unread);
	for (uint32_t w = 0; w < JRT_WORDS_OF(rows); w++)
		bad[w] |= unread[w];
}

static void count_time_notes(struct jrt_feed *feed, const struct jrt_batch *batch, uint32_t rows,
			     const uint64_t *ignored)
{
	uint64_t noted[JRT_LANE_WORDS];

	if (!batch->time_notes)
		return;
	feed->loops->bits_of_bytes(batch->time_notes, rows, noted);
	for (uint32_t w = 0; w < JRT_WORDS_OF(rows); w++)
		JRT_FOR_EACH_BIT(row, noted[w] & ~ignored[w], w * JRT_WORD_ROWS)
		{
			feed->tally->doubled_times +=
				(batch->time_notes[row] & JRT_TIME_DOUBLED) != 0;
			feed->tally->gap_times += (batch->time_notes[row] & JRT_TIME_GAP) != 0;
		}
}

static void reject_unreadable(struct jrt_feed *feed, const struct jrt_view *view, uint32_t row,
			      const struct jrt_reject *bad)
{
	struct jrt_reject reject = jrt_feed_reject_of(feed, view, row);

	reject.column = bad->column;
	reject.code = bad->code;
	reject.reason = bad->reason;
	jrt_feed_reject(feed, view, row, &reject);
}

void jrt_feed_sift(struct jrt_feed *feed, const struct jrt_batch *batch, struct jrt_view *view)
{
	const struct jrt_rows rows = {.count = batch->rows, .column = view->column};
	struct jrt_file_tally *file = &feed->measuring->file[view->file];
	uint64_t ignored[JRT_LANE_WORDS], bad[JRT_LANE_WORDS];

	jrt_machine_run(&feed->filter, &rows);
	view->rows = rows_before_stop(feed, batch->rows);
	feed->tally->rows += view->rows;
	file->rows += view->rows;
	memset(view->fate, JRT_LIVE, view->rows);
	find_ignored(feed, view->rows, ignored);
	find_bad(feed, batch, view->rows, bad);
	count_time_notes(feed, batch, view->rows, ignored);
	for (uint32_t w = 0; w < JRT_WORDS_OF(view->rows); w++) {
		JRT_FOR_EACH_BIT(row, ignored[w], w * JRT_WORD_ROWS)
		{
			view->fate[row] = JRT_IGNORED;
			feed->tally->ignored++;
			file->ignored++;
		}
		JRT_FOR_EACH_BIT(row, bad[w] & ~ignored[w], w * JRT_WORD_ROWS)
		{
			if (batch->bad && batch->bad[row])
				reject_unreadable(feed, view, (uint32_t)row, batch->bad[row]);
			else
				jrt_feed_reject_fault(feed, view, (uint32_t)row, &feed->filter);
		}
	}
}

void jrt_feed_sift_keys(struct jrt_feed *feed, const struct jrt_view *view)
{
	if (feed->keys.faults == 0)
		return;
	for (uint32_t row = 0; row < view->rows; row++)
		if (view->fate[row] == JRT_LIVE && feed->keys.fault[row])
			jrt_feed_reject_fault(feed, view, row, &feed->keys);
}
