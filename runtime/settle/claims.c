/*
 * Verdicts to claims: what one guarantee came to over one of its periods, at one site where it is
 * `for each site`. Each claim belongs to the period of the agreement in which its own ends.
 */
#include <stdlib.h>

#include "settle/settle.h"
#include "time/civil.h"

struct claims {
	struct jrt_claim *at;
	size_t count, room;
};

const struct jrt_verdict *jrt_claim_level(const struct jrt_claim *claim, enum jrt_level level)
{
	return level == JRT_LEVEL_MINIMUM ? claim->minimum : claim->expected;
}

const struct jrt_verdict *jrt_claim_main(const struct jrt_claim *claim)
{
	return claim->expected ? claim->expected : claim->minimum;
}

bool jrt_claim_final(const struct jrt_claim *claim)
{
	return !(claim->expected && claim->expected->provisional) &&
	       !(claim->minimum && claim->minimum->provisional);
}

static const struct jrt_meter *meter_of(const struct jrt_deal *deal, uint32_t criterion)
{
	const struct jrt_plan *plan = deal->settling->plan;

	return &plan->meter[plan->criterion[criterion].meter];
}

const struct jrt_metric *jrt_claim_metric(const struct jrt_deal *deal,
					  const struct jrt_claim *claim)
{
	return &deal->settling->plan->metric[meter_of(deal, claim->criterion)->metric];
}

/* Criteria of which the worst counts are evidence, and cost nothing themselves. */
static size_t count_that_cost(const struct jrt_deal *deal, uint32_t first, uint32_t count)
{
	size_t cost = 0;

	for (uint32_t c = first; c < first + count; c++)
		cost += !deal->settling->plan->criterion[c].evidence;
	return cost;
}

/* The minimum of the same site; JRT_NONE. */
static uint32_t minimum_beside(const struct jrt_deal *deal, const struct jrt_guarantee *guarantee,
			       uint32_t expected)
{
	const struct jrt_plan *plan = deal->settling->plan;
	uint32_t end = guarantee->minimum + guarantee->minimum_count;

	for (uint32_t c = guarantee->minimum; guarantee->minimum_count > 0 && c < end; c++) {
		if (plan->criterion[c].evidence)
			continue;
		if (meter_of(deal, c)->scope == meter_of(deal, expected)->scope ||
		    count_that_cost(deal, guarantee->minimum, guarantee->minimum_count) == 1)
			return c;
	}
	return JRT_NONE;
}

static struct jrt_verdict_run run_of(const struct jrt_deal *deal, uint32_t criterion)
{
	if (criterion == JRT_NONE)
		return (struct jrt_verdict_run){0};
	return deal->settling->of_criterion[criterion];
}

/* The days that a verdict is about. */
static struct jrt_stretch days_of(const struct jrt_deal *deal, uint32_t criterion,
				  const struct jrt_verdict *verdict)
{
	struct jrt_periods *rule = &deal->settling->periods[meter_of(deal, criterion)->periods];
	const struct jrt_agreement *agreement = deal->agreement;

	if (rule->unit == JRT_WHOLE && agreement->has_runs)
		return (struct jrt_stretch){agreement->runs.from, agreement->runs.to};
	if (rule->unit == JRT_WHOLE) {
		int64_t day = jrt_civil_floor(deal->settling->covered_to - 1, JRT_DAY_US);

		return (struct jrt_stretch){day, day};
	}
	return (struct jrt_stretch){
		jrt_period_first_day(rule, jrt_period_index(rule, verdict->from)),
		jrt_period_last_day(rule, jrt_period_index(rule, verdict->to - 1))};
}

static struct jb_text site_of(const struct jrt_deal *deal, const struct jrt_guarantee *guarantee,
			      uint32_t criterion)
{
	bool expected = guarantee->expected_count > 0;
	uint32_t first = expected ? guarantee->expected : guarantee->minimum;
	uint32_t count = expected ? guarantee->expected_count : guarantee->minimum_count;

	if (count_that_cost(deal, first, count) < 2)
		return JB_TEXT("");
	return deal->settling->plan->scope[meter_of(deal, criterion)->scope].site;
}

static bool holds(const struct jrt_guarantee *guarantee, uint32_t criterion)
{
	return criterion - guarantee->expected < guarantee->expected_count ||
	       criterion - guarantee->minimum < guarantee->minimum_count;
}

static bool ends_in(const struct jrt_month *month, uint32_t criterion)
{
	struct jrt_deal *deal = month->deal;
	struct jrt_periods *rule = &deal->settling->periods[meter_of(deal, criterion)->periods];
	int64_t day[] = {month->days.first, month->days.last};

	for (size_t i = 0; i < 2 && rule->unit != JRT_WHOLE; i++) {
		int64_t period = jrt_period_index_of_day(rule, day[i]);
		struct jrt_stretch days = jrt_terms_within(
			deal->agreement, (struct jrt_stretch){jrt_period_first_day(rule, period),
							      jrt_period_last_day(rule, period)});

		if (days.last >= month->days.first && days.last <= month->days.last)
			return true;
	}
	return false;
}

bool jrt_claims_await(const struct jrt_month *month)
{
	struct jrt_deal *deal = month->deal;

	for (size_t i = 0; i < deal->absent.count; i++) {
		const struct jrt_agreement *agreement = deal->agreement;
		uint32_t criterion = deal->absent.at[i], g = 0;

		while (g + 1 < agreement->guarantee_count &&
		       !holds(&agreement->guarantee[g], criterion))
			g++;
		if (jrt_terms_of_guarantee(&agreement->guarantee[g], month->days.first) &&
		    ends_in(month, criterion))
			return true;
	}
	return false;
}

static void note_unmeasured(struct jrt_deal *deal, const struct jrt_guarantee *guarantee,
			    const struct jrt_verdict *verdict)
{
	if (verdict->undelivered)
		*jb_push(deal->settling->arena, &deal->absent) = verdict->criterion;
	if (deal->unmeasured.size == 0)
		deal->unmeasured =
			jb_text_printf(deal->settling->arena, "%.*s was not measured: %.*s",
				       JB_ARG(guarantee->name), JB_ARG(verdict->reason));
}

static void add_claim(struct jrt_deal *deal, const struct jrt_claim *like,
		      const struct jrt_verdict *expected, const struct jrt_verdict *minimum,
		      struct claims *out)
{
	const struct jrt_guarantee *guarantee = &deal->agreement->guarantee[like->guarantee];
	struct jrt_claim *claim = jb_push(deal->settling->arena, out);

	*claim = *like;
	claim->expected = expected;
	claim->minimum = minimum;
	claim->days = days_of(deal, like->criterion, jrt_claim_main(claim));
	claim->terms = jrt_terms_of_guarantee(guarantee, claim->days.first);
	claim->period = jrt_period_index_of_day(
		deal->periods, jrt_terms_within(deal->agreement, claim->days).last);
	claim->order = out->count - 1;
}

/* The claims of one site: verdicts of both levels, side by side in time. */
static void collect_site(struct jrt_deal *deal, uint32_t guarantee, uint32_t criterion,
			 uint32_t minimum, struct claims *out)
{
	const struct jrt_guarantee *of = &deal->agreement->guarantee[guarantee];
	struct jrt_verdict_run main = run_of(deal, criterion), other = run_of(deal, minimum);
	struct jrt_claim like = {.guarantee = guarantee,
				 .criterion = criterion,
				 .site = site_of(deal, of, criterion)};
	bool only_minimum = of->expected_count == 0;
	size_t first = out->count, at = 0;

	for (size_t i = 0; i < main.count; i++) {
		const struct jrt_verdict *verdict = &main.at[i], *beside = NULL;

		if (verdict->label.size == 0) {
			note_unmeasured(deal, of, verdict);
			continue;
		}
		while (at < other.count && other.at[at].to < verdict->to)
			at++;
		if (at < other.count && other.at[at].to == verdict->to)
			beside = &other.at[at];
		add_claim(deal, &like, only_minimum ? NULL : verdict,
			  only_minimum ? verdict : beside, out);
	}
	jrt_chain_link(deal, out->at + first, out->count - first);
}

static void collect_guarantee(struct jrt_deal *deal, uint32_t number, struct claims *out)
{
	const struct jrt_guarantee *guarantee = &deal->agreement->guarantee[number];
	const struct jrt_plan *plan = deal->settling->plan;
	bool expected = guarantee->expected_count > 0;
	uint32_t first = expected ? guarantee->expected : guarantee->minimum;
	uint32_t count = expected ? guarantee->expected_count : guarantee->minimum_count;

	for (uint32_t c = first; c < first + count; c++) {
		if (!plan->criterion[c].evidence)
			collect_site(deal, number, c,
				     expected ? minimum_beside(deal, guarantee, c) : JRT_NONE, out);
	}
}

static int by_period(const void *left, const void *right)
{
	const struct jrt_claim *a = left, *b = right;

	if (a->period != b->period)
		return a->period < b->period ? -1 : 1;
	return (a->order > b->order) - (a->order < b->order);
}

void jrt_claims_collect(struct jrt_deal *deal)
{
	struct claims claims = {0};

	for (uint32_t g = 0; g < deal->agreement->guarantee_count; g++)
		collect_guarantee(deal, g, &claims);
	if (claims.count > 1)
		qsort(claims.at, claims.count, sizeof *claims.at, by_period);
	deal->claim = claims.at;
	deal->claim_count = claims.count;
	jrt_chain_sort_due(deal);
}
