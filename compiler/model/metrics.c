/*
 * A metric: its statements, where its rows come from, and what its value makes of it. The value
 * itself is read by formulas.c, aggregates.c and compounds.c.
 */
#include "model/library.h"
#include "model/said.h"
#include "model/metric_build.h"
#include "model/story.h"

const struct jy_figure jy_figure_wrong = {.good = false};

void jy_making_cannot(struct jy_making *making, struct jb_text why)
{
	if (!making->cannot.size)
		making->cannot = why;
}

void jy_making_step(struct jy_making *making, struct jy_formula step)
{
	if (making->formula.count == JY_FORMULA_MAX)
		jy_making_report(making, JY_D_FORMULA_LIMIT, making->metric->decl.span,
				 "the value of `%.*s` is longer than %d figures",
				 JB_ARG(making->metric->decl.name), JY_FORMULA_MAX);
	if (making->formula.count <= JY_FORMULA_MAX)
		*jb_push(making->builder->arena, &making->formula) = step;
}

void jy_making_part(struct jy_making *making, struct jy_part part)
{
	struct jy_formula step = {.op = JRT_F_PART, .part = (uint32_t)making->parts.count};

	if (making->formula.count <= JY_FORMULA_MAX)
		*jb_push(making->builder->arena, &making->parts) = part;
	jy_making_step(making, step);
}

/* ---- the source ---- */

static void list_sources(struct jy_making *making, struct jy_diag *diag)
{
	const struct jy_model *model = making->builder->model;

	if (model->sources.count == 0)
		jy_diag_help(making->builder->diags, diag,
			     "declare one, `source NAME { … }`, and write `from NAME` here");
	else
		jy_diag_help(making->builder->diags, diag,
			     "write `from %.*s`, or another source's name",
			     JB_ARG(model->sources.at[0]->decl.name));
}

struct jy_rows *jy_making_rows(struct jy_making *making, const struct jy_node *node)
{
	struct jy_diag *diag;

	if (making->rows || making->source_asked)
		return making->rows;
	making->source_asked = true;
	if (making->metric->decl.damaged)
		return NULL;
	diag = jy_making_report(making, JY_D_METRIC_SOURCE, node->span,
				"nothing says from which source `%.*s` is taken",
				JB_ARG(making->metric->decl.name));
	list_sources(making, diag);
	return NULL;
}

/* `from` may be left out where there is only one source. */
static void find_source(struct jy_making *making, const struct jy_node *from)
{
	const struct jy_model *model = making->builder->model;
	const struct jy_source *source = NULL;

	if (from) {
		source = jy_builder_find(making->builder, JY_T_SOURCE, jy_kid(from, JY_FROM_NAME));
		making->source_asked = true;
	} else if (model->sources.count == 1) {
		source = model->sources.at[0];
	}
	if (!source || !jy_builder_need(making->builder, JY_T_SOURCE, source))
		return;
	making->rows = jy_rows_of(making->builder, source);
	making->metric->source = source;
}

/* Once for a source: all its metrics need it. */
static void check_time(struct jy_making *making)
{
	struct jy_rows *rows = making->rows;
	struct jy_diag *diag;

	if (!rows || rows->time_stated || rows->time_asked || !making->parts.count ||
	    rows->source->decl.damaged)
		return;
	rows->time_asked = true;
	diag = jy_making_report(making, JY_D_SOURCE_TIME, rows->source->decl.span,
				"nothing says when a row of `%.*s` happened",
				JB_ARG(rows->source->decl.name));
	jy_diag_label(making->builder->diags, diag, making->metric->decl.span,
		      "`%.*s` is measured by periods", JB_ARG(making->metric->decl.name));
	jy_diag_help(making->builder->diags, diag,
		     "write `time COLUMN`, or `each row covers month of COLUMN zone Europe/London` "
		     "where a "
		     "row sums up a period");
}

/* ---- statements ---- */

struct statements {
	const struct jy_node *from, *value, *better, *every, *no_rows, *rolls_up, *usable, *counted,
		*shares;
};

static void read_statement(struct jy_builder *builder, struct statements *seen,
			   const struct jy_node *node)
{
	const struct jy_node **slot;
	const char *what;

	switch (node->kind) {
	case JY_N_FROM: slot = &seen->from, what = "the source"; break;
	case JY_N_VALUE: slot = &seen->value, what = "the value"; break;
	case JY_N_BETTER: slot = &seen->better, what = "which direction is better"; break;
	case JY_N_EVERY: slot = &seen->every, what = "the period"; break;
	case JY_N_NO_ROWS: slot = &seen->no_rows, what = "what no rows mean"; break;
	case JY_N_SHARES_ROUNDED: slot = &seen->shares, what = "how its shares are rounded"; break;
	case JY_N_ROLLS_UP: slot = &seen->rolls_up, what = "how it rolls up"; break;
	case JY_N_USABLE: slot = &seen->usable, what = "how many rows must be usable"; break;
	case JY_N_COUNTED: slot = &seen->counted, what = "how many rows must count"; break;
	default: return;
	}
	jy_builder_once(builder, slot, node, what);
}

static void fill_better(struct jy_making *making, const struct jy_node *node)
{
	const struct jy_node *watch = jy_kid(node, JY_BETTER_WATCH);
	struct jy_metric *metric = making->metric;

	if (!node)
		return;
	metric->better = jy_word(jy_kid(node, JY_BETTER_DIRECTION)) == JY_W_LOWER
				 ? JRT_BETTER_LOWER
				 : JRT_BETTER_HIGHER;
	for (uint32_t i = 0; i < jy_count(watch); i++) {
		const struct jy_node *name = jy_kid(watch, i);
		const struct jy_metric *other =
			making->of_library ? jy_library_watched(making->builder, name)
					   : jy_builder_find(making->builder, JY_T_METRIC, name);

		if (!metric->watch_with)
			metric->watch_with = other;
	}
}

static void fill_terms(struct jy_making *making, const struct statements *seen)
{
	struct jy_metric *metric = making->metric;

	metric->usable_at_least = -1;
	if (seen->usable)
		jy_criterion_share(making->builder, jy_kid(seen->usable, JY_USABLE_PERCENT),
				   "write for example `usable at least 60%`",
				   &metric->usable_at_least);
	if (seen->counted)
		jy_builder_whole(making->builder, jy_kid(seen->counted, JY_COUNTED_NUMBER),
				 "the number of rows", 1, &metric->counted_at_least);
	if (seen->no_rows)
		metric->no_rows = jy_word(jy_kid(seen->no_rows, JY_NO_ROWS_MEANS)) == JY_W_ZERO
					  ? JRT_NO_ROWS_ZERO
					  : JRT_NO_ROWS_NOT_MEASURED;
	if (seen->every)
		jy_fill_period(making->builder, &metric->every,
			       jy_kid(seen->every, JY_EVERY_PERIOD),
			       jy_kid(seen->every, JY_EVERY_ZONE),
			       metric->source ? metric->source->time_zone : JB_TEXT(""), INT32_MIN);
}

/* Some figure of it is a share of time. */
static bool has_time(const struct jy_making *making)
{
	for (size_t p = 0; p < making->parts.count && !making->metric->grouped; p++)
		if (making->parts.at[p].kind == JRT_PART_TIME)
			return true;
	return false;
}

/* A count of nothing is 0, or nobody delivered the file: only the file's owner knows (A3). */
static void check_no_rows(struct jy_making *making, enum jrt_metric_kind kind)
{
	struct jy_metric *metric = making->metric;
	struct jy_diag *diag;

	if (metric->no_rows != JRT_NO_ROWS_UNSAID || metric->decl.damaged ||
	    (kind != JRT_KIND_COUNT && kind != JRT_KIND_SUM && !has_time(making)))
		return;
	diag = jy_diag_warn(making->builder->diags, JY_D_NO_ROWS_UNSAID, metric->decl.span,
			    "nothing says what it means for `%.*s` when a period has no rows",
			    JB_ARG(metric->decl.name));
	jy_diag_help(making->builder->diags, diag,
		     "write `no rows means zero`, or `no rows means not measured`");
}

/* Over a period, the greatest of its snapshots, or their mean: not of the last ones of its
 * months. */
static void roll_up_by(struct jy_making *making, enum jy_word by, struct jy_figure *figure)
{
	struct jy_part *part = &making->parts.at[making->parts.count - 1];

	if (by == JY_W_MAX)
		part->kind = JRT_PART_MAX;
	if (by == JY_W_MEAN)
		part->kind = JRT_PART_MEAN;
	if (by == JY_W_MEAN && figure->typed.type == JRT_COUNT)
		figure->typed.type = JRT_NUMBER;
}

/* A value at an instant is the last one of its period, unless something else is said. */
static void check_roll_up(struct jy_making *making, const struct jy_node *rolls_up,
			  struct jy_figure *figure)
{
	struct jy_diag *diag;

	if (!rolls_up)
		return;
	if (figure->kind == JRT_KIND_SNAPSHOT) {
		roll_up_by(making, jy_word(jy_kid(rolls_up, JY_ROLLS_UP_BY)), figure);
		return;
	}
	diag = jy_making_report(making, JY_D_ROLL_UP, rolls_up->span,
				"only a value at an instant, `last of …`, says how it rolls up");
	jy_diag_note(making->builder->diags, diag,
		     "everything else is rolled up from what was counted, never from results");
}

/* A net score whose two percentages are published as whole numbers is their difference. */
static void round_shares(struct jy_making *making, const struct jy_node *rounded)
{
	const struct jy_node *step = jy_kid(rounded, JY_SHARES_ROUNDED_STEP);
	struct jy_part *part = making->parts.count == 1 ? &making->parts.at[0] : NULL;
	struct jy_diag *diag;

	if (!rounded || !step)
		return;
	if (part && part->kind == JRT_PART_NET && jy_is(step, JY_N_PP) && step->value > 0) {
		part->rounding = jy_rounding_of(jy_kid(rounded, JY_SHARES_ROUNDED_ROUNDING));
		part->rounding_step = step->value;
		return;
	}
	diag = jy_making_report(making, JY_D_SHARES_ROUNDED, rounded->span,
				part && part->kind == JRT_PART_NET
					? "shares are rounded to percentage points"
					: "only a net score is made of two shares");
	jy_diag_help(making->builder->diags, diag,
		     part && part->kind == JRT_PART_NET
			     ? "write for example `shares rounded to 1pp down`"
			     : "a guarantee says how its figure is rounded: `round to 0.1pp half "
			       "up`");
}

/* ---- the value ---- */

static void report_no_value(struct jy_making *making)
{
	struct jy_diag *diag = jy_making_report(
		making, JY_D_STATEMENT_MISSING, making->metric->decl.span,
		"the metric `%.*s` has no value", JB_ARG(making->metric->decl.name));

	jy_diag_help(making->builder->diags, diag,
		     "write how it is computed, for example `value share of … among …`");
}

/* Every figure of a metric of metrics is computed, however often the same one is named; the limits
 * hold whatever the order of declaration. */
static bool check_size(struct jy_making *making)
{
	struct jy_metric *metric = making->metric;

	metric->figures = making->formula.count + making->others;
	if (metric->figures > JY_FORMULA_MAX)
		metric->figures = JY_FORMULA_MAX + 1;
	metric->levels = making->levels;
	if (making->formula.count > JY_FORMULA_MAX)
		return false; /* reported where it grew too long */
	if (metric->figures > JY_FORMULA_MAX)
		jy_making_report(making, JY_D_FORMULA_LIMIT, metric->decl.span,
				 "`%.*s` and the metrics it is made from are more than %d figures",
				 JB_ARG(metric->decl.name), JY_FORMULA_MAX);
	else if (metric->levels >= JY_NEED_DEPTH_MAX)
		jy_making_report(making, JY_D_NAME_CHAIN, metric->decl.span,
				 "more than %d metrics are made from one another in a row",
				 JY_NEED_DEPTH_MAX);
	else
		return true;
	return false;
}

static void keep_value(struct jy_making *making, struct jy_figure figure)
{
	struct jy_metric *metric = making->metric;

	metric->kind = figure.kind;
	metric->type = figure.typed.type;
	metric->currency = figure.typed.currency;
	metric->quotient = figure.typed.quotient;
	metric->difference = figure.typed.difference;
	metric->low = figure.typed.low;
	metric->high = figure.typed.high;
	metric->cannot = making->cannot;
	metric->can_measure =
		check_size(making) && jy_making_check_groups(making) && !making->cannot.size;
	if (!metric->can_measure)
		return;
	metric->part = making->parts.at;
	metric->part_count = making->parts.count;
	metric->formula = making->formula.at;
	metric->formula_count = making->formula.count;
}

static void fill_value(struct jy_making *making, const struct statements *seen)
{
	const struct jy_node *value = jy_kid(seen->value, JY_VALUE_AGGREGATE);
	struct jy_figure figure;

	if (!value) {
		if (!seen->value && !making->metric->decl.damaged)
			report_no_value(making);
		return;
	}
	making->metric->definition = jy_builder_written(making->builder, value->span);
	figure = jy_making_figure(making, value);
	check_time(making);
	if (!figure.good)
		return;
	check_no_rows(making, figure.kind);
	check_roll_up(making, seen->rolls_up, &figure);
	round_shares(making, seen->shares);
	keep_value(making, figure);
	/* A metric over other metrics alone is of no source. */
	if (!seen->from && !making->parts.count && !making->cannot.size)
		making->metric->source = NULL;
}

/* What the metric is about, and what its definition rests on. */
static void fill_meaning(struct jy_builder *builder, struct jy_metric *metric,
			 const struct jy_node *body)
{
	struct jy_said_texts aspects = {0};
	struct jy_said_things serves = {0};

	for (uint32_t i = 0; i < jy_count(body); i++) {
		const struct jy_node *node = jy_kid(body, i), *what = jy_kid(node, 0);

		if (jy_is(node, JY_N_ASPECT)) {
			jy_said_choices(builder, JY_CHOICE_ASPECT, what);
			jy_said_add(builder, &aspects, what);
		} else if (jy_is(node, JY_N_FUNDAMENTAL) &&
			   jy_builder_choice(builder, JY_CHOICE_FUNDAMENTAL, what) >= 0) {
			metric->fundamental = jy_text(what);
		} else if (jy_is(node, JY_N_LITERATURE)) {
			metric->literature = jy_text(what);
		} else if (jy_is(node, JY_N_SERVES)) {
			jy_said_find(builder, &serves, JY_T_OBJECTIVE, what);
		}
	}
	metric->aspects = jy_said_texts(&aspects);
	JY_SAID_KEEP(metric->serves, serves);
}

void jy_fill_metric(struct jy_builder *builder, struct jy_metric *metric,
		    const struct jy_node *node)
{
	struct jy_making making = {
		.builder = builder, .metric = metric, .of_library = jy_library_filling(builder)};
	const struct jy_node *body = jy_kid(node, JY_METRIC_BODY);
	struct statements seen = {0};

	for (uint32_t i = 0; i < jy_count(body); i++)
		if (jy_kid(body, i))
			read_statement(builder, &seen, jy_kid(body, i));
	fill_meaning(builder, metric, body);
	find_source(&making, seen.from);
	fill_better(&making, seen.better);
	fill_terms(&making, &seen);
	fill_value(&making, &seen);
}
