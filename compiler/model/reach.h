/*
 * What a figure can be at all: a share of rows lies between 0% and 100%, a count is not below zero,
 * the mean of a rating stays within its scale, and a formula between what its parts allow. It
 * knows no rows of data; what is not bounded by kind or declaration is unbounded.
 */
#ifndef MODEL_REACH_H
#define MODEL_REACH_H

#include "journey/model.h"

/* Both ends in, in millionths of the unit. */
struct jy_reach {
	bool has_low, has_high;
	jb_fix low, high;
};

struct jy_reach jy_metric_reach(const struct jy_metric *metric);

#endif
