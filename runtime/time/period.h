/*
 * Periods: how time is cut for a criterion. A period is a half-open range of instants in the zone
 * that is declared with it (S2), and each period of a rule has an index that counts on without
 * holes:
 *
 *   unit	first_month, first_day	  label
 *   day				  2026-03-05
 *   week	(from Monday)		  2026-W12 (ISO)
 *   month	day 1			  2026-03
 *   month	from day 22		  2026-03-21: named by its last day
 *   quarter	from January (or April ...)  2026-Q1
 *   quarter	from any other day	  3 months to 2026-04, 3 months to 2026-05-14
 *   year	from January		  2026
 *   year	from any other day	  12 months to 2027-03, 12 months to 2027-03-14
 *   whole				  whole: index 0, from INT64_MIN to INT64_MAX
 *   rolling n				  12 months to 2026-03, 7 days to 2026-03-05
 *
 * A rolling period has the index of its last base period and reaches n base periods back; index and
 * day functions speak of base periods, and only jrt_period_range and the label look back. A month
 * that has no day 29 or 30 begins such a period on the first of the next month; day 31 is refused
 * (S33).
 */
#ifndef TIME_PERIOD_H
#define TIME_PERIOD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/number.h"
#include "base/status.h"
#include "base/text.h"
#include "journey/plan.h"
#include "time/zone.h"

/* A declared period in use, with the last base period asked for. Not shared by threads. */
struct jrt_periods {
	enum jrt_period_unit unit;
	unsigned rolling, first_month, first_day; /* none is 0 */
	const struct jrt_zone *zone;
	struct jrt_range last;
	int64_t last_index;
};

/* `zone` is the loaded zone of spec->zone; NULL will do for JRT_WHOLE. JB_REFUSED with a
 * sentence for a period that is none: day 31, month 13, rolling over everything, no zone. */
enum jb_status jrt_period_init(struct jrt_periods *periods, const struct jrt_period_spec *spec,
			       const struct jrt_zone *zone, struct jb_arena *arena,
			       struct jb_text *why);

/* The base period that holds the instant (S1): a comparison as long as it is the one of the last
 * call. */
int64_t jrt_period_index_slow(struct jrt_periods *periods, jb_fix instant);
static inline int64_t jrt_period_index(struct jrt_periods *periods, jb_fix instant)
{
	if (instant >= periods->last.from && instant < periods->last.to)
		return periods->last_index;
	return jrt_period_index_slow(periods, instant);
}
/* The base period that holds a civil date (days since 1970-01-01). */
int64_t jrt_period_index_of_day(const struct jrt_periods *periods, int64_t days);

/* Instants of the period: of its base period alone, and with the n-1 base periods before it. */
struct jrt_range jrt_period_base_range(const struct jrt_periods *periods, int64_t index);
struct jrt_range jrt_period_range(const struct jrt_periods *periods, int64_t index);
/* First and last day (both in) of a base period, and how many days it has. 0 for `whole`. */
int64_t jrt_period_first_day(const struct jrt_periods *periods, int64_t index);
int64_t jrt_period_last_day(const struct jrt_periods *periods, int64_t index);
int64_t jrt_period_day_count(const struct jrt_periods *periods, int64_t index);
/* Whether a base period begins with that date (S27). Never for `whole`. */
bool jrt_period_starts_on(const struct jrt_periods *periods, int64_t days);

/* The label of the table above; years beyond four digits are written out. */
void jrt_period_add_label(const struct jrt_periods *periods, int64_t index, struct jb_buf *buf);
/* The index of a label as add_label writes it for this rule; false for any other text. */
bool jrt_period_parse_label(const struct jrt_periods *periods, struct jb_text label,
			    int64_t *index);

#endif
