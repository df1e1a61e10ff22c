/*
 * What a value would be without some of its rows: the state of a cell less the state of each of
 * its groups, and the value of that. For counts, sums, shares, means, net scores and histograms;
 * a maximum or a last value cannot be taken back.
 */
#include "judge/value_internal.h"

static bool is_plain(const struct jrt_metric *metric)
{
	for (size_t i = 0; i < metric->formula_count; i++)
		if (metric->formula[i].op == JRT_F_METRIC)
			return false;
	return metric->grouping.kind == JRT_GROUPS_NONE && metric->formula_count > 0;
}

static struct jrt_judge judge_of(const struct jrt_plan *plan, struct jb_arena *arena,
				 const struct jrt_metric *metric)
{
	return (struct jrt_judge){
		.plan = plan,
		.arena = arena,
		.stack = JB_NEW_ARRAY(arena, struct jrt_term, metric->formula_count + 1)};
}

static bool value_of(struct jrt_judge *judge, const struct jrt_cell *cell, struct jb_ratio *value)
{
	struct jrt_span span = {cell->period, cell->period};
	struct jrt_term term = jrt_formula_value(judge, cell, span, 0);

	*value = term.value;
	return term.measured && term.exact;
}

bool jrt_value_of_cell(const struct jrt_plan *plan, struct jb_arena *arena,
		       const struct jrt_cell *cell, struct jb_ratio *value)
{
	const struct jrt_metric *metric = &plan->metric[plan->meter[cell->meter].metric];

	if (!is_plain(metric) || cell->part == NULL)
		return false;
	struct jrt_judge judge = judge_of(plan, arena, metric);
	return value_of(&judge, cell, value);
}

/* The histogram less another that is a part of it. */
static bool subtract_values(struct jb_arena *arena, const struct jrt_part_state *all,
			    const struct jrt_part_state *some, struct jrt_part_state *out)
{
	size_t at = 0;

	out->value = JB_NEW_ARRAY(arena, struct jrt_value_count, all->value_count);
	out->value_count = 0;
	for (size_t i = 0; i < all->value_count; i++) {
		struct jrt_value_count left = all->value[i];

		if (at < some->value_count && some->value[at].value == left.value) {
			if (some->value[at].count > left.count)
				return false;
			left.count -= some->value[at++].count;
		}
		if (left.count > 0)
			out->value[out->value_count++] = left;
	}
	return at == some->value_count;
}

static bool subtract(struct jb_arena *arena, const struct jrt_part_state *all,
		     const struct jrt_part_state *some, struct jrt_part_state *out)
{
	*out = *all;
	if (some->kind != all->kind || some->n > all->n || some->unusable > all->unusable)
		return false;
	out->n -= some->n;
	out->unusable -= some->unusable;
	out->not_due -= some->not_due < all->not_due ? some->not_due : all->not_due;
	switch (all->kind) {
	case JRT_PART_COUNT:
	case JRT_PART_SUM:
	case JRT_PART_SHARE:
	case JRT_PART_SUM_SHARE:
	case JRT_PART_MEAN:
	case JRT_PART_NET:
		out->num -= some->num;
		out->den -= some->den;
		out->positive -= some->positive;
		out->negative -= some->negative;
		return true;
	case JRT_PART_VALUES: return subtract_values(arena, all, some, out);
	default: return false;
	}
}

static bool fits(const struct jrt_plan *plan, const struct jrt_metric *metric,
		 const struct jrt_cell *total, const struct jrt_cell *groups)
{
	const struct jrt_metric *of = &plan->metric[plan->meter[groups->meter].metric];

	if (!is_plain(metric) || metric->part_count == 0 || of->part_count != metric->part_count ||
	    total->part == NULL || groups->part == NULL)
		return false;
	for (size_t p = 0; p < metric->part_count; p++)
		if (groups->part[p].beyond > 0 ||
		    groups->part[p].group_count != groups->part[0].group_count ||
		    total->part[p].value_count >
			    JRT_WITHOUT_MAX / (groups->part[p].group_count + 1))
			return false;
	return true;
}

bool jrt_value_without_each(const struct jrt_plan *plan, struct jb_arena *arena,
			    const struct jrt_cell *total, const struct jrt_cell *groups,
			    struct jrt_without *out)
{
	const struct jrt_metric *metric = &plan->metric[plan->meter[total->meter].metric];

	if (!fits(plan, metric, total, groups))
		return false;
	struct jrt_judge judge = judge_of(plan, arena, metric);
	struct jrt_cell rest = *total;
	rest.part = JB_NEW_ARRAY(arena, struct jrt_part_state, metric->part_count);
	for (size_t g = 0; g < groups->part[0].group_count; g++) {
		bool whole = true, empty = true;

		for (size_t p = 0; p < metric->part_count && whole; p++) {
			whole = subtract(arena, &total->part[p], &groups->part[p].group[g].state,
					 &rest.part[p]);
			empty &= rest.part[p].n == 0;
		}
		out[g] = (struct jrt_without){.known = whole, .empty = whole && empty};
		if (whole && !empty)
			out[g].known = value_of(&judge, &rest, &out[g].value);
	}
	return true;
}
