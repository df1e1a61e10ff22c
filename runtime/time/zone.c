/*
 * From instants to local times and back, by the table of a zone. Loading is elsewhere
 * (zone_load.c); what happens here neither allocates nor fails.
 */
#include "time/zone.h"

#include <string.h>

#include "time/civil.h"
#include "time/zone_table.h"

#define OFFSET_MAX_US (JRT_ZONE_OFFSET_MAX * JRT_SECOND_US)

const struct jrt_zone *jrt_zone_utc(void)
{
	static const jb_fix from = INT64_MIN, offset = 0;
	static const struct jrt_zone utc = {
		.name = {.at = "UTC", .size = 3},
		.from = &from,
		.offset = &offset,
		.count = 1,
		.cycle_start = INT64_MAX,
	};

	return &utc;
}

struct jb_text jrt_zone_name(const struct jrt_zone *zone)
{
	return zone->name;
}

bool jrt_zone_same(const struct jrt_zone *a, const struct jrt_zone *b)
{
	size_t size = a->count * sizeof(jb_fix);

	return a == b ||
	       (a->count == b->count && a->cycle_start == b->cycle_start &&
		memcmp(a->from, b->from, size) == 0 && memcmp(a->offset, b->offset, size) == 0);
}

/* How far back a time beyond the table lies at the same place of the calendar's cycle. */
static jb_fix cycles_back(const struct jrt_zone *zone, jb_fix us)
{
	if (us < zone->cycle_start)
		return 0;
	return (us - zone->cycle_start) / JRT_ZONE_CYCLE * JRT_ZONE_CYCLE;
}

/* The entry in force at an instant of the table. */
static size_t entry_at(const struct jrt_zone *zone, jb_fix instant)
{
	if (zone->count == 1 || instant < zone->from[1])
		return 0;
	size_t stretch = (size_t)((uint64_t)(instant - zone->from[1]) >> JRT_ZONE_STRETCH);
	if (stretch >= zone->stretch_count)
		return zone->count - 1;
	size_t low = zone->stretch[stretch], high = zone->stretch[stretch + 1];
	while (low < high) {
		size_t middle = (low + high + 1) / 2;
		if (zone->from[middle] <= instant)
			low = middle;
		else
			high = middle - 1;
	}
	return low;
}

jb_fix jrt_zone_offset(const struct jrt_zone *zone, jb_fix instant)
{
	instant = jrt_civil_clamp(instant);
	return zone->offset[entry_at(zone, instant - cycles_back(zone, instant))];
}

jb_fix jrt_zone_to_local(const struct jrt_zone *zone, jb_fix instant)
{
	return jrt_civil_clamp(instant) + jrt_zone_offset(zone, instant);
}

/*
 * Looks at the entries first to last, the only ones that can be in force when clocks show `local`.
 * The first of them begins early and the last ends late enough, so a time that none has lies in a
 * gap before one; but a gap counts only where no later entry has the time.
 */
static jb_fix among_entries(const struct jrt_zone *zone, size_t first, size_t last, jb_fix local,
			    enum jrt_local *how)
{
	jb_fix found = 0, gap_end = INT64_MAX;
	unsigned times = 0;

	for (size_t i = first; i <= last; i++) {
		jb_fix instant = local - zone->offset[i];
		bool begun = instant >= zone->from[i];
		bool over = i + 1 < zone->count && instant >= zone->from[i + 1];
		if (begun && !over && times++ == 0)
			found = instant;
		if (!begun && gap_end == INT64_MAX)
			gap_end = zone->from[i];
	}
	*how = times == 0 ? JRT_LOCAL_GAP : times == 1 ? JRT_LOCAL_ONCE : JRT_LOCAL_DOUBLED;
	return times == 0 ? gap_end : found;
}

jb_fix jrt_zone_to_instant(const struct jrt_zone *zone, jb_fix local, enum jrt_local *how)
{
	enum jrt_local unused;

	if (how == NULL)
		how = &unused;
	local = jrt_civil_clamp(local);
	jb_fix back = cycles_back(zone, local);
	size_t first = entry_at(zone, local - back - OFFSET_MAX_US);
	size_t last = entry_at(zone, local - back + OFFSET_MAX_US);
	*how = JRT_LOCAL_ONCE;
	if (first == last)
		return local - zone->offset[first];
	return among_entries(zone, first, last, local - back, how) + back;
}

jb_fix jrt_zone_day_start(const struct jrt_zone *zone, int64_t days)
{
	int64_t most = JRT_INSTANT_MAX / JRT_DAY_US, least = JRT_INSTANT_MIN / JRT_DAY_US;

	days = days < least ? least : days > most ? most : days;
	return jrt_zone_to_instant(zone, days * JRT_DAY_US, NULL);
}

jb_fix jrt_zone_next_change(const struct jrt_zone *zone, jb_fix instant)
{
	instant = jrt_civil_clamp(instant);
	jb_fix back = cycles_back(zone, instant);
	size_t next = entry_at(zone, instant - back) + 1;

	return next < zone->count ? zone->from[next] + back : INT64_MAX;
}
