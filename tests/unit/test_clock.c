/*
 * How far apart the clocks of two countries are, against what a map of time zones shows.
 */
#include "lint/clock.h"
#include "testing.h"

#define COUNTRIES 121

static int hours(const char *a, const char *b)
{
	return jy_clock_hours(jb_text_of(a), jb_text_of(b));
}

static void clocks_are_as_far_apart_as_the_map_shows(void **state)
{
	(void)state;
	assert_int_equal(hours("GB", "ZA"), 2);
	assert_int_equal(hours("GB", "PH"), 8);
	assert_int_equal(hours("GB", "GB"), 0);
	assert_int_equal(hours("US", "JM"), 0);
	assert_int_equal(hours("DE", "US"), 6);
}

static void parts_of_an_hour_count_as_one(void **state)
{
	(void)state;
	assert_int_equal(hours("GB", "IN"), 6);
	assert_int_equal(hours("IN", "NP"), 1);
}

static void the_way_is_the_shorter_one_and_the_same_both_ways(void **state)
{
	(void)state;
	assert_int_equal(hours("US", "PH"), 8);
	assert_int_equal(hours("PH", "US"), 8);
	assert_int_equal(hours("NZ", "US"), 4);
}

/* The table is searched by halves: a row out of order would be lost. */
static void every_row_is_found(void **state)
{
	char code[3] = "";
	int known = 0;

	(void)state;
	for (code[0] = 'A'; code[0] <= 'Z'; code[0]++)
		for (code[1] = 'A'; code[1] <= 'Z'; code[1]++)
			known += jy_clock_known(jb_text_of(code));
	assert_int_equal(known, COUNTRIES);
	assert_false(jy_clock_known(jb_text_of("XX")));
	assert_false(jy_clock_known(jb_text_of("")));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(clocks_are_as_far_apart_as_the_map_shows),
		cmocka_unit_test(parts_of_an_hour_count_as_one),
		cmocka_unit_test(the_way_is_the_shorter_one_and_the_same_both_ways),
		cmocka_unit_test(every_row_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
