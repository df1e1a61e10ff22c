/*
 * The report as CSV: a record a verdict, a measurement, or a line of money. Fields are those of the
 * JSON, in plain units and with all their digits; what there is none of is empty.
 */
#include "report/csv_write.h"
#include "journey/report.h"
#include "report/money.h"
#include "report/words.h"

static void add_subject(struct jrt_csv *csv, const struct jrt_plan *plan, uint32_t meter)
{
	const struct jrt_scope *scope = &plan->scope[plan->meter[meter].scope];

	jrt_csv_text(csv, plan->metric[plan->meter[meter].metric].name);
	jrt_csv_text(csv, scope->name);
	jrt_csv_text(csv, scope->partner);
	jrt_csv_text(csv, scope->site);
}

static void add_period(struct jrt_csv *csv, struct jb_text label, int64_t from, int64_t to)
{
	jrt_csv_text(csv, label);
	jrt_csv_instant(csv, label.size > 0 ? from : INT64_MIN);
	jrt_csv_instant(csv, label.size > 0 ? to : INT64_MAX);
}

static void add_value(struct jrt_csv *csv, const struct jrt_measurement *measured)
{
	if (!measured->measured)
		jrt_csv_empty(csv);
	else if (measured->exact)
		jrt_csv_ratio(csv, measured->value);
	else
		jrt_csv_double(csv, measured->real);
}

static void add_ratio(struct jrt_csv *csv, const struct jrt_measurement *measured)
{
	struct jb_ratio none = {0, 0};

	jrt_csv_ratio(csv, measured->has_ratio ? measured->num : none);
	jrt_csv_ratio(csv, measured->has_ratio ? measured->den : none);
	jrt_csv_count(csv, measured->n);
}

/* Where the exact value of an approximate figure lies. */
static void add_band(struct jrt_csv *csv, const struct jrt_measurement *measured)
{
	const struct jrt_band *band = &measured->band;
	bool approximate = measured->measured && band->approximate;
	struct jb_ratio none = {0, 0};

	jrt_csv_flag(csv, approximate);
	jrt_csv_ratio(csv, approximate && band->known ? band->low : none);
	jrt_csv_ratio(csv, approximate && band->known ? band->high : none);
}

static void add_threshold(struct jrt_csv *csv, const struct jrt_threshold *threshold, bool compares)
{
	jrt_csv_word(csv, threshold != NULL ? jrt_word_comparison(threshold->comparison)
			  : compares	    ? JRT_WORD_NO_WORSE
					    : "");
	if (threshold != NULL)
		jrt_csv_fix(csv, threshold->low);
	else
		jrt_csv_empty(csv);
	if (threshold != NULL && threshold->comparison == JRT_WITHIN)
		jrt_csv_fix(csv, threshold->high);
	else
		jrt_csv_empty(csv);
}

static void add_verdict(struct jrt_csv *csv, const struct jrt_plan *plan,
			const struct jrt_verdict *verdict)
{
	const struct jrt_criterion *criterion = &plan->criterion[verdict->criterion];
	const double none = __builtin_nan("");

	jrt_csv_text(csv, criterion->agreement);
	jrt_csv_text(csv, criterion->guarantee);
	jrt_csv_text(csv, criterion->name);
	jrt_csv_word(csv, jrt_word_criterion(criterion->kind));
	add_subject(csv, plan, verdict->measured.meter);
	add_period(csv, verdict->label, verdict->from, verdict->to);
	jrt_csv_word(csv, jrt_word_verdict(verdict->verdict));
	jrt_csv_flag(csv, verdict->provisional);
	jrt_csv_flag(csv, verdict->evidence);
	add_value(csv, &verdict->measured);
	jrt_csv_ratio(csv, verdict->compared);
	add_threshold(csv, verdict->threshold, criterion->compares);
	jrt_csv_text(csv, jrt_word_unit(&plan->metric[plan->meter[criterion->meter].metric]));
	add_ratio(csv, &verdict->measured);
	jrt_csv_double(csv, verdict->has_interval ? verdict->interval_low : none);
	jrt_csv_double(csv, verdict->has_interval ? verdict->interval_high : none);
	if (verdict->has_whole)
		add_value(csv, &verdict->whole);
	else
		jrt_csv_empty(csv);
	jrt_csv_text(csv, verdict->reason);
	add_band(csv, &verdict->measured);
	jrt_csv_flag(csv, verdict->uncertain);
	jrt_csv_end(csv);
}

void jrt_report_csv_verdicts(const struct jrt_plan *plan, const struct jrt_judged *judged,
			     struct jb_buf *out)
{
	struct jrt_csv csv = {.out = out};

	jrt_csv_head(&csv, "agreement guarantee criterion kind metric scope partner site period "
			   "from to verdict provisional evidence value compared comparison "
			   "threshold threshold_high unit num den n interval_low interval_high "
			   "value_before_relief reason approximate approximate_low "
			   "approximate_high uncertain");
	for (size_t i = 0; i < judged->verdict_count; i++)
		add_verdict(&csv, plan, &judged->verdict[i]);
}

static void add_measurement(struct jrt_csv *csv, const struct jrt_plan *plan,
			    const struct jrt_measurement *measured)
{
	const struct jrt_metric *metric = &plan->metric[plan->meter[measured->meter].metric];

	add_subject(csv, plan, measured->meter);
	add_period(csv, measured->label, measured->from, measured->to);
	jrt_csv_word(csv, jrt_word_metric_kind(metric->kind));
	add_value(csv, measured);
	jrt_csv_text(csv, jrt_word_unit(metric));
	add_ratio(csv, measured);
	jrt_csv_word(csv, jrt_word_coverage(measured->coverage));
	jrt_csv_flag(csv, measured->provisional);
	jrt_csv_count(csv, measured->unusable);
	jrt_csv_count(csv, measured->not_due);
	if (measured->has_worst)
		jrt_csv_key(csv, measured->grouped.worst);
	else
		jrt_csv_empty(csv);
	jrt_csv_text(csv, measured->reason);
	add_band(csv, measured);
	jrt_csv_end(csv);
}

void jrt_report_csv_measurements(const struct jrt_plan *plan, const struct jrt_judged *judged,
				 struct jb_buf *out)
{
	struct jrt_csv csv = {.out = out};

	jrt_csv_head(&csv, "metric scope partner site period from to kind value unit num den n "
			   "coverage provisional unusable not_due worst reason "
			   "approximate approximate_low approximate_high");
	for (size_t i = 0; i < judged->measurement_count; i++)
		add_measurement(&csv, plan, &judged->measurement[i]);
}

static void add_line(struct jrt_csv *csv, const struct jrt_plan *plan,
		     const struct jrt_money_line *line)
{
	const struct jrt_agreement *agreement = &plan->agreement[line->agreement];
	struct jb_ratio none = {0, 0};

	jrt_csv_text(csv, agreement->name);
	jrt_csv_text(csv, line->guarantee < agreement->guarantee_count
				  ? agreement->guarantee[line->guarantee].name
				  : JB_TEXT(""));
	add_period(csv, line->label, line->from, line->to);
	jrt_csv_text(csv, line->site);
	jrt_csv_word(csv, jrt_word_line_kind(line->kind));
	jrt_csv_word(csv, jrt_word_line_fate(line->fate));
	if (jrt_money_has_amount(line)) {
		jrt_csv_fix(csv, line->amount);
		jrt_csv_fix(csv, line->applied);
	} else {
		jrt_csv_empty(csv);
		jrt_csv_empty(csv);
	}
	jrt_csv_text(csv, agreement->currency);
	jrt_csv_ratio(csv, line->exact);
	jrt_csv_flag(csv, line->capped);
	jrt_csv_ratio(csv, line->has_base ? line->base : none);
	jrt_csv_text(csv, line->text);
	jrt_csv_text(csv, line->because);
	jrt_csv_text(csv, line->returns);
	jrt_csv_end(csv);
}

void jrt_report_csv_money(const struct jrt_plan *plan, const struct jrt_judged *judged,
			  struct jb_buf *out)
{
	struct jrt_csv csv = {.out = out};

	jrt_csv_head(&csv,
		     "agreement guarantee period from to site kind fate amount applied currency "
		     "exact capped base term because returns");
	for (size_t i = 0; judged->settlement != NULL && i < judged->settlement->line_count; i++)
		add_line(&csv, plan, &judged->settlement->line[i]);
}
