/*
 * Slots: the periods of one rule (every month in Cape Town) that the rows of a source fall
 * into, numbered in the order of their first row. A row belongs to the period that holds its
 * time, whole (S1). Slots count rows and rejects a period; what is measured lies with the
 * meters, by slot.
 */
#ifndef MEASURE_SLOTS_H
#define MEASURE_SLOTS_H

#include "base/vec.h"
#include "time/period.h"

/* Different periods that the rows of one source may fall into. */
#define JRT_SLOTS_MAX 100000

struct jrt_slot {
	int64_t index; /* of the period */
	uint64_t rows, rejected;
};

/* A period that was met, and its slot. */
struct jrt_near {
	struct jrt_range range; /* empty: none */
	uint32_t slot;
};

/* Neighbouring rows of a batch with one slot. */
struct jrt_run {
	uint32_t begin, end, slot;
};

struct jrt_slots {
	struct jb_arena *arena;
	uint32_t number; /* of the plan's periods */
	struct jrt_periods periods;
	JB_VEC(struct jrt_slot) slot;
	/* by index - first: 1 + slot, or 0. Indices count on without holes, so this needs no
	 * hashing. */
	uint32_t *table;
	int64_t first;
	size_t room;
	struct jrt_run *run; /* of the last batch */
	size_t run_count;
	struct jrt_near last;  /* the period of the last row */
	struct jrt_near *near; /* periods met lately, by a part of the time */
	unsigned near_shift;
	bool too_many;		 /* a row would have needed one slot too many: no slot counts */
	uint64_t straddling;	 /* rows (intervals) that lie in more than one period */
	uint32_t straddling_row; /* the first of them */
	bool has_straddling_row; /* in the last batch */
};

/* Times of the rows of a batch. `to` is NULL where rows are instants; else a row covers [time,
 * to). */
struct jrt_times {
	const int64_t *time;
	const int64_t *to;
	const uint8_t *known;
};

void jrt_slots_init(struct jrt_slots *slots, struct jb_arena *arena, uint32_t number,
		    const struct jrt_periods *periods);

/* Sorts the rows that `take` names into slots and counts them; fills slots->run. Rows that
 * straddle are taken out of `take`. */
void jrt_slots_assign(struct jrt_slots *slots, const struct jrt_times *times, uint8_t *take,
		      uint32_t rows);
/* The same at once for `count` rows (those that `take` names) of which all times are known to lie
 * from `first` to `last`. False, and nothing done, unless they lie in the period of the row before
 * and are no intervals. */
bool jrt_slots_assign_all(struct jrt_slots *slots, const struct jrt_times *times,
			  const uint8_t *take, uint32_t rows, int64_t first, int64_t last,
			  uint64_t count);
/* The same for rows whose slots are known already (JRT_NONE: not taken) and that have been counted:
 * only fills slots->run. */
void jrt_slots_place(struct jrt_slots *slots, const uint32_t *slot, uint8_t *take, uint32_t rows);
/* A rejected row whose time could be read (S18). */
void jrt_slots_reject(struct jrt_slots *slots, int64_t time);
/* The period's slot, made where it is new; JRT_NONE when there are too many. */
uint32_t jrt_slots_of_index(struct jrt_slots *slots, int64_t index);

#endif
