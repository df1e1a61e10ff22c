/*
 * What the parts of a metric's making share: the metric under construction, and the value of an
 * expression over many rows. Read in this order: metrics.c (statements), formulas.c (arithmetic),
 * aggregates.c (one figure over rows), percentiles.c (which one), compounds.c (rates, indexes),
 * groups.c (the worst of many groups, the share of intervals), kinds.c (what may be put together
 * once more).
 */
#ifndef MODEL_METRIC_BUILD_H
#define MODEL_METRIC_BUILD_H

#include "model/rows.h"

/* How long a formula may be, with the formulas of the metrics it is made from, which are computed
 * with it: a thousand operands of one figure are no measure of anything. */
#define JY_FORMULA_MAX 1000

struct jy_making {
	struct jy_builder *builder;
	struct jy_metric *metric;
	struct jy_rows *rows; /* NULL: no source is known */
	bool source_asked;    /* its absence was reported */
	bool of_library;
	JB_VEC(struct jy_part) parts;
	JB_VEC(struct jy_formula) formula;
	size_t others;	       /* figures of the metrics that the formula names */
	size_t levels;	       /* of metrics under it */
	struct jb_text cannot; /* not empty: why the metric is not measured */
};

/* A figure over many rows: what it is, and how it came to be. */
struct jy_figure {
	bool good; /* false: wrong, and reported */
	bool zero; /* the written 0 */
	struct jy_typed typed;
	enum jrt_metric_kind kind; /* of a metric that has it as its value */
	/* What it is by itself, and for that its part and source: JRT_KIND_FORMULA for arithmetic,
	 * written amounts and what is not measured. */
	enum jrt_metric_kind own;
	struct jy_part part;
	const struct jy_source *source;
	const struct jy_metric *metric; /* NULL: an aggregate */
};

/* One side of an operation, as it is written. */
struct jy_operand {
	struct jy_figure figure;
	struct jy_span span;
};

extern const struct jy_figure jy_figure_wrong;

/* metrics.c: the rows the metric is taken from; NULL, reported once at `node`, when none are
 * known. */
struct jy_rows *jy_making_rows(struct jy_making *making, const struct jy_node *node);
/* Says why the metric is not measured; the first reason stays. */
void jy_making_cannot(struct jy_making *making, struct jb_text why);
#define jy_making_report(making, code, ...) \
	jy_diag_error((making)->builder->diags, (code), __VA_ARGS__)

/* Adds a step to the formula. */
void jy_making_step(struct jy_making *making, struct jy_formula step);
/* Adds a part and the step that gives its value; notes what of it cannot be computed. */
void jy_making_part(struct jy_making *making, struct jy_part part);
/* The other metric of a name, filled; NULL when unknown or wrong. Adds the step of its value. */
const struct jy_metric *jy_making_metric(struct jy_making *making, const struct jy_node *name);

/* formulas.c */
struct jy_figure jy_making_figure(struct jy_making *making, const struct jy_node *node);

/* aggregates.c: SHARE, SHARE_OF_SUMS, COUNT, NET, AGGREGATE, SHARE_OF_TIME, SHARE_OF_INTERVALS */
struct jy_figure jy_making_aggregate(struct jy_making *making, const struct jy_node *node);
/* `among`: true and *out NULL for all rows; false when it is wrong. */
bool jy_making_among(struct jy_making *making, const struct jy_node *node,
		     const struct jy_expr **out);
/* What `sum of` stands before; NULL when it cannot be summed up (reported). */
const struct jy_expr *jy_making_summand(struct jy_making *making, const struct jy_node *node);
/* The figure of one sum over another. */
struct jy_figure jy_making_sums(struct jy_making *making, const struct jy_node *node,
				const struct jy_expr *of, const struct jy_expr *over,
				const struct jy_expr *among);

/* percentiles.c: the share that lies below, of a `percentile 90` or `median`; false for no such
 * percentile (reported). */
bool jy_making_percentile(struct jy_making *making, const struct jy_node *node, jb_fix *argument);

/* approximate.c: false (reported) where the figure, or the part of it, is none that may be. */
bool jy_making_approximate(struct jy_making *making, const struct jy_node *node,
			   enum jrt_part_kind part);

/* kinds.c. Each reports, and says whether it did. */
/* An AGGREGATE of another metric: `mean of service_level`. */
bool jy_making_over_metric(struct jy_making *making, const struct jy_node *node,
			   enum jrt_part_kind part, const char *noun);
/* A sum or mean of a column that holds results: of `expr`, written as `node`. */
bool jy_making_over_results(struct jy_making *making, const struct jy_node *node,
			    const struct jy_expr *expr, enum jrt_part_kind part);
/* Whether two figures may be added; otherwise reported. */
bool jy_making_adds_up(struct jy_making *making, const struct jy_node *node,
		       const struct jy_operand *a, const struct jy_operand *b);

/* compounds.c: RATE, INDEX */
struct jy_figure jy_making_compound(struct jy_making *making, const struct jy_node *node);

/* groups.c: WORST, SHARE_OF_INTERVALS; a figure over groups is a whole value, never an operand. */
struct jy_figure jy_making_groups(struct jy_making *making, const struct jy_node *node);
/* After the value and `better` are known: which group is the worst must be said. */
bool jy_making_check_groups(struct jy_making *making);

#endif
