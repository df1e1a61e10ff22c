/*
 * Writing exact numbers in decimal. A fraction is scaled to a whole number of units of its last
 * digit, rounded once, and gets its point put in. Doubles are written by number_double.c.
 */
#include "base/number.h"

#include "base/big.h"

#define RATIO_DIGITS_MAX 38    /* so that 127 bits times the digits fit 512 bits */
#define RATIO_DECIMALS_MAX 100 /* the same for decimals */
#define FIX_DECIMALS 6

static jb_u128 magnitude(jb_i128 value)
{
	return value < 0 ? -(jb_u128)value : (jb_u128)value;
}

static void add_big(struct jb_buf *buf, const struct jb_big *value)
{
	char digits[JB_BIG_DIGITS];

	jb_buf_add(buf, digits, jb_big_digits(value, digits));
}

void jb_buf_add_count(struct jb_buf *buf, uint64_t count)
{
	char digits[20];
	size_t at = sizeof digits;

	do
		digits[--at] = (char)('0' + count % 10);
	while ((count /= 10) > 0);
	jb_buf_add(buf, digits + at, sizeof digits - at);
}

void jb_buf_add_i128(struct jb_buf *buf, jb_i128 value)
{
	struct jb_big size = jb_big_of(magnitude(value));

	if (value < 0)
		jb_buf_add_byte(buf, '-');
	add_big(buf, &size);
}

void jb_buf_add_wide(struct jb_buf *buf, const struct jb_wide *value)
{
	struct jb_big size = {
		.word = {value->word[0], value->word[1], value->word[2], value->word[3]}};

	add_big(buf, &size);
}

/* value / 10^decimals; `trim` drops zeros at the end of the fraction. Zero has no minus. */
static void add_scaled(struct jb_buf *buf, bool negative, const struct jb_big *value,
		       size_t decimals, bool trim)
{
	char digits[JB_BIG_DIGITS];
	size_t count = jb_big_digits(value, digits), whole;

	if (negative && !jb_big_is_zero(value))
		jb_buf_add_byte(buf, '-');
	while (trim && decimals > 0 && digits[count - 1] == '0') {
		decimals--;
		count -= count > 1;
	}
	whole = count > decimals ? count - decimals : 0;
	jb_buf_add(buf, whole ? digits : "0", whole ? whole : 1);
	if (decimals == 0)
		return;
	jb_buf_add_byte(buf, '.');
	jb_buf_add_repeat(buf, '0', decimals - (count - whole));
	jb_buf_add(buf, digits + whole, count - whole);
}

void jb_buf_add_fix(struct jb_buf *buf, jb_i128 millionths)
{
	struct jb_big size = jb_big_of(magnitude(millionths));

	add_scaled(buf, millionths < 0, &size, FIX_DECIMALS, true);
}

/* |value| * 10^exponent, rounded half up to a whole number. */
static struct jb_big scale_ratio(struct jb_ratio value, int exponent)
{
	struct jb_big num = jb_big_of(magnitude(value.num)), den = jb_big_of((jb_u128)value.den);

	if (exponent >= 0)
		jb_big_mul_pow10(&num, (unsigned)exponent);
	else
		jb_big_mul_pow10(&den, (unsigned)-exponent);
	return jb_big_round(num, &den, JB_ROUND_HALF_UP, NULL);
}

/* The exponent of ten that turns |value| into a whole number of exactly `digits` digits,
 * rounded. */
static int digits_exponent(struct jb_ratio value, unsigned digits)
{
	char room[JB_BIG_DIGITS];
	struct jb_big num = jb_big_of(magnitude(value.num)), den = jb_big_of((jb_u128)value.den);
	int before = (int)jb_big_digits(&num, room) - (int)jb_big_digits(&den, room);
	/* The value has `before` or `before + 1` digits before its point, so this gives one too
	 * many. */
	int exponent = (int)digits - before;
	struct jb_big scaled = scale_ratio(value, exponent);

	if (jb_big_digits(&scaled, room) > digits)
		exponent--;
	return exponent;
}

static bool has_value(struct jb_buf *buf, struct jb_ratio value)
{
	if (value.den == 0)
		jb_buf_add_string(buf, "no value");
	return value.den != 0;
}

void jb_buf_add_ratio(struct jb_buf *buf, struct jb_ratio value, unsigned digits)
{
	struct jb_big scaled;
	int exponent;

	if (!has_value(buf, value))
		return;
	if (digits == 0 || digits > RATIO_DIGITS_MAX)
		digits = digits ? RATIO_DIGITS_MAX : 1;
	value = jb_ratio_reduce(value);
	if (value.num == 0) {
		jb_buf_add_byte(buf, '0');
		return;
	}
	exponent = digits_exponent(value, digits);
	scaled = scale_ratio(value, exponent);
	if (exponent < 0) {
		jb_big_mul_pow10(&scaled, (unsigned)-exponent);
		exponent = 0;
	}
	add_scaled(buf, value.num < 0, &scaled, (size_t)exponent, true);
}

void jb_buf_add_ratio_fixed(struct jb_buf *buf, struct jb_ratio value, unsigned decimals)
{
	struct jb_big scaled;

	if (!has_value(buf, value))
		return;
	if (decimals > RATIO_DECIMALS_MAX)
		decimals = RATIO_DECIMALS_MAX;
	value = jb_ratio_reduce(value);
	scaled = scale_ratio(value, (int)decimals);
	add_scaled(buf, value.num < 0, &scaled, decimals, false);
}
