/*
 * Looking things up in an overlay, by hash: a picture may have thousands of touchpoints and
 * criteria.
 */
#include "diagram/overlay.h"

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

static void add_verdict(struct jy_overlay_index *index, struct jb_text name, uint64_t verdict)
{
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
	for (size_t i = 0; overlay != NULL && i < overlay->verdict_count; i++) {
		add_verdict(index, overlay->verdict[i].criterion, i);
		add_verdict(index, without_site(overlay->verdict[i].criterion), i);
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
