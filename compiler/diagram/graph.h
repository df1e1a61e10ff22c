/*
 * Places for a graph: nodes in boxes of their sizes, from left to right, stages as clusters, ways
 * as curves with room for their labels. jy_graph_layout asks Graphviz' `dot`, and where that fails
 * or would take too long the grid of this program: it always gives a picture.
 *
 * What `dot` does can take for ever, take all memory or crash: it works in a child process with
 * limits on time, memory and output, and comes back as numbers that are checked. No text and no
 * name goes to Graphviz, only sizes and numbers.
 */
#ifndef DIAGRAM_GRAPH_H
#define DIAGRAM_GRAPH_H

#include "base/status.h"
#include "diagram/scene.h"

/* What `dot` is asked for: no more nodes and edges than these, and no graph more tangled. How
 * tangled a graph is, is the number of ranks that its edges bridge in all, times the edges it has
 * beyond a tree: measured over chains with leaps, loops and complete graphs, `dot` takes one to
 * three microseconds for each. So a graph within the budget is done well before the deadline, and
 * which of the two lays a graph out depends on the graph, not on the hour. */
#define JY_GV_NODES_MAX 1000
#define JY_GV_EDGES_MAX 1500
#define JY_GV_TANGLE_MAX INT64_C(300000)
/* In milliseconds of its work; where it hangs, by the clock: with all else a picture takes, below
 * two seconds. And how long a machine that has much else to do may take for that work. */
#define JY_GV_DEADLINE 1500
#define JY_GV_PATIENCE 60000
/* In bytes, above what the program had taken before. */
#define JY_GV_MEMORY ((size_t)256 << 20)

struct jy_graph_node {
	double width, height;
	int cluster;		/* or -1 */
	struct jy_point middle; /* made */
};

struct jy_graph_edge {
	uint32_t from, to;
	unsigned weight;		  /* the higher, the straighter */
	bool loose;			  /* does not decide what stands left and what right */
	double label_width, label_height; /* 0: no label */
	/* made: a chain of cubic Béziers (3n + 1 points), then a straight piece to the tip */
	struct jy_point *point;
	size_t point_count;
	struct jy_point tip, label; /* `label`: its middle */
};

struct jy_graph_cluster {
	double label_width, label_height; /* of its title */
	double more_width;		  /* of that in the rows that it goes on in */
	/* made: around its nodes, a piece for each row of the graph from the first that has any */
	struct jy_rect *piece;
	size_t piece_count;
};

/* Numbers of clusters grow from left to right. */
struct jy_graph {
	struct jy_graph_node *node;
	size_t node_count;
	struct jy_graph_edge *edge;
	size_t edge_count;
	struct jy_graph_cluster *cluster;
	size_t cluster_count;
	/* One that would be wider goes into rows of about this width, by the grid, and so does one
	 * that leads back to clusters before. 0: never. */
	double fold_width;
	/* The grid alone: the column of each node, where that is known; NULL: to be found. */
	const uint32_t *column;
	bool first_stays;     /* the grid alone: the first column keeps the order of its nodes */
	double width, height; /* made */
};

/* All coordinates count from the left and from the top. */

static inline struct jy_rect jy_graph_node_rect(const struct jy_graph_node *node)
{
	return (struct jy_rect){node->middle.x - node->width / 2, node->middle.y - node->height / 2,
				node->width, node->height};
}

/* Where a cluster's title stands: at the left upper corner of each piece, by so much from its
 * rims. */
#define JY_GRAPH_TITLE_X 9.0
#define JY_GRAPH_TITLE_Y 5.0
struct jy_rect jy_graph_title(const struct jy_graph_cluster *cluster, size_t piece);

/* A layout, by one way or another. Where it is the grid's instead of Graphviz', *note is a sentence
 * that says why; otherwise it is empty. */
void jy_graph_layout(struct jb_arena *arena, struct jy_graph *graph, struct jb_text *note);

/* By a given engine instead of Graphviz: for tests of engines that fail. */
typedef enum jb_status jy_graph_engine(struct jb_arena *arena, struct jy_graph *graph,
				       struct jb_text *why);
void jy_graph_layout_by(jy_graph_engine *engine, struct jb_arena *arena, struct jy_graph *graph,
			struct jb_text *note);

/* By Graphviz alone. *why is a sentence on failure. */
enum jb_status jy_gv_layout(struct jb_arena *arena, struct jy_graph *graph, struct jb_text *why);

/* By the grid alone: see grid.c. Cost grows with the nodes and edges, sorted. */
void jy_grid_layout(struct jb_arena *arena, struct jy_graph *graph);

/* How tangled, as JY_GV_TANGLE_MAX counts. */
int64_t jy_graph_tangle(struct jb_arena *arena, const struct jy_graph *graph);

#endif
