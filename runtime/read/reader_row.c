/*
 * One row into a batch, field by field: the plain way, and on the fast one the way of rows that are
 * out of the ordinary. A row that cannot be read stays in the batch, with its first fault.
 */
#include "read/reader_parts.h"

void jrt_reader_set_bad(struct jrt_reader *reader, uint32_t at, uint32_t column, uint64_t line,
			const char *code, struct jb_text reason)
{
	if (reader->bad[at] != NULL)
		return; /* the first fault tells */
	struct jrt_reject *reject = JB_NEW(&reader->scratch, struct jrt_reject);
	*reject = (struct jrt_reject){
		.source = reader->source_index,
		.file = reader->fast ? jrt_fast_file(reader) : reader->path_next - 1,
		.line = line,
		.column = column,
		.code = jb_text_of(code),
		.reason = reason,
	};
	reader->bad[at] = reject;
}

void jrt_reader_put(struct jrt_reader *reader, uint32_t at, uint32_t column,
		    const struct jrt_decoded *decoded)
{
	reader->value[column][at] = decoded->known ? decoded->value : 0;
	reader->known[column][at] = decoded->known;
	reader->time_notes[at] |= decoded->time_notes;
	if (!reader->text[column])
		return;
	/* Read row by row, a window moves on while the batch is made; views of a row stay
	 * behind. */
	reader->text[column][at] =
		reader->fast ? decoded->text : jb_text_copy(&reader->scratch, decoded->text);
}

void jrt_reader_begin_row(struct jrt_reader *reader, uint32_t at, const struct jrt_csv_row *row)
{
	reader->line[at] = row->line;
	reader->raw[at].size = row->size < JRT_REJECT_BYTES ? row->size : JRT_REJECT_BYTES;
	reader->bad[at] = NULL;
	reader->time_notes[at] = 0;
}

bool jrt_reader_read_field(struct jrt_reader *reader, uint32_t at, const struct jrt_row *row,
			   uint32_t field, uint32_t column, struct jrt_decoded *decoded)
{
	struct jb_text text = {0};
	bool ascii = true;

	*decoded = (struct jrt_decoded){0};
	if (field < row->csv.field_count &&
	    jrt_row_field(row, field, &reader->scratch, &text, &ascii))
		jrt_decode(&reader->decoder[column], text, ascii, &reader->scratch, decoded);
	jrt_reader_put(reader, at, column, decoded);
	return decoded->code == NULL;
}

void jrt_reader_read_row(struct jrt_reader *reader, uint32_t at, const char *bytes,
			 const struct jrt_csv_row *csv)
{
	struct jrt_row row;

	jrt_row_check(&row, bytes, csv, reader->source->encoding, reader->width, &reader->scratch);
	jrt_reader_begin_row(reader, at, csv);
	if (row.code != NULL)
		jrt_reader_set_bad(reader, at, JRT_NONE, row.fault_line, row.code, row.reason);
	if (reader->form_open)
		jrt_reader_settle_form(reader, &row);
	for (uint32_t i = 0; i < reader->needed_count; i++) {
		uint32_t column = reader->needed[i];
		struct jrt_decoded decoded;

		if (!jrt_reader_read_field(reader, at, &row, reader->position[column], column,
					   &decoded))
			jrt_reader_set_bad(reader, at, column, csv->line, decoded.code,
					   decoded.reason);
	}
}
