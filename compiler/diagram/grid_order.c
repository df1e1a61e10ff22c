/*
 * The order of items in each column of a grid: every item is drawn towards the middle of those that
 * it is joined to, from the left, then from the right, a few times over. What stands outside of all
 * clusters stays at the bottom.
 */
#include "diagram/grid_internal.h"

#include <stdlib.h>

#define SWEEPS 4

struct sorted {
	double wish;
	uint32_t place; /* until now: equal wishes keep their order */
	uint32_t item;
	bool outside;
};

static int by_wish(const void *a, const void *b)
{
	const struct sorted *x = a, *y = b;

	if (x->outside != y->outside)
		return x->outside ? 1 : -1;
	if (x->wish != y->wish)
		return x->wish < y->wish ? -1 : 1;
	return (x->place > y->place) - (x->place < y->place);
}

/* Where an item stands, from the middle of its column. */
static double stand(const struct grid *grid, const struct grid_item *item)
{
	return item->place - (grid->column[item->column].count - 1) / 2.0;
}

static double wish_of(const struct grid *grid, const struct grid_item *item, bool from_left)
{
	const uint32_t *list = from_left ? item->before : item->after;
	uint32_t count = from_left ? item->before_count : item->after_count;
	double sum = 0;

	for (uint32_t i = 0; i < count; i++)
		sum += stand(grid, &grid->item[list[i]]);
	return count ? sum / count : stand(grid, item);
}

static void sort_column(struct grid *grid, uint32_t number, bool from_left, struct sorted *room)
{
	struct grid_column *column = &grid->column[number];

	for (uint32_t i = 0; i < column->count; i++) {
		const struct grid_item *item = &grid->item[column->item[i]];

		room[i] = (struct sorted){.wish = wish_of(grid, item, from_left),
					  .place = i,
					  .item = column->item[i],
					  .outside = item->outside};
	}
	qsort(room, column->count, sizeof *room, by_wish);
	for (uint32_t i = 0; i < column->count; i++) {
		column->item[i] = room[i].item;
		grid->item[room[i].item].place = i;
	}
}

void grid_order(struct grid *grid)
{
	struct sorted *room = JB_NEW_ARRAY(grid->arena, struct sorted, grid->item_count);
	const uint32_t first = grid->graph->first_stays;

	for (unsigned sweep = 0; sweep < SWEEPS; sweep++) {
		for (uint32_t c = first; c < grid->column_count; c++)
			sort_column(grid, c, true, room);
		for (uint32_t c = grid->column_count; c > first && sweep + 1 < SWEEPS; c--)
			sort_column(grid, c - 1, false, room);
	}
}
