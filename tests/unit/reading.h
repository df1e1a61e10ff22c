/*
 * Reading for tests: bytes into a temporary file, a source of a few columns over it, and everything
 * that the reader says as text, a line a row, so that whole readings can be compared.
 */
#ifndef TESTS_READING_H
#define TESTS_READING_H

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/number.h"
#include "read/read.h"

#define COUNT_OF(array) (sizeof(array) / sizeof *(array))

struct reading {
	struct jb_arena arena;
	struct jrt_plan plan;
	struct jrt_source source;
	struct jrt_column column[16];
	struct jrt_constant_text text[8];
	struct jrt_data_file file[4];
	struct jrt_input input;
	char path[4][256];
	/* what came of it */
	enum jb_status status;
	struct jb_text why;
	uint64_t rows, bad;
	struct jb_buf rows_text;     /* LINE VALUE… or LINE CODE[COLUMN] REASON, a line a row */
	struct jb_buf shape;	     /* rows of each batch */
	struct jb_buf findings_text; /* SEVERITY CODE LINE MESSAGE / HELP */
};

static inline void reading_init(struct reading *reading)
{
	memset(reading, 0, sizeof *reading);
	jb_arena_init(&reading->arena, NULL);
	reading->source = (struct jrt_source){
		.name = JB_TEXT("data"),
		.separator = ',',
		.decimal_point = '.',
		.column = reading->column,
		.stop = JRT_NONE,
		.latest = JRT_NONE,
	};
	reading->plan = (struct jrt_plan){
		.source = &reading->source, .source_count = 1, .text = reading->text};
	reading->input.file = reading->file;
}

static inline struct jrt_column *reading_column(struct reading *reading, const char *name,
						enum jrt_type type)
{
	struct jrt_column *column = &reading->column[reading->source.column_count++];

	*column = (struct jrt_column){.name = jb_text_of(name),
				      .header = jb_text_of(name),
				      .type = type,
				      .scale_num = 1,
				      .scale_den = 1,
				      .needed = true,
				      .key = type == JRT_TEXT};
	return column;
}

static inline void reading_path(struct reading *reading, const char *path)
{
	reading->file[reading->input.file_count++] =
		(struct jrt_data_file){.source = JB_TEXT("data"), .path = jb_text_of(path)};
}

static inline void reading_file(struct reading *reading, const void *bytes, size_t size)
{
	const char *folder = getenv("TMPDIR");
	char *path = reading->path[reading->input.file_count];

	static const char any[] = {'X', 'X', 'X', 'X', 'X', 'X', '\0'}; /* mkstemp fills them in */

	snprintf(path, sizeof reading->path[0], "%s/reading-%s", folder ? folder : "/tmp", any);
	int fd = mkstemp(path);
	if (fd < 0 || write(fd, bytes, size) != (ssize_t)size || close(fd) != 0) {
		perror(path);
		exit(2);
	}
	reading_path(reading, path);
}

static inline void reading_string(struct reading *reading, const char *text)
{
	reading_file(reading, text, strlen(text));
}

static inline void reading_add_value(struct reading *reading, const struct jrt_reader *reader,
				     const struct jrt_batch *batch, size_t column, uint32_t row)
{
	struct jb_buf *buf = &reading->rows_text;
	enum jrt_type type = reading->column[column].type;

	jb_buf_add_byte(buf, ' ');
	if (!batch->known[column][row])
		jb_buf_add_byte(buf, '-');
	else if (type == JRT_TEXT)
		jb_buf_add_json_string(buf, jrt_reader_symbol(reader, batch->value[column][row]));
	else if (type == JRT_DATE || type == JRT_FLAG)
		jb_buf_printf(buf, "%" PRId64, batch->value[column][row]);
	else
		jb_buf_add_fix(buf, batch->value[column][row]);
}

static inline void reading_add_row(struct reading *reading, const struct jrt_reader *reader,
				   const struct jrt_batch *batch, uint32_t row)
{
	struct jb_buf *buf = &reading->rows_text;
	const struct jrt_reject *bad = batch->bad[row];

	jb_buf_printf(buf, "%" PRIu64, batch->line[row]);
	for (size_t i = 0; i < reading->source.column_count; i++)
		if (reading->column[i].needed)
			reading_add_value(reading, reader, batch, i, row);
	if (batch->time_notes[row] != 0)
		jb_buf_printf(buf, " note %u", batch->time_notes[row]);
	if (bad != NULL) {
		jb_buf_printf(buf, " %.*s", JB_ARG(bad->code));
		if (bad->line != batch->line[row])
			jb_buf_printf(buf, "@%" PRIu64, bad->line);
		jb_buf_printf(buf, " %.*s", JB_ARG(bad->reason));
		reading->bad++;
	}
	jb_buf_add_byte(buf, '\n');
	reading->rows++;
}

static inline void reading_add_findings(struct reading *reading, const struct jrt_reader *reader)
{
	static const char *const severity[] = {"error", "warning", "info"};
	size_t count = 0;
	const struct jrt_finding *finding = jrt_reader_findings(reader, &count);

	for (size_t i = 0; i < count; i++) {
		jb_buf_printf(&reading->findings_text, "%s %.*s ", severity[finding[i].severity],
			      JB_ARG(finding[i].code));
		if (finding[i].line > 0)
			jb_buf_printf(&reading->findings_text, "%" PRIu64 " ", finding[i].line);
		jb_buf_add_text(&reading->findings_text, finding[i].message);
		if (finding[i].help.size > 0)
			jb_buf_printf(&reading->findings_text, " / %.*s", JB_ARG(finding[i].help));
		jb_buf_add_byte(&reading->findings_text, '\n');
	}
}

/* Reads all files; `block` as in struct jrt_input. The fast way, unless input.plain is set. */
static inline void reading_run(struct reading *reading, size_t block)
{
	struct jrt_reader *reader = NULL;
	struct jrt_batch batch = {0};
	struct jrt_pace pace;

	reading->plan.text_count = 0;
	while (reading->plan.text_count < COUNT_OF(reading->text) &&
	       reading->text[reading->plan.text_count].text.size > 0)
		reading->plan.text_count++;
	reading->input.read_block = block;
	reading->rows = reading->bad = 0;
	jb_buf_init(&reading->rows_text, &reading->arena);
	jb_buf_init(&reading->shape, &reading->arena);
	jb_buf_init(&reading->findings_text, &reading->arena);
	if (JB_ARM(&reading->arena) != 0) {
		fprintf(stderr, "out of memory\n");
		exit(2);
	}
	jrt_pace_init(&pace, &reading->input, &reading->arena);
	reading->status = jrt_reader_open(&reading->arena, &reading->plan, 0, &reading->input,
					  &pace, &reader, &reading->why);
	while (reading->status == JB_OK) {
		reading->status = jrt_reader_next(reader, &batch, &reading->why);
		if (reading->status != JB_OK || batch.rows == 0)
			break;
		jb_buf_printf(&reading->shape, "%" PRIu32 " ", batch.rows);
		for (uint32_t row = 0; row < batch.rows; row++)
			reading_add_row(reading, reader, &batch, row);
	}
	if (reader != NULL)
		reading_add_findings(reading, reader);
	jrt_reader_close(reader);
	jb_arena_disarm(&reading->arena);
}

static inline void reading_release(struct reading *reading)
{
	for (size_t i = 0; i < COUNT_OF(reading->path); i++)
		if (reading->path[i][0] != '\0')
			unlink(reading->path[i]);
	jb_arena_release(&reading->arena);
}

#endif
