/*
 * Labels of ways that run through the columns of a grid: they stand in the gap behind the way's
 * beginning, one below the other, and the ways of the gap pass there each at its own height.
 */
#include "diagram/grid_internal.h"

#include <math.h>
#include <stdlib.h>

struct waypoint {
	uint32_t gap, edge;
	double wish;
};

static int by_gap(const void *a, const void *b)
{
	const struct waypoint *x = a, *y = b;

	if (x->gap != y->gap)
		return x->gap < y->gap ? -1 : 1;
	if (x->wish != y->wish)
		return x->wish < y->wish ? -1 : 1;
	return (x->edge > y->edge) - (x->edge < y->edge);
}

static const struct grid_item *next_item(const struct grid *grid, uint32_t number)
{
	const struct grid_edge *way = &grid->edge[number];

	return &grid->item[way->through_count ? way->first : grid->graph->edge[number].to];
}

static double waypoint_height(const struct grid *grid, uint32_t number)
{
	const struct jy_graph_edge *edge = &grid->graph->edge[number];

	return edge->label_width > 0 ? edge->label_height + 6 : GRID_LANE;
}

/* Between the tracks of those that leave and those that arrive. */
static double label_middle(const struct grid_gap *gap)
{
	double left = grid_tracks_width(gap->leaving), right = grid_tracks_width(gap->arriving);

	return gap->x + (gap->width + left - right) / 2;
}

/* Ways of one gap pass its labels in a column, each at its own height. */
static void spread_gap(struct grid *grid, const struct waypoint *at, size_t count)
{
	const double middle = label_middle(&grid->gap[at->gap]);
	struct grid_row *row =
		&grid->row[grid->column[grid->rank[grid->graph->edge[at->edge].from]].row];
	double *wish = JB_NEW_ARRAY(grid->arena, double, count);
	double *step = JB_NEW_ARRAY(grid->arena, double, count);

	for (size_t i = 0; i < count; i++) {
		wish[i] = at[i].wish;
		if (i + 1 < count)
			step[i] = (waypoint_height(grid, at[i].edge) +
				   waypoint_height(grid, at[i + 1].edge)) /
				  2;
	}
	grid_spread(grid->arena, wish, step, count);
	for (size_t i = 0; i < count; i++) {
		double half = waypoint_height(grid, at[i].edge) / 2;

		grid->edge[at[i].edge].label = (struct jy_point){middle, wish[i]};
		row->ceiling = fmin(row->ceiling, wish[i] - half);
		row->floor = fmax(row->floor, wish[i] + half);
	}
}

void grid_labels(struct grid *grid)
{
	const struct jy_graph *graph = grid->graph;
	struct waypoint *at = JB_NEW_ARRAY(grid->arena, struct waypoint, graph->edge_count);
	size_t count = 0, end;

	for (uint32_t i = 0; i < graph->edge_count; i++) {
		const struct grid_gap *behind = grid_behind(grid, grid->rank[graph->edge[i].from]);
		uint32_t gap = (uint32_t)(behind - grid->gap);
		double from = grid->item[graph->edge[i].from].y;

		if (!grid->edge[i].leg_count && behind->label_width > 0)
			at[count++] = (struct waypoint){gap, i, (from + next_item(grid, i)->y) / 2};
	}
	if (count)
		qsort(at, count, sizeof *at, by_gap);
	for (size_t begin = 0; begin < count; begin = end) {
		for (end = begin; end < count && at[end].gap == at[begin].gap;)
			end++;
		spread_gap(grid, at + begin, end - begin);
	}
}
