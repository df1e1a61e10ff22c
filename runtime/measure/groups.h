/*
 * Rows of a meter by group: `worst of … for each agent`, `share of intervals of 30min …`. A batch
 * is sorted by slot and key, so that the rows of a group stand together and the loops over the
 * rows of a period (meter.c) run over them unchanged. Groups are found by binary search and kept
 * ascending: nothing is hashed, so no choice of keys is slow. What is kept grows with the number
 * of groups, up to JRT_GROUPS_MAX, never with the rows.
 */
#ifndef MEASURE_GROUPS_H
#define MEASURE_GROUPS_H

#include "measure/meter.h"

/* Rows of the batch at hand that belong to one account, as positions in `order`. */
struct jrt_group_run {
	uint32_t begin, end;
	struct jrt_account *account; /* by part */
};

/* A group's key and its accounts, by part. */
struct jrt_group_entry {
	int64_t key;
	struct jrt_account *account;
};

/* The groups of one slot, ascending by key. */
struct jrt_group_list {
	struct jrt_group_entry *at;
	size_t count, room;
	struct jrt_account *without_key, *beyond; /* by part; NULL while there is no such row */
};

struct jrt_groups {
	const struct jrt_metric *metric;
	struct jrt_periods day;	     /* of the meter's zone, for stretches of time */
	struct jrt_group_list *list; /* by slot */
	size_t lists;
	size_t count; /* groups of all slots */
	/* Of the batch at hand. */
	int64_t *key;
	uint8_t *known;
	uint32_t *slot, *order;
	struct jrt_sort_item *item, *scratch;
	struct jrt_group_run *run;
	size_t run_count;
	uint8_t *use; /* the part at hand, in the order of `order` */
	int64_t *a, *b, *time;
	uint64_t *weight;
};

/* NULL where the metric has no groups. */
struct jrt_groups *jrt_groups_make(struct jb_arena *arena, const struct jrt_metric *metric,
				   const struct jrt_slots *slots);
/* Puts the rows that `take` names in order, for the parts to come. After jrt_slots_assign. */
void jrt_groups_sort(struct jrt_groups *groups, const struct jrt_metered *rows, const uint8_t *take,
		     const struct jrt_slots *slots, struct jb_arena *arena);
/* The first instant of the stretch of time that holds `time`: stretches are counted from midnight,
 * so that on a day when clocks change each still has its length. */
int64_t jrt_groups_stretch(struct jrt_groups *groups, int64_t time);
/* The accounts of one group, by part, made where there are none yet: for rows that are counted
 * elsewhere. Keys in ascending order are taken fastest. */
struct jrt_account *jrt_groups_account(struct jrt_groups *groups, uint32_t slot, bool known,
				       int64_t key, struct jb_arena *arena);
/* Adds the batch to the accounts of part `number`; `all` is the whole batch in its own order. */
void jrt_groups_add(struct jrt_groups *groups, size_t number, const struct jrt_stretch *all,
		    struct jb_arena *arena);
/* The part states of a slot, copied into `into`. */
struct jrt_part_state *jrt_groups_states(struct jrt_groups *groups, uint32_t slot,
					 const struct jrt_finish *finish);

/* group_key.c: a key that is no text, in plain writing. */
struct jb_text jrt_groups_key_text(struct jb_arena *arena, const struct jrt_grouping *grouping,
				   int64_t key);

#endif
