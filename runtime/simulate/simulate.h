/*
 * What an agreement would pay: for every value that a figure might take (a grid), or over a history
 * that it did not govern. Both ask the same judge and the same settling as real data, so that a
 * simulation can never tell another story than the bill.
 */
#ifndef SIMULATE_SIMULATE_H
#define SIMULATE_SIMULATE_H

#include "journey/settlement.h"

/* Values of one guarantee's figure, from low to high, both in; step > 0, in millionths of the
 * metric's unit. */
struct jrt_grid_axis {
	uint32_t guarantee; /* of the agreement */
	jb_fix low, high, step;
};

/* One or two guarantees whose figures vary; the others have no verdict, and cost nothing. */
struct jrt_grid {
	uint32_t agreement;
	struct jrt_grid_axis axis[2];
	size_t axis_count;
	int64_t period; /* index by the agreement's period: its terms are in force */
};

/* What one guarantee's figure came to. */
struct jrt_grid_value {
	jb_fix value;
	struct jb_ratio compared; /* after the guarantee's rounding */
	bool has_expected, has_minimum;
	bool expected_met, minimum_met;
};

struct jrt_grid_point {
	struct jrt_grid_value at[2];
	bool has_account; /* false: nothing could be settled, see the result's findings */
	struct jrt_account account;
};

struct jrt_grid_result {
	struct jb_text label;	      /* of the period */
	struct jrt_grid_point *point; /* by the first axis, then by the second */
	size_t count;
	/* What settling had to say, once, of the first point that it said it of. */
	const struct jrt_finding *finding;
	size_t finding_count;
};

/* A grid has at most so many points. */
#define JRT_GRID_POINTS_MAX 10000

/* JB_REFUSED with a sentence for a grid that is none: too many points, a guarantee of another
 * period than the agreement's, or without a level in force. */
enum jb_status jrt_simulate_grid(const struct jrt_plan *plan, const struct jrt_grid *grid,
				 const struct jrt_settle_input *input, struct jb_arena *arena,
				 struct jrt_grid_result *out, struct jb_text *why);

/* How many points an axis has; 0 where it has none or more than JRT_GRID_POINTS_MAX. */
size_t jrt_grid_axis_count(const struct jrt_grid_axis *axis);

/* A plan with the same agreements, but without the time in which no credits are owed yet: what they
 * would have paid, had they been in force all along. Shares the rest with `plan`. */
const struct jrt_plan *jrt_simulate_without_ramp(const struct jrt_plan *plan,
						 struct jb_arena *arena);

#endif
