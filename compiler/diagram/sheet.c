/*
 * Blocks of lines, ways, titles and legends, for every view of a graph. Knows no view.
 */
#include "diagram/sheet.h"

#include <math.h>

#define TIP_LENGTH 9.0
#define TIP_HALF 4.0
#define SAMPLE_WIDTH 34.0
#define ENTRY_GAP 22.0
/* For words above and below a graph that is narrow. */
#define ROOM_MIN 520.0

void sheet_run(struct jb_arena *arena, const struct jy_picture_options *options,
	       struct jy_scene *scene, sheet_work *work, void *view)
{
	struct sheet *sheet = JB_NEW(arena, struct sheet);

	jy_scene_init(scene, arena);
	scene->theme = options->theme;
	scene->portable_text = options->portable_text;
	sheet->arena = arena;
	sheet->scene = scene;
	sheet->measure = jy_measure_new(arena, options->portable_text);
	/* Pango's memory is not the arena's: it must go back on every way out. */
	if (JB_ARM(arena) != 0) {
		jy_measure_free(sheet->measure);
		jb_arena_fail(arena);
	}
	work(sheet, view);
	jb_arena_disarm(arena);
	jy_measure_free(sheet->measure);
}

/* ---- blocks of lines ---- */

void sheet_add(struct sheet *sheet, struct sheet_lines *lines, enum jy_role role,
	       enum sheet_sign sign, struct jb_text text, double room)
{
	double indent = sign ? SHEET_MARK + SHEET_MARK_GAP : 0;
	struct jy_lines broken = jy_wrap(sheet->measure, sheet->arena,
					 jy_wrap_clean(sheet->arena, text), role, room - indent);

	for (size_t i = 0; i < broken.count; i++)
		*jb_push(sheet->arena, &lines->list) =
			(struct sheet_line){.role = role,
					    .sign = i == 0 ? sign : SHEET_NO_SIGN,
					    .begins = i == 0,
					    .hangs = i > 0 && sign,
					    .above = i == 0 ? lines->air : 0,
					    .line = broken.at[i]};
	lines->width = fmax(lines->width, broken.widest + indent);
	if (broken.count) {
		lines->height += lines->air + (double)broken.count * jy_line_height(role);
		lines->air = 0;
	}
	sheet->sign[sign] = sheet->sign[sign] || broken.count > 0;
}

void sheet_add_gap(struct sheet_lines *lines, double height)
{
	lines->air = height;
}

struct jb_text sheet_said(const struct sheet *sheet, const struct sheet_lines *lines)
{
	struct jb_buf out;

	jb_buf_init(&out, sheet->arena);
	for (size_t i = 0; i < lines->list.count; i++) {
		const struct sheet_line *line = &lines->list.at[i];

		jb_buf_printf(&out, "%s%.*s",
			      i == 0	     ? ""
			      : line->begins ? ". "
					     : " ",
			      JB_ARG(line->line.text));
	}
	return jb_buf_text(&out);
}

void sheet_draw_lines(struct sheet *sheet, const struct sheet_lines *lines, struct jy_rect room,
		      enum jy_anchor anchor, uint32_t label_of)
{
	double y = room.y;

	for (size_t i = 0; i < lines->list.count; i++) {
		const struct sheet_line *line = &lines->list.at[i];
		double high = jy_line_height(line->role);
		double indent = line->sign || line->hangs ? SHEET_MARK + SHEET_MARK_GAP : 0;
		struct jy_rect slot = {room.x + indent, y + line->above, room.w - indent, high};

		y += line->above;
		if (line->sign)
			sheet_draw_sign(sheet, line->sign,
					(struct jy_point){room.x + SHEET_MARK / 2, y + high / 2});
		jy_scene_text(sheet->scene, line->role, slot, indent > 0 ? JY_ANCHOR_START : anchor,
			      line->line, slot, label_of);
		y += high;
	}
}

/* ---- signs ---- */

static void polygon(struct sheet *sheet, enum jy_role role, struct jy_point middle,
		    const struct jy_point *offset, uint32_t count)
{
	struct jy_point point[12];

	for (uint32_t i = 0; i < count; i++)
		point[i] = (struct jy_point){middle.x + offset[i].x, middle.y + offset[i].y};
	jy_scene_polygon(sheet->scene, role, point, count);
}

void sheet_draw_sign(struct sheet *sheet, enum sheet_sign sign, struct jy_point middle)
{
	static const struct jy_point up[] = {{0, -5}, {5, 4}, {-5, 4}};
	static const struct jy_point down[] = {{0, 5}, {5, -4}, {-5, -4}};
	static const struct jy_point diamond[] = {{0, -5}, {5, 0}, {0, 5}, {-5, 0}};
	static const struct jy_point cross[] = {
		{-2.7, -4.5}, {0, -1.8}, {2.7, -4.5}, {4.5, -2.7}, {1.8, 0},  {4.5, 2.7},
		{2.7, 4.5},   {0, 1.8},	 {-2.7, 4.5}, {-4.5, 2.7}, {-1.8, 0}, {-4.5, -2.7}};
	const struct jy_rect square = {middle.x - 4, middle.y - 4, 8, 8};
	struct jy_scene *scene = sheet->scene;

	switch (sign) {
	case SHEET_MISSING:
	case SHEET_NOT_MEASURED: jy_scene_circle(scene, JY_ROLE_NOT_MEASURED, middle, 4); return;
	case SHEET_OUT_OF_ORDER:
	case SHEET_EXCUSED: polygon(sheet, JY_ROLE_EXCUSED, middle, up, 3); return;
	case SHEET_REPEATED: jy_scene_box(scene, JY_ROLE_MET, square, 0); return;
	case SHEET_FAILED: polygon(sheet, JY_ROLE_FAIL, middle, down, 3); return;
	case SHEET_HOLE: polygon(sheet, JY_ROLE_FAIL, middle, cross, 12); return;
	case SHEET_MOMENT: polygon(sheet, JY_ROLE_MOMENT, middle, diamond, 4); return;
	case SHEET_MET: jy_scene_circle(scene, JY_ROLE_MET, middle, 4.5); return;
	case SHEET_MISSED: jy_scene_box(scene, JY_ROLE_MISSED, square, 0); return;
	default: return;
	}
}

/* ---- ways ---- */

static void draw_tip(struct sheet *sheet, enum jy_role role, struct jy_point from,
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
	jy_scene_polygon(sheet->scene, role, point, 3);
}

void sheet_draw_way(struct sheet *sheet, const struct jy_graph_edge *edge, enum jy_role line,
		    enum jy_role tip, double x, double y)
{
	struct jy_point *point = JB_NEW_ARRAY(sheet->arena, struct jy_point, edge->point_count);

	if (edge->point_count == 0)
		return;
	for (size_t i = 0; i < edge->point_count; i++)
		point[i] = (struct jy_point){edge->point[i].x + x, edge->point[i].y + y};
	jy_scene_curve(sheet->scene, line, point, (uint32_t)edge->point_count, false);
	draw_tip(sheet, tip, point[edge->point_count - 1],
		 (struct jy_point){edge->tip.x + x, edge->tip.y + y});
}

struct jy_rect sheet_label_box(const struct jy_graph_edge *edge, const struct sheet_lines *lines)
{
	return (struct jy_rect){edge->label.x - lines->width / 2 - 2,
				edge->label.y - lines->height / 2, lines->width + 4, lines->height};
}

void sheet_draw_label(struct sheet *sheet, const struct jy_graph_edge *edge,
		      const struct sheet_lines *lines, enum jy_role ground, double x, double y)
{
	struct jy_rect box = sheet_label_box(edge, lines), room;

	if (!lines->list.count || edge->point_count < 4)
		return;
	box.x += x;
	box.y += y;
	room = (struct jy_rect){box.x + 2, box.y, box.w - 4, box.h};
	jy_scene_box(sheet->scene, ground, box, 3);
	sheet_draw_lines(sheet, lines, room, JY_ANCHOR_MIDDLE, 0);
}

/* ---- above and below ---- */

void sheet_assemble(struct sheet *sheet, const struct sheet_parts *parts, void *view, double width,
		    double height)
{
	struct jy_scene *scene = sheet->scene;
	double room = fmax(width, ROOM_MIN);
	double top = parts->head(view, room, false);
	double below = top + height + 2 * SHEET_PAD;

	scene->width = room + 2 * SHEET_MARGIN;
	scene->height = parts->foot(view, below, room, false) + SHEET_MARGIN;
	jy_scene_box(scene, JY_ROLE_PAGE, (struct jy_rect){0, 0, scene->width, scene->height}, 0);
	parts->head(view, room, true);
	parts->graph(view, SHEET_MARGIN, top);
	parts->foot(view, below, room, true);
}

double sheet_write(struct sheet *sheet, struct jb_text text, enum jy_role role, double y,
		   double room, bool draw)
{
	struct jy_lines lines = jy_wrap(sheet->measure, sheet->arena,
					jy_wrap_clean(sheet->arena, text), role, room);
	double high = jy_line_height(role);

	for (size_t i = 0; draw && i < lines.count; i++) {
		struct jy_rect slot = {SHEET_MARGIN, y + (double)i * high, room, high};

		jy_scene_text(sheet->scene, role, slot, JY_ANCHOR_START, lines.at[i], slot, 0);
	}
	return (double)lines.count * high;
}

struct sheet_legend sheet_legend_at(struct sheet *sheet, double y, double room, bool draw)
{
	return (struct sheet_legend){
		.sheet = sheet, .x = SHEET_MARGIN, .y = y, .room = room, .draw = draw};
}

struct jy_point sheet_legend_add(struct sheet_legend *legend, double icon, const char *words)
{
	struct sheet *sheet = legend->sheet;
	struct jb_text text = jb_text_of(words);
	double width = jy_measure_width(sheet->measure, text, JY_ROLE_T_LEGEND);
	double high = jy_line_height(JY_ROLE_T_LEGEND) + 6;
	struct jy_point at;
	struct jy_rect slot;

	if (legend->x > SHEET_MARGIN &&
	    legend->x + icon + SHEET_MARK_GAP + width > SHEET_MARGIN + legend->room) {
		legend->x = SHEET_MARGIN;
		legend->y += high;
	}
	at = (struct jy_point){legend->x, legend->y + high / 2};
	slot = (struct jy_rect){legend->x + icon + SHEET_MARK_GAP, legend->y + 3, width, high - 6};
	if (legend->draw)
		jy_scene_text(sheet->scene, JY_ROLE_T_LEGEND, slot, JY_ANCHOR_START,
			      (struct jy_line){text, width}, slot, 0);
	legend->x += icon + SHEET_MARK_GAP + width + ENTRY_GAP;
	return at;
}

void sheet_legend_sign(struct sheet_legend *legend, enum sheet_sign sign, const char *words)
{
	struct jy_point at;

	if (!legend->sheet->sign[sign])
		return;
	at = sheet_legend_add(legend, SHEET_MARK, words);
	if (legend->draw)
		sheet_draw_sign(legend->sheet, sign,
				(struct jy_point){at.x + SHEET_MARK / 2, at.y});
}

void sheet_legend_way(struct sheet_legend *legend, enum jy_role line, enum jy_role tip,
		      const char *words)
{
	struct jy_point from = sheet_legend_add(legend, SAMPLE_WIDTH, words);
	struct jy_point to = {from.x + SAMPLE_WIDTH, from.y};

	if (!legend->draw)
		return;
	jy_scene_line(legend->sheet->scene, line, from, (struct jy_point){to.x - TIP_LENGTH, to.y});
	draw_tip(legend->sheet, tip, from, to);
}

double sheet_legend_end(const struct sheet_legend *legend)
{
	return legend->y + (legend->x > SHEET_MARGIN ? jy_line_height(JY_ROLE_T_LEGEND) + 6 : 0);
}
