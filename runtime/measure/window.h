/*
 * Look-ahead windows: `again by KEYS among CONDITION within LENGTH` is true of a row that
 * another row with the same keys follows in time, over the whole source and before any slice
 * (S4). The window's end is in; of rows at one instant the later in the source follows the
 * earlier (S5). A row of which a key is unknown is unknown (S8). A row is due when its window
 * lies within what the source covers (S6); where only the rows tell what that is, the last row
 * that could itself be a repeat is its end.
 */
#ifndef MEASURE_WINDOW_H
#define MEASURE_WINDOW_H

#include "measure/cover.h"
#include "measure/sort.h"
#include "measure/store.h"

/* Where a window finds what it needs among the store's lanes. */
struct jrt_window_lanes {
	const size_t *key; /* as many as the window has */
	size_t among;	   /* SIZE_MAX: any row */
	size_t time;	   /* instants */
};

#define JRT_WINDOW_AGAIN 1
#define JRT_WINDOW_KNOWN 2
#define JRT_WINDOW_DUE 4

/* The end of the window that begins at `time`, half open: just after the last instant in it. */
int64_t jrt_window_end(const struct jrt_window *window, struct jrt_moments *zone, int64_t time);

/* The ends of many. */
void jrt_window_ends(const struct jrt_window *window, struct jrt_moments *zone, const int64_t *time,
		     int64_t *end, uint32_t count);

/* Live rows whose keys are known, by keys, then time, then place in the source. Windows over the
 * same keys share one. */
struct jrt_window_order {
	struct jrt_sort_item *item; /* tag: the row's number in the store */
	size_t count;
};

struct jrt_window_order jrt_window_sort(const struct jrt_store *store,
					const struct jrt_window *window,
					const struct jrt_window_lanes *lanes,
					struct jb_arena *arena);

/* Flags of every row of the store; those of rows that are not live mean nothing. Result from
 * `arena`. `zone` is the window's, for calendar days. */
uint8_t *jrt_window_run(const struct jrt_store *store, const struct jrt_window *window,
			const struct jrt_window_lanes *lanes, const struct jrt_window_order *order,
			const struct jrt_zone *zone, const struct jrt_cover *cover,
			struct jb_arena *arena);

/* Whether the window that begins at `time` lies within what is covered (S6). */
bool jrt_window_is_over(const struct jrt_window *window, const struct jrt_zone *zone,
			const struct jrt_cover *cover, int64_t time);

#endif
