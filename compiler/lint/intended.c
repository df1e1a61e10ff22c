/*
 * Rules about the intended experience: what customers are to feel is read from data, or nobody
 * knows whether they do.
 */
#include "lint/linter.h"

JY_RULE(intended_unmeasured)
{
	JY_EACH_TOUCHPOINT(linter, at)
	{
		const struct jy_touchpoint *touchpoint = at.touchpoint;
		struct jy_diag *diag;

		if (!touchpoint->moment_of_truth || !touchpoint->feeling_count ||
		    touchpoint->felt_by || jy_judged_for(linter, touchpoint, "satisfaction") ||
		    jy_judged_for(linter, touchpoint, "effort"))
			continue;
		diag = jy_find(linter, touchpoint->feeling[0].span,
			       "nothing shows whether customers feel this at `%.*s`",
			       JB_ARG(touchpoint->decl.name));
		jy_help(linter, diag, "name the metric it is read from: `felt by METRIC`");
	}
}
