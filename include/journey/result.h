/*
 * Results: measurements with their values, and verdicts. Made from states by the judge alone;
 * written by runtime/report as text and JSON.
 */
#ifndef JOURNEY_RESULT_H
#define JOURNEY_RESULT_H

#include "journey/behaviour.h"
#include "journey/state.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Behind a value over groups: which one it is, and how many there were. */
struct jrt_grouped {
	struct jb_text worst; /* the worst group's key; of equals the first by bytes */
	uint64_t groups;      /* that have a value */
	uint64_t left_out;    /* that have none, or of which too little is known */
	uint64_t without_key; /* rows that belong to no group */
};

/* Where the exact value of a figure lies that a file allows to be approximate. */
struct jrt_band {
	bool approximate;
	bool known;		   /* else it cannot be told, and `low` and `high` say nothing */
	struct jb_ratio low, high; /* both in, in the unit */
};

/* One cell with its value. `value` is exact where `exact` says so; else (standard deviation, and
 * what is computed from one) only `real` holds. */
struct jrt_measurement {
	const struct jrt_cell
		*cell; /* of a meter that was asked for; NULL for a rolling period's sum */
	uint32_t meter;
	struct jb_text label;
	int64_t period, from, to;
	bool measured; /* false: no value, and `reason` says why */
	bool exact;
	struct jb_ratio value; /* in the unit, not in millionths: 0.83, 35.5 seconds */
	double real;
	struct jrt_band band;	  /* of `value` */
	bool has_ratio;		  /* num and den mean something for this kind */
	struct jb_ratio num, den; /* each as a ratio over a power of ten: plain units */
	uint64_t n, unusable, not_due;
	enum jrt_coverage coverage;
	bool provisional;
	bool over_tolerance; /* of the period's rows more were rejected than tolerated */
	struct jb_text reason;
	/* The newest entry of a ledger that states were taken from, 0: none; and whether all of
	 * them were. */
	uint64_t entry;
	bool recorded;
	bool has_groups; /* of a metric over groups; n, num and den are then the worst group's, or
			    groups */
	bool has_worst;	 /* grouped.worst is a key, be it an empty text */
	struct jrt_grouped grouped;
};

/* How an interval was found; runtime/stats tells formulas and sources. */
enum jrt_interval_method {
	JRT_METHOD_NONE,
	JRT_METHOD_WILSON,  /* a share */
	JRT_METHOD_NET,	    /* a net score, by its own variance */
	JRT_METHOD_STUDENT, /* a mean */
	JRT_METHOD_POISSON, /* a count, exact */
	JRT_METHOD_RANKS,   /* a percentile, by order statistics */
	/* differences */
	JRT_METHOD_NEWCOMBE,	   /* of shares, method 10 */
	JRT_METHOD_NET_DIFFERENCE, /* of net scores */
	JRT_METHOD_WELCH	   /* of means */
};

enum jrt_verdict_kind { JRT_MET, JRT_MISSED, JRT_EXCUSED, JRT_NOT_MEASURED };

struct jrt_verdict {
	uint32_t criterion;
	struct jb_text label; /* of the period */
	int64_t from, to;
	enum jrt_verdict_kind verdict;
	bool provisional;
	/* Its figure is approximate: of measured.band, or of both figures that are compared;
	 * uncertain: with exact values the verdict could be another. */
	bool approximate, uncertain;
	bool undelivered; /* not measured, because data of the period is still to come */
	struct jrt_measurement measured; /* what was judged, after relief */
	bool has_whole;
	struct jrt_measurement whole; /* before relief */
	struct jb_ratio
		compared; /* the value after rounding: what the threshold was held against */
	const struct jrt_threshold *threshold; /* in force; NULL when none was */
	bool has_interval;		       /* with … confidence */
	double interval_low, interval_high;
	enum jrt_interval_method interval_method;
	bool has_exact; /* of a share: Clopper and Pearson's interval, which decides nothing */
	double exact_low, exact_high;
	double interval_coverage; /* of ranks: at least the confidence; 0: not told */
	/* Of a criterion that compares: the other group's figure and this one's less it, of which
	 * the interval then is. */
	bool has_other;
	struct jrt_measurement other;
	struct jb_ratio difference; /* den 0: none */
	struct jb_text reason;	    /* why excused or not measured, or what decided; a sentence */
	/* of one of several sites of which the worst counts: nothing follows from it */
	bool evidence;
	/* Judged together with the periods before it (S29): how many, 0 where it stands alone. Then
	 * `measured` is the mean or the pooled value; beside a mean of values stands what the
	 * summed states come to. */
	uint32_t averaged;
	bool has_pooled;
	struct jrt_measurement pooled;
};

struct jrt_trigger_result {
	uint32_t trigger;
	bool fired;
	struct jb_text label; /* the period in which it fired first */
	struct jb_text reason;
};

struct jrt_settlement;

struct jrt_judged {
	struct jrt_measurement *measurement; /* of every asked meter, by meter then period */
	size_t measurement_count;
	struct jrt_verdict *verdict; /* by criterion, then by period */
	size_t verdict_count;
	struct jrt_trigger_result *trigger;
	size_t trigger_count;
	struct jrt_finding *finding;
	size_t finding_count;
	/* What rules have found in the results; never made by the judge. `code` is the rule's
	 * name. */
	const struct jrt_finding *remark;
	size_t remark_count;
	/* What it comes to in money (journey/settlement.h); NULL: nothing was settled. */
	const struct jrt_settlement *settlement;
	/* By criterion, of those with periods enough (journey/behaviour.h). */
	const struct jrt_behaviour *behaviour;
	size_t behaviour_count;
};

#ifdef __cplusplus
}
#endif
#endif
