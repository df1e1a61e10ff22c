/*
 * The flow view: what is said goes to a layout as sizes, and the places that come back are drawn.
 * This file sets the order of the work.
 */
#include "diagram/flow_internal.h"

#include <math.h>

/* With the margins as wide as landscape A4 shows text of 11 pixels six points high, and as a window
 * on most screens. */
#define ROW_WIDTH (1400.0 - 2 * SHEET_MARGIN)

static void fill_nodes(struct flow *flow)
{
	struct jy_graph *graph = &flow->graph;

	graph->node_count = flow->box.count;
	graph->node = JB_NEW_ARRAY(flow->arena, struct jy_graph_node, graph->node_count);
	for (size_t i = 0; i < graph->node_count; i++) {
		const struct flow_box *box = &flow->box.at[i];
		double air = box->stranger ? 3 * SHEET_PAD : 2 * SHEET_PAD;

		graph->node[i] = (struct jy_graph_node){
			.width = ceil(box->lines.width + air),
			.height = ceil(box->lines.height + 1.5 * SHEET_PAD),
			.cluster =
				box->stranger ? -1 : (int)flow->flow->step[box->place].stage_number,
		};
	}
}

static void fill_edges(struct flow *flow)
{
	struct jy_graph *graph = &flow->graph;

	graph->edge_count = flow->way.count;
	graph->edge = JB_NEW_ARRAY(flow->arena, struct jy_graph_edge, graph->edge_count);
	for (size_t i = 0; i < graph->edge_count; i++) {
		const struct flow_way *way = &flow->way.at[i];
		bool other = way->look == FLOW_WAY_OTHER;

		graph->edge[i] = (struct jy_graph_edge){
			.from = way->from,
			.to = way->to,
			.weight = way->look == FLOW_WAY_MAIN ? 8
				  : other		     ? 1
							     : 4,
			.loose = other && way->from != way->to &&
				 !flow->box.at[way->from].stranger &&
				 !flow->box.at[way->to].stranger,
			.label_width = way->lines.width > 0 ? way->lines.width + 6 : 0,
			.label_height = way->lines.height > 0 ? way->lines.height + 6 : 0,
		};
	}
}

static void fill_clusters(struct flow *flow)
{
	struct jy_graph *graph = &flow->graph;

	graph->cluster_count = flow->stage_count;
	graph->cluster = JB_NEW_ARRAY(flow->arena, struct jy_graph_cluster, graph->cluster_count);
	for (size_t i = 0; i < graph->cluster_count; i++) {
		const struct sheet_lines *title = flow->stage[i].title;

		graph->cluster[i] = (struct jy_graph_cluster){
			.label_width = title[0].width + 4,
			.more_width = title[1].width + 4,
			.label_height = fmax(title[0].height, title[1].height) + 4};
	}
}

static void make(struct sheet *sheet, void *view)
{
	static const struct sheet_parts parts = {flow_head, flow_legend, flow_draw};
	struct flow *flow = view;
	struct jy_scene *scene = sheet->scene;

	flow->sheet = sheet;
	flow->arena = sheet->arena;
	flow->scene = scene;
	scene->id = jy_scene_id(flow->arena, "flow-", flow->flow->name);
	scene->title = jy_wrap_clean(flow->arena, flow->flow->title);
	flow_say(flow);
	fill_nodes(flow);
	fill_edges(flow);
	fill_clusters(flow);
	flow->graph.fold_width = ROW_WIDTH;
	jy_graph_layout(flow->arena, &flow->graph, &flow->note);
	scene->desc = jb_text_printf(
		flow->arena, "Touchpoints in their stages, and the ways between them.%s%.*s",
		flow->note.size ? " " : "", JB_ARG(flow->note));
	sheet_assemble(sheet, &parts, flow, flow->graph.width, flow->graph.height);
}

void jy_flow_scene(struct jb_arena *arena, const struct jrt_flow *flow,
		   const struct jrt_conformance *conformance,
		   const struct jy_picture_options *options, struct jb_text excerpt,
		   struct jy_scene *scene, struct jb_text *note)
{
	struct flow *view = JB_NEW(arena, struct flow);

	view->flow = flow;
	view->excerpt = excerpt;
	view->nothing = conformance && !conformance->explained;
	view->conformance = view->nothing ? NULL : conformance;
	sheet_run(arena, options, scene, make, view);
	*note = view->note;
}
