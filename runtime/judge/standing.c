/*
 * Where one group stands among all: how many standard deviations its value lies above the mean of
 * the groups' values, each group counting once however many rows it has. The deviation is that of a
 * sample (n - 1). It is irrational, so doubles do; the values themselves are exact until here.
 */
#include <math.h>

#include "judge/value_internal.h"

struct jrt_term jrt_standing(struct jrt_judge *judge, const struct jrt_grouping *grouping,
			     const struct jrt_standing_values *values)
{
	double mean = 0, squares = 0, deviation;
	struct jrt_term out;

	if (!values->found)
		return jrt_term_unmeasured(jb_text_printf(
			judge->arena, "no %.*s of this name has a value", JB_ARG(grouping->what)));
	if (values->count < 2)
		return jrt_term_unmeasured(jb_text_printf(judge->arena,
							  "there is no other %.*s to stand among",
							  JB_ARG(grouping->what)));
	for (size_t i = 0; i < values->count; i++)
		mean += values->at[i];
	mean /= (double)values->count;
	for (size_t i = 0; i < values->count; i++)
		squares += (values->at[i] - mean) * (values->at[i] - mean);
	deviation = sqrt(squares / (double)(values->count - 1));
	if (deviation == 0)
		return jrt_term_unmeasured(JB_TEXT("all have the same value"));
	out = values->own;
	out.exact = out.has_ratio = out.band.known = false;
	out.real = (values->own.real - mean) / deviation;
	return out;
}
