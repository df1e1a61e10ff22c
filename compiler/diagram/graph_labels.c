/*
 * Labels of ways that a layout put upon something else: a box, a stage's title, another label. Each
 * such label moves to the nearest free place along its way, or a little above or below it, and as a
 * last resort under the graph, which then grows. What stands well is left where it is.
 */
#include <math.h>

#include "base/vec.h"
#include "diagram/graph_internal.h"

#define STEP 5.0 /* pixels from one height that is tried to the next */
#define STEPS 16
#define PLACES 9 /* along a way that are tried, its middle first */

#define STRIP 100.0 /* pixels */

/* What is taken, in strips from above: a place is looked for where it is. The last strip has no
 * end. */
struct strip {
	JB_VEC(struct jy_rect) taken;
};

struct ground {
	struct jb_arena *arena;
	struct jy_graph *graph;
	struct strip *strip;
	size_t last;
};

static void make_strips(struct ground *ground)
{
	ground->last = (size_t)(ground->graph->height / STRIP);
	ground->strip = JB_NEW_ARRAY(ground->arena, struct strip, ground->last + 1);
}

static size_t strip_at(const struct ground *ground, double y)
{
	double strip = fmax(y, 0) / STRIP;

	return strip < (double)ground->last ? (size_t)strip : ground->last;
}

static void take(struct ground *ground, struct jy_rect rect)
{
	for (size_t s = strip_at(ground, rect.y); s <= strip_at(ground, rect.y + rect.h); s++)
		*jb_push(ground->arena, &ground->strip[s].taken) = rect;
}

static bool is_taken(const struct strip *strip, struct jy_rect r)
{
	for (size_t i = 0; i < strip->taken.count; i++) {
		const struct jy_rect *t = &strip->taken.at[i];

		if (r.x < t->x + t->w && t->x < r.x + r.w && r.y < t->y + t->h && t->y < r.y + r.h)
			return true;
	}
	return false;
}

static struct jy_rect label_at(const struct jy_graph_edge *edge, struct jy_point middle)
{
	return (struct jy_rect){middle.x - edge->label_width / 2, middle.y - edge->label_height / 2,
				edge->label_width, edge->label_height};
}

static bool is_free(const struct ground *ground, struct jy_rect r)
{
	if (r.x < 0 || r.y < 0 || r.x + r.w > ground->graph->width)
		return false;
	for (size_t s = strip_at(ground, r.y); s <= strip_at(ground, r.y + r.h); s++)
		if (is_taken(&ground->strip[s], r))
			return false;
	return r.y + r.h <= ground->graph->height;
}

/* At a share of the way, by its pieces. */
static struct jy_point point_at(const struct jy_graph_edge *edge, double share)
{
	size_t pieces = (edge->point_count - 1) / 3;
	double whole = share * (double)pieces;
	size_t piece = (size_t)whole < pieces ? (size_t)whole : pieces - 1;
	double t = whole - (double)piece, u = 1 - t;
	const struct jy_point *p = edge->point + 3 * piece;
	double a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;

	return (struct jy_point){a * p[0].x + b * p[1].x + c * p[2].x + d * p[3].x,
				 a * p[0].y + b * p[1].y + c * p[2].y + d * p[3].y};
}

static bool find_place(const struct ground *ground, struct jy_graph_edge *edge)
{
	for (int step = 0; step < STEPS; step++)
		for (int place = 0; place < 2 * PLACES; place++) {
			int from_middle = (place / 2 + 1) / 2 * (place / 2 % 2 ? 1 : -1);
			struct jy_point at = point_at(edge, 0.5 + from_middle / (PLACES + 1.0));

			at.y += place % 2 ? step * STEP : -step * STEP;
			if (!is_free(ground, label_at(edge, at)))
				continue;
			edge->label = at;
			return true;
		}
	return false;
}

static void go_under(struct jy_graph *graph, struct jy_graph_edge *edge)
{
	double half = edge->label_width / 2;

	graph->width = fmax(graph->width, edge->label_width);
	edge->label.x = fmin(fmax(edge->label.x, half), graph->width - half);
	edge->label.y = graph->height + edge->label_height / 2;
	graph->height += edge->label_height;
}

static bool has_label(const struct jy_graph_edge *edge)
{
	return edge->label_width > 0 && edge->point_count >= 4;
}

static void take_what_stands(struct ground *ground)
{
	const struct jy_graph *graph = ground->graph;

	for (size_t i = 0; i < graph->node_count; i++)
		take(ground, jy_graph_node_rect(&graph->node[i]));
	for (size_t i = 0; i < graph->cluster_count; i++)
		for (size_t k = 0; k < graph->cluster[i].piece_count; k++)
			take(ground, jy_graph_title(&graph->cluster[i], k));
}

void graph_clear_labels(struct jb_arena *arena, struct jy_graph *graph)
{
	struct ground ground = {.arena = arena, .graph = graph};
	bool *moves = JB_NEW_ARRAY(arena, bool, graph->edge_count);

	make_strips(&ground);
	take_what_stands(&ground);
	for (size_t i = 0; i < graph->edge_count; i++) {
		struct jy_rect rect = label_at(&graph->edge[i], graph->edge[i].label);

		if (!has_label(&graph->edge[i]))
			continue;
		moves[i] = !is_free(&ground, rect);
		if (!moves[i])
			take(&ground, rect);
	}
	for (size_t i = 0; i < graph->edge_count; i++) {
		struct jy_graph_edge *edge = &graph->edge[i];

		if (!moves[i])
			continue;
		if (!find_place(&ground, edge))
			go_under(graph, edge);
		take(&ground, label_at(edge, edge->label));
	}
}
