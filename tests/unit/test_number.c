/*
 * Exact numbers. Expected values come from arithmetic that can be done by hand, from the constants
 * of powers of two and ten, and from NIST's Statistical Reference Datasets for the spread.
 */
#include <float.h>
#include <math.h>
#include <string.h>

#include "base/number.h"
#include "testing.h"

static struct jb_arena arena;
static struct jb_buf buf;

static int set_up(void **state)
{
	(void)state;
	jb_arena_init(&arena, NULL);
	jb_buf_init(&buf, &arena);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	jb_arena_release(&arena);
	return 0;
}

static jb_i128 whole(const char *digits)
{
	jb_i128 value = 0;

	assert_true(jb_i128_parse(jb_text_of(digits), &value));
	return value;
}

static struct jb_ratio ratio(const char *num, const char *den)
{
	return (struct jb_ratio){.num = whole(num), .den = whole(den)};
}

#define MOST "170141183460469231731687303715884105727" /* 2^127 - 1 */

/* ---- reading ------------------------------------------------------------------------------- */

static void check_parse(const char *text, int64_t num, int64_t den, enum jb_rounding rounding,
			jb_fix step, enum jb_number_fault fault, jb_fix expected)
{
	jb_fix value;

	assert_int_equal(jb_number_parse(jb_text_of(text), '.', num, den, rounding, step, &value),
			 fault);
	assert_int_equal(value, expected);
}

static void check_plain(const char *text, enum jb_number_fault fault, jb_fix expected)
{
	check_parse(text, 1, 1, JB_ROUND_NONE, 1, fault, expected);
}

static void numbers_are_read(void **state)
{
	(void)state;
	check_plain("0", JB_NUMBER_OK, 0);
	check_plain("-0.000", JB_NUMBER_OK, 0);
	check_plain("20", JB_NUMBER_OK, 20000000);
	check_plain("+007.250", JB_NUMBER_OK, 7250000);
	check_plain("-0.000001", JB_NUMBER_OK, -1);
	check_plain("0.0000010000000000000000000000000000000000000000000000000", JB_NUMBER_OK, 1);
	check_plain("1.5e3", JB_NUMBER_OK, INT64_C(1500000000));
	check_plain("15E-7", JB_NUMBER_TOO_FINE, 0);
	check_plain("10E-7", JB_NUMBER_OK, 1);
	check_plain("9223372036854.775807", JB_NUMBER_OK, INT64_MAX);
	check_plain("-9223372036854.775807", JB_NUMBER_OK, -INT64_MAX);
	check_plain("9223372036854.775808", JB_NUMBER_TOO_LARGE, 0);
	check_plain("1e999999999999999999999999", JB_NUMBER_TOO_LARGE, 0);
	check_plain("0e999999999999999999999999", JB_NUMBER_OK, 0);
	check_plain("1e-999999999999999999999999", JB_NUMBER_TOO_FINE, 0);
	check_plain("1000000000000000000000000000000000000000000000e-45", JB_NUMBER_OK, 1000000);
}

static void what_is_no_number_is_refused(void **state)
{
	static const char *const bad[] = {" 1",	 "1 ",	  "+",	  "-",	 ".5",	"5.",  "1e",
					  "1e+", "0x1",	  "nan",  "inf", "1_0", "1,5", "1.2.3",
					  "--1", "1e1.5", "1e5x", "e5",	 "½"};

	(void)state;
	check_plain("", JB_NUMBER_EMPTY, 0);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		check_plain(bad[i], JB_NUMBER_BAD, 0);
}

static void a_comma_may_be_the_point(void **state)
{
	jb_fix value;

	(void)state;
	assert_int_equal(jb_number_parse(JB_TEXT("3,75"), ',', 1, 1, JB_ROUND_NONE, 1, &value),
			 JB_NUMBER_OK);
	assert_int_equal(value, 3750000);
	assert_int_equal(jb_number_parse(JB_TEXT("3.75"), ',', 1, 1, JB_ROUND_NONE, 1, &value),
			 JB_NUMBER_BAD);
}

static void units_scale(void **state)
{
	(void)state;
	check_parse("80", 1, 100, JB_ROUND_NONE, 1, JB_NUMBER_OK, 800000);
	check_parse("0.0001", 1, 100, JB_ROUND_NONE, 1, JB_NUMBER_OK, 1);
	check_parse("0.00001", 1, 100, JB_ROUND_NONE, 1, JB_NUMBER_TOO_FINE, 0);
	check_parse("2.5", 60, 1, JB_ROUND_NONE, 1, JB_NUMBER_OK, 150000000);
	check_parse("0.00000005", 60, 1, JB_ROUND_NONE, 1, JB_NUMBER_OK, 3);
	check_parse("1", 1, 3, JB_ROUND_NONE, 1, JB_NUMBER_TOO_FINE, 0);
	check_parse("1", 1, 3, JB_ROUND_HALF_UP, 1, JB_NUMBER_OK, 333333);
	check_parse("1", INT64_MAX, 1, JB_ROUND_NONE, 1, JB_NUMBER_TOO_LARGE, 0);
	check_parse("0.0000000000001", INT64_MAX, 1, JB_ROUND_DOWN, 1, JB_NUMBER_OK,
		    INT64_C(922337203685));
}

static void rounding_follows_its_mode(void **state)
{
	(void)state;
	check_parse("2.5", 1, 1, JB_ROUND_HALF_UP, JB_FIX_ONE, JB_NUMBER_OK, 3000000);
	check_parse("-2.5", 1, 1, JB_ROUND_HALF_UP, JB_FIX_ONE, JB_NUMBER_OK, -3000000);
	check_parse("2.5", 1, 1, JB_ROUND_HALF_EVEN, JB_FIX_ONE, JB_NUMBER_OK, 2000000);
	check_parse("3.5", 1, 1, JB_ROUND_HALF_EVEN, JB_FIX_ONE, JB_NUMBER_OK, 4000000);
	check_parse("2.9", 1, 1, JB_ROUND_DOWN, JB_FIX_ONE, JB_NUMBER_OK, 2000000);
	check_parse("-2.1", 1, 1, JB_ROUND_UP, JB_FIX_ONE, JB_NUMBER_OK, -3000000);
	check_parse("1e-30", 1, 1, JB_ROUND_UP, JB_FIX_ONE, JB_NUMBER_OK, 1000000);
	check_parse("1e-30", 1, 1, JB_ROUND_HALF_UP, 1, JB_NUMBER_OK, 0);
	/* A digit far behind the half decides. */
	check_parse("2.5000000000000000000000000000000000000000000000000000001", 1, 1,
		    JB_ROUND_HALF_EVEN, JB_FIX_ONE, JB_NUMBER_OK, 3000000);
}

static void whole_numbers_of_128_bits(void **state)
{
	jb_i128 value;

	(void)state;
	jb_buf_add_i128(&buf, whole(MOST));
	jb_buf_add_byte(&buf, ' ');
	jb_buf_add_i128(&buf, whole("-170141183460469231731687303715884105728"));
	jb_buf_add_byte(&buf, ' ');
	jb_buf_add_i128(&buf, 0);
	assert_string_equal(buf.data, MOST " -170141183460469231731687303715884105728 0");
	assert_false(jb_i128_parse(JB_TEXT("170141183460469231731687303715884105728"), &value));
	assert_false(jb_i128_parse(JB_TEXT("-170141183460469231731687303715884105729"), &value));
	assert_false(jb_i128_parse(JB_TEXT(""), &value));
	assert_false(jb_i128_parse(JB_TEXT("-"), &value));
	assert_false(jb_i128_parse(JB_TEXT("1.0"), &value));
	assert_true(jb_i128_parse(JB_TEXT("+000000000000000000000000000000000000000000000012"),
				  &value));
	assert_true(value == 12);
}

/* ---- arithmetic ---------------------------------------------------------------------------- */

static void products_are_divided_exactly(void **state)
{
	jb_fix value;

	(void)state;
	assert_true(jb_fix_mul_div(INT64_MAX, INT64_MAX, INT64_MAX, &value));
	assert_int_equal(value, INT64_MAX);
	assert_true(jb_fix_mul_div(1, 1, 2, &value));
	assert_int_equal(value, 1);
	assert_true(jb_fix_mul_div(-1, 1, 2, &value));
	assert_int_equal(value, -1);
	assert_true(jb_fix_mul_div(1, 1, -3, &value));
	assert_int_equal(value, 0);
	assert_true(jb_fix_mul_div(INT64_MIN, INT64_MIN, INT64_MIN, &value));
	assert_int_equal(value, INT64_MIN);
	assert_false(jb_fix_mul_div(INT64_MIN, 1, -1, &value));
	assert_false(jb_fix_mul_div(1, 1, 0, &value));
}

static void ratios_are_compared_exactly(void **state)
{
	(void)state;
	assert_int_equal(jb_ratio_compare(ratio("1", "3"), ratio("2", "6")), 0);
	assert_true(jb_ratio_compare(ratio("-1", "3"), ratio("1", "6")) < 0);
	assert_true(jb_ratio_compare(ratio("0", MOST), ratio(MOST, "1")) < 0);
	/* n/(n+1) < (n+1)/(n+2), by one part in 2^254. */
	assert_true(jb_ratio_compare(ratio("170141183460469231731687303715884105725",
					   "170141183460469231731687303715884105726"),
				     ratio("170141183460469231731687303715884105726", MOST)) < 0);
	assert_true(jb_ratio_compare(ratio("-170141183460469231731687303715884105725",
					   "170141183460469231731687303715884105726"),
				     ratio("-170141183460469231731687303715884105726", MOST)) > 0);
}

static void check_ratio(bool ok, struct jb_ratio value, const char *num, const char *den)
{
	assert_true(ok);
	assert_true(value.num == whole(num));
	assert_true(value.den == whole(den));
}

static void ratios_are_reckoned_with(void **state)
{
	struct jb_ratio out;

	(void)state;
	check_ratio(jb_ratio_add(ratio("1", "6"), ratio("1", "10"), &out), out, "4", "15");
	check_ratio(jb_ratio_sub(ratio("1", "6"), ratio("1", "6"), &out), out, "0", "1");
	check_ratio(jb_ratio_mul(ratio("-2", "3"), ratio("3", "4"), &out), out, "-1", "2");
	check_ratio(jb_ratio_div(ratio("-2", "3"), ratio("-4", "3"), &out), out, "1", "2");
	/* The parts pass 127 bits on the way, the results do not. */
	check_ratio(jb_ratio_mul(ratio(MOST, "2"), ratio("2", MOST), &out), out, "1", "1");
	check_ratio(jb_ratio_add(ratio(MOST, "2"), ratio(MOST, "2"), &out), out, MOST, "1");
	check_ratio(jb_ratio_sub(ratio("1", MOST), ratio("1", MOST), &out), out, "0", "1");
	check_ratio(true, jb_ratio_reduce(ratio("6", "-4")), "-3", "2");
	check_ratio(true, jb_ratio_of_fix(2500000), "5", "2");
	assert_false(jb_ratio_add(ratio(MOST, "1"), ratio("1", "1"), &out));
	assert_int_equal(out.den, 0);
	assert_false(jb_ratio_mul(ratio(MOST, "1"), ratio(MOST, "1"), &out));
	assert_false(jb_ratio_div(ratio("1", "1"), ratio("0", "5"), &out));
	assert_false(jb_ratio_add(ratio("1", "0"), ratio("1", "1"), &out));
}

static void ratios_are_rounded(void **state)
{
	struct jb_ratio out, tenth = ratio("1", "10");

	(void)state;
	check_ratio(jb_ratio_round(ratio("-5", "100"), tenth, JB_ROUND_HALF_UP, &out), out, "-1",
		    "10");
	check_ratio(jb_ratio_round(ratio("25", "100"), tenth, JB_ROUND_HALF_EVEN, &out), out, "1",
		    "5");
	check_ratio(jb_ratio_round(ratio("29", "100"), tenth, JB_ROUND_DOWN, &out), out, "1", "5");
	check_ratio(jb_ratio_round(ratio("-21", "100"), tenth, JB_ROUND_UP, &out), out, "-3", "10");
	check_ratio(jb_ratio_round(ratio("1", "3"), tenth, JB_ROUND_NONE, &out), out, "1", "3");
	check_ratio(jb_ratio_round(ratio("22", "1"), ratio("15", "1"), JB_ROUND_HALF_UP, &out), out,
		    "15", "1");
	assert_false(jb_ratio_round(ratio("1", "3"), ratio("0", "1"), JB_ROUND_UP, &out));
	assert_false(jb_ratio_round(ratio(MOST, "1"), ratio("1", "10"), JB_ROUND_UP, &out));
}

static void ratios_become_the_nearest_double(void **state)
{
	(void)state;
	assert_true(jb_ratio_double(ratio("1", "3")) == 1.0 / 3.0);
	assert_true(jb_ratio_double(ratio("-1", "10")) == -0.1);
	assert_true(jb_ratio_double(ratio("0", "7")) == 0.0);
	assert_true(jb_ratio_double(ratio(MOST, "1")) == 0x1p127);
	assert_true(jb_ratio_double(ratio("1", MOST)) == 0x1p-127);
	/* 2^53 + 1 lies half way and goes to the even neighbour; one part more does not. */
	assert_true(jb_ratio_double(ratio("9007199254740993", "1")) == 9007199254740992.0);
	assert_true(jb_ratio_double(ratio("9007199254740993000001", "1000000")) ==
		    9007199254740994.0);
}

/* ---- writing ------------------------------------------------------------------------------- */

static void check_written(const char *expected)
{
	assert_string_equal(buf.data, expected);
	jb_buf_reset(&buf);
}

static void check_digits(const char *num, const char *den, unsigned digits, const char *expected)
{
	jb_buf_add_ratio(&buf, ratio(num, den), digits);
	check_written(expected);
}

static void check_decimals(const char *num, const char *den, unsigned decimals,
			   const char *expected)
{
	jb_buf_add_ratio_fixed(&buf, ratio(num, den), decimals);
	check_written(expected);
}

static void check_fix(jb_i128 millionths, const char *expected)
{
	jb_buf_add_fix(&buf, millionths);
	check_written(expected);
}

static void millionths_are_written_short(void **state)
{
	(void)state;
	check_fix(20000000, "20");
	check_fix(500000, "0.5");
	check_fix(-1, "-0.000001");
	check_fix(0, "0");
	check_fix(1000001, "1.000001");
	check_fix(100, "0.0001");
	check_fix(INT64_MIN, "-9223372036854.775808");
	check_fix(whole(MOST), "170141183460469231731687303715884.105727");
}

static void ratios_are_written_to_digits(void **state)
{
	(void)state;
	check_digits("1", "3", 15, "0.333333333333333");
	check_digits("2", "3", 3, "0.667");
	check_digits("123", "10000000", 15, "0.0000123");
	check_digits("-1", "8", 2, "-0.13");
	check_digits("9999", "100", 3, "100");
	check_digits("9996", "10000", 3, "1");
	check_digits("999999", "1000000", 3, "1");
	check_digits("123456", "1", 3, "123000");
	check_digits("1200", "1", 15, "1200");
	check_digits("0", "5", 15, "0");
	check_digits("1", "2", 0, "0.5");
	check_digits("1", MOST, 3, "0.00000000000000000000000000000000000000588");
	check_digits(MOST, "1", 5, "170140000000000000000000000000000000000");
	check_digits("5", "0", 5, "no value");
}

static void ratios_are_written_to_decimals(void **state)
{
	(void)state;
	check_decimals("1", "3", 2, "0.33");
	check_decimals("1", "8", 2, "0.13");
	check_decimals("-1", "8", 2, "-0.13");
	check_decimals("-1", "800", 2, "0.00");
	check_decimals("5", "2", 0, "3");
	check_decimals("1999", "1000", 2, "2.00");
	check_decimals("7", "1", 3, "7.000");
	check_decimals("1", "1024", 10, "0.0009765625");
}

static void check_double(double value, const char *expected)
{
	jb_buf_add_double(&buf, value);
	check_written(expected);
}

static void doubles_are_written_short(void **state)
{
	(void)state;
	check_double(0, "0");
	check_double(-0.0, "0");
	check_double(0.1, "0.1");
	check_double(0.1 + 0.2, "0.30000000000000004");
	check_double(1.0 / 3.0, "0.3333333333333333");
	check_double(-2.5, "-2.5");
	check_double(100, "100");
	check_double(123456789012345680.0, "123456789012345680");
	check_double(1e21, "1e+21");
	check_double(1e-7, "0.0000001");
	check_double(1.25e-8, "1.25e-8");
	check_double(5e-324, "5e-324");
	check_double(DBL_MAX, "1.7976931348623157e+308");
	check_double(DBL_MIN, "2.2250738585072014e-308");
	check_double(9007199254740993.0, "9007199254740992");
	check_double(sqrt(2), "1.4142135623730951");
}

/* ---- sums of squares ------------------------------------------------------------------------ */

static void squares_add_up(void **state)
{
	struct jb_wide sum = {{0}}, back, total = {{0}};

	(void)state;
	jb_wide_add_square(&sum, INT64_MIN, UINT64_MAX);
	jb_buf_add_wide(&buf, &sum); /* 2^126 * (2^64 - 1) */
	assert_true(jb_wide_parse(jb_buf_text(&buf), &back));
	assert_memory_equal(&sum, &back, sizeof sum);
	check_written("1569275433846670190873876764071681988159745209258066575360");
	jb_wide_add(&total, &sum);
	jb_wide_add(&total, &sum);
	jb_wide_add_square(&total, -3, 2);
	jb_buf_add_wide(&buf, &total);
	check_written("3138550867693340381747753528143363976319490418516133150738");
	jb_buf_add_wide(&buf, &(struct jb_wide){{UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX}});
	check_written(
		"115792089237316195423570985008687907853269984665640564039457584007913129639935");
	assert_false(jb_wide_parse(JB_TEXT("1157920892373161954235709850086879078532699846656405640"
					   "39457584007913129639936"),
				   &back));
	assert_false(jb_wide_parse(JB_TEXT(""), &back));
	assert_false(jb_wide_parse(JB_TEXT("-1"), &back));
}

/* NIST StRD, univariate, NumAcc4: 10000000.2, then 500 times 10000000.1 and 10000000.3; the
 * certified standard deviation is 0.1 exactly. And NumAcc3, about 1000000.2, the same. */
static void the_spread_is_nists(void **state)
{
	static const jb_fix middles[] = {INT64_C(10000000200000), INT64_C(1000000200000)};

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct jb_wide squares = {{0}};
		jb_i128 sum = (jb_i128)middles[i] * 1001;
		double spread;

		jb_wide_add_square(&squares, middles[i], 1);
		jb_wide_add_square(&squares, middles[i] - 100000, 500);
		jb_wide_add_square(&squares, middles[i] + 100000, 500);
		spread = jb_wide_spread(&squares, sum, 1001);
		assert_true(sqrt(spread / (1001.0 * 1000.0)) == 100000.0);
	}
}

static void no_spread_is_zero(void **state)
{
	struct jb_wide squares = {{0}};

	(void)state;
	jb_wide_add_square(&squares, INT64_MAX, 1000);
	assert_true(jb_wide_spread(&squares, (jb_i128)INT64_MAX * 1000, 1000) == 0);
	assert_true(jb_wide_spread(&squares, (jb_i128)INT64_MAX * -1000, 1000) == 0);
	assert_true(jb_wide_spread(&(struct jb_wide){{0}}, 0, 0) == 0);
}

#define NUMBER_TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		NUMBER_TEST(numbers_are_read),
		NUMBER_TEST(what_is_no_number_is_refused),
		NUMBER_TEST(a_comma_may_be_the_point),
		NUMBER_TEST(units_scale),
		NUMBER_TEST(rounding_follows_its_mode),
		NUMBER_TEST(whole_numbers_of_128_bits),
		NUMBER_TEST(products_are_divided_exactly),
		NUMBER_TEST(ratios_are_compared_exactly),
		NUMBER_TEST(ratios_are_reckoned_with),
		NUMBER_TEST(ratios_are_rounded),
		NUMBER_TEST(ratios_become_the_nearest_double),
		NUMBER_TEST(millionths_are_written_short),
		NUMBER_TEST(ratios_are_written_to_digits),
		NUMBER_TEST(ratios_are_written_to_decimals),
		NUMBER_TEST(doubles_are_written_short),
		NUMBER_TEST(squares_add_up),
		NUMBER_TEST(the_spread_is_nists),
		NUMBER_TEST(no_spread_is_zero),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
