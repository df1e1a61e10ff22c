/*
 * Criteria: success and outcome of journeys, expected and minimum levels of agreements, and the
 * triggers that count their misses. Each becomes a meter, the same meter without relief, and
 * thresholds.
 */
#include "plan/lowering.h"
#include "time/zone.h"

/* 0001-01-01 and 9999-12-31: of a guarantee that begins or ends in an agreement without a term. */
#define DAY_FIRST (-719162)
#define DAY_LAST 2932896

/* What an agreement adds to a criterion of one of its guarantees. */
struct terms {
	const struct jy_agreement *agreement;
	const struct jy_guarantee *guarantee;
	const struct jy_reliefs *reliefs;
	bool over; /* its days are its own, not the agreement's */
};

static const struct jrt_days *season_days(struct jy_lowering *lowering,
					  const struct jy_season *const *season, size_t count)
{
	struct jrt_days *days = JB_NEW_ARRAY(lowering->arena, struct jrt_days, count);

	for (size_t i = 0; i < count; i++)
		days[i] = season[i]->runs;
	return days;
}

/* Ranges of the reliefs of this guarantee (S20): those that excuse whole periods, or those that
 * take rows out. They are put at `range`, which has room; gives how many. */
static size_t relief_ranges(const struct terms *terms, bool whole_period, struct jrt_range *range)
{
	size_t count = 0;

	for (size_t i = 0; terms->reliefs && i < terms->reliefs->list.count; i++)
		if (terms->reliefs->list.at[i]->has_range &&
		    terms->reliefs->list.at[i]->whole_period == whole_period)
			range[count++] = terms->reliefs->list.at[i]->range;
	return count;
}

/* Part periods that are judged, or joined, hold only the rows of the contract's own days (S14): the
 * time before and after it is taken out like relief, but it is none. */
static size_t outside_ranges(struct jy_lowering *lowering, const struct terms *terms,
			     struct jb_text zone_name, struct jrt_range *range)
{
	const struct jy_agreement *agreement = terms->agreement;
	const struct jrt_zone *zone;
	struct jb_text why;

	if (!agreement || !agreement->has_runs || terms->over ||
	    (terms->guarantee->part_periods != JRT_PART_JUDGED &&
	     terms->guarantee->part_periods != JRT_PART_JOINED) ||
	    jrt_zone_load(lowering->arena, zone_name, &zone, &why) != JB_OK)
		return 0;
	range[0] = (struct jrt_range){INT64_MIN, jrt_zone_day_start(zone, agreement->runs.from)};
	range[1] = (struct jrt_range){jrt_zone_day_start(zone, agreement->runs.to + 1), INT64_MAX};
	return 2;
}

static struct jrt_range *room_for_ranges(struct jy_lowering *lowering, const struct terms *terms)
{
	size_t count = terms->reliefs ? terms->reliefs->list.count : 0;

	return JB_NEW_ARRAY(lowering->arena, struct jrt_range, count + 2);
}

/* A guarantee is judged while it is there: an amendment may bring or end it. */
static void fill_runs(const struct terms *terms, struct jrt_criterion *out)
{
	const struct jy_guarantee *guarantee = terms->guarantee;
	bool begins = guarantee->begins != INT32_MIN, ends = guarantee->ends != INT32_MAX;

	out->has_runs = (terms->agreement->has_runs || begins || ends) && !terms->over;
	out->runs = terms->agreement->has_runs ? terms->agreement->runs
					       : (struct jrt_days){DAY_FIRST, DAY_LAST};
	if (begins && guarantee->begins > out->runs.from)
		out->runs.from = guarantee->begins;
	if (ends && guarantee->ends <= out->runs.to)
		out->runs.to = guarantee->ends - 1;
}

static void add_terms(struct jy_lowering *lowering, const struct terms *terms,
		      struct jrt_criterion *out)
{
	struct jrt_range *excused;

	if (!terms->agreement)
		return;
	out->agreement = terms->agreement->decl.name;
	out->guarantee = terms->guarantee->decl.name;
	out->title = terms->guarantee->decl.title;
	out->rounding = terms->guarantee->rounding;
	out->rounding_step = terms->guarantee->rounding_step;
	out->missing_after = terms->agreement->missing_after;
	fill_runs(terms, out);
	out->part_periods = terms->guarantee->part_periods;
	excused = room_for_ranges(lowering, terms);
	out->excused_count = relief_ranges(terms, true, excused);
	out->excused = excused;
}

static bool add_meters(struct jy_lowering *lowering, const struct jy_criterion *from,
		       const struct jy_scope_rows *rows, const struct terms *terms,
		       struct jrt_criterion *out)
{
	struct jrt_range *range = room_for_ranges(lowering, terms);
	const size_t outside = outside_ranges(lowering, terms, from->period.zone, range);
	const size_t count = outside + relief_ranges(terms, false, range + outside);
	const uint32_t periods = jy_lowering_period(lowering, &from->period);
	struct jy_meter_want want = {
		.periods = periods, .asked = true, .relief = range, .relief_count = count};

	out->meter_whole = JRT_NONE;
	if (terms->reliefs) {
		jy_lowering_excuses(lowering, terms->agreement, terms->reliefs, periods, out);
		want.surplus_count =
			jy_lowering_surpluses(lowering, terms->agreement, terms->reliefs,
					      from->metric->source, periods, &want.surplus);
	}
	if (!jy_lowering_measure_less(lowering, from->metric, rows, &want, from->span, &out->meter))
		return false;
	return (count == outside && !want.surplus_count) ||
	       jy_lowering_measure(lowering, from->metric, rows, periods, false, range, outside,
				   from->span, &out->meter_whole);
}

static bool report_unjudged(struct jy_lowering *lowering, const struct jy_criterion *from)
{
	struct jy_diag *diag = jy_diag_warn(lowering->diags, JY_D_CRITERION_NOT_JUDGED, from->span,
					    "this criterion is understood, but not judged");

	jy_diag_note(lowering->diags, diag, "%.*s", JB_ARG(from->cannot));
	return false;
}

static void push(struct jy_lowering *lowering, const struct jrt_criterion *criterion,
		 const struct jy_criterion *from)
{
	bool fresh;
	uint64_t *at = jb_map_intern(&lowering->criterion_index, &JY_ADDRESS(from), &fresh);

	if (fresh)
		*at = lowering->criteria.count;
	*jb_push(lowering->arena, &lowering->criteria) = *criterion;
	*jb_push(lowering->arena, &lowering->criterion_of) = from;
}

static struct jy_scope_rows rows_of(const struct jy_criterion *from)
{
	return (struct jy_scope_rows){
		.journey = from->journey,
		.stage = from->stage,
		.touchpoint = from->touchpoint,
		.slice = from->slice,
		.partner = from->partner,
		.site = from->site,
		.team = from->team,
	};
}

/* The meter of the group that the criterion compares with. */
static bool add_against(struct jy_lowering *lowering, const struct jy_criterion *from,
			struct jrt_criterion *out)
{
	struct jy_scope_rows rows;

	if (!from->against)
		return true;
	rows = rows_of(from->against);
	out->compares = true;
	out->margin = from->margin;
	return jy_lowering_measure(lowering, from->metric, &rows,
				   jy_lowering_period(lowering, &from->period), false, NULL, 0,
				   from->span, &out->against);
}

/* `one` is the site, team or partner of several for which the criterion stands here, or NULL. */
static void add_criterion(struct jy_lowering *lowering, const struct jy_criterion *from,
			  const struct jy_scope_rows *rows, const struct terms *terms,
			  const struct jy_decl *one)
{
	struct jrt_criterion out = {
		.kind = from->kind,
		.name = from->name,
		.title = from->metric->decl.title,
		.threshold = from->threshold,
		.threshold_count = from->threshold_count,
		.counted_at_least = from->counted_at_least,
		.usable_at_least = from->usable_at_least,
		.confidence = from->confidence,
		.during = season_days(lowering, from->during, from->during_count),
		.during_count = from->during_count,
		.except = season_days(lowering, from->except, from->except_count),
		.except_count = from->except_count,
		.place = jy_lowering_place(lowering, from->span),
		.over = from->over,
		.over_count = from->over_count,
		.evidence = from->worst_site || from->evidence,
		.average_over = from->average_over,
		.average_of_values = from->average_of_values,
		.first_alone = from->first_alone,
		.few_below = from->few_below,
		.few_failures = from->few_failures,
		.missing_after = -1,
	};

	if (one)
		out.name = jb_text_printf(lowering->arena, "%.*s/%.*s", JB_ARG(from->name),
					  JB_ARG(one->name));
	add_terms(lowering, terms, &out);
	if (!add_meters(lowering, from, rows, terms, &out) || !add_against(lowering, from, &out))
		return;
	push(lowering, &out, from);
}

/* The criterion of which those from `first` on are the evidence: its subject is theirs, but for the
 * name. */
static void add_worst(struct jy_lowering *lowering, const struct jy_criterion *from, size_t first)
{
	struct jrt_criterion out;

	if (lowering->criteria.count == first)
		return; /* what was wrong with each site is reported */
	out = lowering->criteria.at[first];
	out.name = from->name;
	out.evidence = from->evidence;
	out.worst_of = (uint32_t)first;
	out.worst_count = (uint32_t)(lowering->criteria.count - first);
	push(lowering, &out, from);
}

/* `for each site`, team or partner: one criterion each, with its own verdict. */
static void lower_each(struct jy_lowering *lowering, const struct jy_criterion *from,
		       const struct terms *terms)
{
	struct jy_scope_rows rows = rows_of(from);

	for (size_t i = 0; from->each_site && i < from->partner->site_count; i++) {
		rows.site = &from->partner->site[i];
		add_criterion(lowering, from, &rows, terms, &rows.site->decl);
	}
	for (size_t i = 0; from->each_team && i < from->partner->team_count; i++) {
		rows.team = &from->partner->team[i];
		add_criterion(lowering, from, &rows, terms, &rows.team->decl);
	}
	for (size_t i = 0; i < from->each_partner.count; i++) {
		rows.partner = from->each_partner.at[i];
		add_criterion(lowering, from, &rows, terms, &rows.partner->decl);
	}
}

/* Where one verdict stands for all of several, it is of a criterion behind theirs. */
static void lower_criterion(struct jy_lowering *lowering, const struct jy_criterion *from,
			    const struct terms *terms)
{
	const struct jy_scope_rows rows = rows_of(from);
	const size_t first = lowering->criteria.count;

	if (from->cannot.size) {
		report_unjudged(lowering, from);
		return;
	}
	if (!from->metric || (!from->threshold_count && !from->against) || !from->period.zone.size)
		return; /* reported when the model was made */
	if (!jy_lowering_days(lowering, from->metric->source, &from->period))
		return;
	if (!((from->each_site || from->each_team) && from->partner) && !from->each_partner.count) {
		add_criterion(lowering, from, &rows, terms, NULL);
		return;
	}
	lower_each(lowering, from, terms);
	if (from->worst_site)
		add_worst(lowering, from, first);
}

static void lower_all(struct jy_lowering *lowering, const struct jy_criterion *from, size_t count)
{
	const struct terms none = {0};

	for (size_t i = 0; i < count; i++)
		lower_criterion(lowering, &from[i], &none);
}

static void lower_journey(struct jy_lowering *lowering, const struct jy_journey *journey)
{
	lower_all(lowering, journey->outcome, journey->outcome_count);
	for (size_t i = 0; i < journey->stage_count; i++) {
		const struct jy_stage *stage = &journey->stage[i];

		lower_all(lowering, stage->success, stage->success_count);
		for (size_t k = 0; k < stage->touchpoint_count; k++)
			lower_all(lowering, stage->touchpoint[k].success,
				  stage->touchpoint[k].success_count);
	}
}

static bool room_for_trigger(struct jy_lowering *lowering, const struct jy_trigger *from)
{
	if (lowering->triggers_given++ < JY_TRIGGERS_MAX)
		return true;
	if (lowering->triggers_given == JY_TRIGGERS_MAX + 1)
		jy_diag_error(lowering->diags, JY_D_PLAN_LIMIT, from->span,
			      "here and before, guarantees have more than %d remedies",
			      JY_TRIGGERS_MAX);
	return false;
}

/* The criteria of one level, one a site, lie behind each other. */
static void lower_trigger(struct jy_lowering *lowering, const struct jy_agreement *agreement,
			  const struct jy_guarantee *guarantee, const struct jy_trigger *from)
{
	const struct jy_criterion *level =
		from->level == JRT_LEVEL_MINIMUM ? guarantee->minimum : guarantee->expected;
	const uint64_t *first = jb_map_get(&lowering->criterion_index, JY_ADDRESS(level));

	for (size_t i = first ? *first : SIZE_MAX;
	     i < lowering->criteria.count && lowering->criterion_of.at[i] == level; i++) {
		if (lowering->criteria.at[i].evidence)
			continue;
		if (!room_for_trigger(lowering, from))
			return;
		*jb_push(lowering->arena, &lowering->triggers) = (struct jrt_trigger){
			.remedy = from->remedy,
			.agreement = agreement->decl.name,
			.guarantee = guarantee->decl.name,
			.criterion = (uint32_t)i,
			.count = from->count,
			.of = from->of,
			.place = jy_lowering_place(lowering, from->span),
		};
	}
}

/* `any guarantee` is one trigger a guarantee: the same one has to be missed again. */
static void lower_triggers(struct jy_lowering *lowering, const struct jy_agreement *agreement,
			   const struct jy_trigger *from)
{
	if (from->failing == JY_FAILING_ONE)
		lower_trigger(lowering, agreement, from->guarantee, from);
	for (size_t i = 0; from->failing == JY_FAILING_ANY && i < agreement->guarantee_count; i++)
		lower_trigger(lowering, agreement, &agreement->guarantee[i], from);
}

static void report_reliefs(struct jy_lowering *lowering, const struct jy_agreement *agreement)
{
	for (size_t i = 0; i < agreement->relief_count; i++) {
		const struct jy_relief *relief = &agreement->relief[i];
		struct jy_diag *diag;

		if (!relief->cannot.size)
			continue;
		diag = jy_diag_warn(lowering->diags, JY_D_RELIEF_NOT_APPLIED, relief->span,
				    "this relief is understood, but not applied");
		jy_diag_note(lowering->diags, diag, "%.*s", JB_ARG(relief->cannot));
	}
}

/* The year's figure by which credits are earned back, of the versions that have one. */
static void lower_years(struct jy_lowering *lowering, const struct jy_guarantee *guarantee,
			const struct terms *terms)
{
	for (size_t i = 0; i < guarantee->terms_count; i++)
		if (guarantee->terms[i].earn_back.over_year)
			lower_criterion(lowering, guarantee->terms[i].earn_back.over_year, terms);
}

static void lower_agreement(struct jy_lowering *lowering, const struct jy_agreement *agreement)
{
	const struct jy_reliefs *reliefs = jy_lowering_reliefs(lowering, agreement);

	for (size_t i = 0; i < agreement->guarantee_count; i++) {
		const struct jy_guarantee *guarantee = &agreement->guarantee[i];
		struct terms terms = {
			.agreement = agreement, .guarantee = guarantee, .reliefs = &reliefs[i]};

		terms.over = guarantee->expected && guarantee->expected->over_count;
		if (guarantee->expected)
			lower_criterion(lowering, guarantee->expected, &terms);
		terms.over = guarantee->minimum && guarantee->minimum->over_count;
		if (guarantee->minimum)
			lower_criterion(lowering, guarantee->minimum, &terms);
		terms.over = false;
		lower_years(lowering, guarantee, &terms);
	}
	report_reliefs(lowering, agreement);
	for (size_t i = 0; i < agreement->trigger_count; i++)
		lower_triggers(lowering, agreement, &agreement->trigger[i]);
}

void jy_lower_criteria(struct jy_lowering *lowering)
{
	for (size_t i = 0; i < lowering->model->journeys.count; i++)
		lower_journey(lowering, lowering->model->journeys.at[i]);
	for (size_t i = 0; i < lowering->model->agreements.count; i++)
		lower_agreement(lowering, lowering->model->agreements.at[i]);
	jy_lower_agreements(lowering);
}
