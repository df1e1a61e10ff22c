/*
 * The writer of pages: whatever a text holds, it stays text; elements close in the order in which
 * they were opened.
 */
#include <string.h>

#include "html/html.h"
#include "testing.h"

static struct jb_arena arena;
static struct jb_buf out;
static struct jy_html html;

static int begin(void **state)
{
	(void)state;
	jb_arena_init(&arena, NULL);
	jb_buf_init(&out, &arena);
	jy_html_begin(&html, &out);
	return 0;
}

static int end(void **state)
{
	(void)state;
	jb_arena_release(&arena);
	return 0;
}

static void elements_nest(void **state)
{
	(void)state;
	jy_html_open_class(&html, JY_HTML_TABLE, "values");
	jy_html_open(&html, JY_HTML_TR);
	jy_html_element(&html, JY_HTML_TD, NULL, JB_TEXT("80 %"));
	jy_html_close(&html);
	jy_html_close(&html);
	assert_string_equal(out.data, "<!DOCTYPE html>\n<table class=values>\n"
				      "<tr><td>80 %\n</table>\n");
}

static void void_elements_have_no_end(void **state)
{
	(void)state;
	jy_html_open(&html, JY_HTML_INPUT);
	jy_html_flag(&html, JY_HTML_A_CHECKED);
	jy_html_number(&html, JY_HTML_A_VALUE, 3);
	jy_html_close(&html);
	assert_string_equal(out.data, "<!DOCTYPE html>\n<input checked value=3>\n");
}

static void text_stays_text(void **state)
{
	static const char *const hostile[] = {
		"</p><script>alert(1)</script>",
		"\" onload=\"alert(1)",
		"' onfocus='x",
		"<!-- --> ]]> <![CDATA[",
		"&lt;b&gt; &#60;",
		"\x01\x02\x7f",
		"\u202eabc\u202c",
		"bad \xff\xfe\xc3",
	};

	(void)state;
	for (size_t i = 0; i < sizeof hostile / sizeof *hostile; i++) {
		jb_buf_reset(&out);
		jy_html_open(&html, JY_HTML_P);
		jy_html_attribute(&html, JY_HTML_A_ARIA_LABEL, jb_text_of(hostile[i]));
		jy_html_text(&html, jb_text_of(hostile[i]));
		jy_html_close(&html);
		size_t angles = 0, quotes = 0;
		for (size_t k = 0; k < out.size; k++) {
			angles += out.data[k] == '<' || out.data[k] == '>';
			quotes += out.data[k] == '"' || out.data[k] == '\'';
			assert_true((unsigned char)out.data[k] >= ' ' || out.data[k] == '\n');
		}
		assert_int_equal(angles, 4);
		assert_int_equal(quotes, 2);
		assert_null(strstr(out.data, "\u202e"));
	}
}

/* An attribute goes without quotation marks only where no byte of it could end it. */
static void plain_values_need_no_quotes(void **state)
{
	static const char *const quoted[] = {"", "a b", "a>b", "a=b", "a/", "`", "1,2", "\u00e9"};

	(void)state;
	jb_buf_reset(&out);
	jy_html_open_class(&html, JY_HTML_B, "met-1.5_A");
	jy_html_close(&html);
	assert_string_equal(out.data, "<b class=met-1.5_A></b>");
	for (size_t i = 0; i < sizeof quoted / sizeof *quoted; i++) {
		jb_buf_reset(&out);
		jy_html_open_class(&html, JY_HTML_B, quoted[i]);
		jy_html_close(&html);
		assert_non_null(strstr(out.data, "class=\""));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(elements_nest, begin, end),
		cmocka_unit_test_setup_teardown(void_elements_have_no_end, begin, end),
		cmocka_unit_test_setup_teardown(text_stays_text, begin, end),
		cmocka_unit_test_setup_teardown(plain_values_need_no_quotes, begin, end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
