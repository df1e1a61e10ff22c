/*
 * Surplus: rows by time, period by period, against the cells of the forecast, which were made
 * before.
 */
#include "measure/surplus.h"

#include <string.h>

#include "measure/feed.h"

void jrt_surplus_init(struct jrt_feed *feed)
{
	struct jb_arena *arena = &feed->measuring->scratch;
	size_t count = feed->source->surplus_count;

	feed->surplus = JB_NEW_ARRAY(arena, struct jrt_surplus_rows, count);
	feed->surplus_at = JB_NEW_ARRAY(arena, const uint8_t *, count);
}

static bool counts(const struct jrt_feed *feed, const struct jrt_surplus *rule, uint32_t row)
{
	if (!feed->time_known[row])
		return false;
	return rule->mask == JRT_NONE || jrt_lane_true(feed->main.lane[rule->mask], row);
}

void jrt_surplus_add(struct jrt_feed *feed, const struct jrt_view *view)
{
	struct jb_arena *arena = &feed->measuring->scratch;

	for (size_t s = 0; s < feed->source->surplus_count; s++)
		for (uint32_t row = 0; row < view->rows; row++)
			if (view->fate[row] == JRT_LIVE &&
			    counts(feed, &feed->source->surplus[s], row))
				*jb_push(arena, &feed->surplus[s].row) =
					(struct jrt_sort_item){feed->time[row], view->first + row};
}

/* So much of a forecast as whole rows; more than 63 bits count are as many as these. */
static uint64_t rows_of(jb_i128 forecast, jb_fix share)
{
	const jb_i128 limit = (jb_i128)INT64_MAX * JB_FIX_ONE;
	jb_i128 most;

	if (forecast <= 0)
		return 0;
	if (forecast > limit)
		forecast = limit;
	most = forecast / JB_FIX_ONE * share + forecast % JB_FIX_ONE * share / JB_FIX_ONE;
	most /= JB_FIX_ONE;
	return most > INT64_MAX ? INT64_MAX : (uint64_t)most;
}

bool jrt_surplus_agreed(const struct jrt_measuring *m, const struct jrt_surplus *rule,
			int64_t period, uint64_t *rows)
{
	const struct jrt_meter_cells *cells = &m->cells[rule->meter];

	for (size_t c = 0; c < cells->count; c++) {
		const struct jrt_part_state *state = &cells->cell[c].part[0];

		if (cells->cell[c].period != period || state->n == 0)
			continue;
		*rows = rows_of(state->num, rule->share);
		return true;
	}
	return false;
}

void jrt_surplus_tell_unforecast(struct jrt_feed *feed, const struct jrt_surplus *rule,
				 int64_t period)
{
	struct jrt_measuring *m = feed->measuring;
	struct jrt_periods periods = m->periods[rule->periods];
	struct jb_buf label;

	jb_buf_init(&label, m->arena);
	jrt_period_add_label(&periods, period, &label);
	jrt_notes_find(&m->notes, JRT_WARNING, JB_TEXT("R0314"), &rule->place,
		       jb_text_printf(m->arena,
				      "nothing was forecast for %s, so no row of %.*s is too many",
				      label.data, JB_ARG(feed->source->name)),
		       JB_TEXT("give the file of the forecast that holds this period"));
}

static void find(struct jrt_feed *feed, size_t number)
{
	const struct jrt_surplus *rule = &feed->source->surplus[number];
	struct jrt_surplus_rows *rows = &feed->surplus[number];
	struct jrt_measuring *m = feed->measuring;
	struct jrt_periods periods = m->periods[rule->periods];
	struct jrt_sort_item *scratch =
		JB_NEW_ARRAY(&m->scratch, struct jrt_sort_item, rows->row.count);
	bool told = false;

	rows->flag = JB_NEW_ARRAY(&m->scratch, uint8_t, feed->store.rows);
	jrt_sort(rows->row.at, scratch, rows->row.count);
	for (size_t i = 0, end; i < rows->row.count; i = end) {
		int64_t period = jrt_period_index(&periods, rows->row.at[i].key);
		uint64_t most = 0;
		bool forecast = jrt_surplus_agreed(m, rule, period, &most);

		for (end = i; end < rows->row.count &&
			      jrt_period_index(&periods, rows->row.at[end].key) == period;
		     end++)
			if (forecast && end - i >= most)
				rows->flag[rows->row.at[end].tag] = 1;
		if (!forecast && !told)
			jrt_surplus_tell_unforecast(feed, rule, period);
		told |= !forecast;
	}
}

void jrt_surplus_find(struct jrt_feed *feed)
{
	for (size_t s = 0; s < feed->source->surplus_count; s++)
		find(feed, s);
}

void jrt_surplus_show(struct jrt_feed *feed, const struct jrt_view *view)
{
	for (size_t s = 0; s < feed->source->surplus_count; s++)
		feed->surplus_at[s] = feed->surplus[s].flag + view->first;
}
