/*
 * The fast way from bytes to batches: a chunk of bytes, the scan for its rows, one column after the
 * other. A row that is out of the ordinary goes the plain way by itself (reader_row.c), so that
 * values, faults and reasons are those of the plain way, byte for byte; this file decides which
 * rows those are, and nothing about them.
 *
 * Several readers may share the chunks of one source. A chunk that comes up before its turn is read
 * on the assumption that it begins with a row, and read again where that was wrong.
 */
#include <string.h>

#include "read/chunks.h"
#include "read/lanes.h"

struct jrt_fast {
	struct jrt_chunks *shared;
	bool owner; /* of `shared`; readers that joined have that of the first */
	const struct jrt_input *input;
	struct jrt_scan *scan;
	/* The chunk at hand. */
	struct jrt_chunk chunk;
	bool has_chunk, ended;
	bool agreed;	       /* its turn has come */
	bool told;	       /* and is over */
	uint32_t file;	       /* of the last batch */
	size_t at;	       /* of the next row in the chunk's window */
	uint64_t line;	       /* of it: from the chunk's first line, until the chunk's turn */
	uint64_t lines_before; /* rows that were found before the turn count from there */
	/* Of one scan. */
	uint32_t *left; /* rows of which a column leaves the field to the plain way */
};

bool jrt_fast_can(const struct jrt_source *source, const struct jrt_input *input)
{
	return !input->plain && source->format == JRT_CSV && source->schema_count <= 1;
}

static const char *data_of(const struct jrt_fast *fast)
{
	return fast->chunk.window.data + fast->chunk.window.begin;
}

static size_t size_of(const struct jrt_fast *fast)
{
	return fast->chunk.window.end - fast->chunk.window.begin;
}

/* ---- rows the plain way ---- */

/* The row that begins at `at`, by the splitter; JRT_CSV_MORE where the chunk ends before it
 * does. */
static enum jrt_csv_found split(struct jrt_reader *reader, size_t at, uint64_t line,
				struct jrt_csv_row *row)
{
	struct jrt_fast *fast = reader->fast;

	if (fast->chunk.resumed && at == 0) {
		struct jrt_field *field = reader->csv.field;

		memcpy(field, fast->chunk.csv.field, fast->chunk.csv.count * sizeof *field);
		reader->csv = fast->chunk.csv;
		reader->csv.field = field;
	} else {
		jrt_csv_begin(&reader->csv);
	}
	reader->csv.line = line;
	return jrt_csv_next(&reader->csv, data_of(fast) + at, size_of(fast) - at, fast->chunk.last,
			    row);
}

/* Row `at` of the batch once more, from its first byte on. */
static void read_plainly(struct jrt_reader *reader, const struct jrt_scan_rows *rows, uint32_t row,
			 uint32_t at)
{
	struct jrt_csv_row csv;

	if (split(reader, rows->begin[row], reader->line[at], &csv) == JRT_CSV_ROW)
		jrt_reader_read_row(reader, at, data_of(reader->fast) + rows->begin[row], &csv);
}

/* ---- columns ---- */

/* A field with whatever quotes it has, as the splitter would give it. */
static struct jrt_field field_at(const struct jrt_scan_rows *rows, const char *data, uint32_t row,
				 uint32_t number)
{
	const uint32_t *end = rows->end + rows->first[row];
	uint32_t at = number ? end[number - 1] + 1 : rows->begin[row];
	struct jrt_field field = {.at = at - rows->begin[row], .size = end[number] - at};

	if (field.size > 1 && data[at] == '"') {
		field.at++;
		field.size -= 2;
		field.doubled = memchr(data + at + 1, '"', field.size) != NULL;
	}
	return field;
}

/* One field that the fast decoder left. */
static void read_left(struct jrt_reader *reader, const struct jrt_scan_rows *rows, uint32_t column,
		      uint32_t row, uint32_t at)
{
	const char *data = data_of(reader->fast);
	struct jrt_field field;
	struct jrt_row whole = {.at = data + rows->begin[row], .bytes = JRT_ROW_UTF_8};
	struct jrt_decoded decoded;

	if (reader->csv.quotes) {
		field = field_at(rows, data, row, reader->position[column]);
	} else {
		const uint32_t *end = rows->end + rows->first[row];
		uint32_t number = reader->position[column];
		uint32_t from = number ? end[number - 1] + 1 : rows->begin[row];

		field = (struct jrt_field){.at = from - rows->begin[row],
					   .size = end[number] - from};
	}
	whole.csv.field = &field;
	whole.csv.field_count = 1;
	if (!jrt_reader_read_field(reader, at, &whole, 0, column, &decoded))
		jrt_reader_set_bad(reader, at, column, reader->line[at], decoded.code,
				   decoded.reason);
}

static void read_column(struct jrt_reader *reader, const struct jrt_scan_rows *rows,
			uint32_t column, uint32_t base)
{
	struct jrt_fast *fast = reader->fast;
	const struct jrt_lane_fields fields = {
		.data = data_of(fast), .rows = rows, .field = reader->position[column]};
	uint32_t count;

	if (fields.field >= reader->width) {
		memset(reader->value[column] + base, 0, rows->count * sizeof(int64_t));
		memset(reader->known[column] + base, 0, rows->count);
		return;
	}
	count = jrt_lanes_decode(&reader->decoder[column], &fields, reader->value[column] + base,
				 reader->known[column] + base, reader->time_notes + base,
				 fast->left);
	for (uint32_t i = 0; i < count; i++) {
		uint32_t row = fast->left[i];

		if (!rows->odd[row])
			read_left(reader, rows, column, row, base + row);
	}
}

/* Of columns that are wanted as text: views of plain fields; others are left to the plain way. */
static void view_texts(struct jrt_reader *reader, const struct jrt_scan_rows *rows, uint32_t column,
		       uint32_t base)
{
	const char *data = data_of(reader->fast);
	uint32_t number = reader->position[column];
	struct jb_text *text = reader->text[column] + base;

	if (number >= reader->width)
		return;
	for (uint32_t row = 0; row < rows->count; row++) {
		const uint32_t *end = rows->end + rows->first[row];
		uint32_t from, size;
		bool quoted;

		if (rows->odd[row])
			continue;
		from = number ? end[number - 1] + 1 : rows->begin[row];
		size = end[number] - from;
		quoted = reader->csv.quotes && size >= 2 && data[from] == '"';
		text[row] = (struct jb_text){data + from + quoted, size - 2 * (size_t)quoted};
	}
}

/* Rows that the scan found, in the order of the file, behind those of the batch. */
static void read_rows(struct jrt_reader *reader, const struct jrt_scan_rows *rows)
{
	struct jrt_fast *fast = reader->fast;
	const char *data = data_of(fast);
	uint32_t base = reader->rows;

	for (uint32_t i = 0; i < rows->count; i++) {
		reader->raw[base + i] = (struct jb_text){
			data + rows->begin[i],
			rows->size[i] < JRT_REJECT_BYTES ? rows->size[i] : JRT_REJECT_BYTES};
		reader->line[base + i] = rows->line[i] + fast->lines_before;
	}
	memset(reader->bad + base, 0, rows->count * sizeof *reader->bad);
	memset(reader->time_notes + base, 0, rows->count);
	for (uint32_t i = 0; i < reader->needed_count; i++) {
		uint32_t column = reader->needed[i];

		if (reader->text[column])
			view_texts(reader, rows, column, base);
		read_column(reader, rows, column, base);
	}
	for (uint32_t row = 0; rows->odd_count > 0 && row < rows->count; row++)
		if (rows->odd[row])
			read_plainly(reader, rows, row, base + row);
	reader->rows += rows->count;
}

/* ---- chunks ---- */

/* Leaves the rows from number `count` on to be found again. */
static void give_back(struct jrt_fast *fast, struct jrt_scan_rows *rows, uint32_t count)
{
	if (count >= rows->count)
		return;
	fast->at = rows->begin[count];
	fast->line = rows->line[count];
	rows->count = count;
}

/* Rows by the scan, at most `room`. JRT_SCAN_FULL: there may be more; JRT_SCAN_ODD: the next is one
 * for the splitter. */
static enum jrt_scan_stop find_rows(struct jrt_fast *fast, uint32_t room,
				    struct jrt_scan_rows *rows)
{
	enum jrt_scan_stop stop;

	*rows = (struct jrt_scan_rows){0};
	if (fast->chunk.resumed && fast->at == 0)
		return JRT_SCAN_ODD;
	stop = jrt_scan_rows(fast->scan, data_of(fast), size_of(fast), fast->chunk.last, &fast->at,
			     &fast->line, rows);
	if (rows->count > room)
		stop = JRT_SCAN_FULL;
	give_back(fast, rows, room);
	return stop;
}

/* The row at hand by the splitter; false where the chunk ends before it does. */
static bool take_odd(struct jrt_reader *reader)
{
	struct jrt_fast *fast = reader->fast;
	struct jrt_csv_row csv;

	switch (split(reader, fast->at, fast->line, &csv)) {
	case JRT_CSV_ROW:
		reader->raw[reader->rows].at = data_of(fast) + fast->at;
		jrt_reader_read_row(reader, reader->rows++, data_of(fast) + fast->at, &csv);
		break;
	case JRT_CSV_BLANK: break;
	default: return false;
	}
	fast->at += csv.taken;
	fast->line = reader->csv.line;
	return true;
}

/* Whether the chunk may hold a row behind what the scan found: one that it leaves to the splitter,
 * or one so long that the splitter must say what becomes of it. */
static bool goes_on(const struct jrt_fast *fast, enum jrt_scan_stop stop)
{
	return stop == JRT_SCAN_FULL || stop == JRT_SCAN_ODD ||
	       (stop == JRT_SCAN_MORE && size_of(fast) - fast->at > JRT_FIELD_BYTES);
}

/* Rows of the chunk into the batch, first those that were found. True when it has no more. */
static bool fill(struct jrt_reader *reader, struct jrt_scan_rows rows, enum jrt_scan_stop stop)
{
	struct jrt_fast *fast = reader->fast;

	for (;;) {
		if (rows.count > 0)
			read_rows(reader, &rows);
		if (!goes_on(fast, stop))
			return true;
		if (stop != JRT_SCAN_FULL && reader->rows < JRT_BATCH_ROWS && !take_odd(reader))
			return true;
		if (reader->rows == JRT_BATCH_ROWS)
			return false;
		stop = find_rows(fast, JRT_BATCH_ROWS - reader->rows, &rows);
	}
}

static bool find_and_fill(struct jrt_reader *reader)
{
	struct jrt_scan_rows rows;
	enum jrt_scan_stop stop = find_rows(reader->fast, JRT_BATCH_ROWS, &rows);

	return fill(reader, rows, stop);
}

/* The rest of a chunk that has more rows than a batch: where it ends, for the chunk behind. */
static uint64_t look_over(struct jrt_reader *reader)
{
	struct jrt_fast *fast = reader->fast;
	uint64_t count = 0;

	for (;;) {
		struct jrt_scan_rows rows;
		struct jrt_csv_row csv;
		enum jrt_scan_stop stop = find_rows(fast, JRT_BATCH_ROWS, &rows);
		enum jrt_csv_found found;

		count += rows.count;
		if (!goes_on(fast, stop))
			return count;
		if (stop == JRT_SCAN_FULL)
			continue;
		found = split(reader, fast->at, fast->line, &csv);
		if (found != JRT_CSV_ROW && found != JRT_CSV_BLANK)
			return count;
		count += found == JRT_CSV_ROW;
		fast->at += csv.taken;
		fast->line = reader->csv.line;
	}
}

/* ---- turns ---- */

static void begin_chunk(struct jrt_reader *reader)
{
	struct jrt_fast *fast = reader->fast;

	reader->rows = 0;
	fast->at = 0;
	fast->line = fast->agreed ? fast->chunk.line : 0;
	fast->lines_before = 0;
	fast->file = fast->chunk.file->number;
	reader->position = (uint32_t *)(uintptr_t)fast->chunk.file->position;
	reader->width = fast->chunk.file->width;
	jrt_scan_begin(fast->scan, reader->source->separator, reader->width);
}

static enum jb_status take_chunk(struct jrt_reader *reader)
{
	struct jrt_fast *fast = reader->fast;
	bool mine = false, changed;
	enum jb_status status = jrt_chunks_take(fast->shared, &fast->chunk, &mine);

	fast->has_chunk = fast->agreed = fast->told = false;
	if (status == JB_OK && fast->chunk.file && mine) {
		status = jrt_chunks_wait(fast->shared, &fast->chunk, &changed);
		fast->agreed = true;
	}
	if (status != JB_OK)
		return status;
	fast->ended = !fast->chunk.file;
	if (fast->ended)
		return JB_OK;
	fast->has_chunk = true;
	begin_chunk(reader);
	return JB_OK;
}

/* The line on which the end of a file that was cut short lies. */
static uint64_t line_of_end(const struct jrt_reader *reader, uint64_t line)
{
	const struct jrt_fast *fast = reader->fast;
	size_t size = size_of(fast);

	if (reader->rows > 0 && size > 0 && data_of(fast)[size - 1] != '\n')
		return reader->line[reader->rows - 1];
	return line;
}

/* Tells the chunk behind where it begins. `count`: rows of the batch, which did not take all of the
 * chunk where there are `more`. */
static void agree(struct jrt_reader *reader, uint32_t count, bool more)
{
	struct jrt_fast *fast = reader->fast;
	size_t at = fast->at;
	uint64_t line = fast->line;
	struct jrt_chunk_end end = {.rows = count};

	end.rows += more ? look_over(reader) : 0;
	end.taken = fast->at;
	end.kept = size_of(fast) - fast->at;
	end.line = fast->line;
	end.last_line = line_of_end(reader, fast->line);
	if (end.kept > JRT_FIELD_BYTES) {
		end.kept = jrt_csv_keep(&reader->csv, end.kept);
		end.csv = &reader->csv;
	}
	jrt_chunks_agree(fast->shared, &fast->chunk, &end);
	fast->at = at;
	fast->line = line;
	fast->told = true;
}

/* Lines count from the chunk's first until its turn has come. */
static void add_lines(struct jrt_reader *reader)
{
	struct jrt_fast *fast = reader->fast;

	for (uint32_t i = 0; i < reader->rows; i++) {
		reader->line[i] += fast->chunk.line;
		if (reader->bad[i])
			reader->bad[i]->line += fast->chunk.line;
	}
	fast->line += fast->chunk.line;
}

/* The first batch of a chunk that came before its turn. */
static enum jb_status take_turn(struct jrt_reader *reader, bool *more)
{
	struct jrt_fast *fast = reader->fast;
	bool changed;
	enum jb_status status = jrt_chunks_wait(fast->shared, &fast->chunk, &changed);

	if (status != JB_OK)
		return status;
	fast->agreed = true;
	if (!changed) {
		add_lines(reader);
		return JB_OK;
	}
	begin_chunk(reader);
	*more = !find_and_fill(reader);
	return JB_OK;
}

/* Most chunks hold plain rows, and no more than a batch takes. Where the next one begins is then
 * known as soon as the rows are found, and is told before their columns are read, so that nobody
 * waits for that. False where the chunk must be looked through again. */
static enum jb_status agree_early(struct jrt_reader *reader, uint32_t count, bool *changed)
{
	struct jrt_fast *fast = reader->fast;
	enum jb_status status = JB_OK;

	*changed = false;
	if (!fast->agreed) {
		status = jrt_chunks_wait(fast->shared, &fast->chunk, changed);
		fast->agreed = status == JB_OK;
		if (status != JB_OK || *changed)
			return status;
		fast->lines_before = fast->chunk.line;
		fast->line += fast->chunk.line;
	}
	agree(reader, count, false);
	return JB_OK;
}

static enum jb_status next_of_chunk(struct jrt_reader *reader)
{
	struct jrt_fast *fast = reader->fast;
	struct jrt_scan_rows rows;
	enum jrt_scan_stop stop = find_rows(fast, JRT_BATCH_ROWS, &rows);
	enum jb_status status = JB_OK;
	bool more, changed = false;

	if (!fast->told && !fast->chunk.last && !goes_on(fast, stop)) {
		status = agree_early(reader, rows.count, &changed);
		if (status != JB_OK)
			return status;
	}
	if (changed) {
		begin_chunk(reader);
		more = !find_and_fill(reader);
	} else {
		more = !fill(reader, rows, stop);
	}
	if (!fast->agreed)
		status = take_turn(reader, &more);
	if (status == JB_OK && !fast->told)
		agree(reader, reader->rows, more);
	fast->has_chunk = more;
	return status;
}

enum jb_status jrt_fast_next(struct jrt_reader *reader)
{
	struct jrt_fast *fast = reader->fast;
	enum jb_status status = JB_OK;

	while (status == JB_OK && reader->rows == 0 && !fast->ended)
		status = fast->has_chunk ? next_of_chunk(reader) : take_chunk(reader);
	if (status == JB_NO_MEMORY)
		jb_arena_fail(reader->arena);
	return status;
}

/* ---- opening ---- */

void jrt_fast_init(struct jrt_reader *reader, const struct jrt_input *input)
{
	struct jrt_fast *fast = JB_NEW(reader->arena, struct jrt_fast);

	fast->scan = jrt_scan_make(reader->arena, input->simd);
	fast->left = JB_NEW_ARRAY(reader->arena, uint32_t, JRT_SCAN_ROWS);
	fast->input = input;
	reader->decoder = reader->form[0].decoder;
	for (uint32_t i = 0; i < reader->needed_count; i++)
		jrt_lanes_use(&reader->decoder[reader->needed[i]], input->simd);
	reader->fast = fast;
}

void jrt_fast_share(struct jrt_reader *reader, struct jrt_reader *files,
		    const struct jrt_input *input)
{
	reader->fast->shared = jrt_chunks_open(files, input->read_block);
	reader->fast->owner = true;
}

void jrt_fast_join(struct jrt_reader *reader, const struct jrt_reader *first)
{
	reader->fast->shared = first->fast->shared;
}

const struct jrt_input *jrt_fast_input(const struct jrt_reader *reader)
{
	return reader->fast->input;
}

void jrt_fast_fail(struct jrt_reader *reader, enum jb_status status)
{
	jrt_chunks_fail(reader->fast->shared, status);
}

void jrt_fast_close(struct jrt_reader *reader)
{
	if (reader->fast->owner)
		jrt_chunks_close(reader->fast->shared);
}

struct jrt_reader *jrt_fast_files(const struct jrt_reader *reader)
{
	return jrt_chunks_files(reader->fast->shared);
}

void jrt_fast_skip_file(struct jrt_reader *reader)
{
	reader->fast->has_chunk = false;
	jrt_chunks_skip_file(reader->fast->shared, reader->fast->file);
}

uint32_t jrt_fast_file(const struct jrt_reader *reader)
{
	return reader->fast->file;
}

uint64_t jrt_fast_number(const struct jrt_reader *reader)
{
	return reader->fast->chunk.number;
}
