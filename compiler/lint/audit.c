/*
 * Rules about audits: trust in a partner is renewed by looking, at times that were agreed.
 */
#include "lint/linter.h"

JY_RULE(audit_none)
{
	for (size_t i = 0; i < linter->model->partners.count; i++) {
		const struct jy_partner *partner = linter->model->partners.at[i];
		struct jy_diag *diag;

		if (partner->audit.given || !jy_serves(linter, partner) ||
		    jy_holds(partner->delivery, "in_house"))
			continue;
		diag = jy_find(linter, partner->decl.span, "nobody audits the partner `%.*s`",
			       JB_ARG(partner->decl.name));
		jy_help(linter, diag, "agree on a time: `audit every 6 months, last 2026-05-12`");
	}
}

JY_RULE(audit_overdue)
{
	for (size_t i = 0; i < linter->model->partners.count; i++) {
		const struct jy_partner *partner = linter->model->partners.at[i];
		const struct jy_audit *audit = &partner->audit;
		struct jy_diag *diag;
		int32_t due;

		if (!audit->has_last || !linter->has_as_of || audit->every < 0)
			continue;
		due = audit->last + (int32_t)(audit->every / JB_FIX_ONE);
		if (linter->as_of <= due)
			continue;
		diag = jy_find(linter, audit->span,
			       "the audit of `%.*s` was due on %.*s, and it is %.*s",
			       JB_ARG(partner->decl.name), JB_ARG(jy_date_text(linter, due)),
			       JB_ARG(jy_date_text(linter, linter->as_of)));
		jy_help(linter, diag, "audit, and write the day behind `last`");
	}
}
