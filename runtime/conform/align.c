/*
 * A shortest-path search with costs of 0 and 1 (see explain.h for what is searched). States of one
 * cost are looked at in the order in which they are found, so the same flow and path always give
 * the same walk; the first state that ends the path ends the search.
 */
#include "conform/align.h"

#include <string.h>

#define NOWHERE UINT16_MAX /* before the first step */
#define NO_STATE UINT32_MAX

_Static_assert(JRT_FLOW_STEPS_MAX < NOWHERE, "a step fits its place in a state");

/* What tells states apart: the first bytes of struct state, without holes. */
struct place {
	uint32_t events; /* explained */
	uint16_t step;	 /* that the walk has reached */
	uint16_t owed_count;
	uint16_t owed[JRT_OWED_MAX]; /* in the order in which they were passed */
};

_Static_assert(sizeof(struct place) == 8 + 2 * JRT_OWED_MAX, "a place has no holes");

struct state {
	struct place place;
	uint32_t before;
	uint32_t cost;
	struct jrt_move move; /* that led here */
};

typedef JB_VEC(uint32_t) queue;

struct search {
	const struct jrt_align_flow *align;
	struct jb_arena *arena;
	const struct jrt_kind *const *event;
	size_t count;
	bool open;
	uint64_t most;
	uint32_t *last; /* of each step: one more than the last event that may be it */
	struct jb_map known;
	JB_VEC(struct state) state;
	queue now, later; /* states of this cost, and of one more */
	uint32_t cost;
	bool full;
};

void jrt_align_init(struct jrt_align_flow *align, struct jb_arena *arena,
		    const struct jrt_flow *flow)
{
	uint32_t *first = JB_NEW_ARRAY(arena, uint32_t, flow->step_count + 1);

	for (size_t i = 0; i < flow->way_count; i++)
		first[flow->way[i].from + 1]++;
	for (size_t i = 0; i < flow->step_count; i++)
		first[i + 1] += first[i];
	align->flow = flow;
	align->way_first = first;
	align->free = JB_NEW_ARRAY(arena, uint8_t, flow->step_count * flow->step_count);
	for (size_t i = 0; i < flow->step_count; i++)
		for (size_t k = 0; k < flow->step[i].free_with_count; k++) {
			size_t other = flow->step[i].free_with[k];

			align->free[i * flow->step_count + other] = 1;
			align->free[other * flow->step_count + i] = 1;
		}
}

static bool is_free(const struct search *search, uint32_t a, uint32_t b)
{
	return search->align->free[a * search->align->flow->step_count + b];
}

/* Whether a step may come before the first `count` owed ones. */
static bool overtakes(const struct search *search, const struct place *place, size_t count,
		      uint32_t step)
{
	for (size_t i = 0; i < count; i++)
		if (place->owed[i] != step && !is_free(search, place->owed[i], step))
			return false;
	return true;
}

static bool may_be(const struct search *search, size_t event, uint32_t step)
{
	const struct jrt_kind *kind;

	if (event >= search->count)
		return false;
	kind = search->event[event];
	for (size_t i = 0; i < kind->count; i++)
		if (kind->step[i] == step)
			return true;
	return false;
}

/* ---- states ---- */

static uint32_t find_state(struct search *search, const struct place *place, bool *fresh)
{
	struct jb_text key = {.at = (const char *)place, .size = sizeof *place};
	uint64_t *at = jb_map_intern(&search->known, &key, fresh);

	if (*fresh) {
		*at = search->state.count;
		jb_push(search->arena, &search->state)->place = *place;
	}
	return (uint32_t)*at;
}

static void go(struct search *search, uint32_t from, struct place place, enum jrt_move_kind kind,
	       uint32_t step)
{
	uint32_t cost = search->cost + (kind == JRT_MOVE_MISSING || kind == JRT_MOVE_EXTRA), to;
	struct state *state;
	bool fresh;

	if (search->state.count >= search->most) {
		search->full = true;
		return;
	}
	to = find_state(search, &place, &fresh);
	state = &search->state.at[to];
	if (!fresh && state->cost <= cost)
		return;
	state->before = from;
	state->cost = cost;
	state->move = (struct jrt_move){.kind = kind, .step = step};
	if (cost == search->cost)
		*jb_push(search->arena, &search->now) = to;
	else
		*jb_push(search->arena, &search->later) = to;
}

static struct place without_owed(struct place place, size_t number)
{
	place.owed_count--;
	memmove(place.owed + number, place.owed + number + 1,
		(place.owed_count - number) * sizeof *place.owed);
	place.owed[place.owed_count] = 0;
	return place;
}

/* ---- moves ---- */

static void settle_owed(struct search *search, uint32_t from, const struct place *place,
			bool missing)
{
	for (size_t i = 0; i < place->owed_count; i++) {
		struct place next = without_owed(*place, i);
		uint32_t step = place->owed[i];

		if (!overtakes(search, place, i, step))
			continue;
		if (missing) {
			go(search, from, next, JRT_MOVE_MISSING, step);
		} else if (may_be(search, place->events, step)) {
			next.events++;
			go(search, from, next, JRT_MOVE_OWED, step);
		}
	}
}

/* A step that comes later pays only where an event can still be it (of an open path, any may still
 * come); or where it may not be missing here, because it may not overtake another that is owed. */
static bool may_owe(const struct search *search, const struct place *place, uint32_t to)
{
	const struct jrt_flow_step *step = &search->align->flow->step[to];

	return step->seen && step->free_with_count && place->owed_count < JRT_OWED_MAX &&
	       (search->open || search->last[to] > place->events + 1 ||
		!overtakes(search, place, place->owed_count, to));
}

static void advance(struct search *search, uint32_t from, const struct place *place, uint32_t to)
{
	const struct jrt_flow_step *step = &search->align->flow->step[to];
	bool again = to == place->step;
	struct place next = *place;

	next.step = (uint16_t)to;
	if (step->seen && may_be(search, place->events, to) &&
	    overtakes(search, place, place->owed_count, to)) {
		next.events++;
		go(search, from, next, JRT_MOVE_STEP, to);
		next.events--;
	}
	if (!again && (!step->seen || step->may_be_left_out))
		go(search, from, next, JRT_MOVE_PASS, to);
	if (may_owe(search, place, to)) {
		next.owed[next.owed_count++] = (uint16_t)to;
		go(search, from, next, JRT_MOVE_OWE, to);
		next.owed[--next.owed_count] = 0;
	}
	if (!again && step->seen && !step->may_be_left_out &&
	    overtakes(search, place, place->owed_count, to))
		go(search, from, next, JRT_MOVE_MISSING, to);
}

static void look(struct search *search, uint32_t from)
{
	const struct jrt_flow *flow = search->align->flow;
	const struct place place = search->state.at[from].place;

	settle_owed(search, from, &place, false);
	if (place.step == NOWHERE) {
		for (uint32_t i = 0; i < flow->step_count; i++)
			if (flow->step[i].starts)
				advance(search, from, &place, i);
	} else {
		const uint32_t *first = search->align->way_first + place.step;

		if (flow->step[place.step].may_repeat)
			advance(search, from, &place, place.step);
		for (uint32_t i = first[0]; i < first[1]; i++)
			if (flow->way[i].to != place.step || !flow->step[place.step].may_repeat)
				advance(search, from, &place, flow->way[i].to);
	}
	settle_owed(search, from, &place, true);
	if (place.events < search->count) {
		struct place next = place;

		next.events++;
		go(search, from, next, JRT_MOVE_EXTRA, 0);
	}
}

static bool is_end(const struct search *search, const struct place *place)
{
	if (place->events < search->count)
		return false;
	return search->open || (place->owed_count == 0 && place->step != NOWHERE &&
				search->align->flow->step[place->step].ends);
}

/* ---- the search ---- */

static void find_last(struct search *search)
{
	search->last = JB_NEW_ARRAY(search->arena, uint32_t, search->align->flow->step_count);
	for (size_t i = 0; i < search->count; i++)
		for (size_t k = 0; k < search->event[i]->count; k++)
			search->last[search->event[i]->step[k]] = (uint32_t)i + 1;
}

static uint32_t run(struct search *search)
{
	go(search, NO_STATE, (struct place){.step = NOWHERE}, JRT_MOVE_PASS, 0);
	for (;; search->cost++) {
		for (size_t i = 0; i < search->now.count && !search->full; i++) {
			uint32_t at = search->now.at[i];

			if (search->state.at[at].cost != search->cost)
				continue;
			if (is_end(search, &search->state.at[at].place))
				return at;
			look(search, at);
		}
		if (search->full || search->later.count == 0)
			return NO_STATE;
		search->now.count = 0;
		for (size_t i = 0; i < search->later.count; i++)
			*jb_push(search->arena, &search->now) = search->later.at[i];
		search->later.count = 0;
	}
}

static void tell_walk(const struct search *search, uint32_t end, struct jrt_walk *walk)
{
	for (uint32_t at = end; search->state.at[at].before != NO_STATE;
	     at = search->state.at[at].before)
		*jb_push(search->arena, &walk->move) = search->state.at[at].move;
	for (size_t i = 0; i < walk->move.count / 2; i++) {
		struct jrt_move other = walk->move.at[i];

		walk->move.at[i] = walk->move.at[walk->move.count - 1 - i];
		walk->move.at[walk->move.count - 1 - i] = other;
	}
	walk->differences = search->state.at[end].cost;
}

bool jrt_align(const struct jrt_align_flow *align, struct jb_arena *arena,
	       const struct jrt_kind *const *event, size_t count, bool open, uint64_t states,
	       struct jrt_walk *walk)
{
	struct search search = {.align = align,
				.arena = arena,
				.event = event,
				.count = count,
				.open = open,
				.most = states};
	uint32_t end;

	*walk = (struct jrt_walk){0};
	jb_map_init(&search.known, arena);
	find_last(&search);
	end = run(&search);
	walk->states = search.state.count;
	if (end == NO_STATE)
		return false;
	tell_walk(&search, end, walk);
	return true;
}
