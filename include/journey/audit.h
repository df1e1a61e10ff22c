/*
 * An audit of reported figures: what a partner's report says of a period beside what the rows give,
 * and what would explain the difference. Compiled as a plan of its own, because every other reading
 * of a formula is measured too; see compiler/plan/audits.c and runtime/audit/reported.c.
 */
#ifndef JOURNEY_AUDIT_H
#define JOURNEY_AUDIT_H

#include "journey/result.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Another reading of a metric's formula: a limit taken strictly, a condition left out, another
 * metric of the same source and unit. */
struct jrt_reading {
	/* "with `wait < 20s` for `wait <= 20s`", "without `not short_abandon`" */
	struct jb_text text;
	uint32_t meter;	 /* over the reported periods */
	uint32_t by_day; /* the same a day; JRT_NONE: the rows are no instants */
};

/* A reported column, and what it reports. Meters are of the plan. */
struct jrt_reported {
	struct jb_text name;  /* "report.abandon_rate" */
	struct jb_text title; /* of the metric */
	uint32_t said;	      /* meter of the figure as it stands in the report */
	uint32_t computed;    /* meter of the metric over the same periods */
	uint32_t by_day;      /* the metric a day; JRT_NONE */
	jb_fix step;	      /* the column's last digit, as declared; 0: as its figures show */
	enum jb_rounding rounding; /* as declared; half up where nothing is */
	jb_fix digit;		   /* the unit in which the column is written, such as 1 % */
	bool has_tolerance;
	jb_fix tolerance; /* `audit differs by more than` */
	const struct jrt_reading *reading;
	size_t reading_count;
	struct jrt_place place;
};

enum jrt_audit_kind {
	JRT_AUDIT_AGREES,    /* the rows give it, rounded as the report rounds */
	JRT_AUDIT_TOLERATED, /* it differs, by no more than the tolerance */
	JRT_AUDIT_DIFFERS,
	JRT_AUDIT_NOT_COMPARED /* one of the two is missing; `because` says why */
};

/* What explains a reported figure, in the order in which explanations are tried. */
enum jrt_audit_cause {
	JRT_AUDIT_BY_NOTHING,
	JRT_AUDIT_BY_ROUNDING,	 /* the same figure, rounded in another way: `because` names it */
	JRT_AUDIT_BY_READING,	 /* another reading of the formula: `reading` */
	JRT_AUDIT_BY_REST,	 /* divided by the rest instead of by all: a / (b - a) */
	JRT_AUDIT_BY_COMPLEMENT, /* 1 - a / b */
	JRT_AUDIT_BY_DAY_MEAN,	 /* the mean of the days' figures */
	JRT_AUDIT_BY_NEIGHBOUR	 /* the figure of the period before or after */
};

/* A day on which the metric and the explaining reading part. */
struct jrt_audit_day {
	struct jb_text label;
	struct jb_ratio num, den; /* the reading's less the metric's */
};
#define JRT_AUDIT_DAYS_MAX 3

struct jrt_audit_line {
	uint32_t reported; /* number in the list */
	struct jb_text label;
	int64_t from, to;
	enum jrt_audit_kind kind;
	struct jb_ratio said, computed, rounded; /* rounded: computed as the report shows it */
	struct jb_ratio difference;		 /* said - computed */
	enum jrt_audit_cause cause;
	const struct jrt_reading *reading; /* of JRT_AUDIT_BY_READING */
	struct jb_text because;		   /* the explanation, or why not compared; a sentence */
	/* Of a figure with a numerator and a denominator: the reported one would need so many in
	 * the numerator, at least and at most. */
	bool has_needed;
	struct jb_ratio needed_low, needed_high, num, den;
	struct jrt_audit_day day[JRT_AUDIT_DAYS_MAX]; /* where it differs most */
	size_t day_count, days;			      /* shown; all of them */
};

struct jrt_audit {
	struct jrt_audit_line *line; /* by reported column, then by period */
	size_t line_count;
	size_t agree, tolerated, differ, explained, not_compared;
};

/* Compares. `judged` must hold the measurements of all meters of `reported`. Memory is the arena's;
 * exact throughout: figures that are no fractions are not compared. */
void jrt_audit_reported(const struct jrt_plan *plan, const struct jrt_judged *judged,
			const struct jrt_reported *reported, size_t count, struct jb_arena *arena,
			struct jrt_audit *out);

#ifdef __cplusplus
}
#endif
#endif
