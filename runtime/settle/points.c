/*
 * Points of a period: of each claim the greatest that holds, doubled where its guarantee missed in
 * the judged period before (S28). Doubling does not stack: it looks at verdicts, not at points.
 */
#include "settle/settle.h"

static uint32_t greatest(const struct jrt_claim *claim)
{
	const struct jrt_guarantee_terms *terms = claim->terms;
	uint32_t points = 0;

	for (size_t i = 0; i < terms->points_count; i++) {
		const struct jrt_points *rule = &terms->points[i];

		if (rule->points > points &&
		    jrt_when_holds(claim, rule->when, rule->level, &rule->range))
			points = rule->points;
	}
	return points;
}

static uint32_t add(uint32_t a, uint32_t b)
{
	return a > UINT32_MAX - b ? UINT32_MAX : a + b;
}

void jrt_points_count(struct jrt_month *month)
{
	struct jrt_settling *settling = month->deal->settling;

	for (size_t i = 0; i < month->claim_count; i++) {
		const struct jrt_claim *claim = &month->claim[i];
		uint32_t points;

		if (!claim->terms || !jrt_claim_final(claim) || (points = greatest(claim)) == 0)
			continue;
		struct jrt_points_line *line = jb_push(settling->arena, &settling->points);
		*line = (struct jrt_points_line){.agreement = month->deal->number,
						 .guarantee = claim->guarantee,
						 .label = jrt_claim_main(claim)->label,
						 .site = claim->site,
						 .points = points,
						 .counts = claim->days.first >=
							   claim->terms->no_credits_before};
		line->doubled = claim->terms->points_double && claim->repeated;
		if (line->doubled)
			line->points = add(points, points);
		if (line->counts)
			month->account.points = add(month->account.points, line->points);
	}
}
