/*
 * What trace and partners share, see graph_view.h. Knows neither of them.
 */
#include "diagram/graph_view.h"

#include "diagram/selection.h"
#include "source/file.h"

void graph_view_begin(struct graph_view *view, struct sheet *sheet, const char *prefix)
{
	view->sheet = sheet;
	jy_overlay_index_init(&view->overlay, view->arena, view->options->overlay);
	sheet->scene->id = jy_scene_id(view->arena, prefix, view->journey->decl.name);
	sheet->scene->title = jy_wrap_clean(view->arena, view->journey->decl.title);
}

double graph_view_head(struct graph_view *view, struct jb_text summary, double room, bool draw)
{
	struct jb_text excerpt = jy_selection_words(view->arena, view->model, view->journey,
						    &view->options->selection);
	struct sheet *sheet = view->sheet;
	double y = SHEET_MARGIN;

	y += sheet_write(sheet, view->journey->decl.title, JY_ROLE_T_TITLE, y, room, draw);
	y += sheet_write(sheet, summary, JY_ROLE_T_SUBTITLE, y, room, draw);
	y += sheet_write(sheet, excerpt, JY_ROLE_T_NOTE, y, room, draw);
	return y + 2 * SHEET_PAD;
}

struct jy_rect graph_view_rect(const struct graph_view *view, size_t node, double x, double y)
{
	struct jy_rect rect = jy_graph_node_rect(&view->graph.node[node]);

	rect.x += x;
	rect.y += y;
	return rect;
}

struct jy_group *graph_view_group(struct graph_view *view, char letter, size_t number,
				  struct jy_span span)
{
	const struct jy_diags *diags = view->options->diags;
	const struct jy_file *file = diags ? jy_diags_file(diags, span.file) : NULL;
	struct jy_scene *scene = view->sheet->scene;
	struct jb_text id =
		jb_text_printf(view->arena, "%.*s-%c%zu", JB_ARG(scene->id), letter, number + 1);
	struct jy_group *group = jy_scene_group_begin(scene, id, span);

	group->line = file ? jy_file_line(file, span.begin) : 0;
	return group;
}

struct jb_buf graph_view_spoken(const struct graph_view *view, const struct sheet_lines *lines)
{
	struct jb_buf out;

	jb_buf_init(&out, view->arena);
	jb_buf_add_text(&out, sheet_said(view->sheet, lines));
	jb_buf_add_byte(&out, '.');
	return out;
}

struct graph_view_verdict graph_view_verdict(enum jrt_verdict_kind verdict)
{
	static const struct graph_view_verdict looks[] = {
		[JRT_MET] = {SHEET_MET, JY_ROLE_T_MET},
		[JRT_MISSED] = {SHEET_MISSED, JY_ROLE_T_MISSED},
		[JRT_EXCUSED] = {SHEET_EXCUSED, JY_ROLE_T_EXCUSED},
		[JRT_NOT_MEASURED] = {SHEET_NOT_MEASURED, JY_ROLE_T_UNMEASURED},
	};

	return looks[verdict];
}

void graph_view_legend(struct sheet_legend *legend, const char *hole)
{
	sheet_legend_sign(legend, SHEET_MOMENT, "moment of truth");
	if (hole)
		sheet_legend_sign(legend, SHEET_HOLE, hole);
	sheet_legend_sign(legend, SHEET_MET, "met");
	sheet_legend_sign(legend, SHEET_EXCUSED, "excused");
	sheet_legend_sign(legend, SHEET_MISSED, "missed");
	sheet_legend_sign(legend, SHEET_NOT_MEASURED, "not measured");
}
