/*
 * How often each value occurs: the state of percentiles, medians and counts of different
 * values. Grows with the number of different values, not with the rows. Values wait in a
 * buffer and are sorted into the ascending counts when the buffer is full: no hashing, so no
 * input is slower than another.
 */
#ifndef MEASURE_HISTOGRAM_H
#define MEASURE_HISTOGRAM_H

#include "base/arena.h"
#include "journey/state.h"
#include "measure/sort.h"

/* All zero is an empty histogram. */
struct jrt_histogram {
	struct jrt_value_count *value; /* ascending */
	size_t count, room;
	struct jrt_sort_item
		*waiting; /* in order of arrival; twice the room, the second half is scratch */
	size_t waiting_count, waiting_room;
};

void jrt_histogram_flush(struct jrt_histogram *histogram, struct jb_arena *arena);
void jrt_histogram_grow(struct jrt_histogram *histogram, struct jb_arena *arena);

static inline void jrt_histogram_add_times(struct jrt_histogram *histogram, struct jb_arena *arena,
					   int64_t value, uint64_t times)
{
	if (histogram->waiting_count == histogram->waiting_room)
		jrt_histogram_grow(histogram, arena);
	histogram->waiting[histogram->waiting_count++] =
		(struct jrt_sort_item){.key = value, .tag = times};
}

static inline void jrt_histogram_add(struct jrt_histogram *histogram, struct jb_arena *arena,
				     int64_t value)
{
	jrt_histogram_add_times(histogram, arena, value, 1);
}

/* Moves the values of another, of other memory, into one. */
void jrt_histogram_merge(struct jrt_histogram *into, struct jb_arena *arena,
			 struct jrt_histogram *from, struct jb_arena *from_arena);
/* The list as one of other memory, as long as `count` was; the histogram has none after it. */
struct jrt_value_count *jrt_histogram_hand_over(struct jrt_histogram *histogram,
						struct jb_arena *from, struct jb_arena *to);

/* The union of two ascending lists into `to`, which has room for both and overlaps neither;
 * gives its length. */
size_t jrt_histogram_join(struct jrt_value_count *to, const struct jrt_value_count *a,
			  size_t a_count, const struct jrt_value_count *b, size_t b_count);

#endif
