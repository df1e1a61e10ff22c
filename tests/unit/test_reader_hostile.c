/*
 * Files made to break readers, from the folder in JOURNEY_SHARED: whatever is in one, reading it
 * ends, says the same with blocks of any size, and gives each row once and in order. Some files
 * have an outcome of their own that is checked by name.
 */
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "reading.h"
#include "testing.h"

static struct reading reading;
static unsigned files_read;
static char folder[4096];

static void begin(enum jrt_encoding encoding, char separator)
{
	reading_init(&reading);
	reading.source.separator = separator;
	reading.source.encoding = encoding;
}

/* Six columns, so that every type is fed with whatever the first fields hold. */
static void six_columns(void)
{
	static const enum jrt_type types[] = {JRT_TEXT, JRT_NUMBER, JRT_INSTANT,
					      JRT_FLAG, JRT_DATE,   JRT_TEXT};

	for (uint32_t i = 0; i < COUNT_OF(types); i++) {
		char name[] = {'c', (char)('1' + i), '\0'};
		struct jrt_column *column = reading_column(&reading, "", types[i]);
		column->name = jb_text_copy(&reading.arena, jb_text_of(name));
		column->position = i % 3 + 1;
	}
}

/* Lines of rows go up, and there are no more rows than lines. */
static void check_order(void)
{
	uint64_t last = 0, rows = 0;
	struct jb_text text = jb_buf_text(&reading.rows_text);

	for (size_t at = 0; at < text.size;) {
		const char *end = memchr(text.at + at, '\n', text.size - at);
		uint64_t line = strtoull(text.at + at, NULL, 10);
		assert_non_null(end);
		assert_true(line > last);
		last = line;
		rows++;
		at = (size_t)(end - text.at) + 1;
	}
	assert_int_equal(rows, reading.rows);
}

static bool ends_with(const char *path, const char *end)
{
	size_t size = strlen(path), tail = strlen(end);

	return size >= tail && strcmp(path + size - tail, end) == 0;
}

static void read_one_way(const char *path, enum jrt_encoding encoding, char separator)
{
	/* What is packed may be large: single bytes last. */
	const size_t blocks[] = {0, 4096, 7, 1}, count = ends_with(path, ".gz") ? 2 : 4;
	struct jb_text rows = {0}, findings = {0}, shape = {0};

	begin(encoding, separator);
	six_columns();
	reading_path(&reading, path);
	for (size_t i = 0; i < 2 * count; i++) {
		reading.input.plain = i < count;
		reading_run(&reading, blocks[i % count]);
		assert_int_equal(reading.status, JB_OK);
		if (i == 0) {
			rows = jb_buf_text(&reading.rows_text);
			findings = jb_buf_text(&reading.findings_text);
			shape = jb_buf_text(&reading.shape);
			check_order();
		}
		if (!jb_text_equal(jb_buf_text(&reading.rows_text), rows) ||
		    !jb_text_equal(jb_buf_text(&reading.findings_text), findings) ||
		    (reading.input.plain && !jb_text_equal(jb_buf_text(&reading.shape), shape)))
			fail_msg("%s: blocks of %zu bytes, %s way, give another reading", path,
				 blocks[i % count], reading.input.plain ? "plain" : "fast");
	}
	reading_release(&reading);
}

static int read_every_way(const char *path, const struct stat *about, int kind, struct FTW *where)
{
	(void)about;
	(void)where;
	if (kind != FTW_F || ends_with(path, "size_gzip_bomb_200MB.csv.gz"))
		return 0;
	read_one_way(path, JRT_UTF_8, ',');
	read_one_way(path, JRT_UTF_8, '\t');
	read_one_way(path, JRT_WINDOWS_1252, ';');
	read_one_way(path, JRT_UTF_16, ',');
	files_read++;
	return 0;
}

static void every_file_is_read_the_same_way_in_any_blocks(void **state)
{
	(void)state;
	if (folder[0] == '\0')
		skip();
	assert_int_equal(nftw(folder, read_every_way, 16, FTW_PHYS), 0);
	assert_true(files_read > 100);
}

/* ---- by name ---- */

static void expect_text(const char *name, const char *rows, const char *findings)
{
	char path[5000];

	snprintf(path, sizeof path, "%s/made/%s", folder, name);
	reading_path(&reading, path);
	reading_run(&reading, 0);
	if (strstr(reading.rows_text.data, rows) == NULL ||
	    strstr(reading.findings_text.data, findings) == NULL)
		fail_msg("%s: expected '%s' and '%s', found\n%s%s", name, rows, findings,
			 reading.rows_text.data, reading.findings_text.data);
	reading.input.file_count = 0;
}

static void made_files_have_their_outcomes(void **state)
{
	static const struct {
		const char *file, *rows, *findings;
	} table[] = {
		{"empty_0_bytes.csv", "", "R0105"},
		{"enc_bom_only.csv", "", "R0105"},
		{"enc_cp1252.csv", "R0207", ""},
		{"enc_overlong.csv", "R0207", ""},
		{"enc_truncated_eof.csv", "R0207", ""},
		{"enc_beyond_10ffff.csv", "R0207", ""},
		{"enc_utf16le_bom.csv", "", "is UTF-16"},
		{"enc_utf32le_bom.csv", "", "is UTF-32"},
		{"nul_header.csv", "", "NUL"},
		{"nul_after_number.csv", "R0206", ""},
		{"q_after_close.csv", "R0204", ""},
		{"q_single.csv", "R0202 has 7 fields, expected 6", ""},
		{"q_unclosed_eof.csv", "R0203", ""},
		{"sh_gz_magic.csv", "2 \"MNL1\" 812 1000", ""},
		{"sh_xlsx_magic.csv", "", "ZIP"},
		{"sh_json.csv", "", "JSON"},
		{"sh_header_typo.csv", "", "did you mean"},
		{"sh_header_zwsp.csv", "", "\\u{200b}"},
		{"sh_missing_col.csv", "", "has no column \"denominator\""},
		{"sh_ragged_long.csv", "R0202", ""},
		{"sh_pipe.csv", "", "separated by pipe"},
		{"sh_header_midfile.csv", "header once more", ""},
		{"eol_space_line.csv", "R0201", ""},
	};

	(void)state;
	if (folder[0] == '\0')
		skip();
	for (size_t i = 0; i < COUNT_OF(table); i++) {
		begin(JRT_UTF_8, ',');
		reading_column(&reading, "site", JRT_TEXT);
		reading_column(&reading, "numerator", JRT_NUMBER);
		reading_column(&reading, "denominator", JRT_NUMBER);
		expect_text(table[i].file, table[i].rows, table[i].findings);
		reading_release(&reading);
	}
}

static bool stop_after(void *user, const struct jrt_progress_at *at)
{
	uint64_t *calls = user;

	(void)at;
	return --*calls > 0;
}

/* Six million rows in 600 KB: nothing but the rows takes time, and nothing takes memory. */
static void a_bomb_of_rows_is_read_until_it_is_stopped(void **state)
{
	struct jrt_reader *reader = NULL;
	struct jrt_batch batch = {0};
	enum jb_status status = JB_OK;
	uint64_t calls = 40;
	struct jrt_pace pace;
	char path[sizeof folder + 64];

	(void)state;
	if (folder[0] == '\0')
		skip();
	snprintf(path, sizeof path, "%s/made/size_gzip_bomb_200MB.csv.gz", folder);
	begin(JRT_UTF_8, ',');
	reading_column(&reading, "site", JRT_TEXT);
	reading_path(&reading, path);
	jrt_pace_init(&pace, &(struct jrt_input){.progress = stop_after, .progress_user = &calls},
		      &reading.arena);
	reading.arena.limit = (size_t)8 * 1024 * 1024;
	assert_int_equal(jrt_reader_open(&reading.arena, &reading.plan, 0, &reading.input, &pace,
					 &reader, &reading.why),
			 JB_OK);
	while (status == JB_OK) {
		status = jrt_reader_next(reader, &batch, &reading.why);
		reading.rows += batch.rows;
		assert_true(status != JB_OK || batch.rows > 0);
	}
	assert_int_equal(status, JB_CANCELLED);
	assert_true(reading.rows > 20000 && reading.rows < 400000);
	jrt_reader_close(reader);
	reading_release(&reading);
}

int main(void)
{
	const char *shared = getenv("JOURNEY_SHARED");
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_file_is_read_the_same_way_in_any_blocks),
		cmocka_unit_test(made_files_have_their_outcomes),
		cmocka_unit_test(a_bomb_of_rows_is_read_until_it_is_stopped),
	};

	if (shared == NULL)
		print_message("skipped: JOURNEY_SHARED is not set\n");
	else
		snprintf(folder, sizeof folder, "%s/hostile/csv", shared);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
