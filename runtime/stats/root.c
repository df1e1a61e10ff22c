/*
 * Newton's method that cannot run away.
 */
#include <math.h>

#include "stats/root.h"

/* Halving alone ends after about 1,100 steps from 1 down to the smallest double. */
#define STEPS_MAX 1200
/* A step below that part of x is the last digit. */
#define LAST_DIGIT 1e-16

double jrt_root_rising(jrt_root_function *function, const void *user, double wanted, double low,
		       double guess, double high)
{
	double x = guess;

	for (int i = 0; i < STEPS_MAX; i++) {
		struct jrt_root_value found = function(user, x);
		double error = found.value - wanted, next;

		if (error == 0)
			return x;
		if (error > 0)
			high = x;
		else
			low = x;
		next = x - error / found.slope;
		if (!(next > low && next < high))
			next = low + (high - low) / 2;
		if (fabs(next - x) <= LAST_DIGIT * fabs(x) || next <= low || next >= high)
			return next;
		x = next;
	}
	return x;
}
