/*
 * Rules about delivery models: gig work is not working from home. Who works from home is scheduled;
 * who takes tasks is not, and neither is measured like the other.
 */
#include "lint/linter.h"

static const char *scheduled_aspect(const struct jy_linter *linter,
				    const struct jy_touchpoint *touchpoint)
{
	return jy_judged_for(linter, touchpoint, "adherence") ? "adherence" : NULL;
}

JY_RULE(model_gig_adherence)
{
	JY_EACH_TOUCHPOINT(linter, at)
	{
		const struct jy_criterion *const *list;
		size_t count = jy_judged(linter, at.touchpoint, &list);

		if (!jy_delivered_as(at.touchpoint, "gig") ||
		    !scheduled_aspect(linter, at.touchpoint))
			continue;
		for (size_t i = 0; i < count; i++) {
			struct jy_diag *diag;

			if (!list[i]->metric || !jy_has_aspect(list[i]->metric, "adherence"))
				continue;
			diag = jy_find(
				linter, list[i]->span,
				"gig tasks are not scheduled, and `%.*s` measures a schedule",
				JB_ARG(list[i]->metric->decl.name));
			jy_label(linter, diag, at.touchpoint->decl.span, "delivered by a gig team");
			jy_help(linter, diag, "measure acceptance and the time to respond instead");
		}
	}
}

static bool has_hours(const struct jy_staff *own, const struct jy_staff *partner)
{
	return own->works_during || partner->works_during;
}

JY_RULE(model_wfh_no_hours)
{
	for (size_t i = 0; i < linter->model->partners.count; i++) {
		const struct jy_partner *partner = linter->model->partners.at[i];
		struct jy_diag *diag;

		if (jy_holds(partner->delivery, "work_from_home") && !partner->staff.works_during &&
		    !partner->team_count) {
			diag = jy_find(
				linter, partner->staff.delivery_span,
				"people who work from home have hours, and `%.*s` names none",
				JB_ARG(partner->decl.name));
			jy_help(linter, diag, "name a calendar: `works during CALENDAR`");
		}
		for (size_t t = 0; t < partner->team_count; t++) {
			const struct jy_team *team = &partner->team[t];

			if (!jb_text_is(team->delivery, "work_from_home") ||
			    has_hours(&team->staff, &partner->staff))
				continue;
			diag = jy_find(
				linter, team->staff.delivery_span,
				"people who work from home have hours, and `%.*s` names none",
				JB_ARG(team->decl.name));
			jy_help(linter, diag, "name a calendar: `works during CALENDAR`");
		}
	}
}

static bool is_managed(const struct jy_touchpoint *touchpoint)
{
	for (size_t i = 0; i < touchpoint->delivery_count; i++) {
		const struct jy_staff *staff = jy_delivery_staff(&touchpoint->delivery[i]);

		if (staff && staff->managed_by.size)
			return true;
	}
	return false;
}

JY_RULE(model_unmanaged_mix)
{
	JY_EACH_TOUCHPOINT(linter, at)
	{
		const struct jy_touchpoint *touchpoint = at.touchpoint;
		struct jb_text first = JB_TEXT(""), second = JB_TEXT("");
		struct jy_diag *diag;

		for (size_t i = 0; i < touchpoint->delivery_count; i++) {
			struct jb_text form = jy_delivery_form(&touchpoint->delivery[i]);

			if (!first.size)
				first = form;
			else if (form.size && !jb_text_equal(form, first))
				second = form;
		}
		if (!second.size || !touchpoint->moment_of_truth || is_managed(touchpoint))
			continue;
		diag = jy_find(
			linter, touchpoint->decl.span,
			"%.*s and %.*s meet at this moment of truth, and nobody manages the mix",
			JB_ARG(first), JB_ARG(second));
		jy_help(linter, diag,
			"name who does: `managed by TEAM` in the team that is managed");
	}
}
