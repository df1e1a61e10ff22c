/*
 * The eras that rows have fallen into, found by binary search. There are hardly more of them than
 * there are periods.
 */
#include "measure/eras.h"

#include <stdlib.h>
#include <string.h>

#include "measure/feed.h"

static int ascending(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static void take_reliefs(struct jrt_eras *eras, const struct jrt_meter *meter)
{
	for (size_t r = 0; r < meter->relief_count; r++) {
		eras->bound[eras->bound_count++] = meter->relief[r].from;
		eras->bound[eras->bound_count++] = meter->relief[r].to;
	}
}

static void take_slots(struct jrt_eras *eras, struct jrt_slots *slots)
{
	for (size_t i = 0; i < eras->slots_count; i++)
		if (eras->slots[i] == slots)
			return;
	eras->slots[eras->slots_count++] = slots;
}

void jrt_eras_init(struct jrt_eras *eras, struct jrt_feed *feed)
{
	struct jb_arena *arena = &feed->measuring->scratch;
	size_t bounds = 0;

	*eras = (struct jrt_eras){.arena = arena, .last = {1, 0, 0}};
	eras->slots = JB_NEW_ARRAY(arena, struct jrt_slots *, feed->slots_count);
	for (size_t m = 0; m < feed->meter_count; m++)
		bounds += 2 * feed->meter[m].meter->relief_count;
	eras->bound = JB_NEW_ARRAY(arena, int64_t, bounds);
	for (size_t m = 0; m < feed->meter_count; m++) {
		if (!jrt_meter_waits(&feed->meter[m]))
			continue;
		take_reliefs(eras, feed->meter[m].meter);
		take_slots(eras, feed->meter[m].slots);
	}
	if (eras->bound_count)
		qsort(eras->bound, eras->bound_count, sizeof *eras->bound, ascending);
}

/* The first era that ends behind `time`. */
static size_t place_of(const struct jrt_eras *eras, int64_t time)
{
	size_t low = 0, high = eras->era.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (eras->era.at[middle].to <= time)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void narrow(struct jrt_era *era, int64_t from, int64_t to)
{
	if (from > era->from)
		era->from = from;
	if (to < era->to)
		era->to = to;
}

/* How far around `time` nothing changes. */
static struct jrt_era make(struct jrt_eras *eras, int64_t time)
{
	struct jrt_era era = {INT64_MIN, INT64_MAX, (uint32_t)eras->time.count};

	for (size_t s = 0; s < eras->slots_count; s++) {
		/* A copy: slots remember the period that was asked for last. */
		struct jrt_periods periods = eras->slots[s]->periods;
		int64_t index = jrt_period_index(&periods, time);
		struct jrt_range range = jrt_period_base_range(&periods, index);

		*jb_push(eras->arena, &eras->slot) = jrt_slots_of_index(eras->slots[s], index);
		narrow(&era, range.from, range.to);
	}
	for (size_t b = 0; b < eras->bound_count; b++) {
		if (eras->bound[b] <= time)
			narrow(&era, eras->bound[b], INT64_MAX);
		else
			narrow(&era, INT64_MIN, eras->bound[b]);
	}
	*jb_push(eras->arena, &eras->time) = time;
	return era;
}

static void insert(struct jrt_eras *eras, size_t place, struct jrt_era era)
{
	jb_push(eras->arena, &eras->era);
	memmove(eras->era.at + place + 1, eras->era.at + place,
		(eras->era.count - 1 - place) * sizeof era);
	eras->era.at[place] = era;
}

uint32_t jrt_era_find(struct jrt_eras *eras, int64_t time)
{
	size_t place = place_of(eras, time);

	if (place == eras->era.count || eras->era.at[place].from > time)
		insert(eras, place, make(eras, time));
	eras->last = eras->era.at[place];
	return eras->last.number;
}
