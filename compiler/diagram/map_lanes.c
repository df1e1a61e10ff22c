/*
 * Lanes: how wide columns are, how items break into lines, how high rows grow, and where they
 * stand. A row is as high as its highest cell.
 */
#include "diagram/map_internal.h"

#include <math.h>

#define CARD_LINES 2 /* wished for: a column widens rather than break its words */
#define WORDS_LINES 3

double map_item_pad_x(const struct map_item *item)
{
	switch (item->kind) {
	case MAP_ITEM_CARD: return MAP_CARD_PAD_X;
	case MAP_ITEM_PILL: return MAP_PILL_PAD_X;
	case MAP_ITEM_SIGN: return (MAP_SIGN + MAP_SIGN_GAP) / 2;
	case MAP_ITEM_TREND:
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
	double around = 2 * (MAP_CELL_PAD + map_item_pad_x(item));
	return jy_wrap_wish(map->measure, map->arena, item->text, item->text_role, lines,
			    map->view->column_most - around) +
	       around + 1;
}

static double column_wish(struct map *map, size_t column)
{
	double width = map->view->column_least;
	for (size_t r = 0; r < map->shown_count; r++) {
		const struct map_row *row = map->shown_row[r];
		for (size_t k = 0; !row->by_stage && k < row->cell[column].items.count; k++)
			width = fmax(width, item_wish(map, &row->cell[column].items.at[k]));
	}
	return ceil(width);
}

void map_size_columns(struct map *map)
{
	for (size_t i = 0; i < map->column_count; i++)
		map->column[i].w = column_wish(map, i);
	for (size_t r = 0; r < map->shown_count; r++) {
		const struct map_row *row = map->shown_row[r];
		double name = jy_measure_width(map->measure, row->label, JY_ROLE_T_LANE);
		double note = jy_measure_width(map->measure, row->note, JY_ROLE_T_NOTE);
		map->gutter = fmax(map->gutter, ceil(fmax(name, fmin(note, 140)) + 30));
		if (row->line != NULL)
			map->gutter =
				fmax(map->gutter, ceil(jy_measure_width(map->measure,
									jb_text_of(row->line->line),
									JY_ROLE_T_LINE)) +
							  MAP_LINE_INSET + MAP_LINE_AIR);
	}
}

/* Columns side by side; those of a narrow journey are spread to fill the picture, within reason. */
void map_place_columns(struct map *map)
{
	double sum = 0, x = MAP_MARGIN + map->gutter;
	for (size_t i = 0; i < map->column_count; i++)
		sum += map->column[i].w;
	double spread = map->column_count > 0 && sum < MAP_BODY_LEAST
				? floor((MAP_BODY_LEAST - sum) / (double)map->column_count)
				: 0;
	map->left = x;
	map->page = x + MAP_BODY_LEAST;
	for (size_t i = 0; i < map->column_count; i++) {
		struct map_column *column = &map->column[i];
		column->x = x;
		column->w = fmax(column->w, fmin(column->w + spread, MAP_COLUMN_SPREAD));
		x += column->w;
	}
	map->right = map->column_count > 0 ? x : map->page;
	map->page = fmax(map->page, map->right);
}

struct jy_rect map_stage_rect(const struct map *map, const struct map_row *row, size_t stage)
{
	const struct map_column *a = &map->column[map->stage[stage].first];
	const struct map_column *b = &map->column[map->stage[stage].end - 1];
	return (struct jy_rect){a->x, row->y, b->x + b->w - a->x, row->h};
}

struct jy_rect map_column_rect(const struct map *map, const struct map_row *row, size_t index)
{
	const struct map_column *column = &map->column[index];
	double over = row->over[column->stage].height;
	over += over > 0 ? MAP_ITEM_GAP : 0;
	return (struct jy_rect){column->x, row->y + over, column->w, row->h - over};
}

/* At the top of the lane, or in its middle where it says nothing of the touchpoints. */
struct jy_rect map_over_rect(const struct map *map, const struct map_row *row, size_t stage)
{
	const struct map_cell *over = &row->over[stage];
	struct jy_rect rect = map_stage_rect(map, row, stage);
	if (over->below > 0)
		rect.h = over->height + 2 * MAP_ROW_PAD;
	return rect;
}

double map_cell_top(const struct map_cell *cell, struct jy_rect rect)
{
	return rect.y + (rect.h - cell->height) / 2;
}

double map_item_gap(const struct map_item *item)
{
	bool shaped = item->kind == MAP_ITEM_PILL || item->box == JY_ROLE_MOMENT;
	if (!item->close)
		return item->apart ? 2 * MAP_ITEM_GAP : MAP_ITEM_GAP;
	return shaped ? MAP_TAG_GAP : 0;
}

static void size_item(struct map *map, struct map_item *item, double room)
{
	item->lines = jy_wrap(map->measure, map->arena, item->text, item->text_role,
			      room - 2 * (MAP_CELL_PAD + map_item_pad_x(item)));
	item->height =
		(double)item->lines.count * jy_line_height(item->text_role) + 2 * pad_y(item);
	if (item->kind == MAP_ITEM_TREND)
		item->height = map_trend_height();
	if (item->kind == MAP_ITEM_CARD)
		item->height = fmax(item->height, MAP_CARD_LEAST);
}

static double size_cell(struct map *map, struct map_cell *cell, double room)
{
	cell->height = 0;
	for (size_t i = 0; i < cell->items.count; i++) {
		struct map_item *item = &cell->items.at[i];
		size_item(map, item, room);
		cell->height += item->height + (i > 0 ? map_item_gap(item) : 0);
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
	double width = map_stage_rect(map, row, stage).w;
	if (row->by_stage)
		return size_cell(map, &row->cell[stage], width);
	struct map_cell *over = &row->over[stage];
	size_cell(map, over, width);
	over->below = 0;
	for (size_t i = map->stage[stage].first; i < map->stage[stage].end; i++)
		over->below = fmax(over->below, size_cell(map, &row->cell[i], map->column[i].w));
	return over->height + over->below +
	       (over->height > 0 && over->below > 0 ? MAP_ITEM_GAP : 0);
}

void map_size_rows(struct map *map)
{
	for (size_t r = 0; r < map->shown_count; r++) {
		struct map_row *row = map->shown_row[r];
		double high = 0;
		for (size_t i = 0; i < map->stage_count; i++)
			high = fmax(high, size_stage(map, row, i));
		row->h = high + 2 * MAP_ROW_PAD;
		if (row->kind == MAP_ROW_EMOTION && map->emotion != NULL)
			row->h = map_emotion_height(map) + map_brackets_room(map);
		if (row->kind == MAP_ROW_FIGURES)
			row->h = map_figures_height(map);
		row->line_h = row->line != NULL ? MAP_LINE : 0;
		size_label(map, row);
	}
}

void map_place_rows(struct map *map, double top)
{
	for (size_t r = 0; r < map->shown_count; r++) {
		struct map_row *row = map->shown_row[r];
		row->y = top + row->line_h;
		top = row->y + row->h;
	}
	map->bottom = top;
}
