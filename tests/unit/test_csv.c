/*
 * The row splitter: the dialect of csv.h, its faults and limits, and that nothing depends on how
 * the bytes arrive.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "read/csv.h"
#include "testing.h"

static const char *const fault_name[] = {"",	       "open quote",  "long quote",
					 "lost quote", "after quote", "long field",
					 "long row",   "many fields"};

static void add_row(struct jb_buf *out, const char *at, const struct jrt_csv_row *row)
{
	jb_buf_printf(out, "%d:", (int)row->line);
	for (uint32_t i = 0; i < row->field_count && row->field_count < 50; i++) {
		jb_buf_printf(out, "[%.*s]%s", (int)row->field[i].size, at + row->field[i].at,
			      row->field[i].doubled ? "d" : "");
	}
	if (row->field_count >= 50)
		jb_buf_printf(out, "%d fields", (int)row->field_count);
	if (row->fault != JRT_CSV_SOUND)
		jb_buf_printf(out, " %s@%d", fault_name[row->fault], (int)row->fault_line);
	jb_buf_add_byte(out, '\n');
}

/* Splits `size` bytes that arrive `step` at a time. The window is a copy of just its size, so that
 * a sanitizer sees a look beyond it. */
static char *split(struct jb_arena *arena, const char *bytes, size_t size, char separator,
		   size_t step)
{
	struct jrt_csv csv;
	struct jb_buf out;
	size_t arrived = 0, kept = 0;
	char *window = malloc(1);

	jrt_csv_init(&csv, arena, separator);
	jb_buf_init(&out, arena);
	window[0] = '\n';
	for (;;) {
		struct jrt_csv_row row;
		enum jrt_csv_found found = jrt_csv_next(&csv, window, kept, arrived == size, &row);
		if (found == JRT_CSV_END)
			break;
		if (found == JRT_CSV_MORE) {
			size_t more = size - arrived < step ? size - arrived : step;
			assert_true(arrived < size);
			kept = jrt_csv_keep(&csv, kept);
			window = realloc(window, kept + more + 1);
			memcpy(window + kept, bytes + arrived, more);
			arrived += more;
			kept += more;
			window[kept] = '\n';
			continue;
		}
		if (found == JRT_CSV_ROW)
			add_row(&out, window, &row);
		kept -= row.taken;
		char *rest = malloc(kept + 1);
		memcpy(rest, window + row.taken, kept + 1);
		free(window);
		window = rest;
	}
	free(window);
	return out.data;
}

static void check(const char *text, char separator, const char *expected)
{
	struct jb_arena arena;

	jb_arena_init(&arena, NULL);
	for (size_t step = 1; step <= strlen(text) + 1; step++)
		assert_string_equal(split(&arena, text, strlen(text), separator, step), expected);
	jb_arena_release(&arena);
}

static void line_ends(void **state)
{
	(void)state;
	check("a,b\n1,2\n", ',', "1:[a][b]\n2:[1][2]\n");
	check("a,b\r\n1,2\r\n", ',', "1:[a][b]\n2:[1][2]\n");
	check("a,b\r1,2\r", ',', "1:[a][b]\n2:[1][2]\n");
	check("a\nb\rc\r\nd", ',', "1:[a]\n2:[b]\n3:[c]\n4:[d]\n");
}

static void blank_lines_are_no_rows_and_count_as_lines(void **state)
{
	(void)state;
	check("a\n\n\r\n\rb\n\n", ',', "1:[a]\n5:[b]\n");
	check(" \n", ',', "1:[ ]\n");
	check("\"\"\n", ',', "1:[]\n");
	check("\n\n", ',', "");
}

static void empty_fields(void **state)
{
	(void)state;
	check(",", ',', "1:[][]\n");
	check("a,,\n,b\n", ',', "1:[a][][]\n2:[][b]\n");
	check("a\t\tb", '\t', "1:[a][][b]\n");
}

static void quotes(void **state)
{
	(void)state;
	check("\"a,b\",c\n", ',', "1:[a,b][c]\n");
	check("\"a\nb\r\nc\rd\",e\nf\n", ',', "1:[a\nb\r\nc\rd][e]\n5:[f]\n");
	check("\"say \"\"hi\"\"\",2\n", ',', "1:[say \"\"hi\"\"]d[2]\n");
	check("\"\"\"\"\n", ',', "1:[\"\"]d\n");
	check("\"a\"", ',', "1:[a]\n");
}

static void a_quote_elsewhere_is_an_ordinary_character(void **state)
{
	(void)state;
	check("5\" pipe, \"x\"\n", ',', "1:[5\" pipe][ \"x\"]\n");
}

static void tab_separated_text_has_no_quotes(void **state)
{
	(void)state;
	check("\"a\t5\"\n\"b\"\n", '\t', "1:[\"a][5\"]\n2:[\"b\"]\n");
}

static void an_open_quote_costs_its_own_line(void **state)
{
	(void)state;
	check("a,b\n1,\"open\n2,x\n3,y\n", ',',
	      "1:[a][b]\n2:[1] open quote@2\n3:[2][x]\n4:[3][y]\n");
	check("1,\"fine\nstill\",\"open\n2,x\n", ',',
	      "1:[1][fine\nstill] open quote@2\n3:[2][x]\n");
	check("\"", ',', "1: open quote@1\n");
}

static void text_after_a_closing_quote(void **state)
{
	(void)state;
	check("\"a\"b,c\n2,d\n", ',', "1: after quote@1\n2:[2][d]\n");
	/* The open quote of line 1 meets that of line 3: again only line 1 is lost. */
	check("1,\"open\n2,x\n3,\"y\"\n4,z\n", ',',
	      "1:[1] lost quote@1\n2:[2][x]\n3:[3][y]\n4:[4][z]\n");
}

/* ---- limits ---- */

static char *repeated(const char *head, char byte, size_t count, const char *tail)
{
	char *text = malloc(strlen(head) + count + strlen(tail) + 1);
	size_t at = strlen(head);

	memcpy(text, head, at);
	memset(text + at, byte, count);
	memcpy(text + at + count, tail, strlen(tail) + 1);
	return text;
}

static void check_long(char *text, const char *expected_end)
{
	static const size_t steps[] = {4096, 65537, 1000003, 100000000};
	struct jb_arena arena;
	size_t end = strlen(expected_end);

	jb_arena_init(&arena, NULL);
	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		char *found = split(&arena, text, strlen(text), ',', steps[i]);
		size_t size = strlen(found);
		assert_true(size >= end);
		assert_string_equal(found + size - end, expected_end);
	}
	jb_arena_release(&arena);
	free(text);
}

static void limit_of_a_field(void **state)
{
	(void)state;
	check_long(repeated("a,", 'x', JRT_FIELD_BYTES, ",b\n2\n"), "][b]\n2:[2]\n");
	check_long(repeated("a,", 'x', JRT_FIELD_BYTES + 1, ",b\n2\n"),
		   "1:[a] long field@1\n2:[2]\n");
	check_long(repeated("a,", 'x', 5000000, "\r\n2\n"), "1:[a] long field@1\n2:[2]\n");
}

static void limit_of_a_quoted_field(void **state)
{
	(void)state;
	check_long(repeated("a,\"", 'x', JRT_FIELD_BYTES - 1, "\",b\n2\n"), "][b]\n2:[2]\n");
	check_long(repeated("a,\"", 'x', JRT_FIELD_BYTES + 1, "\",b\n2\n"),
		   "1:[a] long quote@1\n2:[2]\n");
	/* Blank lines in an overlong quote; its closing quote is read again, and opens a field. */
	check_long(repeated("a,\"", '\n', JRT_FIELD_BYTES + 1, "\",b\n2\n"),
		   "1:[a] long quote@1\n65538: open quote@65538\n65539:[2]\n");
}

static void limit_of_fields(void **state)
{
	(void)state;
	check_long(repeated("", ',', JRT_FIELDS_MAX - 1, "\n2\n"), "1:4096 fields\n2:[2]\n");
	check_long(repeated("", ',', JRT_FIELDS_MAX, "\n2\n"),
		   "1:4096 fields many fields@1\n2:[2]\n");
	check_long(repeated("", ',', 1000000, "\n2\n"), "1:4096 fields many fields@1\n2:[2]\n");
}

static void limit_of_a_row(void **state)
{
	size_t fields = 17, size = 0;
	char *text = malloc(fields * 65001 + 10);

	(void)state;
	for (size_t i = 0; i < fields; i++) {
		memset(text + size, 'x', 65000);
		size += 65000;
		text[size++] = i + 1 < fields ? ',' : '\n';
	}
	memcpy(text + size, "2\n", 3);
	check_long(text, "] long row@1\n2:[2]\n");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(line_ends),
		cmocka_unit_test(blank_lines_are_no_rows_and_count_as_lines),
		cmocka_unit_test(empty_fields),
		cmocka_unit_test(quotes),
		cmocka_unit_test(a_quote_elsewhere_is_an_ordinary_character),
		cmocka_unit_test(tab_separated_text_has_no_quotes),
		cmocka_unit_test(an_open_quote_costs_its_own_line),
		cmocka_unit_test(text_after_a_closing_quote),
		cmocka_unit_test(limit_of_a_field),
		cmocka_unit_test(limit_of_a_quoted_field),
		cmocka_unit_test(limit_of_fields),
		cmocka_unit_test(limit_of_a_row),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
