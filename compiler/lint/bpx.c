/*
 * Rules about BPX, managed outsourcing with the flexibility of gig work: it rests on Brand, People
 * and Customer Xperience, and what it offers can be measured.
 */
#include "base/buf.h"
#include "lint/linter.h"

static const struct {
	const char *word, *title;
} legs[] = {{"brand", "Brand"}, {"people", "People"}, {"cx", "Customer Xperience"}};

static const struct jy_partner *partner_of_bpx(const struct jy_linter *linter)
{
	for (size_t i = 0; i < linter->model->partners.count; i++) {
		const struct jy_partner *partner = linter->model->partners.at[i];

		if (jy_holds(partner->delivery, "bpx") && jy_serves(linter, partner))
			return partner;
	}
	return NULL;
}

static void find_missing(struct jy_linter *linter, const struct jy_partner *partner,
			 const bool stands[3])
{
	struct jb_buf titles, words;
	size_t missing = 0;
	struct jy_diag *diag;

	jb_buf_init(&titles, linter->arena);
	jb_buf_init(&words, linter->arena);
	for (size_t i = 0; i < 3; i++) {
		if (stands[i])
			continue;
		jb_buf_printf(&titles, "%s%s", missing ? " and " : "", legs[i].title);
		jb_buf_printf(&words, "%s`fundamental %s`", missing ? ", " : "", legs[i].word);
		missing++;
	}
	if (!missing)
		return;
	diag = jy_find(
		linter, partner->decl.span,
		"BPX rests on Brand, People and Customer Xperience, and %.*s %s no criterion",
		JB_ARG(jb_buf_text(&titles)), missing == 1 ? "has" : "have");
	jy_help(linter, diag, "mark a metric %.*s, and judge it with `success` or in a guarantee",
		JB_ARG(jb_buf_text(&words)));
}

JY_RULE(bpx_missing_leg)
{
	const struct jy_partner *partner = partner_of_bpx(linter);
	bool stands[3] = {false};

	if (!partner)
		return;
	JY_EACH_CRITERION(linter, at)
	for (size_t i = 0; i < 3; i++)
		if (at.criterion->metric &&
		    jb_text_is(at.criterion->metric->fundamental, legs[i].word))
			stands[i] = true;
	find_missing(linter, partner, stands);
}

JY_RULE(bpx_offer_unmeasured)
{
	for (size_t i = 0; i < linter->model->partners.count; i++) {
		const struct jy_partner *partner = linter->model->partners.at[i];

		for (size_t k = 0; k < partner->offer_count; k++) {
			const struct jy_offer *offer = &partner->offer[k];
			struct jy_diag *diag;

			if (offer->measured_by.count)
				continue;
			diag = jy_find(linter, offer->span,
				       "`%.*s` offers %.*s, and nothing shows whether it comes",
				       JB_ARG(partner->decl.name), JB_ARG(offer->what));
			jy_help(linter, diag,
				"name what shows it: `offers %.*s measured by METRIC`",
				JB_ARG(offer->what));
		}
	}
}
