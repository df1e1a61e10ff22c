/*
 * What a series of figures can do: the limits of a process behaviour chart for single values (XmR).
 * Values inside the limits differ by routine; what lies beyond has a cause of its own. Pure
 * functions on doubles.
 *
 * The limits are mean ± 2.66 times the mean moving range: 2.66 = 3 / d2, where d2 = 1.128 is the
 * expected range of two values of a normal distribution with deviation 1. No range is left out.
 *
 * Sources: W. A. Shewhart, "Economic Control of Quality of Manufactured Product" (1931); D. J.
 * Wheeler, "Understanding Variation" (1993), whose rounded constant this is.
 */
#ifndef STATS_BEHAVIOUR_H
#define STATS_BEHAVIOUR_H

#include <stdbool.h>
#include <stddef.h>

#define JRT_BEHAVIOUR_SCALE 2.66

struct jrt_behaviour {
	double mean, low, high; /* natural limits of the process */
	double range;		/* mean moving range */
};

/* false of fewer than two values. */
bool jrt_behaviour_of(const double *value, size_t count, struct jrt_behaviour *out);

#endif
