/*
 * The scan with AVX-512: comparisons give masks at once, and the offsets of a mask's bits come from
 * compressing the numbers 0 to 63 by it.
 */
#include "read/scan_kernel.h"

#ifdef __x86_64__
#include <immintrin.h>

#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vbmi2,bmi,bmi2,popcnt,pclmul")))

bool jrt_scan_has_avx512(void)
{
	return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
	       __builtin_cpu_supports("avx512vbmi2") && __builtin_cpu_supports("bmi") &&
	       __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt") &&
	       __builtin_cpu_supports("pclmul");
}

AVX512 static inline uint64_t equals(__m512i text, char byte)
{
	return _mm512_cmpeq_epi8_mask(text, _mm512_set1_epi8(byte));
}

AVX512 static inline struct jrt_scan_masks masks_of(const char *at, char separator, uint64_t quotes)
{
	__m512i text = _mm512_loadu_si512(at);

	return (struct jrt_scan_masks){
		.separator = equals(text, separator),
		.line_end = equals(text, '\n') | equals(text, '\r'),
		.quote = equals(text, '"') & quotes,
		.unplain = _mm512_cmplt_epi8_mask(text, _mm512_set1_epi8(1)),
	};
}

/* A product without carries with all ones: bit i is the sum of the bits 0 to i. */
AVX512 static inline uint64_t parity_of(uint64_t quote)
{
	__m128i product =
		_mm_clmulepi64_si128(_mm_cvtsi64_si128((int64_t)quote), _mm_set1_epi8(-1), 0);

	return (uint64_t)_mm_cvtsi128_si64(product);
}

AVX512 static inline void store_sixteen(uint32_t *out, __m128i places, uint32_t at)
{
	__m512i offsets = _mm512_cvtepu8_epi32(places);

	_mm512_storeu_si512(out, _mm512_add_epi32(_mm512_set1_epi32((int)at), offsets));
}

AVX512 static inline void store_ends(uint32_t *out, uint64_t ends, uint32_t at, __m512i numbers)
{
	__m512i places = _mm512_maskz_compress_epi8(ends, numbers);

	store_sixteen(out, _mm512_castsi512_si128(places), at);
	if (__builtin_expect(__builtin_popcountll(ends) > 16, 0)) {
		store_sixteen(out + 16, _mm512_extracti32x4_epi32(places, 1), at);
		store_sixteen(out + 32, _mm512_extracti32x4_epi32(places, 2), at);
		store_sixteen(out + 48, _mm512_extracti32x4_epi32(places, 3), at);
	}
}

/* 0 to 63, which a mask picks from. */
static const uint8_t number[64] = {0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15,
				   16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31,
				   32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47,
				   48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63};

#define JRT_SCAN_NAME jrt_scan_avx512
#define JRT_SCAN_TARGET AVX512
#define JRT_SCAN_STORE(out, ends, at) store_ends(out, ends, at, _mm512_loadu_si512(number))
#include "read/scan_loop.inc"

#else

bool jrt_scan_has_avx512(void)
{
	return false;
}

uint32_t jrt_scan_avx512(struct jrt_scan_index *index, const char *text, uint32_t at,
			 uint32_t blocks, uint32_t lines)
{
	return jrt_scan_portable(index, text, at, blocks, lines);
}

#endif
