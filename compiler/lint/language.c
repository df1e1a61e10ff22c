/*
 * Rules about languages: customers are served in theirs.
 */
#include "lint/linter.h"

/* Of the partner, its sites and its teams. */
static bool speaks(const struct jy_partner *partner, struct jb_text language)
{
	struct jy_texts own = partner->languages;

	for (size_t i = 0; i < own.count; i++)
		if (jb_text_equal(own.at[i], language))
			return true;
	for (size_t t = 0; t < partner->team_count; t++)
		for (size_t i = 0; i < partner->team[t].staff.languages.count; i++)
			if (jb_text_equal(partner->team[t].staff.languages.at[i], language))
				return true;
	for (size_t s = 0; s < partner->site_count; s++)
		for (size_t i = 0; i < partner->site[s].staff.languages.count; i++)
			if (jb_text_equal(partner->site[s].staff.languages.at[i], language))
				return true;
	return false;
}

/* False also where no partner that serves customers names a language: nothing is known then. */
static bool is_spoken(const struct jy_linter *linter, struct jb_text language, bool *known)
{
	bool spoken = false;

	for (size_t i = 0; i < linter->model->partners.count; i++) {
		const struct jy_partner *partner = linter->model->partners.at[i];

		if (!jy_serves(linter, partner))
			continue;
		*known |= partner->languages.count > 0;
		spoken |= speaks(partner, language);
	}
	return spoken;
}

static void find_gaps(struct jy_linter *linter, const struct jy_market *market)
{
	for (size_t i = 0; i < market->languages.count; i++) {
		struct jb_text language = market->languages.at[i];
		bool known = false;
		struct jy_diag *diag;

		if (is_spoken(linter, language, &known) || !known)
			continue;
		diag = jy_find(linter, market->span,
			       "customers in %.*s speak %.*s, and no partner does",
			       JB_ARG(market->country), JB_ARG(language));
		jy_help(linter, diag, "find a partner or a team with `languages %.*s`",
			JB_ARG(language));
	}
}

JY_RULE(language_gap)
{
	for (size_t i = 0; i < linter->model->brands.count; i++)
		for (size_t k = 0; k < linter->model->brands.at[i]->market_count; k++)
			find_gaps(linter, &linter->model->brands.at[i]->market[k]);
}
