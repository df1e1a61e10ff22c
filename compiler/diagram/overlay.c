/*
 * Looking things up in an overlay, by hash: a picture may have thousands of touchpoints and
 * criteria.
 */
#include "diagram/overlay.h"

#include <stdlib.h>

/* "call/speed" of "call/speed/manila": the criterion, where the name is that of one of its sites;
 * otherwise nothing that a criterion is called. */
static struct jb_text without_site(struct jb_text name)
{
	size_t end = name.size;
	while (end > 0 && name.at[end - 1] != '/')
		end--;
	return end > 0 ? jb_text_slice(name, 0, end - 1) : JB_TEXT("");
}

static int badness(enum jrt_verdict_kind verdict)
{
	switch (verdict) {
	case JRT_MISSED: return 3;
	case JRT_EXCUSED: return 2;
	case JRT_NOT_MEASURED: return 1;
	case JRT_MET: return 0;
	}
	return 0;
}

/* Whether `a` is to be shown rather than `b`. */
static bool stands(const struct jy_overlay_verdict *a, const struct jy_overlay_verdict *b)
{
	int order = jb_text_compare(a->period, b->period);
	return order > 0 || (order == 0 && badness(a->verdict) > badness(b->verdict));
}

/* `way` 0: under its own name, 1: under its criterion's, where it is that of a site. */
static void add_verdict(struct jy_overlay_index *index, struct jb_text name, uint64_t verdict,
			unsigned way)
{
	uint64_t *last = jb_map_put(&index->chain, name, NULL);
	size_t node = 2 * verdict + way + 1;
	index->before[node - 1] = *last;
	*last = node;
	const struct jy_overlay_verdict *list = index->overlay->verdict;
	bool fresh;
	uint64_t *at = jb_map_put(&index->verdict, name, &fresh);
	if (fresh || stands(&list[verdict], &list[*at]))
		*at = verdict;
}

void jy_overlay_index_init(struct jy_overlay_index *index, struct jb_arena *arena,
			   const struct jy_overlay *overlay)
{
	index->overlay = overlay;
	jb_map_init(&index->verdict, arena);
	jb_map_init(&index->delivered, arena);
	jb_map_init(&index->chain, arena);
	index->before =
		overlay != NULL ? JB_NEW_ARRAY(arena, size_t, 2 * overlay->verdict_count) : NULL;
	for (size_t i = 0; overlay != NULL && i < overlay->verdict_count; i++) {
		add_verdict(index, overlay->verdict[i].criterion, i, 0);
		add_verdict(index, without_site(overlay->verdict[i].criterion), i, 1);
	}
	for (size_t i = 0; overlay != NULL && i < overlay->delivered_count; i++)
		*jb_map_put(&index->delivered, overlay->delivered[i].touchpoint, NULL) = i;
}

const struct jy_overlay_verdict *jy_overlay_verdict(const struct jy_overlay_index *index,
						    const struct jy_criterion *criterion)
{
	if (index->overlay == NULL || criterion->name.size == 0)
		return NULL;
	const uint64_t *at = jb_map_get(&index->verdict, criterion->name);
	return at ? &index->overlay->verdict[*at] : NULL;
}

/* By period, the worst of each first. */
static int compare_in_time(const void *left, const void *right)
{
	const struct jy_overlay_verdict *a = *(const struct jy_overlay_verdict *const *)left,
					*b = *(const struct jy_overlay_verdict *const *)right;
	int order = jb_text_compare(a->period, b->period);
	if (order != 0)
		return order;
	order = badness(b->verdict) - badness(a->verdict);
	return order != 0 ? order : a < b ? -1 : a > b;
}

struct jy_overlay_history jy_overlay_history(const struct jy_overlay_index *index,
					     struct jb_arena *arena,
					     const struct jy_criterion *criterion)
{
	const uint64_t *last = index->overlay != NULL && criterion->name.size > 0
				       ? jb_map_get(&index->chain, criterion->name)
				       : NULL;
	struct jy_overlay_history history = {0};
	size_t count = 0, kept = 0;
	for (size_t node = last ? *last : 0; node != 0; node = index->before[node - 1])
		count++;
	history.at = JB_NEW_ARRAY(arena, const struct jy_overlay_verdict *, count);
	for (size_t node = last ? *last : 0; node != 0; node = index->before[node - 1])
		history.at[history.count++] = &index->overlay->verdict[(node - 1) / 2];
	qsort(history.at, history.count, sizeof *history.at, compare_in_time);
	for (size_t i = 0; i < history.count; i++)
		if (kept == 0 ||
		    !jb_text_equal(history.at[kept - 1]->period, history.at[i]->period))
			history.at[kept++] = history.at[i];
	history.count = kept;
	return history;
}

static bool judges(const struct jy_overlay_index *index, const struct jy_criterion *criterion,
		   size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (jy_overlay_verdict(index, &criterion[i]) != NULL)
			return true;
	return false;
}

bool jy_overlay_judges(const struct jy_overlay_index *index, const struct jy_journey *journey)
{
	if (judges(index, journey->outcome, journey->outcome_count))
		return true;
	for (size_t s = 0; s < journey->stage_count; s++) {
		const struct jy_stage *stage = &journey->stage[s];
		if (judges(index, stage->success, stage->success_count))
			return true;
		for (size_t t = 0; t < stage->touchpoint_count; t++)
			if (judges(index, stage->touchpoint[t].success,
				   stage->touchpoint[t].success_count))
				return true;
	}
	return false;
}

bool jy_overlay_delivered(const struct jy_overlay_index *index, struct jb_text touchpoint,
			  jb_fix *value)
{
	if (index->overlay == NULL || index->overlay->delivered_count == 0)
		return false;
	const uint64_t *at = jb_map_get(&index->delivered, touchpoint);
	if (at != NULL)
		*value = index->overlay->delivered[*at].value;
	return at != NULL;
}
