/*
 * Figures made of others: a rate of events to an exposure, an index of weighted metrics.
 */
#include "model/metric_build.h"

/* ---- rate of EVENTS per EXPOSURE ---- */

static const struct jy_expr *events_of(struct jy_making *making, const struct jy_node *node)
{
	const struct jy_expr *events;

	if (!node || !jy_making_rows(making, node))
		return NULL;
	events = jy_rows_value(making->rows, node);
	if (!events || events->type == JRT_FLAG)
		return events;
	return jy_making_summand(making, node);
}

static bool fill_annual(struct jy_making *making, const struct jy_node *annual)
{
	const struct jy_node *times = jy_kid(annual, JY_ANNUAL_TIMES);
	struct jy_formula step = {.op = JRT_F_NUMBER};

	if (!annual)
		return true;
	if (!times) {
		jy_making_cannot(making,
				 JB_TEXT("a rate compounded to a year is not measured yet"));
		return true;
	}
	step.argument = times->value;
	jy_making_step(making, step);
	jy_making_step(making, (struct jy_formula){.op = JRT_F_MULTIPLY});
	return true;
}

/* A rate of like quantities is a plain number that may be given in percent. */
static struct jy_figure rate_of(struct jy_making *making, const struct jy_node *node)
{
	const struct jy_node *exposure = jy_kid(node, JY_RATE_EXPOSURE);
	const struct jy_node *over_node = jy_kid(exposure, JY_EXPOSURE_OF);
	const struct jy_expr *events = events_of(making, jy_kid(node, JY_RATE_EVENTS));
	const struct jy_expr *over = over_node ? jy_making_summand(making, over_node) : NULL;
	struct jy_part part = {
		.kind = JRT_PART_SUM_SHARE, .a = events, .b = over, .span = node->span};
	struct jy_figure out = {.good = true, .kind = JRT_KIND_RATE};
	struct jy_typed top = {.type = JRT_COUNT};
	struct jy_diag *diag;

	if (!events || !over)
		return jy_figure_wrong;
	if (events->type != JRT_FLAG)
		top = jy_expr_typed(events);
	if (!jy_types_combine(JRT_OP_DIVIDE, top, jy_expr_typed(over), &out.typed)) {
		diag = jy_making_report(
			making, JY_D_AGGREGATE_TYPE, over_node->span, "%.*s is no exposure",
			JB_ARG(jy_type_phrase(making->builder->arena, jy_expr_typed(over))));
		jy_rows_show_declared(making->rows, diag, over_node, over);
		return jy_figure_wrong;
	}
	jy_making_part(making, part);
	if (jy_word(jy_kid(exposure, JY_EXPOSURE_HOW)) != JY_W_SUM)
		jy_making_cannot(making,
				 JB_TEXT("only a rate per sum of its exposure is measured yet"));
	return fill_annual(making, jy_kid(node, JY_RATE_ANNUAL)) ? out : jy_figure_wrong;
}

/* ---- index of A 40%, B 60% ---- */

struct indexed {
	const struct jy_node *node;
	const struct jy_metric *metric;
	jb_fix weight;
};

static struct jb_text percent_text(struct jy_making *making, jb_i128 share)
{
	struct jb_buf buf;

	jb_buf_init(&buf, making->builder->arena);
	jb_buf_add_fix(&buf, share * 100);
	jb_buf_add_byte(&buf, '%');
	return jb_buf_text(&buf);
}

static bool check_weights(struct jy_making *making, const struct jy_node *list)
{
	jb_i128 sum = 0;
	struct jy_diag *diag;

	for (uint32_t i = 0; i < jy_count(list); i++) {
		const struct jy_node *percent = jy_kid(jy_kid(list, i), JY_PART_PERCENT);

		sum += percent ? percent->value : 0;
	}
	if (sum == JB_FIX_ONE)
		return true;
	diag = jy_making_report(making, JY_D_INDEX_PARTS, list->span,
				"the weights of an index add up to 100%%, these to %.*s",
				JB_ARG(percent_text(making, sum)));
	if (sum < JB_FIX_ONE)
		jy_diag_help(making->builder->diags, diag, "%.*s is missing",
			     JB_ARG(percent_text(making, JB_FIX_ONE - sum)));
	else
		jy_diag_help(making->builder->diags, diag, "%.*s is too much",
			     JB_ARG(percent_text(making, sum - JB_FIX_ONE)));
	return false;
}

static const char *direction_text(enum jrt_better better)
{
	return better == JRT_BETTER_HIGHER  ? "better when higher"
	       : better == JRT_BETTER_LOWER ? "better when lower"
					    : "in no direction better";
}

static bool check_like(struct jy_making *making, const struct indexed *first,
		       const struct indexed *part)
{
	struct jy_diags *diags = making->builder->diags;
	struct jb_arena *arena = making->builder->arena;
	struct jy_typed a = {.type = first->metric->type, .currency = first->metric->currency};
	struct jy_typed b = {.type = part->metric->type, .currency = part->metric->currency};
	struct jy_diag *diag;

	if (!jy_types_compare(a, b)) {
		diag = jy_making_report(
			making, JY_D_INDEX_PARTS, part->node->span,
			"the parts of an index are of one unit: `%.*s` is %.*s, `%.*s` %.*s",
			JB_ARG(first->metric->decl.name), JB_ARG(jy_type_phrase(arena, a)),
			JB_ARG(part->metric->decl.name), JB_ARG(jy_type_phrase(arena, b)));
	} else if (first->metric->better != part->metric->better) {
		diag = jy_making_report(
			making, JY_D_INDEX_PARTS, part->node->span,
			"an index cannot mix directions: `%.*s` is %s, `%.*s` %s",
			JB_ARG(first->metric->decl.name), direction_text(first->metric->better),
			JB_ARG(part->metric->decl.name), direction_text(part->metric->better));
	} else {
		return true;
	}
	jy_diag_label(diags, diag, first->metric->decl.span, "the first part");
	jy_diag_label(diags, diag, part->metric->decl.span, "this part");
	return false;
}

/* index + metric * weight, from 0 on; see JRT_F_WEIGH. */
static bool add_indexed(struct jy_making *making, const struct jy_node *node, struct indexed *part)
{
	const struct jy_node *percent = jy_kid(node, JY_PART_PERCENT);
	const struct jy_node *name = jy_kid(node, JY_PART_METRIC);

	part->node = node;
	part->metric = name ? jy_making_metric(making, name) : NULL;
	part->weight = percent ? percent->value : 0;
	if (!part->metric)
		return false;
	jy_making_step(making, (struct jy_formula){.op = JRT_F_NUMBER, .argument = part->weight});
	jy_making_step(making, (struct jy_formula){.op = JRT_F_WEIGH});
	return true;
}

static struct jy_figure index_of(struct jy_making *making, const struct jy_node *node)
{
	const struct jy_node *list = jy_kid(node, JY_INDEX_PARTS);
	struct jy_figure out = {.good = true, .kind = JRT_KIND_INDEX};
	struct indexed first = {0}, part;
	bool good = check_weights(making, list);

	jy_making_step(making, (struct jy_formula){.op = JRT_F_NUMBER});
	for (uint32_t i = 0; i < jy_count(list); i++) {
		if (!add_indexed(making, jy_kid(list, i), &part)) {
			good = false;
			continue;
		}
		if (!first.metric)
			first = part;
		good = check_like(making, &first, &part) && good;
	}
	if (!good || !first.metric)
		return jy_figure_wrong;
	out.typed =
		(struct jy_typed){.type = first.metric->type, .currency = first.metric->currency};
	return out;
}

struct jy_figure jy_making_compound(struct jy_making *making, const struct jy_node *node)
{
	return jy_is(node, JY_N_RATE) ? rate_of(making, node) : index_of(making, node);
}
