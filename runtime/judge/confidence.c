/*
 * Which interval belongs to which kind of metric: Wilson for a share, the usual one for a net
 * score, order statistics for a percentile, the normal one for a mean that keeps its spread. A
 * metric with none of these cannot be judged with confidence, and says so.
 */
#include <math.h>

#include "judge/judge.h"
#include "stats/percentile.h"

static const struct jrt_metric *metric_of(const struct jrt_judge *judge, uint32_t meter)
{
	return &judge->plan->metric[judge->plan->meter[meter].metric];
}

static struct jb_text of_net(const struct jrt_part_state *state, double confidence,
			     struct jrt_interval *out)
{
	if (jrt_interval_net(state->positive, state->negative, state->n, confidence, out))
		return JB_TEXT("");
	return JB_TEXT("all answers are alike, which leaves the interval without a width");
}

static double observed(const struct jrt_part_state *state, uint64_t rank)
{
	return (double)jrt_percentile_at(state, rank) / (double)JB_FIX_ONE;
}

static struct jb_text of_percentile(const struct jrt_part_state *state, jb_fix p, double confidence,
				    struct jrt_interval *out)
{
	double share = (double)p / (double)JB_FIX_ONE;
	struct jrt_ranks ranks = jrt_interval_ranks(share, state->n, confidence);

	out->low = ranks.low == 0 ? -INFINITY : observed(state, ranks.low);
	out->high = ranks.high > state->n ? INFINITY : observed(state, ranks.high);
	return JB_TEXT("");
}

/* A mean keeps no squares; a standard deviation of the same values in the same metric does. */
static struct jb_text of_mean(const struct jrt_metric *metric, const struct jrt_cell *cell,
			      uint32_t mean, double confidence, struct jrt_interval *out)
{
	const struct jrt_part *part = &metric->part[mean];

	for (size_t i = 0; i < metric->part_count; i++) {
		const struct jrt_part_state *state = &cell->part[i];
		if (state->kind != JRT_PART_SPREAD || metric->part[i].a != part->a ||
		    metric->part[i].among != part->among || state->n < 2)
			continue;
		double n = (double)state->n, one = (double)JB_FIX_ONE;
		double squares = jb_wide_spread(&state->squares, state->num, state->n);
		double mean_value = jb_ratio_double((struct jb_ratio){state->num, JB_FIX_ONE}) / n;
		*out = jrt_interval_mean(mean_value, sqrt(squares / n / (n - 1)) / one, state->n,
					 confidence);
		return JB_TEXT("");
	}
	return JB_TEXT("a mean has a confidence interval only where its spread is measured too");
}

struct jb_text jrt_confidence(struct jrt_judge *judge, const struct jrt_measurement *measured,
			      struct jrt_span span, jb_fix confidence, struct jrt_interval *out)
{
	const struct jrt_metric *metric = metric_of(judge, measured->meter);
	struct jrt_cells cells = jrt_cells_in(judge, measured->meter, span);
	double share = (double)confidence / (double)JB_FIX_ONE;

	if (metric->grouping.kind != JRT_GROUPS_NONE)
		return JB_TEXT("a measure over groups has no confidence interval");
	if (metric->formula_count != 1 || cells.count == 0 ||
	    metric->formula[0].op > JRT_F_PERCENTILE)
		return JB_TEXT("a measure made of several has no confidence interval");
	const struct jrt_formula_step *step = &metric->formula[0];
	struct jrt_cell cell = jrt_cells_merge(judge, cells);
	const struct jrt_part_state *state = &cell.part[step->k];

	switch (state->kind) {
	case JRT_PART_SHARE:
		*out = jrt_interval_wilson((uint64_t)state->num, state->n, share);
		return JB_TEXT("");
	case JRT_PART_NET: return of_net(state, share, out);
	case JRT_PART_VALUES: return of_percentile(state, step->argument, share, out);
	case JRT_PART_MEAN: return of_mean(metric, &cell, step->k, share, out);
	default: return JB_TEXT("a measure of this kind has no confidence interval");
	}
}
