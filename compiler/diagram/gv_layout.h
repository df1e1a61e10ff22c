/*
 * Places for a graph, by Graphviz' `dot`: nodes in boxes of their sizes, from left to right, stages
 * as clusters, ways as curves with room for their labels. No text and no name goes to Graphviz,
 * only sizes and numbers.
 *
 * A layout can take for ever, take all memory or crash: it runs in a child process with limits on
 * time, memory and output, and comes back as numbers that are checked.
 */
#ifndef DIAGRAM_GV_LAYOUT_H
#define DIAGRAM_GV_LAYOUT_H

#include "base/status.h"
#include "diagram/scene.h"

/* More is refused: such pictures are not looked at, and `dot` would take minutes. */
#define JY_GV_NODES_MAX 400
#define JY_GV_EDGES_MAX 600
/* Seconds of processor time, and of waiting. */
#define JY_GV_SECONDS 10
#define JY_GV_DEADLINE 20
#define JY_GV_MEMORY ((size_t)1 << 30)

struct jy_gv_node {
	double width, height;
	int cluster;		/* or -1 */
	struct jy_point middle; /* made */
};

struct jy_gv_edge {
	uint32_t from, to;
	unsigned weight;		  /* the higher, the straighter */
	bool loose;			  /* does not decide what stands left and what right */
	double label_width, label_height; /* 0: no label */
	/* made: a chain of cubic Béziers (3n + 1 points), then a straight piece to the tip */
	struct jy_point *point;
	size_t point_count;
	struct jy_point tip, label; /* `label`: its middle */
};

struct jy_gv_cluster {
	double label_width, label_height;
	struct jy_rect rect;   /* made; empty where no node is in it */
	struct jy_point label; /* made: its middle */
};

struct jy_gv_graph {
	struct jy_gv_node *node;
	size_t node_count;
	struct jy_gv_edge *edge;
	size_t edge_count;
	struct jy_gv_cluster *cluster;
	size_t cluster_count;
	double width, height; /* made */
};

/* All coordinates count from the left and from the top. *why is a sentence on failure. */
enum jb_status jy_gv_layout(struct jb_arena *arena, struct jy_gv_graph *graph, struct jb_text *why);

#endif
