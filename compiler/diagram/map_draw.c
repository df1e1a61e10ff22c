/*
 * Drawing the rows that map_lanes.c has placed: bands, the lanes' names, stages, items. Items stand
 * in the middle of their cell.
 */
#include "diagram/map_internal.h"

#define RADIUS_CARD 12.0
#define RADIUS_PILL 9.0
#define STAGE_GAP 2.0

static void draw_lines(struct map *map, enum jy_role role, const struct jy_lines *lines,
		       struct jy_rect room, double top, enum jy_anchor anchor, uint32_t label_of)
{
	double high = jy_line_height(role);
	for (size_t i = 0; i < lines->count; i++)
		jy_scene_text(map->scene, role,
			      (struct jy_rect){room.x, top + (double)i * high, room.w, high},
			      anchor, lines->at[i], room, label_of);
}

static void draw_label(struct map *map, const struct map_row *row)
{
	double name = jy_line_height(JY_ROLE_T_LANE) * (double)row->label_lines.count;
	double note = jy_line_height(JY_ROLE_T_NOTE) * (double)row->note_lines.count;
	double top = row->y + (row->h - name - note) / 2;
	struct jy_rect room = {MAP_MARGIN + 12, row->y, map->gutter - 24, row->h};
	draw_lines(map, JY_ROLE_T_LANE, &row->label_lines, room, top, JY_ANCHOR_START, 0);
	draw_lines(map, JY_ROLE_T_NOTE, &row->note_lines, room, top + name, JY_ANCHOR_START, 0);
}

/* Between stages, from `top` to `end`. */
static void draw_separators(struct map *map, double top, double end)
{
	for (size_t stage = 1; stage < map->stage_count && top < end; stage++) {
		double x = map->column[map->stage[stage].first].x;
		jy_scene_line(map->scene, JY_ROLE_SEPARATOR, (struct jy_point){x, top},
			      (struct jy_point){x, end});
	}
}

/* Not through lines that are written across all stages. */
static void separate_stages(struct map *map)
{
	const struct map_row *head = map->shown_row[0], *across = &map->row[MAP_ROW_FIGURES];
	double top = head->y + head->h;
	if (map_shows(map, MAP_ROW_FIGURES)) {
		draw_separators(map, top, across->y);
		top = across->y + across->h;
	}
	draw_separators(map, top, map->bottom);
}

/* Every other lane stands on a band. What the amended journey says in a lane belongs to it: the
 * same ground, and no rule between the two. */
void map_draw_bands(struct map *map)
{
	double width = map->right - MAP_MARGIN;
	bool band = true;
	for (size_t r = 1; r < map->shown_count; r++) {
		const struct map_row *row = map->shown_row[r];
		band = row->was ? band : !band;
		if (band)
			jy_scene_box(map->scene, JY_ROLE_BAND,
				     (struct jy_rect){MAP_MARGIN, row->y, width, row->h}, 0);
		if (r + 1 < map->shown_count && map->shown_row[r + 1]->was)
			continue;
		jy_scene_line(map->scene, JY_ROLE_RULE,
			      (struct jy_point){MAP_MARGIN, row->y + row->h},
			      (struct jy_point){map->right, row->y + row->h});
	}
	separate_stages(map);
	for (size_t r = 1; r < map->shown_count; r++)
		draw_label(map, map->shown_row[r]);
}

/* A card fills its column, a pill hugs its text. */
static void draw_item(struct map *map, const struct map_item *item, struct jy_rect cell, double top)
{
	if (item->kind == MAP_ITEM_TREND) {
		map_draw_trend(map, item->trend, cell, top);
		return;
	}
	bool card = item->kind == MAP_ITEM_CARD;
	double high = jy_line_height(item->text_role);
	double width = card || item->wide ? cell.w - 2 * MAP_CELL_PAD
					  : item->lines.widest + 2 * map_item_pad_x(item);
	struct jy_rect box = {cell.x + (cell.w - width) / 2, top, width, item->height};
	struct jy_rect room = box;
	uint32_t label_of = 0;
	if (card || item->kind == MAP_ITEM_PILL) {
		label_of =
			jy_scene_box(map->scene, item->box, box, card ? RADIUS_CARD : RADIUS_PILL);
	} else if (item->kind == MAP_ITEM_SIGN) {
		/* Beside the first line, which may be shorter than the others. */
		double beside =
			item->lines.count > 0 ? item->lines.widest - item->lines.at[0].width : 0;
		map_draw_sign(map, item->box,
			      (struct jy_point){box.x + beside / 2 + MAP_SIGN / 2, top + high / 2});
		room.x += MAP_SIGN + MAP_SIGN_GAP;
		room.w -= MAP_SIGN + MAP_SIGN_GAP;
	} else {
		room = (struct jy_rect){cell.x + 2, cell.y, cell.w - 4, cell.h};
	}
	top += (item->height - (double)item->lines.count * high) / 2;
	draw_lines(map, item->text_role, &item->lines, room, top, JY_ANCHOR_MIDDLE, label_of);
}

static void draw_cell(struct map *map, const struct map_cell *cell, struct jy_rect rect)
{
	double top = map_cell_top(cell, rect);
	struct jy_span outer = map->scene->span;
	for (size_t i = 0; i < cell->items.count; i++) {
		const struct map_item *item = &cell->items.at[i];
		if (i > 0)
			top += map_item_gap(item);
		if (item->span.file != 0)
			map->scene->span = item->span;
		map->scene->persona = item->persona;
		draw_item(map, item, rect, top);
		map->scene->span = outer;
		map->scene->persona = 0;
		top += item->height;
	}
}

static void draw_header(struct map *map, const struct map_row *row, size_t stage)
{
	struct jy_rect rect = map_stage_rect(map, row, stage);
	rect.x += STAGE_GAP;
	rect.w -= 2 * STAGE_GAP;
	if (row->cell[stage].items.count > 0)
		jy_scene_box(map->scene, row->cell[stage].items.at[0].box, rect, 3);
	draw_cell(map, &row->cell[stage], map_stage_rect(map, row, stage));
}

void map_draw_stage(struct map *map, size_t stage)
{
	map->scene->span = map->stage[stage].stage->decl.span;
	draw_header(map, map->shown_row[0], stage);
	for (size_t r = 1; r < map->shown_count; r++) {
		const struct map_row *row = map->shown_row[r];
		if (row->by_stage)
			draw_cell(map, &row->cell[stage], map_stage_rect(map, row, stage));
		else
			draw_cell(map, &row->over[stage], map_over_rect(map, row, stage));
	}
	map->scene->span = (struct jy_span){0};
}

void map_draw_column(struct map *map, size_t column)
{
	for (size_t r = 1; r < map->shown_count; r++) {
		const struct map_row *row = map->shown_row[r];
		if (row->kind == MAP_ROW_EMOTION && map->emotion != NULL)
			map_draw_marks(map, column);
		else if (!row->by_stage)
			draw_cell(map, &row->cell[column], map_column_rect(map, row, column));
	}
}
