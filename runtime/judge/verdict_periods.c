/*
 * Which periods a criterion judges: those that overlap the days its agreement runs, in season,
 * and with a part period joined to the next where the agreement says so (S14).
 *
 * A period is in a season when its first day is, like the threshold in force on that day (S27):
 * so `during` and `except during` of one season judge each period exactly once. Of a rolling
 * period the first day of its last base period counts, otherwise a new target would bind only a
 * year later.
 */
#include "judge/figure.h"
#include "judge/verdict_internal.h"

static const struct jrt_periods *rule_of(const struct jrt_judge *judge, const struct jrt_case *at)
{
	return &judge->periods[judge->plan->meter[at->criterion->meter].periods];
}

static bool holds_day(const struct jrt_days *days, size_t count, int64_t day)
{
	for (size_t i = 0; i < count; i++) {
		if (days[i].from <= day && day <= days[i].to)
			return true;
	}
	return false;
}

bool jrt_case_in_season(const struct jrt_criterion *criterion, int64_t day)
{
	if (criterion->during_count > 0 &&
	    !holds_day(criterion->during, criterion->during_count, day))
		return false;
	return !holds_day(criterion->except, criterion->except_count, day);
}

static bool overlaps(const struct jrt_criterion *criterion, int64_t first, int64_t last)
{
	return !criterion->has_runs ||
	       (first <= criterion->runs.to && last >= criterion->runs.from);
}

static bool is_part(const struct jrt_criterion *criterion, int64_t first, int64_t last)
{
	return criterion->has_runs && (first < criterion->runs.from || last > criterion->runs.to);
}

/* Goes on over part periods that have a next one within the agreement. */
static void join(const struct jrt_judge *judge, const struct jrt_periods *rule, size_t *index,
		 struct jrt_case *at)
{
	struct jrt_cells cells = judge->cells[at->criterion->meter];
	int64_t next = at->span.last + 1;

	if (jrt_period_first_day(rule, next) > at->criterion->runs.to)
		return;
	if (*index + 1 >= cells.count || cells.at[*index + 1].period != next) {
		at->next_missing = true;
		return;
	}
	++*index;
	at->span.last = next;
	at->to = cells.at[*index].to;
	at->first_day = jrt_period_first_day(rule, next);
}

bool jrt_case_at(const struct jrt_judge *judge, uint32_t number, size_t *index,
		 struct jrt_case *out)
{
	const struct jrt_plan *plan = judge->plan;
	const struct jrt_criterion *criterion = &plan->criterion[number];
	const struct jrt_cell *cell = &judge->cells[criterion->meter].at[*index];

	*out = (struct jrt_case){
		.criterion = criterion,
		.metric = &plan->metric[plan->meter[criterion->meter].metric],
		.number = number,
		.span = {cell->period, cell->period},
		.from = cell->from,
		.to = cell->to,
	};
	const struct jrt_periods *rule = rule_of(judge, out);
	if (rule->unit == JRT_WHOLE)
		return true;
	int64_t first = jrt_period_first_day(rule, cell->period);
	int64_t last = jrt_period_last_day(rule, cell->period);
	out->first_day = first;
	if (!overlaps(criterion, first, last) || !jrt_case_in_season(criterion, first))
		return false;
	out->part = is_part(criterion, first, last);
	if (out->part && criterion->part_periods == JRT_PART_JOINED && rule->rolling <= 1)
		join(judge, rule, index, out);
	return true;
}

static struct jb_text label_of_days(const struct jrt_judge *judge, const struct jrt_days *days)
{
	struct jb_buf buf;

	jb_buf_init(&buf, judge->arena);
	jrt_figure_add_date(&buf, days->from);
	if (days->to != days->from) {
		jb_buf_add_string(&buf, " to ");
		jrt_figure_add_date(&buf, days->to);
	}
	return jb_buf_text(&buf);
}

struct jrt_case jrt_case_over(const struct jrt_judge *judge, uint32_t number,
			      const struct jrt_days *days)
{
	const struct jrt_plan *plan = judge->plan;
	const struct jrt_criterion *criterion = &plan->criterion[number];
	struct jrt_case out = {
		.criterion = criterion,
		.metric = &plan->metric[plan->meter[criterion->meter].metric],
		.number = number,
		.first_day = days->from,
		.label = label_of_days(judge, days),
	};
	const struct jrt_periods *rule = rule_of(judge, &out);

	out.span.first = jrt_period_index_of_day(rule, days->from);
	out.span.last = jrt_period_index_of_day(rule, days->to);
	out.from = jrt_period_base_range(rule, out.span.first).from;
	out.to = jrt_period_base_range(rule, out.span.last).to;
	return out;
}

bool jrt_case_touches(const struct jrt_case *at, const struct jrt_range *range, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (range[i].from < at->to && range[i].to > at->from)
			return true;
	}
	return false;
}

bool jrt_case_relieved(const struct jrt_judge *judge, const struct jrt_case *at)
{
	const struct jrt_meter *meter = &judge->plan->meter[at->criterion->meter];

	for (size_t i = 0; i < meter->relief_count; i++)
		if (meter->relief[i].from <= at->from && meter->relief[i].to >= at->to)
			return true;
	return false;
}

static bool covers(const struct jrt_judge *judge, uint32_t source, struct jrt_range time)
{
	const struct jrt_source_tally *tally;

	if (source >= judge->measured->source_count)
		return false;
	tally = &judge->measured->source[source];
	return tally->has_cover && !tally->cover_gaps && tally->cover_from <= time.from &&
	       tally->cover_to >= time.to;
}

/* Whether all sources that a metric is made from cover a stretch of time; `depth` holds where a
 * plan lies about circles. */
static bool all_cover(const struct jrt_judge *judge, const struct jrt_metric *metric,
		      struct jrt_range time, size_t depth)
{
	if (metric->source != JRT_NONE && !covers(judge, metric->source, time))
		return false;
	for (size_t i = 0; i < metric->formula_count; i++)
		if (metric->formula[i].op == JRT_F_METRIC &&
		    (depth == 0 || !all_cover(judge, &judge->plan->metric[metric->formula[i].k],
					      time, depth - 1)))
			return false;
	return true;
}

static struct jrt_range both(struct jrt_range a, struct jrt_range b)
{
	return (struct jrt_range){a.from > b.from ? a.from : b.from, a.to < b.to ? a.to : b.to};
}

/* Periods of which some come from a ledger: each was covered by what was at hand for it. */
static bool each_was_covered(const struct jrt_judge *judge, const struct jrt_case *at,
			     struct jrt_cells cells, struct jrt_range time)
{
	for (size_t i = 0; i < cells.count; i++) {
		const struct jrt_cell *cell = &cells.at[i];
		struct jrt_range part = both(time, (struct jrt_range){cell->from, cell->to});
		bool good = cell->entry > 0
				    ? cell->entry_from <= part.from && cell->entry_to >= part.to
				    : all_cover(judge, at->metric, part, judge->plan->metric_count);

		if (!good)
			return false;
	}
	return true;
}

bool jrt_case_covered(const struct jrt_judge *judge, const struct jrt_case *at)
{
	const struct jrt_zone *zone = rule_of(judge, at)->zone;
	struct jrt_cells cells = jrt_cells_in(judge, at->criterion->meter, at->span);
	struct jrt_range time, term;
	bool recorded = false;

	if (zone == NULL)
		return false;
	term.from = jrt_zone_day_start(zone, at->criterion->runs.from);
	term.to = jrt_zone_day_start(zone, (int64_t)at->criterion->runs.to + 1);
	time = both(term, (struct jrt_range){at->from, at->to});
	for (size_t i = 0; i < cells.count; i++)
		recorded |= cells.at[i].entry > 0;
	return recorded ? each_was_covered(judge, at, cells, time)
			: all_cover(judge, at->metric, time, judge->plan->metric_count);
}
