/*
 * What the figures of the JSON report are about: scopes with their titles, and criteria with their
 * terms over time, so that a page needs nothing else to show them.
 */
#include "judge/figure.h"
#include "report/json.h"
#include "report/words.h"

static const char *scope_kind(enum jrt_scope_kind kind)
{
	static const char *const words[] = {
		[JRT_SCOPE_ALL] = "all",	 [JRT_SCOPE_JOURNEY] = "journey",
		[JRT_SCOPE_STAGE] = "stage",	 [JRT_SCOPE_TOUCHPOINT] = "touchpoint",
		[JRT_SCOPE_CHANNEL] = "channel", [JRT_SCOPE_PARTNER] = "partner",
		[JRT_SCOPE_SITE] = "site",	 [JRT_SCOPE_TEAM] = "team",
		[JRT_SCOPE_SLICE] = "slice",
	};
	return words[kind];
}

static void add_scope(struct jrt_json *json, const struct jrt_scope *scope)
{
	jrt_json_item(json);
	jrt_json_string(json, "scope", scope->name);
	jrt_json_word(json, "kind", scope_kind(scope->kind));
	jrt_json_maybe(json, "title", scope->title);
	jrt_json_maybe(json, "partner", scope->partner);
	jrt_json_maybe(json, "site", scope->site);
	jrt_json_end(json);
}

/* The day from which it is in force; null for the first. */
static void add_from(struct jrt_json *json, int32_t from)
{
	struct jb_buf day;

	jb_buf_init(&day, json->out->arena);
	if (from != INT32_MIN)
		jrt_figure_add_date(&day, from);
	jrt_json_maybe(json, "from", jb_buf_text(&day));
}

static void add_thresholds(struct jrt_json *json, const struct jrt_criterion *criterion)
{
	jrt_json_name(json, "thresholds");
	jb_buf_add_byte(json->out, '[');
	for (size_t i = 0; i < criterion->threshold_count; i++) {
		const struct jrt_threshold *threshold = &criterion->threshold[i];

		jb_buf_add_string(json->out, i == 0 ? "{" : ", {");
		json->first = true;
		add_from(json, threshold->from);
		jrt_json_word(json, "comparison", jrt_word_comparison(threshold->comparison));
		jrt_json_sum(json, "threshold", jb_ratio_of_fix(threshold->low));
		if (threshold->comparison == JRT_WITHIN)
			jrt_json_sum(json, "threshold_high", jb_ratio_of_fix(threshold->high));
		jrt_json_end(json);
	}
	jb_buf_add_byte(json->out, ']');
}

void jrt_json_versus(struct jrt_json *json, const struct jrt_plan *plan,
		     const struct jrt_criterion *criterion)
{
	const struct jrt_scope *scope;

	if (!criterion->compares)
		return;
	scope = &plan->scope[plan->meter[criterion->against].scope];
	jrt_json_sum(json, "margin", jb_ratio_of_fix(criterion->margin));
	jrt_json_name(json, "against");
	jb_buf_add_byte(json->out, '{');
	json->first = true;
	jrt_json_string(json, "scope", scope->name);
	jrt_json_maybe(json, "partner", scope->partner);
	jrt_json_maybe(json, "site", scope->site);
	jrt_json_end(json);
}

static void add_criterion(struct jrt_json *json, const struct jrt_plan *plan,
			  const struct jrt_criterion *criterion)
{
	const struct jrt_meter *meter = &plan->meter[criterion->meter];
	const struct jrt_metric *metric = &plan->metric[meter->metric];
	const struct jrt_scope *scope = &plan->scope[meter->scope];

	jrt_json_item(json);
	jrt_json_string(json, "criterion", criterion->name);
	jrt_json_maybe(json, "title", criterion->title);
	jrt_json_word(json, "kind", jrt_word_criterion(criterion->kind));
	jrt_json_maybe(json, "agreement", criterion->agreement);
	jrt_json_maybe(json, "guarantee", criterion->guarantee);
	jrt_json_string(json, "metric", metric->name);
	jrt_json_string(json, "scope", scope->name);
	jrt_json_maybe(json, "partner", scope->partner);
	jrt_json_maybe(json, "site", criterion->worst_count > 0 ? JB_TEXT("") : scope->site);
	jrt_json_string(json, "unit", jrt_word_unit(metric));
	add_thresholds(json, criterion);
	jrt_json_versus(json, plan, criterion);
	jrt_json_integer(json, "counted_at_least", (jb_i128)criterion->counted_at_least);
	if (criterion->usable_at_least >= 0)
		jrt_json_sum(json, "usable_at_least", jb_ratio_of_fix(criterion->usable_at_least));
	if (criterion->confidence > 0)
		jrt_json_sum(json, "confidence", jb_ratio_of_fix(criterion->confidence));
	if (criterion->worst_count > 0)
		jrt_json_integer(json, "worst_of", criterion->worst_count);
	if (criterion->evidence)
		jrt_json_flag(json, "evidence", true);
	jrt_json_maybe(json, "file", criterion->place.file);
	jrt_json_integer(json, "line", criterion->place.line);
	jrt_json_end(json);
}

void jrt_json_terms(struct jrt_json *json, const struct jrt_plan *plan)
{
	jrt_json_array(json, "scopes");
	for (size_t i = 0; i < plan->scope_count; i++)
		add_scope(json, &plan->scope[i]);
	jrt_json_array_end(json);
	jrt_json_array(json, "criteria");
	for (size_t i = 0; i < plan->criterion_count; i++)
		add_criterion(json, plan, &plan->criterion[i]);
	jrt_json_array_end(json);
}
