/*
 * Civil dates by arithmetic alone. The conversions count years from 1 March, so that the leap day
 * is the last of its year, in cycles of 400 years (146097 days), which is a whole number of weeks.
 */
#include "time/civil.h"

#include <assert.h>

#define CYCLE_YEARS 400
#define CYCLE_DAYS INT64_C(146097)
#define MARCH_0000_TO_1970 INT64_C(719468) /* days from 0000-03-01 to 1970-01-01 */

bool jrt_civil_is_leap(int64_t year)
{
	return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

unsigned jrt_civil_month_days(int64_t year, unsigned month)
{
	static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	assert(month >= 1 && month <= 12);
	return month == 2 && jrt_civil_is_leap(year) ? 29 : days[month - 1];
}

bool jrt_civil_valid(int64_t year, unsigned month, unsigned day)
{
	return year >= JRT_YEAR_MIN && year <= JRT_YEAR_MAX && month >= 1 && month <= 12 &&
	       day >= 1 && day <= jrt_civil_month_days(year, month);
}

int64_t jrt_civil_days(int64_t year, unsigned month, int64_t day)
{
	assert(month >= 1 && month <= 12);
	int64_t y = year - (month <= 2);
	int64_t cycle = jrt_civil_floor(y, CYCLE_YEARS);
	int64_t of_cycle = y - cycle * CYCLE_YEARS;
	int64_t from_march = month > 2 ? month - 3 : month + 9;
	/* Months from March have 31, 30, 31, 30, 31 days, and again: 153 in five. */
	int64_t of_year = (153 * from_march + 2) / 5 + day - 1;

	return cycle * CYCLE_DAYS + of_cycle * 365 + of_cycle / 4 - of_cycle / 100 + of_year -
	       MARCH_0000_TO_1970;
}

struct jrt_date jrt_civil_date(int64_t days)
{
	int64_t z = days + MARCH_0000_TO_1970;
	int64_t cycle = jrt_civil_floor(z, CYCLE_DAYS);
	int64_t of_cycle = z - cycle * CYCLE_DAYS;
	int64_t year = (of_cycle - of_cycle / 1460 + of_cycle / 36524 - of_cycle / 146096) / 365;
	int64_t of_year = of_cycle - (365 * year + year / 4 - year / 100);
	int64_t from_march = (5 * of_year + 2) / 153;
	int64_t month = from_march < 10 ? from_march + 3 : from_march - 9;

	return (struct jrt_date){
		.year = (int32_t)(year + cycle * CYCLE_YEARS + (month <= 2)),
		.month = (uint8_t)month,
		.day = (uint8_t)(of_year - (153 * from_march + 2) / 5 + 1),
	};
}

/* 1970-01-01 was a Thursday. */
unsigned jrt_civil_weekday(int64_t days)
{
	int64_t from_monday = days + 3;

	return (unsigned)(from_monday - jrt_civil_floor(from_monday, 7) * 7) + 1;
}

unsigned jrt_civil_year_day(int64_t days)
{
	return (unsigned)(days - jrt_civil_days(jrt_civil_date(days).year, 1, 1)) + 1;
}

/* ISO 8601: a week belongs to the year that holds its Thursday. */
struct jrt_iso_week jrt_civil_iso_week(int64_t days)
{
	int64_t thursday = days + 4 - jrt_civil_weekday(days);

	return (struct jrt_iso_week){
		.year = jrt_civil_date(thursday).year,
		.week = (uint8_t)((jrt_civil_year_day(thursday) - 1) / 7 + 1),
	};
}

unsigned jrt_civil_iso_weeks(int64_t year)
{
	/* 28 December is always in the last week. */
	return jrt_civil_iso_week(jrt_civil_days(year, 12, 28)).week;
}

int64_t jrt_civil_iso_monday(int64_t year, unsigned week)
{
	/* 4 January is always in the first week. */
	int64_t fourth = jrt_civil_days(year, 1, 4);

	return fourth + 1 - jrt_civil_weekday(fourth) + 7 * ((int64_t)week - 1);
}
