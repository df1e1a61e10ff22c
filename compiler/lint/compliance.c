/*
 * Rules about law: every country in which customers are or in which they are served has its own,
 * and personal data that crosses a border needs a basis. The European Economic Area and the
 * countries that the EU finds adequate are not told apart here: a basis is named, whatever it is.
 */
#include "base/map.h"
#include "lint/linter.h"

/* ---- countries with a jurisdiction ---- */

static const struct jy_jurisdiction *jurisdiction_of(const struct jy_linter *linter,
						     struct jb_text country)
{
	for (size_t i = 0; i < linter->model->jurisdictions.count; i++)
		if (jb_text_equal(linter->model->jurisdictions.at[i]->decl.name, country))
			return linter->model->jurisdictions.at[i];
	return NULL;
}

static void find_lawless(struct jy_linter *linter, struct jb_map *seen, struct jb_text country,
			 struct jy_span span, const char *why)
{
	const struct jy_jurisdiction *law = jurisdiction_of(linter, country);
	struct jy_diag *diag;
	bool fresh;

	if (!country.size || (law && law->law.count))
		return;
	jb_map_put(seen, country, &fresh);
	if (!fresh)
		return;
	diag = jy_find(linter, span, "%s %.*s, whose law is not named", why, JB_ARG(country));
	jy_help(linter, diag, "name it: `jurisdiction %.*s { law NAME }`", JB_ARG(country));
}

JY_RULE(compliance_no_ruleset)
{
	const struct jy_model *model = linter->model;
	struct jb_map seen;

	jb_map_init(&seen, linter->arena);
	for (size_t i = 0; i < model->brands.count; i++)
		for (size_t k = 0; k < model->brands.at[i]->market_count; k++)
			find_lawless(linter, &seen, model->brands.at[i]->market[k].country,
				     model->brands.at[i]->market[k].span, "customers live in");
	for (size_t i = 0; i < model->partners.count; i++)
		for (size_t k = 0; k < model->partners.at[i]->site_count; k++)
			if (jy_serves(linter, model->partners.at[i]))
				find_lawless(linter, &seen, model->partners.at[i]->site[k].country,
					     model->partners.at[i]->site[k].decl.span,
					     "customers are served from");
}

/* ---- borders ---- */

static bool may_go(const struct jy_linter *linter, struct jb_text from, struct jb_text to)
{
	const struct jy_jurisdiction *law = jurisdiction_of(linter, from);

	for (size_t i = 0; law && i < law->transfer_count; i++)
		for (size_t k = 0; k < law->transfer[i].to.count; k++)
			if (jb_text_equal(law->transfer[i].to.at[k], to))
				return true;
	return jb_text_equal(from, to);
}

struct border {
	struct jy_linter *linter;
	const struct jy_touchpoint *touchpoint;
	struct jb_map *seen;
};

static void find_border(const struct border *at, const struct jy_market *market,
			const struct jy_site *site)
{
	struct jy_linter *linter = at->linter;
	struct jy_diag *diag;
	bool fresh;

	if (!site->country.size || may_go(linter, market->country, site->country))
		return;
	jb_map_put(at->seen,
		   jb_text_printf(linter->arena, "%.*s %.*s", JB_ARG(market->country),
				  JB_ARG(site->country)),
		   &fresh);
	if (!fresh)
		return;
	diag = jy_find(linter, at->touchpoint->decl.span,
		       "personal data of customers in %.*s goes to %.*s without a basis",
		       JB_ARG(market->country), JB_ARG(site->country));
	jy_label(linter, diag, site->decl.span, "served from here");
	jy_label(linter, diag, market->span, "customers are here");
	jy_help(linter, diag,
		"name the basis: `jurisdiction %.*s { transfer to %.*s under \"standard "
		"contractual "
		"clauses\" }`",
		JB_ARG(market->country), JB_ARG(site->country));
}

static void find_borders(const struct border *at, const struct jy_brand *brand)
{
	for (size_t d = 0; d < at->touchpoint->delivery_count; d++) {
		const struct jy_partner *partner = at->touchpoint->delivery[d].partner;
		bool fresh = false;

		if (partner)
			jb_map_put(at->seen,
				   jb_text_printf(at->linter->arena, "%.*s to %.*s",
						  JB_ARG(brand->decl.name),
						  JB_ARG(partner->decl.name)),
				   &fresh);
		for (size_t s = 0; fresh && s < partner->site_count; s++)
			for (size_t m = 0; m < brand->market_count; m++)
				find_border(at, &brand->market[m], &partner->site[s]);
	}
}

JY_RULE(compliance_cross_border)
{
	struct jb_map seen;

	jb_map_init(&seen, linter->arena);
	JY_EACH_TOUCHPOINT(linter, at)
	{
		const struct border border = {linter, at.touchpoint, &seen};

		if (at.touchpoint->handles.count && at.journey->brand)
			find_borders(&border, at.journey->brand);
	}
}
