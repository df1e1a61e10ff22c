/*
 * The incomplete beta function by Lentz's method and its quantile by Newton's, held between bounds
 * that only come nearer.
 */
#include <assert.h>
#include <math.h>

#include "stats/beta.h"
#include "stats/density.h"
#include "stats/interval.h"
#include "stats/root.h"

/* The fraction takes about as many steps as the root of the larger parameter. */
#define STEPS_MAX 1000000

static double not_zero(double value)
{
	const double tiny = 1e-300;

	return fabs(value) < tiny ? tiny : value;
}

/* DLMF 8.17.22. */
static double fraction(double a, double b, double x)
{
	double c = 1, d = 1 / not_zero(1 - (a + b) * x / (a + 1));
	double value = d;

	for (double m = 1; m <= STEPS_MAX; m++) {
		double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
		double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
		double before = value;

		d = 1 / not_zero(1 + even * d);
		c = not_zero(1 + even / c);
		value *= c * d;
		d = 1 / not_zero(1 + odd * d);
		c = not_zero(1 + odd / c);
		value *= c * d;
		if (fabs(value - before) <= 1e-16 * fabs(value))
			break;
	}
	return value;
}

/* x^a y^b / B(a, b). */
static double front(double a, double b, double x, double y)
{
	return jrt_density_binomial(a, a + b, x, y) * a * (b / (a + b));
}

double jrt_beta(double a, double b, double x)
{
	assert(a > 0 && b > 0);
	double y = 1 - x;

	if (x <= 0)
		return 0;
	if (y <= 0)
		return 1;
	if (x < (a + 1) / (a + b + 2))
		return front(a, b, x, y) * fraction(a, b, x) / a;
	return 1 - front(a, b, x, y) * fraction(b, a, y) / b;
}

struct shape {
	double a, b;
};

static struct jrt_root_value at(const void *user, double x)
{
	const struct shape *shape = user;
	double y = 1 - x;

	return (struct jrt_root_value){
		.value = jrt_beta(shape->a, shape->b, x),
		.slope = front(shape->a, shape->b, x, y) / x / y,
	};
}

double jrt_beta_quantile(double p, double a, double b)
{
	const struct shape shape = {a, b};

	assert(p > 0 && p < 1);
	return jrt_root_rising(at, &shape, p, 0, a / (a + b), 1);
}

/* From here on t is nearer to the normal quantile than y to a double: E. A. Cornish and R. A.
 * Fisher's expansion, whose next term is below 1e-17. */
#define NEARLY_NORMAL 1e6

static double student_of_many(double confidence, double freedom)
{
	double z = jrt_interval_normal(0.5 + confidence / 2), square = z * z;

	return z * (1 + (square + 1) / (4 * freedom) +
		    ((5 * square + 16) * square + 3) / (96 * freedom * freedom));
}

/* P(|T| <= t) = I_y(1/2, freedom/2) with y = t² / (freedom + t²). */
double jrt_beta_student(double confidence, double freedom)
{
	if (freedom >= NEARLY_NORMAL)
		return student_of_many(confidence, freedom);
	double y = jrt_beta_quantile(confidence, 0.5, freedom / 2);

	return sqrt(freedom * y / (1 - y));
}
