/*
 * Guarantees: which figure is measured, what is expected of it and what is the least, from when,
 * and how it is rounded before it is compared.
 */
#include "model/money.h"

/* Periods that are taken together: more are a longer period. */
#define AVERAGE_MAX 120

/* What one guarantee states. */
struct reading {
	const struct jy_agreement *agreement;
	struct jy_guarantee *guarantee;
	const struct jy_node *measure, *as_journey, *rounding, *every, *counted, *usable,
		*confidence, *over, *worst, *few, *part_periods;
	const struct jy_node *on, *always; /* a level of one day; one of every period */
	struct jy_criterion measured;	   /* what expected and minimum have in common */
	bool wrong;			   /* it cannot be judged, which is reported */
	struct jy_steps expected, minimum;
};

/* ---- where and what is measured ---- */

static void read_measure(struct jy_builder *builder, struct reading *reading)
{
	const struct jy_place place = {.agreement = reading->agreement};
	const struct jy_node *node = reading->measure;
	struct jy_criterion *measured = &reading->measured;
	struct jy_diag *diag;

	*measured = (struct jy_criterion){.usable_at_least = -1};
	if (node) {
		measured->metric =
			jy_builder_find(builder, JY_T_METRIC, jy_kid(node, JY_MEASURE_METRIC));
		reading->wrong = !jy_fill_scopes(builder, measured, &place,
						 jy_kid(node, JY_MEASURE_SCOPES)) ||
				 !reading->agreement->partner;
		return;
	}
	if (reading->guarantee->decl.damaged)
		return;
	diag = jy_diag_error(builder->diags, JY_D_STATEMENT_MISSING, reading->guarantee->decl.span,
			     "the guarantee `%.*s` does not say what is measured",
			     JB_ARG(reading->guarantee->decl.name));
	jy_diag_help(builder->diags, diag, "add `measure METRIC at JOURNEY.TOUCHPOINT`");
}

static void read_strength(struct jy_builder *builder, struct reading *reading,
			  const struct jy_node *node)
{
	struct jy_criterion *measured = &reading->measured;
	const struct jy_node *what = jy_kid(node, 0);

	switch (node->kind) {
	case JY_N_COUNTED:
		if (jy_builder_once(builder, &reading->counted, node, "`at least … counted`"))
			jy_builder_whole(builder, what, "a number of rows", 1,
					 &measured->counted_at_least);
		return;
	case JY_N_USABLE:
		if (jy_builder_once(builder, &reading->usable, node, "`usable at least`"))
			jy_criterion_share(builder, what, "write for example `usable at least 60%`",
					   &measured->usable_at_least);
		return;
	case JY_N_CONFIDENCE:
		if (jy_builder_once(builder, &reading->confidence, node, "the confidence"))
			jy_criterion_confidence(builder, what, &measured->confidence);
		return;
	default: return;
	}
}

/* ---- levels ---- */

static void read_level(struct jy_builder *builder, struct reading *reading, struct jy_steps *steps,
		       const struct jy_node *node)
{
	const struct jy_node *force = jy_kid(node, JY_EXPECTED_IN_FORCE);

	if (jy_is(force, JY_N_ON)) {
		reading->on = node;
		jy_steps_add_on(builder, steps, reading->measured.metric,
				jy_kid(node, JY_EXPECTED_TARGET), jy_kid(force, JY_ON_DATE));
		return;
	}
	reading->always = node;
	jy_steps_add(builder, steps, reading->measured.metric, jy_kid(node, JY_EXPECTED_TARGET),
		     jy_kid(force, JY_FROM_DATE_DATE));
}

/* Copied with its strength, where the guarantee does not state its own. */
static void take_from_journey(struct jy_builder *builder, struct reading *reading)
{
	struct jy_criterion *measured = &reading->measured;
	const struct jy_criterion *level;

	if (!measured->metric)
		return;
	level = jy_journey_level(builder, measured, reading->as_journey->span);
	if (!level)
		return;
	for (size_t i = 0; i < level->threshold_count; i++) {
		*jb_push(builder->arena, &reading->expected.list) = level->threshold[i];
		*jb_push(builder->arena, &reading->expected.spans) = reading->as_journey->span;
	}
	reading->expected.broken = level->threshold_count == 0;
	if (level->over_count)
		measured->cannot = JB_TEXT("the journey expects it of a day or a season, and a "
					   "guarantee that follows it is judged by periods");
	if (!measured->counted_at_least)
		measured->counted_at_least = level->counted_at_least;
	if (measured->usable_at_least < 0)
		measured->usable_at_least = level->usable_at_least;
	if (!measured->confidence)
		measured->confidence = level->confidence;
}

/* What a strict reader would ask: a figure above the minimum is not below what is expected. */
static void check_levels(struct jy_builder *builder, const struct reading *reading)
{
	const struct jrt_threshold *expected = reading->expected.list.at;
	const struct jrt_threshold *minimum = reading->minimum.list.at;
	bool upward;
	struct jy_diag *diag;

	if (!reading->expected.list.count || !reading->minimum.list.count ||
	    expected->comparison != minimum->comparison || expected->comparison == JRT_WITHIN)
		return;
	upward = expected->comparison == JRT_AT_LEAST || expected->comparison == JRT_ABOVE;
	if (upward ? minimum->low <= expected->low : minimum->low >= expected->low)
		return;
	diag = jy_diag_error(builder->diags, JY_D_LEVELS_ORDER, reading->minimum.spans.at[0],
			     "the minimum is stricter than what is expected");
	jy_diag_label(builder->diags, diag, reading->expected.spans.at[0], "expected");
	jy_diag_help(builder->diags, diag, "the minimum is the weaker of the two: swap them");
}

/* ---- the period ---- */

static void report_no_period(struct jy_builder *builder, const struct jy_agreement *agreement)
{
	struct jy_diag *diag =
		jy_diag_error(builder->diags, JY_D_PERIOD_MISSING, agreement->decl.span,
			      "nothing says over which periods the agreement `%.*s` is judged",
			      JB_ARG(agreement->decl.name));

	jy_diag_help(builder->diags, diag, "add `every month zone Europe/London` to it");
}

static void check_part_periods(struct jy_builder *builder, const struct jy_agreement *agreement,
			       const struct jy_guarantee *guarantee)
{
	int32_t from = agreement->runs.from, behind = agreement->runs.to + 1;
	struct jy_diag *diag;
	bool first;

	if (!agreement->has_runs || guarantee->part_periods != JRT_PART_UNSAID ||
	    !guarantee->period.given || agreement->decl.damaged || guarantee->decl.damaged)
		return;
	first = jy_period_start_after(builder, &guarantee->period, from) != from;
	if (!first && jy_period_start_after(builder, &guarantee->period, behind) == behind)
		return;
	diag = jy_diag_error(builder->diags, JY_D_PART_PERIOD_UNSAID, agreement->decl.span,
			     first ? "the agreement begins on %s, in the middle of a period"
				   : "the agreement ends on %s, in the middle of a period",
			     jy_builder_date_text(builder, first ? from : agreement->runs.to).at);
	jy_diag_label(builder->diags, diag, guarantee->period.span, "judged by this period");
	jy_diag_help(builder->diags, diag,
		     "add `part periods judged`, `part periods not judged` or "
		     "`part periods joined to the next`");
}

/* Days on which something must be ready are no periods, so none is a part of one. */
static void fill_days(struct jy_builder *builder, struct reading *reading)
{
	struct jy_guarantee *guarantee = reading->guarantee;
	struct jy_diag *diag;

	jy_criterion_by_day(builder, reading->measured.metric, reading->agreement->period.zone,
			    reading->on->span, &guarantee->period);
	if (!reading->always)
		return;
	diag = jy_diag_error(builder->diags, JY_D_STEPS_ORDER, reading->on->span,
			     "a level of one day stands beside one of every period");
	jy_diag_label(builder->diags, diag, reading->always->span, "this one is of every period");
	jy_diag_help(builder->diags, diag, "make them two guarantees");
	reading->wrong = true;
}

static void fill_period(struct jy_builder *builder, struct reading *reading)
{
	const struct jy_agreement *agreement = reading->agreement;
	struct jy_guarantee *guarantee = reading->guarantee;
	const struct jy_node *every = reading->every;

	if (reading->on) {
		fill_days(builder, reading);
		return;
	}
	guarantee->part_periods = reading->part_periods
					  ? jy_agreement_part_periods(reading->part_periods)
					  : agreement->part_periods;
	if (every)
		jy_fill_period(builder, &guarantee->period, jy_kid(every, JY_EVERY_PERIOD),
			       jy_kid(every, JY_EVERY_ZONE), agreement->period.zone,
			       agreement->has_runs ? agreement->runs.from : INT32_MIN);
	else
		guarantee->period = agreement->period;
	if (!every && !agreement->period.given && !agreement->period.span.end &&
	    !agreement->decl.damaged && !guarantee->decl.damaged)
		report_no_period(builder, agreement);
	check_part_periods(builder, agreement, guarantee);
}

/* ---- together ---- */

static void read_statement(struct jy_builder *builder, struct reading *reading,
			   const struct jy_node *node)
{
	switch (node->kind) {
	case JY_N_MEASURE: jy_builder_once(builder, &reading->measure, node, "`measure`"); return;
	case JY_N_EXPECTED_AS_JOURNEY:
		jy_builder_once(builder, &reading->as_journey, node,
				"`expected as in the journey`");
		return;
	case JY_N_ROUND:
	case JY_N_NEVER_ROUNDED:
		jy_builder_once(builder, &reading->rounding, node, "the rounding");
		return;
	case JY_N_EVERY: jy_builder_once(builder, &reading->every, node, "the period"); return;
	case JY_N_PART_PERIODS:
		jy_builder_once(builder, &reading->part_periods, node, "`part periods`");
		return;
	case JY_N_OVER_PERIODS:
		jy_builder_once(builder, &reading->over, node, "what several periods come to");
		return;
	case JY_N_FEW_ALLOWED:
		jy_builder_once(builder, &reading->few, node, "`fewer than … counted`");
		return;
	case JY_N_WORST_COUNTS: reading->worst = node; return;
	default: return;
	}
}

/* Levels are read once the metric is known, wherever `measure` stands. */
static void read_levels(struct jy_builder *builder, struct reading *reading,
			const struct jy_node *body)
{
	for (uint32_t i = 0; i < jy_count(body); i++) {
		const struct jy_node *node = jy_kid(body, i);

		if (jy_is(node, JY_N_EXPECTED))
			read_level(builder, reading, &reading->expected, node);
		else if (jy_is(node, JY_N_MINIMUM))
			read_level(builder, reading, &reading->minimum, node);
		else if (node)
			read_strength(builder, reading, node);
	}
	if (reading->as_journey)
		take_from_journey(builder, reading);
}

static void find_worst(struct jy_builder *builder, struct reading *reading)
{
	struct jy_criterion *measured = &reading->measured;
	const struct jy_partner *partner = reading->agreement->partner;
	struct jy_diag *diag;

	if (jy_word(jy_kid(reading->worst, JY_WORST_COUNTS_WORD)) != JY_W_SITE) {
		measured->cannot = JB_TEXT("the worst site can count, nothing else");
		return;
	}
	measured->worst_site = measured->each_site = true;
	if (measured->site)
		measured->cannot = JB_TEXT("one site is named, and the worst of all is to count");
	if (!partner || partner->site_count || partner->decl.damaged)
		return;
	diag = jy_diag_error(builder->diags, JY_D_SITES_WHOSE, reading->worst->span,
			     "the partner `%.*s` has no sites", JB_ARG(partner->decl.name));
	jy_diag_label(builder->diags, diag, partner->decl.span, "declared here");
	jy_diag_help(builder->diags, diag, "add `site NAME in COUNTRY` to the partner");
	reading->wrong = true;
}

static const char *average_fault(const struct reading *reading, uint64_t count)
{
	const struct jy_node *period = jy_kid(reading->every, JY_EVERY_PERIOD);
	unsigned rolling = period ? jy_kid(period, JY_PERIOD_SPAN) != NULL
				  : reading->agreement->period.spec.rolling > 1;

	if (reading->on)
		return "a level of single days has no periods before it";
	if (reading->confidence && reading->measured.average_of_values)
		return "a mean of values has no interval of confidence: pool the periods instead";
	if (rolling)
		return "a rolling period holds the periods before it already";
	if (count > AVERAGE_MAX)
		return "more than 120 periods are taken together";
	return NULL;
}

static void check_first(struct jy_builder *builder, const struct reading *reading,
			const struct jy_node *number)
{
	struct jy_diag *diag;

	if (reading->measured.first_alone)
		return;
	diag = jy_diag_warn(builder->diags, JY_D_AVERAGE, reading->over->span,
			    "nothing says what the first period does, which has none before it");
	jy_diag_note(builder->diags, diag,
		     "it is not measured, and neither is one behind a period without a figure");
	jy_diag_help(builder->diags, diag, "write `over %.*s periods, first alone`",
		     JB_ARG(number->text));
}

/* `mean of values over 2 periods`, `pooled over 2 periods` (S29) */
static void read_average(struct jy_builder *builder, struct reading *reading)
{
	struct jy_criterion *measured = &reading->measured;
	const struct jy_node *number = jy_kid(reading->over, JY_OVER_PERIODS_NUMBER);
	struct jy_diag *diag;
	const char *why;
	uint64_t count;

	if (!jy_builder_whole(builder, number, "a number of periods", 2, &count))
		return;
	measured->average_of_values = jy_word(jy_kid(reading->over, 0)) == JY_W_MEAN;
	measured->first_alone = jy_kid(reading->over, JY_OVER_PERIODS_FIRST_ALONE) != NULL;
	why = average_fault(reading, count);
	if (!why) {
		measured->average_over = (uint32_t)count;
		check_first(builder, reading, number);
		return;
	}
	diag = jy_diag_error(builder->diags, JY_D_AVERAGE, reading->over->span, "%s", why);
	jy_diag_help(builder->diags, diag,
		     "leave this out, or write a longer period: `every year`");
	reading->wrong = true;
}

/* `fewer than 20 counted allows 1 failure` */
static void read_few(struct jy_builder *builder, struct reading *reading)
{
	struct jy_criterion *measured = &reading->measured;
	const struct jy_metric *metric = measured->metric;
	struct jy_diag *diag;

	jy_builder_whole(builder, jy_kid(reading->few, JY_FEW_ALLOWED_ROWS), "a number of rows", 2,
			 &measured->few_below);
	jy_builder_whole(builder, jy_kid(reading->few, JY_FEW_ALLOWED_FAILURES),
			 "a number of failures", 1, &measured->few_failures);
	if (!metric || jy_metric_is_wrong(metric) || metric->kind == JRT_KIND_RATIO)
		return;
	diag = jy_diag_error(builder->diags, JY_D_FEW_ALLOWED, reading->few->span,
			     "a failure is a row outside the numerator of a share, and this is no "
			     "share of rows");
	jy_diag_label(builder->diags, diag, metric->decl.span, "this metric");
	jy_diag_help(builder->diags, diag, "write `at least 20 counted`, or measure a share");
	measured->few_below = measured->few_failures = 0;
}

static void find_limits(struct jy_builder *builder, struct reading *reading)
{
	struct jy_criterion *measured = &reading->measured;

	if (reading->worst)
		find_worst(builder, reading);
	if (reading->over)
		read_average(builder, reading);
	if (reading->few)
		read_few(builder, reading);
	jy_criterion_from_metric(measured, measured->metric);
}

/* Each threshold is of its own day. */
static void fill_over(struct jy_builder *builder, struct jy_criterion *level)
{
	struct jrt_days *over =
		JB_NEW_ARRAY(builder->arena, struct jrt_days, level->threshold_count);

	for (size_t i = 0; i < level->threshold_count; i++)
		over[i] = (struct jrt_days){level->threshold[i].from, level->threshold[i].from};
	level->over = over;
	level->over_count = level->threshold_count;
}

static const struct jy_criterion *level_of(struct jy_builder *builder,
					   const struct reading *reading,
					   enum jrt_criterion_kind kind,
					   const struct jy_steps *steps)
{
	struct jy_criterion *level;

	if (!steps->list.count || !reading->measured.metric)
		return NULL;
	level = JB_NEW(builder->arena, struct jy_criterion);
	*level = reading->measured;
	level->kind = kind;
	level->period = reading->guarantee->period;
	level->threshold = steps->list.at;
	level->threshold_count = reading->wrong || steps->broken ? 0 : steps->list.count;
	level->span = steps->spans.at[0];
	if (reading->on)
		fill_over(builder, level);
	if (!level->threshold_count)
		level->cannot = JB_TEXT("");
	jy_steps_check(builder, steps, &level->period);
	jy_criterion_name_level(builder, level, reading->agreement, reading->guarantee);
	return level;
}

static void check_expects(struct jy_builder *builder, const struct reading *reading)
{
	const struct jy_guarantee *guarantee = reading->guarantee;
	struct jy_diag *diag;

	if (guarantee->expected || guarantee->minimum || reading->expected.broken ||
	    reading->minimum.broken || reading->as_journey || !reading->measured.metric ||
	    guarantee->decl.damaged)
		return;
	diag = jy_diag_error(builder->diags, JY_D_GUARANTEE_NO_LEVEL, guarantee->decl.span,
			     "the guarantee `%.*s` expects nothing", JB_ARG(guarantee->decl.name));
	jy_diag_help(builder->diags, diag,
		     "add `expected at least …`, `minimum at least …` or "
		     "`expected as in the journey`");
}

void jy_fill_guarantee(struct jy_builder *builder, const struct jy_agreement *agreement,
		       struct jy_guarantee *guarantee)
{
	const struct jy_node *body = jy_kid(guarantee->decl.node, JY_DECL_BODY);
	struct reading reading = {.agreement = agreement, .guarantee = guarantee};

	/* A statement that could not be read may have been the threshold of the beginning. */
	reading.expected.broken = reading.minimum.broken = jy_damaged(body);

	for (uint32_t i = 0; i < jy_count(body); i++)
		if (jy_kid(body, i))
			read_statement(builder, &reading, jy_kid(body, i));
	read_measure(builder, &reading);
	read_levels(builder, &reading, body);
	jy_guarantee_round(builder, guarantee, reading.measured.metric, reading.rounding);
	find_limits(builder, &reading);
	fill_period(builder, &reading);
	jy_amend_levels(builder, guarantee, reading.measured.metric, &reading.expected,
			&reading.minimum);
	guarantee->expected = level_of(builder, &reading, JRT_EXPECTED, &reading.expected);
	guarantee->minimum = level_of(builder, &reading, JRT_MINIMUM, &reading.minimum);
	check_expects(builder, &reading);
	check_levels(builder, &reading);
	if (reading.expected.list.count + reading.minimum.list.count)
		jy_guarantee_check_rounding(builder, guarantee, reading.measured.metric);
}
