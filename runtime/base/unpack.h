/*
 * Packed data, unpacked as they stream: gzip (RFC 1952) and zstd (RFC 8878). A file is one member
 * or several, one after the other, and unpacks to all of them joined; zstd's skippable frames hold
 * nothing. Zeros behind the last member of gzip are padding, as tapes leave it; any other bytes
 * behind a member that begin none are a fault, because a member whose beginning is damaged looks
 * the same.
 *
 * Memory does not grow with what comes out: gzip looks back 32 KiB, and of zstd no window above
 * JB_UNPACK_WINDOW is taken. What comes out before a fault depends on the data alone, not on the
 * pieces they are given in.
 *
 *	struct jb_unpack unpack;
 *	jb_unpack_init(&unpack, arena);
 *	jb_unpack_begin(&unpack, jb_packing_of(head));
 *	while (jb_unpack_some(&unpack, &io)) ...
 *	jb_unpack_end(&unpack);
 */
#ifndef BASE_UNPACK_H
#define BASE_UNPACK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/text.h"

#define JB_UNPACK_HEAD 4			    /* bytes that tell the packing */
#define JB_UNPACK_WINDOW ((size_t)32 * 1024 * 1024) /* of zstd; level 19 has 8 MiB */

enum jb_packing { JB_PACKED_NOT, JB_PACKED_GZIP, JB_PACKED_ZSTD };

enum jb_unpack_fault {
	JB_UNPACK_SOUND,
	JB_UNPACK_DAMAGED,
	JB_UNPACK_CHECKSUM,   /* all came out, but it is not what was packed */
	JB_UNPACK_TRAILING,   /* bytes behind a member that begin none */
	JB_UNPACK_WINDOW_BIG, /* above JB_UNPACK_WINDOW */
	JB_UNPACK_DICTIONARY  /* packed with a dictionary, which is not in the file */
};

/* One step: bytes in, and room for what comes out. */
struct jb_unpack_io {
	const unsigned char *in;
	size_t in_size, taken;
	unsigned char *out;
	size_t out_size, given;
};

/* Used for one file after the other. */
struct jb_unpack {
	struct jb_arena *arena;
	enum jb_packing packing;
	enum jb_unpack_fault fault;
	/* Nothing is missing if the data end here. */
	bool between;
	/* The library's own, kept from file to file; see unpack_gzip.c and unpack_zstd.c. */
	void *gzip, *zstd;
};

/* By the first JB_UNPACK_HEAD bytes, or all there are. */
enum jb_packing jb_packing_of(struct jb_text head);
const char *jb_packing_name(enum jb_packing packing);

void jb_unpack_init(struct jb_unpack *unpack, struct jb_arena *arena);
/* `packing` is not JB_PACKED_NOT. */
void jb_unpack_begin(struct jb_unpack *unpack, enum jb_packing packing);
/* Takes and gives as much as it can. False with `fault` set; what was given before it is good.
 * Neither taken nor given: it wants input. May be called without input for what is still inside. */
bool jb_unpack_some(struct jb_unpack *unpack, struct jb_unpack_io *io);
/* Gives back what does not lie in the arena. */
void jb_unpack_end(struct jb_unpack *unpack);

/* ---- parts of the above, by file ---- */

void jb_gzip_begin(struct jb_unpack *unpack);
bool jb_gzip_some(struct jb_unpack *unpack, struct jb_unpack_io *io);
void jb_zstd_begin(struct jb_unpack *unpack);
bool jb_zstd_some(struct jb_unpack *unpack, struct jb_unpack_io *io);
void jb_zstd_end(struct jb_unpack *unpack);

#endif
