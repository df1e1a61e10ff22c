/*
 * What may be applied of the credits that count: first of each guarantee no more than its own
 * amount at risk allows over its stretch of time, then of each pool no more than it holds. What
 * is above lapses. Each limit is shared out over the lines that it binds.
 */
#include <stdlib.h>

#include "settle/settle.h"

static void gather(struct jrt_month *month)
{
	struct jrt_deal *deal = month->deal;
	struct jrt_settling *settling = deal->settling;
	size_t claim = 0;
	jb_i128 sum = 0;

	month->share = deal->share.count;
	for (size_t i = month->line; i < settling->line.count; i++) {
		const struct jrt_money_line *line = &settling->line.at[i];

		if (line->kind != JRT_LINE_CREDIT || line->fate != JRT_LINE_COUNTS)
			continue;
		while (claim < month->claim_count &&
		       month->claim[claim].line + month->claim[claim].line_count <= i)
			claim++;
		settling->aside.at[i].share = deal->share.count;
		struct jrt_share *share = jb_push(settling->arena, &deal->share);
		share->line = i;
		share->amount = line->amount;
		if (line->guarantee != JRT_NONE)
			share->claim = &month->claim[claim];
		sum += line->amount;
	}
	month->account.credits = jrt_settle_fit(month, sum);
}

/* Shares that one limit binds. */
struct bound {
	uint32_t owner; /* guarantee or pool */
	int64_t stretch;
	size_t share;
	jb_fix limit;
};

static int by_owner(const void *left, const void *right)
{
	const struct bound *a = left, *b = right;

	if (a->owner != b->owner)
		return a->owner < b->owner ? -1 : 1;
	if (a->stretch != b->stretch)
		return a->stretch < b->stretch ? -1 : 1;
	return (a->share > b->share) - (a->share < b->share);
}

/* Leaves of the shares `count` from `bound` on no more than `room` together; what is left. */
static jb_fix bind(struct jrt_month *month, const struct bound *bound, size_t count, jb_fix room)
{
	struct jrt_deal *deal = month->deal;
	struct jb_arena *arena = deal->settling->arena;
	jb_i128 sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += deal->share.at[bound[i].share].amount;
	if (sum <= room)
		return (jb_fix)sum;
	jb_fix *weight = JB_NEW_ARRAY(arena, jb_fix, count);
	jb_fix *part = JB_NEW_ARRAY(arena, jb_fix, count);
	for (size_t i = 0; i < count; i++)
		weight[i] = deal->share.at[bound[i].share].amount;
	jrt_amount_share(arena, deal->agreement, room, weight, count, part);
	for (size_t i = 0; i < count; i++)
		deal->share.at[bound[i].share].amount = part[i];
	return room;
}

jb_fix jrt_limits_room(struct jrt_used *used, int64_t stretch, jb_fix limit)
{
	if (!used->begun || used->stretch != stretch)
		*used = (struct jrt_used){.stretch = stretch, .begun = true};
	return limit > used->used ? limit - used->used : 0;
}

/* The amount of a limit in whole smallest units; false where it is not known. */
static bool limit_of(struct jrt_month *month, struct jrt_amount amount, jb_fix *out)
{
	if (jrt_amount_round(month->deal->agreement, amount, out) == JRT_KNOWN)
		return true;
	month->account.no_amount = true;
	jrt_account_note(month,
			 amount.known == JRT_KNOWN ? jrt_amount_too_large().why : amount.why);
	return false;
}

/* At risk of a guarantee without a stretch is of its own period. */
static bool bound_by_guarantee(struct jrt_month *month, const struct jrt_share *share,
			       struct bound *out)
{
	const struct jrt_claim *claim = share->claim;
	int64_t stretch;

	if (!claim || !claim->terms->at_risk.given)
		return false;
	struct jrt_purse purse = jrt_purse_of_claim(month, claim);
	struct jrt_amount amount = jrt_sum_at_risk(&purse, &claim->terms->at_risk, &stretch);
	if (claim->terms->at_risk.periods == JRT_NONE)
		stretch = claim->days.first;
	*out = (struct bound){.owner = claim->guarantee, .stretch = stretch};
	return limit_of(month, amount, &out->limit);
}

static void limit_guarantees(struct jrt_month *month)
{
	struct jrt_deal *deal = month->deal;
	size_t shares = deal->share.count - month->share, count = 0, end;
	struct bound *bound = JB_NEW_ARRAY(deal->settling->arena, struct bound, shares);

	for (size_t i = month->share; i < deal->share.count; i++)
		if (bound_by_guarantee(month, &deal->share.at[i], &bound[count]))
			bound[count++].share = i;
	if (count > 1)
		qsort(bound, count, sizeof *bound, by_owner);
	for (size_t at = 0; at < count; at = end) {
		struct jrt_used *used = &deal->used[bound[at].owner];

		for (end = at + 1; end < count && bound[end].owner == bound[at].owner &&
				   bound[end].stretch == bound[at].stretch;)
			end++;
		jb_fix room = jrt_limits_room(used, bound[at].stretch, bound[at].limit);
		used->used += bind(month, bound + at, end - at, room);
	}
}

static void limit_pools(struct jrt_month *month)
{
	struct jrt_deal *deal = month->deal;
	size_t shares = deal->share.count - month->share, count = 0, end;
	struct bound *bound = JB_NEW_ARRAY(deal->settling->arena, struct bound, shares);
	struct jrt_purse purse = jrt_purse_of_month(month);

	for (size_t i = month->share; i < deal->share.count; i++) {
		uint32_t pool = deal->settling->aside.at[deal->share.at[i].line].pool;

		if (pool < month->terms->pool_count)
			bound[count++] = (struct bound){.owner = pool, .share = i};
	}
	if (count > 1)
		qsort(bound, count, sizeof *bound, by_owner);
	for (size_t at = 0; at < count; at = end) {
		const struct jrt_pool *pool = &month->terms->pool[bound[at].owner];
		jb_fix limit;

		for (end = at + 1; end < count && bound[end].owner == bound[at].owner;)
			end++;
		if (limit_of(month, jrt_sum_of(&purse, &pool->sum), &limit))
			bind(month, bound + at, end - at, limit);
	}
}

void jrt_limits_apply(struct jrt_month *month)
{
	struct jrt_deal *deal = month->deal;
	jb_i128 sum = 0;

	gather(month);
	if (deal->share.count > month->share) {
		limit_guarantees(month);
		limit_pools(month);
	}
	for (size_t i = month->share; i < deal->share.count; i++)
		sum += deal->share.at[i].amount;
	month->account.pooled = jrt_settle_fit(month, sum);
}
