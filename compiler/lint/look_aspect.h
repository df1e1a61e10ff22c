/*
 * Which aspects the criteria around a touchpoint measure: its own and guarantees at it, else those
 * of its stage, else those of its journey. A metric without any `aspect` may measure anything, so
 * what it measures is unknown, not missing.
 */
#ifndef LINT_LOOK_ASPECT_H
#define LINT_LOOK_ASPECT_H

#include "lint/linter.h"

/* One walk over all touchpoints with one aspect in mind; begins as {.aspect = "accuracy"}. */
struct jy_aspect_walk {
	const char *aspect;
	const struct jy_journey *journey; /* last asked for, with what was found of it */
	const struct jy_stage *stage;
	bool by_journey, by_stage;
};

/* Whether something measures the aspect there, or may do so. Linear over a whole walk as long as
 * the touchpoints are asked for in order. */
bool jy_may_measure(const struct jy_linter *linter, struct jy_aspect_walk *walk,
		    const struct jy_touchpoint *touchpoint);

#endif
