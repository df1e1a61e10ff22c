/*
 * Merging of part states: the sum of what two disjoint sets of rows left behind. Merging is
 * commutative and associative to the last bit, so that files, partners and months may be added
 * up in any order; where a choice between rows remains (the last value at one instant) the
 * greater value is taken for that reason.
 */
#include <assert.h>

#include "journey/state.h"
#include "measure/histogram.h"
#include "measure/stock.h"

static void merge_extreme(struct jrt_part_state *into, const struct jrt_part_state *from)
{
	bool take;

	if (from->n == 0)
		return;
	if (into->n == 0)
		take = true;
	else if (into->kind == JRT_PART_MAX)
		take = from->num > into->num;
	else if (into->kind == JRT_PART_MIN)
		take = from->num < into->num;
	else
		take = from->last_time > into->last_time ||
		       (from->last_time == into->last_time && from->num > into->num);
	if (take) {
		into->num = from->num;
		into->last_time = from->last_time;
	}
}

static void merge_values(struct jb_arena *arena, struct jrt_part_state *into,
			 const struct jrt_part_state *from)
{
	struct jrt_value_count *joined;

	if (from->value_count == 0)
		return;
	joined = JB_NEW_ARRAY(arena, struct jrt_value_count, into->value_count + from->value_count);
	into->value_count = jrt_histogram_join(joined, into->value, into->value_count, from->value,
					       from->value_count);
	into->value = joined;
}

static void merge_texts(struct jb_arena *arena, struct jrt_part_state *into,
			const struct jrt_part_state *from)
{
	struct jb_text *joined;
	size_t i = 0, j = 0, out = 0;

	if (from->text_count == 0)
		return;
	joined = JB_NEW_ARRAY(arena, struct jb_text, into->text_count + from->text_count);
	while (i < into->text_count || j < from->text_count) {
		int order = i == into->text_count   ? 1
			    : j == from->text_count ? -1
						    : jb_text_compare(into->text[i], from->text[j]);

		joined[out++] = order <= 0 ? into->text[i] : from->text[j];
		i += order <= 0;
		j += order >= 0;
	}
	into->text = joined;
	into->text_count = out;
}

/* Groups with one key are one group; whoever has it alone keeps it as it is. */
static void merge_groups(struct jb_arena *arena, struct jrt_part_state *into,
			 const struct jrt_part_state *from)
{
	struct jrt_group *joined =
		JB_NEW_ARRAY(arena, struct jrt_group, into->group_count + from->group_count);
	size_t i = 0, j = 0, out = 0;

	while (i < into->group_count || j < from->group_count) {
		int order = i == into->group_count ? 1
			    : j == from->group_count
				    ? -1
				    : jb_text_compare(into->group[i].key, from->group[j].key);

		joined[out] = order <= 0 ? into->group[i] : from->group[j];
		if (order == 0)
			jrt_part_state_merge(arena, &joined[out].state, &from->group[j].state);
		out++;
		i += order <= 0;
		j += order >= 0;
	}
	into->group = joined;
	into->group_count = out;
}

void jrt_part_state_merge(struct jb_arena *arena, struct jrt_part_state *into,
			  const struct jrt_part_state *from)
{
	assert(into->kind == from->kind);
	if (into->group_count || from->group_count)
		merge_groups(arena, into, from);
	into->beyond += from->beyond;
	switch (into->kind) {
	case JRT_PART_MAX:
	case JRT_PART_MIN:
	case JRT_PART_LAST: merge_extreme(into, from); break;
	case JRT_PART_DISTINCT:
		merge_values(arena, into, from);
		merge_texts(arena, into, from);
		into->num = (jb_i128)(into->value_count + into->text_count);
		break;
	case JRT_PART_STOCK: jrt_stocks_merge(arena, into, from); break;
	case JRT_PART_VALUES: merge_values(arena, into, from); break;
	default:
		into->num += from->num;
		into->den += from->den;
		into->positive += from->positive;
		into->negative += from->negative;
		jb_wide_add(&into->squares, &from->squares);
		break;
	}
	into->n += from->n;
	into->unusable += from->unusable;
	into->not_due += from->not_due;
	into->left_out += from->left_out;
}
