/*
 * Sums by moment. Most files bring the rows of one moment together, so a row is added to the last
 * entry where it can be; the list is put in order whenever it has doubled, which keeps it as long
 * as there are moments and not as there are rows.
 */
#include "measure/stock.h"

#include <stdlib.h>

#define FIRST_SETTLING 4096

static int by_time(const void *a, const void *b)
{
	const struct jrt_stock *x = a, *y = b;

	return (x->time > y->time) - (x->time < y->time);
}

void jrt_stocks_settle(struct jrt_stocks *stocks)
{
	size_t kept = 0;

	if (stocks->count)
		qsort(stocks->at, stocks->count, sizeof *stocks->at, by_time);
	for (size_t i = 0; i < stocks->count; i++) {
		if (kept && stocks->at[kept - 1].time == stocks->at[i].time)
			stocks->at[kept - 1].sum += stocks->at[i].sum;
		else
			stocks->at[kept++] = stocks->at[i];
	}
	stocks->count = stocks->settled = kept;
}

void jrt_stocks_add(struct jrt_stocks *stocks, struct jb_arena *arena, int64_t time, jb_i128 value)
{
	if (stocks->count && stocks->at[stocks->count - 1].time == time) {
		stocks->at[stocks->count - 1].sum += value;
		return;
	}
	if (stocks->count >= FIRST_SETTLING && stocks->count >= 2 * stocks->settled)
		jrt_stocks_settle(stocks);
	*jb_push(arena, stocks) = (struct jrt_stock){time, value};
}

void jrt_stocks_merge(struct jb_arena *arena, struct jrt_part_state *into,
		      const struct jrt_part_state *from)
{
	struct jrt_stocks both = {0};

	if (from->stock_count == 0)
		return;
	for (size_t i = 0; i < into->stock_count; i++)
		*jb_push(arena, &both) = into->stock[i];
	for (size_t i = 0; i < from->stock_count; i++)
		*jb_push(arena, &both) = from->stock[i];
	jrt_stocks_settle(&both);
	into->stock = both.at;
	into->stock_count = both.count;
}
