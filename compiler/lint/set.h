/*
 * Sets of things by their address, for rules that count each thing once or ask whether it was met
 * before. In a linter's arena.
 */
#ifndef LINT_SET_H
#define LINT_SET_H

#include "base/map.h"
#include "lint/linter.h"

struct jy_set {
	struct jb_map map;
};
void jy_set_init(struct jy_set *set, struct jb_arena *arena);
/* True where it is new. NULL is no member. */
bool jy_set_add(struct jy_set *set, const void *thing);
/* The same of two things together; a set holds single things or pairs, not both. */
bool jy_set_add_pair(struct jy_set *set, const void *one, const void *other);
bool jy_set_has(const struct jy_set *set, const void *thing);

#endif
