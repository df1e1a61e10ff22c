/*
 * The state of a part over groups out of JSON: keys ascend, and what is counted of all groups is
 * what they count together.
 */
#include "report/states_read.h"
#include "report/words.h"

static void refuse(struct jrt_document *document, const struct jrt_place_in *in, const char *name)
{
	jrt_document_fault(document, in, name, JB_TEXT("these numbers do not belong together"));
}

static void read_group(struct jrt_document *document, const struct jrt_place_in *in,
		       struct jrt_part_state *all, struct jrt_group *group)
{
	group->key = jrt_node_text(document, in, "key");
	jrt_states_read_part(document, in, all->kind, &group->state);
	if (in->index > 0 && jb_text_compare(group[-1].key, group->key) >= 0)
		jrt_document_fault(document, in, "key", JB_TEXT("keys ascend, each stands once"));
}

static void check_sums(struct jrt_document *document, const struct jrt_place_in *in,
		       const struct jrt_part_state *state)
{
	uint64_t n = 0, unusable = 0, not_due = 0, left_out = 0;

	for (size_t g = 0; g < state->group_count; g++) {
		n += state->group[g].state.n;
		unusable += state->group[g].state.unusable;
		not_due += state->group[g].state.not_due;
		left_out += state->group[g].state.left_out;
	}
	if (n != state->n)
		refuse(document, in, "n");
	if (unusable > state->unusable)
		refuse(document, in, "unusable");
	if (not_due > state->not_due)
		refuse(document, in, "not_due");
	if (left_out > state->left_out)
		refuse(document, in, "left_out");
}

static uint64_t rows(struct jrt_document *document, const struct jrt_place_in *in, const char *name)
{
	return (uint64_t)jrt_node_integer(document, in, name, 0, JRT_STATES_ROWS_MAX);
}

void jrt_states_read_groups(struct jrt_document *document, const struct jrt_place_in *in,
			    enum jrt_part_kind kind, struct jrt_part_state *state)
{
	const struct jrt_node *groups;
	size_t count;

	*state = (struct jrt_part_state){.kind = kind};
	if (!jb_text_is(jrt_node_text(document, in, "kind"), jrt_word_part_kind(kind)))
		jrt_document_fault(document, in, "kind",
				   jb_text_printf(document->arena, "\"%s\" was expected",
						  jrt_word_part_kind(kind)));
	state->n = rows(document, in, "n");
	state->unusable = rows(document, in, "unusable");
	state->not_due = rows(document, in, "not_due");
	if (jrt_node_field(in, "left_out"))
		state->left_out = rows(document, in, "left_out");
	state->beyond = rows(document, in, "beyond");
	groups = jrt_node_array(document, in, "groups", &count);
	if (count > JRT_GROUPS_MAX)
		jrt_document_fault(document, in, "groups", JB_TEXT("these are too many groups"));
	if (!jrt_document_sound(document))
		return;
	state->group = JB_NEW_ARRAY(document->arena, struct jrt_group, count);
	for (size_t g = 0; g < count && jrt_document_sound(document); g++) {
		struct jrt_place_in group = {in, "groups", g, jrt_node_item(groups, g)};

		read_group(document, &group, state, &state->group[g]);
		state->group_count = g + 1;
	}
	if (jrt_document_sound(document))
		check_sums(document, in, state);
}

bool jrt_states_same_groups(const struct jrt_part_state *a, const struct jrt_part_state *b)
{
	if (a->group_count != b->group_count)
		return false;
	for (size_t g = 0; g < a->group_count; g++)
		if (!jb_text_equal(a->group[g].key, b->group[g].key))
			return false;
	return true;
}
