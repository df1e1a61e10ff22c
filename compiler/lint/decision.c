/*
 * Rules about decisions: where customers go different ways, every way is drawn, and it is known how
 * many take it. A touchpoint whose next steps say `when` is a decision.
 */
#include "lint/linter.h"

#include "base/map.h"

/* The exits of one touchpoint. An exit `in VARIANT` is there for that variant alone. */
struct exits {
	size_t in_all;	      /* exits of all variants */
	size_t shareless;     /* of those, exits without a share */
	bool is_decision;     /* of those, one has a condition or a share */
	struct jb_map in_one; /* number of exits by variant */
	bool has_variants;
};

static struct exits exits_of(struct jy_linter *linter, const struct jy_touchpoint *touchpoint)
{
	struct exits exits = {0};

	jb_map_init(&exits.in_one, linter->arena);
	for (size_t i = 0; i < touchpoint->next_count; i++) {
		const struct jy_next *next = &touchpoint->next[i];

		if (next->variant.size) {
			exits.has_variants = true;
			++*jb_map_put(&exits.in_one, next->variant, NULL);
			continue;
		}
		exits.in_all++;
		exits.shareless += next->share < 0;
		exits.is_decision |= next->when.size > 0 || next->share >= 0;
	}
	return exits;
}

/* How many exits there are where this one can be taken. */
static size_t beside(const struct exits *exits, const struct jy_next *next)
{
	const uint64_t *same =
		next->variant.size ? jb_map_get(&exits->in_one, next->variant) : NULL;

	if (!next->variant.size && exits->has_variants)
		return 2; /* not the only one, at least in some variant */
	return exits->in_all + (same ? (size_t)*same : 0);
}

JY_RULE(decision_single_exit)
{
	JY_EACH_TOUCHPOINT(linter, at)
	{
		struct exits exits;

		if (at.touchpoint->next_count == 0)
			continue;
		exits = exits_of(linter, at.touchpoint);
		for (size_t i = 0; i < at.touchpoint->next_count; i++) {
			const struct jy_next *next = &at.touchpoint->next[i];
			struct jy_diag *diag;

			if (!next->when.size || next->share == JB_FIX_ONE ||
			    beside(&exits, next) > 1)
				continue;
			diag = jy_find(linter, next->span,
				       "`%.*s` is left only when \"%.*s\", and nothing says what "
				       "follows otherwise",
				       JB_ARG(at.touchpoint->decl.name), JB_ARG(next->when));
			jy_help(linter, diag,
				"name the other way with a second `then`, or leave `when` out "
				"where everybody goes on to `%.*s`",
				JB_ARG(next->touchpoint->decl.name));
		}
	}
}

/* One exit may be silent: it is taken by the rest. */
JY_RULE(decision_no_share)
{
	JY_EACH_TOUCHPOINT(linter, at)
	{
		struct exits exits;
		struct jy_diag *diag;

		if (at.touchpoint->next_count < 2)
			continue;
		exits = exits_of(linter, at.touchpoint);
		if (exits.in_all < 2 || exits.shareless < 2 || !exits.is_decision)
			continue;
		diag = jy_find(linter, at.touchpoint->decl.span,
			       "%zu of the %zu ways out of `%.*s` do not say how many take them",
			       exits.shareless, exits.in_all, JB_ARG(at.touchpoint->decl.name));
		jy_help(linter, diag,
			"write the share you expect behind each: `then %.*s share 70%%`; one "
			"may be left out, it is the rest",
			JB_ARG(at.touchpoint->next[0].touchpoint->decl.name));
	}
}
