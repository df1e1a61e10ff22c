/*
 * A reader from the inside, for the two files that make it: reader_file.c opens files and reads up
 * to their first row, reader.c makes batches of the rows.
 */
#ifndef READ_READER_PARTS_H
#define READ_READER_PARTS_H

#include "read/bytes.h"
#include "read/column.h"
#include "read/csv.h"
#include "read/read.h"
#include "read/symbols.h"
#include "read/wording.h"

#define JRT_BATCH_BYTES ((size_t)1024 * 1024)

struct jrt_reader {
	struct jb_arena *arena;
	struct jb_arena scratch; /* what lives as long as a batch */
	const struct jrt_source *source;
	uint32_t source_index;
	struct jb_text *path; /* of the source's files */
	uint32_t path_count, path_next;
	bool *unread; /* by path */
	struct jrt_findings findings;
	struct jrt_texts texts;
	struct jrt_decoder *decoder;	/* by column */
	uint32_t *needed, needed_count; /* columns */
	/* the present file */
	bool in_file;
	struct jrt_bytes bytes;
	struct jrt_csv csv;
	uint32_t *position; /* field by column */
	uint32_t width;	    /* fields of the header */
	bool any_rows;
	size_t at; /* of the next row in the window; the batch's first byte is the window's */
	/* the batch */
	uint32_t rows;
	size_t batch_bytes;
	uint64_t *line;
	int64_t **value;
	uint8_t **known;
	struct jrt_reject **bad;
	struct jb_text *raw;
	size_t *raw_at;
	uint8_t *time_notes;
};

/* The next row, at `reader->at` of the window; *end when the file has none. Blank lines count
 * towards a batch that has begun, and may fill it: then row->taken is 0. */
enum jb_status jrt_reader_next_row(struct jrt_reader *reader, struct jrt_csv_row *row, bool *end);
/* Opens the next file and maps its header. Without `in_file` afterwards the file has no rows to
 * give, and there is a finding. */
enum jb_status jrt_reader_enter_file(struct jrt_reader *reader);
void jrt_reader_leave_file(struct jrt_reader *reader);
/* About the present file; an error leaves it unread. */
void jrt_reader_add_finding(struct jrt_reader *reader, enum jrt_severity severity, const char *code,
			    uint64_t line, struct jb_text message, struct jb_text help);

#endif
