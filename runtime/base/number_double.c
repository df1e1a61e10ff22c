/*
 * Writing doubles, for statistics that are irrational. The C library rounds a double to any number
 * of digits exactly; which number is enough is found by comparing with the two points half way to
 * the neighbours, written out in full. So nothing has to be read back, and no locale matters.
 */
#include "base/number.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* A point half way between two doubles has 54 bits, and in decimal at most 768 digits. */
static_assert(LDBL_MANT_DIG > DBL_MANT_DIG, "points half way between doubles need a wider type");
#define EXACT_DIGITS 800
#define NEAR_DIGITS 40 /* tell two numbers apart but for the rarest */
#define SHORT_DIGITS 17
#define PLAIN_MIN (-7) /* exponents of ten written without an exponent, as ECMAScript does */
#define PLAIN_MAX 20

/* d.ddd * 10^exponent, positive. */
struct decimal {
	char digit[EXACT_DIGITS];
	int exponent;
};

static struct decimal decimal_of(long double value, int digits)
{
	struct decimal decimal;
	char text[EXACT_DIGITS + 16];
	int exponent = 0;
	bool negative;
	char *at;

	if (value == (double)value)
		snprintf(text, sizeof text, "%.*e", digits - 1, (double)value);
	else
		snprintf(text, sizeof text, "%.*Le", digits - 1, value);
	at = strchr(text, 'e') + 1;
	negative = *at == '-';
	for (at++; *at; at++)
		exponent = exponent * 10 + (*at - '0');
	decimal.exponent = negative ? -exponent : exponent;
	memset(decimal.digit, '0', sizeof decimal.digit);
	decimal.digit[0] = text[0];
	/* text[1] is the point of whatever locale. */
	if (digits > 1)
		memcpy(decimal.digit + 1, text + 2, (size_t)digits - 1);
	return decimal;
}

static int compare(const struct decimal *a, const struct decimal *b)
{
	if (a->exponent != b->exponent)
		return a->exponent < b->exponent ? -1 : 1;
	return memcmp(a->digit, b->digit, sizeof a->digit);
}

/* A number of at most NEAR_DIGITS digits against a point, of which so many digits are known: where
 * they differ from the number's they have told, however the last one was rounded. */
static int compare_point(const struct decimal *a, const struct decimal *near, long double point)
{
	int order = compare(a, near);
	struct decimal exact;

	if (order != 0)
		return order;
	exact = decimal_of(point, EXACT_DIGITS);
	return compare(a, &exact);
}

/* A positive double as mantissa * 2^-shift, of a size that its neighbours can be told from decimals
 * in 128 bits. */
struct middling {
	uint64_t mantissa; /* 53 bits, the lowest not all there is */
	int shift;
};

#define SHIFT_MOST 69 /* 17 digits are 57 bits, and one more for the points half way */
#define POWER_MOST 21 /* 54 bits and those of 10^21 */

static bool is_middling(double value, struct middling *out)
{
	int exponent;
	double part = frexp(value, &exponent);

	out->mantissa = (uint64_t)ldexp(part, DBL_MANT_DIG);
	out->shift = DBL_MANT_DIG - exponent;
	/* At a power of two the gaps on both sides differ. */
	return out->shift >= 0 && out->shift <= SHIFT_MOST &&
	       out->mantissa != UINT64_C(1) << (DBL_MANT_DIG - 1);
}

static unsigned __int128 power_of_ten(int power)
{
	unsigned __int128 ten = 1;

	for (int i = 0; i < power; i++)
		ten *= 10;
	return ten;
}

/* Whether a number of so many digits lies between the points half way to the neighbours. False in
 * *told: it has too many places to say. */
static bool lies_between(const struct decimal *decimal, int digits, struct middling value,
			 bool *told)
{
	int places = digits - 1 - decimal->exponent;
	unsigned __int128 number = 0, unit;

	*told = places >= -POWER_MOST && places <= POWER_MOST &&
		digits - (places < 0 ? places : 0) <= SHORT_DIGITS;
	if (!*told)
		return false;
	for (int i = 0; i < digits; i++)
		number = number * 10 + (unsigned)(decimal->digit[i] - '0');
	if (places < 0)
		number *= power_of_ten(-places);
	unit = power_of_ten(places > 0 ? places : 0);
	number <<= value.shift + 1;
	return number > (2 * value.mantissa - 1) * unit && number < (2 * value.mantissa + 1) * unit;
}

/* The fewest digits of value (> 0) that no neighbour is as near to. Each try is the value rounded,
 * so at a power of two, where the gap below is half the gap above, a digit more than needed may
 * come out. */
static int shortest(double value, struct decimal *out)
{
	double below = nextafter(value, 0), above = nextafter(value, INFINITY);
	long double up = isinf(above) ? (long double)value - below : (long double)above - value;
	long double low = value - ((long double)value - below) / 2, high = value + up / 2;
	struct middling middling;
	bool easy = is_middling(value, &middling), told = false;
	struct decimal near_low, near_high;
	/* Where the gaps are even, what is near enough stays so with more digits, and half of what
	 * is left may be tried. */
	bool even = (long double)value - below == up;
	int least = 1, most = SHORT_DIGITS;

	if (!easy) {
		near_low = decimal_of(low, NEAR_DIGITS);
		near_high = decimal_of(high, NEAR_DIGITS);
	}
	while (least < most) {
		int digits = even ? (least + most) / 2 : least;
		bool enough;

		*out = decimal_of(value, digits);
		enough = easy && lies_between(out, digits, middling, &told);
		if (easy && !told) {
			near_low = decimal_of(low, NEAR_DIGITS);
			near_high = decimal_of(high, NEAR_DIGITS);
			easy = false;
		}
		if (!easy)
			enough = compare_point(out, &near_low, low) > 0 &&
				 compare_point(out, &near_high, high) < 0;
		if (enough)
			most = digits;
		else
			least = digits + 1;
	}
	*out = decimal_of(value, least);
	return least;
}

static void add_plain(struct jb_buf *buf, const struct decimal *decimal, int digits)
{
	int whole = decimal->exponent + 1;

	if (whole <= 0) {
		jb_buf_add_string(buf, "0.");
		jb_buf_add_repeat(buf, '0', (size_t)-whole);
		jb_buf_add(buf, decimal->digit, (size_t)digits);
		return;
	}
	/* Behind the digits stand zeros. */
	jb_buf_add(buf, decimal->digit, (size_t)whole);
	if (digits > whole) {
		jb_buf_add_byte(buf, '.');
		jb_buf_add(buf, decimal->digit + whole, (size_t)(digits - whole));
	}
}

static void add_scientific(struct jb_buf *buf, const struct decimal *decimal, int digits)
{
	jb_buf_add_byte(buf, decimal->digit[0]);
	if (digits > 1) {
		jb_buf_add_byte(buf, '.');
		jb_buf_add(buf, decimal->digit + 1, (size_t)digits - 1);
	}
	jb_buf_printf(buf, "e%+d", decimal->exponent);
}

void jb_buf_add_double(struct jb_buf *buf, double value)
{
	struct decimal decimal;
	int digits;

	assert(isfinite(value));
	if (value == 0) {
		jb_buf_add_byte(buf, '0');
		return;
	}
	if (value < 0)
		jb_buf_add_byte(buf, '-');
	digits = shortest(fabs(value), &decimal);
	if (decimal.exponent >= PLAIN_MIN && decimal.exponent <= PLAIN_MAX)
		add_plain(buf, &decimal, digits);
	else
		add_scientific(buf, &decimal, digits);
}
