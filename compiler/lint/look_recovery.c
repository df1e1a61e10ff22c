/*
 * Gathering what is recovered from, in one walk over all touchpoints. Nothing here finds anything.
 */
#include "lint/look_recovery.h"

struct jy_set jy_recovered(struct jy_linter *linter)
{
	struct jy_set set;

	jy_set_init(&set, linter->arena);
	JY_EACH_TOUCHPOINT(linter, at)
	for (size_t i = 0; i < at.touchpoint->recovers.count; i++) {
		jy_set_add(&set, at.touchpoint->recovers.at[i]);
		jy_set_add(&set, at.touchpoint->recovers.at[i]->stage);
	}
	return set;
}
