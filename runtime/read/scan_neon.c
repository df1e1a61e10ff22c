/*
 * The scan with NEON, which every 64-bit ARM processor has.
 */
#include "read/scan_kernel.h"

#if defined(__aarch64__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#include <arm_neon.h>

bool jrt_scan_has_neon(void)
{
	return true;
}

struct quarters {
	uint8x16_t at[4];
};

/* Of bytes that are all ones or all zeros, one bit each: every byte keeps the bit of its place
 * among eight, and adding neighbours three times brings eight bytes into one. */
static inline uint64_t mask_of(struct quarters found)
{
	static const uint8_t bit[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
	uint8x16_t bits = vld1q_u8(bit);
	uint8x16_t low = vpaddq_u8(vandq_u8(found.at[0], bits), vandq_u8(found.at[1], bits));
	uint8x16_t high = vpaddq_u8(vandq_u8(found.at[2], bits), vandq_u8(found.at[3], bits));
	uint8x16_t sum = vpaddq_u8(low, high);

	sum = vpaddq_u8(sum, sum);
	return vgetq_lane_u64(vreinterpretq_u64_u8(sum), 0);
}

static inline uint64_t equals(struct quarters text, char byte)
{
	uint8x16_t wanted = vdupq_n_u8((uint8_t)byte);
	struct quarters found;

	for (unsigned i = 0; i < 4; i++)
		found.at[i] = vceqq_u8(text.at[i], wanted);
	return mask_of(found);
}

static inline uint64_t line_ends(struct quarters text)
{
	struct quarters found;

	for (unsigned i = 0; i < 4; i++)
		found.at[i] = vorrq_u8(vceqq_u8(text.at[i], vdupq_n_u8('\n')),
				       vceqq_u8(text.at[i], vdupq_n_u8('\r')));
	return mask_of(found);
}

/* NUL and all that is negative. */
static inline uint64_t unplain(struct quarters text)
{
	struct quarters found;

	for (unsigned i = 0; i < 4; i++)
		found.at[i] = vclezq_s8(vreinterpretq_s8_u8(text.at[i]));
	return mask_of(found);
}

static inline struct jrt_scan_masks masks_of(const char *at, char separator, uint64_t quotes)
{
	struct quarters text;

	for (unsigned i = 0; i < 4; i++)
		text.at[i] = vld1q_u8((const uint8_t *)at + 16 * i);
	return (struct jrt_scan_masks){
		.separator = equals(text, separator),
		.line_end = line_ends(text),
		.quote = equals(text, '"') & quotes,
		.unplain = unplain(text),
	};
}

/* By shifts: not every processor multiplies without carries. */
static inline uint64_t parity_of(uint64_t quote)
{
	for (unsigned shift = 1; shift < 64; shift *= 2)
		quote ^= quote << shift;
	return quote;
}

/* Eight bits at a time, whether or not any is set. */
static inline void store_ends(uint32_t *out, uint64_t ends, uint32_t at, const uint8_t (*places)[8])
{
	uint64_t counts = vget_lane_u64(vreinterpret_u64_u8(vcnt_u8(vcreate_u8(ends))), 0);

	for (unsigned i = 0; i < 8; i++) {
		uint16x8_t place = vmovl_u8(vld1_u8(places[ends & 0xff]));
		uint32x4_t base = vdupq_n_u32(at + 8 * i);
		vst1q_u32(out, vaddw_u16(base, vget_low_u16(place)));
		vst1q_u32(out + 4, vaddw_high_u16(base, place));
		out += counts & 0xff;
		counts >>= 8;
		ends >>= 8;
	}
}

#define JRT_SCAN_NAME jrt_scan_neon
#define JRT_SCAN_TARGET
#define JRT_SCAN_STORE(out, ends, at) store_ends(out, ends, at, index->places)
#include "read/scan_loop.inc"

#else

bool jrt_scan_has_neon(void)
{
	return false;
}

uint32_t jrt_scan_neon(struct jrt_scan_index *index, const char *text, uint32_t at, uint32_t blocks,
		       uint32_t lines)
{
	return jrt_scan_portable(index, text, at, blocks, lines);
}

#endif
