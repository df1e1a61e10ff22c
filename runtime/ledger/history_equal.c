/*
 * Are two states the same numbers? All that a state holds is compared, so that a change in what is
 * left out or not due is a change too.
 */
#include <string.h>

#include "ledger/history.h"

static bool same_values(const struct jrt_part_state *a, const struct jrt_part_state *b)
{
	if (a->value_count != b->value_count || a->text_count != b->text_count ||
	    a->stock_count != b->stock_count)
		return false;
	for (size_t i = 0; i < a->stock_count; i++)
		if (a->stock[i].time != b->stock[i].time || a->stock[i].sum != b->stock[i].sum)
			return false;
	for (size_t i = 0; i < a->value_count; i++)
		if (a->value[i].value != b->value[i].value ||
		    a->value[i].count != b->value[i].count)
			return false;
	for (size_t i = 0; i < a->text_count; i++)
		if (!jb_text_equal(a->text[i], b->text[i]))
			return false;
	return true;
}

static bool same_numbers(const struct jrt_part_state *a, const struct jrt_part_state *b)
{
	return a->kind == b->kind && a->n == b->n && a->unusable == b->unusable &&
	       a->not_due == b->not_due && a->left_out == b->left_out && a->num == b->num &&
	       a->den == b->den && a->positive == b->positive && a->negative == b->negative &&
	       memcmp(&a->squares, &b->squares, sizeof a->squares) == 0 &&
	       (a->kind != JRT_PART_LAST || a->last_time == b->last_time) && a->beyond == b->beyond;
}

bool jrt_history_equal(const struct jrt_part_state *a, const struct jrt_part_state *b)
{
	if (!same_numbers(a, b) || !same_values(a, b) || a->group_count != b->group_count)
		return false;
	for (size_t i = 0; i < a->group_count; i++)
		if (!jb_text_equal(a->group[i].key, b->group[i].key) ||
		    !jrt_history_equal(&a->group[i].state, &b->group[i].state))
			return false;
	return true;
}

bool jrt_history_same(const struct jrt_plan *plan, const struct jrt_cell *a,
		      const struct jrt_cell *b)
{
	size_t parts = plan->metric[plan->meter[a->meter].metric].part_count;

	if (a->coverage != b->coverage || a->provisional != b->provisional ||
	    a->over_tolerance != b->over_tolerance)
		return false;
	for (size_t p = 0; p < parts; p++)
		if (!jrt_history_equal(&a->part[p], &b->part[p]))
			return false;
	return true;
}
