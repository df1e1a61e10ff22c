/*
 * Rows to periods. Rows of a file mostly lie in the period of the row before, so the common
 * case is a comparison with the bounds that time/period.h remembers.
 */
#include "measure/slots.h"

#include <string.h>

#include "measure/program.h"

#define TABLE_FIRST ((size_t)64)
#define NEAR_COUNT ((size_t)256)

void jrt_slots_init(struct jrt_slots *slots, struct jb_arena *arena, uint32_t number,
		    const struct jrt_periods *periods)
{
	*slots = (struct jrt_slots){.arena = arena, .number = number, .periods = *periods};
	if (periods->unit == JRT_WHOLE)
		slots->periods.last = (struct jrt_range){INT64_MIN, INT64_MAX};
	slots->run = JB_NEW_ARRAY(arena, struct jrt_run, JRT_LANE_ROWS);
	slots->near = JB_NEW_ARRAY(arena, struct jrt_near, NEAR_COUNT);
}

/* Makes the table reach `index`, with as much room again on the side where it grows. */
static void table_reach(struct jrt_slots *slots, int64_t index)
{
	int64_t end = slots->first + (int64_t)slots->room;
	int64_t first = slots->first;
	uint32_t *table;
	size_t room;

	if (slots->room == 0) {
		first = index - (int64_t)TABLE_FIRST / 2;
		end = first + (int64_t)TABLE_FIRST;
	} else if (index < first) {
		first = index - (int64_t)slots->room;
	} else if (index >= end) {
		end = index + (int64_t)slots->room;
	} else {
		return;
	}
	room = (size_t)(end - first);
	table = JB_NEW_ARRAY(slots->arena, uint32_t, room);
	if (slots->room)
		memcpy(table + (slots->first - first), slots->table, slots->room * sizeof *table);
	slots->table = table;
	slots->first = first;
	slots->room = room;
}

uint32_t jrt_slots_of_index(struct jrt_slots *slots, int64_t index)
{
	uint32_t *entry;

	table_reach(slots, index);
	entry = &slots->table[index - slots->first];
	if (*entry == 0) {
		if (slots->slot.count >= JRT_SLOTS_MAX) {
			slots->too_many = true;
			return JRT_NONE;
		}
		jb_push(slots->arena, &slots->slot)->index = index;
		*entry = (uint32_t)slots->slot.count;
	}
	return *entry - 1;
}

/* Rows in no order of time come back to periods that were met before. Each is remembered by the
 * upper bits of the time, which change some four to eight times in a period. */
static struct jrt_near *near_of(const struct jrt_slots *slots, int64_t time)
{
	return &slots->near[((uint64_t)time >> slots->near_shift) % NEAR_COUNT];
}

/* A period whose bounds are not told (of a whole, or beyond the calendar) is asked for anew. */
static void remember(struct jrt_slots *slots, int64_t time, uint32_t slot)
{
	const struct jrt_range range = slots->periods.last;

	slots->last = (struct jrt_near){.slot = slot};
	if (slot == JRT_NONE || time < range.from || time >= range.to)
		return;
	if (slots->near_shift == 0) {
		uint64_t length = (uint64_t)range.to - (uint64_t)range.from;

		slots->near_shift = length > 8 ? (unsigned)(63 - __builtin_clzll(length)) - 2 : 1;
	}
	slots->last.range = range;
	*near_of(slots, time) = slots->last;
}

static bool is_near(const struct jrt_near *near, int64_t time)
{
	return time >= near->range.from && time < near->range.to;
}

static uint32_t slot_of(struct jrt_slots *slots, int64_t time)
{
	if (is_near(&slots->last, time))
		return slots->last.slot;
	if (is_near(near_of(slots, time), time))
		slots->last = *near_of(slots, time);
	else
		remember(slots, time,
			 jrt_slots_of_index(slots, jrt_period_index(&slots->periods, time)));
	return slots->last.slot;
}

static uint32_t slot_of_row(struct jrt_slots *slots, const struct jrt_times *times, uint32_t row)
{
	uint32_t slot = slot_of(slots, times->time[row]);

	if (!times->to || slot == JRT_NONE)
		return slot;
	if (times->to[row] <= jrt_period_base_range(&slots->periods, slots->slot.at[slot].index).to)
		return slot;
	if (slots->straddling++ == 0) {
		slots->straddling_row = row;
		slots->has_straddling_row = true;
	}
	return JRT_NONE;
}

/* The row belongs to the last run, or begins one. */
static void extend_runs(struct jrt_slots *slots, uint32_t row, uint32_t slot)
{
	struct jrt_run *run = slots->run_count ? &slots->run[slots->run_count - 1] : NULL;

	if (!run || run->slot != slot) {
		run = &slots->run[slots->run_count++];
		run->begin = row;
		run->slot = slot;
	}
	run->end = row + 1;
}

void jrt_slots_assign(struct jrt_slots *slots, const struct jrt_times *times, uint8_t *take,
		      uint32_t rows)
{
	slots->run_count = 0;
	slots->has_straddling_row = false;
	for (uint32_t row = 0; row < rows; row++) {
		uint32_t slot;

		if (!take[row])
			continue;
		slot = slot_of_row(slots, times, row);
		if (slot == JRT_NONE) {
			take[row] = 0;
			continue;
		}
		slots->slot.at[slot].rows++;
		extend_runs(slots, row, slot);
	}
}

bool jrt_slots_assign_all(struct jrt_slots *slots, const struct jrt_times *times,
			  const uint8_t *take, uint32_t rows, int64_t first, int64_t last,
			  uint64_t count)
{
	const uint8_t *begin;

	if (times->to || count == 0 || !is_near(&slots->last, first) ||
	    !is_near(&slots->last, last))
		return false;
	begin = memchr(take, 1, rows);
	slots->run_count = 1;
	slots->has_straddling_row = false;
	slots->run[0] = (struct jrt_run){(uint32_t)(begin - take), rows, slots->last.slot};
	slots->slot.at[slots->last.slot].rows += count;
	return true;
}

void jrt_slots_place(struct jrt_slots *slots, const uint32_t *slot, uint8_t *take, uint32_t rows)
{
	slots->run_count = 0;
	slots->has_straddling_row = false;
	for (uint32_t row = 0; row < rows; row++) {
		take[row] = slot[row] != JRT_NONE;
		if (take[row])
			extend_runs(slots, row, slot[row]);
	}
}

void jrt_slots_reject(struct jrt_slots *slots, int64_t time)
{
	uint32_t slot = slot_of(slots, time);

	if (slot != JRT_NONE)
		slots->slot.at[slot].rejected++;
}
