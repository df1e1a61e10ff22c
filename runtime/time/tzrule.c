/*
 * Reads and unrolls the POSIX rule of a zone. The grammar (POSIX.1 chapter 8, RFC 8536 section
 * 3.3.1):
 *
 * 	name offset [ name [offset] , change [/time] , change [/time] ]
 *
 * Offsets there are positive west of Greenwich; here they are positive east.
 */
#include "time/tzrule.h"

#include "time/civil.h"

#define HOURS_OF_OFFSET 24
#define HOURS_OF_TIME 167 /* RFC 8536: a change may lie a week from its day */

struct cursor {
	struct jb_text text;
	size_t at;
};

static char peek(const struct cursor *cursor)
{
	return cursor->at < cursor->text.size ? cursor->text.at[cursor->at] : '\0';
}

static bool accept(struct cursor *cursor, char byte)
{
	if (cursor->at >= cursor->text.size || cursor->text.at[cursor->at] != byte)
		return false;
	cursor->at++;
	return true;
}

static bool is_digit(char byte)
{
	return byte >= '0' && byte <= '9';
}

static bool is_letter(char byte)
{
	return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}

static bool read_number(struct cursor *cursor, unsigned least, unsigned most, unsigned *out)
{
	unsigned value = 0, digits = 0;

	for (; is_digit(peek(cursor)) && digits < 3; digits++)
		value = value * 10 + (unsigned)(cursor->text.at[cursor->at++] - '0');
	*out = value;
	return digits > 0 && !is_digit(peek(cursor)) && value >= least && value <= most;
}

/* Three letters or more, or anything of letters, digits and signs between < and >. */
static bool read_name(struct cursor *cursor)
{
	bool quoted = accept(cursor, '<');
	size_t from = cursor->at;

	while (is_letter(peek(cursor)) ||
	       (quoted && (is_digit(peek(cursor)) || peek(cursor) == '+' || peek(cursor) == '-')))
		cursor->at++;
	return cursor->at - from >= 3 && (!quoted || accept(cursor, '>'));
}

/* [+-]hh[:mm[:ss]] in seconds. */
static bool read_time(struct cursor *cursor, unsigned hours_max, int64_t *seconds)
{
	bool minus = accept(cursor, '-');
	unsigned part;

	if (!minus)
		(void)accept(cursor, '+');
	if (!read_number(cursor, 0, hours_max, &part))
		return false;
	*seconds = (int64_t)part * 3600;
	for (int64_t unit = 60; unit >= 1 && accept(cursor, ':'); unit /= 60) {
		if (!read_number(cursor, 0, 59, &part))
			return false;
		*seconds += part * unit;
	}
	*seconds = minus ? -*seconds : *seconds;
	return true;
}

static bool read_day(struct cursor *cursor, struct jrt_tzrule_change *change)
{
	if (accept(cursor, 'M')) {
		change->form = JRT_TZRULE_WEEKDAY;
		return read_number(cursor, 1, 12, &change->month) && accept(cursor, '.') &&
		       read_number(cursor, 1, 5, &change->week) && accept(cursor, '.') &&
		       read_number(cursor, 0, 6, &change->weekday);
	}
	if (accept(cursor, 'J')) {
		change->form = JRT_TZRULE_NO_LEAP;
		return read_number(cursor, 1, 365, &change->day);
	}
	change->form = JRT_TZRULE_YEAR_DAY;
	return read_number(cursor, 0, 365, &change->day);
}

static bool read_change(struct cursor *cursor, struct jrt_tzrule_change *change)
{
	change->seconds = 2 * 3600;
	if (!accept(cursor, ',') || !read_day(cursor, change))
		return false;
	return !accept(cursor, '/') || read_time(cursor, HOURS_OF_TIME, &change->seconds);
}

bool jrt_tzrule_parse(struct jb_text text, struct jrt_tzrule *rule)
{
	struct cursor cursor = {.text = text};
	int64_t west;

	*rule = (struct jrt_tzrule){0};
	if (!read_name(&cursor) || !read_time(&cursor, HOURS_OF_OFFSET, &west))
		return false;
	rule->standard = -west;
	if (cursor.at == text.size)
		return true;
	if (!read_name(&cursor))
		return false;
	rule->has_summer = true;
	west -= 3600;
	if (peek(&cursor) != ',' && !read_time(&cursor, HOURS_OF_OFFSET, &west))
		return false;
	rule->summer = -west;
	return read_change(&cursor, &rule->begin) && read_change(&cursor, &rule->end) &&
	       cursor.at == text.size;
}

static int64_t day_of(const struct jrt_tzrule_change *change, int64_t year)
{
	int64_t new_year = jrt_civil_days(year, 1, 1);

	switch (change->form) {
	case JRT_TZRULE_NO_LEAP:
		return new_year + change->day - 1 + (change->day >= 60 && jrt_civil_is_leap(year));
	case JRT_TZRULE_YEAR_DAY: return new_year + change->day;
	case JRT_TZRULE_WEEKDAY: break;
	}
	int64_t first = jrt_civil_days(year, change->month, 1);
	int64_t of_month = (7 + (int64_t)change->weekday - jrt_civil_weekday(first) % 7) % 7;
	of_month += 7 * ((int64_t)change->week - 1);
	if (of_month >= jrt_civil_month_days(year, change->month))
		of_month -= 7;
	return first + of_month;
}

jb_fix jrt_tzrule_instant(const struct jrt_tzrule_change *change, int64_t year, int64_t offset)
{
	return day_of(change, year) * JRT_DAY_US + (change->seconds - offset) * JRT_SECOND_US;
}

static void add_after(struct jrt_zone_changes *changes, jb_fix last, jb_fix from, int64_t offset)
{
	if (from > last)
		jrt_zone_table_add(changes, from, offset * JRT_SECOND_US);
}

jb_fix jrt_tzrule_unroll(const struct jrt_tzrule *rule, struct jrt_zone_changes *changes)
{
	jb_fix last = changes->from[changes->count - 1];

	if (!rule->has_summer)
		return INT64_MAX;
	/* A file without changes follows its rule from the beginning of zones on. */
	int64_t first_year = 1800;
	if (last != INT64_MIN)
		first_year = jrt_civil_date(jrt_civil_floor(last, JRT_DAY_US)).year;
	/* The year of the last change may be ruled in part by the file, and a change may lie a week
	 * outside its year: the cycle begins two years later and is followed by one more year. */
	for (int64_t year = first_year; year <= first_year + 2 + 400 + 1; year++) {
		jb_fix begin = jrt_tzrule_instant(&rule->begin, year, rule->standard);
		jb_fix end = jrt_tzrule_instant(&rule->end, year, rule->summer);
		if (begin < end)
			add_after(changes, last, begin, rule->summer);
		add_after(changes, last, end, rule->standard);
		if (begin >= end)
			add_after(changes, last, begin, rule->summer);
	}
	return jrt_civil_days(first_year + 2, 1, 1) * JRT_DAY_US;
}
