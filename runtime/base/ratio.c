/*
 * Exact fractions. Every operation takes out common factors before it multiplies (Knuth, The Art of
 * Computer Programming, vol. 2, 4.5.1), so it fails only where the reduced result itself passes 127
 * bits. What does not fit 128 bits on the way goes through big.h.
 */
#include "base/number.h"

#include <assert.h>
#include <math.h>

#include "base/big.h"

#define PART_MAX (~(jb_u128)0 >> 1)
#define DOUBLE_WHOLE ((jb_u128)1 << 53) /* up to here every whole number is a double */

static const struct jb_ratio no_value = {.num = 0, .den = 0};

static jb_u128 magnitude(jb_i128 value)
{
	return value < 0 ? -(jb_u128)value : (jb_u128)value;
}

static jb_u128 gcd(jb_u128 a, jb_u128 b)
{
	while (b > UINT64_MAX) {
		jb_u128 rest = a % b;

		a = b;
		b = rest;
	}
	if (b == 0)
		return a;
	/* From here on one word will do. */
	uint64_t small = (uint64_t)b, rest = (uint64_t)(a % b);
	while (rest) {
		uint64_t next = small % rest;

		small = rest;
		rest = next;
	}
	return small;
}

/* The fraction of a sign and two magnitudes (den not 0), reduced; false when a part passes 127
 * bits. */
static bool make(bool negative, jb_u128 num, jb_u128 den, struct jb_ratio *out)
{
	jb_u128 common = gcd(num, den);

	num /= common;
	den /= common;
	*out = no_value;
	if (num > PART_MAX || den > PART_MAX)
		return false;
	*out = (struct jb_ratio){.num = negative ? -(jb_i128)num : (jb_i128)num,
				 .den = (jb_i128)den};
	return true;
}

struct jb_ratio jb_ratio_reduce(struct jb_ratio value)
{
	struct jb_ratio reduced;

	if (value.den == 1 && magnitude(value.num) <= PART_MAX)
		return value;
	if (value.den == 0)
		return no_value;
	make((value.num < 0) != (value.den < 0), magnitude(value.num), magnitude(value.den),
	     &reduced);
	return reduced;
}

struct jb_ratio jb_ratio_of_fix(jb_fix value)
{
	if (value % JB_FIX_ONE == 0)
		return (struct jb_ratio){.num = value / JB_FIX_ONE, .den = 1};
	return jb_ratio_reduce((struct jb_ratio){.num = value, .den = JB_FIX_ONE});
}

int jb_ratio_compare(struct jb_ratio a, struct jb_ratio b)
{
	jb_i128 left, right;
	struct jb_big left_big, right_big;
	int order;

	assert(a.den > 0 && b.den > 0);
	if (!__builtin_mul_overflow(a.num, b.den, &left) &&
	    !__builtin_mul_overflow(b.num, a.den, &right))
		return (left > right) - (left < right);
	if ((a.num < 0) != (b.num < 0))
		return a.num < 0 ? -1 : 1;
	left_big = jb_big_product(magnitude(a.num), (jb_u128)b.den);
	right_big = jb_big_product(magnitude(b.num), (jb_u128)a.den);
	order = jb_big_compare(&left_big, &right_big);
	return a.num < 0 ? -order : order;
}

/* |a.num| * a_factor and |b.num| * b_factor, added with their signs; gives the sign of the sum. */
static bool add_signed(struct jb_ratio a, jb_u128 a_factor, struct jb_ratio b, jb_u128 b_factor,
		       struct jb_big *sum)
{
	struct jb_big x = jb_big_product(magnitude(a.num), a_factor);
	struct jb_big y = jb_big_product(magnitude(b.num), b_factor);
	bool x_less = jb_big_compare(&x, &y) < 0;

	*sum = x_less ? y : x;
	if ((a.num < 0) == (b.num < 0))
		jb_big_add(sum, x_less ? &x : &y);
	else
		jb_big_sub(sum, x_less ? &x : &y);
	return (x_less ? b.num : a.num) < 0;
}

/* a/b + c/d with g = gcd(b, d): t = a(d/g) + c(b/g); h = gcd(t, g); the sum is (t/h) /
 * ((b/g)(d/h)). */
bool jb_ratio_add(struct jb_ratio a, struct jb_ratio b, struct jb_ratio *out)
{
	struct jb_big sum, rest, shared, quotient;
	jb_u128 common, num, den, left;
	bool negative;

	a = jb_ratio_reduce(a);
	b = jb_ratio_reduce(b);
	*out = no_value;
	if (a.den == 0 || b.den == 0)
		return false;
	common = gcd((jb_u128)a.den, (jb_u128)b.den);
	negative = add_signed(a, (jb_u128)b.den / common, b, (jb_u128)a.den / common, &sum);
	rest = sum;
	shared = jb_big_of(common);
	jb_big_divide(&rest, &shared);
	jb_big_to_u128(&rest, &left);
	left = gcd(common, left);
	shared = jb_big_of(left);
	quotient = jb_big_divide(&sum, &shared);
	if (!jb_big_to_u128(&quotient, &num) ||
	    __builtin_mul_overflow((jb_u128)a.den / common, (jb_u128)b.den / left, &den))
		return false;
	return make(negative && num, num, den, out);
}

bool jb_ratio_sub(struct jb_ratio a, struct jb_ratio b, struct jb_ratio *out)
{
	b = jb_ratio_reduce(b);
	b.num = -b.num;
	return jb_ratio_add(a, b, out);
}

/* Products of two such parts fit 127 bits, with one common factor to take out instead of three. */
static bool is_small(struct jb_ratio value)
{
	const jb_i128 bound = (jb_i128)1 << 62;

	return value.num < bound && value.num > -bound && value.den > 0 && value.den < bound;
}

bool jb_ratio_mul(struct jb_ratio a, struct jb_ratio b, struct jb_ratio *out)
{
	jb_u128 across, along, num, den;
	bool negative;

	if (is_small(a) && is_small(b)) {
		jb_i128 product = a.num * b.num;

		return make(product < 0, magnitude(product), (jb_u128)(a.den * b.den), out);
	}
	a = jb_ratio_reduce(a);
	b = jb_ratio_reduce(b);
	*out = no_value;
	if (a.den == 0 || b.den == 0)
		return false;
	negative = (a.num < 0) != (b.num < 0);
	across = gcd(magnitude(a.num), (jb_u128)b.den);
	along = gcd(magnitude(b.num), (jb_u128)a.den);
	if (__builtin_mul_overflow(magnitude(a.num) / across, magnitude(b.num) / along, &num) ||
	    __builtin_mul_overflow((jb_u128)a.den / along, (jb_u128)b.den / across, &den))
		return false;
	return make(negative && num, num, den, out);
}

bool jb_ratio_div(struct jb_ratio a, struct jb_ratio b, struct jb_ratio *out)
{
	*out = no_value;
	b = jb_ratio_reduce(b);
	if (b.den == 0 || b.num == 0)
		return false;
	/* The sign of the new denominator is put right by jb_ratio_mul. */
	return jb_ratio_mul(a, (struct jb_ratio){.num = b.den, .den = b.num}, out);
}

/* num / den to a whole number. */
static jb_u128 round_small(jb_u128 num, jb_u128 den, enum jb_rounding rounding)
{
	jb_u128 count = num / den, rest = num % den, left = den - rest;

	if (rest == 0)
		return count;
	switch (rounding) {
	case JB_ROUND_HALF_UP: return count + (rest >= left);
	case JB_ROUND_HALF_EVEN: return count + (rest > left || (rest == left && (count & 1)));
	case JB_ROUND_UP: return count + 1;
	default: return count;
	}
}

static bool round_parts(struct jb_ratio value, struct jb_ratio step, enum jb_rounding rounding,
			jb_u128 *count)
{
	struct jb_big num, den, steps;
	jb_u128 small_num, small_den;

	if (!__builtin_mul_overflow(magnitude(value.num), (jb_u128)step.den, &small_num) &&
	    !__builtin_mul_overflow((jb_u128)value.den, (jb_u128)step.num, &small_den)) {
		*count = round_small(small_num, small_den, rounding);
		return true;
	}
	num = jb_big_product(magnitude(value.num), (jb_u128)step.den);
	den = jb_big_product((jb_u128)value.den, (jb_u128)step.num);
	steps = jb_big_round(num, &den, rounding, NULL);
	return jb_big_to_u128(&steps, count);
}

bool jb_ratio_round(struct jb_ratio value, struct jb_ratio step, enum jb_rounding rounding,
		    struct jb_ratio *out)
{
	jb_u128 count;

	value = jb_ratio_reduce(value);
	step = jb_ratio_reduce(step);
	*out = no_value;
	if (value.den == 0 || step.den == 0 || step.num <= 0)
		return false;
	if (rounding == JB_ROUND_NONE) {
		*out = value;
		return true;
	}
	if (!round_parts(value, step, rounding, &count) || count > PART_MAX)
		return false;
	return jb_ratio_mul(
		(struct jb_ratio){.num = value.num < 0 ? -(jb_i128)count : (jb_i128)count,
				  .den = 1},
		step, out);
}

/* Scales the quotient to more bits than a double holds, so that one rounding is enough. */
double jb_ratio_double(struct jb_ratio value)
{
	struct jb_big num = jb_big_of(magnitude(value.num));
	struct jb_big den = jb_big_of(magnitude(value.den)), quotient;
	int shift = 66 + (int)jb_big_bits(&den) - (int)jb_big_bits(&num);
	double size;

	assert(value.den != 0);
	/* Both are doubles as they stand: the processor's quotient is rounded once. */
	if (magnitude(value.num) <= DOUBLE_WHOLE && magnitude(value.den) <= DOUBLE_WHOLE)
		return (double)value.num / (double)value.den;
	jb_big_shift_left(shift >= 0 ? &num : &den, (unsigned)(shift >= 0 ? shift : -shift));
	quotient = jb_big_divide(&num, &den);
	size = ldexp(jb_big_to_double(&quotient, !jb_big_is_zero(&num)), -shift);
	return (value.num < 0) != (value.den < 0) ? -size : size;
}
