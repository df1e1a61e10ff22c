/*
 * The incomplete gamma function: the series on the left of its middle, the continued fraction on
 * the right of it.
 */
#include <assert.h>
#include <math.h>

#include "stats/density.h"
#include "stats/gamma.h"
#include "stats/root.h"

#define STEPS_MAX 1000000

/* P(a, x) = x^a e^-x / a! (1 + x/(a+1) + x²/((a+1)(a+2)) + …) */
static double series(double a, double x)
{
	double term = 1, sum = 1;

	for (double k = 1; k <= STEPS_MAX; k++) {
		term *= x / (a + k);
		sum += term;
		if (term <= 1e-17 * sum)
			break;
	}
	return jrt_density_poisson(a, x) * sum;
}

/* Q(a, x) by Lentz's method. */
static double fraction(double a, double x)
{
	double b = x + 1 - a, c = 1e300, d = 1 / b, value = d;

	for (double k = 1; k <= STEPS_MAX; k++) {
		double step = -k * (k - a), change;

		b += 2;
		d = 1 / (step * d + b);
		c = b + step / c;
		change = c * d;
		value *= change;
		if (fabs(change - 1) <= 1e-16)
			break;
	}
	return jrt_density_poisson(a, x) * a * value;
}

double jrt_gamma(double a, double x)
{
	assert(a > 0);
	if (x <= 0)
		return 0;
	return x < a + 1 ? series(a, x) : 1 - fraction(a, x);
}

static struct jrt_root_value at(const void *user, double x)
{
	const double *a = user;

	return (struct jrt_root_value){
		.value = jrt_gamma(*a, x),
		.slope = jrt_density_poisson(*a, x) * (*a / x),
	};
}

double jrt_gamma_quantile(double p, double a)
{
	double high = a + 1;

	assert(p > 0 && p < 1);
	while (jrt_gamma(a, high) < p)
		high *= 2;
	return jrt_root_rising(at, &a, p, 0, a < high ? a : high / 2, high);
}
