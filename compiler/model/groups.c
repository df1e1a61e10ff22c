/*
 * Figures over groups of rows: `worst of METRIC for each COLUMN, at least n counted` and `share of
 * intervals of LENGTH meeting METRIC RANGE`. The parts and the formula of the metric are taken
 * over whole, with those of the metrics it is made from, because each group is counted apart.
 */
#include "base/utf8.h"
#include "model/metric_build.h"
#include "time/civil.h"

/* ---- what each group has ---- */

static bool refuse(struct jy_making *making, struct jy_span span, const struct jy_metric *metric,
		   const char *message, const char *help)
{
	struct jy_diag *diag = jy_making_report(making, JY_D_AGGREGATE_TYPE, span, "%s", message);

	if (metric)
		jy_diag_label(making->builder->diags, diag, metric->decl.span, "declared here");
	if (help)
		jy_diag_help(making->builder->diags, diag, "%s", help);
	return false;
}

static bool take_source(struct jy_making *making, const struct jy_node *node,
			const struct jy_metric *from)
{
	struct jy_metric *metric = making->metric;

	if (!making->rows) {
		making->source_asked = true;
		making->rows = jy_rows_of(making->builder, from->source);
		metric->source = from->source;
	}
	if (metric->source == from->source)
		return true;
	return refuse(making, node->span, from,
		      jb_text_printf(making->builder->arena,
				     "`%.*s` is taken from `%.*s`, and the groups from `%.*s`",
				     JB_ARG(from->decl.name), JB_ARG(from->source->decl.name),
				     JB_ARG(metric->source->decl.name))
			      .at,
		      "rows of one source make the groups and their figures");
}

/* The formula of `from`, with the formulas of its metrics in their places. `levels` holds where the
 * model is wrong about circles. */
static bool take_formula(struct jy_making *making, const struct jy_node *node,
			 const struct jy_metric *from, unsigned levels)
{
	if (from->grouping != JRT_GROUPS_NONE)
		return refuse(making, node->span, from,
			      "groups of groups are not measured: this metric has groups already",
			      "name the metric of which this one is made");
	if (from->part_count && !take_source(making, node, from))
		return false;
	for (size_t i = 0; i < from->formula_count; i++) {
		struct jy_formula step = from->formula[i];

		if (step.op == JRT_F_METRIC) {
			if (!levels || !take_formula(making, node, step.metric, levels - 1))
				return false;
			continue;
		}
		if (step.op == JRT_F_PART || step.op == JRT_F_PERCENTILE ||
		    step.op == JRT_F_STOCK) {
			*jb_push(making->builder->arena, &making->parts) = from->part[step.part];
			step.part = (uint32_t)(making->parts.count - 1);
		}
		jy_making_step(making, step);
	}
	return true;
}

/* The metric that each group has; NULL when it is unknown or wrong, which is reported. */
static const struct jy_metric *take_metric(struct jy_making *making, const struct jy_node *name)
{
	const struct jy_metric *from = jy_builder_find(making->builder, JY_T_METRIC, name);

	if (!from || !jy_builder_need(making->builder, JY_T_METRIC, from) ||
	    jy_metric_is_wrong(from))
		return NULL;
	if (making->levels <= from->levels)
		making->levels = from->levels + 1;
	making->metric->grouped = from;
	if (from->cannot.size)
		jy_making_cannot(making, from->cannot);
	else if (!take_formula(making, name, from, JY_NEED_DEPTH_MAX))
		return NULL;
	for (size_t i = 0; i < making->parts.count; i++)
		if (making->parts.at[i].kind == JRT_PART_TIME)
			jy_making_cannot(making, JB_TEXT("shares of time are not taken in "
							 "groups: measure each by a slice of its "
							 "own"));
	return from;
}

/* Figures over groups have no parts of their own that arithmetic could go on with. */
static bool is_whole_value(struct jy_making *making, const struct jy_node *node)
{
	const struct jy_node *body = jy_kid(making->metric->decl.node, JY_METRIC_BODY);

	for (uint32_t i = 0; i < jy_count(body); i++)
		if (jy_is(jy_kid(body, i), JY_N_VALUE) &&
		    jy_kid(jy_kid(body, i), JY_VALUE_AGGREGATE) == node)
			return true;
	return refuse(making, node->span, NULL,
		      "a figure over groups is not computed with where it stands",
		      "make it the value of a metric of its own, and compute with that");
}

/* ---- worst of METRIC for each COLUMN ---- */

static const struct jy_expr *key_of(struct jy_making *making, const struct jy_node *name)
{
	const struct jy_expr *key;

	if (!name || !jy_making_rows(making, name))
		return NULL;
	key = jy_rows_value(making->rows, name);
	if (!key || !key->looks_ahead)
		return key;
	jy_making_report(making, JY_D_LOOK_AHEAD, name->span,
			 "a group cannot depend on what happens again later");
	return NULL;
}

/* `for each COLUMN, at least N counted`; false, reported, where either is wrong. */
static bool take_groups(struct jy_making *making, const struct jy_node *each,
			const struct jy_node *counted)
{
	struct jy_metric *metric = making->metric;

	metric->group_by = key_of(making, each);
	return metric->group_by &&
	       (!counted || jy_builder_whole(making->builder, counted, "the number of rows", 1,
					     &metric->group_counted));
}

static struct jy_figure worst_of(struct jy_making *making, const struct jy_node *node)
{
	const struct jy_node *each = jy_kid(node, JY_WORST_EACH);
	const struct jy_node *counted = jy_kid(node, JY_WORST_COUNTED);
	const struct jy_metric *from = take_metric(making, jy_kid(node, JY_WORST_METRIC));
	struct jy_metric *metric = making->metric;

	if (!from || !take_groups(making, each, counted))
		return jy_figure_wrong;
	metric->grouping = JRT_GROUPS_WORST;
	metric->group_what = each->text;
	return (struct jy_figure){.good = true,
				  .typed = jy_metric_typed(from),
				  .kind = JRT_KIND_FORMULA,
				  .own = JRT_KIND_FORMULA};
}

/* ---- standing of METRIC for "KEY" among each COLUMN ---- */

static struct jy_figure standing_of(struct jy_making *making, const struct jy_node *node)
{
	const struct jy_node *each = jy_kid(node, JY_STANDING_EACH);
	const struct jy_node *counted = jy_kid(node, JY_STANDING_COUNTED);
	const struct jy_metric *from = take_metric(making, jy_kid(node, JY_STANDING_METRIC));
	struct jy_metric *metric = making->metric;

	if (!from || !take_groups(making, each, counted))
		return jy_figure_wrong;
	metric->grouping = JRT_GROUPS_STANDING;
	metric->group_what = each->text;
	metric->group_of =
		jb_utf8_nfc(making->builder->arena, jy_text(jy_kid(node, JY_STANDING_FOR)));
	if (metric->better == JRT_BETTER_UNSAID)
		metric->better = from->better;
	return (struct jy_figure){.good = true,
				  .typed = {.type = JRT_NUMBER},
				  .kind = JRT_KIND_FORMULA,
				  .own = JRT_KIND_FORMULA};
}

bool jy_making_check_groups(struct jy_making *making)
{
	struct jy_metric *metric = making->metric;
	const struct jy_metric *from = metric->grouped;
	struct jy_diag *diag;

	if (metric->grouping != JRT_GROUPS_WORST || from->decl.damaged)
		return true;
	if (metric->better == JRT_BETTER_UNSAID)
		metric->better = from->better;
	if (metric->better == JRT_BETTER_UNSAID) {
		diag = jy_making_report(making, JY_D_STATEMENT_MISSING, metric->decl.span,
					"nothing says which value of `%.*s` is the worst",
					JB_ARG(from->decl.name));
		jy_diag_label(making->builder->diags, diag, from->decl.span, "declared here");
		jy_diag_help(making->builder->diags, diag,
			     "write `better higher` or `better lower` in `%.*s`",
			     JB_ARG(from->decl.name));
		return false;
	}
	if (from->better == JRT_BETTER_UNSAID || metric->better == from->better)
		return true;
	return refuse(making, metric->decl.span, from,
		      jb_text_printf(making->builder->arena,
				     "`%.*s` is better in one direction and `%.*s`, of which it is "
				     "the worst, in the other",
				     JB_ARG(metric->decl.name), JB_ARG(from->decl.name))
			      .at,
		      "leave `better` out here");
}

/* ---- share of intervals of LENGTH meeting METRIC RANGE ---- */

/* Intervals are counted from each midnight on, so a day holds whole ones. */
static bool fill_length(struct jy_making *making, const struct jy_node *node)
{
	const struct jy_typed length = {.type = JRT_DURATION};
	jb_fix *out = &making->metric->group_length;
	struct jy_diag *diag;

	if (!node)
		return false;
	if (jy_literal_value(node, length, out) && *out > 0 && JRT_DAY_US % *out == 0)
		return true;
	diag = jy_making_report(making, JY_D_LENGTH_UNCLEAR, node->span,
				"a day does not divide into intervals of this length");
	jy_diag_help(making->builder->diags, diag,
		     "write for example `intervals of 15min`, `30min` or `1h`");
	return false;
}

/* A row must have happened at one moment to lie in one interval. */
static bool check_moments(struct jy_making *making, const struct jy_node *node)
{
	const struct jy_source *source = making->metric->source;
	struct jy_diag *diag;

	if (!source || !source->time ||
	    (!source->plain.row_covers && source->time->type == JRT_INSTANT))
		return true;
	diag = jy_making_report(making, JY_D_AGGREGATE_TYPE, node->span,
				"a row of `%.*s` has %s, and so lies in no interval of it",
				JB_ARG(source->decl.name),
				source->plain.row_covers ? "a whole period" : "a day only");
	jy_diag_label(making->builder->diags, diag, source->decl.span, "declared here");
	jy_diag_help(making->builder->diags, diag,
		     "rows with a `timestamp`, or a date at a clock time, lie in one interval");
	return false;
}

static struct jy_figure share_of_intervals(struct jy_making *making, const struct jy_node *node)
{
	const struct jy_node *length = jy_kid(node, JY_SHARE_OF_INTERVALS_LENGTH);
	const struct jy_metric *from =
		take_metric(making, jy_kid(node, JY_SHARE_OF_INTERVALS_METRIC));
	struct jrt_threshold *meets = JB_NEW(making->builder->arena, struct jrt_threshold);
	struct jy_metric *metric = making->metric;
	bool long_enough = fill_length(making, length);

	if (!from || !long_enough || !check_moments(making, node) ||
	    !jy_check_threshold(making->builder, from, jy_kid(node, JY_SHARE_OF_INTERVALS_RANGE),
				meets))
		return jy_figure_wrong;
	meets->from = INT32_MIN;
	metric->grouping = JRT_GROUPS_SHARE;
	metric->group_what = JB_TEXT("interval");
	metric->group_meets = meets;
	return (struct jy_figure){.good = true,
				  .typed = {.type = JRT_SHARE},
				  .kind = JRT_KIND_RATIO,
				  .own = JRT_KIND_FORMULA};
}

struct jy_figure jy_making_groups(struct jy_making *making, const struct jy_node *node)
{
	if (!is_whole_value(making, node))
		return jy_figure_wrong;
	if (jy_is(node, JY_N_STANDING))
		return standing_of(making, node);
	return jy_is(node, JY_N_WORST) ? worst_of(making, node) : share_of_intervals(making, node);
}
