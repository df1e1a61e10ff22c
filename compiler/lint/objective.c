/*
 * Rules about objectives: what is wanted is measured, and has days on which it is seen to come
 * nearer.
 */
#include "lint/linter.h"

static bool is_served(const struct jy_linter *linter, const struct jy_objective *objective)
{
	for (size_t i = 0; i < linter->model->metrics.count; i++) {
		const struct jy_metric *metric = linter->model->metrics.at[i];

		for (size_t k = 0; k < metric->serves.count; k++)
			if (metric->serves.at[k] == objective)
				return true;
	}
	for (size_t i = 0; i < linter->model->objectives.count; i++) {
		const struct jy_objective *other = linter->model->objectives.at[i];

		for (size_t k = 0; k < other->serves.count; k++)
			if (other->serves.at[k] == objective)
				return true;
	}
	return false;
}

JY_RULE(objective_no_measure)
{
	for (size_t i = 0; i < linter->model->objectives.count; i++) {
		const struct jy_objective *objective = linter->model->objectives.at[i];
		struct jy_diag *diag;

		if (objective->measured_by.count || is_served(linter, objective))
			continue;
		diag = jy_find(linter, objective->decl.span,
			       "nothing measures the objective `%.*s`",
			       JB_ARG(objective->decl.name));
		jy_help(linter, diag,
			"write `measured by METRIC`, or `serves %.*s` in a metric or in an "
			"objective "
			"that leads to it",
			JB_ARG(objective->decl.name));
	}
}

JY_RULE(objective_no_milestone)
{
	for (size_t i = 0; i < linter->model->objectives.count; i++) {
		const struct jy_objective *objective = linter->model->objectives.at[i];
		struct jy_diag *diag;

		if (objective->milestone_count)
			continue;
		diag = jy_find(linter, objective->decl.span,
			       "the objective `%.*s` has no milestone",
			       JB_ARG(objective->decl.name));
		jy_help(linter, diag,
			"write for example `milestone \"Second site live\" by "
			"2026-05-31`");
	}
}
