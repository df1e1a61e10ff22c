/*
 * Rules about the supply chain: customers want to know who serves them, so the brand does too: who
 * stands behind a partner, and whether what the brand claims holds there as well.
 */
#include "lint/look_partner.h"
#include "lint/set.h"

/* ---- how deep ---- */

/* The company behind the subcontractor; NULL: none. */
static const struct jy_partner *behind(const struct jy_partner *partner,
				       const struct jy_partner *subcontractor)
{
	for (size_t i = 0; i < subcontractor->subcontracts.count; i++)
		if (subcontractor->subcontracts.at[i] != partner)
			return subcontractor->subcontracts.at[i];
	return NULL;
}

static void find_chain(struct jy_linter *linter, const struct jy_service *service)
{
	const struct jy_partner *partner = service->partner;

	for (size_t i = 0; i < partner->subcontracts.count; i++) {
		const struct jy_partner *second = partner->subcontracts.at[i];
		const struct jy_partner *third = behind(partner, second);
		struct jy_diag *diag;

		if (!third)
			continue;
		diag = jy_find(linter, partner->decl.span,
			       "`%.*s` may serve a moment of truth, behind `%.*s` and `%.*s`",
			       JB_ARG(third->decl.name), JB_ARG(second->decl.name),
			       JB_ARG(partner->decl.name));
		jy_label(linter, diag, service->truth->decl.span, "the moment of truth");
		jy_label(linter, diag, second->decl.span, "it subcontracts again");
		jy_help(linter, diag,
			"agree with `%.*s` on `subcontracting refused`, or give the moment of "
			"truth to somebody nearer",
			JB_ARG(second->decl.name));
		return;
	}
}

JY_RULE(supply_deep_chain)
{
	struct jy_services services = jy_services(linter);

	for (size_t i = 0; i < services.count; i++)
		if (services.at[i].truths)
			find_chain(linter, &services.at[i]);
}

/* ---- who ---- */

JY_RULE(supply_opaque)
{
	struct jy_services services = jy_services(linter);

	for (size_t i = 0; i < services.count; i++) {
		const struct jy_partner *partner = services.at[i].partner;
		struct jy_diag *diag;

		if (!jb_text_is(partner->subcontracting, "allowed") || partner->subcontracts.count)
			continue;
		diag = jy_find(linter, partner->decl.span,
			       "`%.*s` may subcontract, and nobody says to whom",
			       JB_ARG(partner->decl.name));
		jy_help(linter, diag,
			"name them: `subcontracts to PARTNER`, or agree on `subcontracting "
			"refused`");
	}
}

/* ---- what is claimed ---- */

/* The partner's own, else that of a site or a team. */
static const struct jy_attestation *attested_by(const struct jy_partner *partner, const char *claim)
{
	const struct jy_attestation *found = jy_attested(&partner->staff, claim);

	for (size_t i = 0; !found && i < partner->site_count; i++)
		found = jy_attested(&partner->site[i].staff, claim);
	for (size_t i = 0; !found && i < partner->team_count; i++)
		found = jy_attested(&partner->team[i].staff, claim);
	return found;
}

static void find_claim(struct jy_linter *linter, const struct jy_brand *brand,
		       const struct jy_partner *partner, struct jb_text claim)
{
	const struct jy_attestation *found =
		attested_by(partner, jb_text_cstring(linter->arena, claim));
	struct jy_diag *diag;

	if (found && !jy_expired(linter, found->date, found->has_until, found->until, 0))
		return;
	if (found)
		diag = jy_find(linter, found->span,
			       "`%.*s` claims %.*s, and what `%.*s` attested of it ran out on "
			       "%.*s",
			       JB_ARG(brand->decl.name), JB_ARG(claim), JB_ARG(partner->decl.name),
			       JB_ARG(jy_date_text(linter, found->until)));
	else
		diag = jy_find(linter, partner->decl.span,
			       "`%.*s` claims %.*s, and `%.*s` has not attested it",
			       JB_ARG(brand->decl.name), JB_ARG(claim), JB_ARG(partner->decl.name));
	jy_label(linter, diag, brand->decl.span, "it is claimed here");
	jy_help(linter, diag,
		"ask for it: `attested %.*s 2026-02-10 by third_party evidence \"…\"`",
		JB_ARG(claim));
}

JY_RULE(supply_esg_gap)
{
	struct jy_set seen; /* brands and partners */

	jy_set_init(&seen, linter->arena);
	JY_EACH_TOUCHPOINT(linter, at)
	for (size_t i = 0; at.journey->brand && i < at.touchpoint->delivery_count; i++) {
		const struct jy_delivery *delivery = &at.touchpoint->delivery[i];

		if (!jy_delivers_outside(delivery) ||
		    !jy_set_add_pair(&seen, at.journey->brand, delivery->partner))
			continue;
		for (size_t k = 0; k < at.journey->brand->claims.count; k++)
			find_claim(linter, at.journey->brand, delivery->partner,
				   at.journey->brand->claims.at[k]);
	}
}
