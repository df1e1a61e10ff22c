/* What may be compared and computed, what an amount means in its place, and what is proposed
 * instead. */
#include <stdlib.h>

#include "model/types.h"
#include "testing.h"

static struct jy_typed of(enum jrt_type type)
{
	return (struct jy_typed){.type = type,
				 .currency = type == JRT_MONEY ? JB_TEXT("EUR") : JB_TEXT("")};
}

static void like_is_compared_with_like(void **state)
{
	struct jy_typed dollars = {.type = JRT_MONEY, .currency = JB_TEXT("USD")};
	struct jy_typed quotient = {.type = JRT_NUMBER, .quotient = true};

	(void)state;
	for (enum jrt_type type = JRT_TEXT; type <= JRT_POINTS; type++)
		assert_true(jy_types_compare(of(type), of(type)));
	assert_true(jy_types_compare(of(JRT_COUNT), of(JRT_NUMBER)));
	assert_true(jy_types_compare(of(JRT_RATING), of(JRT_NUMBER)));
	assert_false(jy_types_compare(of(JRT_RATING), of(JRT_COUNT)));
	assert_true(jy_types_compare(quotient, of(JRT_SHARE)));
	assert_false(jy_types_compare(of(JRT_NUMBER), of(JRT_SHARE)));
	assert_false(jy_types_compare(of(JRT_DURATION), of(JRT_NUMBER)));
	assert_false(jy_types_compare(of(JRT_MONEY), dollars));
	assert_false(jy_types_compare(of(JRT_DATE), of(JRT_INSTANT)));
	assert_false(jy_types_compare(of(JRT_SHARE), of(JRT_POINTS)));
}

struct sum {
	enum jrt_op op;
	enum jrt_type a, b;
	int out; /* -1: means nothing */
};

static void kinds_are_computed(void **state)
{
	static const struct sum sums[] = {
		{JRT_OP_ADD, JRT_DURATION, JRT_DURATION, JRT_DURATION},
		{JRT_OP_ADD, JRT_DURATION, JRT_NUMBER, -1},
		{JRT_OP_ADD, JRT_COUNT, JRT_COUNT, JRT_COUNT},
		{JRT_OP_ADD, JRT_COUNT, JRT_RATING, -1},
		{JRT_OP_ADD, JRT_MONEY, JRT_MONEY, JRT_MONEY},
		{JRT_OP_ADD, JRT_MONEY, JRT_COUNT, -1},
		{JRT_OP_ADD, JRT_TEXT, JRT_TEXT, -1},
		{JRT_OP_ADD, JRT_FLAG, JRT_FLAG, -1},
		{JRT_OP_ADD, JRT_INSTANT, JRT_DURATION, JRT_INSTANT},
		{JRT_OP_ADD, JRT_DURATION, JRT_INSTANT, JRT_INSTANT},
		{JRT_OP_ADD, JRT_INSTANT, JRT_INSTANT, -1},
		{JRT_OP_ADD, JRT_POINTS, JRT_POINTS, JRT_POINTS},
		{JRT_OP_SUBTRACT, JRT_INSTANT, JRT_INSTANT, JRT_DURATION},
		{JRT_OP_SUBTRACT, JRT_DURATION, JRT_INSTANT, -1},
		{JRT_OP_SUBTRACT, JRT_SHARE, JRT_SHARE, JRT_SHARE},
		{JRT_OP_SUBTRACT, JRT_COUNT, JRT_COUNT, JRT_NUMBER},
		{JRT_OP_SUBTRACT, JRT_CLOCK, JRT_CLOCK, -1},
		{JRT_OP_MULTIPLY, JRT_DURATION, JRT_COUNT, JRT_DURATION},
		{JRT_OP_MULTIPLY, JRT_SHARE, JRT_MONEY, JRT_MONEY},
		{JRT_OP_MULTIPLY, JRT_COUNT, JRT_SHARE, JRT_NUMBER},
		{JRT_OP_MULTIPLY, JRT_SHARE, JRT_COUNT, JRT_NUMBER},
		{JRT_OP_MULTIPLY, JRT_SHARE, JRT_SHARE, JRT_SHARE},
		{JRT_OP_MULTIPLY, JRT_NUMBER, JRT_SHARE, JRT_SHARE},
		{JRT_OP_MULTIPLY, JRT_DURATION, JRT_DURATION, -1},
		{JRT_OP_DIVIDE, JRT_DURATION, JRT_DURATION, JRT_NUMBER},
		{JRT_OP_DIVIDE, JRT_MONEY, JRT_COUNT, JRT_MONEY},
		{JRT_OP_DIVIDE, JRT_COUNT, JRT_COUNT, JRT_NUMBER},
		{JRT_OP_DIVIDE, JRT_COUNT, JRT_SHARE, JRT_NUMBER},
		{JRT_OP_DIVIDE, JRT_DURATION, JRT_SHARE, JRT_DURATION},
		{JRT_OP_DIVIDE, JRT_COUNT, JRT_DURATION, -1},
		{JRT_OP_DIVIDE, JRT_INSTANT, JRT_COUNT, -1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) {
		struct jy_typed out;
		bool good = jy_types_combine(sums[i].op, of(sums[i].a), of(sums[i].b), &out);

		if (good != (sums[i].out >= 0) || (good && (int)out.type != sums[i].out))
			fail_msg("row %zu", i);
	}
}

static void quotients_may_be_percentages(void **state)
{
	struct jy_typed out;

	(void)state;
	assert_true(jy_types_combine(JRT_OP_DIVIDE, of(JRT_DURATION), of(JRT_DURATION), &out));
	assert_true(out.quotient);
	assert_true(jy_types_combine(JRT_OP_DIVIDE, of(JRT_DURATION), of(JRT_COUNT), &out));
	assert_false(out.quotient);
}

/* ---- literals ---- */

static struct jy_node amount(enum jy_node_kind kind, jb_fix value)
{
	return (struct jy_node){.kind = (uint16_t)kind, .value = value, .text = {"", 0}};
}

static void a_literal_takes_the_unit_of_its_place(void **state)
{
	struct jy_node twenty = amount(JY_N_NUMBER, 20000000),
		       seconds = amount(JY_N_DURATION, 20000000);
	struct jy_node percent = amount(JY_N_PERCENT, 800000), days = amount(JY_N_SPAN, 7000000);
	struct jy_node day = amount(JY_N_DATE, INT64_C(86400000000) * 3);
	struct jy_typed quotient = {.type = JRT_NUMBER, .quotient = true};
	jb_fix value;

	(void)state;
	days.word = JY_W_DAYS;
	assert_true(jy_literal_value(&twenty, of(JRT_RATING), &value));
	assert_int_equal(value, 20000000);
	assert_false(jy_literal_value(&twenty, of(JRT_DURATION), &value));
	assert_true(jy_literal_value(&seconds, of(JRT_DURATION), &value));
	assert_true(jy_literal_value(&percent, of(JRT_SHARE), &value));
	assert_int_equal(value, 800000);
	assert_false(jy_literal_value(&percent, of(JRT_NUMBER), &value));
	assert_true(jy_literal_value(&percent, quotient, &value));
	assert_true(jy_literal_value(&days, of(JRT_DURATION), &value));
	assert_int_equal(value, INT64_C(604800000000));
	days.word = JY_W_MONTHS;
	assert_false(jy_literal_value(&days, of(JRT_DURATION), &value));
	assert_true(jy_literal_value(&day, of(JRT_DATE), &value));
	assert_int_equal(value, 3);
}

static void assert_meant(struct jb_arena *arena, struct jy_node literal, enum jrt_type want,
			 const char *meant)
{
	struct jb_text text = jy_literal_meant(arena, &literal, of(want));

	if (!jb_text_is(text, meant))
		fail_msg("%.*s, expected %s", JB_ARG(text), meant);
}

static void a_likely_meaning_is_proposed(void **state)
{
	const struct jy_typed difference = {.type = JRT_SHARE, .difference = true};
	struct jy_node percent = amount(JY_N_PERCENT, 50000);
	struct jb_arena arena;
	struct jb_text meant;

	(void)state;
	jb_arena_init(&arena, NULL);
	assert_meant(&arena, amount(JY_N_NUMBER, 20000000), JRT_DURATION, "20s");
	assert_meant(&arena, amount(JY_N_NUMBER, 800000), JRT_SHARE, "80%");
	assert_meant(&arena, amount(JY_N_NUMBER, 80000000), JRT_SHARE, "80%");
	assert_meant(&arena, amount(JY_N_PP, 50000), JRT_SHARE, "5%");
	meant = jy_literal_meant(&arena, &percent, difference);
	assert_true(jb_text_is(meant, "5pp"));
	assert_meant(&arena, amount(JY_N_PERCENT, 300000), JRT_POINTS, "30 points");
	assert_meant(&arena, amount(JY_N_NUMBER, 2500000), JRT_MONEY, "EUR 2.5");
	assert_meant(&arena, amount(JY_N_PERCENT, 800000), JRT_DURATION, "");
	assert_meant(&arena, amount(JY_N_PERCENT, 800000), JRT_RATING, "");
	assert_meant(&arena, amount(JY_N_DURATION, 20000000), JRT_SHARE, "");
	jb_arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(like_is_compared_with_like),
		cmocka_unit_test(kinds_are_computed),
		cmocka_unit_test(quotients_may_be_percentages),
		cmocka_unit_test(a_literal_takes_the_unit_of_its_place),
		cmocka_unit_test(a_likely_meaning_is_proposed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
