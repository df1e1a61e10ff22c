/*
 * Business time. Between two changes of the clocks local time runs evenly, and there the open time
 * is a difference of two sums: open time from a fixed Monday on, which needs no walk over days. So
 * even a span of centuries (a sentinel date in a file) costs only the changes of clocks inside it.
 */
#include "time/calendar.h"

#include <stdlib.h>

#include "time/civil.h"

#define WEEKDAYS 7

struct jrt_calendar {
	const struct jrt_zone *zone;
	/* Sorted by weekday and hour, without overlaps; those of a weekday (0 Monday) are
	 * hours[first[weekday]] up to hours[first[weekday + 1]]. */
	struct jrt_calendar_hours *hours;
	size_t first[WEEKDAYS + 1];
	jb_fix before[WEEKDAYS + 1]; /* open time of the week before the weekday; [7]: of a week */
	int64_t *closed;	     /* in order, each once */
	jb_fix *closed_before; /* closed_before[i]: open time lost on closed[0] to closed[i - 1] */
	size_t closed_count;
};

static int by_hours(const void *a, const void *b)
{
	const struct jrt_calendar_hours *x = a, *y = b;

	if (x->weekday != y->weekday)
		return x->weekday < y->weekday ? -1 : 1;
	return x->from < y->from ? -1 : x->from > y->from;
}

static int by_day(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

static void set_hours(struct jb_arena *arena, struct jrt_calendar *calendar,
		      const struct jrt_calendar_hours *hours, size_t count)
{
	struct jrt_calendar_hours *own = JB_NEW_ARRAY(arena, struct jrt_calendar_hours, count);
	size_t kept = 0;

	for (size_t i = 0; i < count; i++)
		own[i] = hours[i];
	qsort(own, count, sizeof *own, by_hours);
	for (size_t i = 0; i < count; i++) {
		struct jrt_calendar_hours *last = kept > 0 ? &own[kept - 1] : NULL;
		if (last == NULL || last->weekday != own[i].weekday || own[i].from > last->to)
			own[kept++] = own[i];
		else if (own[i].to > last->to)
			last->to = own[i].to;
	}
	calendar->hours = own;
	for (size_t weekday = 0, i = 0; weekday < WEEKDAYS; weekday++) {
		calendar->first[weekday] = i;
		calendar->before[weekday + 1] = calendar->before[weekday];
		for (; i < kept && own[i].weekday == weekday + 1; i++)
			calendar->before[weekday + 1] += own[i].to - own[i].from;
		calendar->first[weekday + 1] = i;
	}
}

static size_t weekday_of(int64_t days)
{
	return jrt_civil_weekday(days) - 1;
}

static void set_closed(struct jb_arena *arena, struct jrt_calendar *calendar, const int64_t *closed,
		       size_t count)
{
	int64_t *own = JB_NEW_ARRAY(arena, int64_t, count);
	jb_fix *lost = JB_NEW_ARRAY(arena, jb_fix, count + 1);
	size_t kept = 0;

	for (size_t i = 0; i < count; i++)
		own[i] = closed[i];
	qsort(own, count, sizeof *own, by_day);
	for (size_t i = 0; i < count; i++) {
		if (kept > 0 && own[kept - 1] == own[i])
			continue;
		size_t weekday = weekday_of(own[i]);
		lost[kept + 1] =
			lost[kept] + calendar->before[weekday + 1] - calendar->before[weekday];
		own[kept++] = own[i];
	}
	calendar->closed = own;
	calendar->closed_before = lost;
	calendar->closed_count = kept;
}

enum jb_status jrt_calendar_make(struct jb_arena *arena, const struct jrt_zone *zone,
				 const struct jrt_calendar_hours *hours, size_t hours_count,
				 const int64_t *closed, size_t closed_count,
				 const struct jrt_calendar **calendar, struct jb_text *why)
{
	struct jrt_calendar *made = JB_NEW(arena, struct jrt_calendar);

	*why = JB_TEXT("a calendar that is never open measures nothing");
	if (hours_count == 0)
		return JB_REFUSED;
	*why = JB_TEXT("opening hours run from an earlier to a later time of one weekday, "
		       "at most from 00:00 to 24:00");
	for (size_t i = 0; i < hours_count; i++)
		if (hours[i].weekday < 1 || hours[i].weekday > WEEKDAYS || hours[i].from < 0 ||
		    hours[i].from >= hours[i].to || hours[i].to > JRT_DAY_US)
			return JB_REFUSED;
	made->zone = zone;
	set_hours(arena, made, hours, hours_count);
	set_closed(arena, made, closed, closed_count);
	*calendar = made;
	*why = JB_TEXT("");
	return JB_OK;
}

/* How many closed days lie before the day. */
static size_t closed_before(const struct jrt_calendar *calendar, int64_t days)
{
	size_t low = 0, high = calendar->closed_count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (calendar->closed[middle] < days)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Open time of the weekday up to a time of day. */
static jb_fix open_of_day(const struct jrt_calendar *calendar, size_t weekday, jb_fix time)
{
	jb_fix sum = 0;

	for (size_t i = calendar->first[weekday]; i < calendar->first[weekday + 1]; i++) {
		const struct jrt_calendar_hours *open = &calendar->hours[i];
		if (time > open->from)
			sum += (time < open->to ? time : open->to) - open->from;
	}
	return sum;
}

/* Open time of the clock from Monday, 1969-12-29, to a local time; negative before. */
static jb_fix open_until(const struct jrt_calendar *calendar, jb_fix local)
{
	int64_t days = jrt_civil_floor(local, JRT_DAY_US);
	int64_t weeks = jrt_civil_floor(days + 3, WEEKDAYS);
	size_t weekday = weekday_of(days), closed = closed_before(calendar, days);
	jb_fix open = weeks * calendar->before[WEEKDAYS] + calendar->before[weekday];

	if (closed == calendar->closed_count || calendar->closed[closed] != days)
		open += open_of_day(calendar, weekday, local - days * JRT_DAY_US);
	return open - calendar->closed_before[closed];
}

jb_fix jrt_calendar_elapsed(const struct jrt_calendar *calendar, jb_fix from, jb_fix to)
{
	jb_fix sum = 0;

	if (to < from)
		return -jrt_calendar_elapsed(calendar, to, from);
	from = jrt_civil_clamp(from);
	to = jrt_civil_clamp(to);
	while (from < to) {
		jb_fix change = jrt_zone_next_change(calendar->zone, from);
		jb_fix end = change < to ? change : to;
		jb_fix offset = jrt_zone_offset(calendar->zone, from);
		sum += open_until(calendar, end + offset) - open_until(calendar, from + offset);
		from = end;
	}
	return sum;
}

jb_fix jrt_calendar_elapsed_in(const struct jrt_calendar *calendar, const struct jrt_range *ranges,
			       size_t count)
{
	jb_fix sum = 0, done = INT64_MIN;

	for (size_t i = 0; i < count; i++) {
		jb_fix from = ranges[i].from > done ? ranges[i].from : done;
		if (ranges[i].to <= from)
			continue;
		sum += jrt_calendar_elapsed(calendar, from, ranges[i].to);
		done = ranges[i].to;
	}
	return sum;
}

bool jrt_calendar_is_open(const struct jrt_calendar *calendar, jb_fix instant)
{
	return jrt_calendar_elapsed(calendar, instant, instant + 1) > 0;
}
