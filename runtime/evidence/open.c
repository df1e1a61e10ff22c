/*
 * A record from somebody: first its bytes, then its form, then the digests of the texts in it.
 * Nothing is handed out of a record in which a byte was changed. Whether its verdicts follow from
 * it is check.c's question.
 */
#include <string.h>

#include "evidence/record.h"
#include "report/json_read.h"
#include "time/date_text.h"

struct opening {
	struct jrt_document document;
	struct jb_arena *arena;
	struct jrt_evidence *out;
};

static bool sound(const struct opening *opening)
{
	return jrt_document_sound(&opening->document);
}

static void fault(struct opening *opening, const struct jrt_place_in *in, const char *name,
		  struct jb_text message)
{
	jrt_document_fault(&opening->document, in, name, message);
}

static struct jrt_place_in root_of(const struct opening *opening)
{
	return (struct jrt_place_in){NULL, NULL, 0, jrt_document_root(&opening->document)};
}

/* ---- the bytes ---- */

bool jrt_evidence_is(struct jb_text text)
{
	return jb_text_starts(text, JB_TEXT("{\n  \"schema\": \"" JRT_EVIDENCE_SCHEMA "\""));
}

static enum jb_status check_seal(struct jb_text text, struct jrt_evidence *out, struct jb_text *why)
{
	const size_t seal = sizeof JRT_RECORD_SEAL - 1;
	const struct jb_text end = JB_TEXT(JRT_RECORD_END);
	struct jb_text before, last;
	struct jb_digest said, is;

	if (text.size < JRT_RECORD_SEAL_SIZE) {
		*why = JB_TEXT("this is no record of evidence, or only its beginning");
		return JB_MALFORMED;
	}
	before = jb_text_slice(text, 0, text.size - JRT_RECORD_SEAL_SIZE);
	last = jb_text_slice(text, before.size, text.size);
	if (!jrt_evidence_is(text) || !jb_text_starts(last, JB_TEXT(JRT_RECORD_SEAL)) ||
	    !jb_text_ends(last, end) ||
	    !jb_digest_parse(jb_text_slice(last, seal, seal + JB_DIGEST_HEX), &said)) {
		*why = JB_TEXT(
			"this is no record of evidence, or not the whole of one: it does not "
			"begin or end as one does");
		return JB_MALFORMED;
	}
	is = jb_hash_text(before);
	if (!jb_digest_equal(&is, &said)) {
		*why = JB_TEXT(
			"the record was changed after it was written: its digest is not that "
			"of its bytes");
		return JB_REFUSED;
	}
	out->digest = jb_text_slice(last, seal, seal + JB_DIGEST_HEX);
	return JB_OK;
}

/* ---- sections ---- */

static void read_head(struct opening *opening)
{
	struct jrt_document *document = &opening->document;
	struct jrt_place_in root = root_of(opening);
	jb_i128 version = jrt_node_integer(document, &root, "version", 0, INT32_MAX);

	if (sound(opening) && version != JRT_EVIDENCE_VERSION)
		fault(opening, NULL, "version",
		      jb_text_printf(
			      opening->arena,
			      "the record is of version %d of the format, this program reads "
			      "version %d",
			      (int)version, JRT_EVIDENCE_VERSION));
	opening->out->journey = jrt_node_text(document, &root, "journey");
}

static struct jb_digest read_digest(struct opening *opening, const struct jrt_place_in *in,
				    const char *name)
{
	struct jb_digest digest = {0};

	if (!jb_digest_parse(jrt_node_text(&opening->document, in, name), &digest))
		fault(opening, in, name,
		      JB_TEXT("a SHA-256 of 64 small hexadecimal digits is "
			      "missing"));
	return digest;
}

static void read_text(struct opening *opening, const struct jrt_place_in *in,
		      struct jrt_evidence_text *text)
{
	const struct jb_digest said = read_digest(opening, in, "sha256");
	jb_i128 size = jrt_node_integer(&opening->document, in, "size", 0, INT32_MAX);
	struct jb_digest is;

	text->name = jrt_node_text(&opening->document, in, "name");
	text->text = jrt_node_text(&opening->document, in, "text");
	is = jb_hash_text(text->text);
	if (!jb_digest_equal(&is, &said) || size != (jb_i128)text->text.size)
		fault(opening, in, "text", JB_TEXT("its size or digest is another"));
}

static void read_program(struct opening *opening)
{
	struct jrt_place_in root = root_of(opening);
	struct jrt_evidence_program *program = &opening->out->program;
	size_t count;
	const struct jrt_node *array = jrt_node_array(&opening->document, &root, "program", &count);
	struct jrt_evidence_text *text =
		JB_NEW_ARRAY(opening->arena, struct jrt_evidence_text, count);

	if (sound(opening) && (count == 0 || count > JRT_EVIDENCE_TEXTS_MAX))
		fault(opening, NULL, "program", JB_TEXT("a program has 1 to 256 files"));
	for (size_t i = 0; i < count && sound(opening); i++) {
		struct jrt_place_in in = {NULL, "program", i, jrt_node_item(array, i)};

		read_text(opening, &in, &text[i]);
	}
	program->text = text;
	program->text_count = count;
	program->plan = read_digest(opening, &root, "plan");
}

static int32_t read_day(struct opening *opening, const struct jrt_place_in *in, const char *name)
{
	int32_t day = 0;

	if (!jrt_date_parse(jrt_node_text(&opening->document, in, name), &day))
		fault(opening, in, name, JB_TEXT("a day such as 2026-03-01 is missing"));
	return day;
}

static void read_covers(struct opening *opening)
{
	struct jrt_place_in root = root_of(opening);
	struct jrt_evidence_options *options = &opening->out->options;
	size_t count;
	const struct jrt_node *array = jrt_node_array(&opening->document, &root, "covers", &count);
	struct jrt_cover_given *cover = JB_NEW_ARRAY(opening->arena, struct jrt_cover_given, count);

	for (size_t i = 0; i < count && sound(opening); i++) {
		struct jrt_place_in in = {NULL, "covers", i, jrt_node_item(array, i)};

		cover[i].source = jrt_node_text(&opening->document, &in, "source");
		cover[i].days.from = read_day(opening, &in, "from");
		cover[i].days.to = read_day(opening, &in, "to");
	}
	options->cover = cover;
	options->cover_count = count;
}

static void read_charges(struct opening *opening)
{
	struct jrt_place_in root = root_of(opening);
	struct jrt_evidence_options *options = &opening->out->options;
	size_t count;
	const struct jrt_node *array = jrt_node_array(&opening->document, &root, "charges", &count);
	struct jrt_charge_given *charge =
		JB_NEW_ARRAY(opening->arena, struct jrt_charge_given, count);

	for (size_t i = 0; i < count && sound(opening); i++) {
		struct jrt_place_in in = {NULL, "charges", i, jrt_node_item(array, i)};

		charge[i].agreement = jrt_node_text(&opening->document, &in, "agreement");
		charge[i].period = jrt_node_text(&opening->document, &in, "period");
		charge[i].amount = (jb_fix)jrt_node_integer(&opening->document, &in, "millionths",
							    0, INT64_MAX);
	}
	options->charge = charge;
	options->charge_count = count;
}

static void read_options(struct opening *opening)
{
	struct jrt_place_in root = root_of(opening);

	read_covers(opening);
	read_charges(opening);
	jrt_record_read_settled(&opening->document, &opening->out->options);
	opening->out->options.as_of = jrt_node_text(&opening->document, &root, "as_of");
}

static void read_inputs(struct opening *opening)
{
	struct jrt_place_in root = root_of(opening);
	size_t count;
	const struct jrt_node *array = jrt_node_array(&opening->document, &root, "inputs", &count);
	struct jrt_file_tally *file = JB_NEW_ARRAY(opening->arena, struct jrt_file_tally, count);

	for (size_t i = 0; i < count && sound(opening); i++) {
		struct jrt_place_in in = {NULL, "inputs", i, jrt_node_item(array, i)};

		file[i].file = jrt_node_text(&opening->document, &in, "file");
		file[i].hashed = jrt_node_text(&opening->document, &in, "sha256").size > 0;
		if (!file[i].hashed)
			continue;
		file[i].digest = read_digest(opening, &in, "sha256");
		file[i].size =
			(uint64_t)jrt_node_integer(&opening->document, &in, "size", 0, INT64_MAX);
	}
	opening->out->input = file;
	opening->out->input_count = count;
}

static void read_shown(struct opening *opening)
{
	struct jrt_place_in root = root_of(opening);
	size_t count;
	const struct jrt_node *array =
		jrt_node_array(&opening->document, &root, "shown_keys", &count);
	struct jrt_shown_key *shown = JB_NEW_ARRAY(opening->arena, struct jrt_shown_key, count);

	for (size_t i = 0; i < count && sound(opening); i++) {
		struct jrt_place_in in = {NULL, "shown_keys", i, jrt_node_item(array, i)};

		shown[i].number = jrt_node_text(&opening->document, &in, "number");
		shown[i].key = jrt_node_text(&opening->document, &in, "key");
		if (i > 0 && jb_text_compare(shown[i - 1].number, shown[i].number) >= 0)
			fault(opening, &in, "number", JB_TEXT("numbers ascend, each stands once"));
	}
	opening->out->shown = shown;
	opening->out->shown_count = count;
}

static void read_all(struct opening *opening)
{
	read_head(opening);
	if (sound(opening))
		read_program(opening);
	if (sound(opening))
		read_options(opening);
	if (sound(opening))
		read_inputs(opening);
	if (sound(opening))
		read_shown(opening);
}

/* ---- entry point ---- */

static enum jb_status open_record(struct opening *opening, struct jb_text text, struct jb_text *why)
{
	enum jb_status status = check_seal(text, opening->out, why);

	if (status == JB_OK)
		status = jrt_document_parse(&opening->document, opening->arena, text, why);
	if (status != JB_OK)
		return status;
	read_all(opening);
	jrt_document_release(&opening->document);
	*why = opening->document.fault;
	opening->out->whole = text;
	return sound(opening) ? JB_OK : JB_REFUSED;
}

enum jb_status jrt_evidence_open(struct jb_text text, struct jb_arena *arena,
				 struct jrt_evidence *out, struct jb_text *why)
{
	struct opening *volatile opening = NULL;
	enum jb_status status;

	*out = (struct jrt_evidence){0};
	*why = JB_TEXT("");
	if (text.size > JRT_EVIDENCE_BYTES_MAX) {
		*why = JB_TEXT("the record is larger than 512 MiB");
		return JB_TOO_LARGE;
	}
	if (JB_ARM(arena) != 0) {
		if (opening != NULL && opening->document.root != NULL)
			jrt_document_release(&opening->document);
		*why = JB_TEXT("not enough memory to read the record");
		return JB_NO_MEMORY;
	}
	opening = JB_NEW(arena, struct opening);
	*opening = (struct opening){.arena = arena, .out = out};
	status = open_record(opening, text, why);
	jb_arena_disarm(arena);
	return status;
}
