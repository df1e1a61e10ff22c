/*
 * Tests that each have an arena of their own, empty when the test begins: `arena`, and TEST(name),
 * a row of the list of tests. Stands behind other headers, whose parameters have that name too.
 */
#ifndef TESTS_OWN_ARENA_H
#define TESTS_OWN_ARENA_H

#include "base/arena.h"
#include "testing.h"

static struct jb_arena arena;

static int set_up(void **state)
{
	(void)state;
	jb_arena_init(&arena, NULL);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	jb_arena_release(&arena);
	return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

#endif
