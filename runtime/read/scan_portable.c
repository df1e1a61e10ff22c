/*
 * The scan on any processor: eight bytes at a time in a word. Slower than vectors, and what they
 * are held against.
 */
#include "base/word.h"
#include "read/scan_kernel.h"

#define EACH UINT64_C(0x0101010101010101)
#define HIGH (EACH << 7)

/* The high bit of every byte that is 0, and no other. */
static inline uint64_t zeros(uint64_t word)
{
	return ~(((word & ~HIGH) + ~HIGH) | word) & HIGH;
}

static inline uint64_t equals(uint64_t word, char byte)
{
	return zeros(word ^ EACH * (unsigned char)byte);
}

/* Eight high bits as the bits 0 to 7: the product shifts each into its place, and no two meet. */
static inline uint64_t gather(uint64_t high)
{
	return (high >> 7) * UINT64_C(0x0102040810204080) >> 56;
}

static inline struct jrt_scan_masks masks_of(const char *at, char separator, uint64_t quotes)
{
	struct jrt_scan_masks masks = {0};

	for (unsigned i = 0; i < JRT_SCAN_BLOCK; i += 8) {
		uint64_t word = jb_word_at(at + i);
		masks.separator |= gather(equals(word, separator)) << i;
		masks.line_end |= gather(equals(word, '\n') | equals(word, '\r')) << i;
		masks.quote |= gather(equals(word, '"')) << i;
		masks.unplain |= gather(zeros(word) | (word & HIGH)) << i;
	}
	masks.quote &= quotes;
	return masks;
}

static inline uint64_t parity_of(uint64_t quote)
{
	for (unsigned shift = 1; shift < 64; shift *= 2)
		quote ^= quote << shift;
	return quote;
}

static inline void store_ends(uint32_t *out, uint64_t ends, uint32_t at)
{
	for (; ends != 0; ends &= ends - 1)
		*out++ = at + (uint32_t)__builtin_ctzll(ends);
}

#define JRT_SCAN_NAME jrt_scan_portable
#define JRT_SCAN_TARGET
#define JRT_SCAN_STORE(out, ends, at) store_ends(out, ends, at)
#include "read/scan_loop.inc"
