/*
 * Patterns: every letter, the spellings of real exports, what is refused when compiling and when
 * reading, and the way from fields to an instant.
 */
#include <stdio.h>
#include <string.h>

#include "time/civil.h"
#include "time/pattern.h"
#include "testing.h"

#define TIMESTAMP JRT_PATTERN_TIMESTAMP
#define DATE JRT_PATTERN_DATE
#define CLOCK JRT_PATTERN_CLOCK
#define DURATION JRT_PATTERN_DURATION

static struct jb_arena arena;

static const struct jrt_pattern *compile(enum jrt_pattern_kind kind, const char *text)
{
	const struct jrt_pattern *pattern = NULL;
	struct jb_text why;

	if (jrt_pattern_compile(&arena, jb_text_of(text), kind, 1950, 2049, &pattern, &why) !=
	    JB_OK)
		fail_msg("%s: %.*s", text, JB_ARG(why));
	return pattern;
}

static jb_fix local(int64_t year, unsigned month, unsigned day, int64_t hour, int64_t minute,
		    int64_t second)
{
	return jrt_civil_days(year, month, day) * JRT_DAY_US +
	       ((hour * 60 + minute) * 60 + second) * JRT_SECOND_US;
}

static void reads(enum jrt_pattern_kind kind, const char *pattern, const char *text,
		  jb_fix expected)
{
	struct jrt_fields fields;
	enum jrt_pattern_fault fault =
		jrt_pattern_read(compile(kind, pattern), jb_text_of(text), &fields);

	if (fault != JRT_PATTERN_OK)
		fail_msg("\"%s\" by \"%s\": fault %d at %u", text, pattern, (int)fault,
			 fields.stopped);
	if (jrt_pattern_local(&fields) != expected)
		fail_msg("\"%s\" by \"%s\": %lld, not %lld", text, pattern,
			 (long long)jrt_pattern_local(&fields), (long long)expected);
}

static void faults(enum jrt_pattern_kind kind, const char *pattern, const char *text,
		   enum jrt_pattern_fault expected, unsigned stopped)
{
	struct jrt_fields fields;
	enum jrt_pattern_fault fault =
		jrt_pattern_read(compile(kind, pattern), jb_text_of(text), &fields);

	if (fault != expected || fields.stopped != stopped)
		fail_msg("\"%s\" by \"%s\": fault %d at %u, not %d at %u", text, pattern,
			 (int)fault, fields.stopped, (int)expected, stopped);
}

static void refused(enum jrt_pattern_kind kind, const char *text, const char *sentence)
{
	const struct jrt_pattern *pattern = NULL;
	struct jb_text why;

	assert_int_equal(jrt_pattern_compile(&arena, jb_text_of(text), kind, 0, 0, &pattern, &why),
			 JB_REFUSED);
	if (strstr(jb_text_cstring(&arena, why), sentence) == NULL)
		fail_msg("%s: \"%.*s\" lacks \"%s\"", text, JB_ARG(why), sentence);
}

static void exports_of_the_field(void **state)
{
	(void)state;
	jb_fix t = local(2026, 3, 5, 9, 12, 58);
	reads(TIMESTAMP, "%d/%m/%Y %H:%M:%S", "05/03/2026 09:12:58", t);
	reads(TIMESTAMP, "%d/%m/%Y %H:%M:%S", "5/3/2026 9:12:58", t);
	reads(TIMESTAMP, "%Y-%m-%dT%H:%M:%SZ", "2026-03-05T09:12:58Z", t);
	reads(TIMESTAMP, "%FT%T.%fZ", "2026-03-05T09:12:58.25Z", t + 250000);
	reads(TIMESTAMP, "%F %R", "2026-03-05 09:12", t - 58 * JRT_SECOND_US);
	reads(TIMESTAMP, "%D %T", "03/05/26 09:12:58", t);
	reads(TIMESTAMP, "%Y%m%d%H%M%S", "20260305091258", t);
	reads(TIMESTAMP, "%y%m%d %H%M", "260305 0912", t - 58 * JRT_SECOND_US);
	reads(TIMESTAMP, "%m/%d/%Y %I:%M:%S %p", "3/5/2026 9:12:58 AM", t);
	reads(TIMESTAMP, "%m/%d/%Y %l:%M:%S %p", "3/5/2026  9:12:58 pm", t + 12 * JRT_HOUR_US);
	reads(TIMESTAMP, "%a, %e %b %Y %k:%M:%S", "Thu,  5 Mar 2026  9:12:58", t);
	reads(TIMESTAMP, "%A %d %B %Y %H.%M.%S", "THURSDAY 05 march 2026 09.12.58", t);
	reads(TIMESTAMP, "%a %d %b %Y %T", "Thursday 05 March 2026 09:12:58", t);
	reads(TIMESTAMP, "%Y-%j %T", "2026-064 09:12:58", t);
	reads(TIMESTAMP, "%Y%j%H", "202606409", t - 12 * JRT_MINUTE_US - 58 * JRT_SECOND_US);
	reads(TIMESTAMP, "100%% %F %H", "100% 2026-03-05 00", local(2026, 3, 5, 0, 0, 0));
}

static void twelve_hour_clock(void **state)
{
	(void)state;
	reads(CLOCK, "%I:%M %p", "12:00 AM", 0);
	reads(CLOCK, "%I:%M %p", "12:30 PM", 12 * JRT_HOUR_US + 30 * JRT_MINUTE_US);
	reads(CLOCK, "%I:%M%p", "1:00am", JRT_HOUR_US);
	faults(CLOCK, "%I:%M %p", "13:00 PM", JRT_PATTERN_RANGE, 0);
	faults(CLOCK, "%I:%M %p", "0:30 AM", JRT_PATTERN_RANGE, 0);
	faults(CLOCK, "%I:%M %p", "1:30 XM", JRT_PATTERN_DIFFERENT, 5);
}

static void window_of_years(void **state)
{
	(void)state;
	reads(DATE, "%y%m%d", "500101", local(1950, 1, 1, 0, 0, 0));
	reads(DATE, "%y%m%d", "990131", local(1999, 1, 31, 0, 0, 0));
	reads(DATE, "%y%m%d", "000229", local(2000, 2, 29, 0, 0, 0));
	reads(DATE, "%y%m%d", "491231", local(2049, 12, 31, 0, 0, 0));
}

static void fractions(void **state)
{
	(void)state;
	reads(CLOCK, "%H:%M:%S.%f", "0:00:00.1", 100000);
	reads(CLOCK, "%H:%M:%S.%f", "0:00:00.000001", 1);
	reads(CLOCK, "%H:%M:%S.%f", "0:00:00.123456789", 123456);
	reads(CLOCK, "%H:%M:%S,%f", "0:00:01,5", 1500000);
	faults(CLOCK, "%H:%M:%S.%f", "0:00:00.", JRT_PATTERN_DIFFERENT, 8);
	faults(CLOCK, "%H:%M:%S.%f", "0:00:00.1234567890", JRT_PATTERN_TRAILING, 17);
}

static void letters_of_clocks_and_durations(void **state)
{
	(void)state;
	jb_fix t = local(1970, 1, 1, 9, 12, 58);
	reads(CLOCK, "h:mm:ss", "9:12:58", t);
	reads(CLOCK, "h:mm:ss", "09:12:58", t);
	reads(CLOCK, "hh:mm:ss", "09:12:58", t);
	faults(CLOCK, "hh:mm:ss", "9:12:58", JRT_PATTERN_DIFFERENT, 1);
	reads(CLOCK, "h:mm", "23:59", 24 * JRT_HOUR_US - JRT_MINUTE_US);
	reads(CLOCK, "m:ss", "7:05", 425 * JRT_SECOND_US);
	faults(CLOCK, "h:mm:ss", "24:00:00", JRT_PATTERN_RANGE, 0);
	faults(CLOCK, "h:mm:ss", "9:60:00", JRT_PATTERN_RANGE, 2);
	faults(CLOCK, "h:mm:ss", "9:5:00", JRT_PATTERN_DIFFERENT, 3);

	reads(DURATION, "h:mm:ss", "0:00:20", 20 * JRT_SECOND_US);
	reads(DURATION, "h:mm:ss", "25:13:04", 90784 * JRT_SECOND_US);
	reads(DURATION, "hh:mm:ss", "125:13:04", 450784 * JRT_SECOND_US);
	reads(DURATION, "h:mm:ss", "-0:00:05", -5 * JRT_SECOND_US);
	reads(DURATION, "d.hh:mm:ss", "1.01:13:04", 90784 * JRT_SECOND_US);
	reads(DURATION, "d.hh:mm:ss", "01:13:04", 4384 * JRT_SECOND_US);
	reads(DURATION, "d.hh:mm:ss.f", "-1.01:13:04.5", -90784500000);
	reads(DURATION, "d h:mm", "2 3:04", 2 * JRT_DAY_US + 184 * JRT_MINUTE_US);
	reads(DURATION, "m:ss", "90:00", 90 * JRT_MINUTE_US);
	reads(DURATION, "h:mm", "100:30", 6030 * JRT_MINUTE_US);
	reads(DURATION, "%H:%M:%S", "25:13:04", 90784 * JRT_SECOND_US);
	reads(DURATION, "h:mm:ss", "999999999:59:59",
	      (INT64_C(999999999) * 3600 + 3599) * JRT_SECOND_US);
	faults(DURATION, "h:mm:ss", "0:00:61", JRT_PATTERN_RANGE, 5);
	faults(DURATION, "h:mm:ss", "9999999999:00:00", JRT_PATTERN_DIFFERENT, 9);
	faults(DURATION, "h:mm:ss", "", JRT_PATTERN_DIFFERENT, 0);
	faults(DURATION, "h:mm:ss", "-", JRT_PATTERN_DIFFERENT, 1);
}

static void nothing_is_guessed(void **state)
{
	static const char *const f = "%d/%m/%Y %H:%M:%S";

	(void)state;
	faults(TIMESTAMP, f, "05/13/2026 09:12:58", JRT_PATTERN_RANGE, 3);
	faults(TIMESTAMP, f, "30/02/2026 09:12:58", JRT_PATTERN_NO_DAY, 19);
	faults(TIMESTAMP, f, "05/03/2026 09:12:60", JRT_PATTERN_RANGE, 17);
	faults(TIMESTAMP, f, "05/03/26 09:12:58", JRT_PATTERN_DIFFERENT, 8);
	faults(TIMESTAMP, f, "05/03/2026  09:12:58", JRT_PATTERN_DIFFERENT, 11);
	faults(TIMESTAMP, f, " 05/03/2026 09:12:58", JRT_PATTERN_DIFFERENT, 0);
	faults(TIMESTAMP, f, "05/03/2026 09:12:58 ", JRT_PATTERN_TRAILING, 19);
	faults(TIMESTAMP, f, "05/03/2026", JRT_PATTERN_DIFFERENT, 10);
	faults(TIMESTAMP, f, "", JRT_PATTERN_DIFFERENT, 0);
	faults(TIMESTAMP, "%a %F %H", "Fri 2026-03-05 09", JRT_PATTERN_WEEKDAY, 17);
	faults(DATE, "%Y%m%d", "2026035", JRT_PATTERN_DIFFERENT, 7);
	faults(DATE, "%Y-%j", "2025-366", JRT_PATTERN_NO_DAY, 8);
	faults(DATE, "%F", "0000-01-01", JRT_PATTERN_RANGE, 0);
	faults(DATE, "%d %b %Y", "05 Mai 2026", JRT_PATTERN_DIFFERENT, 3);
}

static void offsets(void **state)
{
	static const struct {
		const char *text;
		int seconds;
	} known[] = {{"Z", 0},		 {"+02:00", 7200},  {"+0200", 7200}, {"+02", 7200},
		     {"-03:30", -12600}, {"+05:45", 20700}, {"-00:00", 0}};
	const struct jrt_pattern *pattern = compile(TIMESTAMP, "%F %R%z");
	struct jrt_fields fields;
	enum jrt_local how;

	(void)state;
	assert_true(jrt_pattern_has_offset(pattern));
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		struct jb_text text = jb_text_printf(&arena, "2026-03-05 09:12%s", known[i].text);
		assert_int_equal(jrt_pattern_read(pattern, text, &fields), JRT_PATTERN_OK);
		assert_int_equal(fields.offset_seconds, known[i].seconds);
		assert_int_equal(jrt_pattern_instant(&fields, NULL, &how),
				 local(2026, 3, 5, 9, 12, 0) - known[i].seconds * JRT_SECOND_US);
	}
	faults(TIMESTAMP, "%F %R%z", "2026-03-05 09:12+19:00", JRT_PATTERN_RANGE, 16);
	faults(TIMESTAMP, "%F %R%z", "2026-03-05 09:12+2", JRT_PATTERN_DIFFERENT, 16);
	faults(TIMESTAMP, "%F %R%z", "2026-03-05 09:12+02:", JRT_PATTERN_TRAILING, 19);
	faults(TIMESTAMP, "%F %R%z", "2026-03-05 09:12", JRT_PATTERN_DIFFERENT, 16);
	/* A final Z says UTC, whatever zone the column has. */
	assert_true(jrt_pattern_has_offset(compile(TIMESTAMP, "%FT%TZ")));
	assert_false(jrt_pattern_has_offset(compile(TIMESTAMP, "%FT%T")));
}

static void s3_an_offset_of_its_own_settles_a_doubled_hour(void **state)
{
	const struct jrt_zone *london;
	struct jrt_fields fields;
	struct jb_text why;
	enum jrt_local how;

	(void)state;
	if (jrt_zone_load(&arena, JB_TEXT("Europe/London"), &london, &why) != JB_OK)
		skip();
	jrt_pattern_read(compile(TIMESTAMP, "%F %R"), JB_TEXT("2026-10-25 01:30"), &fields);
	assert_int_equal(jrt_pattern_instant(&fields, london, &how), local(2026, 10, 25, 0, 30, 0));
	assert_int_equal(how, JRT_LOCAL_DOUBLED);
	jrt_pattern_read(compile(TIMESTAMP, "%F %R%z"), JB_TEXT("2026-10-25 01:30+00:00"), &fields);
	assert_int_equal(jrt_pattern_instant(&fields, london, &how), local(2026, 10, 25, 1, 30, 0));
	assert_int_equal(how, JRT_LOCAL_ONCE);
	jrt_pattern_read(compile(TIMESTAMP, "%F %R"), JB_TEXT("2026-03-29 01:30"), &fields);
	(void)jrt_pattern_instant(&fields, london, &how);
	assert_int_equal(how, JRT_LOCAL_GAP);
}

static void dates_of_months_and_years(void **state)
{
	struct jrt_fields fields;
	const struct jrt_pattern *month = compile(DATE, "contacts-%Y-%m.csv");
	const struct jrt_pattern *year = compile(DATE, "%Y"), *day = compile(DATE, "%F");

	(void)state;
	assert_int_equal(jrt_pattern_read(month, JB_TEXT("contacts-2024-02.csv"), &fields),
			 JRT_PATTERN_OK);
	assert_int_equal(fields.days, jrt_civil_days(2024, 2, 1));
	assert_int_equal(jrt_pattern_last_day(month, &fields), jrt_civil_days(2024, 2, 29));
	assert_int_equal(jrt_pattern_read(year, JB_TEXT("2024"), &fields), JRT_PATTERN_OK);
	assert_int_equal(jrt_pattern_last_day(year, &fields), jrt_civil_days(2024, 12, 31));
	assert_int_equal(jrt_pattern_read(day, JB_TEXT("2024-02-07"), &fields), JRT_PATTERN_OK);
	assert_int_equal(jrt_pattern_last_day(day, &fields), jrt_civil_days(2024, 2, 7));
	reads(DATE, "%F %T", "2026-03-05 00:00:00", local(2026, 3, 5, 0, 0, 0));
}

static void what_a_pattern_may_not_say(void **state)
{
	(void)state;
	refused(DATE, "%d.%m.%y", "years 1950 to 2049 (character 7");
	refused(DATE, "%d.%m.%Q", "%Q is no part of a time");
	refused(DATE, "é %d.%m.%Q", "(character 9 ");
	refused(DATE, "%Y-%m-%", "a letter is missing after %");
	refused(DATE, "%Y-%m-%d %m", "named twice (character 10");
	refused(DATE, "%d/%m", "the year is missing");
	refused(DATE, "dd/mm/yyyy", "with letters behind %");
	refused(DATE, "%Y %d", "the month of this day");
	refused(DATE, "%Y-%j %m", "%j stands for month and day");
	refused(TIMESTAMP, "%d/%m/%Y", "declare a day alone as a date");
	refused(TIMESTAMP, "%Y-%m %H", "the day is missing");
	refused(TIMESTAMP, "%F %I:%M", "stand only together");
	refused(TIMESTAMP, "%F %H:%M %p", "stand only together");
	refused(TIMESTAMP, "%F %H:%S", "the minutes of these seconds");
	refused(TIMESTAMP, "%F %H:%M.%f", "the seconds of this fraction");
	refused(TIMESTAMP, "%F %H:%M:%S.%f0", "a digit after a fraction");
	refused(CLOCK, "%F %T", "no part of a clock time (character 1");
	refused(CLOCK, "h:nn", "'n' is no part of a clock time");
	refused(CLOCK, "d.hh:mm", "'d' is no part of a clock time");
	refused(CLOCK, "ss", "has hours");
	refused(CLOCK, "hhh:mm", "at most twice");
	refused(DURATION, "::", "has units");
	refused(DURATION, "m:h", "from the largest to the smallest");
	refused(DURATION, "h:ss", "the minutes of these seconds");
	refused(DURATION, "P%dD", "no part of a duration");
	refused(DATE, "", "1 to 128 characters");
}

static void bad_windows(void **state)
{
	const struct jrt_pattern *pattern;
	struct jb_text why;

	(void)state;
	assert_int_equal(
		jrt_pattern_compile(&arena, JB_TEXT("%y%m%d"), DATE, 1950, 2050, &pattern, &why),
		JB_REFUSED);
	assert_int_equal(
		jrt_pattern_compile(&arena, JB_TEXT("%y%m%d"), DATE, -50, 49, &pattern, &why),
		JB_REFUSED);
}

/* What a message shows as an example must itself be readable. */
static void examples(void **state)
{
	static const struct {
		enum jrt_pattern_kind kind;
		const char *pattern, *example;
	} known[] = {
		{TIMESTAMP, "%d/%m/%Y %H:%M:%S", "05/03/2026 09:12:58"},
		{TIMESTAMP, "%a %e %b %y %I:%M %p %z", "Thu  5 Mar 26 09:12 AM +02:00"},
		{TIMESTAMP, "%Y%j %T.%f", "2026064 09:12:58.250"},
		{CLOCK, "h:mm:ss", "9:12:58"},
		{DURATION, "d.hh:mm:ss", "1.09:12:58"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		const struct jrt_pattern *pattern = compile(known[i].kind, known[i].pattern);
		struct jb_text text = jrt_pattern_example(&arena, pattern);
		struct jrt_fields fields;
		assert_string_equal(jb_text_cstring(&arena, text), known[i].example);
		assert_int_equal(jrt_pattern_read(pattern, text, &fields), JRT_PATTERN_OK);
	}
}

static void every_second_of_a_day_and_every_day(void **state)
{
	const struct jrt_pattern *pattern = compile(TIMESTAMP, "%d/%m/%Y %H:%M:%S");
	struct jrt_fields fields;
	char text[32];

	(void)state;
	for (int i = 0; i < 86400; i++) {
		int64_t days = jrt_civil_days(1899, 1, 1) + i;
		struct jrt_date date = jrt_civil_date(days);
		int size = snprintf(text, sizeof text, "%02d/%02d/%04d %02d:%02d:%02d", date.day,
				    date.month, (int)date.year, i / 3600, i / 60 % 60, i % 60);
		struct jb_text line = {.at = text, .size = (size_t)size};
		assert_int_equal(jrt_pattern_read(pattern, line, &fields), JRT_PATTERN_OK);
		assert_int_equal(jrt_pattern_local(&fields), days * JRT_DAY_US + i * JRT_SECOND_US);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(exports_of_the_field),
		cmocka_unit_test(twelve_hour_clock),
		cmocka_unit_test(window_of_years),
		cmocka_unit_test(fractions),
		cmocka_unit_test(letters_of_clocks_and_durations),
		cmocka_unit_test(nothing_is_guessed),
		cmocka_unit_test(offsets),
		cmocka_unit_test(s3_an_offset_of_its_own_settles_a_doubled_hour),
		cmocka_unit_test(dates_of_months_and_years),
		cmocka_unit_test(what_a_pattern_may_not_say),
		cmocka_unit_test(bad_windows),
		cmocka_unit_test(examples),
		cmocka_unit_test(every_second_of_a_day_and_every_day),
	};

	jb_arena_init(&arena, NULL);
	int failed = cmocka_run_group_tests(tests, NULL, NULL);
	jb_arena_release(&arena);
	return failed;
}
