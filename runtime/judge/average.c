/*
 * Several periods judged as one figure (S29): the mean of their unrounded values, or the value of
 * their summed states. Where an earlier period has no value of its own, or is excused, the present
 * one stands alone if the contract says so; otherwise nothing is judged.
 */
#include "judge/band.h"
#include "judge/figure.h"
#include "judge/verdict_internal.h"

static struct jrt_periods *rule_of(const struct jrt_judge *judge, const struct jrt_case *at)
{
	return &judge->periods[judge->plan->meter[at->criterion->meter].periods];
}

static struct jb_text label_of(struct jrt_judge *judge, const struct jrt_case *at, int64_t period)
{
	struct jb_buf buf;

	jb_buf_init(&buf, judge->arena);
	jrt_period_add_label(rule_of(judge, at), period, &buf);
	return jb_buf_text(&buf);
}

/* Before the contract began there was no period. */
static bool within_runs(const struct jrt_judge *judge, const struct jrt_case *at, int64_t period)
{
	return !at->criterion->has_runs ||
	       jrt_period_last_day(rule_of(judge, at), period) >= at->criterion->runs.from;
}

static bool is_excused(const struct jrt_judge *judge, const struct jrt_case *at, int64_t period)
{
	struct jrt_range range = jrt_period_base_range(rule_of(judge, at), period);
	struct jrt_case earlier = {.from = range.from, .to = range.to};

	return jrt_case_touches(&earlier, at->criterion->excused, at->criterion->excused_count);
}

/* The value of an earlier period; an empty text, or why it has none. */
static struct jb_text earlier_value(struct jrt_judge *judge, const struct jrt_case *at,
				    int64_t period, struct jrt_measurement *out)
{
	if (!within_runs(judge, at, period))
		return JB_TEXT("before the contract");
	if (is_excused(judge, at, period))
		return JB_TEXT("excused");
	*out = jrt_value_in(judge, at->criterion->meter, period);
	if (!out->measured || out->over_tolerance || out->coverage > JRT_COVERED_BY_ROWS ||
	    out->n < at->criterion->counted_at_least)
		return JB_TEXT("not measured");
	return JB_TEXT("");
}

/* Adds a value to the sum of those before; false where exact numbers do not hold it. */
static bool add(struct jrt_measurement *sum, const struct jrt_measurement *value)
{
	sum->exact &= value->exact;
	sum->real += value->real;
	sum->n += value->n;
	sum->unusable += value->unusable;
	sum->not_due += value->not_due;
	sum->provisional |= value->provisional;
	if (sum->band.approximate)
		sum->band = jrt_band_sum(&sum->band, &value->band);
	return !sum->exact || jb_ratio_add(sum->value, value->value, &sum->value);
}

static bool divide(struct jrt_measurement *sum, uint32_t count)
{
	sum->real /= count;
	sum->has_ratio = sum->has_groups = sum->has_worst = false;
	sum->cell = NULL;
	if (sum->band.approximate)
		sum->band = jrt_band_part(&sum->band, count);
	return !sum->exact || jb_ratio_div(sum->value, (struct jb_ratio){count, 1}, &sum->value);
}

static struct jb_text say(struct jrt_judge *judge, const struct jrt_case *at,
			  const struct jrt_verdict *verdict)
{
	const struct jrt_criterion *criterion = at->criterion;
	struct jb_buf buf;

	jb_buf_init(&buf, judge->arena);
	jb_buf_printf(&buf, "%s %.*s to %.*s",
		      criterion->average_of_values ? "mean of the values of" : "pooled over",
		      JB_ARG(label_of(judge, at, at->span.last - criterion->average_over + 1)),
		      JB_ARG(verdict->label));
	if (verdict->has_pooled) {
		jb_buf_add_string(&buf, ", pooled ");
		if (verdict->pooled.exact)
			jrt_figure_add(&buf, at->metric, verdict->pooled.value, 1);
		else
			jrt_figure_add_real(&buf, at->metric, verdict->pooled.real, 1);
	}
	return jb_buf_text(&buf);
}

/* Present and earlier values to the verdict's measurement; an empty text, or why there is none. */
static struct jb_text gather(struct jrt_judge *judge, const struct jrt_case *at,
			     struct jrt_measurement *sum, int64_t *missing)
{
	uint32_t count = at->criterion->average_over;
	bool fits = true;

	for (uint32_t back = 1; back < count; back++) {
		struct jrt_measurement value;

		*missing = at->span.last - back;
		struct jb_text why = earlier_value(judge, at, *missing, &value);
		if (why.size > 0)
			return why;
		fits &= add(sum, &value);
	}
	fits &= divide(sum, count);
	return fits ? JB_TEXT("") : JB_TEXT("too large to compute exactly");
}

bool jrt_average_apply(struct jrt_judge *judge, const struct jrt_case *at,
		       struct jrt_verdict *verdict, struct jb_text *note)
{
	const struct jrt_criterion *criterion = at->criterion;
	struct jrt_measurement sum = verdict->measured, pooled;
	struct jrt_span span = {at->span.last - criterion->average_over + 1, at->span.last};
	int64_t missing = at->span.last;
	struct jb_text why = gather(judge, at, &sum, &missing);

	if (why.size > 0 && criterion->first_alone) {
		*note = jb_text_printf(judge->arena, "%.*s alone: %.*s is %.*s",
				       JB_ARG(verdict->label), JB_ARG(label_of(judge, at, missing)),
				       JB_ARG(why));
		return true;
	}
	if (why.size > 0) {
		verdict->verdict = JRT_NOT_MEASURED;
		verdict->reason =
			jb_text_printf(judge->arena, "%.*s, with which it is judged, is %.*s",
				       JB_ARG(label_of(judge, at, missing)), JB_ARG(why));
		return false;
	}
	pooled = jrt_value_over(judge, criterion->meter, span);
	if (!criterion->average_of_values && !pooled.measured) {
		verdict->verdict = JRT_NOT_MEASURED;
		verdict->reason = pooled.reason;
		return false;
	}
	verdict->averaged = criterion->average_over;
	verdict->provisional |= sum.provisional;
	verdict->has_pooled = criterion->average_of_values && pooled.measured;
	verdict->pooled = pooled;
	if (!criterion->average_of_values) {
		sum = pooled;
		sum.cell = NULL;
	}
	sum.label = verdict->measured.label;
	sum.period = verdict->measured.period;
	sum.from = verdict->measured.from;
	sum.to = verdict->measured.to;
	verdict->measured = sum;
	*note = say(judge, at, verdict);
	return true;
}
