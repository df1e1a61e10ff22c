/*
 * Rules about partnership: who delivers what decides over the brand is asked for advice, and can be
 * reached when something goes wrong.
 */
#include "lint/look_partner.h"
#include "lint/set.h"

static struct jy_set consulted(struct jy_linter *linter)
{
	struct jy_set set;

	jy_set_init(&set, linter->arena);
	JY_EACH_TOUCHPOINT(linter, at)
	for (size_t i = 0; i < at.touchpoint->consulted_count; i++)
		jy_set_add(&set, at.touchpoint->consulted[i].partner);
	return set;
}

JY_RULE(partner_never_consulted)
{
	struct jy_services services = jy_services(linter);
	struct jy_set asked = consulted(linter);

	for (size_t i = 0; i < services.count; i++) {
		const struct jy_service *service = &services.at[i];
		struct jy_diag *diag;

		if (!service->truths || jy_set_has(&asked, service->partner))
			continue;
		diag = jy_find(linter, service->partner->decl.span,
			       "`%.*s` delivers %zu moment%s of truth and is consulted nowhere",
			       JB_ARG(service->partner->decl.name), service->truths,
			       service->truths == 1 ? "" : "s");
		jy_label(linter, diag, service->truth->decl.span, "it meets the customers here");
		jy_help(linter, diag, "ask those who are there: write `consulted %.*s` in `%.*s`",
			JB_ARG(service->partner->decl.name), JB_ARG(service->truth->decl.name));
	}
}

JY_RULE(partner_no_crisis_contact)
{
	struct jy_services services = jy_services(linter);

	for (size_t i = 0; i < services.count; i++) {
		const struct jy_partner *partner = services.at[i].partner;
		struct jy_diag *diag;

		if (partner->crisis_contact.size)
			continue;
		diag = jy_find(linter, partner->decl.span,
			       "nobody is named to call at `%.*s` in a crisis",
			       JB_ARG(partner->decl.name));
		jy_help(linter, diag,
			"name somebody who can be reached at night: `crisis contact \"Duty "
			"director\"`");
	}
}
