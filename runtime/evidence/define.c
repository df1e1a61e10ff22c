/*
 * What the figures of a record mean: every metric with its formula as written and in words, every
 * criterion with its range, its rounding and what it asks for, every relief with who approved it.
 */
#include "evidence/record.h"
#include "report/json.h"
#include "report/words.h"
#include "time/date_text.h"

static void add_day(struct jrt_json *json, const struct jrt_record *record, const char *name,
		    int32_t day, int32_t none)
{
	if (day == none)
		jrt_json_null(json, name);
	else
		jrt_json_string(json, name, jrt_date_text(record->arena, day));
}

static void begin_list(struct jrt_json *json, const char *name)
{
	jrt_json_name(json, name);
	jb_buf_add_byte(json->out, '[');
}

/* The next object of such a list. */
static void next_object(struct jrt_json *json, bool first)
{
	jb_buf_add_string(json->out, first ? "{" : ", {");
	json->first = true;
}

static void end_list(struct jrt_json *json)
{
	jb_buf_add_byte(json->out, ']');
}

/* ---- metrics ---- */

static const char *better_word(enum jrt_better better)
{
	return better == JRT_BETTER_HIGHER ? "higher" : better == JRT_BETTER_LOWER ? "lower" : "";
}

static const char *no_rows_word(enum jrt_no_rows no_rows)
{
	return no_rows == JRT_NO_ROWS_ZERO	     ? "zero"
	       : no_rows == JRT_NO_ROWS_NOT_MEASURED ? "not_measured"
						     : "";
}

static void add_metric(struct jrt_json *json, const struct jrt_record *record, size_t number)
{
	const struct jrt_plan *plan = record->plan;
	const struct jrt_metric *metric = &plan->metric[number];
	const struct jb_text *words = record->given->program.words;

	jrt_json_item(json);
	jrt_json_string(json, "metric", metric->name);
	jrt_json_maybe(json, "title", metric->title);
	jrt_json_maybe(json, "source",
		       metric->source == JRT_NONE ? JB_TEXT("")
						  : plan->source[metric->source].name);
	jrt_json_string(json, "formula", metric->definition);
	jrt_json_maybe(json, "words", words ? words[number] : JB_TEXT(""));
	jrt_json_word(json, "kind", jrt_word_metric_kind(metric->kind));
	jrt_json_string(json, "unit", jrt_word_unit(metric));
	jrt_json_maybe(json, "better", jb_text_of(better_word(metric->better)));
	jrt_json_maybe(json, "no_rows", jb_text_of(no_rows_word(metric->no_rows)));
	jrt_json_end(json);
}

void jrt_record_metrics(struct jrt_json *json, const struct jrt_record *record)
{
	jrt_json_array(json, "metrics");
	for (size_t i = 0; i < record->plan->metric_count; i++)
		add_metric(json, record, i);
	jrt_json_array_end(json);
}

/* ---- criteria ---- */

static void add_thresholds(struct jrt_json *json, const struct jrt_record *record,
			   const struct jrt_criterion *criterion)
{
	begin_list(json, "thresholds");
	for (size_t i = 0; i < criterion->threshold_count; i++) {
		const struct jrt_threshold *threshold = &criterion->threshold[i];

		next_object(json, i == 0);
		add_day(json, record, "from", threshold->from, INT32_MIN);
		jrt_json_word(json, "comparison", jrt_word_comparison(threshold->comparison));
		jrt_json_sum(json, "low", jb_ratio_of_fix(threshold->low));
		if (threshold->comparison == JRT_WITHIN)
			jrt_json_sum(json, "high", jb_ratio_of_fix(threshold->high));
		jrt_json_end(json);
	}
	end_list(json);
}

static void add_days(struct jrt_json *json, const struct jrt_record *record, const char *name,
		     const struct jrt_days *days, size_t count)
{
	if (count == 0)
		return;
	begin_list(json, name);
	for (size_t i = 0; i < count; i++) {
		next_object(json, i == 0);
		add_day(json, record, "from", days[i].from, INT32_MIN);
		add_day(json, record, "to", days[i].to, INT32_MAX);
		jrt_json_end(json);
	}
	end_list(json);
}

/* How the value becomes what is compared. */
static void add_rounding(struct jrt_json *json, const struct jrt_criterion *criterion)
{
	static const char *const word[] = {[JB_ROUND_NONE] = "none",
					   [JB_ROUND_HALF_UP] = "half_up",
					   [JB_ROUND_HALF_EVEN] = "half_even",
					   [JB_ROUND_DOWN] = "down",
					   [JB_ROUND_UP] = "up"};

	jrt_json_word(json, "rounding", word[criterion->rounding]);
	if (criterion->rounding != JB_ROUND_NONE)
		jrt_json_sum(json, "rounding_step", jb_ratio_of_fix(criterion->rounding_step));
	if (criterion->average_over > 1) {
		jrt_json_integer(json, "average_over", criterion->average_over);
		jrt_json_word(json, "average_of",
			      criterion->average_of_values ? "values" : "states");
		jrt_json_flag(json, "first_alone", criterion->first_alone);
	}
}

/* What it asks for before it decides; absent where it does not. */
static void add_conditions(struct jrt_json *json, const struct jrt_criterion *criterion)
{
	static const char *const parts[] = {[JRT_PART_UNSAID] = "",
					    [JRT_PART_JUDGED] = "judged",
					    [JRT_PART_NOT_JUDGED] = "not_judged",
					    [JRT_PART_JOINED] = "joined"};

	if (criterion->counted_at_least)
		jrt_json_integer(json, "counted_at_least", (jb_i128)criterion->counted_at_least);
	if (criterion->usable_at_least >= 0)
		jrt_json_sum(json, "usable_at_least", jb_ratio_of_fix(criterion->usable_at_least));
	if (criterion->confidence)
		jrt_json_sum(json, "confidence", jb_ratio_of_fix(criterion->confidence));
	if (criterion->few_below) {
		jrt_json_integer(json, "few_below", (jb_i128)criterion->few_below);
		jrt_json_integer(json, "few_failures", (jb_i128)criterion->few_failures);
	}
	if (criterion->missing_after >= 0)
		jrt_json_integer(json, "missing_after_days", criterion->missing_after);
	if (criterion->part_periods != JRT_PART_UNSAID)
		jrt_json_word(json, "part_periods", parts[criterion->part_periods]);
}

static void add_subject(struct jrt_json *json, const struct jrt_plan *plan, uint32_t number)
{
	const struct jrt_meter *meter = &plan->meter[number];
	const struct jrt_scope *scope = &plan->scope[meter->scope];
	struct jb_buf every;

	jb_buf_init(&every, json->out->arena);
	jrt_word_add_periods(&every, plan, meter->periods);
	jrt_json_string(json, "metric", plan->metric[meter->metric].name);
	jrt_json_string(json, "scope", scope->name);
	jrt_json_maybe(json, "partner", scope->partner);
	jrt_json_maybe(json, "site", scope->site);
	jrt_json_string(json, "every", jb_buf_text(&every));
}

static void add_criterion(struct jrt_json *json, const struct jrt_record *record,
			  const struct jrt_criterion *criterion)
{
	jrt_json_item(json);
	jrt_json_string(json, "criterion", criterion->name);
	jrt_json_maybe(json, "title", criterion->title);
	jrt_json_word(json, "kind", jrt_word_criterion(criterion->kind));
	jrt_json_maybe(json, "agreement", criterion->agreement);
	jrt_json_maybe(json, "guarantee", criterion->guarantee);
	add_subject(json, record->plan, criterion->meter);
	add_thresholds(json, record, criterion);
	jrt_json_versus(json, record->plan, criterion);
	add_rounding(json, criterion);
	add_conditions(json, criterion);
	if (criterion->has_runs)
		add_days(json, record, "runs", &criterion->runs, 1);
	add_days(json, record, "during", criterion->during, criterion->during_count);
	add_days(json, record, "except", criterion->except, criterion->except_count);
	add_days(json, record, "over", criterion->over, criterion->over_count);
	if (criterion->worst_count)
		jrt_json_integer(json, "worst_of", criterion->worst_count);
	jrt_json_end(json);
}

void jrt_record_criteria(struct jrt_json *json, const struct jrt_record *record)
{
	jrt_json_array(json, "criteria");
	for (size_t i = 0; i < record->plan->criterion_count; i++)
		add_criterion(json, record, &record->plan->criterion[i]);
	jrt_json_array_end(json);
}

/* ---- reliefs ---- */

static void add_texts(struct jrt_json *json, const char *name, const struct jb_text *text,
		      size_t count)
{
	begin_list(json, name);
	for (size_t i = 0; i < count; i++) {
		jb_buf_add_string(json->out, i == 0 ? "" : ", ");
		jb_buf_add_json_string(json->out, text[i]);
	}
	end_list(json);
}

static void add_relief(struct jrt_json *json, const struct jrt_evidence_relief *relief)
{
	jrt_json_item(json);
	jrt_json_string(json, "agreement", relief->agreement);
	jrt_json_maybe(json, "relief", relief->title);
	jrt_json_word(json, "excuses", relief->for_period ? "period" : "rows");
	if (relief->has_range) {
		jrt_json_instant(json, "from", relief->range.from);
		jrt_json_instant(json, "to", relief->range.to);
	}
	add_texts(json, "for", relief->guarantee, relief->guarantee_count);
	jrt_json_maybe(json, "approved_by", relief->approved_by);
	add_texts(json, "evidence", relief->evidence, relief->evidence_count);
	jrt_json_end(json);
}

void jrt_record_reliefs(struct jrt_json *json, const struct jrt_record *record)
{
	jrt_json_array(json, "reliefs");
	for (size_t i = 0; i < record->given->program.relief_count; i++)
		add_relief(json, &record->given->program.relief[i]);
	jrt_json_array_end(json);
}
