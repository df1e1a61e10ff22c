/*
 * `settled every quarter`: accounts summed over longer stretches. Only what is final moves money,
 * and a stretch is final when all its periods are there and are.
 */
#include "settle/settle.h"

static void begin(struct jrt_deal *deal, const struct jrt_periods *rule, int64_t index,
		  struct jrt_settled *out)
{
	struct jrt_range range = jrt_period_base_range(rule, index);
	struct jb_buf label;

	jb_buf_init(&label, deal->settling->arena);
	jrt_period_add_label(rule, index, &label);
	*out = (struct jrt_settled){.agreement = deal->number,
				    .label = jb_buf_text(&label),
				    .from = range.from,
				    .to = range.to,
				    .final = true};
}

/* Whether the agreement's periods `first` to `last` hold all days of the stretch. */
static bool is_whole(const struct jrt_deal *deal, const struct jrt_periods *rule, int64_t index,
		     int64_t first, int64_t last)
{
	struct jrt_stretch all = {jrt_period_first_day(rule, index),
				  jrt_period_last_day(rule, index)};

	all = jrt_terms_within(deal->agreement, all);
	return jrt_period_first_day(deal->periods, first) <= all.first &&
	       jrt_period_last_day(deal->periods, last) >= all.last;
}

static int64_t stretch_of(const struct jrt_deal *deal, const struct jrt_periods *rule,
			  int64_t period)
{
	struct jrt_stretch days = {jrt_period_first_day(deal->periods, period),
				   jrt_period_last_day(deal->periods, period)};

	return jrt_period_index_of_day(rule, jrt_terms_within(deal->agreement, days).last);
}

void jrt_settled_sum(struct jrt_deal *deal)
{
	struct jrt_settling *settling = deal->settling;
	uint32_t number = deal->agreement->settled;
	const struct jrt_periods *rule;

	if (number >= settling->plan->periods_count || number == deal->agreement->periods)
		return;
	rule = &settling->periods[number];
	for (int64_t period = deal->first; period <= deal->last;) {
		int64_t index = stretch_of(deal, rule, period), first = period;
		struct jrt_settled *sum = jb_push(settling->arena, &settling->settled);
		jb_i128 net = 0;

		begin(deal, rule, index, sum);
		for (; period <= deal->last && stretch_of(deal, rule, period) == index; period++) {
			const struct jrt_account *account =
				&settling->account
					 .at[deal->account + (size_t)(period - deal->first)];

			net += account->final ? account->net : 0;
			sum->final &= account->final;
		}
		sum->final &= is_whole(deal, rule, index, first, period - 1);
		if (net > INT64_MAX || net < INT64_MIN)
			sum->final = false;
		else
			sum->net = (jb_fix)net;
	}
}
