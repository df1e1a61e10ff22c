/* Source files and diagnostics: what is refused before scanning, where a place is, what the
 * three sinks write. */
#include <string.h>

#include <jansson.h>

#include "source/file.h"
#include "source/sink.h"
#include "testing.h"

struct fixture {
	struct jb_arena arena;
	struct jy_diags diags;
	struct jy_file file;
	struct jb_buf out;
};

static bool open_text(struct fixture *f, struct jb_text text)
{
	jb_arena_init(&f->arena, NULL);
	jy_diags_init(&f->diags, &f->arena);
	jb_buf_init(&f->out, &f->arena);
	return jy_file_init(&f->file, &f->arena, JB_TEXT("fault.journey"), text, &f->diags);
}

static struct jy_span span(const struct fixture *f, uint32_t begin, uint32_t end)
{
	return (struct jy_span){begin, end, f->file.number};
}

static void expect_refused(struct jb_text text, enum jy_code code, uint32_t at)
{
	struct fixture f;
	assert_false(open_text(&f, text));
	assert_int_equal(f.diags.error_count, 1);
	assert_int_equal(f.diags.list.at[0].code, code);
	assert_int_equal(f.diags.list.at[0].span.begin, at);
	jy_sink_text(&f.out, &f.diags, (struct jy_sink_options){0});
	jb_arena_release(&f.arena);
}

static void bytes_are_checked_first(void **state)
{
	(void)state;
	expect_refused(JB_TEXT("ok\n\xFF"), JY_D_FILE_NOT_UTF8, 3);
	expect_refused(JB_TEXT("caf\xE9 au lait"), JY_D_FILE_NOT_UTF8, 3);
	expect_refused(JB_TEXT("\xED\xA0\x80"), JY_D_FILE_NOT_UTF8, 0);
	expect_refused(JB_TEXT("abc\0def"), JY_D_FILE_NUL, 3);
	expect_refused(JB_TEXT("\xFF\xFE"
			       "a\0b\0"),
		       JY_D_FILE_UTF16, 0);
	expect_refused(JB_TEXT("b\0r\0a\0n\0d\0"), JY_D_FILE_UTF16, 0);
	struct fixture f;
	assert_true(open_text(&f, JB_TEXT("\xEF\xBB\xBF"
					  "ab\n")));
	assert_int_equal(f.file.start, 3);
	assert_int_equal(jy_file_column(&f.file, 4), 2);
	jb_arena_release(&f.arena);
}

static void a_file_that_is_too_large_is_refused(void **state)
{
	(void)state;
	expect_refused((struct jb_text){"", (size_t)JY_FILE_BYTES_MAX + 1}, JY_D_FILE_TOO_LARGE, 0);
}

static void lines_end_by_lf_cr_or_both(void **state)
{
	struct fixture f;
	(void)state;
	assert_true(open_text(&f, JB_TEXT("a\nb\r\nc\rd")));
	assert_int_equal(f.file.line_count, 4);
	assert_true(jb_text_is(jy_file_line_text(&f.file, 2), "b"));
	assert_true(jb_text_is(jy_file_line_text(&f.file, 4), "d"));
	assert_int_equal(jy_file_line(&f.file, 2), 2);
	assert_int_equal(jy_file_line(&f.file, 7), 4);
	assert_int_equal(jy_file_line(&f.file, 8), 4);
	jb_arena_release(&f.arena);
}

static void columns_in_three_measures(void **state)
{
	struct fixture f;
	(void)state;
	/* e with a combining acute, a wide character, an emoji, a tab */
	assert_true(open_text(&f, JB_TEXT("e\xCC\x81\xE9\xA1\xA7\xF0\x9F\x98\x80\tx")));
	uint32_t x = 11;
	assert_int_equal(jy_file_column(&f.file, x), 5);
	assert_int_equal(jy_file_screen_column(&f.file, x), 8);
	assert_int_equal(jy_file_utf16_column(&f.file, x), 6);
	jb_arena_release(&f.arena);
}

static const char sample[] = "metric handling_time \"AHT\" {\n"
			     "  better lower\n"
			     "}\n"
			     "success handling_time at most 80% every month\n";

static void report_sample(struct fixture *f)
{
	struct jy_diag *d = jy_diag_error(&f->diags, (enum jy_code)312, span(f, 76, 79),
					  "a duration is compared with a %s", "share");
	jy_diag_mark(&f->diags, d, "this is a share");
	jy_diag_label(&f->diags, d, span(f, 7, 20), "this metric is a duration");
	jy_diag_help(&f->diags, d, "write a duration, for example `at most 8min`");
	jy_diag_fix(&f->diags, d, span(f, 76, 79), JB_TEXT("8min"));
}

static void the_frame_shows_lines_marks_and_help(void **state)
{
	struct fixture f;
	(void)state;
	assert_true(open_text(&f, jb_text_of(sample)));
	report_sample(&f);
	jy_sink_text(&f.out, &f.diags, (struct jy_sink_options){0});
	assert_string_equal(f.out.data, "error[J0312]: a duration is compared with a share\n"
					" --> fault.journey:4:31\n"
					"  |\n"
					"1 | metric handling_time \"AHT\" {\n"
					"  |        ------------- this metric is a duration\n"
					"...\n"
					"4 | success handling_time at most 80% every month\n"
					"  |                               ^^^ this is a share\n"
					"  |\n"
					"  = help: write a duration, for example `at most 8min`\n"
					"\n"
					"1 error\n"
					"`journey explain J0312` says what it means and how to "
					"mend it\n");
	jb_buf_reset(&f.out);
	jy_sink_lines(&f.out, &f.diags);
	assert_string_equal(
		f.out.data,
		"fault.journey:4:31: error[J0312]: a duration is compared with a share\n");
	jb_arena_release(&f.arena);
}

static void the_json_form_is_json(void **state)
{
	struct fixture f;
	(void)state;
	assert_true(open_text(&f, jb_text_of(sample)));
	report_sample(&f);
	jy_sink_json(&f.out, &f.diags);
	json_error_t error;
	json_t *root = json_loads(f.out.data, 0, &error);
	assert_non_null(root);
	json_t *diag = json_array_get(json_object_get(root, "diagnostics"), 0);
	assert_string_equal(json_string_value(json_object_get(diag, "code")), "J0312");
	json_t *begin = json_object_get(json_object_get(diag, "place"), "begin");
	assert_int_equal(json_integer_value(json_object_get(begin, "line")), 4);
	assert_int_equal(json_integer_value(json_object_get(begin, "column")), 31);
	json_t *fix = json_array_get(json_object_get(diag, "fixes"), 0);
	assert_string_equal(json_string_value(json_object_get(fix, "replacement")), "8min");
	json_decref(root);
	jb_arena_release(&f.arena);
}

static void duplicates_are_dropped_and_order_is_by_place(void **state)
{
	struct fixture f;
	(void)state;
	assert_true(open_text(&f, jb_text_of(sample)));
	jy_diag_error(&f.diags, JY_D_SYNTAX, span(&f, 20, 21), "second");
	jy_diag_error(&f.diags, JY_D_SYNTAX, span(&f, 5, 6), "first");
	jy_diag_error(&f.diags, JY_D_WORD_UNKNOWN, span(&f, 5, 6), "the same place again");
	jy_diag_warn(&f.diags, (enum jy_code)400, span(&f, 5, 6), "of another pass");
	jy_diag_warn(&f.diags, (enum jy_code)400, span(&f, 5, 6), "of another pass");
	assert_int_equal(f.diags.error_count, 2);
	assert_int_equal(f.diags.warning_count, 1);
	jy_sink_lines(&f.out, &f.diags);
	assert_string_equal(f.out.data, "fault.journey:1:6: error[J0201]: first\n"
					"fault.journey:1:6: warning[J0400]: of another pass\n"
					"fault.journey:1:21: error[J0201]: second\n");
	jb_arena_release(&f.arena);
}

static void a_warning_does_not_stand_for_an_error(void **state)
{
	struct fixture f;
	(void)state;
	assert_true(open_text(&f, jb_text_of(sample)));
	jy_diag_warn(&f.diags, JY_D_MINUS_BLANK, span(&f, 5, 6), "looks like a sign");
	jy_diag_error(&f.diags, JY_D_SYNTAX, span(&f, 5, 6), "wrong");
	jy_diag_warn(&f.diags, JY_D_MINUS_BLANK, span(&f, 5, 6), "looks like a sign still");
	assert_int_equal(f.diags.error_count, 1);
	assert_int_equal(f.diags.warning_count, 1);
	jb_arena_release(&f.arena);
}

static void a_flood_is_cut_and_counted(void **state)
{
	struct fixture f;
	(void)state;
	assert_true(open_text(&f, jb_text_of(sample)));
	for (uint32_t i = 0; i < JY_DIAGS_KEPT + 50; i++)
		jy_diag_error(&f.diags, (enum jy_code)(300 + i), span(&f, i % 50, i % 50),
			      "mistake %u", i);
	assert_int_equal(f.diags.error_count, JY_DIAGS_KEPT + 50);
	assert_int_equal(f.diags.list.count, JY_DIAGS_KEPT);
	jy_sink_text(&f.out, &f.diags, (struct jy_sink_options){.shown = 10});
	assert_non_null(strstr(f.out.data, "… and 1040 errors more (`--show all`)\n1050 errors\n"));
	jb_arena_release(&f.arena);
}

static void nothing_in_a_file_reaches_the_terminal(void **state)
{
	struct fixture f;
	(void)state;
	assert_true(open_text(&f, JB_TEXT("a\033[31mb\x7F\xC2\x9B"
					  "c\n")));
	jy_diag_error(&f.diags, JY_D_SYNTAX, span(&f, 0, 1), "here");
	jy_sink_text(&f.out, &f.diags, (struct jy_sink_options){0});
	assert_null(memchr(f.out.data, '\033', f.out.size));
	assert_null(memchr(f.out.data, '\x7F', f.out.size));
	jb_arena_release(&f.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bytes_are_checked_first),
		cmocka_unit_test(a_file_that_is_too_large_is_refused),
		cmocka_unit_test(lines_end_by_lf_cr_or_both),
		cmocka_unit_test(columns_in_three_measures),
		cmocka_unit_test(the_frame_shows_lines_marks_and_help),
		cmocka_unit_test(the_json_form_is_json),
		cmocka_unit_test(duplicates_are_dropped_and_order_is_by_place),
		cmocka_unit_test(a_warning_does_not_stand_for_an_error),
		cmocka_unit_test(a_flood_is_cut_and_counted),
		cmocka_unit_test(nothing_in_a_file_reaches_the_terminal),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
