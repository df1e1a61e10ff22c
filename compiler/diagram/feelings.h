/*
 * What a row of feelings comes to: its peak, trough and end, the value by which it is remembered,
 * and the longest stretch of it that is below neutral. Knows no picture.
 *
 * The remembered value is the mean of the most intense moment and the last one (Kahneman,
 * Fredrickson, Schreiber and Redelmeier, "When More Pain Is Preferred to Less", 1993; how long it
 * took hardly counts). The most intense is the farthest from neutral; of two as far the lower, as
 * bad is stronger than good (Baumeister and others, 2001). It is a rule of thumb, not a
 * measurement.
 */
#ifndef DIAGRAM_FEELINGS_H
#define DIAGRAM_FEELINGS_H

#include "base/number.h"

/* Neighbours have places that differ by one at most; a greater step is a gap. */
struct jy_felt_at {
	jb_fix value;
	size_t place;
};

/* Indices of the list; of equals the first, for `trough` and `end` the last. */
struct jy_feelings {
	size_t peak, trough, intense, end;
	jb_fix peak_end;
	size_t low_first, low_last, low_count; /* touchpoints wholly below neutral; 0: none */
};

/* `count` is at least 1; places ascend. */
struct jy_feelings jy_feelings_of(const struct jy_felt_at *list, size_t count, jb_fix neutral);

#endif
