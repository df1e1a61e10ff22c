/*
 * The cap of a period and the excess above it (S25). Excess that carries forward waits in a queue:
 * it is applied after the next period's own credits, within that period's cap, oldest first. What
 * waits knows its lines, so that each line can tell what of it was applied.
 */
#include "settle/settle.h"

static enum jrt_excess rule_of(const struct jrt_month *month)
{
	const struct jrt_agreement_terms *terms = month->terms;

	return terms->excess != JRT_EXCESS_UNSAID ? terms->excess : terms->at_risk.excess;
}

static bool carries(const struct jrt_month *month)
{
	enum jrt_excess rule = rule_of(month);

	return rule == JRT_EXCESS_CARRIES || rule == JRT_EXCESS_PAID;
}

static bool is_last(const struct jrt_month *month)
{
	const struct jrt_agreement *agreement = month->deal->agreement;

	return agreement->has_runs && month->days.last >= agreement->runs.to;
}

/* Applies `amount` of what waits of one period, shared out over its lines. */
static void take(struct jrt_month *month, struct jrt_excess_of *excess, jb_fix amount)
{
	struct jrt_deal *deal = month->deal;
	struct jb_arena *arena = deal->settling->arena;
	size_t count = excess->share_count;

	excess->waiting -= amount;
	deal->waiting -= amount;
	if (count == 0)
		return;
	jb_fix *weight = JB_NEW_ARRAY(arena, jb_fix, count);
	jb_fix *part = JB_NEW_ARRAY(arena, jb_fix, count);
	for (size_t i = 0; i < count; i++)
		weight[i] = deal->share.at[excess->share + i].waiting;
	jrt_amount_share(arena, deal->agreement, amount, weight, count, part);
	for (size_t i = 0; i < count; i++) {
		struct jrt_share *share = &deal->share.at[excess->share + i];

		share->waiting -= part[i];
		deal->settling->line.at[share->line].applied += part[i];
	}
}

/* Of what waits as much as there is room for; what was applied. */
static jb_i128 take_oldest(struct jrt_month *month, jb_i128 room)
{
	struct jrt_deal *deal = month->deal;
	jb_i128 taken = 0;

	while (deal->oldest < deal->excess.count && taken < room) {
		struct jrt_excess_of *excess = &deal->excess.at[deal->oldest];
		jb_i128 amount = excess->waiting;

		if (amount > room - taken)
			amount = room - taken;
		take(month, excess, (jb_fix)amount);
		taken += amount;
		if (excess->waiting == 0)
			deal->oldest++;
	}
	return taken;
}

/* The period's own credits up to `amount`, shared out; the rest waits. */
static void apply_own(struct jrt_month *month, jb_fix amount)
{
	struct jrt_deal *deal = month->deal;
	struct jb_arena *arena = deal->settling->arena;
	size_t count = deal->share.count - month->share;
	jb_fix *weight = JB_NEW_ARRAY(arena, jb_fix, count);
	jb_fix *part = JB_NEW_ARRAY(arena, jb_fix, count);

	for (size_t i = 0; i < count; i++)
		weight[i] = deal->share.at[month->share + i].amount;
	jrt_amount_share(arena, deal->agreement, amount, weight, count, part);
	for (size_t i = 0; i < count; i++) {
		struct jrt_share *share = &deal->share.at[month->share + i];

		deal->settling->line.at[share->line].applied = part[i];
		share->waiting = carries(month) ? share->amount - part[i] : 0;
	}
}

static void push_excess(struct jrt_month *month, size_t share, size_t count, jb_fix amount)
{
	struct jrt_deal *deal = month->deal;
	struct jrt_excess_of *excess = jb_push(deal->settling->arena, &deal->excess);

	*excess = (struct jrt_excess_of){share, count, amount};
	deal->waiting += amount;
}

/* The contract ends: what still waits is paid, or is gone. */
static void end(struct jrt_month *month)
{
	struct jrt_account *account = &month->account;
	jb_fix left = jrt_settle_fit(month, month->deal->waiting);

	if (rule_of(month) == JRT_EXCESS_PAID) {
		account->paid = left;
		take_oldest(month, month->deal->waiting);
	} else {
		account->lapsed += left;
		jrt_carry_set(month, 0);
	}
}

void jrt_carry_apply(struct jrt_month *month)
{
	struct jrt_deal *deal = month->deal;
	struct jrt_account *account = &month->account;
	size_t shares = deal->share.count - month->share;
	jb_i128 room = deal->waiting, taken;

	account->carried_in = jrt_settle_fit(month, deal->waiting);
	month->applied = account->pooled;
	if (account->has_cap && account->cap < month->applied)
		month->applied = account->cap;
	if (account->has_cap)
		room = account->cap - month->applied;
	apply_own(month, month->applied);
	taken = take_oldest(month, room);
	account->applied = jrt_settle_fit(month, month->applied + taken);
	jb_fix above = account->pooled - month->applied;
	if (above > 0 && carries(month))
		push_excess(month, month->share, shares, above);
	else
		account->lapsed += above;
	if (is_last(month))
		end(month);
	account->carried_out = jrt_settle_fit(month, deal->waiting);
}

void jrt_carry_drop(struct jrt_month *month, size_t share, jb_fix amount)
{
	struct jrt_deal *deal = month->deal;
	size_t low = deal->oldest, high = deal->excess.count;

	if (amount == 0)
		return;
	/* The last excess that begins at the share or before it. */
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (deal->excess.at[middle].share <= share)
			low = middle;
		else
			high = middle;
	}
	deal->share.at[share].waiting -= amount;
	deal->excess.at[low].waiting -= amount;
	deal->waiting -= amount;
	month->account.lapsed += amount;
	month->account.carried_out = jrt_settle_fit(month, deal->waiting);
}

/* The last lines give way first, as they would have been applied last. */
static void shrink(struct jrt_deal *deal, struct jrt_excess_of *excess, jb_fix amount)
{
	excess->waiting -= amount;
	deal->waiting -= amount;
	for (size_t i = excess->share_count; i-- > 0 && amount > 0;) {
		struct jrt_share *share = &deal->share.at[excess->share + i];
		jb_fix cut = share->waiting < amount ? share->waiting : amount;

		share->waiting -= cut;
		amount -= cut;
	}
}

void jrt_carry_set(struct jrt_month *month, jb_fix amount)
{
	struct jrt_deal *deal = month->deal;

	while (deal->waiting > amount) {
		struct jrt_excess_of *newest = &deal->excess.at[deal->excess.count - 1];
		jb_i128 drop = deal->waiting - amount;

		shrink(deal, newest, drop < newest->waiting ? (jb_fix)drop : newest->waiting);
		if (newest->waiting == 0)
			deal->excess.count--;
	}
	if (deal->oldest > deal->excess.count)
		deal->oldest = deal->excess.count;
	if (deal->waiting < amount)
		push_excess(month, deal->share.count, 0, (jb_fix)(amount - deal->waiting));
}
