/*
 * Growing arrays in an arena:
 *
 *	JB_VEC(struct jb_text) names = {0};
 *	*jb_push(arena, &names) = JB_TEXT("speed");
 *	for (size_t i = 0; i < names.count; i++) use(names.at[i]);
 *
 * A pushed item is zeroed. Pointers into `at` die with the next push.
 */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include <stddef.h>

#include "base/arena.h"

#define JB_VEC(type)                \
	struct {                    \
		type *at;           \
		size_t count, room; \
	}

/* Makes room for one more and gives the address of the new, zeroed item. */
#define jb_push(arena, vec)                                                                      \
	((vec)->at =                                                                             \
		 jb_vec_grow((arena), (vec)->at, (vec)->count, &(vec)->room, sizeof *(vec)->at), \
	 (vec)->at + (vec)->count++)

/* Behind jb_push: returns the array with room for `count + 1` items, that item zeroed. */
void *jb_vec_grow(struct jb_arena *arena, void *items, size_t count, size_t *room, size_t size);

#endif
