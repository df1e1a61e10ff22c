/*
 * Rules about the people who serve: what the brand is to its customers is said, roles are prepared
 * and coached, leavers are counted, and who leaves can be replaced in time. What a team or a role
 * leaves unsaid its partner says.
 */
#include "lint/look_partner.h"
#include "lint/set.h"

/* ---- attrition ---- */

/* Whose attrition some figure shows. */
struct covered {
	bool all;
	struct jy_set partners;
};

/* A rate that says no aspect may be attrition as well as anything else. */
static bool may_be_attrition(const struct jy_metric *metric)
{
	return jy_has_aspect(metric, "attrition") ||
	       (!metric->aspects.count && metric->kind == JRT_KIND_RATE);
}

static struct covered covered_by(struct jy_linter *linter)
{
	struct covered covered = {0};
	struct jy_set judged;

	jy_set_init(&covered.partners, linter->arena);
	jy_set_init(&judged, linter->arena);
	JY_EACH_CRITERION(linter, at)
	{
		const struct jy_metric *metric = at.criterion->metric;
		const struct jy_partner *partner =
			at.agreement ? at.agreement->partner : at.criterion->partner;

		if (!metric || !may_be_attrition(metric))
			continue;
		jy_set_add(&judged, metric);
		covered.all = covered.all || !partner;
		jy_set_add(&covered.partners, partner);
	}
	for (size_t i = 0; i < linter->model->metrics.count; i++)
		if (may_be_attrition(linter->model->metrics.at[i]) &&
		    !jy_set_has(&judged, linter->model->metrics.at[i]))
			covered.all = true;
	return covered;
}

JY_RULE(people_no_attrition)
{
	struct jy_services services = jy_services(linter);
	struct covered covered = covered_by(linter);

	for (size_t i = 0; !covered.all && i < services.count; i++) {
		const struct jy_partner *partner = services.at[i].partner;
		struct jy_diag *diag;

		if (jy_set_has(&covered.partners, partner) || !jy_speaks(linter, partner))
			continue;
		diag = jy_find(linter, partner->decl.span,
			       "nothing measures how many people leave `%.*s`",
			       JB_ARG(partner->decl.name));
		jy_help(linter, diag,
			"guarantee a metric of `aspect attrition`; `library.workforce` has "
			"several");
	}
}

/* ---- customer value proposition ---- */

JY_RULE(people_no_cvp)
{
	struct jy_set seen;

	jy_set_init(&seen, linter->arena);
	JY_EACH_TOUCHPOINT(linter, at)
	{
		const struct jy_brand *brand = at.journey->brand;
		struct jy_diag *diag;

		if (!brand || brand->proposition.size || !jy_outsourced(at.touchpoint) ||
		    !jy_set_add(&seen, brand))
			continue;
		diag = jy_find(linter, brand->decl.span,
			       "`%.*s` outsources, and never says what it is to its customers",
			       JB_ARG(brand->decl.name));
		jy_label(linter, diag, at.touchpoint->decl.span,
			 "people of another company speak for it here");
		jy_help(linter, diag, "say it: `value proposition \"One person who knows you\"`");
	}
}

/* ---- roles ---- */

/* What none of the three says; NULL skills say nothing. */
static size_t lacking(const struct jy_skills *const skills[3], struct jb_text word[3])
{
	bool competent = false, trained = false, coached = false;
	size_t count = 0;

	for (size_t i = 0; i < 3; i++) {
		if (!skills[i])
			continue;
		competent = competent || skills[i]->competencies.count > 0;
		trained = trained || skills[i]->training >= 0;
		coached = coached || skills[i]->coaching >= 0;
	}
	if (!competent)
		word[count++] = JB_TEXT("competencies");
	if (!trained)
		word[count++] = JB_TEXT("training");
	if (!coached)
		word[count++] = JB_TEXT("coaching");
	return count;
}

struct roles {
	struct jy_set seen;
	const struct jy_partner *partner;
	const struct jy_team *team; /* NULL: the partner's own roles */
	const struct jy_touchpoint *truth;
};

static void find_role(struct jy_linter *linter, const struct roles *roles,
		      const struct jy_staff_role *role)
{
	const struct jy_skills *skills[3] = {&role->skills, &roles->partner->staff.skills,
					     roles->team ? &roles->team->staff.skills : NULL};
	struct jb_text word[3];
	size_t count = lacking(skills, word);
	struct jy_diag *diag;

	if (!count)
		return;
	diag = jy_find(linter, role->decl.span,
		       "the role `%.*s` of `%.*s` serves at a moment of truth without %.*s",
		       JB_ARG(role->decl.name), JB_ARG(roles->partner->decl.name),
		       JB_ARG(jy_listed(linter, word, count)));
	jy_label(linter, diag, roles->truth->decl.span, "the moment of truth");
	jy_help(linter, diag,
		"say how people become good at it: `competencies \"Empathy\"`, `training 40h "
		"before the first contact`, `coaching every 2 weeks`");
}

static void find_roles(struct jy_linter *linter, struct roles *roles, const struct jy_staff *staff)
{
	if (!jy_set_add(&roles->seen, staff))
		return;
	for (size_t i = 0; i < staff->role_count; i++)
		find_role(linter, roles, &staff->role[i]);
}

JY_RULE(people_role_undeveloped)
{
	struct roles roles = {0};

	jy_set_init(&roles.seen, linter->arena);
	JY_EACH_TOUCHPOINT(linter, at)
	for (size_t i = 0; at.touchpoint->moment_of_truth && i < at.touchpoint->delivery_count;
	     i++) {
		const struct jy_delivery *delivery = &at.touchpoint->delivery[i];

		if (!jy_delivers_outside(delivery))
			continue;
		roles.partner = delivery->partner;
		roles.truth = at.touchpoint;
		roles.team = NULL;
		find_roles(linter, &roles, &delivery->partner->staff);
		roles.team = delivery->team;
		if (delivery->team)
			find_roles(linter, &roles, &delivery->team->staff);
	}
}

/* ---- notice ---- */

#define WORKING_DAY (8 * (int64_t)3600 * JB_FIX_ONE)
#define DAYS_OF_WEEK 7
#define WORKING_DAYS_WEEK 5

/* The longest training that somebody of these gets; negative: nothing is said. */
static jb_fix longest_training(const struct jy_staff *staff)
{
	jb_fix longest = staff->skills.training;

	for (size_t i = 0; i < staff->role_count; i++)
		if (staff->role[i].skills.training > longest)
			longest = staff->role[i].skills.training;
	return longest;
}

/* Calendar days: eight hours a day, five days a week, days begun count. */
static int64_t days_of(jb_fix training)
{
	int64_t working = training / WORKING_DAY + (training % WORKING_DAY > 0);

	return (working * DAYS_OF_WEEK + WORKING_DAYS_WEEK - 1) / WORKING_DAYS_WEEK;
}

static void find_notice(struct jy_linter *linter, jb_fix notice, struct jy_span span,
			jb_fix training)
{
	struct jy_diag *diag;
	int64_t days;

	if (notice < 0 || training < 0)
		return;
	days = days_of(training);
	if (notice >= days * JB_FIX_ONE)
		return;
	diag = jy_find(linter, span,
		       "notice of %.*s days, and who comes after is trained for %lld days",
		       JB_ARG(jy_number_text(linter, notice)), (long long)days);
	jy_note(linter, diag, "%.*s hours of training, eight a day and five days a week",
		JB_ARG(jy_number_text(linter, training / 3600)));
	jy_help(linter, diag, "agree on `notice %lld days` at least", (long long)days);
}

/* Of a site or a team; what it leaves unsaid of training its partner says. */
static void find_staff_notice(struct jy_linter *linter, const struct jy_staff *staff,
			      jb_fix training_of_partner)
{
	jb_fix training = longest_training(staff);

	find_notice(linter, staff->notice, staff->notice_span,
		    training >= 0 ? training : training_of_partner);
}

JY_RULE(people_short_notice)
{
	for (size_t i = 0; i < linter->model->partners.count; i++) {
		const struct jy_partner *partner = linter->model->partners.at[i];
		jb_fix training = longest_training(&partner->staff);

		find_staff_notice(linter, &partner->staff, training);
		for (size_t k = 0; k < partner->site_count; k++)
			find_staff_notice(linter, &partner->site[k].staff, training);
		for (size_t k = 0; k < partner->team_count; k++)
			find_staff_notice(linter, &partner->team[k].staff, training);
	}
	for (size_t i = 0; i < linter->model->agreements.count; i++) {
		const struct jy_agreement *agreement = linter->model->agreements.at[i];

		if (agreement->partner)
			find_notice(linter, agreement->notice, agreement->notice_span,
				    longest_training(&agreement->partner->staff));
	}
}
