/*
 * Opening, closing and mean of what is there, from its sums by moment (struct jrt_stock): heads for
 * a rate of leaving, open cases for a rate of solving.
 */
#include "judge/value_internal.h"

static struct jrt_term too_large(void)
{
	return jrt_term_unmeasured(JB_TEXT("the numbers are too large to compute exactly"));
}

static bool add(struct jb_ratio *sum, jb_i128 number, uint64_t over)
{
	return jb_ratio_add(*sum, (struct jb_ratio){number, (jb_i128)over}, sum);
}

/* The mean over the moments from `first` up to `end`. */
static struct jb_ratio mean_of(const struct jrt_part_state *state, size_t first, size_t end)
{
	jb_i128 sum = 0;

	for (size_t i = first; i < end; i++)
		sum += state->stock[i].sum;
	return (struct jb_ratio){sum, (jb_i128)(end - first)};
}

/* The mean over the units (months) that have a moment, each taken as the mean of its own: a month
 * with daily rows weighs like one with a single row. */
static bool mean_over_units(struct jrt_periods *units, const struct jrt_part_state *state,
			    struct jb_ratio *out)
{
	struct jb_ratio sum = {0, 1};
	uint64_t count = 0;

	for (size_t i = 0; i < state->stock_count; count++) {
		int64_t unit = jrt_period_index(units, state->stock[i].time);
		size_t end = i + 1;

		while (end < state->stock_count &&
		       jrt_period_index(units, state->stock[end].time) == unit)
			end++;
		if (!jb_ratio_add(sum, mean_of(state, i, end), &sum))
			return false;
		i = end;
	}
	return jb_ratio_div(sum, (struct jb_ratio){(jb_i128)count, 1}, out);
}

static bool value_of(const struct jrt_formula_step *step, struct jrt_periods *units,
		     const struct jrt_part_state *state, struct jb_ratio *out)
{
	const size_t last = state->stock_count - 1;

	*out = (struct jb_ratio){0, 1};
	switch (step->stock) {
	case JRT_STOCK_OPENING: return add(out, state->stock[0].sum, 1);
	case JRT_STOCK_ENDS:
		return add(out, state->stock[0].sum, 2) && add(out, state->stock[last].sum, 2);
	case JRT_STOCK_MEAN: *out = mean_of(state, 0, state->stock_count); return true;
	case JRT_STOCK_MEAN_OVER: return mean_over_units(units, state, out);
	}
	return false;
}

struct jrt_term jrt_stock_value(struct jrt_judge *judge, const struct jrt_part *part,
				const struct jrt_part_state *state,
				const struct jrt_formula_step *step, const struct jrt_zone *zone)
{
	const struct jrt_period_spec spec = {.unit = step->unit, .first_month = 1, .first_day = 1};
	struct jrt_term term;
	struct jrt_periods units;
	struct jb_ratio value;
	struct jb_text why;

	if (state->stock_count == 0)
		term = jrt_term_unmeasured(JB_TEXT("no rows counted"));
	else if (jrt_period_init(&units, &spec, zone ? zone : jrt_zone_utc(), judge->arena, &why) !=
		 JB_OK)
		term = jrt_term_unmeasured(why);
	else if (!value_of(step, &units, state, &value) ||
		 !jb_ratio_mul(value, jrt_part_unit(part->type), &value))
		term = too_large();
	else
		term = jrt_term_exact(value, state->n);
	term.n = state->n;
	term.unusable = state->unusable;
	term.not_due = state->not_due;
	return term;
}
