/*
 * The ways of a grid, and what comes of it all: curves between the columns, straight pieces through
 * them and along the lanes; then everything is moved to where coordinates begin.
 */
#include "diagram/grid_internal.h"

#include <math.h>
#include <stdlib.h>

/* ---- labels in the gaps ---- */

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

/* Ways of one gap pass its labels in a column, each at its own height. */
static void spread_gap(struct grid *grid, const struct waypoint *at, size_t count)
{
	const struct grid_gap *gap = &grid->gap[at->gap];
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
	for (size_t i = 0; i < count; i++)
		grid->edge[at[i].edge].label = (struct jy_point){gap->x + gap->width / 2, wish[i]};
}

static void place_labels(struct grid *grid)
{
	const struct jy_graph *graph = grid->graph;
	struct waypoint *at = JB_NEW_ARRAY(grid->arena, struct waypoint, graph->edge_count);
	size_t count = 0, end;

	for (uint32_t i = 0; i < graph->edge_count; i++) {
		uint32_t gap = grid->rank[graph->edge[i].from] + 1;
		double from = grid->item[graph->edge[i].from].y;

		if (grid->edge[i].route == GRID_THROUGH && grid->gap[gap].label_width > 0)
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

/* ---- curves ---- */

struct pen {
	struct jb_arena *arena;
	JB_VEC(struct jy_point) list;
	struct jy_point at;
};

static void bend(struct pen *pen, struct jy_point a, struct jy_point b, struct jy_point to)
{
	*jb_push(pen->arena, &pen->list) = a;
	*jb_push(pen->arena, &pen->list) = b;
	*jb_push(pen->arena, &pen->list) = to;
	pen->at = to;
}

static void begin(struct pen *pen, struct jy_point at)
{
	*jb_push(pen->arena, &pen->list) = at;
	pen->at = at;
}

static void straight(struct pen *pen, double x)
{
	struct jy_point from = pen->at;

	if (fabs(x - from.x) < 0.01)
		return;
	bend(pen, (struct jy_point){from.x + (x - from.x) / 3, from.y},
	     (struct jy_point){from.x + (x - from.x) * 2 / 3, from.y},
	     (struct jy_point){x, from.y});
}

/* From level to level, on along the way. */
static void climb(struct pen *pen, double x, double y)
{
	double middle = (pen->at.x + x) / 2;

	bend(pen, (struct jy_point){middle, pen->at.y}, (struct jy_point){middle, y},
	     (struct jy_point){x, y});
}

/* Back again at another level; `reach` to the right where it is positive. */
static void turn(struct pen *pen, double reach, double y)
{
	double x = pen->at.x;

	bend(pen, (struct jy_point){x + reach, pen->at.y}, (struct jy_point){x + reach, y},
	     (struct jy_point){x, y});
}

static double right_of(const struct grid *grid, uint32_t column)
{
	return grid->column[column].x + grid->column[column].width;
}

/* From a node's side to the edge of its column. */
static void leave(struct grid *grid, struct pen *pen, uint32_t node)
{
	uint32_t column = grid->rank[node];
	double middle = grid->column[column].x + grid->column[column].width / 2;

	begin(pen,
	      (struct jy_point){middle + grid->graph->node[node].width / 2, grid->item[node].y});
	straight(pen, right_of(grid, column));
}

static void arrive(struct grid *grid, struct pen *pen, struct jy_graph_edge *edge)
{
	uint32_t column = grid->rank[edge->to];
	double middle = grid->column[column].x + grid->column[column].width / 2;

	edge->tip = (struct jy_point){middle - grid->graph->node[edge->to].width / 2,
				      grid->item[edge->to].y};
	straight(pen, edge->tip.x - GRID_TIP);
	edge->point = pen->list.at;
	edge->point_count = pen->list.count;
}

static void draw_through(struct grid *grid, struct pen *pen, uint32_t number)
{
	const struct jy_graph_edge *edge = &grid->graph->edge[number];
	struct grid_edge *way = &grid->edge[number];
	uint32_t column = grid->rank[edge->from] + 1;

	if (grid->gap[column].label_width > 0) {
		double half = edge->label_width > 0 ? edge->label_width / 2 : GRID_LANE / 2;

		climb(pen, way->label.x - half, way->label.y);
		straight(pen, way->label.x + half);
	}
	for (uint32_t i = 0; i < way->through_count; i++, column++) {
		climb(pen, grid->column[column].x, grid->item[way->first + i].y);
		straight(pen, right_of(grid, column));
	}
	climb(pen, grid->column[column].x - GRID_TIP, grid->item[edge->to].y);
}

static void draw_lane(struct grid *grid, struct pen *pen, uint32_t number)
{
	const struct jy_graph_edge *edge = &grid->graph->edge[number];
	struct grid_edge *way = &grid->edge[number];
	const struct grid_gap *out = &grid->gap[grid->rank[edge->from] + 1];
	const struct grid_gap *in = &grid->gap[grid->rank[edge->to]];
	double begins = out->x, ends = in->x + in->width - GRID_TIP;

	way->label.x = (begins + ends) / 2;
	if (way->route == GRID_ABOVE) {
		way->label.y = grid->above.y[way->lane];
		climb(pen, begins + fmin(out->width, GRID_GAP_MAX), way->label.y);
		straight(pen, ends - fmin(in->width - GRID_TIP, GRID_GAP_MAX));
		climb(pen, ends, grid->item[edge->to].y);
		return;
	}
	way->label.y = grid->below.y[way->lane];
	turn(pen, fmin(out->width, GRID_GAP), way->label.y);
	straight(pen, ends);
	turn(pen, -fmin(in->width - GRID_TIP, GRID_GAP), grid->item[edge->to].y);
}

static void draw_edge(struct grid *grid, uint32_t number)
{
	struct jy_graph_edge *edge = &grid->graph->edge[number];
	struct grid_edge *way = &grid->edge[number];
	struct pen pen = {.arena = grid->arena};

	leave(grid, &pen, edge->from);
	if (way->route == GRID_THROUGH)
		draw_through(grid, &pen, number);
	else
		draw_lane(grid, &pen, number);
	arrive(grid, &pen, edge);
	edge->label = way->label;
}

/* ---- what comes of it ---- */

static void give_nodes(struct grid *grid)
{
	for (size_t i = 0; i < grid->graph->node_count; i++) {
		const struct grid_column *column = &grid->column[grid->rank[i]];

		grid->graph->node[i].middle =
			(struct jy_point){column->x + column->width / 2, grid->item[i].y};
	}
}

static void give_clusters(struct grid *grid)
{
	struct jy_graph *graph = grid->graph;

	for (size_t i = 0; i < graph->cluster_count; i++)
		graph->cluster[i].rect = (struct jy_rect){0};
	for (size_t i = 0; i < graph->node_count; i++) {
		struct jy_rect *rect;
		double left, right;

		if (graph->node[i].cluster < 0)
			continue;
		rect = &graph->cluster[graph->node[i].cluster].rect;
		left = grid->column[grid->rank[i]].x - GRID_CLUSTER_PAD;
		right = right_of(grid, grid->rank[i]) + GRID_CLUSTER_PAD;
		if (rect->h > 0) {
			left = fmin(left, rect->x);
			right = fmax(right, rect->x + rect->w);
		}
		*rect = (struct jy_rect){left, grid->top, right - left, grid->bottom - grid->top};
	}
	for (size_t i = 0; i < graph->cluster_count; i++) {
		struct jy_graph_cluster *cluster = &graph->cluster[i];

		cluster->label = (struct jy_point){
			cluster->rect.x + GRID_CLUSTER_PAD + cluster->label_width / 2,
			cluster->rect.y + GRID_CLUSTER_PAD + cluster->label_height / 2};
	}
}

struct extent {
	double top, bottom;
};

static void reach(struct extent *extent, double y, double half)
{
	extent->top = fmin(extent->top, y - half);
	extent->bottom = fmax(extent->bottom, y + half);
}

static struct extent extent_of(const struct grid *grid)
{
	const struct jy_graph *graph = grid->graph;
	struct extent extent = {grid->top, grid->bottom};

	for (uint32_t i = 0; i < grid->item_count; i++)
		reach(&extent, grid->item[i].y, grid->item[i].height / 2);
	for (size_t i = 0; i < graph->edge_count; i++)
		if (graph->edge[i].label_width > 0 || grid->edge[i].route != GRID_THROUGH)
			reach(&extent, graph->edge[i].label.y,
			      fmax(graph->edge[i].label_height, GRID_LANE) / 2);
	return extent;
}

static void move_down(struct jy_graph *graph, double by)
{
	for (size_t i = 0; i < graph->node_count; i++)
		graph->node[i].middle.y += by;
	for (size_t i = 0; i < graph->cluster_count; i++) {
		graph->cluster[i].rect.y += by;
		graph->cluster[i].label.y += by;
	}
	for (size_t i = 0; i < graph->edge_count; i++) {
		struct jy_graph_edge *edge = &graph->edge[i];

		for (size_t k = 0; k < edge->point_count; k++)
			edge->point[k].y += by;
		edge->tip.y += by;
		edge->label.y += by;
	}
}

void grid_ways(struct grid *grid)
{
	struct jy_graph *graph = grid->graph;
	const struct grid_gap *last = &grid->gap[grid->column_count];
	struct extent extent;

	place_labels(grid);
	grid_lanes(grid);
	give_nodes(grid);
	give_clusters(grid);
	for (uint32_t i = 0; i < graph->edge_count; i++)
		draw_edge(grid, i);
	extent = extent_of(grid);
	move_down(graph, -extent.top);
	graph->width = last->x + last->width;
	graph->height = extent.bottom - extent.top;
}
