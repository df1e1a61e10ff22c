/*
 * Which reliefs each guarantee of an agreement has. A relief that names no guarantee is for all of
 * them, so ten thousand of each would be a hundred million: they are counted, and refused beyond a
 * number that no contract has.
 */
#include "plan/lowering.h"

/* False where there are too many. */
static bool give(struct jy_lowering *lowering, struct jy_reliefs *to,
		 const struct jy_relief *relief)
{
	if (lowering->reliefs_given++ < JY_RELIEFS_MAX) {
		*jb_push(lowering->arena, &to->list) = relief;
		return true;
	}
	if (lowering->reliefs_given == JY_RELIEFS_MAX + 1)
		jy_diag_error(lowering->diags, JY_D_PLAN_LIMIT, relief->span,
			      "here and before, guarantees have more than %d reliefs",
			      JY_RELIEFS_MAX);
	return false;
}

/* A guarantee once, however often the relief names it. */
static bool give_named(struct jy_lowering *lowering, struct jy_reliefs *reliefs,
		       const struct jb_map *number, const struct jy_relief *relief)
{
	bool room = true;

	for (size_t i = 0; room && i < relief->guarantees.count; i++) {
		const uint64_t *at = jb_map_get(number, relief->guarantees.at[i]);
		struct jy_reliefs *to = at ? &reliefs[*at] : NULL;
		size_t given = to ? to->list.count : 0;

		if (to && (!given || to->list.at[given - 1] != relief))
			room = give(lowering, to, relief);
	}
	return room;
}

static bool give_all(struct jy_lowering *lowering, struct jy_reliefs *reliefs, size_t count,
		     const struct jy_relief *relief)
{
	for (size_t i = 0; i < count; i++)
		if (!give(lowering, &reliefs[i], relief))
			return false;
	return true;
}

struct jy_reliefs *jy_lowering_reliefs(struct jy_lowering *lowering,
				       const struct jy_agreement *agreement)
{
	const size_t count = agreement->guarantee_count;
	struct jy_reliefs *reliefs = JB_NEW_ARRAY(lowering->arena, struct jy_reliefs, count);
	struct jb_map number;
	bool room = true;

	jb_map_init(&number, lowering->arena);
	for (size_t i = 0; i < count; i++)
		*jb_map_put(&number, agreement->guarantee[i].decl.name, NULL) = i;
	for (size_t i = 0; room && i < agreement->relief_count; i++) {
		const struct jy_relief *relief = &agreement->relief[i];

		if (relief->has_range || relief->has_volume || relief->has_excuse)
			room = relief->guarantees.count
				       ? give_named(lowering, reliefs, &number, relief)
				       : give_all(lowering, reliefs, count, relief);
	}
	return reliefs;
}
