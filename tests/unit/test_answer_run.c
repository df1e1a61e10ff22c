/*
 * Runs of values: what they say, and that whatever stands in one gives ascending values of as many
 * rows as were said, or is refused.
 */
#include <string.h>

#include "engine/answer_parts.h"

#include "own_arena.h"

static struct jrt_answer answer;

static const char *take(int64_t value, uint64_t count, struct jb_text run)
{
	const struct jrt_answer_value first = {
		.group = 3, .part = 2, .value = value, .count = count, .row = 7};

	answer = (struct jrt_answer){0};
	return jrt_answer_run(&arena, &answer, &first, run);
}

static void assert_value(size_t i, int64_t value, uint64_t count)
{
	assert_true(i < answer.value.count);
	assert_int_equal(answer.value.at[i].value, value);
	assert_int_equal(answer.value.at[i].count, count);
	assert_int_equal(answer.value.at[i].group, 3);
	assert_int_equal(answer.value.at[i].part, 2);
	assert_int_equal(answer.value.at[i].row, 7);
}

static void test_what_a_run_says(void **state)
{
	(void)state;
	assert_null(take(-2000000, 1 + 26 + 27 + 3 + 5 + 1000, JB_TEXT("AZ27,bC27:E500000.1000,")));
	assert_int_equal(answer.value.count, 6);
	assert_value(0, -2000000, 1);
	assert_value(1, -1000000, 26);
	assert_value(2, 0, 27);
	assert_value(3, 2000000, 3);
	assert_value(4, 29000000, 5);
	assert_value(5, 29500000, 1000);
	assert_null(take(INT64_MIN, 2, JB_TEXT("A9223372036854775808.A")));
	assert_value(1, 0, 1);
	assert_null(take(5, 281474976710656, JB_TEXT("281474976710656,")));
	assert_value(0, 5, 281474976710656);
}

static const struct wrong {
	const char *run;
	int64_t value;
	const char *why;
} wrong[] = {
	{"AA", 0, "not as many"},
	{"AAAA", 0, "not as many"},
	{"AA0,A", 0, "not as many"},
	{"A18446744073709551615,", 0, "not as many"},
	{"A18446744073709551617,AA", 0, "not of entries"},
	{"bAAA", 0, "do not ascend"},
	{"A0:AA", 0, "do not ascend"},
	{"A0.AA", 0, "do not ascend"},
	{"AAA", INT64_MAX - 1000000, "do not ascend"},
	{"A9223372036854775808.AA", 0, "do not ascend"},
	{"A18446744073709551615:AA", 0, "not of entries"},
	{"AA27", 0, "not of entries"},
	{"AAa", 0, "not of entries"},
	{"AA27:", 0, "not of entries"},
	{"AA27.27.A", 0, "not of entries"},
	{"AA27;A", 0, "not of entries"},
	{"AA:A", 0, "not of entries"},
	{"AA,A", 0, "not of entries"},
	{"A-1:A", 0, "not of entries"},
	{"A A", 0, "not of entries"},
	{"abA", 0, "not of entries"},
};

static void test_what_is_wrong_is_said(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		const char *why = take(wrong[i].value, 3, jb_text_of(wrong[i].run));

		if (!why || !strstr(why, wrong[i].why))
			fail_msg("\"%s\": %s", wrong[i].run, why ? why : "taken");
	}
	assert_non_null(take(0, 2, (struct jb_text){"A\0A", 3}));
}

/* Values ascend, and their rows are as many as were said, or nothing is. */
static void test_any_text(void **state)
{
	static const char letters[] = "AAABCZabz0123456789,,::.. \xff";
	unsigned seed = 11, taken = 0;

	(void)state;
	for (unsigned i = 0; i < 20000; i++) {
		char text[12];
		size_t size = i % sizeof text;
		uint64_t rows = 0;

		for (size_t k = 0; k < size; k++) {
			seed = seed * 1103515245 + 12345;
			text[k] = letters[(seed >> 16) % (sizeof letters - 1)];
		}
		if (take((int64_t)i - 10000, seed >> 16 & 7, (struct jb_text){text, size}))
			continue;
		taken++;
		for (size_t v = 0; v < answer.value.count; v++) {
			rows += answer.value.at[v].count;
			assert_true(v == 0 ||
				    answer.value.at[v].value > answer.value.at[v - 1].value);
		}
		assert_int_equal(rows, seed >> 16 & 7);
	}
	assert_in_range(taken, 100, 5000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_what_a_run_says),
		TEST(test_what_is_wrong_is_said),
		TEST(test_any_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
