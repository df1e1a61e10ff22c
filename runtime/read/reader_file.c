/*
 * Files of a reader: opened one after the other, each read up to its first row. What keeps a file
 * from being read becomes a finding here; what is wrong with a row does not concern this file.
 */
#include "read/reader_parts.h"

#include "base/utf8.h"

void jrt_reader_add_finding(struct jrt_reader *reader, enum jrt_severity severity, const char *code,
			    uint64_t line, struct jb_text message, struct jb_text help)
{
	uint32_t file = reader->path_next - 1;

	reader->unread[file] |= severity == JRT_ERROR;
	jrt_findings_add(&reader->findings, severity, code, reader->path[file], line, message,
			 help);
}

/* ---- rows of either form ---- */

static enum jrt_csv_found find_row(struct jrt_reader *reader, struct jrt_csv_row *row)
{
	const char *at = jrt_bytes_at(&reader->bytes, reader->at);
	size_t unread = jrt_bytes_size(&reader->bytes) - reader->at;

	if (reader->ndjson != NULL)
		return jrt_ndjson_next(reader->ndjson, at, unread, reader->bytes.last, row);
	return jrt_csv_next(&reader->csv, at, unread, reader->bytes.last, row);
}

static size_t bytes_to_keep(struct jrt_reader *reader, size_t unread)
{
	return reader->ndjson != NULL ? jrt_ndjson_keep(reader->ndjson, unread)
				      : jrt_csv_keep(&reader->csv, unread);
}

static uint64_t present_line(const struct jrt_reader *reader)
{
	return reader->ndjson != NULL ? reader->ndjson->line : reader->csv.line;
}

/* More bytes for a row that is not whole. A read error ends the file, and says so. */
static enum jb_status read_more(struct jrt_reader *reader)
{
	size_t unread = jrt_bytes_size(&reader->bytes) - reader->at;

	jrt_bytes_cut(&reader->bytes, reader->at + bytes_to_keep(reader, unread));
	if (reader->rows == 0) {
		jrt_bytes_drop(&reader->bytes, reader->at);
		reader->at = 0;
	}
	enum jb_status status = jrt_bytes_more(&reader->bytes);
	if (status != JB_CANNOT_READ)
		return status;
	struct jrt_byte_trouble trouble = {0};
	jrt_intake_trouble(&reader->bytes.intake, &trouble);
	jrt_reader_add_finding(reader, JRT_ERROR, trouble.code, present_line(reader),
			       trouble.message, trouble.help);
	return JB_OK;
}

enum jb_status jrt_reader_next_row(struct jrt_reader *reader, struct jrt_csv_row *row, bool *end)
{
	enum jb_status status = JB_OK;

	*end = false;
	*row = (struct jrt_csv_row){0};
	while (status == JB_OK && reader->batch_bytes < JRT_BATCH_BYTES) {
		switch (find_row(reader, row)) {
		case JRT_CSV_ROW: return JB_OK;
		case JRT_CSV_END: *end = true; return JB_OK;
		case JRT_CSV_BLANK:
			reader->at += row->taken;
			reader->batch_bytes += reader->rows > 0 ? row->taken : 0;
			*row = (struct jrt_csv_row){0}; /* it may fill the batch */
			break;
		case JRT_CSV_MORE: status = read_more(reader); break;
		}
	}
	return status;
}

/* ---- header ---- */

static enum jb_status skip_lines(struct jrt_reader *reader)
{
	enum jb_status status = JB_OK;

	for (uint32_t i = 0; i < reader->source->skip_lines && status == JB_OK;) {
		size_t unread = jrt_bytes_size(&reader->bytes) - reader->at;
		size_t taken =
			jrt_csv_skip_line(&reader->csv, jrt_bytes_at(&reader->bytes, reader->at),
					  unread, reader->bytes.last);
		reader->at += taken;
		i += taken > 0;
		if (taken == 0 && reader->bytes.last)
			break;
		if (taken == 0)
			status = read_more(reader);
	}
	return status;
}

/* The line `sep=;` that Excel writes and reads. */
static bool is_separator_line(const struct jrt_reader *reader, const struct jrt_csv_row *row)
{
	struct jb_text text = {jrt_bytes_at(&reader->bytes, reader->at), row->size};

	return text.size == 5 && jb_text_starts(text, JB_TEXT("sep="));
}

static void report_separator(struct jrt_reader *reader, const struct jrt_csv_row *row)
{
	struct jb_buf buf;
	char declared = reader->source->separator;
	struct jb_text found = {jrt_bytes_at(&reader->bytes, reader->at) + 4, 1};

	jb_buf_init(&buf, reader->arena);
	jb_buf_add_string(&buf, "says in its first line that fields are separated by ");
	jrt_say(&buf, found);
	jb_buf_add_string(&buf, ", the source declares ");
	jrt_say(&buf, (struct jb_text){&declared, 1});
	jrt_reader_add_finding(reader, JRT_ERROR, "R0110", row->line, jb_buf_text(&buf),
			       JB_TEXT("declare the separator, as in `separated by semicolon`"));
}

/* The header's names in NFC, or false with a finding. */
static bool header_names(struct jrt_reader *reader, const struct jrt_csv_row *csv,
			 struct jrt_header *header)
{
	struct jrt_row row;
	struct jb_text *name = JB_NEW_ARRAY(&reader->scratch, struct jb_text, csv->field_count);
	bool ascii = true;

	jrt_row_check(&row, jrt_bytes_at(&reader->bytes, reader->at), csv, reader->source->encoding,
		      0, &reader->scratch);
	if (row.code != NULL) {
		jrt_reader_add_finding(reader, JRT_ERROR, "R0109", row.fault_line,
				       jb_text_printf(reader->arena,
						      "has a header that cannot be read: %.*s",
						      JB_ARG(row.reason)),
				       (struct jb_text){0});
		return false;
	}
	for (uint32_t i = 0; i < csv->field_count; i++) {
		jrt_row_field(&row, i, &reader->scratch, &name[i], &ascii);
		if (!ascii)
			name[i] = jb_utf8_nfc(&reader->scratch, name[i]);
	}
	*header = (struct jrt_header){.file = reader->path[reader->path_next - 1],
				      .line = csv->line,
				      .name = name,
				      .count = csv->field_count};
	return true;
}

static void report_empty(struct jrt_reader *reader)
{
	if (reader->source->skip_lines > 0)
		jrt_reader_add_finding(reader, JRT_ERROR, "R0105", reader->csv.line,
				       JB_TEXT("has no header line after the lines to skip"),
				       (struct jb_text){0});
	else
		jrt_reader_add_finding(reader, JRT_ERROR, "R0105", 0,
				       JB_TEXT("is empty: it has no header line"),
				       (struct jb_text){0});
}

/* Reads up to the first row; *usable tells whether rows can follow. */
static enum jb_status read_header(struct jrt_reader *reader, bool *usable)
{
	struct jrt_csv_row row = {0};
	struct jrt_header header = {0};
	bool end = false;

	*usable = false;
	enum jb_status status = skip_lines(reader);
	if (status == JB_OK)
		status = jrt_reader_next_row(reader, &row, &end);
	if (status == JB_OK && !end && is_separator_line(reader, &row)) {
		if (jrt_bytes_at(&reader->bytes, reader->at)[4] != reader->source->separator) {
			report_separator(reader, &row);
			return JB_OK;
		}
		reader->at += row.taken;
		status = jrt_reader_next_row(reader, &row, &end);
	}
	if (status != JB_OK)
		return status;
	if (end) {
		report_empty(reader);
		return JB_OK;
	}
	reader->width = row.field_count;
	*usable = header_names(reader, &row, &header) && jrt_reader_find_form(reader, &header);
	reader->at += row.taken;
	return JB_OK;
}

/* ---- files ---- */

/* What `stop` leaves unread of a file belongs to its digest all the same. */
static void take_digest(struct jrt_reader *reader)
{
	struct jrt_read_bytes *of = &reader->digest[reader->path_next - 1];

	of->hashed = jrt_bytes_digest(&reader->bytes, &of->digest);
	of->size = reader->bytes.intake.size;
}

void jrt_reader_leave_file(struct jrt_reader *reader)
{
	if (reader->bytes.intake.hashing)
		take_digest(reader);
	jrt_bytes_close(&reader->bytes);
	reader->in_file = false;
}

enum jb_status jrt_reader_enter_file(struct jrt_reader *reader)
{
	struct jrt_byte_trouble trouble;
	struct jb_text path = reader->path[reader->path_next];
	bool usable = false;

	reader->bytes.intake.stream = reader->stream[reader->path_next];
	jrt_pace_file(reader->bytes.intake.pace, &reader->path[reader->path_next++]);
	enum jb_status status =
		jrt_bytes_open(&reader->bytes, path, reader->source->encoding, &trouble);
	if (status != JB_OK)
		return status;
	if (trouble.code != NULL) {
		jrt_reader_add_finding(reader, JRT_ERROR, trouble.code, 0, trouble.message,
				       trouble.help);
		jrt_reader_leave_file(reader);
		return JB_OK;
	}
	reader->in_file = true;
	reader->any_rows = false;
	reader->at = 0;
	reader->batch_bytes = 0;
	if (reader->ndjson != NULL) {
		jrt_ndjson_begin(reader->ndjson);
		return JB_OK;
	}
	jrt_csv_begin(&reader->csv);
	status = read_header(reader, &usable);
	if (!usable) {
		reader->unread[reader->path_next - 1] = true;
		jrt_reader_leave_file(reader);
	}
	return status;
}
