/*
 * The emotion view's own: its entry, the names and values at the curves' ends, and brackets under
 * the longest low stretches. The lane itself is the map's (map_curve.c, map_marks.c).
 */
#include "diagram/emotion.h"

#include <math.h>
#include <stdlib.h>

#include "diagram/map_internal.h"
#include "diagram/words.h"

#define END_ROOM 150.0 /* for a name at the end of its curve */
#define END_AIR 10.0
#define END_GAP 3.0
#define BRACKET 26.0 /* room of one: a line and its words */
#define TICK 4.0
#define BRACKETS_MOST 4

/* ---- names and values at the ends ----------------------------------------------------------- */

struct end {
	const struct map_feeling *feeling;
	struct jy_lines lines;
	double top, height;
};

static struct jb_text end_text(struct map *map, size_t i)
{
	const struct map_curve *curve = map_curve_at(map->emotion, i);
	struct jb_buf text;
	jb_buf_init(&text, map->arena);
	jb_buf_add_text(&text, map_curve_name(map, i));
	jb_buf_add_string(&text, ", end" JY_NBSP);
	jy_words_feeling(&text, map->journey,
			 map_tenth(curve->feelings.at[curve->feelings.count - 1].value));
	return map_sentence(map, jb_buf_text(&text));
}

static size_t find_ends(struct map *map, struct end *end)
{
	double high = jy_line_height(JY_ROLE_T_LEGEND);
	size_t count = 0;
	for (size_t i = 0; i < map_curve_total(map->emotion); i++) {
		const struct map_curve *curve = map_curve_at(map->emotion, i);
		if (curve->feelings.count == 0)
			continue;
		struct end *one = &end[count++];
		one->feeling = &curve->feelings.at[curve->feelings.count - 1];
		one->lines = jy_wrap(map->measure, map->arena, end_text(map, i), JY_ROLE_T_LEGEND,
				     END_ROOM);
		one->height = (double)one->lines.count * high;
		one->top = one->feeling->y - one->height / 2;
	}
	return count;
}

double map_ends_room(struct map *map)
{
	double widest = 0;
	struct end *end = JB_NEW_ARRAY(map->arena, struct end, map_curve_total(map->emotion));
	size_t count = find_ends(map, end);
	for (size_t i = 0; i < count; i++)
		widest = fmax(widest, end[i].lines.widest);
	return widest + END_AIR;
}

static int compare_ends(const void *left, const void *right)
{
	const struct end *a = left, *b = right;
	if (a->top + a->height / 2 != b->top + b->height / 2)
		return a->top + a->height / 2 < b->top + b->height / 2 ? -1 : 1;
	return a->feeling < b->feeling ? -1 : a->feeling > b->feeling;
}

/* Down from the top, then up from the lane's end. False where there is no room for all. */
static bool spread(struct end *end, size_t count, double top, double bottom)
{
	for (size_t i = 0; i < count; i++) {
		end[i].top = fmax(end[i].top, top);
		top = end[i].top + end[i].height + END_GAP;
	}
	for (size_t i = count; i-- > 0;) {
		end[i].top = fmin(end[i].top, bottom - end[i].height);
		bottom = end[i].top - END_GAP;
	}
	return count == 0 || end[0].top >= 0;
}

static void draw_end(struct map *map, const struct end *end)
{
	double x = map->right + END_AIR, high = jy_line_height(JY_ROLE_T_LEGEND);
	jy_scene_line(map->scene, JY_ROLE_LEADER,
		      (struct jy_point){end->feeling->x, end->feeling->y},
		      (struct jy_point){x - 3, end->top + end->height / 2});
	for (size_t i = 0; i < end->lines.count; i++) {
		struct jy_rect slot = {x, end->top + (double)i * high, end->lines.at[i].width,
				       high};
		jy_scene_text(map->scene, JY_ROLE_T_LEGEND, slot, JY_ANCHOR_START, end->lines.at[i],
			      slot, 0);
	}
}

static void draw_ends(struct map *map)
{
	const struct map_row *row = &map->row[MAP_ROW_EMOTION];
	struct end *end = JB_NEW_ARRAY(map->arena, struct end, map_curve_total(map->emotion));
	size_t count = find_ends(map, end);
	qsort(end, count, sizeof *end, compare_ends);
	if (!spread(end, count, row->y, row->y + row->h) || end[0].top < row->y - 0.01)
		return;
	for (size_t i = 0; i < count; i++)
		draw_end(map, &end[i]);
}

/* ---- the longest low stretches -------------------------------------------------------------- */

static bool has_bracket(const struct map_curve *curve)
{
	return curve->feelings.count > 1 && curve->sum.low_count > 1;
}

double map_brackets_room(const struct map *map)
{
	size_t count = 0;
	for (size_t i = 0; map->view->alone && i < map_curve_total(map->emotion); i++)
		count += has_bracket(map_curve_at(map->emotion, i));
	return BRACKET * (double)(count < BRACKETS_MOST ? count : BRACKETS_MOST);
}

static struct jb_text bracket_text(struct map *map, size_t i)
{
	const struct map_curve *curve = map_curve_at(map->emotion, i);
	return map_sentence(map,
			    jb_text_printf(map->arena, "%.*s: low for %zu touchpoints",
					   JB_ARG(map_curve_name(map, i)), curve->sum.low_count));
}

static void draw_bracket(struct map *map, size_t i, double y)
{
	const struct map_curve *curve = map_curve_at(map->emotion, i);
	enum jy_role role = map_curve_looks(map->emotion, i).curve;
	double from = curve->feelings.at[curve->sum.low_first].x;
	double to = curve->feelings.at[curve->sum.low_last].x;
	double high = jy_line_height(JY_ROLE_T_NOTE), room = map->right - map->left - 4;
	struct jy_lines lines =
		jy_wrap(map->measure, map->arena, bracket_text(map, i), JY_ROLE_T_NOTE, room);
	jy_scene_line(map->scene, role, (struct jy_point){from, y}, (struct jy_point){to, y});
	jy_scene_line(map->scene, role, (struct jy_point){from, y - TICK},
		      (struct jy_point){from, y + TICK});
	jy_scene_line(map->scene, role, (struct jy_point){to, y - TICK},
		      (struct jy_point){to, y + TICK});
	if (lines.count != 1)
		return; /* a name that long stands in the figures below */
	double x = fmin(fmax((from + to - lines.widest) / 2, map->left + 2),
			map->right - 2 - lines.widest);
	struct jy_rect slot = {x, y + TICK, lines.widest, high};
	jy_scene_text(map->scene, JY_ROLE_T_NOTE, slot, JY_ANCHOR_START, lines.at[0], slot, 0);
}

static void draw_brackets(struct map *map)
{
	const struct map_row *row = &map->row[MAP_ROW_EMOTION];
	double y = row->y + row->h - map_brackets_room(map) + TICK;
	size_t count = 0;
	for (size_t i = 0; i < map_curve_total(map->emotion) && count < BRACKETS_MOST; i++) {
		if (!has_bracket(map_curve_at(map->emotion, i)))
			continue;
		draw_bracket(map, i, y + BRACKET * (double)count);
		count++;
	}
}

void map_draw_alone(struct map *map)
{
	draw_brackets(map);
	draw_ends(map);
}

/* ---- the view ------------------------------------------------------------------------------- */

enum jb_status jy_emotion_scene(struct jb_arena *arena, const struct jy_model *model,
				const struct jy_journey *journey,
				const struct jy_picture_options *options, struct jy_scene *scene,
				struct jb_text *why)
{
	*why = JB_TEXT("");
	map_scene(arena, &map_view_emotion, model, journey, options, scene);
	return JB_OK;
}
