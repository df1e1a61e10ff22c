/*
 * Periods, by the rules they obey: S1 (a row belongs to the period that holds its time), S2
 * (half-open ranges of instants in the declared zone), S27 (starts of periods), S33 (weeks,
 * quarters, rolling, fiscal).
 */
#include <stdio.h>

#include "time/civil.h"
#include "time/period.h"
#include "testing.h"

static struct jb_arena arena;

static const struct jrt_zone *zone_of(const char *name)
{
	const struct jrt_zone *zone = NULL;
	struct jb_text why;

	if (jrt_zone_load(&arena, jb_text_of(name), &zone, &why) != JB_OK)
		skip();
	return zone;
}

static struct jrt_periods make(struct jrt_period_spec spec, const char *zone)
{
	struct jrt_periods periods;
	struct jb_text why;

	if (jrt_period_init(&periods, &spec, zone_of(zone), &arena, &why) != JB_OK)
		fail_msg("%.*s", JB_ARG(why));
	return periods;
}

static jb_fix at(int64_t year, unsigned month, unsigned day, int64_t hour, int64_t minute)
{
	return jrt_civil_days(year, month, day) * JRT_DAY_US + hour * JRT_HOUR_US +
	       minute * JRT_MINUTE_US;
}

static const char *label(const struct jrt_periods *periods, int64_t index)
{
	struct jb_buf buf;

	jb_buf_init(&buf, &arena);
	jrt_period_add_label(periods, index, &buf);
	return buf.data;
}

/* The label of the period that holds a date, and that the label leads back. */
static void labelled(struct jrt_period_spec spec, int64_t year, unsigned month, unsigned day,
		     const char *expected)
{
	struct jrt_periods periods = make(spec, "UTC");
	int64_t index = jrt_period_index_of_day(&periods, jrt_civil_days(year, month, day)), back;

	assert_string_equal(label(&periods, index), expected);
	assert_true(jrt_period_parse_label(&periods, jb_text_of(expected), &back));
	assert_int_equal(back, index);
}

static void s33_labels(void **state)
{
	(void)state;
	labelled((struct jrt_period_spec){.unit = JRT_DAY}, 2026, 3, 5, "2026-03-05");
	labelled((struct jrt_period_spec){.unit = JRT_WEEK}, 2026, 3, 16, "2026-W12");
	labelled((struct jrt_period_spec){.unit = JRT_WEEK}, 2026, 3, 15, "2026-W11");
	labelled((struct jrt_period_spec){.unit = JRT_WEEK}, 2027, 1, 3, "2026-W53");
	labelled((struct jrt_period_spec){.unit = JRT_WEEK}, 2024, 12, 30, "2025-W01");
	labelled((struct jrt_period_spec){.unit = JRT_MONTH}, 2026, 3, 31, "2026-03");
	labelled((struct jrt_period_spec){.unit = JRT_QUARTER}, 2026, 3, 31, "2026-Q1");
	labelled((struct jrt_period_spec){.unit = JRT_QUARTER}, 2026, 12, 1, "2026-Q4");
	labelled((struct jrt_period_spec){.unit = JRT_QUARTER, .first_month = 4}, 2026, 3, 31,
		 "2026-Q1");
	labelled((struct jrt_period_spec){.unit = JRT_YEAR}, 2026, 12, 31, "2026");
	labelled((struct jrt_period_spec){.unit = JRT_WHOLE}, 2026, 12, 31, "whole");
}

static void s33_fiscal_periods_are_named_by_their_last_day(void **state)
{
	struct jrt_period_spec from_22 = {.unit = JRT_MONTH, .first_day = 22};

	(void)state;
	labelled(from_22, 2026, 2, 22, "2026-03-21");
	labelled(from_22, 2026, 3, 21, "2026-03-21");
	labelled(from_22, 2026, 3, 22, "2026-04-21");
	labelled(from_22, 2025, 12, 25, "2026-01-21");
	labelled((struct jrt_period_spec){.unit = JRT_YEAR, .first_month = 4}, 2026, 12, 31,
		 "12 months to 2027-03");
	labelled((struct jrt_period_spec){.unit = JRT_YEAR, .first_month = 3, .first_day = 15},
		 2026, 3, 14, "12 months to 2026-03-14");
	labelled((struct jrt_period_spec){.unit = JRT_QUARTER, .first_month = 2}, 2026, 4, 30,
		 "3 months to 2026-04");
	labelled((struct jrt_period_spec){.unit = JRT_QUARTER, .first_month = 2, .first_day = 15},
		 2026, 2, 15, "3 months to 2026-05-14");
}

static void s33_rolling(void **state)
{
	struct jrt_period_spec year = {.unit = JRT_MONTH, .rolling = 12};
	struct jrt_periods periods = make(year, "UTC");
	int64_t index = jrt_period_index_of_day(&periods, jrt_civil_days(2026, 3, 9));
	struct jrt_range range = jrt_period_range(&periods, index);

	(void)state;
	labelled(year, 2026, 3, 9, "12 months to 2026-03");
	labelled((struct jrt_period_spec){.unit = JRT_WEEK, .rolling = 4}, 2026, 3, 16,
		 "4 weeks to 2026-W12");
	labelled((struct jrt_period_spec){.unit = JRT_DAY, .rolling = 7}, 2026, 3, 5,
		 "7 days to 2026-03-05");
	labelled((struct jrt_period_spec){.unit = JRT_QUARTER, .rolling = 4}, 2026, 3, 5,
		 "4 quarters to 2026-Q1");
	labelled((struct jrt_period_spec){.unit = JRT_MONTH, .rolling = 3, .first_day = 22}, 2026,
		 3, 5, "3 months to 2026-03-21");
	assert_int_equal(range.from, at(2025, 4, 1, 0, 0));
	assert_int_equal(range.to, at(2026, 4, 1, 0, 0));
	range = jrt_period_base_range(&periods, index);
	assert_int_equal(range.from, at(2026, 3, 1, 0, 0));
}

static void s33_day_31_is_refused(void **state)
{
	struct jrt_period_spec spec = {.unit = JRT_MONTH, .first_day = 31};
	struct jrt_periods periods;
	struct jb_text why;

	(void)state;
	assert_int_equal(jrt_period_init(&periods, &spec, jrt_zone_utc(), &arena, &why),
			 JB_REFUSED);
	assert_true(why.size > 0);
	spec = (struct jrt_period_spec){.unit = JRT_YEAR, .first_month = 13};
	assert_int_equal(jrt_period_init(&periods, &spec, jrt_zone_utc(), &arena, &why),
			 JB_REFUSED);
	spec = (struct jrt_period_spec){.unit = JRT_WHOLE, .rolling = 2};
	assert_int_equal(jrt_period_init(&periods, &spec, NULL, &arena, &why), JB_REFUSED);
	spec = (struct jrt_period_spec){.unit = JRT_MONTH};
	assert_int_equal(jrt_period_init(&periods, &spec, NULL, &arena, &why), JB_REFUSED);
}

/* From day 30: February has none, so its period begins on 1 March. */
static void months_too_short_for_their_first_day(void **state)
{
	struct jrt_periods periods =
		make((struct jrt_period_spec){.unit = JRT_MONTH, .first_day = 30}, "UTC");
	int64_t january = jrt_period_index_of_day(&periods, jrt_civil_days(2026, 2, 28));

	(void)state;
	assert_string_equal(label(&periods, january), "2026-02-28");
	assert_int_equal(jrt_period_first_day(&periods, january), jrt_civil_days(2026, 1, 30));
	assert_int_equal(jrt_period_first_day(&periods, january + 1), jrt_civil_days(2026, 3, 1));
	assert_int_equal(jrt_period_last_day(&periods, january + 1), jrt_civil_days(2026, 3, 29));
}

/* Cape Town's month over rows whose times came from London: midnight is Cape Town's. */
static void s2_midnight_is_the_zone_s(void **state)
{
	struct jrt_periods periods =
		make((struct jrt_period_spec){.unit = JRT_MONTH}, "Africa/Johannesburg");
	int64_t march = jrt_period_index_of_day(&periods, jrt_civil_days(2026, 3, 1));
	struct jrt_range range = jrt_period_range(&periods, march);

	(void)state;
	assert_int_equal(range.from, at(2026, 2, 28, 22, 0));
	assert_int_equal(range.to, at(2026, 3, 31, 22, 0));
	assert_int_equal(jrt_period_index(&periods, range.from), march);
	assert_int_equal(jrt_period_index(&periods, range.from - 1), march - 1);
	assert_int_equal(jrt_period_index(&periods, range.to - 1), march);
	assert_int_equal(jrt_period_index(&periods, range.to), march + 1);
}

static void s3_days_on_which_clocks_change(void **state)
{
	struct jrt_periods periods =
		make((struct jrt_period_spec){.unit = JRT_DAY}, "Europe/London");
	struct jrt_range spring = jrt_period_range(&periods, jrt_civil_days(2026, 3, 29));
	struct jrt_range autumn = jrt_period_range(&periods, jrt_civil_days(2026, 10, 25));

	(void)state;
	assert_int_equal(spring.to - spring.from, 23 * JRT_HOUR_US);
	assert_int_equal(autumn.to - autumn.from, 25 * JRT_HOUR_US);
}

/* At St John's clocks once went back at 00:01 to 23:01 of the day before; Apia left out a whole
 * day. */
static void s1_every_instant_has_one_period(void **state)
{
	static const char *const zones[] = {"America/St_Johns", "Pacific/Apia", "Asia/Beirut",
					    "America/Sao_Paulo", "Europe/London"};
	static const struct jrt_period_spec specs[] = {
		{.unit = JRT_DAY},
		{.unit = JRT_WEEK},
		{.unit = JRT_MONTH, .first_day = 30},
		{.unit = JRT_QUARTER, .first_month = 2},
		{.unit = JRT_YEAR, .first_month = 4, .first_day = 6},
	};

	(void)state;
	for (size_t z = 0; z < sizeof zones / sizeof *zones; z++)
		for (size_t s = 0; s < sizeof specs / sizeof *specs; s++) {
			struct jrt_periods periods = make(specs[s], zones[z]);
			int64_t before = INT64_MIN;
			for (jb_fix t = at(2005, 1, 1, 0, 0); t < at(2012, 6, 1, 0, 0);
			     t += 29 * JRT_MINUTE_US) {
				int64_t index = jrt_period_index(&periods, t);
				struct jrt_range range = jrt_period_base_range(&periods, index);
				assert_true(range.from <= t && t < range.to);
				assert_true(index >= before);
				before = index;
			}
		}
}

static void s27_starts_of_periods(void **state)
{
	struct jrt_periods quarter = make((struct jrt_period_spec){.unit = JRT_QUARTER}, "UTC");
	struct jrt_periods fiscal =
		make((struct jrt_period_spec){.unit = JRT_MONTH, .first_day = 22}, "UTC");

	(void)state;
	assert_true(jrt_period_starts_on(&quarter, jrt_civil_days(2026, 7, 1)));
	assert_false(jrt_period_starts_on(&quarter, jrt_civil_days(2026, 8, 1)));
	assert_true(jrt_period_starts_on(&fiscal, jrt_civil_days(2026, 8, 22)));
	assert_false(jrt_period_starts_on(&fiscal, jrt_civil_days(2026, 8, 1)));
	assert_int_equal(
		jrt_period_day_count(&quarter,
				     jrt_period_index_of_day(&quarter, jrt_civil_days(2024, 2, 1))),
		91);
}

/* Indices count on without holes, whatever the period. */
static void periods_follow_one_another(void **state)
{
	static const struct jrt_period_spec specs[] = {
		{.unit = JRT_DAY},
		{.unit = JRT_WEEK},
		{.unit = JRT_MONTH},
		{.unit = JRT_MONTH, .first_day = 29},
		{.unit = JRT_QUARTER, .first_month = 12, .first_day = 30},
		{.unit = JRT_YEAR, .first_month = 2, .first_day = 30},
	};

	(void)state;
	for (size_t s = 0; s < sizeof specs / sizeof *specs; s++) {
		struct jrt_periods periods = make(specs[s], "UTC");
		int64_t before = jrt_period_index_of_day(&periods, jrt_civil_days(1960, 1, 1) - 1);
		for (int64_t day = jrt_civil_days(1960, 1, 1); day < jrt_civil_days(2060, 1, 1);
		     day++) {
			int64_t index = jrt_period_index_of_day(&periods, day);
			assert_int_equal(index - before, jrt_period_starts_on(&periods, day));
			assert_true(day >= jrt_period_first_day(&periods, index));
			assert_true(day <= jrt_period_last_day(&periods, index));
			before = index;
		}
	}
}

static void texts_that_are_no_label(void **state)
{
	static const char *const wrong[] = {
		"",	   "2026",	 "2026-13",  "2026-00",
		"2026-3",  "2026-03-01", "2026-03 ", "12 months to 2026-03",
		"2026-Q1", "2026-W12",	 "whole",    "+2026-03"};
	struct jrt_periods month = make((struct jrt_period_spec){.unit = JRT_MONTH}, "UTC");
	struct jrt_periods week = make((struct jrt_period_spec){.unit = JRT_WEEK}, "UTC");
	int64_t index;

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_false(jrt_period_parse_label(&month, jb_text_of(wrong[i]), &index));
	assert_false(jrt_period_parse_label(&week, JB_TEXT("2025-W53"), &index));
	assert_false(jrt_period_parse_label(&week, JB_TEXT("2025-W00"), &index));
	assert_true(jrt_period_parse_label(&week, JB_TEXT("2026-W53"), &index));
}

static void any_instant_is_answered(void **state)
{
	static const jb_fix extremes[] = {INT64_MIN, INT64_MAX, JRT_INSTANT_MIN, JRT_INSTANT_MAX};
	struct jrt_periods day = make((struct jrt_period_spec){.unit = JRT_DAY}, "Europe/London");
	struct jrt_periods whole = make((struct jrt_period_spec){.unit = JRT_WHOLE}, "UTC");

	(void)state;
	for (size_t i = 0; i < sizeof extremes / sizeof *extremes; i++) {
		(void)jrt_period_index(&day, extremes[i]);
		assert_int_equal(jrt_period_index(&whole, extremes[i]), 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(s33_labels),
		cmocka_unit_test(s33_fiscal_periods_are_named_by_their_last_day),
		cmocka_unit_test(s33_rolling),
		cmocka_unit_test(s33_day_31_is_refused),
		cmocka_unit_test(months_too_short_for_their_first_day),
		cmocka_unit_test(s2_midnight_is_the_zone_s),
		cmocka_unit_test(s3_days_on_which_clocks_change),
		cmocka_unit_test(s1_every_instant_has_one_period),
		cmocka_unit_test(s27_starts_of_periods),
		cmocka_unit_test(periods_follow_one_another),
		cmocka_unit_test(texts_that_are_no_label),
		cmocka_unit_test(any_instant_is_answered),
	};

	jb_arena_init(&arena, NULL);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	jb_arena_release(&arena);
	return failed;
}
