/*
 * A file as a window of UTF-8 bytes: opened, unpacked where it is packed (intake.h), its first
 * bytes looked at, the byte order mark taken off, and converted from its declared encoding block by
 * block. Knows nothing of lines and fields.
 *
 * The window holds the bytes from `begin` to `end`; the user takes from its front and asks for more
 * at its back. Code units that stand for no character come through as bytes that are no UTF-8, so
 * that whoever checks a row finds them there. UTF-8 itself is passed on unchecked.
 */
#ifndef READ_BYTES_H
#define READ_BYTES_H

#include "journey/runtime.h"
#include "read/intake.h"

#define JRT_READ_BLOCK ((size_t)256 * 1024)
#define JRT_SNIFF_BYTES 512 /* looked at to tell what a file is */
#define JRT_BYTES_PAD 64    /* readable before and behind the window, whatever they are */

enum jrt_byte_form {
	JRT_BYTES_UTF_8,
	JRT_BYTES_UTF_16_LE,
	JRT_BYTES_UTF_16_BE,
	JRT_BYTES_WINDOWS_1252
};

struct jrt_bytes {
	struct jb_arena *arena;
	struct jrt_intake intake;
	bool last;		/* nothing comes after the window */
	enum jrt_format format; /* of the rows, to tell what the file is */
	enum jrt_byte_form form;
	size_t block;
	char *data; /* data[end] is '\n', a stop for scanners that is no part of the file */
	size_t begin, end, room;
	/* Of a file to convert: code units cut in half, then a block. */
	unsigned char *raw;
	size_t raw_size, raw_room;
};

/* A reader's window; it is used for one file after the other. `block` 0: JRT_READ_BLOCK. */
void jrt_bytes_init(struct jrt_bytes *bytes, struct jb_arena *arena, size_t block,
		    struct jrt_pace *pace);
/* JB_OK with trouble->code set: the file cannot be read as declared, and is closed again unless the
 * window is hashing. Otherwise JB_OK or JB_CANCELLED. */
enum jb_status jrt_bytes_open(struct jrt_bytes *bytes, struct jb_text path,
			      enum jrt_encoding encoding, struct jrt_byte_trouble *trouble);
/* Adds at least one byte to the window, or sets `last`. JB_CANCELLED, or JB_CANNOT_READ with `last`
 * set, and the finding in jrt_intake_trouble. */
enum jb_status jrt_bytes_more(struct jrt_bytes *bytes);
void jrt_bytes_close(struct jrt_bytes *bytes);
/* In place of close, where the intake is hashing: see jrt_intake_digest. */
bool jrt_bytes_digest(struct jrt_bytes *bytes, struct jb_digest *digest);

static inline const char *jrt_bytes_at(const struct jrt_bytes *bytes, size_t offset)
{
	return bytes->data + bytes->begin + offset;
}

static inline size_t jrt_bytes_size(const struct jrt_bytes *bytes)
{
	return bytes->end - bytes->begin;
}

/* Forgets bytes at the front, or at the back all but the first `keep`. */
static inline void jrt_bytes_drop(struct jrt_bytes *bytes, size_t size)
{
	bytes->begin += size;
}

void jrt_bytes_cut(struct jrt_bytes *bytes, size_t keep);

/* A window that was taken away from its file. */
struct jrt_bytes_window {
	char *data;
	size_t begin, end, room;
};

/* Goes on in the memory of `window`, which is exchanged, with the bytes that are held: whoever
 * gives memory that it used itself before finds it in the cache. */
void jrt_bytes_move(struct jrt_bytes *bytes, struct jrt_bytes_window *window);
/* Takes the first `size` bytes of the window away, without copying them, and leaves the rest as the
 * window in the memory of `window`, which is exchanged. There is a line end behind the bytes taken,
 * as behind the window. An all-zero `window` is one without memory. */
void jrt_bytes_take(struct jrt_bytes *bytes, size_t size, struct jrt_bytes_window *window);
/* Puts bytes before those of a window that was taken. */
void jrt_bytes_prepend(struct jb_arena *arena, struct jrt_bytes_window *window, const char *at,
		       size_t size);

#endif
