/*
 * Inside the number_*.c, ratio.c and wide.c: whole numbers of 512 bits, never negative, for the one
 * step in which exact arithmetic passes 128 bits. Sizes are worked out where they are used; a
 * result that would pass 512 bits is a programmer's error (asserted), never an input's.
 */
#ifndef BASE_BIG_H
#define BASE_BIG_H

#include "base/number.h"

#define JB_BIG_WORDS 8
#define JB_BIG_DIGITS 155 /* of 2^512 */

struct jb_big {
	uint64_t word[JB_BIG_WORDS]; /* least significant first */
};

struct jb_big jb_big_of(jb_u128 value);
struct jb_big jb_big_product(jb_u128 a, jb_u128 b);
void jb_big_mul(struct jb_big *value, uint64_t factor);
void jb_big_mul_pow10(struct jb_big *value, unsigned exponent);
void jb_big_add(struct jb_big *value, const struct jb_big *other);
/* `value` must not be less than `other`. */
void jb_big_sub(struct jb_big *value, const struct jb_big *other);
int jb_big_compare(const struct jb_big *a, const struct jb_big *b);
unsigned jb_big_bits(const struct jb_big *value); /* 0 for 0 */
void jb_big_shift_left(struct jb_big *value, unsigned bits);
bool jb_big_is_zero(const struct jb_big *value);
/* False when it passes 128 bits. */
bool jb_big_to_u128(const struct jb_big *value, jb_u128 *out);
/* The nearest double, ties to even; `sticky` says that something not zero stands below the last
 * bit. */
double jb_big_to_double(const struct jb_big *value, bool sticky);

/* value / by: leaves the rest in `value`. `by` is not 0. */
struct jb_big jb_big_divide(struct jb_big *value, const struct jb_big *by);
/* The same by one word; gives the rest. */
uint64_t jb_big_divide_word(struct jb_big *value, uint64_t by);

/* num / den to a whole number. No mode of rounding looks at the sign, so magnitudes are enough.
 * JB_ROUND_NONE cuts off. *exact tells whether nothing was left, and may be NULL. */
struct jb_big jb_big_round(struct jb_big num, const struct jb_big *den, enum jb_rounding rounding,
			   bool *exact);

/* In decimal, without a NUL; gives the number of digits, at least 1. */
size_t jb_big_digits(const struct jb_big *value, char out[JB_BIG_DIGITS]);

#endif
