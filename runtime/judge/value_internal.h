/*
 * Between part_value.c and value.c: an operand of a metric's formula.
 */
#ifndef JUDGE_VALUE_INTERNAL_H
#define JUDGE_VALUE_INTERNAL_H

#include "judge/judge.h"

/* Rows of an operand that counts none, a constant. */
#define JRT_TERM_NO_ROWS UINT64_MAX

struct jrt_term {
	bool measured;
	bool exact; /* `value` holds; `real` always does */
	struct jb_ratio value;
	double real;
	struct jrt_band band;
	/* What the value was divided from; den.den 0: it is no division. */
	bool has_ratio;
	struct jb_ratio num, den;
	uint64_t n, unusable, not_due;
	enum jrt_coverage coverage; /* of the metrics it is made of */
	bool provisional, over_tolerance;
	struct jb_text reason;	    /* why not measured */
	struct jrt_grouped grouped; /* of a metric over groups */
};

struct jrt_term jrt_term_exact(struct jb_ratio value, uint64_t n);
struct jrt_term jrt_term_unmeasured(struct jb_text reason);

/* The value of a part by its state. `zero`: a count or sum over no rows is 0, because the metric
 * says `no rows means zero` and the period is covered. Without it no rows are no value. */
struct jrt_term jrt_part_value(const struct jrt_part *part, const struct jrt_part_state *state,
			       bool zero);
struct jrt_term jrt_part_percentile(struct jb_arena *arena, const struct jrt_part *part,
				    const struct jrt_part_state *state,
				    const struct jrt_formula_step *step);

/* One millionth of a value's unit, or the unit itself where it is kept whole (dates, flags). */
struct jb_ratio jrt_part_unit(enum jrt_type type);

/* stock_value.c: of a part of kind STOCK. `zone`: whose days and months; NULL: UTC. */
struct jrt_term jrt_stock_value(struct jrt_judge *judge, const struct jrt_part *part,
				const struct jrt_part_state *state,
				const struct jrt_formula_step *step, const struct jrt_zone *zone);
/* compound.c: the rate of a span of base periods as that of a year. */
struct jrt_term jrt_compound(const struct jrt_term *rate, enum jrt_period_unit unit,
			     struct jrt_span span);

/* standing.c: what groups have, each once, and one of them. */
struct jrt_standing_values {
	double *at;
	size_t count, room;
	bool found; /* the one that is asked for has a value */
	struct jrt_term own;
};
struct jrt_term jrt_standing(struct jrt_judge *judge, const struct jrt_grouping *grouping,
			     const struct jrt_standing_values *values);

/* value.c: the formula of the cell's metric over the cell's parts. The stack from `base` on is
 * free. */
struct jrt_term jrt_formula_value(struct jrt_judge *judge, const struct jrt_cell *cell,
				  struct jrt_span span, size_t base);
/* groups.c: the same of a metric over groups. */
struct jrt_term jrt_groups_value(struct jrt_judge *judge, const struct jrt_cell *cell,
				 struct jrt_span span, size_t base);

#endif
