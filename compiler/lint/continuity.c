/*
 * Rules about continuity: who outsources so that the service goes on cannot put it in one place.
 */
#include "lint/linter.h"

static size_t sites_of(const struct jy_linter *linter)
{
	size_t count = 0;

	for (size_t i = 0; i < linter->model->partners.count; i++)
		count += linter->model->partners.at[i]->site_count;
	return count;
}

static void find(struct jy_linter *linter, struct jy_texts rationale, struct jy_span span)
{
	struct jy_diag *diag;

	if (!jy_holds(rationale, "continuity") || sites_of(linter) != 1)
		return;
	diag = jy_find(linter, span, "continuity is a reason to outsource, and there is one site");
	jy_help(linter, diag, "declare a second `site`, with a partner or of your own");
}

JY_RULE(continuity_single_site)
{
	for (size_t i = 0; i < linter->model->brands.count; i++)
		find(linter, linter->model->brands.at[i]->rationale,
		     linter->model->brands.at[i]->decl.span);
	for (size_t i = 0; i < linter->model->agreements.count; i++)
		find(linter, linter->model->agreements.at[i]->rationale,
		     linter->model->agreements.at[i]->decl.span);
}
