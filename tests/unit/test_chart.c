/*
 * Control charts. Small series have limits worked out by hand; the textbook series (Montgomery;
 * Wetherill and Brown) are read from the folder in JOURNEY_SHARED and held against the limits that
 * qcc prints for them, and a call centre's months against limits computed with R.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stats/behaviour.h"
#include "stats/chart.h"
#include "testing.h"

#define ROWS_MAX 100

static void near(double found, double expected, double error)
{
	if (!(fabs(found - expected) <= error))
		fail_msg("found %.17g, expected %.17g", found, expected);
}

/* ---- by hand ---- */

static void test_limits(void **state)
{
	static const double value[] = {10, 12, 11, 15, 12};
	struct jrt_xmr found;

	(void)state;
	assert_true(jrt_chart_xmr(value, 5, JRT_CHART_WHEELER, false, &found));
	near(found.mean, 12, 1e-12);
	near(found.range, 2.5, 1e-12);
	near(found.low, 12 - 6.65, 1e-12);
	near(found.high, 12 + 6.65, 1e-12);
	near(found.range_limit, 3.267 * 2.5, 1e-12);
	assert_int_equal(found.beyond, 0);
	assert_false(jrt_chart_xmr(value, 1, JRT_CHART_WHEELER, false, &found));
}

/* A large common part costs no digits. */
static void test_limits_of_large_values(void **state)
{
	static const double value[] = {1e15 + 1, 1e15 + 3, 1e15 + 2};
	struct jrt_xmr found;

	(void)state;
	assert_true(jrt_chart_xmr(value, 3, JRT_CHART_WHEELER, false, &found));
	near(found.mean, 1e15 + 2, 0);
	near(found.range, 1.5, 0);
}

/* One jump there and back: ranges 1, 1, 1, 1, 20, 20, 1, 1, 1, 1, of which the mean is 4.8. Once
 * only: the limit is not taken again of what is left. */
static void test_screening(void **state)
{
	static const double value[] = {5, 6, 5, 6, 5, 25, 5, 6, 5, 6, 5};
	struct jrt_xmr found;

	(void)state;
	assert_true(jrt_chart_xmr(value, 11, JRT_CHART_WHEELER, false, &found));
	near(found.range, 4.8, 1e-12);
	assert_int_equal(found.beyond, 2);
	assert_true(jrt_chart_xmr(value, 11, JRT_CHART_WHEELER, true, &found));
	near(found.range, 1, 1e-12);
	near(found.range_limit, 3.267 * 4.8, 1e-12);
	near(found.high, found.mean + 2.66, 1e-12);
	assert_int_equal(found.beyond, 2);
}

/* A series that never moves keeps its ranges. */
static void test_still(void **state)
{
	static const double value[] = {0.8, 0.8, 0.8};
	struct jrt_xmr found;

	(void)state;
	assert_true(jrt_chart_xmr(value, 3, JRT_CHART_WHEELER, true, &found));
	near(found.low, 0.8, 1e-15);
	near(found.high, 0.8, 1e-15);
	assert_int_equal(found.beyond, 0);
}

/* 347 of 1,500 in samples of 50, 193 over 100, 516 in 26: the textbook charts by their totals. */
static void test_counts(void **state)
{
	struct jrt_chart_limits found = jrt_chart_p(347.0 / 1500, 50);

	(void)state;
	near(found.low, 0.05242755, 0.5e-8);
	near(found.high, 0.4102391, 0.5e-7);
	found = jrt_chart_u(1.93, 5);
	near(found.low, 0.06613305, 0.5e-8);
	near(found.high, 3.793867, 0.5e-6);
	found = jrt_chart_c(516.0 / 26);
	near(found.low, 6.481447, 0.5e-6);
	near(found.high, 33.21086, 0.5e-5);
	/* No limit where there can be no figure. */
	near(jrt_chart_p(0.01, 50).low, 0, 0);
	near(jrt_chart_p(0.99, 50).high, 1, 0);
	near(jrt_chart_c(4).low, 0, 0);
}

/* Distances from the centre of 1, -1, 1, -1 sigma: moving ranges of 2. */
static void test_dispersion(void **state)
{
	static const struct jrt_chart_count of[] = {{60, 100}, {40, 100}, {60, 100}, {40, 100}};
	static const struct jrt_chart_count all[] = {{100, 100}, {50, 50}};

	(void)state;
	near(jrt_chart_dispersion(of, 4), 4 / 1.128, 1e-12);
	assert_true(isnan(jrt_chart_dispersion(all, 2)));
	assert_true(isnan(jrt_chart_dispersion(of, 1)));
}

/* ---- special causes ---- */

/* Points with limits of 3 around a centre of 0, and a letter of each: Outside, Trend, Near, oNe
 * side as "s", "." for routine; a capital points up, a small one down. */
static void marks(const double *value, size_t count, const char *expected)
{
	struct jrt_behaviour_point point[ROWS_MAX];
	char found[ROWS_MAX + 1] = "";

	for (size_t i = 0; i < count; i++)
		point[i] = (struct jrt_behaviour_point){.value = value[i], .low = -3, .high = 3};
	jrt_behaviour_mark(point, count, 0);
	for (size_t i = 0; i < count; i++)
		found[i] = (point[i].direction > 0 ? ".OTNS" : ".otns")[point[i].cause];
	assert_string_equal(found, expected);
}
#define MARKS(expected, ...) marks((const double[]){__VA_ARGS__}, sizeof(expected) - 1, expected)

static void test_outside(void **state)
{
	(void)state;
	MARKS(".O.o.", 1, 3.1, -1, -3.1, 1);
	MARKS("....", 3, -1, -3, 1); /* the limit itself is inside */
}

/* Seven on one side: eight running and one on the other mark all eight, six none. */
static void test_one_side(void **state)
{
	(void)state;
	MARKS("SSSSSSSS.", 1, 1, 1, 1, 1, 1, 1, 1, -1);
	MARKS("ssssssss.", -1, -1, -1, -1, -1, -1, -1, -1, 1);
	MARKS("......", 1, 1, 1, 1, 1, 1);
	MARKS(".......", 1, 1, 1, 1, 1, 1, -1);
	MARKS("........", 1, 1, 1, 0, 1, 1, 1, 1); /* the centre is on no side */
}

/* Seven that rise: 2, 1 to 7, 3 in tenths, moved so that the centre lies inside. */
static void test_trend(void **state)
{
	(void)state;
	MARKS(".TTTTTTT.", -0.2, -0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3, -0.1);
	MARKS(".ttttttt.", 0.2, 0.3, 0.2, 0.1, 0, -0.1, -0.2, -0.3, 0.1);
	MARKS("......", -0.3, -0.2, -0.1, 0, 0.1, 0.2);
	/* Equal neighbours end a run. */
	MARKS(".......", -0.3, -0.2, -0.1, -0.1, 0.1, 0.2, 0.3);
}

static void test_near_a_limit(void **state)
{
	(void)state;
	MARKS("N.N", 2.1, 1, 2.1);
	MARKS(".nn", -1, -2.1, -2.1);
	MARKS("...", 2.1, -1, 2.1); /* not all on one side */
	MARKS("...", 2, 1, 2);	    /* two thirds are not beyond two thirds */
	MARKS("N.N", 2.5, 0.5, 2.9);
}

/* The first rule that holds gives its name. */
static void test_order(void **state)
{
	(void)state;
	MARKS("OSSSSSS", 4, 1, 1, 1, 1, 1, 1);
	MARKS("TTTTTTT", 0.5, 0.6, 0.7, 0.8, 2.5, 2.6, 2.7);
	MARKS("SSSNNSSS", 1, 1, 1, 2.5, 2.4, 1.5, 1, 1);
	MARKS("TTTTTTO", 0.5, 0.6, 0.7, 0.8, 2.5, 2.6, 3.5);
}

static void test_capability(void **state)
{
	const double none = INFINITY;

	(void)state;
	assert_int_equal(jrt_behaviour_capability(0.82, 0.9, 0.8, none), JRT_CONSISTENTLY_MET);
	assert_int_equal(jrt_behaviour_capability(0.8, 0.9, 0.8, none), JRT_CONSISTENTLY_MET);
	assert_int_equal(jrt_behaviour_capability(0.7, 0.79, 0.8, none), JRT_CONSISTENTLY_MISSED);
	assert_int_equal(jrt_behaviour_capability(0.7, 0.9, 0.8, none), JRT_HIT_AND_MISS);
	assert_int_equal(jrt_behaviour_capability(20, 40, -none, 45), JRT_CONSISTENTLY_MET);
	assert_int_equal(jrt_behaviour_capability(46, 60, -none, 45), JRT_CONSISTENTLY_MISSED);
	assert_int_equal(jrt_behaviour_capability(76, 84, 75, 85), JRT_CONSISTENTLY_MET);
	assert_int_equal(jrt_behaviour_capability(86, 90, 75, 85), JRT_CONSISTENTLY_MISSED);
	assert_int_equal(jrt_behaviour_capability(74, 80, 75, 85), JRT_HIT_AND_MISS);
}

/* ---- the textbook series ---- */

/* Numbers of a column of a table in the shared folder, up to the first row that says FALSE; NULL
 * where there is no folder. */
static size_t column(const char *file, unsigned number, double *out)
{
	const char *shared = getenv("JOURNEY_SHARED");
	char path[4096], line[512];
	size_t count = 0;
	FILE *in;

	if (!shared) {
		print_message("skipped: JOURNEY_SHARED is not set\n");
		skip();
	}
	snprintf(path, sizeof path, "%s/%s", shared, file);
	in = fopen(path, "r");
	assert_non_null(in);
	assert_non_null(fgets(line, sizeof line, in));
	while (count < ROWS_MAX && fgets(line, sizeof line, in) && !strstr(line, "FALSE")) {
		char *save = NULL, *word = strtok_r(line, " ,\t\n", &save);

		for (unsigned i = 1; word && i < number; i++)
			word = strtok_r(NULL, " ,\t\n", &save);
		if (word && sscanf(word, "%lf", &out[count]) == 1)
			count++;
	}
	fclose(in);
	return count;
}

/* Water in antifreeze: what three programs print, by their constants. */
static void test_antifreeze(void **state)
{
	static const struct {
		double scale, low, high, digits;
	} printed[] = {
		{JRT_CHART_D2_ROUNDED, 2.031344, 3.108068, 0.5e-6},
		{JRT_CHART_D2, 2.031524, 3.107887, 0.5e-6},
		{JRT_CHART_WHEELER, 2.031257, 3.108154, 0.5e-6},
	};
	double value[ROWS_MAX];
	size_t count = column("reference/oracles/spc/antifreeze.txt", 1, value);
	struct jrt_xmr found;

	(void)state;
	assert_int_equal(count, 34);
	for (size_t i = 0; i < 3; i++) {
		assert_true(jrt_chart_xmr(value, count, printed[i].scale, false, &found));
		near(found.mean, 2.569706, 0.5e-6);
		near(found.range, 0.20242424, 0.5e-8);
		near(found.low, printed[i].low, printed[i].digits);
		near(found.high, printed[i].high, printed[i].digits);
		near(found.range_limit, 0.66132, 0.5e-5);
	}
	near(found.range / 1.128, 0.1794541, 0.5e-7);
	assert_true(jrt_chart_deviation(value, count, &found));
	near((found.high - found.mean) / 3, 0.2216795, 0.5e-7);
	near(found.low, 1.904667, 0.5e-6);
	near(found.high, 3.234744, 0.5e-6);
}

static void test_viscosity(void **state)
{
	double value[ROWS_MAX];
	size_t count = column("reference/oracles/spc/viscosity.txt", 2, value), outside = 0;
	struct jrt_xmr found;

	(void)state;
	assert_int_equal(count, 20);
	assert_true(jrt_chart_xmr(value, count, JRT_CHART_D2_ROUNDED, false, &found));
	near(found.mean, 34.088, 0.5e-3);
	near(found.range / 1.128, 0.5076521, 0.5e-7);
	near(found.low, 32.56504, 0.5e-5);
	near(found.high, 35.61096, 0.5e-5);
	for (size_t i = 0; i < count; i++)
		outside += value[i] > found.high || value[i] < found.low;
	assert_int_equal(outside, 1);
	assert_true(value[3] > found.high);
}

/* Fills counts from two columns and gives how many. */
static size_t counts(const char *file, unsigned x, unsigned n, struct jrt_chart_count *out)
{
	double of_x[ROWS_MAX], of_n[ROWS_MAX];
	size_t count = column(file, x, of_x);

	assert_int_equal(column(file, n, of_n), count);
	for (size_t i = 0; i < count; i++)
		out[i] = (struct jrt_chart_count){of_x[i], of_n[i]};
	return count;
}

static void test_attributes(void **state)
{
	struct jrt_chart_count of[ROWS_MAX];
	size_t count = counts("reference/oracles/spc/orangejuice.txt", 2, 3, of);
	struct jrt_chart_limits limits;
	double centre = jrt_chart_centre(of, count);

	(void)state;
	assert_int_equal(count, 30);
	near(centre, 0.2313333, 0.5e-7);
	limits = jrt_chart_p(centre, of[0].n);
	near(limits.low, 0.05242755, 0.5e-8);
	near(limits.high, 0.4102391, 0.5e-7);
	count = counts("reference/oracles/spc/pcmanufact.txt", 1, 2, of);
	assert_int_equal(count, 20);
	centre = jrt_chart_centre(of, count);
	near(centre, 1.93, 0.5e-2);
	limits = jrt_chart_u(centre, of[0].n);
	near(limits.low, 0.06613305, 0.5e-8);
	near(limits.high, 3.793867, 0.5e-6);
}

static void test_circuit(void **state)
{
	double value[ROWS_MAX], sum = 0;
	size_t count = column("reference/oracles/spc/circuit.txt", 2, value);
	struct jrt_chart_limits limits;

	(void)state;
	assert_int_equal(count, 26);
	for (size_t i = 0; i < count; i++)
		sum += value[i];
	near(sum / 26, 19.84615, 0.5e-5);
	limits = jrt_chart_c(sum / 26);
	near(limits.low, 6.481447, 0.5e-6);
	near(limits.high, 33.21086, 0.5e-5);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(value[i] < limits.low || value[i] > limits.high,
				 i + 1 == 6 || i + 1 == 20);
}

/* A call centre's abandoned calls, 78 months in percent: open enrolment stands out. */
static void test_abandoned(void **state)
{
	static const size_t beyond[] = {22, 23, 24, 25, 71}; /* 2012-11 to 2013-02, 2016-12 */
	struct jrt_chart_count of[ROWS_MAX];
	struct jrt_behaviour_point point[ROWS_MAX];
	double value[ROWS_MAX];
	size_t count = counts("data/sf-hss-callcentre/sf_hss_monthly.csv", 3, 2, of), next = 0;
	struct jrt_xmr found;

	(void)state;
	assert_int_equal(count, 78);
	for (size_t i = 0; i < count; i++)
		value[i] = 100 * of[i].x / of[i].n;
	assert_true(jrt_chart_xmr(value, count, JRT_CHART_WHEELER, false, &found));
	near(found.mean, 1.8311506, 0.5e-7);
	near(found.range, 1.0220408, 0.5e-7);
	near(found.high, 4.549779, 0.5e-6);
	for (size_t i = 0; i < count; i++)
		point[i] = (struct jrt_behaviour_point){
			.value = value[i], .low = found.low, .high = found.high};
	jrt_behaviour_mark(point, count, found.mean);
	for (size_t i = 0; i < count; i++) {
		bool expected = next < 5 && beyond[next] == i;

		assert_int_equal(point[i].cause == JRT_CAUSE_OUTSIDE, expected);
		next += expected;
	}
	/* Months move far more than counting alone would move them. */
	assert_true(jrt_chart_dispersion(of, count) > 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_limits),	   cmocka_unit_test(test_limits_of_large_values),
		cmocka_unit_test(test_screening),  cmocka_unit_test(test_still),
		cmocka_unit_test(test_counts),	   cmocka_unit_test(test_dispersion),
		cmocka_unit_test(test_outside),	   cmocka_unit_test(test_one_side),
		cmocka_unit_test(test_trend),	   cmocka_unit_test(test_near_a_limit),
		cmocka_unit_test(test_order),	   cmocka_unit_test(test_capability),
		cmocka_unit_test(test_antifreeze), cmocka_unit_test(test_viscosity),
		cmocka_unit_test(test_attributes), cmocka_unit_test(test_circuit),
		cmocka_unit_test(test_abandoned),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
