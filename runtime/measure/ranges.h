/*
 * Sets of moments as half-open ranges: gathered in any order, settled once, then cut with others.
 * What is settled is ascending, disjoint and without empty ranges, so that time is counted once
 * however many rows claim it.
 */
#ifndef MEASURE_RANGES_H
#define MEASURE_RANGES_H

#include "base/vec.h"
#include "journey/plan.h"

struct jrt_ranges {
	struct jrt_range *at;
	size_t count, room;
};

/* Sorts and joins. */
void jrt_ranges_settle(struct jrt_ranges *ranges);
/* What lies in both, and in the first alone. All are settled; the result is new. The work is that
 * of the ranges of `a` that touch `b`, which is small where `b` is one period. */
struct jrt_ranges jrt_ranges_both(struct jb_arena *arena, const struct jrt_ranges *a,
				  const struct jrt_ranges *b);
struct jrt_ranges jrt_ranges_without(struct jb_arena *arena, const struct jrt_ranges *a,
				     const struct jrt_ranges *b);

#endif
