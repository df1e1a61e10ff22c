/*
 * The parts of the grid, in the order they work: columns for the nodes (grid_rank.c), rows of
 * columns (grid_rows.c), the order in a column (grid_order.c), places (grid_place.c), lanes and
 * shafts (grid_lanes.c), ways (grid_ways.c), which grid_pen.c draws. grid.c is the entry.
 *
 *	 |      lanes: ways that leap many columns, or come from another row
 *	 | +------------+  gap  +------------+
 *	 | |  column 0  | ----> |  column 1  |     items: nodes, and ways that pass through a column
 *	 | +------------+       +------------+
 *	 |      ad hoc nodes, without a cluster
 *	 |      lanes: ways that go back, or to another row
 *	shaft: ways over several rows
 *
 * Lanes and shafts hold no node, and neither do gaps: what runs there runs through no card.
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
#define GRID_LABEL_GAP 62.0   /* with labels, besides them */
#define GRID_CLUSTER_PAD 12.0 /* between a cluster's edge and what is in it */
#define GRID_LANE 10.0	      /* its height, and the width of a shaft's */
#define GRID_ROW_AIR 18.0     /* between two rows, besides their lanes */
#define GRID_TRACK 8.0	      /* between two ways that climb side by side in a gap */
#define GRID_TRACKS_MAX 12    /* in a gap, of those that leave and of those that arrive */
#define GRID_TIP 9.0	      /* of an arrow */

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
	uint32_t row;
	int cluster; /* of its nodes, or -1 */
	double x, width;
};

struct grid_lanes {
	double *height;
	uint32_t count;
	double *y;  /* made: middles */
	double all; /* how high they are together */
};

/* Columns side by side. Its heights count from the first column's middle until rows are set one
 * below the other. */
struct grid_row {
	uint32_t first, end;	    /* columns */
	double top, bottom;	    /* of the clusters and all nodes in them */
	double ceiling, floor;	    /* of all that is in it but lanes */
	double moved;		    /* down, to its place below the rows before it */
	struct grid_lanes lanes[2]; /* below, above */
};

/* Between two columns of a row; each row has one before its first and one behind its last. */
struct grid_gap {
	double x, width;
	double label_width;	    /* of the widest label; 0: none */
	uint32_t leaving, arriving; /* tracks */
};

/* A piece of a way along a row, in one of its lanes. */
struct grid_leg {
	uint32_t row;
	bool above;
	uint32_t lane;
};

/* Ways over several rows to one node, from one side of it: they share their last pieces. */
struct grid_bundle {
	struct grid_leg leg;
	uint32_t to;
	bool right;	/* the shaft at that side */
	uint32_t shaft; /* which of them */
	uint32_t track;
	double top, bottom; /* of its piece in the shaft */
};

struct grid_edge {
	/* through columns: 0 legs */
	uint32_t first; /* its first item on the way */
	uint32_t through_count;
	/* around: a leg, and over several rows then a bundle, else GRID_NONE */
	uint32_t leg_count;
	struct grid_leg leg;
	uint32_t bundle;
	uint32_t leaves, arrives; /* tracks in the gaps at its ends */
	struct jy_point label;	  /* of those through: the way passes there */
};

struct grid {
	struct jb_arena *arena;
	struct jy_graph *graph;
	const uint32_t *rank;
	struct grid_item *item; /* nodes first, under their numbers */
	uint32_t item_count;
	struct grid_column *column;
	uint32_t column_count;
	struct grid_row *row;
	uint32_t row_count;
	struct grid_gap *gap; /* column_count + row_count */
	struct grid_edge *edge;
	JB_VEC(struct grid_bundle) bundle;
	uint32_t shafts[2]; /* left, right: how many */
	double width;	    /* of the widest row */
};

/* The column of each node: of its cluster, and in it by the longest path; ways that would go in a
 * circle go back. */
uint32_t *grid_columns(struct jb_arena *arena, const struct jy_graph *graph);
/* The same as if there were no clusters. */
uint32_t *grid_ranks(struct jb_arena *arena, const struct jy_graph *graph);

/* Rows as the graph's fold_width asks for them; sets the row of each column. */
void grid_rows(struct grid *grid);
/* About how wide the graph is in one row. */
double grid_natural_width(struct jb_arena *arena, const struct jy_graph *graph,
			  const uint32_t *rank);

void grid_order(struct grid *grid);
void grid_place(struct grid *grid);
void grid_labels(struct grid *grid);
/* Lanes and tracks, then rows one below the other, then shafts. */
void grid_lanes(struct grid *grid);
void grid_ways(struct grid *grid);

/* How much of a gap so many tracks take. */
static inline double grid_tracks_width(uint32_t tracks)
{
	return GRID_TRACK * (tracks < GRID_TRACKS_MAX ? tracks : GRID_TRACKS_MAX);
}

/* grid_place.c: numbers as near to `wish` as may be (least squares) with value[i + 1] - value[i] at
 * least step[i]. In place: takes the wishes, gives the values. */
void grid_spread(struct jb_arena *arena, double *wish, const double *step, size_t count);

/* The gap before a column, and behind it. */
static inline struct grid_gap *grid_before(const struct grid *grid, uint32_t column)
{
	return &grid->gap[column + grid->column[column].row];
}

static inline struct grid_gap *grid_behind(const struct grid *grid, uint32_t column)
{
	return grid_before(grid, column) + 1;
}

/* grid_place.c: whether a row or another cluster ends before this column. */
bool grid_begins(const struct grid *grid, uint32_t column);

/* Where a way climbs that leaves a column, or arrives at one. */
double grid_leaving_x(const struct grid *grid, uint32_t column, uint32_t track);
double grid_arriving_x(const struct grid *grid, uint32_t column, uint32_t track);
double grid_lane_y(const struct grid *grid, const struct grid_leg *leg);
double grid_shaft_x(const struct grid *grid, const struct grid_bundle *bundle);

/* ---- grid_pen.c: chains of Béziers ---- */

struct grid_pen {
	struct jb_arena *arena;
	JB_VEC(struct jy_point) list;
	struct jy_point at;
};

void grid_pen_begin(struct grid_pen *pen, struct jy_point at);
/* Level, to x. */
void grid_pen_level(struct grid_pen *pen, double x);
/* From level to level, on along the way. */
void grid_pen_climb(struct grid_pen *pen, double x, double y);
/* Through points one beside or below the other in turn, with round corners. */
void grid_pen_corners(struct grid_pen *pen, const struct jy_point *point, size_t count);

#endif
