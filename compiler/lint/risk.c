/*
 * Rules about risks: what is known to be serious at a moment of truth has something done about it.
 * A risk of a stage or a journey touches every moment of truth in it.
 */
#include "lint/linter.h"

static bool is_serious(const struct jy_risk *risk)
{
	return jb_text_is(risk->severity, "high") || jb_text_is(risk->severity, "abandons");
}

static void find_in(struct jy_linter *linter, const struct jy_risk *risk, size_t count,
		    const struct jy_touchpoint *truth)
{
	for (size_t i = 0; truth && i < count; i++) {
		struct jy_diag *diag;

		if (!is_serious(&risk[i]) || risk[i].mitigated.size)
			continue;
		diag = jy_find(linter, risk[i].span,
			       "\"%.*s\" is a serious risk to the moment of truth `%.*s`, and "
			       "nothing is done about it",
			       JB_ARG(risk[i].text), JB_ARG(truth->decl.name));
		jy_help(linter, diag,
			"say what is: `risk \"…\" severity %.*s mitigated by \"Second site\"`",
			JB_ARG(risk[i].severity));
	}
}

/* Returns the stage's first moment of truth, or NULL. */
static const struct jy_touchpoint *find_in_stage(struct jy_linter *linter,
						 const struct jy_stage *stage)
{
	const struct jy_touchpoint *first = NULL;

	for (size_t t = 0; t < stage->touchpoint_count; t++) {
		const struct jy_touchpoint *touchpoint = &stage->touchpoint[t];

		if (!touchpoint->moment_of_truth)
			continue;
		find_in(linter, touchpoint->risk, touchpoint->risk_count, touchpoint);
		if (!first)
			first = touchpoint;
	}
	find_in(linter, stage->risk, stage->risk_count, first);
	return first;
}

JY_RULE(risk_unmitigated)
{
	for (size_t i = 0; i < linter->model->journeys.count; i++) {
		const struct jy_journey *journey = linter->model->journeys.at[i];
		const struct jy_touchpoint *first = NULL;

		for (size_t s = 0; s < journey->stage_count; s++) {
			const struct jy_touchpoint *truth =
				find_in_stage(linter, &journey->stage[s]);

			if (!first)
				first = truth;
		}
		find_in(linter, journey->risk, journey->risk_count, first);
	}
}
