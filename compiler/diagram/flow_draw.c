/*
 * Drawing the graph of the flow view where Graphviz put it: stages, ways with their tips and
 * labels, then the boxes. Shapes tell what colours tell: a dashed way was not planned, a thin one
 * nobody took, a hexagon is an ad hoc step.
 */
#include "diagram/flow_internal.h"

#include <math.h>

#define TIP_LENGTH 9.0
#define TIP_HALF 4.0

static const struct {
	enum jy_role line, tip;
} looks[] = {
	[FLOW_WAY_TAKEN] = {JY_ROLE_WAY, JY_ROLE_TIP},
	[FLOW_WAY_MAIN] = {JY_ROLE_WAY_MAIN, JY_ROLE_TIP},
	[FLOW_WAY_UNUSED] = {JY_ROLE_WAY_UNUSED, JY_ROLE_TIP_UNUSED},
	[FLOW_WAY_OTHER] = {JY_ROLE_WAY_OTHER, JY_ROLE_TIP_OTHER},
};

/* ---- signs ---- */

static void polygon(struct flow *flow, enum jy_role role, struct jy_point middle,
		    const struct jy_point *offset, uint32_t count)
{
	struct jy_point point[8];

	for (uint32_t i = 0; i < count; i++)
		point[i] = (struct jy_point){middle.x + offset[i].x, middle.y + offset[i].y};
	jy_scene_polygon(flow->scene, role, point, count);
}

void flow_draw_sign(struct flow *flow, enum flow_sign sign, struct jy_point middle)
{
	static const struct jy_point up[] = {{0, -5}, {5, 4}, {-5, 4}};
	static const struct jy_point down[] = {{0, 5}, {5, -4}, {-5, -4}};
	const struct jy_rect square = {middle.x - 4, middle.y - 4, 8, 8};

	switch (sign) {
	case FLOW_MISSING: jy_scene_circle(flow->scene, JY_ROLE_NOT_MEASURED, middle, 4); return;
	case FLOW_OUT_OF_ORDER: polygon(flow, JY_ROLE_EXCUSED, middle, up, 3); return;
	case FLOW_REPEATED: jy_scene_box(flow->scene, JY_ROLE_MET, square, 0); return;
	case FLOW_FAILED: polygon(flow, JY_ROLE_FAIL, middle, down, 3); return;
	default: return;
	}
}

/* ---- lines of text ---- */

static void draw_lines(struct flow *flow, const struct flow_lines *lines, struct jy_rect room,
		       enum jy_anchor anchor, uint32_t label_of)
{
	double y = room.y;

	for (size_t i = 0; i < lines->list.count; i++) {
		const struct flow_line *line = &lines->list.at[i];
		double high = jy_line_height(line->role);
		double indent = line->sign ? FLOW_MARK + FLOW_MARK_GAP : 0;
		struct jy_rect slot = {room.x + indent, y, room.w - indent, high};

		if (line->sign)
			flow_draw_sign(flow, line->sign,
				       (struct jy_point){room.x + FLOW_MARK / 2, y + high / 2});
		jy_scene_text(flow->scene, line->role, slot, line->sign ? JY_ANCHOR_START : anchor,
			      line->line, slot, label_of);
		y += high;
	}
}

/* ---- ways ---- */

static void draw_tip(struct flow *flow, enum jy_role role, struct jy_point from,
		     struct jy_point tip)
{
	double dx = tip.x - from.x, dy = tip.y - from.y, far = hypot(dx, dy);
	struct jy_point point[3];

	if (far < 0.01)
		return;
	dx /= far;
	dy /= far;
	point[0] = tip;
	point[1] = (struct jy_point){tip.x - dx * TIP_LENGTH - dy * TIP_HALF,
				     tip.y - dy * TIP_LENGTH + dx * TIP_HALF};
	point[2] = (struct jy_point){tip.x - dx * TIP_LENGTH + dy * TIP_HALF,
				     tip.y - dy * TIP_LENGTH - dx * TIP_HALF};
	jy_scene_polygon(flow->scene, role, point, 3);
}

static void draw_way(struct flow *flow, size_t number, double x, double y)
{
	const struct flow_way *way = &flow->way.at[number];
	const struct jy_graph_edge *edge = &flow->graph.edge[number];
	struct jy_point *point = JB_NEW_ARRAY(flow->arena, struct jy_point, edge->point_count);

	if (edge->point_count == 0)
		return;
	for (size_t i = 0; i < edge->point_count; i++)
		point[i] = (struct jy_point){edge->point[i].x + x, edge->point[i].y + y};
	jy_scene_curve(flow->scene, looks[way->look].line, point, (uint32_t)edge->point_count,
		       false);
	draw_tip(flow, looks[way->look].tip, point[edge->point_count - 1],
		 (struct jy_point){edge->tip.x + x, edge->tip.y + y});
}

static void draw_label(struct flow *flow, size_t number, double x, double y)
{
	const struct flow_lines *lines = &flow->way.at[number].lines;
	const struct jy_graph_edge *edge = &flow->graph.edge[number];
	struct jy_point middle = edge->label;
	struct jy_rect room;

	if (!lines->list.count || edge->point_count < 4)
		return;
	room = (struct jy_rect){middle.x + x - lines->width / 2, middle.y + y - lines->height / 2,
				lines->width, lines->height};
	/* Ways may pass behind a label, and must not strike it out. */
	jy_scene_box(flow->scene, JY_ROLE_PAGE,
		     (struct jy_rect){room.x - 2, room.y, room.w + 4, room.h}, 3);
	draw_lines(flow, lines, room, JY_ANCHOR_MIDDLE, 0);
}

void flow_draw_sample(struct flow *flow, enum flow_way_look look, struct jy_point from)
{
	struct jy_point tip = {from.x + 34, from.y};

	jy_scene_line(flow->scene, looks[look].line, from,
		      (struct jy_point){tip.x - TIP_LENGTH, tip.y});
	draw_tip(flow, looks[look].tip, from, tip);
}

/* ---- boxes ---- */

void flow_draw_hexagon(struct flow *flow, struct jy_rect rect)
{
	double cut = fmin(FLOW_PAD, rect.h / 3);
	const struct jy_point point[] = {{rect.x + cut, rect.y},
					 {rect.x + rect.w - cut, rect.y},
					 {rect.x + rect.w, rect.y + rect.h / 2},
					 {rect.x + rect.w - cut, rect.y + rect.h},
					 {rect.x + cut, rect.y + rect.h},
					 {rect.x, rect.y + rect.h / 2}};

	jy_scene_polygon(flow->scene, JY_ROLE_AD_HOC, point, 6);
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
		card = jy_scene_box(flow->scene, JY_ROLE_CARD, rect, 6);
	draw_lines(flow, &box->lines, inside, JY_ANCHOR_START, card);
	jy_scene_group_end(flow->scene);
}

static void draw_stage(struct flow *flow, size_t number, double x, double y)
{
	const struct jy_graph_cluster *cluster = &flow->graph.cluster[number];
	struct jy_rect rect = cluster->rect, room;

	if (flow->stage[number].list.count == 0 || rect.w <= 0)
		return;
	rect.x += x;
	rect.y += y;
	jy_scene_box(flow->scene, JY_ROLE_STAGE_BOX, rect, 8);
	room = (struct jy_rect){rect.x + FLOW_PAD, rect.y + 5, rect.w - 2 * FLOW_PAD,
				flow->stage[number].height};
	draw_lines(flow, &flow->stage[number], room, JY_ANCHOR_START, 0);
}

void flow_draw(struct flow *flow, double x, double y)
{
	for (size_t i = 0; i < flow->stage_count; i++)
		draw_stage(flow, i, x, y);
	for (size_t i = flow->way.count; i > 0; i--) /* those of the plan above the others */
		draw_way(flow, i - 1, x, y);
	for (size_t i = 0; i < flow->box.count; i++)
		draw_box(flow, i, x, y);
	for (size_t i = 0; i < flow->way.count; i++)
		draw_label(flow, i, x, y);
}
