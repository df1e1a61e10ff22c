/*
 * Why a line is owed, in words a contract manager understands, with figures as the report words
 * them: "78.4 %, expected at least 80 %: 1.6 pp short, 1 full step of 1 pp". Written after the
 * decision; nothing here decides.
 */
#include "judge/figure.h"
#include "settle/settle.h"

static struct jb_buf sentence(const struct jrt_deal *deal)
{
	struct jb_buf buf;

	jb_buf_init(&buf, deal->settling->arena);
	return buf;
}

/* A distance that is declared: "1 pp", "5 s". */
static void add_step(struct jb_buf *buf, const struct jrt_metric *metric, struct jb_ratio step)
{
	jb_i128 millionths = step.num * JB_FIX_ONE;

	if (metric->type == JRT_SHARE) {
		jb_buf_add_ratio(buf, (struct jb_ratio){step.num * 100, step.den}, 6);
		jb_buf_add_string(buf, " pp");
	} else if (millionths % step.den == 0 && millionths / step.den <= INT64_MAX) {
		jrt_figure_add_exact(buf, metric, (jb_fix)(millionths / step.den));
	} else {
		jrt_figure_add_gap(buf, metric, step);
	}
}

static void add_bound(struct jb_buf *buf, const struct jrt_metric *metric, jb_fix bound)
{
	if (metric)
		jrt_figure_add_exact(buf, metric, bound);
	else
		jb_buf_add_fix(buf, bound);
}

void jrt_because_add_bounds(struct jb_buf *buf, const struct jrt_metric *metric,
			    const struct jrt_bounds *bounds)
{
	if (bounds->has_low && bounds->has_high && bounds->low_in && bounds->high_in) {
		add_bound(buf, metric, bounds->low);
		if (bounds->low == bounds->high)
			return;
		jb_buf_add_string(buf, " to ");
		add_bound(buf, metric, bounds->high);
		return;
	}
	if (bounds->has_low) {
		jb_buf_add_string(buf, bounds->low_in ? "at least " : "above ");
		add_bound(buf, metric, bounds->low);
	}
	if (bounds->has_low && bounds->has_high)
		jb_buf_add_string(buf, " and ");
	if (bounds->has_high) {
		jb_buf_add_string(buf, bounds->high_in ? "at most " : "below ");
		add_bound(buf, metric, bounds->high);
	}
}

static const char *word_of(enum jrt_level level)
{
	return level == JRT_LEVEL_MINIMUM ? "minimum" : "expected";
}

/* The value that was held against level or range, with as many decimals as tell them apart. */
static void add_value(struct jb_buf *buf, const struct jrt_metric *metric,
		      const struct jrt_verdict *verdict)
{
	if (verdict->compared.den > 0 && verdict->threshold)
		jrt_figure_add(buf, metric, verdict->compared,
			       jrt_figure_detail(metric, verdict->compared, verdict->threshold));
	else
		jb_buf_add_text(buf, verdict->reason);
}

static void add_level(struct jb_buf *buf, const struct jrt_metric *metric,
		      const struct jrt_claim *claim, enum jrt_level level)
{
	const struct jrt_verdict *verdict = jrt_claim_level(claim, level);

	if (verdict == NULL)
		return;
	add_value(buf, metric, verdict);
	if (verdict->threshold == NULL)
		return;
	jb_buf_printf(buf, ", %s ", word_of(level));
	jrt_figure_add_threshold(buf, metric, verdict->threshold);
}

/* The first decimals at which the value shows on its side of both ends. */
static void add_range(struct jb_buf *buf, const struct jrt_metric *metric,
		      const struct jrt_claim *claim, const struct jrt_bounds *range)
{
	const struct jrt_verdict *verdict = jrt_claim_main(claim);
	struct jrt_threshold ends = {.comparison = range->has_low && range->has_high ? JRT_WITHIN
										     : JRT_AT_LEAST,
				     .low = range->has_low ? range->low : range->high,
				     .high = range->high};

	if (verdict->compared.den <= 0 && claim->minimum)
		verdict = claim->minimum;
	jrt_figure_add(buf, metric, verdict->compared,
		       jrt_figure_detail(metric, verdict->compared, &ends));
	jb_buf_add_string(buf, range->has_low && range->has_high ? " lies in " : " is ");
	jrt_because_add_bounds(buf, metric, range);
}

static void add_count(struct jb_buf *buf, const struct jrt_owed *steps, bool full)
{
	bool one = jb_ratio_compare(steps->count, (struct jb_ratio){1, 1}) == 0;

	if (full)
		jb_buf_add_i128(buf, steps->count.num / steps->count.den);
	else
		jb_buf_add_ratio(buf, steps->count, 4);
	jb_buf_printf(buf, full ? " full step%s of " : " step%s of ", one ? "" : "s");
}

static void add_distance(struct jb_buf *buf, const struct jrt_metric *metric,
			 const struct jrt_payment *payment, const struct jrt_owed *steps)
{
	jrt_figure_add_gap(buf, metric, steps->distance);
	if (payment->distance == JRT_DISTANCE_SHORT)
		jb_buf_add_string(buf, steps->over ? " too much, " : " short, ");
	else
		jb_buf_add_string(buf, " better, ");
	add_count(buf, steps, payment->full);
	add_step(buf, metric, steps->step);
}

struct jb_text jrt_because_claim(const struct jrt_deal *deal, const struct jrt_claim *claim,
				 const struct jrt_payment *payment, const struct jrt_owed *steps)
{
	const struct jrt_metric *metric = jrt_claim_metric(deal, claim);
	bool by_step = payment->distance != JRT_DISTANCE_NONE;
	struct jb_buf buf = sentence(deal);

	if (payment->when == JRT_PAY_IN)
		add_range(&buf, metric, claim, &payment->range);
	else
		add_level(&buf, metric, claim, by_step ? payment->distance_level : payment->level);
	if (by_step && !steps->too_large) {
		jb_buf_add_string(&buf, ": ");
		add_distance(&buf, metric, payment, steps);
	}
	return jb_buf_text(&buf);
}

struct jb_text jrt_because_points(const struct jrt_deal *deal, const struct jrt_payment *payment,
				  uint32_t points)
{
	struct jb_buf buf = sentence(deal);

	jrt_figure_add_count(&buf, points);
	jb_buf_add_string(&buf, points == 1 ? " point" : " points");
	if (payment->when != JRT_PAY_POINTS)
		return jb_buf_text(&buf);
	jb_buf_add_string(&buf, points == 1 ? " is " : " are ");
	jrt_because_add_bounds(&buf, NULL, &payment->range);
	return jb_buf_text(&buf);
}
