/*
 * Shares of time: the denominator is no row but the open time of the period, and rows only say
 * when something was. An interval counts in every period that it reaches into (its row still
 * belongs to one, S1), where several overlap once. Relief loses its time from both sides, however
 * little of an interval it covers (S19).
 */
#include "measure/feed.h"

void jrt_meter_add_intervals(struct jrt_meter_run *run, size_t number,
			     const struct jrt_metered *rows, const uint8_t *use,
			     struct jb_arena *arena)
{
	const struct jrt_part *part = &run->metric->part[number];
	const int64_t *from = rows->main->lane[part->a].value;
	const int64_t *to = rows->main->lane[part->b].value;

	for (uint32_t i = 0; i < rows->rows; i++)
		if (use[i] == JRT_USE_IN)
			*jb_push(arena, &run->interval[number]) =
				(struct jrt_range){from[i], to[i]};
}

static struct jrt_ranges one_range(struct jb_arena *arena, int64_t from, int64_t to)
{
	struct jrt_ranges out = {0};

	if (from < to)
		*jb_push(arena, &out) = (struct jrt_range){from, to};
	return out;
}

static struct jrt_ranges settled_copy(struct jb_arena *arena, const struct jrt_range *range,
				      size_t count)
{
	struct jrt_ranges out = {0};

	for (size_t i = 0; i < count; i++)
		*jb_push(arena, &out) = range[i];
	jrt_ranges_settle(&out);
	return out;
}

/* The time that the figure is about: the period, as far as data were delivered for it (A3: nothing
 * is zero only there), less what relief takes out. */
static struct jrt_ranges time_of(struct jrt_feed *feed, const struct jrt_meter_run *run,
				 const struct jrt_cell *cell)
{
	struct jb_arena *arena = &feed->measuring->scratch;
	struct jrt_ranges all = one_range(arena, cell->from, cell->to);
	struct jrt_ranges relief =
		settled_copy(arena, run->meter->relief, run->meter->relief_count);

	if (cell->coverage > JRT_COVERED_BY_ROWS || run->slots->periods.unit == JRT_WHOLE) {
		struct jrt_ranges cover =
			settled_copy(arena, feed->cover.range.at, feed->cover.range.count);

		all = jrt_ranges_both(arena, &cover, &all);
	}
	return jrt_ranges_without(arena, &all, &relief);
}

void jrt_feed_share_time(struct jrt_feed *feed, struct jrt_meter_run *run, struct jrt_cell *cell)
{
	struct jb_arena *arena = &feed->measuring->scratch;
	struct jrt_ranges time;

	if (!run->interval)
		return;
	time = time_of(feed, run, cell);
	for (size_t p = 0; p < run->metric->part_count; p++) {
		const struct jrt_part *part = &run->metric->part[p];
		const struct jrt_calendar *calendar;
		struct jrt_ranges inside;
		jb_fix in;

		if (part->kind != JRT_PART_TIME)
			continue;
		if (!run->interval_settled)
			jrt_ranges_settle(&run->interval[p]);
		calendar = feed->measuring->calendar[part->calendar];
		inside = jrt_ranges_both(arena, &run->interval[p], &time);
		in = jrt_calendar_elapsed_in(calendar, inside.at, inside.count);
		cell->part[p].den = jrt_calendar_elapsed_in(calendar, time.at, time.count);
		cell->part[p].num = part->outside ? cell->part[p].den - in : in;
	}
	run->interval_settled = true;
}
