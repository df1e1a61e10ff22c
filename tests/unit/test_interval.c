/*
 * Intervals against published figures. Those of shares are R's prop.test, without and with
 * continuity correction, and binom.test, for the examples of Newcombe, Statist. Med. 17 (1998)
 * 857-872 and three others; those of counts and of Student's t are SciPy's.
 */
#include <math.h>

#include "stats/interval.h"
#include "testing.h"

static void near(double found, double expected, double error)
{
	if (!(fabs(found - expected) <= error))
		fail_msg("found %.17g, expected %.17g", found, expected);
}

static void same(struct jrt_interval found, struct jrt_interval expected)
{
	near(found.low, expected.low, 0.6e-10);
	near(found.high, expected.high, 0.6e-10);
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

/* Each row: x of n, then the ends of Wilson's interval, of the corrected one, of the exact one. */
static void test_shares(void **state)
{
	static const struct {
		uint64_t hits, n;
		struct jrt_interval wilson, corrected, exact;
	} table[] = {
		{81,
		 263,
		 {0.2552885199, 0.3662095770},
		 {0.2535086823, 0.3681762010},
		 {0.2527367456, 0.3676219226}},
		{15,
		 148,
		 {0.0623863995, 0.1604872417},
		 {0.0597782084, 0.1644497794},
		 {0.0578440101, 0.1616504903}},
		{0, 20, {0, 0.1611251581}, {0, 0.2004533450}, {0, 0.1684334710}},
		{1,
		 29,
		 {0.0061132143, 0.1717552188},
		 {0.0018026402, 0.1962817510},
		 {0.0008726469, 0.1776442955}},
		{23,
		 60,
		 {0.2708827237, 0.5098240418},
		 {0.2635284123, 0.5180988856},
		 {0.2607070580, 0.5178850486}},
		{880,
		 1060,
		 {0.8064027139, 0.8515900670},
		 {0.8059079483, 0.8520352285},
		 {0.8062053648, 0.8523220400}},
		{10, 10, {0.7224672001, 1}, {0.6554627817, 1}, {0.6915028922, 1}},
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		uint64_t hits = table[i].hits, n = table[i].n;

		same(jrt_interval_wilson(hits, n, 0.95), table[i].wilson);
		same(jrt_interval_wilson_corrected(hits, n, 0.95), table[i].corrected);
		same(jrt_interval_exact(hits, n, 0.95), table[i].exact);
	}
}

/* What an exact interval promises: beyond its ends lie 2.5 % each. */
static void test_exact_tails(void **state)
{
	(void)state;
	for (uint64_t hits = 1; hits < 40; hits += 3) {
		struct jrt_interval found = jrt_interval_exact(hits, 40, 0.95);

		near(jrt_interval_binomial(hits, 40, found.high), 0.025, 1e-12);
		near(1 - jrt_interval_binomial(hits - 1, 40, found.low), 0.025, 1e-12);
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
	near((found.low + found.high) / 2, -18.1221, 0.5e-4);
	near(jrt_interval_net_deviation(238, 431, 1065) / sqrt(1065), 2.364304, 0.5e-6);
	near(jrt_interval_net_deviation(238, 431, 1065) / sqrt(1064), 2.365415, 0.5e-6);
	/* p 1/2, d 1/6: variance 5/9, so the standard error of n = 500 is 1/30. */
	assert_true(jrt_interval_net(300, 100, 600, 0.95, &found));
	near((found.high - found.low) / 2 / jrt_interval_normal(0.975), 100 * sqrt(5.0 / 9 / 600),
	     1e-10);
	assert_false(jrt_interval_net(7, 0, 7, 0.95, &found));
	/* Rows for and against at once: no wider than of rows that are one or the other. */
	assert_true(jrt_interval_net(6, 4, 7, 0.95, &found));
	near(jrt_interval_net_deviation(6, 4, 7), 100 * sqrt(1 - 4.0 / 49), 1e-9);
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

/* By how much an interval of ranks covers more than was asked for. */
static void test_coverage(void **state)
{
	static const struct {
		double p;
		uint64_t n;
		struct jrt_ranks ranks;
		double coverage;
	} table[] = {
		{0.5, 6, {1, 6}, 0.96875},
		{0.5, 10, {2, 9}, 0.978515625},
		{0.5, 20, {6, 15}, 0.9586105346679688},
		{0.5, 100, {40, 61}, 0.9647997997822952},
		{0.9, 60, {49, 59}, 0.9716382358365523},
		{0.95, 1000, {936, 964}, 0.9580952682226541},
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct jrt_ranks found = jrt_interval_ranks(table[i].p, table[i].n, 0.95);

		assert_int_equal(found.low, table[i].ranks.low);
		assert_int_equal(found.high, table[i].ranks.high);
		near(jrt_interval_coverage(found, table[i].p, table[i].n), table[i].coverage,
		     1e-12);
	}
	near(jrt_interval_coverage((struct jrt_ranks){0, 6}, 0.5, 5), 1, 0);
}

/* Student's t: five figures, and a hundred, where it is still wider than the normal one. */
static void test_mean(void **state)
{
	struct jrt_interval found = jrt_interval_mean(24.64, 2.0839865642561124, 5, 0.95);

	(void)state;
	near(found.low, 22.052388910422827, 1e-10);
	near(found.high, 27.227611089577167, 1e-10);
	found = jrt_interval_mean(100, 15, 100, 0.95);
	assert_true(found.high > 100 + 1.959963984540054 * 1.5);
}

static void test_counts(void **state)
{
	static const double table[][3] = {
		{0, 0, 3.6888794541139354},
		{1, 0.025317807984289876, 5.571643390938898},
		{5, 1.6234863901184207, 11.66833207932267},
		{21, 12.999330984076186, 32.100730734943404},
		{100, 81.36399125092314, 121.62679379242638},
		{12345, 12128.18090789908, 12564.722206913333},
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct jrt_interval found = jrt_interval_count((uint64_t)table[i][0], 0.95);

		near(found.low, table[i][1], 1e-9 * table[i][2]);
		near(found.high, table[i][2], 1e-9 * table[i][2]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_normal_quantile), cmocka_unit_test(test_shares),
		cmocka_unit_test(test_exact_tails),	cmocka_unit_test(test_net_score),
		cmocka_unit_test(test_binomial),	cmocka_unit_test(test_order_statistics),
		cmocka_unit_test(test_coverage),	cmocka_unit_test(test_mean),
		cmocka_unit_test(test_counts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
