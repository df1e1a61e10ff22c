/*
 * The mathematics of the emotion curve: a smooth curve through given points that never rises above
 * or falls below its neighbours (monotone piecewise cubic interpolation, Fritsch and Carlson 1980,
 * with the weighted harmonic slopes of Fritsch and Butland 1984), as cubic Béziers; and the areas
 * between it and a level. In every segment x runs evenly with the parameter, so y can be found at
 * any x.
 */
#ifndef DIAGRAM_MONOTONE_H
#define DIAGRAM_MONOTONE_H

#include "diagram/scene.h"

/* `count` >= 2 points of ascending x to 3 * (count - 1) + 1 Bézier points. */
void jy_monotone_curve(struct jb_arena *arena, const struct jy_point *point, uint32_t count,
		       struct jy_point *out);

/* A closed piece of area on one side of the level. */
struct jy_area {
	bool above;		/* smaller y than the level: better than neutral */
	struct jy_point *point; /* 3n + 1, closed */
	uint32_t count;
};
struct jy_areas {
	JB_VEC(struct jy_area) list;
};

/* The areas between the curve and the level, cut where the curve crosses it. */
struct jy_areas jy_monotone_areas(struct jb_arena *arena, const struct jy_point *curve,
				  uint32_t count, double level);

/* The closed area between two curves over the x that both have; count 0: none. Curves may cross. */
struct jy_area jy_monotone_between(struct jb_arena *arena, const struct jy_point *a,
				   uint32_t a_count, const struct jy_point *b, uint32_t b_count);

/* The least and the greatest y of the curve for x in [from, to]; false when it is not there. */
bool jy_monotone_range(const struct jy_point *curve, uint32_t count, double from, double to,
		       double *least, double *greatest);

#endif
