/*
 * Ranges of a figure in which money is owed, as stretches between cuts. A cut lies just before a
 * value (2v) or just after it (2v + 1), so that `above 3%` and `at most 3%` meet without a gap.
 * Where figures are rounded to steps before they are looked at, the cuts are those of the steps:
 * `to 3.40%` and `3.41% to` meet when rounded to 0.01pp, and do not otherwise.
 */
#ifndef MODEL_BANDS_H
#define MODEL_BANDS_H

#include "model/money.h"

typedef jb_i128 jy_cut;

/* Wider than all cuts of values. */
#define JY_CUT_FIRST (-((jy_cut)1 << 80))
#define JY_CUT_LAST ((jy_cut)1 << 80)

struct jy_band {
	jy_cut from, to; /* half open; empty where from >= to */
	const struct jy_payment *payment;
};

/* How a figure is looked at: NONE and a step of 0 without rounding. */
struct jy_lattice {
	jb_fix step;
	jb_fix unit;	 /* one of the unit in which people write it: 1pp, 1s */
	jy_cut from, to; /* what it can be at all */
};

struct jy_bands {
	JB_VEC(struct jy_band) list;
};

struct jy_lattice jy_lattice_of(const struct jy_guarantee *guarantee,
				const struct jy_metric *metric);
/* The stretch of a range; up to two for what a threshold misses. */
struct jy_band jy_band_of_bounds(const struct jy_lattice *lattice, const struct jrt_bounds *bounds);
struct jy_band jy_band_of_met(const struct jy_lattice *lattice,
			      const struct jrt_threshold *threshold);
size_t jy_bands_of_missed(const struct jy_lattice *lattice, const struct jrt_threshold *threshold,
			  struct jy_band out[2]);
/* The smallest value of a stretch that a report could show, in millionths. */
jb_fix jy_band_first(const struct jy_lattice *lattice, const struct jy_band *band);
/* By `from`, the longer first, then as written. */
void jy_bands_sort(struct jy_bands *bands);

/* What holds on a day; NULL: nothing yet. */
const struct jrt_threshold *jy_threshold_on(const struct jy_criterion *level, int32_t day);

#endif
