/*
 * Limits of control charts. Means are taken over differences to the first value, so that a large
 * common part costs no digits.
 */
#include <math.h>

#include "stats/chart.h"

static double mean_of(const double *value, size_t count)
{
	double sum = 0;

	for (size_t i = 1; i < count; i++)
		sum += value[i] - value[0];
	return value[0] + sum / (double)count;
}

/* The mean of the moving ranges up to `most`; *beyond tells how many are above it. */
static double mean_range(const double *value, size_t count, double most, size_t *beyond)
{
	double sum = 0;
	size_t kept = 0;

	for (size_t i = 1; i < count; i++) {
		double range = fabs(value[i] - value[i - 1]);

		sum += range <= most ? range : 0;
		kept += range <= most;
	}
	*beyond = count - 1 - kept;
	return kept == 0 ? 0 : sum / (double)kept;
}

bool jrt_chart_xmr(const double *value, size_t count, double scale, bool screen,
		   struct jrt_xmr *out)
{
	double kept;

	if (count < 2)
		return false;
	*out = (struct jrt_xmr){.mean = mean_of(value, count)};
	out->range = mean_range(value, count, INFINITY, &out->beyond);
	out->range_limit = JRT_CHART_RANGE_LIMIT * out->range;
	kept = mean_range(value, count, out->range_limit, &out->beyond);
	if (screen)
		out->range = kept;
	out->low = out->mean - scale * out->range;
	out->high = out->mean + scale * out->range;
	return true;
}

/* The expected standard deviation of n normal values with deviation 1. */
static double c4(double n)
{
	int sign;

	return sqrt(2 / (n - 1)) * exp(lgamma_r(n / 2, &sign) - lgamma_r((n - 1) / 2, &sign));
}

bool jrt_chart_deviation(const double *value, size_t count, struct jrt_xmr *out)
{
	double squares = 0, sigma;

	if (count < 2)
		return false;
	*out = (struct jrt_xmr){.mean = mean_of(value, count)};
	for (size_t i = 0; i < count; i++)
		squares += (value[i] - out->mean) * (value[i] - out->mean);
	sigma = sqrt(squares / (double)(count - 1)) / c4((double)count);
	out->low = out->mean - 3 * sigma;
	out->high = out->mean + 3 * sigma;
	return true;
}

double jrt_chart_centre(const struct jrt_chart_count *of, size_t count)
{
	double x = 0, n = 0;

	for (size_t i = 0; i < count; i++) {
		x += of[i].x;
		n += of[i].n;
	}
	return n > 0 ? x / n : (double)NAN;
}

double jrt_chart_p_sigma(double centre, double n)
{
	return sqrt(centre * (1 - centre) / n);
}

struct jrt_chart_limits jrt_chart_p(double centre, double n)
{
	double half = 3 * jrt_chart_p_sigma(centre, n);

	return (struct jrt_chart_limits){fmax(0, centre - half), fmin(1, centre + half)};
}

struct jrt_chart_limits jrt_chart_u(double centre, double n)
{
	double half = 3 * sqrt(centre / n);

	return (struct jrt_chart_limits){fmax(0, centre - half), centre + half};
}

struct jrt_chart_limits jrt_chart_c(double centre)
{
	return jrt_chart_u(centre, 1);
}

double jrt_chart_dispersion(const struct jrt_chart_count *of, size_t count)
{
	const double d2 = 3 / JRT_CHART_D2_ROUNDED;
	double centre = jrt_chart_centre(of, count), sum = 0, before = 0;

	if (count < 2 || !(centre > 0 && centre < 1))
		return NAN;
	for (size_t i = 0; i < count; i++) {
		double z = (of[i].x / of[i].n - centre) / jrt_chart_p_sigma(centre, of[i].n);

		sum += i == 0 ? 0 : fabs(z - before);
		before = z;
	}
	return sum / (double)(count - 1) / d2;
}
