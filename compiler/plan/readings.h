/*
 * Other readings of a metric's formula, each a metric that can be lowered like the one it is read
 * from. For audits: which of them gives what a report says?
 */
#ifndef PLAN_READINGS_H
#define PLAN_READINGS_H

#include "base/vec.h"
#include "journey/diag.h"
#include "journey/model.h"

struct jy_reading {
	const struct jy_metric *metric;
	struct jb_text text; /* "with `<` in `wait <= 20s`", "without `not short_abandon`" */
};

struct jy_readings {
	JB_VEC(struct jy_reading);
};

/* A metric has at most so many; further ones are not tried. */
#define JY_READINGS_MAX ((size_t)24)

/* In the order of the formula: limits of the numerator flipped, conditions of it left out, then
 * those of the base. None of a metric of several parts, or over groups. */
struct jy_readings jy_plan_readings(struct jb_arena *arena, const struct jy_diags *diags,
				    const struct jy_metric *metric);

#endif
