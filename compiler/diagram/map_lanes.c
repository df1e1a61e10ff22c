/*
 * Lanes: how wide columns are, how items break into lines, how high rows grow, and drawing the
 * result. A row is as high as its highest cell; items stand in the middle of their cell.
 */
#include "diagram/map_internal.h"

#include <math.h>

#define CARD_LINES 2 /* wished for: a column widens rather than break its words */
#define WORDS_LINES 3
#define RADIUS_CARD 12.0
#define RADIUS_PILL 9.0
#define STAGE_GAP 2.0

static double pad_x(const struct map_item *item)
{
	switch (item->kind) {
	case MAP_ITEM_CARD: return MAP_CARD_PAD_X;
	case MAP_ITEM_PILL: return MAP_PILL_PAD_X;
	case MAP_ITEM_SIGN: return (MAP_SIGN + MAP_SIGN_GAP) / 2;
	case MAP_ITEM_TEXT: return 2;
	}
	return 0;
}

static double pad_y(const struct map_item *item)
{
	return item->kind == MAP_ITEM_CARD   ? MAP_CARD_PAD_Y
	       : item->kind == MAP_ITEM_PILL ? MAP_PILL_PAD_Y
					     : 0;
}

static double item_wish(struct map *map, const struct map_item *item)
{
	unsigned lines = item->kind == MAP_ITEM_CARD ? CARD_LINES : WORDS_LINES;
	double around = 2 * (MAP_CELL_PAD + pad_x(item));
	return jy_wrap_wish(map->measure, map->arena, item->text, item->text_role, lines,
			    MAP_COLUMN_MOST - around) +
	       around + 1;
}

void map_size_columns(struct map *map)
{
	for (size_t i = 0; i < map->column_count; i++) {
		double width = MAP_COLUMN_LEAST;
		for (int kind = MAP_ROW_TOUCHPOINT; kind <= MAP_ROW_SUCCESS; kind++) {
			const struct map_row *row = &map->row[kind];
			for (size_t k = 0; k < row->cell[i].items.count; k++)
				width = fmax(width, item_wish(map, &row->cell[i].items.at[k]));
		}
		map->column[i].w = ceil(width);
	}
	for (int kind = 0; kind < MAP_ROW_COUNT; kind++) {
		struct map_row *row = &map->row[kind];
		double name = jy_measure_width(map->measure, row->label, JY_ROLE_T_LANE);
		double note = jy_measure_width(map->measure, row->note, JY_ROLE_T_NOTE);
		if (row->used)
			map->gutter = fmax(map->gutter, ceil(fmax(name, fmin(note, 140)) + 30));
	}
}

/* Columns side by side; those of a narrow journey are spread to fill the picture, within reason. */
void map_place_columns(struct map *map, double body_least)
{
	double sum = 0, x = MAP_MARGIN + map->gutter;
	for (size_t i = 0; i < map->column_count; i++)
		sum += map->column[i].w;
	double spread = map->column_count > 0 && sum < body_least
				? floor((body_least - sum) / (double)map->column_count)
				: 0;
	map->left = x;
	map->page = x + body_least;
	for (size_t i = 0; i < map->column_count; i++) {
		struct map_column *column = &map->column[i];
		column->x = x;
		column->w = fmax(column->w, fmin(column->w + spread, MAP_COLUMN_SPREAD));
		x += column->w;
	}
	map->right = map->column_count > 0 ? x : map->page;
	map->page = fmax(map->page, map->right);
}

static struct jy_rect stage_rect(const struct map *map, const struct map_row *row, size_t stage)
{
	const struct map_column *a = &map->column[map->stage_first[stage]];
	const struct map_column *b = &map->column[map->stage_first[stage + 1] - 1];
	return (struct jy_rect){a->x, row->y, b->x + b->w - a->x, row->h};
}

/* Where a touchpoint's cell is: below what the lane says of its whole stage. */
static struct jy_rect column_rect(const struct map *map, const struct map_row *row, size_t index)
{
	const struct map_column *column = &map->column[index];
	double over = row->over[column->stage].height;
	over += over > 0 ? MAP_ITEM_GAP : 0;
	return (struct jy_rect){column->x, row->y + over, column->w, row->h - over};
}

static double gap_before(const struct map_item *item)
{
	return !item->close ? MAP_ITEM_GAP : item->kind == MAP_ITEM_PILL ? MAP_TAG_GAP : 0;
}

static void size_item(struct map *map, struct map_item *item, double room)
{
	item->lines = jy_wrap(map->measure, map->arena, item->text, item->text_role,
			      room - 2 * (MAP_CELL_PAD + pad_x(item)));
	item->height =
		(double)item->lines.count * jy_line_height(item->text_role) + 2 * pad_y(item);
	if (item->kind == MAP_ITEM_CARD)
		item->height = fmax(item->height, MAP_CARD_LEAST);
}

static double size_cell(struct map *map, struct map_cell *cell, double room)
{
	cell->height = 0;
	for (size_t i = 0; i < cell->items.count; i++) {
		struct map_item *item = &cell->items.at[i];
		size_item(map, item, room);
		cell->height += item->height + (i > 0 ? gap_before(item) : 0);
	}
	return cell->height;
}

static void size_label(struct map *map, struct map_row *row)
{
	double room = map->gutter - 24;
	row->label_lines = jy_wrap(map->measure, map->arena, row->label, JY_ROLE_T_LANE, room);
	row->note_lines = jy_wrap(map->measure, map->arena, row->note, JY_ROLE_T_NOTE, room);
	double high = (double)row->label_lines.count * jy_line_height(JY_ROLE_T_LANE) +
		      (double)row->note_lines.count * jy_line_height(JY_ROLE_T_NOTE);
	row->h = fmax(row->h, high + 2 * MAP_ROW_PAD);
}

/* How high a lane must be in one stage. */
static double size_stage(struct map *map, struct map_row *row, size_t stage)
{
	double width = stage_rect(map, row, stage).w;
	if (row->by_stage)
		return size_cell(map, &row->cell[stage], width);
	struct map_cell *over = &row->over[stage];
	size_cell(map, over, width);
	over->below = 0;
	for (size_t i = map->stage_first[stage]; i < map->stage_first[stage + 1]; i++)
		over->below = fmax(over->below, size_cell(map, &row->cell[i], map->column[i].w));
	return over->height + over->below +
	       (over->height > 0 && over->below > 0 ? MAP_ITEM_GAP : 0);
}

void map_size_rows(struct map *map)
{
	for (int kind = 0; kind < MAP_ROW_COUNT; kind++) {
		struct map_row *row = &map->row[kind];
		double high = 0;
		for (size_t i = 0; row->used && i < map->journey->stage_count; i++)
			high = fmax(high, size_stage(map, row, i));
		row->h = high + 2 * MAP_ROW_PAD;
		if (kind == MAP_ROW_EMOTION && row->used)
			row->h = map_emotion_height(map);
		if (row->used)
			size_label(map, row);
	}
}

void map_place_rows(struct map *map, double top)
{
	for (int kind = 0; kind < MAP_ROW_COUNT; kind++) {
		struct map_row *row = &map->row[kind];
		if (!row->used)
			continue;
		row->y = top;
		top += row->h;
	}
	map->bottom = top;
}

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

void map_draw_bands(struct map *map)
{
	double width = map->right - MAP_MARGIN;
	bool tinted = false;
	for (int kind = MAP_ROW_TOUCHPOINT; kind < MAP_ROW_COUNT; kind++) {
		const struct map_row *row = &map->row[kind];
		if (!row->used)
			continue;
		if (tinted)
			jy_scene_box(map->scene, JY_ROLE_BAND,
				     (struct jy_rect){MAP_MARGIN, row->y, width, row->h}, 0);
		jy_scene_line(map->scene, JY_ROLE_RULE,
			      (struct jy_point){MAP_MARGIN, row->y + row->h},
			      (struct jy_point){map->right, row->y + row->h});
		tinted = !tinted;
	}
	for (size_t stage = 1; stage < map->journey->stage_count; stage++) {
		double x = map->column[map->stage_first[stage]].x;
		double top = map->row[MAP_ROW_STAGE].y + map->row[MAP_ROW_STAGE].h;
		jy_scene_line(map->scene, JY_ROLE_SEPARATOR, (struct jy_point){x, top},
			      (struct jy_point){x, map->bottom});
	}
	for (int kind = MAP_ROW_TOUCHPOINT; kind < MAP_ROW_COUNT; kind++)
		if (map->row[kind].used)
			draw_label(map, &map->row[kind]);
}

/* A card fills its column, a pill hugs its text. */
static void draw_item(struct map *map, const struct map_item *item, struct jy_rect cell, double top)
{
	bool card = item->kind == MAP_ITEM_CARD;
	double high = jy_line_height(item->text_role);
	double width = card || item->wide ? cell.w - 2 * MAP_CELL_PAD
					  : item->lines.widest + 2 * pad_x(item);
	struct jy_rect box = {cell.x + (cell.w - width) / 2, top, width, item->height};
	struct jy_rect room = box;
	uint32_t label_of = 0;
	if (card || item->kind == MAP_ITEM_PILL) {
		label_of =
			jy_scene_box(map->scene, item->box, box, card ? RADIUS_CARD : RADIUS_PILL);
	} else if (item->kind == MAP_ITEM_SIGN) {
		map_draw_sign(map, item->box,
			      (struct jy_point){box.x + MAP_SIGN / 2, top + high / 2});
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
	double top = rect.y + (rect.h - cell->height) / 2;
	struct jy_span outer = map->scene->span;
	for (size_t i = 0; i < cell->items.count; i++) {
		const struct map_item *item = &cell->items.at[i];
		if (i > 0)
			top += gap_before(item);
		if (item->span.file != 0)
			map->scene->span = item->span;
		draw_item(map, item, rect, top);
		map->scene->span = outer;
		top += item->height;
	}
}

/* What a lane says of a whole stage: at the top of the lane, or in its middle where it says nothing
 * of the touchpoints. */
static void draw_over(struct map *map, const struct map_row *row, size_t stage)
{
	const struct map_cell *over = &row->over[stage];
	struct jy_rect rect = stage_rect(map, row, stage);
	if (over->below > 0)
		rect.h = over->height + 2 * MAP_ROW_PAD;
	draw_cell(map, over, rect);
}

void map_draw_stage(struct map *map, size_t stage)
{
	const struct map_row *row = &map->row[MAP_ROW_STAGE];
	struct jy_rect rect = stage_rect(map, row, stage);
	map->scene->span = map->journey->stage[stage].decl.span;
	rect.x += STAGE_GAP;
	rect.w -= 2 * STAGE_GAP;
	if (row->cell[stage].items.count > 0)
		jy_scene_box(map->scene, row->cell[stage].items.at[0].box, rect, 3);
	draw_cell(map, &row->cell[stage], stage_rect(map, row, stage));
	row = &map->row[MAP_ROW_STAGE_SUCCESS];
	if (row->used)
		draw_cell(map, &row->cell[stage], stage_rect(map, row, stage));
	for (int kind = MAP_ROW_TOUCHPOINT; kind < MAP_ROW_STAGE_SUCCESS; kind++)
		if (map->row[kind].used)
			draw_over(map, &map->row[kind], stage);
	map->scene->span = (struct jy_span){0};
}

void map_draw_column(struct map *map, size_t column)
{
	for (int kind = MAP_ROW_TOUCHPOINT; kind < MAP_ROW_STAGE_SUCCESS; kind++) {
		if (kind == MAP_ROW_EMOTION && map->emotion != NULL)
			map_draw_marks(map, column);
		else if (map->row[kind].used)
			draw_cell(map, &map->row[kind].cell[column],
				  column_rect(map, &map->row[kind], column));
	}
}
