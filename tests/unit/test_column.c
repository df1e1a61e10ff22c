/*
 * Typed decoding: what each type accepts, how it counts, and the whole sentence for what it
 * refuses.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "read/column.h"
#include "read/read.h"
#include "time/civil.h"
#include "testing.h"

static struct jb_arena arena;
static struct jrt_source source;
static struct jrt_column column;
static struct jrt_plan plan;
static struct jrt_texts texts;
static struct jrt_decoder decoder;
static struct jrt_decoded decoded;

static int set_up(void **state)
{
	(void)state;
	jb_arena_init(&arena, NULL);
	source = (struct jrt_source){.separator = ',', .decimal_point = '.'};
	column = (struct jrt_column){
		.name = JB_TEXT("x"), .header = JB_TEXT("X"), .scale_num = 1, .scale_den = 1};
	plan = (struct jrt_plan){0};
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	jb_arena_release(&arena);
	return 0;
}

static void begin(enum jrt_type type)
{
	struct jb_text why = {0};

	column.type = type;
	jrt_texts_init(&texts, &arena, &plan);
	enum jb_status status = jrt_decoder_init(&decoder, &arena, &source, &column, &texts, &why);
	if (status != JB_OK)
		fail_msg("%.*s", JB_ARG(why));
}

static void decode(const char *text)
{
	/* A copy of just its size, so that a sanitizer sees a look beyond it. */
	size_t size = strlen(text);
	char *copy = malloc(size > 0 ? size : 1);
	bool ascii = true;

	memcpy(copy, text, size);
	for (size_t i = 0; i < size; i++)
		ascii = ascii && (unsigned char)copy[i] < 0x80;
	jrt_decode(&decoder, (struct jb_text){copy, size}, ascii, &arena, &decoded);
	free(copy);
}

static void is(const char *text, int64_t value)
{
	decode(text);
	if (decoded.code != NULL)
		fail_msg("%s: %.*s", text, JB_ARG(decoded.reason));
	assert_true(decoded.known);
	assert_int_equal(decoded.value, value);
}

static void is_missing(const char *text)
{
	decode(text);
	assert_null(decoded.code);
	assert_false(decoded.known);
}

static void is_refused(const char *text, const char *code, const char *reason)
{
	decode(text);
	assert_false(decoded.known);
	assert_non_null(decoded.code);
	assert_string_equal(decoded.code, code);
	struct jb_buf buf;
	jb_buf_init(&buf, &arena);
	jb_buf_add_text(&buf, decoded.reason);
	assert_string_equal(buf.data, reason);
}

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

static void dates_and_clocks(void **state)
{
	(void)state;
	begin(JRT_DATE);
	is("1970-01-02", 1);
	is("1969-12-31", -1);
	decode("2026-02-30");
	assert_string_equal(decoded.code, "R0215");
	column.format = JB_TEXT("%y%m%d");
	column.years_from = 1950;
	column.years_to = 2049;
	begin(JRT_DATE);
	is("990101", 10592);
	is("490101", 28855);
	column.format = (struct jb_text){0};
	begin(JRT_CLOCK);
	is("9:05", 9 * JRT_HOUR_US + 5 * JRT_MINUTE_US);
	is("0:00:31", 31 * JRT_SECOND_US);
	decode("25:00");
	assert_string_equal(decoded.code, "R0215");
	decode("x");
	assert_string_equal(decoded.code, "R0215");
}

static void written_durations(void **state)
{
	(void)state;
	column.format = JB_TEXT("h:mm:ss");
	begin(JRT_DURATION);
	is("25:13:04", 25 * JRT_HOUR_US + 13 * JRT_MINUTE_US + 4 * JRT_SECOND_US);
	is("-0:00:21", -21 * JRT_SECOND_US);
	decode("153");
	assert_string_equal(decoded.code, "R0215");
}

/* 2026-03-03T08:00:00Z is second 1,772,524,800 of the Unix epoch. */
#define MARCH_3_8_00 (INT64_C(1772524800) * JRT_SECOND_US)

static void timestamps_in_iso_8601(void **state)
{
	(void)state;
	begin(JRT_INSTANT);
	is("2026-03-03T08:00:00Z", MARCH_3_8_00);
	is("2026-03-03 08:00:00Z", MARCH_3_8_00);
	is("2026-03-03T10:00:00+02:00", MARCH_3_8_00);
	is("2026-03-03T08:00Z", MARCH_3_8_00);
	is("2026-03-03T08:00:00.250Z", MARCH_3_8_00 + 250000);
	is("2026-03-03T03:00-05:00", MARCH_3_8_00);
	is_refused("2026-03-03T08:00:00", "R0217",
		   "column x: found \"2026-03-03T08:00:00\", which has no offset from UTC, and the "
		   "column declares no zone");
	decode("2026-03-03");
	assert_string_equal(decoded.code, "R0215");
	decode("yesterday");
	assert_string_equal(decoded.code, "R0215");
}

/* S3: a local time that did not exist is unreadable, a doubled one is the earlier; both are noted.
 */
static void local_times(void **state)
{
	(void)state;
	column.format = JB_TEXT("%d/%m/%Y %H:%M:%S");
	column.zone = JB_TEXT("Europe/London");
	begin(JRT_INSTANT);
	is("03/03/2026 08:00:00", MARCH_3_8_00);
	assert_int_equal(decoded.time_notes, 0);
	/* Clocks went forward on 29 March 2026 at 01:00, back on 25 October at 02:00. */
	is("29/03/2026 00:59:59", INT64_C(1774745999) * JRT_SECOND_US);
	is_refused("29/03/2026 01:30:00", "R0216",
		   "column x: found \"29/03/2026 01:30:00\", a time that did not exist in "
		   "Europe/London: the clocks went forward over it");
	assert_int_equal(decoded.time_notes, JRT_TIME_GAP);
	is("29/03/2026 02:00:00", INT64_C(1774746000) * JRT_SECOND_US);
	is("25/10/2026 01:30:00", INT64_C(1792888200) * JRT_SECOND_US);
	assert_int_equal(decoded.time_notes, JRT_TIME_DOUBLED);
	is("25/10/2026 02:00:00", INT64_C(1792893600) * JRT_SECOND_US);
	assert_int_equal(decoded.time_notes, 0);
}

/* The memory of a day may not change an answer: every half hour of two years, forwards and
 * shuffled. */
static void the_memory_of_a_day_changes_nothing(void **state)
{
	static const char *const zones[] = {"Europe/London", "America/Sao_Paulo", "Asia/Beirut",
					    "Australia/Lord_Howe", "Pacific/Apia"};
	const int64_t steps = 2 * 366 * 48, start = jrt_civil_days(2010, 12, 1) * JRT_DAY_US;

	(void)state;
	for (size_t z = 0; z < sizeof zones / sizeof *zones; z++) {
		column.zone = jb_text_of(zones[z]);
		column.format = JB_TEXT("%F %T");
		begin(JRT_INSTANT);
		for (int64_t i = 0; i < steps; i++) {
			int64_t k = z % 2 ? i * 7919 % steps : i;
			jb_fix local = start + k * 30 * JRT_MINUTE_US;
			struct jrt_date date = jrt_civil_date(jrt_civil_floor(local, JRT_DAY_US));
			int64_t clock = local - jrt_civil_floor(local, JRT_DAY_US) * JRT_DAY_US;
			enum jrt_local how = JRT_LOCAL_ONCE;
			jb_fix expected = jrt_zone_to_instant(decoder.zone, local, &how);
			char text[40];
			snprintf(text, sizeof text, "%04d-%02u-%02u %02d:%02d:00", (int)date.year,
				 date.month, date.day, (int)(clock / JRT_HOUR_US),
				 (int)(clock / JRT_MINUTE_US % 60));
			decode(text);
			assert_int_equal(decoded.time_notes, how == JRT_LOCAL_DOUBLED
								     ? JRT_TIME_DOUBLED
							     : how == JRT_LOCAL_GAP ? JRT_TIME_GAP
										    : 0);
			if (how != JRT_LOCAL_GAP)
				assert_int_equal(decoded.value, expected);
		}
	}
}

static void what_is_no_format_or_zone_is_refused(void **state)
{
	struct jb_text why = {0};

	(void)state;
	column.type = JRT_INSTANT;
	column.zone = JB_TEXT("Europe/Lundon");
	jrt_texts_init(&texts, &arena, &plan);
	assert_int_equal(jrt_decoder_init(&decoder, &arena, &source, &column, &texts, &why),
			 JB_REFUSED);
	assert_true(why.size > 0);
	column.zone = (struct jb_text){0};
	column.format = JB_TEXT("%Q");
	assert_int_equal(jrt_decoder_init(&decoder, &arena, &source, &column, &texts, &why),
			 JB_REFUSED);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

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
		TEST(dates_and_clocks),
		TEST(written_durations),
		TEST(timestamps_in_iso_8601),
		TEST(local_times),
		TEST(the_memory_of_a_day_changes_nothing),
		TEST(what_is_no_format_or_zone_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
