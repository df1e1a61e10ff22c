/*
 * `missing data counts as missed after 10 days`: a period that the data does not cover is missed
 * once the time is up. Nobody asks a clock: time is up when some source covers so many days after
 * the period's end, because then later data was delivered and this was not.
 */
#include "judge/verdict_internal.h"

/* The last instant that some source covers. */
static int64_t covered_to(const struct jrt_judge *judge)
{
	const struct jrt_measured *measured = judge->measured;
	int64_t last = INT64_MIN;

	for (size_t i = 0; i < measured->source_count; i++)
		if (measured->source[i].has_cover && measured->source[i].cover_to > last)
			last = measured->source[i].cover_to;
	return last;
}

static bool is_due(const struct jrt_judge *judge, const struct jrt_criterion *criterion,
		   const struct jrt_periods *rule, int64_t period)
{
	const struct jrt_zone *zone = rule->zone;

	return rule->unit != JRT_WHOLE && zone &&
	       jrt_zone_day_start(zone, jrt_period_last_day(rule, period) + 1 +
						criterion->missing_after) <= covered_to(judge);
}

static struct jb_text reason_of(const struct jrt_judge *judge,
				const struct jrt_criterion *criterion)
{
	return jb_text_printf(judge->arena,
			      "the data given does not cover it, which counts as missed after %d "
			      "day%s",
			      (int)criterion->missing_after,
			      criterion->missing_after == 1 ? "" : "s");
}

bool jrt_missing_counts(const struct jrt_judge *judge, const struct jrt_case *at,
			struct jb_text *reason)
{
	const struct jrt_criterion *criterion = at->criterion;

	if (criterion->missing_after < 0 || at->label.size > 0 ||
	    !is_due(judge, criterion, &judge->periods[judge->plan->meter[criterion->meter].periods],
		    at->span.last))
		return false;
	*reason = reason_of(judge, criterion);
	return true;
}

static struct jrt_verdict missed(struct jrt_judge *judge, uint32_t number,
				 const struct jrt_periods *rule, int64_t period)
{
	const struct jrt_criterion *criterion = &judge->plan->criterion[number];
	struct jrt_range range = jrt_period_base_range(rule, period);
	struct jrt_verdict out = {.criterion = number,
				  .verdict = JRT_MISSED,
				  .from = range.from,
				  .to = range.to,
				  .evidence = criterion->evidence};
	struct jb_buf label;

	jb_buf_init(&label, judge->arena);
	jrt_period_add_label(rule, period, &label);
	out.label = jb_buf_text(&label);
	out.measured = jrt_value_none(judge, criterion->meter);
	out.measured.label = out.label;
	out.measured.period = period;
	out.measured.from = range.from;
	out.measured.to = range.to;
	out.threshold = jrt_threshold_on(criterion, jrt_period_first_day(rule, period));
	out.reason = reason_of(judge, criterion);
	return out;
}

static bool is_whole(const struct jrt_criterion *criterion, const struct jrt_periods *rule,
		     int64_t period)
{
	return jrt_period_first_day(rule, period) >= criterion->runs.from &&
	       jrt_period_last_day(rule, period) <= criterion->runs.to;
}

static bool is_excused(const struct jrt_judge *judge, const struct jrt_criterion *criterion,
		       const struct jrt_periods *rule, int64_t period)
{
	struct jrt_range range = jrt_period_base_range(rule, period);
	struct jrt_case at = {.criterion = criterion, .from = range.from, .to = range.to};

	return jrt_case_touches(&at, criterion->excused, criterion->excused_count) ||
	       jrt_case_relieved(judge, &at);
}

void jrt_missing_periods(struct jrt_judge *judge, uint32_t number, int64_t first, int64_t last,
			 struct jrt_verdicts *out)
{
	const struct jrt_criterion *criterion = &judge->plan->criterion[number];
	struct jrt_periods *rule = &judge->periods[judge->plan->meter[criterion->meter].periods];

	if (criterion->missing_after < 0 || !criterion->has_runs || rule->unit == JRT_WHOLE)
		return;
	int64_t begin = jrt_period_index_of_day(rule, criterion->runs.from);
	int64_t end = jrt_period_index_of_day(rule, criterion->runs.to);
	for (int64_t period = first > begin ? first : begin;
	     period <= (last < end ? last : end) && is_due(judge, criterion, rule, period);
	     period++) {
		if (!is_whole(criterion, rule, period) ||
		    is_excused(judge, criterion, rule, period) ||
		    !jrt_case_in_season(criterion, jrt_period_first_day(rule, period)))
			continue;
		struct jrt_verdict verdict = missed(judge, number, rule, period);
		*jb_push(judge->arena, out) = verdict;
	}
}
