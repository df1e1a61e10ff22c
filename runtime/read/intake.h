/*
 * The bytes of one data file in order: read block by block, counted and hashed as they came, and
 * unpacked where they begin as gzip or zstd do. Knows nothing of encodings. No declaration is asked
 * whether a file is packed; its first bytes tell, of a pipe too.
 */
#ifndef READ_INTAKE_H
#define READ_INTAKE_H

#include "base/hash.h"
#include "base/io.h"
#include "base/unpack.h"
#include "journey/runtime.h"
#include "read/pace.h"

/* What a file turned out to be when it is not the text that was declared, or where it cannot be
 * read on. */
struct jrt_byte_trouble {
	const char *code; /* of the finding; NULL: none */
	struct jb_text message, help;
};

struct jrt_intake {
	struct jb_arena *arena;
	struct jb_input input;
	const struct jrt_stream *stream; /* of the next file, in place of its path; or NULL */
	bool open;
	bool input_end; /* the file's last byte is read */
	size_t block;
	struct jrt_pace *pace; /* or NULL */
	bool hashing;	       /* of each file the digest of its bytes */
	struct jb_hash hash;
	uint64_t size;	   /* bytes of this file so far, as they came */
	uint64_t unpacked; /* bytes given out */
	struct jb_unpack unpack;
	/* Bytes read and not given out: those that told the packing, or a packed block. */
	unsigned char *held;
	size_t held_at, held_end, held_room;
};

/* `block`: bytes a read. */
void jrt_intake_init(struct jrt_intake *intake, struct jb_arena *arena, size_t block,
		     struct jrt_pace *pace);
/* JB_CANNOT_OPEN with why, JB_CANNOT_READ or JB_CANCELLED; the intake is then closed unless it is
 * hashing a file that could be opened. */
enum jb_status jrt_intake_open(struct jrt_intake *intake, struct jb_text path, struct jb_text *why);
/* Up to `size` bytes into `into`; *got 0 is the end. JB_CANNOT_READ, also of data that cannot be
 * unpacked, after all that was good; or JB_CANCELLED, called for by the progress call. */
enum jb_status jrt_intake_read(struct jrt_intake *intake, void *into, size_t size, size_t *got);
/* After JB_CANNOT_READ: the finding. */
void jrt_intake_trouble(const struct jrt_intake *intake, struct jrt_byte_trouble *trouble);
void jrt_intake_close(struct jrt_intake *intake);
/* Of a hashing intake, in place of close: reads what is left of the file, and gives its digest.
 * False where the file could not be read to its end or the reading was cancelled. */
bool jrt_intake_digest(struct jrt_intake *intake, struct jb_digest *digest);

#endif
