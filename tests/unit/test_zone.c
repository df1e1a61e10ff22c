/*
 * Zones: published changes of clocks, rule S3 at gaps and doubled hours, the rule beyond the table,
 * names that are none, damaged files, and agreement with the C library over random instants.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/io.h"
#include "time/civil.h"
#include "time/zone.h"
#include "testing.h"

static struct jb_arena arena;

static const struct jrt_zone *load(const char *name)
{
	const struct jrt_zone *zone = NULL;
	struct jb_text why;

	if (access(JRT_ZONE_FOLDER "/Europe/London", R_OK) != 0)
		skip();
	assert_int_equal(jrt_zone_load(&arena, jb_text_of(name), &zone, &why), JB_OK);
	return zone;
}

static jb_fix at(int64_t year, unsigned month, unsigned day, int64_t hour, int64_t minute)
{
	return jrt_civil_days(year, month, day) * JRT_DAY_US + hour * JRT_HOUR_US +
	       minute * JRT_MINUTE_US;
}

static void utc_needs_no_file(void **state)
{
	const struct jrt_zone *zone = NULL;
	struct jb_text why;
	enum jrt_local how;

	(void)state;
	assert_int_equal(
		jrt_zone_load_from(&arena, JB_TEXT("/nowhere"), JB_TEXT("UTC"), &zone, &why),
		JB_OK);
	assert_int_equal(jrt_zone_offset(zone, 0), 0);
	assert_int_equal(jrt_zone_to_instant(zone, 12345, &how), 12345);
	assert_int_equal(how, JRT_LOCAL_ONCE);
	assert_true(jrt_zone_next_change(zone, 0) == INT64_MAX);
}

/* The Summer Time Order 2002: last Sundays of March and October at 01:00 UTC. */
static void s3_london_gap_and_doubled_hour(void **state)
{
	const struct jrt_zone *london = load("Europe/London");
	enum jrt_local how;

	(void)state;
	assert_int_equal(jrt_zone_to_instant(london, at(2026, 3, 29, 0, 59), &how),
			 at(2026, 3, 29, 0, 59));
	assert_int_equal(how, JRT_LOCAL_ONCE);
	assert_int_equal(jrt_zone_to_instant(london, at(2026, 3, 29, 1, 0), &how),
			 at(2026, 3, 29, 1, 0));
	assert_int_equal(how, JRT_LOCAL_GAP);
	(void)jrt_zone_to_instant(london, at(2026, 3, 29, 1, 59), &how);
	assert_int_equal(how, JRT_LOCAL_GAP);
	assert_int_equal(jrt_zone_to_instant(london, at(2026, 3, 29, 2, 0), &how),
			 at(2026, 3, 29, 1, 0));
	assert_int_equal(how, JRT_LOCAL_ONCE);

	assert_int_equal(jrt_zone_to_instant(london, at(2026, 10, 25, 1, 0), &how),
			 at(2026, 10, 25, 0, 0));
	assert_int_equal(how, JRT_LOCAL_DOUBLED);
	assert_int_equal(jrt_zone_to_instant(london, at(2026, 10, 25, 1, 59), &how),
			 at(2026, 10, 25, 0, 59));
	assert_int_equal(how, JRT_LOCAL_DOUBLED);
	assert_int_equal(jrt_zone_to_instant(london, at(2026, 10, 25, 2, 0), &how),
			 at(2026, 10, 25, 2, 0));
	assert_int_equal(how, JRT_LOCAL_ONCE);
	assert_int_equal(jrt_zone_next_change(london, at(2026, 1, 1, 0, 0)), at(2026, 3, 29, 1, 0));
}

/* Energy Policy Act of 2005: second Sunday of March, first of November, 02:00 local. */
static void new_york(void **state)
{
	const struct jrt_zone *zone = load("America/New_York");
	jb_fix spring = at(2026, 3, 8, 7, 0), autumn = at(2026, 11, 1, 6, 0);

	(void)state;
	assert_int_equal(jrt_zone_offset(zone, spring - 1), -5 * JRT_HOUR_US);
	assert_int_equal(jrt_zone_offset(zone, spring), -4 * JRT_HOUR_US);
	assert_int_equal(jrt_zone_offset(zone, autumn - 1), -4 * JRT_HOUR_US);
	assert_int_equal(jrt_zone_offset(zone, autumn), -5 * JRT_HOUR_US);
}

/* Israel, 1999: forward on Friday, 2 April, 02:00, and back on 3 September, 02:00. */
static void jerusalem_1999(void **state)
{
	const struct jrt_zone *zone = load("Asia/Jerusalem");
	enum jrt_local how;

	(void)state;
	assert_int_equal(jrt_zone_offset(zone, at(1999, 4, 2, 0, 0) - 1), 2 * JRT_HOUR_US);
	assert_int_equal(jrt_zone_offset(zone, at(1999, 4, 2, 0, 0)), 3 * JRT_HOUR_US);
	(void)jrt_zone_to_instant(zone, at(1999, 4, 2, 2, 30), &how);
	assert_int_equal(how, JRT_LOCAL_GAP);
	(void)jrt_zone_to_instant(zone, at(1999, 9, 3, 1, 30), &how);
	assert_int_equal(how, JRT_LOCAL_DOUBLED);
}

static void johannesburg_stands_still(void **state)
{
	const struct jrt_zone *zone = load("Africa/Johannesburg");

	(void)state;
	assert_int_equal(jrt_zone_offset(zone, at(2026, 7, 1, 0, 0)), 2 * JRT_HOUR_US);
	assert_true(jrt_zone_next_change(zone, at(1950, 1, 1, 0, 0)) == INT64_MAX);
}

static void the_rule_goes_on_for_ever(void **state)
{
	const struct jrt_zone *london = load("Europe/London");
	enum jrt_local how;

	(void)state;
	assert_int_equal(jrt_zone_offset(london, at(2050, 3, 27, 1, 0) - 1), 0);
	assert_int_equal(jrt_zone_offset(london, at(2050, 3, 27, 1, 0)), JRT_HOUR_US);
	/* 2450 and 9650 have the calendar of 2050, 400 years a cycle. */
	assert_int_equal(jrt_zone_offset(london, at(2450, 3, 27, 1, 0) - 1), 0);
	assert_int_equal(jrt_zone_offset(london, at(2450, 3, 27, 1, 0)), JRT_HOUR_US);
	assert_int_equal(jrt_zone_offset(london, at(9650, 3, 27, 1, 0) - 1), 0);
	assert_int_equal(jrt_zone_offset(london, at(9650, 3, 27, 1, 0)), JRT_HOUR_US);
	assert_int_equal(jrt_zone_next_change(london, at(9650, 1, 1, 0, 0)), at(9650, 3, 27, 1, 0));
	(void)jrt_zone_to_instant(london, at(9650, 3, 27, 1, 30), &how);
	assert_int_equal(how, JRT_LOCAL_GAP);
	assert_int_equal(jrt_zone_to_instant(london, at(9650, 7, 1, 12, 0), &how),
			 at(9650, 7, 1, 11, 0));
}

static void any_number_is_answered(void **state)
{
	const struct jrt_zone *zone = load("America/New_York");
	static const jb_fix extremes[] = {INT64_MIN, INT64_MIN + 1, INT64_MAX, INT64_MAX - 1, 0};

	(void)state;
	for (size_t i = 0; i < sizeof extremes / sizeof *extremes; i++) {
		(void)jrt_zone_to_local(zone, extremes[i]);
		(void)jrt_zone_to_instant(zone, extremes[i], NULL);
		(void)jrt_zone_next_change(zone, extremes[i]);
		(void)jrt_zone_day_start(zone, extremes[i]);
	}
}

/* Beirut, 25 March 2012, began at 01:00; Apia had no 30 December 2011. */
static void days_without_midnight(void **state)
{
	const struct jrt_zone *beirut = load("Asia/Beirut"), *apia = load("Pacific/Apia");

	(void)state;
	assert_int_equal(jrt_zone_day_start(beirut, jrt_civil_days(2012, 3, 25)),
			 at(2012, 3, 24, 22, 0));
	assert_int_equal(jrt_zone_day_start(apia, jrt_civil_days(2011, 12, 30)),
			 jrt_zone_day_start(apia, jrt_civil_days(2011, 12, 31)));
}

static void names(void **state)
{
	(void)state;
	assert_true(jrt_zone_name_valid(JB_TEXT("America/Argentina/Buenos_Aires")));
	assert_true(jrt_zone_name_valid(JB_TEXT("Etc/GMT-5")));
	assert_false(jrt_zone_name_valid(JB_TEXT("")));
	assert_false(jrt_zone_name_valid(JB_TEXT("/etc/passwd")));
	assert_false(jrt_zone_name_valid(JB_TEXT("../../etc/passwd")));
	assert_false(jrt_zone_name_valid(JB_TEXT("Europe//London")));
	assert_false(jrt_zone_name_valid(JB_TEXT("Europe/")));
	assert_false(jrt_zone_name_valid(JB_TEXT("Europe/London\0")));
	assert_false(jrt_zone_name_valid(JB_TEXT("zone1970.tab")));
}

static void refused(const char *name, enum jb_status expected, const char *hint)
{
	const struct jrt_zone *zone = NULL;
	struct jb_text why;

	assert_int_equal(jrt_zone_load(&arena, jb_text_of(name), &zone, &why), expected);
	assert_null(zone);
	if (strstr(jb_text_cstring(&arena, why), hint) == NULL)
		fail_msg("%s: \"%.*s\" lacks \"%s\"", name, JB_ARG(why), hint);
}

static void unknown_names_get_the_nearest(void **state)
{
	(void)state;
	(void)load("UTC");
	refused("Europe/Londn", JB_REFUSED, "did you mean \"Europe/London\"?");
	refused("london", JB_REFUSED, "did you mean \"Europe/London\"?");
	refused("Africa/johannesburg", JB_REFUSED, "did you mean \"Africa/Johannesburg\"?");
	refused("New York", JB_REFUSED, "did you mean \"America/New_York\"?");
	refused("Xyzzyplugh/Nowhere", JB_REFUSED, "on this machine");
	refused("../../../etc/passwd", JB_REFUSED, "no time zone is called");
	refused("America", JB_REFUSED, "no time zone is called");
	refused("localtime", JB_REFUSED, "no time zone is called");
}

/* What a generator of arbitrary bytes finds, in short: every beginning of a file, every byte
 * turned. */
static void damaged_files_are_refused_or_read(void **state)
{
	struct jb_text bytes, why;
	const struct jrt_zone *zone;

	(void)state;
	(void)load("UTC");
	assert_int_equal(jb_io_read_all(&arena, JB_TEXT(JRT_ZONE_FOLDER "/Europe/London"),
					JRT_ZONE_FILE_MAX, &bytes, &why),
			 JB_OK);
	for (size_t size = 0; size < bytes.size; size += 1 + size / 50) {
		char *part = malloc(size + 1);
		memcpy(part, bytes.at, size);
		struct jb_text text = {.at = part, .size = size};
		assert_int_equal(jrt_zone_parse(&arena, JB_TEXT("X"), text, &zone, &why),
				 JB_MALFORMED);
		free(part);
	}
	for (size_t i = 0; i < bytes.size; i += 1 + i / 100) {
		struct jb_text text = jb_text_copy(&arena, bytes);
		((char *)(uintptr_t)text.at)[i] ^= (char)0xFF;
		if (jrt_zone_parse(&arena, JB_TEXT("X"), text, &zone, &why) != JB_OK)
			continue;
		(void)jrt_zone_offset(zone, 0);
		(void)jrt_zone_to_instant(zone, at(2500, 1, 1, 0, 0), NULL);
	}
}

static uint64_t next_random(uint64_t *seed)
{
	*seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return *seed >> 16;
}

static void compare_with_c_library(const char *name, uint64_t *seed)
{
	const struct jrt_zone *zone = load(name);

	setenv("TZ", name, 1);
	tzset();
	for (int i = 0; i < 4000; i++) {
		/* 1850 to 2550, to a second; every fourth close to a change. */
		time_t second = (time_t)(next_random(seed) % 22090000000u) - 3786900000;
		if (i % 4 == 0) {
			jb_fix change = jrt_zone_next_change(zone, second * JRT_SECOND_US);
			if (change != INT64_MAX)
				second = change / JRT_SECOND_US + (time_t)(next_random(seed) % 3) -
					 1;
		}
		struct tm tm;
		assert_non_null(localtime_r(&second, &tm));
		jb_fix offset = jrt_zone_offset(zone, second * JRT_SECOND_US);
		if (offset != tm.tm_gmtoff * JRT_SECOND_US)
			fail_msg("%s at %lld: %lld, the C library says %ld", name,
				 (long long)second, (long long)(offset / JRT_SECOND_US),
				 tm.tm_gmtoff);
		enum jrt_local how;
		jb_fix local = second * JRT_SECOND_US + offset;
		jb_fix back = jrt_zone_to_instant(zone, local, &how);
		assert_true(how != JRT_LOCAL_GAP);
		assert_int_equal(jrt_zone_to_local(zone, back), local);
		assert_true(back <= second * JRT_SECOND_US);
		if (how == JRT_LOCAL_ONCE)
			assert_int_equal(back, second * JRT_SECOND_US);
	}
}

static void agrees_with_the_c_library(void **state)
{
	static const char *const zones[] = {
		"Europe/London",     "America/New_York", "Asia/Jerusalem",    "Africa/Johannesburg",
		"Africa/Casablanca", "Europe/Dublin",	 "Australia/Sydney",  "America/St_Johns",
		"Pacific/Apia",	     "Asia/Kathmandu",	 "America/Sao_Paulo", "Asia/Tehran",
		"Antarctica/Troll",  "Pacific/Chatham",	 "Asia/Manila",	      "America/Santiago",
		"Asia/Gaza",	     "America/Nuuk",	 "Asia/Kolkata",      "Australia/Lord_Howe",
	};
	uint64_t seed = 20260305;

	(void)state;
	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
		compare_with_c_library(zones[i], &seed);
}

static void sameness(void **state)
{
	(void)state;
	assert_true(jrt_zone_same(load("Asia/Calcutta"), load("Asia/Kolkata")));
	assert_true(jrt_zone_same(load("Etc/UTC"), jrt_zone_utc()));
	assert_false(jrt_zone_same(load("Europe/London"), load("Europe/Dublin")));
	assert_true(jb_text_is(jrt_zone_name(load("Europe/London")), "Europe/London"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(utc_needs_no_file),
		cmocka_unit_test(s3_london_gap_and_doubled_hour),
		cmocka_unit_test(new_york),
		cmocka_unit_test(jerusalem_1999),
		cmocka_unit_test(johannesburg_stands_still),
		cmocka_unit_test(the_rule_goes_on_for_ever),
		cmocka_unit_test(any_number_is_answered),
		cmocka_unit_test(days_without_midnight),
		cmocka_unit_test(names),
		cmocka_unit_test(unknown_names_get_the_nearest),
		cmocka_unit_test(damaged_files_are_refused_or_read),
		cmocka_unit_test(agrees_with_the_c_library),
		cmocka_unit_test(sameness),
	};

	jb_arena_init(&arena, NULL);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	jb_arena_release(&arena);
	return failed;
}
