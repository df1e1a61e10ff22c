/*
 * The probability of one count, binomial and Poisson, without the loss that differences of large
 * logarithms bring: also of millions of rows the result is good to about 14 digits. Counts may be
 * broken numbers, as the incomplete beta and gamma functions need them.
 *
 * Source: C. Loader, "Fast and Accurate Computation of Binomial Probabilities" (2000): the
 * deviance, and the error of Stirling's formula.
 */
#ifndef STATS_DENSITY_H
#define STATS_DENSITY_H

/* n! / (x! (n-x)!) p^x q^(n-x) for 0 <= x <= n; q is 1 - p, given apart so that neither loses
 * digits. */
double jrt_density_binomial(double x, double n, double p, double q);

/* mean^x e^-mean / x! for x >= 0, mean > 0. */
double jrt_density_poisson(double x, double mean);

#endif
