/*
 * Days that came up before, with what the calendar and the zone say of them: a file has few
 * different ones, in whatever order its rows are.
 */
#include "read/lanes_parts.h"

#include "time/civil.h"

void lane_days_init(struct jrt_decoder *decoder, struct jb_arena *arena)
{
	decoder->lanes->days = JB_NEW_ARRAY(arena, struct lane_day, LANE_DAYS);
}

/* As column_time.c finds it: a time without an offset is local, or UTC's by the pattern. */
static void set_local(struct jrt_decoder *decoder, struct lane_day *day)
{
	bool in_utc = decoder->pattern != NULL && jrt_pattern_has_offset(decoder->pattern);

	day->local = in_utc;
	day->local_us = day->us;
	if (in_utc || decoder->zone == NULL)
		return;
	day->local = jrt_decoder_enter_day(decoder, day->us);
	day->local_us = day->us - decoder->day.offset;
}

const struct lane_day *lane_day_new(struct jrt_decoder *decoder, uint32_t year, uint32_t month,
				    uint32_t day)
{
	struct lane_day *made = &decoder->lanes->days[(year * 372 + month * 31 + day) % LANE_DAYS];

	if (!jrt_civil_valid(year, month, day))
		return NULL;
	made->date = lane_date(year, month, day);
	made->us = jrt_civil_days(year, month, day) * JRT_DAY_US;
	set_local(decoder, made);
	return made;
}
