/*
 * How a criterion went, period by period, in the success lane: a small line with its threshold, and
 * in words where it came from and how many rows the last verdict rests on. Of several periods only;
 * one period has no trend.
 */
#include "diagram/map_internal.h"

#include <math.h>

#include "diagram/words.h"

#define PERIODS_MOST 12 /* the last ones */
#define STEP 11.0	/* from one period to the next */
#define HIGH 18.0
#define INSET 3.0 /* room of the dots */
#define DOT 1.6
#define DOT_LAST 2.8

struct map_trend {
	double value[PERIODS_MOST]; /* 0 to 1, from the lowest to the highest of all */
	double limit;
	size_t count;
	enum jy_role last;
};

/* What was measured, from the earliest on. */
struct measured {
	const struct jy_overlay_verdict *verdict[PERIODS_MOST];
	jb_fix value[PERIODS_MOST], limit;
	size_t count;
};

static struct measured measured_of(const struct map *map, const struct jy_criterion *criterion)
{
	struct jy_overlay_history history =
		jy_overlay_history(&map->overlay, map->arena, criterion);
	struct measured measured = {0};
	size_t from = history.count > PERIODS_MOST ? history.count - PERIODS_MOST : 0;
	for (size_t i = from; i < history.count; i++) {
		struct jb_buf ignored;
		jb_buf_init(&ignored, map->arena);
		size_t at = measured.count;
		measured.verdict[at] = history.at[i];
		measured.count += jy_words_figure(&ignored, criterion, history.at[i],
						  &measured.value[at], &measured.limit);
	}
	return measured;
}

static struct map_trend *trend_of(const struct map *map, const struct measured *measured)
{
	struct map_trend *trend = JB_NEW(map->arena, struct map_trend);
	double low = (double)measured->limit, high = low;
	for (size_t i = 0; i < measured->count; i++) {
		low = fmin(low, (double)measured->value[i]);
		high = fmax(high, (double)measured->value[i]);
	}
	double span = high > low ? high - low : 1;
	for (size_t i = 0; i < measured->count; i++)
		trend->value[i] = ((double)measured->value[i] - low) / span;
	trend->limit = ((double)measured->limit - low) / span;
	trend->count = measured->count;
	trend->last = map_sign_role(measured->verdict[measured->count - 1]->verdict);
	return trend;
}

/* "up from 79.1 % in 2026-02 · 7,368 rows" */
struct jb_text map_trend_text(const struct map *map, const struct jy_criterion *criterion)
{
	struct measured measured = measured_of(map, criterion);
	const struct jy_overlay_verdict *last = jy_overlay_verdict(&map->overlay, criterion);
	struct jb_buf out;
	jb_fix value, limit;
	jb_buf_init(&out, map->arena);
	if (measured.count > 1) {
		jb_fix now = measured.value[measured.count - 1],
		       before = measured.value[measured.count - 2];
		const struct jy_overlay_verdict *other = measured.verdict[measured.count - 2];
		jb_buf_add_string(&out, now > before   ? "up from "
					: now < before ? "down from "
						       : "as ");
		jy_words_figure(&out, criterion, other, &value, &limit);
		jb_buf_printf(&out, " in %.*s", JB_ARG(other->period));
	}
	if (last == NULL || last->counted == 0)
		return jb_buf_text(&out);
	jb_buf_add_string(&out, out.size > 0 ? JY_NBSP "\xc2\xb7 " : "");
	jy_figures_add(&out, JRT_COUNT, JB_TEXT(""), (struct jb_ratio){(jb_i128)last->counted, 1},
		       0);
	jb_buf_add_string(&out, last->counted == 1 ? JY_NBSP "row" : JY_NBSP "rows");
	return jb_buf_text(&out);
}

void map_fill_trend(struct map *map, struct map_cell *cell, const struct jy_criterion *criterion)
{
	struct measured measured = measured_of(map, criterion);
	struct jb_text text = map_trend_text(map, criterion);
	if (measured.count > 1) {
		struct map_item *item = map_item_add(map, cell, MAP_ITEM_TREND, JY_ROLE_TREND,
						     JY_ROLE_T_NOTE, JB_TEXT(""));
		item->trend = trend_of(map, &measured);
		item->height = HIGH;
		item->close = true;
	}
	if (text.size > 0)
		map_item_add(map, cell, MAP_ITEM_TEXT, JY_ROLE_BAND, JY_ROLE_T_NOTE, text)->close =
			true;
}

double map_trend_height(void)
{
	return HIGH;
}

void map_draw_trend(struct map *map, const struct map_trend *trend, struct jy_rect cell, double top)
{
	double wide = fmin(STEP * (double)(trend->count - 1), cell.w - 4 * MAP_CELL_PAD);
	double left = cell.x + (cell.w - wide) / 2, plot = HIGH - 2 * INSET;
	double limit = top + INSET + plot * (1 - trend->limit);
	struct jy_point before = {0, 0};
	jy_scene_line(map->scene, JY_ROLE_NEUTRAL, (struct jy_point){left - INSET, limit},
		      (struct jy_point){left + wide + INSET, limit});
	for (size_t i = 0; i < trend->count; i++) {
		struct jy_point at = {left + wide * (double)i / (double)(trend->count - 1),
				      top + INSET + plot * (1 - trend->value[i])};
		if (i > 0)
			jy_scene_line(map->scene, JY_ROLE_TREND, before, at);
		before = at;
		if (i + 1 < trend->count)
			jy_scene_circle(map->scene, JY_ROLE_TREND_DOT, at, DOT);
	}
	jy_scene_circle(map->scene, trend->last, before, DOT_LAST);
}
