/*
 * Judging from the inside: what the files of this folder share. The way of a figure is
 *
 *	cells.c   the cells of a span of periods, merged into one state a part
 *	value.c   a state to its value, values to the metric's value by its formula
 *	groups.c  the value of a metric over groups
 *	without.c what a value would be without some of its rows
 *	verdict.c a value to a verdict by the terms of the criterion
 *	average.c several periods as one figure
 *	missing.c data that never came
 *	versus.c  the figures of two groups to a verdict
 *	worst.c   several sites' verdicts to the one that counts
 *	trigger.c verdicts to a termination right
 *	series.c  verdicts to how a criterion behaves over its periods
 *
 * Everything up to the verdict is exact; doubles appear where the measure itself is irrational
 * (standard deviation) or where a confidence is asked for (confidence.c).
 */
#ifndef JUDGE_JUDGE_H
#define JUDGE_JUDGE_H

#include "base/vec.h"
#include "stats/interval.h"
#include "journey/runtime.h"
#include "time/period.h"

struct jrt_cells {
	const struct jrt_cell *at;
	size_t count;
};

/* A step of a formula that is being evaluated, see value.c. */
struct jrt_term;

struct jrt_judge {
	const struct jrt_plan *plan;
	const struct jrt_measured *measured;
	struct jb_arena *arena;
	const struct jrt_zone **zone; /* of each zone of the plan */
	struct jrt_periods *periods;  /* of each period rule of the plan */
	struct jrt_cells *cells;      /* of each meter, by period */
	struct jrt_term *stack;	      /* room for all formulas of the plan at once */
};

/* Base periods, both in. */
struct jrt_span {
	int64_t first, last;
};

/* ---- cells.c ---- */

/* Splits the measured cells by meter. JB_REFUSED with a sentence where they are out of order or
 * do not fit the plan: cells may come from a file. */
enum jb_status jrt_cells_index(struct jrt_judge *judge, struct jb_text *why);
/* The cells of a meter that lie in the span. */
struct jrt_cells jrt_cells_in(const struct jrt_judge *judge, uint32_t meter, struct jrt_span span);
/* One cell out of several of one meter: states added up, the weakest coverage, the newest entry. */
struct jrt_cell jrt_cells_merge(const struct jrt_judge *judge, struct jrt_cells cells);
/* The meter of another metric over the scope and periods of `like`, with the same relief where
 * there is one such; JRT_NONE when nothing measures it there. */
uint32_t jrt_cells_meter_beside(const struct jrt_plan *plan, const struct jrt_meter *like,
				uint32_t metric);
/* The periods that a period of the meter's rule reaches over: itself, or n back where it is
 * rolling. */
struct jrt_span jrt_cells_span(const struct jrt_judge *judge, uint32_t meter, int64_t period);
/* The first source of the metric, and of the metrics it is made of, of which `test` is true;
 * JRT_NONE. */
uint32_t jrt_cells_source(const struct jrt_judge *judge, uint32_t metric,
			  bool (*test)(const struct jrt_judge *, uint32_t source));
bool jrt_cells_no_file(const struct jrt_judge *judge, uint32_t source);
bool jrt_cells_over_tolerance(const struct jrt_judge *judge, uint32_t source);
/* Why the metric has no value anywhere: files could not be read. Empty: all could. */
struct jb_text jrt_cells_unread(const struct jrt_judge *judge, uint32_t metric);

/* ---- value.c ---- */

/* The value of a meter over a span of base periods; label and range are of the cells found there.
 */
struct jrt_measurement jrt_value_over(struct jrt_judge *judge, uint32_t meter,
				      struct jrt_span span);
/* The value of a meter in one period of its rule, rolling or not, with the label of that period. */
struct jrt_measurement jrt_value_in(struct jrt_judge *judge, uint32_t meter, int64_t period);
/* What a meter has to show where it has no cell at all. */
struct jrt_measurement jrt_value_none(struct jrt_judge *judge, uint32_t meter);

/* ---- without.c ---- */

/* What a value would be without one group's rows. `empty`: no row is left. */
struct jrt_without {
	bool known, empty;
	struct jb_ratio value; /* where known and not empty */
};

/* The exact value of a cell's metric; false where it has none, or is made of other metrics. */
bool jrt_value_of_cell(const struct jrt_plan *plan, struct jb_arena *arena,
		       const struct jrt_cell *cell, struct jb_ratio *value);
/* The value of `total` less each group of `groups`, a cell of the same rows kept by groups; `out`
 * has room for all groups. false where that cannot be told: of another metric's parts, of greatest,
 * smallest, last and different values, of histograms beyond JRT_WITHOUT_MAX steps. */
bool jrt_value_without_each(const struct jrt_plan *plan, struct jb_arena *arena,
			    const struct jrt_cell *total, const struct jrt_cell *groups,
			    struct jrt_without *out);
#define JRT_WITHOUT_MAX 20000000 /* groups times different values */

/* ---- confidence.c ---- */

/* An interval, and how it was found. */
struct jrt_estimate {
	enum jrt_interval_method method;
	struct jrt_interval interval;
	bool has_exact; /* of shares: Clopper and Pearson's beside it */
	struct jrt_interval exact;
	double coverage; /* of ranks: what they cover in truth; 0 for all others */
};

/* The interval of a meter's figure over a span, at the criterion's confidence. An empty text, or
 * why there is none. */
struct jb_text jrt_confidence(struct jrt_judge *judge, uint32_t meter, struct jrt_span span,
			      jb_fix confidence, struct jrt_estimate *out);
/* The same of the figure of one meter less that of another, both of one metric. */
struct jb_text jrt_confidence_between(struct jrt_judge *judge, uint32_t meter, uint32_t other,
				      struct jrt_span span, jb_fix confidence,
				      struct jrt_estimate *out);

/* ---- threshold.c ---- */

const struct jrt_threshold *jrt_threshold_on(const struct jrt_criterion *criterion, int64_t day);
bool jrt_threshold_holds(const struct jrt_threshold *threshold, struct jb_ratio value);
/* 1 when the whole interval is on the good side, -1 on the bad side, else 0. */
int jrt_threshold_side(const struct jrt_threshold *threshold, struct jrt_interval interval);
/* How far a value is from where it would hold, as a positive number; 0 on a strict limit. */
struct jb_ratio jrt_threshold_gap(const struct jrt_threshold *threshold, struct jb_ratio value,
				  bool *over);

/* ---- verdict.c and trigger.c ---- */

/* The verdicts of one criterion, appended in the order of periods. */
struct jrt_verdicts {
	struct jrt_verdict *at;
	size_t count, room;
};
void jrt_verdict_criterion(struct jrt_judge *judge, uint32_t criterion, struct jrt_verdicts *out);
/* worst.c: of a criterion for which the worst of others counts, whose verdicts are there. */
void jrt_verdict_worst(struct jrt_judge *judge, uint32_t criterion, struct jrt_verdicts *out);
struct jrt_trigger_result jrt_trigger_look(struct jrt_judge *judge, uint32_t trigger,
					   const struct jrt_verdict *verdict, size_t count);

/* ---- series.c ---- */

/* Fills in the behaviour of every criterion that has periods enough, from the verdicts in *out. */
void jrt_series_look(struct jrt_judge *judge, struct jrt_judged *out);

#endif
