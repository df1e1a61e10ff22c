/*
 * The trace view: cards in columns, laid out by the grid, whose columns are known here. This file
 * sets the order of the work and draws.
 */
#include "diagram/trace_internal.h"

#include <math.h>

#define HEADING_HEIGHT 26.0
#define HEADING_GAP 16.0

static const char *const headings[] = {
	[TRACE_FELT] = "What customers feel", [TRACE_ABOUT] = "What it is about",
	[TRACE_METRIC] = "What is measured",  [TRACE_CRITERION] = "What success means",
	[TRACE_AGREED] = "What is agreed",    [TRACE_VERDICT] = "What came of it",
};

/* ---- the graph ---- */

/* Columns without a card are left out. */
static void find_columns(struct trace *trace)
{
	uint32_t count = 0;

	for (size_t c = 0; c < TRACE_COLUMNS; c++)
		trace->shown[c] = UINT32_MAX;
	for (size_t i = 0; i < trace->card.count; i++)
		trace->shown[trace->card.at[i].column] = 0;
	for (size_t c = 0; c < TRACE_COLUMNS; c++)
		if (trace->shown[c] == 0)
			trace->shown[c] = count++;
}

/* Cards of a column are as wide as their widest, and wide enough for its heading. */
static void size_columns(struct trace *trace)
{
	for (size_t c = 0; c < TRACE_COLUMNS; c++)
		trace->width[c] = jy_measure_width(trace->view.sheet->measure,
						   jb_text_of(headings[c]), JY_ROLE_T_STAGE) +
				  2 * SHEET_PAD;
	for (size_t i = 0; i < trace->card.count; i++) {
		const struct trace_card *card = &trace->card.at[i];

		trace->width[card->column] =
			fmax(trace->width[card->column], ceil(card->lines.width + 2 * SHEET_PAD));
	}
}

static void fill_graph(struct trace *trace)
{
	struct jy_graph *graph = &trace->view.graph;

	graph->first_stays = trace->shown[TRACE_FELT] == 0; /* in the order of the journey */
	graph->node_count = trace->card.count;
	graph->edge_count = trace->link.count;
	graph->node = JB_NEW_ARRAY(trace->view.arena, struct jy_graph_node, graph->node_count);
	graph->edge = JB_NEW_ARRAY(trace->view.arena, struct jy_graph_edge, graph->edge_count);
	graph->column = trace->column =
		JB_NEW_ARRAY(trace->view.arena, uint32_t, graph->node_count);
	for (size_t i = 0; i < graph->node_count; i++) {
		const struct trace_card *card = &trace->card.at[i];

		trace->column[i] = trace->shown[card->column];
		graph->node[i] =
			(struct jy_graph_node){.width = trace->width[card->column],
					       .height = ceil(card->lines.height + 1.5 * SHEET_PAD),
					       .cluster = -1};
	}
	for (size_t i = 0; i < graph->edge_count; i++) {
		graph->edge[i] = (struct jy_graph_edge){
			.from = trace->link.at[i].from, .to = trace->link.at[i].to, .weight = 1};
		trace->look[trace->link.at[i].look] = true;
	}
}

/* ---- drawing ---- */

static void draw_card(struct trace *trace, size_t number, double x, double y)
{
	const struct trace_card *card = &trace->card.at[number];
	struct jy_rect rect = graph_view_rect(&trace->view, number, x, y);
	struct jy_rect inside = {rect.x + SHEET_PAD, rect.y + (rect.h - card->lines.height) / 2,
				 rect.w - 2 * SHEET_PAD, card->lines.height};
	struct jy_group *group = graph_view_group(&trace->view, 'c', number, card->span);
	bool moment = card->of.touchpoint && card->column == TRACE_FELT &&
		      card->of.touchpoint->moment_of_truth;

	group->title = jy_wrap_clean(trace->view.arena,
				     jb_text_printf(trace->view.arena, "%s: %.*s",
						    headings[card->column], JB_ARG(card->title)));
	group->desc = card->desc;
	sheet_draw_lines(trace->view.sheet, &card->lines, inside, JY_ANCHOR_START,
			 jy_scene_box(trace->view.sheet->scene,
				      card->hole.size ? JY_ROLE_HOLE
				      : moment	      ? JY_ROLE_CARD_MOMENT
						      : JY_ROLE_CARD,
				      rect, 6));
	jy_scene_group_end(trace->view.sheet->scene);
}

static void draw_links(struct trace *trace, double x, double y)
{
	static const struct {
		enum jy_role line, tip;
	} looks[] = {
		[TRACE_LEADS] = {JY_ROLE_WAY, JY_ROLE_TIP},
		[TRACE_READ] = {JY_ROLE_WAY_UNUSED, JY_ROLE_TIP_UNUSED},
		[TRACE_BROKEN] = {JY_ROLE_WAY_HOLE, JY_ROLE_TIP_HOLE},
	};

	for (int look = TRACE_BROKEN; look >= 0; look--) /* the holes below all else */
		for (size_t i = 0; i < trace->link.count; i++)
			if (trace->link.at[i].look == (enum trace_look)look)
				sheet_draw_way(trace->view.sheet, &trace->view.graph.edge[i],
					       looks[look].line, looks[look].tip, x, y);
}

static void draw_headings(struct trace *trace, double x, double y)
{
	static const enum jy_role role[] = {JY_ROLE_STAGE_1, JY_ROLE_STAGE_1, JY_ROLE_STAGE_2,
					    JY_ROLE_STAGE_2, JY_ROLE_STAGE_3, JY_ROLE_STAGE_4};
	bool done[TRACE_COLUMNS] = {false};

	for (size_t i = 0; i < trace->card.count; i++) {
		enum trace_column column = trace->card.at[i].column;
		const struct jy_graph_node *node = &trace->view.graph.node[i];
		struct jb_text text = jb_text_of(headings[column]);
		struct jy_rect rect = {node->middle.x + x - node->width / 2, y, node->width,
				       HEADING_HEIGHT};
		double width = jy_measure_width(trace->view.sheet->measure, text, JY_ROLE_T_STAGE);
		double high = jy_line_height(JY_ROLE_T_STAGE);
		struct jy_rect slot = {rect.x, rect.y + (rect.h - high) / 2, rect.w, high};

		if (done[column])
			continue;
		done[column] = true;
		jy_scene_text(trace->view.sheet->scene, JY_ROLE_T_STAGE, slot, JY_ANCHOR_MIDDLE,
			      (struct jy_line){text, width}, rect,
			      jy_scene_box(trace->view.sheet->scene, role[column], rect, 0));
	}
}

/* ---- above and below ---- */

static struct jb_text holes_text(const struct trace *trace)
{
	if (trace->card.count == 0)
		return JB_TEXT("Nothing is felt, measured or agreed here.");
	if (trace->view.holes == 0)
		return JB_TEXT("No holes: every moment of truth, trough and peak leads on to what "
			       "is judged.");
	return jb_text_printf(trace->view.arena,
			      "%zu hole%s, marked by a cross: there the chain breaks",
			      trace->view.holes, trace->view.holes == 1 ? "" : "s");
}

static double write_head(void *view, double room, bool draw)
{
	struct trace *trace = view;

	return graph_view_head(&trace->view, holes_text(trace), room, draw);
}

static double write_legend(void *view, double y, double room, bool draw)
{
	struct trace *trace = view;
	struct sheet_legend legend = sheet_legend_at(trace->view.sheet, y, room, draw);

	if (trace->look[TRACE_LEADS])
		sheet_legend_way(&legend, JY_ROLE_WAY, JY_ROLE_TIP, "leads to");
	if (trace->look[TRACE_READ])
		sheet_legend_way(&legend, JY_ROLE_WAY_UNUSED, JY_ROLE_TIP_UNUSED,
				 "is read from: the delivered feeling");
	if (trace->look[TRACE_BROKEN])
		sheet_legend_way(&legend, JY_ROLE_WAY_HOLE, JY_ROLE_TIP_HOLE,
				 "a hole: something is missing");
	graph_view_legend(&legend, NULL);
	return sheet_legend_end(&legend);
}

static double headings_height(const struct trace *trace)
{
	return trace->card.count ? HEADING_HEIGHT + HEADING_GAP : 0;
}

static void draw_all(void *view, double x, double y)
{
	struct trace *trace = view;

	draw_headings(trace, x, y);
	y += headings_height(trace);
	draw_links(trace, x, y);
	for (size_t i = 0; i < trace->card.count; i++)
		draw_card(trace, i, x, y);
}

static void make(struct sheet *sheet, void *view)
{
	static const struct sheet_parts parts = {write_head, write_legend, draw_all};
	struct trace *trace = view;
	struct jy_graph *graph = &trace->view.graph;

	graph_view_begin(&trace->view, sheet, "trace-");
	trace_find(trace);
	trace_say(trace);
	sheet->scene->desc = jb_text_printf(
		sheet->arena,
		"From what customers feel to what is measured, judged and agreed. %.*s",
		JB_ARG(holes_text(trace)));
	find_columns(trace);
	size_columns(trace);
	fill_graph(trace);
	jy_grid_layout(sheet->arena, graph);
	sheet_assemble(sheet, &parts, trace, graph->width, graph->height + headings_height(trace));
}

void jy_trace_scene(struct jb_arena *arena, const struct jy_model *model,
		    const struct jy_journey *journey, const struct jy_picture_options *options,
		    struct jy_scene *scene)
{
	struct trace *trace = JB_NEW(arena, struct trace);

	trace->view = (struct graph_view){
		.arena = arena, .model = model, .journey = journey, .options = options};
	sheet_run(arena, options, scene, make, trace);
}
