/* The lexical rules, one by one: what a token is worth, and what is refused with which words. */
#include <string.h>

#include "syntax/parse.h"
#include "parsed_text.h"

/* Reads `written` where a condition may stand. */
static void read_value(struct reading *reading, const char *written)
{
	struct jb_arena own;
	jb_arena_init(&own, NULL);
	read_text(reading, jb_text_printf(&own, "source s {\nlet a = %s\n}\n", written));
	jb_arena_release(&own);
}

static const struct jy_node *value_of(const struct reading *reading)
{
	const struct jy_node *source = jy_kid(jy_kid(reading->parsed.root, JY_FILE_DECLS), 0);
	return jy_kid(jy_kid(jy_kid(source, JY_DECL_BODY), 0), JY_LET_VALUE);
}

static void expect_leaf(const char *written, enum jy_node_kind kind, jb_fix value)
{
	struct reading reading;
	read_value(&reading, written);
	jy_sink_lines(&reading.out, &reading.diags);
	const struct jy_node *node = value_of(&reading);
	if (reading.diags.list.count || !node || node->kind != kind || node->value != value)
		fail_msg("%s: %s", written, reading.out.size ? reading.out.data : "another value");
	release(&reading);
}

/* One report of `code` at the value's place, with `part` in its frame. */
static void expect_refused(const char *written, enum jy_code code, const char *part)
{
	struct reading reading;
	read_value(&reading, written);
	jy_sink_text(&reading.out, &reading.diags, (struct jy_sink_options){0});
	const struct jy_diag *found = NULL;
	uint32_t count = 0;
	for (size_t i = 0; i < reading.diags.list.count; i++)
		if (!reading.diags.list.at[i].dropped) {
			found = &reading.diags.list.at[i];
			count++;
		}
	if (count != 1 || found->code != code || !strstr(reading.out.data, part))
		fail_msg("%s:\n%s", written, reading.out.size ? reading.out.data : "nothing");
	release(&reading);
}

static void numbers(void **state)
{
	(void)state;
	expect_leaf("7", JY_N_NUMBER, 7 * JB_FIX_ONE);
	expect_leaf("250_000", JY_N_NUMBER, 250000 * JB_FIX_ONE);
	expect_leaf("0.5", JY_N_NUMBER, 500000);
	expect_leaf("80%", JY_N_PERCENT, 800000);
	expect_leaf("96.667%", JY_N_PERCENT, 966670);
	expect_leaf("5pp", JY_N_PP, 50000);
	expect_refused(".5", JY_D_NUMBER_FORM, "0.5");
	expect_refused("5. ", JY_D_NUMBER_FORM, "ends with a digit");
	expect_refused("1_00", JY_D_NUMBER_FORM, "groups of three");
	expect_refused("250,000", JY_D_NUMBER_FORM, "250_000");
	expect_refused("80 %", JY_D_NUMBER_UNIT, "80%");
	expect_refused("0.0000001", JY_D_NUMBER_RANGE, "more decimals");
	expect_refused("99999999999999999999", JY_D_NUMBER_RANGE, "too large");
	expect_refused("20k", JY_D_NUMBER_UNIT, "`k` is no unit");
	expect_refused("20days", JY_D_NUMBER_UNIT, "20 days");
}

static void durations_and_spans(void **state)
{
	(void)state;
	expect_leaf("20s", JY_N_DURATION, 20 * JB_FIX_ONE);
	expect_leaf("250ms", JY_N_DURATION, 250000);
	expect_leaf("5min", JY_N_DURATION, 300 * JB_FIX_ONE);
	expect_leaf("2h30m", JY_N_DURATION, 9000 * JB_FIX_ONE);
	expect_leaf("2h30min", JY_N_DURATION, 9000 * JB_FIX_ONE);
	expect_leaf("1.5h", JY_N_DURATION, 5400 * JB_FIX_ONE);
	expect_leaf("2d", JY_N_DURATION, 172800 * JB_FIX_ONE);
	expect_leaf("7 days", JY_N_SPAN, 7 * JB_FIX_ONE);
	expect_refused("30m", JY_D_NUMBER_UNIT, "minutes or months");
	expect_refused("2h 30min", JY_D_NUMBER_UNIT, "2h30min");
	expect_refused("20 s", JY_D_NUMBER_UNIT, "20s");
}

static void dates_and_times(void **state)
{
	(void)state;
	/* 2026-03-03 is day 20515 since 1970-01-01 (`date -u -d 2026-03-03 +%s` / 86400). */
	expect_leaf("2026-03-03", JY_N_DATE, INT64_C(20515) * 86400 * JB_FIX_ONE);
	expect_leaf("2000-02-29", JY_N_DATE, INT64_C(951782400) * JB_FIX_ONE);
	expect_leaf("08:30", JY_N_TIME, INT64_C(30600) * JB_FIX_ONE);
	expect_leaf("24:00", JY_N_TIME, INT64_C(86400) * JB_FIX_ONE);
	expect_leaf("2026-03-03T08:00", JY_N_INSTANT, INT64_C(1772524800) * JB_FIX_ONE);
	expect_refused("2026-02-29", JY_D_DATE_UNREAL, "ends on 2026-02-28");
	expect_refused("1900-02-29", JY_D_DATE_UNREAL, "ends on 1900-02-28");
	expect_refused("2026-13-01", JY_D_DATE_UNREAL, "no month 13");
	expect_refused("25:00", JY_D_DATE_UNREAL, "no time 25:00");
	expect_refused("8:00", JY_D_DATE_FORM, "08:00");
	expect_refused("2026-3-3", JY_D_DATE_FORM, "year-month-day");
	expect_refused("03/04/2026", JY_D_DATE_FORM, "year-month-day");
	expect_refused("31.12.2026", JY_D_DATE_FORM, "year-month-day");
	expect_refused("2026-03-03 08:00", JY_D_DATE_FORM, "2026-03-03T08:00");
	expect_refused("1-5", JY_D_NUMBER_DASH, "1 to 5");
	expect_refused("75%-85%", JY_D_NUMBER_DASH, "75% to 85%");
	expect_refused("2026-03", JY_D_DATE_FORM, "2026-03-01");
}

static void an_instant_may_carry_its_offset(void **state)
{
	struct reading reading;
	(void)state;
	read_value(&reading, "2026-03-03T08:00:30-05:30");
	const struct jy_node *node = value_of(&reading);
	assert_int_equal(node->kind, JY_N_INSTANT);
	assert_true(node->flags & JY_F_OFFSET);
	assert_int_equal(node->offset, -19800);
	struct jy_civil civil = jy_node_civil(node);
	assert_int_equal(civil.year, 2026);
	assert_int_equal(civil.month, 3);
	assert_int_equal(civil.day, 3);
	assert_int_equal(civil.hour, 8);
	assert_int_equal(civil.second, 30);
	release(&reading);
}

static void money(void **state)
{
	(void)state;
	expect_leaf("EUR 250_000", JY_N_MONEY, 250000 * JB_FIX_ONE);
	expect_leaf("USD 2.50", JY_N_MONEY, 2500000);
	expect_leaf("KWD 2.505", JY_N_MONEY, 2505000);
	expect_leaf("EUR", JY_N_NAME, 0);
	expect_refused("EUR 250.000", JY_D_MONEY_FORM, "EUR 250_000");
	expect_refused("JPY 2.5", JY_D_MONEY_FORM, "JPY has 0 decimals");
	expect_refused("\xE2\x82\xAC"
		       "20",
		       JY_D_MONEY_FORM, "EUR 20");
	expect_refused("$20", JY_D_MONEY_FORM, "USD 20");
}

static void expect_text(const char *written, const char *text)
{
	struct reading reading;
	read_value(&reading, written);
	const struct jy_node *node = value_of(&reading);
	assert_non_null(node);
	assert_int_equal(node->kind, JY_N_TEXT);
	if (!jb_text_is(node->text, text) || reading.diags.list.count)
		fail_msg("%s: `%.*s`", written, JB_ARG(node->text));
	release(&reading);
}

static void texts(void **state)
{
	(void)state;
	expect_text("\"plain\"", "plain");
	expect_text("\"\"", "");
	expect_text("\"a \\\" and a \\\\\"", "a \" and a \\");
	expect_text("\"# is no comment\"", "# is no comment");
	expect_text("\"\"\"one\"\"\"", "one");
	expect_text("\"\"\"\n    one\n      two\n    \"\"\"", "one\n  two");
	expect_text("\"\"\"\r\n  one \"quoted\"\r\n  two\r\n\"\"\"", "one \"quoted\"\ntwo");
	expect_refused("\"open", JY_D_TEXT_OPEN, "not closed");
	expect_refused("\"a\\n\"", JY_D_TEXT_ESCAPE, "backslash");
	expect_refused("'a'", JY_D_OTHER_LANGUAGE, "double quotes");
	expect_refused("a'", JY_D_STRAY_CHARACTER, "double quotes");
	expect_refused("\"a\xE2\x80\xAE"
		       "b\"",
		       JY_D_TEXT_INVISIBLE, "U+202E");
}

static void names_are_letters_by_class(void **state)
{
	(void)state;
	expect_leaf("gr\xC3\xB6\xC3\x9F"
		    "e",
		    JY_N_NAME, 0);
	expect_leaf("\xE9\xA1\xA7\xE5\xAE\xA2", JY_N_NAME, 0);
	expect_refused("\xE2\x88\x92x", JY_D_WORD_PROCESSOR, "is written `-`");
	expect_refused("a \xE2\x89\xA5 b", JY_D_WORD_PROCESSOR, "is written `>=`");
	expect_refused("a\xC2\xA0is b", JY_D_WORD_PROCESSOR, "U+00A0");
	expect_refused("_a", JY_D_STRAY_CHARACTER, "begins with a letter");
	expect_refused("a \xF0\x9F\x98\x80", JY_D_STRAY_CHARACTER, "no meaning");
}

static void other_languages(void **state)
{
	(void)state;
	expect_refused("a && b", JY_D_OTHER_LANGUAGE, "`and`");
	expect_refused("a || b", JY_D_OTHER_LANGUAGE, "`or`");
	expect_refused("a => b", JY_D_OTHER_LANGUAGE, "`>=`");
	expect_refused("a // b", JY_D_OTHER_LANGUAGE, "#");
	expect_refused("!a", JY_D_OTHER_LANGUAGE, "`not`");
	expect_refused("wait -5s", JY_D_MINUS_BLANK, "subtraction");
}

static bool dumps(const char *text, const char *part)
{
	struct reading reading;
	read_text(&reading, jb_text_of(text));
	jy_tokens_dump(&reading.out, &reading.file, &reading.parsed);
	bool found = strstr(reading.out.data, part);
	release(&reading);
	return found;
}

static void tokens_are_dumped(void **state)
{
	(void)state;
	assert_true(dumps("scale -5 to +5", "1:1\tscale\tscale\n1:7\t-\t-\n1:8\ta number\t5\n"));
	assert_true(dumps("a 1..5", "a number\t1\n1:4\t..\t..\n1:6\ta number\t5\n"));
}

static void comments_and_blank_lines_are_kept(void **state)
{
	struct reading reading;
	(void)state;
	read_text(&reading, JB_TEXT("# first\n\nbrand a { # second\n\n  owner \"x\" # third\n}\n"));
	const struct jy_parsed parsed = reading.parsed;
	static const enum jy_trivia_kind kinds[] = {JY_COMMENT, JY_BLANK_LINE, JY_COMMENT,
						    JY_BLANK_LINE, JY_COMMENT};
	assert_int_equal(parsed.trivia_count, 5);
	for (uint32_t i = 0; i < 5; i++)
		assert_int_equal(parsed.trivia[i].kind, kinds[i]);
	assert_true(parsed.trivia[0].own_line);
	assert_false(parsed.trivia[2].own_line);
	assert_int_equal(jy_token_at(&parsed, 0), 0);
	release(&reading);
}

/* Longer than any buffer of the scanner: ASCII, other letters, letters amid what is none. */
static void tokens_may_be_long(void **state)
{
	static const char *const units[] = {"a", "\xC3\xA9", "a\xF0\x9F\x98\x80", "\xE2\x80\x9C",
					    "9"};
	(void)state;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		struct jb_arena arena;
		struct reading reading;
		struct jb_buf buf;
		jb_arena_init(&arena, NULL);
		jb_buf_init(&buf, &arena);
		for (int n = 0; n < 100000; n++)
			jb_buf_add_string(&buf, units[i]);
		read_value(&reading, buf.data);
		if (i < 2)
			assert_int_equal(value_of(&reading)->text.size, buf.size);
		else
			assert_true(reading.diags.error_count > 0);
		release(&reading);
		jb_arena_release(&arena);
	}
}

static void words_are_sorted_and_found(void **state)
{
	(void)state;
	for (int word = 1; word < JY_WORD_COUNT; word++)
		assert_int_equal(jy_word_find(jb_text_of(jy_word_text((enum jy_word)word))), word);
	assert_int_equal(jy_word_find(JB_TEXT("zebra")), JY_NO_WORD);
	assert_int_equal(jy_word_find(JB_TEXT("And")), JY_NO_WORD);
	assert_true(jy_word_reserved(JY_W_AMONG));
	assert_false(jy_word_reserved(JY_W_CHANNEL));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers),
		cmocka_unit_test(durations_and_spans),
		cmocka_unit_test(dates_and_times),
		cmocka_unit_test(an_instant_may_carry_its_offset),
		cmocka_unit_test(money),
		cmocka_unit_test(texts),
		cmocka_unit_test(names_are_letters_by_class),
		cmocka_unit_test(other_languages),
		cmocka_unit_test(tokens_are_dumped),
		cmocka_unit_test(comments_and_blank_lines_are_kept),
		cmocka_unit_test(tokens_may_be_long),
		cmocka_unit_test(words_are_sorted_and_found),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
