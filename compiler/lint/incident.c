/*
 * Rules about what goes wrong: somebody acts on it, and customers hear of it in time.
 */
#include "lint/look_recovery.h"

static const struct jy_pain *serious_pain(const struct jy_touchpoint *touchpoint)
{
	for (size_t i = 0; i < touchpoint->pain_count; i++)
		if (jb_text_is(touchpoint->pain[i].severity, "high") ||
		    jb_text_is(touchpoint->pain[i].severity, "abandons"))
			return &touchpoint->pain[i];
	return NULL;
}

static bool is_acted_on(const struct jy_set *recovered, const struct jy_touchpoint *touchpoint)
{
	for (size_t i = 0; i < touchpoint->risk_count; i++)
		if (touchpoint->risk[i].mitigated.size)
			return true;
	if (jy_set_has(recovered, touchpoint))
		return true;
	for (size_t i = 0; i < touchpoint->lane_count; i++)
		if (touchpoint->lane[i].lane == JY_LANE_OPPORTUNITY)
			return true;
	return touchpoint->improvement_count > 0 || touchpoint->stage->improvement_count > 0;
}

JY_RULE(incident_no_action)
{
	struct jy_set recovered = jy_recovered(linter);

	JY_EACH_TOUCHPOINT(linter, at)
	{
		const struct jy_feeling *trough = jy_trough(at.touchpoint);
		const struct jy_pain *pain = serious_pain(at.touchpoint);
		struct jy_diag *diag;

		if ((!pain && !(trough && trough->kind == JY_TROUGH)) ||
		    is_acted_on(&recovered, at.touchpoint))
			continue;
		diag = jy_find(linter, pain ? pain->span : trough->span,
			       "nobody acts on what is wrong at `%.*s`",
			       JB_ARG(at.touchpoint->decl.name));
		jy_help(linter, diag,
			"say what is done: `action \"…\" about process by DATE owner \"…\"`, or at "
			"least "
			"`opportunity \"…\"`");
	}
}

JY_RULE(incident_no_comms)
{
	for (size_t i = 0; i < linter->model->incidents.count; i++) {
		const struct jy_incident_plan *plan = linter->model->incidents.at[i];
		struct jy_diag *diag;

		if (plan->communicates >= 0)
			continue;
		diag = jy_find(linter, plan->decl.span,
			       "`%.*s` does not say when customers hear of it",
			       JB_ARG(plan->decl.name));
		jy_help(linter, diag, "write `communicates within 24h`");
	}
}
