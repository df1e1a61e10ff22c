/*
 * Calendars of the model as the plan has them: a line of opening hours a weekday. A calendar is
 * lowered at its first use; one that nothing is measured by is not in the plan.
 */
#include "plan/lowering.h"

#define WEEKDAYS 7

/* `fri to mon` wraps: the days from the first to the last, through Sunday. */
static unsigned days_of(const struct jy_open_hours *open)
{
	return (unsigned)(open->last_day + WEEKDAYS - open->first_day) % WEEKDAYS + 1;
}

static void add_hours(const struct jy_open_hours *open, struct jrt_calendar_hours *hours,
		      size_t *count)
{
	for (unsigned i = 0; i < days_of(open); i++)
		hours[(*count)++] = (struct jrt_calendar_hours){
			.weekday = (uint8_t)((open->first_day - 1u + i) % WEEKDAYS + 1),
			.from = open->from,
			.to = open->to,
		};
}

static struct jrt_calendar_spec spec_of(struct jy_lowering *lowering,
					const struct jy_calendar *calendar)
{
	struct jrt_calendar_hours *hours = JB_NEW_ARRAY(lowering->arena, struct jrt_calendar_hours,
							WEEKDAYS * calendar->open_count);
	int64_t *closed = JB_NEW_ARRAY(lowering->arena, int64_t, calendar->closed_count);
	struct jrt_calendar_spec spec = {
		.name = calendar->decl.name,
		.zone = jy_lowering_zone(lowering, calendar->zone),
		.hours = hours,
		.closed = closed,
		.closed_count = calendar->closed_count,
	};

	for (size_t i = 0; i < calendar->open_count; i++)
		add_hours(&calendar->open[i], hours, &spec.hours_count);
	for (size_t i = 0; i < calendar->closed_count; i++)
		closed[i] = calendar->closed[i];
	return spec;
}

uint32_t jy_lowering_calendar(struct jy_lowering *lowering, const struct jy_calendar *calendar)
{
	for (size_t i = 0; i < lowering->calendar_of.count; i++)
		if (lowering->calendar_of.at[i] == calendar)
			return (uint32_t)i;
	*jb_push(lowering->arena, &lowering->calendars) = spec_of(lowering, calendar);
	*jb_push(lowering->arena, &lowering->calendar_of) = calendar;
	return (uint32_t)(lowering->calendars.count - 1);
}
