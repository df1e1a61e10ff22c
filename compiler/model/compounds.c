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

static void report_times(struct jy_making *making, const struct jy_node *times)
{
	struct jy_diag *diag = jy_making_report(making, JY_D_OUT_OF_SCALE, times->span,
						"a year has more than none of these periods");

	jy_diag_help(making->builder->diags, diag,
		     "write how many there are, for example `times 12` for months");
}

static bool fill_annual(struct jy_making *making, const struct jy_node *annual)
{
	const struct jy_node *times = jy_kid(annual, JY_ANNUAL_TIMES);
	struct jy_formula step = {.op = JRT_F_NUMBER};

	if (!annual)
		return true;
	if (!times) {
		jy_making_step(making, (struct jy_formula){.op = JRT_F_COMPOUND});
		return true;
	}
	if (times->value <= 0) {
		report_times(making, times);
		return false;
	}
	step.argument = times->value;
	jy_making_step(making, step);
	jy_making_step(making, (struct jy_formula){.op = JRT_F_MULTIPLY});
	return true;
}

/* `over days`, `over months`; without it the mean is over the moments that rows have. */
static bool fill_unit(struct jy_making *making, const struct jy_node *over, struct jy_formula *step)
{
	struct jy_diag *diag;

	step->stock = over ? JRT_STOCK_MEAN_OVER : JRT_STOCK_MEAN;
	switch (jy_word(over)) {
	case JY_W_DAY:
	case JY_W_DAYS: step->unit = JRT_DAY; return true;
	case JY_W_WEEK:
	case JY_W_WEEKS: step->unit = JRT_WEEK; return true;
	case JY_W_MONTH:
	case JY_W_MONTHS: step->unit = JRT_MONTH; return true;
	case JY_W_QUARTER:
	case JY_W_QUARTERS: step->unit = JRT_QUARTER; return true;
	case JY_W_YEAR:
	case JY_W_YEARS: step->unit = JRT_YEAR; return true;
	default: break;
	}
	if (!over)
		return true;
	diag = jy_making_report(making, JY_D_LENGTH_UNCLEAR, over->span,
				"a mean is taken over days or longer");
	jy_diag_help(making->builder->diags, diag,
		     "write `over days`, `over weeks`, `over months`, or leave it out: then each "
		     "time that rows have counts once");
	return false;
}

/* Heads that people left: what was there at the first moment, or on average. */
static bool add_stock(struct jy_making *making, const struct jy_node *exposure,
		      const struct jy_expr *over)
{
	struct jy_formula step = {.op = JRT_F_STOCK};
	struct jy_formula *added;
	bool good = true;

	switch (jy_word(jy_kid(exposure, JY_EXPOSURE_HOW))) {
	case JY_W_OPENING: step.stock = JRT_STOCK_OPENING; break;
	case JY_W_CLOSING: step.stock = JRT_STOCK_ENDS; break;
	default: good = fill_unit(making, jy_kid(exposure, JY_EXPOSURE_OVER), &step); break;
	}
	jy_making_part(making,
		       (struct jy_part){.kind = JRT_PART_STOCK, .a = over, .span = exposure->span});
	added = &making->formula.at[making->formula.count - 1];
	step.part = added->part;
	*added = step;
	jy_making_step(making, (struct jy_formula){.op = JRT_F_DIVIDE});
	return good;
}

/* Per a sum both sums are kept in one part; per what is there, each by itself. */
static bool add_rate(struct jy_making *making, const struct jy_node *node,
		     const struct jy_expr *events, const struct jy_expr *over)
{
	const struct jy_node *exposure = jy_kid(node, JY_RATE_EXPOSURE);
	struct jy_part part = {.kind = JRT_PART_SUM, .a = events, .span = node->span};

	if (jy_word(jy_kid(exposure, JY_EXPOSURE_HOW)) != JY_W_SUM) {
		jy_making_part(making, part);
		return add_stock(making, exposure, over);
	}
	part.kind = JRT_PART_SUM_SHARE;
	part.b = over;
	jy_making_part(making, part);
	return true;
}

/* A rate of like quantities is a plain number that may be given in percent. */
static struct jy_figure rate_of(struct jy_making *making, const struct jy_node *node)
{
	const struct jy_node *exposure = jy_kid(node, JY_RATE_EXPOSURE);
	const struct jy_node *over_node = jy_kid(exposure, JY_EXPOSURE_OF);
	const struct jy_expr *events = events_of(making, jy_kid(node, JY_RATE_EVENTS));
	const struct jy_expr *over = over_node ? jy_making_summand(making, over_node) : NULL;
	struct jy_figure out = {.good = true, .kind = JRT_KIND_RATE, .own = JRT_KIND_FORMULA};
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
		jy_diag_help(making->builder->diags, diag,
			     "say of which size: `let NAME = %.*s / %s`, and then `per NAME`",
			     JB_ARG(over_node->text), over->type == JRT_DURATION ? "1h" : "EUR 1");
		return jy_figure_wrong;
	}
	if (!add_rate(making, node, events, over))
		return jy_figure_wrong;
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

/* What the last weight would have to be, where that can be. */
static void help_last_weight(struct jy_making *making, struct jy_diag *diag,
			     const struct jy_node *list, jb_i128 sum)
{
	const struct jy_node *last = jy_kid(list, jy_count(list) - 1);
	const struct jy_node *percent = jy_kid(last, JY_PART_PERCENT);
	const struct jy_node *name = jy_kid(last, JY_PART_METRIC);
	jb_i128 rest = percent ? JB_FIX_ONE - sum + percent->value : 0;

	if (name && rest > 0)
		jy_diag_help(making->builder->diags, diag, "for example `%.*s %.*s`",
			     JB_ARG(name->text), JB_ARG(percent_text(making, rest)));
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
	help_last_weight(making, diag, list, sum);
	return false;
}

/* A part without weight says nothing, and one named twice has another weight than it seems. */
static bool check_parts(struct jy_making *making, const struct jy_node *list)
{
	struct jy_diags *diags = making->builder->diags;
	bool good = true;
	struct jb_map seen;

	jb_map_init(&seen, making->builder->arena);
	for (uint32_t i = 0; i < jy_count(list); i++) {
		const struct jy_node *name = jy_kid(jy_kid(list, i), JY_PART_METRIC);
		const struct jy_node *percent = jy_kid(jy_kid(list, i), JY_PART_PERCENT);
		struct jy_diag *diag;
		uint64_t *at;
		bool fresh;

		if (!name || !percent)
			continue;
		at = jb_map_put(&seen, name->text, &fresh);
		if (!fresh) {
			diag = jy_making_report(making, JY_D_INDEX_PARTS, name->span,
						"`%.*s` is weighed twice", JB_ARG(name->text));
			jy_diag_label(diags, diag, jy_kid(list, (uint32_t)*at)->span, "first here");
			jy_diag_help(diags, diag, "give it one weight");
		} else if (percent->value == 0) {
			diag = jy_making_report(making, JY_D_INDEX_PARTS, percent->span,
						"a part of 0%% has no part in the index");
			jy_diag_help(diags, diag, "leave it out, or give it a weight");
		}
		good = good && fresh && percent->value != 0;
		if (fresh)
			*at = i;
	}
	return good;
}

static const char *direction_text(enum jrt_better better)
{
	return better == JRT_BETTER_HIGHER  ? "better when higher"
	       : better == JRT_BETTER_LOWER ? "better when lower"
					    : "in no direction better";
}

/* Its opposite, or its direction, makes a part go with the others. */
static void help_direction(struct jy_making *making, struct jy_diag *diag,
			   const struct jy_metric *first, const struct jy_metric *part)
{
	struct jy_diags *diags = making->builder->diags;
	const struct jy_metric *unsaid = first->better == JRT_BETTER_UNSAID ? first : part;
	const struct jy_metric *other = unsaid == first ? part : first;
	const char *direction = other->better == JRT_BETTER_HIGHER ? "higher" : "lower";

	if (unsaid->better == JRT_BETTER_UNSAID)
		jy_diag_help(diags, diag, "say in `%.*s` which is better, for example `better %s`",
			     JB_ARG(unsaid->decl.name), direction);
	else if (part->type == JRT_SHARE)
		jy_diag_help(
			diags, diag,
			"weigh its opposite: `metric NAME { value 100%% - %.*s`, `better %s }`",
			JB_ARG(part->decl.name), direction);
	else
		jy_diag_help(diags, diag,
			     "weigh a share that is better %s, such as the cases within a limit: "
			     "`share of … among …`",
			     direction);
}

static bool check_like(struct jy_making *making, const struct indexed *first,
		       const struct indexed *part)
{
	struct jy_diags *diags = making->builder->diags;
	struct jb_arena *arena = making->builder->arena;
	struct jy_typed a = jy_metric_typed(first->metric), b = jy_metric_typed(part->metric);
	struct jy_diag *diag;

	if (!jy_types_compare(a, b)) {
		diag = jy_making_report(
			making, JY_D_INDEX_PARTS, part->node->span,
			"the parts of an index are of one unit: `%.*s` is %.*s, `%.*s` %.*s",
			JB_ARG(first->metric->decl.name),
			JB_ARG(jy_type_phrase_beside(arena, a, b)), JB_ARG(part->metric->decl.name),
			JB_ARG(jy_type_phrase_beside(arena, b, a)));
		jy_diag_help(
			diags, diag,
			"make each a share of what it could be, or of the cases that reach it: "
			"`share of … among …`");
	} else if (first->metric->better != part->metric->better) {
		diag = jy_making_report(
			making, JY_D_INDEX_PARTS, part->node->span,
			"an index cannot mix directions: `%.*s` is %s, `%.*s` %s",
			JB_ARG(first->metric->decl.name), direction_text(first->metric->better),
			JB_ARG(part->metric->decl.name), direction_text(part->metric->better));
		help_direction(making, diag, first->metric, part->metric);
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

/* An index is better where its parts are; where it does not say so, that is what it means. */
static bool check_own_direction(struct jy_making *making, const struct jy_metric *part)
{
	struct jy_metric *metric = making->metric;
	struct jy_diag *diag;

	if (metric->better == JRT_BETTER_UNSAID)
		metric->better = part->better;
	if (metric->better == part->better || part->better == JRT_BETTER_UNSAID)
		return true;
	diag = jy_making_report(making, JY_D_INDEX_PARTS, metric->decl.span,
				"`%.*s` is %s, and its parts are %s", JB_ARG(metric->decl.name),
				direction_text(metric->better), direction_text(part->better));
	jy_diag_label(making->builder->diags, diag, part->decl.span, "one of its parts");
	jy_diag_help(making->builder->diags, diag, "write `better %s`",
		     part->better == JRT_BETTER_HIGHER ? "higher" : "lower");
	return false;
}

static struct jy_figure index_of(struct jy_making *making, const struct jy_node *node)
{
	const struct jy_node *list = jy_kid(node, JY_INDEX_PARTS);
	struct jy_figure out = {.good = true, .kind = JRT_KIND_INDEX, .own = JRT_KIND_FORMULA};
	struct indexed first = {0}, part;
	bool good = check_parts(making, list) && check_weights(making, list);

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
	if (!check_own_direction(making, first.metric))
		return jy_figure_wrong;
	out.typed = jy_metric_typed(first.metric);
	return out;
}

struct jy_figure jy_making_compound(struct jy_making *making, const struct jy_node *node)
{
	return jy_is(node, JY_N_RATE) ? rate_of(making, node) : index_of(making, node);
}
