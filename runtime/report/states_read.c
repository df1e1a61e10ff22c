/*
 * States back from JSON: tallies, files, findings and cells. Whether they belong to the plan is
 * states_match.c's question. Reads nothing that the judge computes.
 */
#include <stdlib.h>

#include "journey/evidence.h"
#include "base/vec.h"
#include "report/states_read.h"
#include "report/words.h"
#include "time/civil.h"

static uint32_t find_source(const struct jrt_plan *plan, struct jb_text name)
{
	for (uint32_t i = 0; i < plan->source_count; i++) {
		if (jb_text_equal(plan->source[i].name, name))
			return i;
	}
	return JRT_NONE;
}

/* ---- sources, files, findings ---- */

static uint64_t read_rows(struct jrt_reading *reading, const struct jrt_place_in *in,
			  const char *name)
{
	return (uint64_t)jrt_node_integer(&reading->document, in, name, 0, JRT_STATES_ROWS_MAX);
}

uint32_t jrt_reading_source(struct jrt_reading *reading, const struct jrt_place_in *in)
{
	struct jb_text name = jrt_node_text(&reading->document, in, "source");
	uint32_t source = find_source(reading->plan, name);

	if (source == JRT_NONE && reading->history == NULL)
		jrt_reading_stranger(reading, in,
				     jb_text_printf(reading->arena,
						    "the journey has no source \"%.*s\"",
						    JB_ARG(name)));
	return source;
}

static void read_source(struct jrt_reading *reading, const struct jrt_place_in *in,
			struct jrt_measured *out)
{
	struct jrt_document *document = &reading->document;
	uint32_t source = jrt_reading_source(reading, in);

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
		.unread = jrt_node_flag(document, in, "unread"),
		.has_cover = jrt_node_flag(document, in, "covered"),
		.cover_by_rows = jrt_node_flag(document, in, "covered_by_rows"),
		.cover_gaps = jrt_node_flag(document, in, "covered_with_gaps"),
		.cover_from =
			(int64_t)jrt_node_integer(document, in, "cover_from", INT64_MIN, INT64_MAX),
		.cover_to =
			(int64_t)jrt_node_integer(document, in, "cover_to", INT64_MIN, INT64_MAX),
	};
}

static void read_sources(struct jrt_reading *reading, struct jrt_measured *out)
{
	struct jrt_place_in root = jrt_reading_root(reading);
	size_t count;
	const struct jrt_node *array = jrt_node_array(&reading->document, &root, "sources", &count);

	out->source_count = reading->plan->source_count;
	out->source = JB_NEW_ARRAY(reading->arena, struct jrt_source_tally, out->source_count);
	for (uint32_t i = 0; i < out->source_count; i++)
		out->source[i].source = i;
	for (size_t i = 0; i < count && jrt_reading_sound(reading); i++) {
		struct jrt_place_in in = jrt_reading_place("sources", i, array);
		read_source(reading, &in, out);
	}
}

static void read_files(struct jrt_reading *reading, struct jrt_measured *out)
{
	struct jrt_place_in root = jrt_reading_root(reading);
	size_t count;
	const struct jrt_node *array = jrt_node_array(&reading->document, &root, "data", &count);

	out->file = JB_NEW_ARRAY(reading->arena, struct jrt_file_tally, count);
	for (size_t i = 0; i < count && jrt_reading_sound(reading); i++) {
		struct jrt_place_in in = jrt_reading_place("data", i, array);
		out->file[i] = (struct jrt_file_tally){
			.source = jrt_reading_source(reading, &in),
			.file = jrt_node_text(&reading->document, &in, "file"),
			.rows = read_rows(reading, &in, "rows"),
			.accepted = read_rows(reading, &in, "accepted"),
			.rejected = read_rows(reading, &in, "rejected"),
			.duplicates = read_rows(reading, &in, "duplicates"),
			.ignored = read_rows(reading, &in, "ignored"),
			.unread = jrt_node_flag(&reading->document, &in, "unread"),
			.shard = jrt_states_read_owner(reading, &in, out),
		};
		out->file_count = i + 1;
	}
}

/* What the judge had found it will find again. */
static void read_findings(struct jrt_reading *reading, struct jrt_measured *out)
{
	struct jrt_document *document = &reading->document;
	struct jrt_place_in root = jrt_reading_root(reading);
	size_t count;
	const struct jrt_node *array = jrt_node_array(document, &root, "diagnostics", &count);

	out->finding = JB_NEW_ARRAY(reading->arena, struct jrt_finding, count);
	for (size_t i = 0; i < count && jrt_reading_sound(reading); i++) {
		struct jrt_place_in in = jrt_reading_place("diagnostics", i, array);
		struct jrt_finding *finding = &out->finding[out->finding_count];

		if (!jb_text_is(jrt_node_text(document, &in, "stage"), "measure"))
			continue;
		if (!jrt_word_read_severity(jrt_node_text(document, &in, "severity"),
					    &finding->severity))
			jrt_reading_fault(reading, &in,
					  JB_TEXT("severity is error, warning or info"));
		finding->code = jrt_node_text(document, &in, "code");
		finding->file = jrt_node_text(document, &in, "file");
		finding->line = read_rows(reading, &in, "line");
		finding->column = (uint32_t)jrt_node_integer(document, &in, "column", 0, INT32_MAX);
		finding->message = jrt_node_text(document, &in, "message");
		finding->help = jrt_node_text(document, &in, "help");
		finding->shard = jrt_states_read_owner(reading, &in, out);
		out->finding_count++;
	}
}

/* ---- cells ---- */

struct jrt_cells_read {
	struct jrt_cell *at;
	size_t count, room;
};

/* A period's number must be that of its first instant; so nobody can hand in two Marches. */
static void check_period(struct jrt_reading *reading, const struct jrt_place_in *in,
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
		jrt_reading_fault(
			reading, in,
			JB_TEXT("index, from and to are not of one period of this rule and zone"));
}

static void read_parts(struct jrt_reading *reading, const struct jrt_place_in *in,
		       struct jrt_cell *cell)
{
	const struct jrt_metric *metric =
		&reading->plan->metric[reading->plan->meter[cell->meter].metric];
	size_t count;
	const struct jrt_node *parts = jrt_node_array(&reading->document, in, "parts", &count);

	if (jrt_reading_sound(reading) && count != metric->part_count)
		jrt_reading_fault(reading, in, JB_TEXT("the metric has another number of parts"));
	cell->part = JB_NEW_ARRAY(reading->arena, struct jrt_part_state, metric->part_count);
	for (size_t i = 0; i < metric->part_count && jrt_reading_sound(reading); i++) {
		struct jrt_place_in part = {in, "parts", i, jrt_node_item(parts, i)};
		if (metric->grouping.kind == JRT_GROUPS_NONE)
			jrt_states_read_part(&reading->document, &part, metric->part[i].kind,
					     &cell->part[i]);
		else
			jrt_states_read_groups(&reading->document, &part, metric->part[i].kind,
					       &cell->part[i]);
		if (metric->part[i].approximate && !jrt_states_approximate(&cell->part[i]))
			jrt_reading_fault(reading, &part,
					  JB_TEXT("values of an approximate figure have three "
						  "digits"));
		if (!jrt_states_same_groups(&cell->part[0], &cell->part[i]))
			jrt_reading_fault(reading, &part,
					  JB_TEXT("the parts have not the same groups"));
	}
}

/* The parts share what is left of the cell's rows among them, to the last row. */
static void check_parts(struct jrt_reading *reading, const struct jrt_place_in *in,
			const struct jrt_cell *cell)
{
	const struct jrt_steps *steps = &cell->steps;
	const size_t parts =
		reading->plan->metric[reading->plan->meter[cell->meter].metric].part_count;

	for (size_t i = 0; i < parts; i++) {
		const struct jrt_part_state *part = &cell->part[i];

		if (part->n + part->unusable + part->not_due + part->left_out + part->beyond !=
		    steps->in_scope - steps->relieved)
			jrt_reading_fault(reading, in,
					  JB_TEXT("the rows of a part do not add up to those "
						  "of the scope"));
	}
}

static void read_steps(struct jrt_reading *reading, const struct jrt_place_in *in,
		       struct jrt_cell *cell)
{
	const struct jrt_place_in steps = {in, "steps", JRT_NO_INDEX, jrt_node_field(in, "steps")};

	if (!steps.node)
		return;
	cell->steps = (struct jrt_steps){
		.counted = true,
		.rejected = read_rows(reading, &steps, "rejected"),
		.in_period = read_rows(reading, &steps, "in_period"),
		.in_scope = read_rows(reading, &steps, "in_scope"),
		.relieved = read_rows(reading, &steps, "relieved"),
	};
	if (cell->steps.in_scope > cell->steps.in_period ||
	    cell->steps.relieved > cell->steps.in_scope)
		jrt_reading_fault(reading, &steps,
				  JB_TEXT("a step has more rows than the step "
					  "before it"));
	if (jrt_reading_sound(reading))
		check_parts(reading, in, cell);
}

/* Of a cell that came out of a ledger when the report was made. */
static void read_entry(struct jrt_reading *reading, const struct jrt_place_in *in,
		       struct jrt_cell *cell)
{
	struct jrt_document *document = &reading->document;

	if (!jrt_node_field(in, "entry"))
		return;
	cell->entry = (uint64_t)jrt_node_integer(document, in, "entry", 1, INT64_MAX);
	cell->entry_from =
		(int64_t)jrt_node_integer(document, in, "entry_from", INT64_MIN, INT64_MAX);
	cell->entry_to = (int64_t)jrt_node_integer(document, in, "entry_to", INT64_MIN, INT64_MAX);
}

static void read_cell(struct jrt_reading *reading, const struct jrt_place_in *in,
		      struct jrt_cell *cell)
{
	struct jrt_document *document = &reading->document;
	jb_i128 meter = jrt_node_integer(document, in, "meter", 0, UINT32_MAX);

	if (jrt_reading_sound(reading) && meter >= (jb_i128)reading->meter_count)
		jrt_reading_fault(reading, in, JB_TEXT("there is no meter of this number"));
	if (!jrt_reading_sound(reading))
		return;
	cell->meter = reading->meter[meter];
	cell->label = jrt_node_text(document, in, "period");
	cell->period = (int64_t)jrt_node_integer(document, in, "index", INT64_MIN, INT64_MAX);
	cell->from = (int64_t)jrt_node_integer(document, in, "from", INT64_MIN, INT64_MAX);
	cell->to = (int64_t)jrt_node_integer(document, in, "to", INT64_MIN, INT64_MAX);
	cell->provisional = jrt_node_flag(document, in, "provisional");
	cell->over_tolerance = jrt_node_flag(document, in, "over_tolerance");
	if (!jrt_word_read_coverage(jrt_node_text(document, in, "coverage"), &cell->coverage))
		jrt_reading_fault(reading, in,
				  JB_TEXT("coverage is whole, whole_by_rows, part or none"));
	if (jrt_reading_sound(reading))
		check_period(reading, in, cell);
	if (jrt_reading_sound(reading))
		read_parts(reading, in, cell);
	if (jrt_reading_sound(reading))
		read_steps(reading, in, cell);
	if (jrt_reading_sound(reading))
		read_entry(reading, in, cell);
}

static int compare_cells(const void *a, const void *b)
{
	const struct jrt_cell *one = a, *other = b;

	if (one->meter != other->meter)
		return one->meter < other->meter ? -1 : 1;
	return (one->period > other->period) - (one->period < other->period);
}

/* Whether two lists of relief take the same out of a stretch of time. */
static bool same_relief_in(const struct jrt_range *a, size_t a_count, const struct jrt_range *b,
			   size_t b_count, int64_t from, int64_t to)
{
	size_t i = 0, j = 0;

	for (;;) {
		while (i < a_count && (a[i].to <= from || a[i].from >= to))
			i++;
		while (j < b_count && (b[j].to <= from || b[j].from >= to))
			j++;
		if (i == a_count || j == b_count)
			return i == a_count && j == b_count;
		if (a[i].from != b[j].from || a[i].to != b[j].to)
			return false;
		i++;
		j++;
	}
}

/* A cell of an earlier run, once for each of the plan's meters whose it is. */
static void read_past_cell(struct jrt_reading *reading, const struct jrt_place_in *in,
			   struct jrt_cells_read *out)
{
	struct jrt_document *document = &reading->document;
	jb_i128 number = jrt_node_integer(document, in, "meter", 0, UINT32_MAX);
	int64_t from = (int64_t)jrt_node_integer(document, in, "from", INT64_MIN, INT64_MAX);
	int64_t to = (int64_t)jrt_node_integer(document, in, "to", INT64_MIN, INT64_MAX);
	bool taken = false;

	if (jrt_reading_sound(reading) && number >= (jb_i128)reading->meter_count)
		jrt_reading_fault(reading, in, JB_TEXT("there is no meter of this number"));
	if (!jrt_reading_sound(reading))
		return;
	const struct jrt_past_meter *past = &reading->past[number];

	for (size_t i = 0; i < past->count && jrt_reading_sound(reading); i++) {
		const struct jrt_meter *meter = &reading->plan->meter[past->meter[i]];
		struct jrt_cell *cell;

		if (!same_relief_in(past->relief, past->relief_count, meter->relief,
				    meter->relief_count, from, to))
			continue;
		reading->meter[number] = past->meter[i];
		cell = jb_push(reading->arena, out);
		read_cell(reading, in, cell);
		taken = true;
	}
	if (past->count == 0 || taken)
		return;
	struct jb_text *relieved =
		&reading->history->relieved[reading->plan->meter[past->meter[0]].metric];
	if (relieved->size == 0)
		*relieved = jrt_node_text(document, in, "period");
}

/* Two meters of an earlier run that differed in relief elsewhere say the same of one period. */
static size_t drop_doubles(struct jrt_cell *cell, size_t count)
{
	size_t kept = 0;

	for (size_t i = 0; i < count; i++)
		if (kept == 0 || compare_cells(&cell[kept - 1], &cell[i]) != 0)
			cell[kept++] = cell[i];
	return kept;
}

static void read_each(struct jrt_reading *reading, struct jrt_cells_read *out)
{
	struct jrt_place_in root = jrt_reading_root(reading);
	size_t count;
	const struct jrt_node *array = jrt_node_array(&reading->document, &root, "states", &count);

	for (size_t i = 0; i < count && jrt_reading_sound(reading); i++) {
		struct jrt_place_in in = jrt_reading_place("states", i, array);

		if (reading->history != NULL) {
			read_past_cell(reading, &in, out);
		} else {
			struct jrt_cell *cell = jb_push(reading->arena, out);

			read_cell(reading, &in, cell);
		}
	}
}

static void read_cells(struct jrt_reading *reading, struct jrt_measured *out)
{
	struct jrt_cells_read list = {0};

	read_each(reading, &list);
	out->cell = list.at;
	out->cell_count = list.count;
	if (!jrt_reading_sound(reading) || out->cell_count == 0)
		return;
	qsort(out->cell, out->cell_count, sizeof *out->cell, compare_cells);
	if (reading->history != NULL)
		out->cell_count = drop_doubles(out->cell, out->cell_count);
	for (size_t i = 1; i < out->cell_count; i++) {
		if (compare_cells(&out->cell[i - 1], &out->cell[i]) == 0)
			jrt_reading_fault(reading, NULL,
					  jb_text_printf(reading->arena,
							 "period %.*s of one measure stands "
							 "twice in the states",
							 JB_ARG(out->cell[i].label)));
	}
}

/* ---- all of it ---- */

static enum jb_status load_periods(struct jrt_reading *reading, struct jb_text *why)
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

/* A record of evidence holds a whole report. */
static void enter_report(struct jrt_reading *reading, struct jrt_measured *out)
{
	struct jrt_place_in root = jrt_reading_root(reading);

	out->veiled =
		jb_text_is(jrt_node_text(&reading->document, &root, "schema"), JRT_EVIDENCE_SCHEMA);
	if (out->veiled && !jrt_document_enter(&reading->document, "report"))
		jrt_reading_fault(reading, NULL, JB_TEXT("report: an object is missing"));
}

static void read_all(struct jrt_reading *reading, struct jrt_measured *out)
{
	enter_report(reading, out);
	jrt_states_match(reading);
	if (jrt_reading_sound(reading))
		read_sources(reading, out);
	if (jrt_reading_sound(reading) && reading->history == NULL)
		jrt_states_read_shards(reading, out);
	if (jrt_reading_sound(reading) && reading->history == NULL)
		read_files(reading, out);
	if (jrt_reading_sound(reading) && reading->history == NULL)
		read_findings(reading, out);
	if (jrt_reading_sound(reading))
		read_cells(reading, out);
}

static enum jb_status read_states(const struct jrt_plan *plan, struct jb_text json,
				  struct jrt_states_history *history, struct jb_arena *arena,
				  struct jrt_measured *out, struct jb_text *why)
{
	*out = (struct jrt_measured){0};
	*why = JB_TEXT("");
	if (json.size > JRT_STATES_BYTES_MAX) {
		*why = JB_TEXT("the report is larger than 512 MiB");
		return JB_TOO_LARGE;
	}
	if (json.size == 0) {
		*why = JB_TEXT("the file is empty");
		return JB_MALFORMED;
	}
	struct jrt_document *volatile held = NULL;
	if (JB_ARM(arena) != 0) {
		if (held != NULL)
			jrt_document_release(held);
		*why = JB_TEXT("not enough memory to read the states");
		return JB_NO_MEMORY;
	}
	struct jrt_reading *reading = JB_NEW(arena, struct jrt_reading);
	reading->plan = plan;
	reading->arena = arena;
	reading->history = history;
	enum jb_status status = load_periods(reading, why);
	if (status == JB_OK)
		status = jrt_document_parse(&reading->document, arena, json, why);
	if (status == JB_OK) {
		held = &reading->document;
		read_all(reading, out);
		jrt_document_release(&reading->document);
		held = NULL;
		*why = reading->document.fault;
		if (!jrt_reading_sound(reading))
			status = reading->stranger ? JB_REFUSED : JB_MALFORMED;
	}
	jb_arena_disarm(arena);
	return status;
}

enum jb_status jrt_states_read(const struct jrt_plan *plan, struct jb_text json,
			       struct jb_arena *arena, struct jrt_measured *out,
			       struct jb_text *why)
{
	return read_states(plan, json, NULL, arena, out, why);
}

enum jb_status jrt_states_read_history(const struct jrt_plan *plan, struct jb_text json,
				       struct jrt_states_history *history, struct jb_arena *arena,
				       struct jrt_measured *out, struct jb_text *why)
{
	return read_states(plan, json, history, arena, out, why);
}
