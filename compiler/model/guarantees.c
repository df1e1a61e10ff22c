/*
 * Guarantees: which figure is measured, what is expected of it and what is the least, from when, and how it is
 * rounded before it is compared.
 */
#include "model/story.h"

/* What one guarantee states. */
struct reading {
	const struct jy_agreement *agreement;
	struct jy_guarantee *guarantee;
	const struct jy_node *measure, *as_journey, *rounding, *every, *counted, *usable,
		*confidence, *over, *worst, *on, *part_periods;
	struct jy_criterion measured; /* what expected and minimum have in common */
	bool wrong;		      /* it cannot be judged, which is reported */
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
		measured->metric = jy_builder_find(builder, JY_T_METRIC,
						   jy_kid(node, JY_MEASURE_METRIC));
		reading->wrong = !jy_fill_scopes(builder, measured, &place,
						 jy_kid(node, JY_MEASURE_SCOPES)) ||
				 !reading->agreement->partner;
		return;
	}
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

static void read_level(struct jy_builder *builder, struct reading *reading,
		       struct jy_steps *steps, const struct jy_node *node)
{
	const struct jy_node *force = jy_kid(node, JY_EXPECTED_IN_FORCE);

	if (jy_is(force, JY_N_ON)) {
		reading->on = node;
		force = NULL;
		if (steps->list.count) /* one date after the other: no steps of periods */
			return;
	}
	jy_steps_add(builder, steps, reading->measured.metric, jy_kid(node, JY_EXPECTED_TARGET),
		     jy_kid(force, JY_FROM_DATE_DATE));
}

static void report_no_journey(struct jy_builder *builder, const struct reading *reading)
{
	const struct jy_criterion *measured = &reading->measured;
	const struct jy_decl *where = measured->touchpoint ? &measured->touchpoint->decl
				      : measured->stage	   ? &measured->stage->decl
				      : measured->journey  ? &measured->journey->decl
							   : NULL;
	struct jy_diag *diag;

	if (!where) {
		diag = jy_diag_error(builder->diags, JY_D_JOURNEY_NO_LEVEL,
				     reading->as_journey->span,
				     "nothing says where in the journey `%.*s` is expected",
				     JB_ARG(measured->metric->decl.name));
		jy_diag_help(builder->diags, diag, "write `measure %.*s at JOURNEY.TOUCHPOINT`",
			     JB_ARG(measured->metric->decl.name));
		return;
	}
	diag = jy_diag_error(builder->diags, JY_D_JOURNEY_NO_LEVEL, reading->as_journey->span,
			     "the journey expects nothing of `%.*s` at `%.*s`",
			     JB_ARG(measured->metric->decl.name), JB_ARG(where->name));
	jy_diag_label(builder->diags, diag, where->span, "no `success` with this metric here");
	jy_diag_help(builder->diags, diag,
		     "add `success %.*s …` there, or write the threshold here: "
		     "`expected at least 80%%`",
		     JB_ARG(measured->metric->decl.name));
}

/* The journey's criterion of the same metric and place; one that holds at all times comes first. */
static const struct jy_criterion *journey_level(const struct jy_criterion *measured)
{
	const struct jy_criterion *list = NULL, *found = NULL;
	size_t count = 0;

	if (measured->touchpoint) {
		list = measured->touchpoint->success;
		count = measured->touchpoint->success_count;
	} else if (measured->stage) {
		list = measured->stage->success;
		count = measured->stage->success_count;
	} else if (measured->journey) {
		list = measured->journey->outcome;
		count = measured->journey->outcome_count;
	}
	for (size_t i = 0; i < count; i++)
		if (list[i].metric == measured->metric &&
		    (!found || (found->during_count && !list[i].during_count)))
			found = &list[i];
	return found;
}

/* Copied with its strength, where the guarantee does not state its own. */
static void take_from_journey(struct jy_builder *builder, struct reading *reading)
{
	struct jy_criterion *measured = &reading->measured;
	const struct jy_criterion *level;

	if (!measured->metric)
		return;
	level = journey_level(measured);
	if (!level) {
		report_no_journey(builder, reading);
		return;
	}
	for (size_t i = 0; i < level->threshold_count; i++) {
		*jb_push(builder->arena, &reading->expected.list) = level->threshold[i];
		*jb_push(builder->arena, &reading->expected.spans) = reading->as_journey->span;
	}
	reading->expected.broken = level->threshold_count == 0;
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

/* ---- rounding ---- */

static const char *step_example(const struct jy_metric *metric)
{
	switch (metric ? metric->type : JRT_NUMBER) {
	case JRT_SHARE: return "round to 0.1pp half up";
	case JRT_DURATION: return "round to 1s half up";
	case JRT_POINTS: return "round to 1 points half up";
	case JRT_MONEY: return "round to EUR 0.01 half up";
	default: return "round to 0.1 half up";
	}
}

static bool step_fits(const struct jy_metric *metric, const struct jy_node *step)
{
	switch (metric->type) {
	case JRT_SHARE: return jy_is(step, JY_N_PP);
	case JRT_DURATION: return jy_is(step, JY_N_DURATION);
	case JRT_POINTS: return jy_is(step, JY_N_POINTS);
	case JRT_MONEY:
		return jy_is(step, JY_N_MONEY) && jb_text_equal(step->text, metric->currency);
	default: return jy_is(step, JY_N_NUMBER);
	}
}

static void read_step(struct jy_builder *builder, struct reading *reading, const struct jy_node *step)
{
	const struct jy_metric *metric = reading->measured.metric;
	struct jy_diag *diag;

	if (!metric || !step)
		return;
	if (step_fits(metric, step) && step->value > 0) {
		reading->guarantee->rounding_step = step->value;
		return;
	}
	diag = jy_diag_error(builder->diags, JY_D_ROUNDING_UNIT, step->span,
			     "figures of `%.*s` cannot be rounded to this step",
			     JB_ARG(metric->decl.name));
	jy_diag_label(builder->diags, diag, metric->decl.span, "this metric");
	jy_diag_help(builder->diags, diag, "write for example `%s`", step_example(metric));
	reading->guarantee->rounding = JB_ROUND_NONE;
}

static void read_rounding(struct jy_builder *builder, struct reading *reading)
{
	struct jy_guarantee *guarantee = reading->guarantee;

	if (!reading->rounding)
		return;
	guarantee->rounding_said = true;
	if (jy_is(reading->rounding, JY_N_NEVER_ROUNDED))
		return;
	switch (jy_word(jy_kid(reading->rounding, JY_ROUND_ROUNDING))) {
	case JY_W_EVEN: guarantee->rounding = JB_ROUND_HALF_EVEN; break;
	case JY_W_DOWN: guarantee->rounding = JB_ROUND_DOWN; break;
	case JY_W_ALWAYS: guarantee->rounding = JB_ROUND_UP; break;
	default: guarantee->rounding = JB_ROUND_HALF_UP; break;
	}
	read_step(builder, reading, jy_kid(reading->rounding, JY_ROUND_STEP));
}

static void check_rounding(struct jy_builder *builder, const struct reading *reading)
{
	const struct jy_guarantee *guarantee = reading->guarantee;
	struct jy_diag *diag;

	if (guarantee->rounding_said || !reading->measured.metric ||
	    !(reading->expected.list.count + reading->minimum.list.count))
		return;
	diag = jy_diag_warn(builder->diags, JY_D_ROUNDING_UNSAID, guarantee->decl.span,
			    "nothing says how the figure of `%.*s` is rounded before it is compared",
			    JB_ARG(guarantee->decl.name));
	jy_diag_note(builder->diags, diag,
		     "the exact figure is compared; a partner may have rounded it first");
	jy_diag_help(builder->diags, diag, "add `never rounded`, or for example `%s`",
		     step_example(reading->measured.metric));
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
	    !guarantee->period.given)
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

static void fill_period(struct jy_builder *builder, struct reading *reading)
{
	const struct jy_agreement *agreement = reading->agreement;
	struct jy_guarantee *guarantee = reading->guarantee;
	const struct jy_node *every = reading->every;

	guarantee->part_periods = reading->part_periods
					  ? jy_agreement_part_periods(reading->part_periods)
					  : agreement->part_periods;
	if (every)
		jy_fill_period(builder, &guarantee->period, jy_kid(every, JY_EVERY_PERIOD),
			       jy_kid(every, JY_EVERY_ZONE), agreement->period.zone,
			       agreement->has_runs ? agreement->runs.from : INT32_MIN);
	else
		guarantee->period = agreement->period;
	if (!every && !agreement->period.given && !agreement->period.span.end && !reading->on)
		report_no_period(builder, agreement);
	check_part_periods(builder, agreement, guarantee);
}

/* ---- together ---- */

static void read_statement(struct jy_builder *builder, struct reading *reading,
			   const struct jy_node *node)
{
	switch (node->kind) {
	case JY_N_MEASURE:
		jy_builder_once(builder, &reading->measure, node, "`measure`");
		return;
	case JY_N_EXPECTED_AS_JOURNEY:
		jy_builder_once(builder, &reading->as_journey, node, "`expected as in the journey`");
		return;
	case JY_N_ROUND:
	case JY_N_NEVER_ROUNDED:
		jy_builder_once(builder, &reading->rounding, node, "the rounding");
		return;
	case JY_N_EVERY: jy_builder_once(builder, &reading->every, node, "the period"); return;
	case JY_N_PART_PERIODS:
		jy_builder_once(builder, &reading->part_periods, node, "`part periods`");
		return;
	case JY_N_OVER_PERIODS: reading->over = node; return;
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

static void find_limits(struct reading *reading)
{
	struct jy_criterion *measured = &reading->measured;

	if (reading->worst) {
		if (jy_word(jy_kid(reading->worst, JY_WORST_COUNTS_WORD)) == JY_W_SITE)
			measured->worst_site = measured->each_site = true;
		else
			measured->cannot = JB_TEXT("the worst site can count, nothing else");
	}
	if (reading->over)
		measured->cannot = JB_TEXT("figures of several periods are taken together, which "
					   "the engine does not do");
	if (reading->on)
		measured->cannot = JB_TEXT("a figure of one date is asked for, and the engine "
					   "judges whole periods");
	jy_criterion_from_metric(measured, measured->metric);
}

static const struct jy_criterion *level_of(struct jy_builder *builder, const struct reading *reading,
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
	if (!level->threshold_count)
		level->cannot = JB_TEXT("");
	jy_steps_check(builder, steps, &level->period);
	return level;
}

static void check_expects(struct jy_builder *builder, const struct reading *reading)
{
	const struct jy_guarantee *guarantee = reading->guarantee;
	struct jy_diag *diag;

	if (guarantee->expected || guarantee->minimum || reading->expected.broken ||
	    reading->minimum.broken || reading->as_journey || !reading->measured.metric)
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

	for (uint32_t i = 0; i < jy_count(body); i++)
		if (jy_kid(body, i))
			read_statement(builder, &reading, jy_kid(body, i));
	read_measure(builder, &reading);
	read_levels(builder, &reading, body);
	read_rounding(builder, &reading);
	find_limits(&reading);
	fill_period(builder, &reading);
	guarantee->expected = level_of(builder, &reading, JRT_EXPECTED, &reading.expected);
	guarantee->minimum = level_of(builder, &reading, JRT_MINIMUM, &reading.minimum);
	check_expects(builder, &reading);
	check_levels(builder, &reading);
	check_rounding(builder, &reading);
}
