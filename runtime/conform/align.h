/*
 * The search behind explain.h: the cheapest walk through a flow that explains a path. Internal to
 * runtime/conform; it knows steps and kinds and names nothing.
 */
#ifndef CONFORM_ALIGN_H
#define CONFORM_ALIGN_H

#include "base/map.h"
#include "base/vec.h"
#include "conform/explain.h"

/* The steps that events of one kind may be of. */
struct jrt_kind {
	const uint32_t *step;
	size_t count;
};

/* A flow made ready for searching. */
struct jrt_align_flow {
	const struct jrt_flow *flow;
	const uint32_t *way_first; /* of each step, in `flow->way`; one more closes the last */
	uint8_t *free;		   /* step by step: may be swapped */
};

enum jrt_move_kind {
	JRT_MOVE_STEP,	  /* an event is this step of the plan, in its place */
	JRT_MOVE_OWED,	  /* an event is a step that the walk has passed already */
	JRT_MOVE_PASS,	  /* a step without an event, and none is needed */
	JRT_MOVE_OWE,	  /* a step whose event comes later */
	JRT_MOVE_MISSING, /* a step without an event */
	JRT_MOVE_EXTRA	  /* an event without a step */
};

struct jrt_move {
	enum jrt_move_kind kind;
	uint32_t step; /* nothing for JRT_MOVE_EXTRA */
};

struct jrt_walk {
	JB_VEC(struct jrt_move) move; /* in the order of the walk */
	uint32_t differences;
	uint64_t states; /* looked at */
};

void jrt_align_init(struct jrt_align_flow *align, struct jb_arena *arena,
		    const struct jrt_flow *flow);
/* The walk lives in `arena`, which also takes the memory of the search. False where it would take
 * more than `states` states. */
bool jrt_align(const struct jrt_align_flow *align, struct jb_arena *arena,
	       const struct jrt_kind *const *event, size_t count, bool open, uint64_t states,
	       struct jrt_walk *walk);

#endif
