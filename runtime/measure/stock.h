/*
 * What is there at a moment: the sum of a value over the rows of one time (heads by team, open
 * cases by queue), for every time that rows have. It adds up over files and months, and from it
 * come opening, closing and mean values; see JRT_PART_STOCK.
 */
#ifndef MEASURE_STOCK_H
#define MEASURE_STOCK_H

#include "base/vec.h"
#include "journey/state.h"

/* Rows in any order; all zero is empty. */
struct jrt_stocks {
	struct jrt_stock *at;
	size_t count, room;
	size_t settled; /* the first so many are ascending, each time once */
};

void jrt_stocks_add(struct jrt_stocks *stocks, struct jb_arena *arena, int64_t time, jb_i128 value);
/* Ascending by time, each once. */
void jrt_stocks_settle(struct jrt_stocks *stocks);
/* Two ascending lists into one. */
void jrt_stocks_merge(struct jb_arena *arena, struct jrt_part_state *into,
		      const struct jrt_part_state *from);

#endif
