/* Civil dates: known days, the edges of the calendar, and every day of 400 years both ways. */
#include "time/civil.h"
#include "testing.h"

static void known_days(void **state)
{
	(void)state;
	assert_int_equal(jrt_civil_days(1970, 1, 1), 0);
	assert_int_equal(jrt_civil_days(2000, 3, 1), 11017);
	assert_int_equal(jrt_civil_days(1, 1, 1), -719162);	/* ordinal 1 of the calendar */
	assert_int_equal(jrt_civil_days(1858, 11, 17), -40587); /* modified Julian day 0 */
	assert_int_equal(jrt_civil_days(9999, 12, 31), 2932896);
	assert_int_equal(jrt_civil_days(2026, 3, 0), jrt_civil_days(2026, 2, 28));
}

static void every_day_of_a_cycle_comes_back(void **state)
{
	(void)state;
	int64_t days = jrt_civil_days(1899, 12, 31);
	for (int year = 1900; year < 2300; year++)
		for (unsigned month = 1; month <= 12; month++)
			for (unsigned day = 1; day <= jrt_civil_month_days(year, month); day++) {
				assert_int_equal(jrt_civil_days(year, month, day), ++days);
				struct jrt_date date = jrt_civil_date(days);
				assert_true(date.year == year && date.month == month &&
					    date.day == day);
			}
}

static void dates_before_the_common_era(void **state)
{
	(void)state;
	for (int64_t days = -4000000; days < 4000000; days += 997) {
		struct jrt_date date = jrt_civil_date(days);
		assert_int_equal(jrt_civil_days(date.year, date.month, date.day), days);
	}
}

static void validity(void **state)
{
	(void)state;
	assert_true(jrt_civil_valid(2024, 2, 29));
	assert_true(jrt_civil_valid(2000, 2, 29));
	assert_false(jrt_civil_valid(1900, 2, 29));
	assert_false(jrt_civil_valid(2026, 2, 29));
	assert_false(jrt_civil_valid(2026, 13, 1));
	assert_false(jrt_civil_valid(2026, 0, 1));
	assert_false(jrt_civil_valid(2026, 4, 31));
	assert_false(jrt_civil_valid(2026, 4, 0));
	assert_false(jrt_civil_valid(0, 1, 1));
	assert_false(jrt_civil_valid(10000, 1, 1));
}

static void weekdays(void **state)
{
	(void)state;
	assert_int_equal(jrt_civil_weekday(0), 4); /* a Thursday */
	assert_int_equal(jrt_civil_weekday(jrt_civil_days(1999, 1, 1)), 5);
	assert_int_equal(jrt_civil_weekday(jrt_civil_days(2026, 3, 29)), 7);
	assert_int_equal(jrt_civil_weekday(jrt_civil_days(1900, 1, 1)), 1);
	assert_int_equal(jrt_civil_year_day(jrt_civil_days(2024, 12, 31)), 366);
}

/* The examples of ISO 8601 and of the usual tables of week dates. */
static void iso_weeks(void **state)
{
	static const struct {
		int year;
		unsigned month, day;
		int week_year;
		unsigned week;
	} known[] = {
		{2005, 1, 1, 2004, 53},	  {2005, 1, 2, 2004, 53},   {2005, 12, 31, 2005, 52},
		{2007, 1, 1, 2007, 1},	  {2007, 12, 30, 2007, 52}, {2007, 12, 31, 2008, 1},
		{2008, 12, 28, 2008, 52}, {2008, 12, 29, 2009, 1},  {2009, 12, 31, 2009, 53},
		{2010, 1, 3, 2009, 53},	  {2026, 3, 16, 2026, 12},  {2026, 12, 31, 2026, 53},
	};

	(void)state;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		int64_t days = jrt_civil_days(known[i].year, known[i].month, known[i].day);
		struct jrt_iso_week week = jrt_civil_iso_week(days);
		assert_int_equal(week.year, known[i].week_year);
		assert_int_equal(week.week, known[i].week);
		int64_t monday = jrt_civil_iso_monday(week.year, week.week);
		assert_true(monday <= days && days < monday + 7);
	}
	assert_int_equal(jrt_civil_iso_weeks(2020), 53);
	assert_int_equal(jrt_civil_iso_weeks(2021), 52);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known_days),
		cmocka_unit_test(every_day_of_a_cycle_comes_back),
		cmocka_unit_test(dates_before_the_common_era),
		cmocka_unit_test(validity),
		cmocka_unit_test(weekdays),
		cmocka_unit_test(iso_weeks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
