/*
 * Rules about culture: a partner's people should be people the brand would hire, and somebody
 * should have looked.
 */
#include "lint/linter.h"

static bool has_evidence(const struct jy_delivery *delivery)
{
	if (delivery->team && jy_attested(&delivery->team->staff, "culture"))
		return true;
	return jy_attested(&delivery->partner->staff, "culture") != NULL;
}

JY_RULE(culture_no_evidence)
{
	JY_EACH_TOUCHPOINT(linter, at)
	{
		const struct jy_touchpoint *touchpoint = at.touchpoint;

		if (!touchpoint->moment_of_truth || !jy_outsourced(touchpoint) ||
		    jy_judged_for(linter, touchpoint, "conduct") ||
		    jy_judged_for(linter, touchpoint, "engagement"))
			continue;
		for (size_t i = 0; i < touchpoint->delivery_count; i++) {
			const struct jy_delivery *delivery = &touchpoint->delivery[i];
			struct jy_diag *diag;

			if (!delivery->partner || has_evidence(delivery))
				continue;
			diag = jy_find(
				linter, delivery->span,
				"nothing shows that the people of `%.*s` fit the brand, at a "
				"moment of truth",
				JB_ARG(delivery->partner->decl.name));
			jy_label(linter, diag, delivery->partner->decl.span, "the partner");
			jy_help(linter, diag,
				"write in the partner `attested culture 2026-02-10 by brand "
				"evidence "
				"\"…\"`, or judge a metric of `aspect conduct` here");
		}
	}
}
