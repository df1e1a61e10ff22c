/*
 * `worst site counts`: the verdict of a period is that of the site furthest on the wrong side of
 * its threshold. Sites that have too few rows, or are excused, are left out; a site of which it
 * cannot be told whether it is the worst leaves the guarantee not measured, unless another has
 * missed it anyway.
 */
#include "judge/figure.h"
#include "judge/verdict_internal.h"

/* The sites' verdicts of one period. */
struct sites {
	const struct jrt_verdict *worst_missed, *worst_met, *unclear, *excused, *left_out;
	size_t judged, count;
	bool provisional; /* one of those that were judged, or could not be */
	bool uncertain;	  /* the same, of one that was judged */
};

static struct jb_text site_of(const struct jrt_judge *judge, const struct jrt_verdict *verdict)
{
	const struct jrt_plan *plan = judge->plan;
	const struct jrt_meter *meter = &plan->meter[plan->criterion[verdict->criterion].meter];

	return plan->scope[meter->scope].site;
}

/* How far inside its threshold a value is; negative outside. */
static double margin(const struct jrt_verdict *verdict)
{
	const struct jrt_threshold *threshold = verdict->threshold;
	double value = jb_ratio_double(verdict->compared);
	double low = (double)threshold->low / (double)JB_FIX_ONE;
	double high = (double)threshold->high / (double)JB_FIX_ONE;

	switch (threshold->comparison) {
	case JRT_AT_LEAST:
	case JRT_ABOVE: return value - low;
	case JRT_AT_MOST:
	case JRT_BELOW: return low - value;
	default: return value - low < high - value ? value - low : high - value;
	}
}

/* Values of one threshold with one end are told apart exactly. Data that never came is worse than
 * any. */
static int compare(const struct jrt_verdict *a, const struct jrt_verdict *b)
{
	enum jrt_comparison comparison;
	int order;

	if (a->compared.den == 0 || b->compared.den == 0)
		return (a->compared.den != 0) - (b->compared.den != 0);
	comparison = a->threshold->comparison;
	if (comparison == JRT_WITHIN)
		return (margin(a) > margin(b)) - (margin(a) < margin(b));
	order = jb_ratio_compare(a->compared, b->compared);
	return comparison == JRT_AT_LEAST || comparison == JRT_ABOVE ? order : -order;
}

/* Of equals the site whose name comes first by bytes. */
static void keep_worse(const struct jrt_judge *judge, const struct jrt_verdict **worst,
		       const struct jrt_verdict *verdict)
{
	int order = *worst ? compare(verdict, *worst) : -1;

	if (order == 0)
		order = jb_text_compare(site_of(judge, verdict), site_of(judge, *worst));
	if (order < 0)
		*worst = verdict;
}

static bool has_too_few(const struct jrt_judge *judge, const struct jrt_verdict *verdict)
{
	uint64_t asked = judge->plan->criterion[verdict->criterion].counted_at_least;

	return verdict->measured.coverage <= JRT_COVERED_BY_ROWS &&
	       verdict->measured.n < (asked > 0 ? asked : 1);
}

static void look(const struct jrt_judge *judge, const struct jrt_verdict *verdict,
		 struct sites *sites)
{
	sites->count++;
	switch (verdict->verdict) {
	case JRT_MISSED: keep_worse(judge, &sites->worst_missed, verdict); break;
	case JRT_MET: keep_worse(judge, &sites->worst_met, verdict); break;
	case JRT_EXCUSED: sites->excused = sites->excused ? sites->excused : verdict; return;
	case JRT_NOT_MEASURED:
		if (has_too_few(judge, verdict)) {
			sites->left_out = sites->left_out ? sites->left_out : verdict;
			return;
		}
		sites->unclear = sites->unclear ? sites->unclear : verdict;
		break;
	}
	sites->judged += verdict->verdict != JRT_NOT_MEASURED;
	sites->provisional |= verdict->provisional;
	sites->uncertain |= verdict->uncertain;
}

static const struct jrt_verdict *chosen_of(const struct sites *sites)
{
	return sites->worst_missed ? sites->worst_missed
	       : sites->unclear	   ? sites->unclear
	       : sites->worst_met  ? sites->worst_met
	       : sites->excused	   ? sites->excused
				   : sites->left_out;
}

/* "manila, worst of 2 sites; 1.6 pp short". */
static struct jb_text reason_of(struct jrt_judge *judge, const struct sites *sites,
				const struct jrt_verdict *chosen)
{
	bool worst = chosen == sites->worst_missed || chosen == sites->worst_met;
	struct jb_buf buf;

	jb_buf_init(&buf, judge->arena);
	jb_buf_add_text(&buf, site_of(judge, chosen));
	if (worst)
		jb_buf_printf(&buf, ", worst of %zu %s", sites->judged,
			      sites->judged == 1 ? "site" : "sites");
	if (chosen->reason.size > 0)
		jb_buf_printf(&buf, "%s%.*s", worst ? "; " : ": ", JB_ARG(chosen->reason));
	if (worst && sites->count > sites->judged)
		jb_buf_printf(&buf, "; %zu not judged", sites->count - sites->judged);
	return jb_buf_text(&buf);
}

static struct jrt_verdict verdict_of(struct jrt_judge *judge, uint32_t number,
				     const struct sites *sites)
{
	const struct jrt_verdict *chosen = chosen_of(sites);
	struct jrt_verdict out = *chosen;

	out.criterion = number;
	out.evidence = false;
	out.provisional = out.verdict == JRT_MET ? sites->provisional : chosen->provisional;
	out.uncertain = out.verdict == JRT_MET ? sites->uncertain : chosen->uncertain;
	out.reason = reason_of(judge, sites, chosen);
	return out;
}

/* Sites have the same periods, because their rows come from one source: mostly the verdict stands
 * where the first site's does. */
static const struct jrt_verdict *same_period(const struct jrt_verdict *of, size_t count,
					     size_t index, const struct jrt_verdict *like)
{
	if (index < count && of[index].from == like->from && of[index].to == like->to)
		return &of[index];
	for (size_t i = 0; i < count; i++)
		if (of[i].from == like->from && of[i].to == like->to)
			return &of[i];
	return NULL;
}

static size_t first_of(const struct jrt_verdicts *verdicts, size_t count, uint32_t criterion)
{
	size_t at = 0;

	while (at < count && verdicts->at[at].criterion != criterion)
		at++;
	return at;
}

static size_t count_of(const struct jrt_verdicts *verdicts, size_t from, size_t end)
{
	size_t count = 0;

	while (from + count < end &&
	       verdicts->at[from + count].criterion == verdicts->at[from].criterion)
		count++;
	return count;
}

void jrt_verdict_worst(struct jrt_judge *judge, uint32_t number, struct jrt_verdicts *out)
{
	const struct jrt_criterion *criterion = &judge->plan->criterion[number];
	const size_t end = out->count;
	const size_t first = first_of(out, end, criterion->worst_of);
	const size_t periods = count_of(out, first, end);

	for (size_t p = 0; p < periods; p++) {
		struct sites sites = {0};
		struct jrt_verdict like = out->at[first + p];

		for (size_t at = first; at < end; at += count_of(out, at, end)) {
			const struct jrt_verdict *found =
				same_period(out->at + at, count_of(out, at, end), p, &like);

			if (found &&
			    out->at[at].criterion < criterion->worst_of + criterion->worst_count)
				look(judge, found, &sites);
		}
		like = verdict_of(judge, number, &sites);
		*jb_push(judge->arena, out) = like;
	}
}
