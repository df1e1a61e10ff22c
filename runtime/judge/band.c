/*
 * Where the exact value of an approximate figure lies. Values of three digits tell from which
 * values they come (base/number.h), rounding keeps their order, so the exact percentile lies among
 * those of the one that was found; and through sums, products and quotients goes the interval, by
 * its ends. Exact fractions throughout. Whether a verdict could be another with the exact value is
 * told here; the verdict itself is made by the value and nowhere here.
 */
#include <math.h>

#include "judge/band.h"
#include "judge/value_internal.h"
#include "stats/percentile.h"

/* A value of three digits is off by 1/200 of the exact one, that is 1/199 of itself. */
#define OFF_BY 199

static struct jrt_band unknown(void)
{
	return (struct jrt_band){.approximate = true};
}

static struct jrt_band between(struct jb_ratio low, struct jb_ratio high)
{
	return (struct jrt_band){.approximate = true, .known = true, .low = low, .high = high};
}

struct jrt_band jrt_band_of_percentile(const struct jrt_part *part,
				       const struct jrt_part_state *state,
				       const struct jrt_formula_step *step)
{
	struct jrt_percentile_ranks at = jrt_percentile_ranks(state->n, step->argument);
	struct jb_ratio unit = jrt_part_unit(part->type), low, high;
	jb_fix least, greatest, next_least, next_greatest;

	if (!step->interpolated) {
		jb_fix_approximated(jrt_percentile_nearest(state, step->argument), &least,
				    &greatest);
		at.part = next_least = next_greatest = 0;
	} else {
		jb_fix_approximated(jrt_percentile_at(state, at.low), &least, &greatest);
		jb_fix_approximated(jrt_percentile_at(state, at.low + (at.part > 0)), &next_least,
				    &next_greatest);
	}
	low = (struct jb_ratio){(jb_i128)least * (JB_FIX_ONE - at.part) +
					(jb_i128)next_least * at.part,
				JB_FIX_ONE};
	high = (struct jb_ratio){(jb_i128)greatest * (JB_FIX_ONE - at.part) +
					 (jb_i128)next_greatest * at.part,
				 JB_FIX_ONE};
	if (!jb_ratio_mul(low, unit, &low) || !jb_ratio_mul(high, unit, &high))
		return unknown();
	return between(low, high);
}

/* Of an exact value the interval is the value. */
static struct jrt_band band_of(const struct jrt_term *term)
{
	if (term->band.approximate)
		return term->band;
	return (struct jrt_band){.known = term->exact, .low = term->value, .high = term->value};
}

static struct jb_ratio lesser(struct jb_ratio a, struct jb_ratio b)
{
	return jb_ratio_compare(a, b) <= 0 ? a : b;
}

static struct jb_ratio larger(struct jb_ratio a, struct jb_ratio b)
{
	return jb_ratio_compare(a, b) >= 0 ? a : b;
}

/* Products and quotients are largest and smallest where both sides are at an end. */
static struct jrt_band of_ends(bool compute(struct jb_ratio, struct jb_ratio, struct jb_ratio *),
			       const struct jrt_band *a, const struct jrt_band *b)
{
	const struct jb_ratio one[] = {a->low, a->high}, other[] = {b->low, b->high};
	struct jb_ratio low = {0, 1}, high = {0, 1}, value;

	for (unsigned i = 0; i < 4; i++) {
		if (!compute(one[i / 2], other[i % 2], &value))
			return unknown();
		low = i == 0 ? value : lesser(low, value);
		high = i == 0 ? value : larger(high, value);
	}
	return between(low, high);
}

struct jrt_band jrt_band_combine(enum jrt_formula_op op, const struct jrt_term *left,
				 const struct jrt_term *right)
{
	struct jrt_band a = band_of(left), b = band_of(right), out = unknown();

	if (!a.approximate && !b.approximate)
		return (struct jrt_band){0};
	if (!a.known || !b.known)
		return out;
	switch (op) {
	case JRT_F_ADD: return jrt_band_sum(&a, &b);
	case JRT_F_SUBTRACT: return jrt_band_difference(&a, &b);
	case JRT_F_MULTIPLY: return of_ends(jb_ratio_mul, &a, &b);
	default: break;
	}
	if (b.low.num <= 0 && b.high.num >= 0)
		return out;
	return of_ends(jb_ratio_div, &a, &b);
}

struct jrt_band jrt_band_sum(const struct jrt_band *a, const struct jrt_band *b)
{
	struct jb_ratio low, high;

	if (!a->known || !b->known || !jb_ratio_add(a->low, b->low, &low) ||
	    !jb_ratio_add(a->high, b->high, &high))
		return unknown();
	return between(low, high);
}

struct jrt_band jrt_band_difference(const struct jrt_band *a, const struct jrt_band *b)
{
	struct jb_ratio low, high;

	if (!a->known || !b->known || !jb_ratio_sub(a->low, b->high, &low) ||
	    !jb_ratio_sub(a->high, b->low, &high))
		return unknown();
	return between(low, high);
}

struct jrt_band jrt_band_part(const struct jrt_band *of, uint32_t count)
{
	const struct jb_ratio divisor = {count, 1};
	struct jb_ratio low, high;

	if (!of->known || !jb_ratio_div(of->low, divisor, &low) ||
	    !jb_ratio_div(of->high, divisor, &high))
		return unknown();
	return between(low, high);
}

struct jrt_band jrt_band_worse(const struct jrt_band *a, const struct jrt_band *b, bool greatest)
{
	if (!a->known || !b->known)
		return unknown();
	return greatest ? between(larger(a->low, b->low), larger(a->high, b->high))
			: between(lesser(a->low, b->low), lesser(a->high, b->high));
}

struct jrt_band jrt_band_share(uint64_t least, uint64_t most, uint64_t of)
{
	return between((struct jb_ratio){(jb_i128)least, (jb_i128)of},
		       (struct jb_ratio){(jb_i128)most, (jb_i128)of});
}

bool jrt_band_within(const struct jrt_band *band, const struct jrt_threshold *threshold)
{
	return !band->approximate || (band->known && jrt_threshold_holds(threshold, band->low) &&
				      jrt_threshold_holds(threshold, band->high));
}

bool jrt_band_beyond(const struct jrt_band *band, const struct jrt_threshold *threshold)
{
	if (!band->approximate)
		return true;
	if (!band->known)
		return false;
	if (threshold->comparison == JRT_WITHIN)
		return jb_ratio_compare(band->high, jb_ratio_of_fix(threshold->low)) < 0 ||
		       jb_ratio_compare(band->low, jb_ratio_of_fix(threshold->high)) > 0;
	return !jrt_threshold_holds(threshold, band->low) &&
	       !jrt_threshold_holds(threshold, band->high);
}

struct jrt_interval jrt_band_widen(struct jrt_interval interval)
{
	interval.low -= fabs(interval.low) / OFF_BY;
	interval.high += fabs(interval.high) / OFF_BY;
	return interval;
}
