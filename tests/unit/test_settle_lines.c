/*
 * Lines: what a value owes. Vectors named after published schedules are computed from their printed
 * rules (Massachusetts CCA, Nashua, PacketFabric, Linear 1 to 1, TELUS, Texas DIR); S23 and S24
 * are rules of the manual.
 */
#include "settling.h"

static struct jrt_bounds above(jb_fix low)
{
	return (struct jrt_bounds){.has_low = true, .low = low};
}

static struct jrt_bounds at_least(jb_fix low)
{
	return (struct jrt_bounds){.has_low = true, .low_in = true, .low = low};
}

static struct jrt_bounds below(jb_fix high)
{
	return (struct jrt_bounds){.has_high = true, .high = high};
}

static struct jrt_bounds between(jb_fix low, jb_fix high)
{
	return (struct jrt_bounds){true, true, true, true, low, high};
}

static struct jrt_bounds from_below(jb_fix low, jb_fix high)
{
	return (struct jrt_bounds){true, true, true, false, low, high};
}

static void band(struct deal *deal, uint32_t g, bool bonus, struct jrt_sum sum,
		 struct jrt_bounds range)
{
	deal_pay(deal, g,
		 (struct jrt_payment){
			 .bonus = bonus, .sum = sum, .when = JRT_PAY_IN, .range = range});
	deal->guarantee_terms[g][0].credits = JRT_OVERLAP_HIGHEST;
}

/* The net of one month with one value of guarantee 0; `make` declares it. */
static jb_fix net_of(void (*make)(struct deal *), jb_fix value)
{
	struct deal deal;

	deal_init(&deal);
	make(&deal);
	deal_value(&deal, 0, 1, value);
	deal_settle(&deal);
	jb_fix net = deal_account(&deal, 0)->net;
	jb_arena_release(&deal.arena);
	return net;
}

static void cca_2(struct deal *deal)
{
	uint32_t g = deal_guarantee(deal, DEAL_TIME, JRT_AT_MOST, SECONDS(60));

	band(deal, g, false, fixed_sum(EUR(5000)), above(SECONDS(60)));
}

static void cca_3(struct deal *deal)
{
	uint32_t g = deal_guarantee(deal, DEAL_SHARE, JRT_AT_LEAST, PERCENT(70));

	band(deal, g, false, fixed_sum(EUR(2500)), below(PERCENT(65)));
	band(deal, g, true, fixed_sum(EUR(2500)), above(PERCENT(80)));
}

static void cca_4(struct deal *deal)
{
	uint32_t g = deal_guarantee(deal, DEAL_SHARE, JRT_AT_MOST, PERCENT(3));

	band(deal, g, false, fixed_sum(EUR(2500)), above(PERCENT(3)));
	band(deal, g, false, fixed_sum(EUR(5000)), above(PERCENT(5)));
	band(deal, g, true, fixed_sum(EUR(2500)), below(PERCENT(1.5)));
}

static void cca_5(struct deal *deal)
{
	uint32_t g = deal_guarantee(deal, DEAL_SHARE, JRT_AT_MOST, 0);

	band(deal, g, false, fixed_sum(EUR(2500)), at_least(PERCENT(10)));
	band(deal, g, false, fixed_sum(EUR(5000)), at_least(PERCENT(30)));
}

static void cca_8(struct deal *deal)
{
	uint32_t g = deal_guarantee(deal, DEAL_SHARE, JRT_AT_LEAST, PERCENT(85));

	band(deal, g, false, fixed_sum(EUR(2500)), below(PERCENT(85)));
	band(deal, g, false, fixed_sum(EUR(5000)), below(PERCENT(75)));
	band(deal, g, true, fixed_sum(EUR(2500)), above(PERCENT(90)));
}

static void test_MA_CCA_Dell(void **state)
{
	(void)state;
	assert_money(net_of(cca_2, SECONDS(60)), 0);
	assert_money(net_of(cca_2, SECONDS(61)), EUR(5000));
	assert_money(net_of(cca_3, PERCENT(69.9)), 0); /* missed, and costs nothing */
	assert_money(net_of(cca_3, PERCENT(64.9)), EUR(2500));
	assert_money(net_of(cca_3, PERCENT(80)), 0);
	assert_money(net_of(cca_3, PERCENT(80.01)), -EUR(2500));
	assert_money(net_of(cca_4, PERCENT(3)), 0);
	assert_money(net_of(cca_4, PERCENT(3.01)), EUR(2500));
	assert_money(net_of(cca_4, PERCENT(5)), EUR(2500));
	assert_money(net_of(cca_4, PERCENT(5.01)), EUR(5000)); /* not 7,500 */
	assert_money(net_of(cca_4, PERCENT(1.5)), 0);
	assert_money(net_of(cca_4, PERCENT(1.4)), -EUR(2500));
	assert_money(net_of(cca_5, PERCENT(10)), EUR(2500));
	assert_money(net_of(cca_5, PERCENT(30)), EUR(5000));
	assert_money(net_of(cca_8, PERCENT(85)), 0);
	assert_money(net_of(cca_8, PERCENT(84.9)), EUR(2500));
	assert_money(net_of(cca_8, PERCENT(74.9)), EUR(5000));
}

/* Bands of an amount at risk for the year: 25, 50, 75 and 100 %. */
static void nashua_time(struct deal *deal)
{
	uint32_t g = deal_guarantee(deal, DEAL_TIME, JRT_AT_MOST, SECONDS(45));

	deal->guarantee_terms[g][0].at_risk = (struct jrt_at_risk){
		.given = true, .sum = fixed_sum(EUR(20000)), .periods = DEAL_YEAR};
	band(deal, g, false, part_sum(JRT_BASE_RISK_HERE, PERCENT(25)),
	     between(SECONDS(46), SECONDS(48)));
	band(deal, g, false, part_sum(JRT_BASE_RISK_HERE, PERCENT(50)),
	     between(SECONDS(49), SECONDS(51)));
	band(deal, g, false, part_sum(JRT_BASE_RISK_HERE, PERCENT(75)),
	     between(SECONDS(52), SECONDS(54)));
	band(deal, g, false, part_sum(JRT_BASE_RISK_HERE, PERCENT(100)), at_least(SECONDS(55)));
}

static void test_Nashua_Anthem(void **state)
{
	(void)state;
	assert_money(net_of(nashua_time, SECONDS(45)), 0);
	assert_money(net_of(nashua_time, SECONDS(46)), EUR(5000));
	assert_money(net_of(nashua_time, SECONDS(48)), EUR(5000));
	assert_money(net_of(nashua_time, SECONDS(54)), EUR(15000));
	assert_money(net_of(nashua_time, SECONDS(55)), EUR(20000));
}

static void packet_fabric(struct deal *deal)
{
	uint32_t g = deal_guarantee(deal, DEAL_SHARE, JRT_AT_LEAST, PERCENT(99.999));

	deal->step[0].amount = EUR(1000);
	band(deal, g, false, part_sum(JRT_BASE_CHARGES, PERCENT(10)),
	     from_below(PERCENT(99.862), PERCENT(99.999)));
	band(deal, g, false, part_sum(JRT_BASE_CHARGES, PERCENT(20)),
	     from_below(PERCENT(99.445), PERCENT(99.862)));
	band(deal, g, false, part_sum(JRT_BASE_CHARGES, PERCENT(60)),
	     from_below(PERCENT(96.667), PERCENT(98.334)));
	band(deal, g, false, part_sum(JRT_BASE_CHARGES, PERCENT(100)), below(PERCENT(96.667)));
}

static void test_PacketFabric_bands(void **state)
{
	(void)state;
	assert_money(net_of(packet_fabric, PERCENT(99.999)), 0);
	assert_money(net_of(packet_fabric, PERCENT(99.862)), EUR(100));
	assert_money(net_of(packet_fabric, PERCENT(99.8619)), EUR(200));
	assert_money(net_of(packet_fabric, PERCENT(96.6)), EUR(1000));
}

/* "1 % deficiency equals a 1 % fee decrease": fee 50,000, minimum 90 %, actual 88 %. */
static void linear(struct deal *deal, bool relative)
{
	uint32_t g = deal_guarantee(deal, DEAL_SHARE, JRT_AT_LEAST, PERCENT(95));

	deal->step[0].amount = EUR(50000);
	deal_minimum(deal, g, DEAL_SHARE, JRT_AT_LEAST, PERCENT(90));
	deal_pay(deal, g,
		 (struct jrt_payment){.sum = part_sum(JRT_BASE_CHARGES, PERCENT(1)),
				      .distance = JRT_DISTANCE_SHORT,
				      .distance_level = JRT_LEVEL_MINIMUM,
				      .step = PP(1),
				      .step_of_level = relative});
}

static void linear_points(struct deal *deal)
{
	linear(deal, false);
}

static void linear_relative(struct deal *deal)
{
	linear(deal, true);
}

static void test_Linear_1to1(void **state)
{
	(void)state;
	assert_money(net_of(linear_points, PERCENT(88)), EUR(1000));
	assert_money(net_of(linear_relative, PERCENT(88)), CENTS(111111));
	assert_money(net_of(linear_points, PERCENT(91)), 0); /* below expected, not minimum */
}

static void full_points(struct deal *deal)
{
	uint32_t g = deal_guarantee(deal, DEAL_SHARE, JRT_AT_LEAST, PERCENT(90));

	deal->step[0].amount = EUR(50000);
	deal_pay(deal, g,
		 (struct jrt_payment){.sum = part_sum(JRT_BASE_CHARGES, PERCENT(1)),
				      .distance = JRT_DISTANCE_SHORT,
				      .step = PP(1),
				      .full = true,
				      .has_cap = true,
				      .cap = part_sum(JRT_BASE_CHARGES, PERCENT(6))});
}

static void test_S23_full_points_of_the_rounded_value(void **state)
{
	(void)state;
	assert_money(net_of(full_points, PERCENT(88)), EUR(1000));
	assert_money(net_of(full_points, PERCENT(88.1)), EUR(500)); /* 1.9: one full point */
	assert_money(net_of(full_points, PERCENT(89.1)), 0);
	assert_money(net_of(full_points, PERCENT(90)), 0);
	assert_money(net_of(full_points, PERCENT(80)), EUR(3000)); /* own cap: 6 of 10 points */
}

/* Three lines of EUR 0.005 each: rounded first they are 3 cents, summed first they would be 2. */
static void test_S24_lines_are_rounded_before_they_are_summed(void **state)
{
	struct deal deal;

	(void)state;
	deal_init(&deal);
	for (int i = 0; i < 3; i++) {
		uint32_t g = deal_guarantee(&deal, DEAL_SHARE, JRT_AT_LEAST, PERCENT(90));

		deal_credit_missed(&deal, g, fixed_sum(5000));
		deal_value(&deal, g, 1, PERCENT(80));
	}
	deal_settle(&deal);
	assert_money(deal_account(&deal, 0)->credits, CENTS(3));
	assert_true(deal_line(&deal, 0)->exact.num == 1 && deal_line(&deal, 0)->exact.den == 200);
	jb_arena_release(&deal.arena);
}

/* The own cap of a line comes before its rounding: 10.004 at most 10.004 is 10.00, not 10.01. */
static void test_S24_the_own_cap_comes_before_rounding(void **state)
{
	struct deal deal;

	(void)state;
	deal_init(&deal);
	uint32_t g = deal_guarantee(&deal, DEAL_SHARE, JRT_AT_LEAST, PERCENT(90));
	deal_pay(&deal, g,
		 (struct jrt_payment){.sum = fixed_sum(10006000),
				      .when = JRT_PAY_MISSED,
				      .has_cap = true,
				      .cap = fixed_sum(10004000)});
	deal_value(&deal, g, 1, PERCENT(80));
	deal_settle(&deal);
	assert_money(deal_line(&deal, 0)->amount, EUR(10));
	assert_true(deal_line(&deal, 0)->capped);
	jb_arena_release(&deal.arena);
}

/* Amounts of a currency without a smaller unit are whole. */
static void test_S24_the_smallest_unit_is_the_currency_s(void **state)
{
	struct deal deal;

	(void)state;
	deal_init(&deal);
	deal.agreement.currency = JB_TEXT("JPY");
	deal.agreement.decimals = 0;
	uint32_t g = deal_guarantee(&deal, DEAL_SHARE, JRT_AT_LEAST, PERCENT(90));
	deal_credit_missed(&deal, g, fixed_sum(1234500000));
	deal_value(&deal, g, 1, PERCENT(80));
	deal_settle(&deal);
	assert_money(deal_line(&deal, 0)->amount, EUR(1235));
	jb_arena_release(&deal.arena);
}

/* Invoice 100,000, 10 % at risk; each default: percent of a pool, percent of that. */
static struct jrt_account dir(const int (*defaults)[2], int count)
{
	struct deal deal;

	deal_init(&deal);
	deal.step[0].amount = EUR(100000);
	deal.terms[0].at_risk.given = true;
	deal.terms[0].at_risk.sum = part_sum(JRT_BASE_CHARGES, PERCENT(10));
	deal.terms[0].has_cap = deal.terms[0].cap_is_risk = true;
	for (int i = 0; i < count; i++) {
		uint32_t g = deal_guarantee(&deal, DEAL_SHARE, JRT_AT_LEAST, PERCENT(90));

		deal.pool[i].sum = part_sum(JRT_BASE_RISK, PERCENT(defaults[i][0]));
		deal.terms[0].pool_count++;
		deal.guarantee_terms[g][0].has_weight = true;
		deal.guarantee_terms[g][0].weight =
			(struct jrt_sum){JRT_BASE_POOL, PERCENT(defaults[i][1]), (uint32_t)i};
		deal_credit_missed(&deal, g, part_sum(JRT_BASE_WEIGHT, PERCENT(100)));
		deal_value(&deal, g, 1, PERCENT(80));
	}
	deal_settle(&deal);
	struct jrt_account account = *deal_account(&deal, 0);
	jb_arena_release(&deal.arena);
	return account;
}

static void test_TX_DIR_pool(void **state)
{
	static const int one[][2] = {{50, 40}}, two[][2] = {{50, 40}, {50, 60}},
			 over[][2] = {{150, 40}, {100, 50}, {50, 100}};

	(void)state;
	assert_money(dir(one, 1).net, EUR(2000));
	assert_money(dir(two, 2).net, EUR(5000));
	assert_money(dir(over, 3).pooled, EUR(16000));
	assert_money(dir(over, 3).net, EUR(10000));
}

/* Two guarantees of one pool, 60 % and 70 % of it: the pool gives no more than it holds. */
static void test_a_pool_gives_no_more_than_it_holds(void **state)
{
	struct deal deal;

	(void)state;
	deal_init(&deal);
	deal.pool[0].sum = fixed_sum(EUR(1000));
	deal.terms[0].pool_count = 1;
	for (int i = 0; i < 2; i++) {
		uint32_t g = deal_guarantee(&deal, DEAL_SHARE, JRT_AT_LEAST, PERCENT(90));

		deal.guarantee_terms[g][0].has_weight = true;
		deal.guarantee_terms[g][0].weight =
			(struct jrt_sum){JRT_BASE_POOL, PERCENT(60 + 10 * i), 0};
		deal_credit_missed(&deal, g, part_sum(JRT_BASE_WEIGHT, PERCENT(100)));
		deal_value(&deal, g, 1, PERCENT(80));
	}
	deal_settle(&deal);
	assert_money(deal_account(&deal, 0)->credits, EUR(1300));
	assert_money(deal_account(&deal, 0)->pooled, EUR(1000));
	/* 600 of 1,300 and 700 of 1,300, to the cent by the largest remainder */
	assert_money(deal_line(&deal, 0)->applied, CENTS(46154));
	assert_money(deal_line(&deal, 1)->applied, CENTS(53846));
	jb_arena_release(&deal.arena);
}

/* 5, 10, 15 … 30 points: 0, 2, 4 … 10 % of the next month's charges; a step table. */
static jb_fix telus(uint32_t points)
{
	struct deal deal;

	deal_init(&deal);
	deal.step[0].amount = EUR(90000);
	deal.step[1] = (struct jrt_charge_step){deal_day(2026, 2, 1), EUR(100000)};
	deal.terms[0].charges.step_count = 2;
	uint32_t g = deal_guarantee(&deal, DEAL_SHARE, JRT_AT_LEAST, PERCENT(90));
	deal.points[g][0] = (struct jrt_points){.points = points, .when = JRT_PAY_MISSED};
	deal.guarantee_terms[g][0].points_count = 1;
	for (int i = 1; i <= 5; i++)
		deal.own[deal.terms[0].payment_count++] = (struct jrt_payment){
			.sum = part_sum(JRT_BASE_CHARGES_NEXT, PERCENT(2 * i)),
			.when = JRT_PAY_POINTS,
			.range = i < 5 ? from_below(EUR(5 * i + 5), EUR(5 * i + 10))
				       : at_least(EUR(30))};
	deal_value(&deal, g, 1, PERCENT(80));
	deal_settle(&deal);
	jb_fix net = deal_account(&deal, 0)->net;
	jb_arena_release(&deal.arena);
	return net;
}

static void test_TELUS_IVR_points(void **state)
{
	(void)state;
	assert_money(telus(5), 0);
	assert_money(telus(7), 0);
	assert_money(telus(10), EUR(2000));
	assert_money(telus(15), EUR(4000));
	assert_money(telus(20), EUR(6000));
	assert_money(telus(25), EUR(8000));
	assert_money(telus(30), EUR(10000));
	assert_money(telus(60), EUR(10000));
}

static void expect_because(void (*make)(struct deal *), jb_fix value, const char *words)
{
	struct deal deal;

	deal_init(&deal);
	make(&deal);
	deal_value(&deal, 0, 1, value);
	deal_settle(&deal);
	assert_words(deal_line(&deal, 0)->because, words);
	jb_arena_release(&deal.arena);
}

static void missed(struct deal *deal)
{
	uint32_t g = deal_guarantee(deal, DEAL_SHARE, JRT_AT_LEAST, PERCENT(80));

	deal_credit_missed(deal, g, fixed_sum(EUR(100)));
}

static void by_seconds(struct deal *deal)
{
	uint32_t g = deal_guarantee(deal, DEAL_TIME, JRT_AT_MOST, SECONDS(60));

	deal_pay(deal, g,
		 (struct jrt_payment){.sum = fixed_sum(EUR(100)),
				      .distance = JRT_DISTANCE_SHORT,
				      .step = SECONDS(5)});
}

static void test_reasons(void **state)
{
	(void)state;
	expect_because(missed, PERCENT(78.4), "78.4 %, expected at least 80 %");
	expect_because(missed, PERCENT(79.99), "79.99 %, expected at least 80 %");
	expect_because(cca_3, PERCENT(59.6366), "59.6 % is below 65 %");
	expect_because(cca_4, PERCENT(3.001), "3.001 % is above 3 %");
	expect_because(nashua_time, SECONDS(47), "47 s lies in 46 s to 48 s");
	expect_because(full_points, PERCENT(88.1),
		       "88.1 %, expected at least 90 %: 1.9 pp short, 1 full step of 1 pp");
	expect_because(linear_relative, PERCENT(88),
		       "88.0 %, minimum at least 90 %: 2.0 pp short, 2.222 steps of 0.9 pp");
	expect_because(by_seconds, SECONDS(67),
		       "67 s, expected at most 60 s: 7 s too much, 1.4 steps of 5 s");
}

/* 64 and more of an amount that 127 bits do not hold: a finding and no amount, never a wrong
 * one. */
static void test_an_amount_that_is_too_large_is_none(void **state)
{
	struct deal deal;

	(void)state;
	deal_init(&deal);
	uint32_t g = deal_guarantee(&deal, DEAL_SHARE, JRT_AT_LEAST, PERCENT(90));
	deal_pay(&deal, g,
		 (struct jrt_payment){
			 .sum = fixed_sum(INT64_MAX), .distance = JRT_DISTANCE_SHORT, .step = 1});
	deal_value(&deal, g, 1, 0);
	deal_settle(&deal);
	assert_int_equal(deal_line(&deal, 0)->fate, JRT_LINE_TOO_LARGE);
	assert_money(deal_line(&deal, 0)->amount, 0);
	assert_true(deal_account(&deal, 0)->no_amount);
	assert_false(deal_account(&deal, 0)->final);
	assert_int_equal(deal.out.finding_count, 1);
	assert_words(deal.out.finding[0].code, "R0602");
	jb_arena_release(&deal.arena);
}

/* `highest credit applies` and `credits add up`. */
static void test_overlapping_credits(void **state)
{
	static const struct {
		enum jrt_overlap rule;
		jb_fix net;
		enum jrt_line_fate first;
	} expected[] = {{JRT_OVERLAP_HIGHEST, EUR(300), JRT_LINE_NOT_HIGHEST},
			{JRT_OVERLAP_ADD, EUR(500), JRT_LINE_COUNTS}};

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct deal deal;

		deal_init(&deal);
		uint32_t g = deal_guarantee(&deal, DEAL_SHARE, JRT_AT_LEAST, PERCENT(90));
		deal_minimum(&deal, g, DEAL_SHARE, JRT_AT_LEAST, PERCENT(80));
		deal_credit_missed(&deal, g, fixed_sum(EUR(200)));
		deal_pay(&deal, g,
			 (struct jrt_payment){.sum = fixed_sum(EUR(300)),
					      .when = JRT_PAY_MISSED,
					      .level = JRT_LEVEL_MINIMUM});
		deal.guarantee_terms[g][0].credits = expected[i].rule;
		deal_value(&deal, g, 1, PERCENT(70));
		deal_settle(&deal);
		assert_money(deal_account(&deal, 0)->net, expected[i].net);
		assert_int_equal(deal_line(&deal, 0)->fate, expected[i].first);
		jb_arena_release(&deal.arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_MA_CCA_Dell),
		cmocka_unit_test(test_Nashua_Anthem),
		cmocka_unit_test(test_PacketFabric_bands),
		cmocka_unit_test(test_Linear_1to1),
		cmocka_unit_test(test_S23_full_points_of_the_rounded_value),
		cmocka_unit_test(test_S24_lines_are_rounded_before_they_are_summed),
		cmocka_unit_test(test_S24_the_own_cap_comes_before_rounding),
		cmocka_unit_test(test_S24_the_smallest_unit_is_the_currency_s),
		cmocka_unit_test(test_TX_DIR_pool),
		cmocka_unit_test(test_a_pool_gives_no_more_than_it_holds),
		cmocka_unit_test(test_TELUS_IVR_points),
		cmocka_unit_test(test_reasons),
		cmocka_unit_test(test_an_amount_that_is_too_large_is_none),
		cmocka_unit_test(test_overlapping_credits),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
