/*
 * Terms in force on a day (S27), part periods by days (S14), charges and what they are taken from,
 * indexation, ramps, longer periods, fees, one incident.
 */
#include "settling.h"

static uint32_t percent_of_charges(struct deal *deal, int percent)
{
	deal_init(deal);
	uint32_t g = deal_guarantee(deal, DEAL_SHARE, JRT_AT_LEAST, PERCENT(90));
	deal_credit_missed(deal, g, part_sum(JRT_BASE_CHARGES, PERCENT(percent)));
	return g;
}

/* The contract runs from 16 January: 16 of 31 days are charged. */
static void test_S14_charges_of_a_part_period_are_by_days(void **state)
{
	struct deal deal;

	(void)state;
	uint32_t g = percent_of_charges(&deal, 10);
	deal.step[0].amount = EUR(31000);
	deal.agreement.runs.from = deal_day(2026, 1, 16);
	deal_value(&deal, g, 1, PERCENT(80));
	deal_value(&deal, g, 2, PERCENT(80));
	deal_settle(&deal);
	assert_money(deal_account(&deal, 0)->charges, EUR(16000));
	assert_money(deal_account(&deal, 0)->net, EUR(1600));
	assert_money(deal_account(&deal, 1)->net, EUR(3100));
	jb_arena_release(&deal.arena);
}

/* A quarter's charges are those of its three months; its credit belongs to the month it ends in. */
static void test_a_quarter_in_an_agreement_of_months(void **state)
{
	struct deal deal;

	(void)state;
	uint32_t g = percent_of_charges(&deal, 1);
	uint32_t monthly = deal_guarantee(&deal, DEAL_SHARE, JRT_AT_LEAST, PERCENT(90));
	deal.step[0].amount = EUR(10000);
	deal.step[1] = (struct jrt_charge_step){deal_day(2026, 3, 1), EUR(20000)};
	deal.terms[0].charges.step_count = 2;
	deal_every(&deal, g, DEAL_QUARTER);
	deal_value(&deal, g, 1, PERCENT(80));
	for (int month = 1; month <= 3; month++)
		deal_value(&deal, monthly, month, PERCENT(95));
	deal_settle(&deal);
	assert_int_equal(deal.out.account_count, 3);
	assert_money(deal_account(&deal, 0)->net, 0);
	assert_money(deal_account(&deal, 2)->net, EUR(400)); /* of 10 + 10 + 20 thousand */
	assert_money(deal_account(&deal, 2)->charges, EUR(20000));
	assert_words(deal_line(&deal, 0)->label, "2026-Q1");
	jb_arena_release(&deal.arena);
}

/* A year that the contract cuts short belongs to the contract's last period. */
static void test_a_year_that_the_contract_cuts_short(void **state)
{
	struct deal deal;

	(void)state;
	uint32_t g = percent_of_charges(&deal, 1);
	deal.agreement.runs.to = deal_day(2026, 6, 30);
	deal_every(&deal, g, DEAL_YEAR);
	deal_value(&deal, g, 1, PERCENT(80));
	deal_settle(&deal);
	assert_int_equal(deal.out.account_count, 1);
	assert_words(deal_account(&deal, 0)->label, "2026-06");
	assert_money(deal_account(&deal, 0)->net, EUR(15000)); /* 1 % of six months */
	jb_arena_release(&deal.arena);
}

/* S27: an amendment from 1 March changes March, and not February however late it is run. */
static void test_S27_terms_of_the_first_day(void **state)
{
	struct deal deal;

	(void)state;
	uint32_t g = percent_of_charges(&deal, 1);
	struct jrt_guarantee_terms *terms = deal.guarantee_terms[g];
	struct jrt_payment more = {.sum = fixed_sum(EUR(7777)), .when = JRT_PAY_MISSED};
	terms[1] = terms[0];
	terms[1].from = deal_day(2026, 3, 1);
	terms[1].payment = &more;
	deal.guarantee[g].terms_count = 2;
	deal_value(&deal, g, 2, PERCENT(80));
	deal_value(&deal, g, 3, PERCENT(80));
	deal_settle(&deal);
	assert_money(deal_account(&deal, 0)->net, EUR(2500));
	assert_money(deal_account(&deal, 1)->net, EUR(7777));
	terms[1].ended = true;
	deal_settle(&deal);
	assert_money(deal_account(&deal, 1)->net, 0);
	jb_arena_release(&deal.arena);
}

static void test_no_credits_before(void **state)
{
	struct deal deal;

	(void)state;
	uint32_t g = percent_of_charges(&deal, 1);
	deal.guarantee_terms[g][0].no_credits_before = deal_day(2026, 3, 1);
	deal_value(&deal, g, 2, PERCENT(80));
	deal_value(&deal, g, 3, PERCENT(80));
	deal_settle(&deal);
	assert_int_equal(deal_line(&deal, 0)->fate, JRT_LINE_BEFORE_START);
	assert_money(deal_account(&deal, 0)->net, 0);
	assert_money(deal_account(&deal, 1)->net, EUR(2500));
	jb_arena_release(&deal.arena);
}

/* 3.2 % twice, exactly: 1000 × 1.032 × 1.032 = 1065.024. */
static void test_indexation_is_exact_and_compounds(void **state)
{
	struct deal deal;

	(void)state;
	deal_init(&deal);
	deal.agreement.runs.to = deal_day(2028, 12, 31);
	uint32_t g = deal_guarantee(&deal, DEAL_SHARE, JRT_AT_LEAST, PERCENT(90));
	deal_credit_missed(&deal, g, fixed_sum(EUR(1000)));
	deal.index[0] = (struct jrt_index_step){deal_day(2027, 1, 1), 32000};
	deal.index[1] = (struct jrt_index_step){deal_day(2028, 1, 1), 32000};
	deal.agreement.index_count = 2;
	deal_value(&deal, g, 12, PERCENT(80));
	deal_value(&deal, g, 13, PERCENT(80));
	deal_value(&deal, g, 25, PERCENT(80));
	deal_settle(&deal);
	assert_money(deal_account(&deal, 0)->net, EUR(1000));
	assert_money(deal_account(&deal, 1)->net, EUR(1032));
	assert_money(deal_account(&deal, 13)->net, CENTS(106502));
	jb_arena_release(&deal.arena);
}

/* A step of charges is an amount of its own day: what is indexed before or on it is in it. */
static void test_indexation_of_charges(void **state)
{
	struct deal deal;

	(void)state;
	uint32_t g = percent_of_charges(&deal, 10);
	deal.agreement.runs.to = deal_day(2027, 12, 31);
	deal.index[0] = (struct jrt_index_step){deal_day(2027, 1, 1), PERCENT(10)};
	deal.agreement.index_count = 1;
	deal_value(&deal, g, 13, PERCENT(80));
	deal_settle(&deal);
	assert_money(deal_account(&deal, 0)->net, EUR(27500));
	deal.step[1] = (struct jrt_charge_step){deal_day(2027, 1, 1), EUR(260000)};
	deal.terms[0].charges.step_count = 2;
	deal_settle(&deal);
	assert_money(deal_account(&deal, 0)->net, EUR(26000));
	jb_arena_release(&deal.arena);
}

static void give(struct deal *deal, const char *period, jb_fix amount)
{
	deal->given[deal->input.charge_count++] =
		(struct jrt_charge_given){JB_TEXT("acme_2026"), jb_text_of(period), amount};
}

/* Charges of the next period are waited for; the last has none, or takes its own. */
static void test_charges_of_the_next_period(void **state)
{
	struct deal deal;

	(void)state;
	deal_init(&deal);
	uint32_t g = deal_guarantee(&deal, DEAL_SHARE, JRT_AT_LEAST, PERCENT(90));
	deal_credit_missed(&deal, g, part_sum(JRT_BASE_CHARGES_NEXT, PERCENT(1)));
	deal.terms[0].charges.kind = JRT_CHARGES_GIVEN;
	give(&deal, "2026-02", EUR(200000));
	deal_value(&deal, g, 1, PERCENT(80));
	deal_value(&deal, g, 2, PERCENT(80));
	deal_settle(&deal);
	assert_money(deal_account(&deal, 0)->net, EUR(2000));
	assert_int_equal(deal_line(&deal, 1)->fate, JRT_LINE_NO_CHARGES);
	assert_true(deal_account(&deal, 1)->no_amount);
	assert_words(deal_account(&deal, 1)->reason, "the charges of 2026-03 are not known");
	deal.agreement.runs.to = deal_day(2026, 2, 28);
	deal_settle(&deal);
	assert_words(deal_account(&deal, 1)->reason, "the contract's last period has no next one");
	deal.terms[0].charges.last_uses_same = true;
	deal_settle(&deal);
	assert_money(deal_account(&deal, 1)->net, EUR(2000));
	jb_arena_release(&deal.arena);
}

static void test_charges_of_nobody_are_a_finding(void **state)
{
	struct deal deal;

	(void)state;
	uint32_t g = percent_of_charges(&deal, 1);
	deal.terms[0].charges.kind = JRT_CHARGES_GIVEN;
	give(&deal, "2026-1", EUR(1000));
	deal_value(&deal, g, 1, PERCENT(80));
	deal_settle(&deal);
	assert_int_equal(deal.out.finding_count, 1);
	assert_words(deal.out.finding[0].code, "R0601");
	jb_arena_release(&deal.arena);
}

/* A sum that is made of itself has no amount, and ends. */
static void test_a_circle_of_sums(void **state)
{
	struct deal deal;

	(void)state;
	deal_init(&deal);
	uint32_t g = deal_guarantee(&deal, DEAL_SHARE, JRT_AT_LEAST, PERCENT(90));
	deal.guarantee_terms[g][0].has_weight = true;
	deal.guarantee_terms[g][0].weight = part_sum(JRT_BASE_WEIGHT, PERCENT(50));
	deal_credit_missed(&deal, g, part_sum(JRT_BASE_WEIGHT, PERCENT(50)));
	deal_value(&deal, g, 1, PERCENT(80));
	deal_settle(&deal);
	assert_words(deal_account(&deal, 0)->reason, "the amount is a part of itself");
	jb_arena_release(&deal.arena);
}

/* Counts and forecasts of January, as cells of two more meters. */
struct counts {
	struct jrt_part part;
	struct jrt_formula_step formula;
	struct jrt_metric metric[DEAL_METRICS + 1];
	struct jrt_part_state state[2];
	struct jrt_cell cell[2];
};

static void count_rows(struct deal *deal, struct counts *counts, uint64_t rows, uint64_t forecast)
{
	uint32_t first = (uint32_t)deal->plan.meter_count;
	uint64_t number[] = {rows, forecast};

	*counts = (struct counts){.part = {.kind = JRT_PART_COUNT, .among = JRT_NONE},
				  .formula = {.op = JRT_F_PART}};
	memcpy(counts->metric, deal->metric, sizeof deal->metric);
	counts->metric[DEAL_METRICS] = (struct jrt_metric){.name = JB_TEXT("calls"),
							   .type = JRT_COUNT,
							   .source = JRT_NONE,
							   .part = &counts->part,
							   .part_count = 1,
							   .formula = &counts->formula,
							   .formula_count = 1};
	deal->plan.metric = counts->metric;
	deal->plan.metric_count++;
	for (int i = 0; i < 2; i++) {
		uint32_t meter = first + (uint32_t)i;
		int64_t month =
			jrt_period_index_of_day(&deal->rule[DEAL_MONTH], deal_day(2026, 1, 1));
		struct jrt_range range = jrt_period_base_range(&deal->rule[DEAL_MONTH], month);

		deal->meter[meter] = (struct jrt_meter){.metric = DEAL_METRICS, .mask = JRT_NONE};
		deal->plan.meter_count++;
		counts->state[i] = (struct jrt_part_state){
			.kind = JRT_PART_COUNT, .n = number[i], .num = (jb_i128)number[i]};
		counts->cell[i] = (struct jrt_cell){.meter = meter,
						    .period = month,
						    .from = range.from,
						    .to = range.to,
						    .part = &counts->state[i]};
	}
	deal->measured.cell = counts->cell;
	deal->measured.cell_count = 2;
}

/* Forecast 10,000, of which 90 % bind; 8,500 came: 500 are paid for. */
static void test_Volume_forecast_shortfall(void **state)
{
	static const struct {
		uint64_t rows, forecast;
		jb_fix fee;
	} expected[] = {{8500, 10000, EUR(1000)},
			{9000, 10000, 0},
			{11500, 10000, 0},
			{8999, 9999, EUR(2)}};

	(void)state;
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
		struct deal deal;
		struct counts counts;
		uint32_t g = percent_of_charges(&deal, 1);

		deal_value(&deal, g, 1, PERCENT(95));
		count_rows(&deal, &counts, expected[i].rows, expected[i].forecast);
		deal.fee[0] =
			(struct jrt_fee){.amount = EUR(2),
					 .meter = (uint32_t)deal.plan.meter_count - 2,
					 .when_meter = JRT_NONE,
					 .forecast_meter = (uint32_t)deal.plan.meter_count - 1,
					 .forecast_share = PERCENT(90)};
		deal.terms[0].fee_count = 1;
		deal_settle(&deal);
		if (i == 3) /* 90 % of 9,999 are 8,999.1: a row begun is a row */
			assert_words(deal_line(&deal, 0)->because,
				     "1 short of 90 % of 9,999 forecast");
		assert_money(deal_account(&deal, 0)->fees, expected[i].fee);
		assert_money(deal_account(&deal, 0)->net, -expected[i].fee);
		jb_arena_release(&deal.arena);
	}
}

/* Two guarantees with 100 rows each of January, kept by incident beside. */
struct outage {
	struct jrt_part part;
	struct jrt_formula_step formula;
	struct jrt_metric metric[DEAL_METRICS];
	struct jrt_group group[4];
	struct jrt_part_state state[4];
	struct jrt_cell cell[4];
};

static struct jrt_part_state hits(uint64_t hits, uint64_t rows)
{
	return (struct jrt_part_state){
		.kind = JRT_PART_SHARE, .n = rows, .num = (jb_i128)hits, .den = (jb_i128)rows};
}

/* Guarantee `g` hit 85 of 100; of the incident's rows, `share` of 20 missed. */
static void by_incident(struct deal *deal, struct outage *outage, uint32_t g, uint64_t missed)
{
	uint32_t meter = (uint32_t)deal->plan.meter_count++;
	struct jrt_verdict *verdict = deal_value(deal, g, 1, PERCENT(85));
	struct jrt_cell *total = &outage->cell[2 * g], *groups = total + 1;
	struct jrt_part_state *state = &outage->state[2 * g];

	deal->meter[meter] = deal->meter[deal->guarantee[g].expected];
	deal->guarantee[g].incident_meter = meter;
	outage->group[g] = (struct jrt_group){JB_TEXT("INC-1"), hits(20 - missed, 20)};
	state[0] = hits(85, 100);
	state[1] = hits(0, 0);
	state[1].group = &outage->group[g];
	state[1].group_count = 1;
	*total = (struct jrt_cell){.meter = deal->guarantee[g].expected,
				   .from = verdict->from,
				   .to = verdict->to,
				   .part = &state[0]};
	*groups = *total;
	groups->meter = meter;
	groups->part = &state[1];
	verdict->measured.cell = total;
}

static int by_meter(const void *left, const void *right)
{
	const struct jrt_cell *a = left, *b = right;

	return (a->meter > b->meter) - (a->meter < b->meter);
}

/* Fee 200,000, 2 % and 5 %: one of them counts where both are the incident's. */
static jb_fix election(uint64_t missed, bool partner_chooses)
{
	struct deal deal;
	struct outage outage = {.part = {.kind = JRT_PART_SHARE, .among = JRT_NONE},
				.formula = {.op = JRT_F_PART}};

	deal_init(&deal);
	deal.step[0].amount = EUR(200000);
	deal.terms[0].one_incident = true;
	deal.terms[0].chooser_is_partner = partner_chooses;
	for (int i = 0; i < 2; i++) {
		uint32_t g = deal_guarantee(&deal, DEAL_SHARE, JRT_AT_LEAST, PERCENT(90));

		deal_credit_missed(&deal, g, part_sum(JRT_BASE_CHARGES, PERCENT(i == 0 ? 2 : 5)));
	}
	memcpy(outage.metric, deal.metric, sizeof deal.metric);
	outage.metric[DEAL_SHARE].part = &outage.part;
	outage.metric[DEAL_SHARE].part_count = 1;
	outage.metric[DEAL_SHARE].formula = &outage.formula;
	outage.metric[DEAL_SHARE].formula_count = 1;
	deal.plan.metric = outage.metric;
	by_incident(&deal, &outage, 0, 15);
	by_incident(&deal, &outage, 1, missed);
	deal.plan.criterion_count = 2;
	struct jrt_cell cell[4];
	memcpy(cell, outage.cell, sizeof cell);
	qsort(cell, 4, sizeof *cell, by_meter);
	deal.measured.cell = cell;
	deal.measured.cell_count = 4;
	deal_settle(&deal);
	jb_fix net = deal_account(&deal, 0)->net;
	jb_arena_release(&deal.arena);
	return net;
}

static void test_Single_incident_election(void **state)
{
	(void)state;
	assert_money(election(15, false), EUR(10000));
	assert_money(election(15, true), EUR(4000));
	/* 80 left, of which 70 hit: missed without the incident too */
	assert_money(election(5, false), EUR(14000));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_S14_charges_of_a_part_period_are_by_days),
		cmocka_unit_test(test_a_quarter_in_an_agreement_of_months),
		cmocka_unit_test(test_a_year_that_the_contract_cuts_short),
		cmocka_unit_test(test_S27_terms_of_the_first_day),
		cmocka_unit_test(test_no_credits_before),
		cmocka_unit_test(test_indexation_is_exact_and_compounds),
		cmocka_unit_test(test_indexation_of_charges),
		cmocka_unit_test(test_charges_of_the_next_period),
		cmocka_unit_test(test_charges_of_nobody_are_a_finding),
		cmocka_unit_test(test_a_circle_of_sums),
		cmocka_unit_test(test_Volume_forecast_shortfall),
		cmocka_unit_test(test_Single_incident_election),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
