/*
 * Drawing the graph of the flow view where Graphviz put it: stages, ways with their tips and
 * labels, then the boxes. Shapes tell what colours tell: a dashed way was not planned, a thin one
 * nobody took, a hexagon is an ad hoc step.
 */
#include "diagram/flow_internal.h"

#include <math.h>

static const struct {
	enum jy_role line, tip;
} looks[] = {
	[FLOW_WAY_TAKEN] = {JY_ROLE_WAY, JY_ROLE_TIP},
	[FLOW_WAY_MAIN] = {JY_ROLE_WAY_MAIN, JY_ROLE_TIP},
	[FLOW_WAY_UNUSED] = {JY_ROLE_WAY_UNUSED, JY_ROLE_TIP_UNUSED},
	[FLOW_WAY_OTHER] = {JY_ROLE_WAY_OTHER, JY_ROLE_TIP_OTHER},
};

enum jy_role flow_line_role(enum flow_way_look look)
{
	return looks[look].line;
}

enum jy_role flow_tip_role(enum flow_way_look look)
{
	return looks[look].tip;
}

/* ---- boxes ---- */

void flow_draw_hexagon(struct flow *flow, struct jy_rect rect)
{
	double cut = fmin(SHEET_PAD, rect.h / 3);
	const struct jy_point point[] = {{rect.x + cut, rect.y},
					 {rect.x + rect.w - cut, rect.y},
					 {rect.x + rect.w, rect.y + rect.h / 2},
					 {rect.x + rect.w - cut, rect.y + rect.h},
					 {rect.x + cut, rect.y + rect.h},
					 {rect.x, rect.y + rect.h / 2}};

	jy_scene_polygon(flow->scene, JY_ROLE_AD_HOC, point, 6);
}

static enum jy_role role_of(const struct jrt_flow_step *step)
{
	return step->moment_of_truth ? JY_ROLE_CARD_MOMENT : JY_ROLE_CARD;
}

static void draw_box(struct flow *flow, size_t number, double x, double y)
{
	const struct flow_box *box = &flow->box.at[number];
	const struct jy_graph_node *node = &flow->graph.node[number];
	struct jy_rect rect = {node->middle.x + x - node->width / 2,
			       node->middle.y + y - node->height / 2, node->width, node->height};
	struct jy_rect inside = {rect.x + (rect.w - box->lines.width) / 2,
				 rect.y + (rect.h - box->lines.height) / 2, box->lines.width,
				 box->lines.height};
	struct jb_text id =
		jb_text_printf(flow->arena, "%.*s-t%zu", JB_ARG(flow->scene->id), number + 1);
	struct jy_group *group = jy_scene_group_begin(flow->scene, id, (struct jy_span){0});
	uint32_t card = 0;

	group->title = box->stranger
			       ? box->lines.list.at[0].line.text
			       : jy_wrap_clean(flow->arena, flow->flow->step[box->place].title);
	group->desc = box->desc;
	if (box->stranger)
		flow_draw_hexagon(flow, rect);
	else
		card = jy_scene_box(flow->scene, role_of(&flow->flow->step[box->place]), rect, 6);
	sheet_draw_lines(flow->sheet, &box->lines, inside, JY_ANCHOR_START, card);
	jy_scene_group_end(flow->scene);
}

static void draw_stage(struct flow *flow, size_t number, double x, double y)
{
	const struct jy_graph_cluster *cluster = &flow->graph.cluster[number];

	for (size_t i = 0; i < cluster->piece_count; i++) {
		const struct sheet_lines *title = &flow->stage[number].title[i > 0];
		struct jy_rect rect = cluster->piece[i];

		rect.x += x;
		rect.y += y;
		jy_scene_box(flow->scene, JY_ROLE_STAGE_BOX, rect, 8);
		rect = (struct jy_rect){rect.x + JY_GRAPH_TITLE_X, rect.y + JY_GRAPH_TITLE_Y,
					rect.w - 2 * JY_GRAPH_TITLE_X, title->height};
		sheet_draw_lines(flow->sheet, title, rect, JY_ANCHOR_START, 0);
	}
}

/* The stage that a way leaves, where its label lies inside of it. */
static enum jy_role label_ground(const struct flow *flow, size_t way)
{
	const struct jy_graph_edge *edge = &flow->graph.edge[way];
	const struct jy_graph_cluster *cluster;
	struct jy_rect box = sheet_label_box(edge, &flow->way.at[way].lines);
	int number = flow->graph.node[edge->from].cluster;

	if (number < 0)
		return JY_ROLE_PAGE;
	cluster = &flow->graph.cluster[number];
	for (size_t i = 0; i < cluster->piece_count; i++) {
		const struct jy_rect *piece = &cluster->piece[i];

		if (box.x > piece->x && box.x + box.w < piece->x + piece->w && box.y > piece->y &&
		    box.y + box.h < piece->y + piece->h)
			return JY_ROLE_BAND;
	}
	return JY_ROLE_PAGE;
}

void flow_draw(void *view, double x, double y)
{
	struct flow *flow = view;

	for (size_t i = 0; i < flow->stage_count; i++)
		draw_stage(flow, i, x, y);
	for (size_t i = flow->way.count; i > 0; i--) /* those of the plan above the others */
		sheet_draw_way(flow->sheet, &flow->graph.edge[i - 1],
			       flow_line_role(flow->way.at[i - 1].look),
			       flow_tip_role(flow->way.at[i - 1].look), x, y);
	for (size_t i = 0; i < flow->box.count; i++)
		draw_box(flow, i, x, y);
	for (size_t i = 0; i < flow->way.count; i++)
		sheet_draw_label(flow->sheet, &flow->graph.edge[i], &flow->way.at[i].lines,
				 label_ground(flow, i), x, y);
}
