/*
 * How often each value occurs, where values are whole units in a small range: seconds waited,
 * ratings, symbols. One counter a value, found without searching. What does not fit (another unit,
 * too large, negative) is left to the sorted histogram beside it, so that both together are always
 * exact.
 */
#ifndef MEASURE_DENSE_H
#define MEASURE_DENSE_H

#include "measure/histogram.h"

/* Counters of one unit: the quotient of a multiple comes from a product, and what is no multiple
 * gives a quotient beyond any range (Granlund and Montgomery, "Division by invariant integers using
 * multiplication", 1994, section 9). */
struct jrt_unit {
	uint64_t inverse; /* of its odd part, modulo 2^64 */
	unsigned twos;	  /* factors of 2 */
	int64_t size;	  /* 0: not chosen yet */
};

struct jrt_dense {
	uint32_t *count; /* by quotient */
	size_t room;
};

struct jrt_unit jrt_unit_of(int64_t size);
/* The largest power of ten up to a million that divides all of the values. */
int64_t jrt_unit_for(const int64_t *value, const uint64_t *bits, uint32_t rows);

static inline uint64_t jrt_quotient(const struct jrt_unit *unit, int64_t value)
{
	uint64_t product = (uint64_t)value * unit->inverse;

	/* rotated, so that the factors of 2 must be there as well */
	return product >> unit->twos | product << (-unit->twos & 63);
}

/* Makes room for a quotient where the rows seen so far are worth it; false: left to the other. */
bool jrt_dense_reach(struct jrt_dense *dense, struct jb_arena *arena, uint64_t quotient,
		     uint64_t rows);
/* Adds the counters to a histogram, which must have nothing waiting. */
void jrt_dense_pour(const struct jrt_dense *dense, const struct jrt_unit *unit,
		    struct jrt_histogram *into, struct jb_arena *arena);
/* Adds the counters of another of the same unit; false, and nothing is added, when one would go
 * round. */
bool jrt_dense_merge(struct jrt_dense *into, const struct jrt_dense *from, struct jb_arena *arena);

static inline void jrt_dense_add(struct jrt_dense *dense, const struct jrt_unit *unit,
				 struct jrt_histogram *other, struct jb_arena *arena, int64_t value,
				 uint64_t rows)
{
	uint64_t quotient = jrt_quotient(unit, value);

	if (quotient >= dense->room && !jrt_dense_reach(dense, arena, quotient, rows)) {
		jrt_histogram_add(other, arena, value);
		return;
	}
	if (++dense->count[quotient] == 0) /* a counter has gone round */
		jrt_histogram_add_times(other, arena, value, UINT64_C(1) << 32);
}

#endif
