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

/* The fewest digits of value (> 0) that no neighbour is as near to. Each try is the value rounded,
 * so at a power of two, where the gap below is half the gap above, a digit more than needed may
 * come out. */
static int shortest(double value, struct decimal *out)
{
	double below = nextafter(value, 0), above = nextafter(value, INFINITY);
	long double up = isinf(above) ? (long double)value - below : (long double)above - value;
	struct decimal low = decimal_of(value - ((long double)value - below) / 2, EXACT_DIGITS);
	struct decimal high = decimal_of(value + up / 2, EXACT_DIGITS);

	for (int digits = 1; digits < SHORT_DIGITS; digits++) {
		*out = decimal_of(value, digits);
		if (compare(out, &low) > 0 && compare(out, &high) < 0)
			return digits;
	}
	*out = decimal_of(value, SHORT_DIGITS);
	return SHORT_DIGITS;
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
