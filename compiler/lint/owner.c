/*
 * Rules about ownership: every touchpoint has somebody of the brand who answers for it. The nearest
 * owner counts: the touchpoint's, its stage's, its journey's, at last its brand's.
 */
#include "lint/linter.h"

static bool needs_owner(const struct jy_journey *journey, const struct jy_touchpoint *touchpoint)
{
	return !touchpoint->customer_acts && !touchpoint->owner.size &&
	       !(journey->brand && journey->brand->owner.size);
}

static void find_one(struct jy_linter *linter, const struct jy_touchpoint *touchpoint)
{
	struct jy_diag *diag = jy_find(linter, touchpoint->decl.span, "nobody owns `%.*s`",
				       JB_ARG(touchpoint->decl.name));

	jy_help(linter, diag, "name who answers for it: `owner \"Head of Care\"`");
}

static void find_all(struct jy_linter *linter, const struct jy_journey *journey, size_t count)
{
	struct jy_diag *diag = jy_find(linter, journey->decl.span,
				       "nobody owns any of the %zu touchpoints of `%.*s`", count,
				       JB_ARG(journey->decl.name));

	jy_help(linter, diag,
		"name who answers for all that have no owner of their own: `owner \"Head of "
		"Care\"`, here or in the brand");
}

/* Where no touchpoint has an owner the journey lacks one: that is one finding, not many. */
static void find_in(struct jy_linter *linter, const struct jy_journey *journey)
{
	size_t served = 0, lacking = 0;

	for (size_t s = 0; s < journey->stage_count; s++)
		for (size_t t = 0; t < journey->stage[s].touchpoint_count; t++) {
			served += !journey->stage[s].touchpoint[t].customer_acts;
			lacking += needs_owner(journey, &journey->stage[s].touchpoint[t]);
		}
	if (lacking > 1 && lacking == served) {
		find_all(linter, journey, lacking);
		return;
	}
	for (size_t s = 0; lacking && s < journey->stage_count; s++)
		for (size_t t = 0; t < journey->stage[s].touchpoint_count; t++)
			if (needs_owner(journey, &journey->stage[s].touchpoint[t]))
				find_one(linter, &journey->stage[s].touchpoint[t]);
}

JY_RULE(owner_missing)
{
	for (size_t i = 0; i < linter->model->journeys.count; i++)
		find_in(linter, linter->model->journeys.at[i]);
}
