/*
 * Comparing who delivers two touchpoints.
 */
#include "lint/giving_over.h"

/* All pairs are compared, so there is an end to it. */
#define DELIVERIES_COMPARED 16

static bool is_same(const struct jy_delivery *a, const struct jy_delivery *b)
{
	if (a->brand != b->brand || a->partner != b->partner)
		return false;
	return !a->team || !b->team || a->team == b->team;
}

/* A matter passes from person to person; of a page, a machine or a letter nothing is handed
 * over. */
static bool is_met(const struct jy_touchpoint *touchpoint)
{
	for (size_t i = 0; i < touchpoint->channels.count; i++)
		if (jy_is_spoken(touchpoint->channels.at[i]))
			return true;
	return touchpoint->channels.count == 0;
}

bool jy_hands_off(const struct jy_touchpoint *from, const struct jy_touchpoint *to)
{
	if (!is_met(from) || !is_met(to))
		return false;
	if (from->delivery_count == 0 || to->delivery_count == 0 ||
	    from->delivery_count > DELIVERIES_COMPARED || to->delivery_count > DELIVERIES_COMPARED)
		return false;
	for (size_t i = 0; i < from->delivery_count; i++)
		for (size_t k = 0; k < to->delivery_count; k++)
			if (is_same(&from->delivery[i], &to->delivery[k]))
				return false;
	return true;
}

struct jb_text jy_deliverer(struct jy_linter *linter, const struct jy_touchpoint *touchpoint)
{
	const struct jy_delivery *first = touchpoint->delivery;

	if (touchpoint->delivery_count == 0)
		return JB_TEXT("");
	if (first->brand)
		return first->brand->decl.name;
	if (!first->team)
		return first->partner->decl.name;
	return jb_text_printf(linter->arena, "%.*s.%.*s", JB_ARG(first->partner->decl.name),
			      JB_ARG(first->team->decl.name));
}
