/*
 * Which layout a graph gets: Graphviz' where the graph is within its budget and it answers in time,
 * else the grid's. A graph decides by its own shape as far as it can, so that the same file gives
 * the same picture on a slow machine.
 */
#include "diagram/graph.h"

#include "diagram/grid_internal.h"

int64_t jy_graph_tangle(struct jb_arena *arena, const struct jy_graph *graph)
{
	const uint32_t *rank = grid_ranks(arena, graph);
	int64_t bridged = 0;
	int64_t beyond = (int64_t)graph->edge_count - (int64_t)graph->node_count + 1;

	for (size_t i = 0; i < graph->edge_count; i++) {
		int64_t from = rank[graph->edge[i].from], to = rank[graph->edge[i].to];

		bridged += from < to ? to - from : from - to;
	}
	return bridged * (beyond > 1 ? beyond : 1);
}

/* Why Graphviz is not asked; empty: it is. */
static struct jb_text beyond_budget(struct jb_arena *arena, const struct jy_graph *graph)
{
	if (graph->node_count > JY_GV_NODES_MAX || graph->edge_count > JY_GV_EDGES_MAX)
		return jb_text_printf(arena,
				      "%zu boxes and %zu ways are more than Graphviz is "
				      "asked for",
				      graph->node_count, graph->edge_count);
	if (jy_graph_tangle(arena, graph) > JY_GV_TANGLE_MAX)
		return jb_text_printf(arena, "the %zu ways are too tangled for Graphviz",
				      graph->edge_count);
	return JB_TEXT("");
}

void jy_graph_layout_by(jy_graph_engine *engine, struct jb_arena *arena, struct jy_graph *graph,
			struct jb_text *note)
{
	struct jb_text why = beyond_budget(arena, graph);

	*note = JB_TEXT("");
	if (!why.size && engine(arena, graph, &why) == JB_OK)
		return;
	jy_grid_layout(arena, graph);
	*note = jb_text_printf(arena, "Laid out on a simple grid: %.*s.", JB_ARG(why));
}

void jy_graph_layout(struct jb_arena *arena, struct jy_graph *graph, struct jb_text *note)
{
	jy_graph_layout_by(jy_gv_layout, arena, graph, note);
}
