/*
 * What the kernels of the scan share. A kernel knows vectors: it turns 64 bytes into bit masks, and
 * a mask into offsets. What the masks mean is said here once, in functions that are compiled into
 * each kernel with the instructions that the kernel may use. Ends of fields and rows are stored
 * without asking whether there is one, and counts move by how many there were; a branch is taken
 * only for blocks with quotes or with bytes that are not plain ASCII, and for short lines.
 *
 * Bit i of a mask is byte i of the block.
 */
#ifndef READ_SCAN_KERNEL_H
#define READ_SCAN_KERNEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define JRT_SCAN_BLOCK 64
/* Blocks that one call of a kernel looks at, at most. */
#define JRT_SCAN_RUN 256
/* Room behind the last entry of an array that kernels may write over. */
#define JRT_SCAN_SLACK 64

/* Bytes of a block, inside quotes and out. */
struct jrt_scan_masks {
	uint64_t separator;
	uint64_t line_end; /* CR and LF */
	uint64_t quote;
	uint64_t unplain; /* NUL and 0x80 to 0xff */
};

/* From one block to the next. */
struct jrt_scan_carry {
	/* All bits: the next block begins inside quotes; 1: behind a closing quote; 0: neither. */
	uint64_t open;
	/* The bytes of the block before that are not text outside quotes. */
	uint64_t before;
};

/* A block in which more is to be looked at than where fields end. */
struct jrt_scan_note {
	uint32_t at; /* of its first byte */
	uint64_t unplain;
	uint64_t lines; /* CR and LF inside quotes */
	/* Quotes that open elsewhere than at the beginning of a field, and bytes behind a closing
	 * quote that may not stand there. */
	uint64_t stray;
};

/* The dialect, and what kernels find in it. */
struct jrt_scan_index {
	char separator;
	uint64_t quotes; /* all bits: there are quotes; none: there are not */
	/* For kernels without an instruction for it: by byte, the places of its bits. */
	const uint8_t (*places)[8];
	/* Offsets in the window of separators, CR and LF outside quotes, and once more of CR and
	 * LF alone. The LF of a CR is one of its own. */
	uint32_t *end, *line_end;
	uint32_t end_count, line_end_count;
	struct jrt_scan_note note[JRT_SCAN_RUN];
	uint32_t note_count;
	struct jrt_scan_carry carry;
};

/* Looks at `blocks` blocks of text, at most JRT_SCAN_RUN, of which the first byte has the offset
 * `at`, or at fewer when they have `lines` line ends; gives how many it looked at. */
typedef uint32_t jrt_scan_kernel(struct jrt_scan_index *index, const char *text, uint32_t at,
				 uint32_t blocks, uint32_t lines);

jrt_scan_kernel jrt_scan_portable, jrt_scan_neon, jrt_scan_avx2, jrt_scan_avx512;

/* Whether the program and the processor have them. */
bool jrt_scan_has_neon(void);
bool jrt_scan_has_avx2(void);
bool jrt_scan_has_avx512(void);

#define JRT_SCAN_INLINE static inline __attribute__((always_inline))

/* Whether a block is more than separators, line ends and plain text outside quotes. */
JRT_SCAN_INLINE bool jrt_scan_is_special(const struct jrt_scan_masks *masks,
					 const struct jrt_scan_carry *carry)
{
	return __builtin_expect((masks->quote | masks->unplain | carry->open) != 0, 0);
}

/* Takes what is inside quotes out of the masks of the block at `at`, and notes what is to be looked
 * at. `parity`: bit i is set when an odd number of the block's quotes stand at or before byte i. */
JRT_SCAN_INLINE void jrt_scan_take_special(struct jrt_scan_index *index,
					   struct jrt_scan_carry *carry,
					   struct jrt_scan_masks *masks, uint64_t parity,
					   uint32_t at)
{
	struct jrt_scan_note *note = &index->note[index->note_count];
	uint64_t quote = masks->quote, inside = parity ^ (uint64_t)((int64_t)carry->open >> 63);
	uint64_t text = ~(masks->separator | masks->line_end | quote | inside);

	note->at = at;
	note->unplain = masks->unplain;
	note->lines = masks->line_end & inside;
	/* Behind text that is outside quotes, a quote opens where it may not; before such text, one
	 * has closed. */
	note->stray = (quote & (text << 1 | ~carry->before >> 63)) |
		      (text & (quote << 1 | (carry->open & 1)));
	index->note_count += (note->unplain | note->lines | note->stray) != 0;
	carry->open = (uint64_t)((int64_t)inside >> 63) | quote >> 63;
	carry->before = ~text;
	masks->separator &= ~inside;
	masks->line_end &= ~inside;
}

/* The offsets of a block's line ends; gives how many there are. */
JRT_SCAN_INLINE uint32_t jrt_scan_store_lines(uint32_t *out, uint64_t line_ends, uint32_t at)
{
	const uint64_t last = UINT64_C(1) << 63;
	uint64_t rest = line_ends;

	/* Two without asking: lines are seldom shorter than half a block. */
	*out++ = at + (uint32_t)__builtin_ctzll(rest | last);
	rest &= rest - 1;
	*out++ = at + (uint32_t)__builtin_ctzll(rest | last);
	rest &= rest - 1;
	for (; __builtin_expect(rest != 0, 0); rest &= rest - 1)
		*out++ = at + (uint32_t)__builtin_ctzll(rest);
	return (uint32_t)__builtin_popcountll(line_ends);
}

#endif
