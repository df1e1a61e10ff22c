/*
 * The limits of control charts (process behaviour charts): what a series of figures does by
 * routine. Pure functions on doubles. All limits are three sigma from the centre; they differ in
 * where sigma comes from.
 *
 *	XmR	single values	mean ± 2.66 mean moving range; no distribution is assumed
 *	p	x of n		p ± 3 sqrt(p (1 - p) / n): binomial, of each period's own n
 *	u	x over n	u ± 3 sqrt(u / n): Poisson, of each period's own exposure
 *	c	x		c ± 3 sqrt(c): Poisson, of equal exposure
 *
 * Sources: W. A. Shewhart, "Economic Control of Quality of Manufactured Product" (1931); D. J.
 * Wheeler, "Understanding Variation" (1993); D. C. Montgomery, "Introduction to Statistical Quality
 * Control", chapters 6 and 7.
 */
#ifndef STATS_CHART_H
#define STATS_CHART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What the mean moving range is multiplied with: 3 / d2, where d2 is the expected range of two
 * values of a normal distribution with deviation 1. The project draws with Wheeler's, which every
 * published table of the method has; the others are what other programs print. */
#define JRT_CHART_WHEELER 2.66		      /* 3 / 1.128, rounded */
#define JRT_CHART_D2_ROUNDED (3 / 1.128)      /* as qcc */
#define JRT_CHART_D2 (3 / 1.1283791670955126) /* d2 = 2 / sqrt(pi) */
/* The upper limit of moving ranges in mean moving ranges (D4 of two values); a range beyond it is
 * no routine. */
#define JRT_CHART_RANGE_LIMIT 3.267

struct jrt_chart_limits {
	double low, high;
};

struct jrt_xmr {
	double mean, low, high;
	double range;	    /* mean moving range; screened: of those that were kept */
	double range_limit; /* JRT_CHART_RANGE_LIMIT times the mean of all of them */
	size_t beyond;	    /* moving ranges above it */
};

/* `scale` is one of the constants above. `screen`: moving ranges beyond their limit are left out
 * once, as NHS England's charts do, so that one jump does not hide others behind wide limits. false
 * of fewer than two values. */
bool jrt_chart_xmr(const double *value, size_t count, double scale, bool screen,
		   struct jrt_xmr *out);

/* Single values with sigma from the standard deviation, s / c4(count), as textbooks have it beside
 * XmR. Drift and jumps widen it, so that it hides what it should show. */
bool jrt_chart_deviation(const double *value, size_t count, struct jrt_xmr *out);

/* One period of a chart of counts: x of n rows, or x in an exposure of n. */
struct jrt_chart_count {
	double x, n;
};

/* The centre: all x over all n. NAN where there is no n. */
double jrt_chart_centre(const struct jrt_chart_count *of, size_t count);
/* The deviation of a share of so many rows: sqrt(p (1 - p) / n). */
double jrt_chart_p_sigma(double centre, double n);
/* Limits of a period of so many rows; within 0 and 1. */
struct jrt_chart_limits jrt_chart_p(double centre, double n);
/* Limits of a period of such an exposure; not below 0. */
struct jrt_chart_limits jrt_chart_u(double centre, double n);
/* Limits of counts with the mean `centre`; not below 0. */
struct jrt_chart_limits jrt_chart_c(double centre);

/* How much more shares move from period to period than counting alone would move them: the mean
 * moving range of their distances from the centre, in units of their own sigma, over 1.128. 1: as
 * chance does; much above 1 a p chart raises false alarms. Source: D. B. Laney, "Improved Control
 * Charts for Attributes", Quality Engineering 14 (2002) 531. NAN of fewer than two periods, and
 * where the centre is 0 or 1. */
double jrt_chart_dispersion(const struct jrt_chart_count *of, size_t count);

#endif
