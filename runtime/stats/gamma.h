/*
 * The incomplete gamma function, which is at the bottom of Poisson's tails, and its quantile. Pure
 * functions on doubles.
 *
 * Source: NIST Digital Library of Mathematical Functions, 8.2, 8.7.1 (series), 8.9.2 (continued
 * fraction). Accuracy as in beta.h.
 */
#ifndef STATS_GAMMA_H
#define STATS_GAMMA_H

/* P(a, x), a above 0, x at least 0. */
double jrt_gamma(double a, double x);

/* The x with P(a, x) = p, 0 < p < 1. */
double jrt_gamma_quantile(double p, double a);

#endif
