/*
 * Arenas: chunks for small pieces, a doubly linked list of blocks for large ones. Whether a piece
 * is large follows from its size alone, so jb_realloc can tell from `old_size` where the old copy
 * lies. Under AddressSanitizer the bytes of a chunk that are not handed out are poisoned and every
 * piece has a gap behind it, so an overrun inside an arena is found as well as one outside.
 */
#include "base/arena.h"

#include <assert.h>
#include <stdalign.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ARENA_POISONS 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define ARENA_POISONS 1
#endif

#ifdef ARENA_POISONS
#include <sanitizer/asan_interface.h>
#define ARENA_GAP 16
#else
#define ASAN_POISON_MEMORY_REGION(at, size) ((void)(at), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(at, size) ((void)(at), (void)(size))
#define ARENA_GAP 0
#endif

#define ARENA_ALIGN alignof(max_align_t)
#define ARENA_CHUNK_FIRST ((size_t)8 * 1024)
#define ARENA_CHUNK_LAST ((size_t)32 * 1024 * 1024)
/* From this size on, memory is asked for in large pages. */
#define ARENA_LARGE_PAGES ((size_t)2 * 1024 * 1024)

struct jb_arena_chunk {
	struct jb_arena_chunk *next;
	size_t room, fill;
	alignas(max_align_t) unsigned char data[];
};

struct jb_arena_large {
	struct jb_arena_large *next, *previous;
	size_t size;
	alignas(max_align_t) unsigned char data[];
};

/* A big arena is filled from end to end, so large pages waste nothing and save a page fault for
 * every 4 KiB, which otherwise cost as much as the work that is done in them. It is advice: where
 * it cannot be followed, nothing changes. */
static void advise(void *block, size_t size)
{
#ifdef MADV_HUGEPAGE
	const uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
	const uintptr_t from = (uintptr_t)block & ~(page - 1);
	const uintptr_t to = ((uintptr_t)block + size + page - 1) & ~(page - 1);

	if (size >= ARENA_LARGE_PAGES)
		(void)madvise((void *)from, to - from, MADV_HUGEPAGE);
#else
	(void)block;
	(void)size;
#endif
}

static void *default_resize(void *user, void *old, size_t size)
{
	void *block = NULL;

	(void)user;
	/* What begins with a large page has no head of malloc in it: that one would be touched, as
	 * a small page, before it is known that large ones are wanted. */
	if (old || size < ARENA_LARGE_PAGES)
		block = realloc(old, size);
	else if (posix_memalign(&block, ARENA_LARGE_PAGES, size) != 0)
		return NULL;
	if (block)
		advise(block, size);
	return block;
}

static void default_release(void *user, void *old)
{
	(void)user;
	free(old);
}

void jb_arena_init(struct jb_arena *arena, const struct jb_allocator *allocator)
{
	memset(arena, 0, sizeof *arena);
	if (allocator)
		arena->allocator = *allocator;
	if (!arena->allocator.resize) {
		arena->allocator.resize = default_resize;
		arena->allocator.release = default_release;
	}
}

void jb_arena_init_beside(struct jb_arena *arena, const struct jb_arena *other)
{
	jb_arena_init(arena, &other->allocator);
	arena->budget = other->budget;
}

/* Of the budget, `size` bytes in the place of `old_size`; false when it does not hold them. */
static bool spend(struct jb_arena *arena, size_t old_size, size_t size)
{
	struct jb_budget *budget = arena->budget;

	if (!budget)
		return true;
	if (__atomic_add_fetch(&budget->used, size - old_size, __ATOMIC_RELAXED) <= budget->most ||
	    size <= old_size)
		return true;
	__atomic_sub_fetch(&budget->used, size - old_size, __ATOMIC_RELAXED);
	return false;
}

void jb_arena_reset(struct jb_arena *arena)
{
	struct jb_allocator *allocator = &arena->allocator;

	while (arena->chunk) {
		struct jb_arena_chunk *chunk = arena->chunk;

		arena->chunk = chunk->next;
		ASAN_UNPOISON_MEMORY_REGION(chunk->data, chunk->room);
		allocator->release(allocator->user, chunk);
	}
	while (arena->large) {
		struct jb_arena_large *large = arena->large;

		arena->large = large->next;
		allocator->release(allocator->user, large);
	}
	spend(arena, arena->used, 0);
	arena->used = 0;
}

void jb_arena_release(struct jb_arena *arena)
{
	jb_arena_reset(arena);
	memset(arena, 0, sizeof *arena);
}

jmp_buf *jb_arena_arm(struct jb_arena *arena)
{
	if (arena->armed == JB_ARENA_TRAPS)
		abort();
	return &arena->trap[arena->armed++];
}

void jb_arena_disarm(struct jb_arena *arena)
{
	assert(arena->armed > 0);
	arena->armed--;
}

_Noreturn void jb_arena_fail(struct jb_arena *arena)
{
	if (arena->armed == 0)
		abort();
	longjmp(arena->trap[--arena->armed], 1);
}

/* Takes `size` bytes from the allocator in the place of `old` (of `old_size`, or NULL with 0). */
static void *take(struct jb_arena *arena, void *old, size_t old_size, size_t size)
{
	size_t kept = arena->used - old_size;
	void *taken;

	if (size > SIZE_MAX - kept || (arena->limit != 0 && kept + size > arena->limit) ||
	    !spend(arena, old_size, size))
		jb_arena_fail(arena);
	taken = arena->allocator.resize(arena->allocator.user, old, size);
	if (!taken) {
		spend(arena, size, old_size);
		jb_arena_fail(arena);
	}
	arena->used = kept + size;
	return taken;
}

static size_t round_up(size_t size)
{
	return (size + ARENA_ALIGN - 1) & ~(ARENA_ALIGN - 1);
}

/* Of what several share nobody takes a large part for small pieces to come. */
static size_t chunk_most(const struct jb_arena *arena)
{
	size_t share = arena->budget ? arena->budget->most / 32 : ARENA_CHUNK_LAST;

	if (share < ARENA_CHUNK_FIRST)
		return ARENA_CHUNK_FIRST;
	return share < ARENA_CHUNK_LAST ? share : ARENA_CHUNK_LAST;
}

/* A chunk with room for `size` bytes. Chunks grow fourfold up to ARENA_CHUNK_LAST, so that a small
 * arena is small; what is left in the old chunk is given up. */
static void add_chunk(struct jb_arena *arena, size_t size)
{
	struct jb_arena_chunk *chunk;
	/* With its head a big chunk is a round number of large pages. */
	size_t whole = arena->chunk ? (arena->chunk->room + sizeof *chunk) * 4 : ARENA_CHUNK_FIRST;
	size_t room = (whole < chunk_most(arena) ? whole : chunk_most(arena)) - sizeof *chunk;
	size_t left = jb_arena_left(arena);

	/* Near the limit a chunk is what is left, so that all of it can be used. */
	if (left < room + sizeof *chunk)
		room = left > sizeof *chunk ? left - sizeof *chunk : 0;
	if (room < size)
		room = size;
	chunk = take(arena, NULL, 0, sizeof *chunk + room);
	chunk->next = arena->chunk;
	chunk->room = room;
	chunk->fill = 0;
	ASAN_POISON_MEMORY_REGION(chunk->data, room);
	arena->chunk = chunk;
}

static void *small_alloc(struct jb_arena *arena, size_t size)
{
	size_t step = round_up((size ? size : 1) + ARENA_GAP);
	struct jb_arena_chunk *chunk = arena->chunk;
	void *piece;

	if (!chunk || chunk->room - chunk->fill < step) {
		add_chunk(arena, step);
		chunk = arena->chunk;
	}
	piece = chunk->data + chunk->fill;
	chunk->fill += step;
	ASAN_UNPOISON_MEMORY_REGION(piece, size);
	return piece;
}

static void link_large(struct jb_arena *arena, struct jb_arena_large *large)
{
	large->previous = NULL;
	large->next = arena->large;
	if (large->next)
		large->next->previous = large;
	arena->large = large;
}

static void *large_alloc(struct jb_arena *arena, size_t size)
{
	struct jb_arena_large *large;

	if (size > SIZE_MAX - sizeof *large)
		jb_arena_fail(arena);
	large = take(arena, NULL, 0, sizeof *large + size);
	large->size = size;
	link_large(arena, large);
	return large->data;
}

static struct jb_arena_large *large_of(void *data)
{
	return (void *)((unsigned char *)data - offsetof(struct jb_arena_large, data));
}

static void *large_resize(struct jb_arena *arena, void *old, size_t size)
{
	struct jb_arena_large *large = large_of(old);

	if (size > SIZE_MAX - sizeof *large)
		jb_arena_fail(arena);
	large = take(arena, large, sizeof *large + large->size, sizeof *large + size);
	large->size = size;
	if (large->next)
		large->next->previous = large;
	if (large->previous)
		large->previous->next = large;
	else
		arena->large = large;
	return large->data;
}

static void unlink_large(struct jb_arena *arena, struct jb_arena_large *large)
{
	if (large->next)
		large->next->previous = large->previous;
	if (large->previous)
		large->previous->next = large->next;
	else
		arena->large = large->next;
}

static void large_release(struct jb_arena *arena, void *old)
{
	struct jb_arena_large *large = large_of(old);

	unlink_large(arena, large);
	spend(arena, sizeof *large + large->size, 0);
	arena->used -= sizeof *large + large->size;
	arena->allocator.release(arena->allocator.user, large);
}

static void *raw_alloc(struct jb_arena *arena, size_t size)
{
	return size >= JB_ARENA_LARGE ? large_alloc(arena, size) : small_alloc(arena, size);
}

void *jb_alloc(struct jb_arena *arena, size_t size)
{
	void *piece = raw_alloc(arena, size);

	memset(piece, 0, size);
	return piece;
}

void *jb_alloc_array(struct jb_arena *arena, size_t count, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(count, size, &bytes))
		jb_arena_fail(arena);
	return jb_alloc(arena, bytes);
}

/* Grows the newest piece of the newest chunk where it lies; false when it is not that piece. */
static bool grow_in_place(struct jb_arena *arena, void *old, size_t old_size, size_t size)
{
	size_t old_step = round_up((old_size ? old_size : 1) + ARENA_GAP);
	size_t step = round_up(size + ARENA_GAP);
	struct jb_arena_chunk *chunk = arena->chunk;

	if (!chunk || chunk->fill < old_step || chunk->data + (chunk->fill - old_step) != old ||
	    chunk->room - (chunk->fill - old_step) < step)
		return false;
	chunk->fill = chunk->fill - old_step + step;
	ASAN_UNPOISON_MEMORY_REGION(old, size);
	return true;
}

void *jb_realloc(struct jb_arena *arena, void *old, size_t old_size, size_t size)
{
	void *piece;

	if (!old)
		return raw_alloc(arena, size);
	if (old_size >= JB_ARENA_LARGE && size >= JB_ARENA_LARGE)
		return large_resize(arena, old, size);
	if (old_size < JB_ARENA_LARGE && size < JB_ARENA_LARGE && size >= old_size &&
	    grow_in_place(arena, old, old_size, size))
		return old;
	piece = raw_alloc(arena, size);
	memcpy(piece, old, old_size < size ? old_size : size);
	if (old_size >= JB_ARENA_LARGE)
		large_release(arena, old);
	return piece;
}

void jb_give_back(struct jb_arena *arena, void *piece, size_t size)
{
	if (piece && size >= JB_ARENA_LARGE)
		large_release(arena, piece);
}

void *jb_hand_over(struct jb_arena *from, struct jb_arena *to, void *piece, size_t size)
{
	struct jb_arena_large *large;
	size_t bytes;

	if (size < JB_ARENA_LARGE)
		return memcpy(raw_alloc(to, size), piece, size);
	large = large_of(piece);
	bytes = sizeof *large + large->size;
	assert(from->allocator.user == to->allocator.user && from->budget == to->budget);
	if (to->limit != 0 && (to->used > to->limit || bytes > to->limit - to->used))
		jb_arena_fail(to);
	unlink_large(from, large);
	link_large(to, large);
	from->used -= bytes;
	to->used += bytes;
	return large->data;
}

size_t jb_arena_left(const struct jb_arena *arena)
{
	const struct jb_budget *budget = arena->budget;
	size_t left = SIZE_MAX;

	if (arena->limit)
		left = arena->limit > arena->used ? arena->limit - arena->used : 0;
	if (budget) {
		size_t used = __atomic_load_n(&budget->used, __ATOMIC_RELAXED);
		size_t rest = used < budget->most ? budget->most - used : 0;

		left = rest < left ? rest : left;
	}
	return left;
}

char *jb_copy(struct jb_arena *arena, const void *bytes, size_t size)
{
	char *copy;

	if (size == SIZE_MAX)
		jb_arena_fail(arena);
	copy = raw_alloc(arena, size + 1);
	if (size > 0)
		memcpy(copy, bytes, size);
	copy[size] = '\0';
	return copy;
}
