/*
 * Rows of JSON: what is a row, what its members are, what is said of rows that are none, in blocks
 * of any size.
 */
#include "own_reading.h"

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
	set_up_json(NULL);
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		JSON_TEST(objects_become_columns),
		JSON_TEST(what_has_no_value_is_missing),
		JSON_TEST(blank_lines_marks_and_line_ends),
		JSON_TEST(texts_are_unescaped),
		JSON_TEST(numbers_are_exact),
		JSON_TEST(flags_are_json_s_or_the_column_s),
		JSON_TEST(lines_that_are_no_object),
		JSON_TEST(texts_that_are_no_text),
		JSON_TEST(a_nul_in_a_row),
		JSON_TEST(a_member_twice),
		JSON_TEST(members_twice_that_nobody_reads),
		JSON_TEST(nested_values),
		JSON_TEST(members_in_any_order),
		JSON_TEST(names_are_compared_in_nfc),
		JSON_TEST(a_member_that_two_columns_read),
		JSON_TEST(a_member_that_no_row_has),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
