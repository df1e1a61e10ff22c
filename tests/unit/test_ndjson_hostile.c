/*
 * Rows of JSON against files that mean harm: limits of depth, rows and values, files that are
 * something else, hostile files from JOURNEY_SHARED and from there the parsing tests of Nicolas
 * Seriot's JSONTestSuite.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "read/ndjson.h"
#include "own_reading.h"

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
		set_up_json(NULL);
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
	set_up_json(NULL);
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
		set_up_json(NULL);
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
		set_up_json(NULL);
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
	set_up_json(NULL);
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

int main(void)
{
	const char *folder = getenv("JOURNEY_SHARED");
	const struct CMUnitTest tests[] = {
		JSON_TEST(depth_has_a_limit),	JSON_TEST(rows_have_a_limit),
		JSON_TEST(values_have_a_limit), JSON_TEST(files_that_are_no_rows_of_json),
		JSON_TEST(other_encodings),	JSON_TEST(hostile_files),
		JSON_TEST(the_json_test_suite),
	};

	if (folder != NULL)
		snprintf(shared, sizeof shared, "%s", folder);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
