/*
 * A hash map from text to a 64-bit value, and the table of symbols built on it. Keys are not
 * copied. There is no way to walk a map: whoever needs an order keeps a vector beside it, so that
 * no output can depend on hashes. Lookup stays linear in the key even for keys chosen to collide
 * (see map.c).
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"

struct jb_map_entry;

struct jb_map {
	struct jb_arena *arena;
	struct jb_map_entry *entry; /* in the order of the puts */
	size_t count, entry_room;
	uint64_t *slot;
	size_t room;
	uint64_t seed; /* the key of the hash, see map.c */
};

void jb_map_init(struct jb_map *map, struct jb_arena *arena);
/* The value's address, or NULL. Dies with the next put. */
uint64_t *jb_map_get(const struct jb_map *map, struct jb_text key);
/* The value's address, made (0) where the key is new; *fresh tells, and may be NULL. */
uint64_t *jb_map_put(struct jb_map *map, struct jb_text key, bool *fresh);
/* As put (*fresh may be NULL), but a new key is copied into the arena; *key becomes the map's
 * own. */
uint64_t *jb_map_intern(struct jb_map *map, struct jb_text *key, bool *fresh);

/* Symbols: each different text has one small number, from 1 in order of first appearance. */
struct jb_symbols {
	struct jb_map map;
	struct jb_text *text; /* text[symbol], with a copy of the bytes in the arena */
	size_t count, room;
};

typedef uint32_t jb_symbol; /* 0: none */

void jb_symbols_init(struct jb_symbols *symbols, struct jb_arena *arena);
jb_symbol jb_symbols_add(struct jb_symbols *symbols, struct jb_text text);
jb_symbol jb_symbols_find(const struct jb_symbols *symbols, struct jb_text text); /* 0: unknown */
struct jb_text jb_symbols_text(const struct jb_symbols *symbols, jb_symbol symbol);

#endif
