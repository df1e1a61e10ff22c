/*
 * Criteria of journeys: `success service_level at least 80% every month, at least 200 counted`. A
 * metric, where it is looked at, over which period, what must hold, and how strong the figure must
 * be.
 */
#include "model/story.h"

/* What the clauses of one criterion say, before the period is known. */
struct reading {
	struct jy_criterion *criterion;
	const struct jy_place *place;
	const struct jy_node *every, *counted, *usable, *confidence, *from_first, *on;
	const struct jy_node *versus; /* the comparison with another group */
	JB_VEC(const struct jy_season *) during, except;
	struct jy_steps steps;
};

bool jy_criterion_share(struct jy_builder *builder, const struct jy_node *percent, const char *help,
			jb_fix *out)
{
	struct jy_diag *diag;

	if (!jy_is(percent, JY_N_PERCENT))
		return false;
	if (percent->value > 0 && percent->value <= JB_FIX_ONE) {
		*out = percent->value;
		return true;
	}
	diag = jy_diag_error(builder->diags, JY_D_SHARE_OUTSIDE, percent->span,
			     "%.*s lies outside 0%% to 100%%", JB_ARG(percent->text));
	jy_diag_help(builder->diags, diag, "%s", help);
	return false;
}

bool jy_criterion_confidence(struct jy_builder *builder, const struct jy_node *percent, jb_fix *out)
{
	struct jy_diag *diag;

	if (!jy_criterion_share(builder, percent, "write for example `with 95% confidence`", out))
		return false;
	if (*out < JB_FIX_ONE)
		return true;
	diag = jy_diag_error(builder->diags, JY_D_SHARE_OUTSIDE, percent->span,
			     "no finite number of rows gives a confidence of 100%%");
	jy_diag_help(builder->diags, diag, "write for example `with 95%% confidence`");
	*out = 0;
	return false;
}

void jy_criterion_from_metric(struct jy_criterion *criterion, const struct jy_metric *metric)
{
	if (!metric)
		return;
	if (!criterion->counted_at_least)
		criterion->counted_at_least = metric->counted_at_least;
	if (criterion->usable_at_least < 0 && metric->usable_at_least > 0)
		criterion->usable_at_least = metric->usable_at_least;
}

/* A season that does not say when it runs decides nothing. */
static const struct jy_season *season_of(struct jy_builder *builder, const struct jy_node *name)
{
	const struct jy_season *season = jy_builder_find(builder, JY_T_SEASON, name);
	struct jy_diag *diag;

	if (!season || season->has_runs)
		return season;
	if (season->decl.damaged)
		return NULL;
	diag = jy_diag_error(builder->diags, JY_D_STATEMENT_MISSING, season->decl.span,
			     "the season `%.*s` does not say when it runs",
			     JB_ARG(season->decl.name));
	jy_diag_label(builder->diags, diag, name->span, "needed here");
	jy_diag_help(builder->diags, diag, "add `runs 2026-11-15 to 2027-01-05`");
	return NULL;
}

static void read_season(struct jy_builder *builder, struct reading *reading,
			const struct jy_node *node)
{
	const struct jy_season *season = season_of(builder, jy_kid(node, 0));

	if (!season)
		return;
	if (jy_is(node, JY_N_DURING))
		*jb_push(builder->arena, &reading->during) = season;
	else
		*jb_push(builder->arena, &reading->except) = season;
}

/* `no worse than for team core by more than 5pp, from 2026-07-01 at least 82%` */
static void report_two_kinds(struct jy_builder *builder, struct reading *reading,
			     const struct jy_node *step)
{
	struct jy_diag *diag =
		jy_diag_error(builder->diags, JY_D_COMPARE_STEPS, step->span,
			      "this criterion compares two groups, and has a threshold besides");

	jy_diag_label(builder->diags, diag, reading->versus->span, "compared here");
	jy_diag_help(builder->diags, diag, "make it two criteria");
	reading->steps.broken = true;
}

static void read_clause(struct jy_builder *builder, struct reading *reading,
			const struct jy_node *node)
{
	struct jy_criterion *criterion = reading->criterion;
	const struct jy_node *what = jy_kid(node, 0);

	switch (node->kind) {
	case JY_N_EVERY: jy_builder_once(builder, &reading->every, node, "the period"); return;
	case JY_N_COUNTED:
		if (jy_builder_once(builder, &reading->counted, node, "`at least … counted`"))
			jy_builder_whole(builder, what, "a number of rows", 1,
					 &criterion->counted_at_least);
		return;
	case JY_N_USABLE:
		if (jy_builder_once(builder, &reading->usable, node, "`usable at least`"))
			jy_criterion_share(builder, what, "write for example `usable at least 60%`",
					   &criterion->usable_at_least);
		return;
	case JY_N_CONFIDENCE:
		if (jy_builder_once(builder, &reading->confidence, node, "the confidence"))
			jy_criterion_confidence(builder, what, &criterion->confidence);
		return;
	case JY_N_FROM_DATE:
		if (reading->versus) {
			report_two_kinds(builder, reading, node);
			return;
		}
		jy_steps_add(builder, &reading->steps, criterion->metric,
			     jy_kid(node, JY_FROM_DATE_RANGE), what);
		return;
	case JY_N_FROM_THE_FIRST: reading->from_first = node; return;
	case JY_N_ON: reading->on = node; return;
	case JY_N_DURING:
	case JY_N_EXCEPT_DURING: read_season(builder, reading, node); return;
	case JY_N_WATCH_WITH: jy_builder_find(builder, JY_T_METRIC, what); return;
	default: return;
	}
}

static void read_test(struct jy_builder *builder, struct reading *reading,
		      const struct jy_node *test)
{
	struct jy_criterion *criterion = reading->criterion;

	if (!jy_is(test, JY_N_NO_WORSE)) {
		jy_steps_add(builder, &reading->steps, criterion->metric, test, NULL);
		return;
	}
	reading->versus = test;
	if (!jy_fill_against(builder, criterion, reading->place, test))
		reading->steps.broken = true;
}

static void report_no_period(struct jy_builder *builder, const struct jy_criterion *criterion)
{
	struct jy_diag *diag;

	if (!criterion->metric || criterion->metric->decl.damaged)
		return;
	diag = jy_diag_error(builder->diags, JY_D_PERIOD_MISSING, criterion->span,
			     "nothing says over which period `%.*s` is judged",
			     JB_ARG(criterion->metric->decl.name));
	jy_diag_help(builder->diags, diag, "add `every month`");
}

bool jy_criterion_by_day(struct jy_builder *builder, const struct jy_metric *metric,
			 struct jb_text zone, struct jy_span span, struct jy_period *out)
{
	struct jy_diag *diag;

	*out = (struct jy_period){.given = true, .spec = {.unit = JRT_DAY}, .span = span};
	if (!zone.size && metric)
		zone = metric->every.zone;
	if (!zone.size && metric && metric->source)
		zone = metric->source->time_zone;
	out->zone = zone;
	if (zone.size || !metric || metric->decl.damaged)
		return zone.size > 0;
	diag = jy_diag_error(builder->diags, JY_D_ZONE_MISSING, span,
			     "nothing says in which time zone these days begin");
	jy_diag_help(builder->diags, diag,
		     "write `periods in Europe/London` in the journey, or give the column of the "
		     "row's time a zone");
	return false;
}

/* `on DATE`, or seasons that no period divides. */
static void fill_over(struct jy_builder *builder, struct reading *reading)
{
	struct jy_criterion *criterion = reading->criterion;
	size_t count = reading->on ? 1 : reading->during.count;
	struct jrt_days *over = JB_NEW_ARRAY(builder->arena, struct jrt_days, count);
	struct jy_span span = reading->on ? reading->on->span : criterion->span;

	if (!reading->on && reading->except.count) {
		criterion->cannot = JB_TEXT("a season is judged as a whole here, and another is "
					    "left out of it: say `every week`");
		return;
	}
	if (!jy_criterion_by_day(builder, criterion->metric, reading->place->journey->zone, span,
				 &criterion->period))
		return;
	for (size_t i = 0; i < count; i++) {
		int32_t day = reading->on ? jy_builder_day(jy_kid(reading->on, JY_ON_DATE)) : 0;

		over[i] = reading->on ? (struct jrt_days){day, day} : reading->during.at[i]->runs;
	}
	criterion->over = over;
	criterion->over_count = count;
}

static void report_on_and_every(struct jy_builder *builder, const struct reading *reading)
{
	struct jy_diag *diag =
		jy_diag_error(builder->diags, JY_D_PERIOD_FORM, reading->on->span,
			      "a figure of one day is not judged by the period as well");

	jy_diag_label(builder->diags, diag, reading->every->span, "the period");
	jy_diag_help(builder->diags, diag, "leave one of the two out");
}

static void fill_period(struct jy_builder *builder, struct reading *reading)
{
	struct jy_criterion *criterion = reading->criterion;
	const struct jy_journey *journey = reading->place->journey;
	const struct jy_node *every = reading->every;

	if (every && reading->on)
		report_on_and_every(builder, reading);
	if (reading->on && !criterion->cannot.size) {
		fill_over(builder, reading);
	} else if (every) {
		jy_fill_period(builder, &criterion->period, jy_kid(every, JY_EVERY_PERIOD),
			       jy_kid(every, JY_EVERY_ZONE), journey->zone, INT32_MIN);
		criterion->period.spec.from_first |= reading->from_first != NULL;
	} else if (criterion->metric && criterion->metric->every.given) {
		criterion->period = criterion->metric->every;
	} else if (criterion->cannot.size) {
		return;
	} else if (reading->during.count) {
		fill_over(builder, reading);
	} else {
		report_no_period(builder, criterion);
	}
}

/* A criterion with a mistake keeps no threshold, so that nobody judges half of it. */
static void keep(struct jy_criterion *criterion, const struct reading *reading, bool well)
{
	criterion->during = reading->during.at;
	criterion->during_count = criterion->over_count ? 0 : reading->during.count;
	criterion->except = reading->except.at;
	criterion->except_count = reading->except.count;
	if (!well) {
		criterion->cannot = JB_TEXT("");
		criterion->against = NULL;
		return;
	}
	criterion->threshold = reading->steps.list.at;
	criterion->threshold_count = reading->steps.list.count;
}

void jy_fill_criterion(struct jy_builder *builder, struct jy_criterion *criterion,
		       enum jrt_criterion_kind kind, const struct jy_place *place,
		       const struct jy_node *node)
{
	struct reading reading = {.criterion = criterion, .place = place};
	const struct jy_node *clauses = jy_kid(node, JY_CRITERION_CLAUSES);
	bool well;

	*criterion = (struct jy_criterion){.kind = kind, .span = node->span, .usable_at_least = -1};
	criterion->metric =
		jy_builder_find(builder, JY_T_METRIC, jy_kid(node, JY_CRITERION_METRIC));
	well = jy_fill_scopes(builder, criterion, place, jy_kid(node, JY_CRITERION_SCOPES)) &&
	       criterion->metric;
	read_test(builder, &reading, jy_kid(node, JY_CRITERION_TEST));
	for (uint32_t i = 0; i < jy_count(clauses); i++)
		if (jy_kid(clauses, i))
			read_clause(builder, &reading, jy_kid(clauses, i));
	fill_period(builder, &reading);
	jy_steps_check(builder, &reading.steps, &criterion->period);
	jy_criterion_from_metric(criterion, criterion->metric);
	keep(criterion, &reading, well && !reading.steps.broken);
	jy_criterion_name(builder, criterion);
}

const struct jy_criterion *jy_fill_criteria(struct jy_builder *builder,
					    const struct jy_place *place,
					    const struct jy_node *body, size_t *count)
{
	JB_VEC(struct jy_criterion) list = {0};

	for (uint32_t i = 0; i < jy_count(body); i++) {
		const struct jy_node *node = jy_kid(body, i), *criterion = jy_kid(node, 0);
		bool success = jy_is(node, JY_N_SUCCESS);

		if ((!success && !jy_is(node, JY_N_OUTCOME)) || !jy_is(criterion, JY_N_CRITERION))
			continue;
		jy_fill_criterion(builder, jb_push(builder->arena, &list),
				  success ? JRT_SUCCESS : JRT_OUTCOME, place, criterion);
	}
	*count = list.count;
	return list.at;
}
