/*
 * Blocks of tapes. A block that is full stays in memory while the budget lasts; later ones are
 * written to the file at once and their memory is filled anew.
 */
#include "measure/tape.h"

#include <assert.h>
#include <string.h>

static void write_out(struct jrt_tapes *tapes, const struct jrt_tape *tape,
		      struct jrt_tape_block *block)
{
	if (tapes->status == JB_OK && !tapes->spill->open)
		tapes->status = jb_spill_open(tapes->spill, tapes->arena, &tapes->why);
	if (tapes->status != JB_OK)
		return;
	block->offset = tapes->spill->size;
	tapes->status =
		jb_spill_write(tapes->spill, tapes->arena, tape->block, tapes->block, &tapes->why);
}

static void end_block(struct jrt_tapes *tapes, struct jrt_tape *tape)
{
	struct jrt_tape_block *block = jb_push(tapes->arena, &tape->full);

	tape->fill = 0;
	if (tapes->held + tapes->block > tapes->held_most) {
		write_out(tapes, tape, block);
		return;
	}
	tapes->held += tapes->block;
	block->at = tape->block;
	tape->block = NULL;
}

void jrt_tape_add(struct jrt_tapes *tapes, struct jrt_tape *tape, const void *bytes, size_t size)
{
	const unsigned char *from = bytes;

	while (size > 0) {
		size_t room = tapes->block - tape->fill, part = size < room ? size : room;

		if (!tape->block)
			tape->block = jb_realloc(tapes->arena, NULL, 0, tapes->block);
		memcpy(tape->block + tape->fill, from, part);
		tape->fill += part;
		from += part;
		size -= part;
		if (tape->fill == tapes->block)
			end_block(tapes, tape);
	}
}

uint64_t jrt_tape_size(const struct jrt_tapes *tapes, const struct jrt_tape *tape)
{
	return (uint64_t)tape->full.count * tapes->block + tape->fill;
}

/* The bytes of the block that is read next. */
static void turn_to(struct jrt_tapes *tapes, const struct jrt_tape *tape,
		    struct jrt_tape_place *place)
{
	const struct jrt_tape_block *block;

	if (place->block == tape->full.count) {
		place->bytes = tape->block;
		return;
	}
	block = &tape->full.at[place->block];
	place->bytes = block->at;
	if (block->at)
		return;
	if (!place->buffer)
		place->buffer = jb_alloc(tapes->arena, tapes->block);
	if (tapes->status == JB_OK)
		tapes->status = jb_spill_read(tapes->spill, tapes->arena, block->offset,
					      place->buffer, tapes->block, &tapes->why);
	place->bytes = place->buffer;
}

void jrt_tape_take(struct jrt_tapes *tapes, const struct jrt_tape *tape,
		   struct jrt_tape_place *place, void *into, size_t size)
{
	unsigned char *to = into;

	while (size > 0) {
		size_t room = tapes->block - place->at, part = size < room ? size : room;

		if (!place->bytes)
			turn_to(tapes, tape, place);
		assert(place->block < tape->full.count || place->at + part <= tape->fill);
		memcpy(to, place->bytes + place->at, part);
		place->at += part;
		to += part;
		size -= part;
		if (place->at == tapes->block) {
			place->block++;
			place->at = 0;
			place->bytes = NULL;
		}
	}
}
