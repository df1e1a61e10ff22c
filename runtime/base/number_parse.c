/*
 * Reading numbers. A decimal is first taken apart into digits and an exponent, then scaled: in 128
 * bits where that is enough, which it is for all but odd inputs, else in 512. Nothing passes
 * through a double, and nothing depends on a locale.
 */
#include "base/number.h"

#include "base/big.h"

/* Digits past these only count as "not zero". A value with so many digits fits millionths in no
 * unit. */
#define PARSE_DIGITS 40
#define PARSE_EXPONENT_MAX INT64_C(1000000000000000) /* more than there are bytes in any text */
/* 10^40 times the least scale, 2^-63, passes 64 bits; 10^-20 times the largest, 2^63, rounds to
 * 0. */
#define PARSE_SIZE_MAX 40
#define PARSE_SIZE_MIN (-20)

/* 0.digits * 10^exponent; the digits neither begin nor end with 0, and 0 itself has none. */
struct decimal {
	bool negative;
	unsigned char digit[PARSE_DIGITS + 1];
	int count;
	int64_t exponent;
};

/* A fraction that the digits, read as a whole number, are multiplied with to give millionths. */
struct scale {
	uint64_t num, den;
	int64_t exponent; /* and a power of ten */
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static void add_digit(struct decimal *decimal, int digit, bool whole)
{
	if (decimal->count == 0 && digit == 0) {
		/* A zero in front: in the fraction it moves the rest down. */
		if (!whole)
			decimal->exponent--;
		return;
	}
	if (whole)
		decimal->exponent++;
	if (decimal->count < PARSE_DIGITS)
		decimal->digit[decimal->count++] = (unsigned char)digit;
	else if (digit)
		decimal->digit[PARSE_DIGITS] = 1;
}

/* [+-]digits at *at; false when there is no digit. A huge exponent stays huge and does not wrap. */
static bool read_exponent(struct jb_text text, size_t *at, int64_t *exponent)
{
	bool negative = false;
	size_t start;
	int64_t value = 0;

	if (*at < text.size && (text.at[*at] == '+' || text.at[*at] == '-'))
		negative = text.at[(*at)++] == '-';
	start = *at;
	for (; *at < text.size && is_digit(text.at[*at]); (*at)++) {
		if (value < PARSE_EXPONENT_MAX)
			value = value * 10 + (text.at[*at] - '0');
	}
	*exponent += negative ? -value : value;
	return *at > start;
}

static void trim_zeros(struct decimal *decimal)
{
	if (decimal->digit[PARSE_DIGITS])
		decimal->count = PARSE_DIGITS + 1;
	while (decimal->count > 0 && decimal->digit[decimal->count - 1] == 0)
		decimal->count--;
}

static enum jb_number_fault read_decimal(struct jb_text text, char point, struct decimal *decimal)
{
	size_t at = 0, digits = 0;

	*decimal = (struct decimal){.count = 0};
	if (text.size == 0)
		return JB_NUMBER_EMPTY;
	if (text.at[0] == '+' || text.at[0] == '-')
		decimal->negative = text.at[at++] == '-';
	for (; at < text.size && is_digit(text.at[at]); at++, digits++)
		add_digit(decimal, text.at[at] - '0', true);
	if (digits == 0)
		return JB_NUMBER_BAD;
	if (at < text.size && text.at[at] == point) {
		for (at++, digits = 0; at < text.size && is_digit(text.at[at]); at++, digits++)
			add_digit(decimal, text.at[at] - '0', false);
		if (digits == 0)
			return JB_NUMBER_BAD;
	}
	if (at < text.size && (text.at[at] == 'e' || text.at[at] == 'E')) {
		at++;
		if (!read_exponent(text, &at, &decimal->exponent))
			return JB_NUMBER_BAD;
	}
	trim_zeros(decimal);
	return at == text.size ? JB_NUMBER_OK : JB_NUMBER_BAD;
}

/* digits * scale / step as two factors of 512 bits. */
static void scale_big(const struct decimal *decimal, const struct scale *scale, uint64_t step,
		      struct jb_big *num, struct jb_big *den)
{
	int64_t exponent = scale->exponent;

	*num = jb_big_of(0);
	for (int i = 0; i < decimal->count; i++) {
		struct jb_big digit = jb_big_of(decimal->digit[i]);

		jb_big_mul(num, 10);
		jb_big_add(num, &digit);
	}
	jb_big_mul(num, scale->num);
	*den = jb_big_product(scale->den, step);
	jb_big_mul_pow10(exponent >= 0 ? num : den,
			 (unsigned)(exponent >= 0 ? exponent : -exponent));
}

/* The common case: whole in 64 bits with 128 on the way. False: not settled here. */
static bool scale_small(const struct decimal *decimal, const struct scale *scale, uint64_t *out)
{
	jb_u128 num = 0, den = scale->den, quotient;

	if (decimal->count > 18 || scale->exponent > 18 || scale->exponent < -18)
		return false;
	for (int i = 0; i < decimal->count; i++)
		num = num * 10 + decimal->digit[i];
	num *= scale->num;
	for (int64_t i = scale->exponent; i > 0; i--) {
		if (__builtin_mul_overflow(num, 10, &num))
			return false;
	}
	for (int64_t i = scale->exponent; i < 0; i++) {
		if (__builtin_mul_overflow(den, 10, &den))
			return false;
	}
	quotient = num / den;
	*out = (uint64_t)quotient;
	return quotient <= INT64_MAX && quotient * den == num;
}

/* The magnitude in millionths. */
static enum jb_number_fault scale_decimal(const struct decimal *decimal, const struct scale *scale,
					  enum jb_rounding rounding, uint64_t step, uint64_t *out)
{
	int64_t size = decimal->count + scale->exponent;
	struct jb_big num, den, steps;
	jb_u128 count;
	bool exact;

	*out = 0;
	if (decimal->count == 0)
		return JB_NUMBER_OK;
	if (step == 1 && scale_small(decimal, scale, out))
		return JB_NUMBER_OK;
	if (size > PARSE_SIZE_MAX)
		return JB_NUMBER_TOO_LARGE;
	if (size < PARSE_SIZE_MIN) {
		*out = rounding == JB_ROUND_UP ? step : 0;
		return rounding == JB_ROUND_NONE ? JB_NUMBER_TOO_FINE : JB_NUMBER_OK;
	}
	scale_big(decimal, scale, step, &num, &den);
	steps = jb_big_round(num, &den, rounding, &exact);
	if (!jb_big_to_u128(&steps, &count) || count > (uint64_t)INT64_MAX / step)
		return JB_NUMBER_TOO_LARGE;
	if (rounding == JB_ROUND_NONE && !exact)
		return JB_NUMBER_TOO_FINE;
	*out = (uint64_t)count * step;
	return JB_NUMBER_OK;
}

enum jb_number_fault jb_number_parse(struct jb_text text, char point, int64_t scale_num,
				     int64_t scale_den, enum jb_rounding rounding, jb_fix step,
				     jb_fix *out)
{
	struct decimal decimal;
	struct scale scale;
	enum jb_number_fault fault = read_decimal(text, point, &decimal);
	uint64_t size;

	*out = 0;
	if (fault != JB_NUMBER_OK)
		return fault;
	if (scale_num <= 0 || scale_den <= 0)
		return JB_NUMBER_BAD;
	if (rounding == JB_ROUND_NONE || step <= 0)
		step = 1;
	scale = (struct scale){.num = (uint64_t)scale_num, .den = (uint64_t)scale_den};
	scale.exponent = decimal.exponent - decimal.count + 6;
	fault = scale_decimal(&decimal, &scale, rounding, (uint64_t)step, &size);
	if (fault == JB_NUMBER_OK)
		*out = decimal.negative ? -(jb_fix)size : (jb_fix)size;
	return fault;
}

bool jb_i128_parse(struct jb_text text, jb_i128 *out)
{
	bool negative = text.size > 0 && text.at[0] == '-';
	size_t at = text.size > 0 && (negative || text.at[0] == '+');
	jb_i128 value = 0;

	*out = 0;
	if (at == text.size)
		return false;
	for (; at < text.size; at++) {
		int digit = text.at[at] - '0';

		/* Downwards, since there is one more negative number than positive ones. */
		if (!is_digit(text.at[at]) || __builtin_mul_overflow(value, 10, &value) ||
		    __builtin_sub_overflow(value, digit, &value))
			return false;
	}
	return !__builtin_mul_overflow(value, negative ? 1 : -1, out);
}

bool jb_fix_mul_div(jb_fix a, jb_fix b, jb_fix c, jb_fix *out)
{
	jb_i128 product = (jb_i128)a * b, quotient, rest;

	*out = 0;
	if (c == 0)
		return false;
	quotient = product / c;
	rest = product % c;
	if (rest != 0) {
		jb_i128 size = rest < 0 ? -rest : rest, by = c < 0 ? -(jb_i128)c : c;

		if (size >= by - size)
			quotient += (product < 0) == (c < 0) ? 1 : -1;
	}
	if (quotient < INT64_MIN || quotient > INT64_MAX)
		return false;
	*out = (jb_fix)quotient;
	return true;
}
