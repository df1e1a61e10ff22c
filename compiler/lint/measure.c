/*
 * Rules about measures: each has one source of truth, and an objective that it serves.
 */
#include "base/map.h"
#include "lint/linter.h"

/* ---- objectives ---- */

static bool is_measure_of_objective(const struct jy_linter *linter, const struct jy_metric *metric)
{
	for (size_t i = 0; i < linter->model->objectives.count; i++) {
		const struct jy_objective *objective = linter->model->objectives.at[i];

		for (size_t k = 0; k < objective->measured_by.count; k++)
			if (objective->measured_by.at[k] == metric)
				return true;
	}
	return metric->serves.count > 0;
}

/* Metrics that criteria judge; where a program has no objectives it is not asked for them. */
JY_RULE(measure_orphan)
{
	struct jb_map seen;

	jb_map_init(&seen, linter->arena);
	if (!linter->model->objectives.count)
		return;
	JY_EACH_CRITERION(linter, at)
	{
		const struct jy_metric *metric = at.criterion->metric;
		struct jb_text key = JY_KEY(metric);
		struct jy_diag *diag;
		bool fresh;

		if (!metric)
			continue;
		jb_map_intern(&seen, &key, &fresh);
		if (!fresh || is_measure_of_objective(linter, metric) ||
		    (at.guarantee && at.guarantee->serves.count) ||
		    (at.criterion->journey && at.criterion->journey->serves.count))
			continue;
		diag = jy_find(linter, metric->decl.span,
			       "`%.*s` is judged, and serves no objective",
			       JB_ARG(metric->decl.name));
		jy_help(linter, diag,
			"write `serves OBJECTIVE` in the metric, or `measured by %.*s` in an "
			"objective",
			JB_ARG(metric->decl.name));
	}
}

/* ---- one source of truth ---- */

static const struct jy_source *reports(struct jb_map *first, const struct jy_source *source,
				       const struct jy_metric *metric)
{
	struct jb_text key = JY_KEY(metric);
	bool fresh;
	uint64_t *at = jb_map_intern(first, &key, &fresh);

	if (fresh)
		*at = (uint64_t)(uintptr_t)source;
	return (const struct jy_source *)(uintptr_t)*at;
}

JY_RULE(measure_two_sources)
{
	struct jb_map first;

	jb_map_init(&first, linter->arena);
	for (size_t i = 0; i < linter->model->sources.count; i++) {
		const struct jy_source *source = linter->model->sources.at[i];

		for (size_t c = 0; source->reported && c < source->plain.column_count; c++) {
			const struct jy_source *other;
			struct jy_diag *diag;

			if (!source->reported[c])
				continue;
			other = reports(&first, source, source->reported[c]);
			if (other == source)
				continue;
			diag = jy_find(linter, source->column_decl[c].span,
				       "`%.*s` is reported by two sources",
				       JB_ARG(source->reported[c]->decl.name));
			jy_label(linter, diag, other->decl.span, "and by this one");
			jy_help(linter, diag,
				"say which of them counts, and keep the other out of the program");
		}
	}
}
