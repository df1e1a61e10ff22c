/*
 * Does what a record says follow from what it holds? Its states are judged again by the program
 * compiled out of it, and the record is written again: of one version of Journey the bytes are the
 * same, of another at least the verdicts. What differs is said in sentences.
 */
#include <string.h>

#include "base/vec.h"
#include "evidence/record.h"
#include "report/json_read.h"
#include "report/words.h"

/* More are not told one by one. */
#define FAULTS_SHOWN 20

struct checking {
	const struct jrt_plan *plan;
	const struct jrt_evidence *given;
	struct jb_arena *arena;
	struct jrt_record *record; /* written anew */
	struct jb_text text;	   /* the same, as bytes */
	struct jrt_evidence_checked *out;
	JB_VEC(struct jb_text) fault;
	size_t more;
};

static void find(struct checking *checking, struct jb_text sentence)
{
	if (checking->fault.count < FAULTS_SHOWN)
		*jb_push(checking->arena, &checking->fault) = sentence;
	else
		checking->more++;
}

/* ---- rows ---- */

static void check_source(struct checking *checking, const struct jrt_source_tally *source)
{
	if (source->rows ==
	    source->ignored + source->rejected + source->duplicates + source->accepted)
		return;
	find(checking, jb_text_printf(checking->arena,
				      "the rows of %.*s do not add up to those that were read",
				      JB_ARG(checking->plan->source[source->source].name)));
}

/* No row falls into two periods of one meter. */
static void check_meter(struct checking *checking, uint32_t meter)
{
	const struct jrt_measured *measured = &checking->out->measured;
	const struct jrt_metric *metric =
		&checking->plan->metric[checking->plan->meter[meter].metric];
	jb_i128 in_periods = 0;

	for (size_t i = 0; i < measured->cell_count; i++)
		if (measured->cell[i].meter == meter)
			in_periods += (jb_i128)measured->cell[i].steps.in_period;
	if (metric->source == JRT_NONE ||
	    in_periods <= (jb_i128)measured->source[metric->source].accepted)
		return;
	find(checking,
	     jb_text_printf(checking->arena,
			    "the periods of %.*s have more rows than its source was left with",
			    JB_ARG(metric->name)));
}

static void check_rows(struct checking *checking)
{
	for (size_t i = 0; i < checking->out->measured.source_count; i++)
		check_source(checking, &checking->out->measured.source[i]);
	for (uint32_t i = 0; i < checking->plan->meter_count; i++)
		check_meter(checking, i);
}

/* Digests of the data come from the record's head: they are in no state. */
static bool take_inputs(struct checking *checking, struct jb_text *why)
{
	struct jrt_measured *measured = &checking->out->measured;

	if (measured->file_count != checking->given->input_count) {
		*why = JB_TEXT("inputs: the report speaks of another number of files");
		return false;
	}
	for (size_t i = 0; i < measured->file_count; i++) {
		measured->file[i].hashed = checking->given->input[i].hashed;
		measured->file[i].size = checking->given->input[i].size;
		measured->file[i].digest = checking->given->input[i].digest;
	}
	return true;
}

/* ---- verdicts ---- */

static void compare_verdict(struct checking *checking, struct jrt_document *document,
			    const struct jrt_place_in *in, const struct jrt_verdict *verdict)
{
	struct jb_text criterion = jrt_node_text(document, in, "criterion");
	struct jb_text period = jrt_node_text(document, in, "period");
	struct jb_text said = jrt_node_text(document, in, "verdict");
	const char *is = jrt_word_verdict(verdict->verdict);

	if (!jb_text_equal(criterion, checking->plan->criterion[verdict->criterion].name) ||
	    !jb_text_equal(period, verdict->label))
		find(checking,
		     jb_text_printf(checking->arena,
				    "verdict %zu is of %.*s, %.*s; its states give one of "
				    "%.*s, %.*s there",
				    in->index + 1, JB_ARG(criterion), JB_ARG(period),
				    JB_ARG(checking->plan->criterion[verdict->criterion].name),
				    JB_ARG(verdict->label)));
	else if (!jb_text_is(said, is))
		find(checking,
		     jb_text_printf(checking->arena,
				    "%.*s, %.*s: the record says %.*s, its states give %s",
				    JB_ARG(criterion), JB_ARG(period), JB_ARG(said), is));
}

static void compare_verdicts(struct checking *checking, struct jrt_document *document)
{
	const struct jrt_judged *judged = &checking->record->judged;
	struct jrt_place_in root = {NULL, NULL, 0, jrt_document_root(document)};
	size_t count;
	const struct jrt_node *array = jrt_node_array(document, &root, "verdicts", &count);

	if (count != judged->verdict_count)
		find(checking, jb_text_printf(checking->arena,
					      "the record has %zu verdicts, its states give %zu",
					      count, judged->verdict_count));
	for (size_t i = 0; i < count && i < judged->verdict_count; i++) {
		struct jrt_place_in in = {NULL, "verdicts", i, jrt_node_item(array, i)};

		compare_verdict(checking, document, &in, &judged->verdict[i]);
	}
}

static enum jb_status read_verdicts(struct checking *checking, struct jb_text *why)
{
	struct jrt_document *document = JB_NEW(checking->arena, struct jrt_document);
	enum jb_status status =
		jrt_document_parse(document, checking->arena, checking->given->whole, why);

	if (status != JB_OK)
		return status;
	if (jrt_document_enter(document, "report"))
		compare_verdicts(checking, document);
	jrt_document_release(document);
	return JB_OK;
}

/* ---- bytes ---- */

/* The name that the last line up to `at` begins with, of those `indent` blanks in. */
static struct jb_text section_at(struct jb_text text, size_t at, size_t indent)
{
	struct jb_text name = {0};

	for (size_t i = 0; i < at; i++) {
		size_t from = i + indent + 2, to = from;

		if (text.at[i] != '\n' || from >= text.size || text.at[from - 1] != '"' ||
		    memcmp(text.at + i + 1, "        ", indent) != 0)
			continue;
		while (to < text.size && text.at[to] != '"' && text.at[to] != '\n')
			to++;
		name = jb_text_slice(text, from, to);
	}
	return name;
}

static void compare_bytes(struct checking *checking)
{
	const struct jb_text said = checking->given->whole, is = checking->text;
	struct jb_text section;
	size_t at = 0, line = 1;

	if (jb_text_equal(said, is))
		return;
	for (; at < said.size && at < is.size && said.at[at] == is.at[at]; at++)
		line += said.at[at] == '\n';
	section = section_at(said, at, 2);
	if (jb_text_is(section, "report"))
		section = section_at(said, at, 4);
	find(checking,
	     jb_text_printf(checking->arena,
			    "line %zu, in \"%.*s\": what stands there does not follow from the "
			    "program and the states",
			    line, JB_ARG(section)));
}

/* ---- all of it ---- */

static void tell_the_rest(struct checking *checking)
{
	if (checking->more)
		*jb_push(checking->arena, &checking->fault) =
			jb_text_printf(checking->arena, "and %zu more like these", checking->more);
	checking->out->fault = checking->fault.at;
	checking->out->fault_count = checking->fault.count;
}

static enum jb_status check(struct checking *checking, const struct jb_digest *plan,
			    struct jb_text *why)
{
	struct jrt_evidence_checked *out = checking->out;
	enum jb_status status = jrt_states_read(checking->plan, checking->given->whole,
						checking->arena, &out->measured, why);

	if (status == JB_OK && !take_inputs(checking, why))
		status = JB_REFUSED;
	if (status == JB_OK)
		status = jrt_record_write(checking->record, &out->measured, &checking->text, why);
	if (status != JB_OK)
		return status;
	check_rows(checking);
	status = read_verdicts(checking, why);
	if (status != JB_OK)
		return status;
	if (!out->other_version && !jb_digest_equal(plan, &checking->given->program.plan))
		find(checking, JB_TEXT("the program in the record lowers to another plan than the "
				       "one it names"));
	if (!out->other_version)
		compare_bytes(checking);
	tell_the_rest(checking);
	return JB_OK;
}

enum jb_status jrt_evidence_check(const struct jrt_plan *plan, const struct jb_digest *plan_digest,
				  const struct jrt_evidence *given, struct jb_arena *arena,
				  struct jrt_evidence_checked *out, struct jb_text *why)
{
	struct checking *checking;
	enum jb_status status;

	*out = (struct jrt_evidence_checked){0};
	*why = JB_TEXT("");
	if (JB_ARM(arena) != 0) {
		*why = JB_TEXT("not enough memory to check the record");
		return JB_NO_MEMORY;
	}
	out->other_version = !jb_text_is(given->journey, JOURNEY_VERSION);
	checking = JB_NEW(arena, struct checking);
	checking->plan = plan;
	checking->given = given;
	checking->arena = arena;
	checking->out = out;
	checking->record = JB_NEW(arena, struct jrt_record);
	*checking->record = (struct jrt_record){.plan = plan, .given = given, .arena = arena};
	status = check(checking, plan_digest, why);
	jb_arena_disarm(arena);
	return status;
}

/* ---- for people ---- */

static void name_key(const struct jrt_evidence *record, struct jrt_measurement *of)
{
	for (size_t i = 0; of->has_groups && i < record->shown_count; i++)
		if (jb_text_equal(record->shown[i].number, of->grouped.worst))
			of->grouped.worst = record->shown[i].key;
}

void jrt_evidence_name_keys(const struct jrt_evidence *record, struct jrt_judged *judged)
{
	for (size_t i = 0; i < judged->measurement_count; i++)
		name_key(record, &judged->measurement[i]);
	for (size_t i = 0; i < judged->verdict_count; i++) {
		name_key(record, &judged->verdict[i].measured);
		name_key(record, &judged->verdict[i].whole);
	}
}
