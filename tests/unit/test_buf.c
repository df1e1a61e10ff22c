/* Buffers: growth, and text quoted for JSON and XML. */
#include <string.h>

#include "base/buf.h"
#include "testing.h"

struct fixture {
	struct jb_arena arena;
	struct jb_buf buf;
};

static struct fixture made;

static int set_up(void **state)
{
	jb_arena_init(&made.arena, NULL);
	jb_buf_init(&made.buf, &made.arena);
	*state = &made.buf;
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	jb_arena_release(&made.arena);
	return 0;
}

static void a_buffer_grows(void **state)
{
	struct jb_buf *buf = *state;

	assert_string_equal(buf->data, "");
	for (int i = 0; i < 20000; i++) {
		jb_buf_printf(buf, "%06d", i);
		jb_buf_add_byte(buf, ';');
	}
	assert_int_equal(buf->size, 140000);
	assert_memory_equal(buf->data + 7 * 12345, "012345;", 7);
	assert_int_equal(buf->data[buf->size], '\0');
	jb_buf_reset(buf);
	assert_string_equal(buf->data, "");
	jb_buf_add_repeat(buf, '-', 3);
	jb_buf_add_repeat(buf, '-', 0);
	jb_buf_add_text(buf, JB_TEXT("x\0y"));
	jb_buf_add(buf, NULL, 0);
	jb_buf_add_codepoint(buf, 0x20ac);
	assert_true(jb_text_equal(jb_buf_text(buf), JB_TEXT("---x\0y\xe2\x82\xac")));
}

static void json_strings_are_valid(void **state)
{
	struct jb_buf *buf = *state;

	jb_buf_add_json_string(buf, JB_TEXT("a\"b\\c/\b\f\n\r\t\x01\x1f\x7f\0\xc3\xa9\xff!"));
	assert_string_equal(buf->data,
			    "\"a\\\"b\\\\c/\\b\\f\\n\\r\\t\\u0001\\u001f\x7f\\u0000\xc3\xa9"
			    "\xef\xbf\xbd!\"");
	jb_buf_reset(buf);
	jb_buf_add_json_string(buf, JB_TEXT(""));
	assert_string_equal(buf->data, "\"\"");
}

static void xml_is_well_formed(void **state)
{
	struct jb_buf *buf = *state;

	jb_buf_add_xml(buf, JB_TEXT("<a b='c'>\"&\"</a>\t\n"));
	assert_string_equal(buf->data, "&lt;a b=&apos;c&apos;&gt;&quot;&amp;&quot;&lt;/a&gt;\t\n");
	jb_buf_reset(buf);
	jb_buf_add_xml(buf, JB_TEXT("\x01|\xff|\xef\xbf\xbe|\0|\xf0\x9f\x91\x8d"));
	assert_string_equal(buf->data,
			    "\xef\xbf\xbd|\xef\xbf\xbd|\xef\xbf\xbd|\xef\xbf\xbd|\xf0\x9f\x91\x8d");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_buffer_grows, set_up, tear_down),
		cmocka_unit_test_setup_teardown(json_strings_are_valid, set_up, tear_down),
		cmocka_unit_test_setup_teardown(xml_is_well_formed, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
