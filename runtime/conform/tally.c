/*
 * Counting explained cases, one after the other. Nothing of a case is kept but what it adds: to its
 * steps, to the ways between them, to its path.
 */
#include "conform/internal.h"

#include <string.h>

struct jrt_conform *jrt_conform_begin(struct jb_arena *arena, const struct jrt_flow *flow)
{
	struct jrt_conform *conform = JB_NEW(arena, struct jrt_conform);

	conform->arena = arena;
	conform->flow = flow;
	conform->explainer = jrt_explainer_make(arena, flow);
	conform->step = JB_NEW_ARRAY(arena, struct jrt_conform_step, flow->step_count);
	conform->visits = JB_NEW_ARRAY(arena, uint64_t, flow->step_count + JRT_STRANGERS_MAX + 1);
	jb_map_init(&conform->way_index, arena);
	conform->out.flow = flow;
	return conform;
}

void jrt_conform_release(struct jrt_conform *conform)
{
	jrt_explainer_release(conform->explainer);
}

static uint32_t place_of(const struct jrt_conform *conform, const struct jrt_explained_event *event)
{
	if (event->fate == JRT_EVENT_AD_HOC)
		return (uint32_t)conform->flow->step_count + event->step;
	return event->step;
}

static struct jrt_conform_stranger *stranger_at(struct jrt_conform *conform, size_t number)
{
	while (conform->stranger.count <= number)
		jb_push(conform->arena, &conform->stranger);
	return &conform->stranger.at[number];
}

/* ---- steps ---- */

static void count_ends(struct jrt_conform *conform, const struct jrt_explained *explained)
{
	const size_t steps = conform->flow->step_count;
	uint32_t first = place_of(conform, &explained->event[0]);
	uint32_t last = place_of(conform, &explained->event[explained->count - 1]);

	if (first < steps)
		conform->step[first].first++;
	else
		stranger_at(conform, first - steps)->first++;
	if (last < steps)
		conform->step[last].last++;
	else
		stranger_at(conform, last - steps)->last++;
}

static void count_place(struct jrt_conform *conform, uint32_t place, uint64_t visits)
{
	const size_t steps = conform->flow->step_count;
	struct jrt_conform_stranger *stranger;
	struct jrt_conform_step *step;

	if (place >= steps) {
		stranger = stranger_at(conform, place - steps);
		stranger->reached++;
		stranger->visits += visits;
		stranger->came_again += visits > 1;
		return;
	}
	step = &conform->step[place];
	step->reached++;
	step->visits += visits;
	step->repeats += visits - 1;
	step->came_again += visits > 1;
	if (visits > step->most)
		step->most = visits;
}

static void count_visits(struct jrt_conform *conform, const struct jrt_explained *explained)
{
	conform->met.count = 0;
	for (size_t i = 0; i < explained->count; i++) {
		uint32_t place = place_of(conform, &explained->event[i]);

		if (conform->visits[place]++ == 0)
			*jb_push(conform->arena, &conform->met) = place;
	}
	for (size_t i = 0; i < conform->met.count; i++) {
		uint32_t place = conform->met.at[i];

		count_place(conform, place, conform->visits[place]);
		conform->visits[place] = 0;
	}
}

/* Once a case, however often the step deviates in it. */
static void count_fate(struct jrt_conform *conform, const struct jrt_explained *explained,
		       enum jrt_event_fate fate)
{
	conform->met.count = 0;
	for (size_t i = 0; i < explained->count; i++) {
		uint32_t step = explained->event[i].step;

		if (explained->event[i].fate != fate || conform->visits[step]++)
			continue;
		*jb_push(conform->arena, &conform->met) = step;
	}
	for (size_t i = 0; i < conform->met.count; i++) {
		struct jrt_conform_step *step = &conform->step[conform->met.at[i]];

		conform->visits[conform->met.at[i]] = 0;
		*(fate == JRT_EVENT_REPEATED ? &step->repeated : &step->out_of_order) += 1;
	}
}

static void count_deviations(struct jrt_conform *conform, const struct jrt_explained *explained)
{
	conform->out.conforming += explained->deviations == 0;
	for (size_t i = 0; i < JRT_DEVIATIONS; i++)
		conform->out.deviating[i] += (explained->deviations >> i) & 1;
	for (size_t i = 0; i < explained->missing_count; i++)
		if (i == 0 || explained->missing[i] != explained->missing[i - 1])
			conform->step[explained->missing[i]].missing++;
	for (size_t i = 0; i < explained->failed_count; i++)
		conform->step[explained->failed[i]].failed++;
	if (explained->deviations & JRT_DEVIATES_OUT_OF_ORDER)
		count_fate(conform, explained, JRT_EVENT_OUT_OF_ORDER);
	if (explained->deviations & JRT_DEVIATES_REPEATED)
		count_fate(conform, explained, JRT_EVENT_REPEATED);
}

/* ---- ways ---- */

static uint32_t way_between(struct jrt_conform *conform, uint32_t from, uint32_t to)
{
	const uint32_t ends[] = {from, to};
	struct jb_text key = {.at = (const char *)ends, .size = sizeof ends};
	bool fresh;
	uint64_t *at = jb_map_intern(&conform->way_index, &key, &fresh);

	if (fresh) {
		*at = conform->way.count;
		*jb_push(conform->arena, &conform->way) =
			(struct jrt_conform_way){.from = from, .to = to, .declared = UINT32_MAX};
	}
	return (uint32_t)*at;
}

static void count_ways(struct jrt_conform *conform, const struct jrt_explained *explained,
		       const struct jrt_seen_event *event)
{
	for (size_t i = 1; i < explained->count; i++) {
		const struct jrt_explained_event *a = &explained->event[i - 1];
		const struct jrt_explained_event *b = &explained->event[i];
		uint32_t way = way_between(conform, place_of(conform, a), place_of(conform, b));

		conform->way.at[way].planned +=
			a->fate == JRT_EVENT_PLANNED && b->fate == JRT_EVENT_PLANNED && !b->gap;
		*jb_push(conform->arena, &conform->timed.list) =
			(struct jrt_timed){.group = way, .us = event[i].time - event[i - 1].time};
	}
}

/* ---- cases ---- */

static void count_path(struct jrt_conform *conform, const struct jrt_explained *explained)
{
	if (explained->path == UINT32_MAX) {
		conform->out.other_paths++;
		return;
	}
	while (conform->path.count <= explained->path)
		jb_push(conform->arena, &conform->path);
	conform->path.at[explained->path]++;
}

static void count_unknown(struct jrt_conform *conform, const struct jrt_seen_case *one)
{
	if (one->event && one->count <= JRT_CASE_EVENTS_MAX) {
		conform->out.too_tangled++;
		return;
	}
	if (conform->out.too_long++ > 0)
		return;
	conform->out.long_file = jb_text_copy(conform->arena, one->file);
	conform->out.long_line = one->line;
}

void jrt_conform_take(void *user, const struct jrt_seen_case *one)
{
	struct jrt_conform *conform = user;
	const struct jrt_explained *explained;

	if (one->source != conform->flow->cases || one->count == 0)
		return;
	explained = jrt_explain_case(conform->explainer, one);
	conform->out.cases++;
	if (!one->ended) {
		conform->out.open++;
		conform->out.open_deviating += !explained->unknown && explained->deviations;
		return;
	}
	conform->out.ended++;
	if (explained->unknown) {
		count_unknown(conform, one);
		return;
	}
	conform->out.explained++;
	conform->out.events += explained->count;
	conform->out.differences += explained->differences;
	count_ends(conform, explained);
	count_visits(conform, explained);
	count_deviations(conform, explained);
	count_ways(conform, explained, one->event);
	count_path(conform, explained);
}

const char *jrt_deviation_word(size_t number)
{
	static const char *const word[JRT_DEVIATIONS] = {"missing", "ad_hoc", "out_of_order",
							 "repeated", "failed"};

	return word[number];
}
