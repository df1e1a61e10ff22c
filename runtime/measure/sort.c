/*
 * A radix sort from the least significant byte up. Bytes that all keys share cost one look at
 * a histogram, so keys from a small range (symbols, times within a year) take two to five
 * passes. Short arrays are sorted by insertion.
 */
#include "measure/sort.h"

#include <string.h>

#define SORT_SHORT 48
#define SORT_DIGITS 8
#define SORT_BUCKETS 256

/* Keys as unsigned numbers in the same order. */
static uint64_t rank_of(int64_t key)
{
	return (uint64_t)key ^ (UINT64_C(1) << 63);
}

static unsigned digit_of(int64_t key, unsigned digit)
{
	return (unsigned)(rank_of(key) >> (8 * digit)) & 0xff;
}

static void sort_short(struct jrt_sort_item *item, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		struct jrt_sort_item moved = item[i];
		size_t to = i;

		for (; to > 0 && item[to - 1].key > moved.key; to--)
			item[to] = item[to - 1];
		item[to] = moved;
	}
}

static void pass(const struct jrt_sort_item *from, struct jrt_sort_item *to, size_t count,
		 const size_t *sizes, unsigned digit)
{
	size_t next[SORT_BUCKETS];
	size_t sum = 0;

	for (size_t b = 0; b < SORT_BUCKETS; b++) {
		next[b] = sum;
		sum += sizes[b];
	}
	for (size_t i = 0; i < count; i++)
		to[next[digit_of(from[i].key, digit)]++] = from[i];
}

static void sort_long(struct jrt_sort_item *item, struct jrt_sort_item *scratch, size_t count)
{
	size_t sizes[SORT_DIGITS][SORT_BUCKETS] = {{0}};
	struct jrt_sort_item *from = item, *to = scratch;

	for (size_t i = 0; i < count; i++)
		for (unsigned d = 0; d < SORT_DIGITS; d++)
			sizes[d][digit_of(item[i].key, d)]++;
	for (unsigned d = 0; d < SORT_DIGITS; d++) {
		struct jrt_sort_item *swap = from;

		if (sizes[d][digit_of(from[0].key, d)] == count)
			continue;
		pass(from, to, count, sizes[d], d);
		from = to;
		to = swap;
	}
	if (from != item)
		memcpy(item, from, count * sizeof *item);
}

void jrt_sort(struct jrt_sort_item *item, struct jrt_sort_item *scratch, size_t count)
{
	if (count < SORT_SHORT)
		sort_short(item, count);
	else
		sort_long(item, scratch, count);
}
