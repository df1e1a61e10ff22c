/*
 * Where a rising function reaches a value: Newton's method between two bounds, halving where a step
 * would leave them. Ends when the bounds meet or a step changes nothing.
 */
#ifndef STATS_ROOT_H
#define STATS_ROOT_H

struct jrt_root_value {
	double value, slope;
};

typedef struct jrt_root_value jrt_root_function(const void *user, double x);

/* The function is at most `wanted` at `low` and at least that at `high`; `guess` lies between. */
double jrt_root_rising(jrt_root_function *function, const void *user, double wanted, double low,
		       double guess, double high);

#endif
