/*
 * Rules about value: price is the last question, savings are believed up to what the field has
 * seen, and what they may cost is budgeted.
 */
#include "lint/look_partner.h"
#include "lint/set.h"

/* The white paper anticipates savings "of up to 70%". */
#define SAVING_SEEN (70 * JB_FIX_ONE / 100)

/* ---- claims ---- */

static void find_claims(struct jy_linter *linter, const struct jy_saving *saving, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct jy_diag *diag;

		if (saving[i].share <= SAVING_SEEN)
			continue;
		diag = jy_find(linter, saving[i].span,
			       "a saving of %.*s%%: more than the 70%% that the field has seen at "
			       "most",
			       JB_ARG(jy_number_text(linter, saving[i].share * 100)));
		jy_help(linter, diag,
			"count again what the same work costs in house, or say why it is so: "
			"`allow value.claim-high because \"…\" until DATE`");
	}
}

JY_RULE(value_claim_high)
{
	for (size_t i = 0; i < linter->model->partners.count; i++)
		find_claims(linter, linter->model->partners.at[i]->saving,
			    linter->model->partners.at[i]->saving_count);
	for (size_t i = 0; i < linter->model->assessments.count; i++)
		find_claims(linter, linter->model->assessments.at[i]->saving,
			    linter->model->assessments.at[i]->saving_count);
}

JY_RULE(value_no_risk_budget)
{
	struct jy_services services = jy_services(linter);

	for (size_t i = 0; i < services.count; i++) {
		const struct jy_partner *partner = services.at[i].partner;
		struct jy_diag *diag;

		if (!partner->saving_count || partner->has_risk_budget)
			continue;
		diag = jy_find(linter, partner->saving[0].span,
			       "`%.*s` saves %.*s%%, and nothing is set aside for what may go "
			       "wrong",
			       JB_ARG(partner->decl.name),
			       JB_ARG(jy_number_text(linter, partner->saving[0].share * 100)));
		jy_help(linter, diag,
			"set something aside for credits, repeated work and lost customers: `risk "
			"budget EUR 20_000`");
	}
}

/* ---- reasons ---- */

static void find_reason(struct jy_linter *linter, struct jy_texts rationale, struct jy_span span)
{
	struct jy_diag *diag;

	if (rationale.count != 1 || !jy_holds(rationale, "cost"))
		return;
	diag = jy_find(linter, span, "cost is the only reason to outsource");
	jy_help(linter, diag,
		"say what else it brings, if there is something: `rationale cost, skills, "
		"continuity`");
}

JY_RULE(value_cost_only)
{
	const struct jy_model *model = linter->model;

	for (size_t i = 0; i < model->brands.count; i++)
		find_reason(linter, model->brands.at[i]->rationale, model->brands.at[i]->decl.span);
	for (size_t i = 0; i < model->agreements.count; i++)
		find_reason(linter, model->agreements.at[i]->rationale,
			    model->agreements.at[i]->decl.span);
}

/* ---- price first ---- */

struct unanswered {
	JB_VEC(struct jb_text) themes;
	size_t asked;
};

static struct unanswered unanswered_of(struct jy_linter *linter,
				       const struct jy_assessment *assessment)
{
	const struct jy_framework *framework = assessment->framework;
	struct unanswered found = {0};
	struct jy_set answered, last;

	jy_set_init(&answered, linter->arena);
	jy_set_init(&last, linter->arena);
	for (size_t i = 0; i < assessment->rating_count; i++)
		if (assessment->rating[i].assessed)
			jy_set_add(&answered, assessment->rating[i].theme);
	for (size_t i = 0; i < assessment->after_others.count; i++)
		jy_set_add(&last, assessment->after_others.at[i]);
	for (size_t i = 0; i < framework->theme_count; i++) {
		const struct jy_framework_theme *theme = &framework->theme[i];

		if (theme->after_others || jy_set_has(&last, theme))
			continue;
		found.asked++;
		if (!jy_set_has(&answered, theme))
			*jb_push(linter->arena, &found.themes) = theme->decl.name;
	}
	return found;
}

/* Where a price or a saving stands: in the assessment, or in the partner. False: nowhere. */
static bool find_price(const struct jy_assessment *assessment, struct jy_span *span)
{
	const struct jy_partner *partner = assessment->partner;

	if (assessment->has_price)
		*span = assessment->price_span;
	else if (assessment->saving_count)
		*span = assessment->saving[0].span;
	else if (partner && partner->saving_count)
		*span = partner->saving[0].span;
	else
		return false;
	return true;
}

JY_RULE(value_price_first)
{
	for (size_t i = 0; i < linter->model->assessments.count; i++) {
		const struct jy_assessment *assessment = linter->model->assessments.at[i];
		struct unanswered found;
		struct jy_diag *diag;
		struct jy_span span;

		if (!assessment->framework || !find_price(assessment, &span))
			continue;
		found = unanswered_of(linter, assessment);
		if (!found.themes.count)
			continue;
		diag = jy_find(linter, span,
			       "a price is named with %zu of %zu other themes unanswered: %.*s",
			       found.themes.count, found.asked,
			       JB_ARG(jy_listed(linter, found.themes.at, found.themes.count)));
		jy_label(linter, diag, assessment->decl.span, "the assessment");
		jy_help(linter, diag,
			"answer them first: `theme %.*s 3 because \"…\" evidence \"…\"`",
			JB_ARG(found.themes.at[0]));
	}
}
