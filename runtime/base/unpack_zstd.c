/*
 * zstd, see unpack.h. The only file that knows libzstd. The library's memory is its own: it is
 * taken when the first such file is read and given back by jb_zstd_end.
 *
 * The library is given a header or a block at a time, whole, and none while a block's bytes may
 * still wait to be given out. For when it meets an error it says nothing of what it put out in the
 * same call, and of a block that is stored as it is it puts out what has come so far: given more or
 * less at once, how much comes out before a fault would depend on the pieces that the input came
 * in. What does not lie whole in one piece is gathered first.
 */
#include <string.h>
#include <zstd.h>
#include <zstd_errors.h>

#include "base/unpack.h"

#define WINDOW_LOG 25
#define BLOCK_HEADER 3

_Static_assert(JB_UNPACK_WINDOW == (size_t)1 << WINDOW_LOG, "the window is said once");

struct zstd {
	ZSTD_DCtx *context;
	size_t wanted; /* bytes that the library asks for; 0 between frames */
	bool waiting;  /* the last call filled the room, so there may be more to give */
	bool follows;  /* a frame lies before this one */
	size_t gathered;
	unsigned char gather[ZSTD_BLOCKSIZE_MAX];
};

void jb_zstd_begin(struct jb_unpack *unpack)
{
	struct zstd *zstd = unpack->zstd;

	if (zstd == NULL)
		unpack->zstd = zstd = JB_NEW(unpack->arena, struct zstd);
	if (zstd->context == NULL)
		zstd->context = ZSTD_createDCtx();
	if (zstd->context == NULL)
		jb_arena_fail(unpack->arena);
	ZSTD_DCtx_reset(zstd->context, ZSTD_reset_session_only);
	ZSTD_DCtx_setParameter(zstd->context, ZSTD_d_windowLogMax, WINDOW_LOG);
	zstd->wanted = 0;
	zstd->waiting = false;
	zstd->follows = false;
	zstd->gathered = 0;
}

static enum jb_unpack_fault fault_of(const struct jb_unpack *unpack, size_t result)
{
	const struct zstd *zstd = unpack->zstd;

	switch (ZSTD_getErrorCode(result)) {
	case ZSTD_error_checksum_wrong: return JB_UNPACK_CHECKSUM;
	case ZSTD_error_frameParameter_windowTooLarge: return JB_UNPACK_WINDOW_BIG;
	case ZSTD_error_dictionary_wrong: return JB_UNPACK_DICTIONARY;
	case ZSTD_error_prefix_unknown:
		return zstd->follows ? JB_UNPACK_TRAILING : JB_UNPACK_DAMAGED;
	case ZSTD_error_memory_allocation: jb_arena_fail(unpack->arena);
	default: return JB_UNPACK_DAMAGED;
	}
}

/* The library asks for a block together with the header behind it, but not for a last block with
 * what follows that: it is given in two parts, the same ones whatever the pieces. The first byte of
 * a frame goes alone, so that bytes behind the last one are told however few they are. */
static size_t part(const struct zstd *zstd)
{
	if (zstd->wanted == 0)
		return 1;
	return zstd->wanted > BLOCK_HEADER ? zstd->wanted - BLOCK_HEADER : zstd->wanted;
}

/* Sets what the library is given next; false when more input is needed for it. Nothing is gathered
 * of what is longer than any block: it is skipped. */
static bool next_part(struct zstd *zstd, struct jb_unpack_io *io, ZSTD_inBuffer *in)
{
	size_t size = part(zstd), missing = size - zstd->gathered;
	size_t left = io->in_size - io->taken, more = left < missing ? left : missing;

	*in = (ZSTD_inBuffer){io->in + io->taken, 0, 0};
	if (zstd->waiting)
		return true;
	io->taken += more;
	if (zstd->gathered == 0 && (more == size || size > sizeof zstd->gather)) {
		in->size = more;
		return more > 0;
	}
	if (more > 0)
		memcpy(zstd->gather + zstd->gathered, in->src, more);
	zstd->gathered += more;
	if (more < missing)
		return false;
	*in = (ZSTD_inBuffer){zstd->gather, size, 0};
	zstd->gathered = 0;
	return true;
}

/* The library leaves the last byte of a frame while there is more to give than fits into the
 * room. */
static void keep_left(struct zstd *zstd, struct jb_unpack_io *io, const ZSTD_inBuffer *in)
{
	size_t left = in->size - in->pos;

	if (left > 0 && in->src == zstd->gather) {
		memmove(zstd->gather, zstd->gather + in->pos, left);
		zstd->gathered = left;
	} else {
		io->taken -= left;
	}
}

bool jb_zstd_some(struct jb_unpack *unpack, struct jb_unpack_io *io)
{
	struct zstd *zstd = unpack->zstd;
	ZSTD_inBuffer in;

	while (io->given < io->out_size) {
		ZSTD_outBuffer out = {io->out + io->given, io->out_size - io->given, 0};
		if (!next_part(zstd, io, &in)) {
			unpack->between = unpack->between && zstd->gathered == 0;
			return true;
		}
		size_t result = ZSTD_decompressStream(zstd->context, &out, &in);
		io->given += out.pos;
		if (ZSTD_isError(result)) {
			unpack->fault = fault_of(unpack, result);
			unpack->between = false;
			return false;
		}
		keep_left(zstd, io, &in);
		if (in.pos > 0 || out.pos > 0)
			unpack->between = result == 0;
		zstd->follows = zstd->follows || result == 0;
		zstd->wanted = result;
		zstd->waiting = result > 0 && out.pos == out.size;
	}
	return true;
}

void jb_zstd_end(struct jb_unpack *unpack)
{
	struct zstd *zstd = unpack->zstd;

	if (zstd == NULL)
		return;
	ZSTD_freeDCtx(zstd->context);
	zstd->context = NULL;
}
