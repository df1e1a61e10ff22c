/*
 * The civil calendar: days, months, weekdays and ISO weeks of the proleptic Gregorian calendar.
 * Pure arithmetic on whole days and microseconds; it knows no zones and reads no files.
 *
 * A date is also a count of days since 1970-01-01 (negative before). An instant, a local time and a
 * duration are counts of microseconds (jb_fix); a local time is the count that the same clock
 * reading would have in UTC, so civil arithmetic works on it, and only zone.h turns it into an
 * instant.
 */
#ifndef TIME_CIVIL_H
#define TIME_CIVIL_H

#include <stdbool.h>
#include <stdint.h>

#define JRT_SECOND_US INT64_C(1000000)
#define JRT_MINUTE_US (60 * JRT_SECOND_US)
#define JRT_HOUR_US (60 * JRT_MINUTE_US)
#define JRT_DAY_US (24 * JRT_HOUR_US)

/* The years that files and labels may name: four digits. */
#define JRT_YEAR_MIN 1
#define JRT_YEAR_MAX 9999
/* Years -9999 to 19997. Instants and local times beyond are taken for the nearest of these, so
 * that no sum in this folder can pass 64 bits. */
#define JRT_INSTANT_MIN (-INT64_C(377700000000) * JRT_SECOND_US)
#define JRT_INSTANT_MAX (INT64_C(568900000000) * JRT_SECOND_US)

struct jrt_date {
	int32_t year;
	uint8_t month; /* 1..12 */
	uint8_t day;   /* 1..31 */
};

/* Week 1 holds the year's first Thursday, so `year` may differ from the date's own. */
struct jrt_iso_week {
	int32_t year;
	uint8_t week; /* 1..53 */
};

bool jrt_civil_valid(int64_t year, unsigned month, unsigned day); /* years JRT_YEAR_MIN to _MAX */
bool jrt_civil_is_leap(int64_t year);
unsigned jrt_civil_month_days(int64_t year, unsigned month);

/* Days since 1970-01-01; `day` may lie outside the month and then counts on (day 0: the day
 * before). */
int64_t jrt_civil_days(int64_t year, unsigned month, int64_t day);
struct jrt_date jrt_civil_date(int64_t days);

unsigned jrt_civil_weekday(int64_t days);  /* 1 Monday to 7 Sunday */
unsigned jrt_civil_year_day(int64_t days); /* 1..366 */
struct jrt_iso_week jrt_civil_iso_week(int64_t days);
unsigned jrt_civil_iso_weeks(int64_t year); /* 52 or 53 */
int64_t jrt_civil_iso_monday(int64_t year, unsigned week);

/* Division that rounds down: the day of a local time, also before 1970. `divisor` > 0. */
static inline int64_t jrt_civil_floor(int64_t value, int64_t divisor)
{
	return value / divisor - (value % divisor < 0);
}

static inline int64_t jrt_civil_clamp(int64_t us)
{
	return us < JRT_INSTANT_MIN ? JRT_INSTANT_MIN : us > JRT_INSTANT_MAX ? JRT_INSTANT_MAX : us;
}

#endif
