/*
 * Rules about control: consistency comes from listening, calibrating, and supervisors who have
 * time.
 */
#include "lint/linter.h"

#define SPAN_MAX (20 * JB_FIX_ONE)

/* A partner whose people customers meet. */
static bool is_asked(const struct jy_linter *linter, const struct jy_partner *partner)
{
	return jy_speaks(linter, partner) && !jy_holds(partner->delivery, "in_house");
}

static bool is_heard(const struct jy_partner *partner)
{
	for (size_t i = 0; i < partner->team_count; i++)
		if (partner->team[i].staff.monitors > 0 || partner->team[i].staff.calibrates)
			return true;
	for (size_t i = 0; i < partner->site_count; i++)
		if (partner->site[i].staff.monitors > 0 || partner->site[i].staff.calibrates)
			return true;
	return partner->staff.monitors > 0 || partner->staff.calibrates;
}

JY_RULE(control_blind)
{
	for (size_t i = 0; i < linter->model->partners.count; i++) {
		const struct jy_partner *partner = linter->model->partners.at[i];
		struct jy_diag *diag;

		if (!is_asked(linter, partner) || is_heard(partner))
			continue;
		diag = jy_find(linter, partner->decl.span,
			       "nobody listens to what `%.*s` says to customers",
			       JB_ARG(partner->decl.name));
		jy_help(linter, diag,
			"agree on it: `monitors 5 contacts per agent every month`, `calibrates "
			"every "
			"month`");
	}
}

static void find_span(struct jy_linter *linter, const struct jy_staff *staff)
{
	struct jy_diag *diag;

	if (staff->supervision <= SPAN_MAX)
		return;
	diag = jy_find(linter, staff->supervision_span, "one supervisor for %.*s heads",
		       JB_ARG(jy_number_text(linter, staff->supervision)));
	jy_note(linter, diag, "more than 20 heads a supervisor leave no time for coaching");
	jy_help(linter, diag, "write for example `span 12 heads per supervisor`");
}

JY_RULE(control_wide_span)
{
	for (size_t i = 0; i < linter->model->partners.count; i++) {
		const struct jy_partner *partner = linter->model->partners.at[i];

		find_span(linter, &partner->staff);
		for (size_t k = 0; k < partner->site_count; k++)
			find_span(linter, &partner->site[k].staff);
		for (size_t k = 0; k < partner->team_count; k++)
			find_span(linter, &partner->team[k].staff);
	}
}
