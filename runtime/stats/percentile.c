/*
 * Percentiles of types 1 and 7 over a histogram. The sample is never spread out: a rank is found by
 * adding up counts.
 */
#include <assert.h>

#include "stats/percentile.h"

jb_fix jrt_percentile_at(const struct jrt_part_state *values, uint64_t rank)
{
	uint64_t below = 0;

	assert(values->value_count > 0 && rank > 0);
	for (size_t i = 0; i < values->value_count; i++) {
		below += values->value[i].count;
		if (below >= rank)
			return values->value[i].value;
	}
	return values->value[values->value_count - 1].value;
}

jb_fix jrt_percentile_nearest(const struct jrt_part_state *values, jb_fix p)
{
	jb_u128 product = (jb_u128)values->n * (jb_u128)p;
	jb_u128 rank = (product + (jb_u128)JB_FIX_ONE - 1) / (jb_u128)JB_FIX_ONE;

	return jrt_percentile_at(values, rank == 0 ? 1 : (uint64_t)rank);
}

struct jrt_percentile_ranks jrt_percentile_ranks(uint64_t n, jb_fix p)
{
	jb_u128 product = (jb_u128)(n - 1) * (jb_u128)p;

	return (struct jrt_percentile_ranks){.low = (uint64_t)(product / (jb_u128)JB_FIX_ONE) + 1,
					     .part = (jb_fix)(product % (jb_u128)JB_FIX_ONE)};
}

struct jb_ratio jrt_percentile_between(const struct jrt_part_state *values, jb_fix p)
{
	struct jrt_percentile_ranks ranks = jrt_percentile_ranks(values->n, p);
	jb_i128 low = jrt_percentile_at(values, ranks.low), high = low;

	if (ranks.part != 0)
		high = jrt_percentile_at(values, ranks.low + 1);
	return (struct jb_ratio){low * JB_FIX_ONE + ranks.part * (high - low), JB_FIX_ONE};
}

bool jrt_percentile_enough(uint64_t n, jb_fix p)
{
	if (p >= JB_FIX_ONE)
		return n > 0;
	return n > 0 && (jb_u128)n * (jb_u128)(JB_FIX_ONE - p) >= (jb_u128)JB_FIX_ONE;
}
