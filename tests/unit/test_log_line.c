/* No text that a stranger chose can speak to the server that keeps the log: what counts as a
 * command, and that JSON, XML and the report for a terminal write none. */
#include <string.h>

#include "base/buf.h"
#include "base/log_line.h"
#include "report/table.h"
#include "testing.h"

static bool has_command(const char *text)
{
	struct jb_text all = jb_text_of(text);

	for (size_t i = 0; i < all.size; i++)
		if (jb_log_command_at(all, i))
			return true;
	return false;
}

static bool line_has_command(const char *text)
{
	struct jb_text all = jb_text_of(text);

	for (size_t i = 0; i < all.size; i++)
		if (jb_log_line_command_at(all, i))
			return true;
	return false;
}

static void what_a_server_would_obey(void **state)
{
	(void)state;
	assert_true(has_command("::error::x"));
	assert_true(has_command("  ::error::x"));
	assert_true(has_command("see ::set-output name=a::b"));
	assert_true(has_command("\xC2\xA0::error::x")); /* a blank that does not break */
	assert_true(has_command("a ##[error]b"));
	assert_true(has_command("###[group]"));
	assert_true(has_command("##vso[task.setvariable]"));
	assert_true(has_command("##teamcity[x]"));
	assert_true(has_command(":"));	 /* another may follow */
	assert_true(has_command("##x")); /* and a bracket here */
}

static void what_none_would(void **state)
{
	(void)state;
	assert_false(has_command(""));
	assert_false(has_command("a::b"));
	assert_false(has_command("write `::` here"));
	assert_false(has_command("at 10:30: late"));
	assert_false(has_command("# a comment"));
	assert_false(has_command("## a heading"));
	assert_false(has_command("##1[x]"));
	assert_false(has_command("#[x]"));
}

static void of_a_whole_line_the_end_is_known(void **state)
{
	(void)state;
	assert_true(line_has_command("\t ::error::x"));
	assert_true(line_has_command("a ##[x]"));
	assert_false(line_has_command("a ::b"));
	assert_false(line_has_command("## heading ##"));
	assert_false(line_has_command("12 | ::error::x"));
	assert_false(line_has_command(":"));
}

static void json_and_xml_say_the_same_without_it(void **state)
{
	struct jb_arena arena;
	struct jb_buf out;

	(void)state;
	jb_arena_init(&arena, NULL);
	jb_buf_init(&out, &arena);
	jb_buf_add_json_string(&out, JB_TEXT("a ##[error]b # c ::d"));
	assert_string_equal(out.data, "\"a \\u0023#[error]b # c ::d\"");
	jb_buf_reset(&out);
	jb_buf_add_xml(&out, JB_TEXT("a\n::error::b ##[x]"));
	assert_string_equal(out.data, "a\n&#58;:error::b &#35;#[x]");
	jb_arena_release(&arena);
}

static void a_report_shows_it_in_another_way(void **state)
{
	struct jb_arena arena;
	struct jb_buf out;

	(void)state;
	jb_arena_init(&arena, NULL);
	jb_buf_init(&out, &arena);
	jrt_plain_add(&out, JB_TEXT("::error::x ##[y] a::b"));
	assert_string_equal(out.data, "\\u{3a}:error::x \\u{23}#[y] a::b");
	jb_arena_release(&arena);
}

/* "::" inside a word is well until the word is broken just there. */
static void a_broken_word_does_not_begin_with_it(void **state)
{
	struct jb_arena arena;
	struct jb_buf out, text;
	struct jrt_page page = {.out = &out, .width = 20};

	(void)state;
	jb_arena_init(&arena, NULL);
	for (size_t before = 15; before < 25; before++) {
		jb_buf_init(&out, &arena);
		jb_buf_init(&text, &arena);
		jb_buf_add_repeat(&text, 'x', before);
		jb_buf_add_string(&text, "::error::y");
		jrt_page_paragraph(&page, jb_buf_text(&text), 4, JRT_STYLE_PLAIN);
		for (const char *line = out.data; *line; line += strcspn(line, "\n") + 1)
			assert_int_not_equal(strncmp(line + strspn(line, " "), "::", 2), 0);
	}
	jb_arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_server_would_obey),
		cmocka_unit_test(what_none_would),
		cmocka_unit_test(of_a_whole_line_the_end_is_known),
		cmocka_unit_test(json_and_xml_say_the_same_without_it),
		cmocka_unit_test(a_report_shows_it_in_another_way),
		cmocka_unit_test(a_broken_word_does_not_begin_with_it),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
