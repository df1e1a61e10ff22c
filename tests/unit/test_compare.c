/*
 * Two samples. Shares: the examples of Newcombe, Statist. Med. 17 (1998) 873, table II, method 10,
 * to the digits of statsmodels' `newcomb`. Means: SciPy's ttest_ind with unequal variances.
 */
#include <math.h>

#include "stats/compare.h"
#include "testing.h"

static void near(double found, double expected, double error)
{
	if (!(fabs(found - expected) <= error))
		fail_msg("found %.17g, expected %.17g", found, expected);
}

static void test_shares(void **state)
{
	static const struct {
		struct jrt_sample one, other;
		double low, high;
	} table[] = {
		{{56, 0, 70}, {48, 0, 80}, 0.0524314724, 0.3338726540},
		{{9, 0, 10}, {3, 0, 10}, 0.1705227239, 0.8090179735},
		{{6, 0, 7}, {2, 0, 7}, 0.0582279275, 0.8062496375},
		{{5, 0, 56}, {0, 0, 29}, -0.0381371479, 0.1925600139},
		{{0, 0, 10}, {0, 0, 20}, -0.1611251581, 0.2775327999},
		{{0, 0, 10}, {0, 0, 10}, -0.2775327999, 0.2775327999},
		{{10, 0, 10}, {0, 0, 20}, 0.6790860371, 1},
		{{10, 0, 10}, {0, 0, 10}, 0.6075093504, 1},
		{{840, 0, 1000}, {871, 0, 1000}, -0.0618512412, -0.0001518390},
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct jrt_interval found = jrt_compare_shares(table[i].one, table[i].other, 0.95);
		struct jrt_interval back = jrt_compare_shares(table[i].other, table[i].one, 0.95);

		near(found.low, table[i].low, 0.6e-10);
		near(found.high, table[i].high, 0.6e-10);
		/* Seen from the other side it is the same interval. */
		near(back.low, -found.high, 1e-15);
		near(back.high, -found.low, 1e-15);
	}
}

/* Two scores of equal samples: the variances add up. */
static void test_nets(void **state)
{
	const struct jrt_sample one = {300, 100, 600}, other = {200, 200, 600}, alike = {7, 0, 7};
	struct jrt_interval found;

	(void)state;
	assert_true(jrt_compare_nets(one, other, 0.95, &found));
	near((found.low + found.high) / 2, 100.0 / 3, 1e-12);
	/* 5/9 and 2/3 of one answer. */
	near((found.high - found.low) / 2,
	     1.959963984540054 * 100 * sqrt((5.0 / 9 + 2.0 / 3) / 600), 1e-10);
	assert_false(jrt_compare_nets(alike, alike, 0.95, &found));
	assert_true(jrt_compare_nets(alike, other, 0.95, &found));
}

static void test_means(void **state)
{
	const struct jrt_sample_mean one = {24.639999999999997, 2.0839865642561124, 5};
	const struct jrt_sample_mean other = {30.885714285714283, 2.586779575346259, 7};
	const struct jrt_sample_mean still = {3, 0, 5};
	struct jrt_interval found;

	(void)state;
	assert_true(jrt_compare_means(one, other, 0.95, &found));
	near(found.low, -9.265232369428553, 1e-9);
	near(found.high, -3.226196202000018, 1e-9);
	assert_false(jrt_compare_means(still, still, 0.95, &found));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_shares),
		cmocka_unit_test(test_nets),
		cmocka_unit_test(test_means),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
