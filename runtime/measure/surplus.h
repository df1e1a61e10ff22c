/*
 * Rows above an agreed volume: when all rows of a source are known, the latest of each period
 * beyond its forecast are marked, and meters that name the surplus leave them out (struct
 * jrt_surplus). Rows of one time are taken in the order of the files.
 */
#ifndef MEASURE_SURPLUS_H
#define MEASURE_SURPLUS_H

#include "measure/sort.h"
#include "measure/store.h"

/* The rows that one rule counts, and its result. */
struct jrt_surplus_rows {
	JB_VEC(struct jrt_sort_item) row; /* by time; tag: number in the store */
	uint8_t *flag;			  /* by row of the store: 1 is too many */
};

struct jrt_feed;
struct jrt_view;
struct jrt_measuring;

/* How many rows of the period are within what was agreed: whole rows, so 110 % of 15 are 16. False
 * where nothing was forecast. */
bool jrt_surplus_agreed(const struct jrt_measuring *m, const struct jrt_surplus *rule,
			int64_t period, uint64_t *rows);
void jrt_surplus_tell_unforecast(struct jrt_feed *feed, const struct jrt_surplus *rule,
				 int64_t period);

void jrt_surplus_init(struct jrt_feed *feed);
/* The rows at hand, vetted: those that count. */
void jrt_surplus_add(struct jrt_feed *feed, const struct jrt_view *view);
/* After the last row: finds what is too many. Periods without a forecast are told once. */
void jrt_surplus_find(struct jrt_feed *feed);
/* Of the rows at hand, for the meters. */
void jrt_surplus_show(struct jrt_feed *feed, const struct jrt_view *view);

#endif
