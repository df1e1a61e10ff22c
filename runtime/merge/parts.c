/*
 * The parts of one cell added to those of another, within the limits that a reader of states has.
 * A column that shards are cut by has no value in two of them; where a part shows its values, that
 * is held against it.
 */
#include "merge/merging.h"

static bool fits(const struct jrt_part_state *state)
{
	if (state->n > JRT_STATES_ROWS_MAX || state->unusable > JRT_STATES_ROWS_MAX ||
	    state->not_due > JRT_STATES_ROWS_MAX || state->left_out > JRT_STATES_ROWS_MAX ||
	    state->beyond > JRT_STATES_ROWS_MAX || state->num > JRT_STATES_SUM_MAX ||
	    state->num < -JRT_STATES_SUM_MAX || state->den > JRT_STATES_SUM_MAX ||
	    state->den < -JRT_STATES_SUM_MAX || state->squares.word[3] >> 32 != 0)
		return false;
	for (size_t i = 0; i < state->stock_count; i++)
		if (state->stock[i].sum > JRT_STATES_SUM_MAX ||
		    state->stock[i].sum < -JRT_STATES_SUM_MAX)
			return false;
	for (size_t g = 0; g < state->group_count; g++)
		if (!fits(&state->group[g].state))
			return false;
	return true;
}

/* The first key that both have; NULL: none. */
static const struct jb_text *common_key(const struct jrt_part_state *a,
					const struct jrt_part_state *b)
{
	for (size_t i = 0, j = 0; i < a->group_count && j < b->group_count;) {
		int order = jb_text_compare(a->group[i].key, b->group[j].key);

		if (order == 0)
			return &a->group[i].key;
		i += order < 0;
		j += order > 0;
	}
	return NULL;
}

static const struct jb_text *common_text(const struct jrt_part_state *a,
					 const struct jrt_part_state *b)
{
	for (size_t i = 0, j = 0; i < a->text_count && j < b->text_count;) {
		int order = jb_text_compare(a->text[i], b->text[j]);

		if (order == 0)
			return &a->text[i];
		i += order < 0;
		j += order > 0;
	}
	return NULL;
}

/* The column that a register of `main` is; empty where it is worked out. */
static struct jb_text column_of(const struct jrt_source *source, uint32_t number)
{
	if (number >= source->main.count || source->main.step[number].op != JRT_OP_COLUMN)
		return JB_TEXT("");
	return source->column[source->main.step[number].a].name;
}

static enum jb_status in_two(struct jrt_merging *m, const struct jrt_source *source,
			     struct jb_text column, const struct jb_text *value)
{
	return jrt_merging_wrong(m, JRT_MERGE_TOGETHER,
				 "cut the rows so that no value of it is in two shards, or measure "
				 "without that --split-by",
				 "the rows of %.*s are said to be cut by %.*s, but \"%.*s\" is in "
				 "two shards",
				 JB_ARG(source->name), JB_ARG(column), JB_ARG(*value));
}

static enum jb_status check_cut(struct jrt_merging *m, const struct jrt_metric *metric, size_t part,
				const struct jrt_part_state *into,
				const struct jrt_part_state *from)
{
	const struct jrt_source *source = &m->plan->source[metric->source];
	const struct jrt_merged_source *merged = &m->source[metric->source];
	const struct jb_text *found = NULL;
	struct jb_text column = JB_TEXT("");

	if (metric->grouping.kind != JRT_GROUPS_NONE) {
		column = column_of(source, metric->grouping.key);
		found = common_key(into, from);
	} else if (metric->part[part].kind == JRT_PART_DISTINCT) {
		column = column_of(source, metric->part[part].a);
		found = common_text(into, from);
	}
	return found && jrt_merging_is_cut_by(merged, column) ? in_two(m, source, column, found)
							      : JB_OK;
}

enum jb_status jrt_merging_parts(struct jrt_merging *m, const struct jrt_metric *metric,
				 struct jrt_cell *into, const struct jrt_cell *from)
{
	for (size_t p = 0; p < metric->part_count; p++) {
		enum jb_status status = check_cut(m, metric, p, &into->part[p], &from->part[p]);

		if (status != JB_OK)
			return status;
		jrt_part_state_merge(m->arena, &into->part[p], &from->part[p]);
		if (!fits(&into->part[p]))
			return jrt_merging_wrong(m, JRT_MERGE_LARGE, NULL,
						 "%.*s in %.*s: the sum is too large",
						 JB_ARG(metric->name), JB_ARG(from->label));
		if (into->part[p].beyond > 0)
			return jrt_merging_wrong(
				m, JRT_MERGE_LARGE, "group by something that has fewer values",
				"%.*s in %.*s: a shard had no room for all groups, "
				"and which are left out is not known",
				JB_ARG(metric->name), JB_ARG(from->label));
	}
	return JB_OK;
}
