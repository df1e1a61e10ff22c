/*
 * Percentiles of a histogram of exact values, by integers alone (S30): k * n and its remainder,
 * never a product in double, where 0.07 * 100 is more than 7.
 */
#ifndef STATS_PERCENTILE_H
#define STATS_PERCENTILE_H

#include "journey/state.h"

/* Value at a rank, 1 to the sum of counts. */
jb_fix jrt_percentile_at(const struct jrt_part_state *values, uint64_t rank);

/* Nearest rank (Hyndman and Fan, type 1): the smallest observed value with at least the share `p`
 * of all at or below. `p` in millionths, 0 to JB_FIX_ONE; values->n > 0. In millionths of the
 * unit. */
jb_fix jrt_percentile_nearest(const struct jrt_part_state *values, jb_fix p);

/* Where type 7 stands: `part` millionths of the way from the value of rank `low` to that of the
 * next rank. n > 0. */
struct jrt_percentile_ranks {
	uint64_t low;
	jb_fix part;
};
struct jrt_percentile_ranks jrt_percentile_ranks(uint64_t n, jb_fix p);

/* Type 7: between the two values around rank 1 + (n - 1) p, exact, as a fraction of millionths. */
struct jb_ratio jrt_percentile_between(const struct jrt_part_state *values, jb_fix p);

/* Rows needed: n (1 - p) is at least 1. A percentile of fewer rows is only their maximum. */
bool jrt_percentile_enough(uint64_t n, jb_fix p);

#endif
