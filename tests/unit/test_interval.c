/*
 * Intervals against published figures. The Wilson values are those of R's prop.test without
 * continuity correction for the examples of Newcombe, Statist. Med. 17 (1998) 857-872 and three
 * others.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "stats/interval.h"

static void near(double found, double expected, double error)
{
	if (!(fabs(found - expected) <= error))
		fail_msg("found %.17g, expected %.17g", found, expected);
}

static void test_normal_quantile(void **state)
{
	(void)state;
	/* Digits of the standard normal quantile: Wichura, Applied Statistics 37 (1988), AS 241. */
	near(jrt_interval_normal(0.25), -0.6744897501960817, 1e-15);
	near(jrt_interval_normal(0.001), -3.090232306167814, 1e-14);
	near(jrt_interval_normal(1e-20), -9.262340089798408, 1e-12);
	near(jrt_interval_normal(0.975), 1.959963984540054, 1e-14);
	near(jrt_interval_normal(0.5), 0, 1e-16);
}

static void test_wilson_table(void **state)
{
	static const struct {
		uint64_t hits, n;
		double low, high;
	} table[] = {
		{81, 263, 0.2552885199, 0.3662095770},
		{15, 148, 0.0623863995, 0.1604872417},
		{0, 20, 0, 0.1611251581},
		{1, 29, 0.0061132143, 0.1717552188},
		{23, 60, 0.2708827237, 0.5098240418},
		{880, 1060, 0.8064027139, 0.8515900670},
		{10, 10, 0.7224672001, 1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct jrt_interval found = jrt_interval_wilson(table[i].hits, table[i].n, 0.95);
		near(found.low, table[i].low, 0.6e-10);
		near(found.high, table[i].high, 0.6e-10);
	}
}

/* An airline survey with 238 promoters and 431 detractors of 1,065: -18.1221 points. */
static void test_net_score(void **state)
{
	struct jrt_interval found;

	(void)state;
	assert_true(jrt_interval_net(238, 431, 1065, 0.95, &found));
	near(found.low, -22.756, 0.0005);
	near(found.high, -13.488, 0.0005);
	/* p 1/2, d 1/6: variance 5/9, so the standard error of n = 500 is 1/30. */
	assert_true(jrt_interval_net(300, 100, 600, 0.95, &found));
	near((found.high - found.low) / 2 / jrt_interval_normal(0.975), 100 * sqrt(5.0 / 9 / 600),
	     1e-10);
	assert_false(jrt_interval_net(7, 0, 7, 0.95, &found));
	assert_false(jrt_interval_net(0, 0, 7, 0.95, &found));
}

static void test_binomial(void **state)
{
	(void)state;
	near(jrt_interval_binomial(1, 10, 0.5), 11.0 / 1024, 1e-15);
	near(jrt_interval_binomial(5, 20, 0.5), 21700.0 / 1048576, 1e-14);
	near(jrt_interval_binomial(9, 10, 0.9), 1 - pow(0.9, 10), 1e-14);
	near(jrt_interval_binomial(10, 10, 0.9), 1, 0);
	/* Half of an even number of throws, and half of the middle one: 1/2. */
	double below = jrt_interval_binomial(499999, 1000000, 0.5);
	double upto = jrt_interval_binomial(500000, 1000000, 0.5);
	near((below + upto) / 2, 0.5, 1e-9);
}

/* Ranks of the 95 % interval of a median, as tables of the sign test have them (Conover,
 * Practical Nonparametric Statistics): none up to n = 5; 1 and 6 of 6; 2 and 9 of 10; 6 and 15 of
 * 20; 40 and 61 of 100. */
static void test_order_statistics(void **state)
{
	static const uint64_t table[][3] = {
		{5, 0, 6}, {6, 1, 6}, {10, 2, 9}, {20, 6, 15}, {100, 40, 61}};

	(void)state;
	for (size_t i = 0; i < 5; i++) {
		struct jrt_ranks ranks = jrt_interval_ranks(0.5, table[i][0], 0.95);
		assert_int_equal(ranks.low, table[i][1]);
		assert_int_equal(ranks.high, table[i][2]);
	}
	assert_int_equal(jrt_interval_ranks(0.9, 20, 0.95).high, 21);
}

static void test_mean(void **state)
{
	(void)state;
	struct jrt_interval found = jrt_interval_mean(100, 15, 36, 0.95);
	near(found.low, 100 - 1.959963984540054 * 2.5, 1e-12);
	near(found.high, 100 + 1.959963984540054 * 2.5, 1e-12);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_normal_quantile),	 cmocka_unit_test(test_wilson_table),
		cmocka_unit_test(test_net_score),	 cmocka_unit_test(test_binomial),
		cmocka_unit_test(test_order_statistics), cmocka_unit_test(test_mean),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
