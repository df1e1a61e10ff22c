/*
 * Measured cells that settling reads itself: invoiced charges and what fees are paid for.
 */
#include "settle/settle.h"

static bool has_all(const struct jrt_cell *first, const struct jrt_cell *last,
		    struct jrt_range range)
{
	for (const struct jrt_cell *cell = first; cell < last; cell++)
		if (cell->to != cell[1].from)
			return false;
	return first->from == range.from && last->to == range.to;
}

/* A source that covers its rows says no more than that there are rows: an invoice dated on the
 * last day of a month must not leave the month uncovered. */
static bool covers_rows(const struct jrt_settling *settling, uint32_t meter)
{
	const struct jrt_plan *plan = settling->plan;
	uint32_t source = plan->metric[plan->meter[meter].metric].source;

	return source < plan->source_count && plan->source[source].covers == JRT_COVERS_ROWS;
}

static struct jrt_cell merge(const struct jrt_settling *settling, const struct jrt_cell *first,
			     const struct jrt_cell *last)
{
	const struct jrt_plan *plan = settling->plan;
	size_t parts = plan->metric[plan->meter[first->meter].metric].part_count;
	struct jrt_cell sum = *first;

	if (first == last || first->part == NULL)
		return sum;
	sum.part = JB_NEW_ARRAY(settling->arena, struct jrt_part_state, parts);
	for (size_t p = 0; p < parts; p++)
		sum.part[p] = first->part[p];
	for (const struct jrt_cell *cell = first + 1; cell <= last; cell++) {
		sum.to = cell->to;
		sum.provisional |= cell->provisional;
		sum.over_tolerance |= cell->over_tolerance;
		if (cell->coverage > sum.coverage)
			sum.coverage = cell->coverage;
		for (size_t p = 0; p < parts; p++)
			jrt_part_state_merge(settling->arena, &sum.part[p], &cell->part[p]);
	}
	return sum;
}

/* The first cell of the meter that begins at the instant or later. */
static size_t first_from(const struct jrt_settling *settling, uint32_t meter, int64_t instant)
{
	const struct jrt_cell *cell = settling->measured->cell;
	size_t low = settling->first_cell[meter], high = settling->first_cell[meter + 1];

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (cell[middle].from < instant)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool jrt_settle_cell(const struct jrt_settling *settling, uint32_t meter, struct jrt_range range,
		     struct jrt_cell *out, struct jb_text *why)
{
	const struct jrt_cell *cell = settling->measured->cell;

	*why = JB_TEXT("no data was given for it");
	if (meter >= settling->plan->meter_count)
		return false;
	size_t from = first_from(settling, meter, range.from), to = from;
	while (to < settling->first_cell[meter + 1] && cell[to].to <= range.to)
		to++;
	if (to == from)
		return false;
	*out = merge(settling, &cell[from], &cell[to - 1]);
	*why = JB_TEXT("more of its rows were rejected than is tolerated");
	if (out->over_tolerance)
		return false;
	*why = JB_TEXT("the data given does not cover it");
	return covers_rows(settling, meter) ||
	       (out->coverage <= JRT_COVERED_BY_ROWS && has_all(&cell[from], &cell[to - 1], range));
}
