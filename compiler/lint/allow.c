/*
 * Allowances: which of them speaks of a rule at a place. An allowance holds in the declaration it
 * stands in; the innermost that fits is the one that was used. Whether a finding is silenced is
 * told to the caller, who still records it.
 */
#include <string.h>

#include "base/map.h"
#include "lint/linter.h"

struct indexes {
	JB_VEC(uint32_t) list;
};

struct jy_allowing {
	const struct jy_model *model;
	bool has_as_of;
	int32_t as_of;
	bool *used;
	struct jb_map by_rule; /* a rule or a family to index + 1 of `lists` */
	JB_VEC(struct indexes) lists;
};

static void add(struct jb_arena *arena, struct jy_allowing *allowing, uint32_t index)
{
	bool fresh;
	uint64_t *at =
		jb_map_put(&allowing->by_rule, allowing->model->allowance[index].rule, &fresh);

	if (fresh) {
		jb_push(arena, &allowing->lists);
		*at = allowing->lists.count;
	}
	*jb_push(arena, &allowing->lists.at[*at - 1].list) = index;
}

struct jy_allowing *jy_allowing_make(struct jb_arena *arena, const struct jy_model *model,
				     bool has_as_of, int32_t as_of)
{
	struct jy_allowing *allowing = JB_NEW(arena, struct jy_allowing);

	allowing->model = model;
	allowing->has_as_of = has_as_of;
	allowing->as_of = as_of;
	allowing->used = JB_NEW_ARRAY(arena, bool, model->allowance_count);
	jb_map_init(&allowing->by_rule, arena);
	for (size_t i = 0; i < model->allowance_count; i++)
		add(arena, allowing, (uint32_t)i);
	return allowing;
}

static bool holds(const struct jy_allowing *allowing, const struct jy_allowance *allowance,
		  struct jy_span span)
{
	if (allowance->place.file != span.file || span.begin < allowance->place.begin ||
	    span.begin >= allowance->place.end)
		return false;
	return !(allowing->has_as_of && allowance->has_until && allowing->as_of > allowance->until);
}

/* The list is in order of place, and declarations nest: the last that holds is the innermost. */
static const struct jy_allowance *find_in(struct jy_allowing *allowing, struct jb_text name,
					  struct jy_span span)
{
	const uint64_t *at = jb_map_get(&allowing->by_rule, name);
	const struct indexes *found = at ? &allowing->lists.at[*at - 1] : NULL;

	for (size_t i = found ? found->list.count : 0; i-- > 0;) {
		uint32_t index = found->list.at[i];

		if (!holds(allowing, &allowing->model->allowance[index], span))
			continue;
		allowing->used[index] = true;
		return &allowing->model->allowance[index];
	}
	return NULL;
}

const struct jy_allowance *jy_allowing_find(struct jy_allowing *allowing, const char *rule,
					    struct jy_span span)
{
	const struct jy_allowance *own = find_in(allowing, jb_text_of(rule), span);

	return own ? own : find_in(allowing, (struct jb_text){rule, strcspn(rule, ".")}, span);
}

bool jy_allowing_used(const struct jy_allowing *allowing, size_t index)
{
	return allowing->used[index];
}
