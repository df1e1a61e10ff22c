/*
 * The reader from file to batch: headers, encodings, what bad input gets, and that the size of
 * blocks changes nothing. Each test is a file and all that the reader says about it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reading_gives.h"
#include "testing.h"

static struct reading reading;

static int set_up(void **state)
{
	(void)state;
	reading_init(&reading);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	reading_release(&reading);
	return 0;
}

static void name_and_n(void)
{
	reading_name_and_n(&reading);
}

static void gives(const char *rows, const char *findings)
{
	reading_gives(&reading, rows, findings);
}

#define BYTES(literal) literal, sizeof(literal) - 1

static void rows_become_columns(void **state)
{
	(void)state;
	name_and_n();
	reading_string(&reading, "n,other,name\n1,x,anna\n-2.5,,\"b, \"\"c\"\"\"\n,y,\n");
	gives("2 \"anna\" 1\n3 \"b, \\\"c\\\"\" -2.5\n4 \"\" -\n", "");
}

static void only_needed_columns_are_decoded(void **state)
{
	(void)state;
	name_and_n();
	reading.column[1].needed = false;
	reading_string(&reading, "name,n\nanna,not a number\n");
	gives("2 \"anna\"\n", "");
}

static void a_bad_field_leaves_the_others_readable(void **state)
{
	(void)state;
	name_and_n();
	reading_string(&reading, "n,name\n12a,anna\nn,name\n3,berta\n");
	gives("2 \"anna\" - R0210 column n: found \"12a\", expected a number\n"
	      "3 \"name\" - R0210 column n: found \"n\", which is the column's header once more, "
	      "expected a number\n"
	      "4 \"berta\" 3\n",
	      "");
}

static void rows_too_short_and_too_long(void **state)
{
	(void)state;
	name_and_n();
	reading_string(&reading, "name,n,x\nanna,1\nberta,2,3,4\nclara,5,6\n \n");
	gives("2 \"anna\" 1 R0201 has 2 fields, expected 3 as in the header\n"
	      "3 \"berta\" 2 R0202 has 4 fields, expected 3 as in the header\n"
	      "4 \"clara\" 5\n"
	      "5 \" \" - R0201 has 1 field, expected 3 as in the header\n",
	      "");
}

static void a_quote_never_closed(void **state)
{
	(void)state;
	name_and_n();
	reading_string(&reading, "name,n\n\"fine\nstill\",1\nx,\"open\ny,2\n\"z\"z,3\n");
	gives("2 \"fine\\nstill\" 1\n"
	      "4 \"x\" - R0203 the quote that opens field 2 is not closed: the next quote is on a "
	      "later line, with text behind it\n"
	      "5 \"y\" 2\n"
	      "6 - - R0204 field 1 has text after its closing quote, expected the separator or the "
	      "line's end; a quote inside quotes is written twice\n",
	      "");
}

static void a_quote_open_at_the_end(void **state)
{
	(void)state;
	name_and_n();
	reading_string(&reading, "name,n\n\"a\nb\",\"1\n2,3\n");
	gives("2 \"a\\nb\" - R0203@3 the quote that opens field 2 is never closed\n4 \"2\" 3\n",
	      "");
}

static void nul_bytes(void **state)
{
	(void)state;
	name_and_n();
	reading_file(&reading, BYTES("name,n\nan\0na,1\nberta,2\0\nclara,3\n"));
	gives("2 - 1 R0206 field 1 holds a NUL byte, expected text\n"
	      "3 \"berta\" - R0206 field 2 holds a NUL byte, expected text\n"
	      "4 \"clara\" 3\n",
	      "");
}

static void bad_utf_8(void **state)
{
	(void)state;
	name_and_n();
	reading_string(&reading,
		       "name,n\ncaf\xc3\xa9,1\ncaf\xe9,2\n\xc0\xaf,3\nok,4\nx,\xf0\x9f\x98");
	gives("2 \"café\" 1\n"
	      "3 - 2 R0207 field 1 (byte 4 of the row) holds the byte 0xe9 where it is no UTF-8; a "
	      "file of another encoding is declared, as in `encoding windows-1252`\n"
	      "4 - 3 R0207 field 1 (byte 1 of the row) holds the byte 0xc0 where it is no UTF-8; a "
	      "file of another encoding is declared, as in `encoding windows-1252`\n"
	      "5 \"ok\" 4\n"
	      "6 \"x\" - R0207 field 2 (byte 3 of the row) holds the byte 0xf0 where it is no "
	      "UTF-8; a file of another encoding is declared, as in `encoding windows-1252`\n",
	      "");
}

static void a_byte_order_mark_is_taken_off_once(void **state)
{
	(void)state;
	name_and_n();
	reading_string(&reading, "\xef\xbb\xbfname,n\nanna,1\n");
	gives("2 \"anna\" 1\n", "");
}

static void windows_1252(void **state)
{
	(void)state;
	name_and_n();
	reading.source.encoding = JRT_WINDOWS_1252;
	reading_string(&reading, "name,n\ncaf\xe9 \x80\x93,1\nx\x81,2\n");
	gives("2 \"café €“\" 1\n"
	      "3 - 2 R0207 field 1 (byte 2 of the row) holds the byte 0x81, which is no "
	      "Windows-1252\n",
	      "");
}

/* ASCII and a few others as UTF-16, either way round. */
static size_t utf_16(char *out, const char *ascii, bool little, bool mark)
{
	size_t size = 0;

	if (mark) {
		out[size++] = little ? '\xff' : '\xfe';
		out[size++] = little ? '\xfe' : '\xff';
	}
	for (; *ascii != '\0'; ascii++) {
		/* '*' stands for U+1F600, '~' for half of it */
		uint32_t units[2] = {(unsigned char)*ascii, 0};
		if (*ascii == '*' || *ascii == '~')
			units[0] = 0xd83d;
		if (*ascii == '*')
			units[1] = 0xde00;
		for (int i = 0; i < 2 && (i == 0 || units[i] != 0); i++) {
			out[size++] = (char)(little ? units[i] & 0xff : units[i] >> 8);
			out[size++] = (char)(little ? units[i] >> 8 : units[i] & 0xff);
		}
	}
	return size;
}

static void utf_16_either_way_round(void **state)
{
	char bytes[200];

	(void)state;
	name_and_n();
	reading.source.encoding = JRT_UTF_16;
	for (int i = 0; i < 4; i++) {
		reading.input.file_count = 0;
		if (reading.path[0][0] != '\0')
			unlink(reading.path[0]);
		reading_file(&reading, bytes,
			     utf_16(bytes, "name,n\r\n*,1\r\n~x,2\r\n", i % 2, i / 2));
		gives("2 \"😀\" 1\n"
		      "3 - 2 R0207 field 1 (byte 1 of the row) holds half of a character, which is "
		      "no UTF-16\n",
		      "");
	}
}

static void utf_16_not_declared(void **state)
{
	char bytes[200];

	(void)state;
	name_and_n();
	reading_file(&reading, bytes, utf_16(bytes, "name,n\na,1\n", true, true));
	reading_file(&reading, bytes, utf_16(bytes, "name,n\na,1\n", false, true));
	reading_file(&reading, bytes, utf_16(bytes, "name,n\na,1\n", false, false));
	reading_file(&reading, BYTES("\xff\xfe\0\0n\0\0\0"));
	gives("",
	      "error R0103 is UTF-16 (little endian, by its first bytes FF FE) / declare "
	      "`encoding utf-16` in the source\n"
	      "error R0103 is UTF-16 (big endian, by its first bytes FE FF) / declare `encoding "
	      "utf-16` in the source\n"
	      "error R0103 looks like UTF-16: every second byte is 0 / declare `encoding utf-16` "
	      "in the source\n"
	      "error R0103 is UTF-32, which is not read / export it as UTF-8\n");
}

static void utf_8_declared_as_utf_16(void **state)
{
	(void)state;
	name_and_n();
	reading.source.encoding = JRT_UTF_16;
	reading_string(&reading, "name,n\na,1\n");
	gives("",
	      "error R0103 is not UTF-16, as the source declares: it has no byte order mark and "
	      "does not begin with text of two-byte characters / leave out `encoding utf-16` if "
	      "the file is UTF-8\n");
}

static void files_that_are_no_delimited_text(void **state)
{
	(void)state;
	name_and_n();
	reading_string(&reading, "PK\003\004....");
	reading_string(&reading, "BZh91AY");
	reading_string(&reading, "%PDF-1.7\n");
	reading_string(&reading, "\n <!DOCTYPE HTML>\n<html>");
	gives("",
	      "error R0104 is a ZIP archive or an Excel workbook (.xlsx), not delimited text / "
	      "open it where it was made and export it as CSV\n"
	      "error R0104 is compressed with bzip2, not delimited text / unpack it first: "
	      "bunzip2 FILE\n"
	      "error R0104 is a PDF document, not delimited text / ask for the data as CSV\n"
	      "error R0104 is an HTML page, not delimited text / a portal may have sent its login "
	      "page: export again\n");
}

static void files_that_cannot_be_opened(void **state)
{
	(void)state;
	name_and_n();
	reading_path(&reading, "/nonexistent/file.csv");
	reading_path(&reading, "/tmp");
	reading_string(&reading, "name,n\nanna,1\n");
	gives("2 \"anna\" 1\n", "error R0101 cannot open /nonexistent/file.csv: no such file\n"
				"error R0101 cannot open /tmp: is a directory\n");
}

static void empty_files_and_headers_alone(void **state)
{
	(void)state;
	name_and_n();
	reading_string(&reading, "");
	reading_string(&reading, "\xef\xbb\xbf\r\n\r\n");
	reading_string(&reading, "name,n");
	reading_string(&reading, "name,n\n\n");
	gives("", "error R0105 is empty: it has no header line\n"
		  "error R0105 is empty: it has no header line\n"
		  "info R0108 has a header and no rows\n"
		  "info R0108 has a header and no rows\n");
}

static void missing_headers(void **state)
{
	(void)state;
	name_and_n();
	reading_column(&reading, "Queue Time", JRT_DURATION)->needed = false;
	reading_string(&reading, "names,m\nanna,1\n");
	gives("",
	      "error R0106 1 lacks 2 columns that are read: \"name\", \"n\" / did you mean "
	      "\"names\" for \"name\"? the file has \"names\", \"m\"\n"
	      "warning R0106 1 has no column \"Queue Time\", from which column Queue Time is read "
	      "/ "
	      "the file has \"names\", \"m\"\n");
}

static void headers_that_are_nearly_there(void **state)
{
	(void)state;
	reading_column(&reading, "Queue Time", JRT_DURATION);
	reading_string(&reading, "Queue\xe2\x80\x8b Time\n1\n");
	reading_string(&reading, "Queue\xc2\xa0Time\n1\n");
	reading_string(&reading, "QUEUE time\n1\n");
	reading_string(&reading, " queuetime\n1\n");
	gives("",
	      "error R0106 1 has no column \"Queue Time\", from which column Queue Time is read / "
	      "\"Queue\\u{200b} Time\" differs from it only in invisible characters; the file has "
	      "\"Queue\\u{200b} Time\"\n"
	      "error R0106 1 has no column \"Queue Time\", from which column Queue Time is read / "
	      "\"Queue\xc2\xa0Time\" differs from it only in blanks; the file has "
	      "\"Queue\xc2\xa0Time\"\n"
	      "error R0106 1 has no column \"Queue Time\", from which column Queue Time is read / "
	      "\"QUEUE time\" differs from it only in small and capital letters; the file has "
	      "\"QUEUE time\"\n"
	      "error R0106 1 has no column \"Queue Time\", from which column Queue Time is read / "
	      "\" queuetime\" differs from it only in blanks, invisible characters, or small and "
	      "capital letters; the file has \" queuetime\"\n");
}

static void headers_are_equal_after_nfc(void **state)
{
	(void)state;
	reading_column(&reading, "caf\xc3\xa9", JRT_NUMBER);
	reading_string(&reading, "cafe\xcc\x81\n1\n");
	gives("2 1\n", "");
}

static void a_doubled_header_matters_where_it_is_wanted(void **state)
{
	(void)state;
	name_and_n();
	reading_string(&reading, "name,x,x,n\nanna,,,1\n");
	reading_string(&reading, "name,n,n\nanna,1,2\n");
	gives("2 \"anna\" 1\n", "error R0107 1 has two columns \"n\" (columns 2 and 3), so column "
				"n is not certain / say "
				"which: `column n … from column 2`\n");
}

static void several_headers_that_are_nearly_there(void **state)
{
	(void)state;
	name_and_n();
	reading_column(&reading, "Queue Time", JRT_DURATION);
	reading_string(&reading, "NAME,queue time,x\nanna,1,2\n");
	gives("",
	      "error R0106 1 lacks 3 columns that are read: \"name\", \"n\", \"Queue Time\" / "
	      "\"NAME\" differs from \"name\" only in small and capital letters; \"queue time\" "
	      "differs from \"Queue Time\" only in small and capital letters; the file has "
	      "\"NAME\", \"queue time\", \"x\"\n");
}

static void columns_by_position(void **state)
{
	(void)state;
	name_and_n();
	reading.column[1].position = 3;
	reading_string(&reading, "name,n,n\nanna,1,2\n");
	reading_string(&reading, "name,n\nanna,1\n");
	gives("2 \"anna\" 2\n",
	      "error R0106 1 has 2 columns, but column n is read from column 3\n");
}

static void columns_by_position_with_another_separator(void **state)
{
	(void)state;
	name_and_n();
	reading.column[0].position = 2;
	reading.column[1].position = 3;
	reading_string(&reading, "name;x;n\nanna;1;2\n");
	gives("",
	      "error R0106 1 has 1 column, but column name is read from column 2 / the header is "
	      "a single field with a semicolon in it: is the file separated by semicolon? then "
	      "write `format csv, separated by semicolon`; the "
	      "file has \"name;x;n\"\n");
}

static void another_separator(void **state)
{
	(void)state;
	name_and_n();
	reading_string(&reading, "name;n\nanna;1\n");
	reading_string(&reading, "sep=;\nname;n\nanna;1\n");
	reading_string(&reading, "sep=,\r\nname,n\r\nanna,1\r\n");
	gives("3 \"anna\" 1\n",
	      "error R0106 1 lacks 2 columns that are read: \"name\", \"n\" / the header is a "
	      "single "
	      "field with a semicolon in it: is the file separated by semicolon? then write "
	      "`format csv, separated by semicolon`; the file has "
	      "\"name;n\"\n"
	      "error R0110 1 says in its first line that fields are separated by \";\", the source "
	      "declares \",\" / declare the separator, as in `separated by semicolon`\n");
}

static void headers_that_cannot_be_read(void **state)
{
	(void)state;
	name_and_n();
	reading_file(&reading, BYTES("na\0me,n\nanna,1\n"));
	reading_string(&reading, "\"name,n\nanna,1\n");
	reading_string(&reading, "nam\xe9,n\nanna,1\n");
	gives("",
	      "error R0109 1 has a header that cannot be read: field 1 holds a NUL byte, expected "
	      "text\n"
	      "error R0109 1 has a header that cannot be read: the quote that opens field 1 is "
	      "never closed\n"
	      "error R0109 1 has a header that cannot be read: field 1 (byte 4 of the row) holds "
	      "the byte 0xe9 where it is no UTF-8; a file of another encoding is declared, as in "
	      "`encoding windows-1252`\n");
}

static void lines_to_skip(void **state)
{
	(void)state;
	name_and_n();
	reading.source.skip_lines = 3;
	reading_string(&reading, "Report \"March\r\n\r\nmade by X\r\nname,n\r\nanna,1\r\n");
	reading_string(&reading, "Report\n");
	gives("5 \"anna\" 1\n", "error R0105 2 has no header line after the lines to skip\n");
}

static void line_ends_of_every_kind(void **state)
{
	(void)state;
	name_and_n();
	reading_string(&reading, "name,n\ranna,1\rberta,2\r");
	reading_string(&reading, "name,n\r\nanna,1\nberta,2\r\rclara,3");
	gives("2 \"anna\" 1\n3 \"berta\" 2\n2 \"anna\" 1\n3 \"berta\" 2\n5 \"clara\" 3\n", "");
}

static void times_that_fell_twice_or_never(void **state)
{
	(void)state;
	struct jrt_column *at = reading_column(&reading, "at", JRT_INSTANT);
	at->format = JB_TEXT("%F %H:%M");
	at->zone = JB_TEXT("Europe/London");
	reading_string(&reading, "at\n2026-03-29 01:30\n2026-10-25 01:30\n2026-10-25 02:30\n");
	gives("2 - note 2 R0216 column at: found \"2026-03-29 01:30\", a time that did not exist "
	      "in "
	      "Europe/London: the clocks went forward over it\n"
	      "3 1792888200 note 1\n"
	      "4 1792895400\n",
	      "");
}

/* ---- beyond one batch ---- */

static char *many_rows(size_t count)
{
	char *text = malloc(count * 40 + 100), *at = text;

	at += sprintf(at, "name,n,filler\n");
	for (size_t i = 0; i < count; i++)
		at += sprintf(at, "name %zu,%s%zu,\"x%s\"\n", i % 97, i % 13 ? "" : "?", i,
			      i % 7 ? "" : "\n\"\"y");
	return text;
}

static void batches_do_not_depend_on_blocks(void **state)
{
	static const size_t blocks[] = {0, 1, 7, 4096};
	char *text = many_rows(20000);
	char *long_line = malloc(300000), *blank = malloc(1500000);
	struct jb_text first = {0}, shape = {0};

	(void)state;
	name_and_n();
	reading_string(&reading, text);
	free(text);
	/* Rows that pass limits, and blank lines before, between and behind rows. */
	memset(long_line, 'x', 300000);
	memcpy(long_line, "name,n\n", 7);
	for (size_t i = 0; i < 4; i++)
		long_line[i < 3 ? 80000 * (i + 1) : 299999] = i < 3 ? '\n' : '\0';
	reading_string(&reading, long_line);
	memset(blank, '\n', 1500000);
	memcpy(blank + 300000, "name,n\n", 7);
	memcpy(blank + 600000, "anna,1\n", 7);
	memcpy(blank + 1490000, "anna,2\n", 7);
	reading_file(&reading, blank, 1500000);
	free(long_line);
	free(blank);
	for (size_t i = 0; i < 2 * COUNT_OF(blocks); i++) {
		reading.input.plain = i < COUNT_OF(blocks);
		reading_run(&reading, blocks[i % COUNT_OF(blocks)]);
		assert_int_equal(reading.rows, 20000 + 4 + 2);
		assert_int_equal(reading.bad, 1539 + 4);
		struct jb_text rows = jb_buf_text(&reading.rows_text);
		if (i == 0) {
			first = rows;
			shape = jb_buf_text(&reading.shape);
		}
		assert_true(jb_text_equal(rows, first));
		if (reading.input.plain)
			assert_true(jb_text_equal(jb_buf_text(&reading.shape), shape));
	}
}

static void bytes_of_a_row_come_along(void **state)
{
	struct jrt_reader *reader = NULL;
	struct jrt_batch batch;
	struct jb_text why = {0};
	char *text = many_rows(9000);

	(void)state;
	name_and_n();
	reading_string(&reading, text);
	reading.input.read_block = 1000;
	assert_int_equal(JB_ARM(&reading.arena), 0);
	assert_int_equal(jrt_reader_open(&reading.arena, &reading.plan, 0, &reading.input, NULL,
					 &reader, &why),
			 JB_OK);
	const char *at = strchr(text, '\n') + 1;
	while (jrt_reader_next(reader, &batch, &why) == JB_OK && batch.rows > 0) {
		for (uint32_t i = 0; i < batch.rows; i++) {
			assert_memory_equal(batch.raw[i].at, at, batch.raw[i].size);
			at += batch.raw[i].size + 1;
			if (batch.bad[i] != NULL)
				assert_ptr_equal(batch.bad[i]->bytes.at, batch.raw[i].at);
		}
	}
	assert_int_equal(*at, '\0');
	jrt_reader_close(reader);
	jb_arena_disarm(&reading.arena);
	free(text);
}

static void the_rest_of_a_file_can_be_left(void **state)
{
	struct jrt_reader *reader = NULL;
	struct jrt_batch batch;
	struct jb_text why = {0};
	char *text = many_rows(9000);

	(void)state;
	name_and_n();
	reading_string(&reading, text);
	reading_string(&reading, "name,n\nlast,1\n");
	assert_int_equal(JB_ARM(&reading.arena), 0);
	assert_int_equal(jrt_reader_open(&reading.arena, &reading.plan, 0, &reading.input, NULL,
					 &reader, &why),
			 JB_OK);
	assert_int_equal(jrt_reader_next(reader, &batch, &why), JB_OK);
	assert_int_equal(batch.rows, JRT_BATCH_ROWS);
	jrt_reader_skip_file(reader);
	assert_int_equal(jrt_reader_next(reader, &batch, &why), JB_OK);
	assert_int_equal(batch.rows, 1);
	assert_int_equal(batch.file, 1);
	assert_string_equal(jrt_reader_file(reader, 1).at, reading.path[1]);
	jrt_reader_skip_file(reader);
	assert_int_equal(jrt_reader_next(reader, &batch, &why), JB_OK);
	assert_int_equal(batch.rows, 0);
	jrt_reader_close(reader);
	jb_arena_disarm(&reading.arena);
	free(text);
}

static void a_file_can_be_left_at_a_full_batch(void **state)
{
	struct jrt_reader *reader = NULL;
	struct jrt_batch batch;
	struct jb_text why = {0};
	char *text = malloc(70001);

	(void)state;
	name_and_n();
	memset(text, 'x', 70000);
	memcpy(text, "name,n\n", 7);
	text[70000] = '\0';
	reading_string(&reading, text);
	reading_string(&reading, "name,n\nlast,1\n");
	assert_int_equal(JB_ARM(&reading.arena), 0);
	assert_int_equal(jrt_reader_open(&reading.arena, &reading.plan, 0, &reading.input, NULL,
					 &reader, &why),
			 JB_OK);
	for (uint32_t file = 0; file < 2; file++) {
		assert_int_equal(jrt_reader_next(reader, &batch, &why), JB_OK);
		assert_int_equal(batch.rows, 1);
		assert_int_equal(batch.file, file);
		jrt_reader_skip_file(reader);
	}
	jrt_reader_close(reader);
	jb_arena_disarm(&reading.arena);
	free(text);
}

static bool cancel_at_once(void *user, const struct jrt_progress_at *at)
{
	assert_true(at->rows == 0 && at->bytes_all == 14);
	return --*(int *)user > 0;
}

static void reading_can_be_cancelled(void **state)
{
	int calls = 2;

	(void)state;
	name_and_n();
	reading_string(&reading, "name,n\nanna,1\n");
	reading.input.progress = cancel_at_once;
	reading.input.progress_user = &calls;
	reading_run(&reading, 1);
	assert_int_equal(reading.status, JB_CANCELLED);
	assert_int_equal(reading.rows, 0);
}

/* Lines of 3 MB, and 15,000,000 blank ones, in an arena of 9 MB. */
static void memory_does_not_grow_with_the_file(void **state)
{
	size_t size = 0, line = 3000000, blank = 15000000;
	char *text = malloc(5 * line + blank + 100);

	(void)state;
	name_and_n();
	size += (size_t)sprintf(text, "name,n\n");
	for (int i = 0; i < 5; i++) {
		memset(text + size, i % 2 ? ',' : 'x', line);
		size += line;
		text[size++] = '\n';
	}
	memset(text + size, '\n', blank);
	size += blank;
	size += (size_t)sprintf(text + size, "anna,1\n");
	reading_file(&reading, text, size);
	free(text);
	reading.arena.limit = 9000000;
	reading_run(&reading, 0);
	assert_int_equal(reading.rows, 6);
	assert_int_equal(reading.bad, 5);
	assert_non_null(strstr(reading.rows_text.data, "\n15000007 \"anna\" 1\n"));
}

static void running_out_of_memory_is_the_caller_s_trap(void **state)
{
	struct jrt_reader *volatile reader = NULL;
	struct jrt_batch batch;
	struct jb_text why = {0};
	char *text = many_rows(20000);

	(void)state;
	name_and_n();
	reading_string(&reading, text);
	free(text);
	if (JB_ARM(&reading.arena) != 0) {
		jrt_reader_close(reader);
		return;
	}
	struct jrt_reader *opened = NULL;
	assert_int_equal(jrt_reader_open(&reading.arena, &reading.plan, 0, &reading.input, NULL,
					 &opened, &why),
			 JB_OK);
	reader = opened;
	reading.arena.limit = reading.arena.used + 1000;
	while (jrt_reader_next(opened, &batch, &why) == JB_OK && batch.rows > 0)
		;
	fail_msg("the limit of the arena was not kept");
}

/* 31,599 rows, of which none breaks a rule: the count of lines less the header. */
static void the_bank_s_january(void **state)
{
	static const struct jb_text outcomes[] = {{"AGENT", 5}, {"HANG", 4}, {"PHANTOM", 7}};
	const char *shared = getenv("JOURNEY_SHARED");
	char path[4096];

	(void)state;
	if (shared == NULL) {
		print_message("skipped: JOURNEY_SHARED is not set\n");
		skip();
	}
	snprintf(path, sizeof path, "%s/data/anonymous-bank/january.txt", shared);
	reading.source.separator = '\t';
	struct jrt_column *date = reading_column(&reading, "date", JRT_DATE);
	date->format = JB_TEXT("%y%m%d");
	date->years_from = 1950;
	date->years_to = 2049;
	reading_column(&reading, "vru_entry", JRT_CLOCK)->format = JB_TEXT("h:mm:ss");
	reading_column(&reading, "vru_time", JRT_DURATION);
	struct jrt_column *outcome = reading_column(&reading, "outcome", JRT_TEXT);
	outcome->one_of = outcomes;
	outcome->one_of_count = COUNT_OF(outcomes);
	reading_path(&reading, path);
	reading_run(&reading, 0);
	assert_string_equal(reading.findings_text.data, "");
	assert_int_equal(reading.rows, 31599);
	assert_int_equal(reading.bad, 0);
	assert_int_equal(strncmp(reading.rows_text.data, "2 10592 31 5 \"HANG\"\n", 20), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(rows_become_columns),
		TEST(only_needed_columns_are_decoded),
		TEST(a_bad_field_leaves_the_others_readable),
		TEST(rows_too_short_and_too_long),
		TEST(a_quote_never_closed),
		TEST(a_quote_open_at_the_end),
		TEST(nul_bytes),
		TEST(bad_utf_8),
		TEST(a_byte_order_mark_is_taken_off_once),
		TEST(windows_1252),
		TEST(utf_16_either_way_round),
		TEST(utf_16_not_declared),
		TEST(utf_8_declared_as_utf_16),
		TEST(files_that_are_no_delimited_text),
		TEST(files_that_cannot_be_opened),
		TEST(empty_files_and_headers_alone),
		TEST(missing_headers),
		TEST(headers_that_are_nearly_there),
		TEST(headers_are_equal_after_nfc),
		TEST(a_doubled_header_matters_where_it_is_wanted),
		TEST(several_headers_that_are_nearly_there),
		TEST(columns_by_position),
		TEST(columns_by_position_with_another_separator),
		TEST(another_separator),
		TEST(headers_that_cannot_be_read),
		TEST(lines_to_skip),
		TEST(line_ends_of_every_kind),
		TEST(times_that_fell_twice_or_never),
		TEST(batches_do_not_depend_on_blocks),
		TEST(bytes_of_a_row_come_along),
		TEST(the_rest_of_a_file_can_be_left),
		TEST(a_file_can_be_left_at_a_full_batch),
		TEST(reading_can_be_cancelled),
		TEST(memory_does_not_grow_with_the_file),
		TEST(running_out_of_memory_is_the_caller_s_trap),
		TEST(the_bank_s_january),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
