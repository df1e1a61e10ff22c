/*
 * Periods by arithmetic on whole days and months; the zone comes in only where a day becomes an
 * instant. Months are counted from year 0 (12 * year + month - 1), and a period's index counts its
 * unit's lengths.
 */
#include "time/period.h"

#include <stdio.h>
#include <string.h>

#include "time/civil.h"

#define INDEX_MAX INT64_C(4000000) /* beyond the days that instants can reach */
#define LABEL_ROOM 80

static bool refuse(struct jb_text *why, struct jb_text sentence)
{
	*why = sentence;
	return false;
}

static bool check(const struct jrt_period_spec *spec, const struct jrt_zone *zone,
		  struct jb_text *why)
{
	if (spec->unit == JRT_WHOLE && spec->rolling > 1)
		return refuse(why, JB_TEXT("everything as one period cannot be rolling"));
	if (spec->unit != JRT_WHOLE && zone == NULL)
		return refuse(why, JB_TEXT("a period needs a time zone, or midnight is not known"));
	if (spec->first_month > 12)
		return refuse(why, JB_TEXT("a period begins in a month from 1 to 12"));
	if (spec->first_day > 30)
		return refuse(why, JB_TEXT("a period cannot begin on day 31, which most months "
					   "do not have; use day 1 to 30"));
	return true;
}

enum jb_status jrt_period_init(struct jrt_periods *periods, const struct jrt_period_spec *spec,
			       const struct jrt_zone *zone, struct jb_arena *arena,
			       struct jb_text *why)
{
	bool months =
		spec->unit == JRT_MONTH || spec->unit == JRT_QUARTER || spec->unit == JRT_YEAR;
	unsigned month = spec->first_month == 0 ? 1 : spec->first_month;

	(void)arena;
	*why = JB_TEXT("");
	if (!check(spec, zone, why))
		return JB_REFUSED;
	if (spec->unit == JRT_QUARTER)
		month = (month - 1) % 3 + 1;
	*periods = (struct jrt_periods){
		.unit = spec->unit,
		.rolling = spec->rolling == 0 ? 1 : spec->rolling,
		.first_month = spec->unit == JRT_QUARTER || spec->unit == JRT_YEAR ? month : 1,
		.first_day = months && spec->first_day != 0 ? spec->first_day : 1,
		.zone = zone,
	};
	if (spec->unit == JRT_WHOLE)
		periods->last = (struct jrt_range){INT64_MIN, INT64_MAX};
	return JB_OK;
}

static int64_t month_length(const struct jrt_periods *periods)
{
	return periods->unit == JRT_YEAR ? 12 : periods->unit == JRT_QUARTER ? 3 : 1;
}

/* The first day of what begins in a month; where the month is too short, the first of the next. */
static int64_t start_in_month(const struct jrt_periods *periods, int64_t month)
{
	int64_t year = jrt_civil_floor(month, 12);
	unsigned of_year = (unsigned)(month - year * 12) + 1;
	unsigned most = jrt_civil_month_days(year, of_year);
	unsigned day = periods->first_day <= most ? periods->first_day : most + 1;

	return jrt_civil_days(year, of_year, day);
}

int64_t jrt_period_index_of_day(const struct jrt_periods *periods, int64_t days)
{
	switch (periods->unit) {
	case JRT_DAY: return days;
	case JRT_WEEK: return jrt_civil_floor(days + 3, 7); /* 1969-12-29 was a Monday */
	case JRT_MONTH:
	case JRT_QUARTER:
	case JRT_YEAR: break;
	case JRT_WHOLE: return 0;
	}
	struct jrt_date date = jrt_civil_date(days);
	int64_t month = (int64_t)date.year * 12 + date.month - 1;
	if (days < start_in_month(periods, month))
		month--;
	return jrt_civil_floor(month - (periods->first_month - 1), month_length(periods));
}

int64_t jrt_period_first_day(const struct jrt_periods *periods, int64_t index)
{
	index = index < -INDEX_MAX ? -INDEX_MAX : index > INDEX_MAX ? INDEX_MAX : index;
	switch (periods->unit) {
	case JRT_DAY: return index;
	case JRT_WEEK: return index * 7 - 3;
	case JRT_MONTH:
	case JRT_QUARTER:
	case JRT_YEAR: break;
	case JRT_WHOLE: return 0;
	}
	return start_in_month(periods, index * month_length(periods) + periods->first_month - 1);
}

int64_t jrt_period_last_day(const struct jrt_periods *periods, int64_t index)
{
	return periods->unit == JRT_WHOLE ? 0 : jrt_period_first_day(periods, index + 1) - 1;
}

int64_t jrt_period_day_count(const struct jrt_periods *periods, int64_t index)
{
	if (periods->unit == JRT_WHOLE)
		return 0;
	return jrt_period_first_day(periods, index + 1) - jrt_period_first_day(periods, index);
}

bool jrt_period_starts_on(const struct jrt_periods *periods, int64_t days)
{
	if (periods->unit == JRT_WHOLE)
		return false;
	return jrt_period_first_day(periods, jrt_period_index_of_day(periods, days)) == days;
}

struct jrt_range jrt_period_base_range(const struct jrt_periods *periods, int64_t index)
{
	if (periods->unit == JRT_WHOLE)
		return (struct jrt_range){INT64_MIN, INT64_MAX};
	return (struct jrt_range){
		jrt_zone_day_start(periods->zone, jrt_period_first_day(periods, index)),
		jrt_zone_day_start(periods->zone, jrt_period_first_day(periods, index + 1)),
	};
}

struct jrt_range jrt_period_range(const struct jrt_periods *periods, int64_t index)
{
	struct jrt_range range = jrt_period_base_range(periods, index);

	if (periods->rolling > 1)
		range.from = jrt_period_base_range(periods, index + 1 - periods->rolling).from;
	return range;
}

/* The local date says the index, except where clocks went back over midnight: then the date
 * repeats, and only the range tells. */
int64_t jrt_period_index_slow(struct jrt_periods *periods, jb_fix instant)
{
	if (periods->unit == JRT_WHOLE)
		return 0;
	instant = jrt_civil_clamp(instant);
	jb_fix local = jrt_zone_to_local(periods->zone, instant);
	int64_t index = jrt_period_index_of_day(periods, jrt_civil_floor(local, JRT_DAY_US));
	struct jrt_range range = jrt_period_base_range(periods, index);
	if (instant < range.from || instant >= range.to) {
		index += instant < range.from ? -1 : 1;
		range = jrt_period_base_range(periods, index);
	}
	periods->last = range;
	periods->last_index = index;
	return index;
}

/* Whether the quarter or year is the calendar's own, so that "2026-Q1" or "2026" cannot mislead. */
static bool is_plain(const struct jrt_periods *periods)
{
	return periods->first_day == 1 && periods->first_month == 1;
}

static int write_date(char *out, size_t room, int64_t days)
{
	struct jrt_date date = jrt_civil_date(days);

	return snprintf(out, room, "%04d-%02d-%02d", (int)date.year, date.month, date.day);
}

/* What precedes the name of the last base period. */
static int write_reach(const struct jrt_periods *periods, char *out, size_t room)
{
	static const char *const units[] = {
		[JRT_DAY] = "days",	    [JRT_WEEK] = "weeks", [JRT_MONTH] = "months",
		[JRT_QUARTER] = "quarters", [JRT_YEAR] = "years", [JRT_WHOLE] = "",
	};
	bool months = periods->unit == JRT_QUARTER || periods->unit == JRT_YEAR;

	out[0] = '\0';
	if (periods->rolling > 1)
		return snprintf(out, room, "%u %s to ", periods->rolling, units[periods->unit]);
	if (months && !is_plain(periods))
		return snprintf(out, room, "%d months to ", (int)month_length(periods));
	return 0;
}

static int write_name(const struct jrt_periods *periods, int64_t index, char *out, size_t room)
{
	int64_t last = jrt_period_last_day(periods, index);
	struct jrt_date date = jrt_civil_date(last);
	struct jrt_iso_week week = jrt_civil_iso_week(last);

	if (periods->unit == JRT_WHOLE)
		return snprintf(out, room, "whole");
	if (periods->unit == JRT_DAY || periods->first_day != 1)
		return write_date(out, room, last);
	if (periods->unit == JRT_WEEK)
		return snprintf(out, room, "%04d-W%02d", (int)week.year, week.week);
	if (periods->unit == JRT_QUARTER && is_plain(periods))
		return snprintf(out, room, "%04d-Q%d", (int)date.year, date.month / 3);
	if (periods->unit == JRT_YEAR && is_plain(periods))
		return snprintf(out, room, "%04d", (int)date.year);
	return snprintf(out, room, "%04d-%02d", (int)date.year, date.month);
}

static struct jb_text write_label(const struct jrt_periods *periods, int64_t index,
				  char out[LABEL_ROOM])
{
	size_t reach = (size_t)write_reach(periods, out, LABEL_ROOM);
	size_t name = (size_t)write_name(periods, index, out + reach, LABEL_ROOM - reach);

	return (struct jb_text){.at = out, .size = reach + name};
}

void jrt_period_add_label(const struct jrt_periods *periods, int64_t index, struct jb_buf *buf)
{
	char room[LABEL_ROOM];

	jb_buf_add_text(buf, write_label(periods, index, room));
}

/* Takes exactly `digits` digits off the front. */
static bool take_number(struct jb_text *text, size_t digits, unsigned *value)
{
	*value = 0;
	if (text->size < digits)
		return false;
	for (size_t i = 0; i < digits; i++) {
		unsigned digit = (unsigned)(unsigned char)text->at[i] - '0';
		if (digit > 9)
			return false;
		*value = *value * 10 + digit;
	}
	*text = jb_text_slice(*text, digits, text->size);
	return true;
}

static bool take(struct jb_text *text, struct jb_text start)
{
	if (!jb_text_starts(*text, start))
		return false;
	*text = jb_text_slice(*text, start.size, text->size);
	return true;
}

/* Some day of the base period that is named 2026, 2026-Q1, 2026-W12, 2026-03 or 2026-03-21. */
static bool read_name(struct jb_text name, int64_t *days)
{
	unsigned year, number, day = 1;

	if (!take_number(&name, 4, &year))
		return false;
	*days = jrt_civil_days(year, 1, 1);
	if (name.size == 0)
		return true;
	if (take(&name, JB_TEXT("-W"))) {
		bool good = take_number(&name, 2, &number);
		*days = good ? jrt_civil_iso_monday(year, number) : 0;
		return good;
	}
	if (take(&name, JB_TEXT("-Q"))) {
		bool good = take_number(&name, 1, &number) && number >= 1 && number <= 4;
		*days = good ? jrt_civil_days(year, number * 3, 1) : 0;
		return good;
	}
	if (!take(&name, JB_TEXT("-")) || !take_number(&name, 2, &number) || number < 1 ||
	    number > 12)
		return false;
	if (take(&name, JB_TEXT("-")) && !take_number(&name, 2, &day))
		return false;
	*days = jrt_civil_days(year, number, day);
	return true;
}

/* Whatever the name was read as, only the text that add_label would write for it is a label. */
bool jrt_period_parse_label(const struct jrt_periods *periods, struct jb_text label, int64_t *index)
{
	char room[LABEL_ROOM];
	struct jb_text name = label;
	int64_t days = 0;

	(void)write_reach(periods, room, LABEL_ROOM);
	if (!take(&name, jb_text_of(room)))
		return false;
	if (periods->unit != JRT_WHOLE && !read_name(name, &days))
		return false;
	*index = jrt_period_index_of_day(periods, days);
	return jb_text_equal(write_label(periods, *index, room), label);
}
