/*
 * Between the files that make a verdict: verdict_periods.c says which periods a criterion judges,
 * verdict.c goes through its terms, verdict_reason.c puts what decided into a sentence.
 */
#ifndef JUDGE_VERDICT_INTERNAL_H
#define JUDGE_VERDICT_INTERNAL_H

#include "judge/judge.h"

/* What one verdict is about. */
struct jrt_case {
	const struct jrt_criterion *criterion;
	const struct jrt_metric *metric;
	uint32_t number;      /* of the criterion */
	struct jrt_span span; /* more than one period where a part period is joined to the next */
	int64_t from, to;     /* instants */
	int64_t first_day;    /* of the last base period: it picks the threshold and the season */
	bool part;	      /* the agreement begins or ends inside */
	bool next_missing;    /* a part period waits for the next one, which is not there yet */
	struct jb_text label; /* of stretches of days alone: "2026-11-10"; else the cells tell */
};

/* The case of the meter's cell `index`, moved on over cells that are joined to the next. false
 * when the criterion does not judge that period. */
bool jrt_case_at(const struct jrt_judge *judge, uint32_t criterion, size_t *index,
		 struct jrt_case *out);
/* The case of the days `on 2026-11-10`, `during SEASON` name, as one figure. */
struct jrt_case jrt_case_over(const struct jrt_judge *judge, uint32_t criterion,
			      const struct jrt_days *days);
/* Whether some range touches the period of the case. */
bool jrt_case_touches(const struct jrt_case *at, const struct jrt_range *range, size_t count);
/* verdict.c: the value of a meter over the case. */
struct jrt_measurement jrt_case_measure(struct jrt_judge *judge, const struct jrt_case *at,
					uint32_t meter);
/* excuse.c: whether a figure excuses the period, and which; else *reason stays. */
bool jrt_case_excused(struct jrt_judge *judge, const struct jrt_case *at, struct jb_text *reason);
/* Whether what the source covers holds all of the case that lies within the agreement. */
bool jrt_case_covered(const struct jrt_judge *judge, const struct jrt_case *at);

/* Whether the criterion judges a period with that first day. */
bool jrt_case_in_season(const struct jrt_criterion *criterion, int64_t day);

/* average.c: puts the mean or the pooled value over several periods in the place of the verdict's
 * own (S29). false: there is none, and the verdict says why. *note says what was done. */
bool jrt_average_apply(struct jrt_judge *judge, const struct jrt_case *at,
		       struct jrt_verdict *verdict, struct jb_text *note);

/* Whether one relief that takes rows out holds all of the case: then none had to be delivered. */
bool jrt_case_relieved(const struct jrt_judge *judge, const struct jrt_case *at);

/* missing.c: whether a period that the data does not cover counts as missed by now. */
bool jrt_missing_counts(const struct jrt_judge *judge, const struct jrt_case *at,
			struct jb_text *reason);
/* The same of whole periods `first` to `last` of the contract for which there is no cell at all. */
void jrt_missing_periods(struct jrt_judge *judge, uint32_t criterion, int64_t first, int64_t last,
			 struct jrt_verdicts *out);

/* verdict.c: a figure as a fraction; and whether it cannot be judged, for want of data, rows or
 * usable ones, with the reason. */
struct jb_ratio jrt_verdict_value(const struct jrt_measurement *measured);
bool jrt_verdict_lacks(struct jrt_judge *judge, const struct jrt_case *at,
		       const struct jrt_measurement *measured, struct jb_text *reason);
/* Puts the interval that the criterion's confidence asks for into the verdict: of its figure, or of
 * the difference where it compares. An empty text, or why there is none. */
struct jb_text jrt_verdict_estimate(struct jrt_judge *judge, const struct jrt_case *at,
				    struct jrt_verdict *verdict);

/* Of a verdict that has been made by an approximate figure, whose exact value lies in `band`: says
 * so, and whether the exact value could make it another. */
void jrt_verdict_doubt(struct jrt_verdict *verdict, const struct jrt_threshold *threshold,
		       struct jrt_band band);

/* versus.c: of a criterion that compares, whose own figure can be judged. */
void jrt_versus(struct jrt_judge *judge, const struct jrt_case *at, struct jrt_verdict *verdict);

/* Sentences without a full stop, in the judge's arena. */
struct jb_text jrt_reason_decided(struct jrt_judge *judge, const struct jrt_case *at,
				  const struct jrt_verdict *verdict, struct jb_ratio value);
struct jb_text jrt_reason_interval(struct jrt_judge *judge, const struct jrt_case *at,
				   const struct jrt_verdict *verdict);
struct jb_text jrt_reason_few(struct jrt_judge *judge, const struct jrt_case *at, uint64_t n);
/* "1 outside of 12 counted: with fewer than 20, 1 is allowed" */
struct jb_text jrt_reason_allowed(struct jrt_judge *judge, const struct jrt_case *at,
				  struct jb_ratio failures, uint64_t n);
struct jb_text jrt_reason_usable(struct jrt_judge *judge, const struct jrt_case *at,
				 const struct jrt_measurement *measured);
/* Excused by relief: what is left is too little, and what there was before. */
struct jb_text jrt_reason_relief(struct jrt_judge *judge, const struct jrt_case *at,
				 const struct jrt_measurement *rest,
				 const struct jrt_measurement *whole);
struct jb_text jrt_reason_part(struct jrt_judge *judge, const struct jrt_case *at);
struct jb_text jrt_reason_tolerance(struct jrt_judge *judge, uint32_t source);

#endif
