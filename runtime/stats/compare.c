/*
 * Two samples. Shares take the ends of their own intervals (Newcombe), so that a difference near
 * 0 % or 100 % keeps a sensible interval; net scores and means add up variances.
 */
#include <assert.h>
#include <math.h>

#include "stats/beta.h"
#include "stats/compare.h"

struct jrt_interval jrt_compare_shares(struct jrt_sample one, struct jrt_sample other,
				       double confidence)
{
	assert(one.n > 0 && other.n > 0);
	double a = (double)one.positive / (double)one.n;
	double b = (double)other.positive / (double)other.n;
	struct jrt_interval of_a = jrt_interval_wilson(one.positive, one.n, confidence);
	struct jrt_interval of_b = jrt_interval_wilson(other.positive, other.n, confidence);

	return (struct jrt_interval){
		.low = a - b - hypot(a - of_a.low, of_b.high - b),
		.high = a - b + hypot(of_a.high - a, b - of_b.low),
	};
}

bool jrt_compare_nets(struct jrt_sample one, struct jrt_sample other, double confidence,
		      struct jrt_interval *out)
{
	double a = jrt_interval_net_deviation(one.positive, one.negative, one.n);
	double b = jrt_interval_net_deviation(other.positive, other.negative, other.n);
	double difference =
		100 * (((double)one.positive - (double)one.negative) / (double)one.n -
		       ((double)other.positive - (double)other.negative) / (double)other.n);
	double half = jrt_interval_z(confidence) *
		      hypot(a / sqrt((double)one.n), b / sqrt((double)other.n));

	*out = (struct jrt_interval){difference - half, difference + half};
	return half > 0;
}

bool jrt_compare_means(struct jrt_sample_mean one, struct jrt_sample_mean other, double confidence,
		       struct jrt_interval *out)
{
	assert(one.n > 1 && other.n > 1);
	double a = one.deviation * one.deviation / (double)one.n;
	double b = other.deviation * other.deviation / (double)other.n;
	double difference = one.mean - other.mean, half = 0;

	if (a + b > 0) {
		double freedom = (a + b) * (a + b) /
				 (a * a / (double)(one.n - 1) + b * b / (double)(other.n - 1));
		half = jrt_beta_student(confidence, freedom) * sqrt(a + b);
	}
	*out = (struct jrt_interval){difference - half, difference + half};
	return half > 0;
}
