/*
 * The words and figures of a verdict for people, whatever the format: sign, title of the criterion,
 * the value as it was judged, the threshold, what else there is to say. All come out harmless for a
 * terminal; a format escapes what it has of its own.
 */
#include "judge/figure.h"
#include "report/report.h"

#define ENDS_BELOW 100000

struct jrt_sign jrt_card_sign(enum jrt_verdict_kind kind)
{
	static const struct jrt_sign signs[] = {
		[JRT_MET] = {"●", "met", JRT_STYLE_MET},
		[JRT_MISSED] = {"■", "missed", JRT_STYLE_MISSED},
		[JRT_EXCUSED] = {"▲", "excused", JRT_STYLE_EXCUSED},
		[JRT_NOT_MEASURED] = {"○", "not measured", JRT_STYLE_NOT_MEASURED},
	};
	return signs[kind];
}

struct jb_text jrt_card_doubt(const struct jrt_verdict *verdict)
{
	return verdict->uncertain     ? JB_TEXT(" (approximate, not certain)")
	       : verdict->approximate ? JB_TEXT(" (approximate)")
				      : JB_TEXT("");
}

struct jb_text jrt_card_word(const struct jrt_card *card, const struct jrt_verdict *verdict)
{
	return jb_text_printf(card->arena, "%s%.*s", jrt_card_sign(verdict->verdict).word,
			      JB_ARG(jrt_card_doubt(verdict)));
}

const enum jrt_verdict_kind jrt_card_order[JRT_VERDICTS] = {JRT_MISSED, JRT_NOT_MEASURED,
							    JRT_EXCUSED, JRT_MET};

uint32_t jrt_card_criterion_scope(const struct jrt_card *card, uint32_t criterion)
{
	return card->plan->meter[card->plan->criterion[criterion].meter].scope;
}

struct jb_text jrt_card_criterion_text(const struct jrt_card *card,
				       const struct jrt_criterion *criterion)
{
	static const char *const kinds[] = {
		[JRT_SUCCESS] = "",
		[JRT_OUTCOME] = "",
		[JRT_EXPECTED] = ", expected",
		[JRT_MINIMUM] = ", minimum",
	};
	const struct jrt_metric *metric = jrt_card_metric_of(card, criterion->meter);
	struct jb_buf buf = jrt_card_new_text(card);

	if (criterion->title.size > 0)
		jrt_plain_add(&buf, criterion->title);
	else
		jrt_plain_add(&buf, jrt_card_title_or_name(metric->title, metric->name));
	jb_buf_add_string(&buf, kinds[criterion->kind]);
	if (criterion->worst_count > 0)
		jb_buf_add_string(&buf, ", worst site");
	return jb_buf_text(&buf);
}

/* The value as it was compared, shown so closely that it does not belie the verdict. */
struct jb_text jrt_card_judged_text(const struct jrt_card *card, const struct jrt_verdict *verdict)
{
	const struct jrt_metric *metric = jrt_card_metric_of(card, verdict->measured.meter);
	struct jb_buf buf = jrt_card_new_text(card);

	if (verdict->compared.den == 0 || verdict->threshold == NULL)
		return jrt_card_value_text(card, &verdict->measured, 0);
	jrt_figure_add(&buf, metric, verdict->compared,
		       jrt_figure_detail(metric, verdict->compared, verdict->threshold));
	return jb_buf_text(&buf);
}

/* "no worse than core by more than 5.0 pp". */
static struct jb_text margin_text(const struct jrt_card *card,
				  const struct jrt_criterion *criterion)
{
	const struct jrt_scope *scope =
		&card->plan->scope[card->plan->meter[criterion->against].scope];
	struct jb_buf buf = jrt_card_new_text(card);

	jb_buf_add_string(&buf, "no worse than ");
	jrt_plain_add(&buf, scope->site.size > 0 ? scope->site : scope->partner);
	if (criterion->margin > 0) {
		jb_buf_add_string(&buf, " by more than ");
		jrt_figure_add_gap(&buf, jrt_card_metric_of(card, criterion->meter),
				   jb_ratio_of_fix(criterion->margin));
	}
	return jb_buf_text(&buf);
}

struct jb_text jrt_card_threshold_text(const struct jrt_card *card,
				       const struct jrt_verdict *verdict)
{
	struct jb_buf buf = jrt_card_new_text(card);

	if (card->plan->criterion[verdict->criterion].compares)
		return margin_text(card, &card->plan->criterion[verdict->criterion]);
	if (verdict->threshold == NULL)
		return JB_TEXT("");
	jrt_figure_add_threshold(&buf, jrt_card_metric_of(card, verdict->measured.meter),
				 verdict->threshold);
	return jb_buf_text(&buf);
}

struct jb_text jrt_card_note_text(const struct jrt_card *card, const struct jrt_verdict *verdict)
{
	struct jb_buf buf = jrt_card_new_text(card);
	bool figures = verdict->has_whole && verdict->whole.measured &&
		       (verdict->verdict == JRT_MET || verdict->verdict == JRT_MISSED);

	jrt_plain_add(&buf, verdict->reason);
	if (figures) {
		jb_buf_add_string(&buf, buf.size > 0 ? "; " : "");
		jb_buf_add_text(&buf, jrt_card_value_text(card, &verdict->whole, 0));
		jb_buf_add_string(&buf, " before relief");
	}
	if (verdict->measured.has_groups) {
		struct jb_text groups = jrt_card_groups_text(card, &verdict->measured);

		jb_buf_add_string(&buf, buf.size > 0 && groups.size > 0 ? "; " : "");
		jb_buf_add_text(&buf, groups);
	}
	jrt_card_add_approximate(card, &buf, &verdict->measured);
	if (verdict->uncertain)
		jb_buf_add_string(&buf, "; exact values could decide otherwise");
	if (verdict->provisional)
		jb_buf_add_string(&buf, buf.size > 0 ? "; provisional" : "provisional");
	jrt_card_add_entry(&buf, &verdict->measured);
	return jb_buf_text(&buf);
}

/* A percentile by itself, be it of the worst group: its error is that of one value. */
static bool is_one_value(const struct jrt_metric *metric)
{
	return metric->formula_count == 1 && metric->formula[0].op == JRT_F_PERCENTILE &&
	       !metric->formula[0].interpolated &&
	       (metric->grouping.kind == JRT_GROUPS_NONE ||
		metric->grouping.kind == JRT_GROUPS_WORST);
}

/* An end to five digits, which tell it from a value of three; 12.349999 s reads as 12.35 s. */
static void add_end(struct jb_buf *buf, const struct jrt_metric *metric, struct jb_ratio end)
{
	const struct jb_ratio millionth = {1, JB_FIX_ONE};
	struct jb_ratio step = millionth, rounded, steps, shown = end;

	while (jb_ratio_round(end, step, JB_ROUND_HALF_UP, &rounded) &&
	       jb_ratio_div(rounded, step, &steps)) {
		shown = rounded;
		if (steps.num < ENDS_BELOW * steps.den && steps.num > -ENDS_BELOW * steps.den)
			break;
		step.num *= 10;
	}
	if (jb_ratio_div(shown, millionth, &rounded) && rounded.num / rounded.den < INT64_MAX &&
	    rounded.num / rounded.den > INT64_MIN)
		jrt_figure_add_exact(buf, metric, (jb_fix)(rounded.num / rounded.den));
	else
		jrt_figure_add(buf, metric, end, 1);
}

static void add_ends(struct jb_buf *buf, const struct jrt_metric *metric,
		     const struct jrt_band *band)
{
	jb_buf_add_string(buf, ": between ");
	add_end(buf, metric, band->low);
	jb_buf_add_string(buf, " and ");
	add_end(buf, metric, band->high);
}

void jrt_card_add_approximate(const struct jrt_card *card, struct jb_buf *buf,
			      const struct jrt_measurement *measured)
{
	const struct jrt_metric *metric = jrt_card_metric_of(card, measured->meter);

	if (!measured->measured || !measured->band.approximate)
		return;
	jb_buf_printf(buf, "%sapproximate%s", buf->size > 0 ? "; " : "",
		      is_one_value(metric) ? ", at most 0.5 % off" : "");
	if (measured->band.known && jb_ratio_compare(measured->band.low, measured->band.high) == 0)
		jb_buf_add_string(buf, ", though nothing had to be rounded");
	else if (measured->band.known)
		add_ends(buf, metric, &measured->band);
	else
		jb_buf_add_string(buf, ", by how much cannot be told");
}

void jrt_card_add_entry(struct jb_buf *buf, const struct jrt_measurement *measured)
{
	if (measured->entry == 0)
		return;
	jb_buf_printf(buf, "%s%s the ledger, entry %llu", buf->size > 0 ? "; " : "",
		      measured->recorded ? "from" : "in part from",
		      (unsigned long long)measured->entry);
}

void jrt_card_count(const struct jrt_card *card, size_t count[JRT_VERDICTS])
{
	for (size_t i = 0; i < JRT_VERDICTS; i++)
		count[i] = 0;
	for (size_t i = 0; i < card->judged->verdict_count; i++)
		if (!card->judged->verdict[i].evidence)
			count[card->judged->verdict[i].verdict]++;
}
