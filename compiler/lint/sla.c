/*
 * Rules about agreements: what is guaranteed serves the journey, both sides owe something, and
 * everybody knows up to which volume a promise holds.
 */
#include "lint/set.h"

JY_RULE(sla_no_volume_band)
{
	for (size_t i = 0; i < linter->model->agreements.count; i++) {
		const struct jy_agreement *agreement = linter->model->agreements.at[i];
		struct jy_diag *diag;

		if (!agreement->guarantee_count || agreement->volume_band >= 0 ||
		    agreement->volume_relief)
			continue;
		diag = jy_find(linter, agreement->decl.span,
			       "`%.*s` guarantees the same at any volume",
			       JB_ARG(agreement->decl.name));
		jy_help(linter, diag,
			"say up to which volume it holds: `volume within 20%% of SOURCE`, or "
			"relief "
			"above it");
	}
}

static bool obliges_brand(const struct jy_agreement *agreement)
{
	for (size_t i = 0; i < agreement->obligation_count; i++)
		if (agreement->obligation[i].party.brand)
			return true;
	return false;
}

JY_RULE(sla_one_sided)
{
	for (size_t i = 0; i < linter->model->agreements.count; i++) {
		const struct jy_agreement *agreement = linter->model->agreements.at[i];
		struct jb_text brand = agreement->brand ? agreement->brand->decl.name : JB_TEXT("");
		struct jy_diag *diag;

		if (!agreement->guarantee_count || !brand.size || obliges_brand(agreement))
			continue;
		diag = jy_find(linter, agreement->decl.span,
			       "`%.*s` obliges the partner in %zu guarantee%s, and `%.*s` to "
			       "nothing",
			       JB_ARG(agreement->decl.name), agreement->guarantee_count,
			       agreement->guarantee_count == 1 ? "" : "s", JB_ARG(brand));
		jy_help(linter, diag,
			"say what the partner needs from the brand: `obliges %.*s to \"deliver the "
			"forecast by day 20\"`",
			JB_ARG(brand));
	}
}

/* ---- what the journey asks ---- */

struct asked {
	struct jy_set metrics;
	bool something;
};

static void ask(struct asked *asked, const struct jy_metric *const *metric, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		asked->something = asked->something || metric[i];
		jy_set_add(&asked->metrics, metric[i]);
	}
}

/* The metrics of criteria outside of agreements, of objectives and of what feelings are about. */
static struct asked asked_by(struct jy_linter *linter)
{
	const struct jy_model *model = linter->model;
	struct asked asked = {0};

	jy_set_init(&asked.metrics, linter->arena);
	JY_EACH_CRITERION(linter, at)
	if (!at.agreement)
		ask(&asked, &at.criterion->metric, 1);
	for (size_t i = 0; i < model->objectives.count; i++)
		ask(&asked, model->objectives.at[i]->measured_by.at,
		    model->objectives.at[i]->measured_by.count);
	for (size_t i = 0; i < model->attributes.count; i++)
		ask(&asked, model->attributes.at[i]->measured_by.at,
		    model->attributes.at[i]->measured_by.count);
	return asked;
}

static bool is_linked(const struct asked *asked, const struct jy_guarantee *guarantee)
{
	const struct jy_criterion *criterion =
		guarantee->expected ? guarantee->expected : guarantee->minimum;

	return !criterion || !criterion->metric || guarantee->serves.count > 0 ||
	       criterion->metric->serves.count > 0 ||
	       jy_set_has(&asked->metrics, criterion->metric);
}

/* Without anything asked (an agreement by itself) nothing can be said. */
JY_RULE(sla_unlinked)
{
	struct asked asked = asked_by(linter);

	for (size_t i = 0; asked.something && i < linter->model->agreements.count; i++) {
		const struct jy_agreement *agreement = linter->model->agreements.at[i];

		for (size_t k = 0; k < agreement->guarantee_count; k++) {
			const struct jy_guarantee *guarantee = &agreement->guarantee[k];
			struct jy_diag *diag;

			if (is_linked(&asked, guarantee))
				continue;
			diag = jy_find(linter, guarantee->decl.span,
				       "the guarantee `%.*s` serves nothing that the journey asks",
				       JB_ARG(guarantee->decl.name));
			jy_note(linter, diag, "it can be green while the journey is red");
			jy_help(linter, diag,
				"say what it is for: `serves OBJECTIVE`, or judge the same metric "
				"in the journey with `success`");
		}
	}
}
