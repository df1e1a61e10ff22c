/*
 * Sums of squares in 256 bits, and the spread they give. Squares are added exactly, so the order of
 * the rows cannot change a standard deviation, and nothing is lost where n*Σx² and (Σx)² nearly
 * cancel.
 */
#include "base/number.h"

#include <assert.h>

#include "base/big.h"

#define WIDE_WORDS 4

static uint64_t add_words(struct jb_wide *sum, const uint64_t word[WIDE_WORDS])
{
	uint64_t carry = 0;

	for (int i = 0; i < WIDE_WORDS; i++) {
		jb_u128 part = (jb_u128)sum->word[i] + word[i] + carry;

		sum->word[i] = (uint64_t)part;
		carry = (uint64_t)(part >> 64);
	}
	return carry;
}

void jb_wide_add(struct jb_wide *sum, const struct jb_wide *other)
{
	uint64_t carry = add_words(sum, other->word);

	assert(carry == 0);
	(void)carry;
}

/* At most 2^126 * 2^64, so three words hold it. */
void jb_wide_add_square(struct jb_wide *sum, jb_fix value, uint64_t times)
{
	jb_u128 square = (jb_u128)((jb_i128)value * value);
	jb_u128 low = (jb_u128)(uint64_t)square * times;
	jb_u128 high = (square >> 64) * times + (low >> 64);
	uint64_t carry = add_words(
		sum, (uint64_t[WIDE_WORDS]){(uint64_t)low, (uint64_t)high, (uint64_t)(high >> 64)});

	assert(carry == 0);
	(void)carry;
}

static struct jb_big big_of_wide(const struct jb_wide *wide)
{
	return (struct jb_big){
		.word = {wide->word[0], wide->word[1], wide->word[2], wide->word[3]}};
}

double jb_wide_spread(const struct jb_wide *squares, jb_i128 sum, uint64_t n)
{
	jb_u128 size = sum < 0 ? -(jb_u128)sum : (jb_u128)sum;
	struct jb_big all = big_of_wide(squares), square = jb_big_product(size, size);

	jb_big_mul(&all, n);
	/* By Cauchy and Schwarz never less, unless the three do not belong together. */
	if (jb_big_compare(&all, &square) <= 0)
		return 0;
	jb_big_sub(&all, &square);
	return jb_big_to_double(&all, false);
}

bool jb_wide_parse(struct jb_text text, struct jb_wide *out)
{
	*out = (struct jb_wide){{0}};
	if (text.size == 0)
		return false;
	for (size_t at = 0; at < text.size; at++) {
		uint64_t carry;

		if (text.at[at] < '0' || text.at[at] > '9')
			return false;
		carry = (uint64_t)(text.at[at] - '0');
		for (int i = 0; i < WIDE_WORDS; i++) {
			jb_u128 part = (jb_u128)out->word[i] * 10 + carry;

			out->word[i] = (uint64_t)part;
			carry = (uint64_t)(part >> 64);
		}
		if (carry)
			return false;
	}
	return true;
}
