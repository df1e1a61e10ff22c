/*
 * The interval in which the exact value of an approximate figure lies for certain, of struct
 * jrt_band (journey/result.h). Not a confidence: nothing is left to chance.
 */
#ifndef JUDGE_BAND_H
#define JUDGE_BAND_H

#include "judge/judge.h"

struct jrt_term;

/* Of a percentile over values of three digits. */
struct jrt_band jrt_band_of_percentile(const struct jrt_part *part,
				       const struct jrt_part_state *state,
				       const struct jrt_formula_step *step);
/* Of two terms put together by an operation; not approximate where neither is. */
struct jrt_band jrt_band_combine(enum jrt_formula_op op, const struct jrt_term *left,
				 const struct jrt_term *right);

/* Of the sum and the difference of two, an exact one having equal ends; and of one by a number. */
struct jrt_band jrt_band_sum(const struct jrt_band *a, const struct jrt_band *b);
struct jrt_band jrt_band_difference(const struct jrt_band *a, const struct jrt_band *b);
struct jrt_band jrt_band_part(const struct jrt_band *of, uint32_t count);
/* Of the greater, or the smaller, of two. */
struct jrt_band jrt_band_worse(const struct jrt_band *a, const struct jrt_band *b, bool greatest);
/* Of a share: so many for certain, so many at most, of `of` (> 0). */
struct jrt_band jrt_band_share(uint64_t least, uint64_t most, uint64_t of);

/* Whether the exact value holds the threshold for certain, or does not for certain. Of an exact
 * value, whose verdict is its own, both are true. */
bool jrt_band_within(const struct jrt_band *band, const struct jrt_threshold *threshold);
bool jrt_band_beyond(const struct jrt_band *band, const struct jrt_threshold *threshold);

/* The interval of a confidence whose ends are values of three digits, so wide that it holds the one
 * of the exact values. */
struct jrt_interval jrt_band_widen(struct jrt_interval interval);

#endif
