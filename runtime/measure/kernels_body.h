/*
 * The source of all sets of kernels, see kernels.h. A file that includes it has chosen the
 * processor that the compiler may write for; only how eight rows become eight bits, and how bits
 * choose values, is written out for each.
 */
#ifndef MEASURE_KERNELS_BODY_H
#define MEASURE_KERNELS_BODY_H

#include <string.h>

#include "base/word.h"
#include "measure/kernels.h"

/* ---- eight rows ---- */

#if defined(KERNELS_AVX512)
typedef __m512i eight;

static inline eight eight_of(int64_t k)
{
	return _mm512_set1_epi64(k);
}
static inline eight eight_at(const int64_t *a)
{
	return _mm512_loadu_si512(a);
}
static inline uint64_t eight_equal(eight a, eight b)
{
	return _mm512_cmpeq_epi64_mask(a, b);
}
static inline uint64_t eight_below(eight a, eight b)
{
	return _mm512_cmplt_epi64_mask(a, b);
}
#elif defined(KERNELS_AVX2)
typedef struct {
	__m256i low, high;
} eight;

static inline eight eight_of(int64_t k)
{
	return (eight){_mm256_set1_epi64x(k), _mm256_set1_epi64x(k)};
}
static inline eight eight_at(const int64_t *a)
{
	return (eight){_mm256_loadu_si256((const __m256i *)(const void *)a),
		       _mm256_loadu_si256((const __m256i *)(const void *)(a + 4))};
}
static inline uint64_t eight_signs(__m256i low, __m256i high)
{
	return (uint64_t)((unsigned)_mm256_movemask_pd(_mm256_castsi256_pd(low)) |
			  (unsigned)_mm256_movemask_pd(_mm256_castsi256_pd(high)) << 4);
}
static inline uint64_t eight_equal(eight a, eight b)
{
	return eight_signs(_mm256_cmpeq_epi64(a.low, b.low), _mm256_cmpeq_epi64(a.high, b.high));
}
static inline uint64_t eight_below(eight a, eight b)
{
	return eight_signs(_mm256_cmpgt_epi64(b.low, a.low), _mm256_cmpgt_epi64(b.high, a.high));
}
#else
typedef struct {
	int64_t at[8];
} eight;

static inline eight eight_of(int64_t k)
{
	return (eight){{k, k, k, k, k, k, k, k}};
}
static inline eight eight_at(const int64_t *a)
{
	eight out;

	memcpy(out.at, a, sizeof out.at);
	return out;
}
static inline uint64_t eight_equal(eight a, eight b)
{
	uint64_t bits = 0;

	for (unsigned i = 0; i < 8; i++)
		bits |= (uint64_t)(a.at[i] == b.at[i]) << i;
	return bits;
}
static inline uint64_t eight_below(eight a, eight b)
{
	uint64_t bits = 0;

	for (unsigned i = 0; i < 8; i++)
		bits |= (uint64_t)(a.at[i] < b.at[i]) << i;
	return bits;
}
#endif

/* So many values side by side are a vector of the compiler's, handed over by address. */
#if defined(KERNELS_AVX512)
#define LANES 8
#elif defined(KERNELS_AVX2)
#define LANES 4
#else
#define LANES 2
#endif
typedef int64_t lanes __attribute__((vector_size(8 * LANES)));

/* All ones in the rows whose bit is set. */
static inline __attribute__((always_inline)) void lanes_of_bits(uint64_t bits, lanes *out)
{
#if defined(KERNELS_AVX512)
	*out = (lanes)_mm512_movm_epi64((__mmask8)bits);
#elif defined(KERNELS_AVX2)
	const lanes one = {1, 2, 4, 8};

	*out = (lanes)((((lanes){0} + (int64_t)bits) & one) == one);
#else
	*out = (lanes){-(int64_t)(bits & 1), -(int64_t)(bits >> 1 & 1)};
#endif
}

/* ---- comparisons ---- */

/* Whole words by eights, the rest row by row: nothing behind the last row is read. */
#define COMPARE_CONSTANT(name, of_eight, sign)                                       \
	static void name(const int64_t *a, int64_t k, uint32_t rows, uint64_t *bits) \
	{                                                                            \
		const eight all = eight_of(k);                                       \
		uint32_t row = 0;                                                    \
                                                                                     \
		for (; row + JRT_WORD_ROWS <= rows; row += JRT_WORD_ROWS) {          \
			uint64_t word = 0;                                           \
                                                                                     \
			for (unsigned j = 0; j < JRT_WORD_ROWS; j += 8)              \
				word |= of_eight(eight_at(a + row + j), all) << j;   \
			bits[row / JRT_WORD_ROWS] = word;                            \
		}                                                                    \
		if (row < rows)                                                      \
			bits[row / JRT_WORD_ROWS] = 0;                               \
		for (; row < rows; row++)                                            \
			bits[row / JRT_WORD_ROWS] |= (uint64_t)(a[row] sign k)       \
						     << row % JRT_WORD_ROWS;         \
	}
static inline uint64_t eight_above(eight a, eight b)
{
	return eight_below(b, a);
}
COMPARE_CONSTANT(equal_constant, eight_equal, ==)
COMPARE_CONSTANT(above_constant, eight_above, >)
COMPARE_CONSTANT(below_constant, eight_below, <)

#define COMPARE_LANES(name, of_eight, sign)                                                    \
	static void name(const int64_t *a, const int64_t *b, uint32_t rows, uint64_t *bits)    \
	{                                                                                      \
		uint32_t row = 0;                                                              \
                                                                                               \
		for (; row + JRT_WORD_ROWS <= rows; row += JRT_WORD_ROWS) {                    \
			uint64_t word = 0;                                                     \
                                                                                               \
			for (unsigned j = 0; j < JRT_WORD_ROWS; j += 8)                        \
				word |= of_eight(eight_at(a + row + j), eight_at(b + row + j)) \
					<< j;                                                  \
			bits[row / JRT_WORD_ROWS] = word;                                      \
		}                                                                              \
		if (row < rows)                                                                \
			bits[row / JRT_WORD_ROWS] = 0;                                         \
		for (; row < rows; row++)                                                      \
			bits[row / JRT_WORD_ROWS] |= (uint64_t)(a[row] sign b[row])            \
						     << row % JRT_WORD_ROWS;                   \
	}
COMPARE_LANES(equal, eight_equal, ==)
COMPARE_LANES(below, eight_below, <)

/* ---- sums ---- */

/* A sum has passed 64 bits when both sides have a sign that it has not. */
static bool add(const int64_t *a, const int64_t *b, uint32_t rows, int64_t *out)
{
	int64_t passed = 0;

	for (uint32_t row = 0; row < rows; row++) {
		int64_t sum = (int64_t)((uint64_t)a[row] + (uint64_t)b[row]);

		passed |= (a[row] ^ sum) & (b[row] ^ sum);
		out[row] = sum;
	}
	return passed < 0;
}

static bool subtract(const int64_t *a, const int64_t *b, uint32_t rows, int64_t *out)
{
	int64_t passed = 0;

	for (uint32_t row = 0; row < rows; row++) {
		int64_t difference = (int64_t)((uint64_t)a[row] - (uint64_t)b[row]);

		passed |= (a[row] ^ b[row]) & (a[row] ^ difference);
		out[row] = difference;
	}
	return passed < 0;
}

/* ---- bits and bytes ---- */

/* Eight bytes to eight bits: the top bit of each that is not 0, then gathered by a product. */
static inline uint64_t bits_of_eight_bytes(const uint8_t *byte)
{
	const uint64_t low = 0x7f7f7f7f7f7f7f7f;
	uint64_t word = jb_word_at(byte);

	word = (((word & low) + low) | word) & ~low;
	return (word >> 7) * 0x0102040810204080 >> 56;
}

static inline uint64_t bits_of_word(const uint8_t *byte)
{
#if defined(KERNELS_AVX512)
	__m512i all = _mm512_loadu_si512(byte);

	return _mm512_test_epi8_mask(all, all);
#elif defined(KERNELS_AVX2)
	const __m256i none = _mm256_setzero_si256();
	__m256i low = _mm256_loadu_si256((const __m256i *)(const void *)byte);
	__m256i high = _mm256_loadu_si256((const __m256i *)(const void *)(byte + 32));
	uint64_t zero = (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(low, none)) |
			(uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(high, none))
				<< 32;

	return ~zero;
#else
	uint64_t word = 0;

	for (unsigned j = 0; j < JRT_WORD_ROWS; j += 8)
		word |= bits_of_eight_bytes(byte + j) << j;
	return word;
#endif
}

static void bits_of_bytes(const uint8_t *byte, uint32_t rows, uint64_t *bits)
{
	uint32_t row = 0;

	for (; row + JRT_WORD_ROWS <= rows; row += JRT_WORD_ROWS)
		bits[row / JRT_WORD_ROWS] = bits_of_word(byte + row);
	if (row < rows)
		bits[row / JRT_WORD_ROWS] = 0;
	for (; row < rows; row++)
		bits[row / JRT_WORD_ROWS] |= (uint64_t)(byte[row] != 0) << row % JRT_WORD_ROWS;
}

/* Eight bits to eight bytes: each byte keeps the bit of its own place, which is then made 1. */
static void bytes_of_bits(const uint64_t *bits, uint32_t rows, uint8_t *byte)
{
	uint32_t row = 0;

#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	for (; row + 8 <= rows; row += 8) {
		uint64_t word = bits[row / JRT_WORD_ROWS] >> row % JRT_WORD_ROWS & 0xff;

		word = word * 0x0101010101010101 & 0x8040201008040201;
		word = (word + 0x00406070787c7e7f) >> 7 & 0x0101010101010101;
		memcpy(byte + row, &word, sizeof word);
	}
#endif
	for (; row < rows; row++)
		byte[row] = bits[row / JRT_WORD_ROWS] >> row % JRT_WORD_ROWS & 1;
}

static void values_of_bits(const uint64_t *bits, uint32_t rows, int64_t *value)
{
	uint32_t row = 0;

	for (; row + LANES <= rows; row += LANES) {
		lanes one;

		lanes_of_bits(bits[row / JRT_WORD_ROWS] >> row % JRT_WORD_ROWS, &one);
		one &= 1;
		memcpy(value + row, &one, sizeof one);
	}
	for (; row < rows; row++)
		value[row] = (int64_t)(bits[row / JRT_WORD_ROWS] >> row % JRT_WORD_ROWS & 1);
}

static void and_bytes(const uint8_t *a, const uint8_t *b, uint32_t rows, uint8_t *out)
{
	for (uint32_t row = 0; row < rows; row++)
		out[row] = a[row] & b[row];
}

/* ---- values that bits choose ---- */

/* The shift of a negative number is one of its sign, with every compiler that builds this. */
static uint64_t choose(const int64_t *value, const uint64_t *bits, uint32_t rows, int64_t *out)
{
	lanes all = {0};
	int64_t every = 0;
	uint32_t row = 0;

	for (; row + LANES <= rows; row += LANES) {
		lanes mask, some;

		lanes_of_bits(bits[row / JRT_WORD_ROWS] >> row % JRT_WORD_ROWS, &mask);
		memcpy(&some, value + row, sizeof some);
		some &= mask;
		all |= some ^ some >> 63;
		memcpy(out + row, &some, sizeof some);
	}
	for (unsigned i = 0; i < LANES; i++)
		every |= all[i];
	for (; row < rows; row++) {
		uint64_t bit = bits[row / JRT_WORD_ROWS] >> row % JRT_WORD_ROWS & 1;

		out[row] = value[row] & -(int64_t)bit;
		every |= out[row] ^ out[row] >> 63;
	}
	return (uint64_t)every;
}

/* What the bits leave out becomes the greatest value there is, or the least, and so decides
 * nothing. */
static void bounds(const int64_t *value, const uint64_t *bits, uint32_t rows, int64_t *least,
		   int64_t *greatest)
{
	lanes low = (lanes){0} + INT64_MAX, high = (lanes){0} + INT64_MIN;
	uint32_t row = 0;

	for (; row + LANES <= rows; row += LANES) {
		lanes mask, one, below_low, above_high;

		lanes_of_bits(bits[row / JRT_WORD_ROWS] >> row % JRT_WORD_ROWS, &mask);
		memcpy(&one, value + row, sizeof one);
		below_low = (lanes)(one < low) & mask;
		above_high = (lanes)(one > high) & mask;
		low = (one & below_low) | (low & ~below_low);
		high = (one & above_high) | (high & ~above_high);
	}
	*least = INT64_MAX;
	*greatest = INT64_MIN;
	for (unsigned i = 0; i < LANES; i++) {
		*least = low[i] < *least ? low[i] : *least;
		*greatest = high[i] > *greatest ? high[i] : *greatest;
	}
	for (; row < rows; row++) {
		if (!(bits[row / JRT_WORD_ROWS] >> row % JRT_WORD_ROWS & 1))
			continue;
		*least = value[row] < *least ? value[row] : *least;
		*greatest = value[row] > *greatest ? value[row] : *greatest;
	}
}

/* ---- classes ---- */

/* Two vectors of 16-bit results, narrowed to bytes. */
static inline uint64_t class_word(const uint16_t *class_of, uint16_t number)
{
#if defined(KERNELS_AVX512)
	const __m512i k = _mm512_set1_epi16((short)number);

	return _mm512_cmpeq_epi16_mask(_mm512_loadu_si512(class_of), k) |
	       (uint64_t)_mm512_cmpeq_epi16_mask(_mm512_loadu_si512(class_of + 32), k) << 32;
#elif defined(KERNELS_AVX2)
	const __m256i k = _mm256_set1_epi16((short)number);
	uint64_t word = 0;

	for (unsigned j = 0; j < JRT_WORD_ROWS; j += 32) {
		__m256i low = _mm256_loadu_si256((const __m256i *)(const void *)(class_of + j));
		__m256i high =
			_mm256_loadu_si256((const __m256i *)(const void *)(class_of + j + 16));
		__m256i both =
			_mm256_packs_epi16(_mm256_cmpeq_epi16(low, k), _mm256_cmpeq_epi16(high, k));

		both = _mm256_permute4x64_epi64(both, 0xd8); /* packing goes by halves */
		word |= (uint64_t)(uint32_t)_mm256_movemask_epi8(both) << j;
	}
	return word;
#else
	uint8_t equal_to[JRT_WORD_ROWS];

	for (unsigned j = 0; j < JRT_WORD_ROWS; j++)
		equal_to[j] = class_of[j] == number;
	return bits_of_word(equal_to);
#endif
}

static void equal_class(const uint16_t *class_of, uint16_t number, uint32_t rows, uint64_t *bits)
{
	uint32_t row = 0;

	for (; row + JRT_WORD_ROWS <= rows; row += JRT_WORD_ROWS)
		bits[row / JRT_WORD_ROWS] = class_word(class_of + row, number);
	if (row < rows)
		bits[row / JRT_WORD_ROWS] = 0;
	for (; row < rows; row++)
		bits[row / JRT_WORD_ROWS] |= (uint64_t)(class_of[row] == number)
					     << row % JRT_WORD_ROWS;
}

static void count(const uint64_t *mask, const uint64_t *const *list, size_t lists, size_t words,
		  uint64_t *counts)
{
	for (size_t i = 0; i < lists; i++) {
		const uint64_t *bits = list[i];
		uint64_t total = 0;

		for (size_t w = 0; w < words; w++)
			total += (uint64_t)__builtin_popcountll(mask[w] & bits[w]);
		counts[i] = total;
	}
}

/* Halves are exchanged, then quarters, down to single bits (Warren, "Hacker's Delight", 7-3). */
static void transpose(uint64_t word[JRT_WORD_ROWS])
{
	uint64_t mask = 0x00000000ffffffff;

	for (unsigned j = 32; j != 0; j >>= 1, mask ^= mask << j)
		for (unsigned k = 0; k < JRT_WORD_ROWS; k = (k + j + 1) & ~j) {
			uint64_t both = (word[k] >> j ^ word[k + j]) & mask;

			word[k + j] ^= both;
			word[k] ^= both << j;
		}
}

#define KERNELS(which)                                                                      \
	{                                                                                   \
		.simd = (which), .equal_constant = equal_constant,                          \
		.above_constant = above_constant, .below_constant = below_constant,         \
		.equal = equal, .below = below, .add = add, .subtract = subtract,           \
		.bits_of_bytes = bits_of_bytes, .bytes_of_bits = bytes_of_bits,             \
		.values_of_bits = values_of_bits, .and_bytes = and_bytes, .choose = choose, \
		.bounds = bounds, .equal_class = equal_class, .count = count,               \
		.transpose = transpose,                                                     \
	}

#endif
