/*
 * Confidence intervals of one sample. Irrational by nature, hence in double; everything that
 * decides without a confidence is exact and lives elsewhere.
 */
#include <assert.h>
#include <math.h>

#include "stats/beta.h"
#include "stats/gamma.h"
#include "stats/interval.h"

/* A polynomial by Horner's rule, highest power first. */
static double polynomial(const double *coefficient, int count, double x)
{
	double sum = 0;
	for (int i = 0; i < count; i++)
		sum = sum * x + coefficient[i];
	return sum;
}

/* P. J. Acklam, "An algorithm for computing the inverse normal cumulative distribution function".
 */
static double acklam(double p)
{
	static const double a[] = {-3.969683028665376e+01, 2.209460984245205e+02,
				   -2.759285104469687e+02, 1.383577518672690e+02,
				   -3.066479806614716e+01, 2.506628277459239e+00};
	static const double b[] = {-5.447609879822406e+01, 1.615858368580409e+02,
				   -1.556989798598866e+02, 6.680131188771972e+01,
				   -1.328068155288572e+01, 1};
	static const double c[] = {-7.784894002430293e-03, -3.223964580411365e-01,
				   -2.400758277161838e+00, -2.549732539343734e+00,
				   4.374664141464968e+00,  2.938163982698783e+00};
	static const double d[] = {7.784695709041462e-03, 3.224671290700398e-01,
				   2.445134137142996e+00, 3.754408661907416e+00, 1};
	const double tail = 0.02425;

	if (p > 1 - tail)
		return -acklam(1 - p);
	if (p < tail) {
		double q = sqrt(-2 * log(p));
		return polynomial(c, 6, q) / polynomial(d, 5, q);
	}
	double q = p - 0.5;
	return q * polynomial(a, 6, q * q) / polynomial(b, 6, q * q);
}

double jrt_interval_normal(double p)
{
	assert(p > 0 && p < 1);
	double x = acklam(p);
	double error = 0.5 * erfc(-x / M_SQRT2) - p;
	double step = error * sqrt(2 * M_PI) * exp(x * x / 2);
	return x - step / (1 + x * step / 2);
}

double jrt_interval_z(double confidence)
{
	return jrt_interval_normal(0.5 + confidence / 2);
}

struct jrt_interval jrt_interval_wilson(uint64_t hits, uint64_t n, double confidence)
{
	assert(n > 0 && hits <= n);
	double z = jrt_interval_z(confidence), count = (double)n;
	double p = (double)hits / count;
	double centre = p + z * z / (2 * count);
	double half = z * sqrt(p * (1 - p) / count + z * z / (4 * count * count));
	double scale = 1 + z * z / count;

	/* At the very ends the formula is 0 or 1, but for the last bit. */
	return (struct jrt_interval){
		.low = hits == 0 ? 0 : (centre - half) / scale,
		.high = hits == n ? 1 : (centre + half) / scale,
	};
}

/* Newcombe (1998), method 4. */
struct jrt_interval jrt_interval_wilson_corrected(uint64_t hits, uint64_t n, double confidence)
{
	assert(n > 0 && hits <= n);
	double z = jrt_interval_z(confidence), count = (double)n, square = z * z;
	double p = (double)hits / count, q = 1 - p;
	double low = sqrt(square - 2 - 1 / count + 4 * p * (count * q + 1));
	double high = sqrt(square + 2 - 1 / count + 4 * p * (count * q - 1));
	double middle = 2 * count * p + square, scale = 2 * (count + square);

	return (struct jrt_interval){
		.low = hits == 0 ? 0 : fmax(0, (middle - 1 - z * low) / scale),
		.high = hits == n ? 1 : fmin(1, (middle + 1 + z * high) / scale),
	};
}

/* The upper end is taken from the other side, so that neither tail is a difference from 1. */
struct jrt_interval jrt_interval_exact(uint64_t hits, uint64_t n, double confidence)
{
	assert(n > 0 && hits <= n);
	double tail = (1 - confidence) / 2, hit = (double)hits, miss = (double)(n - hits);

	return (struct jrt_interval){
		.low = hits == 0 ? 0 : jrt_beta_quantile(tail, hit, miss + 1),
		.high = hits == n ? 1 : 1 - jrt_beta_quantile(tail, miss, hit + 1),
	};
}

double jrt_interval_net_deviation(uint64_t positive, uint64_t negative, uint64_t n)
{
	assert(n > 0 && positive <= n && negative <= n);
	double p = (double)positive / (double)n, q = (double)negative / (double)n;

	return 100 * sqrt(fmax(0, fmin(1, p + q) - (p - q) * (p - q)));
}

bool jrt_interval_net(uint64_t positive, uint64_t negative, uint64_t n, double confidence,
		      struct jrt_interval *out)
{
	double error = jrt_interval_net_deviation(positive, negative, n) / sqrt((double)n);
	double score = 100 * ((double)positive - (double)negative) / (double)n;
	double half = jrt_interval_z(confidence) * error;

	*out = (struct jrt_interval){score - half, score + half};
	return positive != n && negative != n && (positive != 0 || negative != 0);
}

struct jrt_interval jrt_interval_mean(double mean, double deviation, uint64_t n, double confidence)
{
	assert(n > 1);
	double half = jrt_beta_student(confidence, (double)(n - 1)) * deviation / sqrt((double)n);

	return (struct jrt_interval){mean - half, mean + half};
}

struct jrt_interval jrt_interval_count(uint64_t count, double confidence)
{
	double tail = (1 - confidence) / 2;

	return (struct jrt_interval){
		.low = count == 0 ? 0 : jrt_gamma_quantile(tail, (double)count),
		.high = jrt_gamma_quantile(1 - tail, (double)count + 1),
	};
}

double jrt_interval_binomial(uint64_t k, uint64_t n, double p)
{
	if (k >= n || p <= 0)
		return 1;
	if (p >= 1)
		return 0;
	return jrt_beta((double)(n - k), (double)k + 1, 1 - p);
}

/* How many k, counted from 0, have P(X <= k) <= limit. */
static uint64_t counts_within(double limit, uint64_t n, double p)
{
	uint64_t low = 0, high = n;

	while (low < high) {
		uint64_t middle = low + (high - low) / 2;
		if (jrt_interval_binomial(middle, n, p) <= limit)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Value r lies below the quantile when at least r of n rows do. So the interval from value l to
 * value u misses on the left with P(X < l) and on the right with P(X >= u). */
struct jrt_ranks jrt_interval_ranks(double p, uint64_t n, double confidence)
{
	double tail = (1 - confidence) / 2;
	struct jrt_ranks ranks = {.low = counts_within(tail, n, p)};

	ranks.high = n + 1 - counts_within(tail, n, 1 - p);
	return ranks;
}

double jrt_interval_coverage(struct jrt_ranks ranks, double p, uint64_t n)
{
	double above = ranks.low == 0 ? 0 : jrt_interval_binomial(ranks.low - 1, n, p);
	double below = ranks.high > n ? 1 : jrt_interval_binomial(ranks.high - 1, n, p);

	return below - above;
}
