/*
 * Times and durations in a spelling of the column's own, `as "%d.%m.%Y"`, `as "h:mm:ss"`: what the
 * numbers of a pattern make together, in the order of time/pattern.c. But for years that others
 * here do not reach and durations of thousands of years, no text is in doubt.
 */
#include <assert.h>

#include "sql/format.h"
#include "time/civil.h"

/* Sums of a few stay within 64 bits, in microseconds. */
#define DURATION_MOST INT64_C(1000000000000000000)

static struct jy_sql_value slot(const struct jy_sql_format *format, enum jrt_slot which,
				int64_t otherwise)
{
	return jy_sql_format_has(format, which) ? format->slot[which]
						: jy_sql_number(&format->work->sheet, otherwise);
}

/* ---- a day ---- */

static struct jy_sql_value full_year(const struct jy_sql_format *format)
{
	struct jy_sheet *sheet = &format->work->sheet;
	const int64_t from = format->pattern->years_from;

	if (!format->pattern->short_year)
		return format->slot[JRT_SLOT_YEAR];
	return jy_sheet_keep(sheet, jy_sql_of(format->work, format->column, "full year"),
			     JY_SQL(sheet, "$1 + ($2 + $3) % 100", jy_sql_number(sheet, from),
				    format->slot[JRT_SLOT_YEAR],
				    jy_sql_number(sheet, 100 - from % 100)));
}

/* A day of the year stands for month and day. */
static struct jy_sql_value by_day_of_year(struct jy_sql_format *format, struct jy_sql_value year,
					  struct jy_sql_value days)
{
	struct jy_sheet *sheet = &format->work->sheet;
	struct jy_sql_value day = format->slot[JRT_SLOT_YEAR_DAY];

	format->none = jy_sql_or(
		sheet, format->none,
		JY_SQL(sheet, "$1 = 366 AND NOT ($2 % 4 = 0 AND ($2 % 100 <> 0 OR $2 % 400 = 0))",
		       day, year));
	return JY_SQL(sheet, "$1 + $2 - 1", days, day);
}

/* 1970-01-01 was a Thursday; so many whole weeks are added that no day is below zero. */
static void check_weekday(struct jy_sql_format *format, struct jy_sql_value days)
{
	struct jy_sheet *sheet = &format->work->sheet;
	int64_t weeks = 7 * (-jrt_civil_days(1, 1, 1) / 7 + 1);

	format->none =
		jy_sql_or(sheet, format->none,
			  JY_SQL(sheet, "$1 <> ($2 + $3) % 7 + 1", format->slot[JRT_SLOT_WEEKDAY],
				 days, jy_sql_number(sheet, weeks + 3)));
}

/* Days since 1970; *odd where the date lies too far off. */
static struct jy_sql_value day_of(struct jy_sql_format *format, struct jy_sql_value *odd)
{
	struct jy_sql_work *work = format->work;
	struct jy_sql_value year = full_year(format);
	struct jy_sql_civil date = jy_sql_civil(work, year, slot(format, JRT_SLOT_MONTH, 1),
						slot(format, JRT_SLOT_DAY, 1));
	struct jy_sql_value days = date.days;

	*odd = date.odd;
	format->none = jy_sql_or(&work->sheet, format->none, date.none);
	if (jy_sql_format_has(format, JRT_SLOT_YEAR_DAY))
		days = by_day_of_year(format, year, days);
	days = jy_sheet_keep(&work->sheet, jy_sql_of(work, format->column, "day number"), days);
	if (jy_sql_format_has(format, JRT_SLOT_WEEKDAY))
		check_weekday(format, days);
	return days;
}

/* ---- a time of day, or a length of time ---- */

static struct jy_sql_value clock_of(const struct jy_sql_format *format)
{
	const struct jy_sheet *sheet = &format->work->sheet;
	struct jy_sql_value hour = slot(format, JRT_SLOT_HOUR, 0), clock;

	if (format->pattern->twelve_hours)
		hour = JY_SQL(sheet, "$1 % 12 + 12 * $2", hour, format->slot[JRT_SLOT_HALF]);
	if (jy_sql_format_has(format, JRT_SLOT_DAYS))
		hour = JY_SQL(sheet, "$1 + 24 * $2", hour, format->slot[JRT_SLOT_DAYS]);
	clock = JY_SQL(sheet, "($1 * 60 + $2) * 60 + $3", hour, slot(format, JRT_SLOT_MINUTE, 0),
		       slot(format, JRT_SLOT_SECOND, 0));
	clock = JY_SQL(sheet, "$1 * 1000000", clock);
	if (jy_sql_format_has(format, JRT_SLOT_FRACTION))
		clock = JY_SQL(sheet, "$1 + $2", clock, format->slot[JRT_SLOT_FRACTION]);
	return clock;
}

/* ---- what becomes of a text ---- */

static struct jy_sql_value form_of(const struct jy_sql_format *format, struct jy_sql_value odd)
{
	return JY_SQL(&format->work->sheet,
		      "CASE WHEN $1 IS NULL THEN NULL WHEN NOT $2 OR $2 IS NULL OR $3 THEN 'none' "
		      "WHEN $4 THEN 'odd' ELSE 'good' END",
		      format->text, format->good, format->none, odd);
}

static struct jy_sql_value duration(struct jy_sql_format *format)
{
	struct jy_sql_work *work = format->work;
	struct jy_sheet *sheet = &work->sheet;
	struct jy_sql_value us =
		jy_sheet_keep(sheet, jy_sql_of(work, format->column, "length"), clock_of(format));
	struct jy_sql_value form, most = jy_sql_number(sheet, DURATION_MOST);

	form = form_of(format, JY_SQL(sheet, "$1 > $2", us, most));
	form = jy_sheet_keep(sheet, jy_sql_of(work, format->column, "form"), form);
	jy_sql_doubt(work, JY_SQL(sheet, "$1 = 'odd'", form), "number");
	us = JY_SQL(sheet,
		    "CASE WHEN $1 = 'good' THEN CASE WHEN $2 = 1 THEN 0 - $3 ELSE $3 END END", form,
		    format->negative, us);
	return jy_sql_settle_number(work, format->column, us,
				    JY_SQL(sheet, "CASE WHEN $1 = 'none' THEN 'R0215' END", form));
}

static struct jy_sql_value instant(struct jy_sql_format *format, struct jy_sql_value days,
				   struct jy_sql_value odd)
{
	struct jy_sql_work *work = format->work;
	struct jy_sheet *sheet = &work->sheet;
	struct jy_sql_value local = JY_SQL(sheet, "$1 * 86400000000 + $2", days, clock_of(format));

	if (jy_sql_format_has(format, JRT_SLOT_OFFSET))
		local = JY_SQL(sheet, "$1 - $2 * 1000000", local, format->slot[JRT_SLOT_OFFSET]);
	local = jy_sql_settle_time(work, format->column, form_of(format, odd), local);
	if (jrt_pattern_has_offset(format->pattern))
		return local;
	if (format->column->zone.size)
		return jy_sql_placed(work, format->column, local);
	return jy_sql_faulted(work, format->column, local,
			      JY_SQL(sheet, "CASE WHEN $1 IS NOT NULL THEN 'R0217' END", local));
}

/* Checking the file has compiled it before. */
static const struct jrt_pattern *pattern_of(struct jy_sql_work *work,
					    const struct jrt_column *column)
{
	static const enum jrt_pattern_kind kinds[] = {
		[JRT_INSTANT] = JRT_PATTERN_TIMESTAMP,
		[JRT_DATE] = JRT_PATTERN_DATE,
		[JRT_CLOCK] = JRT_PATTERN_CLOCK,
		[JRT_DURATION] = JRT_PATTERN_DURATION,
	};
	const struct jrt_pattern *pattern = NULL;
	struct jb_text why;

	jrt_pattern_compile(work->arena, column->format, kinds[column->type], column->years_from,
			    column->years_to, &pattern, &why);
	assert(pattern && "a plan has no format that cannot be read");
	return pattern;
}

struct jy_sql_value jy_sql_raw_format(struct jy_sql_work *work, const struct jrt_column *column,
				      struct jy_sql_value text)
{
	struct jy_sql_format format = {.work = work, .column = column, .text = text};
	struct jy_sql_value days, odd = jy_sql_word("FALSE");

	format.pattern = pattern_of(work, column);
	jy_sql_format_read(&format);
	if (column->type == JRT_DURATION)
		return duration(&format);
	if (column->type == JRT_CLOCK)
		return jy_sql_settle_time(work, column, form_of(&format, odd), clock_of(&format));
	days = day_of(&format, &odd);
	return column->type == JRT_DATE
		       ? jy_sql_settle_time(work, column, form_of(&format, odd), days)
		       : instant(&format, days, odd);
}
