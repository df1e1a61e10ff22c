/*
 * One remembered day a zone. A day is plain when the offset does not change from three days
 * before it to four after it, which is further than any offset reaches.
 */
#include "measure/moments.h"

#include "time/civil.h"

#define NEAR_DAYS 3
#define CLOCK_MOST \
	(2 * JRT_DAY_US) /* a clock beyond this is none; 24:00 and night shifts to 47:59 are */

static const int64_t day_min = JRT_INSTANT_MIN / JRT_DAY_US + 10;
static const int64_t day_max = JRT_INSTANT_MAX / JRT_DAY_US - 10;

void jrt_moments_init(struct jrt_moments *moments, const struct jrt_zone *zone)
{
	*moments = (struct jrt_moments){.zone = zone, .day = INT64_MIN};
}

static void look_at(struct jrt_moments *moments, int64_t day)
{
	jb_fix before = (day - NEAR_DAYS) * JRT_DAY_US;

	moments->day = day;
	moments->offset = jrt_zone_offset(moments->zone, before);
	moments->plain = jrt_zone_next_change(moments->zone, before) >
			 before + (2 * NEAR_DAYS + 2) * JRT_DAY_US;
}

bool jrt_moments_at(struct jrt_moments *moments, int64_t day, jb_fix clock, jb_fix *instant,
		    enum jrt_local *how)
{
	if (day < day_min || day > day_max || clock < 0 || clock > CLOCK_MOST)
		return false;
	if (day != moments->day)
		look_at(moments, day);
	if (!moments->plain) {
		*instant = jrt_zone_to_instant(moments->zone, day * JRT_DAY_US + clock, how);
		return true;
	}
	*instant = day * JRT_DAY_US + clock - moments->offset;
	if (how)
		*how = JRT_LOCAL_ONCE;
	return true;
}

bool jrt_moments_day_start(struct jrt_moments *moments, int64_t day, jb_fix *instant)
{
	if (day < day_min || day > day_max)
		return false;
	if (day != moments->day)
		look_at(moments, day);
	*instant = moments->plain ? day * JRT_DAY_US - moments->offset
				  : jrt_zone_day_start(moments->zone, day);
	return true;
}

bool jrt_moments_date(struct jrt_moments *moments, jb_fix instant, int64_t *day)
{
	jb_fix offset;
	int64_t utc_day;

	if (instant < JRT_INSTANT_MIN || instant > JRT_INSTANT_MAX)
		return false;
	utc_day = jrt_civil_floor(instant, JRT_DAY_US);
	if (utc_day != moments->day)
		look_at(moments, utc_day);
	offset = moments->plain ? moments->offset : jrt_zone_offset(moments->zone, instant);
	*day = jrt_civil_floor(instant + offset, JRT_DAY_US);
	return true;
}
