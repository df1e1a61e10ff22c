/*
 * Patterns of written times: compiled once, run for every field of a file. Two spellings:
 *
 *   %Y four digits   %y two (needs the window of years)   %m %d month and day   %j day of the year
 *   %e day, may be padded with a blank   %b %B month and %a %A weekday in English, short or long
 *   %H %M %S   %k hour padded with a blank   %I %l hour of twelve, with %p (AM, PM)
 *   %f fraction, 1 to 9 digits   %z offset: Z, +02, +0200, +02:00   %% a %
 *   %F = %Y-%m-%d   %T = %H:%M:%S   %R = %H:%M   %D = %m/%d/%y
 *
 *   h hh m mm s ss d f with punctuation, for clocks and durations: "h:mm:ss", "h:mm", "m:ss",
 *   "d.hh:mm:ss" (the days and their point may be missing), "h:mm:ss.f"
 *
 * A number may lack its leading zeros (2/3/2026, 9:12:58) unless a digit stands next to it (%Y%m%d)
 * or two letters ask for two digits (mm, ss; hh on a clock). Everything else is exact: no blank is
 * skipped, nothing may follow the end, a 13th month and a 30 February are refused, a weekday must
 * be the date's. Fractions finer than a microsecond are cut. Letter case of names, AM and PM does
 * not matter.
 *
 * Kinds. TIMESTAMP needs a full date and an hour. DATE needs a year; a missing month or day is the
 * first; a time of day may be read along. CLOCK needs an hour (or, as "m:ss", a minute) and has no
 * date. DURATION counts its first unit without bound (25:13:04) and may begin with "-". A timestamp
 * whose pattern ends with a literal Z after the clock ("%H:%M:%SZ") is in UTC, as with %z.
 */
#ifndef TIME_PATTERN_H
#define TIME_PATTERN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/number.h"
#include "base/status.h"
#include "base/text.h"
#include "time/zone.h"

#define JRT_PATTERN_MAX 128 /* bytes of a pattern */

enum jrt_pattern_kind {
	JRT_PATTERN_TIMESTAMP,
	JRT_PATTERN_DATE,
	JRT_PATTERN_CLOCK,
	JRT_PATTERN_DURATION
};

struct jrt_pattern;

/* What a text said. */
struct jrt_fields {
	int32_t days;		/* since 1970-01-01; 0 without a date */
	int32_t offset_seconds; /* east of UTC; 0 without */
	jb_fix us;		/* since midnight; for a duration all of it, signed */
	bool has_offset;
	uint16_t stopped; /* after a fault: the byte of the text at which reading stopped */
};

enum jrt_pattern_fault {
	JRT_PATTERN_OK,
	JRT_PATTERN_DIFFERENT, /* another character than the pattern asks for, or no more */
	JRT_PATTERN_TRAILING,  /* something follows the end */
	JRT_PATTERN_RANGE,     /* month 13, minute 60, a duration beyond 64 bits */
	JRT_PATTERN_NO_DAY,    /* 30 February, day 366 of a common year */
	JRT_PATTERN_WEEKDAY    /* not that date's weekday */
};

/* years_from and years_to (100 years, both in) are the window of %y; 0, 0 where none is declared.
 * JB_REFUSED says in *why what is wrong and at which character of the pattern. */
enum jb_status jrt_pattern_compile(struct jb_arena *arena, struct jb_text text,
				   enum jrt_pattern_kind kind, int years_from, int years_to,
				   const struct jrt_pattern **pattern, struct jb_text *why);

enum jrt_pattern_fault jrt_pattern_read(const struct jrt_pattern *pattern, struct jb_text text,
					struct jrt_fields *fields);

enum jrt_pattern_kind jrt_pattern_kind(const struct jrt_pattern *pattern);
bool jrt_pattern_has_offset(const struct jrt_pattern *pattern); /* %z or a final Z */
/* "05/03/2026 09:12:58": 5 March 2026 as the pattern writes it, for messages. */
struct jb_text jrt_pattern_example(struct jb_arena *arena, const struct jrt_pattern *pattern);
/* "is a day that does not exist": ends a sentence that begins with the text. */
struct jb_text jrt_pattern_fault_text(enum jrt_pattern_fault fault);

/* The last day that a DATE stands for: of the month where %d is missing, of the year without %m. */
int64_t jrt_pattern_last_day(const struct jrt_pattern *pattern, const struct jrt_fields *fields);

/* The date and clock as local microseconds (civil.h). */
jb_fix jrt_pattern_local(const struct jrt_fields *fields);
/* The instant: by the text's own offset where it has one, else by the zone and rule S3 (then
 * `how` says whether the time was doubled or does not exist). `zone` may be NULL when the text
 * has an offset. */
jb_fix jrt_pattern_instant(const struct jrt_fields *fields, const struct jrt_zone *zone,
			   enum jrt_local *how);

#endif
