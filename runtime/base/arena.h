/*
 * Memory by lifetime. An arena hands out memory and gives all of it back at once; nobody frees a
 * single thing. Small pieces come from chunks, large ones (JB_ARENA_LARGE and above) are blocks of
 * their own so that jb_realloc can grow them without leaving the old copy behind.
 *
 * jb_alloc and its kin never return NULL. When the allocator fails, or `limit` bytes are passed,
 * they jump to the arena's trap. Every public entry point of the runtime and the compiler arms the
 * trap:
 *
 *	if (JB_ARM(arena) != 0) {
 *		// memory ran out somewhere below: release what is no memory (descriptors), then
 *		return JB_NO_MEMORY;
 *	}
 *	... work ...
 *	jb_arena_disarm(arena);
 *
 * Arming nests: JB_ARM keeps the outer trap, and jb_arena_disarm restores it. Without any trap
 * armed a failure aborts the process, which is a programmer's error. Local variables that change
 * between JB_ARM and the jump and are read after it must be volatile.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define JB_ARENA_LARGE ((size_t)64 * 1024)
#define JB_ARENA_TRAPS 8 /* how deep arming may nest */

/* Where memory comes from; {NULL, NULL, NULL} means malloc, realloc and free. */
struct jb_allocator {
	void *(*resize)(void *user, void *old, size_t size); /* old NULL: allocate */
	void (*release)(void *user, void *old);
	void *user;
};

/* What several arenas may take together, also arenas of several threads. */
struct jb_budget {
	size_t used, most;
};

struct jb_arena_chunk;
struct jb_arena_large;

struct jb_arena {
	struct jb_allocator allocator;
	struct jb_arena_chunk *chunk;
	struct jb_arena_large *large;
	size_t used;		  /* bytes taken from the allocator */
	size_t limit;		  /* 0: none */
	struct jb_budget *budget; /* NULL: none. Set while nothing is taken, or counted in */
	jmp_buf trap[JB_ARENA_TRAPS];
	unsigned armed;
};

/* An empty arena; `allocator` may be NULL. */
void jb_arena_init(struct jb_arena *arena, const struct jb_allocator *allocator);
/* An empty arena with the allocator and the budget of another. */
void jb_arena_init_beside(struct jb_arena *arena, const struct jb_arena *other);
/* Gives everything back and leaves an empty arena with the same allocator, limit, budget and
 * traps. */
void jb_arena_reset(struct jb_arena *arena);
/* Gives everything back; the arena may not be used again before jb_arena_init. */
void jb_arena_release(struct jb_arena *arena);

/* 0 when armed; not 0 after a failed allocation (the trap is then already taken down). */
#define JB_ARM(arena) setjmp(*jb_arena_arm(arena))
jmp_buf *jb_arena_arm(struct jb_arena *arena);
void jb_arena_disarm(struct jb_arena *arena);
/* What a failed allocation does; for code that must refuse a size itself. Does not return. */
void jb_arena_fail(struct jb_arena *arena) __attribute__((noreturn));

/* Memory of `size` bytes, zeroed, aligned for any type. A size of 0 gives a valid pointer. */
void *jb_alloc(struct jb_arena *arena, size_t size);
/* The same for `count` items; an overflow of the product fails like a lack of memory. */
void *jb_alloc_array(struct jb_arena *arena, size_t count, size_t size);
/* Grows (or shrinks) `old`; new bytes are not zeroed. `old` may be NULL with old_size 0. */
void *jb_realloc(struct jb_arena *arena, void *old, size_t old_size, size_t size);
/* Gives a piece of `size` bytes back before its time, where it is large; small ones stay. */
void jb_give_back(struct jb_arena *arena, void *piece, size_t size);
/* A piece of `size` bytes of one arena becomes one of another with the same allocator: a large one
 * where it lies, a small one as a copy. Gives where it is then; `from` has it no more. */
void *jb_hand_over(struct jb_arena *from, struct jb_arena *to, void *piece, size_t size);
/* How many bytes can be taken before a limit is met; SIZE_MAX without one. */
size_t jb_arena_left(const struct jb_arena *arena);
/* A copy of `size` bytes with a NUL behind. */
char *jb_copy(struct jb_arena *arena, const void *bytes, size_t size);

#define JB_NEW(arena, type) ((type *)jb_alloc((arena), sizeof(type)))
#define JB_NEW_ARRAY(arena, type, count) ((type *)jb_alloc_array((arena), (count), sizeof(type)))

#ifdef __cplusplus
}
#endif
#endif
