/*
 * A reader from the inside, for the files that make it: reader_file.c opens files and reads up to
 * their first row, reader_schema.c finds which form a file has, reader.c makes batches of the rows,
 * reader_ndjson.c does where rows are JSON.
 */
#ifndef READ_READER_PARTS_H
#define READ_READER_PARTS_H

#include "read/bytes.h"
#include "read/column.h"
#include "read/csv.h"
#include "read/header.h"
#include "read/ndjson.h"
#include "read/read.h"
#include "read/row.h"
#include "read/symbols.h"
#include "read/wording.h"

#define JRT_BATCH_BYTES ((size_t)1024 * 1024)

/* One form of the source's files. */
struct jrt_form {
	struct jrt_source source; /* with the columns of this form */
	struct jrt_decoder *decoder;
	uint32_t *position; /* field by column, in the present file */
	int32_t until;
	bool fits; /* the present file's header */
};

struct jrt_fast;

struct jrt_reader {
	struct jb_arena *arena;
	struct jb_arena scratch; /* what lives as long as a batch */
	const struct jrt_plan *plan;
	const struct jrt_source *source;
	uint32_t source_index;
	struct jb_text *path;		  /* of the source's files */
	const struct jrt_stream **stream; /* by path, or NULL */
	uint32_t path_count, path_next;
	bool *unread;		       /* by path */
	bool *had_rows;		       /* by path, of JSON */
	struct jrt_read_bytes *digest; /* by path */
	struct jrt_findings findings;
	struct jrt_texts texts;
	struct jrt_form *form; /* one a schema, or one alone */
	uint32_t form_count;
	uint32_t time_column;		/* whose day tells forms apart, or none */
	struct jrt_decoder *decoder;	/* by column, of the present file's form */
	uint32_t *needed, needed_count; /* columns */
	/* the present file */
	bool in_file;
	struct jrt_bytes bytes;
	struct jrt_csv csv;
	struct jrt_ndjson *ndjson; /* NULL: rows are delimited text */
	bool *had;		   /* of JSON by name: some row had the member */
	uint32_t *position;	   /* field by column; of JSON the name by column */
	uint32_t width;		   /* fields of the header */
	bool form_open;		   /* several forms fit, and no row has told yet */
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
	struct jb_text **text;	      /* by column, of those that are wanted as text */
	struct jrt_fast *fast;	      /* NULL: the plain way */
	struct jb_arena *files_arena; /* of the fast way's files; of the first reader alone */
};

/* reader_row.c: one row, of which `csv` is the split, to place `at` of the batch: checked and
 * decoded field by field. */
void jrt_reader_read_row(struct jrt_reader *reader, uint32_t at, const char *bytes,
			 const struct jrt_csv_row *csv);
/* The parts of it: a row without a fault; its first fault, JRT_NONE: of the whole row; a value. */
void jrt_reader_begin_row(struct jrt_reader *reader, uint32_t at, const struct jrt_csv_row *row);
void jrt_reader_set_bad(struct jrt_reader *reader, uint32_t at, uint32_t column, uint64_t line,
			const char *code, struct jb_text reason);
void jrt_reader_put(struct jrt_reader *reader, uint32_t at, uint32_t column,
		    const struct jrt_decoded *decoded);
/* One field of it; false where it cannot be read, and then why in *decoded. */
bool jrt_reader_read_field(struct jrt_reader *reader, uint32_t at, const struct jrt_row *row,
			   uint32_t field, uint32_t column, struct jrt_decoded *decoded);

/* reader_fast.c: the readers of one source's files that share their chunks. `files` opens and reads
 * them, and belongs to the first; its memory is taken under the lock of the chunks. */
bool jrt_fast_can(const struct jrt_source *source, const struct jrt_input *input);
void jrt_fast_init(struct jrt_reader *reader, const struct jrt_input *input);
void jrt_fast_share(struct jrt_reader *reader, struct jrt_reader *files,
		    const struct jrt_input *input);
void jrt_fast_join(struct jrt_reader *reader, const struct jrt_reader *first);
/* The next rows into the batch; none at the end. */
enum jb_status jrt_fast_next(struct jrt_reader *reader);
void jrt_fast_skip_file(struct jrt_reader *reader);
void jrt_fast_fail(struct jrt_reader *reader, enum jb_status status);
void jrt_fast_close(struct jrt_reader *reader);
const struct jrt_input *jrt_fast_input(const struct jrt_reader *reader);
struct jrt_reader *jrt_fast_files(const struct jrt_reader *reader);
uint32_t jrt_fast_file(const struct jrt_reader *reader);   /* of the last batch */
uint64_t jrt_fast_number(const struct jrt_reader *reader); /* of its chunk */

/* reader_schema.c: decoders of every form; JB_REFUSED with a sentence for a format that is none. */
enum jb_status jrt_reader_init_forms(struct jrt_reader *reader, struct jb_text *why);
/* The form of the present file by its header; false, with findings, where none fits. */
bool jrt_reader_find_form(struct jrt_reader *reader, const struct jrt_header *header);
/* The form by the day of a row, while that is open. */
void jrt_reader_settle_form(struct jrt_reader *reader, const struct jrt_row *row);

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

/* reader_ndjson.c, of sources whose rows are JSON, after their files are known. */
void jrt_reader_init_ndjson(struct jrt_reader *reader);
/* As jrt_reader_read_row. */
void jrt_reader_read_object(struct jrt_reader *reader, uint32_t at, const char *bytes,
			    const struct jrt_csv_row *row);
/* After the last file: findings about members that no row had. */
void jrt_reader_check_members(struct jrt_reader *reader);

#endif
