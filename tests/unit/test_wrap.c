/*
 * Breaking and measuring text: nothing lost, nothing wider than its room, nothing torn that people
 * see as one.
 */
#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "diagram/wrap.h"
#include "nasty.h"
#include "testing.h"

struct desk {
	struct jb_arena arena;
	struct jy_measure *measure;
};

static int set_up(void **state)
{
	static struct desk desk;
	jb_arena_init(&desk.arena, NULL);
	desk.measure = jy_measure_new(&desk.arena, true);
	*state = &desk;
	return 0;
}

static int tear_down(void **state)
{
	struct desk *desk = *state;
	jy_measure_free(desk->measure);
	jb_arena_release(&desk->arena);
	return 0;
}

static struct jy_lines wrap(struct desk *desk, const char *text, double room)
{
	struct jb_text clean = jy_wrap_clean(&desk->arena, jb_text_of(text));
	return jy_wrap(desk->measure, &desk->arena, clean, JY_ROLE_T_BODY, room);
}

static void assert_line(const struct jy_lines *lines, size_t index, const char *expected)
{
	assert_true(index < lines->count);
	assert_int_equal(lines->at[index].text.size, strlen(expected));
	assert_memory_equal(lines->at[index].text.at, expected, strlen(expected));
}

static void assert_clean(struct desk *desk, const char *text, const char *expected)
{
	struct jb_text clean = jy_wrap_clean(&desk->arena, jb_text_of(text));
	assert_int_equal(clean.size, strlen(expected));
	assert_memory_equal(clean.at, expected, clean.size);
}

static void test_cleans(void **state)
{
	assert_clean(*state, "", "");
	assert_clean(*state, " \t\r\n ", "");
	assert_clean(*state, "  two \n words ", "two words");
	assert_clean(*state,
		     "a\x01"
		     "b",
		     "a\xef\xbf\xbd"
		     "b");
	assert_clean(*state, "x\xff", "x\xef\xbf\xbd");
	assert_clean(*state,
		     "a\xe2\x80\xae"
		     "b\xe2\x81\xa6"
		     "c",
		     "abc");
}

static void assert_short(struct desk *desk, const char *text, const char *expected)
{
	struct jb_text cut = jy_wrap_short(&desk->arena, jb_text_of(text), 6);

	assert_string_equal(jb_text_cstring(&desk->arena, cut), expected);
}

static void test_shortens(void **state)
{
	assert_short(*state, "", "");
	assert_short(*state, " sixsix ", "sixsix");
	assert_short(*state, "sevenss", "seven\xe2\x80\xa6");
	assert_short(*state, "\xe4\xb8\x96\xe7\x95\x8c\xe3\x81\xae", /* two columns each */
		     "\xe4\xb8\x96\xe7\x95\x8c\xe3\x81\xae");
	assert_short(*state, "\xe4\xb8\x96\xe7\x95\x8c\xe3\x81\xae\xe6\x97\x85",
		     "\xe4\xb8\x96\xe7\x95\x8c\xe2\x80\xa6");
	assert_short(*state, "cafe\xcc\x81s", "cafe\xcc\x81s");
}

static void test_breaks_at_blanks(void **state)
{
	struct jy_lines lines = wrap(*state, "on hold, again", 60);
	assert_int_equal(lines.count, 2);
	assert_line(&lines, 0, "on hold,");
	assert_line(&lines, 1, "again");
	lines = wrap(*state, "", 60);
	assert_int_equal(lines.count, 0);
}

static void test_breaks_behind_hyphens(void **state)
{
	struct jy_lines lines = wrap(*state, "self-service-portal", 62);
	assert_line(&lines, 0, "self-");
	lines = wrap(*state, "-4", 5);
	assert_int_equal(lines.count, 2); /* too wide for the room: broken as any long word */
}

static void test_balances(void **state)
{
	/* Filled greedily the last line would be a lone word. */
	struct jy_lines lines = wrap(*state, "a slot that fits my work", 118);
	assert_int_equal(lines.count, 2);
	assert_line(&lines, 0, "a slot that");
	assert_line(&lines, 1, "fits my work");
}

static void test_breaks_east_asian_anywhere(void **state)
{
	struct jy_lines lines = wrap(*state, "電話で連絡。", 56);
	assert_int_equal(lines.count, 2);
	for (size_t i = 0; i < lines.count; i++)
		assert_false(jb_text_starts(lines.at[i].text, JB_TEXT("。")));
}

/* A line may not begin with what belongs to the character before. */
static void test_keeps_characters_whole(void **state)
{
	/* clang-format off */
	static const char *const text[] = {"👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩"
					   "‍"
					   "👧"
					   "‍"
					   "👦",
					   "👍🏽👍🏽👍🏽👍🏽👍🏽",
					   "e\xcc\x81\xcc\x82o\xcc\x81u\xcc\x81z\xcc\x8c"
					   "e\xcc\x81o\xcc\x81",
					   "สำรวจทำงานน้ำดำสำคัญ"};
	/* clang-format on */
	for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
		struct jy_lines lines = wrap(*state, text[i], 20);
		assert_true(lines.count > 1);
		for (size_t k = 0; k < lines.count; k++) {
			uint32_t c;
			jb_utf8_decode(lines.at[k].text, 0, &c);
			assert_false(jb_utf8_is_mark(c) || c == 0x200d || c == 0x0e33 ||
				     (c >= 0x1f3fb && c <= 0x1f3ff));
			assert_false(jb_text_ends(lines.at[k].text, JB_TEXT("\xe2\x80\x8d")));
		}
	}
	struct jy_lines flags = wrap(*state, "🇩🇪🇫🇷🇬🇧🇪🇸", 25);
	for (size_t k = 0; k < flags.count; k++)
		assert_int_equal(flags.at[k].text.size % 8, 0);
}

static size_t without_blanks(struct jb_text text)
{
	size_t size = 0;
	for (size_t i = 0; i < text.size; i++)
		size += text.at[i] != ' ';
	return size;
}

/* Vowels of Thai and Lao stay with their consonant, on either side. */
static void test_keeps_vowels(void **state)
{
	static const char *const text[] = {"แล้วและให้คะแนน", "ແລະໃຫ້ຄະແນນ"};
	for (size_t i = 0; i < 2; i++)
		for (double room = 1; room < 90; room += 7) {
			struct jy_lines lines = wrap(*state, text[i], room);
			for (size_t k = 0; k < lines.count; k++) {
				uint32_t first, last = 0;
				jb_utf8_decode(lines.at[k].text, 0, &first);
				for (size_t at = 0; at < lines.at[k].text.size;)
					at += jb_utf8_decode(lines.at[k].text, at, &last);
				assert_true(first != 0xe30 && first != 0xeb0);
				assert_false((last >= 0xe40 && last <= 0xe44) ||
					     (last >= 0xec0 && last <= 0xec4));
			}
		}
}

/* A line runs as its text does, though its own first letter runs the other way. */
static void test_lines_run_as_their_text(void **state)
{
	struct desk *desk = *state;
	struct jy_lines lines = wrap(desk, "مرحبا OK שלום", 1);
	assert_true(lines.count > 3);
	for (size_t i = 0; i < lines.count; i++)
		assert_true(jy_wrap_leftwards(lines.at[i].text));
	lines = wrap(desk, "OK مرحبا", 45);
	assert_int_equal(lines.count, 2);
	assert_line(&lines, 0, "OK");
	assert_line(&lines, 1, "\u200eمرحبا");
	lines = wrap(desk, "12 + 7", 1);
	assert_line(&lines, 0, "1");
}

static void test_our_sentences_run_rightwards(void **state)
{
	struct desk *desk = *state;
	struct jb_text said = jy_wrap_rightward(&desk->arena, JB_TEXT("أمينة: low for 4"));
	assert_false(jy_wrap_leftwards(said));
	assert_true(jy_wrap_leftwards(JB_TEXT("أمينة: low for 4")));
	struct jb_text plain = JB_TEXT("Maria: low for 4");
	assert_ptr_equal(jy_wrap_rightward(&desk->arena, plain).at, plain.at);
	assert_true(jy_measure_width(desk->measure, said, JY_ROLE_T_BODY) ==
		    jy_measure_width(desk->measure, JB_TEXT("أمينة: low for 4"), JY_ROLE_T_BODY));
}

/* Without the mark of direction that a line may begin with, and the one that says that its last
 * word goes on; the labels have none of their own. */
static struct jb_text without_mark(struct jb_text line)
{
	bool marked =
		jb_text_starts(line, JB_TEXT("\u200e")) || jb_text_starts(line, JB_TEXT("\u200f"));
	bool broken = jb_text_ends(line, JB_TEXT("\u2010"));
	return jb_text_slice(line, marked ? strlen("\u200e") : 0,
			     line.size - (broken ? strlen("\u2010") : 0));
}

/* Only between letters, and only where a word is broken that has no place of its own for that. */
static void test_marks_broken_words(void **state)
{
	struct jy_lines lines = wrap(*state, "Donaudampfschifffahrt", 80);

	assert_int_equal(lines.count, 2);
	assert_true(jb_text_ends(lines.at[0].text, JB_TEXT("\u2010")));
	assert_false(jb_text_ends(lines.at[1].text, JB_TEXT("\u2010")));
	lines = wrap(*state, "self-service desk", 40);
	assert_line(&lines, 0, "self-");
	static const char *const unmarked[] = {"012345678901234567890", "お客様がお電話で故障を",
					       "أمينةأمينةأمينةأمينة"};
	for (size_t i = 0; i < sizeof unmarked / sizeof *unmarked; i++) {
		lines = wrap(*state, unmarked[i], 50);
		assert_true(lines.count > 1);
		for (size_t k = 0; k < lines.count; k++)
			assert_false(jb_text_ends(lines.at[k].text, JB_TEXT("\u2010")));
	}
}

static void test_loses_nothing(void **state)
{
	struct desk *desk = *state;
	for (size_t i = 0; i < NASTY_COUNT; i++)
		for (double room = 1; room < 300; room = room * 1.7 + 1) {
			struct jb_text clean =
				jy_wrap_clean(&desk->arena, jb_text_of(nasty_labels[i]));
			struct jy_lines lines =
				jy_wrap(desk->measure, &desk->arena, clean, JY_ROLE_T_CARD, room);
			size_t kept = 0;
			for (size_t k = 0; k < lines.count; k++) {
				kept += without_blanks(without_mark(lines.at[k].text));
				if (room > 28) /* the widest character */
					assert_true(lines.at[k].width <= room + 1e-9);
			}
			assert_int_equal(kept, without_blanks(clean));
		}
}

/* The advance widths of DejaVu Sans 2.37 in its units of 1/2048 em: A 1401, m 1995, space 651. */
static void test_table_is_as_published(void **state)
{
	(void)state;
	const struct jy_look *look = jy_role_look(JY_ROLE_T_BODY);
	assert_true(fabs(jy_metrics_width(JB_TEXT("A"), look) / look->font_size - 1401 / 2048.0) <
		    0.001);
	assert_true(fabs(jy_metrics_width(JB_TEXT("m"), look) / look->font_size - 1995 / 2048.0) <
		    0.001);
	assert_true(fabs(jy_metrics_width(JB_TEXT(" "), look) / look->font_size - 651 / 2048.0) <
		    0.001);
	assert_true(jy_metrics_width(JB_TEXT("\xcc\x81"), look) == 0);
	assert_true(fabs(jy_metrics_width(JB_TEXT("中"), look) - look->font_size) < 1e-9);
}

static void test_pango_measures(void **state)
{
	struct desk *desk = *state;
	struct jy_measure *measure = jy_measure_new(&desk->arena, false);
	double one = jy_measure_width(measure, JB_TEXT("call"), JY_ROLE_T_BODY);
	assert_true(one > 10 && one < 40);
	assert_true(jy_measure_width(measure, JB_TEXT("call"), JY_ROLE_T_BODY) == one);
	assert_true(jy_measure_width(measure, JB_TEXT("call"), JY_ROLE_T_TITLE) > one);
	assert_true(jy_measure_width(measure, JB_TEXT("callcall"), JY_ROLE_T_BODY) > 1.9 * one);
	jy_measure_free(measure);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cleans),
		cmocka_unit_test(test_shortens),
		cmocka_unit_test(test_breaks_at_blanks),
		cmocka_unit_test(test_breaks_behind_hyphens),
		cmocka_unit_test(test_balances),
		cmocka_unit_test(test_breaks_east_asian_anywhere),
		cmocka_unit_test(test_keeps_characters_whole),
		cmocka_unit_test(test_keeps_vowels),
		cmocka_unit_test(test_lines_run_as_their_text),
		cmocka_unit_test(test_our_sentences_run_rightwards),
		cmocka_unit_test(test_marks_broken_words),
		cmocka_unit_test(test_loses_nothing),
		cmocka_unit_test(test_table_is_as_published),
		cmocka_unit_test(test_pango_measures),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
