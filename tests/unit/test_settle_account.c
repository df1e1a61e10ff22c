/*
 * Accounts: caps and carried excess (S25), bonus, earn-back, what is provisional (S7), not measured
 * (S26), recorded before (S17), settled every quarter. The carry-forward vector is that of a
 * published clause template: 45, 0 and 10 % owed under a cap of 30 % are 30, 15 and 10.
 */
#include "settling.h"

static void owe(struct deal *deal, uint32_t g, int month, int percent)
{
	/* One point of shortfall for each percent of charges. */
	deal_value(deal, g, month, PERCENT(90 - percent));
}

/* A guarantee that owes 1 % of EUR 100,000 for each point below 90 %, cap 30 % of charges. */
static uint32_t capped(struct deal *deal, enum jrt_excess excess)
{
	deal_init(deal);
	deal->step[0].amount = EUR(100000);
	deal->terms[0].has_cap = true;
	deal->terms[0].cap = part_sum(JRT_BASE_CHARGES, PERCENT(30));
	deal->terms[0].excess = excess;
	uint32_t g = deal_guarantee(deal, DEAL_SHARE, JRT_AT_LEAST, PERCENT(90));
	deal_pay(deal, g,
		 (struct jrt_payment){.sum = part_sum(JRT_BASE_CHARGES, PERCENT(1)),
				      .distance = JRT_DISTANCE_SHORT,
				      .step = PP(1)});
	return g;
}

static void test_S25_excess_carries_forward(void **state)
{
	static const jb_fix applied[] = {EUR(30000), EUR(15000), EUR(10000)};
	static const jb_fix carried[] = {EUR(15000), 0, 0};
	struct deal deal;

	(void)state;
	uint32_t g = capped(&deal, JRT_EXCESS_CARRIES);
	owe(&deal, g, 1, 45);
	owe(&deal, g, 2, 0);
	owe(&deal, g, 3, 10);
	deal_settle(&deal);
	assert_int_equal(deal.out.account_count, 3);
	for (size_t i = 0; i < 3; i++) {
		assert_money(deal_account(&deal, i)->applied, applied[i]);
		assert_money(deal_account(&deal, i)->net, applied[i]);
		assert_money(deal_account(&deal, i)->carried_out, carried[i]);
	}
	assert_money(deal_account(&deal, 1)->carried_in, EUR(15000));
	assert_money(deal_line(&deal, 0)->applied, EUR(45000)); /* 30 at once, 15 later */
	jb_arena_release(&deal.arena);
}

/* The next period's own credits come first; then the oldest excess. */
static void test_S25_own_credits_first_then_the_oldest(void **state)
{
	struct deal deal;

	(void)state;
	uint32_t g = capped(&deal, JRT_EXCESS_CARRIES);
	owe(&deal, g, 1, 40);
	owe(&deal, g, 2, 45);
	owe(&deal, g, 3, 12);
	deal_settle(&deal);
	assert_money(deal_account(&deal, 1)->applied, EUR(30000));
	assert_money(deal_account(&deal, 1)->carried_out, EUR(25000));
	assert_money(deal_line(&deal, 1)->applied, EUR(38000));
	assert_money(deal_line(&deal, 0)->applied, EUR(40000)); /* its 10 before February's 15 */
	assert_money(deal_account(&deal, 2)->applied, EUR(30000));
	assert_money(deal_account(&deal, 2)->carried_out, EUR(7000));
	jb_arena_release(&deal.arena);
}

static void test_S25_excess_that_lapses_is_gone(void **state)
{
	struct deal deal;

	(void)state;
	uint32_t g = capped(&deal, JRT_EXCESS_LAPSES);
	owe(&deal, g, 1, 45);
	owe(&deal, g, 2, 0);
	deal_settle(&deal);
	assert_money(deal_account(&deal, 0)->lapsed, EUR(15000));
	assert_money(deal_account(&deal, 1)->net, 0);
	jb_arena_release(&deal.arena);
}

/* At the end of the contract carried excess lapses, or is paid where that is said. */
static void test_S25_the_end_of_the_contract(void **state)
{
	static const enum jrt_excess rule[] = {JRT_EXCESS_CARRIES, JRT_EXCESS_PAID};

	(void)state;
	for (int i = 0; i < 2; i++) {
		struct deal deal;
		uint32_t g = capped(&deal, rule[i]);

		owe(&deal, g, 11, 0);
		owe(&deal, g, 12, 45);
		deal_settle(&deal);
		const struct jrt_account *last = deal_account(&deal, 1);
		assert_money(last->applied, EUR(30000));
		assert_money(last->paid, i == 0 ? 0 : EUR(15000));
		assert_money(last->lapsed, i == 0 ? EUR(15000) : 0);
		assert_money(last->net, i == 0 ? EUR(30000) : EUR(45000));
		assert_money(last->carried_out, 0);
		jb_arena_release(&deal.arena);
	}
}

/* A yearly amount at risk is used up month by month, and begins anew with the year. */
static void test_at_risk_of_a_year(void **state)
{
	struct deal deal;

	(void)state;
	uint32_t g = capped(&deal, JRT_EXCESS_LAPSES);
	deal.terms[0].has_cap = false;
	deal.terms[0].at_risk = (struct jrt_at_risk){
		.given = true, .sum = fixed_sum(EUR(20000)), .periods = DEAL_YEAR};
	deal.agreement.runs.to = deal_day(2027, 12, 31);
	owe(&deal, g, 1, 15);
	owe(&deal, g, 2, 15);
	owe(&deal, g, 3, 15);
	owe(&deal, g, 13, 15);
	deal_settle(&deal);
	assert_money(deal_account(&deal, 0)->net, EUR(15000));
	assert_money(deal_account(&deal, 1)->net, EUR(5000));
	assert_money(deal_account(&deal, 2)->net, 0);
	assert_money(deal_account(&deal, 12)->net, EUR(15000));
	jb_arena_release(&deal.arena);
}

/* The same of one guarantee: its own credits of the year, and no others. */
static void test_at_risk_of_a_guarantee_limits_its_year(void **state)
{
	struct deal deal;

	(void)state;
	uint32_t g = capped(&deal, JRT_EXCESS_LAPSES);
	uint32_t other = deal_guarantee(&deal, DEAL_SHARE, JRT_AT_LEAST, PERCENT(90));
	deal_credit_missed(&deal, other, fixed_sum(EUR(1000)));
	deal.guarantee_terms[g][0].at_risk = (struct jrt_at_risk){
		.given = true, .sum = fixed_sum(EUR(20000)), .periods = DEAL_YEAR};
	for (int month = 1; month <= 3; month++) {
		owe(&deal, g, month, 15);
		owe(&deal, other, month, 1);
	}
	deal_settle(&deal);
	assert_money(deal_account(&deal, 0)->net, EUR(16000));
	assert_money(deal_account(&deal, 1)->net, EUR(6000));
	assert_money(deal_account(&deal, 2)->net, EUR(1000));
	jb_arena_release(&deal.arena);
}

static uint32_t with_bonus(struct deal *deal)
{
	uint32_t g = capped(deal, JRT_EXCESS_LAPSES);

	deal_pay(deal, g,
		 (struct jrt_payment){.bonus = true,
				      .sum = fixed_sum(EUR(2500)),
				      .when = JRT_PAY_IN,
				      .range = {.has_low = true, .low = PERCENT(95)}});
	return g;
}

static void test_bonus_beside_credits_or_up_to_them(void **state)
{
	(void)state;
	for (int offsets = 0; offsets < 2; offsets++) {
		struct deal deal;
		uint32_t g = with_bonus(&deal);
		uint32_t other = deal_guarantee(&deal, DEAL_SHARE, JRT_AT_LEAST, PERCENT(90));

		deal.terms[0].bonus_offsets = offsets;
		deal_credit_missed(&deal, other, fixed_sum(EUR(1000)));
		deal_value(&deal, g, 1, PERCENT(96));
		deal_value(&deal, other, 1, PERCENT(80));
		deal_settle(&deal);
		assert_money(deal_account(&deal, 0)->bonus, offsets ? EUR(1000) : EUR(2500));
		assert_money(deal_account(&deal, 0)->net, offsets ? 0 : -EUR(1500));
		jb_arena_release(&deal.arena);
	}
}

static void test_no_bonus_unless_another_is_met(void **state)
{
	(void)state;
	for (int met = 0; met < 2; met++) {
		struct deal deal;
		uint32_t g = with_bonus(&deal);
		uint32_t other = deal_guarantee(&deal, DEAL_SHARE, JRT_AT_LEAST, PERCENT(90));

		deal.guarantee_terms[g][0].bonus_unless = other;
		deal_value(&deal, g, 1, PERCENT(96));
		deal_value(&deal, other, 1, met ? PERCENT(90) : PERCENT(89));
		deal_settle(&deal);
		assert_money(deal_account(&deal, 0)->net, met ? -EUR(2500) : 0);
		assert_int_equal(deal_line(&deal, 0)->fate,
				 met ? JRT_LINE_COUNTS : JRT_LINE_BONUS_WITHHELD);
		jb_arena_release(&deal.arena);
	}
}

static uint32_t earning(struct deal *deal, jb_fix part)
{
	uint32_t g = capped(deal, JRT_EXCESS_LAPSES);

	deal->guarantee_terms[g][0].earn_back =
		(struct jrt_earn_back){.given = true, .count = 3, .part = part};
	return g;
}

static void test_earn_back_after_three_met_periods(void **state)
{
	struct deal deal;

	(void)state;
	uint32_t g = earning(&deal, PERCENT(50));
	owe(&deal, g, 1, 45); /* 30 % applied, 15 % lapsed */
	for (int month = 2; month <= 5; month++)
		owe(&deal, g, month, 0);
	deal_settle(&deal);
	assert_money(deal_account(&deal, 2)->returned, 0);
	assert_money(deal_account(&deal, 3)->returned, EUR(15000)); /* of what was applied */
	assert_money(deal_account(&deal, 3)->net, -EUR(15000));
	assert_money(deal_account(&deal, 4)->returned, 0);
	assert_int_equal(deal.out.line_count, 2);
	assert_words(deal_line(&deal, 1)->returns, "2026-01");
	assert_words(
		deal_line(&deal, 1)->because,
		"expected met in the 3 judged periods after 2026-01, the last of them 2026-04");
	jb_arena_release(&deal.arena);
}

/* Excused and unmeasured periods are skipped, a missed one ends it. */
static void test_S13_earn_back_skips_what_was_not_judged(void **state)
{
	struct deal deal;

	(void)state;
	uint32_t g = earning(&deal, JB_FIX_ONE);
	owe(&deal, g, 1, 10);
	owe(&deal, g, 2, 0);
	deal_value(&deal, g, 3, PERCENT(50))->verdict = JRT_EXCUSED;
	owe(&deal, g, 4, 0);
	deal_value(&deal, g, 5, PERCENT(50))->verdict = JRT_NOT_MEASURED;
	owe(&deal, g, 6, 0);
	deal_settle(&deal);
	assert_money(deal_account(&deal, 5)->returned, EUR(10000));
	jb_arena_release(&deal.arena);

	g = earning(&deal, JB_FIX_ONE);
	owe(&deal, g, 1, 10);
	owe(&deal, g, 2, 0);
	owe(&deal, g, 3, 1);
	for (int month = 4; month <= 6; month++)
		owe(&deal, g, month, 0);
	deal_settle(&deal);
	assert_int_equal(deal.out.line_count, 3);
	assert_words(deal_line(&deal, 2)->returns, "2026-03"); /* January's is lost */
	assert_money(deal_account(&deal, 5)->returned, EUR(1000));
	jb_arena_release(&deal.arena);
}

/* What still waits to be applied is not applied any more once it is earned back. */
static void test_earn_back_of_carried_excess(void **state)
{
	struct deal deal;

	(void)state;
	uint32_t g = earning(&deal, JB_FIX_ONE);
	deal.terms[0].excess = JRT_EXCESS_CARRIES;
	deal.terms[0].cap = fixed_sum(EUR(5000));
	owe(&deal, g, 1, 45);
	for (int month = 2; month <= 6; month++)
		owe(&deal, g, month, 0);
	deal_settle(&deal);
	assert_money(deal_account(&deal, 3)->applied, EUR(5000));
	assert_money(deal_account(&deal, 3)->returned, EUR(20000)); /* four months of 5,000 */
	assert_money(deal_account(&deal, 3)->lapsed, EUR(25000));
	assert_money(deal_account(&deal, 3)->carried_out, 0);
	assert_money(deal_account(&deal, 4)->applied, 0);
	jb_arena_release(&deal.arena);
}

static void test_earn_back_over_the_contract_year(void **state)
{
	struct deal deal;

	(void)state;
	uint32_t g = earning(&deal, JB_FIX_ONE);
	uint32_t year = deal_criterion(&deal, DEAL_SHARE, DEAL_YEAR, g, JRT_AT_LEAST, PERCENT(80));
	deal.criterion[year].evidence = true;
	deal.guarantee_terms[g][0].earn_back.count = 0;
	deal.guarantee_terms[g][0].earn_back.criterion = year;
	for (int month = 1; month <= 12; month++)
		owe(&deal, g, month, month == 3 ? 10 : 0);
	deal_verdict(&deal, year,
		     jrt_period_index_of_day(&deal.rule[DEAL_YEAR], deal_day(2026, 1, 1)))
		->verdict = JRT_MET;
	deal_settle(&deal);
	assert_money(deal_account(&deal, 11)->returned, EUR(10000));
	assert_words(deal_line(&deal, 1)->because,
		     "expected met over 2026: the credit of 2026-03 is given back");
	jb_arena_release(&deal.arena);
}

/* S7: money moves on final verdicts only, and where excess carries what comes later waits too. */
static void test_S7_provisional_verdicts_settle_nothing(void **state)
{
	struct deal deal;

	(void)state;
	uint32_t g = capped(&deal, JRT_EXCESS_CARRIES);
	owe(&deal, g, 1, 10);
	owe(&deal, g, 2, 10);
	deal.verdict[1].provisional = true;
	owe(&deal, g, 3, 10);
	deal_settle(&deal);
	assert_true(deal_account(&deal, 0)->final);
	assert_true(deal_account(&deal, 1)->provisional);
	assert_money(deal_account(&deal, 1)->net, 0);
	assert_int_equal(deal_line(&deal, 1)->fate, JRT_LINE_NOT_FINAL);
	assert_money(deal_line(&deal, 1)->amount, EUR(10000)); /* shown */
	assert_words(deal_account(&deal, 1)->reason, "the verdict on answer may still change");
	assert_true(deal_account(&deal, 2)->provisional);
	assert_words(deal_account(&deal, 2)->reason, "an earlier period is not settled yet");
	jb_arena_release(&deal.arena);
}

/* S26: no credit and no bonus for what was not measured; the weights of others stay. */
static void test_S26_what_was_not_measured_moves_no_money(void **state)
{
	struct deal deal;

	(void)state;
	deal_init(&deal);
	deal.terms[0].at_risk.given = true;
	deal.terms[0].at_risk.sum = fixed_sum(EUR(10000));
	for (int i = 0; i < 2; i++) {
		uint32_t g = deal_guarantee(&deal, DEAL_SHARE, JRT_AT_LEAST, PERCENT(90));

		deal.guarantee_terms[g][0].has_weight = true;
		deal.guarantee_terms[g][0].weight = part_sum(JRT_BASE_RISK, PERCENT(40));
		deal_credit_missed(&deal, g, part_sum(JRT_BASE_WEIGHT, PERCENT(100)));
		deal_value(&deal, g, 1, PERCENT(80));
	}
	deal.verdict[1].verdict = JRT_NOT_MEASURED;
	deal_settle(&deal);
	assert_money(deal_account(&deal, 0)->net, EUR(4000));
	assert_true(deal_account(&deal, 0)->incomplete);
	assert_true(deal_account(&deal, 0)->final);
	assert_words(deal_account(&deal, 0)->reason, "care was not measured: no data");
	jb_arena_release(&deal.arena);
}

static void record(struct deal *deal, const char *period, struct jrt_account account)
{
	deal->recorded[deal->input.recorded_count++] =
		(struct jrt_recorded){JB_TEXT("acme_2026"), jb_text_of(period), account};
}

/* S17: a closed period is restated, and its money stays unless the contract lets it change. */
static void test_S17_settled_money_stays(void **state)
{
	static const struct {
		bool may;
		int32_t days;
		jb_fix net;
		bool recorded;
	} expected[] = {{false, 0, EUR(3000), true},
			{true, 60, EUR(10000), false},
			{true, 20, EUR(3000), true}};

	(void)state;
	for (int i = 0; i < 3; i++) {
		struct deal deal;
		uint32_t g = capped(&deal, JRT_EXCESS_LAPSES);

		owe(&deal, g, 1, 10);
		deal.agreement.has_restate = expected[i].may;
		deal.agreement.restate_days = expected[i].days;
		deal.input.has_today = true;
		deal.input.today = deal_day(2026, 3, 1);
		record(&deal, "2026-01",
		       (struct jrt_account){
			       .credits = EUR(3000), .applied = EUR(3000), .net = EUR(3000)});
		deal_settle(&deal);
		assert_money(deal_account(&deal, 0)->net, expected[i].net);
		assert_int_equal(deal_account(&deal, 0)->recorded, expected[i].recorded);
		assert_true(deal_account(&deal, 0)->restated);
		assert_money(deal_account(&deal, 0)->earlier_net, EUR(3000));
		assert_money(deal_account(&deal, 0)->recomputed_net, EUR(10000));
		jb_arena_release(&deal.arena);
	}
}

/* Excess that an earlier run carried over is applied, though its period's figures are not there. */
static void test_recorded_excess_is_carried_on(void **state)
{
	struct deal deal;

	(void)state;
	uint32_t g = capped(&deal, JRT_EXCESS_CARRIES);
	record(&deal, "2026-02",
	       (struct jrt_account){
		       .applied = EUR(30000), .net = EUR(30000), .carried_out = EUR(5000)});
	owe(&deal, g, 3, 10);
	deal_settle(&deal);
	assert_int_equal(deal.out.account_count, 2);
	assert_true(deal_account(&deal, 0)->recorded);
	assert_false(deal_account(&deal, 0)->restated);
	assert_money(deal_account(&deal, 1)->carried_in, EUR(5000));
	assert_money(deal_account(&deal, 1)->net, EUR(15000));
	jb_arena_release(&deal.arena);
}

static void test_an_account_of_nobody_is_a_finding(void **state)
{
	struct deal deal;

	(void)state;
	uint32_t g = capped(&deal, JRT_EXCESS_LAPSES);
	owe(&deal, g, 1, 10);
	record(&deal, "2026-13", (struct jrt_account){0});
	deal_settle(&deal);
	assert_int_equal(deal.out.finding_count, 1);
	assert_words(deal.out.finding[0].message,
		     "the recorded account of acme_2026 for 2026-13: this is no period of it");
	jb_arena_release(&deal.arena);
}

static void test_settled_every_quarter(void **state)
{
	struct deal deal;

	(void)state;
	uint32_t g = capped(&deal, JRT_EXCESS_LAPSES);
	deal.agreement.settled = DEAL_QUARTER;
	for (int month = 1; month <= 5; month++)
		owe(&deal, g, month, month);
	deal_settle(&deal);
	assert_int_equal(deal.out.settled_count, 2);
	assert_words(deal.out.settled[0].label, "2026-Q1");
	assert_money(deal.out.settled[0].net, EUR(6000));
	assert_true(deal.out.settled[0].final);
	assert_money(deal.out.settled[1].net, EUR(9000));
	assert_false(deal.out.settled[1].final); /* June is not there */
	jb_arena_release(&deal.arena);
}

/* A period that the data does not reach the end of is not over, and nothing of it is final. */
static void test_a_period_must_be_over(void **state)
{
	struct deal deal;

	(void)state;
	uint32_t g = capped(&deal, JRT_EXCESS_LAPSES);
	owe(&deal, g, 1, 1);
	owe(&deal, g, 2, 1);
	deal.tally[0].cover_to = deal_day(2026, 2, 20) * JRT_DAY_US;
	deal_settle(&deal);
	assert_true(deal_account(&deal, 0)->final);
	assert_false(deal_account(&deal, 1)->final);
	jb_arena_release(&deal.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_S25_excess_carries_forward),
		cmocka_unit_test(test_S25_own_credits_first_then_the_oldest),
		cmocka_unit_test(test_S25_excess_that_lapses_is_gone),
		cmocka_unit_test(test_S25_the_end_of_the_contract),
		cmocka_unit_test(test_at_risk_of_a_year),
		cmocka_unit_test(test_at_risk_of_a_guarantee_limits_its_year),
		cmocka_unit_test(test_bonus_beside_credits_or_up_to_them),
		cmocka_unit_test(test_no_bonus_unless_another_is_met),
		cmocka_unit_test(test_earn_back_after_three_met_periods),
		cmocka_unit_test(test_S13_earn_back_skips_what_was_not_judged),
		cmocka_unit_test(test_earn_back_of_carried_excess),
		cmocka_unit_test(test_earn_back_over_the_contract_year),
		cmocka_unit_test(test_S7_provisional_verdicts_settle_nothing),
		cmocka_unit_test(test_S26_what_was_not_measured_moves_no_money),
		cmocka_unit_test(test_S17_settled_money_stays),
		cmocka_unit_test(test_recorded_excess_is_carried_on),
		cmocka_unit_test(test_an_account_of_nobody_is_a_finding),
		cmocka_unit_test(test_settled_every_quarter),
		cmocka_unit_test(test_a_period_must_be_over),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
