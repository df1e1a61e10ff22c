/*
 * gzip, see unpack.h. The only file that knows zlib. zlib unpacks one member; that several may
 * follow each other, and what may stand behind them, is told here by the two bytes that begin a
 * member.
 */
#include <limits.h>
#include <zlib.h>

#include "base/unpack.h"

#define GZIP_ONLY (MAX_WBITS + 16)

static const unsigned char magic[2] = {0x1f, 0x8b};

enum place { MEMBER, BETWEEN, PADDING };

struct gzip {
	z_stream stream;
	enum place place;
	size_t seen; /* bytes of the next member's magic */
};

static void *take_memory(void *arena, unsigned count, unsigned size)
{
	return jb_alloc_array(arena, count, size);
}

/* The arena gives it back. */
static void leave_memory(void *arena, void *memory)
{
	(void)arena;
	(void)memory;
}

void jb_gzip_begin(struct jb_unpack *unpack)
{
	struct gzip *gzip = unpack->gzip;

	if (gzip == NULL) {
		gzip = JB_NEW(unpack->arena, struct gzip);
		gzip->stream = (z_stream){
			.zalloc = take_memory, .zfree = leave_memory, .opaque = unpack->arena};
		inflateInit2(&gzip->stream, GZIP_ONLY);
		unpack->gzip = gzip;
	} else {
		inflateReset2(&gzip->stream, GZIP_ONLY);
	}
	gzip->place = MEMBER;
	gzip->seen = 0;
}

static bool fail(struct jb_unpack *unpack, enum jb_unpack_fault fault)
{
	unpack->fault = fault;
	unpack->between = false;
	return false;
}

static unsigned at_most(size_t size)
{
	return size < UINT_MAX ? (unsigned)size : UINT_MAX;
}

/* zlib has one status for all that is wrong with data; at the trailer it is the checksum. */
static enum jb_unpack_fault fault_of(const z_stream *stream)
{
	const char *why = stream->msg ? stream->msg : "";
	bool trailer = jb_text_is(jb_text_of(why), "incorrect data check") ||
		       jb_text_is(jb_text_of(why), "incorrect length check");

	return trailer ? JB_UNPACK_CHECKSUM : JB_UNPACK_DAMAGED;
}

static int step(struct gzip *gzip, const unsigned char *in, size_t size, struct jb_unpack_io *io)
{
	z_stream *stream = &gzip->stream;
	unsigned in_size = at_most(size), room = at_most(io->out_size - io->given);

	stream->next_in = (unsigned char *)(uintptr_t)in;
	stream->avail_in = in_size;
	stream->next_out = io->out + io->given;
	stream->avail_out = room;
	int status = inflate(stream, Z_NO_FLUSH);
	io->given += room - stream->avail_out;
	return status;
}

/* Begins the next member when both bytes of its magic have come. They may have come in two
 * pieces, and zlib wants them too. */
static bool pass_between(struct jb_unpack *unpack, struct gzip *gzip, unsigned char byte)
{
	if (gzip->seen == 0 && byte == 0) {
		gzip->place = PADDING;
		return true;
	}
	if (gzip->place == PADDING || byte != magic[gzip->seen])
		return fail(unpack, JB_UNPACK_TRAILING);
	unpack->between = false;
	if (++gzip->seen < sizeof magic)
		return true;
	struct jb_unpack_io none = {0};
	unsigned char nowhere;
	none.out = &nowhere;
	inflateReset(&gzip->stream);
	step(gzip, magic, sizeof magic, &none);
	gzip->place = MEMBER;
	return true;
}

static bool pass_member(struct jb_unpack *unpack, struct gzip *gzip, struct jb_unpack_io *io)
{
	size_t size = io->in_size - io->taken;
	int status = step(gzip, io->in + io->taken, size, io);

	io->taken += at_most(size) - gzip->stream.avail_in;
	if (status == Z_STREAM_END) {
		gzip->place = BETWEEN;
		gzip->seen = 0;
		unpack->between = true;
		return true;
	}
	return status == Z_OK || status == Z_BUF_ERROR || fail(unpack, fault_of(&gzip->stream));
}

bool jb_gzip_some(struct jb_unpack *unpack, struct jb_unpack_io *io)
{
	struct gzip *gzip = unpack->gzip;

	for (;;) {
		if (gzip->place == MEMBER) {
			size_t taken = io->taken, given = io->given;
			if (!pass_member(unpack, gzip, io))
				return false;
			if (gzip->place == MEMBER && (io->given == io->out_size ||
						      (taken == io->taken && given == io->given)))
				return true;
		} else if (io->taken == io->in_size) {
			return true;
		} else if (!pass_between(unpack, gzip, io->in[io->taken++])) {
			return false;
		}
	}
}
