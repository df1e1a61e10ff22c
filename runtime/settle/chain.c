/*
 * Neighbours in time of one guarantee at one site: whether it missed in the judged period before
 * (S28), and when its credits are earned back. Only final verdicts that judged count; excused,
 * unmeasured and provisional ones are skipped (S13).
 */
#include <stdlib.h>

#include "settle/settle.h"

static bool is_judged(const struct jrt_verdict *verdict)
{
	return verdict && !verdict->provisional &&
	       (verdict->verdict == JRT_MET || verdict->verdict == JRT_MISSED);
}

static void link_repeats(struct jrt_claim *claim, size_t count)
{
	bool missed = false;

	for (size_t i = 0; i < count; i++) {
		const struct jrt_verdict *verdict = jrt_claim_main(&claim[i]);

		claim[i].repeated = missed;
		if (is_judged(verdict))
			missed = verdict->verdict == JRT_MISSED;
	}
}

/* The judged verdicts of a level: which claims, and how many in a row from each on were met. */
struct judged {
	size_t *claim, *met_run;
	size_t count;
};

static struct judged judged_of(struct jb_arena *arena, const struct jrt_claim *claim, size_t count,
			       enum jrt_level level)
{
	struct judged out = {JB_NEW_ARRAY(arena, size_t, count),
			     JB_NEW_ARRAY(arena, size_t, count + 1), 0};

	for (size_t i = 0; i < count; i++)
		if (is_judged(jrt_claim_level(&claim[i], level)))
			out.claim[out.count++] = i;
	for (size_t j = out.count; j-- > 0;) {
		const struct jrt_verdict *verdict = jrt_claim_level(&claim[out.claim[j]], level);

		out.met_run[j] = verdict->verdict == JRT_MET ? out.met_run[j + 1] + 1 : 0;
	}
	return out;
}

static bool earns_back(const struct jrt_claim *claim, enum jrt_level level)
{
	return claim->terms && claim->terms->earn_back.given && claim->terms->earn_back.count > 0 &&
	       claim->terms->earn_back.level == level;
}

/* `credit returned when expected met in the 3 periods after it`. */
static void link_returns(struct jrt_deal *deal, struct jrt_claim *claim, size_t count,
			 enum jrt_level level)
{
	struct judged judged = judged_of(deal->settling->arena, claim, count, level);
	size_t after = 0;

	for (size_t i = 0; i < count; i++) {
		while (after < judged.count && judged.claim[after] <= i)
			after++;
		if (!earns_back(&claim[i], level))
			continue;
		size_t asked = claim[i].terms->earn_back.count;
		if (judged.met_run[after] < asked)
			continue;
		const struct jrt_claim *last = &claim[judged.claim[after + asked - 1]];
		claim[i].has_due = true;
		claim[i].due = last->period;
		claim[i].due_to = jrt_claim_main(last)->label;
	}
}

static int64_t period_at_end(const struct jrt_deal *deal, const struct jrt_verdict *verdict)
{
	const struct jrt_agreement *agreement = deal->agreement;
	int64_t period = jrt_period_index(deal->periods, verdict->to - 1);

	if (agreement->has_runs) {
		int64_t last = jrt_period_index_of_day(deal->periods, agreement->runs.to);

		return period < last ? period : last;
	}
	return period;
}

/* `credit returned when expected met over the contract year`: by the year that holds the period. */
static void link_years(struct jrt_deal *deal, struct jrt_claim *claim, size_t count)
{
	const struct jrt_settling *settling = deal->settling;
	uint32_t criterion = JRT_NONE;
	size_t at = 0;

	for (size_t i = 0; i < count; i++) {
		const struct jrt_guarantee_terms *terms = claim[i].terms;
		const struct jrt_verdict *own = jrt_claim_main(&claim[i]);

		if (!terms || !terms->earn_back.given || terms->earn_back.count > 0 ||
		    terms->earn_back.criterion >= settling->plan->criterion_count)
			continue;
		if (terms->earn_back.criterion != criterion)
			at = 0;
		criterion = terms->earn_back.criterion;
		struct jrt_verdict_run run = settling->of_criterion[criterion];
		while (at < run.count && run.at[at].to < own->to)
			at++;
		if (at >= run.count || run.at[at].from > own->from || !is_judged(&run.at[at]) ||
		    run.at[at].verdict != JRT_MET)
			continue;
		claim[i].has_due = true;
		claim[i].due = period_at_end(deal, &run.at[at]);
		claim[i].due_to = run.at[at].label;
	}
}

static bool any_earns_back(const struct jrt_claim *claim, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (claim[i].terms && claim[i].terms->earn_back.given)
			return true;
	return false;
}

void jrt_chain_link(struct jrt_deal *deal, struct jrt_claim *claim, size_t count)
{
	link_repeats(claim, count);
	if (!any_earns_back(claim, count))
		return;
	link_returns(deal, claim, count, JRT_LEVEL_EXPECTED);
	link_returns(deal, claim, count, JRT_LEVEL_MINIMUM);
	link_years(deal, claim, count);
}

static int by_due(const void *left, const void *right)
{
	const struct jrt_claim *a = *(struct jrt_claim *const *)left;
	const struct jrt_claim *b = *(struct jrt_claim *const *)right;

	if (a->due != b->due)
		return a->due < b->due ? -1 : 1;
	return (a->order > b->order) - (a->order < b->order);
}

void jrt_chain_sort_due(struct jrt_deal *deal)
{
	size_t count = 0;

	for (size_t i = 0; i < deal->claim_count; i++)
		count += deal->claim[i].has_due;
	deal->due = JB_NEW_ARRAY(deal->settling->arena, struct jrt_claim *, count);
	for (size_t i = 0; i < deal->claim_count; i++)
		if (deal->claim[i].has_due)
			deal->due[deal->due_count++] = &deal->claim[i];
	if (count > 1)
		qsort(deal->due, count, sizeof *deal->due, by_due);
}
