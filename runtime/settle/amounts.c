/*
 * Amounts of money: exact fractions that may be unknown, their rounding to the currency's smallest
 * unit, and how a sum is shared out without losing a cent.
 */
#include <stdlib.h>

#include "settle/settle.h"

struct jrt_amount jrt_amount_of(struct jb_ratio value)
{
	return (struct jrt_amount){.known = JRT_KNOWN, .value = value};
}

struct jrt_amount jrt_amount_unknown(struct jb_text why)
{
	return (struct jrt_amount){.known = JRT_UNKNOWN, .value = {0, 1}, .why = why};
}

struct jrt_amount jrt_amount_too_large(void)
{
	return (struct jrt_amount){.known = JRT_TOO_LARGE,
				   .value = {0, 1},
				   .why = JB_TEXT("an amount is too large to compute exactly")};
}

struct jrt_amount jrt_amount_add(struct jrt_amount a, struct jrt_amount b)
{
	struct jb_ratio sum;

	if (a.known != JRT_KNOWN)
		return a;
	if (b.known != JRT_KNOWN)
		return b;
	return jb_ratio_add(a.value, b.value, &sum) ? jrt_amount_of(sum) : jrt_amount_too_large();
}

struct jrt_amount jrt_amount_times(struct jrt_amount a, struct jb_ratio factor)
{
	struct jb_ratio product;

	if (a.known != JRT_KNOWN || (factor.num == 1 && factor.den == 1))
		return a;
	return jb_ratio_mul(a.value, factor, &product) ? jrt_amount_of(product)
						       : jrt_amount_too_large();
}

/* Millionths of the currency that its smallest unit has. */
static jb_fix unit_of(const struct jrt_agreement *agreement)
{
	jb_fix unit = JB_FIX_ONE;

	for (unsigned i = 0; i < agreement->decimals && unit > 1; i++)
		unit /= 10;
	return unit;
}

enum jrt_known jrt_amount_round(const struct jrt_agreement *agreement, struct jrt_amount amount,
				jb_fix *out)
{
	struct jb_ratio rounded;
	jb_i128 millionths;

	*out = 0;
	if (amount.known != JRT_KNOWN)
		return amount.known;
	if (!jb_ratio_round(amount.value, jb_ratio_of_fix(unit_of(agreement)), JB_ROUND_HALF_UP,
			    &rounded))
		return JRT_TOO_LARGE;
	if (__builtin_mul_overflow(rounded.num, JB_FIX_ONE, &millionths))
		return JRT_TOO_LARGE;
	millionths /= rounded.den;
	if (millionths > INT64_MAX || millionths < INT64_MIN)
		return JRT_TOO_LARGE;
	*out = (jb_fix)millionths;
	return JRT_KNOWN;
}

struct remainder {
	jb_i128 rest;
	size_t index;
};

static int by_rest(const void *left, const void *right)
{
	const struct remainder *a = left, *b = right;

	if (a->rest != b->rest)
		return a->rest > b->rest ? -1 : 1;
	return (a->index > b->index) - (a->index < b->index);
}

void jrt_amount_share(struct jb_arena *arena, const struct jrt_agreement *agreement, jb_fix total,
		      const jb_fix *weight, size_t count, jb_fix *part)
{
	jb_fix unit = unit_of(agreement);
	jb_i128 sum = 0, left = total / unit;
	size_t shared = 0;

	for (size_t i = 0; i < count; i++)
		sum += weight[i] / unit;
	if (sum == left || sum == 0) {
		for (size_t i = 0; i < count; i++)
			part[i] = weight[i];
		return;
	}
	struct remainder *rest = JB_NEW_ARRAY(arena, struct remainder, count);
	for (size_t i = 0; i < count; i++) {
		jb_i128 product = (jb_i128)(weight[i] / unit) * (total / unit);

		part[i] = (jb_fix)(product / sum) * unit;
		rest[i] = (struct remainder){product % sum, i};
		left -= product / sum;
	}
	if (left > 0)
		qsort(rest, count, sizeof *rest, by_rest);
	for (; left > 0 && shared < count; left--)
		part[rest[shared++].index] += unit;
}
