/*
 * Cells of the sum. Which there are, and what they say besides their numbers, follows from the
 * rows and the cover of all shards by the rules of measuring (measure/cells.c): a shard that had no
 * row of a period adds nothing, and a period without rows in any of them may be covered by all.
 */
#include <stdlib.h>

#include "measure/slots.h"
#include "measure/tolerance.h"
#include "measure/window.h"
#include "merge/merging.h"

/* One rule of periods of one source. */
struct rule {
	struct jrt_merging *m;
	uint32_t source, periods;
	uint32_t first; /* a meter of it: all have the same periods */
	JB_VEC(struct jrt_slot) slot;
};

/* The cells of a meter in one file; ascending by period. */
static const struct jrt_cell *cells_of(const struct jrt_measured *from, uint32_t meter,
				       size_t *count)
{
	size_t low = 0, high = from->cell_count, end;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (from->cell[middle].meter < meter)
			low = middle + 1;
		else
			high = middle;
	}
	for (end = low; end < from->cell_count && from->cell[end].meter == meter; end++)
		;
	*count = end - low;
	return &from->cell[low];
}

static int by_index(const void *key, const void *item)
{
	const int64_t *index = key;
	const struct jrt_cell *cell = item;

	return (*index > cell->period) - (*index < cell->period);
}

static const struct jrt_cell *find_cell(const struct jrt_cell *cells, size_t count, int64_t index)
{
	return count ? bsearch(&index, cells, count, sizeof *cells, by_index) : NULL;
}

/* ---- periods ---- */

static void add_slot(struct rule *rule, int64_t index, uint64_t rows, uint64_t rejected)
{
	*jb_push(rule->m->arena, &rule->slot) = (struct jrt_slot){index, rows, rejected};
}

static bool is_of(const struct rule *rule, uint32_t meter)
{
	const struct jrt_plan *plan = rule->m->plan;

	return plan->meter[meter].periods == rule->periods &&
	       plan->metric[plan->meter[meter].metric].source == rule->source;
}

static enum jb_status not_measured(struct rule *rule, const struct jrt_merge_given *given)
{
	return jrt_merging_wrong(rule->m, JRT_MERGE_NONE,
				 "give the file as `journey measure --shard` wrote it, or measure "
				 "that shard again",
				 "%.*s: the states of %.*s are not those of one measuring",
				 JB_ARG(given->from),
				 JB_ARG(rule->m->plan->source[rule->source].name));
}

/* The meters of a rule look at the same rows, so what their cells say of those is the same. */
static enum jb_status check_alike(struct rule *rule, const struct jrt_merge_given *given)
{
	size_t count, others;
	const struct jrt_cell *cell = cells_of(given->measured, rule->first, &count);

	for (uint32_t m = rule->first; m < rule->m->plan->meter_count; m++) {
		const struct jrt_cell *other = cells_of(given->measured, m, &others);
		bool alike = others == count;

		if (!is_of(rule, m))
			continue;
		for (size_t i = 0; i < count && alike; i++)
			alike = cell[i].period == other[i].period && other[i].steps.counted &&
				cell[i].steps.in_period == other[i].steps.in_period &&
				cell[i].steps.rejected == other[i].steps.rejected &&
				other[i].entry == 0;
		if (!alike)
			return not_measured(rule, given);
	}
	return JB_OK;
}

static enum jb_status add_given(struct rule *rule, size_t number)
{
	const struct jrt_merge_given *given = &rule->m->given[number];
	uint64_t accepted = given->measured->source[rule->source].accepted;
	size_t count;
	const struct jrt_cell *cell = cells_of(given->measured, rule->first, &count);
	enum jb_status status = check_alike(rule, given);

	for (size_t i = 0; i < count && status == JB_OK; i++) {
		if (cell[i].steps.in_period > accepted)
			return not_measured(rule, given);
		accepted -= cell[i].steps.in_period;
		add_slot(rule, cell[i].period, cell[i].steps.in_period, cell[i].steps.rejected);
	}
	return status;
}

/* Rejected rows of periods that are no cells of the file that the shard came in. */
static void add_apart(struct rule *rule, const struct jrt_merged_shard *shard)
{
	size_t count;
	const struct jrt_cell *cell =
		cells_of(rule->m->given[shard->given].measured, rule->first, &count);

	for (size_t h = 0; h < shard->shard->holding_count; h++) {
		const struct jrt_holding *holding = &shard->shard->holding[h];

		if (holding->source != rule->source)
			continue;
		for (size_t i = 0; i < holding->apart_count; i++)
			if (holding->apart[i].periods == rule->periods &&
			    !find_cell(cell, count, holding->apart[i].index))
				add_slot(rule, holding->apart[i].index, 0,
					 holding->apart[i].rejected);
	}
}

static enum jb_status too_many(struct rule *rule)
{
	return jrt_merging_wrong(rule->m, JRT_MERGE_LARGE,
				 "look at the dates of their rows: a single one that is far off "
				 "makes many periods without rows",
				 "all shards of %.*s together have more than %d periods",
				 JB_ARG(rule->m->plan->source[rule->source].name), JRT_SLOTS_MAX);
}

static enum jb_status add_covered(struct rule *rule)
{
	const struct jrt_cover *cover = &rule->m->source[rule->source].cover;
	struct jrt_periods *periods = &rule->m->periods[rule->periods];
	const size_t ranges = cover->range.count;
	int64_t first, last;

	if (periods->unit == JRT_WHOLE)
		add_slot(rule, 0, 0, 0);
	if (ranges == 0)
		return JB_OK;
	first = jrt_period_index(periods, cover->range.at[0].from);
	last = jrt_period_index(periods, cover->range.at[ranges - 1].to - 1);
	if (last - first >= JRT_SLOTS_MAX)
		return too_many(rule);
	for (int64_t index = first; index <= last; index++)
		add_slot(rule, index, 0, 0);
	return JB_OK;
}

static int by_period(const void *a, const void *b)
{
	const struct jrt_slot *x = a, *y = b;

	return (x->index > y->index) - (x->index < y->index);
}

/* One slot a period, ascending, with the rows of all shards. */
static enum jb_status join_slots(struct rule *rule)
{
	size_t out = 0;

	if (rule->slot.count == 0)
		return JB_OK;
	qsort(rule->slot.at, rule->slot.count, sizeof *rule->slot.at, by_period);
	for (size_t i = 1; i < rule->slot.count; i++) {
		struct jrt_slot *last = &rule->slot.at[out];

		if (rule->slot.at[i].index != last->index) {
			rule->slot.at[++out] = rule->slot.at[i];
			continue;
		}
		last->rows += rule->slot.at[i].rows;
		last->rejected += rule->slot.at[i].rejected;
		if (last->rows > JRT_STATES_ROWS_MAX || last->rejected > JRT_STATES_ROWS_MAX)
			return jrt_merging_wrong(rule->m, JRT_MERGE_LARGE, NULL,
						 "the rows of a period are too many");
	}
	rule->slot.count = out + 1;
	return rule->slot.count > JRT_SLOTS_MAX ? too_many(rule) : JB_OK;
}

static bool is_cell(const struct rule *rule, const struct jrt_slot *slot)
{
	return slot->rows > 0 || jrt_cover_asks(&rule->m->source[rule->source].cover,
						&rule->m->periods[rule->periods], slot->index);
}

static enum jb_status find_slots(struct rule *rule)
{
	struct jrt_merging *m = rule->m;
	enum jb_status status = JB_OK;
	size_t kept = 0;

	for (size_t g = 0; g < m->given_count && status == JB_OK; g++)
		status = add_given(rule, g);
	for (size_t i = 0; i < m->shard_count; i++)
		add_apart(rule, &m->shard[i]);
	if (status == JB_OK)
		status = add_covered(rule);
	if (status == JB_OK)
		status = join_slots(rule);
	for (size_t i = 0; i < rule->slot.count && status == JB_OK; i++)
		if (is_cell(rule, &rule->slot.at[i]))
			rule->slot.at[kept++] = rule->slot.at[i];
	rule->slot.count = kept;
	return status;
}

/* ---- what is tolerated ---- */

static bool is_over(const struct rule *rule, const struct jrt_slot *slot)
{
	return rule->m->periods[rule->periods].unit != JRT_WHOLE &&
	       jrt_tolerance_over(slot->rejected, slot->rows + slot->rejected,
				  rule->m->plan->source[rule->source].tolerated);
}

static void tell_over(struct rule *rule)
{
	size_t shown = 0;

	for (size_t i = 0; i < rule->slot.count && shown < JRT_TOLERANCE_SHOWN; i++) {
		const struct jrt_slot *slot = &rule->slot.at[i];

		if (!is_over(rule, slot))
			continue;
		jrt_tolerance_tell_period(&rule->m->notes, &rule->m->plan->source[rule->source],
					  &rule->m->periods[rule->periods], slot->index,
					  slot->rejected, slot->rows);
		shown++;
	}
}

/* ---- cells ---- */

/* S7, as at the end of a source. */
static bool is_provisional(const struct rule *rule, const struct jrt_metric *metric,
			   const struct jrt_cell *cell)
{
	const struct jrt_source *source = &rule->m->plan->source[rule->source];
	uint64_t windows = 0;

	for (size_t p = 0; p < metric->part_count; p++) {
		if (cell->part[p].not_due > 0)
			return true;
		windows |= metric->part[p].windows;
	}
	if (rule->m->periods[rule->periods].unit == JRT_WHOLE)
		return false;
	for (unsigned w = 0; windows >> w != 0; w++) {
		const struct jrt_window *window = &source->window[w];

		if (windows >> w & 1 &&
		    !jrt_window_is_over(window,
					window->zone == JRT_NONE ? jrt_zone_utc()
								 : rule->m->zone[window->zone],
					&rule->m->source[rule->source].cover, cell->to - 1))
			return true;
	}
	return false;
}

static void begin_cell(struct rule *rule, uint32_t meter, const struct jrt_slot *slot,
		       struct jrt_cell *cell)
{
	struct jrt_merging *m = rule->m;
	const struct jrt_periods *periods = &m->periods[rule->periods];
	const struct jrt_metric *metric = &m->plan->metric[m->plan->meter[meter].metric];
	const struct jrt_range range = jrt_period_base_range(periods, slot->index);
	struct jb_buf label;

	jb_buf_init(&label, m->arena);
	jrt_period_add_label(periods, slot->index, &label);
	*cell = (struct jrt_cell){
		.meter = meter,
		.period = slot->index,
		.from = range.from,
		.to = range.to,
		.label = jb_buf_text(&label),
		.coverage =
			jrt_cover_of_period(&m->source[rule->source].cover, periods, slot->index),
		.over_tolerance = is_over(rule, slot),
		.steps = {.counted = true, .rejected = slot->rejected, .in_period = slot->rows},
		.part = JB_NEW_ARRAY(m->arena, struct jrt_part_state, metric->part_count),
	};
	for (size_t p = 0; p < metric->part_count; p++)
		cell->part[p].kind = metric->part[p].kind;
}

static enum jb_status fill_cell(struct rule *rule, const struct jrt_metric *metric,
				struct jrt_cell *cell)
{
	enum jb_status status = JB_OK;

	for (size_t g = 0; g < rule->m->given_count && status == JB_OK; g++) {
		size_t count;
		const struct jrt_cell *all =
			cells_of(rule->m->given[g].measured, cell->meter, &count);
		const struct jrt_cell *from = find_cell(all, count, cell->period);

		if (!from)
			continue;
		cell->steps.in_scope += from->steps.in_scope;
		cell->steps.relieved += from->steps.relieved;
		status = jrt_merging_parts(rule->m, metric, cell, from);
	}
	cell->provisional = is_provisional(rule, metric, cell);
	return status;
}

static enum jb_status make_cells(struct rule *rule, uint32_t meter, struct jrt_merged_cells *cells)
{
	const struct jrt_plan *plan = rule->m->plan;
	const struct jrt_metric *metric = &plan->metric[plan->meter[meter].metric];
	enum jb_status status = JB_OK;
	size_t groups = 0;

	cells->cell = JB_NEW_ARRAY(rule->m->arena, struct jrt_cell, rule->slot.count);
	cells->count = rule->slot.count;
	for (size_t i = 0; i < rule->slot.count && status == JB_OK; i++) {
		begin_cell(rule, meter, &rule->slot.at[i], &cells->cell[i]);
		status = fill_cell(rule, metric, &cells->cell[i]);
		if (metric->part_count > 0)
			groups += cells->cell[i].part[0].group_count;
	}
	if (status == JB_OK && groups > JRT_GROUPS_MAX)
		return jrt_merging_wrong(rule->m, JRT_MERGE_LARGE,
					 "group by something that has fewer values",
					 "%.*s: all shards together have more than %d "
					 "groups",
					 JB_ARG(metric->name), JRT_GROUPS_MAX);
	return status;
}

static enum jb_status add_rule(struct jrt_merging *m, uint32_t source, uint32_t first,
			       struct jrt_merged_cells *cells)
{
	struct rule rule = {
		.m = m, .source = source, .periods = m->plan->meter[first].periods, .first = first};
	enum jb_status status = find_slots(&rule);

	if (status == JB_OK)
		tell_over(&rule);
	for (uint32_t i = first; i < m->plan->meter_count && status == JB_OK; i++)
		if (is_of(&rule, i))
			status = make_cells(&rule, i, &cells[i]);
	return status;
}

enum jb_status jrt_merging_cells(struct jrt_merging *m, uint32_t source,
				 struct jrt_merged_cells *cells)
{
	bool *done = JB_NEW_ARRAY(m->arena, bool, m->plan->periods_count);
	enum jb_status status = JB_OK;

	for (uint32_t i = 0; i < m->plan->meter_count && status == JB_OK; i++) {
		uint32_t periods = m->plan->meter[i].periods;

		if (m->plan->metric[m->plan->meter[i].metric].source != source || done[periods])
			continue;
		done[periods] = true;
		status = add_rule(m, source, i, cells);
	}
	return status;
}
