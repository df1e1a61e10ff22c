/*
 * How many rows a forecast allows, also where it is larger than any number of rows.
 */
#include "measure/feed.h"
#include "measure/surplus.h"

#include "testing.h"

static uint64_t allowed(jb_i128 forecast, jb_fix share)
{
	struct jrt_part_state part = {.kind = JRT_PART_SUM, .n = 1, .num = forecast};
	struct jrt_cell cell = {.period = 7, .part = &part};
	struct jrt_meter_cells cells = {.cell = &cell, .count = 1};
	const struct jrt_measuring measuring = {.cells = &cells};
	const struct jrt_surplus rule = {.share = share};
	uint64_t rows = 1;

	assert_true(jrt_surplus_agreed(&measuring, &rule, 7, &rows));
	assert_false(jrt_surplus_agreed(&measuring, &rule, 8, &rows));
	return rows;
}

static void test_whole_rows_of_a_forecast(void **state)
{
	(void)state;
	assert_int_equal(allowed(15 * (jb_i128)JB_FIX_ONE, 1100000), 16);
	assert_int_equal(allowed(0, 1100000), 0);
	assert_int_equal(allowed(-15 * (jb_i128)JB_FIX_ONE, 1100000), 0);
}

static void test_a_forecast_of_more_rows_than_there_can_be(void **state)
{
	const jb_i128 most = (jb_i128)1 << 111;

	(void)state;
	/* 2^64 rows are not none */
	assert_true(allowed(((jb_i128)1 << 64) * JB_FIX_ONE, JB_FIX_ONE) == INT64_MAX);
	assert_true(allowed(most, 1100000) == INT64_MAX);
	assert_true(allowed(most, INT64_MAX) == INT64_MAX);
	assert_true(allowed(-most, INT64_MAX) == 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_whole_rows_of_a_forecast),
		cmocka_unit_test(test_a_forecast_of_more_rows_than_there_can_be),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
