/*
 * How a criterion went, period by period, in the success lane: a small line with its threshold, and
 * in words where it came from and how many rows the last verdict rests on. Of several periods only;
 * one period has no trend.
 */
#include "diagram/map_internal.h"

#include <math.h>

#include "diagram/words.h"

#define PERIODS_MOST 12 /* the last ones */
#define STEP 32.0	/* from one period to the next, */
#define WIDE_LEAST 64.0 /* where that is neither too narrow to see a slope */
#define WIDE_MOST 116.0 /* nor wider than a column */
#define HIGH 36.0
#define INSET 8.0   /* above and below the line: half a sign, and air */
#define BEYOND 10.0 /* so much longer is the threshold, at either end */
#define DOT 2.3

struct map_trend {
	double value[PERIODS_MOST]; /* 0 to 1, from the lowest to the highest of all */
	double limit;
	size_t count;
	enum jy_role last; /* the sign of the last verdict */
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

static struct jb_text figure_of(const struct map *map, const struct jy_criterion *criterion,
				const struct jy_overlay_verdict *verdict)
{
	struct jb_buf out;
	jb_fix value, limit;
	jb_buf_init(&out, map->arena);
	jy_words_figure(&out, criterion, verdict, &value, &limit);
	return jb_buf_text(&out);
}

/* Of the last period and the one before it. Where the two differ and read the same, a direction
 * would contradict the figure above it, and it is too small to act on. */
static void add_change(struct jb_buf *out, const struct map *map,
		       const struct jy_criterion *criterion, const struct measured *measured)
{
	const size_t last = measured->count - 1;
	const struct jy_overlay_verdict *other = measured->verdict[last - 1];
	struct jb_text before = figure_of(map, criterion, other),
		       now = figure_of(map, criterion, measured->verdict[last]);
	const int change = (measured->value[last] > measured->value[last - 1]) -
			   (measured->value[last] < measured->value[last - 1]);
	if (change != 0 && jb_text_equal(before, now))
		jb_buf_add_string(out, "about the same as");
	else
		jb_buf_printf(out, "%s %.*s",
			      change > 0   ? "up from"
			      : change < 0 ? "down from"
					   : "as",
			      JB_ARG(before));
	jb_buf_printf(out, " in %.*s", JB_ARG(other->period));
}

/* "up from 79.1 % in 2026-02 · 7,368 rows" */
struct jb_text map_trend_text(const struct map *map, const struct jy_criterion *criterion)
{
	struct measured measured = measured_of(map, criterion);
	const struct jy_overlay_verdict *last = jy_overlay_verdict(&map->overlay, criterion);
	struct jb_buf out;
	jb_buf_init(&out, map->arena);
	if (measured.count > 1)
		add_change(&out, map, criterion, &measured);
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

static struct jy_point point_of(const struct map_trend *trend, size_t period, struct jy_rect plot)
{
	double along = (double)period / (double)(trend->count - 1);
	return (struct jy_point){plot.x + plot.w * along,
				 plot.y + plot.h * (1 - trend->value[period])};
}

/* A line in the middle of the cell, ending in the sign of the last verdict. */
void map_draw_trend(struct map *map, const struct map_trend *trend, struct jy_rect cell, double top)
{
	double wide = fmax(WIDE_LEAST, fmin(STEP * (double)(trend->count - 1), WIDE_MOST));
	struct jy_rect plot = {cell.x + (cell.w - wide) / 2, top + INSET, wide, HIGH - 2 * INSET};
	double limit = plot.y + plot.h * (1 - trend->limit);
	jy_scene_line(map->scene, JY_ROLE_TREND_LIMIT, (struct jy_point){plot.x - BEYOND, limit},
		      (struct jy_point){plot.x + wide + BEYOND, limit});
	for (size_t i = 1; i < trend->count; i++)
		jy_scene_line(map->scene, JY_ROLE_TREND, point_of(trend, i - 1, plot),
			      point_of(trend, i, plot));
	for (size_t i = 0; i + 1 < trend->count; i++)
		jy_scene_circle(map->scene, JY_ROLE_TREND_DOT, point_of(trend, i, plot), DOT);
	map_draw_sign(map, trend->last, point_of(trend, trend->count - 1, plot));
}
