/*
 * Rules about due diligence: before a partner speaks for the brand, somebody who has nothing to
 * gain looks at it, and looks again when that has run out.
 */
#include "lint/crew.h"

#include "base/map.h"

static void find_missing(struct jy_linter *linter, const struct jy_touchpoint *touchpoint,
			 const struct jy_delivery *delivery)
{
	const struct jy_partner *partner = delivery->partner;
	struct jy_diag *diag = jy_find(
		linter, partner->decl.span,
		"`%.*s` serves customers at a moment of truth, `%.*s`, without due diligence",
		JB_ARG(partner->decl.name), JB_ARG(touchpoint->decl.name));

	jy_label(linter, diag, delivery->span, "it delivers this moment of truth");
	jy_help(linter, diag,
		"let a third party look, and write it down: `due diligence 2026-02-10 by "
		"third_party until 2028-02-10`");
}

JY_RULE(duediligence_missing)
{
	struct jb_map found;

	jb_map_init(&found, linter->arena);
	JY_EACH_TOUCHPOINT(linter, at)
	for (size_t i = 0; at.touchpoint->moment_of_truth && i < at.touchpoint->delivery_count;
	     i++) {
		const struct jy_delivery *delivery = &at.touchpoint->delivery[i];
		struct jb_text key = JY_KEY(delivery->partner);
		bool fresh;

		if (!delivery->partner || delivery->partner->diligence.given ||
		    jb_text_is(jy_delivery_form(delivery), "in_house"))
			continue;
		jb_map_intern(&found, &key, &fresh);
		if (fresh)
			find_missing(linter, at.touchpoint, delivery);
	}
}

JY_RULE(duediligence_self)
{
	for (size_t i = 0; i < linter->model->partners.count; i++) {
		const struct jy_partner *partner = linter->model->partners.at[i];
		struct jy_diag *diag;

		if (!partner->diligence.given || !jb_text_is(partner->diligence.by, "self"))
			continue;
		diag = jy_find(linter, partner->diligence.span,
			       "`%.*s` has vouched for itself on %.*s", JB_ARG(partner->decl.name),
			       JB_ARG(jy_date_text(linter, partner->diligence.date)));
		jy_help(linter, diag, "let somebody else look: `by third_party`, or `by brand`");
	}
}

JY_RULE(duediligence_expired)
{
	for (size_t i = 0; i < linter->model->partners.count; i++) {
		const struct jy_partner *partner = linter->model->partners.at[i];
		const struct jy_diligence *diligence = &partner->diligence;
		struct jy_diag *diag;

		if (!diligence->given ||
		    !jy_expired(linter, diligence->date, diligence->has_until, diligence->until, 0))
			continue;
		diag = jy_find(linter, diligence->span,
			       "the due diligence of `%.*s` ran out on %.*s, and it is %.*s",
			       JB_ARG(partner->decl.name),
			       JB_ARG(jy_date_text(linter, diligence->until)),
			       JB_ARG(jy_date_text(linter, linter->as_of)));
		jy_help(linter, diag, "look again, and write the new days");
	}
}
