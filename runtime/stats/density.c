/*
 * Binomial and Poisson probabilities by Loader's method: the saddle point, the deviance and what
 * Stirling's formula leaves out. No logarithm of a large factorial is ever subtracted from another.
 */
#include <math.h>

#include "stats/density.h"

/* Above that, five terms of the series leave less than a double can hold. */
#define SERIES_FROM 15

/* ln n! less Stirling's formula for it. */
static double stirling_error(double n)
{
	static const double term[] = {1.0 / 12, 1.0 / 360, 1.0 / 1260, 1.0 / 1680, 1.0 / 1188};
	double square = n * n, sum = 0;
	int sign;

	if (n <= SERIES_FROM)
		return lgamma_r(n + 1, &sign) - (n + 0.5) * log(n) + n - 0.5 * log(2 * M_PI);
	for (int i = 4; i > 0; i--)
		sum = (term[i] - sum) / square;
	return (term[0] - sum) / n;
}

/* x ln(x/mean) + mean - x, also where x is near the mean. */
static double deviance(double x, double mean)
{
	double difference = x - mean, v, power, sum;

	if (fabs(difference) >= 0.1 * (x + mean))
		return x * log(x / mean) + mean - x;
	v = difference / (x + mean);
	sum = difference * v;
	power = 2 * x * v;
	for (int j = 1; j < 1000; j++) {
		double before = sum;

		power *= v * v;
		sum += power / (2 * j + 1);
		if (sum == before)
			break;
	}
	return sum;
}

double jrt_density_binomial(double x, double n, double p, double q)
{
	if (p <= 0)
		return x == 0;
	if (q <= 0)
		return x == n;
	if (x == 0)
		return exp(p < 0.1 ? n * log1p(-p) : n * log(q));
	if (x == n)
		return exp(q < 0.1 ? n * log1p(-q) : n * log(p));
	double exponent = stirling_error(n) - stirling_error(x) - stirling_error(n - x) -
			  deviance(x, n * p) - deviance(n - x, n * q);
	return exp(exponent) * sqrt(n / (2 * M_PI * x * (n - x)));
}

double jrt_density_poisson(double x, double mean)
{
	if (x == 0)
		return exp(-mean);
	return exp(-stirling_error(x) - deviance(x, mean)) / sqrt(2 * M_PI * x);
}
