/*
 * Rules about what is measured: productivity alone is table stakes, and a ceiling on handling time
 * without a guard on quality is paid for by customers. `aspect` says what a metric is about; of a
 * metric without aspects nothing is concluded.
 */
#include "lint/linter.h"

/* Efficiency, cost, volume and adherence are about the operation, not about the customer. */
static bool is_productivity(const struct jy_metric *metric)
{
	static const char *const about[] = {"efficiency", "cost", "volume", "adherence"};
	size_t found = 0;

	for (size_t i = 0; i < sizeof about / sizeof *about; i++)
		found += jy_has_aspect(metric, about[i]);
	return metric->aspects.count > 0 && found == metric->aspects.count;
}

static bool is_productivity_only(const struct jy_linter *linter,
				 const struct jy_touchpoint *touchpoint)
{
	const struct jy_criterion *const *list;
	size_t count = jy_judged(linter, touchpoint, &list);

	for (size_t i = 0; i < count; i++)
		if (!list[i]->metric || !is_productivity(list[i]->metric))
			return false;
	return count > 0;
}

JY_RULE(metric_productivity_only)
{
	JY_EACH_TOUCHPOINT(linter, at)
	{
		struct jy_diag *diag;

		if (!is_productivity_only(linter, at.touchpoint))
			continue;
		diag = jy_find(linter, at.touchpoint->decl.span,
			       "`%.*s` is judged by productivity alone",
			       JB_ARG(at.touchpoint->decl.name));
		jy_help(linter, diag,
			"add what customers get out of it: a metric of satisfaction, effort, "
			"quality "
			"or outcome");
	}
}

/* ---- handling time ---- */

static bool has_ceiling(const struct jy_criterion *criterion)
{
	return criterion->metric && criterion->metric->type == JRT_DURATION &&
	       criterion->metric->better == JRT_BETTER_LOWER &&
	       jy_has_aspect(criterion->metric, "efficiency");
}

static bool guards(const struct jy_metric *metric)
{
	static const char *const about[] = {"quality", "accuracy",     "outcome",
					    "conduct", "satisfaction", "effort"};

	for (size_t i = 0; i < sizeof about / sizeof *about; i++)
		if (jy_has_aspect(metric, about[i]))
			return true;
	return false;
}

static bool is_guarded(const struct jy_linter *linter, const struct jy_criterion *criterion)
{
	const struct jy_criterion *const *list = NULL;
	size_t count = criterion->touchpoint ? jy_judged(linter, criterion->touchpoint, &list) : 0;

	if (criterion->metric->watch_with)
		return true;
	for (size_t i = 0; i < count; i++)
		if (list[i]->metric && guards(list[i]->metric))
			return true;
	return false;
}

JY_RULE(metric_aht_unguarded)
{
	JY_EACH_CRITERION(linter, at)
	{
		struct jy_diag *diag;

		if (!has_ceiling(at.criterion) || is_guarded(linter, at.criterion))
			continue;
		diag = jy_find(linter, at.criterion->span,
			       "`%.*s` has a ceiling, and nothing guards what customers get",
			       JB_ARG(at.criterion->metric->decl.name));
		jy_label(linter, diag, at.criterion->metric->decl.span, "the metric");
		jy_help(linter, diag,
			"write `better lower, watch with METRIC` in the metric, or judge quality "
			"beside it");
	}
}

/* ---- what is offered ---- */

static bool has_let(const struct jy_source *source, const char *name)
{
	for (size_t i = 0; i < source->let_count; i++)
		if (jb_text_is(source->let[i]->decl.name, name))
			return true;
	return false;
}

static bool names_offered(const struct jy_metric *metric)
{
	static const char word[] = "offered";

	for (size_t i = 0; i + sizeof word - 1 <= metric->definition.size; i++)
		if (jb_text_starts((struct jb_text){metric->definition.at + i,
						    metric->definition.size - i},
				   JB_TEXT("offered")))
			return true;
	return false;
}

/* Shares of speed whose base is `not short_abandon` quietly count rows that are no calls. */
JY_RULE(metric_no_offered)
{
	for (size_t i = 0; i < linter->model->metrics.count; i++) {
		const struct jy_metric *metric = linter->model->metrics.at[i];
		struct jy_diag *diag;

		if (!jy_has_aspect(metric, "speed") || metric->kind != JRT_KIND_RATIO ||
		    !metric->source || metric->library || !has_let(metric->source, "answered") ||
		    names_offered(metric))
			continue;
		diag = jy_find(linter, metric->decl.span,
			       "`%.*s` does not start from the contacts that were offered",
			       JB_ARG(metric->decl.name));
		jy_note(linter, diag,
			"rows that are no contacts, such as tests and menus, then count as "
			"answered "
			"or lost");
		jy_help(linter, diag,
			"name them once, `let offered = answered or …`, and measure `among "
			"offered`");
	}
}
