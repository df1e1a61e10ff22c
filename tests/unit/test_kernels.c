/*
 * The kernels of measuring: every set that this processor has gives the same as plain loops, for
 * any number of rows, and touches nothing behind them.
 */
#include <string.h>

#include "measure/kernels.h"
#include "testing.h"

#define ROWS 256
#define WORDS JRT_WORDS_OF(ROWS)
#define GUARD 0x5a

static uint64_t seed = 1;

static uint64_t next(void)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return seed;
}

/* Equal ones, neighbours, ends of the range. */
static int64_t value(void)
{
	switch (next() % 5) {
	case 0: return (int64_t)(next() % 5) - 2;
	case 1: return INT64_MAX - (int64_t)(next() % 3);
	case 2: return INT64_MIN + (int64_t)(next() % 3);
	default: return (int64_t)next();
	}
}

struct lanes {
	int64_t a[ROWS], b[ROWS];
	uint8_t byte[ROWS];
	uint16_t class_of[ROWS];
	uint64_t bits[WORDS];
};

static struct lanes random_lanes(void)
{
	struct lanes l;

	for (size_t i = 0; i < ROWS; i++) {
		l.a[i] = value();
		l.b[i] = next() % 4 ? value() : l.a[i];
		l.byte[i] = (uint8_t)(next() % 3 ? next() : 0);
		l.class_of[i] = (uint16_t)(next() % 5 ? next() % 4 : next());
	}
	for (size_t w = 0; w < WORDS; w++)
		l.bits[w] = next() % 4 ? next() : next() % 2 ? UINT64_MAX : 0;
	return l;
}

static bool bit(const uint64_t *bits, uint32_t row)
{
	return bits[row / 64] >> row % 64 & 1;
}

/* All rows, and clear bits behind the last in its word; other words untouched. */
#define BITS_ARE(bits, rows, condition)                                         \
	do {                                                                    \
		for (uint32_t row = 0; row < (rows); row++)                     \
			assert_int_equal(bit(bits, row), (condition));          \
		for (uint32_t row = (rows); row % 64 != 0; row++)               \
			assert_false(bit(bits, row));                           \
		for (size_t w = JRT_WORDS_OF(rows); w < WORDS; w++)             \
			assert_true((bits)[w] == UINT64_C(0x5a5a5a5a5a5a5a5a)); \
		memset(bits, GUARD, sizeof bits);                               \
	} while (0)

static void comparisons(const struct jrt_kernels *k, const struct lanes *l, uint32_t rows)
{
	uint64_t bits[WORDS];
	const int64_t c = l->b[next() % ROWS];

	memset(bits, GUARD, sizeof bits);
	k->equal_constant(l->a, c, rows, bits);
	BITS_ARE(bits, rows, l->a[row] == c);
	k->above_constant(l->a, c, rows, bits);
	BITS_ARE(bits, rows, l->a[row] > c);
	k->below_constant(l->a, c, rows, bits);
	BITS_ARE(bits, rows, l->a[row] < c);
	k->equal(l->a, l->b, rows, bits);
	BITS_ARE(bits, rows, l->a[row] == l->b[row]);
	k->below(l->a, l->b, rows, bits);
	BITS_ARE(bits, rows, l->a[row] < l->b[row]);
	k->bits_of_bytes(l->byte, rows, bits);
	BITS_ARE(bits, rows, l->byte[row] != 0);
	k->equal_class(l->class_of, 3, rows, bits);
	BITS_ARE(bits, rows, l->class_of[row] == 3);
}

static void sums(const struct jrt_kernels *k, const struct lanes *l, uint32_t rows)
{
	int64_t out[ROWS], expected;
	bool passed = false;

	for (uint32_t i = 0; i < rows; i++)
		passed |= __builtin_add_overflow(l->a[i], l->b[i], &expected);
	assert_int_equal(k->add(l->a, l->b, rows, out), passed);
	for (uint32_t i = 0; i < rows && !passed; i++)
		assert_true(out[i] == l->a[i] + l->b[i]);
	passed = false;
	for (uint32_t i = 0; i < rows; i++)
		passed |= __builtin_sub_overflow(l->a[i], l->b[i], &expected);
	assert_int_equal(k->subtract(l->a, l->b, rows, out), passed);
	for (uint32_t i = 0; i < rows && !passed; i++)
		assert_true(out[i] == l->a[i] - l->b[i]);
}

static void chosen(const struct jrt_kernels *k, const struct lanes *l, uint32_t rows)
{
	int64_t out[ROWS], least, greatest, low = INT64_MAX, high = INT64_MIN;
	uint8_t byte[ROWS], both[ROWS];
	uint64_t all = 0;

	for (uint32_t i = 0; i < rows; i++) {
		int64_t one = bit(l->bits, i) ? l->a[i] : 0;

		all |= (uint64_t)(one < 0 ? ~one : one);
		low = bit(l->bits, i) && l->a[i] < low ? l->a[i] : low;
		high = bit(l->bits, i) && l->a[i] > high ? l->a[i] : high;
	}
	assert_true(k->choose(l->a, l->bits, rows, out) == all);
	for (uint32_t i = 0; i < rows; i++)
		assert_true(out[i] == (bit(l->bits, i) ? l->a[i] : 0));
	k->bounds(l->a, l->bits, rows, &least, &greatest);
	assert_true(least == low && greatest == high);
	k->values_of_bits(l->bits, rows, out);
	k->bytes_of_bits(l->bits, rows, byte);
	k->and_bytes(l->byte, byte, rows, both);
	for (uint32_t i = 0; i < rows; i++) {
		assert_int_equal(out[i], bit(l->bits, i));
		assert_int_equal(byte[i], bit(l->bits, i));
		assert_int_equal(both[i], l->byte[i] & byte[i]);
	}
}

static void counts(const struct jrt_kernels *k, const struct lanes *l)
{
	const uint64_t *list[] = {l->bits, (const uint64_t *)l->a};
	uint64_t mask[WORDS], count[2], square[64], turned[64];

	for (size_t w = 0; w < WORDS; w++)
		mask[w] = next();
	k->count(mask, list, 2, WORDS, count);
	for (size_t i = 0; i < 2; i++)
		for (size_t w = 0; w < WORDS; w++)
			count[i] -= (uint64_t)__builtin_popcountll(mask[w] & list[i][w]);
	assert_true(count[0] == 0 && count[1] == 0);
	for (size_t i = 0; i < 64; i++)
		turned[i] = square[i] = next();
	k->transpose(turned);
	for (uint32_t i = 0; i < 64; i++)
		for (uint32_t j = 0; j < 64; j++)
			assert_int_equal(turned[i] >> j & 1, square[j] >> i & 1);
}

static void all_sets_agree(void **state)
{
	const enum jrt_simd simd[] = {JRT_SIMD_PORTABLE, JRT_SIMD_AVX2, JRT_SIMD_AVX512};

	(void)state;
	for (unsigned round = 0; round < 600; round++) {
		const struct lanes l = random_lanes();
		const uint32_t rows = (uint32_t)(next() % (ROWS + 1));

		for (size_t s = 0; s < 3; s++) {
			const struct jrt_kernels *k = jrt_kernels_of(simd[s]);

			comparisons(k, &l, rows);
			sums(k, &l, rows);
			chosen(k, &l, rows);
			counts(k, &l);
		}
	}
}

static void what_the_processor_lacks_is_never_chosen(void **state)
{
	(void)state;
	assert_int_equal(jrt_kernels_of(JRT_SIMD_PORTABLE)->simd, JRT_SIMD_PORTABLE);
	assert_true(jrt_kernels_of(JRT_SIMD_AVX2)->simd != JRT_SIMD_AVX512);
	assert_non_null(jrt_kernels_of(JRT_SIMD_NEON));
	assert_int_equal(jrt_kernels_of(JRT_SIMD_AUTO)->simd,
			 jrt_kernels_of(JRT_SIMD_AVX512)->simd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_sets_agree),
		cmocka_unit_test(what_the_processor_lacks_is_never_chosen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
