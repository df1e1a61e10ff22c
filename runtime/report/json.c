/*
 * The report as JSON: measurements, verdicts, triggers, data and diagnostics; the states follow in
 * states_write.c. Order is the plan's, so equal input gives equal bytes.
 */
#include "journey/settlement.h"
#include "report/json.h"
#include "report/words.h"

/* ---- shared by measurements and verdicts ---- */

static void add_subject(struct jrt_json *json, const struct jrt_plan *plan, uint32_t meter)
{
	const struct jrt_scope *scope = &plan->scope[plan->meter[meter].scope];

	jrt_json_string(json, "metric", plan->metric[plan->meter[meter].metric].name);
	jrt_json_string(json, "scope", scope->name);
	jrt_json_maybe(json, "partner", scope->partner);
	if (scope->site.size > 0)
		jrt_json_string(json, "site", scope->site);
}

static void add_period(struct jrt_json *json, struct jb_text label, int64_t from, int64_t to)
{
	jrt_json_maybe(json, "period", label);
	if (label.size == 0) {
		jrt_json_null(json, "from");
		jrt_json_null(json, "to");
		return;
	}
	jrt_json_instant(json, "from", from);
	jrt_json_instant(json, "to", to);
}

static void add_ratio(struct jrt_json *json, const struct jrt_measurement *measured)
{
	struct jb_ratio none = {0, 0};

	jrt_json_sum(json, "num", measured->has_ratio ? measured->num : none);
	jrt_json_sum(json, "den", measured->has_ratio ? measured->den : none);
	jrt_json_integer(json, "n", (jb_i128)measured->n);
}

static void add_value(struct jrt_json *json, const struct jrt_measurement *measured)
{
	if (!measured->measured)
		jrt_json_null(json, "value");
	else if (measured->exact)
		jrt_json_value(json, "value", measured->value);
	else
		jrt_json_double(json, "value", measured->real);
}

/* Of a figure that may be approximate: where its exact value lies. */
static void add_band(struct jrt_json *json, const struct jrt_measurement *measured)
{
	if (!measured->measured || !measured->band.approximate)
		return;
	jrt_json_flag(json, "approximate", true);
	if (!measured->band.known)
		return;
	jrt_json_value(json, "approximate_low", measured->band.low);
	jrt_json_value(json, "approximate_high", measured->band.high);
}

/* Behind a figure over groups. */
static void add_groups(struct jrt_json *json, const struct jrt_measurement *measured)
{
	if (!measured->has_groups)
		return;
	if (measured->has_worst)
		jrt_json_string(json, "worst", measured->grouped.worst);
	else
		jrt_json_null(json, "worst");
	jrt_json_integer(json, "groups", (jb_i128)measured->grouped.groups);
	jrt_json_integer(json, "groups_left_out", (jb_i128)measured->grouped.left_out);
	jrt_json_integer(json, "without_key", (jb_i128)measured->grouped.without_key);
}

/* Of figures that came out of a ledger, in whole or in part: the newest entry. */
static void add_entry(struct jrt_json *json, const struct jrt_measurement *measured)
{
	if (measured->entry == 0)
		return;
	jrt_json_integer(json, "entry", (jb_i128)measured->entry);
	jrt_json_flag(json, "recorded", measured->recorded);
}

/* ---- the arrays ---- */

static void add_measurement(struct jrt_json *json, const struct jrt_plan *plan,
			    const struct jrt_measurement *measured)
{
	const struct jrt_metric *metric = &plan->metric[plan->meter[measured->meter].metric];

	jrt_json_item(json);
	add_subject(json, plan, measured->meter);
	add_period(json, measured->label, measured->from, measured->to);
	jrt_json_word(json, "kind", jrt_word_metric_kind(metric->kind));
	add_ratio(json, measured);
	add_value(json, measured);
	jrt_json_string(json, "unit", jrt_word_unit(metric));
	jrt_json_word(json, "coverage", jrt_word_coverage(measured->coverage));
	jrt_json_flag(json, "provisional", measured->provisional);
	add_band(json, measured);
	jrt_json_integer(json, "unusable", (jb_i128)measured->unusable);
	jrt_json_integer(json, "not_due", (jb_i128)measured->not_due);
	add_groups(json, measured);
	add_entry(json, measured);
	jrt_json_maybe(json, "reason", measured->reason);
	jrt_json_end(json);
}

static void add_threshold(struct jrt_json *json, const struct jrt_threshold *threshold,
			  bool compares)
{
	if (threshold == NULL) {
		jrt_json_maybe(json, "comparison", jb_text_of(compares ? JRT_WORD_NO_WORSE : ""));
		jrt_json_null(json, "threshold");
		return;
	}
	jrt_json_word(json, "comparison", jrt_word_comparison(threshold->comparison));
	jrt_json_sum(json, "threshold", jb_ratio_of_fix(threshold->low));
	if (threshold->comparison == JRT_WITHIN)
		jrt_json_sum(json, "threshold_high", jb_ratio_of_fix(threshold->high));
}

static void add_interval(struct jrt_json *json, const struct jrt_verdict *verdict)
{
	if (!verdict->has_interval)
		return;
	jrt_json_double(json, "interval_low", verdict->interval_low);
	jrt_json_double(json, "interval_high", verdict->interval_high);
	jrt_json_word(json, "interval_method", jrt_word_method(verdict->interval_method));
	if (verdict->has_exact) {
		jrt_json_double(json, "exact_low", verdict->exact_low);
		jrt_json_double(json, "exact_high", verdict->exact_high);
	}
	if (verdict->interval_coverage > 0)
		jrt_json_double(json, "interval_coverage", verdict->interval_coverage);
}

/* The other group of a criterion that compares. */
static void add_against(struct jrt_json *json, const struct jrt_plan *plan,
			const struct jrt_criterion *criterion, const struct jrt_verdict *verdict)
{
	if (!criterion->compares)
		return;
	jrt_json_sum(json, "margin", jb_ratio_of_fix(criterion->margin));
	jrt_json_value(json, "difference", verdict->difference);
	jrt_json_name(json, "against");
	jb_buf_add_byte(json->out, '{');
	json->first = true;
	add_subject(json, plan, criterion->against);
	add_value(json, &verdict->other);
	add_ratio(json, &verdict->other);
	jrt_json_end(json);
}

/* The same before relief. */
static void add_whole(struct jrt_json *json, const struct jrt_verdict *verdict)
{
	if (!verdict->has_whole)
		return;
	jrt_json_name(json, "before_relief");
	jb_buf_add_byte(json->out, '{');
	json->first = true;
	add_value(json, &verdict->whole);
	add_ratio(json, &verdict->whole);
	jrt_json_end(json);
}

static void add_verdict(struct jrt_json *json, const struct jrt_plan *plan,
			const struct jrt_verdict *verdict)
{
	const struct jrt_criterion *criterion = &plan->criterion[verdict->criterion];
	const struct jrt_meter *meter = &plan->meter[criterion->meter];

	/* Where the worst site counts, the figures are that site's. */
	jrt_json_item(json);
	jrt_json_string(json, "criterion", criterion->name);
	jrt_json_word(json, "kind", jrt_word_criterion(criterion->kind));
	jrt_json_maybe(json, "agreement", criterion->agreement);
	jrt_json_maybe(json, "guarantee", criterion->guarantee);
	if (criterion->worst_count > 0)
		jrt_json_integer(json, "worst_of", criterion->worst_count);
	if (verdict->evidence)
		jrt_json_flag(json, "evidence", true);
	add_subject(json, plan, verdict->measured.meter);
	add_period(json, verdict->label, verdict->from, verdict->to);
	jrt_json_word(json, "verdict", jrt_word_verdict(verdict->verdict));
	jrt_json_flag(json, "provisional", verdict->provisional);
	add_band(json, &verdict->measured);
	if (verdict->approximate)
		jrt_json_flag(json, "uncertain", verdict->uncertain);
	add_value(json, &verdict->measured);
	jrt_json_value(json, "compared", verdict->compared);
	add_threshold(json, verdict->threshold, criterion->compares);
	jrt_json_string(json, "unit", jrt_word_unit(&plan->metric[meter->metric]));
	add_ratio(json, &verdict->measured);
	add_groups(json, &verdict->measured);
	add_entry(json, &verdict->measured);
	add_against(json, plan, criterion, verdict);
	add_interval(json, verdict);
	add_whole(json, verdict);
	jrt_json_maybe(json, "reason", verdict->reason);
	jrt_json_end(json);
}

static void add_trigger(struct jrt_json *json, const struct jrt_plan *plan,
			const struct jrt_trigger_result *result)
{
	const struct jrt_trigger *trigger = &plan->trigger[result->trigger];

	jrt_json_item(json);
	jrt_json_string(json, "agreement", trigger->agreement);
	jrt_json_string(json, "guarantee", trigger->guarantee);
	jrt_json_string(json, "criterion", plan->criterion[trigger->criterion].name);
	jrt_json_integer(json, "count", trigger->count);
	jrt_json_integer(json, "of", trigger->of);
	jrt_json_flag(json, "fired", result->fired);
	jrt_json_maybe(json, "period", result->label);
	jrt_json_maybe(json, "reason", result->reason);
	jrt_json_end(json);
}

static void add_file(struct jrt_json *json, const struct jrt_plan *plan,
		     const struct jrt_file_tally *file)
{
	if (file->source == JRT_NONE)
		return; /* given for a source that the plan does not have: a finding says so */
	jrt_json_item(json);
	jrt_json_string(json, "source", plan->source[file->source].name);
	jrt_json_maybe(json, "file", file->file);
	jrt_json_integer(json, "rows", (jb_i128)file->rows);
	jrt_json_integer(json, "accepted", (jb_i128)file->accepted);
	jrt_json_integer(json, "rejected", (jb_i128)file->rejected);
	jrt_json_integer(json, "duplicates", (jb_i128)file->duplicates);
	jrt_json_integer(json, "ignored", (jb_i128)file->ignored);
	jrt_json_flag(json, "unread", file->unread);
	if (file->shard.size > 0)
		jrt_json_string(json, "shard", file->shard);
	jrt_json_end(json);
}

static void add_findings(struct jrt_json *json, const struct jrt_finding *finding, size_t count,
			 const char *stage)
{
	for (size_t i = 0; i < count; i++) {
		jrt_json_item(json);
		jrt_json_word(json, "severity", jrt_word_severity(finding[i].severity));
		jrt_json_string(json, "code", finding[i].code);
		jrt_json_word(json, "stage", stage);
		jrt_json_maybe(json, "file", finding[i].file);
		jrt_json_integer(json, "line", (jb_i128)finding[i].line);
		jrt_json_integer(json, "column", finding[i].column);
		jrt_json_string(json, "message", finding[i].message);
		jrt_json_maybe(json, "help", finding[i].help);
		if (finding[i].shard.size > 0)
			jrt_json_string(json, "shard", finding[i].shard);
		jrt_json_end(json);
	}
}

static void add_remarks(struct jrt_json *json, const struct jrt_judged *judged)
{
	for (size_t i = 0; i < judged->remark_count; i++) {
		const struct jrt_finding *remark = &judged->remark[i];

		jrt_json_item(json);
		jrt_json_word(json, "severity", jrt_word_severity(remark->severity));
		jrt_json_string(json, "rule", remark->code);
		jrt_json_maybe(json, "file", remark->file);
		jrt_json_integer(json, "line", (jb_i128)remark->line);
		jrt_json_integer(json, "column", remark->column);
		jrt_json_string(json, "message", remark->message);
		jrt_json_maybe(json, "help", remark->help);
		jrt_json_end(json);
	}
}

void jrt_report_json(const struct jrt_plan *plan, const struct jrt_measured *measured,
		     const struct jrt_judged *judged, struct jb_buf *out)
{
	struct jrt_json json = {.out = out};

	jb_buf_printf(out, "{\n  \"schema\": \"%s\",\n  \"version\": %d,\n  \"title\": ",
		      JRT_JSON_SCHEMA, JRT_JSON_VERSION);
	jb_buf_add_json_string(out, plan->title);
	jrt_json_array(&json, "measurements");
	for (size_t i = 0; i < judged->measurement_count; i++)
		add_measurement(&json, plan, &judged->measurement[i]);
	jrt_json_array_end(&json);
	jrt_json_array(&json, "verdicts");
	for (size_t i = 0; i < judged->verdict_count; i++)
		add_verdict(&json, plan, &judged->verdict[i]);
	jrt_json_array_end(&json);
	jrt_json_behaviour(&json, plan, judged);
	jrt_json_array(&json, "triggers");
	for (size_t i = 0; i < judged->trigger_count; i++)
		add_trigger(&json, plan, &judged->trigger[i]);
	jrt_json_array_end(&json);
	jrt_json_money(&json, plan, judged);
	jrt_json_array(&json, "data");
	for (size_t i = 0; i < measured->file_count; i++)
		add_file(&json, plan, &measured->file[i]);
	jrt_json_array_end(&json);
	jrt_json_array(&json, "diagnostics");
	add_findings(&json, measured->finding, measured->finding_count, "measure");
	add_findings(&json, judged->finding, judged->finding_count, "judge");
	if (judged->settlement != NULL)
		add_findings(&json, judged->settlement->finding, judged->settlement->finding_count,
			     "settle");
	jrt_json_array_end(&json);
	if (judged->remark_count > 0) {
		jrt_json_array(&json, "findings");
		add_remarks(&json, judged);
		jrt_json_array_end(&json);
	}
	jrt_json_terms(&json, plan);
	jrt_json_shards(&json, plan, measured);
	jrt_json_states(&json, plan, measured);
	jb_buf_add_string(out, "\n}\n");
}
