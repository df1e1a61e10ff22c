/*
 * Percentiles against the types 1 and 7 of Hyndman and Fan, The American Statistician 50 (1996),
 * as R's quantile() gives them for two samples.
 */
#include "stats/percentile.h"
#include "testing.h"

struct sample {
	struct jrt_value_count value[16];
	struct jrt_part_state state;
};

static void sample_of(struct sample *sample, const int *value, size_t count)
{
	size_t n = 0;

	for (size_t i = 0; i < count; i++) {
		if (n > 0 && sample->value[n - 1].value == value[i] * JB_FIX_ONE)
			sample->value[n - 1].count++;
		else
			sample->value[n++] = (struct jrt_value_count){value[i] * JB_FIX_ONE, 1};
	}
	sample->state = (struct jrt_part_state){
		.kind = JRT_PART_VALUES, .n = count, .value = sample->value, .value_count = n};
}

static const int ten[] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
static const int twelve[] = {2, 4, 4, 5, 8, 9, 12, 20, 31, 46, 60, 95};

static void check(const int *value, size_t count, jb_fix p, int nearest, jb_fix between)
{
	struct sample sample;

	sample_of(&sample, value, count);
	assert_int_equal(jrt_percentile_nearest(&sample.state, p), nearest * JB_FIX_ONE);
	struct jb_ratio found = jrt_percentile_between(&sample.state, p);
	assert_true(found.num == (jb_i128)between * found.den);
}

static void test_hyndman_fan_ten(void **state)
{
	(void)state;
	check(ten, 10, 250000, 3, 3250000);
	check(ten, 10, 500000, 5, 5500000);
	check(ten, 10, 900000, 9, 9100000);
	check(ten, 10, 950000, 10, 9550000);
}

static void test_hyndman_fan_twelve(void **state)
{
	(void)state;
	check(twelve, 12, 500000, 9, 10500000);
	check(twelve, 12, 800000, 46, 43000000);
	check(twelve, 12, 900000, 60, 58600000);
	check(twelve, 12, 950000, 95, 75750000);
}

static void test_the_ends(void **state)
{
	(void)state;
	check(ten, 10, 0, 1, 1000000);
	check(ten, 10, JB_FIX_ONE, 10, 10000000);
	check(ten, 1, 500000, 1, 1000000);
}

/* 0.07 x 100 is 7.000000000000001 in double, which would give the 8th value. */
static void test_no_double_in_the_rank(void **state)
{
	struct jrt_value_count value[100];
	struct jrt_part_state values = {.n = 100, .value = value, .value_count = 100};

	(void)state;
	for (int i = 0; i < 100; i++)
		value[i] = (struct jrt_value_count){i + 1, 1};
	assert_int_equal(jrt_percentile_nearest(&values, 70000), 7);
	assert_int_equal(jrt_percentile_nearest(&values, 70001), 8);
}

static void test_S30_smallest_n(void **state)
{
	(void)state;
	assert_false(jrt_percentile_enough(9, 900000));
	assert_true(jrt_percentile_enough(10, 900000));
	assert_false(jrt_percentile_enough(19, 950000));
	assert_true(jrt_percentile_enough(20, 950000));
	assert_true(jrt_percentile_enough(1, JB_FIX_ONE));
	assert_false(jrt_percentile_enough(0, 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_hyndman_fan_ten),
		cmocka_unit_test(test_hyndman_fan_twelve),
		cmocka_unit_test(test_the_ends),
		cmocka_unit_test(test_no_double_in_the_rank),
		cmocka_unit_test(test_S30_smallest_n),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
