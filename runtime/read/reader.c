/*
 * The reader, see read.h: files one after the other, each opened, its header mapped, its rows
 * split, checked and decoded into a batch. It joins the parts of this folder and adds nothing of
 * its own to their rules.
 *
 * A batch ends after JRT_BATCH_ROWS rows or JRT_BATCH_BYTES bytes. Both depend on the rows alone,
 * so batches are the same whatever blocks a file is read in; the window keeps a batch's bytes until
 * the next call.
 */
#include "read/reader_parts.h"

/* ---- rows ---- */

static void set_bad(struct jrt_reader *reader, uint32_t column, uint64_t line, const char *code,
		    struct jb_text reason)
{
	if (reader->bad[reader->rows] != NULL)
		return; /* the first fault tells */
	struct jrt_reject *reject = JB_NEW(&reader->scratch, struct jrt_reject);
	*reject = (struct jrt_reject){
		.source = reader->source_index,
		.file = reader->path_next - 1,
		.line = line,
		.column = column,
		.code = jb_text_of(code),
		.reason = reason,
	};
	reader->bad[reader->rows] = reject;
}

static void decode_column(struct jrt_reader *reader, const struct jrt_row *row, uint32_t column)
{
	uint32_t field = reader->position[column];
	struct jrt_decoded decoded = {0};
	struct jb_text text = {0};
	bool ascii = true;

	if (field < row->csv.field_count &&
	    jrt_row_field(row, field, &reader->scratch, &text, &ascii))
		jrt_decode(&reader->decoder[column], text, ascii, &reader->scratch, &decoded);
	reader->value[column][reader->rows] = decoded.known ? decoded.value : 0;
	reader->known[column][reader->rows] = decoded.known;
	reader->time_notes[reader->rows] |= decoded.time_notes;
	if (decoded.code != NULL)
		set_bad(reader, column, row->csv.line, decoded.code, decoded.reason);
}

/* What a row counts towards the batch's bytes. Of an overlong row only the beginning is kept, so
 * its size in the window is chance; it fills a batch. */
static size_t batch_share(const struct jrt_csv_row *row)
{
	return row->fault != JRT_CSV_SOUND && row->taken >= JRT_FIELD_BYTES ? JRT_BATCH_BYTES
									    : row->taken;
}

static void take_row(struct jrt_reader *reader, const struct jrt_csv_row *csv)
{
	uint32_t at = reader->rows;
	struct jrt_row row;

	jrt_row_check(&row, jrt_bytes_at(&reader->bytes, reader->at), csv, reader->source->encoding,
		      reader->width, &reader->scratch);
	reader->line[at] = csv->line;
	reader->raw_at[at] = reader->at;
	reader->raw[at].size = csv->size < JRT_REJECT_BYTES ? csv->size : JRT_REJECT_BYTES;
	reader->bad[at] = NULL;
	reader->time_notes[at] = 0;
	if (row.code != NULL)
		set_bad(reader, JRT_NONE, row.fault_line, row.code, row.reason);
	if (reader->form_open)
		jrt_reader_settle_form(reader, &row);
	for (uint32_t i = 0; i < reader->needed_count; i++)
		decode_column(reader, &row, reader->needed[i]);
	reader->rows++;
	reader->at += csv->taken;
	reader->batch_bytes += batch_share(csv);
}

static void end_file(struct jrt_reader *reader)
{
	if (!reader->any_rows)
		jrt_reader_add_finding(reader, JRT_INFO, "R0108", 0,
				       JB_TEXT("has a header and no rows"), (struct jb_text){0});
	jrt_reader_leave_file(reader);
}

/* Rows of the present file into the batch, until it is full or the file ends. */
static enum jb_status fill_batch(struct jrt_reader *reader)
{
	jrt_bytes_drop(&reader->bytes, reader->at);
	reader->at = 0;
	reader->batch_bytes = 0;
	while (reader->rows < JRT_BATCH_ROWS && reader->batch_bytes < JRT_BATCH_BYTES) {
		struct jrt_csv_row row;
		bool end = false;
		enum jb_status status = jrt_reader_next_row(reader, &row, &end);
		if (status != JB_OK)
			return status;
		if (end) {
			end_file(reader);
			break;
		}
		if (row.taken == 0)
			break;
		reader->any_rows = true;
		take_row(reader, &row);
	}
	return JB_OK;
}

/* ---- the public calls ---- */

static void find_files(struct jrt_reader *reader, const struct jrt_input *input)
{
	reader->path = JB_NEW_ARRAY(reader->arena, struct jb_text, input->file_count);
	reader->unread = JB_NEW_ARRAY(reader->arena, bool, input->file_count);
	reader->digest = JB_NEW_ARRAY(reader->arena, struct jrt_read_bytes, input->file_count);
	for (size_t i = 0; i < input->file_count; i++)
		if (jb_text_equal(input->file[i].source, reader->source->name))
			reader->path[reader->path_count++] = input->file[i].path;
}

static void init_columns(struct jrt_reader *reader)
{
	const struct jrt_source *source = reader->source;
	struct jb_arena *arena = reader->arena;

	reader->needed = JB_NEW_ARRAY(arena, uint32_t, source->column_count);
	reader->value = JB_NEW_ARRAY(arena, int64_t *, source->column_count);
	reader->known = JB_NEW_ARRAY(arena, uint8_t *, source->column_count);
	for (uint32_t i = 0; i < source->column_count; i++) {
		if (!source->column[i].needed)
			continue;
		reader->needed[reader->needed_count++] = i;
		reader->value[i] = JB_NEW_ARRAY(arena, int64_t, JRT_BATCH_ROWS);
		reader->known[i] = JB_NEW_ARRAY(arena, uint8_t, JRT_BATCH_ROWS);
	}
}

static void init_batch(struct jrt_reader *reader)
{
	struct jb_arena *arena = reader->arena;

	reader->line = JB_NEW_ARRAY(arena, uint64_t, JRT_BATCH_ROWS);
	reader->bad = JB_NEW_ARRAY(arena, struct jrt_reject *, JRT_BATCH_ROWS);
	reader->raw = JB_NEW_ARRAY(arena, struct jb_text, JRT_BATCH_ROWS);
	reader->raw_at = JB_NEW_ARRAY(arena, size_t, JRT_BATCH_ROWS);
	reader->time_notes = JB_NEW_ARRAY(arena, uint8_t, JRT_BATCH_ROWS);
}

enum jb_status jrt_reader_open(struct jb_arena *arena, const struct jrt_plan *plan, uint32_t source,
			       const struct jrt_input *input, struct jrt_pace *pace,
			       struct jrt_reader **out, struct jb_text *why)
{
	struct jrt_reader *reader = JB_NEW(arena, struct jrt_reader);

	*out = NULL;
	reader->arena = arena;
	reader->source = &plan->source[source];
	reader->source_index = source;
	reader->findings.arena = arena;
	jb_arena_init(&reader->scratch, &arena->allocator);
	find_files(reader, input);
	jrt_texts_init(&reader->texts, arena, plan);
	init_columns(reader);
	enum jb_status status = jrt_reader_init_forms(reader, why);
	if (status != JB_OK)
		return status;
	init_batch(reader);
	jrt_csv_init(&reader->csv, arena, reader->source->separator);
	jrt_bytes_init(&reader->bytes, arena, input->read_block, pace);
	reader->bytes.feed.hashing = input->hash;
	*out = reader;
	return JB_OK;
}

/* Bytes have stopped moving: views of them can be given out. */
static void give_batch(struct jrt_reader *reader, struct jrt_batch *batch)
{
	for (uint32_t i = 0; i < reader->rows; i++) {
		reader->raw[i].at = jrt_bytes_at(&reader->bytes, reader->raw_at[i]);
		if (reader->bad[i] != NULL)
			reader->bad[i]->bytes = reader->raw[i];
	}
	*batch = (struct jrt_batch){
		.rows = reader->rows,
		.file = reader->path_next > 0 ? reader->path_next - 1 : 0,
		.line = reader->line,
		.value = reader->value,
		.known = reader->known,
		.bad = (const struct jrt_reject *const *)reader->bad,
		.raw = reader->raw,
		.time_notes = reader->time_notes,
	};
}

/* Not inline: no variable of it may live in the frame that setjmp returns to. */
__attribute__((noinline)) static enum jb_status next_batch(struct jrt_reader *reader)
{
	enum jb_status status = JB_OK;

	while (status == JB_OK && reader->rows == 0) {
		if (reader->in_file)
			status = fill_batch(reader);
		else if (reader->path_next < reader->path_count)
			status = jrt_reader_enter_file(reader);
		else
			break;
	}
	return status;
}

enum jb_status jrt_reader_next(struct jrt_reader *reader, struct jrt_batch *batch,
			       struct jb_text *why)
{
	struct jb_arena *arena = reader->arena;

	jb_arena_reset(&reader->scratch);
	if (arena->limit > 0)
		reader->scratch.limit = arena->limit > arena->used ? arena->limit - arena->used : 1;
	if (JB_ARM(&reader->scratch) != 0)
		jb_arena_fail(reader->arena); /* one budget, one trap: the caller's */
	reader->rows = 0;
	enum jb_status status = next_batch(reader);
	jb_arena_disarm(&reader->scratch);
	jrt_pace_rows(reader->bytes.feed.pace, reader->rows);
	if (status == JB_OK)
		give_batch(reader, batch);
	else if (status == JB_CANCELLED)
		*why = JB_TEXT("reading was cancelled");
	return status;
}

void jrt_reader_skip_file(struct jrt_reader *reader)
{
	if (reader->in_file)
		jrt_reader_leave_file(reader);
}

void jrt_reader_close(struct jrt_reader *reader)
{
	if (reader == NULL)
		return;
	jrt_pace_file(reader->bytes.feed.pace, NULL);
	jrt_bytes_close(&reader->bytes);
	jb_arena_release(&reader->scratch);
}

const struct jrt_finding *jrt_reader_findings(const struct jrt_reader *reader, size_t *count)
{
	*count = reader->findings.count;
	return reader->findings.at;
}

struct jb_text jrt_reader_symbol(const struct jrt_reader *reader, int64_t symbol)
{
	return jrt_texts_get(&reader->texts, symbol);
}

struct jb_text jrt_reader_file(const struct jrt_reader *reader, uint32_t file)
{
	return file < reader->path_count ? reader->path[file] : JB_TEXT("");
}

bool jrt_reader_is_unread(const struct jrt_reader *reader, uint32_t file)
{
	return file < reader->path_count && reader->unread[file];
}

const struct jrt_read_bytes *jrt_reader_bytes(const struct jrt_reader *reader, uint32_t file)
{
	return file < reader->path_count && reader->bytes.feed.hashing ? &reader->digest[file]
								       : NULL;
}
