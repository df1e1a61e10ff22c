/* Business time: by hand on known weeks, on days when clocks change, and against a minute by
 * minute count. */
#include "time/calendar.h"
#include "time/civil.h"
#include "testing.h"

static struct jb_arena arena;

static jb_fix at(int64_t year, unsigned month, unsigned day, int64_t hour, int64_t minute)
{
	return jrt_civil_days(year, month, day) * JRT_DAY_US + hour * JRT_HOUR_US +
	       minute * JRT_MINUTE_US;
}

static const struct jrt_calendar *make(const char *zone_name,
				       const struct jrt_calendar_hours *hours, size_t count,
				       const int64_t *closed, size_t closed_count)
{
	const struct jrt_zone *zone = NULL;
	const struct jrt_calendar *calendar = NULL;
	struct jb_text why;

	if (jrt_zone_load(&arena, jb_text_of(zone_name), &zone, &why) != JB_OK)
		skip();
	assert_int_equal(jrt_calendar_make(&arena, zone, hours, count, closed, closed_count,
					   &calendar, &why),
			 JB_OK);
	return calendar;
}

/* Open mon to fri 08:00 to 20:00, sat 09:00 to 17:00; closed on 25 and 26 December 2026. */
static const struct jrt_calendar *care_hours(const char *zone)
{
	struct jrt_calendar_hours hours[6];
	int64_t closed[] = {jrt_civil_days(2026, 12, 26), jrt_civil_days(2026, 12, 25),
			    jrt_civil_days(2026, 12, 25)};

	for (uint8_t i = 0; i < 5; i++)
		hours[i] = (struct jrt_calendar_hours){(uint8_t)(i + 1), 8 * JRT_HOUR_US,
						       20 * JRT_HOUR_US};
	hours[5] = (struct jrt_calendar_hours){6, 9 * JRT_HOUR_US, 17 * JRT_HOUR_US};
	return make(zone, hours, 6, closed, 3);
}

static void a_week_by_hand(void **state)
{
	const struct jrt_calendar *care = care_hours("UTC");

	(void)state;
	/* Friday 6 March 2026, 19:30, to Monday, 08:15: half an hour, eight hours, a quarter. */
	assert_int_equal(jrt_calendar_elapsed(care, at(2026, 3, 6, 19, 30), at(2026, 3, 9, 8, 15)),
			 8 * JRT_HOUR_US + 45 * JRT_MINUTE_US);
	assert_int_equal(jrt_calendar_elapsed(care, at(2026, 3, 2, 0, 0), at(2026, 3, 9, 0, 0)),
			 68 * JRT_HOUR_US);
	assert_int_equal(jrt_calendar_elapsed(care, at(2026, 3, 8, 0, 0), at(2026, 3, 8, 23, 0)),
			 0);
	assert_int_equal(jrt_calendar_elapsed(care, at(2026, 3, 5, 10, 0), at(2026, 3, 5, 10, 0)),
			 0);
	assert_int_equal(jrt_calendar_elapsed(care, at(2026, 3, 5, 12, 0), at(2026, 3, 5, 10, 0)),
			 -2 * JRT_HOUR_US);
	assert_int_equal(jrt_calendar_elapsed(care, at(1960, 2, 29, 0, 0), at(1960, 3, 7, 0, 0)),
			 68 * JRT_HOUR_US);
}

static void closed_dates(void **state)
{
	const struct jrt_calendar *care = care_hours("UTC");

	(void)state;
	/* Thursday 24 December, 19:00, to Monday 28, 09:00: an hour, nothing, an hour. */
	assert_int_equal(
		jrt_calendar_elapsed(care, at(2026, 12, 24, 19, 0), at(2026, 12, 28, 9, 0)),
		2 * JRT_HOUR_US);
	assert_false(jrt_calendar_is_open(care, at(2026, 12, 25, 12, 0)));
	assert_true(jrt_calendar_is_open(care, at(2026, 12, 24, 12, 0)));
	assert_true(jrt_calendar_is_open(care, at(2026, 12, 24, 8, 0)));
	assert_false(jrt_calendar_is_open(care, at(2026, 12, 24, 20, 0)));
}

static void hours_are_those_of_the_zone(void **state)
{
	const struct jrt_calendar *care = care_hours("Europe/London");

	(void)state;
	assert_true(jrt_calendar_is_open(care, at(2026, 7, 1, 7, 0)));
	assert_false(jrt_calendar_is_open(care, at(2026, 7, 1, 19, 0)));
	assert_false(jrt_calendar_is_open(care, at(2026, 1, 5, 7, 0)));
	/* The week of the change has its 68 hours, although it lasts 167. */
	assert_int_equal(jrt_calendar_elapsed(care, at(2026, 3, 23, 0, 0), at(2026, 3, 29, 23, 0)),
			 68 * JRT_HOUR_US);
}

/* Open around the clock: what really passed on Sundays of 23 and 25 hours. */
static void s3_changing_clocks_in_open_hours(void **state)
{
	static const struct jrt_calendar_hours sunday[] = {{7, 0, JRT_DAY_US}};
	const struct jrt_calendar *open = make("Europe/London", sunday, 1, NULL, 0);

	(void)state;
	assert_int_equal(jrt_calendar_elapsed(open, at(2026, 3, 28, 0, 0), at(2026, 3, 31, 0, 0)),
			 23 * JRT_HOUR_US);
	assert_int_equal(jrt_calendar_elapsed(open, at(2026, 10, 24, 0, 0), at(2026, 10, 27, 0, 0)),
			 25 * JRT_HOUR_US);
}

static void overlapping_hours_count_once(void **state)
{
	static const struct jrt_calendar_hours hours[] = {
		{1, 10 * JRT_HOUR_US, 12 * JRT_HOUR_US},
		{1, 8 * JRT_HOUR_US, 11 * JRT_HOUR_US},
		{1, 14 * JRT_HOUR_US, 15 * JRT_HOUR_US},
		{1, 12 * JRT_HOUR_US, 13 * JRT_HOUR_US},
	};
	const struct jrt_calendar *open = make("UTC", hours, 4, NULL, 0);

	(void)state;
	assert_int_equal(jrt_calendar_elapsed(open, at(2026, 3, 2, 0, 0), at(2026, 3, 9, 0, 0)),
			 6 * JRT_HOUR_US);
}

static void ranges_are_a_union(void **state)
{
	const struct jrt_calendar *care = care_hours("UTC");
	struct jrt_range outages[] = {
		{at(2026, 3, 2, 7, 0), at(2026, 3, 2, 9, 0)},
		{at(2026, 3, 2, 8, 30), at(2026, 3, 2, 8, 45)},
		{at(2026, 3, 2, 8, 30), at(2026, 3, 2, 10, 0)},
		{at(2026, 3, 2, 12, 0), at(2026, 3, 2, 11, 0)},
		{at(2026, 3, 2, 19, 0), at(2026, 3, 2, 23, 0)},
	};

	(void)state;
	assert_int_equal(jrt_calendar_elapsed_in(care, outages, 5), 3 * JRT_HOUR_US);
	assert_int_equal(jrt_calendar_elapsed_in(care, outages, 0), 0);
}

static void agrees_with_counting_minutes(void **state)
{
	const struct jrt_calendar *care = care_hours("America/St_Johns");
	jb_fix from = at(2006, 10, 1, 3, 17), open = 0;

	(void)state;
	for (jb_fix t = from; t < at(2007, 4, 20, 0, 0); t += JRT_MINUTE_US) {
		open += jrt_calendar_is_open(care, t) ? JRT_MINUTE_US : 0;
		if (t % (7 * JRT_HOUR_US) == 0)
			assert_int_equal(jrt_calendar_elapsed(care, from, t + JRT_MINUTE_US), open);
	}
}

/* Sentinels of other systems: the answer is quick, and its parts add up. */
static void centuries(void **state)
{
	const struct jrt_calendar *care = care_hours("Europe/London");
	jb_fix begin = at(1, 1, 1, 0, 0), middle = at(2026, 3, 5, 9, 12),
	       end = at(9999, 12, 31, 0, 0);

	(void)state;
	assert_int_equal(jrt_calendar_elapsed(care, begin, end),
			 jrt_calendar_elapsed(care, begin, middle) +
				 jrt_calendar_elapsed(care, middle, end));
	(void)jrt_calendar_elapsed(care, INT64_MIN, INT64_MAX);
	(void)jrt_calendar_is_open(care, INT64_MAX - 1);
}

static void what_is_no_calendar(void **state)
{
	static const struct jrt_calendar_hours wrong[] = {
		{0, 0, 1}, {8, 0, 1}, {1, 5, 5}, {1, 6, 5}, {1, -1, 5}, {1, 0, JRT_DAY_US + 1},
	};
	const struct jrt_calendar *calendar;
	struct jb_text why;

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_int_equal(jrt_calendar_make(&arena, jrt_zone_utc(), &wrong[i], 1, NULL, 0,
						   &calendar, &why),
				 JB_REFUSED);
	assert_int_equal(
		jrt_calendar_make(&arena, jrt_zone_utc(), NULL, 0, NULL, 0, &calendar, &why),
		JB_REFUSED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_week_by_hand),
		cmocka_unit_test(closed_dates),
		cmocka_unit_test(hours_are_those_of_the_zone),
		cmocka_unit_test(s3_changing_clocks_in_open_hours),
		cmocka_unit_test(overlapping_hours_count_once),
		cmocka_unit_test(ranges_are_a_union),
		cmocka_unit_test(agrees_with_counting_minutes),
		cmocka_unit_test(centuries),
		cmocka_unit_test(what_is_no_calendar),
	};

	jb_arena_init(&arena, NULL);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	jb_arena_release(&arena);
	return failed;
}
