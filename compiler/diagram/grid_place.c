/*
 * Places in a grid. Along a column every item comes as near as it may to the middle of those it is
 * joined to, in the order that is given and with air between; then columns get their widths, and
 * the gaps between them room for labels and for ways that climb.
 */
#include "diagram/grid_internal.h"

#include <math.h>

#define SWEEPS 4

/* ---- down a column ---- */

struct block {
	double sum;
	size_t count;
};

/* With z[i] = value[i] - (steps before i) the values may not fall: neighbours that would are pooled
 * at their mean (pool adjacent violators: M. Ayer and others, 1955). */
void grid_spread(struct jb_arena *arena, double *wish, const double *step, size_t count)
{
	struct block *block = JB_NEW_ARRAY(arena, struct block, count);
	size_t blocks = 0, at = 0;
	double before = 0;

	for (size_t i = 0; i < count; i++) {
		block[blocks++] = (struct block){wish[i] - before, 1};
		while (blocks > 1 &&
		       block[blocks - 2].sum * (double)block[blocks - 1].count >
			       block[blocks - 1].sum * (double)block[blocks - 2].count) {
			block[blocks - 2].sum += block[blocks - 1].sum;
			block[blocks - 2].count += block[blocks - 1].count;
			blocks--;
		}
		before += i + 1 < count ? step[i] : 0;
	}
	before = 0;
	for (size_t b = 0; b < blocks; b++)
		for (size_t k = 0; k < block[b].count; k++, at++) {
			wish[at] = block[b].sum / (double)block[b].count + before;
			before += at + 1 < count ? step[at] : 0;
		}
}

struct column_room {
	double *wish, *step;
};

/* Two ways that only pass may come close. */
static double step_between(const struct grid_item *a, const struct grid_item *b)
{
	bool both_pass = a->node == GRID_NONE && b->node == GRID_NONE;

	return (a->height + b->height) / 2 + (both_pass ? 0 : GRID_AIR);
}

static double mean_of(const struct grid *grid, const struct grid_item *item, bool left, bool right)
{
	double sum = 0;
	uint32_t count = 0;

	for (uint32_t i = 0; left && i < item->before_count; i++, count++)
		sum += grid->item[item->before[i]].y;
	for (uint32_t i = 0; right && i < item->after_count; i++, count++)
		sum += grid->item[item->after[i]].y;
	return count ? sum / count : item->y;
}

static uint32_t inside_count(const struct grid *grid, const struct grid_column *column)
{
	uint32_t count = column->count;

	while (count > 0 && grid->item[column->item[count - 1]].outside)
		count--;
	return count;
}

static void settle_column(struct grid *grid, uint32_t number, bool left, bool right,
			  struct column_room room)
{
	const struct grid_column *column = &grid->column[number];
	uint32_t count = inside_count(grid, column);

	for (uint32_t i = 0; i < count; i++) {
		const struct grid_item *item = &grid->item[column->item[i]];

		room.wish[i] = mean_of(grid, item, left, right);
		if (i + 1 < count)
			room.step[i] = step_between(item, &grid->item[column->item[i + 1]]);
	}
	grid_spread(grid->arena, room.wish, room.step, count);
	for (uint32_t i = 0; i < count; i++)
		grid->item[column->item[i]].y = room.wish[i];
}

/* Columns as stacks about one middle: what the sweeps begin with. */
static void stack(struct grid *grid)
{
	for (uint32_t c = 0; c < grid->column_count; c++) {
		const struct grid_column *column = &grid->column[c];
		uint32_t count = inside_count(grid, column);
		double y = 0;

		for (uint32_t i = 0; i < count; i++) {
			struct grid_item *item = &grid->item[column->item[i]];

			y += i ? step_between(&grid->item[column->item[i - 1]], item) : 0;
			item->y = y;
		}
		for (uint32_t i = 0; i < count; i++)
			grid->item[column->item[i]].y -= y / 2;
	}
}

static void find_ends(struct grid *grid)
{
	grid->top = INFINITY;
	grid->bottom = -INFINITY;
	for (uint32_t i = 0; i < grid->item_count; i++) {
		const struct grid_item *item = &grid->item[i];

		if (item->outside)
			continue;
		grid->top = fmin(grid->top, item->y - item->height / 2);
		grid->bottom = fmax(grid->bottom, item->y + item->height / 2);
	}
	if (grid->top > grid->bottom)
		grid->top = grid->bottom = 0;
}

/* Titles of clusters stand above what is in them. */
static double title_height(const struct grid *grid)
{
	double height = 0;

	for (size_t i = 0; i < grid->graph->cluster_count; i++)
		height = fmax(height, grid->graph->cluster[i].label_height);
	return height > 0 ? height + GRID_CLUSTER_PAD : 0;
}

static void place_outside(struct grid *grid)
{
	const double from = grid->bottom + GRID_CLUSTER_PAD + GRID_AIR;

	for (uint32_t c = 0; c < grid->column_count; c++) {
		const struct grid_column *column = &grid->column[c];
		double y = from;

		for (uint32_t i = inside_count(grid, column); i < column->count; i++) {
			struct grid_item *item = &grid->item[column->item[i]];

			item->y = y + item->height / 2;
			y += item->height + (item->node == GRID_NONE ? 0 : GRID_AIR);
		}
	}
}

static void place_down(struct grid *grid)
{
	struct column_room room = {JB_NEW_ARRAY(grid->arena, double, grid->item_count),
				   JB_NEW_ARRAY(grid->arena, double, grid->item_count)};

	stack(grid);
	for (unsigned sweep = 0; sweep < SWEEPS; sweep++) {
		bool last = sweep + 1 == SWEEPS;

		for (uint32_t c = 0; c < grid->column_count; c++)
			settle_column(grid, c, true, last, room);
		for (uint32_t c = grid->column_count; c > 0 && !last; c--)
			settle_column(grid, c - 1, false, true, room);
	}
	find_ends(grid);
	place_outside(grid);
	if (grid->graph->cluster_count) {
		grid->top -= title_height(grid) + GRID_CLUSTER_PAD;
		grid->bottom += GRID_CLUSTER_PAD;
	}
}

/* ---- from the left ---- */

static void size_columns(struct grid *grid)
{
	const struct jy_graph *graph = grid->graph;

	for (size_t i = 0; i < graph->node_count; i++) {
		struct grid_column *column = &grid->column[grid->rank[i]];
		int cluster = graph->node[i].cluster;

		column->width = fmax(column->width, graph->node[i].width);
		/* No way that climbs may cross a title: it fits above the first column. */
		if (cluster >= 0 && graph->cluster_count)
			column->width = fmax(column->width, graph->cluster[cluster].label_width);
	}
}

/* The gap in which the label of a way stands: behind its beginning. */
static void size_labels(struct grid *grid)
{
	const struct jy_graph *graph = grid->graph;

	for (size_t i = 0; i < graph->edge_count; i++) {
		struct grid_gap *gap = &grid->gap[grid->rank[graph->edge[i].from] + 1];

		if (grid->edge[i].route == GRID_THROUGH)
			gap->label_width = fmax(gap->label_width, graph->edge[i].label_width);
	}
}

/* The steeper its ways, the wider a gap. */
static double climb_width(const struct grid *grid, uint32_t number)
{
	const struct grid_column *column = number ? &grid->column[number - 1] : NULL;
	double steepest = 0;

	for (uint32_t i = 0; column && i < column->count; i++) {
		const struct grid_item *item = &grid->item[column->item[i]];

		for (uint32_t k = 0; k < item->after_count; k++)
			steepest = fmax(steepest, fabs(grid->item[item->after[k]].y - item->y));
	}
	return fmin(fmax(GRID_GAP, steepest * 0.3), GRID_GAP_MAX);
}

static bool has_lanes(const struct grid *grid)
{
	for (size_t i = 0; i < grid->graph->edge_count; i++)
		if (grid->edge[i].route != GRID_THROUGH)
			return true;
	return false;
}

static void place_across(struct grid *grid)
{
	const double edge = has_lanes(grid) ? GRID_GAP : 0;
	const double pad = grid->graph->cluster_count ? GRID_CLUSTER_PAD : 0;
	double x = 0;

	size_columns(grid);
	size_labels(grid);
	for (uint32_t g = 0; g <= grid->column_count; g++) {
		struct grid_gap *gap = &grid->gap[g];
		bool outer = g == 0 || g == grid->column_count;

		gap->x = x;
		gap->width = outer ? edge + pad : climb_width(grid, g) + 2 * pad;
		if (gap->label_width > 0)
			gap->width = fmax(gap->width, 1.4 * GRID_GAP + 2 * pad) + gap->label_width;
		x += gap->width;
		if (g == grid->column_count)
			break;
		grid->column[g].x = x;
		x += grid->column[g].width;
	}
}

void grid_place(struct grid *grid)
{
	place_down(grid);
	place_across(grid);
}
