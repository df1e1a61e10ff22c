/*
 * What happens most often comes first, of equals what stands first. Only sorts: how many are shown
 * is for those who show them.
 */
#include <stdlib.h>

#include "conform/conform.h"

struct ranked {
	uint64_t count;
	uint32_t number;
};

static int by_count(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;

	if (x->count != y->count)
		return x->count > y->count ? -1 : 1;
	return (x->number > y->number) - (x->number < y->number);
}

static const uint32_t *numbers_of(struct jb_arena *arena, struct ranked *ranked, size_t count)
{
	uint32_t *out = JB_NEW_ARRAY(arena, uint32_t, count);

	if (count)
		qsort(ranked, count, sizeof *ranked, by_count);
	for (size_t i = 0; i < count; i++)
		out[i] = ranked[i].number;
	return out;
}

const uint32_t *jrt_conform_undeclared(struct jb_arena *arena,
				       const struct jrt_conformance *conformance, size_t *count)
{
	struct ranked *ranked = JB_NEW_ARRAY(arena, struct ranked, conformance->way_count);

	*count = 0;
	for (uint32_t i = 0; i < conformance->way_count; i++)
		if (conformance->way[i].declared == UINT32_MAX)
			ranked[(*count)++] = (struct ranked){conformance->way[i].times.count, i};
	return numbers_of(arena, ranked, *count);
}

const uint32_t *jrt_conform_strangers(struct jb_arena *arena,
				      const struct jrt_conformance *conformance, size_t *count)
{
	struct ranked *ranked = JB_NEW_ARRAY(arena, struct ranked, conformance->stranger_count);

	*count = 0;
	for (uint32_t i = 0; i < conformance->stranger_count; i++)
		if (conformance->stranger[i].reached)
			ranked[(*count)++] = (struct ranked){conformance->stranger[i].reached, i};
	return numbers_of(arena, ranked, *count);
}
