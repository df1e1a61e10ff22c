/*
 * Histograms: a sorted list of counts and a buffer of values that wait. The buffer grows until
 * it is as large as the list (and never smaller than WAITING_MOST), so each value is moved a
 * bounded number of times.
 */
#include "measure/histogram.h"

#include <string.h>

#define WAITING_FIRST ((size_t)16)
#define WAITING_MOST ((size_t)1024)
#define SPARE_PART 4 /* of a list, as much room beside it may be handed on with it */

size_t jrt_histogram_join(struct jrt_value_count *to, const struct jrt_value_count *a,
			  size_t a_count, const struct jrt_value_count *b, size_t b_count)
{
	size_t i = 0, j = 0, out = 0;

	while (i < a_count || j < b_count) {
		if (j == b_count || (i < a_count && a[i].value < b[j].value)) {
			to[out++] = a[i++];
		} else if (i == a_count || b[j].value < a[i].value) {
			to[out++] = b[j++];
		} else {
			to[out] = a[i++];
			to[out++].count += b[j++].count;
		}
	}
	return out;
}

/* Sorted items as counts, in place of the scratch half: a list shorter than the buffer. */
static size_t count_runs(const struct jrt_sort_item *item, size_t count, struct jrt_value_count *to)
{
	size_t out = 0;

	for (size_t i = 0; i < count; i++) {
		if (out > 0 && to[out - 1].value == item[i].key)
			to[out - 1].count += item[i].tag;
		else
			to[out++] = (struct jrt_value_count){.value = item[i].key,
							     .count = item[i].tag};
	}
	return out;
}

/* Joins `fresh` into the list from its far end, so that no third array is needed. */
static void join_in_place(struct jrt_histogram *histogram, const struct jrt_value_count *fresh,
			  size_t fresh_count, size_t joined)
{
	struct jrt_value_count *value = histogram->value;
	size_t i = histogram->count, j = fresh_count, out = joined;

	while (j > 0) {
		if (i > 0 && value[i - 1].value > fresh[j - 1].value) {
			value[--out] = value[--i];
		} else if (i > 0 && value[i - 1].value == fresh[j - 1].value) {
			value[--out] = value[--i];
			value[out].count += fresh[--j].count;
		} else {
			value[--out] = fresh[--j];
		}
	}
	histogram->count = joined;
}

/* Length of the union. */
static size_t joined_count(const struct jrt_histogram *histogram,
			   const struct jrt_value_count *fresh, size_t fresh_count)
{
	size_t i = 0, joined = histogram->count;

	for (size_t j = 0; j < fresh_count; j++) {
		while (i < histogram->count && histogram->value[i].value < fresh[j].value)
			i++;
		if (i == histogram->count || histogram->value[i].value != fresh[j].value)
			joined++;
	}
	return joined;
}

void jrt_histogram_flush(struct jrt_histogram *histogram, struct jb_arena *arena)
{
	struct jrt_sort_item *scratch;
	struct jrt_value_count *fresh;
	size_t fresh_count, joined;

	if (histogram->waiting_count == 0)
		return;
	scratch = histogram->waiting + histogram->waiting_room;
	jrt_sort(histogram->waiting, scratch, histogram->waiting_count);
	fresh = (struct jrt_value_count *)(void *)scratch;
	_Static_assert(sizeof *fresh <= sizeof *scratch, "counts fit where items were");
	fresh_count = count_runs(histogram->waiting, histogram->waiting_count, fresh);
	joined = joined_count(histogram, fresh, fresh_count);
	if (joined > histogram->room) {
		size_t room = histogram->room * 2 > joined ? histogram->room * 2 : joined;

		histogram->value = jb_realloc(arena, histogram->value,
					      histogram->room * sizeof *histogram->value,
					      room * sizeof *histogram->value);
		histogram->room = room;
	}
	join_in_place(histogram, fresh, fresh_count, joined);
	histogram->waiting_count = 0;
}

void jrt_histogram_grow(struct jrt_histogram *histogram, struct jb_arena *arena)
{
	size_t most = histogram->count > WAITING_MOST ? histogram->count : WAITING_MOST;
	size_t room = histogram->waiting_room ? histogram->waiting_room * 2 : WAITING_FIRST;

	if (histogram->waiting_room >= most) {
		jrt_histogram_flush(histogram, arena);
		return;
	}
	histogram->waiting = jb_realloc(arena, histogram->waiting,
					2 * histogram->waiting_room * sizeof *histogram->waiting,
					2 * room * sizeof *histogram->waiting);
	histogram->waiting_room = room;
}

/* All but the buffer. */
static void empty(struct jrt_histogram *histogram)
{
	histogram->value = NULL;
	histogram->count = histogram->room = 0;
}

struct jrt_value_count *jrt_histogram_hand_over(struct jrt_histogram *histogram,
						struct jb_arena *from, struct jb_arena *to)
{
	const size_t size = histogram->count * sizeof *histogram->value;
	const size_t room = histogram->room * sizeof *histogram->value;
	struct jrt_value_count *value;

	if (room - size <= size / SPARE_PART) {
		value = jb_hand_over(from, to, histogram->value, room);
	} else {
		value = memcpy(jb_realloc(to, NULL, 0, size), histogram->value, size);
		jb_give_back(from, histogram->value, room);
	}
	empty(histogram);
	return value;
}

void jrt_histogram_merge(struct jrt_histogram *into, struct jb_arena *arena,
			 struct jrt_histogram *from, struct jb_arena *from_arena)
{
	size_t room;
	struct jrt_value_count *joined;
	size_t count;

	jrt_histogram_flush(into, arena);
	jrt_histogram_flush(from, from_arena);
	if (from->count == 0)
		return;
	if (into->count == 0) {
		into->value = jb_hand_over(from_arena, arena, from->value,
					   from->room * sizeof *from->value);
		into->count = from->count;
		into->room = from->room;
		empty(from);
		return;
	}
	room = into->count + from->count;
	joined = jb_realloc(arena, NULL, 0, room * sizeof *joined);
	count = jrt_histogram_join(joined, into->value, into->count, from->value, from->count);
	jb_give_back(arena, into->value, into->room * sizeof *into->value);
	jb_give_back(from_arena, from->value, from->room * sizeof *from->value);
	empty(from);
	into->value = jb_realloc(arena, joined, room * sizeof *joined, count * sizeof *joined);
	into->count = into->room = count;
}
