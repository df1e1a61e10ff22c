/*
 * Rules about bonds: what ties people who are not employed to the brand they speak for. The
 * founding text names seven: training, uniforms, set hours, co-workers, incentives, shared values,
 * career.
 */
#include "lint/linter.h"

#define BONDS_WANTED 2

/* Of the team, else of its partner. */
static struct jy_texts bonds_of(const struct jy_delivery *delivery)
{
	const struct jy_staff *staff = jy_delivery_staff(delivery);

	if (staff->skills.bonds.count || !delivery->team)
		return staff->skills.bonds;
	return delivery->partner->staff.skills.bonds;
}

static bool are_contractors(const struct jy_delivery *delivery)
{
	const struct jy_staff *staff = jy_delivery_staff(delivery);
	struct jb_text own = staff->employment;

	if (!own.size && delivery->team)
		own = delivery->partner->staff.employment;
	return jb_text_is(own, "contractor") || jb_text_is(jy_delivery_form(delivery), "gig");
}

JY_RULE(bond_thin)
{
	JY_EACH_TOUCHPOINT(linter, at)
	for (size_t i = 0; i < at.touchpoint->delivery_count; i++) {
		const struct jy_delivery *delivery = &at.touchpoint->delivery[i];
		struct jy_texts bonds;
		struct jy_diag *diag;

		if (!at.touchpoint->moment_of_truth || !delivery->partner ||
		    !are_contractors(delivery))
			continue;
		bonds = bonds_of(delivery);
		if (bonds.count >= BONDS_WANTED)
			continue;
		diag = jy_find(linter, delivery->span,
			       "contractors with %zu bond%s to the brand meet customers at "
			       "a moment of truth",
			       bonds.count, bonds.count == 1 ? "" : "s");
		jy_label(linter, diag,
			 delivery->team ? delivery->team->decl.span : delivery->partner->decl.span,
			 "their bonds are said here");
		jy_help(linter, diag,
			"tie them to the brand: `bonds training, incentives, shared_values`");
	}
}
