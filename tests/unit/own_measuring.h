/*
 * Tests that each have a measuring of their own, empty when the test begins: `t`, runs(), which
 * must go well, NUM and DEN of what came of it, and TEST(name), a row of the list of tests. Stands
 * behind other headers, whose parameters have that name too.
 */
#ifndef TESTS_OWN_MEASURING_H
#define TESTS_OWN_MEASURING_H

#include "measuring.h"
#include "testing.h"

static struct measuring t;

static int set_up(void **state)
{
	(void)state;
	measuring_init(&t);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	measuring_release(&t);
	return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

static inline void runs(void)
{
	run(&t);
	if (t.status != JB_OK)
		print_message("%.*s\n", JB_ARG(t.why));
	assert_int_equal(t.status, JB_OK);
	assert_int_equal(t.out.source[0].rows, t.out.source[0].ignored + t.out.source[0].rejected +
						       t.out.source[0].duplicates +
						       t.out.source[0].accepted);
}

#define NUM(meter, label) ((long long)state_of(&t, meter, label)->num)
#define DEN(meter, label) ((long long)state_of(&t, meter, label)->den)

#endif
