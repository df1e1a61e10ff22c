/* Maps and symbols: many keys, keys chosen to collide under another hash, and long runs. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/map.h"
#include "testing.h"

#define MANY 200000

static void values_stay_with_their_keys(void **state)
{
	struct jb_arena arena;
	struct jb_map map;
	bool fresh;

	(void)state;
	jb_arena_init(&arena, NULL);
	jb_map_init(&map, &arena);
	assert_null(jb_map_get(&map, JB_TEXT("a")));
	*jb_map_put(&map, JB_TEXT("a"), &fresh) = 7;
	assert_true(fresh);
	assert_int_equal(*jb_map_put(&map, JB_TEXT("a"), &fresh), 7);
	assert_false(fresh);
	assert_int_equal(*jb_map_put(&map, JB_TEXT(""), &fresh), 0);
	assert_true(fresh);
	assert_non_null(jb_map_get(&map, jb_text_of(NULL)));
	assert_null(jb_map_get(&map, JB_TEXT("a\0")));
	assert_int_equal(map.count, 2);
	jb_arena_release(&arena);
}

/*
 * Keys that agree in the low 20 bits of FNV-1a (Fowler, Noll, Vo), which a table of up to a million
 * slots would all put in one place. The low bits of each step depend on the low bits alone, and the
 * step can be undone; so the states from which three more bytes lead to 0 are listed by going
 * backwards.
 */
#define FNV_MASK UINT32_C(0xfffff)
#define FNV_PRIME UINT32_C(0x1b3) /* of 0x100000001b3 */
#define FNV_BASIS UINT32_C(0x84222325)

static uint32_t fnv(uint32_t hash, const char *at, size_t size)
{
	for (size_t i = 0; i < size; i++)
		hash = (hash ^ (unsigned char)at[i]) * FNV_PRIME & FNV_MASK;
	return hash;
}

static uint32_t fnv_inverse(void)
{
	uint32_t inverse = 1;

	for (int i = 0; i < 6; i++)
		inverse *= 2 - FNV_PRIME * inverse;
	return inverse;
}

/* ending[3 * state]: the three bytes that lead from the state to 0, or NULs. */
static char *endings(struct jb_arena *arena)
{
	char *ending = jb_alloc_array(arena, FNV_MASK + 1, 3);
	uint32_t inverse = fnv_inverse();

	for (uint32_t i = 0; i < 94 * 94 * 94; i++) {
		char byte[3] = {(char)('!' + i % 94), (char)('!' + i / 94 % 94),
				(char)('!' + i / 94 / 94)};
		uint32_t state = 0;

		for (int k = 3; k-- > 0;)
			state = (state * inverse ^ (unsigned char)byte[k]) & FNV_MASK;
		memcpy(ending + 3 * state, byte, 3);
	}
	return ending;
}

static void keys_chosen_against_fnv_are_quick(void **state)
{
	struct jb_arena arena;
	struct jb_map map;
	const char *ending;
	size_t found = 0;
	clock_t start = clock();

	(void)state;
	jb_arena_init(&arena, NULL);
	jb_map_init(&map, &arena);
	ending = endings(&arena);
	for (unsigned i = 0; found < MANY; i++) {
		char name[24];
		size_t size = (size_t)snprintf(name, sizeof name, "%x", i);
		const char *end = ending + 3 * fnv(FNV_BASIS & FNV_MASK, name, size);

		if (!*end)
			continue;
		memcpy(name + size, end, 3);
		assert_int_equal(fnv(FNV_BASIS & FNV_MASK, name, size + 3), 0);
		*jb_map_put(&map, jb_text_copy(&arena, (struct jb_text){name, size + 3}), NULL) =
			++found;
	}
	assert_int_equal(map.count, MANY);
	assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 20);
	jb_arena_release(&arena);
}

/* Keys whose hashes under the first seed share their low bits, found by search: runs grow long, the
 * map takes another seed, and nothing is lost. */
static void keys_chosen_against_the_first_seed_are_quick(void **state)
{
	struct jb_arena arena;
	struct jb_map map;
	size_t found = 0;

	(void)state;
	jb_arena_init(&arena, NULL);
	jb_map_init(&map, &arena);
	for (uint64_t i = 0; found < 1000; i++) {
		char name[24];
		size_t size = (size_t)snprintf(name, sizeof name, "%llu", (unsigned long long)i);
		struct jb_text key = {name, size};

		if ((jb_text_hash_keyed(key, 0, UINT64_C(0x9e3779b97f4a7c15)) & 0x7ff) != 5)
			continue;
		*jb_map_put(&map, jb_text_copy(&arena, key), NULL) = i;
		found++;
		assert_int_equal(*jb_map_get(&map, key), i);
	}
	assert_int_equal(map.count, 1000);
	assert_true(map.seed > 0);
	assert_true(map.room <= 8192);
	jb_arena_release(&arena);
}

static void symbols_number_texts_in_order(void **state)
{
	struct jb_arena arena;
	struct jb_symbols symbols;
	char name[32];

	(void)state;
	jb_arena_init(&arena, NULL);
	jb_symbols_init(&symbols, &arena);
	assert_int_equal(jb_symbols_find(&symbols, JB_TEXT("x")), 0);
	for (int round = 0; round < 2; round++) {
		for (uint32_t i = 1; i <= MANY; i++) {
			size_t size = (size_t)snprintf(name, sizeof name, "agent-%u", i);

			assert_int_equal(jb_symbols_add(&symbols, (struct jb_text){name, size}), i);
		}
	}
	assert_int_equal(symbols.count, MANY);
	assert_true(jb_text_is(jb_symbols_text(&symbols, 4711), "agent-4711"));
	assert_int_equal(jb_symbols_find(&symbols, JB_TEXT("agent-200000")), MANY);
	assert_int_equal(jb_symbols_find(&symbols, JB_TEXT("agent-200001")), 0);
	assert_true(jb_text_is(jb_symbols_text(&symbols, 0), ""));
	jb_arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_stay_with_their_keys),
		cmocka_unit_test(keys_chosen_against_fnv_are_quick),
		cmocka_unit_test(keys_chosen_against_the_first_seed_are_quick),
		cmocka_unit_test(symbols_number_texts_in_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
