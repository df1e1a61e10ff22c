/*
 * What of an agreement is in force on a day: versions of its terms, indexation, its own days. Terms
 * in force on the first day of a period hold for the whole of it (S27).
 */
#include "settle/settle.h"

const struct jrt_agreement_terms *jrt_terms_on(const struct jrt_agreement *agreement, int64_t day)
{
	const struct jrt_agreement_terms *found = &agreement->terms[0];

	for (size_t i = 1; i < agreement->terms_count; i++)
		if (agreement->terms[i].from <= day)
			found = &agreement->terms[i];
	return found;
}

const struct jrt_guarantee_terms *jrt_terms_of_guarantee(const struct jrt_guarantee *guarantee,
							 int64_t day)
{
	const struct jrt_guarantee_terms *found = NULL;

	for (size_t i = 0; i < guarantee->terms_count; i++)
		if (guarantee->terms[i].from == INT32_MIN || guarantee->terms[i].from <= day)
			found = &guarantee->terms[i];
	return found && !found->ended ? found : NULL;
}

bool jrt_terms_index(const struct jrt_agreement *agreement, int32_t written, int64_t day,
		     struct jb_ratio *out)
{
	*out = (struct jb_ratio){1, 1};
	for (size_t i = 0; i < agreement->index_count; i++) {
		const struct jrt_index_step *step = &agreement->index[i];
		struct jb_ratio factor = {(jb_i128)JB_FIX_ONE + step->by, JB_FIX_ONE};

		if (step->from <= written || step->from > day)
			continue;
		if (!jb_ratio_mul(*out, factor, out))
			return false;
	}
	return true;
}

struct jrt_stretch jrt_terms_within(const struct jrt_agreement *agreement, struct jrt_stretch days)
{
	if (!agreement->has_runs)
		return days;
	if (days.first < agreement->runs.from)
		days.first = agreement->runs.from;
	if (days.last > agreement->runs.to)
		days.last = agreement->runs.to;
	return days;
}

struct jrt_stretch jrt_stretch_of(const struct jrt_periods *rule, int64_t day)
{
	int64_t index = jrt_period_index_of_day(rule, day);

	return (struct jrt_stretch){jrt_period_first_day(rule, index),
				    jrt_period_last_day(rule, index)};
}

bool jrt_bounds_hold(const struct jrt_bounds *bounds, struct jb_ratio value)
{
	if (bounds->has_low) {
		int order = jb_ratio_compare(value, jb_ratio_of_fix(bounds->low));

		if (order < 0 || (order == 0 && !bounds->low_in))
			return false;
	}
	if (bounds->has_high) {
		int order = jb_ratio_compare(value, jb_ratio_of_fix(bounds->high));

		if (order > 0 || (order == 0 && !bounds->high_in))
			return false;
	}
	return true;
}
