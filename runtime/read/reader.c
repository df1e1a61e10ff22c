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

#include <assert.h>

/* ---- rows ---- */

/* What a row counts towards the batch's bytes. Of an overlong row only the beginning is kept, so
 * its size in the window is chance; it fills a batch. */
static size_t batch_share(const struct jrt_csv_row *row)
{
	return row->fault != JRT_CSV_SOUND && row->taken >= JRT_FIELD_BYTES ? JRT_BATCH_BYTES
									    : row->taken;
}

static void take_row(struct jrt_reader *reader, const struct jrt_csv_row *csv)
{
	const char *bytes = jrt_bytes_at(&reader->bytes, reader->at);

	reader->raw_at[reader->rows] = reader->at;
	if (reader->ndjson)
		jrt_reader_read_object(reader, reader->rows, bytes, csv);
	else
		jrt_reader_read_row(reader, reader->rows, bytes, csv);
	reader->rows++;
	reader->at += csv->taken;
	reader->batch_bytes += batch_share(csv);
}

static void end_file(struct jrt_reader *reader)
{
	if (!reader->any_rows)
		jrt_reader_add_finding(reader, JRT_INFO, "R0108", 0,
				       reader->ndjson ? JB_TEXT("has no rows")
						      : JB_TEXT("has a header and no rows"),
				       (struct jb_text){0});
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
	reader->stream = JB_NEW_ARRAY(reader->arena, const struct jrt_stream *, input->file_count);
	reader->unread = JB_NEW_ARRAY(reader->arena, bool, input->file_count);
	reader->digest = JB_NEW_ARRAY(reader->arena, struct jrt_read_bytes, input->file_count);
	for (size_t i = 0; i < input->file_count; i++)
		if (jb_text_equal(input->file[i].source, reader->source->name)) {
			reader->stream[reader->path_count] = input->file[i].stream;
			reader->path[reader->path_count++] = input->file[i].path;
		}
}

static void init_columns(struct jrt_reader *reader)
{
	const struct jrt_source *source = reader->source;
	struct jb_arena *arena = reader->arena;

	reader->needed = JB_NEW_ARRAY(arena, uint32_t, source->column_count);
	reader->value = JB_NEW_ARRAY(arena, int64_t *, source->column_count);
	reader->text = JB_NEW_ARRAY(arena, struct jb_text *, source->column_count);
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

/* A reader of its own memory, over no files yet. */
static enum jb_status make(struct jb_arena *arena, const struct jrt_plan *plan, uint32_t source,
			   struct jrt_reader **out, struct jb_text *why)
{
	struct jrt_reader *reader = JB_NEW(arena, struct jrt_reader);

	reader->arena = arena;
	reader->plan = plan;
	reader->source = &plan->source[source];
	reader->source_index = source;
	reader->findings.arena = arena;
	jb_arena_init_beside(&reader->scratch, arena);
	jrt_texts_init(&reader->texts, arena, plan);
	init_columns(reader);
	init_batch(reader);
	if (reader->source->format == JRT_CSV)
		jrt_csv_init(&reader->csv, arena, reader->source->separator);
	*out = reader;
	return jrt_reader_init_forms(reader, why);
}

static void open_files(struct jrt_reader *reader, const struct jrt_input *input,
		       struct jrt_pace *pace)
{
	find_files(reader, input);
	jrt_bytes_init(&reader->bytes, reader->arena, input->read_block, pace);
	reader->bytes.intake.hashing = input->hash;
	reader->bytes.format = reader->source->format;
	if (reader->source->format == JRT_NDJSON)
		jrt_reader_init_ndjson(reader);
}

/* Not inline: no variable of it may live in the frame that setjmp returns to. */
__attribute__((noinline)) static enum jb_status open_shared(struct jrt_reader *reader,
							    const struct jrt_input *input,
							    struct jrt_pace *pace,
							    struct jb_text *why)
{
	struct jb_arena *arena = reader->files_arena;
	struct jrt_reader *files = NULL;
	enum jb_status status;

	if (JB_ARM(arena) != 0)
		return JB_NO_MEMORY;
	status = make(arena, reader->plan, reader->source_index, &files, why);
	if (status == JB_OK) {
		open_files(files, input, pace);
		jrt_fast_share(reader, files, input);
	}
	jb_arena_disarm(arena);
	return status;
}

/* The files are read by a reader with memory of its own, because all that share them ask it. */
static enum jb_status open_fast(struct jrt_reader *reader, const struct jrt_input *input,
				struct jrt_pace *pace, struct jb_text *why)
{
	enum jb_status status;

	jrt_fast_init(reader, input);
	reader->files_arena = JB_NEW(reader->arena, struct jb_arena);
	jb_arena_init_beside(reader->files_arena, reader->arena);
	reader->files_arena->limit = reader->arena->limit;
	status = open_shared(reader, input, pace, why);
	if (status == JB_OK)
		return JB_OK;
	if (status != JB_NO_MEMORY)
		*why = jb_text_copy(reader->arena, *why);
	jb_arena_release(reader->files_arena);
	if (status == JB_NO_MEMORY)
		jb_arena_fail(reader->arena);
	return status;
}

enum jb_status jrt_reader_open(struct jb_arena *arena, const struct jrt_plan *plan, uint32_t source,
			       const struct jrt_input *input, struct jrt_pace *pace,
			       struct jrt_reader **out, struct jb_text *why)
{
	struct jrt_reader *reader = NULL;
	enum jb_status status = make(arena, plan, source, &reader, why);

	*out = NULL;
	if (status == JB_OK && jrt_fast_can(reader->source, input))
		status = open_fast(reader, input, pace, why);
	else if (status == JB_OK)
		open_files(reader, input, pace);
	if (status == JB_OK)
		*out = reader;
	return status;
}

bool jrt_reader_can_share(const struct jrt_reader *reader)
{
	return reader->fast != NULL;
}

bool jrt_reader_join(struct jrt_reader *first, struct jb_arena *arena, struct jrt_reader **out)
{
	struct jb_text why;

	*out = NULL;
	if (!first->fast || make(arena, first->plan, first->source_index, out, &why) != JB_OK)
		return false;
	jrt_fast_init(*out, jrt_fast_input(first));
	jrt_fast_join(*out, first);
	return true;
}

void jrt_reader_fail(struct jrt_reader *reader, enum jb_status status)
{
	if (reader->fast)
		jrt_fast_fail(reader, status);
}

void jrt_reader_want_text(struct jrt_reader *reader, uint32_t column)
{
	assert(reader->source->column[column].type == JRT_TEXT);
	if (reader->text[column])
		return;
	reader->text[column] = JB_NEW_ARRAY(reader->arena, struct jb_text, JRT_BATCH_ROWS);
	for (uint32_t f = 0; f < reader->form_count; f++) {
		struct jrt_decoder *decoder = &reader->form[f].decoder[column];
		struct jrt_column *unkept = JB_NEW(reader->arena, struct jrt_column);

		if (!decoder->column)
			continue;
		*unkept = *decoder->column;
		unkept->key = false;
		decoder->column = unkept;
	}
}

/* Who knows the files. */
static const struct jrt_reader *files_of(const struct jrt_reader *reader)
{
	return reader->fast ? jrt_fast_files(reader) : reader;
}

/* Bytes have stopped moving: views of them can be given out. */
static void give_batch(struct jrt_reader *reader, struct jrt_batch *batch)
{
	uint32_t plain_file = reader->path_next > 0 ? reader->path_next - 1 : 0;

	for (uint32_t i = 0; i < reader->rows && !reader->fast; i++)
		reader->raw[i].at = jrt_bytes_at(&reader->bytes, reader->raw_at[i]);
	for (uint32_t i = 0; i < reader->rows; i++)
		if (reader->bad[i] != NULL)
			reader->bad[i]->bytes = reader->raw[i];
	*batch = (struct jrt_batch){
		.number = reader->fast ? jrt_fast_number(reader) : 0,
		.rows = reader->rows,
		.file = reader->fast ? jrt_fast_file(reader) : plain_file,
		.line = reader->line,
		.value = reader->value,
		.known = reader->known,
		.bad = (const struct jrt_reject *const *)reader->bad,
		.raw = reader->raw,
		.time_notes = reader->time_notes,
		.text = reader->text,
	};
}

/* Not inline: no variable of it may live in the frame that setjmp returns to. */
__attribute__((noinline)) static enum jb_status next_batch(struct jrt_reader *reader)
{
	enum jb_status status = JB_OK;

	if (reader->fast)
		return jrt_fast_next(reader);
	while (status == JB_OK && reader->rows == 0) {
		if (reader->in_file)
			status = fill_batch(reader);
		else if (reader->path_next < reader->path_count)
			status = jrt_reader_enter_file(reader);
		else
			break;
	}
	if (status == JB_OK && reader->rows == 0 && reader->ndjson)
		jrt_reader_check_members(reader);
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
	jrt_pace_rows(files_of(reader)->bytes.intake.pace, reader->rows);
	if (status == JB_OK)
		give_batch(reader, batch);
	else if (status == JB_CANCELLED)
		*why = JB_TEXT("reading was cancelled");
	return status;
}

void jrt_reader_skip_file(struct jrt_reader *reader)
{
	if (reader->fast)
		jrt_fast_skip_file(reader);
	else if (reader->in_file)
		jrt_reader_leave_file(reader);
}

void jrt_reader_close(struct jrt_reader *reader)
{
	if (reader == NULL)
		return;
	jrt_pace_file(files_of(reader)->bytes.intake.pace, NULL);
	if (reader->fast)
		jrt_fast_close(reader);
	else
		jrt_bytes_close(&reader->bytes);
	if (reader->files_arena)
		jb_arena_release(reader->files_arena);
	jb_arena_release(&reader->scratch);
}

const struct jrt_finding *jrt_reader_findings(const struct jrt_reader *reader, size_t *count)
{
	const struct jrt_findings *findings = &files_of(reader)->findings;

	*count = findings->count;
	return findings->at;
}

struct jb_text jrt_reader_symbol(const struct jrt_reader *reader, int64_t symbol)
{
	return jrt_texts_get(&reader->texts, symbol);
}

struct jb_text jrt_reader_file(const struct jrt_reader *reader, uint32_t file)
{
	const struct jrt_reader *files = files_of(reader);

	return file < files->path_count ? files->path[file] : JB_TEXT("");
}

bool jrt_reader_is_unread(const struct jrt_reader *reader, uint32_t file)
{
	const struct jrt_reader *files = files_of(reader);

	return file < files->path_count && files->unread[file];
}

const struct jrt_read_bytes *jrt_reader_bytes(const struct jrt_reader *reader, uint32_t file)
{
	const struct jrt_reader *files = files_of(reader);

	return file < files->path_count && files->bytes.intake.hashing ? &files->digest[file]
								       : NULL;
}
