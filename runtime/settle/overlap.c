/*
 * Which of the lines that a verdict owes count: where ranges overlap, the highest or all of them;
 * and what holds lines back: a ramp without credits, a bonus that hangs on another guarantee, a
 * verdict that may still change (S7).
 */
#include "settle/settle.h"

static bool counts(const struct jrt_money_line *line, enum jrt_line_kind kind)
{
	return line->kind == kind && line->fate == JRT_LINE_COUNTS;
}

/* Of equals the first as written. */
static void keep_highest(struct jrt_settling *settling, enum jrt_line_kind kind, size_t from,
			 size_t to)
{
	size_t best = JRT_NO_LINE;

	for (size_t i = from; i < to; i++) {
		struct jrt_money_line *line = &settling->line.at[i];

		if (counts(line, kind) &&
		    (best == JRT_NO_LINE || line->amount > settling->line.at[best].amount))
			best = i;
	}
	for (size_t i = from; i < to; i++)
		if (i != best && counts(&settling->line.at[i], kind))
			settling->line.at[i].fate = JRT_LINE_NOT_HIGHEST;
}

void jrt_overlap_choose(struct jrt_settling *settling, enum jrt_overlap overlap, size_t from,
			size_t to)
{
	if (overlap != JRT_OVERLAP_HIGHEST)
		return;
	keep_highest(settling, JRT_LINE_CREDIT, from, to);
	keep_highest(settling, JRT_LINE_BONUS, from, to);
}

/* Whether a criterion was met, finally, in all its periods that touch the time; *any: it has one.
 */
static bool met_in(struct jrt_verdict_run run, int64_t from, int64_t to, bool *any)
{
	size_t low = 0, high = run.count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (run.at[middle].to <= from)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < run.count && run.at[low].from < to; low++) {
		if (run.at[low].verdict != JRT_MET || run.at[low].provisional)
			return false;
		*any = true;
	}
	return true;
}

static bool guarantee_met(const struct jrt_month *month, uint32_t number, int64_t from, int64_t to)
{
	const struct jrt_settling *settling = month->deal->settling;
	const struct jrt_guarantee *guarantee = &month->deal->agreement->guarantee[number];
	bool expected = guarantee->expected_count > 0, any = false;
	uint32_t first = expected ? guarantee->expected : guarantee->minimum;
	uint32_t count = expected ? guarantee->expected_count : guarantee->minimum_count;

	for (uint32_t c = first; c < first + count; c++)
		if (!settling->plan->criterion[c].evidence &&
		    !met_in(settling->of_criterion[c], from, to, &any))
			return false;
	return any;
}

static enum jrt_line_fate held_back(const struct jrt_month *month, const struct jrt_claim *claim,
				    enum jrt_line_kind kind)
{
	const struct jrt_guarantee_terms *terms = claim->terms;
	const struct jrt_verdict *verdict = jrt_claim_main(claim);

	if (!jrt_claim_final(claim))
		return JRT_LINE_NOT_FINAL;
	if (kind == JRT_LINE_CREDIT && (claim->days.first < terms->no_credits_before ||
					claim->days.first < month->terms->no_credits_before))
		return JRT_LINE_BEFORE_START;
	if (kind == JRT_LINE_BONUS &&
	    terms->bonus_unless < month->deal->agreement->guarantee_count &&
	    !guarantee_met(month, terms->bonus_unless, verdict->from, verdict->to))
		return JRT_LINE_BONUS_WITHHELD;
	return JRT_LINE_COUNTS;
}

void jrt_overlap_hold_back(struct jrt_month *month, const struct jrt_claim *claim)
{
	struct jrt_money_line *line = month->deal->settling->line.at + claim->line;

	for (size_t i = 0; i < claim->line_count; i++)
		if (line[i].fate == JRT_LINE_COUNTS)
			line[i].fate = held_back(month, claim, line[i].kind);
}
