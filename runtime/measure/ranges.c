/*
 * Ranges of moments, cut with one another by going along both lists once.
 */
#include "measure/ranges.h"

#include <stdlib.h>

static int by_from(const void *a, const void *b)
{
	const struct jrt_range *x = a, *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return (x->to > y->to) - (x->to < y->to);
}

void jrt_ranges_settle(struct jrt_ranges *ranges)
{
	size_t kept = 0;

	if (ranges->count)
		qsort(ranges->at, ranges->count, sizeof *ranges->at, by_from);
	for (size_t i = 0; i < ranges->count; i++) {
		const struct jrt_range next = ranges->at[i];

		if (next.to <= next.from)
			continue;
		if (kept == 0 || next.from > ranges->at[kept - 1].to)
			ranges->at[kept++] = next;
		else if (next.to > ranges->at[kept - 1].to)
			ranges->at[kept - 1].to = next.to;
	}
	ranges->count = kept;
}

/* The first range that ends after `moment`. */
static size_t first_after(const struct jrt_ranges *ranges, int64_t moment)
{
	size_t low = 0, high = ranges->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (ranges->at[middle].to > moment)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

static int64_t later(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static int64_t earlier(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

struct jrt_ranges jrt_ranges_both(struct jb_arena *arena, const struct jrt_ranges *a,
				  const struct jrt_ranges *b)
{
	struct jrt_ranges out = {0};

	for (size_t k = 0; k < b->count; k++) {
		const struct jrt_range with = b->at[k];

		for (size_t i = first_after(a, with.from); i < a->count && a->at[i].from < with.to;
		     i++)
			*jb_push(arena, &out) = (struct jrt_range){later(a->at[i].from, with.from),
								   earlier(a->at[i].to, with.to)};
	}
	return out;
}

struct jrt_ranges jrt_ranges_without(struct jb_arena *arena, const struct jrt_ranges *a,
				     const struct jrt_ranges *b)
{
	struct jrt_ranges out = {0};

	for (size_t i = 0; i < a->count; i++) {
		int64_t from = a->at[i].from;

		for (size_t k = first_after(b, from); k < b->count && b->at[k].from < a->at[i].to;
		     k++) {
			if (b->at[k].from > from)
				*jb_push(arena, &out) = (struct jrt_range){from, b->at[k].from};
			from = b->at[k].to;
		}
		if (from < a->at[i].to)
			*jb_push(arena, &out) = (struct jrt_range){from, a->at[i].to};
	}
	return out;
}
