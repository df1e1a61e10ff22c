/*
 * Business calendars: a zone, the weekly hours in which a service is open, and dates on which it is
 * closed. Answers how much open time lies between two instants. Hours are clock hours of the zone,
 * so a day on which clocks change has the open time that really passed.
 */
#ifndef TIME_CALENDAR_H
#define TIME_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/number.h"
#include "base/status.h"
#include "base/text.h"
#include "journey/plan.h"
#include "time/zone.h"

struct jrt_calendar;

/* Copies what it needs. `hours` as in journey/plan.h; `closed` are days since 1970-01-01 in any
 * order. JB_REFUSED for hours that are none or a calendar that is never open. */
enum jb_status jrt_calendar_make(struct jb_arena *arena, const struct jrt_zone *zone,
				 const struct jrt_calendar_hours *hours, size_t hours_count,
				 const int64_t *closed, size_t closed_count,
				 const struct jrt_calendar **calendar, struct jb_text *why);

/* Open microseconds in [from, to); negative when `to` lies before `from`. */
jb_fix jrt_calendar_elapsed(const struct jrt_calendar *calendar, jb_fix from, jb_fix to);
bool jrt_calendar_is_open(const struct jrt_calendar *calendar, jb_fix instant);

/* Open microseconds in a union of ranges that stand in order of `from`; overlaps count once.
 * Ranges that end before they begin are empty. */
jb_fix jrt_calendar_elapsed_in(const struct jrt_calendar *calendar, const struct jrt_range *ranges,
			       size_t count);

#endif
