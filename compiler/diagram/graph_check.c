/*
 * Whether a layout may be shown: `dot` sometimes loses a box out of its stage, or sets it upon
 * another stage's title, where loops lead back over many stages. Such a picture would tell
 * something else than the file.
 */
#include "diagram/graph_internal.h"

#define SLACK 0.5 /* of a pixel: stages may share a rim */

static bool holds(struct jy_rect a, struct jy_rect b)
{
	return b.x >= a.x - SLACK && b.y >= a.y - SLACK && b.x + b.w <= a.x + a.w + SLACK &&
	       b.y + b.h <= a.y + a.h + SLACK;
}

static bool meet(struct jy_rect a, struct jy_rect b)
{
	return a.x + SLACK < b.x + b.w && b.x + SLACK < a.x + a.w && a.y + SLACK < b.y + b.h &&
	       b.y + SLACK < a.y + a.h;
}

static bool is_node_sound(const struct jy_graph *graph, size_t number)
{
	struct jy_rect rect = jy_graph_node_rect(&graph->node[number]);

	for (size_t i = 0; i < graph->cluster_count; i++) {
		const struct jy_graph_cluster *cluster = &graph->cluster[i];
		bool own = graph->node[number].cluster == (int)i;

		if (!cluster->piece_count) {
			if (own)
				return false;
		} else if (own ? !holds(cluster->piece[0], rect) ||
					   meet(jy_graph_title(cluster, 0), rect)
			       : meet(cluster->piece[0], rect)) {
			return false;
		}
	}
	for (size_t i = 0; i < number; i++)
		if (meet(jy_graph_node_rect(&graph->node[i]), rect))
			return false;
	return true;
}

bool graph_is_sound(const struct jy_graph *graph)
{
	for (size_t i = 0; i < graph->node_count; i++)
		if (!is_node_sound(graph, i))
			return false;
	return true;
}
