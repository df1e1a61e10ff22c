/*
 * Lanes of a grid: ways that leap many columns run above all nodes, ways that go back below them.
 * The shorter a way, the nearer its lane; ways that do not meet share one.
 */
#include "diagram/grid_internal.h"

#include <math.h>
#include <stdlib.h>

struct stretch {
	double from, to;
	uint32_t edge;
};

static int by_length(const void *a, const void *b)
{
	const struct stretch *x = a, *y = b;
	double more = (x->to - x->from) - (y->to - y->from);

	if (more != 0)
		return more < 0 ? -1 : 1;
	return (x->edge > y->edge) - (x->edge < y->edge);
}

/* Where along the lanes a way runs, with its turns and its label. */
static struct stretch stretch_of(const struct grid *grid, uint32_t number)
{
	const struct jy_graph_edge *edge = &grid->graph->edge[number];
	const struct grid_column *from = &grid->column[grid->rank[edge->from]];
	const struct grid_gap *before = &grid->gap[grid->rank[edge->to]];
	double begin = from->x + from->width, end = before->x + before->width;
	double left = fmin(begin, end), right = fmax(begin, end);
	double middle = (left + right) / 2, half = edge->label_width / 2 + GRID_AIR / 2;

	return (struct stretch){.from = fmin(left - GRID_GAP, middle - half),
				.to = fmax(right + GRID_GAP, middle + half),
				.edge = number};
}

struct lane {
	JB_VEC(struct stretch) stretches;
};

static bool fits(const struct lane *lane, const struct stretch *stretch)
{
	for (size_t i = 0; i < lane->stretches.count; i++)
		if (lane->stretches.at[i].from < stretch->to &&
		    stretch->from < lane->stretches.at[i].to)
			return false;
	return true;
}

static void assign(struct grid *grid, enum grid_route route, struct grid_lanes *lanes)
{
	struct stretch *stretch =
		JB_NEW_ARRAY(grid->arena, struct stretch, grid->graph->edge_count);
	struct lane *lane;
	size_t count = 0;

	for (uint32_t i = 0; i < grid->graph->edge_count; i++)
		if (grid->edge[i].route == route)
			stretch[count++] = stretch_of(grid, i);
	if (count)
		qsort(stretch, count, sizeof *stretch, by_length);
	lane = JB_NEW_ARRAY(grid->arena, struct lane, count);
	lanes->height = JB_NEW_ARRAY(grid->arena, double, count);
	lanes->y = JB_NEW_ARRAY(grid->arena, double, count);
	for (size_t i = 0; i < count; i++) {
		const struct jy_graph_edge *edge = &grid->graph->edge[stretch[i].edge];
		uint32_t at = 0;

		while (at < lanes->count && !fits(&lane[at], &stretch[i]))
			at++;
		if (at == lanes->count)
			lanes->height[lanes->count++] = GRID_LANE;
		*jb_push(grid->arena, &lane[at].stretches) = stretch[i];
		grid->edge[stretch[i].edge].lane = at;
		if (edge->label_width > 0)
			lanes->height[at] = fmax(lanes->height[at], edge->label_height + 6);
	}
}

static double lowest(const struct grid *grid)
{
	double bottom = grid->bottom;

	for (uint32_t i = 0; i < grid->item_count; i++)
		bottom = fmax(bottom, grid->item[i].y + grid->item[i].height / 2);
	return bottom;
}

void grid_lanes(struct grid *grid)
{
	double above = grid->top - GRID_LANE, below = lowest(grid) + GRID_LANE;

	assign(grid, GRID_ABOVE, &grid->above);
	assign(grid, GRID_BELOW, &grid->below);
	for (uint32_t i = 0; i < grid->above.count; i++) {
		grid->above.y[i] = above - grid->above.height[i] / 2;
		above -= grid->above.height[i];
	}
	for (uint32_t i = 0; i < grid->below.count; i++) {
		grid->below.y[i] = below + grid->below.height[i] / 2;
		below += grid->below.height[i];
	}
}
