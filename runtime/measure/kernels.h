/*
 * The loops that measuring spends its time in, over the lanes of a batch: comparisons that end as
 * one bit a row, counts of bits, selections, bounds. There is one set for each kind of vector
 * instructions, made of the same source (kernels_body.h) and giving the same results to the last
 * bit; which one is used is chosen at run time.
 *
 * Bits lie in words of 64 rows, the first row lowest. Whoever writes bits clears those behind the
 * last row of its last word.
 */
#ifndef MEASURE_KERNELS_H
#define MEASURE_KERNELS_H

#include "journey/compiled.h"
#include "journey/runtime.h"

typedef void jrt_compare_constant(const int64_t *a, int64_t k, uint32_t rows, uint64_t *bits);
typedef void jrt_compare_lanes(const int64_t *a, const int64_t *b, uint32_t rows, uint64_t *bits);
typedef bool jrt_sum_lanes(const int64_t *a, const int64_t *b, uint32_t rows, int64_t *out);

struct jrt_kernels {
	enum jrt_simd simd;
	jrt_compare_constant *equal_constant, *above_constant, *below_constant;
	jrt_compare_lanes *equal, *below;
	/* a + b and a - b; true when some row passed 64 bits (also one that means nothing). */
	jrt_sum_lanes *add, *subtract;
	/* Byte by byte: bits of those that are not 0. */
	void (*bits_of_bytes)(const uint8_t *byte, uint32_t rows, uint64_t *bits);
	/* 0 or 1 a row. */
	void (*bytes_of_bits)(const uint64_t *bits, uint32_t rows, uint8_t *byte);
	void (*values_of_bits)(const uint64_t *bits, uint32_t rows, int64_t *value);
	void (*and_bytes)(const uint8_t *a, const uint8_t *b, uint32_t rows, uint8_t *out);
	/* The value where the bit is set, else 0. Gives all bits that some magnitude chosen has
	 * (of a negative value: its complement), so that values below 2^n give less than 2^n. */
	uint64_t (*choose)(const int64_t *value, const uint64_t *bits, uint32_t rows, int64_t *out);
	/* The least and the greatest value where the bit is set; INT64_MAX and _MIN of none. */
	void (*bounds)(const int64_t *value, const uint64_t *bits, uint32_t rows, int64_t *least,
		       int64_t *greatest);
	/* Rows whose class it is. */
	void (*equal_class)(const uint16_t *class_of, uint16_t number, uint32_t rows,
			    uint64_t *bits);
	/* For each list of bits: how many are set in it and in `mask`. */
	void (*count)(const uint64_t *mask, const uint64_t *const *list, size_t lists, size_t words,
		      uint64_t *count);
	/* Turns 64 words of 64 bits about their diagonal: bit i of word j to bit j of word i. */
	void (*transpose)(uint64_t word[JRT_WORD_ROWS]);
};

/* Goes through the rows of a word whose bit is set, ascending. */
#define JRT_FOR_EACH_BIT(row, word, first)                                                  \
	for (uint64_t left_##row = (word), row = 0;                                         \
	     left_##row && ((row) = (first) + (uint64_t)__builtin_ctzll(left_##row), true); \
	     left_##row &= left_##row - 1)

/* The set for `simd`; AUTO is the widest that the processor has, and one that it has not is the
 * next narrower. */
const struct jrt_kernels *jrt_kernels_of(enum jrt_simd simd);

/* kernels_*.c: NULL where the compiler cannot make them or the processor has not the
 * instructions. */
const struct jrt_kernels *jrt_kernels_portable(void);
const struct jrt_kernels *jrt_kernels_avx2(void);
const struct jrt_kernels *jrt_kernels_avx512(void);

#endif
