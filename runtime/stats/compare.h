/*
 * Confidence intervals of the difference between two samples: the figure of the first less that of
 * the second. Two-sided at the given confidence. Pure functions; the samples are independent, which
 * they are when no row is in both.
 *
 * Sources: R. G. Newcombe, Statist. Med. 17 (1998) 873, method 10; B. L. Welch, Biometrika 34
 * (1947) 28, for the degrees of freedom of two means of unequal spread.
 */
#ifndef STATS_COMPARE_H
#define STATS_COMPARE_H

#include "stats/interval.h"

/* Rows of two samples: those for (and for net scores against), of n > 0. */
struct jrt_sample {
	uint64_t positive, negative, n;
};

/* Of shares, from Wilson's intervals of both (method 10). Never beyond -1 and 1. */
struct jrt_interval jrt_compare_shares(struct jrt_sample one, struct jrt_sample other,
				       double confidence);

/* Of net scores, in points: z times the root of both variances over n. false where it has no width,
 * because the rows of both are all alike. */
bool jrt_compare_nets(struct jrt_sample one, struct jrt_sample other, double confidence,
		      struct jrt_interval *out);

struct jrt_sample_mean {
	double mean, deviation; /* with n - 1 */
	uint64_t n;		/* at least 2 */
};

/* Of means: Welch's t. false where neither sample has any spread. */
bool jrt_compare_means(struct jrt_sample_mean one, struct jrt_sample_mean other, double confidence,
		       struct jrt_interval *out);

#endif
