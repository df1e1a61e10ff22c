/*
 * Who serves customers for a brand: questions about partners that several rules ask, gathered from
 * the deliveries once. A partner that delivers nothing, or only in house, is none of these.
 */
#ifndef LINT_LOOK_PARTNER_H
#define LINT_LOOK_PARTNER_H

#include "base/map.h"
#include "lint/linter.h"

/* The address of a thing as the key of a map; `pointer` is a variable. */
#define JY_KEY(pointer) ((struct jb_text){(const char *)&(pointer), sizeof(pointer)})

/* What an outsourcer delivers. */
struct jy_service {
	const struct jy_partner *partner;
	size_t touchpoints, truths;
	const struct jy_touchpoint *first;
	const struct jy_touchpoint *truth; /* its first moment of truth; NULL: none */
};

/* In the order in which the partners are declared. */
struct jy_services {
	const struct jy_service *at;
	size_t count;
};

/* All outsourcers. Linear in the program; call it once a rule. */
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
bool jy_set_has(const struct jy_set *set, const void *thing);

/* "a ramp", "a ramp and targets", "a ramp, heads and targets" */
struct jb_text jy_listed(struct jy_linter *linter, const struct jb_text *word, size_t count);

#endif
