/*
 * Paths and their explanations: kinds of events, paths met before, and names for the differences
 * that the search has found. Counts nothing.
 */
#include "conform/explain.h"

#include <string.h>

#include "conform/align.h"

#define UNKNOWN_KIND 0

struct jrt_explainer {
	struct jb_arena *arena;	 /* of what is remembered */
	struct jb_arena scratch; /* of one search */
	const struct jrt_flow *flow;
	struct jrt_align_flow align;
	struct jb_map kind_index, stranger_index, path_index;
	JB_VEC(struct jrt_kind) kind;
	JB_VEC(struct jb_text) stranger;
	JB_VEC(struct jrt_explained *) path;
	uint64_t work, path_events;
	JB_VEC(uint32_t) of_sights; /* by sights of the log: 1 + kind, 1 where they show none */
	JB_VEC(uint32_t) kinds;	    /* of the case at hand */
	JB_VEC(uint32_t) key;	    /* of the path at hand */
	struct jrt_explained last;  /* where it is not remembered */
};

struct jrt_explainer *jrt_explainer_make(struct jb_arena *arena, const struct jrt_flow *flow)
{
	struct jrt_explainer *explainer = JB_NEW(arena, struct jrt_explainer);

	explainer->arena = arena;
	explainer->flow = flow;
	jb_arena_init_beside(&explainer->scratch, arena);
	jrt_align_init(&explainer->align, arena, flow);
	jb_map_init(&explainer->kind_index, arena);
	jb_map_init(&explainer->stranger_index, arena);
	jb_map_init(&explainer->path_index, arena);
	jb_push(arena, &explainer->kind); /* UNKNOWN_KIND */
	return explainer;
}

void jrt_explainer_release(struct jrt_explainer *explainer)
{
	jb_arena_release(&explainer->scratch);
}

/* ---- kinds ---- */

uint32_t jrt_explainer_kind(struct jrt_explainer *explainer, const uint32_t *step, size_t count)
{
	struct jb_text key = {.at = (const char *)step, .size = count * sizeof *step};
	bool fresh;
	uint64_t *at = jb_map_intern(&explainer->kind_index, &key, &fresh);

	if (fresh) {
		*at = explainer->kind.count;
		*jb_push(explainer->arena, &explainer->kind) = (struct jrt_kind){
			.step = (const uint32_t *)(const void *)jb_copy(explainer->arena, step,
									key.size),
			.count = count,
		};
	}
	return (uint32_t)*at;
}

uint32_t jrt_explainer_stranger(struct jrt_explainer *explainer, struct jb_text name)
{
	uint64_t *at = jb_map_get(&explainer->stranger_index, name);
	bool full = explainer->stranger.count >= JRT_STRANGERS_MAX;

	if (at)
		return JRT_STRANGER | (uint32_t)*at;
	if (full && explainer->stranger.count == JRT_STRANGERS_MAX)
		*jb_push(explainer->arena, &explainer->stranger) = JB_TEXT("other steps");
	if (full)
		return JRT_STRANGER | JRT_STRANGERS_MAX;
	at = jb_map_intern(&explainer->stranger_index, &name, NULL);
	*at = explainer->stranger.count;
	*jb_push(explainer->arena, &explainer->stranger) = name;
	return JRT_STRANGER | (uint32_t)*at;
}

/* The steps of this flow among what an event shows. */
static uint32_t kind_of_sights(struct jrt_explainer *explainer, const struct jrt_sights *sights)
{
	const struct jrt_flow *flow = explainer->flow;
	uint32_t *step = JB_NEW_ARRAY(explainer->arena, uint32_t, sights->count);
	size_t count = 0;

	for (size_t i = 0; i < sights->count; i++)
		if (sights->sight[i] >= flow->first_sight &&
		    sights->sight[i] - flow->first_sight < flow->step_count)
			step[count++] = sights->sight[i] - flow->first_sight;
	return count ? jrt_explainer_kind(explainer, step, count) : UNKNOWN_KIND;
}

uint32_t jrt_explainer_event(struct jrt_explainer *explainer, const struct jrt_seen_case *one,
			     const struct jrt_seen_event *event)
{
	uint32_t kind;

	while (explainer->of_sights.count <= event->sights)
		jb_push(explainer->arena, &explainer->of_sights);
	kind = explainer->of_sights.at[event->sights];
	if (kind == 0) {
		kind = 1 + kind_of_sights(explainer, &one->sights[event->sights]);
		explainer->of_sights.at[event->sights] = kind;
	}
	if (kind != 1 + UNKNOWN_KIND)
		return kind - 1;
	return jrt_explainer_stranger(
		explainer, one->step_text ? one->step_text(one->reader, event->step) : JB_TEXT(""));
}

/* ---- from a walk to an explanation ---- */

struct naming {
	struct jrt_explainer *explainer;
	const uint32_t *kind; /* of each event of the path */
	struct jrt_explained *out;
	struct jrt_explained_event *event;
	uint32_t *missing; /* by step: how often */
	bool *came;	   /* by step: some event is it, as planned */
};

/* Walks meet the events that are no strangers, in their order. */
static void place_events(struct naming *naming, const struct jrt_walk *walk)
{
	size_t at = 0;
	bool gap = false;

	for (size_t i = 0; i < walk->move.count; i++) {
		const struct jrt_move *move = &walk->move.at[i];

		if (move->kind == JRT_MOVE_MISSING) {
			naming->missing[move->step]++;
			gap = true;
		}
		if (move->kind == JRT_MOVE_PASS || move->kind == JRT_MOVE_OWE ||
		    move->kind == JRT_MOVE_MISSING)
			continue;
		while (naming->kind[at] & JRT_STRANGER)
			at++;
		naming->event[at].fate = JRT_EVENT_OUT_OF_ORDER;
		if (move->kind != JRT_MOVE_EXTRA) {
			naming->event[at] = (struct jrt_explained_event){
				.step = move->step, .fate = JRT_EVENT_PLANNED, .gap = gap};
			naming->came[move->step] = true;
			gap = false;
		}
		at++;
	}
}

static uint32_t first_where(const struct jrt_kind *kind, const struct naming *naming, bool missing)
{
	for (size_t i = 0; i < kind->count; i++)
		if (missing ? naming->missing[kind->step[i]] > 0 : naming->came[kind->step[i]])
			return kind->step[i];
	return UINT32_MAX;
}

/* An event without a step takes the place of a missing one, else it repeats one that came, else it
 * does not belong on this path. */
static void name_extra(struct naming *naming, struct jrt_explained_event *event,
		       const struct jrt_kind *kind)
{
	uint32_t missing = first_where(kind, naming, true);
	uint32_t came = first_where(kind, naming, false);

	event->fate = JRT_EVENT_OUT_OF_ORDER;
	event->step = kind->step[0];
	if (missing != UINT32_MAX) {
		event->step = missing;
		naming->missing[missing]--;
	} else if (came != UINT32_MAX) {
		event->step = came;
		event->fate = JRT_EVENT_REPEATED;
	}
}

static void name_events(struct naming *naming)
{
	static const unsigned deviation[] = {0, JRT_DEVIATES_AD_HOC, JRT_DEVIATES_OUT_OF_ORDER,
					     JRT_DEVIATES_REPEATED};
	struct jrt_explained *out = naming->out;

	for (size_t i = 0; i < out->count; i++) {
		struct jrt_explained_event *event = &naming->event[i];

		if (naming->kind[i] & JRT_STRANGER)
			*event = (struct jrt_explained_event){
				.step = naming->kind[i] & ~JRT_STRANGER, .fate = JRT_EVENT_AD_HOC};
		else if (event->fate != JRT_EVENT_PLANNED)
			name_extra(naming, event, &naming->explainer->kind.at[naming->kind[i]]);
		out->deviations |= deviation[event->fate];
		out->differences += event->fate == JRT_EVENT_AD_HOC;
	}
}

static void name_missing(struct naming *naming, struct jb_arena *arena)
{
	const struct jrt_flow *flow = naming->explainer->flow;
	JB_VEC(uint32_t) list = {0};

	for (uint32_t i = 0; i < flow->step_count; i++)
		for (uint32_t k = 0; k < naming->missing[i]; k++)
			*jb_push(arena, &list) = i;
	naming->out->missing = list.at;
	naming->out->missing_count = list.count;
	if (list.count)
		naming->out->deviations |= JRT_DEVIATES_MISSING;
}

/* A step failed when one that recovers from it comes after it. */
static void name_failed(struct naming *naming, struct jb_arena *arena)
{
	const struct jrt_flow *flow = naming->explainer->flow;
	uint8_t *mark = JB_NEW_ARRAY(&naming->explainer->scratch, uint8_t, flow->step_count);
	JB_VEC(uint32_t) list = {0};

	for (size_t i = 0; i < naming->out->count; i++) {
		const struct jrt_explained_event *event = &naming->event[i];
		const struct jrt_flow_step *step;

		if (event->fate == JRT_EVENT_AD_HOC)
			continue;
		step = &flow->step[event->step];
		for (size_t k = 0; k < step->recovers_count; k++)
			if (mark[step->recovers[k]])
				mark[step->recovers[k]] = 2;
		if (!mark[event->step])
			mark[event->step] = 1;
	}
	for (uint32_t i = 0; i < flow->step_count; i++)
		if (mark[i] == 2)
			*jb_push(arena, &list) = i;
	naming->out->failed = list.at;
	naming->out->failed_count = list.count;
	if (list.count)
		naming->out->deviations |= JRT_DEVIATES_FAILED;
}

/* ---- one path ---- */

static bool search(struct jrt_explainer *explainer, const uint32_t *kind, size_t count, bool open,
		   struct jrt_walk *walk)
{
	const struct jrt_kind **known =
		JB_NEW_ARRAY(&explainer->scratch, const struct jrt_kind *, count);
	size_t knowns = 0;
	uint64_t left = JRT_EXPLAIN_WORK_MAX - explainer->work;
	bool found;

	if (count > JRT_CASE_EVENTS_MAX || left == 0)
		return false;
	for (size_t i = 0; i < count; i++)
		if (!(kind[i] & JRT_STRANGER))
			known[knowns++] = &explainer->kind.at[kind[i]];
	found = jrt_align(&explainer->align, &explainer->scratch, known, knowns, open,
			  left < JRT_EXPLAIN_STATES_MAX ? left : JRT_EXPLAIN_STATES_MAX, walk);
	explainer->work += walk->states < left ? walk->states : left;
	return found;
}

static void explain(struct jrt_explainer *explainer, const uint32_t *kind, bool open,
		    struct jb_arena *arena, struct jrt_explained *out)
{
	const size_t steps = explainer->flow->step_count;
	struct naming naming = {.explainer = explainer, .kind = kind, .out = out};
	struct jrt_walk walk = {0};

	out->open = open;
	if (!search(explainer, kind, out->count, open, &walk)) {
		out->unknown = true;
		return;
	}
	naming.event = JB_NEW_ARRAY(arena, struct jrt_explained_event, out->count);
	naming.missing = JB_NEW_ARRAY(&explainer->scratch, uint32_t, steps);
	naming.came = JB_NEW_ARRAY(&explainer->scratch, bool, steps);
	out->event = naming.event;
	out->differences = walk.differences;
	place_events(&naming, &walk);
	name_events(&naming);
	name_missing(&naming, arena);
	name_failed(&naming, arena);
}

/* A search that runs out of memory runs out of the caller's. */
static void explain_guarded(struct jrt_explainer *explainer, const uint32_t *kind, bool open,
			    bool remembered, struct jrt_explained *out)
{
	struct jb_arena *outer = explainer->arena, *scratch = &explainer->scratch;

	jb_arena_reset(scratch);
	if (outer->limit)
		scratch->limit = outer->limit > outer->used ? outer->limit - outer->used : 1;
	if (JB_ARM(scratch) != 0) {
		jb_arena_release(scratch);
		jb_arena_fail(outer);
	}
	explain(explainer, kind, open, remembered ? outer : scratch, out);
	jb_arena_disarm(scratch);
}

static struct jb_text key_of(struct jrt_explainer *explainer, const uint32_t *kind, size_t count,
			     bool open)
{
	explainer->key.count = 0;
	*jb_push(explainer->arena, &explainer->key) = open;
	for (size_t i = 0; i < count; i++)
		*jb_push(explainer->arena, &explainer->key) = kind[i];
	return (struct jb_text){.at = (const char *)explainer->key.at,
				.size = explainer->key.count * sizeof *explainer->key.at};
}

/* A place for a path that is new; NULL where no more are remembered. */
static struct jrt_explained *remember(struct jrt_explainer *explainer, struct jb_text key,
				      size_t count)
{
	struct jrt_explained *out;

	if (explainer->path.count >= JRT_PATHS_MAX ||
	    explainer->path_events + count > JRT_PATH_EVENTS_MAX)
		return NULL;
	explainer->path_events += count;
	*jb_map_intern(&explainer->path_index, &key, NULL) = explainer->path.count;
	out = JB_NEW(explainer->arena, struct jrt_explained);
	out->path = (uint32_t)explainer->path.count;
	*jb_push(explainer->arena, &explainer->path) = out;
	return out;
}

const struct jrt_explained *jrt_explain(struct jrt_explainer *explainer, const uint32_t *kind,
					size_t count, bool open)
{
	struct jb_text key = key_of(explainer, kind, count, open);
	const uint64_t *at = jb_map_get(&explainer->path_index, key);
	struct jrt_explained *out;

	if (at)
		return explainer->path.at[*at];
	out = remember(explainer, key, count);
	if (!out) {
		out = &explainer->last;
		*out = (struct jrt_explained){.path = UINT32_MAX};
	}
	out->count = count;
	explain_guarded(explainer, kind, open, out->path != UINT32_MAX, out);
	return out;
}

const struct jrt_explained *jrt_explain_case(struct jrt_explainer *explainer,
					     const struct jrt_seen_case *one)
{
	if (!one->event || one->count > JRT_CASE_EVENTS_MAX) {
		explainer->last = (struct jrt_explained){.count = one->count,
							 .open = !one->ended,
							 .unknown = true,
							 .path = UINT32_MAX};
		return &explainer->last;
	}
	explainer->kinds.count = 0;
	for (size_t i = 0; i < one->count; i++) {
		uint32_t kind = jrt_explainer_event(explainer, one, &one->event[i]);

		*jb_push(explainer->arena, &explainer->kinds) = kind;
	}
	return jrt_explain(explainer, explainer->kinds.at, one->count, !one->ended);
}

size_t jrt_explainer_paths(const struct jrt_explainer *explainer)
{
	return explainer->path.count;
}

const struct jrt_explained *jrt_explainer_path(const struct jrt_explainer *explainer, size_t path)
{
	return explainer->path.at[path];
}

size_t jrt_explainer_strangers(const struct jrt_explainer *explainer)
{
	return explainer->stranger.count;
}

struct jb_text jrt_explainer_stranger_name(const struct jrt_explainer *explainer, size_t stranger)
{
	return explainer->stranger.at[stranger];
}
