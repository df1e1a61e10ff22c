/*
 * A layout of our own for graphs: columns of nodes in one row or several, ways between them, and
 * lanes above and below for ways that leap, go back or lead to another row. It never fails and its
 * cost grows with what there is to draw, so it takes over where Graphviz cannot be asked. After K.
 * Sugiyama, S. Tagawa and M. Toda, "Methods for visual understanding of hierarchical system
 * structures" (1981), with two sweeps of medians kept from that and with lanes in place of long
 * ways through the layers.
 */
#include "diagram/grid_internal.h"

#include <math.h>

static uint32_t add_item(struct grid *grid, struct grid_item item)
{
	grid->item[grid->item_count] = item;
	return grid->item_count++;
}

static void join(struct grid *grid, uint32_t a, uint32_t b)
{
	struct grid_item *from = &grid->item[a], *to = &grid->item[b];

	from->after[from->after_count++] = b;
	to->before[to->before_count++] = a;
}

static bool is_outside(const struct grid *grid, const struct jy_graph_edge *edge)
{
	return grid->item[edge->from].outside || grid->item[edge->to].outside;
}

/* Ways that need several rows' lanes: the last lane is shared by all that come from the same side,
 * `bundles` has their numbers by node, from above and from below. */
static void bundle(struct grid *grid, uint32_t number, uint32_t *bundles)
{
	const struct jy_graph_edge *edge = &grid->graph->edge[number];
	struct grid_edge *way = &grid->edge[number];
	uint32_t row = grid->column[grid->rank[edge->to]].row;
	bool down = way->leg.row < row;
	uint32_t *at = &bundles[2 * edge->to + down];

	if (*at == GRID_NONE) {
		*at = (uint32_t)grid->bundle.count;
		*jb_push(grid->arena, &grid->bundle) =
			(struct grid_bundle){.leg = {.row = row, .above = down}, .to = edge->to};
	}
	way->bundle = *at;
}

/* Through the columns, in a lane of its own row or between two rows, or in lanes at both ends. */
static void route(struct grid *grid, uint32_t number, uint32_t *bundles)
{
	const struct jy_graph_edge *edge = &grid->graph->edge[number];
	struct grid_edge *way = &grid->edge[number];
	uint32_t from = grid->rank[edge->from], to = grid->rank[edge->to];
	uint32_t row = grid->column[from].row, end = grid->column[to].row;

	way->bundle = GRID_NONE;
	if (row == end && from < to && to - from <= GRID_THROUGH_MAX)
		return;
	way->leg_count = 1;
	if (row == end)
		way->leg = (struct grid_leg){row, from < to && !is_outside(grid, edge), 0};
	else if (end == row + 1 || row == end + 1)
		way->leg = (struct grid_leg){end, row < end, 0};
	else
		way->leg = (struct grid_leg){row, end < row, 0};
	if (way->leg_count && row != end && way->leg.row == row)
		bundle(grid, number, bundles);
}

static void route_all(struct grid *grid)
{
	uint32_t *bundles = JB_NEW_ARRAY(grid->arena, uint32_t, 2 * grid->graph->node_count);

	for (size_t i = 0; i < 2 * grid->graph->node_count; i++)
		bundles[i] = GRID_NONE;
	for (uint32_t i = 0; i < grid->graph->edge_count; i++)
		route(grid, i, bundles);
}

/* How many items the ways need, and how many joints each node has. */
static size_t count_threads(struct grid *grid)
{
	const struct jy_graph *graph = grid->graph;
	size_t threads = 0;

	for (size_t i = 0; i < graph->edge_count; i++) {
		const struct jy_graph_edge *edge = &graph->edge[i];

		grid->item[edge->from].after_count++;
		grid->item[edge->to].before_count++;
		if (!grid->edge[i].leg_count)
			threads += grid->rank[edge->to] - grid->rank[edge->from] - 1;
	}
	return threads;
}

static void make_room(struct grid *grid, struct grid_item *item)
{
	item->before = JB_NEW_ARRAY(grid->arena, uint32_t, item->before_count);
	item->after = JB_NEW_ARRAY(grid->arena, uint32_t, item->after_count);
	item->before_count = item->after_count = 0;
}

static void thread_edge(struct grid *grid, uint32_t number)
{
	const struct jy_graph_edge *edge = &grid->graph->edge[number];
	struct grid_edge *way = &grid->edge[number];
	const bool outside = is_outside(grid, edge);
	uint32_t last = edge->from;

	way->first = grid->item_count;
	for (uint32_t c = grid->rank[edge->from] + 1; c < grid->rank[edge->to]; c++) {
		uint32_t item = add_item(grid, (struct grid_item){.node = GRID_NONE,
								  .edge = number,
								  .column = c,
								  .outside = outside,
								  .height = GRID_THREAD,
								  .before_count = 1,
								  .after_count = 1});

		make_room(grid, &grid->item[item]);
		join(grid, last, item);
		last = item;
		way->through_count++;
	}
	join(grid, last, edge->to);
}

static void make_items(struct grid *grid)
{
	const struct jy_graph *graph = grid->graph;
	struct grid_item *nodes;
	size_t threads;

	grid->item = nodes = JB_NEW_ARRAY(grid->arena, struct grid_item, graph->node_count);
	for (uint32_t i = 0; i < graph->node_count; i++)
		add_item(grid, (struct grid_item){.node = i,
						  .edge = GRID_NONE,
						  .column = grid->rank[i],
						  .outside = graph->cluster_count &&
							     graph->node[i].cluster < 0,
						  .height = graph->node[i].height});
	route_all(grid);
	threads = count_threads(grid);
	grid->item = JB_NEW_ARRAY(grid->arena, struct grid_item, graph->node_count + threads);
	for (size_t i = 0; i < graph->node_count; i++) {
		grid->item[i] = nodes[i];
		make_room(grid, &grid->item[i]);
	}
	for (uint32_t i = 0; i < graph->edge_count; i++)
		if (!grid->edge[i].leg_count)
			thread_edge(grid, i);
}

static void make_columns(struct grid *grid)
{
	for (size_t i = 0; i < grid->graph->node_count; i++)
		if (grid->rank[i] >= grid->column_count)
			grid->column_count = grid->rank[i] + 1;
	grid->column = JB_NEW_ARRAY(grid->arena, struct grid_column, grid->column_count);
	grid_rows(grid);
	grid->gap =
		JB_NEW_ARRAY(grid->arena, struct grid_gap, grid->column_count + grid->row_count);
}

static void fill_columns(struct grid *grid)
{
	for (uint32_t i = 0; i < grid->item_count; i++)
		grid->column[grid->item[i].column].count++;
	for (uint32_t c = 0; c < grid->column_count; c++) {
		struct grid_column *column = &grid->column[c];

		column->item = JB_NEW_ARRAY(grid->arena, uint32_t, column->count);
		column->count = 0;
	}
	for (uint32_t i = 0; i < grid->item_count; i++) {
		struct grid_column *column = &grid->column[grid->item[i].column];

		grid->item[i].place = column->count;
		column->item[column->count++] = i;
	}
}

void jy_grid_layout(struct jb_arena *arena, struct jy_graph *graph)
{
	struct grid grid = {.arena = arena, .graph = graph};

	grid.rank = graph->column ? graph->column : grid_columns(arena, graph);
	grid.edge = JB_NEW_ARRAY(arena, struct grid_edge, graph->edge_count);
	make_columns(&grid);
	make_items(&grid);
	fill_columns(&grid);
	grid_order(&grid);
	grid_place(&grid);
	grid_labels(&grid);
	grid_lanes(&grid);
	grid_ways(&grid);
}
