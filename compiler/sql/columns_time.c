/*
 * Timestamps, dates and clock times of a row. Texts are read in the forms that read/column_time.c
 * has for them, with their leading zeros; what could be another of its spellings is in doubt. An
 * engine's own timestamps are instants where they know a zone, and else local times of the column's
 * zone.
 */
#include "sql/columns.h"
#include "time/civil.h"

#define DIGIT "[0-9]"
#define TWO DIGIT DIGIT
#define DATE_SHAPE TWO TWO "-" TWO "-" TWO
#define MINUTE_SHAPE DATE_SHAPE "[T ]" TWO ":" TWO
#define SECOND_SHAPE MINUTE_SHAPE ":" TWO
#define YEAR_LEAST 2 /* an offset or a fiscal year may reach back one */
#define YEAR_MOST 9998

static struct jy_sql_value slice(struct jy_sql_work *work, struct jy_sql_value text, int64_t from,
				 int64_t count)
{
	return jy_sql_slice(work, text, jy_sql_number(&work->sheet, from),
			    jy_sql_number(&work->sheet, count));
}

/* Digits of `text`, which has them where `shaped` is true. */
static struct jy_sql_value digits(struct jy_sql_work *work, const struct jrt_column *column,
				  const char *name, struct jy_sql_value is_shaped,
				  struct jy_sql_value text, int64_t from, int64_t count)
{
	struct jy_sql_value value =
		JY_SQL(&work->sheet, "CASE WHEN $1 THEN $2 END", is_shaped,
		       JY_SQL(&work->sheet, work->dialect->digits, slice(work, text, from, count)));

	return jy_sheet_keep(&work->sheet, jy_sql_of(work, column, name), value);
}

static struct jy_sql_value either(struct jy_sql_work *work, struct jy_sql_value a,
				  struct jy_sql_value b)
{
	return JY_SQL(&work->sheet, "$1 OR $2", a, b);
}

static struct jy_sql_value holds(struct jy_sql_work *work, struct jy_sql_value text,
				 const char *mark)
{
	return JY_SQL(&work->sheet, "$1 > 0",
		      JY_SQL(&work->sheet, work->dialect->find, text, jy_sql_word(mark)));
}

/* A text of another shape: "odd" where it may be a time without its leading zeros, "none" where it
 * has a character that no time has, or lacks one that each has. */
static struct jy_sql_value other_form(struct jy_sql_work *work, const struct jrt_column *column,
				      struct jy_sql_value text)
{
	struct jy_sheet *sheet = &work->sheet;
	struct jy_sql_value marks =
		column->type == JRT_CLOCK ? holds(work, text, ":") : holds(work, text, "-");

	if (column->type == JRT_INSTANT)
		marks = JY_SQL(sheet, "$1 AND $2", marks, holds(work, text, ":"));
	return JY_SQL(sheet, "CASE WHEN $1 AND $2 AND $3 THEN 'odd' ELSE 'none' END",
		      jy_sql_shaped(work, slice(work, text, 1, 1), DIGIT),
		      JY_SQL(sheet, work->dialect->only, text, jy_sql_word("0-9TZ :+.-")), marks);
}

/* ---- civil dates ---- */

struct jy_sql_civil jy_sql_civil(struct jy_sql_work *work, struct jy_sql_value year,
				 struct jy_sql_value month, struct jy_sql_value day)
{
	struct jy_sheet *sheet = &work->sheet;
	struct jy_sql_value leap = JY_SQL(
		sheet,
		"CASE WHEN $1 % 4 = 0 AND ($1 % 100 <> 0 OR $1 % 400 = 0) THEN 29 ELSE 28 END",
		year);
	struct jy_sql_value last = JY_SQL(
		sheet, "CASE WHEN $1 = 2 THEN $2 WHEN $1 IN (4, 6, 9, 11) THEN 30 ELSE 31 END",
		month, leap);
	struct jy_sql_civil civil;

	civil.none = either(work, JY_SQL(sheet, "$1 < 1 OR $1 > 12", month),
			    JY_SQL(sheet, "$1 < 1 OR $1 > $2", day, last));
	civil.odd = JY_SQL(sheet, "$1 < $2 OR $1 > $3", year, jy_sql_number(sheet, YEAR_LEAST),
			   jy_sql_number(sheet, YEAR_MOST));
	civil.days = jy_sql_days(work, year, month, day);
	return civil;
}

static struct jy_sql_civil civil(struct jy_sql_work *work, const struct jrt_column *column,
				 struct jy_sql_value good, struct jy_sql_value text)
{
	struct jy_sql_value year = digits(work, column, "year", good, text, 1, 4);
	struct jy_sql_value month = digits(work, column, "month", good, text, 6, 2);
	struct jy_sql_value day = digits(work, column, "day", good, text, 9, 2);

	return jy_sql_civil(work, year, month, day);
}

struct jy_sql_value jy_sql_settle_time(struct jy_sql_work *work, const struct jrt_column *column,
				       struct jy_sql_value form, struct jy_sql_value value)
{
	struct jy_sheet *sheet = &work->sheet;

	form = jy_sheet_keep(sheet, jy_sql_of(work, column, "kind"), form);
	jy_sql_doubt(work, JY_SQL(sheet, "$1 = 'odd'", form), "time");
	value = JY_SQL(sheet, "CASE WHEN $1 = 'good' THEN $2 END", form, value);
	return jy_sql_faulted(work, column, value,
			      JY_SQL(sheet, "CASE WHEN $1 = 'none' THEN 'R0215' END", form));
}

static struct jy_sql_value raw_date(struct jy_sql_work *work, const struct jrt_column *column,
				    struct jy_sql_value text)
{
	struct jy_sheet *sheet = &work->sheet;
	struct jy_sql_value good = jy_sheet_keep(sheet, jy_sql_of(work, column, "shaped"),
						 jy_sql_shaped(work, text, DATE_SHAPE));
	struct jy_sql_civil date = civil(work, column, good, text);
	struct jy_sql_value form =
		JY_SQL(sheet, "CASE WHEN $1 IS NULL THEN NULL WHEN NOT $1 THEN $2 WHEN $3", good,
		       other_form(work, column, text), date.none);

	form = JY_SQL(sheet, "$1 THEN 'none' WHEN $2 THEN 'odd' ELSE 'good' END",
		      (struct jy_sql_value){form.text, form.level, true}, date.odd);
	return jy_sql_settle_time(work, column, form, date.days);
}

/* ---- clock times ---- */

static struct jy_sql_value raw_clock(struct jy_sql_work *work, const struct jrt_column *column,
				     struct jy_sql_value text)
{
	struct jy_sheet *sheet = &work->sheet;
	struct jy_sql_value good, hour, minute, second, seconds;

	text = JY_SQL(sheet, "CASE WHEN $1 THEN '0' || $2 ELSE $2 END",
		      jy_sql_shaped(work, slice(work, text, 2, 1), ":"), text);
	text = jy_sheet_keep(sheet, jy_sql_of(work, column, "clock"), text);
	seconds = jy_sheet_keep(sheet, jy_sql_of(work, column, "has seconds"),
				jy_sql_shaped(work, text, TWO ":" TWO ":" TWO));
	good = jy_sheet_keep(sheet, jy_sql_of(work, column, "shaped"),
			     either(work, seconds, jy_sql_shaped(work, text, TWO ":" TWO)));
	hour = digits(work, column, "hour", good, text, 1, 2);
	minute = digits(work, column, "minute", good, text, 4, 2);
	second = digits(work, column, "second", seconds, text, 7, 2);
	second = JY_SQL(sheet, "COALESCE($1, 0)", second);
	return jy_sql_settle_time(
		work, column,
		JY_SQL(sheet,
		       "CASE WHEN $1 IS NULL THEN NULL WHEN NOT $1 THEN $2 WHEN $3 THEN 'odd' ELSE "
		       "'good' END",
		       good, other_form(work, column, text),
		       either(work, JY_SQL(sheet, "$1 > 23", hour),
			      JY_SQL(sheet, "$1 > 59 OR $2 > 59", minute, second))),
		JY_SQL(sheet, "(($1 * 60 + $2) * 60 + $3) * 1000000", hour, minute, second));
}

/* ---- timestamps ---- */

struct jy_sql_value jy_sql_placed(struct jy_sql_work *work, const struct jrt_column *column,
				  struct jy_sql_value local)
{
	const struct jrt_zone *zone = jy_sql_zone(work, column->zone);
	struct jy_sql_value gap, doubled, instant;

	if (!zone)
		return local;
	local = jy_sheet_keep(&work->sheet, jy_sql_of(work, column, "local"), local);
	jy_sql_doubt_beyond(work, zone, local);
	instant = jy_sql_instant(work, zone, local, &gap, &doubled);
	if (jy_sql_never(gap))
		return instant;
	*jb_push(work->arena, &work->doubled) = doubled;
	*jb_push(work->arena, &work->gaps) = gap;
	return jy_sql_faulted(work, column, instant,
			      JY_SQL(&work->sheet, "CASE WHEN $1 THEN 'R0216' END", gap));
}

/* "" where a text has no offset from UTC behind it. */
static struct jy_sql_value offset_text(struct jy_sql_work *work, struct jy_sql_value text)
{
	struct jy_sheet *sheet = &work->sheet;
	struct jy_sql_value length = JY_SQL(sheet, work->dialect->length, text);
	struct jy_sql_value last =
		JY_SQL(sheet, work->dialect->slice, text, length, jy_sql_number(sheet, 1));
	struct jy_sql_value tail = JY_SQL(sheet, work->dialect->slice, text,
					  JY_SQL(sheet, "$1 - 5", length), jy_sql_number(sheet, 6));

	return JY_SQL(sheet, "CASE WHEN $1 THEN 'Z' WHEN $2 THEN $3 ELSE '' END",
		      JY_SQL(sheet, "$1 > 16 AND $2 = 'Z'", length, last),
		      JY_SQL(sheet, "$1 > 21 AND $2", length,
			     jy_sql_shaped(work, tail, "[+-]" TWO ":" TWO)),
		      tail);
}

struct stamp {
	struct jy_sql_value offset, local; /* texts */
	struct jy_sql_value good, has_seconds, has_fraction;
};

static struct stamp stamp(struct jy_sql_work *work, const struct jrt_column *column,
			  struct jy_sql_value text)
{
	struct jy_sheet *sheet = &work->sheet;
	const struct jy_dialect *d = work->dialect;
	struct stamp s;

	s.offset = jy_sheet_keep(sheet, jy_sql_of(work, column, "offset"), offset_text(work, text));
	s.local = JY_SQL(sheet, d->slice, text, jy_sql_number(sheet, 1),
			 JY_SQL(sheet, "$1 - $2", JY_SQL(sheet, d->length, text),
				JY_SQL(sheet, d->length, s.offset)));
	s.local = jy_sheet_keep(sheet, jy_sql_of(work, column, "clock"), s.local);
	s.has_fraction = JY_SQL(
		sheet, "$1 AND $2",
		JY_SQL(sheet, "$1 BETWEEN 21 AND 29", JY_SQL(sheet, d->length, s.local)),
		JY_SQL(sheet, "$1 AND $2",
		       jy_sql_shaped(work, slice(work, s.local, 1, 20), SECOND_SHAPE "[.]"),
		       JY_SQL(sheet, d->only, slice(work, s.local, 21, 9), jy_sql_word("0-9"))));
	s.has_fraction =
		jy_sheet_keep(sheet, jy_sql_of(work, column, "has fraction"), s.has_fraction);
	s.has_seconds = jy_sheet_keep(
		sheet, jy_sql_of(work, column, "has seconds"),
		either(work, s.has_fraction, jy_sql_shaped(work, s.local, SECOND_SHAPE)));
	s.good = jy_sheet_keep(
		sheet, jy_sql_of(work, column, "shaped"),
		either(work, s.has_seconds, jy_sql_shaped(work, s.local, MINUTE_SHAPE)));
	return s;
}

static struct jy_sql_value offset_of(struct jy_sql_work *work, const struct jrt_column *column,
				     struct jy_sql_value text, struct jy_sql_value *odd)
{
	struct jy_sheet *sheet = &work->sheet;
	struct jy_sql_value given = JY_SQL(sheet, "$1 NOT IN ('', 'Z')", text);
	struct jy_sql_value hours = digits(work, column, "offset hours", given, text, 2, 2);
	struct jy_sql_value minutes = digits(work, column, "offset minutes", given, text, 5, 2);

	*odd = JY_SQL(sheet, "$1 > 14 OR $2 > 59", hours, minutes);
	return JY_SQL(sheet, "CASE WHEN $1 = 'Z' THEN 0 WHEN $2 = '-' THEN -$3 ELSE $3 END", text,
		      slice(work, text, 1, 1),
		      JY_SQL(sheet, "(($1 * 60 + $2) * 60000000)", hours, minutes));
}

static struct jy_sql_value raw_instant(struct jy_sql_work *work, const struct jrt_column *column,
				       struct jy_sql_value text)
{
	struct jy_sheet *sheet = &work->sheet;
	struct stamp s = stamp(work, column, text);
	struct jy_sql_civil date = civil(work, column, s.good, s.local);
	struct jy_sql_value hour = digits(work, column, "hour", s.good, s.local, 12, 2);
	struct jy_sql_value minute = digits(work, column, "minute", s.good, s.local, 15, 2);
	struct jy_sql_value second = digits(work, column, "second", s.has_seconds, s.local, 18, 2);
	struct jy_sql_value fraction = digits(work, column, "fraction", s.has_fraction,
					      JY_SQL(sheet, "$1 || '00000'", s.local), 21, 6);
	struct jy_sql_value odd_offset, offset = offset_of(work, column, s.offset, &odd_offset);
	struct jy_sql_value odd =
		either(work, JY_SQL(sheet, "$1 OR $2", odd_offset, date.odd),
		       JY_SQL(sheet, "$1 > 23 OR $2 > 59 OR $3 > 59", hour, minute, second));
	struct jy_sql_value form, local, value;

	form = JY_SQL(sheet, "CASE WHEN $1 IS NULL THEN NULL WHEN NOT $2 THEN $3", text, s.good,
		      other_form(work, column, text));
	form = JY_SQL(sheet, "$1 WHEN $2 THEN 'none' WHEN $3 THEN 'odd' ELSE 'good' END",
		      (struct jy_sql_value){form.text, form.level, true}, date.none, odd);
	local = JY_SQL(sheet, "$1 * 60 + COALESCE($2, 0)",
		       JY_SQL(sheet, "$1 * 60 + $2", hour, minute), second);
	local = JY_SQL(sheet, "($1 * 86400 + $2) * 1000000 + COALESCE($3, 0)", date.days, local,
		       fraction);
	local = jy_sql_settle_time(work, column, form, local);
	value = JY_SQL(sheet, "CASE WHEN $1 <> '' THEN $2 END", s.offset,
		       JY_SQL(sheet, "$1 - $2", local, offset));
	if (!column->zone.size)
		return jy_sql_faulted(
			work, column, value,
			JY_SQL(sheet, "CASE WHEN $1 IS NOT NULL AND $2 = '' THEN 'R0217' END",
			       local, s.offset));
	return JY_SQL(
		sheet, "CASE WHEN $1 <> '' THEN $2 ELSE $3 END", s.offset, value,
		jy_sql_placed(work, column,
			      JY_SQL(sheet, "CASE WHEN $1 = '' THEN $2 END", s.offset, local)));
}

struct jy_sql_value jy_sql_raw_time(struct jy_sql_work *work, const struct jrt_column *column,
				    struct jy_sql_value text)
{
	switch (column->type) {
	case JRT_DATE: return raw_date(work, column, text);
	case JRT_CLOCK: return raw_clock(work, column, text);
	default: return raw_instant(work, column, text);
	}
}

/* ---- the engine's own types ---- */

static struct jy_sql_value within(struct jy_sql_work *work, struct jy_sql_value value, int64_t unit)
{
	struct jy_sheet *sheet = &work->sheet;
	struct jy_sql_value least = jy_sql_number(sheet, jrt_civil_days(YEAR_LEAST, 1, 1) * unit);
	struct jy_sql_value most = jy_sql_number(sheet, jrt_civil_days(YEAR_MOST, 12, 31) * unit);

	jy_sql_doubt(work, JY_SQL(sheet, "$1 < $2 OR $1 > $3", value, least, most), "time");
	return JY_SQL(sheet, "CASE WHEN $1 BETWEEN $2 AND $3 THEN $1 END", value, least, most);
}

static struct jy_sql_value typed_instant(struct jy_sql_work *work, const struct jrt_column *column,
					 struct jy_sql_value given)
{
	struct jy_sheet *sheet = &work->sheet;
	struct jy_sql_value value = jy_sheet_keep(sheet, jy_sql_of(work, column, "moment"),
						  JY_SQL(sheet, work->dialect->instant, given));
	struct jy_sql_value knows = jy_sheet_keep(sheet, jy_sql_of(work, column, "has zone"),
						  JY_SQL(sheet, work->dialect->has_zone, given));

	value = jy_sheet_keep(sheet, jy_sql_of(work, column, "time"),
			      within(work, value, JRT_DAY_US));
	if (!column->zone.size)
		return jy_sql_faulted(work, column, value,
				      JY_SQL(sheet,
					     "CASE WHEN $1 IS NOT NULL AND NOT $2 THEN 'R0217' END",
					     value, knows));
	return JY_SQL(sheet, "CASE WHEN $1 THEN $2 ELSE $3 END", knows, value,
		      jy_sql_placed(work, column,
				    JY_SQL(sheet, "CASE WHEN NOT $1 THEN $2 END", knows, value)));
}

struct jy_sql_value jy_sql_typed_time(struct jy_sql_work *work, const struct jrt_column *column,
				      struct jy_sql_value given)
{
	struct jy_sheet *sheet = &work->sheet;
	const struct jy_dialect *d = work->dialect;

	if (column->type == JRT_CLOCK && d->clock)
		return JY_SQL(sheet, d->clock, given);
	if (column->type == JRT_DATE && d->date)
		return within(work,
			      jy_sheet_keep(sheet, jy_sql_of(work, column, "date"),
					    JY_SQL(sheet, d->date, given)),
			      1);
	if (column->type == JRT_INSTANT && d->instant)
		return typed_instant(work, column, given);
	return jy_sql_raw_time(work, column, JY_SQL(sheet, d->text, given));
}
