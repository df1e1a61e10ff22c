/*
 * Numbers to three digits: what is promised of them holds of every number near the ends of digits,
 * and of many others.
 */
#include "base/number.h"
#include "testing.h"

static uint64_t seed = 20260322;

/* Of any size, small ones as often as large ones. */
static int64_t any_number(void)
{
	uint64_t bits;

	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	bits = seed * UINT64_C(2685821657736338717);
	return (int64_t)(bits & (UINT64_MAX >> (bits >> 58))) * (bits >> 57 & 1 ? 1 : -1);
}

static void check(int64_t value)
{
	const jb_fix made = jb_fix_approximate(value);
	const jb_i128 off = (jb_i128)made - value, size = value < 0 ? -(jb_i128)value : value;
	jb_fix least, greatest;

	assert_true((off < 0 ? -off : off) * 200 <= size);
	assert_int_equal(jb_fix_approximate(made), made);
	jb_fix_approximated(made, &least, &greatest);
	assert_true(least <= value && value <= greatest);
	assert_int_equal(jb_fix_approximate(least), made);
	assert_int_equal(jb_fix_approximate(greatest), made);
	if (least > INT64_MIN + 1)
		assert_true(jb_fix_approximate(least - 1) < made);
	if (greatest < INT64_MAX)
		assert_true(jb_fix_approximate(greatest + 1) > made);
	if (value < INT64_MAX)
		assert_true(jb_fix_approximate(value + 1) >= made);
	if (value > -INT64_MAX)
		assert_int_equal(jb_fix_approximate(-value), -made);
}

static void test_examples(void **state)
{
	(void)state;
	assert_int_equal(jb_fix_approximate(0), 0);
	assert_int_equal(jb_fix_approximate(999), 999);
	assert_int_equal(jb_fix_approximate(12345678), 12300000);
	assert_int_equal(jb_fix_approximate(12350000), 12400000);
	assert_int_equal(jb_fix_approximate(-12350000), -12400000);
	assert_int_equal(jb_fix_approximate(9995), 10000);
	assert_int_equal(jb_fix_approximate(INT64_MAX), INT64_C(9220000000000000000));
	assert_int_equal(jb_fix_approximate(INT64_MIN), INT64_C(-9220000000000000000));
}

static void test_all_small_numbers(void **state)
{
	(void)state;
	for (int64_t value = -200000; value <= 200000; value++)
		check(value);
}

static void test_around_the_ends_of_digits(void **state)
{
	(void)state;
	for (int64_t power = 1000; power <= INT64_C(1000000000000000000); power *= 10) {
		for (int64_t near = -1100; near <= 1100; near++) {
			check(power + near);
			check(power / 2 + near);
		}
		if (power > INT64_MAX / 10)
			break;
	}
	for (int64_t back = 0; back < 1000; back++)
		check(INT64_MAX - back);
}

static void test_many_numbers(void **state)
{
	(void)state;
	for (int i = 0; i < 200000; i++)
		check(any_number());
}

static void test_a_power_of_ten_has_nine_hundred(void **state)
{
	jb_fix last = 0;
	unsigned count = 0;

	(void)state;
	for (jb_fix value = 1000000; value < 9995000; value += 100) {
		jb_fix made = jb_fix_approximate(value);

		count += made != last;
		last = made;
	}
	assert_int_equal(count, 900);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_examples),
		cmocka_unit_test(test_all_small_numbers),
		cmocka_unit_test(test_around_the_ends_of_digits),
		cmocka_unit_test(test_many_numbers),
		cmocka_unit_test(test_a_power_of_ten_has_nine_hundred),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
