/*
 * What is owed at each row, as a picture: a stair over a grid's values, columns over a history's
 * periods; of a grid of two a stair for each value of the second. Whole tenths of a pixel are
 * worked out from exact amounts, so that equal input gives equal bytes. No script, no reference to
 * anywhere; every label is escaped.
 */
#include "base/buf.h"
#include "report/money.h"
#include "simulate/series.h"

enum { WIDTH = 7600, HEIGHT = 3800, LEFT = 1150, RIGHT = 1500, TOP = 620, BOTTOM = 620 };

struct drawing {
	const struct jrt_series *series;
	struct jb_arena *arena;
	struct jb_buf *out;
	jb_fix low, high; /* of the axis of money; low <= 0 <= high */
	size_t lines, columns;
};

/* Tenths of a pixel as a decimal. */
static void add_tenths(struct jb_buf *out, int64_t tenths)
{
	jb_buf_add_fix(out, (jb_i128)tenths * (JB_FIX_ONE / 10));
}

static void add_attribute(struct jb_buf *out, const char *name, int64_t tenths)
{
	jb_buf_printf(out, " %s=\"", name);
	add_tenths(out, tenths);
	jb_buf_add_byte(out, '"');
}

static int64_t y_of(const struct drawing *drawing, jb_fix amount)
{
	const jb_i128 room = HEIGHT - TOP - BOTTOM, wide = (jb_i128)drawing->high - drawing->low;

	return HEIGHT - BOTTOM - (int64_t)(((jb_i128)amount - drawing->low) * room / wide);
}

/* Left edge of column i. */
static int64_t x_of(const struct drawing *drawing, size_t i)
{
	return LEFT + (int64_t)(i * (size_t)(WIDTH - LEFT - RIGHT) / drawing->columns);
}

static const struct jrt_series_row *row_of(const struct drawing *drawing, size_t column,
					   size_t line)
{
	return &drawing->series->row[column * drawing->lines + line];
}

static void add_label(const struct drawing *drawing, int64_t x, int64_t y, const char *anchor,
		      struct jb_text text)
{
	struct jb_buf *out = drawing->out;

	jb_buf_printf(out, "<text class=\"%s\"", anchor);
	add_attribute(out, "x", x);
	add_attribute(out, "y", y);
	jb_buf_add_byte(out, '>');
	jb_buf_add_xml(out, text);
	jb_buf_add_string(out, "</text>\n");
}

/* ---- the axis of money ---- */

/* 1, 2 or 5 times a power of ten of which at most six fit. */
static jb_fix tick_of(const struct drawing *drawing)
{
	const jb_i128 wide = (jb_i128)drawing->high - drawing->low;
	jb_i128 tick = 1;

	for (int i = 0; wide / tick > 6; i++)
		tick = i % 3 == 1 ? tick / 2 * 5 : tick * 2;
	return (jb_fix)tick;
}

static void find_range(struct drawing *drawing)
{
	jb_fix tick;

	for (size_t i = 0; i < drawing->series->count; i++) {
		jb_fix net = drawing->series->row[i].account.net;

		drawing->low = net < drawing->low ? net : drawing->low;
		drawing->high = net > drawing->high ? net : drawing->high;
	}
	if (drawing->low == drawing->high)
		drawing->high = JB_FIX_ONE;
	tick = tick_of(drawing);
	if (drawing->high < INT64_MAX - tick)
		drawing->high += (tick - drawing->high % tick) % tick;
	if (drawing->low > INT64_MIN + tick)
		drawing->low -= (tick + drawing->low % tick) % tick;
}

static void add_money_axis(const struct drawing *drawing)
{
	const jb_fix tick = tick_of(drawing);

	for (jb_i128 at = drawing->low; at <= drawing->high; at += tick) {
		int64_t y = y_of(drawing, (jb_fix)at);
		struct jb_buf text;

		jb_buf_init(&text, drawing->arena);
		jrt_money_add(&text, drawing->series->agreement, (jb_fix)at);
		jb_buf_printf(drawing->out, "<line class=\"%s\"", at ? "grid" : "zero");
		add_attribute(drawing->out, "x1", LEFT);
		add_attribute(drawing->out, "x2", WIDTH - RIGHT);
		add_attribute(drawing->out, "y1", y);
		add_attribute(drawing->out, "y2", y);
		jb_buf_add_string(drawing->out, "/>\n");
		add_label(drawing, LEFT - 80, y + 40, "end", jb_buf_text(&text));
	}
}

/* ---- the rows ---- */

/* Every so many labels fit below the axis. */
static void add_row_labels(const struct drawing *drawing)
{
	const size_t every = (drawing->columns + 8) / 9;

	for (size_t i = 0; i < drawing->columns; i += every)
		add_label(drawing, (x_of(drawing, i) + x_of(drawing, i + 1)) / 2,
			  HEIGHT - BOTTOM + 200, "middle", row_of(drawing, i, 0)->label);
	add_label(drawing, (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 120, "middle strong",
		  drawing->series->label_title);
}

static void add_stair(const struct drawing *drawing, size_t line)
{
	struct jb_buf *out = drawing->out;

	jb_buf_printf(out, "<path class=\"stair s%zu\" d=\"", line);
	for (size_t i = 0; i < drawing->columns; i++) {
		jb_buf_add_string(out, i ? " L" : "M");
		add_tenths(out, x_of(drawing, i));
		jb_buf_add_byte(out, ' ');
		add_tenths(out, y_of(drawing, row_of(drawing, i, line)->account.net));
		jb_buf_add_string(out, " H");
		add_tenths(out, x_of(drawing, i + 1));
	}
	jb_buf_add_string(out, "\"/>\n");
}

/* Beside the plot, in the order of the second guarantee's values: lines may lie on one another. */
static void add_legend(const struct drawing *drawing)
{
	const int64_t left = WIDTH - RIGHT + 120;

	add_label(drawing, left, TOP + 40, "strong", drawing->series->second_title);
	for (size_t line = 0; line < drawing->lines; line++) {
		int64_t y = TOP + 240 + (int64_t)line * 200;

		jb_buf_printf(drawing->out, "<path class=\"stair s%zu\" d=\"M", line);
		add_tenths(drawing->out, left);
		jb_buf_add_byte(drawing->out, ' ');
		add_tenths(drawing->out, y);
		jb_buf_add_string(drawing->out, " H");
		add_tenths(drawing->out, left + 350);
		jb_buf_add_string(drawing->out, "\"/>\n");
		add_label(drawing, left + 420, y + 40, "start", row_of(drawing, 0, line)->second);
	}
}

static void add_columns(const struct drawing *drawing)
{
	struct jb_buf *out = drawing->out;

	for (size_t i = 0; i < drawing->columns; i++) {
		const struct jrt_series_row *row = row_of(drawing, i, 0);
		int64_t zero = y_of(drawing, 0), top = y_of(drawing, row->account.net);
		int64_t gap = (x_of(drawing, i + 1) - x_of(drawing, i)) / 6;

		jb_buf_printf(out, "<rect class=\"%s\"",
			      row->account.net < 0 ? "brand" : "partner");
		add_attribute(out, "x", x_of(drawing, i) + gap);
		add_attribute(out, "width", x_of(drawing, i + 1) - x_of(drawing, i) - 2 * gap);
		add_attribute(out, "y", top < zero ? top : zero);
		add_attribute(out, "height", top < zero ? zero - top : top - zero);
		jb_buf_add_string(out, "/>\n");
	}
}

static void add_head(const struct drawing *drawing)
{
	static const char style[] =
		"<style>text{font:11px \"DejaVu "
		"Sans\",sans-serif;fill:#1f2933}.strong{font-weight:bold}"
		".end{text-anchor:end}.middle{text-anchor:middle}.grid{stroke:#d5dae1}"
		".zero{stroke:#52606d}.stair{fill:none;stroke-width:2;stroke:#1f5fa8}"
		".s1{stroke:#b3541e;stroke-dasharray:7 3}.s2{stroke:#2d6a3e;stroke-dasharray:2 3}"
		".s3{stroke:#6b3fa0;stroke-dasharray:9 3 2 3}.s4{stroke:#8a1c4a}"
		".s5{stroke:#0f6e6e;stroke-dasharray:5 2}.s6{stroke:#5c5c1a;stroke-dasharray:1 2}"
		".s7{stroke:#333;stroke-dasharray:12 4}.partner{fill:#b3541e}.brand{fill:#2d6a3e}"
		"</style>\n";
	struct jb_buf *out = drawing->out;

	jb_buf_add_string(
		out, "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"760\" "
		     "height=\"380\" viewBox=\"0 0 760 380\" aria-labelledby=\"sim-t sim-d\">\n"
		     "<title id=\"sim-t\">");
	jb_buf_add_xml(out, drawing->series->title);
	jb_buf_add_string(out,
			  "</title>\n<desc id=\"sim-d\">What the partner owes the brand (below "
			  "zero: the brand the partner) at each value or period.</desc>\n");
	jb_buf_add_string(out, style);
	jb_buf_add_string(out, "<rect width=\"760\" height=\"380\" fill=\"#ffffff\"/>\n");
	add_label(drawing, 160, 240, "strong", drawing->series->title);
	add_label(drawing, 160, 420, "plain",
		  JB_TEXT("The partner owes (below zero: the brand owes)"));
}

struct jb_text jrt_series_svg(const struct jrt_series *series, struct jb_arena *arena,
			      struct jb_buf *out)
{
	struct drawing drawing = {.series = series, .arena = arena, .out = out, .lines = 1};

	while (series->second_title.size && drawing.lines < series->count &&
	       jb_text_equal(series->row[drawing.lines].label, series->row[0].label))
		drawing.lines++;
	if (!series->count)
		return JB_TEXT("there is nothing to draw");
	if (drawing.lines > JRT_SERIES_LINES_MAX)
		return JB_TEXT(
			"a picture has at most 8 lines: give the second guarantee fewer values");
	if (series->count > JRT_SERIES_DRAWN_MAX)
		return JB_TEXT("a picture has at most 2,000 values: make the steps larger");
	drawing.columns = series->count / drawing.lines;
	find_range(&drawing);
	add_head(&drawing);
	add_money_axis(&drawing);
	if (!series->grid)
		add_columns(&drawing);
	for (size_t line = 0; series->grid && line < drawing.lines; line++)
		add_stair(&drawing, line);
	if (drawing.lines > 1)
		add_legend(&drawing);
	add_row_labels(&drawing);
	jb_buf_add_string(out, "</svg>\n");
	return JB_TEXT("");
}
