/*
 * Confidence intervals and the one distribution they need. Pure functions on doubles: they know no
 * metric and no plan. All are two-sided at the given confidence (0.95: 2.5 % beyond either end).
 */
#ifndef STATS_INTERVAL_H
#define STATS_INTERVAL_H

#include <stdbool.h>
#include <stdint.h>

struct jrt_interval {
	double low, high; /* an end that the data cannot bound is -INFINITY or INFINITY */
};

/* The standard normal quantile, 0 < p < 1. Acklam's rational approximation (relative error
 * 1.15e-9), then one step of Halley's method on erfc, which leaves an error of a few units in the
 * last place. */
double jrt_interval_normal(double p);

/* Wilson's score interval of `hits` in n > 0 (Wilson 1927, without continuity correction). */
struct jrt_interval jrt_interval_wilson(uint64_t hits, uint64_t n, double confidence);

/* The usual interval of a net score, in points: d ± z sqrt((p + q - d²) / n) with p and q the
 * shares of rows for and against and d = p - q. false where it has no width (all rows alike):
 * that is no evidence. */
bool jrt_interval_net(uint64_t positive, uint64_t negative, uint64_t n, double confidence,
		      struct jrt_interval *out);

/* mean ± z s / sqrt(n), s being the standard deviation with n - 1. */
struct jrt_interval jrt_interval_mean(double mean, double deviation, uint64_t n, double confidence);

/* Ranks (1 to n) of the ordered values that enclose the p quantile: the highest `low` and the
 * lowest `high` that leave at most (1 - confidence) / 2 outside on their side, by the binomial
 * distribution. low 0 or high n + 1: there is no such value. */
struct jrt_ranks {
	uint64_t low, high;
};
struct jrt_ranks jrt_interval_ranks(double p, uint64_t n, double confidence);

/* P(X <= k) for X binomial with n trials of probability p. */
double jrt_interval_binomial(uint64_t k, uint64_t n, double p);

#endif
