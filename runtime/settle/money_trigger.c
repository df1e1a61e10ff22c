/*
 * Remedies that hang on money or points: credits owed often enough, points above so many. As with
 * verdicts (S13): of periods running, those without a judged verdict are skipped; of n of m they
 * take a place and do not count.
 */
#include "settle/settle.h"

static const struct jrt_account *account_of(const struct jrt_deal *deal, size_t index)
{
	return &deal->settling->account.at[deal->account + index];
}

static size_t count_of(const struct jrt_deal *deal)
{
	return deal->settling->account.count - deal->account;
}

static bool owes(const struct jrt_deal *deal, size_t index)
{
	const struct jrt_account *account = account_of(deal, index);

	return account->credits > 0 && !account->provisional && !account->no_amount;
}

static bool is_judged(const struct jrt_deal *deal, size_t index)
{
	const struct jrt_account *account = account_of(deal, index);

	return account->recorded ||
	       (deal->judged.at[index] && !account->provisional && !account->no_amount);
}

static size_t chain_of(const struct jrt_deal *deal, uint32_t length)
{
	uint32_t owed = 0;

	for (size_t i = 0; i < count_of(deal); i++) {
		if (owes(deal, i)) {
			if (++owed == length)
				return i;
		} else if (is_judged(deal, i)) {
			owed = 0;
		}
	}
	return count_of(deal);
}

static size_t window_of(const struct jrt_deal *deal, uint32_t length, uint32_t of)
{
	uint32_t owed = 0;

	for (size_t i = 0; i < count_of(deal); i++) {
		owed += owes(deal, i);
		if (i >= of)
			owed -= owes(deal, i - of);
		if (owed >= length)
			return i;
	}
	return count_of(deal);
}

/* The sum of points over at most `length` periods running; *highest is the greatest one. */
static size_t points_of(const struct jrt_deal *deal, const struct jrt_money_trigger *trigger,
			uint64_t *highest)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < count_of(deal); i++) {
		sum += account_of(deal, i)->points;
		if (i >= trigger->count)
			sum -= account_of(deal, i - trigger->count)->points;
		*highest = sum > *highest ? sum : *highest;
		if (jrt_bounds_hold(&trigger->range, (struct jb_ratio){(jb_i128)sum, 1})) {
			*highest = sum;
			return i;
		}
	}
	return count_of(deal);
}

static void explain_points(const struct jrt_deal *deal, const struct jrt_money_trigger *trigger,
			   uint64_t highest, struct jrt_money_trigger_result *out)
{
	struct jb_buf buf;

	jb_buf_init(&buf, deal->settling->arena);
	jb_buf_printf(&buf, "%llu points in %u periods running%s%.*s, ",
		      (unsigned long long)highest, (unsigned)trigger->count,
		      out->fired ? " by " : " at the most", JB_ARG(out->label));
	if (!out->fired)
		jb_buf_add_string(&buf, "not ");
	jrt_because_add_bounds(&buf, NULL, &trigger->range);
	out->reason = jb_buf_text(&buf);
}

static void explain_credits(const struct jrt_deal *deal, const struct jrt_money_trigger *trigger,
			    struct jrt_money_trigger_result *out)
{
	struct jb_arena *arena = deal->settling->arena;
	struct jb_text asked =
		trigger->of <= trigger->count
			? jb_text_printf(arena, "%u periods running", (unsigned)trigger->count)
			: jb_text_printf(arena, "%u of %u periods running",
					 (unsigned)trigger->count, (unsigned)trigger->of);
	size_t owed = 0;

	for (size_t i = 0; i < count_of(deal); i++)
		owed += owes(deal, i);
	out->reason =
		out->fired ? jb_text_printf(arena, "credits owed in %.*s by %.*s", JB_ARG(asked),
					    JB_ARG(out->label))
			   : jb_text_printf(arena, "credits owed in %zu of %zu periods, not %.*s",
					    owed, count_of(deal), JB_ARG(asked));
}

static void look(struct jrt_deal *deal, uint32_t number)
{
	const struct jrt_money_trigger *trigger = &deal->agreement->trigger[number];
	struct jrt_settling *settling = deal->settling;
	struct jrt_money_trigger_result *out = jb_push(settling->arena, &settling->trigger);
	uint64_t highest = 0;
	size_t at;

	if (trigger->points)
		at = points_of(deal, trigger, &highest);
	else if (trigger->of <= trigger->count)
		at = chain_of(deal, trigger->count);
	else
		at = window_of(deal, trigger->count, trigger->of);
	out->agreement = deal->number;
	out->trigger = number;
	out->fired = at < count_of(deal);
	if (out->fired)
		out->label = account_of(deal, at)->label;
	if (trigger->points)
		explain_points(deal, trigger, highest, out);
	else
		explain_credits(deal, trigger, out);
}

void jrt_money_triggers_look(struct jrt_deal *deal)
{
	for (uint32_t i = 0; i < deal->agreement->trigger_count; i++)
		look(deal, i);
}
