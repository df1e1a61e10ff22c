/*
 * The value of a metric over groups: each group gets its value by the metric's formula; the worst
 * of them is the value, or the share of them that meets a threshold. A group without a value, or
 * of which too little is known, is left out and counted.
 */
#include "judge/band.h"
#include "judge/figure.h"
#include "judge/value_internal.h"

/* What has been seen of the groups so far. */
struct tally {
	uint64_t valued, left_out, meeting;
	uint64_t surely, maybe; /* of those with a value: that meet it for certain, that may */
	struct jrt_band band;	/* of the worst, whichever it is */
	struct jrt_term worst;
	struct jrt_standing_values standing;
};

/* The cell as it would be if only this group had had rows. */
static struct jrt_cell group_cell(const struct jrt_cell *cell, struct jrt_part_state *part,
				  size_t parts, size_t group)
{
	struct jrt_cell out = *cell;

	for (size_t p = 0; p < parts; p++)
		part[p] = cell->part[p].group[group].state;
	out.part = part;
	return out;
}

static bool enough(const struct jrt_grouping *grouping, const struct jrt_term *term)
{
	jb_i128 all = (jb_i128)term->n + (jb_i128)term->unusable;

	if (!term->measured || term->n < grouping->counted_at_least)
		return false;
	return grouping->usable_at_least < 0 ||
	       (jb_i128)term->n * JB_FIX_ONE >= (jb_i128)grouping->usable_at_least * all;
}

static int compare(const struct jrt_term *a, const struct jrt_term *b)
{
	if (a->exact && b->exact)
		return jb_ratio_compare(a->value, b->value);
	return (a->real > b->real) - (a->real < b->real);
}

/* Groups come in the order of their keys, and only a worse one takes the place: of equals the first
 * stays. */
static bool is_worse(const struct jrt_metric *metric, const struct jrt_term *term,
		     const struct jrt_term *so_far)
{
	int order = compare(term, so_far);

	return metric->better == JRT_BETTER_LOWER ? order > 0 : order < 0;
}

static bool meets(const struct jrt_grouping *grouping, const struct jrt_term *term)
{
	struct jb_ratio value = term->value;

	if (!term->exact && !jrt_ratio_of_double(term->real, &value))
		return false;
	return jrt_threshold_holds(grouping->meets, value);
}

static void add_standing(struct jrt_judge *judge, const struct jrt_grouping *grouping,
			 struct jb_text key, const struct jrt_term *term,
			 struct jrt_standing_values *values)
{
	*jb_push(judge->arena, values) = term->real;
	if (!jb_text_equal(key, grouping->of))
		return;
	values->found = true;
	values->own = *term;
}

/* What approximate values leave open: how many meet the threshold, which one is the worst. */
static void add_band(const struct jrt_metric *metric, const struct jrt_term *term,
		     struct tally *tally)
{
	const struct jrt_grouping *grouping = &metric->grouping;

	if (!term->band.approximate)
		return;
	if (grouping->kind == JRT_GROUPS_SHARE) {
		tally->surely += jrt_band_within(&term->band, grouping->meets);
		tally->maybe += !jrt_band_beyond(&term->band, grouping->meets);
	}
	tally->band = tally->band.approximate ? jrt_band_worse(&tally->band, &term->band,
							       metric->better == JRT_BETTER_LOWER)
					      : term->band;
}

static void look(struct jrt_judge *judge, const struct jrt_metric *metric, struct jb_text key,
		 struct jrt_term term, struct tally *tally)
{
	const struct jrt_grouping *grouping = &metric->grouping;

	if (!enough(grouping, &term)) {
		tally->left_out++;
		return;
	}
	add_band(metric, &term, tally);
	if (grouping->kind == JRT_GROUPS_STANDING)
		add_standing(judge, grouping, key, &term, &tally->standing);
	else if (grouping->kind == JRT_GROUPS_SHARE)
		tally->meeting += meets(grouping, &term);
	else if (tally->valued == 0 || is_worse(metric, &term, &tally->worst))
		tally->worst = term, tally->worst.grouped.worst = key;
	tally->valued++;
}

static struct jrt_term none(struct jrt_judge *judge, const struct jrt_grouping *grouping,
			    const struct tally *tally)
{
	if (tally->left_out == 0)
		return jrt_term_unmeasured(JB_TEXT("no rows counted"));
	if (grouping->counted_at_least > 0)
		return jrt_term_unmeasured(jb_text_printf(
			judge->arena, "no %.*s has %llu counted", JB_ARG(grouping->what),
			(unsigned long long)grouping->counted_at_least));
	return jrt_term_unmeasured(
		jb_text_printf(judge->arena, "no %.*s has a value", JB_ARG(grouping->what)));
}

static struct jrt_term share(const struct tally *tally)
{
	struct jb_ratio num = {(jb_i128)tally->meeting, 1}, den = {(jb_i128)tally->valued, 1};
	struct jrt_term term = jrt_term_exact((struct jb_ratio){num.num, den.num}, tally->valued);

	term.has_ratio = true;
	term.num = num;
	term.den = den;
	if (tally->band.approximate)
		term.band = jrt_band_share(tally->surely, tally->maybe, tally->valued);
	return term;
}

static struct jrt_term value_of(struct jrt_judge *judge, const struct jrt_grouping *grouping,
				const struct tally *tally)
{
	if (tally->valued == 0)
		return none(judge, grouping, tally);
	if (grouping->kind == JRT_GROUPS_STANDING)
		return jrt_standing(judge, grouping, &tally->standing);
	if (grouping->kind == JRT_GROUPS_SHARE)
		return share(tally);
	struct jrt_term worst = tally->worst;
	worst.band = tally->band;
	return worst;
}

/* Unusable rows of the cell that no group has. */
static uint64_t without_key(const struct jrt_part_state *state)
{
	uint64_t in_groups = 0;

	for (size_t g = 0; g < state->group_count; g++)
		in_groups += state->group[g].state.unusable;
	return state->unusable - in_groups;
}

struct jrt_term jrt_groups_value(struct jrt_judge *judge, const struct jrt_cell *cell,
				 struct jrt_span span, size_t base)
{
	const struct jrt_metric *metric =
		&judge->plan->metric[judge->plan->meter[cell->meter].metric];
	struct jrt_part_state *part =
		JB_NEW_ARRAY(judge->arena, struct jrt_part_state, metric->part_count);
	const struct jrt_part_state *first = &cell->part[0];
	struct tally tally = {0};
	struct jrt_term out;

	for (size_t p = 0; p < metric->part_count; p++)
		if (cell->part[p].beyond > 0)
			return jrt_term_unmeasured(jb_text_printf(
				judge->arena, "there are more than %d groups", JRT_GROUPS_MAX));
	for (size_t g = 0; g < first->group_count; g++) {
		struct jrt_cell one = group_cell(cell, part, metric->part_count, g);

		look(judge, metric, first->group[g].key, jrt_formula_value(judge, &one, span, base),
		     &tally);
	}
	out = value_of(judge, &metric->grouping, &tally);
	out.not_due = first->not_due;
	out.grouped.groups = tally.valued;
	out.grouped.left_out = tally.left_out;
	out.grouped.without_key = without_key(first);
	return out;
}
