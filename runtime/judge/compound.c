/*
 * A rate of one period as a rate of a year: what is lost each period is lost of what is left, so
 * the year's rate is 1 - (1 - r)^k with k periods a year. Exact where the power fits 127 bits; else
 * a double, and so where a year is no whole number of such periods.
 */
#include <math.h>

#include "judge/value_internal.h"

/* Periods of a year; 0 for one without a length. */
static unsigned a_year_of(enum jrt_period_unit unit)
{
	switch (unit) {
	case JRT_DAY: return 365;
	case JRT_WEEK: return 52;
	case JRT_MONTH: return 12;
	case JRT_QUARTER: return 4;
	case JRT_YEAR: return 1;
	case JRT_WHOLE: break;
	}
	return 0;
}

static bool exact_power(struct jb_ratio base, uint64_t exponent, struct jb_ratio *out)
{
	*out = (struct jb_ratio){1, 1};
	for (uint64_t i = 0; i < exponent; i++)
		if (!jb_ratio_mul(*out, base, out))
			return false;
	return true;
}

struct jrt_term jrt_compound(const struct jrt_term *rate, enum jrt_period_unit unit,
			     struct jrt_span span)
{
	const struct jb_ratio one = {1, 1};
	const uint64_t periods = (uint64_t)(span.last - span.first) + 1, year = a_year_of(unit);
	struct jrt_term out = *rate;
	struct jb_ratio left;

	if (!rate->measured)
		return out;
	out.has_ratio = out.band.known = false;
	if (year == 0)
		out.reason = JB_TEXT("nothing says how many such periods a year has");
	else if (rate->real > 1)
		out.reason = JB_TEXT("more is lost than there is, which cannot be compounded");
	out.measured = out.reason.size == 0;
	out.real = 1 - pow(1 - rate->real, (double)year / (double)periods);
	out.exact = rate->exact && year % periods == 0 && jb_ratio_sub(one, rate->value, &left) &&
		    exact_power(left, year / periods, &left) && jb_ratio_sub(one, left, &out.value);
	if (out.exact)
		out.real = jb_ratio_double(out.value);
	return out;
}
