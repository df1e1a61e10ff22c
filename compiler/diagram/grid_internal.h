/*
 * The parts of the grid, in the order they work: columns for the nodes (grid_rank.c), their order
 * in a column (grid_order.c), places (grid_place.c), lanes (grid_lanes.c), ways (grid_ways.c).
 * grid.c is the entry.
 *
 *	     lanes: ways that leap many columns
 *	+------------+  gap  +------------+
 *	|  column 0  | ----> |  column 1  |     items: nodes, and ways that pass through a column
 *	+------------+       +------------+
 *	     ad hoc nodes, without a cluster
 *	     lanes: ways that go back
 */
#ifndef DIAGRAM_GRID_INTERNAL_H
#define DIAGRAM_GRID_INTERNAL_H

#include "base/vec.h"
#include "diagram/graph.h"

/* A way over more columns than these goes around, in a lane. */
#define GRID_THROUGH_MAX 6
#define GRID_AIR 26.0	      /* between two nodes of a column */
#define GRID_THREAD 12.0      /* the height of a way that passes through */
#define GRID_GAP 44.0	      /* between two columns, at least */
#define GRID_GAP_MAX 130.0    /* with steep ways */
#define GRID_CLUSTER_PAD 12.0 /* between a cluster's edge and what is in it */
#define GRID_LANE 10.0
#define GRID_TIP 9.0 /* of an arrow */

#define GRID_NONE UINT32_MAX

/* What stands in a column: a node, or one edge on its way through. */
struct grid_item {
	uint32_t node, edge; /* one of them, else GRID_NONE */
	uint32_t column;
	uint32_t place;		  /* in its column, from the top */
	bool outside;		  /* of all clusters: below them */
	double height, y;	  /* y: of its middle */
	uint32_t *before, *after; /* items that it is joined to, on either side */
	uint32_t before_count, after_count;
};

struct grid_column {
	uint32_t *item;
	uint32_t count;
	double x, width;
};

enum grid_route { GRID_THROUGH, GRID_ABOVE, GRID_BELOW };

struct grid_edge {
	enum grid_route route;
	uint32_t first; /* through: its first item on the way */
	uint32_t through_count;
	uint32_t lane;
	struct jy_point label; /* where its label is; of those through: the way passes there */
};

/* Between column g - 1 and column g; there is one before the first and one behind the last. */
struct grid_gap {
	double x, width;
	double label_width; /* of the widest label; 0: none */
};

struct grid_lanes {
	double *height;
	uint32_t count;
	double *y; /* made: middles */
};

struct grid {
	struct jb_arena *arena;
	struct jy_graph *graph;
	const uint32_t *rank;
	struct grid_item *item; /* nodes first, under their numbers */
	uint32_t item_count;
	struct grid_column *column;
	struct grid_gap *gap; /* column_count + 1 */
	uint32_t column_count;
	struct grid_edge *edge;
	struct grid_lanes above, below;
	double top, bottom; /* of the clusters and all nodes */
};

/* The column of each node: of its cluster, and in it by the longest path; ways that would go in a
 * circle go back. */
uint32_t *grid_columns(struct jb_arena *arena, const struct jy_graph *graph);
/* The same as if there were no clusters. */
uint32_t *grid_ranks(struct jb_arena *arena, const struct jy_graph *graph);

void grid_order(struct grid *grid);
void grid_place(struct grid *grid);
void grid_lanes(struct grid *grid);
void grid_ways(struct grid *grid);

/* grid_place.c: numbers as near to `wish` as may be (least squares) with value[i + 1] - value[i] at
 * least step[i]. In place: takes the wishes, gives the values. */
void grid_spread(struct jb_arena *arena, double *wish, const double *step, size_t count);

#endif
