/*
 * Rules about who answers: the customer sees the brand, so the brand answers for every touchpoint a
 * customer meets, also where a partner's people decide.
 */
#include "lint/linter.h"

JY_RULE(accountable_outside_brand)
{
	JY_EACH_TOUCHPOINT(linter, at)
	{
		const struct jy_touchpoint *touchpoint = at.touchpoint;
		struct jy_diag *diag;

		if (!touchpoint->owner_party.partner || touchpoint->customer_acts)
			continue;
		diag = jy_find(linter, touchpoint->owner_span,
			       "%.*s of the partner `%.*s` answers to customers for `%.*s`",
			       JB_ARG(touchpoint->owner),
			       JB_ARG(touchpoint->owner_party.partner->decl.name),
			       JB_ARG(touchpoint->decl.name));
		jy_label(linter, diag, touchpoint->decl.span, "customers meet the brand here");
		jy_help(linter, diag,
			"name the one at the brand who answers: `owner \"Head of Care\"%s%.*s`",
			at.journey->brand ? " of " : "",
			JB_ARG(at.journey->brand ? at.journey->brand->decl.name : JB_TEXT("")));
	}
}

JY_RULE(accountable_partner_alone)
{
	JY_EACH_TOUCHPOINT(linter, at)
	for (size_t i = 0; i < at.touchpoint->empowered_count; i++) {
		const struct jy_empowerment *empowered = &at.touchpoint->empowered[i];
		struct jy_diag *diag;

		if (!empowered->party.partner)
			continue;
		diag = jy_find(linter, empowered->span,
			       "only %.*s of the partner `%.*s` answers for what may be "
			       "decided here",
			       JB_ARG(empowered->accountable),
			       JB_ARG(empowered->party.partner->decl.name));
		jy_help(linter, diag,
			"name who answers at the brand: `accountable \"Head of Care\"%s%.*s`",
			at.journey->brand ? " of " : "",
			JB_ARG(at.journey->brand ? at.journey->brand->decl.name : JB_TEXT("")));
	}
}
