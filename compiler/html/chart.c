/*
 * One small plot: values by period against the threshold, whose wrong side is shaded, within the
 * limits of routine where they are known, and a mark a verdict. Every look stands as an attribute
 * of a group, for readers without style, and has a class, by which the page's style sheet changes
 * it on dark ground. The numbers are those of the table below the plots.
 */
#include <math.h>

#include "base/utf8.h"
#include "diagram/measure.h"
#include "html/page.h"
#include "report/trend.h"

#define WIDTH 360.0
#define HEIGHT 168.0
#define LEFT 62.0
#define RIGHT 12.0
#define ABOVE 10.0
#define BELOW 24.0
#define MARK 4.2
#define LETTER 6.4 /* a column of an axis' text, at most */
#define TICKS_MAX 10

struct plot {
	const struct page *page;
	const struct jrt_trend *trend;
	struct jrt_trend_axis axis;
	struct jb_buf *out;
};

static double step_of(const struct plot *plot)
{
	return (WIDTH - LEFT - RIGHT) / (double)plot->trend->count;
}

static double x_of(const struct plot *plot, double index)
{
	return LEFT + index * step_of(plot);
}

static double y_of(const struct plot *plot, double value)
{
	double share = (value - plot->axis.low) / (plot->axis.high - plot->axis.low);

	return ABOVE + (HEIGHT - ABOVE - BELOW) * (1 - fmin(fmax(share, 0), 1));
}

static double y_of_fix(const struct plot *plot, jb_fix value)
{
	return y_of(plot, (double)value / (double)JB_FIX_ONE);
}

static void open_group(const struct plot *plot, const char *look)
{
	jb_buf_printf(plot->out, "<g %s>\n", look);
}

static void close_group(const struct plot *plot)
{
	jb_buf_add_string(plot->out, "</g>\n");
}

/* ---- axes ---- */

static void draw_values_axis(const struct plot *plot)
{
	const struct jrt_trend_axis *axis = &plot->axis;
	double first = ceil(axis->low / axis->step - 1e-9);

	open_group(plot, "class=\"grid\" stroke=\"#e1e6ec\"");
	for (double k = first; k * axis->step <= axis->high && k < first + TICKS_MAX; k++)
		jrt_svg_line(plot->out, LEFT, y_of(plot, k * axis->step), WIDTH - RIGHT,
			     y_of(plot, k * axis->step), "");
	close_group(plot);
	open_group(plot, "class=\"axis\" fill=\"#55606d\" font-size=\"10.5\"");
	for (double k = first; k * axis->step <= axis->high && k < first + TICKS_MAX; k++)
		jrt_svg_text(plot->out, LEFT - 8, y_of(plot, k * axis->step) + 3.5, "end", "",
			     jrt_trend_tick(&plot->page->card, plot->trend->metric, k * axis->step),
			     10);
	close_group(plot);
}

/* From the last one back, those that stand apart from the one after them. */
static void draw_periods(const struct plot *plot)
{
	const struct jrt_trend *trend = plot->trend;
	double limit = WIDTH + LETTER;

	open_group(plot, "class=\"axis\" fill=\"#55606d\" font-size=\"10.5\"");
	for (size_t i = trend->count; i-- > 0;) {
		double width = (double)jb_utf8_text_width(trend->point[i].label) * LETTER;
		double x = x_of(plot, (double)i + 0.5);

		if (i + 1 == trend->count)
			x = fmin(x, WIDTH - width / 2);
		if (x + width / 2 > limit - LETTER || x - width / 2 < 0)
			continue;
		jrt_svg_text(plot->out, x, HEIGHT - 8, "middle", "", trend->point[i].label, 24);
		limit = x - width / 2;
	}
	close_group(plot);
}

/* ---- threshold and limits ---- */

static bool same_threshold(const struct jrt_threshold *a, const struct jrt_threshold *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return a->comparison == b->comparison && a->low == b->low && a->high == b->high;
}

static bool bounds_below(const struct jrt_threshold *threshold)
{
	return threshold->comparison == JRT_AT_LEAST || threshold->comparison == JRT_ABOVE ||
	       threshold->comparison == JRT_WITHIN;
}

static void draw_bound(const struct plot *plot, size_t from, size_t to, jb_fix bound, bool below)
{
	double y = y_of_fix(plot, bound), x = x_of(plot, (double)from);
	double width = (double)(to - from) * step_of(plot);

	jrt_svg_rect(plot->out, x, below ? y : ABOVE, width, below ? HEIGHT - BELOW - y : y - ABOVE,
		     "class=\"wrong\" fill=\"#8b1a1a\" fill-opacity=\"0.07\" stroke=\"none\"");
	jrt_svg_line(plot->out, x, y, x + width, y, "");
}

static void draw_thresholds(const struct plot *plot)
{
	const struct jrt_trend *trend = plot->trend;

	open_group(plot, "class=\"threshold\" stroke=\"#16212e\" stroke-width=\"1.5\"");
	for (size_t from = 0, to; from < trend->count; from = to) {
		const struct jrt_threshold *threshold = trend->point[from].threshold;

		for (to = from;
		     to < trend->count && same_threshold(threshold, trend->point[to].threshold);)
			to++;
		if (threshold == NULL)
			continue;
		draw_bound(plot, from, to, threshold->low, bounds_below(threshold));
		if (threshold->comparison == JRT_WITHIN)
			draw_bound(plot, from, to, threshold->high, false);
	}
	close_group(plot);
}

static bool same_limits(const struct jrt_trend_point *a, const struct jrt_trend_point *b)
{
	return a->has_limits == b->has_limits && !(a->low < b->low) && !(a->low > b->low) &&
	       !(a->high < b->high) && !(a->high > b->high);
}

static void draw_limit(const struct plot *plot, size_t from, size_t to, double level)
{
	double y = y_of(plot, level);

	jrt_svg_line(plot->out, x_of(plot, (double)from), y, x_of(plot, (double)to), y, "");
}

/* Limits from counting differ from period to period. */
static void draw_limits(const struct plot *plot)
{
	const struct jrt_trend *trend = plot->trend;

	open_group(plot, "class=\"limit\" stroke=\"#5b6673\" stroke-dasharray=\"5 4\"");
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
		jrt_svg_line(plot->out, LEFT, y_of(plot, trend->centre), WIDTH - RIGHT,
			     y_of(plot, trend->centre), "stroke-dasharray=\"1 3\"");
	close_group(plot);
}

/* ---- values ---- */

/* Not over a time without a value; of rolling periods the next begins before this one ends. */
static bool joined(const struct jrt_trend_point *point)
{
	return point[0].measured && point[1].measured && point[1].from <= point[0].to;
}

static void draw_line(const struct plot *plot)
{
	const struct jrt_trend *trend = plot->trend;
	bool open = false;

	jb_buf_add_string(plot->out, "<path class=\"values\" fill=\"none\" stroke=\"#2e4259\" "
				     "stroke-width=\"1.6\" stroke-linejoin=\"round\" d=\"");
	for (size_t i = 0; i < trend->count; i++) {
		if (!trend->point[i].measured)
			continue;
		jb_buf_add_byte(plot->out, open ? 'L' : 'M');
		jrt_svg_number(plot->out, x_of(plot, (double)i + 0.5));
		jb_buf_add_byte(plot->out, ' ');
		jrt_svg_number(plot->out, y_of(plot, trend->point[i].value));
		open = i + 1 < trend->count && joined(&trend->point[i]);
	}
	jb_buf_add_string(plot->out, "\"/>\n");
}

static void mark_circle(const struct plot *plot, double x, double y, double size)
{
	jb_buf_add_string(plot->out, "<circle");
	jrt_svg_attribute(plot->out, "cx", x);
	jrt_svg_attribute(plot->out, "cy", y);
	jrt_svg_attribute(plot->out, "r", size);
}

static void mark_square(const struct plot *plot, double x, double y, double size)
{
	jb_buf_add_string(plot->out, "<rect");
	jrt_svg_attribute(plot->out, "x", x - size);
	jrt_svg_attribute(plot->out, "y", y - size);
	jrt_svg_attribute(plot->out, "width", 2 * size);
	jrt_svg_attribute(plot->out, "height", 2 * size);
}

static void mark_triangle(const struct plot *plot, double x, double y, double size)
{
	const double corner[3][2] = {
		{x, y - 1.2 * size}, {x + 1.2 * size, y + size}, {x - 1.2 * size, y + size}};

	jb_buf_add_string(plot->out, "<polygon points=\"");
	for (size_t i = 0; i < 3; i++) {
		jb_buf_add_string(plot->out, i > 0 ? " " : "");
		jrt_svg_number(plot->out, corner[i][0]);
		jb_buf_add_byte(plot->out, ' ');
		jrt_svg_number(plot->out, corner[i][1]);
	}
	jb_buf_add_byte(plot->out, '"');
}

/* Looks of the marks, by verdict; one that was not judged looks as not measured. */
static const struct {
	const char *look, *element;
	void (*shape)(const struct plot *plot, double x, double y, double size);
} marks[] = {
	[JRT_MET] = {"class=\"met\" fill=\"#2166ac\" stroke=\"#ffffff\"", "circle", mark_circle},
	[JRT_MISSED] = {"class=\"missed\" fill=\"#8b1a1a\" stroke=\"#ffffff\"", "rect",
			mark_square},
	[JRT_EXCUSED] = {"class=\"excused\" fill=\"#f4a736\" stroke=\"#7a4f00\"", "polygon",
			 mark_triangle},
	[JRT_NOT_MEASURED] = {"class=\"not-measured\" fill=\"#ffffff\" stroke=\"#5b6673\"",
			      "circle", mark_circle},
};

/* "2026-03: 76.0 %, missed"; why, the scorecard says. */
static struct jb_text point_text(const struct plot *plot, const struct jrt_trend_point *point)
{
	const char *word = point->judged ? jrt_card_sign(point->verdict).word : "";

	return jb_text_printf(plot->page->arena, "%.*s: %.*s%s%s%.*s%s", JB_ARG(point->label),
			      JB_ARG(point->shown), point->judged ? ", " : "", word,
			      JB_ARG(point->doubt), point->special ? ", special cause" : "");
}

static enum jrt_verdict_kind kind_of(const struct jrt_trend_point *point)
{
	return point->judged ? point->verdict : JRT_NOT_MEASURED;
}

static double height_of(const struct plot *plot, const struct jrt_trend_point *point)
{
	return point->measured ? y_of(plot, point->value) : HEIGHT - BELOW;
}

/* Those of one kind; their look stands once. */
static void draw_marks_of(const struct plot *plot, enum jrt_verdict_kind kind, double size)
{
	bool open = false;

	for (size_t i = 0; i < plot->trend->count; i++) {
		const struct jrt_trend_point *point = &plot->trend->point[i];

		if (kind_of(point) != kind || (!point->judged && !point->measured))
			continue;
		if (!open)
			open_group(plot, marks[kind].look);
		open = true;
		marks[kind].shape(plot, x_of(plot, (double)i + 0.5), height_of(plot, point), size);
		jb_buf_add_string(plot->out, "><title>");
		jb_buf_add_xml(plot->out, point_text(plot, point));
		jb_buf_printf(plot->out, "</title></%s>\n", marks[kind].element);
	}
	if (open)
		close_group(plot);
}

/* Rings around what has a cause of its own, a question mark at what may still change. */
static void draw_notes(const struct plot *plot, double size)
{
	for (size_t i = 0; i < plot->trend->count; i++) {
		const struct jrt_trend_point *point = &plot->trend->point[i];
		double x = x_of(plot, (double)i + 0.5), y = height_of(plot, point);

		if (point->special) {
			mark_circle(plot, x, y, size + 3.2);
			jb_buf_add_string(plot->out, " class=\"special\" fill=\"none\" "
						     "stroke=\"#16212e\"/>\n");
		}
		if (point->provisional)
			jrt_svg_text(plot->out, x, y - size - 3, "middle",
				     "class=\"axis\" fill=\"#55606d\" font-size=\"10.5\"",
				     JB_TEXT("?"), 0);
	}
}

static void draw_marks(const struct plot *plot)
{
	double step = step_of(plot);
	double size = step < 2.6 * MARK ? fmax(step / 2.6, 1.2) : MARK;

	draw_notes(plot, size);
	for (size_t i = 0; i < JRT_VERDICTS; i++)
		draw_marks_of(plot, jrt_card_order[JRT_VERDICTS - 1 - i], size);
}

/* ---- the picture ---- */

static void begin(const struct plot *plot, size_t number)
{
	jb_buf_add_string(plot->out, "<svg xmlns=\"http://www.w3.org/2000/svg\"");
	jrt_svg_attribute(plot->out, "width", WIDTH);
	jrt_svg_attribute(plot->out, "height", HEIGHT);
	jb_buf_printf(plot->out,
		      " viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-labelledby=\"trend-%zu-title "
		      "trend-%zu-desc\" font-family=\"" JY_FONT_STACK "\">\n<title "
		      "id=\"trend-%zu-title\">",
		      WIDTH, HEIGHT, number, number, number);
	jb_buf_add_xml(plot->out, plot->trend->title);
	jb_buf_printf(plot->out, "</title>\n<desc id=\"trend-%zu-desc\">", number);
	jb_buf_add_xml(plot->out, plot->trend->desc);
	jb_buf_add_string(plot->out, "</desc>\n");
}

void page_chart(struct page *page, const struct jrt_trend *trend, size_t number)
{
	struct jb_buf out;
	struct plot plot = {page, trend, jrt_trend_axis(trend), &out};

	jb_buf_init(&out, page->arena);
	begin(&plot, number);
	draw_values_axis(&plot);
	draw_thresholds(&plot);
	draw_limits(&plot);
	draw_line(&plot);
	draw_marks(&plot);
	draw_periods(&plot);
	jb_buf_add_string(&out, "</svg>\n");
	jy_html_picture(&page->html, jb_buf_text(&out));
}
