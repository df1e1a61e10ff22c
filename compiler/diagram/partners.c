/*
 * The partners view: cards and ways go to a layout as sizes, and the places that come back are
 * drawn. This file sets the order of the work and draws.
 */
#include "diagram/partners_internal.h"

#include <math.h>

#define PAD 10.0

/* ---- the graph ---- */

static double head_height(const struct party *party)
{
	return party->head.height + 10;
}

static void fill_graph(struct partners *partners)
{
	struct jy_graph *graph = &partners->view.graph;

	graph->node_count = partners->party.count;
	graph->edge_count = partners->handing.count;
	graph->node = JB_NEW_ARRAY(partners->view.arena, struct jy_graph_node, graph->node_count);
	graph->edge = JB_NEW_ARRAY(partners->view.arena, struct jy_graph_edge, graph->edge_count);
	for (size_t i = 0; i < graph->node_count; i++) {
		const struct party *party = &partners->party.at[i];

		graph->node[i] = (struct jy_graph_node){
			.width = ceil(fmax(party->body.width, party->head.width) + 2 * PAD),
			.height = ceil(head_height(party) + party->body.height + 1.6 * PAD),
			.cluster = -1};
	}
	for (size_t i = 0; i < graph->edge_count; i++) {
		const struct handing *handing = &partners->handing.at[i];

		graph->edge[i] = (struct jy_graph_edge){
			.from = handing->from,
			.to = handing->to,
			.weight = handing->subcontracts ? 1 : 4,
			.label_width = handing->lines.width > 0 ? handing->lines.width + 12 : 0,
			.label_height = handing->lines.height + 8};
	}
}

/* ---- drawing ---- */

static void draw_party(struct partners *partners, size_t number, double x, double y)
{
	const struct party *party = &partners->party.at[number];
	struct jy_scene *scene = partners->view.sheet->scene;
	struct jy_rect rect = graph_view_rect(&partners->view, number, x, y);
	double head = head_height(party);
	struct jy_rect inside = {rect.x + PAD, rect.y + head + 0.6 * PAD, rect.w - 2 * PAD,
				 party->body.height};
	bool nobody = !party->brand && !party->partner;
	uint32_t card = jy_scene_box(scene, nobody ? JY_ROLE_HOLE : JY_ROLE_CARD, rect, 0);

	sheet_draw_lines(partners->view.sheet, &party->body, inside, JY_ANCHOR_START, card);
	rect.h = head;
	inside = (struct jy_rect){rect.x + PAD, rect.y + 5, rect.w - 2 * PAD, head - 10};
	if (!nobody)
		card = jy_scene_box(scene, party->brand ? JY_ROLE_STAGE_1 : JY_ROLE_STAGE_3, rect,
				    0);
	sheet_draw_lines(partners->view.sheet, &party->head, inside, JY_ANCHOR_START, card);
}

static struct jy_decl declared(const struct partners *partners, const struct party *party)
{
	return party->partner ? party->partner->decl
	       : party->brand ? party->brand->decl
			      : partners->view.journey->decl;
}

static void draw_group(struct partners *partners, size_t number, double x, double y)
{
	const struct party *party = &partners->party.at[number];
	struct jy_decl decl = declared(partners, party);
	struct jy_group *group = graph_view_group(&partners->view, 'p', number, decl.span);

	group->title = party->partner || party->brand
			       ? jy_wrap_clean(partners->view.arena, decl.title)
			       : JB_TEXT("Nobody");
	group->desc = party->desc;
	draw_party(partners, number, x, y);
	jy_scene_group_end(partners->view.sheet->scene);
}

static void draw_handing(struct partners *partners, size_t number, double x, double y)
{
	const struct handing *handing = &partners->handing.at[number];

	sheet_draw_way(partners->view.sheet, &partners->view.graph.edge[number],
		       handing->subcontracts ? JY_ROLE_WAY_UNUSED
		       : handing->bare	     ? JY_ROLE_WAY_HOLE
					     : JY_ROLE_WAY,
		       handing->subcontracts ? JY_ROLE_TIP_UNUSED
		       : handing->bare	     ? JY_ROLE_TIP_HOLE
					     : JY_ROLE_TIP,
		       x, y);
}

/* ---- above and below ---- */

static struct jb_text summary(const struct partners *partners)
{
	size_t count = 0;

	for (size_t i = 0; i < partners->party.count; i++)
		count += partners->party.at[i].brand || partners->party.at[i].partner;
	if (partners->party.count == 0)
		return JB_TEXT("Nothing is delivered here.");
	return jb_text_printf(partners->view.arena, "Who delivers %zu touchpoint%s: %zu %s%s",
			      partners->touchpoint_count,
			      partners->touchpoint_count == 1 ? "" : "s", count,
			      count == 1 ? "party" : "parties",
			      partners->view.holes ? ". What is missing bears a cross." : "");
}

static double write_head(void *view, double room, bool draw)
{
	struct partners *partners = view;

	return graph_view_head(&partners->view, summary(partners), room, draw);
}

static bool has_way(const struct partners *partners, bool subcontracts, bool bare)
{
	for (size_t i = 0; i < partners->handing.count; i++)
		if (partners->handing.at[i].subcontracts == subcontracts &&
		    partners->handing.at[i].bare == bare)
			return true;
	return false;
}

static double write_legend(void *view, double y, double room, bool draw)
{
	struct partners *partners = view;
	struct sheet_legend legend = sheet_legend_at(partners->view.sheet, y, room, draw);
	double end;

	if (has_way(partners, false, false))
		sheet_legend_way(&legend, JY_ROLE_WAY, JY_ROLE_TIP, "customers pass on");
	if (has_way(partners, false, true))
		sheet_legend_way(&legend, JY_ROLE_WAY_HOLE, JY_ROLE_TIP_HOLE,
				 "they pass on, and nothing goes with them");
	if (has_way(partners, true, false))
		sheet_legend_way(&legend, JY_ROLE_WAY_UNUSED, JY_ROLE_TIP_UNUSED,
				 "subcontracts to");
	graph_view_legend(&legend, "something is missing");
	end = sheet_legend_end(&legend);
	return end +
	       sheet_write(partners->view.sheet, partners->note, JY_ROLE_T_NOTE, end, room, draw);
}

static void draw_graph(void *view, double x, double y)
{
	struct partners *partners = view;

	for (size_t i = partners->handing.count; i > 0; i--)
		draw_handing(partners, i - 1, x, y);
	for (size_t i = 0; i < partners->party.count; i++)
		draw_group(partners, i, x, y);
	for (size_t i = 0; i < partners->handing.count; i++)
		sheet_draw_label(partners->view.sheet, &partners->view.graph.edge[i],
				 &partners->handing.at[i].lines, JY_ROLE_PAGE, x, y);
}

static void make(struct sheet *sheet, void *view)
{
	static const struct sheet_parts parts = {write_head, write_legend, draw_graph};
	struct partners *partners = view;
	struct jy_graph *graph = &partners->view.graph;

	graph_view_begin(&partners->view, sheet, "partners-");
	partners_find(partners);
	partners_say(partners);
	fill_graph(partners);
	jy_graph_layout(sheet->arena, graph, &partners->note);
	sheet->scene->desc = jb_text_printf(sheet->arena, "%.*s%s%.*s", JB_ARG(summary(partners)),
					    partners->note.size ? " " : "", JB_ARG(partners->note));
	sheet_assemble(sheet, &parts, partners, graph->width, graph->height);
}

void jy_partners_scene(struct jb_arena *arena, const struct jy_model *model,
		       const struct jy_journey *journey, const struct jy_picture_options *options,
		       struct jy_scene *scene, struct jb_text *note)
{
	struct partners *partners = JB_NEW(arena, struct partners);

	partners->view = (struct graph_view){
		.arena = arena, .model = model, .journey = journey, .options = options};
	sheet_run(arena, options, scene, make, partners);
	*note = partners->note;
}
