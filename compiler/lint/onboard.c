/*
 * Rules about onboarding: people are screened, trained and certified before they meet a customer.
 */
#include "base/buf.h"
#include "lint/linter.h"

struct steps {
	bool screened, trained, certified;
};

static void add(struct steps *steps, const struct jy_skills *skills)
{
	steps->screened |= skills->screened_first;
	steps->trained |= skills->training > 0;
	steps->certified |= skills->certified_first;
}

static struct steps steps_of(const struct jy_staff *staff)
{
	struct steps steps = {0};

	add(&steps, &staff->skills);
	for (size_t i = 0; i < staff->role_count; i++)
		add(&steps, &staff->role[i].skills);
	return steps;
}

static void add_step(struct jb_buf *text, bool done, const char *step)
{
	if (!done)
		jb_buf_printf(text, "%s%s", text->size ? ", " : "", step);
}

/* A partner that says nothing at all of onboarding is asked once, for all three. */
JY_RULE(onboard_step_missing)
{
	for (size_t i = 0; i < linter->model->partners.count; i++) {
		const struct jy_partner *partner = linter->model->partners.at[i];
		struct steps steps = steps_of(&partner->staff);
		struct jb_buf missing;
		struct jy_diag *diag;

		for (size_t t = 0; t < partner->team_count; t++) {
			struct steps own = steps_of(&partner->team[t].staff);

			steps.screened |= own.screened;
			steps.trained |= own.trained;
			steps.certified |= own.certified;
		}
		if (!jy_speaks(linter, partner) || jy_holds(partner->delivery, "in_house") ||
		    (steps.screened && steps.trained && steps.certified))
			continue;
		jb_buf_init(&missing, linter->arena);
		add_step(&missing, steps.screened, "`screened before the first contact`");
		add_step(&missing, steps.trained, "`training 40h before the first contact`");
		add_step(&missing, steps.certified, "`certified before the first contact`");
		diag = jy_find(linter, partner->decl.span,
			       "people of `%.*s` meet customers before they are ready",
			       JB_ARG(partner->decl.name));
		jy_help(linter, diag, "agree on what is missing: %.*s",
			JB_ARG(jb_buf_text(&missing)));
	}
}
