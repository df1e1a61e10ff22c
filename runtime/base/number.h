/*
 * Exact numbers. Every scalar of the language is a jb_fix: a whole number of millionths of its unit
 * (1 = 1_000_000; 80% = 800_000; 20 s = 20_000_000 microseconds; EUR 2.50 = 2_500_000). Sums are
 * 128 bits wide; ratios are pairs and are compared by products, so no verdict depends on a
 * rounding.
 */
#ifndef BASE_NUMBER_H
#define BASE_NUMBER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/text.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef int64_t jb_fix;
__extension__ typedef __int128 jb_i128;
__extension__ typedef unsigned __int128 jb_u128;

#define JB_FIX_ONE INT64_C(1000000)

/* A fraction; den > 0 once normal (den 0 stands for "no value"). Not reduced unless said. */
struct jb_ratio {
	jb_i128 num, den;
};

enum jb_rounding {
	JB_ROUND_NONE,
	JB_ROUND_HALF_UP, /* halves away from zero: -0.05 to -0.1 */
	JB_ROUND_HALF_EVEN,
	JB_ROUND_DOWN, /* towards zero */
	JB_ROUND_UP    /* away from zero */
};

enum jb_number_fault {
	JB_NUMBER_OK,
	JB_NUMBER_EMPTY,
	JB_NUMBER_BAD, /* not a decimal number */
	JB_NUMBER_TOO_LARGE,
	JB_NUMBER_TOO_FINE /* more decimals than millionths can hold (after `scale`) */
};

/* Reads [+-]digits[.digits][e[+-]digits]; `point` is '.' or ','. The value is multiplied by the
 * fraction scale_num/scale_den first (a percentage: 1/100; minutes: 60/1). With `rounding` other
 * than NONE the result is rounded to `step` millionths instead of being refused as too fine. */
enum jb_number_fault jb_number_parse(struct jb_text text, char point, int64_t scale_num,
				     int64_t scale_den, enum jb_rounding rounding, jb_fix step,
				     jb_fix *out);

/* a*b/c exactly, rounded half away from zero; false when the result passes 64 bits or c is 0. */
bool jb_fix_mul_div(jb_fix a, jb_fix b, jb_fix c, jb_fix *out);

/* The number of three digits that is nearest, halves away from zero: 12345678 gives 12300000. It
 * is off by 0.5 % of the value at most; smaller values than a thousand millionths stay. Never
 * decreases where the value grows, and of its own result gives the same. */
jb_fix jb_fix_approximate(jb_fix value);
/* Between which values those lie that become the same as `value`, both in. */
void jb_fix_approximated(jb_fix value, jb_fix *least, jb_fix *greatest);

/* <0, 0, >0; both denominators > 0. Exact for all inputs (256-bit products). */
int jb_ratio_compare(struct jb_ratio a, struct jb_ratio b);
struct jb_ratio jb_ratio_of_fix(jb_fix value);
/* Sum, difference, product and quotient, reduced; false when a part passes 127 bits or a divisor is
 * 0. */
bool jb_ratio_add(struct jb_ratio a, struct jb_ratio b, struct jb_ratio *out);
bool jb_ratio_sub(struct jb_ratio a, struct jb_ratio b, struct jb_ratio *out);
bool jb_ratio_mul(struct jb_ratio a, struct jb_ratio b, struct jb_ratio *out);
bool jb_ratio_div(struct jb_ratio a, struct jb_ratio b, struct jb_ratio *out);
struct jb_ratio jb_ratio_reduce(struct jb_ratio value);
/* The multiple of `step` (> 0, itself a ratio) nearest by `rounding`. */
bool jb_ratio_round(struct jb_ratio value, struct jb_ratio step, enum jb_rounding rounding,
		    struct jb_ratio *out);
/* Nearest double; for statistics and drawing only. */
double jb_ratio_double(struct jb_ratio value);

/* Writing. All without locale, without an exponent (but for doubles) and without "-0". A fraction
 * with den 0 is written "no value"; at most 38 digits and 100 decimals are given. */
void jb_buf_add_count(struct jb_buf *buf, uint64_t count);
void jb_buf_add_i128(struct jb_buf *buf, jb_i128 value);
/* Millionths as the shortest exact decimal: 20000000 gives "20", 500000 gives "0.5". */
void jb_buf_add_fix(struct jb_buf *buf, jb_i128 millionths);
/* `digits` significant digits, rounded half up, zeros at the end dropped: 1/3 gives
 * 0.333333333333333. */
void jb_buf_add_ratio(struct jb_buf *buf, struct jb_ratio value, unsigned digits);
/* Exactly `decimals` decimals, rounded half up (away from zero). */
void jb_buf_add_ratio_fixed(struct jb_buf *buf, struct jb_ratio value, unsigned decimals);
/* The shortest text that reads back as the same double; "nan" and "inf" never occur (asserted). */
void jb_buf_add_double(struct jb_buf *buf, double value);

/* Reads a whole decimal integer into 128 bits; false when it is none. */
bool jb_i128_parse(struct jb_text text, jb_i128 *out);

/* Σ of squares: wide enough for 2^63 squares of 64-bit values. */
struct jb_wide {
	uint64_t word[4]; /* least significant first; never negative */
};
void jb_wide_add_square(struct jb_wide *sum, jb_fix value, uint64_t times);
void jb_wide_add(struct jb_wide *sum, const struct jb_wide *other);
/* Variance numerator n*Σx² - (Σx)² as a double with full relative precision (exact until the last
 * step). */
double jb_wide_spread(const struct jb_wide *squares, jb_i128 sum, uint64_t n);
void jb_buf_add_wide(struct jb_buf *buf, const struct jb_wide *value); /* decimal */
bool jb_wide_parse(struct jb_text text, struct jb_wide *out);

#ifdef __cplusplus
}
#endif
#endif
