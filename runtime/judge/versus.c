/*
 * Two groups compared: `for team crowd no worse than for team core by more than 5pp`. What holds of
 * the one group's figure (data, rows, usable share) holds of the other's before they are compared.
 * Without a confidence the exact difference decides; with one the end of its interval that is worse
 * for the group: met when even that is within the margin, missed when even the better end is not.
 */
#include "judge/band.h"
#include "judge/figure.h"
#include "judge/verdict_internal.h"

static struct jb_buf sentence(struct jrt_judge *judge)
{
	struct jb_buf buf;

	jb_buf_init(&buf, judge->arena);
	return buf;
}

/* "core", "acme": whom the figure is compared with. */
static struct jb_text name_of(const struct jrt_judge *judge, uint32_t meter)
{
	const struct jrt_scope *scope = &judge->plan->scope[judge->plan->meter[meter].scope];

	return scope->site.size > 0 ? scope->site : scope->partner;
}

/* What the difference has to hold, in the direction of `better`. */
static struct jrt_threshold limit_of(const struct jrt_case *at)
{
	if (at->metric->better == JRT_BETTER_LOWER)
		return (struct jrt_threshold){.comparison = JRT_AT_MOST,
					      .low = at->criterion->margin};
	return (struct jrt_threshold){.comparison = JRT_AT_LEAST, .low = -at->criterion->margin};
}

static void add_signed(struct jb_buf *buf, const struct jrt_case *at, struct jb_ratio gap)
{
	if (gap.num >= 0)
		jb_buf_add_byte(buf, '+');
	jrt_figure_add_gap(buf, at->metric, gap);
}

static void add_signed_real(struct jb_buf *buf, const struct jrt_case *at, double gap)
{
	struct jb_ratio exact;

	if (jrt_ratio_of_double(gap, &exact))
		add_signed(buf, at, exact);
	else
		jb_buf_add_string(buf, "no bound");
}

/* "core 84.2 %, difference -6.2 pp". */
static struct jb_buf figures(struct jrt_judge *judge, const struct jrt_case *at,
			     const struct jrt_verdict *verdict)
{
	struct jb_buf buf = sentence(judge);

	jb_buf_add_text(&buf, name_of(judge, at->criterion->against));
	jb_buf_add_byte(&buf, ' ');
	jrt_figure_add_real(&buf, at->metric, verdict->other.real, 0);
	jb_buf_add_string(&buf, ", difference ");
	add_signed(&buf, at, verdict->difference);
	return buf;
}

/* Both are figures of one metric: both are approximate, or neither. */
static struct jrt_band difference_of(const struct jrt_verdict *verdict)
{
	if (!verdict->measured.band.approximate)
		return verdict->measured.band;
	return jrt_band_difference(&verdict->measured.band, &verdict->other.band);
}

static void decide_exactly(struct jrt_judge *judge, const struct jrt_case *at,
			   struct jrt_verdict *verdict)
{
	struct jrt_threshold limit = limit_of(at);
	struct jb_buf buf = figures(judge, at, verdict);
	bool over;

	verdict->verdict = jrt_threshold_holds(&limit, verdict->difference) ? JRT_MET : JRT_MISSED;
	jrt_verdict_doubt(verdict, &limit, difference_of(verdict));
	if (verdict->verdict == JRT_MISSED) {
		struct jb_ratio gap = jrt_threshold_gap(&limit, verdict->difference, &over);

		jb_buf_add_string(&buf, ": ");
		jrt_figure_add_gap(&buf, at->metric, gap);
		jb_buf_add_string(&buf, " too much");
	}
	verdict->reason = jb_buf_text(&buf);
}

static void decide_by_interval(struct jrt_judge *judge, const struct jrt_case *at,
			       struct jrt_verdict *verdict)
{
	static const char *const words[] = {
		[JRT_MET] = "lies within the margin",
		[JRT_MISSED] = "lies beyond the margin",
		[JRT_EXCUSED] = "",
		[JRT_NOT_MEASURED] = "does not decide",
	};
	struct jrt_threshold limit = limit_of(at);
	struct jb_buf buf = figures(judge, at, verdict);
	int side = jrt_threshold_side(
		&limit, (struct jrt_interval){verdict->interval_low, verdict->interval_high});

	verdict->verdict = side > 0 ? JRT_MET : side < 0 ? JRT_MISSED : JRT_NOT_MEASURED;
	jb_buf_add_string(&buf, ": its ");
	jb_buf_add_fix(&buf, (jb_i128)at->criterion->confidence * 100);
	jb_buf_add_string(&buf, " % interval, ");
	add_signed_real(&buf, at, verdict->interval_low);
	jb_buf_add_string(&buf, " to ");
	add_signed_real(&buf, at, verdict->interval_high);
	jb_buf_printf(&buf, ", %s", words[verdict->verdict]);
	verdict->reason = jb_buf_text(&buf);
}

/* Not measured, and why: the text after "core: ". */
static void undecided(struct jrt_judge *judge, const struct jrt_case *at,
		      struct jrt_verdict *verdict, struct jb_text reason)
{
	verdict->verdict = JRT_NOT_MEASURED;
	verdict->reason =
		jb_text_printf(judge->arena, "%.*s: %.*s",
			       JB_ARG(name_of(judge, at->criterion->against)), JB_ARG(reason));
}

void jrt_versus(struct jrt_judge *judge, const struct jrt_case *at, struct jrt_verdict *verdict)
{
	const struct jrt_criterion *criterion = at->criterion;
	struct jb_text lack;

	verdict->has_other = true;
	verdict->other = jrt_case_measure(judge, at, criterion->against);
	verdict->provisional |= verdict->other.provisional;
	if (jrt_verdict_lacks(judge, at, &verdict->other, &lack)) {
		undecided(judge, at, verdict, lack);
		return;
	}
	verdict->compared = jrt_verdict_value(&verdict->measured);
	if (!jb_ratio_sub(verdict->compared, jrt_verdict_value(&verdict->other),
			  &verdict->difference)) {
		undecided(judge, at, verdict,
			  JB_TEXT("the numbers are too large to compute exactly"));
		return;
	}
	if (criterion->confidence == 0) {
		decide_exactly(judge, at, verdict);
		return;
	}
	lack = jrt_verdict_estimate(judge, at, verdict);
	if (lack.size > 0) {
		verdict->verdict = JRT_NOT_MEASURED;
		verdict->reason = lack;
		return;
	}
	decide_by_interval(judge, at, verdict);
}
