/*
 * Business time (time/calendar.h is the law) as a sum from a fixed instant on: whole weeks times
 * the open time of a week, what of the week is over, and a constant that changes where clocks or
 * closed days took hours away or gave some. Between two of these places local time runs evenly, so
 * the constants, which are in UTC, are asked of the runtime's own calendar once for each.
 */
#include <stdlib.h>

#include "sql/work.h"
#include "time/calendar.h"
#include "time/civil.h"

#define WEEK_US (7 * JRT_DAY_US)
#define PLACES_MOST 1000 /* constants of one calendar; some engines take no longer statements */

/* 0001-01-01, a Monday, before all times that are read. */
static const jb_fix monday = -719162 * JRT_DAY_US;

struct open {
	struct jy_sql_work *work;
	const struct jrt_calendar_spec *spec;
	struct jb_text name; /* of what is kept: the instant's and the calendar's */
	const struct jrt_zone *zone;
	const struct jrt_calendar *calendar;
	const struct jrt_calendar *weekly; /* the same hours in UTC, closed on no day */
	jb_fix week;			   /* open time of a week */
	struct jrt_range span;		   /* of instants that matter */
	int64_t *closed;		   /* days on which hours are lost, in order */
	size_t closed_count;
	JB_VEC(struct jrt_range) shut; /* of the zone's closed days, as instants, in order */
};

/* ---- calendars ---- */

static int by_day(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

static void find_closed(struct open *open)
{
	const struct jrt_calendar_spec *spec = open->spec;
	size_t kept = 0;

	open->closed = JB_NEW_ARRAY(open->work->arena, int64_t, spec->closed_count + 1);
	for (size_t i = 0; i < spec->closed_count; i++) {
		jb_fix from = spec->closed[i] * JRT_DAY_US;

		if (jrt_calendar_elapsed(open->weekly, from, from + JRT_DAY_US) > 0)
			open->closed[open->closed_count++] = spec->closed[i];
	}
	qsort(open->closed, open->closed_count, sizeof *open->closed, by_day);
	for (size_t i = 0; i < open->closed_count; i++)
		if (kept == 0 || open->closed[kept - 1] != open->closed[i])
			open->closed[kept++] = open->closed[i];
	open->closed_count = kept;
}

/* Where clocks change on a closed day, its hours by the old and the new offset are two ranges. */
static void find_shut(struct open *open)
{
	for (jb_fix from = open->span.from; from < open->span.to;) {
		jb_fix change = jrt_zone_next_change(open->zone, from);
		jb_fix to = change < open->span.to ? change : open->span.to;
		jb_fix offset = jrt_zone_offset(open->zone, from);

		for (size_t i = 0; i < open->closed_count; i++) {
			jb_fix begin = open->closed[i] * JRT_DAY_US - offset;
			jb_fix end = begin + JRT_DAY_US;

			begin = begin > from ? begin : from;
			end = end < to ? end : to;
			if (begin < end)
				*jb_push(open->work->arena, &open->shut) =
					(struct jrt_range){begin, end};
		}
		from = to;
	}
}

static bool make(struct open *open, struct jy_sql_work *work, uint32_t number)
{
	const struct jrt_calendar_spec *spec = &work->plan->calendar[number];
	struct jb_text why;

	*open = (struct open){.work = work, .spec = spec};
	open->zone = jy_sql_zone(work, work->plan->zone[spec->zone]);
	if (!open->zone)
		return false;
	if (jrt_calendar_make(work->arena, open->zone, spec->hours, spec->hours_count, spec->closed,
			      spec->closed_count, &open->calendar, &why) != JB_OK ||
	    jrt_calendar_make(work->arena, jrt_zone_utc(), spec->hours, spec->hours_count, NULL, 0,
			      &open->weekly, &why) != JB_OK)
		return false;
	open->week = jrt_calendar_elapsed(open->weekly, monday, monday + WEEK_US);
	open->span = work->span;
	if (jy_sql_is_fixed(open->zone))
		open->span = (struct jrt_range){JRT_INSTANT_MIN, JRT_INSTANT_MAX};
	find_closed(open);
	find_shut(open);
	return true;
}

/* ---- the hours of a week ---- */

typedef JB_VEC(jb_fix) places;
typedef JB_VEC(struct jy_sql_piece) pieces;

static void find_hours(struct open *open, places *at)
{
	*jb_push(open->work->arena, at) = 0;
	for (size_t i = 0; i < open->spec->hours_count; i++) {
		const struct jrt_calendar_hours *hours = &open->spec->hours[i];
		jb_fix day = (hours->weekday - 1) * JRT_DAY_US;

		*jb_push(open->work->arena, at) = day + hours->from;
		*jb_push(open->work->arena, at) = day + hours->to;
	}
	qsort(at->at, at->count, sizeof *at->at, by_day);
}

/* What is over of the week's open time at a time of the week, an atom. */
static struct jy_sql_value of_week(struct open *open, struct jy_sql_value time)
{
	struct jy_sheet *sheet = &open->work->sheet;
	struct jy_sql_value value = {0};
	places at = {0};
	pieces made = {0};
	bool was_open = false;

	find_hours(open, &at);
	for (size_t i = 0; i < at.count && at.at[i] < WEEK_US; i++) {
		bool is_open = jrt_calendar_is_open(open->weekly, monday + at.at[i]);
		jb_fix less =
			at.at[i] - jrt_calendar_elapsed(open->weekly, monday, monday + at.at[i]);

		if (made.count && is_open == was_open)
			continue;
		was_open = is_open;
		value = is_open ? less ? JY_SQL(sheet, "$1 - $2", time, jy_sql_number(sheet, less))
				       : time
				: jy_sql_number(sheet, at.at[i] - less);
		*jb_push(open->work->arena, &made) = (struct jy_sql_piece){at.at[i], value};
	}
	return jy_sql_at(open->work, made.at, made.count, time);
}

static struct jb_text called(const struct open *open, const char *what)
{
	return jb_text_printf(open->work->arena, "%.*s %s", JB_ARG(open->name), what);
}

/* Open time up to a local time as if no day were closed and no clock changed. */
static struct jy_sql_value weekly(struct open *open, struct jy_sql_value local)
{
	struct jy_sheet *sheet = &open->work->sheet;
	struct jy_sql_value week, time;

	local = JY_SQL(sheet, "$1 + $2", local, jy_sql_number(sheet, -monday));
	if (open->week == WEEK_US)
		return local;
	local = jy_sheet_keep(sheet, called(open, "local"), local);
	week = jy_sheet_keep(
		sheet, called(open, "week"),
		JY_SQL(sheet, open->work->dialect->divide, local, jy_sql_number(sheet, WEEK_US)));
	time = jy_sheet_keep(sheet, called(open, "time of week"),
			     JY_SQL(sheet, "$1 % $2", local, jy_sql_number(sheet, WEEK_US)));
	return JY_SQL(sheet, "$1 * $2 + $3", week, jy_sql_number(sheet, open->week),
		      of_week(open, time));
}

/* ---- what clocks and closed days change of it ---- */

/* Open time until a place, by the real calendar, and what it would be by weeks alone. */
static jb_fix until(const struct open *open, jb_fix at)
{
	jb_fix first = open->span.from;

	return jrt_calendar_elapsed(open->weekly, monday, jrt_zone_to_local(open->zone, first)) +
	       jrt_calendar_elapsed(open->calendar, first, at);
}

static jb_fix by_weeks(const struct open *open, jb_fix at)
{
	return jrt_calendar_elapsed(open->weekly, monday, jrt_zone_to_local(open->zone, at));
}

/* What holds from a place on: whether weeks count there, and what is added to them. */
struct steps {
	pieces counts, more;
};

static void add_piece(struct open *open, pieces *made, jb_fix from, int64_t number)
{
	struct jy_sql_value value = jy_sql_number(&open->work->sheet, number);

	if (made->count && jb_text_equal(made->at[made->count - 1].value.text, value.text))
		return;
	*jb_push(open->work->arena, made) = (struct jy_sql_piece){from, value};
}

static void find_steps(struct open *open, struct steps *steps)
{
	jb_fix from = open->span.from;
	size_t next = 0;

	while (from < open->span.to && steps->more.count <= PLACES_MOST) {
		const struct jrt_range *shut =
			next < open->shut.count ? &open->shut.at[next] : NULL;
		jb_fix change = jrt_zone_next_change(open->zone, from);
		bool counts = !shut || shut->from > from;

		add_piece(open, &steps->counts, from, counts);
		add_piece(open, &steps->more, from,
			  until(open, from) - (counts ? by_weeks(open, from) : 0));
		if (counts)
			from = shut && shut->from < change ? shut->from : change;
		else
			from = open->shut.at[next++].to;
	}
}

/* Weeks are looked at once, because engines take a condition apart into all that it is made of. */
static struct jy_sql_value corrected(struct open *open, struct jy_sql_value weeks,
				     struct jy_sql_value instant)
{
	struct jy_sheet *sheet = &open->work->sheet;
	struct steps steps = {0};
	struct jy_sql_value more;

	find_steps(open, &steps);
	if (steps.more.count > PLACES_MOST)
		jy_sql_refuse(open->work, JY_SQL_CLOSED, &open->work->source->place,
			      jb_text_printf(open->work->arena, "calendar `%.*s`",
					     JB_ARG(open->spec->name)));
	if (steps.counts.count > 1 || !jb_text_is(steps.counts.at[0].value.text, "1"))
		weeks = JY_SQL(sheet, "CASE WHEN $1 = 1 THEN $2 ELSE 0 END",
			       jy_sql_at(open->work, steps.counts.at, steps.counts.count, instant),
			       weeks);
	more = jy_sql_at(open->work, steps.more.at, steps.more.count, instant);
	return jb_text_is(more.text, "0") ? weeks : JY_SQL(sheet, "$1 + $2", weeks, more);
}

struct jy_sql_value jy_sql_open_until(struct jy_sql_work *work, uint32_t calendar,
				      struct jy_sql_value instant)
{
	struct open open;
	struct jy_sql_value local, value;

	if (!make(&open, work, calendar))
		return instant;
	if (!instant.atom)
		instant = JY_SQL_KEEP(work, "instant", instant);
	open.name = jb_text_printf(work->arena, "%.*s %.*s",
				   JB_ARG(jy_sheet_name(&work->sheet, instant)),
				   JB_ARG(open.spec->name));
	jy_sql_doubt_beyond(work, open.zone, instant);
	local = jy_sql_local(work, open.zone, instant);
	value = jy_sheet_keep(&work->sheet, called(&open, "by weeks"), weekly(&open, local));
	return jy_sheet_keep(&work->sheet, called(&open, "until"),
			     corrected(&open, value, instant));
}
