/*
 * Confidence intervals: Wilson for shares, the usual one for net scores and means, order
 * statistics for percentiles. Irrational by nature, hence in double; everything that decides
 * without a confidence is exact and lives elsewhere.
 */
#include <assert.h>
#include <math.h>

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

static double two_sided(double confidence)
{
	return jrt_interval_normal(0.5 + confidence / 2);
}

struct jrt_interval jrt_interval_wilson(uint64_t hits, uint64_t n, double confidence)
{
	assert(n > 0 && hits <= n);
	double z = two_sided(confidence), count = (double)n;
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

bool jrt_interval_net(uint64_t positive, uint64_t negative, uint64_t n, double confidence,
		      struct jrt_interval *out)
{
	assert(n > 0 && positive <= n && negative <= n - positive);
	double count = (double)n;
	double p = (double)positive / count, q = (double)negative / count;
	double d = p - q;
	double half = two_sided(confidence) * sqrt((p + q - d * d) / count);

	*out = (struct jrt_interval){100 * (d - half), 100 * (d + half)};
	return positive != n && negative != n && (positive != 0 || negative != 0);
}

struct jrt_interval jrt_interval_mean(double mean, double deviation, uint64_t n, double confidence)
{
	assert(n > 0);
	double half = two_sided(confidence) * deviation / sqrt((double)n);
	return (struct jrt_interval){mean - half, mean + half};
}

/* The continued fraction of the incomplete beta function, by Lentz's method (DLMF 8.17.22). */
static double beta_fraction(double a, double b, double x)
{
	const double tiny = 1e-300;
	double c = 1, d = 1 - (a + b) * x / (a + 1);
	d = 1 / (fabs(d) < tiny ? tiny : d);
	double value = d;

	for (int m = 1; m <= 100000; m++) {
		double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
		double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
		double before = value;

		d = 1 + even * d;
		c = 1 + even / c;
		d = 1 / (fabs(d) < tiny ? tiny : d);
		c = fabs(c) < tiny ? tiny : c;
		value *= c * d;
		d = 1 + odd * d;
		c = 1 + odd / c;
		d = 1 / (fabs(d) < tiny ? tiny : d);
		c = fabs(c) < tiny ? tiny : c;
		value *= c * d;
		if (fabs(value - before) <= 1e-15 * fabs(value))
			break;
	}
	return value;
}

static double log_gamma(double x)
{
	int sign; /* lgamma would keep it in a global */
	return lgamma_r(x, &sign);
}

/* The regularised incomplete beta function I_x(a, b), 0 < x < 1. */
static double beta(double a, double b, double x)
{
	double front =
		exp(log_gamma(a + b) - log_gamma(a) - log_gamma(b) + a * log(x) + b * log1p(-x));
	if (x < (a + 1) / (a + b + 2))
		return front * beta_fraction(a, b, x) / a;
	return 1 - front * beta_fraction(b, a, 1 - x) / b;
}

double jrt_interval_binomial(uint64_t k, uint64_t n, double p)
{
	if (k >= n || p <= 0)
		return 1;
	if (p >= 1)
		return 0;
	return beta((double)(n - k), (double)k + 1, 1 - p);
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
