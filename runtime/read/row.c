/*
 * Checking rows, see row.h. A row is looked at as a whole, eight bytes at a time, so that the
 * fields of an ordinary one need no check of their own.
 */
#include "read/row.h"

#include <inttypes.h>
#include <string.h>

#include "base/number.h"
#include "base/utf8.h"
#include "read/wording.h"

/* ---- bytes ---- */

#define HIGH_BITS UINT64_C(0x8080808080808080)
#define LOW_BITS UINT64_C(0x0101010101010101)

struct jrt_byte_kinds jrt_byte_kinds(const char *at, size_t size)
{
	uint64_t high = 0, nul = 0, word;

	for (; size >= 8; at += 8, size -= 8) {
		memcpy(&word, at, 8);
		high |= word;
		nul |= (word - LOW_BITS) &
		       ~word; /* a high bit where a byte is 0; never without one */
	}
	word = LOW_BITS;
	memcpy(&word, at, size);
	high |= word;
	nul |= (word - LOW_BITS) & ~word;
	return (struct jrt_byte_kinds){.high = (high & HIGH_BITS) != 0,
				       .nul = (nul & HIGH_BITS) != 0};
}

/* The field that byte `at` of the row lies in, from 1. */
static uint32_t field_number(const struct jrt_row *row, size_t at)
{
	uint32_t number = 1;

	while (number < row->csv.field_count && row->csv.field[number].at <= at)
		number++;
	return number;
}

/* ---- faults ---- */

static void set_fault(struct jrt_row *row, const char *code, const struct jb_buf *reason,
		      uint64_t line)
{
	row->code = code;
	row->reason = jb_buf_text(reason);
	row->fault_line = line;
}

static void check_split(struct jrt_row *row, struct jb_buf *buf)
{
	uint32_t number = row->csv.field_count + 1;
	const char *code = "R0205";

	switch (row->csv.fault) {
	case JRT_CSV_SOUND: return;
	case JRT_CSV_OPEN_QUOTE:
		code = "R0203";
		jb_buf_printf(buf, "the quote that opens field %" PRIu32 " is never closed",
			      number);
		break;
	case JRT_CSV_LONG_QUOTE:
		code = "R0203";
		jb_buf_printf(buf, "the quote that opens field %" PRIu32 " is not closed within ",
			      number);
		jrt_say_count(buf, JRT_FIELD_BYTES);
		jb_buf_add_string(buf, " bytes");
		break;
	case JRT_CSV_LOST_QUOTE:
		code = "R0203";
		jb_buf_add_string(buf, "the quote that opens field ");
		jb_buf_add_count(buf, number);
		jb_buf_add_string(buf, " is not closed: the next quote is on a later line, with "
				       "text behind it");
		break;
	case JRT_CSV_AFTER_QUOTE:
		code = "R0204";
		jb_buf_add_string(buf, "field ");
		jb_buf_add_count(buf, number);
		jb_buf_add_string(buf, " has text after its closing quote, expected the separator "
				       "or the line's end; a quote inside quotes is written twice");
		break;
	case JRT_CSV_LONG_FIELD:
		jb_buf_printf(buf, "field %" PRIu32 " is longer than ", number);
		jrt_say_count(buf, JRT_FIELD_BYTES);
		jb_buf_add_string(buf, " bytes");
		break;
	case JRT_CSV_LONG_ROW:
		jb_buf_add_string(buf, "the row is longer than ");
		jrt_say_count(buf, JRT_ROW_BYTES);
		jb_buf_add_string(buf, " bytes");
		break;
	case JRT_CSV_MANY_FIELDS:
		jb_buf_add_string(buf, "the row has more than ");
		jrt_say_count(buf, JRT_FIELDS_MAX);
		jb_buf_add_string(buf, " fields");
		break;
	}
	set_fault(row, code, buf, row->csv.fault_line);
}

static void check_nul(struct jrt_row *row, struct jb_buf *buf)
{
	const char *nul = memchr(row->at, '\0', row->csv.size);

	row->bytes = JRT_ROW_UNSOUND;
	if (row->code != NULL)
		return;
	jb_buf_printf(buf, "field %" PRIu32 " holds a NUL byte, expected text",
		      field_number(row, (size_t)(nul - row->at)));
	set_fault(row, "R0206", buf, row->csv.line);
}

void jrt_row_say_encoding(struct jb_buf *buf, unsigned char byte, enum jrt_encoding encoding)
{
	if (encoding == JRT_UTF_16)
		jb_buf_add_string(buf, "holds half of a character, which is no UTF-16");
	else if (encoding == JRT_WINDOWS_1252)
		jb_buf_printf(buf, "holds the byte 0x%02x, which is no Windows-1252", byte);
	else
		jb_buf_printf(buf,
			      "holds the byte 0x%02x where it is no UTF-8; a file of another "
			      "encoding is declared, as in `encoding windows-1252`",
			      byte);
}

static void check_utf_8(struct jrt_row *row, enum jrt_encoding encoding, struct jb_buf *buf)
{
	struct jb_text text = {row->at, row->csv.size};
	size_t bad = jb_utf8_check(text);

	if (bad == text.size)
		return;
	row->bytes = JRT_ROW_UNSOUND;
	if (row->code != NULL)
		return;
	jb_buf_add_string(buf, "field ");
	jb_buf_add_count(buf, field_number(row, bad));
	jb_buf_add_string(buf, " (byte ");
	jb_buf_add_count(buf, bad + 1);
	jb_buf_add_string(buf, " of the row) ");
	jrt_row_say_encoding(buf, (unsigned char)text.at[bad], encoding);
	set_fault(row, "R0207", buf, row->csv.line);
}

static void check_width(struct jrt_row *row, uint32_t width, struct jb_buf *buf)
{
	if (row->code != NULL || width == 0 || row->csv.field_count == width)
		return;
	jb_buf_add_string(buf, "has ");
	jb_buf_add_count(buf, row->csv.field_count);
	jb_buf_add_string(buf,
			  row->csv.field_count == 1 ? " field, expected " : " fields, expected ");
	jb_buf_add_count(buf, width);
	jb_buf_add_string(buf, " as in the header");
	set_fault(row, row->csv.field_count < width ? "R0201" : "R0202", buf, row->csv.line);
}

static void check_slowly(struct jrt_row *row, struct jrt_byte_kinds kinds,
			 enum jrt_encoding encoding, uint32_t width, struct jb_arena *scratch)
{
	struct jb_buf buf;

	jb_buf_init(&buf, scratch);
	check_split(row, &buf);
	if (kinds.nul)
		check_nul(row, &buf);
	if (kinds.high)
		check_utf_8(row, encoding, &buf);
	check_width(row, width, &buf);
}

void jrt_row_check(struct jrt_row *row, const char *at, const struct jrt_csv_row *csv,
		   enum jrt_encoding encoding, uint32_t width, struct jb_arena *scratch)
{
	struct jrt_byte_kinds kinds = jrt_byte_kinds(at, csv->size);

	row->at = at;
	row->csv = *csv;
	row->bytes = kinds.high ? JRT_ROW_UTF_8 : JRT_ROW_ASCII;
	row->code = NULL;
	if (kinds.high || kinds.nul || csv->fault != JRT_CSV_SOUND ||
	    (width > 0 && csv->field_count != width))
		check_slowly(row, kinds, encoding, width, scratch);
}

/* ---- fields ---- */

static struct jb_text without_doubles(struct jb_text text, struct jb_arena *scratch)
{
	char *out = jb_alloc(scratch, text.size + 1);
	size_t size = 0;

	for (size_t i = 0; i < text.size; i++) {
		out[size++] = text.at[i];
		if (text.at[i] == '"')
			i++; /* inside quotes every quote is one of a pair */
	}
	return (struct jb_text){out, size};
}

bool jrt_row_field(const struct jrt_row *row, uint32_t index, struct jb_arena *scratch,
		   struct jb_text *text, bool *ascii)
{
	const struct jrt_field *field = &row->csv.field[index];

	*text = (struct jb_text){row->at + field->at, field->size};
	*ascii = true;
	if (row->bytes != JRT_ROW_ASCII) {
		struct jrt_byte_kinds kinds = jrt_byte_kinds(text->at, text->size);
		*ascii = !kinds.high;
		if (kinds.nul || (row->bytes == JRT_ROW_UNSOUND && kinds.high &&
				  jb_utf8_check(*text) != text->size))
			return false;
	}
	if (field->doubled)
		*text = without_doubles(*text, scratch);
	return true;
}
