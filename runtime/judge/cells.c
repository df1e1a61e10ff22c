/*
 * Cells by meter and period, and what several of them are together. Decides nothing.
 */
#include <assert.h>

#include "judge/judge.h"

static bool fits(const struct jrt_judge *judge, size_t index)
{
	const struct jrt_cell *cell = &judge->measured->cell[index], *before = cell - 1;

	if (cell->meter >= judge->plan->meter_count)
		return false;
	return index == 0 || before->meter < cell->meter ||
	       (before->meter == cell->meter && before->period < cell->period);
}

static bool same_relief(const struct jrt_meter *a, const struct jrt_meter *b)
{
	if (a->relief_count != b->relief_count || a->surplus_count != b->surplus_count)
		return false;
	for (size_t i = 0; i < a->surplus_count; i++)
		if (a->surplus[i] != b->surplus[i])
			return false;
	for (size_t i = 0; i < a->relief_count; i++) {
		if (a->relief[i].from != b->relief[i].from || a->relief[i].to != b->relief[i].to)
			return false;
	}
	return true;
}

uint32_t jrt_cells_meter_beside(const struct jrt_plan *plan, const struct jrt_meter *like,
				uint32_t metric)
{
	uint32_t found = JRT_NONE;

	for (uint32_t m = 0; m < plan->meter_count; m++) {
		const struct jrt_meter *meter = &plan->meter[m];
		if (meter->metric != metric || meter->scope != like->scope ||
		    meter->periods != like->periods)
			continue;
		if (same_relief(meter, like))
			return m;
		if (found == JRT_NONE)
			found = m;
	}
	return found;
}

/* A metric made of others alone has no rows of its own: it has the periods of the first of them. */
static void borrow_periods(struct jrt_judge *judge, uint32_t number, size_t depth)
{
	const struct jrt_plan *plan = judge->plan;
	const struct jrt_metric *metric = &plan->metric[plan->meter[number].metric];
	struct jrt_cells *cells = &judge->cells[number];

	if (cells->count > 0 || metric->source != JRT_NONE || depth == 0)
		return;
	for (size_t i = 0; i < metric->formula_count && cells->count == 0; i++) {
		if (metric->formula[i].op != JRT_F_METRIC)
			continue;
		uint32_t other =
			jrt_cells_meter_beside(plan, &plan->meter[number], metric->formula[i].k);
		if (other == JRT_NONE)
			continue;
		borrow_periods(judge, other, depth - 1);
		size_t count = judge->cells[other].count;
		struct jrt_cell *copy = JB_NEW_ARRAY(judge->arena, struct jrt_cell, count);
		for (size_t c = 0; c < count; c++) {
			copy[c] = judge->cells[other].at[c];
			copy[c].meter = number;
			copy[c].part = NULL;
		}
		*cells = (struct jrt_cells){copy, count};
	}
}

enum jb_status jrt_cells_index(struct jrt_judge *judge, struct jb_text *why)
{
	const struct jrt_measured *measured = judge->measured;

	judge->cells = JB_NEW_ARRAY(judge->arena, struct jrt_cells, judge->plan->meter_count);
	for (size_t i = 0; i < measured->cell_count; i++) {
		if (!fits(judge, i)) {
			*why = JB_TEXT("the states are not in the order of the journey's "
				       "measures and periods");
			return JB_REFUSED;
		}
		struct jrt_cells *cells = &judge->cells[measured->cell[i].meter];
		if (cells->count++ == 0)
			cells->at = &measured->cell[i];
	}
	for (uint32_t m = 0; m < judge->plan->meter_count; m++)
		borrow_periods(judge, m, judge->plan->metric_count);
	return JB_OK;
}

/* The number of cells before `period`. */
static size_t cells_before(struct jrt_cells cells, int64_t period)
{
	size_t low = 0, high = cells.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (cells.at[middle].period < period)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct jrt_cells jrt_cells_in(const struct jrt_judge *judge, uint32_t meter, struct jrt_span span)
{
	struct jrt_cells all = judge->cells[meter];
	size_t from = cells_before(all, span.first), to = from;

	while (to < all.count && all.at[to].period <= span.last)
		to++;
	return (struct jrt_cells){to > from ? all.at + from : NULL, to - from};
}

struct jrt_span jrt_cells_span(const struct jrt_judge *judge, uint32_t meter, int64_t period)
{
	unsigned rolling = judge->periods[judge->plan->meter[meter].periods].rolling;

	return (struct jrt_span){rolling > 1 ? period - (int64_t)rolling + 1 : period, period};
}

/* Of two stretches of time together. */
static enum jrt_coverage both(enum jrt_coverage a, enum jrt_coverage b)
{
	if (a != b && (a == JRT_COVERED_NOT || b == JRT_COVERED_NOT))
		return JRT_COVERED_PART;
	return a > b ? a : b;
}

struct jrt_cell jrt_cells_merge(const struct jrt_judge *judge, struct jrt_cells cells)
{
	assert(cells.count > 0);
	struct jrt_cell sum = cells.at[0];
	size_t parts = judge->plan->metric[judge->plan->meter[sum.meter].metric].part_count;

	if (cells.count == 1)
		return sum;
	sum.part = JB_NEW_ARRAY(judge->arena, struct jrt_part_state, parts);
	for (size_t p = 0; p < parts; p++)
		sum.part[p] = cells.at[0].part[p];
	for (size_t i = 1; i < cells.count; i++) {
		const struct jrt_cell *cell = &cells.at[i];
		sum.to = cell->to;
		sum.provisional |= cell->provisional;
		sum.over_tolerance |= cell->over_tolerance;
		sum.entry = cell->entry > sum.entry ? cell->entry : sum.entry;
		sum.coverage = both(sum.coverage, cell->coverage);
		for (size_t p = 0; p < parts; p++)
			jrt_part_state_merge(judge->arena, &sum.part[p], &cell->part[p]);
	}
	return sum;
}

/* Cases have the files of their log. */
static uint32_t read_from(const struct jrt_judge *judge, uint32_t source)
{
	const struct jrt_cases *cases = judge->plan->source[source].cases;

	return cases ? cases->log : source;
}

bool jrt_cells_no_file(const struct jrt_judge *judge, uint32_t source)
{
	source = read_from(judge, source);
	for (size_t i = 0; i < judge->measured->file_count; i++) {
		if (judge->measured->file[i].source == source)
			return false;
	}
	return true;
}

bool jrt_cells_over_tolerance(const struct jrt_judge *judge, uint32_t source)
{
	return source < judge->measured->source_count &&
	       judge->measured->source[source].over_tolerance;
}

static bool is_unread(const struct jrt_judge *judge, uint32_t source)
{
	return source < judge->measured->source_count && judge->measured->source[source].unread;
}

/* Metrics refer to metrics without cycles; `depth` holds where a plan lies. */
static uint32_t find_source(const struct jrt_judge *judge, uint32_t number,
			    bool (*test)(const struct jrt_judge *, uint32_t), size_t depth)
{
	const struct jrt_metric *metric = &judge->plan->metric[number];

	if (metric->source != JRT_NONE && test(judge, metric->source))
		return metric->source;
	for (size_t i = 0; i < metric->formula_count && depth > 0; i++) {
		if (metric->formula[i].op != JRT_F_METRIC)
			continue;
		uint32_t found = find_source(judge, metric->formula[i].k, test, depth - 1);
		if (found != JRT_NONE)
			return found;
	}
	return JRT_NONE;
}

uint32_t jrt_cells_source(const struct jrt_judge *judge, uint32_t metric,
			  bool (*test)(const struct jrt_judge *, uint32_t))
{
	return find_source(judge, metric, test, judge->plan->metric_count);
}

/* "feb.csv could not be read", "feb.csv and 1 more could not be read". */
struct jb_text jrt_cells_unread(const struct jrt_judge *judge, uint32_t metric)
{
	uint32_t source = jrt_cells_source(judge, metric, is_unread);
	struct jb_text first = JB_TEXT("a file"), more = JB_TEXT("");
	unsigned long long count = 0;

	if (source == JRT_NONE)
		return JB_TEXT("");
	source = read_from(judge, source);
	for (size_t i = 0; i < judge->measured->file_count; i++) {
		const struct jrt_file_tally *file = &judge->measured->file[i];
		if (file->source == source && file->unread && count++ == 0)
			first = file->file;
	}
	if (count > 1)
		more = jb_text_printf(judge->arena, " and %llu more", count - 1);
	return jb_text_printf(judge->arena, "%.*s%.*s could not be read", JB_ARG(first),
			      JB_ARG(more));
}
