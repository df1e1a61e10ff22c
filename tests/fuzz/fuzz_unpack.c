/*
 * Fuzzes packed data: the first byte chooses the pieces, the rest are the data, with the magic of
 * gzip or zstd put before where they have none. Whatever comes, unpacking ends without harm, and
 * what comes out and what is wrong do not depend on the pieces.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/unpack.h"
#include "check.h"

#define OUT_MAX ((size_t)1 << 20) /* of what comes out; more takes time and shows nothing */
#define PIECE_MAX ((size_t)1 << 16)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

struct outcome {
	struct jb_hash hash;
	size_t size;
	enum jb_unpack_fault fault;
	bool between;
};

static void unpack(struct jb_unpack *unpack, const uint8_t *data, size_t size, size_t in_piece,
		   size_t out_piece, struct outcome *outcome)
{
	static unsigned char room[PIECE_MAX];
	struct jb_text head = {(const char *)data, size};
	size_t at = 0;

	memset(outcome, 0, sizeof *outcome);
	jb_hash_init(&outcome->hash);
	jb_unpack_begin(unpack, jb_packing_of(head));
	while (outcome->size < OUT_MAX) {
		size_t left = size - at, most = OUT_MAX - outcome->size;
		struct jb_unpack_io io = {.in = data + at,
					  .in_size = left < in_piece ? left : in_piece,
					  .out = room,
					  .out_size = out_piece < most ? out_piece : most};
		bool sound = jb_unpack_some(unpack, &io);
		CHECK(io.taken <= io.in_size && io.given <= io.out_size);
		jb_hash_add(&outcome->hash, room, io.given);
		outcome->size += io.given;
		at += io.taken;
		if (!sound || (at == size && io.taken == 0 && io.given == 0))
			break;
		CHECK(io.taken > 0 || io.given > 0);
	}
	/* What is told at the end of the room is not told by all pieces alike. */
	outcome->fault = outcome->size < OUT_MAX ? unpack->fault : JB_UNPACK_SOUND;
	outcome->between = outcome->size < OUT_MAX && unpack->between;
}

static size_t add_magic(uint8_t choice, uint8_t *out)
{
	memcpy(out, choice & 0x80 ? "\x28\xb5\x2f\xfd" : "\x1f\x8b\x08\x00", 4);
	return 4;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct jb_arena arena;
	struct jb_unpack state;
	struct outcome whole, pieces;

	if (size < 5 || size > PIECE_MAX)
		return 0;
	jb_arena_init(&arena, NULL);
	if (JB_ARM(&arena) != 0)
		abort();
	uint8_t *copy = jb_alloc(&arena, size + 4);
	bool packed =
		jb_packing_of((struct jb_text){(const char *)data + 1, size - 1}) != JB_PACKED_NOT;
	size_t begin = packed ? 0 : add_magic(data[0], copy);
	memcpy(copy + begin, data + 1, size - 1);
	jb_unpack_init(&state, &arena);
	unpack(&state, copy, begin + size - 1, PIECE_MAX, PIECE_MAX, &whole);
	unpack(&state, copy, begin + size - 1, (size_t)(data[0] & 15) + 1,
	       (size_t)1 << (data[0] >> 4 & 7), &pieces);
	jb_unpack_end(&state);
	CHECK(whole.size == pieces.size && whole.fault == pieces.fault &&
	      whole.between == pieces.between);
	struct jb_digest a = jb_hash_end(&whole.hash), b = jb_hash_end(&pieces.hash);
	CHECK(jb_digest_equal(&a, &b));
	jb_arena_disarm(&arena);
	jb_arena_release(&arena);
	return 0;
}
