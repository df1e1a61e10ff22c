/*
 * What the files behind conform.h share. tally.c counts case by case; sum.c makes the result.
 */
#ifndef CONFORM_INTERNAL_H
#define CONFORM_INTERNAL_H

#include "base/map.h"
#include "base/vec.h"
#include "conform/conform.h"

/* One step from an event to the next. */
struct jrt_timed {
	uint32_t group; /* number of its way, or of its hand-off */
	int64_t us;
};

struct jrt_timed_list {
	JB_VEC(struct jrt_timed) list;
};

struct jrt_conform {
	struct jb_arena *arena;
	const struct jrt_flow *flow;
	struct jrt_explainer *explainer;
	struct jrt_conformance out;
	struct jrt_conform_step *step;
	JB_VEC(struct jrt_conform_stranger) stranger;
	JB_VEC(struct jrt_conform_way) way;
	struct jb_map way_index; /* by from and to: 1 + number */
	struct jrt_timed_list timed;
	JB_VEC(uint64_t) path; /* cases, by the explainer's paths */
	uint64_t *visits;      /* of the case at hand, by place */
	JB_VEC(uint32_t) met;  /* places of the case at hand, in order */
};

/* The times of each of `groups` groups. Sorts the list. */
struct jrt_times *jrt_times_make(struct jb_arena *arena, struct jrt_timed_list *timed,
				 size_t groups);

#endif
