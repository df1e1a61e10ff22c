/*
 * The reader from file to batch: what becomes of fields and rows, that the size of blocks and
 * batches changes nothing, and the ways in which reading ends early. Each test is a file and all
 * that the reader says about it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "own_reading.h"

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

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(rows_become_columns),
		TEST(only_needed_columns_are_decoded),
		TEST(a_bad_field_leaves_the_others_readable),
		TEST(rows_too_short_and_too_long),
		TEST(a_quote_never_closed),
		TEST(a_quote_open_at_the_end),
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
