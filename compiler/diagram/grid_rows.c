/*
 * Rows of a grid: a graph that is wider than may be is broken as a paragraph is into lines. Of all
 * ways to break it that is taken whose rows are about equally full and begin with a cluster, with
 * few ways cut through: the least sum over the rows, found from the left (D. Knuth and M. Plass,
 * "Breaking paragraphs into lines", 1981). Cost: the columns, times those that fit into a row.
 */
#include "diagram/grid_internal.h"

#include <math.h>

/* What a row costs: its empty share squared, and these. */
#define ROW 0.12    /* so that there are few */
#define SPLIT 1.0   /* begins within a cluster */
#define CUT 0.03    /* for each way that is cut before it, */
#define CUTS_MAX 10 /* up to so many */

#define MARGINS 90.0 /* what ways from row to row take at both ends of a row */

struct sizes {
	double *column; /* widths */
	double *gap;	/* before each column */
	int *cluster;	/* of each column, or -1 */
	const struct jy_graph_cluster *title;
	uint32_t *cut; /* ways over the gap before each column */
	uint32_t count;
};

static void measure_columns(struct sizes *sizes, const struct jy_graph *graph, const uint32_t *rank)
{
	for (size_t i = 0; i < graph->node_count; i++) {
		const struct jy_graph_node *node = &graph->node[i];

		sizes->column[rank[i]] = fmax(sizes->column[rank[i]], node->width);
		if (node->cluster >= 0)
			sizes->cluster[rank[i]] = node->cluster;
	}
}

static void measure_gaps(struct sizes *sizes, const struct jy_graph *graph, const uint32_t *rank)
{
	const double pad = graph->cluster_count ? GRID_CLUSTER_PAD : 0;
	int32_t *change = (int32_t *)sizes->cut;
	int32_t over = 0;

	for (size_t i = 0; i < graph->edge_count; i++) {
		uint32_t from = rank[graph->edge[i].from], to = rank[graph->edge[i].to];

		if (to <= from)
			continue;
		sizes->gap[from + 1] = fmax(sizes->gap[from + 1], graph->edge[i].label_width);
		change[from + 1]++;
		change[to + 1]--;
	}
	for (uint32_t c = 0; c < sizes->count; c++) {
		double label = sizes->gap[c];
		bool same =
			c && sizes->cluster[c] >= 0 && sizes->cluster[c] == sizes->cluster[c - 1];

		over += change[c];
		sizes->cut[c] = (uint32_t)over;
		sizes->gap[c] =
			(label > 0 ? GRID_LABEL_GAP + label : GRID_GAP) + (same ? 0 : 2 * pad);
	}
}

static struct sizes measure(struct jb_arena *arena, const struct jy_graph *graph,
			    const uint32_t *rank)
{
	struct sizes sizes = {.title = graph->cluster};

	for (size_t i = 0; i < graph->node_count; i++)
		if (rank[i] >= sizes.count)
			sizes.count = rank[i] + 1;
	sizes.column = JB_NEW_ARRAY(arena, double, sizes.count);
	sizes.gap = JB_NEW_ARRAY(arena, double, sizes.count + 1);
	sizes.cut = JB_NEW_ARRAY(arena, uint32_t, sizes.count + 1);
	sizes.cluster = JB_NEW_ARRAY(arena, int, sizes.count);
	for (uint32_t c = 0; c < sizes.count; c++)
		sizes.cluster[c] = -1;
	measure_columns(&sizes, graph, rank);
	measure_gaps(&sizes, graph, rank);
	return sizes;
}

static double width_of(const struct sizes *sizes)
{
	double width = 0;

	for (uint32_t c = 0; c < sizes->count; c++)
		width += sizes->column[c] + (c ? sizes->gap[c] : 0);
	return width;
}

double grid_natural_width(struct jb_arena *arena, const struct jy_graph *graph,
			  const uint32_t *rank)
{
	struct sizes sizes = measure(arena, graph, rank);

	return width_of(&sizes);
}

/* What it costs to begin a row with this column. */
static double begin_cost(const struct sizes *sizes, uint32_t column)
{
	uint32_t cut = sizes->cut[column] < CUTS_MAX ? sizes->cut[column] : CUTS_MAX;
	bool split = column && sizes->cluster[column] >= 0 &&
		     sizes->cluster[column] == sizes->cluster[column - 1];

	return ROW + (column ? CUT * cut : 0) + (split ? SPLIT : 0);
}

/* By how much the title of its cluster is wider than the first column of a row. */
static double title_surplus(const struct sizes *sizes, uint32_t column)
{
	int cluster = sizes->cluster[column];
	const struct jy_graph_cluster *title = cluster < 0 ? NULL : &sizes->title[cluster];
	bool more = column && sizes->cluster[column - 1] == cluster;

	if (!title)
		return 0;
	return fmax(0, (more ? title->more_width : title->label_width) - sizes->column[column]);
}

struct breaks {
	double *cost;	/* of all rows that end before a column */
	uint32_t *from; /* where the last of them begins */
};

/* The best last row of those that end before column `end`. */
static void find_row(struct breaks *breaks, const struct sizes *sizes, uint32_t end, double room)
{
	double width = 0;

	breaks->cost[end] = INFINITY;
	for (uint32_t first = end; first > 0; first--) {
		double empty, cost;

		width += sizes->column[first - 1] + (first < end ? sizes->gap[first] : 0);
		if (width > room && first < end)
			return;
		empty = (room - width - title_surplus(sizes, first - 1)) / room;
		if (empty < 0 && first < end)
			continue;
		empty = fmax(0, empty);
		cost = breaks->cost[first - 1] + begin_cost(sizes, first - 1) + empty * empty;
		if (cost < breaks->cost[end]) {
			breaks->cost[end] = cost;
			breaks->from[end] = first - 1;
		}
	}
}

static void make_rows(struct grid *grid, const uint32_t *from)
{
	uint32_t count = 0;

	for (uint32_t end = grid->column_count; end > 0; end = from[end])
		count++;
	grid->row = JB_NEW_ARRAY(grid->arena, struct grid_row, count);
	grid->row_count = count;
	for (uint32_t end = grid->column_count; end > 0; end = from[end]) {
		grid->row[--count] = (struct grid_row){.first = from[end], .end = end};
		for (uint32_t c = from[end]; c < end; c++)
			grid->column[c].row = count;
	}
}

void grid_rows(struct grid *grid)
{
	struct sizes sizes = measure(grid->arena, grid->graph, grid->rank);
	struct breaks breaks = {JB_NEW_ARRAY(grid->arena, double, sizes.count + 1),
				JB_NEW_ARRAY(grid->arena, uint32_t, sizes.count + 1)};
	double room = grid->graph->fold_width;

	if (room > 0 && width_of(&sizes) > room)
		for (uint32_t end = 1; end <= sizes.count; end++)
			find_row(&breaks, &sizes, end, room - MARGINS);
	for (uint32_t c = 0; c < sizes.count; c++)
		grid->column[c].cluster = sizes.cluster[c];
	make_rows(grid, breaks.from);
}
