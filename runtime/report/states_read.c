/*
 * States back from JSON. Metrics and meters are matched by name and meaning, not by number, so a plan
 * whose thresholds changed can judge old states; a metric whose definition changed cannot, and the
 * message says which. Reads nothing that the judge computes.
 */
#include <stdlib.h>

#include "report/json.h"
#include "report/states_read.h"
#include "report/words.h"
#include "time/civil.h"
#include "time/period.h"

struct reading {
	struct jrt_document document;
	const struct jrt_plan *plan;
	struct jb_arena *arena;
	struct jrt_periods *periods;
	uint32_t *meter; /* of the file's meters: the plan's */
	size_t meter_count;
};

static struct jrt_place_in place(const char *name, size_t index, const struct jrt_node *array)
{
	return (struct jrt_place_in){NULL, name, index, jrt_node_item(array, index)};
}

static struct jrt_place_in root_of(const struct reading *reading)
{
	return (struct jrt_place_in){NULL, NULL, 0, jrt_document_root(&reading->document)};
}

static bool sound(const struct reading *reading)
{
	return jrt_document_sound(&reading->document);
}

static void fault(struct reading *reading, const struct jrt_place_in *in, struct jb_text message)
{
	jrt_document_fault(&reading->document, in, NULL, message);
}

/* ---- is it a file of this journey ---- */

static void read_head(struct reading *reading)
{
	struct jrt_place_in root = root_of(reading);

	if (!jb_text_is(jrt_node_text(&reading->document, &root, "schema"), JRT_JSON_SCHEMA))
		fault(reading, NULL, JB_TEXT("this is no journey report: \"schema\" does not say "
					     "\"journey-report\""));
	jb_i128 version = jrt_node_integer(&reading->document, &root, "version", 0, INT32_MAX);
	if (sound(reading) && version != JRT_JSON_VERSION)
		fault(reading, NULL,
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

static uint32_t find_source(const struct jrt_plan *plan, struct jb_text name)
{
	for (uint32_t i = 0; i < plan->source_count; i++) {
		if (jb_text_equal(plan->source[i].name, name))
			return i;
	}
	return JRT_NONE;
}

static bool same_parts(struct reading *reading, const struct jrt_place_in *in,
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

static void check_metric(struct reading *reading, const struct jrt_place_in *in)
{
	struct jrt_document *document = &reading->document;
	struct jb_text name = jrt_node_text(document, in, "name");
	struct jb_text kind = jrt_node_text(document, in, "kind");
	struct jb_text unit = jrt_node_text(document, in, "unit");
	struct jb_text definition = jrt_node_text(document, in, "definition");
	uint32_t number = find_metric(reading->plan, name);

	if (number == JRT_NONE) {
		fault(reading, in,
		      jb_text_printf(reading->arena, "the journey has no metric \"%.*s\"",
				     JB_ARG(name)));
		return;
	}
	const struct jrt_metric *metric = &reading->plan->metric[number];
	if (!jb_text_equal(definition, metric->definition))
		fault(reading, in,
		      jb_text_printf(reading->arena,
				     "%.*s was measured as \"%.*s\", the journey says \"%.*s\"; "
				     "measure again",
				     JB_ARG(name), JB_ARG(definition), JB_ARG(metric->definition)));
	else if (!jb_text_is(kind, jrt_word_metric_kind(metric->kind)) ||
		 !jb_text_equal(unit, jrt_word_unit(metric)) || !same_parts(reading, in, metric))
		fault(reading, in,
		      jb_text_printf(reading->arena,
				     "%.*s is a %.*s in %.*s there and another kind or unit in "
				     "the journey; measure again",
				     JB_ARG(name), JB_ARG(kind), JB_ARG(unit)));
}

static void check_metrics(struct reading *reading)
{
	struct jrt_place_in root = root_of(reading);
	size_t count;
	const struct jrt_node *array =
		jrt_node_array(&reading->document, &root, "metrics", &count);

	for (size_t i = 0; i < count && sound(reading); i++) {
		struct jrt_place_in in = place("metrics", i, array);
		check_metric(reading, &in);
	}
}

/* ---- meters ---- */

struct meter_key {
	struct jb_text metric, scope, partner, site, every;
	const struct jrt_node *relief;
	size_t relief_count;
};

static bool same_relief(const struct jrt_meter *meter, const struct meter_key *key)
{
	if (meter->relief_count != key->relief_count)
		return false;
	for (size_t i = 0; i < key->relief_count; i++) {
		const struct jrt_node *pair = jrt_node_item(key->relief, i);
		jb_i128 from, to;
		if (!jrt_node_item_integer(pair, 0, &from) || !jrt_node_item_integer(pair, 1, &to) ||
		    from != meter->relief[i].from || to != meter->relief[i].to)
			return false;
	}
	return true;
}

static bool same_meter(struct reading *reading, uint32_t number, const struct meter_key *key)
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
	return jb_text_equal(jb_buf_text(&every), key->every) && same_relief(meter, key);
}

/* The first meter of the plan that is the one described and not taken yet. */
static uint32_t find_meter(struct reading *reading, const struct meter_key *key, bool *taken)
{
	for (uint32_t m = 0; m < reading->plan->meter_count; m++) {
		if (!taken[m] && same_meter(reading, m, key)) {
			taken[m] = true;
			return m;
		}
	}
	return JRT_NONE;
}

static void read_meter(struct reading *reading, const struct jrt_place_in *in, bool *taken)
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
	jb_i128 number = jrt_node_integer(document, in, "meter", 0, UINT32_MAX);
	if (!sound(reading))
		return;
	if (number != (jb_i128)in->index) {
		fault(reading, in, JB_TEXT("meters are numbered from 0 in order"));
		return;
	}
	uint32_t found = find_meter(reading, &key, taken);
	if (found == JRT_NONE)
		fault(reading, in,
		      jb_text_printf(reading->arena,
				     "the journey does not measure %.*s in %.*s every %.*s (with "
				     "this relief)",
				     JB_ARG(key.metric), JB_ARG(key.scope), JB_ARG(key.every)));
	reading->meter[in->index] = found;
}

static void check_all_taken(struct reading *reading, const bool *taken)
{
	const struct jrt_plan *plan = reading->plan;

	for (uint32_t m = 0; m < plan->meter_count && sound(reading); m++) {
		if (taken[m])
			continue;
		const struct jrt_meter *meter = &plan->meter[m];
		fault(reading, NULL,
		      jb_text_printf(reading->arena,
				     "the report does not hold %.*s in %.*s, which the journey "
				     "measures; measure again",
				     JB_ARG(plan->metric[meter->metric].name),
				     JB_ARG(plan->scope[meter->scope].name)));
	}
}

static void read_meters(struct reading *reading)
{
	struct jrt_place_in root = root_of(reading);
	const struct jrt_node *array =
		jrt_node_array(&reading->document, &root, "meters", &reading->meter_count);
	bool *taken = JB_NEW_ARRAY(reading->arena, bool, reading->plan->meter_count);

	reading->meter = JB_NEW_ARRAY(reading->arena, uint32_t, reading->meter_count);
	for (size_t i = 0; i < reading->meter_count && sound(reading); i++) {
		struct jrt_place_in in = place("meters", i, array);
		read_meter(reading, &in, taken);
	}
	if (sound(reading))
		check_all_taken(reading, taken);
}

/* ---- sources, files, findings ---- */

static uint64_t read_rows(struct reading *reading, const struct jrt_place_in *in, const char *name)
{
	return (uint64_t)jrt_node_integer(&reading->document, in, name, 0, JRT_STATES_ROWS_MAX);
}

static uint32_t read_source_name(struct reading *reading, const struct jrt_place_in *in)
{
	struct jb_text name = jrt_node_text(&reading->document, in, "source");
	uint32_t source = find_source(reading->plan, name);

	if (source == JRT_NONE)
		fault(reading, in,
		      jb_text_printf(reading->arena, "the journey has no source \"%.*s\"",
				     JB_ARG(name)));
	return source;
}

static void read_source(struct reading *reading, const struct jrt_place_in *in,
			struct jrt_measured *out)
{
	struct jrt_document *document = &reading->document;
	uint32_t source = read_source_name(reading, in);

	if (source == JRT_NONE)
		return;
	out->source[source] = (struct jrt_source_tally){
		.source = source,
		.rows = read_rows(reading, in, "rows"),
		.accepted = read_rows(reading, in, "accepted"),
		.rejected = read_rows(reading, in, "rejected"),
		.duplicates = read_rows(reading, in, "duplicates"),
		.ignored = read_rows(reading, in, "ignored"),
		.made_missing = read_rows(reading, in, "made_missing"),
		.warned = read_rows(reading, in, "warned"),
		.doubled_times = read_rows(reading, in, "doubled_times"),
		.gap_times = read_rows(reading, in, "gap_times"),
		.over_tolerance = jrt_node_flag(document, in, "over_tolerance"),
		.has_cover = jrt_node_flag(document, in, "covered"),
		.cover_by_rows = jrt_node_flag(document, in, "covered_by_rows"),
		.cover_from = (int64_t)jrt_node_integer(document, in, "cover_from", INT64_MIN,
							INT64_MAX),
		.cover_to =
			(int64_t)jrt_node_integer(document, in, "cover_to", INT64_MIN, INT64_MAX),
	};
}

static void read_sources(struct reading *reading, struct jrt_measured *out)
{
	struct jrt_place_in root = root_of(reading);
	size_t count;
	const struct jrt_node *array =
		jrt_node_array(&reading->document, &root, "sources", &count);

	out->source_count = reading->plan->source_count;
	out->source = JB_NEW_ARRAY(reading->arena, struct jrt_source_tally, out->source_count);
	for (uint32_t i = 0; i < out->source_count; i++)
		out->source[i].source = i;
	for (size_t i = 0; i < count && sound(reading); i++) {
		struct jrt_place_in in = place("sources", i, array);
		read_source(reading, &in, out);
	}
}

static void read_files(struct reading *reading, struct jrt_measured *out)
{
	struct jrt_place_in root = root_of(reading);
	size_t count;
	const struct jrt_node *array = jrt_node_array(&reading->document, &root, "data", &count);

	out->file = JB_NEW_ARRAY(reading->arena, struct jrt_file_tally, count);
	for (size_t i = 0; i < count && sound(reading); i++) {
		struct jrt_place_in in = place("data", i, array);
		out->file[i] = (struct jrt_file_tally){
			.source = read_source_name(reading, &in),
			.file = jrt_node_text(&reading->document, &in, "file"),
			.rows = read_rows(reading, &in, "rows"),
			.accepted = read_rows(reading, &in, "accepted"),
			.rejected = read_rows(reading, &in, "rejected"),
			.duplicates = read_rows(reading, &in, "duplicates"),
			.ignored = read_rows(reading, &in, "ignored"),
		};
		out->file_count = i + 1;
	}
}

/* What the judge had found it will find again. */
static void read_findings(struct reading *reading, struct jrt_measured *out)
{
	struct jrt_document *document = &reading->document;
	struct jrt_place_in root = root_of(reading);
	size_t count;
	const struct jrt_node *array = jrt_node_array(document, &root, "diagnostics", &count);

	out->finding = JB_NEW_ARRAY(reading->arena, struct jrt_finding, count);
	for (size_t i = 0; i < count && sound(reading); i++) {
		struct jrt_place_in in = place("diagnostics", i, array);
		struct jrt_finding *finding = &out->finding[out->finding_count];

		if (!jb_text_is(jrt_node_text(document, &in, "stage"), "measure"))
			continue;
		if (!jrt_word_read_severity(jrt_node_text(document, &in, "severity"),
					    &finding->severity))
			fault(reading, &in, JB_TEXT("severity is error, warning or info"));
		finding->code = jrt_node_text(document, &in, "code");
		finding->file = jrt_node_text(document, &in, "file");
		finding->line = read_rows(reading, &in, "line");
		finding->column =
			(uint32_t)jrt_node_integer(document, &in, "column", 0, INT32_MAX);
		finding->message = jrt_node_text(document, &in, "message");
		finding->help = jrt_node_text(document, &in, "help");
		out->finding_count++;
	}
}

/* ---- cells ---- */

/* A period's number must be that of its first instant; so nobody can hand in two Marches. */
static void check_period(struct reading *reading, const struct jrt_place_in *in,
			 const struct jrt_cell *cell)
{
	uint32_t rule = reading->plan->meter[cell->meter].periods;
	bool whole = reading->plan->periods[rule].unit == JRT_WHOLE;
	bool good = whole ? cell->period == 0
			  : cell->from >= JRT_INSTANT_MIN && cell->to <= JRT_INSTANT_MAX &&
				    cell->from < cell->to &&
				    jrt_period_index(&reading->periods[rule], cell->from) ==
					    cell->period;

	if (!good)
		fault(reading, in,
		      JB_TEXT("index, from and to are not of one period of this rule and zone"));
}

static void read_parts(struct reading *reading, const struct jrt_place_in *in,
		       struct jrt_cell *cell)
{
	const struct jrt_metric *metric =
		&reading->plan->metric[reading->plan->meter[cell->meter].metric];
	size_t count;
	const struct jrt_node *parts =
		jrt_node_array(&reading->document, in, "parts", &count);

	if (sound(reading) && count != metric->part_count)
		fault(reading, in, JB_TEXT("the metric has another number of parts"));
	cell->part = JB_NEW_ARRAY(reading->arena, struct jrt_part_state, metric->part_count);
	for (size_t i = 0; i < metric->part_count && sound(reading); i++) {
		struct jrt_place_in part = {in, "parts", i, jrt_node_item(parts, i)};
		jrt_states_read_part(&reading->document, &part, metric->part[i].kind,
				     &cell->part[i]);
	}
}

static void read_cell(struct reading *reading, const struct jrt_place_in *in,
		      struct jrt_cell *cell)
{
	struct jrt_document *document = &reading->document;
	jb_i128 meter = jrt_node_integer(document, in, "meter", 0, UINT32_MAX);

	if (sound(reading) && meter >= (jb_i128)reading->meter_count)
		fault(reading, in, JB_TEXT("there is no meter of this number"));
	if (!sound(reading))
		return;
	cell->meter = reading->meter[meter];
	cell->label = jrt_node_text(document, in, "period");
	cell->period = (int64_t)jrt_node_integer(document, in, "index", INT64_MIN, INT64_MAX);
	cell->from = (int64_t)jrt_node_integer(document, in, "from", INT64_MIN, INT64_MAX);
	cell->to = (int64_t)jrt_node_integer(document, in, "to", INT64_MIN, INT64_MAX);
	cell->provisional = jrt_node_flag(document, in, "provisional");
	if (!jrt_word_read_coverage(jrt_node_text(document, in, "coverage"), &cell->coverage))
		fault(reading, in, JB_TEXT("coverage is whole, whole_by_rows, part or none"));
	if (sound(reading))
		check_period(reading, in, cell);
	if (sound(reading))
		read_parts(reading, in, cell);
}

static int compare_cells(const void *a, const void *b)
{
	const struct jrt_cell *one = a, *other = b;

	if (one->meter != other->meter)
		return one->meter < other->meter ? -1 : 1;
	return (one->period > other->period) - (one->period < other->period);
}

static void read_cells(struct reading *reading, struct jrt_measured *out)
{
	struct jrt_place_in root = root_of(reading);
	const struct jrt_node *array =
		jrt_node_array(&reading->document, &root, "states", &out->cell_count);

	out->cell = JB_NEW_ARRAY(reading->arena, struct jrt_cell, out->cell_count);
	for (size_t i = 0; i < out->cell_count && sound(reading); i++) {
		struct jrt_place_in in = place("states", i, array);
		read_cell(reading, &in, &out->cell[i]);
	}
	if (!sound(reading) || out->cell_count == 0)
		return;
	qsort(out->cell, out->cell_count, sizeof *out->cell, compare_cells);
	for (size_t i = 1; i < out->cell_count; i++) {
		if (compare_cells(&out->cell[i - 1], &out->cell[i]) == 0)
			fault(reading, NULL,
			      jb_text_printf(reading->arena, "period %.*s of one measure stands "
							     "twice in the states",
					     JB_ARG(out->cell[i].label)));
	}
}

/* ---- all of it ---- */

static enum jb_status load_periods(struct reading *reading, struct jb_text *why)
{
	const struct jrt_plan *plan = reading->plan;

	reading->periods = JB_NEW_ARRAY(reading->arena, struct jrt_periods, plan->periods_count);
	for (size_t i = 0; i < plan->periods_count; i++) {
		const struct jrt_period_spec *spec = &plan->periods[i];
		const struct jrt_zone *zone = NULL;
		enum jb_status status = JB_OK;

		if (spec->zone < plan->zone_count)
			status = jrt_zone_load(reading->arena, plan->zone[spec->zone], &zone, why);
		if (status == JB_OK)
			status = jrt_period_init(&reading->periods[i], spec, zone, reading->arena,
						 why);
		if (status != JB_OK)
			return status;
	}
	return JB_OK;
}

static void read_all(struct reading *reading, struct jrt_measured *out)
{
	read_head(reading);
	if (sound(reading))
		check_metrics(reading);
	if (sound(reading))
		read_meters(reading);
	if (sound(reading))
		read_sources(reading, out);
	if (sound(reading))
		read_files(reading, out);
	if (sound(reading))
		read_findings(reading, out);
	if (sound(reading))
		read_cells(reading, out);
}

enum jb_status jrt_states_read(const struct jrt_plan *plan, struct jb_text json,
			       struct jb_arena *arena, struct jrt_measured *out,
			       struct jb_text *why)
{
	*out = (struct jrt_measured){0};
	*why = JB_TEXT("");
	if (json.size > JRT_STATES_BYTES_MAX) {
		*why = JB_TEXT("the report is larger than 512 MiB");
		return JB_TOO_LARGE;
	}
	struct jrt_document *volatile held = NULL;
	if (JB_ARM(arena) != 0) {
		if (held != NULL)
			jrt_document_release(held);
		*why = JB_TEXT("not enough memory to read the states");
		return JB_NO_MEMORY;
	}
	struct reading *reading = JB_NEW(arena, struct reading);
	reading->plan = plan;
	reading->arena = arena;
	enum jb_status status = load_periods(reading, why);
	if (status == JB_OK)
		status = jrt_document_parse(&reading->document, arena, json, why);
	if (status == JB_OK) {
		held = &reading->document;
		read_all(reading, out);
		jrt_document_release(&reading->document);
		held = NULL;
		*why = reading->document.fault;
		status = sound(reading) ? JB_OK : JB_REFUSED;
	}
	jb_arena_disarm(arena);
	return status;
}
