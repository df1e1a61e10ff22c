/*
 * Special causes and capability. A run is found at its last point and marked back to its first;
 * a mark that is there is never written over, which keeps the order of the rules.
 */
#include "stats/behaviour.h"

#include <math.h>
#include <stdlib.h>

/* A series that never moves has limits without width, and doubles have a last digit. */
#define LAST_DIGITS 1e-9

/* The points of a chart, and how far apart two figures of it are before they differ. */
struct series {
	struct jrt_behaviour_point *point;
	size_t count;
	double centre, slack;
};

static int order(const struct series *series, double a, double b)
{
	return (a > b + series->slack) - (a < b - series->slack);
}

static int side(const struct series *series, size_t i)
{
	return order(series, series->point[i].value, series->centre);
}

static int outside(const struct series *series, size_t i)
{
	const struct jrt_behaviour_point *point = &series->point[i];

	return (order(series, point->value, point->high) > 0) -
	       (order(series, point->value, point->low) < 0);
}

/* Beyond two thirds of the way from the centre to a limit, and not beyond the limit. */
static bool is_near(const struct series *series, size_t i)
{
	const struct jrt_behaviour_point *point = &series->point[i];
	double low = series->centre - (series->centre - point->low) * 2 / 3;
	double high = series->centre + (point->high - series->centre) * 2 / 3;

	return outside(series, i) == 0 &&
	       (order(series, point->value, high) > 0 || order(series, point->value, low) < 0);
}

static void mark(struct series *series, size_t i, enum jrt_cause cause, int direction)
{
	struct jrt_behaviour_point *point = &series->point[i];

	if (point->cause != JRT_CAUSE_NONE)
		return;
	point->cause = cause;
	point->direction = direction;
}

static void mark_run(struct series *series, size_t last, enum jrt_cause cause, int direction)
{
	for (size_t i = last + 1 - JRT_BEHAVIOUR_RUN; i <= last; i++)
		mark(series, i, cause, direction);
}

static void mark_outside(struct series *series)
{
	for (size_t i = 0; i < series->count; i++)
		if (outside(series, i) != 0)
			mark(series, i, JRT_CAUSE_OUTSIDE, outside(series, i));
}

static void mark_trends(struct series *series)
{
	int length = 1, before = 0;

	for (size_t i = 1; i < series->count; i++) {
		int goes = order(series, series->point[i].value, series->point[i - 1].value);

		length = goes != 0 && goes == before ? length + 1 : 1 + abs(goes);
		before = goes;
		if (length >= JRT_BEHAVIOUR_RUN)
			mark_run(series, i, JRT_CAUSE_TREND, goes);
	}
}

static void mark_near(struct series *series)
{
	for (size_t last = 2; last < series->count; last++) {
		int of_all = side(series, last), near = 0;

		for (size_t i = last - 2; i <= last; i++) {
			near += is_near(series, i);
			of_all = side(series, i) == of_all ? of_all : 0;
		}
		for (size_t i = last - 2; of_all != 0 && near >= 2 && i <= last; i++)
			if (is_near(series, i))
				mark(series, i, JRT_CAUSE_NEAR_LIMIT, of_all);
	}
}

static void mark_sides(struct series *series)
{
	int length = 0, before = 0;

	for (size_t i = 0; i < series->count; i++) {
		int now = side(series, i);

		length = now != 0 && now == before ? length + 1 : abs(now);
		before = now;
		if (length >= JRT_BEHAVIOUR_RUN)
			mark_run(series, i, JRT_CAUSE_ONE_SIDE, now);
	}
}

void jrt_behaviour_mark(struct jrt_behaviour_point *point, size_t count, double centre)
{
	struct series series = {point, count, centre, fabs(centre)};

	for (size_t i = 0; i < count; i++) {
		point[i].cause = JRT_CAUSE_NONE;
		point[i].direction = 0;
		series.slack = fmax(series.slack, fabs(point[i].value));
	}
	series.slack *= LAST_DIGITS;
	mark_outside(&series);
	mark_trends(&series);
	mark_near(&series);
	mark_sides(&series);
}

enum jrt_capability jrt_behaviour_capability(double low, double high, double from, double to)
{
	double slack = LAST_DIGITS * fmax(fabs(low), fabs(high));

	if (low >= from - slack && high <= to + slack)
		return JRT_CONSISTENTLY_MET;
	if (high < from - slack || low > to + slack)
		return JRT_CONSISTENTLY_MISSED;
	return JRT_HIT_AND_MISS;
}
