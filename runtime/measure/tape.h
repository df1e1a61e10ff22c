/*
 * Tapes: long lists of bytes that are written once, from front to back, and read back the same
 * way. Many are written at the same time. They share a budget of memory, beyond which blocks go to
 * a file without a name (base/spill.h); what a tape says does not depend on where its blocks lie.
 */
#ifndef MEASURE_TAPE_H
#define MEASURE_TAPE_H

#include "base/spill.h"
#include "base/vec.h"

#define JRT_TAPE_BLOCK_MOST ((size_t)16 * 1024)
#define JRT_TAPE_BLOCK_LEAST ((size_t)2 * 1024)

/* What the tapes of one measuring share. */
struct jrt_tapes {
	struct jb_arena *arena;
	size_t block;		/* bytes of one; set before the first is written */
	struct jb_spill *spill; /* opened when it is first needed; closed by whoever owns it */
	size_t held, held_most; /* bytes of full blocks in memory */
	enum jb_status status;	/* of the file; after a failure tapes are worth nothing */
	struct jb_text why;
};

struct jrt_tape_block {
	unsigned char *at; /* NULL: in the file */
	uint64_t offset;
};

struct jrt_tape {
	JB_VEC(struct jrt_tape_block) full;
	unsigned char *block; /* being filled */
	size_t fill;
};

/* Where reading has got to. */
struct jrt_tape_place {
	size_t block, at;
	unsigned char *buffer; /* of one block, of those in the file */
	const unsigned char *bytes;
};

void jrt_tape_add(struct jrt_tapes *tapes, struct jrt_tape *tape, const void *bytes, size_t size);
uint64_t jrt_tape_size(const struct jrt_tapes *tapes, const struct jrt_tape *tape);
/* The next `size` bytes, of those there are. `place` begins as all zero. */
void jrt_tape_take(struct jrt_tapes *tapes, const struct jrt_tape *tape,
		   struct jrt_tape_place *place, void *into, size_t size);

#endif
