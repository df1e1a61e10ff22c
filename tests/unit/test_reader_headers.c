/*
 * How the reader finds its columns: headers that are missing, doubled, nearly there or made for
 * another separator, columns by position. Each test is a file and all that the reader says about
 * it.
 */
#include "own_reading.h"

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

int main(void)
{
	const struct CMUnitTest tests[] = {
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
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
