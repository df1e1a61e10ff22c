/*
 * The mean that hides a site: over all sites together a guarantee would be met, and one of them
 * misses it. The sites' figures are added up as rows are, numerator and denominator apart, so only
 * shares and means can be looked at.
 */
#include "findings/figures.h"
#include "judge/judge.h"

/* The sites of one guarantee in one period. */
struct pool {
	struct jb_ratio num, den;
	size_t sites;
	const struct jrt_verdict *worst; /* furthest from its threshold, of those that miss */
	bool whole;			 /* every site's figure can be added */
};

/* The criteria of one declaration, one a site, lie behind each other. */
static uint32_t last_site(const struct jy_figures *figures, uint32_t first)
{
	const struct jy_declared *declared = jy_figures_declared(figures, first);
	uint32_t end = first;

	while (end < figures->plan->criterion_count &&
	       jy_figures_declared(figures, end) == declared &&
	       !figures->plan->criterion[end].worst_count)
		end++;
	return end;
}

static bool can_add(const struct jrt_metric *metric)
{
	return metric->kind == JRT_KIND_RATIO || metric->kind == JRT_KIND_MEAN;
}

static const struct jrt_verdict *same_period(struct jy_verdicts verdicts,
					     const struct jrt_verdict *like)
{
	for (size_t i = 0; i < verdicts.count; i++)
		if (verdicts.at[i].from == like->from && verdicts.at[i].to == like->to)
			return &verdicts.at[i];
	return NULL;
}

static bool is_worse(const struct jrt_verdict *a, const struct jrt_verdict *b)
{
	bool over;

	return jb_ratio_compare(jrt_threshold_gap(a->threshold, a->compared, &over),
				jrt_threshold_gap(b->threshold, b->compared, &over)) > 0;
}

static void add_site(struct pool *pool, const struct jrt_verdict *verdict)
{
	const struct jrt_measurement *measured = &verdict->measured;

	if (!measured->measured)
		return;
	pool->sites++;
	pool->whole &= measured->has_ratio && verdict->threshold &&
		       jb_ratio_add(pool->num, measured->num, &pool->num) &&
		       jb_ratio_add(pool->den, measured->den, &pool->den);
	if (verdict->verdict == JRT_MISSED && (!pool->worst || is_worse(verdict, pool->worst)))
		pool->worst = verdict;
}

static struct pool pool_of(const struct jy_figures *figures, uint32_t first, uint32_t end,
			   const struct jrt_verdict *like)
{
	struct pool pool = {.num = {0, 1}, .den = {0, 1}, .whole = true};

	for (uint32_t c = first; c < end; c++) {
		const struct jrt_verdict *verdict =
			same_period(jy_figures_verdicts(figures, c), like);

		if (verdict)
			add_site(&pool, verdict);
	}
	return pool;
}

static void say(struct jy_figures *figures, uint32_t first, const struct jrt_verdict *worst,
		struct jb_ratio mean, size_t times)
{
	const struct jy_declared *declared = jy_figures_declared(figures, first);
	const struct jrt_meter *meter = &figures->plan->meter[worst->measured.meter];
	const struct jrt_metric *metric = &figures->plan->metric[meter->metric];
	struct jy_diag *diag =
		jy_say(figures, "site.worst-hidden", declared->criterion->span,
		       "%.*s over all sites meets %.*s in %.*s, %.*s in %.*s does not",
		       JB_ARG(jy_figures_exact(figures, metric, mean)),
		       JB_ARG(jy_figures_threshold(figures, metric, worst->threshold)),
		       JB_ARG(worst->label),
		       JB_ARG(jy_figures_exact(figures, metric, worst->measured.value)),
		       JB_ARG(figures->plan->scope[meter->scope].site));

	if (!diag)
		return;
	jy_diag_note(figures->diags, diag, "so it was in %zu period%s", times,
		     times == 1 ? "" : "s");
	jy_diag_help(figures->diags, diag,
		     "customers of one site do not live in the mean: `worst site counts`");
}

/* Says it of the latest period, and how often it was so. */
static void look(struct jy_figures *figures, uint32_t first, uint32_t end)
{
	struct jy_verdicts periods = jy_figures_verdicts(figures, first);
	const struct jrt_verdict *worst = NULL;
	struct jb_ratio mean = {0, 1};
	size_t times = 0;

	for (size_t i = 0; i < periods.count; i++) {
		struct pool pool = pool_of(figures, first, end, &periods.at[i]);
		struct jb_ratio value;

		if (pool.sites < 2 || !pool.worst || !pool.whole || pool.den.num == 0 ||
		    !jb_ratio_div(pool.num, pool.den, &value) ||
		    !jrt_threshold_holds(pool.worst->threshold, value))
			continue;
		worst = pool.worst;
		mean = value;
		times++;
	}
	if (times)
		say(figures, first, worst, mean, times);
}

void jy_find_worst_hidden(struct jy_figures *figures)
{
	for (uint32_t c = 0, end; c < figures->plan->criterion_count; c = end) {
		const struct jy_declared *declared = jy_figures_declared(figures, c);
		const struct jrt_criterion *criterion = &figures->plan->criterion[c];

		end = c + 1;
		if (!declared || !declared->criterion->each_site || criterion->worst_count)
			continue;
		end = last_site(figures, c);
		if (can_add(jy_figures_metric_of(figures, criterion->meter)))
			look(figures, c, end);
	}
}
