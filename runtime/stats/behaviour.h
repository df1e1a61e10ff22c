/*
 * What a series says by its limits: which points have a cause of their own, and whether a target
 * lies within reach. Pure functions on doubles; the words are those of journey/behaviour.h.
 *
 * The rules and their order are those of NHS England's "Making Data Count": a point outside of the
 * limits; seven points that only rise or only fall; two of three points running near one limit
 * (beyond two thirds of the way to it), all three on that side of the centre; seven points running
 * on one side of the centre. A point is marked by the first rule that holds, and all points of a
 * run are marked, as one would draw them.
 *
 * Which way a mark points: by the point's side of the centre; of a rising or falling run, by where
 * it goes.
 */
#ifndef STATS_BEHAVIOUR_H
#define STATS_BEHAVIOUR_H

#include "journey/behaviour.h"

/* Points of a run that is no chance. */
#define JRT_BEHAVIOUR_RUN 7

/* Sets cause and direction of every point by its value and limits. Values that differ from a limit,
 * from the centre or from their neighbour in the last digits only are equal to it. */
void jrt_behaviour_mark(struct jrt_behaviour_point *point, size_t count, double centre);

/* Of a target of at least `from` and at most `to`; -INFINITY or INFINITY where it has no such end.
 * Limits that end at the target are on its good side. */
enum jrt_capability jrt_behaviour_capability(double low, double high, double from, double to);

#endif
