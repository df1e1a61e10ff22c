/* Pieces of text: cutting, comparing, hashing, and the nearest word. */
#include <string.h>

#include "base/text.h"
#include "testing.h"

static void equality_and_order_are_by_bytes(void **state)
{
	(void)state;
	assert_true(jb_text_equal(JB_TEXT("a\0b"), JB_TEXT("a\0b")));
	assert_false(jb_text_equal(JB_TEXT("a\0b"), JB_TEXT("a\0c")));
	assert_true(jb_text_equal(jb_text_of(NULL), JB_TEXT("")));
	assert_true(jb_text_is(JB_TEXT("csat"), "csat"));
	assert_false(jb_text_is(JB_TEXT("csat"), "csa"));
	assert_true(jb_text_compare(JB_TEXT("a"), JB_TEXT("ab")) < 0);
	assert_true(jb_text_compare(JB_TEXT("b"), JB_TEXT("ab")) > 0);
	assert_true(jb_text_compare(JB_TEXT("\xc3\xa9"), JB_TEXT("z")) > 0);
	assert_int_equal(jb_text_compare(JB_TEXT(""), jb_text_of(NULL)), 0);
}

static void slices_are_clamped(void **state)
{
	struct jb_text text = JB_TEXT("journey");

	(void)state;
	assert_true(jb_text_is(jb_text_slice(text, 1, 4), "our"));
	assert_true(jb_text_is(jb_text_slice(text, 4, 400), "ney"));
	assert_true(jb_text_is(jb_text_slice(text, 5, 2), ""));
	assert_true(jb_text_is(jb_text_slice(text, 90, 100), ""));
	assert_true(jb_text_starts(text, JB_TEXT("jour")));
	assert_false(jb_text_starts(JB_TEXT("jo"), JB_TEXT("jour")));
	assert_true(jb_text_ends(text, JB_TEXT("ney")));
	assert_true(jb_text_ends(text, JB_TEXT("")));
	assert_true(jb_text_is(jb_text_trim(JB_TEXT(" \t\r\n a b \v\f")), "a b"));
	assert_true(jb_text_is(jb_text_trim(JB_TEXT(" \n")), ""));
}

static void printing_makes_text(void **state)
{
	struct jb_arena arena;
	struct jb_text text, copy;

	(void)state;
	jb_arena_init(&arena, NULL);
	text = jb_text_printf(&arena, "%.*s of %d", JB_ARG(JB_TEXT("3 calls")), 10);
	assert_true(jb_text_is(text, "3 calls of 10"));
	copy = jb_text_copy(&arena, jb_text_slice(text, 0, 1));
	assert_string_equal(copy.at, "3");
	assert_string_equal(jb_text_cstring(&arena, jb_text_of(NULL)), "");
	jb_arena_release(&arena);
}

/* The values that SipHash-1-3 gives with the key 00 01 .. 0f: the list in the tests of Rust's
 * standard library begins with these, for "" and for the single byte 00. */
static void the_hash_is_siphash_1_3(void **state)
{
	uint64_t key0 = UINT64_C(0x0706050403020100), key1 = UINT64_C(0x0f0e0d0c0b0a0908);

	(void)state;
	assert_true(jb_text_hash_keyed(JB_TEXT(""), key0, key1) == UINT64_C(0xabac0158050fc4dc));
	assert_true(jb_text_hash_keyed(JB_TEXT("\0"), key0, key1) == UINT64_C(0xc9f49bf37d57ca93));
	assert_true(jb_text_hash(JB_TEXT("ab")) != jb_text_hash(JB_TEXT("ba")));
	assert_true(jb_text_hash(JB_TEXT("a")) != jb_text_hash(JB_TEXT("a\0")));
}

static int nearest(const char *word)
{
	static const struct jb_text words[] = {
		{.at = "touchpoint", .size = 10}, {.at = "stage", .size = 5},
		{.at = "channel", .size = 7},	  {.at = "expect", .size = 6},
		{.at = "chanel", .size = 6},	  {.at = "guarantee", .size = 9},
	};

	return jb_text_nearest(jb_text_of(word), words, sizeof words / sizeof *words);
}

static void the_nearest_word_is_found(void **state)
{
	char longest[200];

	(void)state;
	assert_int_equal(nearest("touchpoint"), 0);
	assert_int_equal(nearest("tuochpoint"), 0); /* swapped */
	assert_int_equal(nearest("touchpiont"), 0);
	assert_int_equal(nearest("thouchpoitn"), 0);
	assert_int_equal(nearest("stge"), 1);
	assert_int_equal(nearest("channell"), 2);
	assert_int_equal(nearest("chanel"), 4);
	assert_int_equal(nearest("guarentee"), 5);
	assert_int_equal(nearest("garantea"), 5);
	assert_int_equal(nearest("csat"), -1);
	assert_int_equal(nearest("st"), -1);
	assert_int_equal(nearest(""), -1);
	memset(longest, 'x', sizeof longest - 1);
	longest[sizeof longest - 1] = '\0';
	assert_int_equal(nearest(longest), -1);
	assert_int_equal(jb_text_nearest(JB_TEXT("stage"), NULL, 0), -1);
}

static void the_first_of_equals_wins(void **state)
{
	const struct jb_text words[] = {JB_TEXT("handle"), JB_TEXT("bundle"), JB_TEXT("candle")};

	(void)state;
	assert_int_equal(jb_text_nearest(JB_TEXT("zandle"), words, 3), 0);
	assert_int_equal(jb_text_nearest(JB_TEXT("candel"), words, 3), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(equality_and_order_are_by_bytes),
		cmocka_unit_test(slices_are_clamped),
		cmocka_unit_test(printing_makes_text),
		cmocka_unit_test(the_hash_is_siphash_1_3),
		cmocka_unit_test(the_nearest_word_is_found),
		cmocka_unit_test(the_first_of_equals_wins),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
