/*
 * Meters over some rows of a source added to the same meters over others. Periods are matched by
 * their index; everything is exact, so it does not matter which rows came where. Metrics over
 * groups and shares of time are not added up here: their rows are not divided.
 */
#include <assert.h>

#include "measure/shards.h"

static void settle(struct jrt_meter_run *run, const struct jrt_tables *tables,
		   struct jb_arena *arena)
{
	const size_t parts = run->metric->part_count;

	jrt_meter_reach(run, arena);
	for (uint32_t slot = 0; slot < run->slots->slot.count; slot++) {
		for (size_t p = 0; p < parts; p++)
			run->account[slot * parts + p] =
				jrt_meter_account(run, slot, p, tables, arena);
		run->passed[slot] = jrt_meter_passed(run, slot, tables);
	}
	run->sieve = NULL;
}

/* What the tables hold of each meter goes into its own accounts, which is then all there is of
 * it. */
static void settle_meters(struct jrt_feed *feed)
{
	for (size_t m = 0; m < feed->meter_count; m++)
		if (feed->meter[m].sieve)
			settle(&feed->meter[m], &feed->tables, &feed->measuring->scratch);
}

static void merge_accounts(struct jrt_account *into, struct jb_arena *arena,
			   struct jrt_account *from, struct jb_arena *from_arena)
{
	jrt_part_state_merge(arena, &into->state, &from->state);
	jrt_histogram_merge(&into->histogram, arena, &from->histogram, from_arena);
	for (size_t i = 0; i < from->stocks.count; i++)
		jrt_stocks_add(&into->stocks, arena, from->stocks.at[i].time,
			       from->stocks.at[i].sum);
}

void jrt_meter_merge(struct jrt_meter_run *into, uint32_t slot, struct jb_arena *arena,
		     struct jrt_meter_run *from, uint32_t from_slot, struct jb_arena *from_arena)
{
	const size_t parts = into->metric->part_count;

	assert(!into->groups && !into->interval);
	jrt_meter_reach(into, arena);
	for (size_t p = 0; p < parts && from_slot < from->account_slots; p++)
		merge_accounts(&into->account[slot * parts + p], arena,
			       &from->account[from_slot * parts + p], from_arena);
	if (from_slot >= from->passed_slots)
		return;
	into->passed[slot].in_scope += from->passed[from_slot].in_scope;
	into->passed[slot].relieved += from->passed[from_slot].relieved;
}

/* `classes`: of `from` in `into`, where its tables are to be merged. */
static void merge_slot(struct jrt_feed *into, struct jrt_feed *from, size_t number, uint32_t at,
		       const uint16_t *classes)
{
	struct jb_arena *arena = &into->measuring->scratch;
	const struct jrt_slot *slot = &from->slots[number].slot.at[at];
	uint32_t to = jrt_slots_of_index(&into->slots[number], slot->index);

	if (to == JRT_NONE)
		return;
	into->slots[number].slot.at[to].rows += slot->rows;
	into->slots[number].slot.at[to].rejected += slot->rejected;
	if (classes)
		jrt_tables_merge(&into->tables, to, &from->tables, at, number, classes);
	for (size_t m = 0; m < into->meter_count; m++)
		if (into->meter[m].slots == &into->slots[number])
			jrt_meter_merge(&into->meter[m], to, arena, &from->meter[m], at,
					&from->measuring->scratch);
}

void jrt_meters_merge(struct jrt_feed *into, struct jrt_feed *from)
{
	const uint16_t *classes = jrt_tables_match(&into->tables, &from->tables);

	if (!classes)
		settle_meters(from);
	for (size_t s = 0; s < from->slots_count; s++) {
		for (uint32_t at = 0; at < from->slots[s].slot.count; at++)
			merge_slot(into, from, s, at, classes);
		into->slots[s].too_many |= from->slots[s].too_many;
	}
}
