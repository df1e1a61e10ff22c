/*
 * The limits of an XmR chart. The mean is taken over differences to the first value, so that a
 * large common part costs no digits.
 */
#include "stats/behaviour.h"

#include <math.h>

bool jrt_behaviour_of(const double *value, size_t count, struct jrt_behaviour *out)
{
	double sum = 0, ranges = 0;

	if (count < 2)
		return false;
	for (size_t i = 1; i < count; i++) {
		sum += value[i] - value[0];
		ranges += fabs(value[i] - value[i - 1]);
	}
	out->mean = value[0] + sum / (double)count;
	out->range = ranges / (double)(count - 1);
	out->low = out->mean - JRT_BEHAVIOUR_SCALE * out->range;
	out->high = out->mean + JRT_BEHAVIOUR_SCALE * out->range;
	return true;
}
