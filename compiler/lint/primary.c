/*
 * Rules about primary touchpoints, those for which customers come to the brand: where they are
 * outsourced they are watched as moments of truth are. A touchpoint that is a moment of truth is
 * left to the rules about these.
 */
#include "lint/look_partner.h"

#define CONTROLS 4

static bool is_heard(const struct jy_staff *staff)
{
	return staff->monitors > 0 || staff->calibrates;
}

static size_t lacking(const struct jy_linter *linter, const struct jy_touchpoint *touchpoint,
		      const struct jy_delivery *delivery, struct jb_text word[CONTROLS])
{
	const struct jy_partner *partner = delivery->partner;
	const struct jy_criterion *const *list;
	size_t count = 0;

	if (!jy_judged(linter, touchpoint, &list))
		word[count++] = JB_TEXT("a criterion");
	if (!partner->diligence.given)
		word[count++] = JB_TEXT("due diligence");
	if (!partner->audit.given)
		word[count++] = JB_TEXT("audits");
	if (!is_heard(&partner->staff) && !(delivery->team && is_heard(&delivery->team->staff)))
		word[count++] = JB_TEXT("monitoring");
	return count;
}

static void find_at(struct jy_linter *linter, const struct jy_touchpoint *touchpoint,
		    const struct jy_delivery *delivery)
{
	struct jb_text word[CONTROLS];
	size_t count = lacking(linter, touchpoint, delivery, word);
	struct jy_diag *diag;

	if (!count)
		return;
	diag = jy_find(linter, touchpoint->decl.span,
		       "the primary touchpoint `%.*s` is outsourced to `%.*s` without %.*s",
		       JB_ARG(touchpoint->decl.name), JB_ARG(delivery->partner->decl.name),
		       JB_ARG(jy_listed(linter, word, count)));
	jy_label(linter, diag, delivery->span, "outsourced here");
	jy_help(linter, diag,
		"treat it as a `moment of truth`: `success …` here; in the partner `due diligence "
		"2026-02-10 by third_party`, `audit every 6 months`, `monitors 5 contacts per "
		"agent every month`");
}

JY_RULE(primary_ungraded)
{
	JY_EACH_TOUCHPOINT(linter, at)
	{
		const struct jy_touchpoint *touchpoint = at.touchpoint;

		if (!touchpoint->primary || touchpoint->moment_of_truth)
			continue;
		for (size_t i = 0; i < touchpoint->delivery_count; i++)
			if (jy_delivers_outside(&touchpoint->delivery[i]))
				find_at(linter, touchpoint, &touchpoint->delivery[i]);
	}
}
