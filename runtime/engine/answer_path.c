/*
 * Paths of cases in an answer: what they may be, and how a case of such a path deviates from its
 * flow. An engine tells paths; they are explained here, as those of a log that is read are
 * (measure/cases.c).
 */
#include "conform/explain.h"
#include "engine/answer_sums.h"

#define DIGITS_MOST 20

/* ---- what a path may be ---- */

/* The number that begins at *at, which is moved behind its point; false: there is none. */
static bool next_event(struct jb_text path, size_t *at, uint64_t most, uint64_t *event)
{
	const size_t first = *at;
	jb_i128 value = 0;

	while (*at < path.size && path.at[*at] >= '0' && path.at[*at] <= '9' &&
	       *at - first < DIGITS_MOST)
		value = value * 10 + (path.at[(*at)++] - '0');
	if (*at == first || *at == path.size || path.at[*at] != '.' || value > (jb_i128)most)
		return false;
	++*at;
	*event = (uint64_t)value;
	return true;
}

static uint64_t most_of(const struct jrt_query *query)
{
	return (UINT64_C(1) << query->sight_count) - 1;
}

bool jrt_answer_is_path(const struct jrt_query *query, struct jb_text path)
{
	size_t events = 0, at = 0;
	uint64_t event;

	while (at < path.size && events <= JRT_CASE_EVENTS_MAX) {
		if (!next_event(path, &at, most_of(query), &event))
			return false;
		events++;
	}
	return events > 0 && events <= JRT_CASE_EVENTS_MAX;
}

/* ---- how it deviates ---- */

struct jrt_paths {
	const struct jrt_sums *sums;
	const struct jrt_query *query;
	struct jrt_explainer **explainer; /* by flow, made when asked */
	JB_VEC(uint64_t) shown;		  /* different events so far, and what they show: */
	JB_VEC(struct jrt_sights) sights;
	JB_VEC(struct jrt_seen_event) event; /* of the path at hand */
};

struct jrt_paths *jrt_paths_make(const struct jrt_sums *sums, const struct jrt_query *query)
{
	struct jb_arena *arena = sums->answers->arena;
	struct jrt_paths *paths = JB_NEW(arena, struct jrt_paths);

	*paths = (struct jrt_paths){.sums = sums,
				    .query = query,
				    .explainer = JB_NEW_ARRAY(arena, struct jrt_explainer *,
							      sums->answers->plan->flow_count)};
	return paths;
}

/* There are few different ones. */
static uint32_t sights_of(struct jrt_paths *paths, uint64_t event)
{
	struct jb_arena *arena = paths->sums->answers->arena;
	uint32_t *sight;
	size_t count = 0;

	for (uint32_t i = 0; i < paths->shown.count; i++)
		if (paths->shown.at[i] == event)
			return i;
	sight = JB_NEW_ARRAY(arena, uint32_t, paths->query->sight_count);
	for (size_t i = 0; i < paths->query->sight_count; i++)
		if (event >> i & 1)
			sight[count++] = paths->query->sight[i];
	*jb_push(arena, &paths->shown) = event;
	*jb_push(arena, &paths->sights) = (struct jrt_sights){.sight = sight, .count = count};
	return (uint32_t)paths->shown.count - 1;
}

static void read_path(struct jrt_paths *paths, struct jb_text path)
{
	uint64_t event;
	size_t at = 0;

	paths->event.count = 0;
	while (next_event(path, &at, most_of(paths->query), &event))
		*jb_push(paths->sums->answers->arena, &paths->event) =
			(struct jrt_seen_event){.sights = sights_of(paths, event)};
}

/* 0, 1, or 2 where nobody knows: the order in which parts are asked (struct jrt_query_part). */
static uint32_t deviates(struct jrt_paths *paths, struct jb_text path, uint32_t number)
{
	const struct jrt_plan *plan = paths->sums->answers->plan;
	const struct jrt_case_column *column =
		&plan->source[paths->query->source].cases->column[number];
	struct jrt_explainer **explainer = &paths->explainer[column->flow];
	const struct jrt_explained *explained;

	if (!*explainer)
		*explainer = jrt_elsewhere_explainer(paths->sums->feed, column->flow);
	read_path(paths, path);
	explained =
		jrt_explain_case(*explainer, &(struct jrt_seen_case){.source = paths->query->source,
								     .event = paths->event.at,
								     .count = paths->event.count,
								     .ended = true,
								     .sights = paths->sights.at});
	if (explained->unknown)
		return 2;
	return (explained->deviations & column->deviations) != 0;
}

uint32_t jrt_paths_part(struct jrt_paths *paths, const struct jrt_answer_group *group,
			uint32_t number)
{
	const struct jrt_query_part *part = &paths->query->part[number];
	uint32_t step = 1;

	for (size_t i = 0; i < part->told_count; i++, step *= 3)
		number += step * (group->has_path
					  ? deviates(paths,
						     jb_symbols_text(&paths->sums->answers->texts,
								     group->path),
						     part->told[i])
					  : 2);
	return number;
}
