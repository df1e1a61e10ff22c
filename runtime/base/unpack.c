/*
 * Which packing data have, and the way to the file that knows it, see unpack.h. No library is known
 * here.
 */
#include "base/unpack.h"

#include <assert.h>

/* A skippable frame of zstd begins with 0x184D2A50 to 0x184D2A5F, least byte first. */
static bool is_skippable(struct jb_text head)
{
	return head.size >= 4 && (head.at[0] & 0xf0) == 0x50 &&
	       jb_text_starts(jb_text_slice(head, 1, head.size), JB_TEXT("\x2a\x4d\x18"));
}

enum jb_packing jb_packing_of(struct jb_text head)
{
	if (jb_text_starts(head, JB_TEXT("\x1f\x8b")))
		return JB_PACKED_GZIP;
	if (jb_text_starts(head, JB_TEXT("\x28\xb5\x2f\xfd")) || is_skippable(head))
		return JB_PACKED_ZSTD;
	return JB_PACKED_NOT;
}

const char *jb_packing_name(enum jb_packing packing)
{
	return packing == JB_PACKED_GZIP ? "gzip" : packing == JB_PACKED_ZSTD ? "zstd" : "";
}

void jb_unpack_init(struct jb_unpack *unpack, struct jb_arena *arena)
{
	*unpack = (struct jb_unpack){.arena = arena};
}

void jb_unpack_begin(struct jb_unpack *unpack, enum jb_packing packing)
{
	unpack->packing = packing;
	unpack->fault = JB_UNPACK_SOUND;
	unpack->between = false;
	if (packing == JB_PACKED_GZIP)
		jb_gzip_begin(unpack);
	else
		jb_zstd_begin(unpack);
}

bool jb_unpack_some(struct jb_unpack *unpack, struct jb_unpack_io *io)
{
	assert(unpack->packing != JB_PACKED_NOT);
	io->taken = io->given = 0;
	if (unpack->fault != JB_UNPACK_SOUND)
		return false;
	return unpack->packing == JB_PACKED_GZIP ? jb_gzip_some(unpack, io)
						 : jb_zstd_some(unpack, io);
}

void jb_unpack_end(struct jb_unpack *unpack)
{
	jb_zstd_end(unpack);
	unpack->packing = JB_PACKED_NOT;
}
