/*
 * From dates and clock times to instants, for many rows: what zone.h answers, with the last
 * day kept. Rows of a file mostly lie on the day of the row before, and a day without a change
 * of clocks has one offset.
 */
#ifndef MEASURE_MOMENTS_H
#define MEASURE_MOMENTS_H

#include <stdbool.h>
#include <stdint.h>

#include "time/zone.h"

struct jrt_moments {
	const struct jrt_zone *zone;
	int64_t day; /* the last one asked for */
	bool plain;  /* no clock changes near it: `offset` holds for all of it */
	jb_fix offset;
};

void jrt_moments_init(struct jrt_moments *moments, const struct jrt_zone *zone);

/* Date `day` at clock `clock` (microseconds after midnight) as an instant (S3); *how may be
 * NULL. False for a date that no calendar of ours has. */
bool jrt_moments_at(struct jrt_moments *moments, int64_t day, jb_fix clock, jb_fix *instant,
		    enum jrt_local *how);
/* The first instant of the day; false as above. */
bool jrt_moments_day_start(struct jrt_moments *moments, int64_t day, jb_fix *instant);
/* The date on which the instant falls; false for an instant outside JRT_INSTANT_MIN to _MAX. */
bool jrt_moments_date(struct jrt_moments *moments, jb_fix instant, int64_t *day);

#endif
