/*
 * Which figures may be put together once more. A ratio, a net score or a percentile keeps what it
 * was counted from, and over more rows it is made anew from that: a mean of ratios weighs a quiet
 * day like a busy one, a percentile of percentiles is the percentile of nothing, and a sum of
 * snapshots counts what stays each time again. Nothing is computed here; a mistake is reported and
 * that is all.
 */
#include "model/metric_build.h"

/* "a ratio", "a net score": stands after "is". */
static const char *kind_phrase(const struct jy_metric *metric)
{
	switch (metric->kind) {
	case JRT_KIND_COUNT: return "a count";
	case JRT_KIND_SUM: return "a sum";
	case JRT_KIND_RATIO: return "a ratio";
	case JRT_KIND_MEAN: return "a mean";
	case JRT_KIND_NET: return "a net score";
	case JRT_KIND_SNAPSHOT: return "a snapshot";
	case JRT_KIND_RATE: return "a rate";
	case JRT_KIND_INDEX: return "an index";
	case JRT_KIND_DISTRIBUTION:
		return metric->part_count && metric->part[0].kind == JRT_PART_VALUES
			       ? "a percentile"
			       : "a figure of a distribution";
	default: return "a computed figure";
	}
}

static const char *why_not_again(const struct jy_metric *metric, enum jrt_part_kind part)
{
	switch (metric->kind) {
	case JRT_KIND_RATIO:
	case JRT_KIND_RATE:
	case JRT_KIND_MEAN:
		return "put together from results, a quiet day would weigh like a busy one";
	case JRT_KIND_NET:
		return "put together from results, ten answers would weigh like a thousand";
	case JRT_KIND_DISTRIBUTION:
		return part == JRT_PART_VALUES ? "a percentile of percentiles is the percentile of "
						 "nothing that happened"
					       : "a result of a distribution does not know how "
						 "many values it stands for";
	case JRT_KIND_SNAPSHOT:
		return "what is still there would be counted at each snapshot again";
	default:
		return "over a longer period it is made anew from all its rows, never from results";
	}
}

/* ---- a metric where a value of one row is expected ---- */

/* Filled, unless it is being filled: then its kind is not known, and it is in a circle. */
static const struct jy_metric *metric_called(struct jy_making *making, const struct jy_node *name)
{
	struct jy_builder *builder = making->builder;
	struct jy_entry *entry;

	if (!jy_is(name, JY_N_NAME) || (making->rows && jy_rows_find(making->rows, name)))
		return NULL;
	entry = jy_builder_entry(builder, JY_T_METRIC, name->text);
	if (!entry)
		return NULL;
	if (entry->state != 1 && !jy_builder_need(builder, JY_T_METRIC, entry->model))
		return NULL;
	return entry->model;
}

static void help_metric(struct jy_making *making, struct jy_diag *diag, const struct jy_node *node,
			enum jrt_part_kind part)
{
	const struct jy_node *name = jy_kid(node, JY_AGGREGATE_OF);
	struct jy_diags *diags = making->builder->diags;

	if (name == NULL)
		return;
	jy_diag_help(diags, diag,
		     "write `%.*s` alone: over any period it is made from all its rows",
		     JB_ARG(name->text));
	if (part == JRT_PART_MEAN && !jy_kid(node, JY_AGGREGATE_AMONG))
		jy_diag_fix(diags, diag, node->span, name->text);
}

bool jy_making_over_metric(struct jy_making *making, const struct jy_node *node,
			   enum jrt_part_kind part, const char *noun)
{
	const struct jy_node *name = jy_kid(node, JY_AGGREGATE_OF);
	const struct jy_metric *metric = metric_called(making, name);
	struct jy_diag *diag;

	if (!metric)
		return false;
	diag = jy_making_report(making, JY_D_FIGURES_MIXED, name->span,
				"`%.*s` is %s over many rows already and has no %s",
				JB_ARG(name->text), kind_phrase(metric), noun);
	jy_diag_label(making->builder->diags, diag, metric->decl.span, "declared here");
	jy_diag_note(making->builder->diags, diag, "%s", why_not_again(metric, part));
	help_metric(making, diag, node, part);
	return true;
}

/* ---- a column that holds results ---- */

static bool is_result(const struct jy_metric *metric)
{
	return metric->kind == JRT_KIND_RATIO || metric->kind == JRT_KIND_RATE ||
	       metric->kind == JRT_KIND_MEAN || metric->kind == JRT_KIND_NET ||
	       metric->kind == JRT_KIND_DISTRIBUTION;
}

/* What a column reports; NULL where that is not said, or is the metric being made. */
static const struct jy_metric *reported_by(struct jy_making *making, const struct jy_expr *expr)
{
	const struct jy_metric *metric =
		expr->op == JRT_OP_COLUMN ? making->rows->source->reported[expr->k] : NULL;
	struct jy_entry *entry =
		metric ? jy_builder_entry(making->builder, JY_T_METRIC, metric->decl.name) : NULL;

	if (!entry || entry->state == 1 || !jy_builder_need(making->builder, JY_T_METRIC, metric))
		return NULL;
	return metric;
}

static void report_results(struct jy_making *making, const struct jy_node *node,
			   const struct jy_expr *expr, const struct jy_metric *metric,
			   enum jrt_part_kind part)
{
	struct jy_diags *diags = making->builder->diags;
	struct jy_diag *diag = jy_making_report(
		making, JY_D_FIGURES_MIXED, node->span,
		"`%.*s` reports %s in each row, and these have no %s", JB_ARG(node->text),
		kind_phrase(metric), part == JRT_PART_SUM ? "sum" : "mean");

	jy_rows_show_declared(making->rows, diag, node, expr);
	jy_diag_label(diags, diag, metric->decl.span, "what it reports");
	jy_diag_note(diags, diag, "%s", why_not_again(metric, part));
	jy_diag_help(diags, diag,
		     metric->kind == JRT_KIND_SNAPSHOT
			     ? "write `last of …`, or `max of …`"
			     : "where the file has what it was made from, write `share of sum A "
			       "among sum B`, or `sum of A / sum of B`");
}

static void report_percentages(struct jy_making *making, const struct jy_node *node,
			       const struct jy_expr *expr)
{
	struct jy_diags *diags = making->builder->diags;
	struct jy_diag *diag =
		jy_making_report(making, JY_D_FIGURES_MIXED, node->span,
				 "a mean of percentages weighs a quiet period like a busy one");

	jy_rows_show_declared(making->rows, diag, node, expr);
	jy_diag_label(diags, diag, making->rows->source->row_period.span,
		      "each row sums up a period");
	jy_diag_help(diags, diag,
		     "where the file has what they were made from, write `share of sum A among sum "
		     "B`; else take one of them: `last of …`, `min of …`");
}

bool jy_making_over_results(struct jy_making *making, const struct jy_node *node,
			    const struct jy_expr *expr, enum jrt_part_kind part)
{
	const struct jy_metric *metric;

	if (part != JRT_PART_SUM && part != JRT_PART_MEAN)
		return false;
	metric = reported_by(making, expr);
	if (metric &&
	    (is_result(metric) || (metric->kind == JRT_KIND_SNAPSHOT && part == JRT_PART_SUM))) {
		report_results(making, node, expr, metric, part);
		return true;
	}
	if (part != JRT_PART_MEAN || expr->type != JRT_SHARE ||
	    !making->rows->source->plain.row_covers)
		return false;
	report_percentages(making, node, expr);
	return true;
}

/* ---- adding figures ---- */

static bool same_base(const struct jy_figure *a, const struct jy_figure *b)
{
	return a->source && a->source == b->source && a->part.kind == b->part.kind &&
	       jy_expr_same(a->part.among, b->part.among) &&
	       (a->part.kind == JRT_PART_SHARE || jy_expr_same(a->part.b, b->part.b));
}

static bool may_add(const struct jy_figure *a, const struct jy_figure *b)
{
	if (a->own != b->own)
		return true;
	switch (a->own) {
	case JRT_KIND_RATIO: return same_base(a, b);
	case JRT_KIND_NET:
	case JRT_KIND_DISTRIBUTION: return false;
	default: return true;
	}
}

static const char *adding_phrase(enum jrt_metric_kind kind)
{
	return kind == JRT_KIND_RATIO ? "shares of different rows do not add up"
	       : kind == JRT_KIND_NET ? "net scores do not add up"
				      : "percentiles and ends of distributions do not add up";
}

static void help_adding(struct jy_making *making, struct jy_diag *diag, const struct jy_operand *a,
			const struct jy_operand *b)
{
	struct jy_diags *diags = making->builder->diags;

	if (a->figure.own == JRT_KIND_DISTRIBUTION)
		jy_diag_help(diags, diag, "take it of the sum: `percentile 90 of (A + B)`");
	else if (a->figure.metric && b->figure.metric && a->figure.metric != b->figure.metric)
		jy_diag_help(
			diags, diag,
			"where their weights are agreed, write them: `index of %.*s 50%%, %.*s "
			"50%%`",
			JB_ARG(a->figure.metric->decl.name), JB_ARG(b->figure.metric->decl.name));
	else
		jy_diag_help(diags, diag,
			     "declare both as metrics and weigh them: `index of A 50%%, B 50%%`");
}

bool jy_making_adds_up(struct jy_making *making, const struct jy_node *node,
		       const struct jy_operand *a, const struct jy_operand *b)
{
	struct jy_diags *diags = making->builder->diags;
	const struct jy_operand *both[] = {a, b};
	struct jy_diag *diag;

	if (may_add(&a->figure, &b->figure))
		return true;
	diag = jy_making_report(making, JY_D_FIGURES_MIXED, node->span, "%s",
				adding_phrase(a->figure.own));
	for (size_t i = 0; i < 2; i++) {
		const struct jy_metric *metric = both[i]->figure.metric;

		jy_diag_label(diags, diag, both[i]->span, i ? "and this another" : "this is one");
		if (metric && (i == 0 || metric != a->figure.metric))
			jy_diag_label(diags, diag, metric->decl.span, "`%.*s` is declared here",
				      JB_ARG(metric->decl.name));
	}
	if (a->figure.own == JRT_KIND_RATIO)
		jy_diag_note(diags, diag,
			     "60%% of ten customers and 80%% of a thousand are neither 140%% nor "
			     "70%% of all of them");
	help_adding(making, diag, a, b);
	return false;
}
