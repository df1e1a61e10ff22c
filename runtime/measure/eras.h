/*
 * Eras: stretches of time whose instants are all alike to the meters that wait for look-ahead. Two
 * rows of one era lie in the same period of every rule, and inside the same reliefs; so of a row
 * that waits its era is kept and its time may be forgotten. Eras are numbered as they are met.
 */
#ifndef MEASURE_ERAS_H
#define MEASURE_ERAS_H

#include "measure/slots.h"

struct jrt_feed;

struct jrt_era {
	int64_t from, to; /* half open */
	uint32_t number;
};

struct jrt_eras {
	struct jb_arena *arena;
	struct jrt_slots **slots; /* rules of periods that a waiting meter uses */
	size_t slots_count;
	int64_t *bound; /* where reliefs of waiting meters begin and end, ascending */
	size_t bound_count;
	JB_VEC(struct jrt_era) era; /* ascending, disjoint */
	JB_VEC(int64_t) time;	    /* by number: an instant of it */
	JB_VEC(uint32_t) slot;	    /* by number, then rule: JRT_NONE where there are too many */
	struct jrt_era last;
};

/* For the meters of the feed that wait. */
void jrt_eras_init(struct jrt_eras *eras, struct jrt_feed *feed);
/* Behind jrt_era_of. */
uint32_t jrt_era_find(struct jrt_eras *eras, int64_t time);

/* The number of the era that holds `time`, of a row that the slots have taken. Rows of a file
 * mostly lie in the era of the row before. */
static inline uint32_t jrt_era_of(struct jrt_eras *eras, int64_t time)
{
	if (time >= eras->last.from && time < eras->last.to)
		return eras->last.number;
	return jrt_era_find(eras, time);
}

static inline uint32_t jrt_era_slot(const struct jrt_eras *eras, uint32_t era, size_t rule)
{
	return eras->slot.at[era * eras->slots_count + rule];
}

#endif
