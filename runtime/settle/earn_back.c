/*
 * Earn-back: when the periods after a credit were met as the contract asks, a part of what was
 * applied of it is given back, in the period in which the last of them ended. What lapsed was never
 * applied; the same part of what still waits to be applied lapses now.
 */
#include "settle/settle.h"

/* A part of an amount, rounded half up to the smallest unit. */
static jb_fix part_of(const struct jrt_month *month, jb_fix amount, jb_fix part)
{
	struct jrt_amount exact =
		jrt_amount_times(jrt_amount_of(jb_ratio_of_fix(amount)), jb_ratio_of_fix(part));
	jb_fix out;

	return jrt_amount_round(month->deal->agreement, exact, &out) == JRT_KNOWN ? out : 0;
}

static struct jb_text reason_of(const struct jrt_month *month, const struct jrt_claim *claim)
{
	const struct jrt_earn_back *rule = &claim->terms->earn_back;
	const char *level = rule->level == JRT_LEVEL_MINIMUM ? "minimum" : "expected";
	struct jb_arena *arena = month->deal->settling->arena;
	struct jb_text label = jrt_claim_main(claim)->label;

	if (rule->count == 0)
		return jb_text_printf(arena, "%s met over %.*s: the credit of %.*s is given back",
				      level, JB_ARG(claim->due_to), JB_ARG(label));
	return jb_text_printf(arena,
			      "%s met in the %u judged period%s after %.*s, the last of them %.*s",
			      level, (unsigned)rule->count, rule->count == 1 ? "" : "s",
			      JB_ARG(label), JB_ARG(claim->due_to));
}

static jb_i128 give_back(struct jrt_month *month, const struct jrt_claim *claim)
{
	struct jrt_deal *deal = month->deal;
	struct jrt_settling *settling = deal->settling;
	jb_fix part = claim->terms->earn_back.part;
	jb_i128 applied = 0;

	for (size_t i = claim->line; i < claim->line + claim->line_count; i++) {
		size_t share = settling->aside.at[i].share;

		if (share == SIZE_MAX)
			continue;
		applied += settling->line.at[i].applied;
		jb_fix waiting = deal->share.at[share].waiting;
		jrt_carry_drop(month, share, part_of(month, waiting, part));
	}
	jb_fix sum = jrt_settle_fit(month, applied), back = part_of(month, sum, part);
	if (back == 0)
		return 0;
	struct jrt_money_line *line = jrt_settle_line(month, JRT_LINE_RETURNED);
	const struct jrt_guarantee *guarantee = &deal->agreement->guarantee[claim->guarantee];
	line->guarantee = claim->guarantee;
	line->site = claim->site;
	line->returns = jrt_claim_main(claim)->label;
	line->has_base = true;
	line->base = jb_ratio_of_fix(sum);
	if (!jb_ratio_mul(line->base, jb_ratio_of_fix(part), &line->exact))
		line->exact = jb_ratio_of_fix(back);
	line->amount = line->applied = back;
	line->because = reason_of(month, claim);
	line->place = guarantee->place;
	return back;
}

void jrt_earn_back(struct jrt_month *month)
{
	struct jrt_deal *deal = month->deal;
	jb_i128 sum = 0;

	for (; deal->due_next < deal->due_count; deal->due_next++) {
		const struct jrt_claim *claim = deal->due[deal->due_next];

		if (claim->due > month->period)
			break;
		sum += give_back(month, claim);
	}
	month->account.returned = jrt_settle_fit(month, sum);
}
