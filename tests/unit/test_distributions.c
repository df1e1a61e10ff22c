/*
 * The distributions below the intervals. Expected values: SciPy 1.17 (betainc, gammainc, t.ppf,
 * chi2.ppf, beta.ppf) and, of single counts, mpmath with 40 digits; where a value follows from a
 * formula, that.
 */
#include <math.h>

#include "stats/beta.h"
#include "stats/density.h"
#include "stats/gamma.h"
#include "stats/interval.h"
#include "testing.h"

static void near(double found, double expected, double relative)
{
	if (!(fabs(found - expected) <= relative * fabs(expected)))
		fail_msg("found %.17g, expected %.17g", found, expected);
}

static void test_density(void **state)
{
	(void)state;
	near(jrt_density_binomial(3, 10, 0.3, 0.7), 0.266827932, 1e-14);
	near(jrt_density_binomial(5e5, 1e6, 0.5, 0.5), 0.000797884361331750089, 1e-13);
	near(jrt_density_binomial(2e8, 1e9, 0.2, 0.8), 0.0000315391565114536196, 1e-13);
	near(jrt_density_binomial(0, 100, 0.01, 0.99), 0.366032341273229497, 1e-14);
	near(jrt_density_binomial(1, 1e9, 1e-9, 1 - 1e-9), 0.367879441355382042, 1e-12);
	near(jrt_density_poisson(0, 2), exp(-2), 1e-15);
	near(jrt_density_poisson(3, 2), 8 * exp(-2) / 6, 1e-14);
}

static void test_beta(void **state)
{
	static const double table[][4] = {
		{0.5, 0.5, 0.3, 0.369010119565545375},
		{2, 3, 0.4, 0.5248},
		{81, 183, 0.3, 0.411461598095478461},
		{1, 20, 0.17, 0.975925246587693164},
		{1000, 9000, 0.1, 0.503546220751864014},
		{250000.5, 749999.5, 0.2503, 0.755489224761202133},
		{0.001, 5, 0.2, 0.9997834456464277},
		{40, 0.5, 0.98, 0.2050318650074925},
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		const double *row = table[i];

		near(jrt_beta(row[0], row[1], row[2]), row[3], 1e-12);
		near(jrt_beta_quantile(row[3], row[0], row[1]), row[2], 1e-10);
	}
	near(jrt_beta(3, 4, 0), 0, 0);
	near(jrt_beta(3, 4, 1), 1, 0);
	/* One half by symmetry, also of a thousand million. */
	near(jrt_beta(5e8, 5e8, 0.5), 0.5, 1e-9);
}

static void test_gamma(void **state)
{
	static const double table[][3] = {
		{1, 1, 0.63212055882855768},	    {0.5, 2, 0.9544997361036415},
		{20, 15, 0.12478121503252496},	    {100, 130, 0.9972495916326934},
		{1e6, 1000500, 0.6915504757714972}, {1e6, 997500, 0.006179005917341976},
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		near(jrt_gamma(table[i][0], table[i][1]), table[i][2], 1e-12);
		near(jrt_gamma_quantile(table[i][2], table[i][0]), table[i][1], 1e-10);
	}
}

static void test_student(void **state)
{
	static const double table[][3] = {
		{0.95, 1, 12.706204736174694},	{0.95, 2, 4.302652729749462},
		{0.95, 10, 2.228138851986274},	{0.99, 29, 2.756385903670605},
		{0.999, 3, 12.923978636687961}, {0.5, 4.5, 0.7328666862359944},
		{0.95, 1e6, 1.959966356814107}, {0.95, 1e9, 1.959963986912325},
	};

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		near(jrt_beta_student(table[i][0], table[i][1]), table[i][2], 1e-9);
	near(jrt_beta_student(0.5, 1), 1, 1e-12); /* Cauchy's quartile */
}

/* Tiny shares of many rows keep their digits. */
static void test_exact_of_many(void **state)
{
	struct jrt_interval found = jrt_interval_exact(1, 1000000, 0.95);

	(void)state;
	near(found.low, 2.5317807663794178e-08, 1e-10);
	near(found.high, 5.571630655166939e-06, 1e-10);
	found = jrt_interval_exact(500000, 1000000, 0.95);
	near(found.low, 0.49901951919531184, 1e-11);
	near(found.high, 0.5009804808046882, 1e-11);
	found = jrt_interval_exact(3, 1000000000, 0.95);
	near(found.low, 6.186721233228957e-10, 1e-9);
	near(found.high, 8.76727308867756e-09, 1e-7);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_density),	      cmocka_unit_test(test_beta),
		cmocka_unit_test(test_gamma),	      cmocka_unit_test(test_student),
		cmocka_unit_test(test_exact_of_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
