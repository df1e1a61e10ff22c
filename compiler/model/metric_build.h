/*
 * What the parts of a metric's making share: the metric under construction, and the value of an
 * expression over many rows. Read in this order: metrics.c (statements), formulas.c (arithmetic),
 * aggregates.c (one figure over rows), compounds.c (rates, indexes), groups.c (the worst of many
 * groups, the share of intervals).
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
	struct jy_typed typed;
	enum jrt_metric_kind kind;
};

extern const struct jy_figure jy_figure_wrong;

/* metrics.c: the rows the metric is taken from; NULL, reported once at `node`, when none are
 * known. */
struct jy_rows *jy_making_rows(struct jy_making *making, const struct jy_node *node);
/* Says why the metric is not measured; the first reason stays. */
void jy_making_cannot(struct jy_making *making, struct jb_text why);
struct jy_diag *jy_making_report(struct jy_making *making, enum jy_code code, struct jy_span span,
				 const char *format, ...) __attribute__((format(printf, 4, 5)));

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

/* compounds.c: RATE, INDEX */
struct jy_figure jy_making_compound(struct jy_making *making, const struct jy_node *node);

/* groups.c: WORST, SHARE_OF_INTERVALS; a figure over groups is a whole value, never an operand. */
struct jy_figure jy_making_groups(struct jy_making *making, const struct jy_node *node);
/* After the value and `better` are known: which group is the worst must be said. */
bool jy_making_check_groups(struct jy_making *making);

#endif
