/*
 * Erlang C against textbook cases of the delay formula.
 */
#include <math.h>

#include "stats/erlang.h"
#include "testing.h"

static void near(double found, double expected, double error)
{
	if (!(fabs(found - expected) <= error))
		fail_msg("found %.17g, expected %.17g", found, expected);
}

static void test_delay(void **state)
{
	(void)state;
	/* 360 calls in half an hour, four minutes each, 55 agents: the classic example. */
	near(jrt_erlang_wait(48, 55), 0.2387009364, 1e-10);
	near(jrt_erlang_speed(48, 240, 55), 8.184032, 1e-6);
	near(jrt_erlang_level(48, 240, 55, 15), 0.8458830922, 1e-10);
	/* 3.5 a minute of three minutes, 13 agents: the published mean wait is 26.56 s. */
	near(jrt_erlang_wait(10.5, 13), 0.3688456362, 1e-10);
	near(jrt_erlang_speed(10.5, 180, 13), 26.556886, 1e-6);
}

static void test_levels(void **state)
{
	static const struct {
		double load, handling, within, level;
		uint32_t agents;
	} table[] = {
		{8.4, 120, 20, 0.8990797799, 12},
		{10, 180, 20, 0.8883500192, 14},
		{20, 180, 20, 0.8088818870, 24},
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		near(jrt_erlang_level(table[i].load, table[i].handling, table[i].agents,
				      table[i].within),
		     table[i].level, 1e-10);
}

static void test_agents(void **state)
{
	uint32_t agents = 0;

	(void)state;
	assert_true(jrt_erlang_agents(10, 180, 20, 0.8, &agents));
	assert_int_equal(agents, 14);
	assert_true(jrt_erlang_level(10, 180, 13, 20) < 0.8);
	assert_true(jrt_erlang_agents(20, 180, 20, 0.8, &agents));
	assert_int_equal(agents, 24);
	/* No load at all still needs somebody to be there. */
	assert_true(jrt_erlang_agents(0, 180, 20, 0.8, &agents));
	assert_int_equal(agents, 1);
	assert_false(jrt_erlang_agents(2.0 * JRT_ERLANG_AGENTS_MAX, 180, 20, 0.8, &agents));
}

/* A queue that grows for ever. */
static void test_overload(void **state)
{
	(void)state;
	near(jrt_erlang_wait(10, 10), 1, 0);
	near(jrt_erlang_level(10, 180, 10, 20), 0, 0);
	assert_true(isinf(jrt_erlang_speed(10, 180, 9)));
	near(jrt_erlang_wait(3, 0), 1, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_delay),
		cmocka_unit_test(test_levels),
		cmocka_unit_test(test_agents),
		cmocka_unit_test(test_overload),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
