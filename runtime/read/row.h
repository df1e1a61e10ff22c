/*
 * A row between the splitter and the columns: are its bytes text, has it as many fields as the
 * header, and where is the text of a field. Also the sentences for rows that fail.
 */
#ifndef READ_ROW_H
#define READ_ROW_H

#include "base/buf.h"
#include "journey/plan.h"
#include "read/csv.h"

/* How well a row's bytes are known. ASCII: nothing but bytes below 0x80, and no NUL. */
enum jrt_row_bytes { JRT_ROW_ASCII, JRT_ROW_UTF_8, JRT_ROW_UNSOUND };

struct jrt_row {
	const char *at;
	struct jrt_csv_row csv;
	enum jrt_row_bytes bytes;
	/* The row's own fault, not a field's; code NULL: none. */
	const char *code;
	struct jb_text reason;
	uint64_t fault_line;
};

/* What a check of each byte by itself can tell. */
struct jrt_byte_kinds {
	bool high; /* above 0x7f */
	bool nul;
};
struct jrt_byte_kinds jrt_byte_kinds(const char *at, size_t size);

/* `holds the byte 0xff where it is no UTF-8; …`: of a byte that is no text of the encoding. */
void jrt_row_say_encoding(struct jb_buf *buf, unsigned char byte, enum jrt_encoding encoding);

/* Checks the row that the splitter found at `at`; `width`: fields of the header, 0: this is the
 * header. */
void jrt_row_check(struct jrt_row *row, const char *at, const struct jrt_csv_row *csv,
		   enum jrt_encoding encoding, uint32_t width, struct jb_arena *scratch);

/* Text of field `index` (< csv.field_count), quotes taken off. False when its bytes are no text,
 * which only happens in rows that are JRT_ROW_UNSOUND. *ascii as for jrt_decode. */
bool jrt_row_field(const struct jrt_row *row, uint32_t index, struct jb_arena *scratch,
		   struct jb_text *text, bool *ascii);

#endif
