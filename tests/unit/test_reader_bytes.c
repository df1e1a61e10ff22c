/*
 * The reader, before it looks at rows: encodings declared and not, marks, NUL bytes and line ends,
 * files that are something else. Each test is a file and all that the reader says about it.
 */
#include "own_reading.h"

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

static void line_ends_of_every_kind(void **state)
{
	(void)state;
	name_and_n();
	reading_string(&reading, "name,n\ranna,1\rberta,2\r");
	reading_string(&reading, "name,n\r\nanna,1\nberta,2\r\rclara,3");
	gives("2 \"anna\" 1\n3 \"berta\" 2\n2 \"anna\" 1\n3 \"berta\" 2\n5 \"clara\" 3\n", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nul_bytes),
		TEST(bad_utf_8),
		TEST(a_byte_order_mark_is_taken_off_once),
		TEST(windows_1252),
		TEST(utf_16_either_way_round),
		TEST(utf_16_not_declared),
		TEST(utf_8_declared_as_utf_16),
		TEST(files_that_are_no_delimited_text),
		TEST(files_that_cannot_be_opened),
		TEST(line_ends_of_every_kind),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
