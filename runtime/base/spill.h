/*
 * A file for what does not fit into memory. It has no name: nobody else can open it, and it is gone
 * with the process, however that ends. It lies in the folder that TMPDIR names, else in /tmp, and
 * only its owner may read it. Bytes are written behind one another and read from anywhere.
 */
#ifndef BASE_SPILL_H
#define BASE_SPILL_H

#include <stdint.h>

#include "base/arena.h"
#include "base/status.h"
#include "base/text.h"

struct jb_spill {
	bool open;
	int fd;
	uint64_t size; /* bytes written so far */
};

/* Makes the file; `spill` is all zero before. JB_CANNOT_OPEN with a sentence. */
enum jb_status jb_spill_open(struct jb_spill *spill, struct jb_arena *arena, struct jb_text *why);
/* Appends all of the bytes; they lie at what spill->size was before. JB_CANNOT_WRITE (the disk is
 * full) with a sentence. */
enum jb_status jb_spill_write(struct jb_spill *spill, struct jb_arena *arena, const void *bytes,
			      size_t size, struct jb_text *why);
/* `size` bytes from `offset` on, all of which have been written. JB_CANNOT_READ with a sentence. */
enum jb_status jb_spill_read(const struct jb_spill *spill, struct jb_arena *arena, uint64_t offset,
			     void *into, size_t size, struct jb_text *why);
/* Gives the space on the disk back; a spill that is not open will do. */
void jb_spill_close(struct jb_spill *spill);

#endif
