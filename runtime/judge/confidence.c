/*
 * Which interval belongs to which kind of metric, of one figure and of the difference between two:
 * Wilson and Newcombe for shares, the usual one for net scores, order statistics for a percentile,
 * Student and Welch for means that keep their spread, Poisson's for counts. A metric with none of
 * these cannot be judged with confidence, and says so.
 */
#include <math.h>

#include "judge/judge.h"
#include "stats/compare.h"
#include "stats/percentile.h"

/* What an interval is computed from. */
struct sample {
	const struct jrt_metric *metric;
	const struct jrt_formula_step *step;
	struct jrt_cell cell;
	const struct jrt_part *part;
	const struct jrt_part_state *state;
};

static struct jb_text sample_of(struct jrt_judge *judge, uint32_t meter, struct jrt_span span,
				struct sample *out)
{
	const struct jrt_metric *metric = &judge->plan->metric[judge->plan->meter[meter].metric];
	struct jrt_cells cells = jrt_cells_in(judge, meter, span);

	*out = (struct sample){.metric = metric, .step = metric->formula};
	if (metric->grouping.kind != JRT_GROUPS_NONE)
		return JB_TEXT("a measure over groups has no confidence interval");
	if (metric->formula_count != 1 || cells.count == 0 ||
	    metric->formula[0].op > JRT_F_PERCENTILE)
		return JB_TEXT("a measure made of several has no confidence interval");
	out->cell = jrt_cells_merge(judge, cells);
	out->part = &metric->part[out->step->k];
	out->state = &out->cell.part[out->step->k];
	return JB_TEXT("");
}

static double unit_of(const struct sample *sample)
{
	return sample->part->type == JRT_DATE ? 1 : (double)JB_FIX_ONE;
}

static void set(struct jrt_estimate *out, enum jrt_interval_method method,
		struct jrt_interval interval)
{
	out->method = method;
	out->interval = interval;
}

static void of_share(const struct jrt_part_state *state, double confidence,
		     struct jrt_estimate *out)
{
	uint64_t hits = (uint64_t)state->num;

	set(out, JRT_METHOD_WILSON, jrt_interval_wilson(hits, state->n, confidence));
	out->has_exact = true;
	out->exact = jrt_interval_exact(hits, state->n, confidence);
}

static struct jb_text of_net(const struct jrt_part_state *state, double confidence,
			     struct jrt_estimate *out)
{
	out->method = JRT_METHOD_NET;
	if (jrt_interval_net(state->positive, state->negative, state->n, confidence,
			     &out->interval))
		return JB_TEXT("");
	return JB_TEXT("all answers are alike, which leaves the interval without a width");
}

static void of_percentile(const struct sample *sample, double confidence, struct jrt_estimate *out)
{
	const struct jrt_part_state *state = sample->state;
	double p = (double)sample->step->argument / (double)JB_FIX_ONE, unit = unit_of(sample);
	struct jrt_ranks ranks = jrt_interval_ranks(p, state->n, confidence);

	out->method = JRT_METHOD_RANKS;
	out->interval.low = -INFINITY;
	out->interval.high = INFINITY;
	if (ranks.low > 0)
		out->interval.low = (double)jrt_percentile_at(state, ranks.low) / unit;
	if (ranks.high <= state->n)
		out->interval.high = (double)jrt_percentile_at(state, ranks.high) / unit;
	out->coverage = jrt_interval_coverage(ranks, p, state->n);
}

/* A mean keeps no squares; a standard deviation of the same values in the same metric does. */
static struct jb_text spread_of(const struct sample *sample, struct jrt_sample_mean *out)
{
	const struct jrt_metric *metric = sample->metric;

	for (size_t i = 0; i < metric->part_count; i++) {
		const struct jrt_part_state *state = &sample->cell.part[i];

		if (state->kind != JRT_PART_SPREAD || metric->part[i].a != sample->part->a ||
		    metric->part[i].among != sample->part->among)
			continue;
		if (state->n < 2)
			return JB_TEXT("one row has no spread, and so no confidence interval");
		double n = (double)state->n, unit = unit_of(sample);
		double squares = jb_wide_spread(&state->squares, state->num, state->n);

		out->mean = jb_ratio_double((struct jb_ratio){state->num, 1}) / unit / n;
		out->deviation = sqrt(squares / n / (n - 1)) / unit;
		out->n = state->n;
		return JB_TEXT("");
	}
	return JB_TEXT("a mean has a confidence interval only where its spread is measured too");
}

static struct jb_text of_mean(const struct sample *sample, double confidence,
			      struct jrt_estimate *out)
{
	struct jrt_sample_mean of;
	struct jb_text fault = spread_of(sample, &of);

	if (fault.size == 0)
		set(out, JRT_METHOD_STUDENT,
		    jrt_interval_mean(of.mean, of.deviation, of.n, confidence));
	return fault;
}

struct jb_text jrt_confidence(struct jrt_judge *judge, uint32_t meter, struct jrt_span span,
			      jb_fix confidence, struct jrt_estimate *out)
{
	double share = (double)confidence / (double)JB_FIX_ONE;
	struct sample sample;
	struct jb_text fault = sample_of(judge, meter, span, &sample);

	*out = (struct jrt_estimate){.method = JRT_METHOD_NONE};
	if (fault.size > 0)
		return fault;
	switch (sample.state->kind) {
	case JRT_PART_SHARE: of_share(sample.state, share, out); return JB_TEXT("");
	case JRT_PART_NET: return of_net(sample.state, share, out);
	case JRT_PART_VALUES: of_percentile(&sample, share, out); return JB_TEXT("");
	case JRT_PART_MEAN: return of_mean(&sample, share, out);
	case JRT_PART_COUNT:
		set(out, JRT_METHOD_POISSON,
		    jrt_interval_count((uint64_t)sample.state->num, share));
		return JB_TEXT("");
	default: return JB_TEXT("a measure of this kind has no confidence interval");
	}
}

/* ---- the difference of two ---- */

static struct jrt_sample rows_of(const struct jrt_part_state *state)
{
	if (state->kind == JRT_PART_NET)
		return (struct jrt_sample){state->positive, state->negative, state->n};
	return (struct jrt_sample){(uint64_t)state->num, 0, state->n};
}

static struct jb_text between_means(const struct sample *one, const struct sample *other,
				    double confidence, struct jrt_estimate *out)
{
	struct jrt_sample_mean a, b;
	struct jb_text fault = spread_of(one, &a);

	if (fault.size == 0)
		fault = spread_of(other, &b);
	if (fault.size > 0)
		return fault;
	out->method = JRT_METHOD_WELCH;
	if (jrt_compare_means(a, b, confidence, &out->interval))
		return JB_TEXT("");
	return JB_TEXT("all rows are alike, which leaves the interval without a width");
}

struct jb_text jrt_confidence_between(struct jrt_judge *judge, uint32_t meter, uint32_t other,
				      struct jrt_span span, jb_fix confidence,
				      struct jrt_estimate *out)
{
	double share = (double)confidence / (double)JB_FIX_ONE;
	struct sample a, b;
	struct jb_text fault = sample_of(judge, meter, span, &a);

	*out = (struct jrt_estimate){.method = JRT_METHOD_NONE};
	if (fault.size == 0)
		fault = sample_of(judge, other, span, &b);
	if (fault.size > 0)
		return fault;
	switch (a.state->kind) {
	case JRT_PART_SHARE:
		set(out, JRT_METHOD_NEWCOMBE,
		    jrt_compare_shares(rows_of(a.state), rows_of(b.state), share));
		return JB_TEXT("");
	case JRT_PART_NET:
		out->method = JRT_METHOD_NET_DIFFERENCE;
		if (jrt_compare_nets(rows_of(a.state), rows_of(b.state), share, &out->interval))
			return JB_TEXT("");
		return JB_TEXT("all answers are alike, which leaves the interval without a width");
	case JRT_PART_MEAN: return between_means(&a, &b, share, out);
	default: return JB_TEXT("a difference of this kind has no confidence interval");
	}
}
