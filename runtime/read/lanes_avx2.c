/*
 * The loops over gathered fields with AVX2, four rows at a time: what the portable ones of
 * lanes_number.c and lanes_flag.c do, which take the last rows of a run. Nothing here runs without
 * lane_has_avx2.
 */
#include "read/lanes_parts.h"

#if defined(__x86_64__)

#include <immintrin.h>

#define AVX2 __attribute__((target("avx2")))
#define INLINE_AVX2 __attribute__((target("avx2"), always_inline)) static inline

bool lane_has_avx2(void)
{
	return __builtin_cpu_supports("avx2");
}

INLINE_AVX2 __m256i four(uint64_t value)
{
	return _mm256_set1_epi64x((long long)value);
}

INLINE_AVX2 __m256i load_four(const uint64_t *at)
{
	return _mm256_loadu_si256((const __m256i *)at);
}

INLINE_AVX2 __m256i load_sizes(const uint32_t *at)
{
	return _mm256_cvtepu32_epi64(_mm_loadu_si128((const __m128i *)at));
}

/* One bit a row. */
INLINE_AVX2 unsigned bits_of(__m256i rows)
{
	return (unsigned)_mm256_movemask_pd(_mm256_castsi256_pd(rows));
}

/* Values, and 0 where a row is not known; the known bytes. */
INLINE_AVX2 void put_four(const struct lane_run *run, uint32_t row, __m256i value, __m256i known)
{
	/* Bit n becomes byte n. */
	uint32_t bytes = bits_of(known) * UINT32_C(0x00204081) & UINT32_C(0x01010101);

	_mm256_storeu_si256((__m256i *)(run->value + row), _mm256_and_si256(value, known));
	memcpy(run->known + row, &bytes, sizeof bytes);
}

static inline uint32_t list_four(uint32_t *left, uint32_t count, uint32_t row, unsigned bits)
{
	for (uint32_t i = 0; i < 4; i++) {
		left[count] = row + i;
		count += bits >> i & 1;
	}
	return count;
}

/* ---- numbers ---- */

/* Eight digits a row to a number. */
INLINE_AVX2 __m256i eight_digits(__m256i value)
{
	__m256i pairs = _mm256_maddubs_epi16(value, _mm256_set1_epi16(10 + (1 << 8)));
	__m256i fours = _mm256_madd_epi16(pairs, _mm256_set1_epi32(100 + (1 << 16)));

	return _mm256_add_epi64(_mm256_mul_epu32(fours, four(10000)), _mm256_srli_epi64(fours, 32));
}

/* value (< 2^32) * factor + shift, factor in two halves. */
INLINE_AVX2 __m256i scaled(__m256i value, __m256i low, __m256i high, __m256i shift)
{
	__m256i above = _mm256_slli_epi64(_mm256_mul_epu32(value, high), 32);

	return _mm256_add_epi64(_mm256_add_epi64(_mm256_mul_epu32(value, low), above), shift);
}

AVX2 uint32_t lane_numbers_avx2(const struct lane_number *number,
				const struct lane_gathered *gathered, const struct lane_run *given,
				uint32_t *left, uint32_t *next)
{
	const struct lane_run run = *given;
	const __m256i zeros = four(LANE_ZEROS), nines = four(LANE_BYTES(9)), none = four(0);
	const __m256i low = four((uint64_t)number->factor & UINT32_MAX);
	const __m256i high = four((uint64_t)number->factor >> 32);
	const __m256i shift = four((uint64_t)number->shift);
	const __m256i least = four(number->least), most = four(number->most);
	uint32_t count = 0, row = run.from;

	for (; row + 4 <= run.to; row += 4) {
		__m256i size = load_sizes(gathered->size + row);
		__m256i up = _mm256_sub_epi64(four(64), _mm256_slli_epi64(size, 3));
		__m256i value = _mm256_xor_si256(load_four(gathered->word + row), zeros);
		value = _mm256_sllv_epi64(value, up); /* by 64 and more: 0 */
		__m256i good = _mm256_cmpeq_epi64(_mm256_max_epu8(value, nines), nines);
		value = eight_digits(value);
		__m256i bad = _mm256_or_si256(_mm256_cmpgt_epi64(least, value),
					      _mm256_cmpgt_epi64(value, most));
		bad = _mm256_or_si256(bad, _mm256_cmpgt_epi64(size, four(8)));
		good = _mm256_andnot_si256(bad, good);
		__m256i empty = _mm256_cmpeq_epi64(size, none);
		put_four(&run, row, scaled(value, low, high, shift),
			 _mm256_andnot_si256(empty, good));
		unsigned others = bits_of(_mm256_or_si256(empty, good)) ^ 15;
		if (others != 0)
			count = list_four(left, count, row, others);
	}
	*next = row;
	return count;
}

/* ---- flags ---- */

AVX2 uint32_t lane_flags_avx2(uint64_t yes, uint64_t no, const struct lane_gathered *gathered,
			      const struct lane_run *given, uint32_t *left, uint32_t *next)
{
	const struct lane_run run = *given;
	const __m256i yeses = four(yes), noes = four(no), none = four(0), ones = four(UINT64_MAX);
	uint32_t count = 0, row = run.from;

	for (; row + 4 <= run.to; row += 4) {
		__m256i size = load_sizes(gathered->size + row);
		__m256i behind = _mm256_sllv_epi64(ones, _mm256_slli_epi64(size, 3));
		__m256i word = _mm256_andnot_si256(behind, load_four(gathered->word + row));
		__m256i fits = _mm256_cmpgt_epi64(four(9), size);
		__m256i is_yes = _mm256_and_si256(_mm256_cmpeq_epi64(word, yeses), fits);
		__m256i is_no = _mm256_and_si256(_mm256_cmpeq_epi64(word, noes), fits);
		__m256i known = _mm256_or_si256(is_yes, is_no);
		__m256i empty = _mm256_cmpeq_epi64(size, none);
		put_four(&run, row, _mm256_srli_epi64(is_yes, 63), known);
		unsigned others = bits_of(_mm256_or_si256(known, empty)) ^ 15;
		if (others != 0)
			count = list_four(left, count, row, others);
	}
	*next = row;
	return count;
}

/* ---- times ---- */

/* Microseconds of the clock, or *bad. Of its bytes h h : m m : s s pairs of numbers are made. */
INLINE_AVX2 __m256i clock_us(__m256i bytes, __m256i *good)
{
	const __m256i most = four(UINT64_C(0x0905000905000909));
	const __m256i hours = four(UINT64_C(0x7fff7fff7fff0017)); /* at most 23 */
	__m256i value = _mm256_xor_si256(bytes, four(UINT64_C(0x30303a30303a3030)));
	__m256i fits = _mm256_cmpeq_epi8(_mm256_max_epu8(value, most), most);
	__m256i pairs = _mm256_maddubs_epi16(value, four(UINT64_C(0x010a00010a00010a)));
	__m256i late = _mm256_cmpgt_epi16(pairs, hours);
	__m256i sums = _mm256_madd_epi16(pairs, four(UINT64_C(0x0001003c003c0e10)));

	*good = _mm256_cmpeq_epi64(_mm256_andnot_si256(late, fits), four(UINT64_MAX));
	sums = _mm256_add_epi64(sums, _mm256_srli_epi64(sums, 32));
	return _mm256_mul_epu32(sums, four(1000000));
}

AVX2 uint32_t lane_times_avx2(const struct lane_times *times, const struct lane_time_bytes *bytes,
			      const struct lane_run *given, uint32_t row)
{
	const struct lane_run run = *given;
	const __m256i head = four(times->head), three = four(0xffffff);
	const __m256i middle = four(times->tail >> 8), none = four(0);
	const __m256i first = four(times->offset[0]), second = four(times->offset[1]);
	const __m256i first_us = four((uint64_t)(times->day.us - times->offset_us[0]));
	const __m256i second_us = four((uint64_t)(times->day.us - times->offset_us[1]));
	const __m256i local_us = four((uint64_t)times->day.local_us);
	const __m256i locals = four(times->day.local ? UINT64_MAX : 0);

	for (; row + 4 <= run.to; row += 4) {
		uint32_t at = row - run.from;
		__m256i good, clock = clock_us(load_four(bytes->clock + at), &good);
		__m256i day = _mm256_and_si256(load_four(bytes->middle + at), three);
		day = _mm256_and_si256(_mm256_cmpeq_epi64(day, middle),
				       _mm256_cmpeq_epi64(load_four(bytes->head + at), head));
		__m256i size = load_sizes(bytes->size + at);
		__m256i behind = _mm256_sub_epi64(size, four(19));
		__m256i up = _mm256_sub_epi64(four(64), _mm256_slli_epi64(behind, 3));
		__m256i offset = _mm256_sllv_epi64(load_four(bytes->offset + at), up);
		__m256i is_first = _mm256_cmpeq_epi64(offset, first);
		__m256i is_second = _mm256_cmpeq_epi64(offset, second);
		__m256i is_local = _mm256_and_si256(_mm256_cmpeq_epi64(behind, none), locals);
		__m256i known = _mm256_or_si256(_mm256_or_si256(is_first, is_second), is_local);
		good = _mm256_and_si256(_mm256_and_si256(good, day), known);
		__m256i empty = _mm256_cmpeq_epi64(size, none);
		if (bits_of(_mm256_or_si256(good, empty)) != 15)
			break;
		__m256i us = _mm256_blendv_epi8(second_us, first_us, is_first);
		us = _mm256_blendv_epi8(us, local_us, is_local);
		put_four(&run, row, _mm256_add_epi64(us, clock), _mm256_andnot_si256(empty, good));
	}
	return row;
}

#else

uint32_t lane_times_avx2(const struct lane_times *times, const struct lane_time_bytes *bytes,
			 const struct lane_run *run, uint32_t row)
{
	(void)times, (void)bytes, (void)run;
	return row;
}

bool lane_has_avx2(void)
{
	return false;
}

uint32_t lane_numbers_avx2(const struct lane_number *number, const struct lane_gathered *gathered,
			   const struct lane_run *run, uint32_t *left, uint32_t *next)
{
	(void)number, (void)gathered, (void)left;
	*next = run->from;
	return 0;
}

uint32_t lane_flags_avx2(uint64_t yes, uint64_t no, const struct lane_gathered *gathered,
			 const struct lane_run *run, uint32_t *left, uint32_t *next)
{
	(void)yes, (void)no, (void)gathered, (void)left;
	*next = run->from;
	return 0;
}

#endif
