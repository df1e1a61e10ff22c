/*
 * Agreements made by hand, with the values that their guarantees came to: what tests of settling
 * start from. One agreement "acme_2026" in EUR with cents, months in UTC, over the year 2026; the
 * verdict of a value is what its threshold says.
 */
#ifndef TESTS_SETTLING_H
#define TESTS_SETTLING_H

#include <stdlib.h>
#include <string.h>

#include "journey/settlement.h"
#include "time/civil.h"
#include "time/period.h"
#include "testing.h"

#define EUR(amount) ((jb_fix)((amount)*1000000LL))
#define CENTS(amount) ((jb_fix)((amount)*10000LL))
#define PERCENT(percent) ((jb_fix)((percent)*10000LL))
#define PP(points) PERCENT(points)
#define SECONDS(seconds) ((jb_fix)((seconds)*1000000LL))

#define DEAL_GUARANTEES 8
#define DEAL_PAYMENTS 8
#define DEAL_MONTHS 64

enum deal_periods { DEAL_MONTH, DEAL_QUARTER, DEAL_YEAR, DEAL_WEEK, DEAL_PERIODS };
enum deal_metric { DEAL_SHARE, DEAL_TIME, DEAL_SCORE, DEAL_METRICS };

struct deal {
	struct jb_arena arena;
	struct jrt_plan plan;
	struct jb_text zone[1];
	struct jrt_period_spec periods[DEAL_PERIODS];
	struct jrt_periods rule[DEAL_PERIODS];
	struct jrt_scope scope[DEAL_GUARANTEES];
	struct jrt_metric metric[DEAL_METRICS];
	struct jrt_meter meter[2 * DEAL_GUARANTEES];
	struct jrt_threshold threshold[2 * DEAL_GUARANTEES];
	struct jrt_criterion criterion[2 * DEAL_GUARANTEES];
	struct jrt_payment payment[DEAL_GUARANTEES][DEAL_PAYMENTS];
	struct jrt_points points[DEAL_GUARANTEES][DEAL_PAYMENTS];
	struct jrt_guarantee_terms guarantee_terms[DEAL_GUARANTEES][2];
	struct jrt_guarantee guarantee[DEAL_GUARANTEES];
	struct jrt_payment own[DEAL_PAYMENTS];
	struct jrt_pool pool[4];
	struct jrt_charge_step step[2];
	struct jrt_index_step index[2];
	struct jrt_fee fee[2];
	struct jrt_money_trigger trigger[2];
	struct jrt_agreement_terms terms[2];
	struct jrt_agreement agreement;
	struct jrt_verdict verdict[2 * DEAL_GUARANTEES * DEAL_MONTHS];
	struct jrt_source_tally tally[1];
	struct jrt_measured measured;
	struct jrt_judged judged;
	struct jrt_charge_given given[DEAL_MONTHS];
	struct jrt_recorded recorded[DEAL_MONTHS];
	struct jrt_settle_input input;
	struct jrt_settlement out;
	struct jb_text why;
};

static inline int32_t deal_day(int year, unsigned month, int day)
{
	return (int32_t)jrt_civil_days(year, month, day);
}

static inline void deal_init(struct deal *deal)
{
	static const enum jrt_period_unit unit[] = {JRT_MONTH, JRT_QUARTER, JRT_YEAR, JRT_WEEK};
	static const enum jrt_type type[] = {JRT_SHARE, JRT_DURATION, JRT_POINTS};

	memset(deal, 0, sizeof *deal);
	jb_arena_init(&deal->arena, NULL);
	deal->zone[0] = JB_TEXT("UTC");
	for (int p = 0; p < DEAL_PERIODS; p++) {
		deal->periods[p] =
			(struct jrt_period_spec){.unit = unit[p], .first_month = 1, .first_day = 1};
		assert_int_equal(jrt_period_init(&deal->rule[p], &deal->periods[p], jrt_zone_utc(),
						 &deal->arena, &deal->why),
				 JB_OK);
	}
	for (int m = 0; m < DEAL_METRICS; m++)
		deal->metric[m] = (struct jrt_metric){
			.name = JB_TEXT("figure"), .type = type[m], .source = JRT_NONE};
	deal->step[0] = (struct jrt_charge_step){INT32_MIN, EUR(250000)};
	deal->terms[0] = (struct jrt_agreement_terms){.from = INT32_MIN,
						      .charges = {.kind = JRT_CHARGES_STEPS,
								  .periods = DEAL_MONTH,
								  .step = deal->step,
								  .step_count = 1},
						      .at_risk = {.periods = JRT_NONE},
						      .pool = deal->pool,
						      .payment = deal->own,
						      .no_credits_before = INT32_MIN,
						      .fee = deal->fee};
	deal->agreement =
		(struct jrt_agreement){.name = JB_TEXT("acme_2026"),
				       .currency = JB_TEXT("EUR"),
				       .decimals = 2,
				       .has_runs = true,
				       .runs = {deal_day(2026, 1, 1), deal_day(2026, 12, 31)},
				       .periods = DEAL_MONTH,
				       .settled = JRT_NONE,
				       .guarantee = deal->guarantee,
				       .terms = deal->terms,
				       .terms_count = 1,
				       .index = deal->index,
				       .trigger = deal->trigger};
	deal->plan = (struct jrt_plan){.zone = deal->zone,
				       .zone_count = 1,
				       .periods = deal->periods,
				       .periods_count = DEAL_PERIODS,
				       .scope = deal->scope,
				       .scope_count = DEAL_GUARANTEES,
				       .metric = deal->metric,
				       .metric_count = DEAL_METRICS,
				       .meter = deal->meter,
				       .criterion = deal->criterion,
				       .agreement = &deal->agreement,
				       .agreement_count = 1};
	deal->tally[0] = (struct jrt_source_tally){.has_cover = true,
						   .cover_to = deal_day(2027, 1, 1) * JRT_DAY_US};
	deal->measured = (struct jrt_measured){.source = deal->tally, .source_count = 1};
	deal->judged.verdict = deal->verdict;
	deal->input = (struct jrt_settle_input){.charge = deal->given, .recorded = deal->recorded};
}

static inline uint32_t deal_criterion(struct deal *deal, enum deal_metric metric, uint32_t periods,
				      uint32_t scope, enum jrt_comparison comparison, jb_fix bound)
{
	uint32_t c = (uint32_t)deal->plan.criterion_count++;

	deal->plan.meter_count = deal->plan.criterion_count;
	deal->meter[c] = (struct jrt_meter){
		.metric = metric, .scope = scope, .periods = periods, .mask = JRT_NONE};
	deal->threshold[c] = (struct jrt_threshold){INT32_MIN, comparison, bound, 0};
	deal->criterion[c] = (struct jrt_criterion){.meter = c,
						    .threshold = &deal->threshold[c],
						    .threshold_count = 1,
						    .missing_after = -1};
	return c;
}

/* A guarantee with an expected level, by month. */
static inline uint32_t deal_guarantee(struct deal *deal, enum deal_metric metric,
				      enum jrt_comparison comparison, jb_fix expected)
{
	static const char *const names[] = {"answer", "care",  "quality", "repair",
					    "backup", "print", "mail",	  "chat"};
	uint32_t g = (uint32_t)deal->agreement.guarantee_count++;

	deal->scope[g] = (struct jrt_scope){.kind = JRT_SCOPE_ALL, .name = jb_text_of(names[g])};
	deal->guarantee_terms[g][0] =
		(struct jrt_guarantee_terms){.from = INT32_MIN,
					     .at_risk = {.periods = JRT_NONE},
					     .payment = deal->payment[g],
					     .points = deal->points[g],
					     .bonus_unless = JRT_NONE,
					     .no_credits_before = INT32_MIN,
					     .earn_back = {.part = JB_FIX_ONE}};
	deal->guarantee[g] = (struct jrt_guarantee){
		.name = jb_text_of(names[g]),
		.expected = deal_criterion(deal, metric, DEAL_MONTH, g, comparison, expected),
		.expected_count = 1,
		.periods = DEAL_MONTH,
		.terms = deal->guarantee_terms[g],
		.terms_count = 1,
		.incident_meter = JRT_NONE};
	return g;
}

static inline void deal_minimum(struct deal *deal, uint32_t g, enum deal_metric metric,
				enum jrt_comparison comparison, jb_fix minimum)
{
	deal->guarantee[g].minimum =
		deal_criterion(deal, metric, deal->guarantee[g].periods, g, comparison, minimum);
	deal->guarantee[g].minimum_count = 1;
}

/* Of all levels of the guarantee, made so far. */
static inline void deal_every(struct deal *deal, uint32_t g, enum deal_periods periods)
{
	deal->guarantee[g].periods = periods;
	deal->meter[deal->guarantee[g].expected].periods = periods;
	if (deal->guarantee[g].minimum_count > 0)
		deal->meter[deal->guarantee[g].minimum].periods = periods;
}

static inline struct jrt_payment *deal_pay(struct deal *deal, uint32_t g,
					   struct jrt_payment payment)
{
	struct jrt_guarantee_terms *terms = &deal->guarantee_terms[g][0];
	struct jrt_payment *out = &deal->payment[g][terms->payment_count++];

	*out = payment;
	return out;
}

static inline struct jrt_sum fixed_sum(jb_fix amount)
{
	return (struct jrt_sum){JRT_BASE_FIXED, amount, 0};
}

static inline struct jrt_sum part_sum(enum jrt_money_base base, jb_fix percent)
{
	return (struct jrt_sum){base, percent, 0};
}

static inline void deal_credit_missed(struct deal *deal, uint32_t g, struct jrt_sum sum)
{
	deal_pay(deal, g, (struct jrt_payment){.sum = sum, .when = JRT_PAY_MISSED});
}

static inline struct jrt_verdict *deal_verdict(struct deal *deal, uint32_t criterion,
					       int64_t period)
{
	size_t at = deal->judged.verdict_count++;
	struct jrt_verdict *verdict = &deal->verdict[at];
	struct jrt_periods *rule = &deal->rule[deal->meter[criterion].periods];
	struct jrt_range range = jrt_period_base_range(rule, period);
	struct jb_buf label;

	jb_buf_init(&label, &deal->arena);
	jrt_period_add_label(rule, period, &label);
	*verdict = (struct jrt_verdict){.criterion = criterion,
					.label = jb_buf_text(&label),
					.from = range.from,
					.to = range.to,
					.verdict = JRT_NOT_MEASURED,
					.threshold = &deal->threshold[criterion],
					.reason = JB_TEXT("no data")};
	return verdict;
}

static inline bool deal_holds(const struct jrt_threshold *threshold, struct jb_ratio value)
{
	int order = jb_ratio_compare(value, jb_ratio_of_fix(threshold->low));

	switch (threshold->comparison) {
	case JRT_AT_LEAST: return order >= 0;
	case JRT_AT_MOST: return order <= 0;
	case JRT_ABOVE: return order > 0;
	default: return order < 0;
	}
}

/* The value of a guarantee in a period of its own (number 1: the first of 2026), at all levels. */
static inline struct jrt_verdict *deal_value(struct deal *deal, uint32_t g, int number,
					     jb_fix value)
{
	const struct jrt_guarantee *guarantee = &deal->guarantee[g];
	uint32_t level[2] = {guarantee->expected, guarantee->minimum};
	struct jrt_verdict *first = NULL;

	for (int i = 0; i < (guarantee->minimum_count > 0 ? 2 : 1); i++) {
		int64_t period = jrt_period_index_of_day(&deal->rule[guarantee->periods],
							 deal_day(2026, 1, 1)) +
				 number - 1;
		struct jrt_verdict *verdict = deal_verdict(deal, level[i], period);

		verdict->compared = jb_ratio_of_fix(value);
		verdict->verdict =
			deal_holds(verdict->threshold, verdict->compared) ? JRT_MET : JRT_MISSED;
		first = first ? first : verdict;
	}
	return first;
}

static inline int deal_by_criterion(const void *left, const void *right)
{
	const struct jrt_verdict *a = left, *b = right;

	if (a->criterion != b->criterion)
		return a->criterion < b->criterion ? -1 : 1;
	return (a->from > b->from) - (a->from < b->from);
}

static inline void deal_settle(struct deal *deal)
{
	qsort(deal->verdict, deal->judged.verdict_count, sizeof *deal->verdict, deal_by_criterion);
	if (jrt_settle(&deal->plan, &deal->measured, &deal->judged, &deal->input, &deal->arena,
		       &deal->out, &deal->why) != JB_OK)
		fail_msg("%.*s", JB_ARG(deal->why));
}

static inline const struct jrt_account *deal_account(const struct deal *deal, size_t index)
{
	assert_true(index < deal->out.account_count);
	return &deal->out.account[index];
}

static inline const struct jrt_money_line *deal_line(const struct deal *deal, size_t index)
{
	assert_true(index < deal->out.line_count);
	return &deal->out.line[index];
}

static inline void assert_money(jb_fix found, jb_fix expected)
{
	if (found != expected)
		fail_msg("found %lld, expected %lld millionths", (long long)found,
			 (long long)expected);
}

static inline void assert_words(struct jb_text text, const char *expected)
{
	if (!jb_text_is(text, expected))
		fail_msg("found \"%.*s\", expected \"%s\"", JB_ARG(text), expected);
}

#endif
