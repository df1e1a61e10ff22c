/*
 * What an earlier run settled stands: a period that is restated shows the old and the new figure,
 * and its money stays (S17), unless the contract lets it change for so many days.
 */
#include "settle/settle.h"

static bool may_change(const struct jrt_month *month)
{
	const struct jrt_agreement *agreement = month->deal->agreement;
	const struct jrt_settle_input *input = month->deal->settling->input;

	return agreement->has_restate && input->has_today &&
	       input->today - month->days.last <= agreement->restate_days;
}

static bool same_money(const struct jrt_account *a, const struct jrt_account *b)
{
	return a->net == b->net && a->applied == b->applied && a->carried_out == b->carried_out &&
	       a->bonus == b->bonus && a->returned == b->returned && a->fees == b->fees &&
	       a->paid == b->paid;
}

/* The lines tell of no more than what was applied when the period was settled. */
static void apply_to_lines(struct jrt_month *month, jb_fix applied)
{
	struct jrt_deal *deal = month->deal;
	struct jrt_settling *settling = deal->settling;
	size_t count = deal->share.count - month->share;
	jb_fix *weight = JB_NEW_ARRAY(settling->arena, jb_fix, count);
	jb_fix *part = JB_NEW_ARRAY(settling->arena, jb_fix, count);
	jb_i128 sum = 0;

	for (size_t i = 0; i < count; i++) {
		weight[i] = deal->share.at[month->share + i].amount;
		sum += weight[i];
	}
	jrt_amount_share(settling->arena, deal->agreement, sum < applied ? (jb_fix)sum : applied,
			 weight, count, part);
	for (size_t i = 0; i < count; i++)
		settling->line.at[deal->share.at[month->share + i].line].applied = part[i];
}

static void stand(struct jrt_month *month, const struct jrt_account *earlier)
{
	struct jrt_account *account = &month->account, now = *account;

	month->deal->risk.used += earlier->applied - now.applied;
	if (earlier->applied != now.applied)
		apply_to_lines(month, earlier->applied);
	jrt_carry_set(month, earlier->carried_out);
	*account = *earlier;
	account->agreement = now.agreement;
	account->period = now.period;
	account->label = now.label;
	account->from = now.from;
	account->to = now.to;
	account->has_charges = now.has_charges;
	account->charges = now.charges;
	account->provisional = account->no_amount = account->undelivered = false;
	account->incomplete = now.incomplete;
	account->reason = now.reason;
	account->final = account->recorded = true;
	account->restated = now.restated;
	account->earlier_net = earlier->net;
	account->recomputed_net = now.net;
}

void jrt_recorded_apply(struct jrt_month *month)
{
	const struct jrt_settling *settling = month->deal->settling;
	struct jrt_account *account = &month->account;
	size_t index = jrt_dated_find(&settling->recorded, month->deal->number, month->period);

	if (index == SIZE_MAX)
		return;
	const struct jrt_account *earlier = &settling->input->recorded[index].account;
	/* A period without any verdict at hand is taken as it was recorded. */
	account->restated = month->claim_count > 0 && !account->provisional &&
			    !account->no_amount && !account->undelivered &&
			    !same_money(account, earlier);
	if (account->restated && may_change(month)) {
		account->earlier_net = earlier->net;
		account->recomputed_net = account->net;
		return;
	}
	stand(month, earlier);
}
