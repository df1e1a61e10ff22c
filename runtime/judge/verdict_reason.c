/*
 * Why a verdict is what it is: sentences for people, with the figures that decided. They are
 * written after the decision and change nothing.
 */
#include "judge/figure.h"
#include "judge/verdict_internal.h"

static struct jb_buf sentence(struct jrt_judge *judge)
{
	struct jb_buf buf;

	jb_buf_init(&buf, judge->arena);
	return buf;
}

static void add_rounding(struct jb_buf *buf, const struct jrt_case *at,
			 const struct jrt_verdict *verdict, struct jb_ratio value)
{
	unsigned detail = jrt_figure_detail(at->metric, value, verdict->threshold);

	jrt_figure_add(buf, at->metric, value, detail);
	jb_buf_add_string(buf, " is rounded to ");
	jrt_figure_add(buf, at->metric, verdict->compared, 0);
}

/* Met: nothing to say, unless the rounding decided. Missed: by how much. */
struct jb_text jrt_reason_decided(struct jrt_judge *judge, const struct jrt_case *at,
				  const struct jrt_verdict *verdict, struct jb_ratio value)
{
	struct jb_buf buf = sentence(judge);
	bool met = verdict->verdict == JRT_MET, over;

	if (jrt_threshold_holds(verdict->threshold, value) != met)
		add_rounding(&buf, at, verdict, value);
	if (met)
		return jb_buf_text(&buf);
	if (buf.size > 0)
		jb_buf_add_string(&buf, ", ");
	struct jb_ratio gap = jrt_threshold_gap(verdict->threshold, verdict->compared, &over);
	if (gap.num == 0) {
		jb_buf_add_string(&buf, "exactly on the limit, which is not enough");
		return jb_buf_text(&buf);
	}
	jrt_figure_add_gap(&buf, at->metric, gap);
	jb_buf_add_string(&buf, over ? " too much" : " short");
	return jb_buf_text(&buf);
}

struct jb_text jrt_reason_interval(struct jrt_judge *judge, const struct jrt_case *at,
				   const struct jrt_verdict *verdict)
{
	static const char *const words[] = {
		[JRT_MET] = "lies on the good side",
		[JRT_MISSED] = "lies on the bad side",
		[JRT_EXCUSED] = "",
		[JRT_NOT_MEASURED] = "does not decide",
	};
	struct jb_buf buf = sentence(judge);

	jb_buf_add_string(&buf, "the ");
	jb_buf_add_fix(&buf, (jb_i128)at->criterion->confidence * 100);
	jb_buf_add_string(&buf, " % interval, ");
	jrt_figure_add_real(&buf, at->metric, verdict->interval_low, 0);
	jb_buf_add_string(&buf, " to ");
	jrt_figure_add_real(&buf, at->metric, verdict->interval_high, 0);
	jb_buf_printf(&buf, ", %s", words[verdict->verdict]);
	return jb_buf_text(&buf);
}

struct jb_text jrt_reason_few(struct jrt_judge *judge, const struct jrt_case *at, uint64_t n)
{
	struct jb_buf buf = sentence(judge);

	jrt_figure_add_count(&buf, n);
	jb_buf_add_string(&buf, " counted, at least ");
	jrt_figure_add_count(&buf, at->criterion->counted_at_least);
	jb_buf_add_string(&buf, " asked for");
	return jb_buf_text(&buf);
}

struct jb_text jrt_reason_allowed(struct jrt_judge *judge, const struct jrt_case *at,
				  struct jb_ratio failures, uint64_t n)
{
	struct jb_buf buf = sentence(judge);

	jb_buf_add_i128(&buf, failures.num / failures.den);
	jb_buf_add_string(&buf, " failed of ");
	jrt_figure_add_count(&buf, n);
	jb_buf_add_string(&buf, " counted; with fewer than ");
	jrt_figure_add_count(&buf, at->criterion->few_below);
	jb_buf_add_string(&buf, ", ");
	jrt_figure_add_count(&buf, at->criterion->few_failures);
	jb_buf_add_string(&buf, at->criterion->few_failures == 1 ? " is allowed" : " are allowed");
	return jb_buf_text(&buf);
}

struct jb_text jrt_reason_usable(struct jrt_judge *judge, const struct jrt_case *at,
				 const struct jrt_measurement *measured)
{
	struct jb_buf buf = sentence(judge);
	jb_i128 all = (jb_i128)measured->n + (jb_i128)measured->unusable;

	jrt_figure_add_count(&buf, measured->n);
	jb_buf_add_string(&buf, " of ");
	jrt_figure_add_count(&buf, (uint64_t)all);
	jb_buf_add_string(&buf, " rows usable (");
	jrt_figure_add_percent(&buf, (struct jb_ratio){(jb_i128)measured->n, all == 0 ? 1 : all},
			       1);
	jb_buf_add_string(&buf, "), at least ");
	jb_buf_add_fix(&buf, (jb_i128)at->criterion->usable_at_least * 100);
	jb_buf_add_string(&buf, " % asked for");
	return jb_buf_text(&buf);
}

struct jb_text jrt_reason_relief(struct jrt_judge *judge, const struct jrt_case *at,
				 const struct jrt_measurement *rest,
				 const struct jrt_measurement *whole)
{
	struct jb_buf buf = sentence(judge);
	uint64_t asked = at->criterion->counted_at_least;

	jb_buf_add_string(&buf, "relief leaves ");
	if (rest->n == 0)
		jb_buf_add_string(&buf, "nothing");
	else
		jrt_figure_add_count(&buf, rest->n);
	jb_buf_add_string(&buf, " to count");
	if (asked > 0) {
		jb_buf_add_string(&buf, ", at least ");
		jrt_figure_add_count(&buf, asked);
		jb_buf_add_string(&buf, " asked for");
	}
	if (!whole->measured)
		return jb_buf_text(&buf);
	jb_buf_add_string(&buf, "; before relief ");
	jrt_figure_add_real(&buf, at->metric, whole->real, 0);
	jb_buf_add_string(&buf, " of ");
	jrt_figure_add_count(&buf, whole->n);
	return jb_buf_text(&buf);
}

struct jb_text jrt_reason_part(struct jrt_judge *judge, const struct jrt_case *at)
{
	struct jb_buf buf = sentence(judge);

	if (at->next_missing) {
		jb_buf_add_string(&buf,
				  "a part period, joined to the next one, which is not there yet");
		return jb_buf_text(&buf);
	}
	jb_buf_add_string(&buf, "only a part of the period lies within ");
	jrt_figure_add_date(&buf, at->criterion->runs.from);
	jb_buf_add_string(&buf, " to ");
	jrt_figure_add_date(&buf, at->criterion->runs.to);
	if (at->criterion->part_periods == JRT_PART_UNSAID)
		jb_buf_add_string(&buf, ", and nothing says whether part periods are judged");
	else
		jb_buf_add_string(&buf, ", and part periods are not judged");
	return jb_buf_text(&buf);
}

struct jb_text jrt_reason_tolerance(struct jrt_judge *judge, uint32_t source)
{
	struct jb_buf buf = sentence(judge);
	const struct jrt_source *declared = &judge->plan->source[source];
	const struct jrt_source_tally *tally = &judge->measured->source[source];

	jrt_figure_add_count(&buf, tally->rejected);
	jb_buf_add_string(&buf, " of ");
	jrt_figure_add_count(&buf, tally->rows);
	jb_buf_printf(&buf, " rows of %.*s were rejected", JB_ARG(declared->name));
	if (declared->tolerated >= 0) {
		jb_buf_add_string(&buf, ", more than the ");
		jb_buf_add_fix(&buf, (jb_i128)declared->tolerated * 100);
		jb_buf_add_string(&buf, " % tolerated");
	}
	return jb_buf_text(&buf);
}
