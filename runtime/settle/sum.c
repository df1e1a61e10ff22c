/*
 * What a sum of money says comes to: a fixed amount, or a percentage of charges, of the amount at
 * risk, of a pool, of a weight. Exact; what depends on charges that are not known has no amount.
 */
#include "settle/settle.h"

/* Weight of a pool of at risk of charges: a sum that needs more refers to itself. */
#define SUM_DEPTH 6

static struct jrt_amount sum_at(const struct jrt_purse *purse, const struct jrt_sum *sum,
				unsigned depth);

struct jrt_purse jrt_purse_of_month(const struct jrt_month *month)
{
	return (struct jrt_purse){
		.month = month, .days = month->days, .periods = month->deal->periods};
}

struct jrt_purse jrt_purse_of_claim(const struct jrt_month *month, const struct jrt_claim *claim)
{
	const struct jrt_settling *settling = month->deal->settling;
	const struct jrt_plan *plan = settling->plan;
	uint32_t rule = plan->meter[plan->criterion[claim->criterion].meter].periods;

	return (struct jrt_purse){.month = month,
				  .terms = claim->terms,
				  .days = claim->days,
				  .periods = &settling->periods[rule]};
}

/* The stretch that an amount at risk is of, as days: its own, or the purse's. */
static struct jrt_purse stretch_of(const struct jrt_purse *purse, const struct jrt_at_risk *risk,
				   int64_t *number)
{
	const struct jrt_settling *settling = purse->month->deal->settling;
	struct jrt_purse out = *purse;

	*number = purse->month->period;
	if (risk->periods >= settling->plan->periods_count)
		return out;
	out.periods = &settling->periods[risk->periods];
	if (out.periods->unit == JRT_WHOLE) {
		*number = 0;
		return out;
	}
	*number = jrt_period_index_of_day(out.periods, purse->days.last);
	out.days = jrt_terms_within(purse->month->deal->agreement,
				    jrt_stretch_of(out.periods, purse->days.last));
	return out;
}

static struct jrt_amount at_risk(const struct jrt_purse *purse, const struct jrt_at_risk *risk,
				 unsigned depth)
{
	int64_t number;

	if (!risk->given)
		return jrt_amount_unknown(JB_TEXT("no amount at risk is said"));
	struct jrt_purse stretch = stretch_of(purse, risk, &number);
	return sum_at(&stretch, &risk->sum, depth);
}

static struct jrt_amount next_charges(const struct jrt_purse *purse)
{
	const struct jrt_deal *deal = purse->month->deal;
	const struct jrt_agreement *agreement = deal->agreement;
	const struct jrt_agreement_terms *terms = purse->month->terms;
	int64_t day = purse->days.last + 1;

	if (agreement->has_runs && day > agreement->runs.to) {
		if (terms->charges.last_uses_same)
			return jrt_charges_over(deal, terms, purse->days);
		return jrt_amount_unknown(JB_TEXT("the contract's last period has no next one"));
	}
	if (purse->periods->unit == JRT_WHOLE)
		return jrt_amount_unknown(JB_TEXT("there is no next period"));
	return jrt_charges_over(deal, jrt_terms_on(agreement, day),
				jrt_stretch_of(purse->periods, day));
}

static struct jrt_amount fixed(const struct jrt_purse *purse, jb_fix amount)
{
	struct jb_ratio index;

	if (!jrt_terms_index(purse->month->deal->agreement, INT32_MIN, purse->days.first, &index))
		return jrt_amount_too_large();
	return jrt_amount_times(jrt_amount_of(jb_ratio_of_fix(amount)), index);
}

static struct jrt_amount base_of(const struct jrt_purse *purse, const struct jrt_sum *sum,
				 unsigned depth)
{
	const struct jrt_month *month = purse->month;
	const struct jrt_agreement_terms *terms = month->terms;
	struct jrt_purse whole = jrt_purse_of_month(month);

	switch (sum->base) {
	case JRT_BASE_CHARGES: return jrt_charges_over(month->deal, terms, purse->days);
	case JRT_BASE_CHARGES_NEXT: return next_charges(purse);
	case JRT_BASE_RISK: return at_risk(&whole, &terms->at_risk, depth);
	case JRT_BASE_RISK_HERE:
		return at_risk(purse, purse->terms ? &purse->terms->at_risk : &terms->at_risk,
			       depth);
	case JRT_BASE_POOL:
		if (sum->pool < terms->pool_count)
			return sum_at(&whole, &terms->pool[sum->pool].sum, depth);
		return jrt_amount_unknown(JB_TEXT("its pool is not in force"));
	case JRT_BASE_WEIGHT:
		if (purse->terms && purse->terms->has_weight)
			return sum_at(purse, &purse->terms->weight, depth);
		return jrt_amount_unknown(JB_TEXT("no weight is said"));
	case JRT_BASE_FIXED: break;
	}
	return jrt_amount_unknown(JB_TEXT("a percentage of nothing"));
}

static struct jrt_amount sum_at(const struct jrt_purse *purse, const struct jrt_sum *sum,
				unsigned depth)
{
	if (sum->base == JRT_BASE_FIXED)
		return fixed(purse, sum->amount);
	if (depth >= SUM_DEPTH)
		return jrt_amount_unknown(JB_TEXT("the amount is a part of itself"));
	struct jrt_amount base = base_of(purse, sum, depth + 1);
	struct jrt_amount out = jrt_amount_times(base, jb_ratio_of_fix(sum->amount));
	out.has_base = base.known == JRT_KNOWN;
	out.base = base.value;
	return out;
}

struct jrt_amount jrt_sum_of(const struct jrt_purse *purse, const struct jrt_sum *sum)
{
	return sum_at(purse, sum, 0);
}

struct jrt_amount jrt_sum_at_risk(const struct jrt_purse *purse, const struct jrt_at_risk *risk,
				  int64_t *stretch)
{
	struct jrt_purse over = stretch_of(purse, risk, stretch);

	return sum_at(&over, &risk->sum, 0);
}
