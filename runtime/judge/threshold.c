/*
 * Thresholds: which one is in force, and whether a value holds it. Exact; only intervals of a
 * confidence are doubles.
 */
#include "judge/judge.h"

/* The value in force on a period's first day judges the whole period (S27). */
const struct jrt_threshold *jrt_threshold_on(const struct jrt_criterion *criterion, int64_t day)
{
	const struct jrt_threshold *found = NULL;

	for (size_t i = 0; i < criterion->threshold_count; i++) {
		if (criterion->threshold[i].from == INT32_MIN ||
		    criterion->threshold[i].from <= day)
			found = &criterion->threshold[i];
	}
	return found;
}

bool jrt_threshold_holds(const struct jrt_threshold *threshold, struct jb_ratio value)
{
	int low = jb_ratio_compare(value, jb_ratio_of_fix(threshold->low));

	switch (threshold->comparison) {
	case JRT_AT_LEAST: return low >= 0;
	case JRT_AT_MOST: return low <= 0;
	case JRT_ABOVE: return low > 0;
	case JRT_BELOW: return low < 0;
	case JRT_WITHIN:
		return low >= 0 && jb_ratio_compare(value, jb_ratio_of_fix(threshold->high)) <= 0;
	}
	return false;
}

static double plain(jb_fix value)
{
	return (double)value / (double)JB_FIX_ONE;
}

int jrt_threshold_side(const struct jrt_threshold *threshold, struct jrt_interval interval)
{
	double low = plain(threshold->low), high = plain(threshold->high);

	switch (threshold->comparison) {
	case JRT_AT_LEAST: return (interval.low >= low) - (interval.high < low);
	case JRT_AT_MOST: return (interval.high <= low) - (interval.low > low);
	case JRT_ABOVE: return (interval.low > low) - (interval.high <= low);
	case JRT_BELOW: return (interval.high < low) - (interval.low >= low);
	case JRT_WITHIN:
		return (interval.low >= low && interval.high <= high) -
		       (interval.high < low || interval.low > high);
	}
	return 0;
}

struct jb_ratio jrt_threshold_gap(const struct jrt_threshold *threshold, struct jb_ratio value,
				  bool *over)
{
	enum jrt_comparison comparison = threshold->comparison;
	struct jb_ratio bound = jb_ratio_of_fix(threshold->low), gap = {0, 1};

	*over = comparison == JRT_AT_MOST || comparison == JRT_BELOW;
	if (comparison == JRT_WITHIN && jb_ratio_compare(value, bound) >= 0) {
		*over = true;
		bound = jb_ratio_of_fix(threshold->high);
	}
	bool fits = *over ? jb_ratio_sub(value, bound, &gap) : jb_ratio_sub(bound, value, &gap);
	return fits ? gap : (struct jb_ratio){0, 1};
}
