/*
 * Who serves customers for a brand: questions about partners that several rules ask, gathered from
 * the deliveries once. A partner that delivers nothing, or only in house, is none of these.
 */
#ifndef LINT_LOOK_PARTNER_H
#define LINT_LOOK_PARTNER_H

#include "base/map.h"
#include "lint/linter.h"

/* All outsourcers; gathered once. */
struct jy_services jy_services(struct jy_linter *linter);

/* Whether a partner delivers here, and not in house. */
bool jy_delivers_outside(const struct jy_delivery *delivery);

/* Sets of things by their address. */
struct jy_set {
	struct jb_map map;
};
void jy_set_init(struct jy_set *set, struct jb_arena *arena);
/* True where it is new. NULL is no member. */
bool jy_set_add(struct jy_set *set, const void *thing);
/* The same of two things together; a set holds single things or pairs, not both. */
bool jy_set_add_pair(struct jy_set *set, const void *one, const void *other);
bool jy_set_has(const struct jy_set *set, const void *thing);

/* "a ramp", "a ramp and targets", "a ramp, heads and targets" */
struct jb_text jy_listed(struct jy_linter *linter, const struct jb_text *word, size_t count);

#endif
