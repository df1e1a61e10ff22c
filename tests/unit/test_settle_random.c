/*
 * Random agreements, settled twice: by the runtime, and by a second, simpler way that is written
 * here with fractions of its own. Amounts must be equal to the cent, and the sums of an account
 * must hold together. JOURNEY_RANDOM_AGREEMENTS sets how many (20,000); the seed is fixed.
 */
#include "settling.h"

#define MONTHS 6
#define FIRST_MONTH 7 /* so that the last one ends the contract */

__extension__ typedef __int128 whole;

/* A fraction that is never negative here. */
struct part {
	whole num, den;
};

static uint64_t seed = 20260315;

static uint64_t next(uint64_t below)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return seed % below;
}

static whole common(whole a, whole b)
{
	while (b != 0) {
		whole rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

static struct part part_of(whole num, whole den)
{
	whole by = common(num, den);

	return (struct part){num / by, den / by};
}

static struct part times(struct part a, struct part b)
{
	return part_of(a.num * b.num, a.den * b.den);
}

static bool less(struct part a, struct part b)
{
	return a.num * b.den < b.num * a.den;
}

static whole cents(struct part amount)
{
	return (amount.num * 200 + amount.den) / (2 * amount.den);
}

/* ---- what is drawn ---- */

enum shape { MISSED, STEPS, FULL_STEPS, RANGE, SHAPES };

struct draw {
	enum shape shape;
	bool percent, has_cap, second; /* a second, wider range beside */
	jb_fix amount, cap, step, bound, second_bound, second_amount;
	enum jrt_overlap overlap;
	jb_fix expected, value[MONTHS];
	jb_fix bonus, bonus_above;
};

struct drawn {
	struct draw guarantee[3];
	int count;
	jb_fix charges, cap;
	bool has_cap, cap_percent, offsets;
	enum jrt_excess excess;
};

static jb_fix money(void)
{
	return (jb_fix)next(50000) * 10000 + (jb_fix)next(3) * 3333;
}

static struct draw draw_guarantee(void)
{
	struct draw draw = {.shape = (enum shape)next(SHAPES),
			    .percent = next(2),
			    .has_cap = next(3) == 0,
			    .second = next(2),
			    .step = (jb_fix)(next(30) + 1) * 1000,
			    .expected = PERCENT(80) + (jb_fix)next(150) * 1000,
			    .overlap = next(2) ? JRT_OVERLAP_ADD : JRT_OVERLAP_HIGHEST};

	draw.amount = draw.percent ? (jb_fix)next(100) * 1237 : money();
	draw.cap = draw.percent ? (jb_fix)next(300) * 1000 : money() * 3;
	draw.bound = draw.expected - (jb_fix)next(50) * 1000;
	draw.second_bound = draw.bound - (jb_fix)next(50) * 1000;
	draw.second_amount = money();
	draw.bonus = next(2) ? money() : 0;
	draw.bonus_above = draw.expected + (jb_fix)next(30) * 1000;
	for (int m = 0; m < MONTHS; m++)
		draw.value[m] = (jb_fix)next(2) * 33 + PERCENT(60) + (jb_fix)next(400) * 1000;
	return draw;
}

static struct drawn draw_agreement(void)
{
	struct drawn drawn = {.count = 1 + (int)next(3),
			      .charges = money() * 7,
			      .has_cap = next(4) > 0,
			      .cap_percent = next(2),
			      .offsets = next(2),
			      .excess = (enum jrt_excess)next(4)};

	drawn.cap = drawn.cap_percent ? (jb_fix)next(300) * 1000 : money();
	for (int g = 0; g < drawn.count; g++)
		drawn.guarantee[g] = draw_guarantee();
	return drawn;
}

/* ---- the runtime's way ---- */

static struct jrt_sum sum_of(bool percent, jb_fix amount)
{
	return percent ? part_sum(JRT_BASE_CHARGES, amount) : fixed_sum(amount);
}

static void declare(struct deal *deal, const struct draw *draw)
{
	uint32_t g = deal_guarantee(deal, DEAL_SHARE, JRT_AT_LEAST, draw->expected);
	struct jrt_payment payment = {.sum = sum_of(draw->percent, draw->amount),
				      .when = draw->shape == MISSED  ? JRT_PAY_MISSED
					      : draw->shape == RANGE ? JRT_PAY_IN
								     : JRT_PAY_ALWAYS,
				      .range = {.has_high = true, .high = draw->bound},
				      .has_cap = draw->has_cap,
				      .cap = sum_of(draw->percent, draw->cap)};

	if (draw->shape == STEPS || draw->shape == FULL_STEPS) {
		payment.distance = JRT_DISTANCE_SHORT;
		payment.step = draw->step;
		payment.full = draw->shape == FULL_STEPS;
	}
	deal_pay(deal, g, payment);
	if (draw->second)
		deal_pay(deal, g,
			 (struct jrt_payment){
				 .sum = fixed_sum(draw->second_amount),
				 .when = JRT_PAY_IN,
				 .range = {.has_high = true, .high = draw->second_bound}});
	if (draw->bonus > 0)
		deal_pay(
			deal, g,
			(struct jrt_payment){.bonus = true,
					     .sum = fixed_sum(draw->bonus),
					     .when = JRT_PAY_IN,
					     .range = {.has_low = true, .low = draw->bonus_above}});
	deal->guarantee_terms[g][0].credits = draw->overlap;
	for (int m = 0; m < MONTHS; m++)
		deal_value(deal, g, FIRST_MONTH + m, draw->value[m]);
}

static void settle(struct deal *deal, const struct drawn *drawn)
{
	jb_arena_reset(&deal->arena);
	deal->agreement.guarantee_count = 0;
	deal->plan.criterion_count = 0;
	deal->judged.verdict_count = 0;
	deal->step[0].amount = drawn->charges;
	deal->terms[0].has_cap = drawn->has_cap;
	deal->terms[0].cap = sum_of(drawn->cap_percent, drawn->cap);
	deal->terms[0].excess = drawn->excess;
	deal->terms[0].bonus_offsets = drawn->offsets;
	for (int g = 0; g < drawn->count; g++)
		declare(deal, &drawn->guarantee[g]);
	deal_settle(deal);
}

/* ---- the other way ---- */

static struct part amount_of(const struct drawn *drawn, bool percent, jb_fix amount)
{
	struct part out = part_of(amount, 1000000);

	return percent ? times(out, part_of(drawn->charges, 1000000)) : out;
}

/* How often the first payment is owed. */
static struct part count_of(const struct draw *draw, jb_fix value)
{
	jb_fix gap = draw->expected - value;

	switch (draw->shape) {
	case MISSED: return part_of(gap > 0, 1);
	case RANGE: return part_of(value < draw->bound, 1);
	case FULL_STEPS: return part_of(gap > 0 ? gap / draw->step : 0, 1);
	default: return part_of(gap > 0 ? gap : 0, draw->step);
	}
}

static whole credit_of(const struct drawn *drawn, const struct draw *draw, jb_fix value)
{
	struct part first =
		times(amount_of(drawn, draw->percent, draw->amount), count_of(draw, value));
	struct part cap = amount_of(drawn, draw->percent, draw->cap);
	whole second = 0, one;

	if (draw->has_cap && less(cap, first))
		first = cap;
	one = cents(first);
	if (draw->second && value < draw->second_bound)
		second = cents(amount_of(drawn, false, draw->second_amount));
	if (draw->overlap == JRT_OVERLAP_HIGHEST)
		return one > second ? one : second;
	return one + second;
}

static void check(const struct deal *deal, const struct drawn *drawn, uint64_t number)
{
	whole carried = 0;

	for (int m = 0; m < MONTHS; m++) {
		const struct jrt_account *account = deal_account(deal, (size_t)m);
		whole credits = 0, bonus = 0, applied, room, from_before, paid = 0;
		bool carries = drawn->excess >= JRT_EXCESS_CARRIES;

		for (int g = 0; g < drawn->count; g++) {
			const struct draw *draw = &drawn->guarantee[g];

			credits += credit_of(drawn, draw, draw->value[m]);
			if (draw->value[m] > draw->bonus_above)
				bonus += cents(amount_of(drawn, false, draw->bonus));
		}
		applied = credits;
		room = carried;
		if (drawn->has_cap) {
			whole cap = cents(amount_of(drawn, drawn->cap_percent, drawn->cap));

			applied = credits < cap ? credits : cap;
			room = cap - applied;
		}
		from_before = carried < room ? carried : room;
		carried -= from_before;
		if (carries)
			carried += credits - applied;
		if (drawn->offsets && bonus > applied)
			bonus = applied;
		if (m == MONTHS - 1) {
			paid = drawn->excess == JRT_EXCESS_PAID ? carried : 0;
			carried = 0;
		}
		if (account->net != (jb_fix)((applied + from_before + paid - bonus) * 10000) ||
		    account->carried_out != (jb_fix)(carried * 10000))
			fail_msg(
				"agreement %llu, %.*s: net %lld, carried %lld; expected %lld, %lld",
				(unsigned long long)number, JB_ARG(account->label),
				(long long)account->net, (long long)account->carried_out,
				(long long)((applied + from_before + paid - bonus) * 10000),
				(long long)(carried * 10000));
		assert_true(account->carried_in + account->pooled ==
			    account->applied + account->carried_out + account->lapsed +
				    account->paid);
	}
}

/* What lines say of themselves adds up to what the accounts applied and paid. */
static void check_lines(const struct deal *deal)
{
	jb_i128 lines = 0, accounts = 0;

	for (size_t i = 0; i < deal->out.line_count; i++)
		if (deal->out.line[i].kind == JRT_LINE_CREDIT &&
		    deal->out.line[i].fate == JRT_LINE_COUNTS)
			lines += deal->out.line[i].applied;
	for (size_t i = 0; i < deal->out.account_count; i++)
		accounts += deal->out.account[i].applied + deal->out.account[i].paid;
	assert_true(lines == accounts);
}

static void test_random_agreements_equal_a_second_way(void **state)
{
	const char *asked = getenv("JOURNEY_RANDOM_AGREEMENTS");
	uint64_t count = asked ? strtoull(asked, NULL, 10) : 20000;
	struct deal *deal = malloc(sizeof *deal);

	(void)state;
	assert_non_null(deal);
	deal_init(deal);
	for (uint64_t i = 0; i < count; i++) {
		struct drawn drawn = draw_agreement();

		settle(deal, &drawn);
		check(deal, &drawn, i);
		check_lines(deal);
	}
	jb_arena_release(&deal->arena);
	free(deal);
}

/* Shares of a sum: to the cent, none above its weight, and the sum exactly. */
static void test_sharing_out_loses_nothing(void **state)
{
	struct deal *deal = malloc(sizeof *deal);

	(void)state;
	assert_non_null(deal);
	deal_init(deal);
	for (int i = 0; i < 2000; i++) {
		jb_i128 sum = 0, applied = 0;

		jb_arena_reset(&deal->arena);
		deal->agreement.guarantee_count = 0;
		deal->plan.criterion_count = 0;
		deal->judged.verdict_count = 0;
		deal->terms[0].has_cap = true;
		deal->terms[0].cap = fixed_sum((jb_fix)next(100000) * 10000);
		for (int g = 0; g < DEAL_GUARANTEES; g++) {
			uint32_t number =
				deal_guarantee(deal, DEAL_SHARE, JRT_AT_LEAST, PERCENT(90));

			deal_credit_missed(deal, number, fixed_sum((jb_fix)next(50000) * 10000));
			deal_value(deal, number, 1, PERCENT(80));
		}
		deal_settle(deal);
		for (size_t l = 0; l < deal->out.line_count; l++) {
			const struct jrt_money_line *line = &deal->out.line[l];

			assert_true(line->applied >= 0 && line->applied <= line->amount);
			assert_int_equal(line->applied % 10000, 0);
			sum += line->amount;
			applied += line->applied;
		}
		assert_true(applied == (sum < deal->terms[0].cap.amount
						? sum
						: (jb_i128)deal->terms[0].cap.amount));
	}
	jb_arena_release(&deal->arena);
	free(deal);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_random_agreements_equal_a_second_way),
		cmocka_unit_test(test_sharing_out_loses_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
