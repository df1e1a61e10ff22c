/*
 * Rows of JSON: what is a row, what its members are, what is said of rows that are none, in blocks
 * of any size. The parsing tests of Nicolas Seriot's JSONTestSuite are read from JOURNEY_SHARED.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "read/ndjson.h"
#include "reading_gives.h"
#include "testing.h"

static struct reading reading;

static int set_up(void **state)
{
	(void)state;
	reading_init(&reading);
	reading.source.format = JRT_NDJSON;
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

/* ---- rows ---- */

static void objects_become_columns(void **state)
{
	(void)state;
	name_and_n();
	reading_string(&reading,
		       "{\"name\":\"anna\",\"n\":1}\n"
		       " { \"n\" : -2.5e1 , \"other\" : [ 1, {} ] , \"name\" : \"bert\" } \r\n"
		       "{\"n\":\"3\",\"name\":4}\n"
		       "{\"name\":\"\",\"n\":\"\"}");
	gives("1 \"anna\" 1\n2 \"bert\" -25\n3 \"4\" 3\n4 \"\" -\n", "");
}

static void what_has_no_value_is_missing(void **state)
{
	(void)state;
	name_and_n();
	reading_string(&reading, "{\"name\":null,\"n\":1}\n{\"n\":null,\"name\":\"a\"}\n{}\n");
	gives("1 - 1\n2 \"a\" -\n3 - -\n", "");
}

static void blank_lines_marks_and_line_ends(void **state)
{
	(void)state;
	name_and_n();
	reading_string(&reading, "\xef\xbb\xbf\n{\"name\":\"a\",\"n\":1}\r\n\r\n \t\r\n"
				 "{\"name\":\"b\",\r\"n\":2}\n\n");
	reading_string(&reading, "");
	reading_string(&reading, "\n\n");
	gives("2 \"a\" 1\n5 \"b\" 2\n", "info R0108 has no rows\ninfo R0108 has no rows\n");
}

static void texts_are_unescaped(void **state)
{
	(void)state;
	name_and_n();
	reading_string(&reading, "{\"name\":\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\",\"n\":1}\n"
				 "{\"name\":\"\\u00e9\\u20AC\\ud83d\\ude00!\",\"\\u006e\":2}\n"
				 "{\"name\":\"e\\u0301\",\"n\":\"\\u0033\"}\n"
				 "{\"name\":\"12345678\\u0061\",\"n\":4}\n");
	gives("1 \"a\\\"\\\\/\\b\\f\\n\\r\\t\" 1\n"
	      "2 \"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80!\" 2\n"
	      "3 \"\xc3\xa9\" 3\n"
	      "4 \"12345678a\" 4\n",
	      "");
}

/* No double has 9,007,199,254,740,993, nor 0.1. */
static void numbers_are_exact(void **state)
{
	(void)state;
	reading_column(&reading, "n", JRT_NUMBER);
	reading_string(&reading, "{\"n\":9007199254740.993001}\n{\"n\":0.1}\n{\"n\":-0}\n"
				 "{\"n\":1E-6}\n{\"n\":0.0000001}\n{\"n\":123e30}\n");
	reading_run(&reading, 0);
	assert_string_equal(
		reading.rows_text.data,
		"1 9007199254740.993001\n2 0.1\n3 0\n4 0.000001\n"
		"5 - R0213 column n: found \"0.0000001\", expected a number, not finer than a "
		"millionth; say how to round, as in `rounded to 1s half up`\n"
		"6 - R0214 column n: found \"123e30\", expected a number of at most "
		"9,223,372,036,854\n");
}

static void flags_are_json_s_or_the_column_s(void **state)
{
	static const struct jb_text yes[] = {{"Y", 1}}, no[] = {{"N", 1}}, missing[] = {{"?", 1}};

	(void)state;
	struct jrt_column *plain = reading_column(&reading, "p", JRT_FLAG),
			  *worded = reading_column(&reading, "w", JRT_FLAG);
	reading_column(&reading, "t", JRT_TEXT);
	(void)plain;
	worded->yes = yes;
	worded->no = no;
	worded->missing = missing;
	worded->yes_count = worded->no_count = worded->missing_count = 1;
	reading_string(&reading, "{\"p\":true,\"w\":false,\"t\":true}\n"
				 "{\"p\":\"no\",\"w\":\"Y\",\"t\":false}\n"
				 "{\"p\":1,\"w\":\"?\",\"t\":\"false\"}\n"
				 "{\"p\":\"true\",\"w\":\"true\"}\n");
	gives("1 1 0 \"true\"\n2 0 1 \"false\"\n3 1 - \"false\"\n"
	      "4 1 - - R0210 column w: found \"true\", expected yes as \"Y\" or no as \"N\"\n",
	      "");
}

/* ---- rows that are none ---- */

static void faults(const char *row, const char *expected)
{
	char text[512], wanted[512];

	tear_down(NULL);
	set_up(NULL);
	name_and_n();
	snprintf(text, sizeof text, "%s\n{\"name\":\"z\",\"n\":9}\n", row);
	snprintf(wanted, sizeof wanted, "1 %s\n2 \"z\" 9\n", expected);
	reading_string(&reading, text);
	gives(wanted, "");
}

static void lines_that_are_no_object(void **state)
{
	(void)state;
	faults("name,n", "- - R0220 byte 1 of the row: found \"name\", expected an object, which "
			 "begins with {");
	faults("{\"name\":\"a\",\"n\":1",
	       "\"a\" - R0220 byte 18 of the row: the row ends, expected "
	       "a comma or }");
	faults("{\"name\":\"a\" \"n\":1}", "- - R0220 byte 13 of the row: found \"\\\"\", "
					   "expected a comma or }");
	faults("{\"n\":1,}",
	       "- 1 R0220 byte 8 of the row: found \"}\", expected a member's name in "
	       "quotes");
	faults("{\"n\" 1}", "- - R0220 byte 6 of the row: found \"1\", expected a colon");
	faults("{n:1}", "- - R0220 byte 2 of the row: found \"n\", expected a member's name in "
			"quotes");
	faults("{\"n\":}", "- - R0220 byte 6 of the row: found \"}\", expected a value");
	faults("{\"n\":NaN}", "- - R0220 byte 6 of the row: found \"NaN\", expected a value");
	faults("{\"n\":True}", "- - R0220 byte 6 of the row: found \"True\", expected a value");
	faults("{\"n\":01}", "- - R0220 byte 7 of the row: found \"1\", expected a comma or }");
	faults("{\"n\":+1}", "- - R0220 byte 6 of the row: found \"+1\", expected a value");
	faults("{\"n\":-}", "- - R0220 byte 7 of the row: found \"}\", expected a digit");
	faults("{\"n\":1.}",
	       "- - R0220 byte 8 of the row: found \"}\", expected a digit behind the "
	       "decimal point");
	faults("{\"n\":1e}", "- - R0220 byte 8 of the row: found \"}\", expected a digit of the "
			     "exponent");
	faults("{\"n\":1}{\"n\":2}",
	       "- 1 R0220 byte 8 of the row: found \"{\", expected the end of "
	       "the line behind the object");
	faults("{\"x\":[1,{\"y\" 2}]}", "- - R0220 byte 14 of the row: found \"2\", expected a "
					"colon");
	faults("{\"x\":[1 2]}", "- - R0220 byte 9 of the row: found \"2\", expected a comma or ]");
}

static void texts_that_are_no_text(void **state)
{
	(void)state;
	faults("{\"name\":\"a", "- - R0220 byte 11 of the row: the row ends, expected the quote "
				"that ends the text");
	faults("{\"name\":\"a\tb\"}", "- - R0220 byte 11 of the row: found \"\\t\", expected an "
				      "escape, such as \\t, for a control character");
	faults("{\"name\":\"\\x41\"}", "- - R0220 byte 10 of the row: found \"\\\\x41\", expected "
				       "an escape such as \\n, \\\" or \\u00e9; a backslash itself "
				       "is written twice");
	faults("{\"name\":\"\\u12g4\"}", "- - R0220 byte 10 of the row: found \"\\\\u12g4\", "
					 "expected \\u with four hexadecimal digits");
	faults("{\"x\":\"\\ud83d\"}", "- - R0207 byte 7 of the row: \\ud83d is half of a "
				      "character, expected a whole character, such as "
				      "\\ud83d\\ude00");
	faults("{\"name\":\"\\ude00\\ud83d\"}",
	       "- - R0207 byte 10 of the row: \\ude00 is half of a character, expected a whole "
	       "character, such as \\ud83d\\ude00");
	faults("{\"name\":\"a\\u0000\",\"n\":1}",
	       "- 1 R0206 column name: found \"a\\\\u0000\", which holds a NUL, expected text");
	faults("{\"n\":1,\"x\":\"\xff\",\"name\":\"a\"}",
	       "\"a\" 1 R0207 byte 13 of the row holds the byte 0xff where it is no UTF-8; a file "
	       "of another encoding is declared, as in `encoding windows-1252`");
	faults("{\"n\":1,\"name\":\"\xc3\"}",
	       "- 1 R0207 byte 16 of the row holds the byte 0xc3 where it is no UTF-8; a file of "
	       "another encoding is declared, as in `encoding windows-1252`");
}

static void a_nul_in_a_row(void **state)
{
	static const char text[] = "{\"n\":1,\"x\":\"\0\"}\n{\"n\":2,\"name\":\"b\"}\n";

	(void)state;
	name_and_n();
	reading_file(&reading, text, sizeof text - 1);
	gives("1 - 1 R0206 byte 13 of the row is NUL, expected text\n2 \"b\" 2\n", "");
}

static void a_member_twice(void **state)
{
	(void)state;
	faults("{\"n\":1,\"name\":\"a\",\"\\u006e\":2}",
	       "\"a\" 1 R0221 byte 19 of the row: the member \"n\" a second time, expected one");
	faults("{\"n\":null,\"n\":2}",
	       "- - R0221 byte 11 of the row: the member \"n\" a second time, expected one");
}

static void members_twice_that_nobody_reads(void **state)
{
	(void)state;
	name_and_n();
	reading_string(&reading,
		       "{\"n\":1,\"x\":1,\"x\":2,\"y\":{\"n\":1,\"n\":2},\"name\":\"a\"}\n");
	gives("1 \"a\" 1\n", "");
}

static void nested_values(void **state)
{
	(void)state;
	faults("{\"n\":[1],\"name\":\"a\"}",
	       "\"a\" - R0210 column n: found \"[1]\", an array, expected a single value");
	faults("{\"n\":1,\"name\":{\"first\":\"a\"}}",
	       "- 1 R0210 column name: found \"{\\\"first\\\":\\\"a\\\"}\", an object, expected a "
	       "single value");
}

/* ---- limits ---- */

static char *nested(size_t depth)
{
	char *text = malloc(2 * depth + 64);
	size_t size = (size_t)sprintf(text, "{\"x\":");

	memset(text + size, '[', depth);
	memset(text + size + depth, ']', depth);
	sprintf(text + size + 2 * depth, ",\"name\":\"a\",\"n\":1}\n");
	return text;
}

static void depth_has_a_limit(void **state)
{
	static const size_t depths[] = {127, 128, 100000};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(depths); i++) {
		char *text = nested(depths[i]);
		tear_down(NULL);
		set_up(NULL);
		name_and_n();
		reading_string(&reading, text);
		reading_string(&reading, "{\"name\":\"a\",\"n\":1}\n");
		gives(i == 0 ? "1 \"a\" 1\n1 \"a\" 1\n"
			     : "1 - - R0205 byte 133 of the row: arrays and objects lie deeper in "
			       "one another than 128 levels\n1 \"a\" 1\n",
		      "");
		free(text);
	}
}

/* The row has `size` bytes. */
static void long_row(size_t size, const char *row)
{
	char *text = malloc(size + 64), wanted[256];
	size_t at = (size_t)sprintf(text, "{\"name\":\"a\",\"n\":1,\"x\":\"");

	tear_down(NULL);
	set_up(NULL);
	name_and_n();
	memset(text + at, 'x', size - at - 2);
	memcpy(text + size - 2, "\"}", 3);
	strcat(text, "\n{\"name\":\"b\",\"n\":2}\n");
	reading_string(&reading, text);
	snprintf(wanted, sizeof wanted, "1 %s\n2 \"b\" 2\n", row);
	static const size_t blocks[] = {0, 4096, 1000000};
	for (size_t i = 0; i < COUNT_OF(blocks); i++) {
		reading_run(&reading, blocks[i]);
		assert_string_equal(reading.rows_text.data, wanted);
		assert_string_equal(reading.shape.data, size > JRT_ROW_BYTES ? "1 1 " : "1 1 ");
	}
	free(text);
}

static void rows_have_a_limit(void **state)
{
	(void)state;
	long_row(JRT_ROW_BYTES, "\"a\" 1");
	long_row(JRT_ROW_BYTES + 1, "- - R0205 the row is longer than 1,048,576 bytes");
	long_row(5 * JRT_ROW_BYTES, "- - R0205 the row is longer than 1,048,576 bytes");
}

static void values_have_a_limit(void **state)
{
	char *text = malloc(3 * JRT_FIELD_BYTES);

	(void)state;
	for (size_t more = 0; more < 2; more++) {
		size_t at = (size_t)sprintf(text, "{\"n\":1,\"name\":\"");
		memset(text + at, ' ', JRT_FIELD_BYTES + more);
		strcpy(text + at + JRT_FIELD_BYTES + more, "\"}\n");
		tear_down(NULL);
		set_up(NULL);
		reading_column(&reading, "name", JRT_TEXT)->key = false;
		reading_string(&reading, text);
		reading_run(&reading, 0);
		assert_int_equal(reading.rows, 1);
		assert_int_equal(reading.bad, more);
		assert_true(!more ||
			    strstr(reading.rows_text.data, "R0205 column name: found \"") != NULL);
	}
	free(text);
}

/* ---- names ---- */

/* Whatever order members have, which are left out and which come anew. */
static void members_in_any_order(void **state)
{
	static const char *const member[] = {"\"a\":1", "\"b\":2", "\"c\":3", "\"d\":4", "\"e\":5",
					     "\"f\":6", "\"g\":7", "\"h\":8", "\"i\":9", "\"k\":0"};
	struct jb_buf text, wanted;
	uint32_t seed = 1;

	(void)state;
	reading_column(&reading, "c", JRT_NUMBER);
	reading_column(&reading, "a-name-that-is-too-long-to-be-remembered", JRT_NUMBER);
	reading_column(&reading, "i", JRT_NUMBER);
	jb_buf_init(&text, &reading.arena);
	jb_buf_init(&wanted, &reading.arena);
	for (int row = 1; row <= 500; row++) {
		bool c = false, i = false, l = false;
		jb_buf_add_string(&text, "{\"first\":0");
		for (int k = 0; k < 40; k++) {
			seed = seed * 1103515245 + 12345;
			uint32_t which = seed >> 16 & 15;
			if (which >= 11 || (which == 2 && c) || (which == 8 && i) ||
			    (which == 10 && l) || (row % 10 && which != (uint32_t)k))
				continue;
			c |= which == 2;
			i |= which == 8;
			l |= which == 10;
			jb_buf_printf(&text, ",%s",
				      which == 10 ? "\"a-name-that-is-too-long-to-be-remembered\":7"
						  : member[which]);
		}
		jb_buf_add_string(&text, "}\n");
		jb_buf_printf(&wanted, "%d %s %s %s\n", row, c ? "3" : "-", l ? "7" : "-",
			      i ? "9" : "-");
	}
	reading_string(&reading, text.data);
	gives(wanted.data, "");
}

static void names_are_compared_in_nfc(void **state)
{
	(void)state;
	reading_column(&reading, "\xc3\xa9", JRT_NUMBER);
	reading_string(&reading, "{\"\xc3\xa9\":1}\n{\"e\xcc\x81\":2}\n{\"\\u00e9\":3}\n"
				 "{\"e\\u0301\":4}\n{\"\xe9\":5}\n{\"e\":6}\n");
	gives("1 1\n2 2\n3 3\n4 4\n"
	      "5 - R0207 byte 3 of the row holds the byte 0xe9 where it is no UTF-8; a file of "
	      "another encoding is declared, as in `encoding windows-1252`\n6 -\n",
	      "");
}

static void a_member_that_two_columns_read(void **state)
{
	(void)state;
	reading_column(&reading, "n", JRT_NUMBER);
	reading_column(&reading, "n", JRT_TEXT);
	reading_string(&reading, "{\"n\":1.50}\n");
	gives("1 1.5 \"1.50\"\n", "");
}

static void a_member_that_no_row_has(void **state)
{
	(void)state;
	name_and_n();
	reading_string(&reading, "{\"Name\":\"a\",\"n\":1}\n{\"n\":2}\n");
	reading_string(&reading, "");
	gives("1 - 1\n2 - 2\n",
	      "info R0108 has no rows\n"
	      "error R0106 has no row with a member \"name\", from which column name is read / "
	      "\"Name\" differs from it only in small and capital letters; rows have \"Name\", "
	      "\"n\"\n");
	reading_string(&reading, "{\"name\":null,\"n\":1}\n");
	gives("1 - 1\n2 - 2\n1 - 1\n", "info R0108 has no rows\n");
}

/* ---- files ---- */

static void files_that_are_no_rows_of_json(void **state)
{
	(void)state;
	name_and_n();
	reading_string(&reading, "[{\"name\":\"a\"}]");
	reading_string(&reading, "\xef\xbb\xbf{\r\n  \"name\": \"a\"\n}\n");
	reading_file(&reading, "\xff\xfe{\0", 4);
	gives("", "error R0104 is a JSON array, not one JSON object a line / make lines of it: jq "
		  "-c '.[]' FILE\n"
		  "error R0104 is JSON laid out over several lines, not one JSON object a line / "
		  "make one line of each: jq -c . FILE\n"
		  "error R0103 is UTF-16 (little endian, by its first bytes FF FE) / declare "
		  "`encoding utf-16` in the source\n");
	reading.source.format = JRT_CSV;
	reading.input.file_count = 0;
	reading_string(&reading, "{\"name\":\"a\"}\n");
	gives("", "error R0104 is JSON, not delimited text / export it as CSV, or declare `format "
		  "ndjson` if each line is one object\n");
}

static void other_encodings(void **state)
{
	(void)state;
	name_and_n();
	reading.source.encoding = JRT_WINDOWS_1252;
	reading_string(&reading, "{\"name\":\"Zo\xeb\",\"n\":1}\n");
	gives("1 \"Zo\xc3\xab\" 1\n", "");
}

/* ---- shared files ---- */

static char shared[4096];

static void hostile_files(void **state)
{
	static const struct {
		const char *file, *rows, *findings;
	} table[] = {
		{"array.ndjson", "", "is a JSON array"},
		{"big_int.ndjson", "R0214", ""},
		{"bom.ndjson", "1 \"MNL1\" 812\n", ""},
		{"concatenated.ndjson", "R0220 byte 101", ""},
		{"deep_array_100k.ndjson", "", "is a JSON array"},
		{"dup_keys.ndjson", "R0221", ""},
		{"hex.ndjson", "R0220", ""},
		{"invalid_utf8.ndjson", "R0207 byte 30", ""},
		{"key_proto.ndjson", "1 \"MNL1\" 812\n", ""},
		{"lone_surrogate.ndjson", "R0207", ""},
		{"many_keys_200k.ndjson.gz", "R0205", ""},
		{"nan.ndjson", "R0220", ""},
		{"no_final_newline.ndjson", "1 \"MNL1\" 812\n", ""},
		{"ok.ndjson", "1 \"MNL1\" 812\n", ""},
		{"raw_control.ndjson", "R0220", ""},
		{"single_quotes.ndjson", "R0220", ""},
		{"surrogate_pair.ndjson", "\xf0\x9f\x98\x80", ""},
		{"truncated.ndjson", "R0220", ""},
		{"utf16.ndjson", "", "is UTF-16"},
	};

	char path[sizeof shared + 64];

	(void)state;
	if (shared[0] == '\0')
		skip();
	for (size_t i = 0; i < COUNT_OF(table); i++) {
		tear_down(NULL);
		set_up(NULL);
		reading_column(&reading, "site", JRT_TEXT);
		reading_column(&reading, "numerator", JRT_NUMBER);
		snprintf(path, sizeof path, "%s/hostile/json/made/%s", shared, table[i].file);
		reading_path(&reading, path);
		reading_run(&reading, 0);
		if (strstr(reading.rows_text.data, table[i].rows) == NULL ||
		    strstr(reading.findings_text.data, table[i].findings) == NULL)
			fail_msg("%s: expected '%s' and '%s', found\n%s%s", table[i].file,
				 table[i].rows, table[i].findings, reading.rows_text.data,
				 reading.findings_text.data);
	}
}

/* A document of the suite as the value of a member. */
static bool is_read(const char *path)
{
	struct jb_text document, why;
	struct jb_buf row;

	tear_down(NULL);
	set_up(NULL);
	reading_column(&reading, "n", JRT_NUMBER);
	assert_int_equal(jb_io_read_all(&reading.arena, jb_text_of(path), 1 << 20, &document, &why),
			 JB_OK);
	jb_buf_init(&row, &reading.arena);
	jb_buf_add_string(&row, "{\"n\":1,\"x\":");
	for (size_t i = 0; i < document.size; i++)
		jb_buf_add_byte(&row, document.at[i] == '\n' ? ' ' : document.at[i]);
	jb_buf_add_string(&row, "}\n{\"n\":2}\n");
	reading_file(&reading, row.data, row.size);
	reading_run(&reading, 0);
	assert_int_equal(reading.rows, 2);
	assert_true(jb_text_ends(jb_buf_text(&reading.rows_text), JB_TEXT("\n2 2\n")));
	return reading.bad == 0;
}

static void the_json_test_suite(void **state)
{
	char folder[sizeof shared + 64], path[sizeof folder + 300];
	unsigned count = 0;
	struct dirent *entry;

	(void)state;
	if (shared[0] == '\0')
		skip();
	snprintf(folder, sizeof folder, "%s/hostile/json/nst/test_parsing", shared);
	DIR *dir = opendir(folder);
	assert_non_null(dir);
	while ((entry = readdir(dir)) != NULL) {
		const char *name = entry->d_name;
		if (name[0] == '.')
			continue;
		snprintf(path, sizeof path, "%s/%s", folder, name);
		bool read = is_read(path);
		if ((name[0] == 'y' && !read) || (name[0] == 'n' && read))
			fail_msg("%s: %s", name, read ? "read" : reading.rows_text.data);
		count++;
	}
	closedir(dir);
	assert_true(count > 100);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const char *folder = getenv("JOURNEY_SHARED");
	const struct CMUnitTest tests[] = {
		TEST(objects_become_columns),
		TEST(what_has_no_value_is_missing),
		TEST(blank_lines_marks_and_line_ends),
		TEST(texts_are_unescaped),
		TEST(numbers_are_exact),
		TEST(flags_are_json_s_or_the_column_s),
		TEST(lines_that_are_no_object),
		TEST(texts_that_are_no_text),
		TEST(a_nul_in_a_row),
		TEST(a_member_twice),
		TEST(members_twice_that_nobody_reads),
		TEST(nested_values),
		TEST(depth_has_a_limit),
		TEST(rows_have_a_limit),
		TEST(values_have_a_limit),
		TEST(members_in_any_order),
		TEST(names_are_compared_in_nfc),
		TEST(a_member_that_two_columns_read),
		TEST(a_member_that_no_row_has),
		TEST(files_that_are_no_rows_of_json),
		TEST(other_encodings),
		TEST(hostile_files),
		TEST(the_json_test_suite),
	};

	if (folder != NULL)
		snprintf(shared, sizeof shared, "%s", folder);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
