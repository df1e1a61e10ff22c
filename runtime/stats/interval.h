/*
 * Confidence intervals of one sample. Pure functions on counts and doubles: they know no metric and
 * no plan. All are two-sided at the given confidence (0.95: 2.5 % beyond either end), and all take
 * the rows for independent draws.
 *
 * Sources: E. B. Wilson, J. Am. Stat. Assoc. 22 (1927) 209; C. J. Clopper and E. S. Pearson,
 * Biometrika 26 (1934) 404; R. G. Newcombe, Statist. Med. 17 (1998) 857, methods 3, 4 and 5; F.
 * Garwood, Biometrika 28 (1936) 437; W. J. Conover, "Practical Nonparametric Statistics", section
 * 3.2 (order statistics). Accuracy: 10 digits, held by tests against published tables.
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
/* The z of a two-sided confidence: 1.96 of 0.95. */
double jrt_interval_z(double confidence);

/* ---- shares: `hits` in n > 0 ---- */

/* Wilson's score interval, without correction. Its coverage is near the confidence on average. */
struct jrt_interval jrt_interval_wilson(uint64_t hits, uint64_t n, double confidence);
/* The same with correction for continuity (Newcombe's method 4): wider. */
struct jrt_interval jrt_interval_wilson_corrected(uint64_t hits, uint64_t n, double confidence);
/* Clopper and Pearson's, exact: its coverage is never below the confidence, mostly above it. */
struct jrt_interval jrt_interval_exact(uint64_t hits, uint64_t n, double confidence);

/* ---- net scores, in points ---- */

/* The deviation of one answer, 100 sqrt(p + q - d²), with p and q the shares of rows for and
 * against and d = p - q. Divided by sqrt(n), or by sqrt(n - 1) where the score of the sample stands
 * for a larger whole, it is the standard error. Conditions may hold of one row both: then the true
 * deviation, of which `positive` and `negative` do not tell, is smaller. */
double jrt_interval_net_deviation(uint64_t positive, uint64_t negative, uint64_t n);
/* The score ± z times its standard error over n. false where it has no width (all rows alike): that
 * is no evidence. */
bool jrt_interval_net(uint64_t positive, uint64_t negative, uint64_t n, double confidence,
		      struct jrt_interval *out);

/* ---- means and counts ---- */

/* mean ± t s / sqrt(n): Student's t with n - 1 degrees of freedom, s being the standard deviation
 * with n - 1; n at least 2. */
struct jrt_interval jrt_interval_mean(double mean, double deviation, uint64_t n, double confidence);

/* The mean of which `count` events are a likely sum, events being independent (Poisson): Garwood's
 * exact interval. */
struct jrt_interval jrt_interval_count(uint64_t count, double confidence);

/* ---- percentiles ---- */

/* Ranks (1 to n) of the ordered values that enclose the p quantile: the highest `low` and the
 * lowest `high` that leave at most (1 - confidence) / 2 outside on their side, by the binomial
 * distribution, whatever the values are distributed like. low 0 or high n + 1: there is no such
 * value. */
struct jrt_ranks {
	uint64_t low, high;
};
struct jrt_ranks jrt_interval_ranks(double p, uint64_t n, double confidence);
/* The probability that such ranks enclose the p quantile: at least the confidence they were asked
 * for. Equal values only raise it. */
double jrt_interval_coverage(struct jrt_ranks ranks, double p, uint64_t n);

/* P(X <= k) for X binomial with n trials of probability p. */
double jrt_interval_binomial(uint64_t k, uint64_t n, double p);

#endif
