/*
 * Points, doubling on repeat (S28), and remedies that hang on money or points (S13). The sequence
 * 3, 2, 6 is published in the UK model services agreement; credits in three months running are a
 * breach in a published clause template.
 */
#include "settling.h"

/* At least 98 %: 3 points below 97 %, 1 point otherwise. */
static uint32_t services(struct deal *deal)
{
	deal_init(deal);
	uint32_t g = deal_guarantee(deal, DEAL_SHARE, JRT_AT_LEAST, PERCENT(99));
	struct jrt_points *points = deal->points[g];
	points[0] = (struct jrt_points){.points = 1, .when = JRT_PAY_MISSED};
	points[1] = (struct jrt_points){
		.points = 3, .when = JRT_PAY_IN, .range = {.has_high = true, .high = PERCENT(97)}};
	deal->guarantee_terms[g][0].points_count = 2;
	deal->guarantee_terms[g][0].points_double = true;
	return g;
}

static void expect_points(const double *values, const uint32_t *points, int count)
{
	struct deal deal;
	uint32_t g = services(&deal);

	for (int i = 0; i < count; i++) {
		struct jrt_verdict *verdict = deal_value(
			&deal, g, i + 1, values[i] < 0 ? PERCENT(90) : PERCENT(values[i]));
		if (values[i] < 0)
			verdict->verdict = JRT_NOT_MEASURED;
	}
	deal_settle(&deal);
	for (int i = 0; i < count; i++)
		assert_int_equal(deal_account(&deal, (size_t)i)->points, points[i]);
	jb_arena_release(&deal.arena);
}

static void test_S28_UK_MSA_points(void **state)
{
	(void)state;
	expect_points((double[]){96.5, 98.5, 96.5}, (uint32_t[]){3, 2, 6}, 3);
	expect_points((double[]){96.5, 99.5, 96.5}, (uint32_t[]){3, 0, 3}, 3);
	/* doubling does not stack: 6, not 12 */
	expect_points((double[]){96.5, 96.5, 96.5, 96.5}, (uint32_t[]){3, 6, 6, 6}, 4);
	/* the judged period before, whatever lies between */
	expect_points((double[]){96.5, -1, 96.5}, (uint32_t[]){3, 0, 6}, 3);
}

static void test_points_without_money(void **state)
{
	struct deal deal;

	(void)state;
	uint32_t g = services(&deal);
	deal.agreement.currency = JB_TEXT("");
	deal_value(&deal, g, 1, PERCENT(96.5));
	deal_settle(&deal);
	assert_int_equal(deal_account(&deal, 0)->points, 3);
	assert_int_equal(deal.out.line_count, 0);
	assert_int_equal(deal.out.points_count, 1);
	jb_arena_release(&deal.arena);
}

static void test_S7_a_provisional_verdict_has_no_points_yet(void **state)
{
	struct deal deal;

	(void)state;
	uint32_t g = services(&deal);
	deal_value(&deal, g, 1, PERCENT(96.5))->provisional = true;
	deal_value(&deal, g, 2, PERCENT(96.5));
	deal_settle(&deal);
	assert_int_equal(deal_account(&deal, 0)->points, 0);
	assert_int_equal(deal_account(&deal, 1)->points, 3); /* nor has it been missed */
	jb_arena_release(&deal.arena);
}

/* `credit EUR 100 per point` */
static void test_credit_per_point(void **state)
{
	struct deal deal;

	(void)state;
	uint32_t g = services(&deal);
	deal.own[0] = (struct jrt_payment){.sum = fixed_sum(EUR(100)),
					   .distance = JRT_DISTANCE_POINTS,
					   .step = JB_FIX_ONE,
					   .full = true};
	deal.terms[0].payment_count = 1;
	deal_value(&deal, g, 1, PERCENT(96.5));
	deal_value(&deal, g, 2, PERCENT(96.5));
	deal_settle(&deal);
	assert_money(deal_account(&deal, 0)->net, EUR(300));
	assert_money(deal_account(&deal, 1)->net, EUR(600));
	assert_words(deal_line(&deal, 1)->because, "6 points");
	jb_arena_release(&deal.arena);
}

/* Months as letters: C a credit, o none, n not measured, p provisional. */
static void remedy(const char *months, uint32_t count, uint32_t of, const char *label,
		   const char *reason)
{
	struct deal deal;

	deal_init(&deal);
	uint32_t g = deal_guarantee(&deal, DEAL_SHARE, JRT_AT_LEAST, PERCENT(90));
	deal_credit_missed(&deal, g, fixed_sum(EUR(100)));
	deal.trigger[0] =
		(struct jrt_money_trigger){.remedy = JRT_TERMINATE, .count = count, .of = of};
	deal.agreement.trigger_count = 1;
	for (int i = 0; months[i] != '\0'; i++) {
		struct jrt_verdict *verdict =
			deal_value(&deal, g, i + 1, months[i] == 'o' ? PERCENT(95) : PERCENT(80));
		if (months[i] == 'n')
			verdict->verdict = JRT_NOT_MEASURED;
		verdict->provisional = months[i] == 'p';
	}
	deal_settle(&deal);
	assert_int_equal(deal.out.trigger_count, 1);
	assert_int_equal(deal.out.trigger[0].fired, label[0] != '\0');
	assert_words(deal.out.trigger[0].label, label);
	if (reason)
		assert_words(deal.out.trigger[0].reason, reason);
	jb_arena_release(&deal.arena);
}

static void test_S13_credits_owed(void **state)
{
	(void)state;
	remedy("CCC", 3, 3, "2026-03", "credits owed in 3 periods running by 2026-03");
	remedy("CCoC", 3, 3, "", "credits owed in 3 of 4 periods, not 3 periods running");
	remedy("CCnC", 3, 3, "2026-04", NULL);
	remedy("CCp", 3, 3, "", NULL);
	remedy("CoCoC", 3, 5, "2026-05", "credits owed in 3 of 5 periods running by 2026-05");
	remedy("CnCnoC", 3, 5, "", NULL);
}

static void test_points_over_periods_running(void **state)
{
	struct deal deal;

	(void)state;
	uint32_t g = services(&deal);
	deal.guarantee_terms[g][0].points_double = false;
	deal.trigger[0] =
		(struct jrt_money_trigger){.remedy = JRT_RECTIFY,
					   .points = true,
					   .range = {.has_low = true, .low = EUR(5)}, /* above 5 */
					   .count = 2,
					   .of = 2};
	deal.agreement.trigger_count = 1;
	deal_value(&deal, g, 1, PERCENT(96.5));
	deal_value(&deal, g, 2, PERCENT(98.5));
	deal_value(&deal, g, 3, PERCENT(96.5));
	deal_value(&deal, g, 4, PERCENT(96.5));
	deal_settle(&deal);
	assert_words(deal.out.trigger[0].label, "2026-04");
	assert_words(deal.out.trigger[0].reason,
		     "6 points in 2 periods running by 2026-04, above 5");
	jb_arena_release(&deal.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_S28_UK_MSA_points),
		cmocka_unit_test(test_points_without_money),
		cmocka_unit_test(test_S7_a_provisional_verdict_has_no_points_yet),
		cmocka_unit_test(test_credit_per_point),
		cmocka_unit_test(test_S13_credits_owed),
		cmocka_unit_test(test_points_over_periods_running),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
