/*
 * Rows and fields of delimited text. The splitter looks at a window of bytes whose first byte
 * begins a row, and either finds the whole row, or asks to be called again with the same bytes and
 * more behind them; it remembers how far it came, so no byte is looked at twice for want of more.
 *
 * The dialect: one separator byte. LF, CR and CRLF each end a line, also mixed. A field that begins
 * with a quote runs to the next quote that stands alone; two quotes are one of the text; separators
 * and line ends inside are text. A quote anywhere else is an ordinary character, blanks before a
 * quote included. Tab-separated text has no quotes at all. A line without a byte is not a row.
 *
 * Faults. A row that breaks a rule or a limit is still a row, with its fault. It ends with the line
 * on which the field at fault begins, and reading resumes there: a quote that is never closed costs
 * its own line and not the rest of the file.
 */
#ifndef READ_CSV_H
#define READ_CSV_H

#include "base/arena.h"
#include "base/text.h"

#define JRT_FIELD_BYTES ((size_t)64 * 1024)
#define JRT_ROW_BYTES ((size_t)1024 * 1024)
#define JRT_FIELDS_MAX 4096

/* A field's bytes in its row: inside the quotes where it has them. */
struct jrt_field {
	uint32_t at, size;
	bool doubled; /* two quotes stand for one somewhere inside */
};

enum jrt_csv_fault {
	JRT_CSV_SOUND,
	JRT_CSV_OPEN_QUOTE,  /* the file ends before the quote is closed */
	JRT_CSV_LONG_QUOTE,  /* not closed within the limits */
	JRT_CSV_LOST_QUOTE,  /* closed by none: the next, lines below, has text behind it */
	JRT_CSV_AFTER_QUOTE, /* text between a closing quote and the separator */
	JRT_CSV_LONG_FIELD,
	JRT_CSV_LONG_ROW,
	JRT_CSV_MANY_FIELDS
};

enum jrt_csv_found {
	JRT_CSV_ROW,
	JRT_CSV_BLANK, /* a line without a byte: `taken` bytes are to be passed over */
	JRT_CSV_MORE,
	JRT_CSV_END
};

struct jrt_csv_row {
	size_t size;   /* without its line end */
	size_t taken;  /* with it */
	uint64_t line; /* of its first byte, from 1 */
	const struct jrt_field *field;
	uint32_t field_count;	  /* sound fields: after a fault, those before the one at fault */
	enum jrt_csv_fault fault; /* of field number field_count */
	uint64_t fault_line;	  /* where that field begins */
};

struct jrt_csv {
	char separator;
	bool quotes;
	uint64_t line; /* of the next row */
	struct jrt_field *field;
	/* How far the present row is: */
	int state;
	size_t scan, field_at;
	uint32_t count;
	bool doubled, several_lines;
	enum jrt_csv_fault fault;
	uint8_t stop[256]; /* bytes that end an unquoted field */
};

void jrt_csv_init(struct jrt_csv *csv, struct jb_arena *arena, char separator);
void jrt_csv_begin(struct jrt_csv *csv); /* a new file */

/* data[size] must be readable and '\n'. `last`: nothing comes behind. After JRT_CSV_ROW and
 * JRT_CSV_BLANK the next call gets the bytes behind `taken`; after JRT_CSV_MORE see jrt_csv_keep.
 */
enum jrt_csv_found jrt_csv_next(struct jrt_csv *csv, const char *data, size_t size, bool last,
				struct jrt_csv_row *row);
/* How many of the `size` bytes the row in progress still needs: while the rest of an overlong line
 * is passed over, only its beginning; the bytes behind must then be taken away before the next
 * call. */
size_t jrt_csv_keep(struct jrt_csv *csv, size_t size);

/* Passes over one line whatever is in it (a preamble): its length, 0 when more bytes are needed. */
size_t jrt_csv_skip_line(struct jrt_csv *csv, const char *data, size_t size, bool last);

#endif
