/* Arenas: alignment, growth, limits, traps, and an allocator that fails at every point in turn. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/vec.h"
#include "testing.h"

static void pieces_are_zeroed_and_aligned(void **state)
{
	struct jb_arena arena;

	(void)state;
	jb_arena_init(&arena, NULL);
	for (size_t size = 0; size < 3000; size += 7) {
		unsigned char *piece = jb_alloc(&arena, size);

		assert_non_null(piece);
		assert_int_equal((uintptr_t)piece % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(piece[i], 0);
		memset(piece, 0xff, size);
	}
	jb_arena_reset(&arena);
	assert_int_equal(arena.used, 0);
	assert_int_equal(*(unsigned char *)jb_alloc(&arena, 1), 0);
	jb_arena_release(&arena);
}

static void fill(unsigned char *at, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		at[i] = (unsigned char)(i * 31 + 7);
}

static void realloc_keeps_the_bytes_over_the_border_of_large(void **state)
{
	static const size_t sizes[] = {0,     1,     40,     16,    5000, 65535,
				       65536, 65537, 300000, 70000, 100,  1 << 20};
	struct jb_arena arena;
	unsigned char *at = NULL;
	size_t size = 0;

	(void)state;
	jb_arena_init(&arena, NULL);
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		size_t kept = size < sizes[i] ? size : sizes[i];

		at = jb_realloc(&arena, at, size, sizes[i]);
		for (size_t k = 0; k < kept; k++)
			assert_int_equal(at[k], (unsigned char)(k * 31 + 7));
		fill(at, kept, sizes[i]);
		size = sizes[i];
		jb_alloc(&arena, 8); /* so that some growth cannot stay in place */
	}
	jb_arena_release(&arena);
}

static void a_large_block_grows_without_leaving_copies(void **state)
{
	struct jb_arena arena;
	void *first, *second;

	(void)state;
	jb_arena_init(&arena, NULL);
	first = jb_alloc(&arena, JB_ARENA_LARGE);
	second = jb_alloc(&arena, JB_ARENA_LARGE);
	for (size_t size = JB_ARENA_LARGE; size < JB_ARENA_LARGE * 64; size *= 2) {
		first = jb_realloc(&arena, first, size, size * 2);
		second = jb_realloc(&arena, second, size, size * 2);
	}
	assert_in_range(arena.used, JB_ARENA_LARGE * 128, JB_ARENA_LARGE * 128 + 1024);
	jb_arena_release(&arena);
}

static void the_limit_springs_the_trap(void **state)
{
	struct jb_arena arena;
	volatile size_t pieces = 0;

	(void)state;
	jb_arena_init(&arena, NULL);
	arena.limit = 1 << 20;
	if (JB_ARM(&arena) == 0) {
		for (;;) {
			jb_alloc(&arena, 1000);
			pieces++;
		}
	}
	assert_in_range(pieces, 700, 1048);
	assert_true(arena.used <= arena.limit);
	assert_int_equal(arena.armed, 0);
	jb_arena_release(&arena);
}

static void an_impossible_size_springs_the_trap(void **state)
{
	static const size_t counts[] = {SIZE_MAX, SIZE_MAX / 2, SIZE_MAX / 8 + 1, SIZE_MAX / 8 - 1};
	struct jb_arena arena;

	(void)state;
	jb_arena_init(&arena, NULL);
	arena.limit = 1 << 20;
	for (volatile size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
		if (JB_ARM(&arena) == 0) {
			jb_alloc_array(&arena, counts[i], 8);
			fail();
		}
		assert_int_equal(arena.armed, 0);
	}
	jb_arena_release(&arena);
}

static void traps_nest(void **state)
{
	struct jb_arena arena;
	volatile int inner = 0, outer = 0;

	(void)state;
	jb_arena_init(&arena, NULL);
	if (JB_ARM(&arena) == 0) {
		if (JB_ARM(&arena) == 0)
			jb_arena_fail(&arena);
		inner++;
		if (JB_ARM(&arena) == 0)
			jb_arena_disarm(&arena);
		jb_arena_fail(&arena);
	}
	outer++;
	assert_int_equal(inner, 1);
	assert_int_equal(outer, 1);
	assert_int_equal(arena.armed, 0);
	jb_arena_release(&arena);
}

/* Counts what is alive and fails at one call. */
struct faulty {
	long calls, fails_at, alive;
};

static void *faulty_resize(void *user, void *old, size_t size)
{
	struct faulty *faulty = user;

	if (++faulty->calls == faulty->fails_at)
		return NULL;
	faulty->alive += old == NULL;
	return realloc(old, size);
}

static void faulty_release(void *user, void *old)
{
	struct faulty *faulty = user;

	faulty->alive--;
	free(old);
}

static void push_many(struct jb_arena *arena)
{
	JB_VEC(uint64_t) numbers = {0};

	for (uint64_t i = 0; i < 50000; i++) {
		uint64_t *at = jb_push(arena, &numbers);

		assert_int_equal(*at, 0);
		*at = i;
	}
	for (uint64_t i = 0; i < 50000; i++)
		assert_int_equal(numbers.at[i], i);
}

static void every_failure_is_survived(void **state)
{
	volatile long fails_at = 0;
	volatile bool done = false;

	(void)state;
	while (!done) {
		struct faulty faulty = {.fails_at = ++fails_at};
		struct jb_arena arena;

		jb_arena_init(&arena,
			      &(struct jb_allocator){faulty_resize, faulty_release, &faulty});
		if (JB_ARM(&arena) == 0) {
			push_many(&arena);
			jb_arena_disarm(&arena);
			done = true;
		}
		jb_arena_release(&arena);
		assert_int_equal(faulty.alive, 0);
	}
	assert_in_range(fails_at, 5, 100);
}

static void a_copy_ends_with_nul(void **state)
{
	struct jb_arena arena;

	(void)state;
	jb_arena_init(&arena, NULL);
	assert_string_equal(jb_copy(&arena, "speed!", 5), "speed");
	assert_string_equal(jb_copy(&arena, NULL, 0), "");
	jb_arena_release(&arena);
}

static void a_piece_goes_from_one_arena_to_another(void **state)
{
	static const size_t sizes[] = {16, JB_ARENA_LARGE - 1, JB_ARENA_LARGE, 300000};

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct jb_arena from, to;
		unsigned char *piece, *after;

		jb_arena_init(&from, NULL);
		jb_arena_init_beside(&to, &from);
		jb_alloc(&from, 2 * JB_ARENA_LARGE);
		piece = jb_alloc(&from, sizes[i]);
		jb_alloc(&from, 2 * JB_ARENA_LARGE);
		fill(piece, 0, sizes[i]);
		after = jb_hand_over(&from, &to, piece, sizes[i]);
		assert_true(after == piece || sizes[i] < JB_ARENA_LARGE);
		jb_arena_release(&from);
		for (size_t k = 0; k < sizes[i]; k++)
			assert_int_equal(after[k], (unsigned char)(k * 31 + 7));
		jb_give_back(&to, after, sizes[i]);
		assert_true(to.used == 0 || sizes[i] < JB_ARENA_LARGE);
		jb_arena_release(&to);
	}
}

static void a_piece_that_passes_the_limit_stays(void **state)
{
	struct jb_arena from, to;
	void *piece;

	(void)state;
	jb_arena_init(&from, NULL);
	jb_arena_init_beside(&to, &from);
	to.limit = JB_ARENA_LARGE;
	piece = jb_alloc(&from, JB_ARENA_LARGE);
	if (JB_ARM(&to) == 0) {
		jb_hand_over(&from, &to, piece, JB_ARENA_LARGE);
		fail();
	}
	assert_true(from.used > 0 && to.used == 0);
	jb_arena_release(&from);
	jb_arena_release(&to);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pieces_are_zeroed_and_aligned),
		cmocka_unit_test(realloc_keeps_the_bytes_over_the_border_of_large),
		cmocka_unit_test(a_large_block_grows_without_leaving_copies),
		cmocka_unit_test(the_limit_springs_the_trap),
		cmocka_unit_test(an_impossible_size_springs_the_trap),
		cmocka_unit_test(traps_nest),
		cmocka_unit_test(every_failure_is_survived),
		cmocka_unit_test(a_copy_ends_with_nul),
		cmocka_unit_test(a_piece_goes_from_one_arena_to_another),
		cmocka_unit_test(a_piece_that_passes_the_limit_stays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
