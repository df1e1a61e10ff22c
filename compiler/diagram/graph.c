/*
 * Which layout a graph gets: the grid's where it is the better one, for Graphviz knows no rows;
 * else Graphviz' where the graph is within its budget and it answers in time; else the grid's. A
 * graph decides by its own shape as far as it can, so that the same file gives
 * the same picture on a slow machine.
 */
#include "diagram/graph.h"

#include "diagram/graph_internal.h"
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

struct jy_rect jy_graph_title(const struct jy_graph_cluster *cluster, size_t piece)
{
	return (struct jy_rect){cluster->piece[piece].x + JY_GRAPH_TITLE_X,
				cluster->piece[piece].y + JY_GRAPH_TITLE_Y,
				piece ? cluster->more_width : cluster->label_width,
				cluster->label_height};
}

/* To a cluster before that which it comes from. */
static bool leads_back(const struct jy_graph *graph, const struct jy_graph_edge *edge)
{
	return graph->node[edge->to].cluster >= 0 &&
	       graph->node[edge->to].cluster < graph->node[edge->from].cluster && !edge->loose;
}

/* Whether the grid is the better one of the two: the graph would be wider than it may be, or leads
 * back to clusters before, which Graphviz then sets somewhere below. */
static bool wants_rows(struct jb_arena *arena, const struct jy_graph *graph)
{
	if (graph->fold_width <= 0)
		return false;
	for (size_t i = 0; i < graph->edge_count; i++)
		if (leads_back(graph, &graph->edge[i]))
			return true;
	return grid_natural_width(arena, graph, grid_columns(arena, graph)) > graph->fold_width;
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

/* Graphviz' layout, where there is one that may be shown. */
static bool is_laid_out(jy_graph_engine *engine, struct jb_arena *arena, struct jy_graph *graph,
			struct jb_text *why)
{
	*why = beyond_budget(arena, graph);
	if (why->size || engine(arena, graph, why) != JB_OK)
		return false;
	if (!graph_is_sound(graph))
		*why = JB_TEXT("Graphviz put a box outside of its stage");
	return why->size == 0;
}

void jy_graph_layout_by(jy_graph_engine *engine, struct jb_arena *arena, struct jy_graph *graph,
			struct jb_text *note)
{
	struct jb_text why = {0};

	*note = JB_TEXT("");
	if (wants_rows(arena, graph)) {
		jy_grid_layout(arena, graph);
	} else if (!is_laid_out(engine, arena, graph, &why)) {
		jy_grid_layout(arena, graph);
		*note = jb_text_printf(arena, "Laid out on a simple grid: %.*s.", JB_ARG(why));
	}
	graph_clear_labels(arena, graph);
}

void jy_graph_layout(struct jb_arena *arena, struct jy_graph *graph, struct jb_text *note)
{
	jy_graph_layout_by(jy_gv_layout, arena, graph, note);
}
