/*
 * Charges of a stretch of days: the sum over the charge periods that it touches, each by the share
 * of its days that lie inside (S14). So a quarter costs its three months, and a month that the
 * contract begins in costs the days that are left of it.
 */
#include "settle/settle.h"

static struct jrt_amount from_steps(const struct jrt_deal *deal, const struct jrt_charges *charges,
				    int64_t day)
{
	const struct jrt_charge_step *found = NULL;
	struct jb_ratio index;

	for (size_t i = 0; i < charges->step_count; i++)
		if (charges->step[i].from == INT32_MIN || charges->step[i].from <= day)
			found = &charges->step[i];
	if (found == NULL)
		return jrt_amount_unknown(JB_TEXT("no charges are in force yet"));
	if (!jrt_terms_index(deal->agreement, found->from, day, &index))
		return jrt_amount_too_large();
	return jrt_amount_times(jrt_amount_of(jb_ratio_of_fix(found->amount)), index);
}

static struct jb_text label_of(const struct jrt_deal *deal, const struct jrt_periods *rule,
			       int64_t period)
{
	struct jb_buf buf;

	jb_buf_init(&buf, deal->settling->arena);
	jrt_period_add_label(rule, period, &buf);
	return jb_buf_text(&buf);
}

static struct jrt_amount unknown_of(const struct jrt_deal *deal, const struct jrt_periods *rule,
				    int64_t period, struct jb_text why)
{
	struct jb_text label = label_of(deal, rule, period);

	return jrt_amount_unknown(
		jb_text_printf(deal->settling->arena, "the charges of %.*s are not known%s%.*s",
			       JB_ARG(label), why.size > 0 ? ": " : "", JB_ARG(why)));
}

static struct jrt_amount from_given(const struct jrt_deal *deal, const struct jrt_periods *rule,
				    int64_t period)
{
	const struct jrt_settling *settling = deal->settling;
	size_t index = jrt_dated_find(&settling->given, deal->number, period);

	if (index == SIZE_MAX)
		return unknown_of(deal, rule, period, JB_TEXT(""));
	return jrt_amount_of(jb_ratio_of_fix(settling->input->charge[index].amount));
}

static struct jrt_amount from_data(const struct jrt_deal *deal, const struct jrt_charges *charges,
				   const struct jrt_periods *rule, int64_t period)
{
	struct jrt_range range = jrt_period_base_range(rule, period);
	struct jrt_cell cell;
	struct jb_text why;

	if (!jrt_settle_cell(deal->settling, charges->meter, range, &cell, &why))
		return unknown_of(deal, rule, period, why);
	if (cell.part == NULL || cell.part[0].n == 0)
		return unknown_of(deal, rule, period, JB_TEXT("the data holds none"));
	return jrt_amount_of(jb_ratio_reduce((struct jb_ratio){cell.part[0].num, JB_FIX_ONE}));
}

static struct jrt_amount of_period(const struct jrt_deal *deal, const struct jrt_charges *charges,
				   const struct jrt_periods *rule, int64_t period, int64_t day)
{
	switch (charges->kind) {
	case JRT_CHARGES_STEPS: return from_steps(deal, charges, day);
	case JRT_CHARGES_GIVEN: return from_given(deal, rule, period);
	case JRT_CHARGES_DATA: return from_data(deal, charges, rule, period);
	case JRT_CHARGES_NONE: break;
	}
	return jrt_amount_unknown(JB_TEXT("the agreement says no charges"));
}

/* The part of one charge period that lies in the days. */
static struct jrt_amount part_of(const struct jrt_deal *deal, const struct jrt_charges *charges,
				 const struct jrt_periods *rule, int64_t period,
				 struct jrt_stretch days)
{
	struct jrt_stretch all = {jrt_period_first_day(rule, period),
				  jrt_period_last_day(rule, period)};
	struct jrt_stretch in = jrt_terms_within(deal->agreement, all);
	struct jrt_amount amount = of_period(deal, charges, rule, period, in.first);

	if (in.first < days.first)
		in.first = days.first;
	if (in.last > days.last)
		in.last = days.last;
	if (in.first == all.first && in.last == all.last)
		return amount;
	return jrt_amount_times(
		amount, (struct jb_ratio){in.last - in.first + 1, all.last - all.first + 1});
}

static struct jrt_amount charges_over(const struct jrt_deal *deal,
				      const struct jrt_agreement_terms *terms,
				      struct jrt_stretch days)
{
	const struct jrt_charges *charges = &terms->charges;
	const struct jrt_plan *plan = deal->settling->plan;
	const struct jrt_periods *rule = deal->periods;
	struct jrt_amount sum = jrt_amount_of((struct jb_ratio){0, 1});

	if (charges->kind == JRT_CHARGES_NONE)
		return of_period(deal, charges, rule, 0, 0);
	if (charges->periods < plan->periods_count)
		rule = &deal->settling->periods[charges->periods];
	if (rule->unit == JRT_WHOLE)
		return of_period(deal, charges, rule, 0, days.first);
	days = jrt_terms_within(deal->agreement, days);
	if (days.first > days.last)
		return sum;
	int64_t first = jrt_period_index_of_day(rule, days.first);
	int64_t last = jrt_period_index_of_day(rule, days.last);
	if (last - first >= JRT_ACCOUNTS_MAX)
		return jrt_amount_too_large();
	for (int64_t period = first; period <= last && sum.known == JRT_KNOWN; period++)
		sum = jrt_amount_add(sum, part_of(deal, charges, rule, period, days));
	return sum;
}

struct jrt_amount jrt_charges_over(const struct jrt_deal *deal,
				   const struct jrt_agreement_terms *terms, struct jrt_stretch days)
{
	struct jrt_charges_memo *memo = deal->memo;

	if (memo->terms != terms || memo->days.first != days.first || memo->days.last != days.last)
		*memo = (struct jrt_charges_memo){terms, days, charges_over(deal, terms, days)};
	return memo->amount;
}
