/*
 * Small plots of values over time, one a criterion (or, where nothing was judged, one a measure),
 * as one SVG: the values joined by a line, the threshold as it stood in each period with its wrong
 * side shaded, and a mark a verdict that differs in shape, colour and, for those who hover or
 * listen, in words. Where the behaviour of a figure is known (journey/behaviour.h) its limits are
 * drawn too, and a ring around what has a cause of its own.
 *
 * The picture is deterministic, has no script, link, image or style sheet, and no text in it can
 * become an element. Widths of text are estimated, generously, because the runtime knows no fonts;
 * a title that is too long is cut there and whole in the group's <title>.
 */
#ifndef REPORT_TREND_H
#define REPORT_TREND_H

#include "base/vec.h"
#include "report/report.h"

/* Of a series, the latest so many points; of series, the first so many. What is left out is said
 * in the picture. */
#define JRT_TREND_POINTS 240
#define JRT_TREND_PLOTS 200

struct jrt_trend_point {
	struct jb_text label; /* of the period */
	struct jb_text shown; /* "75.2 %" */
	struct jb_text note;  /* "missed, 4.8 pp short" */
	int64_t from, to;     /* a line joins periods that follow one another */
	bool measured;
	double value; /* in the unit */
	bool judged;
	enum jrt_verdict_kind verdict;
	bool provisional;
	struct jb_text doubt;		       /* " (approximate)", or empty */
	const struct jrt_threshold *threshold; /* NULL: none in force */
	bool has_limits;		       /* within which the figure moves by routine */
	double low, high;
	bool special; /* has a cause of its own */
};

struct jrt_trend {
	struct jb_text title, whose, desc;
	const struct jrt_metric *metric;
	const struct jrt_trend_point *point;
	size_t count, left_out;
	bool has_centre; /* of points with limits */
	double centre;
};

/* trend.c: the series that there are, in the order of criteria; in the card's arena. *left_out: of
 * how many more there was no room. */
const struct jrt_trend *jrt_trend_gather(const struct jrt_card *card, size_t *count,
					 size_t *left_out);

struct jrt_trend_area {
	double x, y, w, h;
};

/* trend_draw.c: one plot. */
void jrt_trend_draw(const struct jrt_card *card, const struct jrt_trend *trend,
		    struct jrt_trend_area area, struct jb_buf *out);
/* The shapes of the verdicts with their words. */
void jrt_trend_legend(double x, double y, bool limits, struct jb_buf *out);

/* trend_axis.c: the values that a plot shows, and where its ticks are. */
struct jrt_trend_axis {
	double low, high, step;
};
struct jrt_trend_axis jrt_trend_axis(const struct jrt_trend *trend);
/* "80 %", "1 h 30 min". */
struct jb_text jrt_trend_tick(const struct jrt_card *card, const struct jrt_metric *metric,
			      double value);

/* trend_svg.c: elements. Coordinates have one decimal. */
void jrt_svg_number(struct jb_buf *out, double value);
void jrt_svg_attribute(struct jb_buf *out, const char *name, double value);
void jrt_svg_line(struct jb_buf *out, double x1, double y1, double x2, double y2, const char *look);
void jrt_svg_rect(struct jb_buf *out, double x, double y, double w, double h, const char *look);
/* `anchor`: start, middle or end. `room` columns of text at most, 0: any number. */
void jrt_svg_text(struct jb_buf *out, double x, double y, const char *anchor, const char *look,
		  struct jb_text text, size_t room);
void jrt_svg_element(struct jb_buf *out, const char *name, struct jb_text content);
/* The mark of a verdict; `title` is shown on hovering, where there is one. */
void jrt_svg_mark(struct jb_buf *out, enum jrt_verdict_kind verdict, double x, double y,
		  double size, struct jb_text title);

#endif
