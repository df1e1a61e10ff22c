/*
 * What the kernels of the scan share. A kernel knows vectors: it turns 64 bytes into bit masks and
 * a bit mask into offsets. What the masks mean is said here once, in jrt_scan_block, which is
 * compiled into each kernel with the instructions that the kernel may use. Nothing here branches on
 * what the bytes are, but for lines shorter than half a block: places are stored whether there is
 * one or not, and counts move by how many there were.
 *
 * Bit i of a mask is byte i of the block.
 */
#ifndef READ_SCAN_KERNEL_H
#define READ_SCAN_KERNEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define JRT_SCAN_BLOCK 64

/* Bytes that one call of a kernel looks at, at most; it bounds what is noted below. */
#define JRT_SCAN_RUN (16 * 1024)

/* Bytes of a block, inside quotes and out. */
struct jrt_scan_masks {
	uint64_t separator;
	uint64_t line_end; /* CR and LF */
	uint64_t quote;
	uint64_t unplain; /* NUL and 0x80 to 0xff */
};

/* A block of which more is to be known than where fields end. */
struct jrt_scan_note {
	uint32_t at;	  /* of its first byte */
	uint64_t unplain; /* as above */
	uint64_t lines;	  /* CR and LF inside quotes */
	/* Quotes that open elsewhere than at the beginning of a field, and bytes behind a closing
	 * quote that may not stand there. */
	uint64_t stray;
};

/* What kernels find, and how far they are. Offsets are of the window. */
struct jrt_scan_index {
	/* Of fields and of rows: separators, CR and LF outside quotes. */
	uint32_t *end;
	uint32_t end_count;
	/* Which of them are line ends. The LF of a CR is one of its own. */
	uint32_t *line_end;
	uint32_t line_end_count;
	struct jrt_scan_note *note;
	uint32_t note_count;
	/* The dialect. */
	char separator;
	uint64_t quotes; /* all bits: there are quotes; none: there are not */
	/* For kernels without an instruction for it: by byte, the places of its bits. */
	const uint8_t (*places)[8];
	/* Of the byte before the next block: all bits when the next is inside quotes; 1 when a
	 * quote may open behind it; 1 when it is a closing quote. */
	uint64_t inside, edge, closed;
};

/* Room behind the last entry that kernels may write over. */
#define JRT_SCAN_SLACK 64

/* Looks at data[at, to) in blocks until `to`, or until there are `lines` line ends or more, and
 * gives how far it came. 64 bytes behind `to` must be readable; when `to` is not the end of the
 * window, it lies a number of blocks behind `at`. */
typedef uint32_t jrt_scan_kernel(struct jrt_scan_index *index, const char *data, uint32_t at,
				 uint32_t to, uint32_t lines);

jrt_scan_kernel jrt_scan_portable, jrt_scan_neon, jrt_scan_avx2, jrt_scan_avx512;

/* Whether the program and the processor have them. */
bool jrt_scan_has_neon(void);
bool jrt_scan_has_avx2(void);
bool jrt_scan_has_avx512(void);

#define JRT_SCAN_INLINE static inline __attribute__((always_inline))

/* Forgets what lies behind the window's last `left` bytes. */
JRT_SCAN_INLINE void jrt_scan_trim(struct jrt_scan_masks *masks, uint32_t left)
{
	uint64_t window = (UINT64_C(1) << left) - 1;

	masks->separator &= window;
	masks->line_end &= window;
	masks->quote &= window;
	masks->unplain &= window;
}

/* The ordinals of a block's line ends: the place of each among the block's ends. */
JRT_SCAN_INLINE void jrt_scan_add_lines(struct jrt_scan_index *index, uint64_t ends,
					uint64_t line_ends)
{
	uint32_t *out = index->line_end + index->line_end_count, before = index->end_count - 1;
	uint64_t rest = line_ends;

	/* Two without asking: lines are seldom shorter than half a block. */
	*out++ = before + (uint32_t)__builtin_popcountll(ends & (rest ^ (rest - 1)));
	rest &= rest - 1;
	*out++ = before + (uint32_t)__builtin_popcountll(ends & (rest ^ (rest - 1)));
	rest &= rest - 1;
	for (; __builtin_expect(rest != 0, 0); rest &= rest - 1)
		*out++ = before + (uint32_t)__builtin_popcountll(ends & (rest ^ (rest - 1)));
	index->line_end_count += (uint32_t)__builtin_popcountll(line_ends);
}

/* Takes in the block at `at`. `parity`: bit i is set when an odd number of its quotes stand at or
 * before byte i. Gives the ends in the block, whose offsets the kernel stores. */
JRT_SCAN_INLINE uint64_t jrt_scan_block(struct jrt_scan_index *index, struct jrt_scan_masks masks,
					uint64_t parity, uint32_t at)
{
	struct jrt_scan_note *note = index->note + index->note_count;
	uint64_t inside = parity ^ index->inside;
	uint64_t edge = masks.quote | masks.separator | masks.line_end;
	uint64_t opening = masks.quote & inside, closing = masks.quote & ~inside;
	uint64_t line_ends = masks.line_end & ~inside;
	uint64_t ends = (masks.separator & ~inside) | line_ends;

	note->at = at;
	note->unplain = masks.unplain;
	note->lines = masks.line_end & inside;
	note->stray =
		(opening & ~(edge << 1 | index->edge)) | ((closing << 1 | index->closed) & ~edge);
	index->note_count += (note->unplain | note->lines | note->stray) != 0;
	index->inside = (uint64_t)((int64_t)inside >> 63);
	index->edge = edge >> 63;
	index->closed = closing >> 63;
	jrt_scan_add_lines(index, ends, line_ends);
	index->end_count += (uint32_t)__builtin_popcountll(ends);
	return ends;
}

#endif
