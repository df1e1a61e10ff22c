/* Between graph.c and what it calls after a layout: nobody else includes it. */
#ifndef DIAGRAM_GRAPH_INTERNAL_H
#define DIAGRAM_GRAPH_INTERNAL_H

#include "base/arena.h"
#include "diagram/graph.h"

/* Whether every node lies in its own cluster, below its title, and apart from everything else.
 * Cost: the square of the nodes, a thousand at most with Graphviz. */
bool graph_is_sound(const struct jy_graph *graph);

/* Moves labels of ways off boxes, titles and each other. Cost: labels that move by all there is. */
void graph_clear_labels(struct jb_arena *arena, struct jy_graph *graph);

#endif
