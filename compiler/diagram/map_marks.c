/*
 * Marks on the emotion curve: a dot for every feeling, a diamond for a moment of truth, a triangle
 * for a peak or a trough, and labels placed where they cover neither curve nor dot nor the neutral
 * line.
 */
#include "diagram/map_internal.h"

#include <math.h>

#include "diagram/words.h"

#define DOT 6.0
#define DOT_SMALL 3.5
#define DIAMOND 9.0
#define TRIANGLE 8.0
#define TRIANGLE_SMALL 3.6
#define LABEL_AIR 6.0

void map_draw_diamond(struct map *map, enum jy_role role, struct jy_point m, double r)
{
	struct jy_point point[] = {{m.x, m.y - r}, {m.x + r, m.y}, {m.x, m.y + r}, {m.x - r, m.y}};
	jy_scene_polygon(map->scene, role, point, 4);
}

void map_draw_triangle(struct map *map, enum jy_role role, struct jy_point m, double r, bool up)
{
	double tip = up ? -r : r, foot = up ? 0.8 * r : -0.8 * r;
	struct jy_point point[] = {{m.x, m.y + tip}, {m.x + r, m.y + foot}, {m.x - r, m.y + foot}};
	jy_scene_polygon(map->scene, role, point, 3);
}

/* What a label must keep clear of over [from, to]: the span of y taken by all curves and dots. */
static void taken(const struct map *map, size_t column, double from, double to, double *least,
		  double *greatest)
{
	const struct map_emotion *emotion = map->emotion;
	for (size_t i = 0; i <= emotion->curve_count; i++) {
		const struct map_curve *curve =
			i < emotion->curve_count ? &emotion->curve[i] : &emotion->delivered;
		size_t last = curve->of_column[column];
		if (last == 0)
			continue;
		double y = curve->feelings.at[last - 1].y;
		*least = fmin(*least, y);
		*greatest = fmax(*greatest, y);
	}
	for (size_t i = 0; i <= emotion->curve_count; i++) {
		const struct map_curve *curve =
			i < emotion->curve_count ? &emotion->curve[i] : &emotion->delivered;
		/* Runs ascend: the one around the column is found by halves. */
		size_t low = 0, high = curve->runs.count;
		while (low < high) {
			size_t middle = low + (high - low) / 2;
			const struct map_run *run = &curve->runs.at[middle];
			if (run->feeling[run->count - 1].x < from)
				low = middle + 1;
			else
				high = middle;
		}
		double a, b;
		if (low < curve->runs.count && curve->runs.at[low].curve != NULL &&
		    jy_monotone_range(curve->runs.at[low].curve, curve->runs.at[low].curve_count,
				      from, to, &a, &b)) {
			*least = fmin(*least, a);
			*greatest = fmax(*greatest, b);
		}
	}
}

struct label {
	struct jy_line line[2];
	enum jy_role role[2];
	bool triangle[2], up;
	int count;
	double width, height;
};

static void add_line(struct map *map, struct label *label, enum jy_role role, struct jb_text text,
		     bool triangle)
{
	struct jy_line *line = &label->line[label->count];
	line->text = text;
	line->width = jy_measure_width(map->measure, text, role);
	label->role[label->count] = role;
	label->triangle[label->count++] = triangle;
	label->width = fmax(label->width, line->width + (triangle ? 4 * TRIANGLE_SMALL : 0));
	label->height += jy_line_height(role);
}

static struct label label_of(struct map *map, const struct map_feeling *feeling, bool moment)
{
	struct label label = {.up = feeling->kind == JY_PEAK};
	if (moment)
		add_line(map, &label, JY_ROLE_T_MOMENT, JB_TEXT("moment of truth"), false);
	if (feeling->kind != JY_FEELS) {
		struct jb_buf text;
		jb_buf_init(&text, map->arena);
		jb_buf_add_string(&text, label.up ? "peak" JY_NBSP : "trough" JY_NBSP);
		jy_words_feeling(&text, map->journey, feeling->value);
		add_line(map, &label, JY_ROLE_T_TURN, jb_buf_text(&text), true);
	}
	return label;
}

/* The top of the label: on the side the feeling points to, clear of everything; on the other side
 * where the lane ends too soon. */
static double label_top(const struct map *map, const struct map_feeling *feeling,
			const struct label *label)
{
	const struct map_emotion *emotion = map->emotion;
	double half = label->width / 2 + 4;
	double least = feeling->y, greatest = feeling->y;
	taken(map, feeling->column, feeling->x - half, feeling->x + half, &least, &greatest);
	double above = least - DIAMOND - LABEL_AIR + 2 - label->height;
	double below = greatest + DIAMOND + LABEL_AIR - 2;
	double neutral = emotion->neutral;
	if (above < neutral + 2 && above + label->height > neutral - 2)
		above = neutral - 2 - label->height;
	if (below < neutral + 2 && below + label->height > neutral - 2)
		below = neutral + 2;
	bool up = feeling->kind == JY_PEAK || (feeling->kind == JY_FEELS && feeling->y <= neutral);
	double lane_top = emotion->top + 2;
	double lane_end = emotion->top + 2 * emotion->pad + MAP_PLOT - 2 - label->height;
	if (up && above < lane_top && below <= lane_end)
		up = false;
	else if (!up && below > lane_end && above >= lane_top)
		up = true;
	return up ? fmax(above, lane_top) : fmin(below, lane_end);
}

static void draw_label(struct map *map, const struct map_feeling *feeling,
		       const struct label *label)
{
	const struct map_column *column = &map->column[feeling->column];
	double top = label_top(map, feeling, label);
	double x = fmin(fmax(feeling->x - label->width / 2, column->x + 2),
			column->x + column->w - 2 - label->width);
	struct jy_rect room = {column->x, map->emotion->top, column->w,
			       2 * map->emotion->pad + MAP_PLOT};
	for (int i = 0; i < label->count; i++) {
		double high = jy_line_height(label->role[i]);
		struct jy_rect slot = {x, top, label->width, high};
		if (label->triangle[i]) {
			double free = label->width - label->line[i].width - 4 * TRIANGLE_SMALL;
			map_draw_triangle(
				map, JY_ROLE_TURN,
				(struct jy_point){x + free / 2 + TRIANGLE_SMALL, top + high / 2},
				TRIANGLE_SMALL, label->up);
			slot.x += free / 2 + 4 * TRIANGLE_SMALL - 2;
			slot.w = label->line[i].width;
		}
		jy_scene_text(map->scene, label->role[i], slot, JY_ANCHOR_MIDDLE, label->line[i],
			      room, 0);
		top += high;
	}
}

static void draw_feeling(struct map *map, const struct map_feeling *feeling)
{
	bool moment = feeling->marked && map->column[feeling->column].touchpoint->moment_of_truth;
	bool above = feeling->y <= map->emotion->neutral;
	struct jy_point at = {feeling->x, feeling->y};
	enum jy_role role = above ? JY_ROLE_DOT_ABOVE : JY_ROLE_DOT_BELOW;
	if (moment)
		map_draw_diamond(map, above ? JY_ROLE_MOMENT_ABOVE : JY_ROLE_MOMENT_BELOW, at,
				 DIAMOND);
	else if (feeling->kind != JY_FEELS)
		map_draw_triangle(map, role, at, TRIANGLE, feeling->kind == JY_PEAK);
	else
		jy_scene_circle(map->scene, role, at, DOT);
	struct label label = label_of(map, feeling, moment);
	if (label.count > 0)
		draw_label(map, feeling, &label);
}

void map_draw_marks(struct map *map, size_t column)
{
	const struct map_emotion *emotion = map->emotion;
	for (size_t i = emotion->curve_count + 1; i-- > 1;) {
		bool delivered = i == emotion->curve_count;
		const struct map_curve *curve =
			delivered ? &emotion->delivered : &emotion->curve[i];
		enum jy_role role = delivered	 ? JY_ROLE_DOT_DELIVERED
				    : i % 2 == 1 ? JY_ROLE_DOT_2
						 : JY_ROLE_DOT_3;
		for (size_t k = curve->of_column[column];
		     k-- > 0 && curve->feelings.at[k].column == column;)
			jy_scene_circle(
				map->scene, role,
				(struct jy_point){curve->feelings.at[k].x, curve->feelings.at[k].y},
				DOT_SMALL);
	}
	const struct map_curve *main_curve = &emotion->curve[0];
	for (size_t k = main_curve->of_column[column];
	     k-- > 0 && main_curve->feelings.at[k].column == column;)
		draw_feeling(map, &main_curve->feelings.at[k]);
}
