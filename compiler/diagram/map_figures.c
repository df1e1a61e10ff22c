/*
 * The lane that says what the curves come to, a curve a line: peak, trough, end, the value by which
 * it is remembered, the longest low stretch; of what was delivered also the largest gap to the
 * design.
 */
#include "diagram/map_internal.h"

#include <math.h>

#include "diagram/words.h"

#define DOT JY_NBSP "\xc2\xb7 "
#define SWATCH 26.0
#define SWATCH_DOT 3.5
/* lines are no longer, however wide the map: they are cut off on no page */
#define LINES_WIDE 560.0
/* columns of a terminal: longer titles are shortened, the card has them whole */
#define TITLE_WIDE 40
#define FEW 3 /* a curve of fewer feelings speaks for itself */

/* A computed value is told to a tenth; what was declared has seldom more. */
jb_fix map_tenth(jb_fix value)
{
	jb_fix step = JB_FIX_ONE / 10, half = value < 0 ? -step / 2 : step / 2;
	return (value + half) / step * step;
}

struct jb_text map_gap_text(const struct map *map, jb_fix gap)
{
	struct jb_buf text;
	jb_fix tenth = map_tenth(gap);
	jb_buf_init(&text, map->arena);
	jb_buf_add_string(&text, tenth > 0 ? "+" : tenth < 0 ? JY_MINUS : "");
	jb_buf_add_fix(&text, tenth < 0 ? -(jb_i128)tenth : tenth);
	return jb_buf_text(&text);
}

/* Whose card has the title in full. */
static struct jb_text place(const struct map *map, const struct map_feeling *feeling)
{
	return jy_wrap_short(map->arena, map->column[feeling->column].touchpoint->decl.title,
			     TITLE_WIDE);
}

static void add_at(const struct map *map, struct jb_buf *out, const char *what,
		   const struct map_feeling *feeling)
{
	jb_buf_printf(out, "%s%s" JY_NBSP, out->size > 0 ? DOT : "", what);
	jy_words_feeling(out, map->journey, map_tenth(feeling->value));
	jb_buf_printf(out, " at %.*s", JB_ARG(place(map, feeling)));
}

static void add_low(const struct map *map, struct jb_buf *out, const struct map_curve *curve)
{
	const struct map_feeling *first = &curve->feelings.at[curve->sum.low_first],
				 *last = &curve->feelings.at[curve->sum.low_last];
	if (curve->sum.low_count == 0) {
		jb_buf_add_string(out, DOT "never below neutral");
		return;
	}
	jb_buf_printf(out, DOT "longest low stretch %zu touchpoint%s: %.*s", curve->sum.low_count,
		      curve->sum.low_count == 1 ? "" : "s", JB_ARG(place(map, first)));
	if (last->column != first->column)
		jb_buf_printf(out, " to %.*s", JB_ARG(place(map, last)));
}

struct jb_text map_curve_figures(const struct map *map, const struct map_curve *curve)
{
	struct jb_buf out;
	jb_buf_init(&out, map->arena);
	if (curve->feelings.count == 0)
		return JB_TEXT("");
	add_at(map, &out, "peak", &curve->feelings.at[curve->sum.peak]);
	add_at(map, &out, "trough", &curve->feelings.at[curve->sum.trough]);
	add_at(map, &out, "end", &curve->feelings.at[curve->sum.end]);
	jb_buf_add_string(&out, DOT "peak\xe2\x80\x91"
				    "end" JY_NBSP "value" JY_NBSP);
	jy_words_feeling(&out, map->journey, map_tenth(curve->sum.peak_end));
	add_low(map, &out, curve);
	const struct map_gap *gap = &map->emotion->gap;
	if (curve == &map->emotion->delivered && gap->any)
		jb_buf_printf(&out, DOT "largest gap to the design" JY_NBSP "%.*s at %.*s",
			      JB_ARG(map_gap_text(map, gap->value)),
			      JB_ARG(place(map, &(struct map_feeling){.column = gap->column})));
	return jb_buf_text(&out);
}

static void add_line(struct map *map, size_t i)
{
	const struct map_emotion *emotion = map->emotion;
	const struct map_curve *curve = map_curve_at(emotion, i);
	bool named = emotion->curve_count + emotion->was_count > 1 ||
		     emotion->delivered.feelings.count > 0;
	struct map_figure *figure;
	if (curve->feelings.count < FEW)
		return;
	figure = jb_push(map->arena, &map->figures);
	figure->curve = map_curve_looks(emotion, i).curve;
	figure->dot = map_curve_looks(emotion, i).dot;
	figure->persona = map_persona_number(map, curve->persona);
	struct jb_text said = map_curve_figures(map, curve);
	if (named)
		said = jb_text_printf(map->arena, "%.*s: %.*s", JB_ARG(map_curve_name(map, i)),
				      JB_ARG(said));
	figure->text = map_sentence(map, said);
}

void map_find_figures(struct map *map)
{
	for (size_t i = 0; map->emotion != NULL && i < map_curve_total(map->emotion); i++)
		add_line(map, i);
}

double map_figures_height(struct map *map)
{
	double room = fmin(map->right - map->left - SWATCH - 3 * MAP_CELL_PAD, LINES_WIDE);
	double high = jy_line_height(JY_ROLE_T_BODY), sum = 2 * MAP_ROW_PAD - MAP_ITEM_GAP;
	for (size_t i = 0; i < map->figures.count; i++) {
		struct map_figure *figure = &map->figures.at[i];
		figure->lines = jy_wrap(map->measure, map->arena, figure->text, JY_ROLE_T_BODY,
					fmax(room, MAP_FIGURES_LEAST));
		sum += (double)figure->lines.count * high + MAP_ITEM_GAP;
	}
	return sum;
}

void map_draw_figures(struct map *map)
{
	const struct map_row *row = &map->row[MAP_ROW_FIGURES];
	double high = jy_line_height(JY_ROLE_T_BODY), y = row->y + MAP_ROW_PAD;
	double x = map->left + MAP_CELL_PAD, left = x + SWATCH + MAP_CELL_PAD;
	for (size_t i = 0; i < map->figures.count; i++) {
		const struct map_figure *figure = &map->figures.at[i];
		struct jy_rect room = {left, row->y, fmax(map->right - left, MAP_FIGURES_LEAST),
				       row->h};
		map->scene->persona = figure->persona;
		jy_scene_line(map->scene, figure->curve, (struct jy_point){x, y + high / 2},
			      (struct jy_point){x + SWATCH, y + high / 2});
		jy_scene_circle(map->scene, figure->dot,
				(struct jy_point){x + SWATCH / 2, y + high / 2}, SWATCH_DOT);
		for (size_t k = 0; k < figure->lines.count; k++, y += high)
			jy_scene_text(map->scene, JY_ROLE_T_BODY,
				      (struct jy_rect){left, y, room.w, high}, JY_ANCHOR_START,
				      figure->lines.at[k], room, 0);
		y += MAP_ITEM_GAP;
	}
	map->scene->persona = 0;
}
