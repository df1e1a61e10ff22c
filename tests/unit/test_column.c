/*
 * Typed decoding: what each type accepts, how it counts, and the whole sentence for what it
 * refuses. Dates and times have a file of their own.
 */
#include "time/civil.h"
#include "own_decoder.h"

static void numbers(void **state)
{
	(void)state;
	begin(JRT_NUMBER);
	is("0", 0);
	is("-0", 0);
	is("12", 12000000);
	is("-21", -21000000);
	is("007", 7000000);
	is("2.5", 2500000);
	is("-0.000001", -1);
	is("1e3", 1000000000);
	is("9223372036854", INT64_C(9223372036854000000));
	is(" 12 ", 12000000);
	is_missing("");
	is_refused("12a", "R0210", "column x: found \"12a\", expected a number");
	is_refused("-", "R0210", "column x: found \"-\", expected a number");
	is_refused(" ", "R0210", "column x: found \" \", expected a number");
	is_refused("NaN", "R0210", "column x: found \"NaN\", expected a number");
	is_refused("0x10", "R0210", "column x: found \"0x10\", expected a number");
	is_refused("-.5", "R0210",
		   "column x: found \"-.5\", expected a number; digits stand before a decimal "
		   "point too, as in 0.5");
	is_refused("5.", "R0210",
		   "column x: found \"5.\", expected a number; digits stand behind a decimal "
		   "point too, as in 5.0");
	is_refused("9223372036855", "R0214",
		   "column x: found \"9223372036855\", expected a number of at most "
		   "9,223,372,036,854");
	is_refused("0.0000001", "R0213",
		   "column x: found \"0.0000001\", expected a number, not finer than a millionth; "
		   "say how to round, as in `rounded to 1s half up`");
}

static void thousands_separators_are_refused(void **state)
{
	(void)state;
	begin(JRT_NUMBER);
	is_refused("1,234", "R0210",
		   "column x: found \"1,234\", expected a number; a comma is read as decimal point "
		   "only with `decimal comma`, and never as thousands separator");
	is_refused("1,234.50", "R0210",
		   "column x: found \"1,234.50\", expected a number; thousands separators are not "
		   "read");
}

static void decimal_comma(void **state)
{
	(void)state;
	source.decimal_point = ',';
	begin(JRT_NUMBER);
	is("2,5", 2500000);
	is("25", 25000000);
	is_refused("2.5", "R0210",
		   "column x: found \"2.5\", expected a number; the source declares `decimal "
		   "comma`, and thousands separators are not read");
}

static void counts_are_whole(void **state)
{
	(void)state;
	begin(JRT_COUNT);
	is("17", 17000000);
	is("17.0", 17000000);
	is_refused("-1", "R0211", "column x: found \"-1\", expected a whole number, 0 or more");
	is_refused("1.5", "R0211", "column x: found \"1.5\", expected a whole number, 0 or more");
}

static void shares(void **state)
{
	(void)state;
	begin(JRT_SHARE);
	is("0.8", 800000);
	is_refused(
		"80%", "R0210",
		"column x: found \"80%\", expected a share, a part of 1; a percent sign needs `in "
		"percent`");
	column.scale_den = 100;
	begin(JRT_SHARE);
	is("80", 800000);
	is("81.25", 812500);
	is("81.25%", 812500);
	is("81 %", 810000);
	is_refused("%", "R0210", "column x: found \"%\", expected a share in percent");
}

static void durations_by_unit(void **state)
{
	(void)state;
	begin(JRT_DURATION);
	is("20", 20 * JRT_SECOND_US);
	is("-21", -21 * JRT_SECOND_US);
	is_refused("0:20", "R0210",
		   "column x: found \"0:20\", expected a number of seconds; a written time needs a "
		   "format, as in `as \"h:mm:ss\"`");
	column.scale_num = 60;
	begin(JRT_DURATION);
	is("1.5", 90 * JRT_SECOND_US);
	column.scale_num = 1;
	column.scale_den = 1000;
	begin(JRT_DURATION);
	is("1500", 1500000);
	is("1", 1000);
	is_refused("x", "R0210", "column x: found \"x\", expected a number of milliseconds");
}

static void fractions_of_a_day_are_rounded_where_it_is_said(void **state)
{
	(void)state;
	column.scale_num = 86400;
	begin(JRT_DURATION);
	is("2", 2 * JRT_DAY_US);
	decode("0.00005787037");
	assert_string_equal(decoded.code, "R0213");
	column.rounding = JB_ROUND_HALF_UP;
	column.rounding_step = JRT_SECOND_US;
	begin(JRT_DURATION);
	is("0.00005787037", 5 * JRT_SECOND_US);
	is("2", 2 * JRT_DAY_US);
}

static void rounding(void **state)
{
	static const struct {
		enum jb_rounding how;
		jb_fix of[8]; /* of -25, -24, -15, -5, 5, 15, 24, 25 to tens */
	} table[] = {
		{JB_ROUND_HALF_UP, {-30, -20, -20, -10, 10, 20, 20, 30}},
		{JB_ROUND_HALF_EVEN, {-20, -20, -20, 0, 0, 20, 20, 20}},
		{JB_ROUND_DOWN, {-20, -20, -10, 0, 0, 10, 20, 20}},
		{JB_ROUND_UP, {-30, -30, -20, -10, 10, 20, 30, 30}},
	};
	static const jb_fix from[8] = {-25, -24, -15, -5, 5, 15, 24, 25};
	jb_fix rounded = 0;

	(void)state;
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		for (size_t k = 0; k < 8; k++) {
			assert_true(jrt_round_fix(from[k], table[i].how, 10, &rounded));
			assert_int_equal(rounded, table[i].of[k]);
		}
	assert_true(jrt_round_fix(INT64_MIN, JB_ROUND_NONE, 10, &rounded));
	assert_false(jrt_round_fix(INT64_MAX, JB_ROUND_UP, INT64_MAX - 1, &rounded));
}

static void ratings_keep_their_bounds(void **state)
{
	(void)state;
	column.bounded = true;
	column.low = JB_FIX_ONE;
	column.high = 5 * JB_FIX_ONE;
	begin(JRT_RATING);
	is("1", 1000000);
	is("5", 5000000);
	is_missing("");
	is_refused("0", "R0211", "column x: found \"0\", expected a rating from 1 to 5");
	is_refused("6", "R0211", "column x: found \"6\", expected a rating from 1 to 5");
}

static void a_shifted_rating_speaks_of_the_file_s_scale(void **state)
{
	(void)state;
	column.bounded = true;
	column.high = 10 * JB_FIX_ONE;
	column.shift = -JB_FIX_ONE;
	begin(JRT_RATING);
	is("1", 0);
	is("11", 10000000);
	is_refused("0", "R0211", "column x: found \"0\", expected a rating from 1 to 11");
}

static void money(void **state)
{
	(void)state;
	column.currency = JB_TEXT("EUR");
	begin(JRT_MONEY);
	is("2.50", 2500000);
	is_refused("€2", "R0210",
		   "column x: found \"€2\", expected an amount in EUR without its sign");
}

static void flags(void **state)
{
	static const struct jb_text yes[] = {{"done", 4}};

	(void)state;
	begin(JRT_FLAG);
	is("Y", 1);
	is("TRUE", 1);
	is("1", 1);
	is("no", 0);
	is("False", 0);
	is_missing("");
	is_refused("maybe", "R0210",
		   "column x: found \"maybe\", expected yes as \"yes\", \"Yes\", \"YES\", \"Y\", "
		   "\"y\", "
		   "\"true\", \"True\", \"TRUE\", \"1\" or no as \"no\", \"No\", \"NO\", \"N\", "
		   "\"n\", "
		   "\"false\", \"False\", \"FALSE\", \"0\"");
	column.yes = yes;
	column.yes_count = 1;
	begin(JRT_FLAG);
	is("done", 1);
	is("no", 0);
	decode("yes");
	assert_non_null(decoded.code);
}

/* A text whose number holds it. */
static void is_short(const char *text)
{
	decode(text);
	assert_true(decoded.known && decoded.value < 0);
	assert_true(jb_text_is(jrt_texts_get(&texts, decoded.value), text));
}

static void texts_are_symbols(void **state)
{
	static const struct jrt_constant_text constants[] = {{{"AGENT", 5}}, {{"HANG", 4}}};

	(void)state;
	plan.text = constants;
	plan.text_count = 2;
	column.key = true;
	begin(JRT_TEXT);
	is("HANG", 2);
	is("AGENT", 1);
	is("a text that is too long for a number", 3);
	is("another text that is too long", 4);
	is("a text that is too long for a number", 3);
	assert_true(jb_text_is(jrt_texts_get(&texts, 4), "another text that is too long"));
	is_short("anna");
	is_short("");
	is_short("AGENT-0001");
	assert_true(jb_text_is(jrt_texts_get(&texts, 2), "HANG"));
	assert_int_equal(jrt_texts_get(&texts, 0).size, 0);
	assert_int_equal(jrt_texts_get(&texts, 99).size, 0);
	column.key = false;
	begin(JRT_TEXT);
	is("HANG", 2);
	is("berta", 0);
}

/* S32: bytes after NFC, no trimming, no case folding. */
static void texts_are_compared_in_nfc_and_not_otherwise(void **state)
{
	static const struct jrt_constant_text constants[] = {{{"caf\xc3\xa9", 5}}};

	(void)state;
	plan.text = constants;
	plan.text_count = 1;
	begin(JRT_TEXT);
	is("caf\xc3\xa9", 1);
	is("cafe\xcc\x81", 1);
	is("Caf\xc3\xa9", 0);
	is("caf\xc3\xa9 ", 0);
}

/* S32: `missing` lists apply before; an empty text is a text unless listed. */
static void missing_lists(void **state)
{
	static const struct jb_text missing[] = {{"0", 1}, {"cafe\xcc\x81", 6}};
	static const struct jb_text with_empty[] = {{"", 0}};

	(void)state;
	column.missing = missing;
	column.missing_count = 2;
	column.key = true;
	begin(JRT_TEXT);
	is_missing("0");
	is_missing("caf\xc3\xa9");
	is_short("");
	column.missing = with_empty;
	column.missing_count = 1;
	begin(JRT_TEXT);
	is_missing("");
	is_short("0");
}

static void closed_vocabularies(void **state)
{
	static const struct jb_text words[] = {{"AGENT", 5}, {"HANG", 4}};

	(void)state;
	column.one_of = words;
	column.one_of_count = 2;
	begin(JRT_TEXT);
	is("HANG", 0);
	is_refused("Hang", "R0212",
		   "column x: found \"Hang\", expected one of \"AGENT\", \"HANG\"");
	is_refused("X", "R0212",
		   "column x: found \"X\", which is the column's header once more, expected one of "
		   "\"AGENT\", \"HANG\"");
}

static void found_text_is_shortened_and_escaped(void **state)
{
	char text[101];

	(void)state;
	begin(JRT_NUMBER);
	is_refused("a\tb\x1b[31m\"\xe2\x80\x8b", "R0210",
		   "column x: found \"a\\tb\\x1b[31m\\\"\\u{200b}\", expected a number");
	memset(text, 'y', 100);
	text[100] = '\0';
	is_refused(text, "R0210",
		   "column x: found "
		   "\"yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy…\", "
		   "expected a number");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(numbers),
		TEST(thousands_separators_are_refused),
		TEST(decimal_comma),
		TEST(counts_are_whole),
		TEST(shares),
		TEST(durations_by_unit),
		TEST(fractions_of_a_day_are_rounded_where_it_is_said),
		TEST(rounding),
		TEST(ratings_keep_their_bounds),
		TEST(a_shifted_rating_speaks_of_the_file_s_scale),
		TEST(money),
		TEST(flags),
		TEST(texts_are_symbols),
		TEST(texts_are_compared_in_nfc_and_not_otherwise),
		TEST(missing_lists),
		TEST(closed_vocabularies),
		TEST(found_text_is_shortened_and_escaped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
