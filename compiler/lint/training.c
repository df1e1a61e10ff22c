/*
 * Rules about training: knowledge is handed over before the first customer is served. On the same
 * day is in time; a partner that does not say when it was handed over is not judged.
 */
#include "lint/linter.h"

JY_RULE(training_launch_first)
{
	for (size_t i = 0; i < linter->model->partners.count; i++) {
		const struct jy_partner *partner = linter->model->partners.at[i];
		struct jy_diag *diag;

		if (!partner->has_launched || !partner->has_transfer ||
		    partner->knowledge_transfer <= partner->launched)
			continue;
		diag = jy_find(linter, partner->decl.span,
			       "`%.*s` serves customers from %.*s on and is handed the knowledge "
			       "on %.*s, %d day%s later",
			       JB_ARG(partner->decl.name),
			       JB_ARG(jy_date_text(linter, partner->launched)),
			       JB_ARG(jy_date_text(linter, partner->knowledge_transfer)),
			       partner->knowledge_transfer - partner->launched,
			       partner->knowledge_transfer - partner->launched == 1 ? "" : "s");
		jy_help(linter, diag, "launch on %.*s or later, or hand it over earlier",
			JB_ARG(jy_date_text(linter, partner->knowledge_transfer)));
	}
}
