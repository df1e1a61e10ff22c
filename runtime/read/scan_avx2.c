/*
 * The scan with AVX2 and carry-less multiplication.
 */
#include "read/scan_kernel.h"

#ifdef __x86_64__
#include <immintrin.h>

#define AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt,pclmul")))

bool jrt_scan_has_avx2(void)
{
	return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
	       __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt") &&
	       __builtin_cpu_supports("pclmul");
}

struct half {
	__m256i low, high;
};

AVX2 static inline uint64_t mask_of(struct half found)
{
	return (uint64_t)(uint32_t)_mm256_movemask_epi8(found.high) << 32 |
	       (uint32_t)_mm256_movemask_epi8(found.low);
}

AVX2 static inline uint64_t equals(struct half text, char byte)
{
	__m256i wanted = _mm256_set1_epi8(byte);

	return mask_of((struct half){.low = _mm256_cmpeq_epi8(text.low, wanted),
				     .high = _mm256_cmpeq_epi8(text.high, wanted)});
}

/* By its low half, a byte picks what it would have to be: CR and LF find themselves there, and no
 * other byte does. */
AVX2 static inline uint64_t line_ends(struct half text)
{
	__m256i table = _mm256_setr_epi8(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, '\n', 0, 0, '\r', 0, 0, 1, 0,
					 0, 0, 0, 0, 0, 0, 0, 0, '\n', 0, 0, '\r', 0, 0);
	__m256i low = _mm256_shuffle_epi8(table, text.low);
	__m256i high = _mm256_shuffle_epi8(table, text.high);

	return mask_of((struct half){.low = _mm256_cmpeq_epi8(text.low, low),
				     .high = _mm256_cmpeq_epi8(text.high, high)});
}

AVX2 static inline struct jrt_scan_masks masks_of(const char *at, char separator, uint64_t quotes)
{
	struct half text = {.low = _mm256_loadu_si256((const __m256i *)at),
			    .high = _mm256_loadu_si256((const __m256i *)(at + 32))};
	__m256i one = _mm256_set1_epi8(1);

	return (struct jrt_scan_masks){
		.separator = equals(text, separator),
		.line_end = line_ends(text),
		.quote = equals(text, '"') & quotes,
		/* One less, and NUL is negative too. */
		.unplain = mask_of((struct half){.low = _mm256_subs_epi8(text.low, one),
						 .high = _mm256_subs_epi8(text.high, one)}),
	};
}

/* A product without carries with all ones: bit i is the sum of the bits 0 to i. */
AVX2 static inline uint64_t parity_of(uint64_t quote)
{
	__m128i product =
		_mm_clmulepi64_si128(_mm_cvtsi64_si128((int64_t)quote), _mm_set1_epi8(-1), 0);

	return (uint64_t)_mm_cvtsi128_si64(product);
}

/* Eight bits at a time, whether or not any is set. */
AVX2 static inline void store_ends(uint32_t *out, uint64_t ends, uint32_t at,
				   const uint8_t (*places)[8])
{
	__m256i base = _mm256_set1_epi32((int)at), eight = _mm256_set1_epi32(8);

#pragma GCC unroll 8
	for (unsigned i = 0; i < 8; i++) {
		const uint8_t *place = places[ends & 0xff];
		__m256i offsets = _mm256_cvtepu8_epi32(_mm_loadl_epi64((const __m128i *)place));
		_mm256_storeu_si256((__m256i *)out, _mm256_add_epi32(base, offsets));
		out += __builtin_popcountll(ends & 0xff);
		ends >>= 8;
		base = _mm256_add_epi32(base, eight);
	}
}

#define JRT_SCAN_NAME jrt_scan_avx2
#define JRT_SCAN_TARGET AVX2
#define JRT_SCAN_STORE(out, ends, at) store_ends(out, ends, at, index->places)
#include "read/scan_loop.inc"

#else

bool jrt_scan_has_avx2(void)
{
	return false;
}

uint32_t jrt_scan_avx2(struct jrt_scan_index *index, const char *text, uint32_t at, uint32_t blocks,
		       uint32_t lines)
{
	return jrt_scan_portable(index, text, at, blocks, lines);
}

#endif
