/*
 * The ways of a grid, and what comes of it all: curves between the columns, straight pieces through
 * them and along lanes and shafts; then everything is moved to where coordinates begin.
 */
#include "diagram/grid_internal.h"

#include <math.h>

/* ---- ways ---- */

static double right_of(const struct grid *grid, uint32_t column)
{
	return grid->column[column].x + grid->column[column].width;
}

/* The middle of a node's left or right side. */
static struct jy_point side_of(const struct grid *grid, uint32_t node, double side)
{
	const struct grid_column *column = &grid->column[grid->rank[node]];

	return (struct jy_point){column->x + column->width / 2 +
					 side * grid->graph->node[node].width / 2,
				 grid->item[node].y};
}

static void draw_through(struct grid *grid, struct grid_pen *pen, uint32_t number)
{
	const struct jy_graph_edge *edge = &grid->graph->edge[number];
	const struct grid_edge *way = &grid->edge[number];
	uint32_t column = grid->rank[edge->from];
	const struct grid_gap *gap = grid_behind(grid, column);

	grid_pen_level(pen, right_of(grid, column));
	if (gap->label_width > 0) {
		double half = edge->label_width > 0 ? edge->label_width / 2 : GRID_LANE / 2;

		grid_pen_climb(pen, way->label.x - half, way->label.y);
		grid_pen_level(pen, way->label.x + half);
	}
	for (uint32_t i = 0; i < way->through_count; i++) {
		column++;
		grid_pen_climb(pen, grid->column[column].x, grid->item[way->first + i].y);
		grid_pen_level(pen, right_of(grid, column));
	}
	grid_pen_climb(pen, grid->column[column + 1].x - GRID_TIP, grid->item[edge->to].y);
}

static void draw_around(struct grid *grid, struct grid_pen *pen, uint32_t number)
{
	const struct jy_graph_edge *edge = &grid->graph->edge[number];
	struct grid_edge *way = &grid->edge[number];
	const double from = grid_leaving_x(grid, grid->rank[edge->from], way->leaves);
	const double to = grid_arriving_x(grid, grid->rank[edge->to], way->arrives);
	const double end = side_of(grid, edge->to, -1).x - GRID_TIP;
	struct jy_point corner[7];
	size_t count = 0;
	double y = grid_lane_y(grid, &way->leg);

	way->label.y = y;
	corner[count++] = (struct jy_point){from, pen->at.y};
	corner[count++] = (struct jy_point){from, y};
	if (way->bundle != GRID_NONE) {
		const struct grid_bundle *bundle = &grid->bundle.at[way->bundle];
		double x = grid_shaft_x(grid, bundle);

		corner[count++] = (struct jy_point){x, y};
		y = grid_lane_y(grid, &bundle->leg);
		corner[count++] = (struct jy_point){x, y};
	}
	corner[count++] = (struct jy_point){to, y};
	corner[count++] = (struct jy_point){to, grid->item[edge->to].y};
	corner[count++] = (struct jy_point){end, grid->item[edge->to].y};
	grid_pen_corners(pen, corner, count);
}

static void draw_edge(struct grid *grid, uint32_t number)
{
	struct jy_graph_edge *edge = &grid->graph->edge[number];
	struct grid_pen pen = {.arena = grid->arena};

	edge->tip = side_of(grid, edge->to, -1);
	grid_pen_begin(&pen, side_of(grid, edge->from, 1));
	if (grid->edge[number].leg_count)
		draw_around(grid, &pen, number);
	else
		draw_through(grid, &pen, number);
	grid_pen_level(&pen, edge->tip.x - GRID_TIP);
	edge->point = pen.list.at;
	edge->point_count = pen.list.count;
	edge->label = grid->edge[number].label;
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

static void add_piece(struct grid *grid, struct jy_graph_cluster *cluster, uint32_t first,
		      uint32_t end)
{
	const struct grid_row *row = &grid->row[grid->column[first].row];
	double left = grid->column[first].x - GRID_CLUSTER_PAD;
	double right = right_of(grid, end - 1) + GRID_CLUSTER_PAD;

	cluster->piece[cluster->piece_count++] =
		(struct jy_rect){left, row->top, right - left, row->bottom - row->top};
}

/* Clusters stand in the order of their columns: one in several rows has a piece in each. */
static void give_clusters(struct grid *grid)
{
	struct jy_graph *graph = grid->graph;
	struct jy_rect *piece = JB_NEW_ARRAY(grid->arena, struct jy_rect, grid->column_count);
	uint32_t end;

	for (size_t i = 0; i < graph->cluster_count; i++) {
		graph->cluster[i].piece = NULL;
		graph->cluster[i].piece_count = 0;
	}
	for (uint32_t first = 0; first < grid->column_count; first = end) {
		const struct grid_column *column = &grid->column[first];

		for (end = first + 1; end < grid->column_count; end++)
			if (grid->column[end].cluster != column->cluster ||
			    grid->column[end].row != column->row)
				break;
		if (column->cluster < 0)
			continue;
		if (!graph->cluster[column->cluster].piece)
			graph->cluster[column->cluster].piece = &piece[first];
		add_piece(grid, &graph->cluster[column->cluster], first, end);
	}
}

static void move_all(struct jy_graph *graph, double x)
{
	for (size_t i = 0; i < graph->node_count; i++)
		graph->node[i].middle.x += x;
	for (size_t i = 0; i < graph->cluster_count; i++)
		for (size_t k = 0; k < graph->cluster[i].piece_count; k++)
			graph->cluster[i].piece[k].x += x;
	for (size_t i = 0; i < graph->edge_count; i++) {
		struct jy_graph_edge *edge = &graph->edge[i];

		for (size_t k = 0; k < edge->point_count; k++)
			edge->point[k].x += x;
		edge->tip.x += x;
		edge->label.x += x;
	}
}

void grid_ways(struct grid *grid)
{
	struct jy_graph *graph = grid->graph;

	give_nodes(grid);
	give_clusters(grid);
	for (uint32_t i = 0; i < graph->edge_count; i++)
		draw_edge(grid, i);
	move_all(graph, GRID_LANE * grid->shafts[false]);
	graph->width = GRID_LANE * (grid->shafts[false] + grid->shafts[true]) + grid->width;
}
