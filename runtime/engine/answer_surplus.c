/*
 * Rows above an agreed volume in an answer: in each period there are as many as the forecast, which
 * was measured before, leaves over. What was not forecast is told.
 */
#include <stdlib.h>

#include "engine/answer_sums.h"

/* Rows of one group that a rule counts. */
struct limited {
	int64_t period;
	uint64_t rows, surplus;
	uint32_t row; /* of the answer */
};

static int by_period(const void *a, const void *b)
{
	const struct limited *x = a, *y = b;

	return x->period != y->period ? (x->period > y->period) - (x->period < y->period)
				      : (x->row > y->row) - (x->row < y->row);
}

static uint32_t bit_of(const struct jrt_query *query, uint32_t mask, uint32_t surplus)
{
	for (uint32_t i = 0; i < query->bit_count; i++)
		if (surplus ? query->bit[i].surplus == surplus : query->bit[i].mask == mask)
			return i;
	return JRT_NONE;
}

/* The groups of accepted rows that the rule counts, by period. */
static struct limited *rows_of(const struct jrt_sums *s, uint32_t number, uint32_t mask,
			       uint32_t surplus, size_t *count)
{
	const struct jrt_answer *answer = &s->answers->answer[number];
	struct limited *limited =
		JB_NEW_ARRAY(s->answers->arena, struct limited, answer->group.count);

	*count = 0;
	for (size_t g = 0; g < answer->group.count; g++) {
		const struct jrt_answer_group *group = &answer->group.at[g];
		const bool is_surplus = jrt_answer_bit(group->bits, surplus);
		const bool counts = mask == JRT_NONE || jrt_answer_bit(group->bits, mask);

		if (group->fate == JRT_FATE_ACCEPTED && (counts || is_surplus))
			limited[(*count)++] =
				(struct limited){group->period, counts ? group->rows : 0,
						 is_surplus ? group->rows : 0, group->row};
	}
	if (*count)
		qsort(limited, *count, sizeof *limited, by_period);
	return limited;
}

/* Whether an earlier answer of the source has told what was not forecast. */
static bool is_told(const struct jrt_sums *s, uint32_t number, uint32_t surplus)
{
	const struct jrt_query *query = s->answers->queries->query;

	for (uint32_t q = 0; q < number; q++)
		if (query[q].source == query[number].source && !query[q].values &&
		    bit_of(&query[q], JRT_NONE, surplus) != JRT_NONE)
			return true;
	return false;
}

static enum jb_status check_rule(const struct jrt_sums *s, uint32_t number, uint32_t surplus,
				 const struct jrt_surplus *rule)
{
	const struct jrt_query *query = &s->answers->queries->query[number];
	const uint32_t mask = rule->mask == JRT_NONE ? JRT_NONE : bit_of(query, rule->mask, 0);
	bool told = is_told(s, number, query->bit[surplus].surplus);
	size_t count;
	struct limited *limited = rows_of(s, number, mask, surplus, &count);

	for (size_t i = 0, next; i < count; i = next) {
		uint64_t rows = 0, too_many = 0, most = 0;
		bool agreed;

		for (next = i; next < count && limited[next].period == limited[i].period; next++) {
			rows += limited[next].rows;
			too_many += limited[next].surplus;
		}
		agreed = jrt_elsewhere_agreed(s->feed, rule, limited[i].period, !told, &most);
		told |= !agreed;
		if (too_many != (agreed && rows > most ? rows - most : 0))
			return jrt_sums_wrong(s, number, limited[i].row,
					      "other rows are above the agreed volume than the "
					      "forecast leaves over");
	}
	return JB_OK;
}

enum jb_status jrt_sums_check_surplus(const struct jrt_sums *s, uint32_t number)
{
	const struct jrt_query *query = &s->answers->queries->query[number];
	const struct jrt_source *source = &s->answers->plan->source[query->source];
	enum jb_status status = JB_OK;

	for (uint32_t i = 0; i < query->bit_count && status == JB_OK; i++)
		if (query->bit[i].surplus)
			status = check_rule(s, number, i,
					    &source->surplus[query->bit[i].surplus - 1]);
	return status;
}
