/*
 * How a criterion's figures behave over its periods: the limits of what they do by routine, the
 * periods that have a cause of their own, and what the process can make of its target. Made by the
 * judge from verdicts, for reports and pictures; no verdict and no money follows from it.
 *
 * The method is that of process behaviour charts (control charts); runtime/stats tells formulas and
 * sources. Figures are doubles in the unit of the metric.
 */
#ifndef JOURNEY_BEHAVIOUR_H
#define JOURNEY_BEHAVIOUR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Of fewer judged periods nothing is said: limits of a few values are hardly more than their range.
 * Making Data Count asks for twelve. */
#define JRT_BEHAVIOUR_PERIODS 12

/* Of shares: where the rarer outcome has fewer rows a period, in the mean, figures move in steps of
 * single rows, and the limits are those of counting (p chart), which each period has of its own.
 * All else has those of its own movement (XmR). */
#define JRT_BEHAVIOUR_P_ROWS 5

enum jrt_chart_kind { JRT_CHART_XMR, JRT_CHART_P };

/* Special causes, in the order in which they are looked for. */
enum jrt_cause {
	JRT_CAUSE_NONE,	      /* routine */
	JRT_CAUSE_OUTSIDE,    /* beyond a limit */
	JRT_CAUSE_TREND,      /* one of seven running that only rise, or only fall */
	JRT_CAUSE_NEAR_LIMIT, /* one of two of three running near one limit */
	JRT_CAUSE_ONE_SIDE    /* one of seven running on one side of the centre */
};

/* What a special cause means in the direction of the metric's `better`. */
enum jrt_sense {
	JRT_SENSE_NONE, /* routine, or the metric has no better direction */
	JRT_SENSE_IMPROVEMENT,
	JRT_SENSE_CONCERN
};

struct jrt_behaviour_point {
	size_t verdict; /* of struct jrt_judged */
	double value, low, high;
	enum jrt_cause cause;
	int direction; /* of the cause: 1 up, -1 down */
	enum jrt_sense sense;
};

/* What can be said of a target that the process is held against. */
enum jrt_capability {
	JRT_CONSISTENTLY_MET,	 /* all within the limits meets it */
	JRT_CONSISTENTLY_MISSED, /* nothing within the limits does */
	JRT_HIT_AND_MISS	 /* chance decides */
};

struct jrt_behaviour {
	uint32_t criterion;
	enum jrt_chart_kind chart;
	double centre;
	double range;  /* XmR: mean moving range, none left out; p: 0 */
	size_t beyond; /* XmR: moving ranges above 3.267 times that, which widen the limits */
	bool has_dispersion;
	double dispersion; /* of shares: movement over that of counting alone, see stats/chart.h */
	const struct jrt_behaviour_point *point;
	size_t point_count;
	size_t cause_count; /* points with a special cause */
	/* Of the threshold now in force, by the limits of the latest period. */
	enum jrt_capability capability;
};

#ifdef __cplusplus
}
#endif
#endif
