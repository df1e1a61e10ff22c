/*
 * One plot: title, axis, the threshold's wrong side, the usual range, the values and their marks.
 */
#include <math.h>

#include "base/utf8.h"
#include "judge/figure.h"
#include "report/trend.h"

#define LEFT 72	 /* for the labels of the axis */
#define RIGHT 12 /* of the plot */
#define ABOVE 46 /* title and whose */
#define BELOW 24 /* labels of periods */
#define SMALL "font-size=\"10\" fill=\"#595959\""
#define SMALL_COLUMN 6.4 /* a column of text of that size, at most */
#define TITLE_COLUMN 7.8
#define LABEL_COLUMNS 26 /* of a period */
#define MARK 4.5
#define TICKS_MAX 12

struct plot {
	const struct jrt_card *card;
	const struct jrt_trend *trend;
	struct jrt_trend_area in; /* the values' own rectangle */
	struct jrt_trend_axis axis;
	struct jb_buf *out;
};

static double x_of(const struct plot *plot, size_t index)
{
	return plot->in.x + ((double)index + 0.5) * plot->in.w / (double)plot->trend->count;
}

static double y_of(const struct plot *plot, double value)
{
	double share = (value - plot->axis.low) / (plot->axis.high - plot->axis.low);

	return plot->in.y + plot->in.h * (1 - (share < 0 ? 0 : share > 1 ? 1 : share));
}

static double y_of_fix(const struct plot *plot, jb_fix value)
{
	return y_of(plot, (double)value / (double)JB_FIX_ONE);
}

static void draw_ticks(const struct plot *plot)
{
	const struct jrt_trend_axis *axis = &plot->axis;
	double first = ceil(axis->low / axis->step - 1e-9);

	for (double k = first; k * axis->step <= axis->high + axis->step * 1e-9; k += 1) {
		if (k > first + TICKS_MAX)
			break;
		double y = y_of(plot, k * axis->step);

		jrt_svg_line(plot->out, plot->in.x, y, plot->in.x + plot->in.w, y,
			     "stroke=\"#e4e4e4\"");
		jrt_svg_text(plot->out, plot->in.x - 6, y + 3.5, "end", SMALL,
			     jrt_trend_tick(plot->card, plot->trend->metric, k * axis->step), 12);
	}
}

/* Every so many labels that they stand apart; the last one always. */
static void draw_periods(const struct plot *plot)
{
	const struct jrt_trend *trend = plot->trend;
	double widest = 1, step = plot->in.w / (double)trend->count;
	double y = plot->in.y + plot->in.h + 15;
	size_t every;

	for (size_t i = 0; i < trend->count; i++)
		widest = fmax(widest,
			      (double)jb_utf8_text_width(trend->point[i].label) * SMALL_COLUMN);
	widest = fmin(widest, LABEL_COLUMNS * SMALL_COLUMN);
	every = (size_t)ceil((widest + 10) / step);
	for (size_t back = 0; back < trend->count; back += every) {
		size_t i = trend->count - 1 - back;
		double x = x_of(plot, i), end = plot->in.x + plot->in.w;
		bool beyond = x + widest / 2 > end + RIGHT, before = x - widest / 2 < plot->in.x;

		jrt_svg_text(plot->out,
			     beyond   ? end + RIGHT - 2
			     : before ? plot->in.x
				      : x,
			     y,
			     beyond   ? "end"
			     : before ? "start"
				      : "middle",
			     SMALL, trend->point[i].label, LABEL_COLUMNS);
	}
}

#define WRONG_SIDE "fill=\"#8b1a1a\" fill-opacity=\"0.07\""
#define THRESHOLD "stroke=\"#1a1a1a\" stroke-width=\"1.5\""

/* The bound of a period, with what lies on its wrong side shaded. */
static void draw_bound(const struct plot *plot, double x, double width, jb_fix bound, bool at_least)
{
	double y = y_of_fix(plot, bound), bottom = plot->in.y + plot->in.h;

	if (at_least)
		jrt_svg_rect(plot->out, x, y, width, bottom - y, WRONG_SIDE);
	else
		jrt_svg_rect(plot->out, x, plot->in.y, width, y - plot->in.y, WRONG_SIDE);
	jrt_svg_line(plot->out, x, y, x + width, y, THRESHOLD);
}

static bool same_threshold(const struct jrt_threshold *a, const struct jrt_threshold *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return a->comparison == b->comparison && a->low == b->low && a->high == b->high;
}

/* A stretch of periods with one threshold at a time. */
static void draw_thresholds(const struct plot *plot)
{
	const struct jrt_trend *trend = plot->trend;
	double step = plot->in.w / (double)trend->count;

	for (size_t from = 0, to; from < trend->count; from = to) {
		const struct jrt_threshold *threshold = trend->point[from].threshold;
		double x = plot->in.x + (double)from * step;

		for (to = from;
		     to < trend->count && same_threshold(threshold, trend->point[to].threshold);)
			to++;
		if (threshold == NULL)
			continue;
		bool low = threshold->comparison == JRT_AT_LEAST ||
			   threshold->comparison == JRT_ABOVE ||
			   threshold->comparison == JRT_WITHIN;
		draw_bound(plot, x, (double)(to - from) * step, threshold->low, low);
		if (threshold->comparison == JRT_WITHIN)
			draw_bound(plot, x, (double)(to - from) * step, threshold->high, false);
	}
}

#define LIMIT "stroke=\"#595959\" stroke-dasharray=\"5 4\""

static void draw_limit(const struct plot *plot, size_t from, size_t to, double level)
{
	double step = plot->in.w / (double)plot->trend->count, y = y_of(plot, level);

	jrt_svg_line(plot->out, plot->in.x + (double)from * step, y, plot->in.x + (double)to * step,
		     y, LIMIT);
}

static bool same_limits(const struct jrt_trend_point *a, const struct jrt_trend_point *b)
{
	return a->has_limits == b->has_limits && a->low == b->low && a->high == b->high;
}

/* Limits from counting differ from period to period. */
static void draw_limits(const struct plot *plot)
{
	const struct jrt_trend *trend = plot->trend;
	double end = plot->in.x + plot->in.w;

	for (size_t from = 0, to; from < trend->count; from = to) {
		const struct jrt_trend_point *point = &trend->point[from];

		for (to = from; to < trend->count && same_limits(point, &trend->point[to]);)
			to++;
		if (!point->has_limits)
			continue;
		draw_limit(plot, from, to, point->low);
		draw_limit(plot, from, to, point->high);
	}
	if (trend->has_centre)
		jrt_svg_line(plot->out, plot->in.x, y_of(plot, trend->centre), end,
			     y_of(plot, trend->centre),
			     "stroke=\"#8a8a8a\" stroke-dasharray=\"1 3\"");
}

/* Whether a line goes on to the next point: not over a time without a verdict. Of rolling periods
 * the next begins before this one ends. */
static bool joined(const struct jrt_trend_point *point)
{
	return point[0].measured && point[1].measured && point[1].from <= point[0].to;
}

static void draw_values(const struct plot *plot)
{
	const struct jrt_trend *trend = plot->trend;
	bool open = false;

	for (size_t i = 0; i < trend->count; i++) {
		bool joins = i + 1 < trend->count && joined(&trend->point[i]);

		if (joins && !open)
			jb_buf_add_string(plot->out, "<polyline fill=\"none\" stroke=\"#7a7a7a\" "
						     "stroke-width=\"1.2\" points=\"");
		if (joins || open) {
			jb_buf_add_string(plot->out, open ? " " : "");
			jrt_svg_number(plot->out, x_of(plot, i));
			jb_buf_add_byte(plot->out, ',');
			jrt_svg_number(plot->out, y_of(plot, trend->point[i].value));
		}
		if (open && !joins)
			jb_buf_add_string(plot->out, "\"/>\n");
		open = joins;
	}
}

static struct jb_text point_title(const struct plot *plot, const struct jrt_trend_point *point)
{
	struct jb_buf buf = jrt_card_new_text(plot->card);

	jb_buf_add_text(&buf, point->label);
	jb_buf_add_string(&buf, buf.size > 0 ? ": " : "");
	jb_buf_add_text(&buf, point->shown);
	jb_buf_add_string(&buf, point->note.size > 0 ? ", " : "");
	jb_buf_add_text(&buf, point->note);
	return jb_buf_text(&buf);
}

static void add_ring(struct jb_buf *out, double x, double y, double size)
{
	jb_buf_add_string(out, "<circle");
	jrt_svg_attribute(out, "cx", x);
	jrt_svg_attribute(out, "cy", y);
	jrt_svg_attribute(out, "r", size);
	jb_buf_add_string(out, " fill=\"none\" stroke=\"#1a1a1a\"/>\n");
}

/* What has no value stands on the lower edge. */
static void draw_marks(const struct plot *plot)
{
	const struct jrt_trend *trend = plot->trend;
	double step = plot->in.w / (double)trend->count;
	double size = step < 2.6 * MARK ? fmax(step / 2.6, 1) : MARK;

	for (size_t i = 0; i < trend->count; i++) {
		const struct jrt_trend_point *point = &trend->point[i];
		double y = point->measured ? y_of(plot, point->value) : plot->in.y + plot->in.h;
		struct jb_text title = point_title(plot, point);

		if (point->judged)
			jrt_svg_mark(plot->out, point->verdict, x_of(plot, i), y, size, title);
		else if (point->measured)
			jrt_svg_mark(plot->out, JRT_NOT_MEASURED, x_of(plot, i), y, size / 1.5,
				     title);
		if (point->special)
			add_ring(plot->out, x_of(plot, i), y, size + 3);
		if (point->provisional)
			jrt_svg_text(plot->out, x_of(plot, i), y - size - 3, "middle", SMALL,
				     JB_TEXT("?"), 0);
	}
}

static void draw_head(const struct plot *plot, struct jrt_trend_area area)
{
	const struct jrt_trend *trend = plot->trend;
	const struct jrt_threshold *threshold =
		trend->count > 0 ? trend->point[trend->count - 1].threshold : NULL;
	struct jb_buf line = jrt_card_new_text(plot->card);

	jrt_svg_element(plot->out, "title", trend->title);
	jrt_svg_element(plot->out, "desc", trend->desc);
	jrt_svg_text(plot->out, area.x, area.y + 14, "start",
		     "font-size=\"13\" font-weight=\"bold\" fill=\"#1a1a1a\"", trend->title,
		     (size_t)(area.w / TITLE_COLUMN));
	jb_buf_add_text(&line, trend->whose);
	if (threshold != NULL) {
		jb_buf_add_string(&line, line.size > 0 ? "; " : "");
		jrt_figure_add_threshold(&line, trend->metric, threshold);
	}
	if (trend->left_out > 0)
		jb_buf_printf(&line, "; %zu earlier periods are left out", trend->left_out);
	jrt_svg_text(plot->out, area.x, area.y + 30, "start", "font-size=\"11\" fill=\"#404040\"",
		     jb_buf_text(&line), (size_t)(area.w / SMALL_COLUMN));
}

void jrt_trend_draw(const struct jrt_card *card, const struct jrt_trend *trend,
		    struct jrt_trend_area area, struct jb_buf *out)
{
	struct plot plot = {
		.card = card,
		.trend = trend,
		.in = {area.x + LEFT, area.y + ABOVE, area.w - LEFT - RIGHT,
		       area.h - ABOVE - BELOW},
		.axis = jrt_trend_axis(trend),
		.out = out,
	};

	jb_buf_add_string(out, "<g>\n");
	draw_head(&plot, area);
	if (trend->count > 0) {
		draw_ticks(&plot);
		draw_thresholds(&plot);
		draw_limits(&plot);
		jrt_svg_line(out, plot.in.x, plot.in.y + plot.in.h, plot.in.x + plot.in.w,
			     plot.in.y + plot.in.h, "stroke=\"#8a8a8a\"");
		draw_values(&plot);
		draw_marks(&plot);
		draw_periods(&plot);
	}
	jb_buf_add_string(out, "</g>\n");
}

#define LEGEND "font-size=\"11\" fill=\"#404040\""
#define LEGEND_COLUMN 6.6

static double add_legend_text(double x, double y, struct jb_text text, struct jb_buf *out)
{
	jrt_svg_text(out, x, y, "start", LEGEND, text, 0);
	return x + (double)text.size * LEGEND_COLUMN + 20;
}

void jrt_trend_legend(double x, double y, bool limits, struct jb_buf *out)
{
	static const enum jrt_verdict_kind order[] = {JRT_MET, JRT_MISSED, JRT_EXCUSED,
						      JRT_NOT_MEASURED};

	for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
		jrt_svg_mark(out, order[i], x + 5, y - 4, MARK, JB_TEXT(""));
		x = add_legend_text(x + 15, y, jb_text_of(jrt_card_sign(order[i]).word), out);
	}
	x = add_legend_text(x, y, JB_TEXT("? provisional"), out);
	jrt_svg_line(out, x, y - 4, x + 18, y - 4, THRESHOLD);
	x = add_legend_text(x + 23, y, JB_TEXT("threshold, its wrong side shaded"), out);
	if (!limits)
		return;
	jrt_svg_line(out, x, y - 4, x + 18, y - 4, LIMIT);
	x = add_legend_text(x + 23, y, JB_TEXT("limits of routine"), out);
	add_ring(out, x + 6, y - 4, MARK + 1);
	add_legend_text(x + 16, y, JB_TEXT("special cause"), out);
}
