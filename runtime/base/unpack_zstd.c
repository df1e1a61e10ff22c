/*
 * zstd, see unpack.h. The only file that knows libzstd. The library's memory is its own: it is
 * taken when the first such file is read and given back by jb_zstd_end.
 *
 * Input is given a header or a block at a time, and none while a block's bytes may still wait to be
 * given out. For when the library meets an error it says nothing of what it put out in the same
 * call; given more at once it would lose the blocks before the damage, and how much comes out would
 * depend on the pieces that the input came in.
 */
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
}

static enum jb_unpack_fault fault_of(const struct jb_unpack *unpack, size_t result)
{
	switch (ZSTD_getErrorCode(result)) {
	case ZSTD_error_checksum_wrong: return JB_UNPACK_CHECKSUM;
	case ZSTD_error_frameParameter_windowTooLarge: return JB_UNPACK_WINDOW_BIG;
	case ZSTD_error_dictionary_wrong: return JB_UNPACK_DICTIONARY;
	case ZSTD_error_prefix_unknown:
		return unpack->between ? JB_UNPACK_TRAILING : JB_UNPACK_DAMAGED;
	case ZSTD_error_memory_allocation: jb_arena_fail(unpack->arena);
	default: return JB_UNPACK_DAMAGED;
	}
}

/* The library asks for a block together with the header behind it. */
static size_t piece(const struct zstd *zstd, size_t size)
{
	size_t wanted = zstd->wanted > 0 ? zstd->wanted : JB_UNPACK_HEAD;

	if (zstd->waiting)
		return 0;
	if (wanted > BLOCK_HEADER)
		wanted -= BLOCK_HEADER;
	return wanted < size ? wanted : size;
}

bool jb_zstd_some(struct jb_unpack *unpack, struct jb_unpack_io *io)
{
	struct zstd *zstd = unpack->zstd;

	while (io->given < io->out_size) {
		ZSTD_inBuffer in = {io->in + io->taken, piece(zstd, io->in_size - io->taken), 0};
		ZSTD_outBuffer out = {io->out + io->given, io->out_size - io->given, 0};
		if (in.size == 0 && !zstd->waiting)
			return true;
		size_t result = ZSTD_decompressStream(zstd->context, &out, &in);
		io->taken += in.pos;
		io->given += out.pos;
		if (ZSTD_isError(result)) {
			unpack->fault = fault_of(unpack, result);
			return false;
		}
		if (in.pos > 0 || out.pos > 0)
			unpack->between = result == 0;
		zstd->wanted = result;
		zstd->waiting = out.pos == out.size;
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
