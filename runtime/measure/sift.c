/*
 * The first look at rows as they are read: where a `stop` ends the file, what `ignore` takes
 * out, what cannot be read. A row that `ignore` takes is no contact at all and is never held
 * against the file, even when some of it cannot be read.
 */
#include "measure/feed.h"

/* The rows before the first for which `stop` is true; the rest of the file is not rows. */
static uint32_t rows_before_stop(struct jrt_feed *feed, uint32_t rows)
{
	struct jrt_lane stop;

	if (feed->source->stop == JRT_NONE)
		return rows;
	stop = feed->filter.lane[feed->source->stop];
	for (uint32_t row = 0; row < rows; row++) {
		if (!jrt_lane_true(stop, row))
			continue;
		jrt_reader_skip_file(feed->measuring->reader);
		return row;
	}
	return rows;
}

static bool is_ignored(const struct jrt_feed *feed, uint32_t row)
{
	for (size_t i = 0; i < feed->source->ignore_count; i++)
		if (jrt_lane_true(feed->filter.lane[feed->source->ignore[i]], row))
			return true;
	return false;
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

	jrt_machine_run(&feed->filter, &rows);
	view->rows = rows_before_stop(feed, batch->rows);
	feed->tally->rows += view->rows;
	file->rows += view->rows;
	for (uint32_t row = 0; row < view->rows; row++) {
		view->fate[row] = JRT_LIVE;
		if (is_ignored(feed, row)) {
			view->fate[row] = JRT_IGNORED;
			feed->tally->ignored++;
			file->ignored++;
			continue;
		}
		if (batch->time_notes) {
			feed->tally->doubled_times +=
				(batch->time_notes[row] & JRT_TIME_DOUBLED) != 0;
			feed->tally->gap_times += (batch->time_notes[row] & JRT_TIME_GAP) != 0;
		}
		if (batch->bad && batch->bad[row])
			reject_unreadable(feed, view, row, batch->bad[row]);
		else if (feed->filter.faults && feed->filter.fault[row])
			jrt_feed_reject_fault(feed, view, row, &feed->filter);
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
