/* UTF-8: the well-formed byte sequences of the Unicode Standard (table 3-7), properties, widths,
 * NFC. */
#include <string.h>

#include "base/utf8.h"
#include "testing.h"

/* Every code point encodes to a text that checks and decodes back; surrogates become U+FFFD. */
static void all_code_points_go_round(void **state)
{
	(void)state;
	for (uint32_t codepoint = 0; codepoint <= 0x10ffff; codepoint++) {
		char bytes[4];
		uint32_t back;
		struct jb_text text = {bytes, jb_utf8_encode(codepoint, bytes)};
		bool surrogate = codepoint >= 0xd800 && codepoint <= 0xdfff;

		if (jb_utf8_check(text) != text.size ||
		    jb_utf8_decode(text, 0, &back) != text.size ||
		    back != (surrogate ? 0xfffd : codepoint))
			fail_msg("U+%04X", (unsigned)codepoint);
	}
}

static size_t first_bad(const char *text)
{
	return jb_utf8_check(jb_text_of(text));
}

static void bad_bytes_are_pointed_at(void **state)
{
	(void)state;
	assert_int_equal(first_bad("ab\xc3\xa9"), 4);
	assert_int_equal(first_bad("ab\xff"), 2);
	assert_int_equal(first_bad("ab\x80"), 2);
	assert_int_equal(first_bad("a\xc0\xaf"), 1);	     /* overlong */
	assert_int_equal(first_bad("a\xe0\x80\xaf"), 1);     /* overlong */
	assert_int_equal(first_bad("a\xf0\x80\x80\xaf"), 1); /* overlong */
	assert_int_equal(first_bad("a\xed\xa0\x80"), 1);     /* surrogate */
	assert_int_equal(first_bad("a\xf4\x90\x80\x80"), 1); /* above U+10FFFF */
	assert_int_equal(first_bad("abc\xe2\x82"), 3);	     /* cut short */
	assert_int_equal(first_bad("\xe2\x82z"), 0);
}

static void decoding_goes_on_after_a_bad_byte(void **state)
{
	struct jb_text text = JB_TEXT("\xe2\x82z");
	uint32_t codepoint;

	(void)state;
	assert_int_equal(jb_utf8_decode(text, 0, &codepoint), 1);
	assert_int_equal(codepoint, 0xfffd);
	assert_int_equal(jb_utf8_decode(text, 2, &codepoint), 1);
	assert_int_equal(codepoint, 'z');
	assert_int_equal(jb_utf8_decode(text, 3, &codepoint), 0);
	assert_int_equal(jb_utf8_decode(text, 99, &codepoint), 0);
}

static void properties_are_unicodes(void **state)
{
	(void)state;
	assert_true(jb_utf8_is_letter('a'));
	assert_true(jb_utf8_is_letter(0xe9));
	assert_true(jb_utf8_is_letter(0x0416));
	assert_true(jb_utf8_is_letter(0x4e2d));
	assert_true(jb_utf8_is_letter(0x0301));
	assert_false(jb_utf8_is_letter('1'));
	assert_false(jb_utf8_is_letter('_'));
	assert_false(jb_utf8_is_letter(0x1f44d));
	assert_false(jb_utf8_is_letter(0x3164)); /* Hangul filler: a letter that shows nothing */
	assert_true(jb_utf8_is_mark(0x0301));
	assert_false(jb_utf8_is_mark('a'));
	assert_true(jb_utf8_is_invisible(0x202e));
	assert_true(jb_utf8_is_invisible(0x200b));
	assert_true(jb_utf8_is_invisible(0x00ad));
	assert_true(jb_utf8_is_invisible(0x07));
	assert_true(jb_utf8_is_invisible(0x0378)); /* unassigned */
	assert_false(jb_utf8_is_invisible(' '));
	assert_false(jb_utf8_is_invisible(0xfe0f));
	assert_true(jb_utf8_is_rtl(0x05d0));
	assert_true(jb_utf8_is_rtl(0x0627));
	assert_false(jb_utf8_is_rtl('a'));
	assert_false(jb_utf8_is_letter(0x110000));
	assert_true(jb_utf8_is_invisible(UINT32_MAX));
}

static void widths_are_a_terminals(void **state)
{
	(void)state;
	assert_int_equal(jb_utf8_text_width(JB_TEXT("caf\xc3\xa9")), 4);
	assert_int_equal(jb_utf8_text_width(JB_TEXT("cafe\xcc\x81")), 4);
	assert_int_equal(jb_utf8_text_width(JB_TEXT("\xe5\xae\xa2\xe6\x88\xb7")), 4);
	assert_int_equal(jb_utf8_text_width(JB_TEXT("\xf0\x9f\x91\x8d")), 2);
	assert_int_equal(jb_utf8_width(0xfffd), 1);
	assert_int_equal(jb_utf8_width(0x200b), 0);
	assert_int_equal(jb_utf8_utf16_length(JB_TEXT("a\xc3\xa9\xe5\xae\xa2\xf0\x9f\x91\x8d")), 5);
}

static void check_nfc(struct jb_arena *arena, const char *text, const char *expected)
{
	struct jb_text from = jb_text_of(text), composed = jb_utf8_nfc(arena, from);

	assert_true(jb_text_is(composed, expected));
	if (strcmp(text, expected) == 0)
		assert_ptr_equal(composed.at, from.at);
}

/* From the examples of Unicode Standard Annex 15. */
static void nfc_composes(void **state)
{
	struct jb_arena arena;

	(void)state;
	jb_arena_init(&arena, NULL);
	check_nfc(&arena, "plain", "plain");
	check_nfc(&arena, "caf\xc3\xa9", "caf\xc3\xa9");
	check_nfc(&arena, "cafe\xcc\x81", "caf\xc3\xa9");
	check_nfc(&arena, "\xe2\x84\xab", "\xc3\x85"); /* Angstrom sign */
	/* marks in another order */
	check_nfc(&arena, "s\xcc\x87\xcc\xa3", "\xe1\xb9\xa9");
	check_nfc(&arena, "\xe1\x84\x80\xe1\x85\xa1", "\xea\xb0\x80"); /* Hangul */
	/* a ligature stays */
	check_nfc(&arena, "\xef\xac\x81", "\xef\xac\x81");
	/* no UTF-8: left alone */
	check_nfc(&arena, "e\xcc\x81\xff", "e\xcc\x81\xff");
	check_nfc(&arena, "", "");
	jb_arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_code_points_go_round),
		cmocka_unit_test(bad_bytes_are_pointed_at),
		cmocka_unit_test(decoding_goes_on_after_a_bad_byte),
		cmocka_unit_test(properties_are_unicodes),
		cmocka_unit_test(widths_are_a_terminals),
		cmocka_unit_test(nfc_composes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
