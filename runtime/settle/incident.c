/*
 * One incident, one guarantee. A miss belongs to an incident when its level would be met without
 * the incident's rows. Of the guarantees that one incident made miss in a period, one counts: the
 * dearest where the brand chooses, the cheapest where the partner does; of equals the first.
 */
#include <stdlib.h>

#include "judge/judge.h"
#include "settle/settle.h"

/* A claim that an incident explains. */
struct cause {
	struct jb_text incident;
	struct jrt_claim *claim;
};

struct causes {
	struct cause *at;
	size_t count, room;
};

static bool counts(const struct jrt_money_line *line)
{
	return line->kind == JRT_LINE_CREDIT && line->fate == JRT_LINE_COUNTS;
}

/* What of a claim's credits counts so far. */
static jb_i128 owed(const struct jrt_month *month, const struct jrt_claim *claim)
{
	const struct jrt_money_line *line = month->deal->settling->line.at + claim->line;
	jb_i128 sum = 0;

	for (size_t i = 0; i < claim->line_count; i++)
		sum += counts(&line[i]) ? line[i].amount : 0;
	return sum;
}

static bool would_be_met(const struct jrt_month *month, const struct jrt_verdict *verdict,
			 const struct jrt_without *without)
{
	const struct jrt_criterion *criterion =
		&month->deal->settling->plan->criterion[verdict->criterion];
	struct jb_ratio value = without->value, rounded;

	if (!without->known)
		return false;
	if (without->empty)
		return true;
	if (criterion->rounding != JB_ROUND_NONE &&
	    jb_ratio_round(value, jb_ratio_of_fix(criterion->rounding_step), criterion->rounding,
			   &rounded))
		value = rounded;
	return jrt_threshold_holds(verdict->threshold, value);
}

/* The incidents that explain a miss; verdicts over several periods at once are explained by
 * none. */
static void find_causes(struct jrt_month *month, struct jrt_claim *claim, struct causes *out)
{
	struct jrt_settling *settling = month->deal->settling;
	const struct jrt_guarantee *guarantee =
		&month->deal->agreement->guarantee[claim->guarantee];
	const struct jrt_verdict *verdict = jrt_claim_main(claim);
	const struct jrt_cell *total = verdict->measured.cell;
	struct jrt_cell groups;
	struct jb_text why;

	if (verdict->verdict != JRT_MISSED || !total || !total->part || !verdict->threshold ||
	    owed(month, claim) == 0 ||
	    !jrt_settle_cell(settling, guarantee->incident_meter,
			     (struct jrt_range){total->from, total->to}, &groups, &why) ||
	    groups.part == NULL)
		return;
	size_t count = groups.part[0].group_count;
	struct jrt_without *without = JB_NEW_ARRAY(settling->arena, struct jrt_without, count);
	if (!jrt_value_without_each(settling->plan, settling->arena, total, &groups, without))
		return;
	for (size_t i = 0; i < count; i++) {
		struct cause *cause;

		if (!would_be_met(month, verdict, &without[i]))
			continue;
		cause = jb_push(settling->arena, out);
		*cause = (struct cause){groups.part[0].group[i].key, claim};
	}
}

static int by_incident(const void *left, const void *right)
{
	const struct cause *a = left, *b = right;
	int order = jb_text_compare(a->incident, b->incident);

	if (order != 0)
		return order;
	return (a->claim > b->claim) - (a->claim < b->claim);
}

/* The guarantee that is chosen among those of the causes; JRT_NONE when there are not two. */
static uint32_t choose(const struct jrt_month *month, const struct cause *cause, size_t count)
{
	uint32_t chosen = JRT_NONE;
	jb_i128 best = 0;
	size_t guarantees = 0;

	for (size_t i = 0; i < count;) {
		uint32_t guarantee = cause[i].claim->guarantee;
		jb_i128 sum = 0;

		for (; i < count && cause[i].claim->guarantee == guarantee; i++)
			sum += owed(month, cause[i].claim);
		if (sum == 0)
			continue;
		if (guarantees++ == 0 ||
		    (month->terms->chooser_is_partner ? sum < best : sum > best)) {
			best = sum;
			chosen = guarantee;
		}
	}
	return guarantees > 1 ? chosen : JRT_NONE;
}

static void drop_others(struct jrt_month *month, const struct cause *cause, size_t count,
			uint32_t chosen)
{
	struct jrt_settling *settling = month->deal->settling;

	for (size_t i = 0; i < count; i++) {
		const struct jrt_claim *claim = cause[i].claim;

		if (claim->guarantee == chosen)
			continue;
		for (size_t l = claim->line; l < claim->line + claim->line_count; l++)
			if (counts(&settling->line.at[l]))
				settling->line.at[l].fate = JRT_LINE_SAME_INCIDENT;
	}
}

void jrt_incident_choose(struct jrt_month *month)
{
	struct causes causes = {0};
	size_t end;

	if (!month->terms->one_incident)
		return;
	for (size_t i = 0; i < month->claim_count; i++)
		if (month->claim[i].terms)
			find_causes(month, &month->claim[i], &causes);
	if (causes.count > 1)
		qsort(causes.at, causes.count, sizeof *causes.at, by_incident);
	for (size_t at = 0; at < causes.count; at = end) {
		for (end = at + 1; end < causes.count &&
				   jb_text_equal(causes.at[end].incident, causes.at[at].incident);)
			end++;
		uint32_t chosen = choose(month, causes.at + at, end - at);
		if (chosen != JRT_NONE)
			drop_others(month, causes.at + at, end - at, chosen);
	}
}
