/*
 * Rows of JSON to values: checks a row as a whole, finds its members and decodes them as the fields
 * of a CSV are decoded. A number is read from its digits, never by way of a double; null, and a
 * member that is not there, are missing.
 *
 * A row that is no JSON object from end to end has the values before its fault, so that an `ignore`
 * may still want it. The codes of such rows are in read.h.
 */
#include "read/reader_parts.h"

#include <inttypes.h>
#include <string.h>

#include "base/utf8.h"

#define FOUND_BYTES 20 /* shown of what stands where JSON does not go on */

void jrt_reader_init_ndjson(struct jrt_reader *reader)
{
	struct jb_arena *arena = reader->arena;
	const struct jrt_column *column = reader->source->column;
	struct jb_text *name = JB_NEW_ARRAY(arena, struct jb_text, reader->needed_count);

	for (uint32_t i = 0; i < reader->needed_count; i++)
		name[i] = column[reader->needed[i]].header;
	reader->ndjson = JB_NEW(arena, struct jrt_ndjson);
	jrt_ndjson_init(reader->ndjson, arena, name, reader->needed_count);
	for (uint32_t i = 0; i < reader->needed_count; i++)
		reader->position[reader->needed[i]] =
			jrt_words_find(&reader->ndjson->names, jb_utf8_nfc(arena, name[i]));
	reader->had = JB_NEW_ARRAY(arena, bool, reader->needed_count);
	reader->had_rows = JB_NEW_ARRAY(arena, bool, reader->path_count);
}

/* ---- rows that are none ---- */

static void add_found(struct jb_buf *buf, const char *at)
{
	size_t size = 0;

	while (size < FOUND_BYTES && strchr("{}[],:\"\r\n\t ", at[size]) == NULL)
		size++;
	while (size == FOUND_BYTES && size > 1 && ((unsigned char)at[size] & 0xc0) == 0x80)
		size--; /* not in the middle of a character */
	jrt_say(buf, (struct jb_text){at, size > 0 ? size : 1});
}

static void say_json(const struct jrt_ndjson *ndjson, const char *row, struct jb_buf *buf)
{
	const struct jrt_json *json = &ndjson->json;
	bool end = json->at[0] == '\n' || (json->at[0] == '\r' && json->at[1] == '\n');

	jb_buf_printf(buf, "byte %zu of the row: ", (size_t)(json->at - row) + 1);
	if (json->fault == JRT_JSON_DEEP) {
		jb_buf_add_string(buf, "arrays and objects lie deeper in one another than ");
		jrt_say_count(buf, JRT_JSON_DEPTH);
		jb_buf_add_string(buf, " levels");
		return;
	}
	if (json->fault == JRT_JSON_HALF)
		jb_buf_printf(buf, "%.6s is half of a character", json->at);
	else if (end)
		jb_buf_add_string(buf, "the row ends");
	else
		jb_buf_add_string(buf, "found ");
	if (json->fault == JRT_JSON_WRONG && !end)
		add_found(buf, json->at);
	jb_buf_printf(buf, ", expected %s", json->expected);
}

static void report_members(struct jrt_reader *reader, uint32_t at, const char *row, uint64_t line)
{
	const struct jrt_ndjson *ndjson = reader->ndjson;
	const char *code = "R0220";
	struct jb_buf buf;

	jb_buf_init(&buf, &reader->scratch);
	if (ndjson->fault == JRT_NDJSON_TWICE) {
		code = "R0221";
		jb_buf_printf(&buf, "byte %zu of the row: the member ",
			      (size_t)(ndjson->json.at - row) + 1);
		jrt_say(&buf, ndjson->names.word[ndjson->twice]);
		jb_buf_add_string(&buf, " a second time, expected one");
	} else {
		code = ndjson->json.fault == JRT_JSON_DEEP   ? "R0205"
		       : ndjson->json.fault == JRT_JSON_HALF ? "R0207"
							     : code;
		say_json(ndjson, row, &buf);
	}
	jrt_reader_set_bad(reader, at, JRT_NONE, line, code, jb_buf_text(&buf));
}

static void report_long(struct jrt_reader *reader, uint32_t at, uint64_t line)
{
	struct jb_buf buf;

	jb_buf_init(&buf, &reader->scratch);
	jb_buf_add_string(&buf, "the row is longer than ");
	jrt_say_count(&buf, JRT_ROW_BYTES);
	jb_buf_add_string(&buf, " bytes");
	jrt_reader_set_bad(reader, at, JRT_NONE, line, "R0205", jb_buf_text(&buf));
}

/* Whether the row is text throughout. */
static bool check_bytes(struct jrt_reader *reader, uint32_t at, struct jb_text row,
			struct jrt_byte_kinds kinds, uint64_t line)
{
	size_t bad = kinds.high ? jb_utf8_check(row) : row.size;
	const char *nul = kinds.nul ? memchr(row.at, '\0', row.size) : NULL;
	struct jb_buf buf;

	if (bad == row.size && nul == NULL)
		return true;
	jb_buf_init(&buf, &reader->scratch);
	if (nul != NULL) {
		jb_buf_printf(&buf, "byte %zu of the row is NUL, expected text",
			      (size_t)(nul - row.at) + 1);
		jrt_reader_set_bad(reader, at, JRT_NONE, line, "R0206", jb_buf_text(&buf));
		return false;
	}
	jb_buf_printf(&buf, "byte %zu of the row ", bad + 1);
	jrt_row_say_encoding(&buf, (unsigned char)row.at[bad], reader->source->encoding);
	jrt_reader_set_bad(reader, at, JRT_NONE, line, "R0207", jb_buf_text(&buf));
	return false;
}

/* ---- values ---- */

static void fail_value(struct jrt_reader *reader, uint32_t column,
		       const struct jrt_json_value *value, const char *code, const char *tail,
		       struct jrt_decoded *decoded)
{
	jrt_decode_fault(&reader->decoder[column], (struct jb_text){value->at, value->size}, code,
			 jb_text_of(tail), &reader->scratch, decoded);
}

/* `whole`: the row is text throughout. */
static void decode_text(struct jrt_reader *reader, uint32_t column,
			const struct jrt_json_value *value, bool whole, struct jrt_decoded *decoded)
{
	struct jb_text text = jrt_json_text(value, &reader->scratch);
	struct jrt_byte_kinds kinds = jrt_byte_kinds(text.at, text.size);

	if (!whole && (kinds.nul || (kinds.high && jb_utf8_check(text) != text.size)))
		return;
	if (kinds.nul)
		fail_value(reader, column, value, "R0206", ", which holds a NUL, expected text",
			   decoded);
	else if (text.size > JRT_FIELD_BYTES)
		fail_value(reader, column, value, "R0205", ", which is longer than 65,536 bytes",
			   decoded);
	else
		jrt_decode(&reader->decoder[column], text, !kinds.high, &reader->scratch, decoded);
}

/* A flag that JSON itself has needs no word of the column; what the column calls missing is. */
static void decode_flag(struct jrt_reader *reader, uint32_t column,
			const struct jrt_json_value *value, struct jrt_decoded *decoded)
{
	struct jrt_decoder *decoder = &reader->decoder[column];
	struct jb_text text = {value->at, value->size};

	if (decoder->column->type != JRT_FLAG) {
		jrt_decode(decoder, text, true, &reader->scratch, decoded);
	} else if (jrt_words_find(&decoder->missing, text) == JRT_NONE) {
		decoded->known = true;
		decoded->value = value->kind == JRT_JSON_TRUE;
	}
}

static void decode_member(struct jrt_reader *reader, uint32_t at, uint32_t column, bool whole)
{
	const struct jrt_json_value *value = &reader->ndjson->value[reader->position[column]];
	struct jrt_decoded decoded = {0};

	switch (value->kind) {
	case JRT_JSON_TEXT: decode_text(reader, column, value, whole, &decoded); break;
	case JRT_JSON_NUMBER:
		jrt_decode(&reader->decoder[column], (struct jb_text){value->at, value->size}, true,
			   &reader->scratch, &decoded);
		break;
	case JRT_JSON_TRUE:
	case JRT_JSON_FALSE: decode_flag(reader, column, value, &decoded); break;
	case JRT_JSON_ARRAY:
		fail_value(reader, column, value, "R0210", ", an array, expected a single value",
			   &decoded);
		break;
	case JRT_JSON_OBJECT:
		fail_value(reader, column, value, "R0210", ", an object, expected a single value",
			   &decoded);
		break;
	default: break;
	}
	reader->had[reader->position[column]] |= value->kind != JRT_JSON_ABSENT;
	jrt_reader_put(reader, at, column, &decoded);
	if (decoded.code != NULL)
		jrt_reader_set_bad(reader, at, column, reader->line[at], decoded.code,
				   decoded.reason);
}

void jrt_reader_read_object(struct jrt_reader *reader, uint32_t at, const char *bytes,
			    const struct jrt_csv_row *row)
{
	bool whole = false;

	jrt_reader_begin_row(reader, at, row);
	if (row->fault != JRT_CSV_SOUND) {
		report_long(reader, at, row->line);
		jrt_ndjson_no_members(reader->ndjson);
	} else {
		struct jrt_byte_kinds kinds = jrt_byte_kinds(bytes, row->size);
		struct jb_text text = {bytes, row->size};
		whole = (!kinds.high && !kinds.nul) ||
			check_bytes(reader, at, text, kinds, row->line);
		if (!jrt_ndjson_members(reader->ndjson, bytes, &reader->scratch))
			report_members(reader, at, bytes, row->line);
	}
	reader->had_rows[reader->path_next - 1] = true;
	for (uint32_t i = 0; i < reader->needed_count; i++)
		decode_member(reader, at, reader->needed[i], whole);
}

/* ---- members that no row had ---- */

/* What is remembered of the rows' members, for what is said of names that are near. */
static struct jrt_header members_seen(const struct jrt_reader *reader)
{
	const struct jrt_ndjson *ndjson = reader->ndjson;
	struct jb_text *name = JB_NEW_ARRAY(reader->arena, struct jb_text, ndjson->guess_count);

	for (uint32_t i = 0; i < ndjson->guess_count; i++)
		name[i] = (struct jb_text){ndjson->guess[i].name, ndjson->guess[i].size};
	return (struct jrt_header){.name = name, .count = ndjson->guess_count};
}

void jrt_reader_check_members(struct jrt_reader *reader)
{
	struct jrt_header header = members_seen(reader);
	struct jrt_missing missing = {
		.source = reader->source,
		.header = &header,
		.findings = &reader->findings,
		.column = JB_NEW_ARRAY(reader->arena, const struct jrt_column *,
				       reader->needed_count),
	};

	for (uint32_t i = 0; i < reader->needed_count; i++)
		if (!reader->had[reader->position[reader->needed[i]]])
			missing.column[missing.count++] =
				&reader->source->column[reader->needed[i]];
	for (uint32_t file = 0; missing.count > 0 && file < reader->path_count; file++) {
		if (!reader->had_rows[file])
			continue;
		header.file = reader->path[file];
		reader->unread[file] = true;
		jrt_header_report_missing(&missing);
	}
}
