/*
 * The whole record: head, program, inputs, meanings, waterfall, the report with its states, and at
 * its end the digest of every byte before it. Order is the program's and the command line's, so
 * equal runs give equal bytes, on any machine.
 */
#include "base/io.h"
#include "evidence/record.h"
#include "time/date_text.h"

/* ---- sections ---- */

static void add_digest(struct jrt_json *json, const char *name, const struct jb_digest *digest)
{
	jrt_json_string(json, name, jb_digest_hex(json->out->arena, digest));
}

static void add_program(struct jrt_json *json, const struct jrt_evidence_program *program)
{
	jrt_json_array(json, "program");
	for (size_t i = 0; i < program->text_count; i++) {
		const struct jrt_evidence_text *text = &program->text[i];
		const struct jb_digest digest = jb_hash_text(text->text);

		jrt_json_item(json);
		jrt_json_string(json, "name", text->name);
		jrt_json_integer(json, "size", (jb_i128)text->text.size);
		add_digest(json, "sha256", &digest);
		jrt_json_string(json, "text", text->text);
		jrt_json_end(json);
	}
	jrt_json_array_end(json);
	jb_buf_add_string(json->out, ",\n  \"plan\": \"");
	jb_buf_add_text(json->out, jb_digest_hex(json->out->arena, &program->plan));
	jb_buf_add_byte(json->out, '"');
}

static void add_charges(struct jrt_json *json, const struct jrt_evidence_options *options)
{
	jrt_json_array(json, "charges");
	for (size_t i = 0; i < options->charge_count; i++) {
		const struct jrt_charge_given *charge = &options->charge[i];

		jrt_json_item(json);
		jrt_json_string(json, "agreement", charge->agreement);
		jrt_json_string(json, "period", charge->period);
		jrt_json_integer(json, "millionths", charge->amount);
		jrt_json_end(json);
	}
	jrt_json_array_end(json);
}

static void add_options(struct jrt_json *json, const struct jrt_evidence_options *options)
{
	struct jb_arena *arena = json->out->arena;

	jrt_json_array(json, "covers");
	for (size_t i = 0; i < options->cover_count; i++) {
		const struct jrt_cover_given *cover = &options->cover[i];

		jrt_json_item(json);
		jrt_json_string(json, "source", cover->source);
		jrt_json_string(json, "from", jrt_date_text(arena, cover->days.from));
		jrt_json_string(json, "to", jrt_date_text(arena, cover->days.to));
		jrt_json_end(json);
	}
	jrt_json_array_end(json);
	jb_buf_add_string(json->out, ",\n  ");
	json->first = true;
	jrt_json_maybe(json, "as_of", options->as_of);
	add_charges(json, options);
	jrt_record_settled(json, options);
}

static void add_inputs(struct jrt_json *json, const struct jrt_record *record)
{
	jrt_json_array(json, "inputs");
	for (size_t i = 0; i < record->measured.file_count; i++) {
		const struct jrt_file_tally *file = &record->measured.file[i];

		if (file->source == JRT_NONE)
			continue;
		jrt_json_item(json);
		jrt_json_string(json, "source", record->plan->source[file->source].name);
		jrt_json_string(json, "file", file->file);
		if (file->hashed) {
			jrt_json_integer(json, "size", (jb_i128)file->size);
			add_digest(json, "sha256", &file->digest);
		} else {
			jrt_json_null(json, "size");
			jrt_json_null(json, "sha256");
		}
		jrt_json_end(json);
	}
	jrt_json_array_end(json);
}

static void add_shown(struct jrt_json *json, const struct jrt_record *record)
{
	jrt_json_array(json, "shown_keys");
	for (size_t i = 0; i < record->shown_count; i++) {
		jrt_json_item(json);
		jrt_json_string(json, "number", record->shown[i].number);
		jrt_json_string(json, "key", record->shown[i].key);
		jrt_json_end(json);
	}
	jrt_json_array_end(json);
}

/* The report as it is written elsewhere, two blanks further in. No text holds a line end. */
static void add_report(struct jrt_json *json, const struct jrt_record *record)
{
	struct jb_buf report;

	jb_buf_init(&report, json->out->arena);
	jrt_report_json(record->plan, &record->measured, &record->judged, &report);
	jb_buf_add_string(json->out, ",\n  \"report\": ");
	for (size_t i = 0; i + 1 < report.size; i++) {
		jb_buf_add_byte(json->out, report.data[i]);
		if (report.data[i] == '\n')
			jb_buf_add_string(json->out, "  ");
	}
}

static void add_seal(struct jb_buf *out)
{
	struct jb_digest digest;

	jb_buf_add_string(out, ",\n");
	digest = jb_hash_text(jb_buf_text(out));
	jb_buf_add_string(out, JRT_RECORD_SEAL);
	jb_buf_add_text(out, jb_digest_hex(out->arena, &digest));
	jb_buf_add_string(out, JRT_RECORD_END);
}

static void write_all(const struct jrt_record *record, struct jb_buf *out)
{
	struct jrt_json json = {.out = out};

	jb_buf_printf(out, "{\n  \"schema\": \"%s\",\n  \"version\": %d,\n  \"journey\": ",
		      JRT_EVIDENCE_SCHEMA, JRT_EVIDENCE_VERSION);
	jb_buf_add_json_string(out, record->given->journey);
	jb_buf_add_string(out, ",\n  \"title\": ");
	jb_buf_add_json_string(out, record->plan->title);
	add_program(&json, &record->given->program);
	add_options(&json, &record->given->options);
	add_inputs(&json, record);
	jrt_record_metrics(&json, record);
	jrt_record_criteria(&json, record);
	jrt_record_reliefs(&json, record);
	jrt_record_waterfall(&json, record);
	add_shown(&json, record);
	add_report(&json, record);
	add_seal(out);
}

/* ---- entry points ---- */

void jrt_evidence_settles(const struct jrt_evidence_options *options,
			  struct jrt_settle_input *input)
{
	*input = (struct jrt_settle_input){.charge = options->charge,
					   .charge_count = options->charge_count,
					   .recorded = options->settled,
					   .recorded_count = options->settled_count};
	input->has_today = jrt_date_parse(options->as_of, &input->today);
}

/* Verdicts, and what they come to. How figures behave over time decides nothing. */
static enum jb_status judge(struct jrt_record *record, struct jb_text *why)
{
	struct jrt_settlement *settlement = JB_NEW(record->arena, struct jrt_settlement);
	struct jrt_settle_input input;
	enum jb_status status =
		jrt_judge(record->plan, &record->measured, record->arena, &record->judged, why);

	record->judged.behaviour_count = 0;
	if (status != JB_OK || record->plan->agreement_count == 0)
		return status;
	jrt_evidence_settles(&record->given->options, &input);
	record->judged.settlement = settlement;
	return jrt_settle(record->plan, &record->measured, &record->judged, &input, record->arena,
			  settlement, why);
}

enum jb_status jrt_record_write(struct jrt_record *record, const struct jrt_measured *measured,
				struct jb_text *out, struct jb_text *why)
{
	struct jb_buf text;
	enum jb_status status;

	jrt_record_veil(record, measured);
	status = judge(record, why);
	if (status != JB_OK)
		return status;
	jrt_record_find_shown(record, measured);
	jb_buf_init(&text, record->arena);
	write_all(record, &text);
	*out = jb_buf_text(&text);
	if (out->size <= JRT_EVIDENCE_BYTES_MAX)
		return JB_OK;
	*why = JB_TEXT("the record would be larger than 512 MiB");
	return JB_TOO_LARGE;
}

enum jb_status jrt_evidence_make(const struct jrt_plan *plan, const struct jrt_evidence *given,
				 const struct jrt_measured *measured, struct jb_arena *arena,
				 struct jb_text *out, struct jb_text *why)
{
	struct jrt_record *record;
	enum jb_status status;

	*out = *why = JB_TEXT("");
	if (JB_ARM(arena) != 0) {
		*why = JB_TEXT("not enough memory to write the record");
		return JB_NO_MEMORY;
	}
	record = JB_NEW(arena, struct jrt_record);
	*record = (struct jrt_record){.plan = plan, .given = given, .arena = arena};
	status = jrt_record_write(record, measured, out, why);
	jb_arena_disarm(arena);
	return status;
}
