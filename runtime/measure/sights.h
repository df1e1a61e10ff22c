/*
 * By which touchpoints an event is seen: the sights of its cases that are true of its row, as a
 * number. Most events of a log show one touchpoint or none, so there are few different ones.
 */
#ifndef MEASURE_SIGHTS_H
#define MEASURE_SIGHTS_H

#include "base/map.h"
#include "base/vec.h"
#include "measure/program.h"

#define JRT_SIGHTS_MAX 10000

struct jrt_sight_table {
	struct jb_arena *arena;
	const struct jrt_cases *cases;
	size_t words;	/* of 64 sights */
	uint64_t *bits; /* of the rows at hand, by row */
	struct jb_map index;
	JB_VEC(struct jrt_sights) list; /* the first is of events that show nothing */
};

void jrt_sights_init(struct jrt_sight_table *table, struct jb_arena *arena,
		     const struct jrt_cases *cases);
/* Looks at the rows at hand. */
void jrt_sights_look(struct jrt_sight_table *table, const struct jrt_lane *lane, uint32_t rows);
/* The number of what a row of them shows. */
uint32_t jrt_sights_of(struct jrt_sight_table *table, uint32_t row);

#endif
