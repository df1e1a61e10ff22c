/*
 * The result of a comparison: times of ways and of hand-offs, paths by their frequency. All orders
 * are of the flow, of names or of counts, so that they do not depend on the order of the log where
 * that says nothing.
 */
#include "conform/internal.h"

#include <stdlib.h>

/* ---- times ---- */

static int by_group(const void *a, const void *b)
{
	const struct jrt_timed *x = a, *y = b;

	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	return (x->us > y->us) - (x->us < y->us);
}

/* Nearest rank: the smallest value with at least `percent` of `count` at or below it. */
static int64_t percentile(const struct jrt_timed *timed, size_t count, size_t percent)
{
	size_t rank = (count * percent + 99) / 100;

	return timed[rank ? rank - 1 : 0].us;
}

struct jrt_times *jrt_times_make(struct jb_arena *arena, struct jrt_timed_list *timed,
				 size_t groups)
{
	struct jrt_times *out = JB_NEW_ARRAY(arena, struct jrt_times, groups);
	size_t count = timed->list.count;

	if (count)
		qsort(timed->list.at, count, sizeof *timed->list.at, by_group);
	for (size_t from = 0, to; from < count; from = to) {
		const struct jrt_timed *first = &timed->list.at[from];

		for (to = from; to < count && timed->list.at[to].group == first->group;)
			to++;
		out[first->group] = (struct jrt_times){
			.count = to - from,
			.median = percentile(first, to - from, 50),
			.p90 = percentile(first, to - from, 90),
		};
	}
	return out;
}

/* ---- ways ---- */

static int by_ends(const void *a, const void *b)
{
	const struct jrt_conform_way *x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return x->to < y->to ? -1 : x->to > y->to;
}

static void find_declared(struct jrt_conform *conform)
{
	for (size_t i = 0; i < conform->flow->way_count; i++) {
		const uint32_t ends[] = {conform->flow->way[i].from, conform->flow->way[i].to};
		struct jb_text key = {.at = (const char *)ends, .size = sizeof ends};
		const uint64_t *at = jb_map_get(&conform->way_index, key);

		if (at)
			conform->way.at[*at].declared = (uint32_t)i;
	}
}

static void sum_ways(struct jrt_conform *conform)
{
	struct jrt_times *times =
		jrt_times_make(conform->arena, &conform->timed, conform->way.count);

	for (size_t i = 0; i < conform->way.count; i++)
		conform->way.at[i].times = times[i];
	find_declared(conform);
}

/* ---- hand-offs ---- */

struct gathering {
	struct jrt_conform *conform;
	bool party; /* else channels */
	struct jb_map index;
	JB_VEC(struct jrt_handoff) list;
	uint32_t *of_way; /* 1 + number of its hand-off; 0: none */
};

static struct jb_text side(const struct gathering *gathering, uint32_t place)
{
	const struct jrt_flow *flow = gathering->conform->flow;

	if (place >= flow->step_count)
		return JB_TEXT("");
	return gathering->party ? flow->step[place].party : flow->step[place].channel;
}

static void gather_way(struct gathering *gathering, size_t number)
{
	struct jrt_conform *conform = gathering->conform;
	const struct jrt_conform_way *way = &conform->way.at[number];
	struct jb_text from = side(gathering, way->from), to = side(gathering, way->to);
	struct jb_text key;
	uint64_t *at;
	bool fresh;

	if (!from.size || !to.size || jb_text_equal(from, to))
		return;
	key = jb_text_printf(conform->arena, "%zu %.*s%.*s", from.size, JB_ARG(from), JB_ARG(to));
	at = jb_map_intern(&gathering->index, &key, &fresh);
	if (fresh) {
		*jb_push(conform->arena, &gathering->list) =
			(struct jrt_handoff){.from = from, .to = to};
		*at = gathering->list.count;
	}
	gathering->of_way[number] = (uint32_t)*at;
}

static int by_frequency(const void *a, const void *b)
{
	const struct jrt_handoff *x = a, *y = b;
	int order;

	if (x->times.count != y->times.count)
		return x->times.count > y->times.count ? -1 : 1;
	order = jb_text_compare(x->from, y->from);
	return order ? order : jb_text_compare(x->to, y->to);
}

static const struct jrt_handoff *sum_handoffs(struct jrt_conform *conform, bool party,
					      size_t *count)
{
	struct gathering gathering = {.conform = conform, .party = party};
	struct jrt_timed_list timed = {0};
	struct jrt_times *times;

	jb_map_init(&gathering.index, conform->arena);
	gathering.of_way = JB_NEW_ARRAY(conform->arena, uint32_t, conform->way.count);
	for (size_t i = 0; i < conform->way.count; i++)
		gather_way(&gathering, i);
	for (size_t i = 0; i < conform->timed.list.count; i++) {
		const struct jrt_timed *one = &conform->timed.list.at[i];

		if (gathering.of_way[one->group])
			*jb_push(conform->arena, &timed.list) = (struct jrt_timed){
				.group = gathering.of_way[one->group] - 1, .us = one->us};
	}
	times = jrt_times_make(conform->arena, &timed, gathering.list.count);
	for (size_t i = 0; i < gathering.list.count; i++)
		gathering.list.at[i].times = times[i];
	*count = gathering.list.count;
	if (*count)
		qsort(gathering.list.at, *count, sizeof *gathering.list.at, by_frequency);
	return gathering.list.at;
}

/* ---- paths ---- */

static int by_cases(const void *a, const void *b)
{
	const struct jrt_conform_path *x = a, *y = b;

	if (x->cases != y->cases)
		return x->cases > y->cases ? -1 : 1;
	return (x->explained->path > y->explained->path) -
	       (x->explained->path < y->explained->path);
}

static void sum_paths(struct jrt_conform *conform)
{
	struct jrt_conform_path *path =
		JB_NEW_ARRAY(conform->arena, struct jrt_conform_path, conform->path.count);
	size_t count = 0;

	for (size_t i = 0; i < conform->path.count; i++)
		if (conform->path.at[i])
			path[count++] = (struct jrt_conform_path){
				.explained = jrt_explainer_path(conform->explainer, i),
				.cases = conform->path.at[i]};
	if (count)
		qsort(path, count, sizeof *path, by_cases);
	conform->out.path = path;
	conform->out.path_count = count;
}

const struct jrt_conformance *jrt_conform_finish(struct jrt_conform *conform)
{
	struct jrt_conformance *out = &conform->out;

	sum_ways(conform);
	out->party = sum_handoffs(conform, true, &out->party_count);
	out->channel = sum_handoffs(conform, false, &out->channel_count);
	sum_paths(conform);
	for (size_t i = 0; i < conform->stranger.count; i++)
		conform->stranger.at[i].name = jrt_explainer_stranger_name(conform->explainer, i);
	if (conform->way.count) /* last: numbers of ways hold no longer */
		qsort(conform->way.at, conform->way.count, sizeof *conform->way.at, by_ends);
	out->step = conform->step;
	out->stranger = conform->stranger.at;
	out->stranger_count = conform->stranger.count;
	out->way = conform->way.at;
	out->way_count = conform->way.count;
	return out;
}
