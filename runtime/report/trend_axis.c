/*
 * The range of values that a plot shows, and round steps in it. Pure arithmetic for drawing.
 */
#include <math.h>

#include "judge/figure.h"
#include "report/trend.h"

#define TICKS 4
#define TICKS_LEAST 3
#define FINER 0.39 /* from 5 to 2, from 2 to 1, from 1 to 0.5 */
#define ROOM 0.08  /* of the span, above and below */

static void reach(double value, double *low, double *high)
{
	if (!isfinite(value))
		return;
	*low = value < *low ? value : *low;
	*high = value > *high ? value : *high;
}

static double plain(jb_fix value)
{
	return (double)value / (double)JB_FIX_ONE;
}

static void reach_all(const struct jrt_trend *trend, double *low, double *high)
{
	for (size_t i = 0; i < trend->count; i++) {
		const struct jrt_trend_point *point = &trend->point[i];

		if (point->measured)
			reach(point->value, low, high);
		if (point->threshold != NULL)
			reach(plain(point->threshold->low), low, high);
		if (point->threshold != NULL && point->threshold->comparison == JRT_WITHIN)
			reach(plain(point->threshold->high), low, high);
		if (point->has_limits) {
			reach(point->low, low, high);
			reach(point->high, low, high);
		}
	}
}

/* 1, 2, 5, 10 …, of hours where the unit is time and hours are meant, of minutes likewise. */
static double round_step(double least, bool time)
{
	static const double minutes[] = {15, 30, 60, 120, 300, 600, 900, 1800, 3600};
	double unit = 1, power, ratio;

	if (time && least > 10 && least <= 3600) {
		for (size_t i = 0; i < sizeof minutes / sizeof *minutes; i++)
			if (minutes[i] >= least)
				return minutes[i];
	}
	if (time && least > 3600)
		unit = 3600;
	power = pow(10, floor(log10(least / unit)));
	ratio = least / unit / power;
	return unit * power * (ratio <= 1.0001 ? 1 : ratio <= 2 ? 2 : ratio <= 5 ? 5 : 10);
}

/* Where few round values fall into the range, the next finer step. */
static double step_of(double low, double high, bool time)
{
	double step = round_step((high - low) / TICKS, time);

	return floor(high / step) - ceil(low / step) + 1 < TICKS_LEAST
		       ? round_step(step * FINER, time)
		       : step;
}

struct jrt_trend_axis jrt_trend_axis(const struct jrt_trend *trend)
{
	enum jrt_type type = trend->metric->type;
	bool time = type == JRT_DURATION || type == JRT_CLOCK;
	double low = INFINITY, high = -INFINITY, span;
	bool positive;

	reach_all(trend, &low, &high);
	if (low > high)
		low = high = 0;
	positive = low >= 0;
	span = high - low;
	if (span <= fabs(high) * 1e-9)
		span = fabs(high) > 0 ? fabs(high) * 0.2 : 1;
	low -= span * ROOM;
	high += span * ROOM;
	if (positive && low < 0)
		low = 0;
	if (type == JRT_SHARE && high > 1 && high < 1 + span)
		high = 1 + span * ROOM / 4;
	return (struct jrt_trend_axis){low, high, step_of(low, high, time)};
}

struct jb_text jrt_trend_tick(const struct jrt_card *card, const struct jrt_metric *metric,
			      double value)
{
	struct jb_buf buf = jrt_card_new_text(card);
	double millionths = round(value * (double)JB_FIX_ONE);

	if (fabs(millionths) < 9e18)
		jrt_figure_add_exact(&buf, metric, (jb_fix)millionths);
	else
		jrt_figure_add_real(&buf, metric, value, 0);
	return jb_buf_text(&buf);
}
