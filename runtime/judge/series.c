/*
 * How a criterion's figures behave from period to period (journey/behaviour.h). It reads verdicts
 * and decides none. Left out are periods without a value that counts, provisional ones, excused
 * ones, and whole criteria whose periods overlap (rolling), are chosen days, or are the worst of
 * several sites: their neighbours are not figures of one process.
 */
#include <math.h>

#include "judge/judge.h"
#include "stats/behaviour.h"
#include "stats/chart.h"

/* The points of one criterion, with the rows behind each. */
struct points {
	struct jrt_behaviour_point *at;
	struct jrt_chart_count *rows;
	double *value;
	size_t count;
};

static const struct jrt_metric *metric_of(const struct jrt_judge *judge, uint32_t criterion)
{
	const struct jrt_plan *plan = judge->plan;

	return &plan->metric[plan->meter[plan->criterion[criterion].meter].metric];
}

static bool has_series(const struct jrt_judge *judge, uint32_t number)
{
	const struct jrt_criterion *criterion = &judge->plan->criterion[number];
	const struct jrt_periods *rule =
		&judge->periods[judge->plan->meter[criterion->meter].periods];

	return criterion->worst_count == 0 && criterion->over_count == 0 &&
	       criterion->average_over <= 1 && rule->rolling <= 1 && rule->unit != JRT_WHOLE;
}

/* Judged, or judged without a decision: the interval was too wide, the figure is there. */
static bool is_point(const struct jrt_verdict *verdict)
{
	return !verdict->provisional && verdict->measured.measured && verdict->threshold != NULL &&
	       (verdict->verdict == JRT_MET || verdict->verdict == JRT_MISSED ||
		verdict->has_interval);
}

static double real(const struct jrt_measurement *measured)
{
	return measured->exact ? jb_ratio_double(measured->value) : measured->real;
}

static struct points points_of(struct jrt_judge *judge, const struct jrt_verdict *verdict,
			       size_t first, size_t end)
{
	struct points out = {
		.at = JB_NEW_ARRAY(judge->arena, struct jrt_behaviour_point, end - first),
		.rows = JB_NEW_ARRAY(judge->arena, struct jrt_chart_count, end - first),
		.value = JB_NEW_ARRAY(judge->arena, double, end - first),
	};

	for (size_t i = first; i < end; i++) {
		const struct jrt_measurement *measured = &verdict[i].measured;

		if (!is_point(&verdict[i]))
			continue;
		out.value[out.count] = real(measured);
		out.at[out.count] =
			(struct jrt_behaviour_point){.verdict = i, .value = out.value[out.count]};
		if (measured->has_ratio && measured->den.den != 0)
			out.rows[out.count] = (struct jrt_chart_count){
				jb_ratio_double(measured->num), jb_ratio_double(measured->den)};
		out.count++;
	}
	return out;
}

/* Rows that are so, of rows that count: what is binomial where nothing else is. */
static bool is_share_of_rows(const struct jrt_metric *metric)
{
	return metric->grouping.kind == JRT_GROUPS_NONE && metric->formula_count == 1 &&
	       metric->formula[0].op == JRT_F_PART &&
	       metric->part[metric->formula[0].k].kind == JRT_PART_SHARE;
}

/* Rows a period, in the mean, of the rarer of what is so and what is not. */
static double rarer(const struct points *points)
{
	double hits = 0, misses = 0;

	for (size_t i = 0; i < points->count; i++) {
		hits += points->rows[i].x;
		misses += points->rows[i].n - points->rows[i].x;
	}
	return fmin(hits, misses) / (double)points->count;
}

static bool all_within(const struct points *points, double low, double high)
{
	for (size_t i = 0; i < points->count; i++)
		if (!(points->value[i] >= low && points->value[i] <= high))
			return false;
	return true;
}

/* Where no figure of the metric can be, limits end; one that is there shows that there is no such
 * end. A share that is computed from others may be a difference, and has none. */
static struct jrt_chart_limits reach(const struct jrt_metric *metric, const struct points *points)
{
	struct jrt_chart_limits out = {-INFINITY, INFINITY};

	if (metric->kind == JRT_KIND_RATIO && metric->type == JRT_SHARE &&
	    metric->formula_count == 1)
		out = (struct jrt_chart_limits){0, 1};
	else if (metric->kind == JRT_KIND_NET)
		out = (struct jrt_chart_limits){-100, 100};
	else if (metric->type == JRT_DURATION || metric->kind == JRT_KIND_COUNT)
		out.low = 0;
	if (!all_within(points, out.low, out.high))
		return (struct jrt_chart_limits){-INFINITY, INFINITY};
	return out;
}

static void draw_xmr(const struct points *points, struct jrt_behaviour *out)
{
	struct jrt_xmr limits;

	jrt_chart_xmr(points->value, points->count, JRT_CHART_WHEELER, false, &limits);
	out->chart = JRT_CHART_XMR;
	out->centre = limits.mean;
	out->range = limits.range;
	out->beyond = limits.beyond;
	for (size_t i = 0; i < points->count; i++) {
		points->at[i].low = limits.low;
		points->at[i].high = limits.high;
	}
}

static void draw_p(const struct points *points, struct jrt_behaviour *out)
{
	out->chart = JRT_CHART_P;
	out->centre = jrt_chart_centre(points->rows, points->count);
	for (size_t i = 0; i < points->count; i++) {
		double half = 3 * jrt_chart_p_sigma(out->centre, points->rows[i].n);

		points->at[i].low = out->centre - half;
		points->at[i].high = out->centre + half;
	}
}

/* After the marks: near a limit that no figure can reach is not near a limit. */
static void clip(const struct jrt_metric *metric, const struct points *points)
{
	struct jrt_chart_limits within = reach(metric, points);

	for (size_t i = 0; i < points->count; i++) {
		points->at[i].low = fmax(within.low, points->at[i].low);
		points->at[i].high = fmin(within.high, points->at[i].high);
	}
}

static enum jrt_sense sense_of(enum jrt_better better, int direction)
{
	if (direction == 0 || better == JRT_BETTER_UNSAID)
		return JRT_SENSE_NONE;
	return (direction > 0) == (better == JRT_BETTER_HIGHER) ? JRT_SENSE_IMPROVEMENT
								: JRT_SENSE_CONCERN;
}

static void mark(const struct jrt_metric *metric, const struct points *points,
		 struct jrt_behaviour *out)
{
	jrt_behaviour_mark(points->at, points->count, out->centre);
	for (size_t i = 0; i < points->count; i++) {
		points->at[i].sense = sense_of(metric->better, points->at[i].direction);
		out->cause_count += points->at[i].cause != JRT_CAUSE_NONE;
	}
}

/* By the limits of the latest period and its threshold. */
static enum jrt_capability capability_of(const struct jrt_behaviour_point *last,
					 const struct jrt_threshold *threshold)
{
	double low = (double)threshold->low / (double)JB_FIX_ONE;
	double high = (double)threshold->high / (double)JB_FIX_ONE;

	switch (threshold->comparison) {
	case JRT_AT_LEAST:
	case JRT_ABOVE: return jrt_behaviour_capability(last->low, last->high, low, INFINITY);
	case JRT_AT_MOST:
	case JRT_BELOW: return jrt_behaviour_capability(last->low, last->high, -INFINITY, low);
	case JRT_WITHIN: break;
	}
	return jrt_behaviour_capability(last->low, last->high, low, high);
}

static struct jrt_behaviour behaviour_of(const struct jrt_judge *judge,
					 const struct jrt_verdict *verdict, uint32_t criterion,
					 const struct points *points)
{
	const struct jrt_metric *metric = metric_of(judge, criterion);
	const struct jrt_behaviour_point *last = &points->at[points->count - 1];
	struct jrt_behaviour out = {.criterion = criterion};

	if (is_share_of_rows(metric)) {
		out.dispersion = jrt_chart_dispersion(points->rows, points->count);
		out.has_dispersion = isfinite(out.dispersion);
	}
	if (is_share_of_rows(metric) && rarer(points) < JRT_BEHAVIOUR_P_ROWS)
		draw_p(points, &out);
	else
		draw_xmr(points, &out);
	mark(metric, points, &out);
	clip(metric, points);
	out.point = points->at;
	out.point_count = points->count;
	out.capability = capability_of(last, verdict[last->verdict].threshold);
	return out;
}

void jrt_series_look(struct jrt_judge *judge, struct jrt_judged *out)
{
	JB_VEC(struct jrt_behaviour) list = {0};

	for (size_t first = 0, end; first < out->verdict_count; first = end) {
		uint32_t criterion = out->verdict[first].criterion;
		struct points points;

		for (end = first;
		     end < out->verdict_count && out->verdict[end].criterion == criterion;)
			end++;
		if (end - first < JRT_BEHAVIOUR_PERIODS || !has_series(judge, criterion))
			continue;
		points = points_of(judge, out->verdict, first, end);
		if (points.count < JRT_BEHAVIOUR_PERIODS)
			continue;
		struct jrt_behaviour found = behaviour_of(judge, out->verdict, criterion, &points);
		*jb_push(judge->arena, &list) = found;
	}
	out->behaviour = list.at;
	out->behaviour_count = list.count;
}
