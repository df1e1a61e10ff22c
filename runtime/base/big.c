/*
 * Whole numbers of 512 bits: the schoolbook's ways, a word or a bit at a time. The numbers are few
 * and short, so plainness goes before speed here.
 */
#include "base/big.h"

#include <assert.h>
#include <math.h>

#define POW10_WORD UINT64_C(10000000000000000000) /* the largest power of ten in a word: 10^19 */
#define POW10_WORD_DIGITS 19

struct jb_big jb_big_of(jb_u128 value)
{
	return (struct jb_big){.word = {(uint64_t)value, (uint64_t)(value >> 64)}};
}

void jb_big_mul(struct jb_big *value, uint64_t factor)
{
	uint64_t carry = 0;

	for (int i = 0; i < JB_BIG_WORDS; i++) {
		jb_u128 product = (jb_u128)value->word[i] * factor + carry;

		value->word[i] = (uint64_t)product;
		carry = (uint64_t)(product >> 64);
	}
	assert(carry == 0);
}

struct jb_big jb_big_product(jb_u128 a, jb_u128 b)
{
	struct jb_big low = jb_big_of(a), high = jb_big_of(a);

	jb_big_mul(&low, (uint64_t)b);
	jb_big_mul(&high, (uint64_t)(b >> 64));
	jb_big_shift_left(&high, 64);
	jb_big_add(&low, &high);
	return low;
}

void jb_big_mul_pow10(struct jb_big *value, unsigned exponent)
{
	uint64_t rest = 1;

	for (; exponent >= POW10_WORD_DIGITS; exponent -= POW10_WORD_DIGITS)
		jb_big_mul(value, POW10_WORD);
	for (; exponent > 0; exponent--)
		rest *= 10;
	jb_big_mul(value, rest);
}

void jb_big_add(struct jb_big *value, const struct jb_big *other)
{
	uint64_t carry = 0;

	for (int i = 0; i < JB_BIG_WORDS; i++) {
		jb_u128 sum = (jb_u128)value->word[i] + other->word[i] + carry;

		value->word[i] = (uint64_t)sum;
		carry = (uint64_t)(sum >> 64);
	}
	assert(carry == 0);
}

void jb_big_sub(struct jb_big *value, const struct jb_big *other)
{
	uint64_t borrow = 0;

	for (int i = 0; i < JB_BIG_WORDS; i++) {
		jb_u128 rest = (jb_u128)value->word[i] - other->word[i] - borrow;

		value->word[i] = (uint64_t)rest;
		borrow = (rest >> 64) != 0;
	}
	assert(borrow == 0);
}

int jb_big_compare(const struct jb_big *a, const struct jb_big *b)
{
	for (int i = JB_BIG_WORDS - 1; i >= 0; i--) {
		if (a->word[i] != b->word[i])
			return a->word[i] < b->word[i] ? -1 : 1;
	}
	return 0;
}

unsigned jb_big_bits(const struct jb_big *value)
{
	for (int i = JB_BIG_WORDS - 1; i >= 0; i--) {
		if (value->word[i])
			return (unsigned)i * 64 + 64 - (unsigned)__builtin_clzll(value->word[i]);
	}
	return 0;
}

bool jb_big_is_zero(const struct jb_big *value)
{
	return jb_big_bits(value) == 0;
}

void jb_big_shift_left(struct jb_big *value, unsigned bits)
{
	int words = (int)(bits / 64);
	unsigned rest = bits % 64;

	assert(jb_big_bits(value) + bits <= JB_BIG_WORDS * 64);
	for (int i = JB_BIG_WORDS - 1; i >= 0; i--) {
		uint64_t high = i >= words ? value->word[i - words] : 0;
		uint64_t low = i > words ? value->word[i - words - 1] : 0;

		value->word[i] = rest ? high << rest | low >> (64 - rest) : high;
	}
}

static void shift_right_one(struct jb_big *value)
{
	for (int i = 0; i < JB_BIG_WORDS; i++) {
		uint64_t above = i + 1 < JB_BIG_WORDS ? value->word[i + 1] : 0;

		value->word[i] = value->word[i] >> 1 | above << 63;
	}
}

bool jb_big_to_u128(const struct jb_big *value, jb_u128 *out)
{
	*out = (jb_u128)value->word[1] << 64 | value->word[0];
	return jb_big_bits(value) <= 128;
}

/* The highest 64 bits with a sticky bit below them decide the rounding, which the conversion to
 * double then does once. */
double jb_big_to_double(const struct jb_big *value, bool sticky)
{
	unsigned bits = jb_big_bits(value);
	jb_u128 top = 0;
	int exponent = bits > 64 ? (int)bits - 64 : 0;

	for (unsigned at = bits; at-- > (unsigned)exponent;)
		top = top << 1 | (value->word[at / 64] >> (at % 64) & 1);
	for (int i = 0; i < exponent && !sticky; i++)
		sticky = value->word[i / 64] >> (i % 64) & 1;
	return ldexp((double)(top << 1 | sticky), exponent - 1);
}

/* Most numbers are small: a machine's own division will do for them. */
static bool divide_small(struct jb_big *value, const struct jb_big *by, struct jb_big *quotient)
{
	jb_u128 num, den;

	if (!jb_big_to_u128(value, &num) || !jb_big_to_u128(by, &den) || den == 0)
		return false;
	*quotient = jb_big_of(num / den);
	*value = jb_big_of(num % den);
	return true;
}

struct jb_big jb_big_divide(struct jb_big *value, const struct jb_big *by)
{
	struct jb_big quotient = {{0}}, shifted = *by;

	if (divide_small(value, by, &quotient))
		return quotient;
	unsigned value_bits = jb_big_bits(value), by_bits = jb_big_bits(by);

	assert(by_bits > 0);
	if (value_bits < by_bits)
		return quotient;
	jb_big_shift_left(&shifted, value_bits - by_bits);
	for (unsigned bit = value_bits - by_bits + 1; bit-- > 0;) {
		if (jb_big_compare(value, &shifted) >= 0) {
			jb_big_sub(value, &shifted);
			quotient.word[bit / 64] |= UINT64_C(1) << (bit % 64);
		}
		shift_right_one(&shifted);
	}
	return quotient;
}

uint64_t jb_big_divide_word(struct jb_big *value, uint64_t by)
{
	uint64_t rest = 0;

	for (int i = JB_BIG_WORDS - 1; i >= 0; i--) {
		jb_u128 part = (jb_u128)rest << 64 | value->word[i];

		value->word[i] = (uint64_t)(part / by);
		rest = (uint64_t)(part % by);
	}
	return rest;
}

struct jb_big jb_big_round(struct jb_big num, const struct jb_big *den, enum jb_rounding rounding,
			   bool *exact)
{
	struct jb_big quotient = jb_big_divide(&num, den), left = *den, one = jb_big_of(1);
	bool up = false;
	int half;

	if (exact)
		*exact = jb_big_is_zero(&num);
	if (jb_big_is_zero(&num))
		return quotient;
	/* The rest against the half is the rest against what is left of the divisor beyond it. */
	jb_big_sub(&left, &num);
	half = jb_big_compare(&num, &left);
	if (rounding == JB_ROUND_HALF_UP)
		up = half >= 0;
	else if (rounding == JB_ROUND_HALF_EVEN)
		up = half > 0 || (half == 0 && (quotient.word[0] & 1));
	else if (rounding == JB_ROUND_UP)
		up = true;
	if (up)
		jb_big_add(&quotient, &one);
	return quotient;
}

size_t jb_big_digits(const struct jb_big *value, char out[JB_BIG_DIGITS])
{
	struct jb_big rest = *value;
	char reversed[JB_BIG_DIGITS + POW10_WORD_DIGITS];
	size_t count = 0;

	do {
		bool last = rest.word[0] < POW10_WORD && jb_big_bits(&rest) <= 64;
		uint64_t part = last ? rest.word[0] : jb_big_divide_word(&rest, POW10_WORD);

		if (last)
			rest.word[0] = 0;

		for (int i = 0; i < POW10_WORD_DIGITS && (!last || part || i == 0); i++, part /= 10)
			reversed[count++] = (char)('0' + part % 10);
	} while (!jb_big_is_zero(&rest));
	while (count > 1 && reversed[count - 1] == '0')
		count--;
	for (size_t i = 0; i < count; i++)
		out[i] = reversed[count - 1 - i];
	return count;
}
