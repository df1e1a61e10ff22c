/*
 * Columns for the nodes of a grid: the longest path over the ways that go forward. Which ways go
 * back is found by a walk in depth: those that lead to a node whose walk has not ended. Every step
 * costs as much as there are nodes and edges, and no call is deeper than any other.
 */
#include "diagram/grid_internal.h"

struct walk {
	const struct jy_graph *graph;
	uint32_t *first, *list; /* edges by their beginning */
	bool *back;		/* by edge */
	uint8_t *state;		/* by node: 0 new, 1 under way, 2 done */
	uint32_t *next;		/* by node: the next of its edges */
	uint32_t *stack, *done; /* `done`: nodes in the order in which their walks end */
	uint32_t done_count;
};

/* Whether an edge tells columns apart: of the same cluster, or of none at all. */
static bool counts(const struct walk *walk, const struct jy_graph_edge *edge, bool clusters)
{
	const struct jy_graph_node *node = walk->graph->node;

	return !edge->loose && edge->from != edge->to &&
	       (!clusters || (node[edge->from].cluster == node[edge->to].cluster &&
			      node[edge->from].cluster >= 0));
}

static void sort_edges(struct walk *walk, struct jb_arena *arena)
{
	const struct jy_graph *graph = walk->graph;

	walk->first = JB_NEW_ARRAY(arena, uint32_t, graph->node_count + 2);
	walk->list = JB_NEW_ARRAY(arena, uint32_t, graph->edge_count);
	for (size_t i = 0; i < graph->edge_count; i++)
		walk->first[graph->edge[i].from + 2]++;
	for (size_t i = 2; i < graph->node_count + 2; i++)
		walk->first[i] += walk->first[i - 1];
	for (uint32_t i = 0; i < graph->edge_count; i++)
		walk->list[walk->first[graph->edge[i].from + 1]++] = i;
}

static void walk_from(struct walk *walk, uint32_t start, bool clusters)
{
	uint32_t depth = 0;

	if (walk->state[start] != 0)
		return;
	walk->state[start] = 1;
	walk->stack[depth++] = start;
	while (depth > 0) {
		uint32_t at = walk->stack[depth - 1], number, to;

		if (walk->next[at] == walk->first[at + 1] - walk->first[at]) {
			walk->state[at] = 2;
			walk->done[walk->done_count++] = at;
			depth--;
			continue;
		}
		number = walk->list[walk->first[at] + walk->next[at]++];
		to = walk->graph->edge[number].to;
		if (!counts(walk, &walk->graph->edge[number], clusters))
			continue;
		if (walk->state[to] == 1)
			walk->back[number] = true;
		if (walk->state[to] != 0)
			continue;
		walk->state[to] = 1;
		walk->stack[depth++] = to;
	}
}

static uint32_t *longest_paths(struct jb_arena *arena, const struct jy_graph *graph, bool clusters)
{
	const size_t nodes = graph->node_count;
	uint32_t *rank = JB_NEW_ARRAY(arena, uint32_t, nodes);
	struct walk walk = {.graph = graph,
			    .back = JB_NEW_ARRAY(arena, bool, graph->edge_count),
			    .state = JB_NEW_ARRAY(arena, uint8_t, nodes),
			    .next = JB_NEW_ARRAY(arena, uint32_t, nodes),
			    .stack = JB_NEW_ARRAY(arena, uint32_t, nodes),
			    .done = JB_NEW_ARRAY(arena, uint32_t, nodes)};

	sort_edges(&walk, arena);
	for (uint32_t i = 0; i < nodes; i++)
		walk_from(&walk, i, clusters);
	for (size_t i = nodes; i > 0; i--) {
		uint32_t at = walk.done[i - 1];

		for (uint32_t k = walk.first[at]; k < walk.first[at + 1]; k++) {
			const struct jy_graph_edge *edge = &graph->edge[walk.list[k]];

			if (counts(&walk, edge, clusters) && !walk.back[walk.list[k]] &&
			    rank[edge->to] <= rank[at])
				rank[edge->to] = rank[at] + 1;
		}
	}
	return rank;
}

uint32_t *grid_ranks(struct jb_arena *arena, const struct jy_graph *graph)
{
	return longest_paths(arena, graph, false);
}

/* ---- clusters ---- */

/* Clusters stand side by side: each begins behind the one before it. */
static uint32_t shift_clusters(struct jb_arena *arena, const struct jy_graph *graph, uint32_t *rank)
{
	uint32_t *begin = JB_NEW_ARRAY(arena, uint32_t, graph->cluster_count + 1);

	for (size_t i = 0; i < graph->node_count; i++) {
		int cluster = graph->node[i].cluster;

		if (cluster >= 0 && begin[cluster + 1] <= rank[i])
			begin[cluster + 1] = rank[i] + 1;
	}
	for (size_t i = 1; i <= graph->cluster_count; i++)
		begin[i] += begin[i - 1];
	for (size_t i = 0; i < graph->node_count; i++)
		if (graph->node[i].cluster >= 0)
			rank[i] += begin[graph->node[i].cluster];
	return begin[graph->cluster_count];
}

/* Nodes of no cluster stand behind the first node that leads to them, else before one that they
 * lead to; those that only know their own kind, in the first column. */
static void place_outside(const struct jy_graph *graph, uint32_t *rank, uint32_t columns)
{
	const struct jy_graph_node *node = graph->node;

	for (size_t i = graph->edge_count; i > 0; i--) {
		const struct jy_graph_edge *edge = &graph->edge[i - 1];

		if (node[edge->from].cluster < 0 && node[edge->to].cluster >= 0)
			rank[edge->from] = rank[edge->to] ? rank[edge->to] - 1 : 0;
	}
	for (size_t i = graph->edge_count; i > 0; i--) {
		const struct jy_graph_edge *edge = &graph->edge[i - 1];

		if (node[edge->to].cluster < 0 && node[edge->from].cluster >= 0)
			rank[edge->to] = rank[edge->from] + 1 < columns ? rank[edge->from] + 1
									: rank[edge->from];
	}
}

uint32_t *grid_columns(struct jb_arena *arena, const struct jy_graph *graph)
{
	const bool clusters = graph->cluster_count > 0;
	uint32_t *rank = longest_paths(arena, graph, clusters);

	if (clusters)
		place_outside(graph, rank, shift_clusters(arena, graph, rank));
	return rank;
}
