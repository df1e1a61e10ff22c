/*
 * The table of symbols: a map from text to number beside an array from number to text.
 */
#include "base/map.h"
#include "base/vec.h"

#include <assert.h>

void jb_symbols_init(struct jb_symbols *symbols, struct jb_arena *arena)
{
	*symbols = (struct jb_symbols){.count = 0};
	jb_map_init(&symbols->map, arena);
	/* Number 0 is no symbol, so its place is taken by the empty text. */
	symbols->text = jb_vec_grow(arena, NULL, 0, &symbols->room, sizeof *symbols->text);
}

jb_symbol jb_symbols_add(struct jb_symbols *symbols, struct jb_text text)
{
	struct jb_arena *arena = symbols->map.arena;
	uint64_t *number;
	bool fresh;

	if (symbols->count >= UINT32_MAX)
		jb_arena_fail(arena);
	symbols->text = jb_vec_grow(arena, symbols->text, symbols->count + 1, &symbols->room,
				    sizeof *symbols->text);
	number = jb_map_intern(&symbols->map, &text, &fresh);
	if (fresh) {
		*number = ++symbols->count;
		symbols->text[*number] = text;
	}
	return (jb_symbol)*number;
}

jb_symbol jb_symbols_find(const struct jb_symbols *symbols, struct jb_text text)
{
	const uint64_t *found = jb_map_get(&symbols->map, text);

	return found ? (jb_symbol)*found : 0;
}

struct jb_text jb_symbols_text(const struct jb_symbols *symbols, jb_symbol symbol)
{
	assert(symbol <= symbols->count);
	return symbols->text[symbol];
}
