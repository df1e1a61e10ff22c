/*
 * Rules about quality: a bill must be right, and who complains or leaves must be treated well.
 * Handling time and speed show neither.
 */
#include "lint/look_aspect.h"

/* Over channels that are all said to be machines; none said: unknown. */
static bool is_machine(const struct jy_touchpoint *touchpoint)
{
	for (size_t i = 0; i < touchpoint->channels.count; i++)
		if (jy_is_human(touchpoint->channels.at[i]))
			return false;
	return touchpoint->channels.count > 0;
}

JY_RULE(quality_billing_accuracy)
{
	struct jy_aspect_walk walk = {.aspect = "accuracy"};

	JY_EACH_TOUCHPOINT(linter, at)
	{
		const struct jy_touchpoint *touchpoint = at.touchpoint;
		struct jy_diag *diag;

		if (touchpoint->customer_acts || !jy_holds(touchpoint->purposes, "billing") ||
		    jy_may_measure(linter, &walk, touchpoint))
			continue;
		diag = jy_find(linter, touchpoint->decl.span,
			       "`%.*s` is about bills, and nothing judges whether they are right",
			       JB_ARG(touchpoint->decl.name));
		jy_help(linter, diag,
			"judge a metric of `aspect accuracy` here: `success billing_accuracy at "
			"least 99%% every month`");
	}
}

JY_RULE(quality_no_conduct)
{
	struct jy_aspect_walk walk = {.aspect = "conduct"};

	JY_EACH_TOUCHPOINT(linter, at)
	{
		const struct jy_touchpoint *touchpoint = at.touchpoint;
		bool complains = jy_holds(touchpoint->purposes, "complaint");
		struct jy_diag *diag;

		if (touchpoint->customer_acts || is_machine(touchpoint) ||
		    (!complains && !jy_holds(touchpoint->purposes, "cancellation")) ||
		    jy_may_measure(linter, &walk, touchpoint))
			continue;
		diag = jy_find(linter, touchpoint->decl.span,
			       "customers %s at `%.*s`, and nothing judges how they are treated",
			       complains ? "complain" : "leave", JB_ARG(touchpoint->decl.name));
		jy_help(linter, diag,
			"judge a metric of `aspect conduct` here: `success rude_contacts at most "
			"0.1%% every month`");
	}
}
