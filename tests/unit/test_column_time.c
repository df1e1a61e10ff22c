/*
 * Decoding of dates, times of day, written durations and timestamps: formats, zones, and the whole
 * sentence for what is refused.
 */
#include <stdio.h>

#include "time/civil.h"
#include "own_decoder.h"

static void dates_and_clocks(void **state)
{
	(void)state;
	begin(JRT_DATE);
	is("1970-01-02", 1);
	is("1969-12-31", -1);
	decode("2026-02-30");
	assert_string_equal(decoded.code, "R0215");
	column.format = JB_TEXT("%y%m%d");
	column.years_from = 1950;
	column.years_to = 2049;
	begin(JRT_DATE);
	is("990101", 10592);
	is("490101", 28855);
	column.format = (struct jb_text){0};
	begin(JRT_CLOCK);
	is("9:05", 9 * JRT_HOUR_US + 5 * JRT_MINUTE_US);
	is("0:00:31", 31 * JRT_SECOND_US);
	decode("25:00");
	assert_string_equal(decoded.code, "R0215");
	decode("x");
	assert_string_equal(decoded.code, "R0215");
}

static void written_durations(void **state)
{
	(void)state;
	column.format = JB_TEXT("h:mm:ss");
	begin(JRT_DURATION);
	is("25:13:04", 25 * JRT_HOUR_US + 13 * JRT_MINUTE_US + 4 * JRT_SECOND_US);
	is("-0:00:21", -21 * JRT_SECOND_US);
	decode("153");
	assert_string_equal(decoded.code, "R0215");
}

/* 2026-03-03T08:00:00Z is second 1,772,524,800 of the Unix epoch. */
#define MARCH_3_8_00 (INT64_C(1772524800) * JRT_SECOND_US)

static void timestamps_in_iso_8601(void **state)
{
	(void)state;
	begin(JRT_INSTANT);
	is("2026-03-03T08:00:00Z", MARCH_3_8_00);
	is("2026-03-03 08:00:00Z", MARCH_3_8_00);
	is("2026-03-03T10:00:00+02:00", MARCH_3_8_00);
	is("2026-03-03T08:00Z", MARCH_3_8_00);
	is("2026-03-03T08:00:00.250Z", MARCH_3_8_00 + 250000);
	is("2026-03-03T03:00-05:00", MARCH_3_8_00);
	is_refused("2026-03-03T08:00:00", "R0217",
		   "column x: found \"2026-03-03T08:00:00\", which has no offset from UTC, and the "
		   "column declares no zone");
	decode("2026-03-03");
	assert_string_equal(decoded.code, "R0215");
	decode("yesterday");
	assert_string_equal(decoded.code, "R0215");
}

/* S3: a local time that did not exist is unreadable, a doubled one is the earlier; both are noted.
 */
static void local_times(void **state)
{
	(void)state;
	column.format = JB_TEXT("%d/%m/%Y %H:%M:%S");
	column.zone = JB_TEXT("Europe/London");
	begin(JRT_INSTANT);
	is("03/03/2026 08:00:00", MARCH_3_8_00);
	assert_int_equal(decoded.time_notes, 0);
	/* Clocks went forward on 29 March 2026 at 01:00, back on 25 October at 02:00. */
	is("29/03/2026 00:59:59", INT64_C(1774745999) * JRT_SECOND_US);
	is_refused("29/03/2026 01:30:00", "R0216",
		   "column x: found \"29/03/2026 01:30:00\", a time that did not exist in "
		   "Europe/London: the clocks went forward over it");
	assert_int_equal(decoded.time_notes, JRT_TIME_GAP);
	is("29/03/2026 02:00:00", INT64_C(1774746000) * JRT_SECOND_US);
	is("25/10/2026 01:30:00", INT64_C(1792888200) * JRT_SECOND_US);
	assert_int_equal(decoded.time_notes, JRT_TIME_DOUBLED);
	is("25/10/2026 02:00:00", INT64_C(1792893600) * JRT_SECOND_US);
	assert_int_equal(decoded.time_notes, 0);
}

/* The memory of a day may not change an answer: every half hour of two years, forwards and
 * shuffled. */
static void the_memory_of_a_day_changes_nothing(void **state)
{
	static const char *const zones[] = {"Europe/London", "America/Sao_Paulo", "Asia/Beirut",
					    "Australia/Lord_Howe", "Pacific/Apia"};
	const int64_t steps = 2 * 366 * 48, start = jrt_civil_days(2010, 12, 1) * JRT_DAY_US;

	(void)state;
	for (size_t z = 0; z < sizeof zones / sizeof *zones; z++) {
		column.zone = jb_text_of(zones[z]);
		column.format = JB_TEXT("%F %T");
		begin(JRT_INSTANT);
		for (int64_t i = 0; i < steps; i++) {
			int64_t k = z % 2 ? i * 7919 % steps : i;
			jb_fix local = start + k * 30 * JRT_MINUTE_US;
			struct jrt_date date = jrt_civil_date(jrt_civil_floor(local, JRT_DAY_US));
			int64_t clock = local - jrt_civil_floor(local, JRT_DAY_US) * JRT_DAY_US;
			enum jrt_local how = JRT_LOCAL_ONCE;
			jb_fix expected = jrt_zone_to_instant(decoder.zone, local, &how);
			char text[40];
			snprintf(text, sizeof text, "%04d-%02u-%02u %02d:%02d:00", (int)date.year,
				 date.month, date.day, (int)(clock / JRT_HOUR_US),
				 (int)(clock / JRT_MINUTE_US % 60));
			decode(text);
			assert_int_equal(decoded.time_notes, how == JRT_LOCAL_DOUBLED
								     ? JRT_TIME_DOUBLED
							     : how == JRT_LOCAL_GAP ? JRT_TIME_GAP
										    : 0);
			if (how != JRT_LOCAL_GAP)
				assert_int_equal(decoded.value, expected);
		}
	}
}

static void what_is_no_format_or_zone_is_refused(void **state)
{
	struct jb_text why = {0};

	(void)state;
	column.type = JRT_INSTANT;
	column.zone = JB_TEXT("Europe/Lundon");
	jrt_texts_init(&texts, &arena, &plan);
	assert_int_equal(jrt_decoder_init(&decoder, &arena, &source, &column, &texts, &why),
			 JB_REFUSED);
	assert_true(why.size > 0);
	column.zone = (struct jb_text){0};
	column.format = JB_TEXT("%Q");
	assert_int_equal(jrt_decoder_init(&decoder, &arena, &source, &column, &texts, &why),
			 JB_REFUSED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(dates_and_clocks),
		TEST(written_durations),
		TEST(timestamps_in_iso_8601),
		TEST(local_times),
		TEST(the_memory_of_a_day_changes_nothing),
		TEST(what_is_no_format_or_zone_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
