/*
 * Numbers to three digits, for percentiles that a file allows to be approximate: 12.345 s counts as
 * 12.3 s. Of the values of a power of ten 900 are left, whatever the data, none is moved by more
 * than half a percent of itself, and what order two values had they keep. Each value is rounded by
 * itself, so it does not matter who rounds, how often, or in what order rows come: unlike with a
 * sketch that merges clusters (see docs/decisions.md, whose bound on the relative error this has).
 */
#include "base/number.h"

#define DIGITS_MOST 1000 /* the first number with more digits than are kept */

/* The smallest difference of two numbers of that size that are told apart. */
static int64_t step_of(jb_fix value)
{
	int64_t step = 1;

	while (value / step >= DIGITS_MOST || value / step <= -DIGITS_MOST)
		step *= 10;
	return step;
}

jb_fix jb_fix_approximate(jb_fix value)
{
	int64_t step = step_of(value), rest = value % step;

	value -= rest;
	if (2 * rest >= step)
		value += step;
	else if (2 * rest <= -step)
		value -= step;
	return value;
}

/* Of a number above 0 that has three digits. Below a power of ten numbers are told apart by ten
 * times as small a step. */
static jb_fix least_of(jb_fix value)
{
	int64_t step = step_of(value);

	if (value / step == DIGITS_MOST / 10 && step > 1)
		step /= 10;
	return value - (step > 1 ? step / 2 : 0);
}

static jb_fix greatest_of(jb_fix value)
{
	int64_t step = step_of(value), room = step > 1 ? step / 2 - 1 : 0;

	return value > INT64_MAX - room ? INT64_MAX : value + room;
}

void jb_fix_approximated(jb_fix value, jb_fix *least, jb_fix *greatest)
{
	value = jb_fix_approximate(value);
	*least = *greatest = value;
	if (value > 0) {
		*least = least_of(value);
		*greatest = greatest_of(value);
	} else if (value < 0) {
		*least = -greatest_of(-value);
		*greatest = -least_of(-value);
	}
}
