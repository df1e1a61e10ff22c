/*
 * The rule of a zone for all years, written as POSIX writes TZ and RFC 8536 extends it:
 * "GMT0BST,M3.5.0/1,M10.5.0", "<+0330>-3:30", "IST-1GMT0,M10.5.0,M3.5.0/1" (winter time is the
 * exception).
 */
#ifndef TIME_TZRULE_H
#define TIME_TZRULE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"
#include "time/zone_table.h"

enum jrt_tzrule_form {
	JRT_TZRULE_WEEKDAY, /* M3.5.0: month, week (5: the last), weekday (0 Sunday) */
	JRT_TZRULE_NO_LEAP, /* J60: day 1 to 365, 29 February is not counted */
	JRT_TZRULE_YEAR_DAY /* 59: day 0 to 365 */
};

/* A day of each year and a time of day, which may lie up to a week before or after. */
struct jrt_tzrule_change {
	enum jrt_tzrule_form form;
	unsigned month, week, weekday, day;
	int64_t seconds;
};

struct jrt_tzrule {
	int64_t standard, summer; /* seconds east of UTC */
	bool has_summer;
	struct jrt_tzrule_change begin,
		end; /* of summer; in local time in force before the change */
};

bool jrt_tzrule_parse(struct jb_text text, struct jrt_tzrule *rule);
/* The instant of a change in a year: local time less the offset in force before. */
jb_fix jrt_tzrule_instant(const struct jrt_tzrule_change *change, int64_t year, int64_t offset);
/* Adds the rule's changes after the last of `changes` for one cycle of the calendar and gives
 * the beginning of that cycle; INT64_MAX where the rule knows no summer time. */
jb_fix jrt_tzrule_unroll(const struct jrt_tzrule *rule, struct jrt_zone_changes *changes);

#endif
