/*
 * The blueprint's own: the lines between its parts, the arrows across them, and its entry. An arrow
 * leads down a column from what the customer does to what supports it, from each thing that is said
 * to the next; cards that follow one another are joined. Rows and cells are the map's.
 */
#include "diagram/blueprint.h"

#include "diagram/map_internal.h"

#define TIP 4.5	  /* of an arrow */
#define AIR 2.0	  /* between an arrow and what it leads to */
#define LEAST 8.0 /* shorter arrows are not drawn */

/* ---- the lines ------------------------------------------------------------------------------ */

static void draw_line(struct map *map, const struct map_row *row)
{
	const struct map_view_row *line = row->line;
	double y = row->y - row->line_h / 2, high = jy_line_height(JY_ROLE_T_LINE);
	struct jy_line name = {jb_text_of(line->line), 0};
	name.width = jy_measure_width(map->measure, name.text, JY_ROLE_T_LINE);
	struct jy_rect slot = {MAP_MARGIN + MAP_LINE_INSET, y - high / 2, name.width, high};
	jy_scene_text(map->scene, JY_ROLE_T_LINE, slot, JY_ANCHOR_START, name, slot, 0);
	jy_scene_line(map->scene, line->line_role,
		      (struct jy_point){slot.x + slot.w + MAP_LINE_AIR, y},
		      (struct jy_point){map->right, y});
}

/* ---- the arrows ----------------------------------------------------------------------------- */

/* What a lane says at a column, from top to end; with what it says of the stage. */
struct content {
	bool any;
	double top, end;
};

static struct content content_of(const struct map *map, const struct map_row *row, size_t column)
{
	const struct map_cell *cell = &row->cell[column];
	size_t stage = map->column[column].stage;
	const struct map_cell *over = &row->over[stage];
	struct content content = {.any = cell->items.count + over->items.count > 0};
	content.top = map_cell_top(cell, map_column_rect(map, row, column));
	content.end = content.top + cell->height;
	if (over->items.count == 0)
		return content;
	content.top = map_cell_top(over, map_over_rect(map, row, stage));
	if (cell->items.count == 0)
		content.end = content.top + over->height;
	return content;
}

static void draw_tip(struct map *map, struct jy_point at, double dx, double dy)
{
	double side = 0.7 * TIP;
	struct jy_point point[] = {at,
				   {at.x - TIP * dx - side * dy, at.y - TIP * dy - side * dx},
				   {at.x - TIP * dx + side * dy, at.y - TIP * dy + side * dx}};
	jy_scene_polygon(map->scene, JY_ROLE_TIP, point, 3);
}

/* What an arrow on its way down passes behind: what the amended journey says. */
struct passed {
	struct content content[MAP_ROW_COUNT];
	size_t count;
};

/* Ends with a tip where it is `last`; pieces too short to see are left out. */
static void draw_down(struct map *map, double x, double from, double to, bool last)
{
	if (to - from < LEAST + 2 * AIR)
		return;
	jy_scene_line(map->scene, JY_ROLE_WAY, (struct jy_point){x, from + AIR},
		      (struct jy_point){x, to - AIR - (last ? TIP : 0)});
	if (last)
		draw_tip(map, (struct jy_point){x, to - AIR}, 0, 1);
}

static void draw_arrow(struct map *map, double x, double from, const struct passed *passed,
		       double to)
{
	for (size_t i = 0; i < passed->count; i++) {
		draw_down(map, x, from, passed->content[i].top, false);
		from = passed->content[i].end;
	}
	draw_down(map, x, from, to, true);
}

/* Down to support, the last part of a blueprint; what is asked for below it is no part. */
static void draw_column(struct map *map, size_t column)
{
	double x = map_middle(&map->column[column]), end = 0;
	struct passed passed = {.count = 0};
	bool begun = false;
	for (size_t r = 1; r < map->shown_count; r++) {
		const struct map_row *row = map->shown_row[r];
		if (row->kind == MAP_ROW_TOUCHPOINT)
			begun = true;
		struct content content = begun ? content_of(map, row, column) : (struct content){0};
		if (content.any && row->was) {
			passed.content[passed.count++] = content;
		} else if (content.any) {
			if (end > 0)
				draw_arrow(map, x, end, &passed, content.top);
			end = content.end;
			passed.count = 0;
		}
		if (row->kind == MAP_ROW_SUPPORT && !row->was)
			return;
	}
}

/* Whether the way leads from the column before: it does where nothing else is said. */
static bool leads_on(const struct map *map, size_t column)
{
	const struct jy_touchpoint *from = map->column[column - 1].touchpoint;
	const struct jy_touchpoint *to = map->column[column].touchpoint;
	if (from == NULL || to == NULL || map->column[column].cut)
		return false;
	for (size_t i = 0; i < from->next_count; i++)
		if (from->next[i].touchpoint == to)
			return true;
	return from->next_count == 0;
}

static void draw_onward(struct map *map, size_t column)
{
	const struct map_row *row = &map->row[MAP_ROW_TOUCHPOINT];
	double x = map->column[column].x, y = row->y + row->h / 2;
	jy_scene_line(map->scene, JY_ROLE_WAY, (struct jy_point){x - MAP_CELL_PAD + AIR, y},
		      (struct jy_point){x + MAP_CELL_PAD - AIR - TIP, y});
	draw_tip(map, (struct jy_point){x + MAP_CELL_PAD - AIR, y}, 1, 0);
}

void map_draw_service(struct map *map)
{
	for (size_t r = 1; r < map->shown_count; r++)
		if (map->shown_row[r]->line != NULL)
			draw_line(map, map->shown_row[r]);
	for (size_t i = 0; i < map->column_count; i++) {
		draw_column(map, i);
		if (i > 0 && leads_on(map, i))
			draw_onward(map, i);
	}
}

enum jb_status jy_blueprint_scene(struct jb_arena *arena, const struct jy_model *model,
				  const struct jy_journey *journey,
				  const struct jy_picture_options *options, struct jy_scene *scene,
				  struct jb_text *why)
{
	*why = JB_TEXT("");
	map_scene(arena, &map_view_blueprint, model, journey, options, scene);
	return JB_OK;
}
