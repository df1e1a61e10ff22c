/*
 * The row splitter, see csv.h: a small state machine over bytes. It neither copies nor changes
 * text, and it may not depend on where a window happens to end.
 */
#include "read/csv.h"

#include <assert.h>
#include <string.h>

/*
 *	          "                                "
 *	FIELD ---------> QUOTED <---------------------> (a pair: stays)
 *	  |  ^             | a quote alone, then separator or line end: the field is done
 *	  |  `-------------'
 *	  `--> PLAIN --- separator: the field is done; line end: the row is done
 *	any fault --> SEEK: the row ends with the line on which the field at fault begins
 */
enum { FIELD, PLAIN, QUOTED, SEEK };

void jrt_csv_init(struct jrt_csv *csv, struct jb_arena *arena, char separator)
{
	*csv = (struct jrt_csv){.separator = separator, .quotes = separator != '\t'};
	csv->field = JB_NEW_ARRAY(arena, struct jrt_field, JRT_FIELDS_MAX);
	csv->stop[(unsigned char)separator] = 1;
	csv->stop['\n'] = csv->stop['\r'] = 1;
	jrt_csv_begin(csv);
}

static void begin_row(struct jrt_csv *csv)
{
	csv->state = FIELD;
	csv->scan = csv->field_at = 0;
	csv->count = 0;
	csv->doubled = csv->several_lines = false;
	csv->fault = JRT_CSV_SOUND;
}

void jrt_csv_begin(struct jrt_csv *csv)
{
	csv->line = 1;
	begin_row(csv);
}

/* Line ends in a text that is followed by no LF that would belong to its last CR. */
static uint64_t count_lines(const char *text, size_t size)
{
	uint64_t lines = 0;

	for (size_t i = 0; i < size; i++) {
		if (text[i] == '\n')
			lines++;
		else if (text[i] == '\r' && (i + 1 == size || text[i + 1] != '\n'))
			lines++;
	}
	return lines;
}

/* The length of the line end at `at` (0 at the end of the file), or false: one more byte is needed
 * to tell CR from CRLF. */
static bool line_end(const char *data, size_t at, size_t size, bool last, size_t *length)
{
	if (at == size) {
		*length = 0;
		return last;
	}
	if (data[at] == '\n')
		*length = 1;
	else if (at + 1 < size)
		*length = data[at + 1] == '\n' ? 2 : 1;
	else if (last)
		*length = 1;
	else
		return false;
	return true;
}

static size_t find_line_end(const char *data, size_t at, size_t size)
{
	while (at < size && data[at] != '\n' && data[at] != '\r')
		at++;
	return at;
}

/* The field at fault may lie many lines back: the row is cut there. */
static void set_fault(struct jrt_csv *csv, enum jrt_csv_fault fault)
{
	csv->fault = fault;
	csv->state = SEEK;
	csv->scan = csv->field_at;
}

/* The byte past which the present field is too much. A limit is passed at the same byte however the
 * window is cut, so that the fault is the same too. */
static size_t field_limit(const struct jrt_csv *csv)
{
	size_t by_field = csv->field_at + JRT_FIELD_BYTES;

	return by_field < JRT_ROW_BYTES ? by_field : JRT_ROW_BYTES;
}

static void set_limit_fault(struct jrt_csv *csv)
{
	if (csv->state == QUOTED)
		set_fault(csv, JRT_CSV_LONG_QUOTE);
	else if (csv->field_at + JRT_FIELD_BYTES <= JRT_ROW_BYTES)
		set_fault(csv, JRT_CSV_LONG_FIELD);
	else
		set_fault(csv, JRT_CSV_LONG_ROW);
}

static void add_field(struct jrt_csv *csv, size_t at, size_t end)
{
	csv->field[csv->count++] = (struct jrt_field){
		.at = (uint32_t)at, .size = (uint32_t)(end - at), .doubled = csv->doubled};
	csv->doubled = false;
}

static void next_field(struct jrt_csv *csv, size_t at)
{
	csv->scan = csv->field_at = at;
	csv->state = FIELD;
	if (csv->count == JRT_FIELDS_MAX)
		set_fault(csv, JRT_CSV_MANY_FIELDS);
}

static enum jrt_csv_found finish(struct jrt_csv *csv, const char *data, size_t end,
				 size_t end_length, struct jrt_csv_row *row)
{
	*row = (struct jrt_csv_row){
		.size = end,
		.taken = end + end_length,
		.line = csv->line,
		.field = csv->field,
		.field_count = csv->count,
		.fault = csv->fault,
		.fault_line = csv->line,
	};
	if (csv->fault != JRT_CSV_SOUND && csv->several_lines)
		row->fault_line += count_lines(data, csv->field_at);
	csv->line += 1 + (csv->several_lines ? count_lines(data, end) : 0);
	begin_row(csv);
	return JRT_CSV_ROW;
}

/* What stands behind a field's text: a separator, a line end, or too few bytes to know. */
enum after { AFTER_SEPARATOR, AFTER_ROW, AFTER_MORE, AFTER_OTHER };

static enum after after_field(const struct jrt_csv *csv, const char *data, size_t at, size_t size,
			      bool last, size_t *end_length)
{
	if (at < size && data[at] == csv->separator)
		return AFTER_SEPARATOR;
	if (at < size && data[at] != '\n' && data[at] != '\r')
		return AFTER_OTHER;
	return line_end(data, at, size, last, end_length) ? AFTER_ROW : AFTER_MORE;
}

/* Unquoted fields one after the other, as long as nothing is special about them: the loop that most
 * bytes of a file pass through. What it leaves, it leaves at the beginning of a field. */
static void plain_fields(struct jrt_csv *csv, const char *data)
{
	size_t at = csv->field_at, start = at;
	uint32_t count = csv->count;

	while (count < JRT_FIELDS_MAX - 1 && !(csv->quotes && data[at] == '"')) {
		while (!csv->stop[(unsigned char)data[at]])
			at++;
		if (data[at] != csv->separator || at - start > JRT_FIELD_BYTES ||
		    at > JRT_ROW_BYTES)
			break;
		csv->field[count++] =
			(struct jrt_field){.at = (uint32_t)start, .size = (uint32_t)(at - start)};
		start = ++at;
	}
	csv->count = count;
	csv->scan = csv->field_at = start;
}

/* One unquoted field. True when the row goes on in the window. */
static bool plain_field(struct jrt_csv *csv, const char *data, size_t size, bool last,
			enum jrt_csv_found *found, struct jrt_csv_row *row)
{
	size_t at = csv->scan, end_length = 0;

	while (!csv->stop[(unsigned char)data[at]])
		at++;
	csv->scan = at;
	if (at > field_limit(csv)) {
		set_limit_fault(csv);
		return true;
	}
	switch (after_field(csv, data, at, size, last, &end_length)) {
	case AFTER_SEPARATOR:
		add_field(csv, csv->field_at, at);
		next_field(csv, at + 1);
		return true;
	case AFTER_ROW:
		add_field(csv, csv->field_at, at);
		*found = finish(csv, data, at, end_length, row);
		return false;
	default: *found = JRT_CSV_MORE; return false;
	}
}

/* The closing quote at or behind `scan`: its offset, or `size` when it is not there or may be half
 * of a pair. */
static size_t find_closing(struct jrt_csv *csv, const char *data, size_t size, bool last)
{
	while (csv->scan < size) {
		const char *quote = memchr(data + csv->scan, '"', size - csv->scan);
		csv->scan = quote != NULL ? (size_t)(quote - data) : size;
		if (csv->scan + 1 >= size)
			return last ? csv->scan : size;
		if (data[csv->scan + 1] != '"')
			return csv->scan;
		csv->doubled = true;
		csv->scan += 2;
	}
	return size;
}

static bool quoted_field(struct jrt_csv *csv, const char *data, size_t size, bool last,
			 enum jrt_csv_found *found, struct jrt_csv_row *row)
{
	size_t end_length = 0, quote = find_closing(csv, data, size, last);

	if (csv->scan > field_limit(csv)) {
		set_limit_fault(csv);
		return true;
	}
	if (quote == size) {
		if (last)
			set_fault(csv, JRT_CSV_OPEN_QUOTE);
		*found = JRT_CSV_MORE;
		return last;
	}
	switch (after_field(csv, data, quote + 1, size, last, &end_length)) {
	case AFTER_SEPARATOR:
		add_field(csv, csv->field_at + 1, quote);
		next_field(csv, quote + 2);
		return true;
	case AFTER_ROW:
		add_field(csv, csv->field_at + 1, quote);
		*found = finish(csv, data, quote + 1, end_length, row);
		return false;
	case AFTER_OTHER:
		set_fault(csv, find_line_end(data, csv->field_at, quote) < quote
				       ? JRT_CSV_LOST_QUOTE
				       : JRT_CSV_AFTER_QUOTE);
		return true;
	default: *found = JRT_CSV_MORE; return false;
	}
}

static enum jrt_csv_found seek_line_end(struct jrt_csv *csv, const char *data, size_t size,
					bool last, struct jrt_csv_row *row)
{
	size_t end_length = 0;

	csv->scan = find_line_end(data, csv->scan, size);
	if (!line_end(data, csv->scan, size, last, &end_length))
		return JRT_CSV_MORE;
	return finish(csv, data, csv->scan, end_length, row);
}

static enum jrt_csv_found blank_line(struct jrt_csv *csv, size_t end_length,
				     struct jrt_csv_row *row)
{
	*row = (struct jrt_csv_row){.taken = end_length, .line = csv->line};
	csv->line++;
	return JRT_CSV_BLANK;
}

enum jrt_csv_found jrt_csv_next(struct jrt_csv *csv, const char *data, size_t size, bool last,
				struct jrt_csv_row *row)
{
	enum jrt_csv_found found = JRT_CSV_MORE;
	size_t end_length = 0;

	assert(data[size] == '\n');
	if (size == 0)
		return last ? JRT_CSV_END : JRT_CSV_MORE;
	if (csv->scan == 0 && csv->state == FIELD && (data[0] == '\n' || data[0] == '\r'))
		return line_end(data, 0, size, last, &end_length) ? blank_line(csv, end_length, row)
								  : JRT_CSV_MORE;
	for (;;) {
		switch (csv->state) {
		case FIELD:
			plain_fields(csv, data);
			if (csv->scan == size && !last)
				return JRT_CSV_MORE;
			csv->state = PLAIN;
			if (csv->quotes && csv->scan < size && data[csv->scan] == '"') {
				csv->state = QUOTED;
				csv->several_lines = true;
				csv->scan++;
			}
			break;
		case PLAIN:
			if (!plain_field(csv, data, size, last, &found, row))
				return found;
			break;
		case QUOTED:
			if (!quoted_field(csv, data, size, last, &found, row))
				return found;
			break;
		default: return seek_line_end(csv, data, size, last, row);
		}
	}
}

size_t jrt_csv_keep(struct jrt_csv *csv, size_t size)
{
	size_t enough = csv->field_at + JRT_FIELD_BYTES;

	/* A scan that stands still before the end waits for the LF of a CR. */
	if (csv->state != SEEK || csv->scan < size || size <= enough)
		return size;
	csv->scan = enough;
	return enough;
}

size_t jrt_csv_skip_line(struct jrt_csv *csv, const char *data, size_t size, bool last)
{
	size_t end_length = 0, at = find_line_end(data, 0, size);

	if (size == 0 || !line_end(data, at, size, last, &end_length))
		return 0;
	csv->line++;
	return at + end_length;
}
