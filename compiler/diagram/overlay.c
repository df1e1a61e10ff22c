/*
 * Looking things up in an overlay, by hash: a picture may have thousands of touchpoints and
 * criteria.
 */
#include "diagram/overlay.h"

/* "scope/metric" of "scope/metric/site". */
static struct jb_text without_site(struct jb_text criterion)
{
	size_t slashes = 0;
	for (size_t i = 0; i < criterion.size; i++)
		if (criterion.at[i] == '/' && ++slashes == 2)
			return jb_text_slice(criterion, 0, i);
	return criterion;
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

void jy_overlay_index_init(struct jy_overlay_index *index, struct jb_arena *arena,
			   const struct jy_overlay *overlay)
{
	index->arena = arena;
	index->overlay = overlay;
	jb_map_init(&index->verdict, arena);
	jb_map_init(&index->delivered, arena);
	for (size_t i = 0; overlay != NULL && i < overlay->verdict_count; i++) {
		const struct jy_overlay_verdict *verdict = &overlay->verdict[i];
		bool fresh;
		uint64_t *at =
			jb_map_put(&index->verdict, without_site(verdict->criterion), &fresh);
		if (fresh || stands(verdict, &overlay->verdict[*at]))
			*at = i;
	}
	for (size_t i = 0; overlay != NULL && i < overlay->delivered_count; i++)
		*jb_map_put(&index->delivered, overlay->delivered[i].touchpoint, NULL) = i;
}

const struct jy_overlay_verdict *jy_overlay_verdict(const struct jy_overlay_index *index,
						    struct jb_text scope, struct jb_text metric)
{
	if (index->overlay == NULL || index->overlay->verdict_count == 0)
		return NULL;
	struct jb_text key =
		jb_text_printf(index->arena, "%.*s/%.*s", JB_ARG(scope), JB_ARG(metric));
	const uint64_t *at = jb_map_get(&index->verdict, key);
	return at ? &index->overlay->verdict[*at] : NULL;
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
