/*
 * Is this report one of this journey? Metrics and meters are matched by name and meaning, not by
 * number, so a plan whose thresholds changed can judge old states; a metric whose definition
 * changed cannot, and the message says which.
 */
#include "report/json.h"
#include "report/states_read.h"
#include "report/words.h"

/* ---- is it a file of this journey ---- */

static void read_head(struct jrt_reading *reading)
{
	struct jrt_place_in root = jrt_reading_root(reading);

	if (!jb_text_is(jrt_node_text(&reading->document, &root, "schema"), JRT_JSON_SCHEMA))
		jrt_reading_fault(reading, NULL,
				  JB_TEXT("this is no journey report: \"schema\" does not say "
					  "\"journey-report\""));
	jb_i128 version = jrt_node_integer(&reading->document, &root, "version", 0, INT32_MAX);
	if (jrt_reading_sound(reading) && version != JRT_JSON_VERSION)
		jrt_reading_fault(
			reading, NULL,
			jb_text_printf(reading->arena,
				       "the report is of version %d of the format, this program "
				       "reads version %d",
				       (int)version, JRT_JSON_VERSION));
}

static uint32_t find_metric(const struct jrt_plan *plan, struct jb_text name)
{
	for (uint32_t i = 0; i < plan->metric_count; i++) {
		if (jb_text_equal(plan->metric[i].name, name))
			return i;
	}
	return JRT_NONE;
}

static bool same_parts(struct jrt_reading *reading, const struct jrt_place_in *in,
		       const struct jrt_metric *metric)
{
	size_t count;
	const struct jrt_node *parts = jrt_node_array(&reading->document, in, "parts", &count);

	if (count != metric->part_count)
		return false;
	for (size_t i = 0; i < count; i++) {
		struct jb_text kind;
		if (!jrt_node_item_text(&reading->document, parts, i, &kind) ||
		    !jb_text_is(kind, jrt_word_part_kind(metric->part[i].kind)))
			return false;
	}
	return true;
}

static void check_metric(struct jrt_reading *reading, const struct jrt_place_in *in)
{
	struct jrt_document *document = &reading->document;
	struct jb_text name = jrt_node_text(document, in, "name");
	struct jb_text kind = jrt_node_text(document, in, "kind");
	struct jb_text unit = jrt_node_text(document, in, "unit");
	struct jb_text definition = jrt_node_text(document, in, "definition");
	uint32_t number = find_metric(reading->plan, name);

	if (number == JRT_NONE) {
		if (reading->history == NULL)
			jrt_reading_stranger(reading, in,
					     jb_text_printf(reading->arena,
							    "the journey has no metric \"%.*s\"",
							    JB_ARG(name)));
		return;
	}
	const struct jrt_metric *metric = &reading->plan->metric[number];
	if (reading->history != NULL) {
		if (!jb_text_equal(definition, metric->definition) ||
		    !jb_text_is(kind, jrt_word_metric_kind(metric->kind)) ||
		    !jb_text_equal(unit, jrt_word_unit(metric)) || !same_parts(reading, in, metric))
			reading->history->was[number] = definition;
		return;
	}
	if (!jb_text_equal(definition, metric->definition))
		jrt_reading_stranger(
			reading, in,
			jb_text_printf(reading->arena,
				       "%.*s was measured as \"%.*s\", the journey says \"%.*s\"; "
				       "measure again",
				       JB_ARG(name), JB_ARG(definition),
				       JB_ARG(metric->definition)));
	else if (!jb_text_is(kind, jrt_word_metric_kind(metric->kind)) ||
		 !jb_text_equal(unit, jrt_word_unit(metric)) || !same_parts(reading, in, metric))
		jrt_reading_stranger(
			reading, in,
			jb_text_printf(reading->arena,
				       "%.*s is a %.*s in %.*s there and another kind or unit in "
				       "the journey; measure again",
				       JB_ARG(name), JB_ARG(kind), JB_ARG(unit)));
}

static void check_metrics(struct jrt_reading *reading)
{
	struct jrt_place_in root = jrt_reading_root(reading);
	size_t count;
	const struct jrt_node *array = jrt_node_array(&reading->document, &root, "metrics", &count);

	for (size_t i = 0; i < count && jrt_reading_sound(reading); i++) {
		struct jrt_place_in in = jrt_reading_place("metrics", i, array);
		check_metric(reading, &in);
	}
}

/* ---- meters ---- */

struct meter_key {
	struct jb_text metric, scope, partner, site, every;
	const struct jrt_node *relief, *surplus;
	size_t relief_count, surplus_count;
};

static bool same_relief(const struct jrt_meter *meter, const struct meter_key *key)
{
	if (meter->relief_count != key->relief_count)
		return false;
	for (size_t i = 0; i < key->relief_count; i++) {
		const struct jrt_node *pair = jrt_node_item(key->relief, i);
		jb_i128 from, to;
		if (!jrt_node_item_integer(pair, 0, &from) ||
		    !jrt_node_item_integer(pair, 1, &to) || from != meter->relief[i].from ||
		    to != meter->relief[i].to)
			return false;
	}
	return true;
}

/* Reliefs by volume, as they were written; a report without them is of a meter without. */
static bool same_surplus(struct jrt_reading *reading, const struct jrt_meter *meter,
			 const struct meter_key *key)
{
	const struct jrt_plan *plan = reading->plan;

	if (meter->surplus_count != key->surplus_count)
		return false;
	for (size_t i = 0; i < key->surplus_count; i++) {
		const struct jrt_source *source = &plan->source[plan->metric[meter->metric].source];
		struct jb_text text;

		if (!jrt_node_item_text(&reading->document, key->surplus, i, &text) ||
		    !jb_text_equal(text, source->surplus[meter->surplus[i]].text))
			return false;
	}
	return true;
}

static bool same_subject(struct jrt_reading *reading, uint32_t number, const struct meter_key *key)
{
	const struct jrt_plan *plan = reading->plan;
	const struct jrt_meter *meter = &plan->meter[number];
	const struct jrt_scope *scope = &plan->scope[meter->scope];
	struct jb_buf every;

	if (!jb_text_equal(plan->metric[meter->metric].name, key->metric) ||
	    !jb_text_equal(scope->name, key->scope) ||
	    !jb_text_equal(scope->partner, key->partner) || !jb_text_equal(scope->site, key->site))
		return false;
	jb_buf_init(&every, reading->arena);
	jrt_word_add_periods(&every, plan, meter->periods);
	return jb_text_equal(jb_buf_text(&every), key->every) && same_surplus(reading, meter, key);
}

static bool same_meter(struct jrt_reading *reading, uint32_t number, const struct meter_key *key)
{
	return same_subject(reading, number, key) &&
	       same_relief(&reading->plan->meter[number], key);
}

static void read_relief(struct jrt_reading *reading, const struct jrt_place_in *in,
			const struct meter_key *key, struct jrt_past_meter *past)
{
	past->relief = JB_NEW_ARRAY(reading->arena, struct jrt_range, key->relief_count);
	past->relief_count = key->relief_count;
	for (size_t i = 0; i < key->relief_count; i++) {
		const struct jrt_node *pair = jrt_node_item(key->relief, i);
		jb_i128 from, to;

		if (!jrt_node_item_integer(pair, 0, &from) ||
		    !jrt_node_item_integer(pair, 1, &to) || from < INT64_MIN || from > INT64_MAX ||
		    to < INT64_MIN || to > INT64_MAX) {
			jrt_reading_fault(reading, in, JB_TEXT("relief is from and to, instants"));
			return;
		}
		past->relief[i] = (struct jrt_range){(int64_t)from, (int64_t)to};
	}
}

/* Of an earlier run: which of the plan's meters count what this one counted. */
static void match_past(struct jrt_reading *reading, const struct jrt_place_in *in,
		       const struct meter_key *key)
{
	struct jrt_states_history *history = reading->history;
	struct jrt_past_meter *past = &reading->past[in->index];
	uint32_t metric = JRT_NONE;

	read_relief(reading, in, key, past);
	past->meter = JB_NEW_ARRAY(reading->arena, uint32_t, reading->plan->meter_count);
	for (uint32_t m = 0; m < reading->plan->meter_count; m++) {
		if (!same_subject(reading, m, key))
			continue;
		metric = reading->plan->meter[m].metric;
		if (history->was[metric].at == NULL && in->index < history->found_count &&
		    jb_digest_equal(&history->found[in->index], &history->wanted[m]))
			past->meter[past->count++] = m;
	}
	if (metric != JRT_NONE && past->count == 0 && history->was[metric].at == NULL)
		history->was[metric] = reading->plan->metric[metric].definition;
}

/* The first meter of the plan that is the one described and not taken yet. */
static uint32_t find_meter(struct jrt_reading *reading, const struct meter_key *key, bool *taken)
{
	for (uint32_t m = 0; m < reading->plan->meter_count; m++) {
		if (!taken[m] && same_meter(reading, m, key)) {
			taken[m] = true;
			return m;
		}
	}
	return JRT_NONE;
}

static void read_meter(struct jrt_reading *reading, const struct jrt_place_in *in, bool *taken)
{
	struct jrt_document *document = &reading->document;
	struct meter_key key = {
		.metric = jrt_node_text(document, in, "metric"),
		.scope = jrt_node_text(document, in, "scope"),
		.partner = jrt_node_text(document, in, "partner"),
		.site = jrt_node_text(document, in, "site"),
		.every = jrt_node_text(document, in, "every"),
	};

	key.relief = jrt_node_array(document, in, "relief", &key.relief_count);
	if (jrt_node_field(in, "surplus"))
		key.surplus = jrt_node_array(document, in, "surplus", &key.surplus_count);
	jb_i128 number = jrt_node_integer(document, in, "meter", 0, UINT32_MAX);
	if (!jrt_reading_sound(reading))
		return;
	if (number != (jb_i128)in->index) {
		jrt_reading_fault(reading, in, JB_TEXT("meters are numbered from 0 in order"));
		return;
	}
	if (reading->history != NULL) {
		match_past(reading, in, &key);
		return;
	}
	uint32_t found = find_meter(reading, &key, taken);
	if (found == JRT_NONE)
		jrt_reading_stranger(
			reading, in,
			jb_text_printf(reading->arena,
				       "the journey does not measure %.*s in %.*s every %.*s (with "
				       "this relief)",
				       JB_ARG(key.metric), JB_ARG(key.scope), JB_ARG(key.every)));
	reading->meter[in->index] = found;
}

static void check_all_taken(struct jrt_reading *reading, const bool *taken)
{
	const struct jrt_plan *plan = reading->plan;

	for (uint32_t m = 0; m < plan->meter_count && jrt_reading_sound(reading); m++) {
		if (taken[m])
			continue;
		const struct jrt_meter *meter = &plan->meter[m];
		jrt_reading_stranger(
			reading, NULL,
			jb_text_printf(reading->arena,
				       "the report does not hold %.*s in %.*s, which the journey "
				       "measures; measure again",
				       JB_ARG(plan->metric[meter->metric].name),
				       JB_ARG(plan->scope[meter->scope].name)));
	}
}

static void read_meters(struct jrt_reading *reading)
{
	struct jrt_place_in root = jrt_reading_root(reading);
	const struct jrt_node *array =
		jrt_node_array(&reading->document, &root, "meters", &reading->meter_count);
	bool *taken = JB_NEW_ARRAY(reading->arena, bool, reading->plan->meter_count);

	reading->meter = JB_NEW_ARRAY(reading->arena, uint32_t, reading->meter_count);
	reading->past = JB_NEW_ARRAY(reading->arena, struct jrt_past_meter, reading->meter_count);
	for (size_t i = 0; i < reading->meter_count && jrt_reading_sound(reading); i++) {
		struct jrt_place_in in = jrt_reading_place("meters", i, array);
		read_meter(reading, &in, taken);
	}
	if (jrt_reading_sound(reading) && reading->history == NULL)
		check_all_taken(reading, taken);
}

void jrt_states_match(struct jrt_reading *reading)
{
	read_head(reading);
	if (jrt_reading_sound(reading))
		check_metrics(reading);
	if (jrt_reading_sound(reading))
		read_meters(reading);
}
