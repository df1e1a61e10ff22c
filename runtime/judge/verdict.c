/*
 * A value to a verdict. The terms of a criterion are asked in one order, and the first that has
 * an answer gives it: relief for the period, part periods, rejected rows, coverage, no value, too
 * few rows, usable share, and only then the comparison. What is not measured is never met.
 */
#include "judge/band.h"
#include "judge/figure.h"
#include "judge/verdict_internal.h"

static void set(struct jrt_verdict *verdict, enum jrt_verdict_kind kind, struct jb_text reason)
{
	verdict->verdict = kind;
	verdict->reason = reason;
}

struct jb_ratio jrt_verdict_value(const struct jrt_measurement *measured)
{
	struct jb_ratio value = measured->value;

	if (!measured->exact && !jrt_ratio_of_double(measured->real, &value))
		value = (struct jb_ratio){0, 1};
	return value;
}

void jrt_verdict_doubt(struct jrt_verdict *verdict, const struct jrt_threshold *threshold,
		       struct jrt_band band)
{
	verdict->approximate = band.approximate;
	verdict->uncertain = verdict->verdict == JRT_MET ? !jrt_band_within(&band, threshold)
							 : !jrt_band_beyond(&band, threshold);
}

static struct jb_ratio rounded(const struct jrt_criterion *criterion, struct jb_ratio value)
{
	struct jb_ratio out;

	if (criterion->rounding != JB_ROUND_NONE &&
	    jb_ratio_round(value, jb_ratio_of_fix(criterion->rounding_step), criterion->rounding,
			   &out))
		return out;
	return value;
}

/* The exact fraction, rounded as the contract says, against the threshold (S21, S22). */
static void compare(struct jrt_judge *judge, const struct jrt_case *at, struct jrt_verdict *verdict)
{
	const struct jrt_criterion *criterion = at->criterion;
	struct jb_ratio value = jrt_verdict_value(&verdict->measured);
	struct jrt_band band = verdict->measured.band;

	verdict->compared = rounded(criterion, value);
	if (band.known) {
		band.low = rounded(criterion, band.low);
		band.high = rounded(criterion, band.high);
	}
	verdict->verdict =
		jrt_threshold_holds(verdict->threshold, verdict->compared) ? JRT_MET : JRT_MISSED;
	jrt_verdict_doubt(verdict, verdict->threshold, band);
	verdict->reason = jrt_reason_decided(judge, at, verdict, value);
}

struct jb_text jrt_verdict_estimate(struct jrt_judge *judge, const struct jrt_case *at,
				    struct jrt_verdict *verdict)
{
	const struct jrt_criterion *criterion = at->criterion;
	struct jrt_estimate found;
	struct jrt_span span = at->span;
	struct jb_text fault;

	if (verdict->averaged > 0)
		span.first = span.last - verdict->averaged + 1;
	else if (span.first == span.last)
		span = jrt_cells_span(judge, criterion->meter, span.last);
	fault = criterion->compares
			? jrt_confidence_between(judge, criterion->meter, criterion->against, span,
						 criterion->confidence, &found)
			: jrt_confidence(judge, criterion->meter, span, criterion->confidence,
					 &found);
	if (fault.size > 0)
		return fault;
	verdict->has_interval = true;
	verdict->interval_low = found.interval.low;
	verdict->interval_high = found.interval.high;
	verdict->interval_method = found.method;
	verdict->has_exact = found.has_exact;
	verdict->exact_low = found.exact.low;
	verdict->exact_high = found.exact.high;
	verdict->interval_coverage = found.coverage;
	return fault;
}

/* Met when the whole interval lies on the good side, missed when on the bad side, else not
 * measured. */
static void compare_with_confidence(struct jrt_judge *judge, const struct jrt_case *at,
				    struct jrt_verdict *verdict)
{
	struct jb_text fault = jrt_verdict_estimate(judge, at, verdict);
	struct jrt_interval interval;
	int side;

	if (fault.size > 0) {
		set(verdict, JRT_NOT_MEASURED, fault);
		return;
	}
	interval = (struct jrt_interval){verdict->interval_low, verdict->interval_high};
	side = jrt_threshold_side(verdict->threshold, interval);
	verdict->compared = jrt_verdict_value(&verdict->measured);
	verdict->verdict = side > 0 ? JRT_MET : side < 0 ? JRT_MISSED : JRT_NOT_MEASURED;
	verdict->approximate = side != 0 && verdict->measured.band.approximate;
	verdict->uncertain =
		verdict->approximate &&
		jrt_threshold_side(verdict->threshold, jrt_band_widen(interval)) != side;
	verdict->reason = jrt_reason_interval(judge, at, verdict);
}

/* With so few rows, so many failures are allowed: `fewer than 20 counted allows 1 failure`. */
static void allow_few(struct jrt_judge *judge, const struct jrt_case *at,
		      struct jrt_verdict *verdict)
{
	const struct jrt_criterion *criterion = at->criterion;
	const struct jrt_measurement *measured = &verdict->measured;
	enum jrt_comparison comparison = verdict->threshold->comparison;
	struct jb_ratio failures = measured->num;

	if (verdict->verdict != JRT_MISSED || measured->n >= criterion->few_below ||
	    !measured->has_ratio)
		return;
	if (comparison != JRT_AT_MOST && comparison != JRT_BELOW &&
	    !jb_ratio_sub(measured->den, measured->num, &failures))
		return;
	if (jb_ratio_compare(failures, (struct jb_ratio){(jb_i128)criterion->few_failures, 1}) > 0)
		return;
	verdict->verdict = JRT_MET;
	verdict->reason = jrt_reason_allowed(judge, at, failures, measured->n);
}

/* One figure or several as one, then the comparison. */
static void judge_value(struct jrt_judge *judge, const struct jrt_case *at,
			struct jrt_verdict *verdict)
{
	struct jb_text note = JB_TEXT("");

	if (at->criterion->average_over > 1 && !jrt_average_apply(judge, at, verdict, &note))
		return;
	if (at->criterion->confidence > 0)
		compare_with_confidence(judge, at, verdict);
	else
		compare(judge, at, verdict);
	allow_few(judge, at, verdict);
	if (note.size > 0 && verdict->reason.size > 0)
		verdict->reason = jb_text_printf(judge->arena, "%.*s; %.*s",
						 JB_ARG(verdict->reason), JB_ARG(note));
	else if (note.size > 0)
		verdict->reason = note;
}

/* n after relief, and of the usable rows (S15). */
static bool too_few(const struct jrt_case *at, const struct jrt_measurement *measured)
{
	uint64_t asked = at->criterion->counted_at_least;

	return asked > 0 ? measured->n < asked : !measured->measured;
}

/* Relief takes rows out, and judges the rest; only where the rest is below the minimum while
 * there was enough before is the period excused (S19). */
static bool excused_by_relief(const struct jrt_case *at, const struct jrt_verdict *verdict)
{
	return verdict->has_whole && too_few(at, &verdict->measured) &&
	       !too_few(at, &verdict->whole);
}

static bool usable_enough(const struct jrt_case *at, const struct jrt_measurement *measured)
{
	jb_fix asked = at->criterion->usable_at_least;
	jb_i128 all = (jb_i128)measured->n + (jb_i128)measured->unusable;

	return asked < 0 || (jb_i128)measured->n * JB_FIX_ONE >= (jb_i128)asked * all;
}

static bool covered(const struct jrt_judge *judge, const struct jrt_case *at,
		    const struct jrt_measurement *measured)
{
	if (measured->coverage <= JRT_COVERED_BY_ROWS)
		return true;
	return at->part && measured->coverage == JRT_COVERED_PART && jrt_case_covered(judge, at);
}

static bool missing_too_long(const struct jrt_judge *judge, const struct jrt_case *at,
			     const struct jrt_measurement *measured, struct jb_text *reason)
{
	return (measured->coverage == JRT_COVERED_NOT || !covered(judge, at, measured)) &&
	       jrt_missing_counts(judge, at, reason);
}

/* Part periods that the agreement does not judge, or that wait for the next one (S14). */
static bool left_out(const struct jrt_case *at)
{
	enum jrt_part_periods rule = at->criterion->part_periods;

	return at->next_missing ||
	       (at->part && (rule == JRT_PART_NOT_JUDGED || rule == JRT_PART_UNSAID));
}

/* The data that stands behind a figure cannot be relied on; *reason says why. */
static bool cannot_be_used(struct jrt_judge *judge, const struct jrt_measurement *measured,
			   struct jb_text *reason)
{
	uint32_t metric = judge->plan->meter[measured->meter].metric;
	uint32_t rejected = jrt_cells_source(judge, metric, jrt_cells_over_tolerance);
	struct jb_text unread = jrt_cells_unread(judge, metric);

	if (unread.size > 0)
		*reason = unread;
	else if (rejected != JRT_NONE)
		*reason = jrt_reason_tolerance(judge, rejected);
	else if (measured->over_tolerance)
		*reason = JB_TEXT("more of the period's rows were rejected than is tolerated");
	else
		return false;
	return true;
}

static bool is_not_covered(const struct jrt_judge *judge, const struct jrt_case *at,
			   const struct jrt_measurement *measured, struct jb_text *reason)
{
	if (measured->coverage == JRT_COVERED_NOT)
		*reason = measured->reason;
	else if (!covered(judge, at, measured))
		*reason = JB_TEXT("incomplete: the data given does not cover the whole period");
	else
		return false;
	return true;
}

/* There is no value, or too little behind it. */
static bool lacks_rows(struct jrt_judge *judge, const struct jrt_case *at,
		       const struct jrt_measurement *measured, struct jb_text *reason)
{
	if (!measured->measured)
		*reason = measured->reason;
	else if (measured->n < at->criterion->counted_at_least)
		*reason = jrt_reason_few(judge, at, measured->n);
	else if (!usable_enough(at, measured))
		*reason = jrt_reason_usable(judge, at, measured);
	else
		return false;
	return true;
}

bool jrt_verdict_lacks(struct jrt_judge *judge, const struct jrt_case *at,
		       const struct jrt_measurement *measured, struct jb_text *reason)
{
	return cannot_be_used(judge, measured, reason) ||
	       is_not_covered(judge, at, measured, reason) ||
	       lacks_rows(judge, at, measured, reason);
}

/* Where relief holds all of the period, nothing had to be delivered for it. */
static void set_missing(const struct jrt_judge *judge, const struct jrt_case *at,
			struct jb_text reason, struct jrt_verdict *verdict)
{
	if (jrt_case_relieved(judge, at))
		set(verdict, JRT_EXCUSED, JB_TEXT("relief for all of the period"));
	else
		set(verdict, JRT_MISSED, reason);
}

static void decide(struct jrt_judge *judge, const struct jrt_case *at, struct jrt_verdict *verdict)
{
	const struct jrt_criterion *criterion = at->criterion;
	const struct jrt_measurement *measured = &verdict->measured;
	struct jb_text reason;

	if (jrt_case_touches(at, criterion->excused, criterion->excused_count))
		set(verdict, JRT_EXCUSED, JB_TEXT("relief for the period"));
	else if (jrt_case_excused(judge, at, &verdict->reason))
		verdict->verdict = JRT_EXCUSED;
	else if (left_out(at))
		set(verdict, JRT_NOT_MEASURED, jrt_reason_part(judge, at));
	else if (cannot_be_used(judge, measured, &reason))
		set(verdict, JRT_NOT_MEASURED, reason);
	else if (missing_too_long(judge, at, measured, &reason))
		set_missing(judge, at, reason, verdict);
	else if ((verdict->undelivered = is_not_covered(judge, at, measured, &reason)))
		set(verdict, JRT_NOT_MEASURED, reason);
	else if (excused_by_relief(at, verdict))
		set(verdict, JRT_EXCUSED, jrt_reason_relief(judge, at, measured, &verdict->whole));
	else if (lacks_rows(judge, at, measured, &reason))
		set(verdict, JRT_NOT_MEASURED, reason);
	else if (criterion->compares)
		jrt_versus(judge, at, verdict);
	else if (verdict->threshold == NULL)
		set(verdict, JRT_NOT_MEASURED, JB_TEXT("no threshold is in force yet"));
	else
		judge_value(judge, at, verdict);
}

/* Days as one figure: one without a cell is a day that nothing was delivered for. */
static struct jrt_measurement measure_days(struct jrt_judge *judge, const struct jrt_case *at,
					   uint32_t meter)
{
	struct jrt_measurement out = jrt_value_over(judge, meter, at->span);
	size_t found = jrt_cells_in(judge, meter, at->span).count;
	uint32_t metric = judge->plan->meter[meter].metric;

	if (found == 0 && jrt_cells_source(judge, metric, jrt_cells_no_file) == JRT_NONE &&
	    jrt_cells_unread(judge, metric).size == 0)
		out.reason =
			jb_text_printf(judge->arena, "the data given does not reach %s",
				       at->span.first == at->span.last ? "this day" : "these days");
	else if (found > 0 && found <= (uint64_t)(at->span.last - at->span.first) &&
		 out.coverage < JRT_COVERED_PART)
		out.coverage = JRT_COVERED_PART;
	out.period = at->span.last;
	out.label = at->label;
	out.from = at->from;
	out.to = at->to;
	return out;
}

struct jrt_measurement jrt_case_measure(struct jrt_judge *judge, const struct jrt_case *at,
					uint32_t meter)
{
	if (at->label.size > 0)
		return measure_days(judge, at, meter);
	if (at->span.first == at->span.last)
		return jrt_value_in(judge, meter, at->span.last);
	struct jrt_measurement out = jrt_value_over(judge, meter, at->span);
	struct jrt_cells cells = jrt_cells_in(judge, meter, at->span);
	if (cells.count > 1)
		out.label = jb_text_printf(judge->arena, "%.*s and %.*s", JB_ARG(cells.at[0].label),
					   JB_ARG(cells.at[cells.count - 1].label));
	return out;
}

/* Whether rows above an agreed volume have left. */
static bool has_surplus(struct jrt_judge *judge, const struct jrt_case *at,
			const struct jrt_measurement *measured)
{
	struct jrt_measurement whole;

	if (judge->plan->meter[at->criterion->meter].surplus_count == 0)
		return false;
	whole = jrt_case_measure(judge, at, at->criterion->meter_whole);
	return whole.n + whole.unusable > measured->n + measured->unusable;
}

static bool has_relief(struct jrt_judge *judge, const struct jrt_case *at,
		       const struct jrt_measurement *measured)
{
	const struct jrt_meter *meter = &judge->plan->meter[at->criterion->meter];
	struct jrt_case all = *at;

	all.from = measured->from;
	all.to = measured->to;
	return at->criterion->meter_whole != JRT_NONE &&
	       (jrt_case_touches(&all, meter->relief, meter->relief_count) ||
		has_surplus(judge, at, measured));
}

static struct jrt_verdict verdict_of(struct jrt_judge *judge, const struct jrt_case *at)
{
	struct jrt_verdict out = {.criterion = at->number, .from = at->from, .to = at->to};

	out.measured = jrt_case_measure(judge, at, at->criterion->meter);
	out.label = out.measured.label;
	out.evidence = at->criterion->evidence;
	out.provisional = out.measured.provisional;
	out.threshold = jrt_threshold_on(at->criterion, at->first_day);
	out.has_whole = has_relief(judge, at, &out.measured);
	if (out.has_whole)
		out.whole = jrt_case_measure(judge, at, at->criterion->meter_whole);
	decide(judge, at, &out);
	return out;
}

static struct jrt_verdict without_data(struct jrt_judge *judge, uint32_t number)
{
	const struct jrt_criterion *criterion = &judge->plan->criterion[number];
	struct jrt_verdict out = {
		.criterion = number, .verdict = JRT_NOT_MEASURED, .evidence = criterion->evidence};

	out.measured = jrt_value_none(judge, criterion->meter);
	out.reason = out.measured.reason;
	out.undelivered = true;
	if (criterion->threshold_count == 1)
		out.threshold = criterion->threshold;
	return out;
}

static void over_days(struct jrt_judge *judge, uint32_t number, struct jrt_verdicts *out)
{
	const struct jrt_criterion *criterion = &judge->plan->criterion[number];

	for (size_t i = 0; i < criterion->over_count; i++) {
		struct jrt_case at = jrt_case_over(judge, number, &criterion->over[i]);
		struct jrt_verdict verdict = verdict_of(judge, &at);

		*jb_push(judge->arena, out) = verdict;
	}
}

void jrt_verdict_criterion(struct jrt_judge *judge, uint32_t number, struct jrt_verdicts *out)
{
	const struct jrt_criterion *criterion = &judge->plan->criterion[number];
	struct jrt_cells cells = judge->cells[criterion->meter];

	if (criterion->worst_count > 0) {
		jrt_verdict_worst(judge, number, out);
		return;
	}
	if (criterion->over_count > 0) {
		over_days(judge, number, out);
		return;
	}
	size_t before = out->count;
	jrt_missing_periods(judge, number, INT64_MIN,
			    cells.count > 0 ? cells.at[0].period - 1 : INT64_MAX, out);
	if (cells.count == 0 && out->count == before)
		*jb_push(judge->arena, out) = without_data(judge, number);
	for (size_t i = 0; i < cells.count; i++) {
		struct jrt_case at;
		if (!jrt_case_at(judge, number, &i, &at))
			continue;
		struct jrt_verdict verdict = verdict_of(judge, &at);
		*jb_push(judge->arena, out) = verdict;
	}
	if (cells.count > 0)
		jrt_missing_periods(judge, number, cells.at[cells.count - 1].period + 1, INT64_MAX,
				    out);
}
