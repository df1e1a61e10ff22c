/*
 * What the rules of data share: the program and its results side by side, and finding the one by
 * the other.
 */
#ifndef FINDINGS_FIGURES_H
#define FINDINGS_FIGURES_H

#include "base/buf.h"
#include "base/map.h"
#include "findings/findings.h"

/* A criterion as declared, with its agreement where it is a guarantee's. */
struct jy_declared {
	const struct jy_criterion *criterion;
	const struct jy_agreement *agreement;
};

struct jy_figures {
	struct jb_arena *arena;
	const struct jy_model *model;
	const struct jrt_plan *plan;
	const struct jrt_measured *measured;
	const struct jrt_judged *judged;
	struct jy_diags *diags;
	const struct jy_lint_options *options;
	JB_VEC(struct jy_declared) declared; /* all criteria of the program */
	struct jb_map criteria, metrics;     /* by name: an index in `declared`, in the model */
	size_t *verdict;		     /* of each criterion of the plan: its first verdict */
	size_t *measurement;		     /* of each meter of the plan: its first measurement */
};

/* Neighbours in the results. */
struct jy_verdicts {
	const struct jrt_verdict *at;
	size_t count;
};
struct jy_series {
	const struct jrt_measurement *at;
	size_t count;
};

void jy_figures_init(struct jy_figures *figures);
/* The declaration of the plan's criterion, of its metric; NULL where there is none. */
const struct jy_declared *jy_figures_declared(const struct jy_figures *figures, uint32_t criterion);
const struct jy_metric *jy_figures_metric(const struct jy_figures *figures, uint32_t metric);
/* The plan's metric of that name; NULL where it measures none. */
const struct jrt_metric *jy_figures_plan_metric(const struct jy_figures *figures,
						struct jb_text name);
const struct jrt_metric *jy_figures_metric_of(const struct jy_figures *figures, uint32_t meter);
/* The verdicts of a criterion, and the measurements of a meter, in the order of their periods. */
struct jy_verdicts jy_figures_verdicts(const struct jy_figures *figures, uint32_t criterion);
struct jy_series jy_figures_series(const struct jy_figures *figures, uint32_t meter);
/* The measurement of that period with a value, or NULL. */
const struct jrt_measurement *jy_figures_at(struct jy_series series, int64_t from, int64_t to);
double jy_figures_real(const struct jrt_measurement *measured);

/* "83.1 %" */
struct jb_text jy_figures_text(const struct jy_figures *figures, const struct jrt_metric *metric,
			       double value);
struct jb_text jy_figures_exact(const struct jy_figures *figures, const struct jrt_metric *metric,
				struct jb_ratio value);
/* "at least 80 %" */
struct jb_text jy_figures_threshold(const struct jy_figures *figures,
				    const struct jrt_metric *metric,
				    const struct jrt_threshold *threshold);

/* A finding, or NULL where the rule is off or allowed at the place. */
#define jy_say(figures, rule, span, ...)                                                       \
	jy_lint_data((figures)->arena, (figures)->model, (figures)->diags, (figures)->options, \
		     (rule), (span), __VA_ARGS__)

/* The rules, in the order of their names. */
void jy_find_always_met(struct jy_figures *figures);
void jy_find_pressure_signal(struct jy_figures *figures);
void jy_find_short_contacts(struct jy_figures *figures);
void jy_find_infeasible(struct jy_figures *figures);
void jy_find_report_differs(struct jy_figures *figures);
void jy_find_worst_hidden(struct jy_figures *figures);
void jy_find_watermelon(struct jy_figures *figures);
void jy_find_capability(struct jy_figures *figures);

#endif
