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

/* The fewest digits of value (> 0) that no neighbour is as near to. Each try is the value rounded,
 * so at a power of two, where the gap below is half the gap above, a digit more than needed may
 * come out. */
static int shortest(double value, struct decimal *out)
{
	double below = nextafter(value, 0), above = nextafter(value, INFINITY);
	long double up = isinf(above) ? (long double)value - below : (long double)above - value;
	long double low = value - ((long double)value - below) / 2, high = value + up / 2;
	struct decimal near_low = decimal_of(low, NEAR_DIGITS);
	struct decimal near_high = decimal_of(high, NEAR_DIGITS);
	/* Where the gaps are even, what is near enough stays so with more digits, and half of what
	 * is left may be tried. */
	bool even = (long double)value - below == up;
	int least = 1, most = SHORT_DIGITS;

	while (least < most) {
		int digits = even ? (least + most) / 2 : least;

		*out = decimal_of(value, digits);
		if (compare_point(out, &near_low, low) > 0 &&
		    compare_point(out, &near_high, high) < 0)
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
