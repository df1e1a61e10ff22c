/*
 * Signs of pressure on people in the figures: handling time gets better while what it is watched
 * with gets worse, and somebody who ends far more contacts at once than the others do.
 */
#include <math.h>

#include "findings/figures.h"
#include "stats/interval.h"

/* Changes of both figures in a row: of two independent series one in 64 does so by chance. */
#define CHANGES_LEAST 3

/* 1 better, -1 worse, 0 the same. */
static int change(const struct jrt_metric *metric, const struct jrt_measurement *before,
		  const struct jrt_measurement *after)
{
	double from = jy_figures_real(before), to = jy_figures_real(after);
	int up = (to > from) - (to < from);

	return metric->better == JRT_BETTER_LOWER ? -up : up;
}

/* Two metrics over one scope and one kind of period. */
struct pair {
	const struct jrt_metric *time, *guard;
	struct jy_series times, guards;
};

/* How many changes up to the last period went apart; *from the period before the first of them. */
static size_t apart(const struct pair *pair, size_t *from)
{
	size_t changes = 0;

	for (size_t i = pair->times.count; i-- > 1;) {
		const struct jrt_measurement *before = &pair->times.at[i - 1];
		const struct jrt_measurement *after = &pair->times.at[i];
		const struct jrt_measurement *guarded, *guarding;

		guarded = jy_figures_at(pair->guards, before->from, before->to);
		guarding = jy_figures_at(pair->guards, after->from, after->to);
		if (!before->measured || !after->measured || !guarded || !guarding ||
		    change(pair->time, before, after) <= 0 ||
		    change(pair->guard, guarded, guarding) >= 0)
			break;
		*from = i - 1;
		changes++;
	}
	return changes;
}

static void say_signal(struct jy_figures *figures, const struct pair *pair, size_t from,
		       struct jy_span span)
{
	const struct jrt_measurement *first = &pair->times.at[from];
	const struct jrt_measurement *last = &pair->times.at[pair->times.count - 1];
	const struct jrt_measurement *was = jy_figures_at(pair->guards, first->from, first->to);
	const struct jrt_measurement *is = jy_figures_at(pair->guards, last->from, last->to);
	struct jy_diag *diag = jy_say(
		figures, "metric.pressure-signal", span,
		"from %.*s to %.*s `%.*s` got better, %.*s to %.*s, and `%.*s` worse, %.*s to %.*s",
		JB_ARG(first->label), JB_ARG(last->label), JB_ARG(pair->time->name),
		JB_ARG(jy_figures_text(figures, pair->time, jy_figures_real(first))),
		JB_ARG(jy_figures_text(figures, pair->time, jy_figures_real(last))),
		JB_ARG(pair->guard->name),
		JB_ARG(jy_figures_text(figures, pair->guard, jy_figures_real(was))),
		JB_ARG(jy_figures_text(figures, pair->guard, jy_figures_real(is))));

	if (!diag)
		return;
	jy_diag_note(figures->diags, diag, "so it went in each of %zu periods",
		     pair->times.count - 1 - from);
	jy_diag_help(figures->diags, diag,
		     "ask whether people are pressed to be quick, and whether customers come back "
		     "for it");
}

static uint32_t meter_beside(const struct jrt_plan *plan, const struct jrt_meter *like,
			     struct jb_text metric)
{
	for (uint32_t m = 0; m < plan->meter_count; m++) {
		const struct jrt_meter *meter = &plan->meter[m];

		if (meter->asked && meter->scope == like->scope &&
		    meter->periods == like->periods &&
		    jb_text_equal(plan->metric[meter->metric].name, metric))
			return m;
	}
	return JRT_NONE;
}

static void look_beside(struct jy_figures *figures, uint32_t m, const struct jy_metric *metric)
{
	const struct jrt_plan *plan = figures->plan;
	uint32_t guard = meter_beside(plan, &plan->meter[m], metric->watch_with->decl.name);
	struct pair pair;
	size_t from = 0;

	if (guard == JRT_NONE)
		return;
	pair = (struct pair){
		.time = jy_figures_metric_of(figures, m),
		.guard = jy_figures_metric_of(figures, guard),
		.times = jy_figures_series(figures, m),
		.guards = jy_figures_series(figures, guard),
	};
	if (pair.guard->better != JRT_BETTER_UNSAID && apart(&pair, &from) >= CHANGES_LEAST)
		say_signal(figures, &pair, from, metric->decl.span);
}

void jy_find_pressure_signal(struct jy_figures *figures)
{
	for (uint32_t m = 0; m < figures->plan->meter_count; m++) {
		const struct jrt_meter *meter = &figures->plan->meter[m];
		const struct jy_metric *metric = jy_figures_metric(figures, meter->metric);

		if (meter->asked && metric && metric->watch_with && metric->type == JRT_DURATION &&
		    metric->better == JRT_BETTER_LOWER)
			look_beside(figures, m, metric);
	}
}

/* ---- contacts that end at once ---- */

/* A contact of at most so long has helped nobody. */
#define SHORT (10 * JB_FIX_ONE)
/* Far above the rest: so many times its share, and by chance in fewer than this of all groups. */
#define TIMES_LEAST 2
#define CHANCE 0.001

/* `talk <= 10s`, also behind a name or beside other conditions. */
static bool is_short(const struct jy_expr *expr)
{
	switch (expr->op) {
	case JRT_OP_AND: return is_short(expr->a) || is_short(expr->b);
	case JRT_OP_LESS:
	case JRT_OP_AT_MOST:
		return expr->a->type == JRT_DURATION && expr->b->op == JRT_OP_CONSTANT &&
		       expr->b->k <= SHORT;
	default: return false;
	}
}

/* `worst of SHARE for each agent`, the share being one of short contacts. */
static bool is_about_short(const struct jy_metric *metric)
{
	return metric && metric->grouping == JRT_GROUPS_WORST && metric->group_by &&
	       metric->better == JRT_BETTER_LOWER && metric->part_count == 1 &&
	       metric->part[0].kind == JRT_PART_SHARE && metric->part[0].a &&
	       is_short(metric->part[0].a);
}

/* One group against all others. */
struct outlier {
	const struct jrt_group *group;
	jb_i128 rest_num, rest_den;
};

static bool is_outlier(const struct outlier *one, size_t groups)
{
	const struct jrt_part_state *state = &one->group->state;
	double rest, chance;

	if (state->den <= 0 || one->rest_den <= 0 || state->num <= 0)
		return false;
	/* Half a contact more than none keeps a rest without short contacts comparable. */
	rest = ((double)one->rest_num + 0.5) / ((double)one->rest_den + 1);
	if ((double)state->num < TIMES_LEAST * rest * (double)state->den)
		return false;
	chance = 1 - jrt_interval_binomial((uint64_t)state->num - 1, (uint64_t)state->den, rest);
	return chance * (double)groups < CHANCE;
}

static void say_short(struct jy_figures *figures, const struct jy_metric *metric,
		      const struct jrt_measurement *measured, const struct outlier *one)
{
	const struct jrt_metric *plain = jy_figures_metric_of(figures, measured->meter);
	const struct jrt_part_state *state = &one->group->state;
	double share = (double)state->num / (double)state->den;
	double rest = (double)one->rest_num / (double)one->rest_den;
	struct jy_diag *diag =
		jy_say(figures, "metric.short-calls", metric->decl.span,
		       "in %.*s `%.*s` is %.*s with %.*s %.*s, and %.*s with all others",
		       JB_ARG(measured->label), JB_ARG(metric->grouped->decl.name),
		       JB_ARG(jy_figures_text(figures, plain, share)), JB_ARG(metric->group_what),
		       JB_ARG(one->group->key), JB_ARG(jy_figures_text(figures, plain, rest)));

	if (!diag)
		return;
	jy_diag_note(figures->diags, diag,
		     "%llu of %llu contacts: chance alone would do so in fewer than one of 1000 "
		     "such periods",
		     (unsigned long long)state->num, (unsigned long long)state->den);
	jy_diag_help(figures->diags, diag,
		     "look at the line and the headset first, then at what is asked of people");
}

/* Every outlier of one period. */
static void look_at_groups(struct jy_figures *figures, const struct jy_metric *metric,
			   const struct jrt_measurement *measured)
{
	const struct jrt_part_state *all = &measured->cell->part[0];
	jb_i128 num = 0, den = 0;

	for (size_t g = 0; g < all->group_count; g++) {
		num += all->group[g].state.num;
		den += all->group[g].state.den;
	}
	for (size_t g = 0; g < all->group_count; g++) {
		const struct jrt_part_state *state = &all->group[g].state;
		struct outlier one = {&all->group[g], num - state->num, den - state->den};

		if (is_outlier(&one, all->group_count))
			say_short(figures, metric, measured, &one);
	}
}

void jy_find_short_contacts(struct jy_figures *figures)
{
	for (uint32_t m = 0; m < figures->plan->meter_count; m++) {
		const struct jy_metric *metric =
			jy_figures_metric(figures, figures->plan->meter[m].metric);
		struct jy_series series;

		if (!figures->plan->meter[m].asked || !is_about_short(metric))
			continue;
		series = jy_figures_series(figures, m);
		for (size_t i = series.count; i-- > 0;)
			if (series.at[i].measured && series.at[i].cell) {
				look_at_groups(figures, metric, &series.at[i]);
				break; /* the latest period is what can be acted on */
			}
	}
}
