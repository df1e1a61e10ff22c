/*
 * Sorting by a 64-bit key, stable, in linear time and without comparing: what de-duplication
 * and look-ahead windows do instead of hashing, so that no choice of keys by whoever wrote the
 * file can make them slow. Several keys sort by calling again, the least significant first.
 */
#ifndef MEASURE_SORT_H
#define MEASURE_SORT_H

#include <stddef.h>
#include <stdint.h>

struct jrt_sort_item {
	int64_t key;
	uint64_t tag; /* what the key belongs to: a row's number, a count */
};

/* Ascending by key; equal keys keep their order. `scratch` has room for as many items. */
void jrt_sort(struct jrt_sort_item *item, struct jrt_sort_item *scratch, size_t count);

#endif
