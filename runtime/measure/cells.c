/*
 * The end of a source: a cell for every period that has rows or touches what the source
 * covers, so that a period without rows is told from a period without data (S14), and what the
 * tallies say about tolerance (S18).
 */
#include "measure/feed.h"
#include "measure/sort.h"
#include "measure/tolerance.h"

/* ---- periods without rows ---- */

static void too_many_periods(struct jrt_feed *feed)
{
	struct jrt_measuring *m = feed->measuring;

	jrt_notes_find(
		&m->notes, JRT_ERROR, JB_TEXT("R0308"), &feed->source->place,
		jb_text_printf(
			m->arena,
			"what %.*s covers has more than %d periods; periods without rows are "
			"left out",
			JB_ARG(feed->source->name), JRT_SLOTS_MAX),
		feed->cover.by_rows
			? JB_TEXT("one row with a far date is enough: look at the first and "
				  "last dates of the file, or declare what it covers")
			: JB_TEXT("look at the dates of what it covers"));
}

static void add_covered(struct jrt_feed *feed, struct jrt_slots *slots)
{
	const size_t ranges = feed->cover.range.count;

	if (ranges) {
		struct jrt_range range = {feed->cover.range.at[0].from,
					  feed->cover.range.at[ranges - 1].to};
		int64_t first = jrt_period_index(&slots->periods, range.from);
		int64_t last = jrt_period_index(&slots->periods, range.to - 1);

		if (last - first >= JRT_SLOTS_MAX) {
			too_many_periods(feed);
			return;
		}
		for (int64_t index = first; index <= last; index++)
			jrt_slots_of_index(slots, index);
	}
	if (slots->periods.unit == JRT_WHOLE)
		jrt_slots_of_index(slots, 0);
}

/* ---- cells ---- */

static struct jb_text symbol_text(void *user, int64_t symbol)
{
	const struct jrt_measuring *measuring = user;

	return measuring->symbols ? jb_symbols_text(measuring->symbols, (jb_symbol)symbol)
				  : jrt_reader_symbol(measuring->reader, symbol);
}

static uint64_t windows_of(const struct jrt_metric *metric)
{
	uint64_t windows = 0;

	for (size_t p = 0; p < metric->part_count; p++)
		windows |= metric->part[p].windows;
	return windows;
}

/* S7: some row is not due, or the last that could fall into the period would not be. */
static bool is_provisional(const struct jrt_feed *feed, const struct jrt_meter_run *meter,
			   const struct jrt_cell *cell)
{
	uint64_t windows = windows_of(meter->metric);

	for (size_t p = 0; p < meter->metric->part_count; p++)
		if (cell->part[p].not_due > 0)
			return true;
	if (meter->slots->periods.unit == JRT_WHOLE)
		return false;
	for (unsigned w = 0; windows >> w != 0; w++) {
		const struct jrt_window *window = &feed->source->window[w];

		if (windows >> w & 1 &&
		    !jrt_window_is_over(window,
					window->zone == JRT_NONE
						? jrt_zone_utc()
						: feed->measuring->zone[window->zone],
					&feed->cover, cell->to - 1))
			return true;
	}
	return false;
}

/* Rows of the slot whose time is known, against what the source tolerates. */
static bool is_slot_over(const struct jrt_feed *feed, const struct jrt_slot *slot)
{
	return jrt_tolerance_over(slot->rejected, slot->rows + slot->rejected,
				  feed->source->tolerated);
}

static void fill_cell(struct jrt_feed *feed, struct jrt_meter_run *meter, uint32_t slot,
		      struct jrt_cell *cell)
{
	struct jrt_measuring *m = feed->measuring;
	const struct jrt_slots *slots = meter->slots;
	struct jrt_range range;
	struct jb_buf label;

	cell->meter = meter->number;
	cell->period = slots->slot.at[slot].index;
	range = jrt_period_base_range(&slots->periods, cell->period);
	cell->from = range.from;
	cell->to = range.to;
	jb_buf_init(&label, m->arena);
	jrt_period_add_label(&slots->periods, cell->period, &label);
	cell->label = jb_buf_text(&label);
	cell->over_tolerance =
		slots->periods.unit != JRT_WHOLE && is_slot_over(feed, &slots->slot.at[slot]);
	cell->coverage = jrt_cover_of_period(&feed->cover, &slots->periods, cell->period);
	cell->part = jrt_meter_states(meter, slot,
				      &(struct jrt_finish){.arena = &m->scratch,
							   .into = m->arena,
							   .text = symbol_text,
							   .user = m,
							   .tables = &feed->tables});
	cell->steps = jrt_meter_steps(meter, slot, &feed->tables);
	jrt_feed_share_time(feed, meter, cell);
	cell->provisional = is_provisional(feed, meter, cell);
}

/* A period that only rejected rows fell into, outside what is covered, is no cell. */
static bool is_cell(const struct jrt_feed *feed, const struct jrt_slots *slots, size_t slot)
{
	return slots->slot.at[slot].rows > 0 ||
	       jrt_cover_asks(&feed->cover, &slots->periods, slots->slot.at[slot].index);
}

/* Slot numbers by period, of cells or of the others. */
static struct jrt_sort_item *by_period(struct jrt_feed *feed, const struct jrt_slots *slots,
				       bool cells, size_t *count)
{
	struct jb_arena *arena = &feed->measuring->scratch;
	struct jrt_sort_item *item = JB_NEW_ARRAY(arena, struct jrt_sort_item, slots->slot.count);
	struct jrt_sort_item *scratch =
		JB_NEW_ARRAY(arena, struct jrt_sort_item, slots->slot.count);

	*count = 0;
	for (size_t s = 0; s < slots->slot.count; s++)
		if (is_cell(feed, slots, s) == cells)
			item[(*count)++] = (struct jrt_sort_item){slots->slot.at[s].index, s};
	jrt_sort(item, scratch, *count);
	return item;
}

static void make_cells(struct jrt_feed *feed, struct jrt_slots *slots)
{
	struct jrt_measuring *m = feed->measuring;
	size_t count;
	struct jrt_sort_item *order = by_period(feed, slots, true, &count);

	for (size_t i = 0; i < feed->meter_count; i++) {
		struct jrt_meter_run *meter = &feed->meter[i];
		struct jrt_meter_cells *cells = &m->cells[meter->number];

		if (meter->slots != slots)
			continue;
		cells->count = count;
		cells->cell = JB_NEW_ARRAY(m->arena, struct jrt_cell, count);
		for (size_t c = 0; c < count; c++)
			fill_cell(feed, meter, (uint32_t)order[c].tag, &cells->cell[c]);
	}
}

/* ---- what the tallies say ---- */

static void tell_over_periods(struct jrt_feed *feed, const struct jrt_slots *slots)
{
	size_t count, shown = 0;
	struct jrt_sort_item *order;

	if (feed->source->tolerated < 0 || slots->periods.unit == JRT_WHOLE)
		return;
	order = by_period(feed, slots, true, &count);
	for (size_t i = 0; i < count && shown < JRT_TOLERANCE_SHOWN; i++) {
		const struct jrt_slot *slot = &slots->slot.at[order[i].tag];

		if (!is_slot_over(feed, slot))
			continue;
		jrt_tolerance_tell_period(&feed->measuring->notes, feed->source, &slots->periods,
					  slot->index, slot->rejected, slot->rows);
		shown++;
	}
}

static void tell_nobodys(struct jrt_feed *feed)
{
	struct jrt_measuring *m = feed->measuring;
	const bool refused = feed->source->others_are_an_error;
	const bool placed = feed->nobodys_first.file.size > 0;

	if (feed->nobodys == 0)
		return;
	jrt_notes_find(&m->notes, refused ? JRT_ERROR : JRT_INFO, JB_TEXT("R0312"),
		       placed ? &feed->nobodys_first : &feed->source->place,
		       jb_text_printf(m->arena,
				      "%llu %s of %.*s %s to no partner, site or team that appears "
				      "in it%s",
				      (unsigned long long)feed->nobodys,
				      feed->nobodys == 1 ? "row" : "rows",
				      JB_ARG(feed->source->name),
				      feed->nobodys == 1 ? "belongs" : "belong",
				      placed ? "; this is the first" : ""),
		       JB_TEXT("compare its text with `appears in … as`, blanks and capitals "
			       "included"));
}

static void tell_outside(struct jrt_feed *feed)
{
	struct jrt_measuring *m = feed->measuring;

	if (feed->outside == 0 || feed->cover.unread)
		return;
	jrt_notes_find(&m->notes, JRT_WARNING, JB_TEXT("R0310"), &feed->source->place,
		       jb_text_printf(m->arena, "%s%llu rows of %.*s lie outside what it covers",
				      feed->outside_at_least ? "at least " : "",
				      (unsigned long long)feed->outside,
				      JB_ARG(feed->source->name)),
		       JB_TEXT("their periods are measured, and marked as not wholly covered"));
}

/* Which periods came before the limit depends on who counted which rows, so none of them stands. */
static void tell_too_many(struct jrt_feed *feed)
{
	struct jrt_measuring *m = feed->measuring;

	jrt_notes_find(
		&m->notes, JRT_ERROR, JB_TEXT("R0311"), &feed->source->place,
		jb_text_printf(m->arena,
			       "the rows of %.*s fall into more than %d periods; none of them "
			       "is measured",
			       JB_ARG(feed->source->name), JRT_SLOTS_MAX),
		JB_TEXT("look at the dates of the file"));
}

/* ---- what other rows of the source would have to know ---- */

static void take_apart(struct jrt_feed *feed, const struct jrt_slots *slots,
		       struct jrt_holding *holding)
{
	size_t count, kept = holding->apart_count;
	struct jrt_sort_item *order = by_period(feed, slots, false, &count);
	struct jrt_apart *apart =
		JB_NEW_ARRAY(feed->measuring->arena, struct jrt_apart, kept + count);

	for (size_t i = 0; i < kept; i++)
		apart[i] = holding->apart[i];
	for (size_t i = 0; i < count; i++)
		apart[kept + i] =
			(struct jrt_apart){.periods = slots->number,
					   .index = slots->slot.at[order[i].tag].index,
					   .rejected = slots->slot.at[order[i].tag].rejected};
	holding->apart = apart;
	holding->apart_count = kept + count;
}

/* Rejected rows of periods that are no cells, by rule and period. */
static void take_all_apart(struct jrt_feed *feed, struct jrt_holding *holding)
{
	for (uint32_t number = 0; number < feed->measuring->plan->periods_count; number++)
		for (size_t s = 0; s < feed->slots_count; s++)
			if (feed->slots[s].number == number)
				take_apart(feed, &feed->slots[s], holding);
}

static void take_holding(struct jrt_feed *feed)
{
	struct jrt_measuring *m = feed->measuring;
	struct jrt_holding *holding = JB_NEW(m->arena, struct jrt_holding);

	*holding = (struct jrt_holding){
		.source = feed->number,
		.rows = feed->tally->rows,
		.cover = (void *)jb_copy(m->arena, (const char *)feed->cover.range.at,
					 feed->cover.range.count * sizeof *holding->cover),
		.cover_count = feed->cover.range.count,
		.by_rows = feed->cover.by_rows,
		.unfulfilled = JB_NEW_ARRAY(m->arena, uint64_t, feed->source->require_count),
		.unfulfilled_count = feed->source->require_count,
	};
	for (size_t i = 0; i < holding->unfulfilled_count; i++)
		holding->unfulfilled[i] = feed->unfulfilled[i];
	take_all_apart(feed, holding);
	m->holding[feed->number] = holding;
}

void jrt_feed_finish(struct jrt_feed *feed)
{
	struct jrt_source_tally *tally = feed->tally;
	size_t ranges;

	jrt_cover_settle(&feed->cover);
	ranges = feed->cover.range.count;
	tally->has_cover = ranges > 0 && !feed->cover.unread;
	tally->cover_by_rows = feed->cover.by_rows;
	tally->cover_gaps = ranges > 1;
	if (tally->has_cover) {
		tally->cover_from = feed->cover.range.at[0].from;
		tally->cover_to = feed->cover.range.at[ranges - 1].to;
	}
	tally->over_tolerance = jrt_tolerance_tell(&feed->measuring->notes, feed->source, tally);
	for (size_t s = 0; s < feed->slots_count; s++) {
		add_covered(feed, &feed->slots[s]);
		if (feed->slots[s].too_many) {
			tell_too_many(feed);
			continue;
		}
		tell_over_periods(feed, &feed->slots[s]);
		make_cells(feed, &feed->slots[s]);
	}
	jrt_tolerance_tell_unfulfilled(&feed->measuring->notes, feed->source, tally,
				       feed->unfulfilled);
	tell_outside(feed);
	tell_nobodys(feed);
	take_holding(feed);
}
