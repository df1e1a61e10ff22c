/*
 * Values of the parts that keep them: to each belongs a group of rows that was counted, and in each
 * group they add up to the rows that count.
 */
#include <assert.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "engine/answer_sums.h"

static bool has_values(enum jrt_part_kind kind)
{
	return kind == JRT_PART_VALUES || kind == JRT_PART_SPREAD || kind == JRT_PART_DISTINCT;
}

static int by_place(const void *a, const void *b)
{
	const struct jrt_answer_value *x = a, *y = b;

	if (x->part != y->part)
		return x->part < y->part ? -1 : 1;
	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	if (x->value != y->value)
		return x->value < y->value ? -1 : 1;
	return (x->row > y->row) - (x->row < y->row);
}

static enum jb_status sort_values(const struct jrt_sums *s, uint32_t number)
{
	struct jrt_answer *answer = &s->answers->answer[number];
	const struct jrt_answer_value *value = answer->value.at;

	if (answer->value.count)
		qsort(answer->value.at, answer->value.count, sizeof *value, by_place);
	for (size_t i = 1; i < answer->value.count; i++)
		if (value[i].part == value[i - 1].part && value[i].group == value[i - 1].group &&
		    value[i].value == value[i - 1].value)
			return jrt_sums_wrong(s, number, value[i].row,
					      "this value has come already");
	return JB_OK;
}

/* By group of the values: that of the counts. */
static enum jb_status find_groups(const struct jrt_sums *s, uint32_t number, uint32_t *counted)
{
	const struct jrt_query *counts = &s->answers->queries->query[number - 1];
	const struct jrt_answer *answer = &s->answers->answer[number];

	assert(counts->bit_count == s->answers->queries->query[number].bit_count);
	for (size_t g = 0; g < answer->group.count; g++) {
		const struct jrt_answer_group *group = &answer->group.at[g];
		const uint64_t *found =
			jb_map_get(&answer[-1].key, jrt_answer_key(s->answers, counts, group));

		if (!found)
			return jrt_sums_wrong(s, number, group->row,
					      "these are values of rows that were not counted");
		counted[g] = (uint32_t)*found;
	}
	return JB_OK;
}

static enum jb_status check_counts(const struct jrt_sums *s, uint32_t number,
				   const uint32_t *counted)
{
	const struct jrt_query *counts = &s->answers->queries->query[number - 1];
	const struct jrt_answer *values = &s->answers->answer[number], *groups = values - 1;

	for (size_t g = 0; g < groups->group.count; g++)
		for (size_t p = 0; p < counts->part_count; p++)
			groups->group.at[g].part[p].valued = 0;
	for (size_t i = 0; i < values->value.count; i++) {
		const struct jrt_answer_value *value = &values->value.at[i];
		struct jrt_answer_part *part =
			&groups->group.at[counted[value->group]].part[value->part];

		part->valued += value->count;
		if (part->valued > part->n)
			return jrt_sums_wrong(s, number, value->row,
					      "there are more values than rows they are of");
	}
	for (size_t g = 0; g < groups->group.count; g++)
		for (size_t p = 0; p < counts->part_count; p++)
			if (has_values(counts->part[p].part->kind) &&
			    groups->group.at[g].part[p].valued != groups->group.at[g].part[p].n)
				return jrt_sums_wrong(s, number - 1, groups->group.at[g].row,
						      "there are fewer values than rows they "
						      "should be of");
	return JB_OK;
}

/* Texts are compared in NFC, as everywhere. */
static int64_t value_of(const struct jrt_sums *s, const struct jrt_part *part, int64_t value)
{
	struct jb_text text;

	if (part->kind != JRT_PART_DISTINCT || part->type != JRT_TEXT)
		return value;
	text = jb_symbols_text(&s->answers->texts, (jb_symbol)value);
	return jrt_elsewhere_text(s->feed, jb_utf8_nfc(s->answers->arena, text));
}

static void fill_part(const struct jrt_sums *s, uint32_t number,
		      const struct jrt_query_meter *meter, uint32_t p, const uint32_t *slot)
{
	const struct jrt_query *counts = &s->answers->queries->query[number - 1];
	const struct jrt_answer *answer = &s->answers->answer[number];
	const struct jrt_part *part = counts->part[meter->part[p]].part;
	struct jrt_meter_run *run = jrt_elsewhere_meter(s->feed, meter->meter);

	for (size_t i = 0; i < answer->value.count; i++) {
		const struct jrt_answer_value *value = &answer->value.at[i];
		const struct jrt_answer_group *group = &answer->group.at[value->group];

		if (value->part == meter->part[p] && slot[value->group] != JRT_NONE &&
		    jrt_sums_in_scope(meter, group) && !jrt_sums_relieved(meter, group))
			jrt_elsewhere_value(s->feed, run, slot[value->group], p,
					    value_of(s, part, value->value), value->count);
	}
}

enum jb_status jrt_sums_values(const struct jrt_sums *s, uint32_t number)
{
	const struct jrt_query *counts = &s->answers->queries->query[number - 1];
	const struct jrt_plan *plan = s->answers->plan;
	uint32_t *counted =
		JB_NEW_ARRAY(s->answers->arena, uint32_t, s->answers->answer[number].group.count);
	enum jb_status status = find_groups(s, number, counted);
	uint32_t *slot;

	if (status == JB_OK)
		status = sort_values(s, number);
	if (status == JB_OK)
		status = check_counts(s, number, counted);
	if (status != JB_OK)
		return status;
	slot = jrt_sums_slots(s, number);
	for (size_t m = 0; m < counts->meter_count; m++) {
		const struct jrt_query_meter *meter = &counts->meter[m];
		const struct jrt_metric *metric = &plan->metric[plan->meter[meter->meter].metric];

		for (uint32_t p = 0; p < metric->part_count; p++)
			if (has_values(counts->part[meter->part[p]].part->kind))
				fill_part(s, number, meter, p, slot);
	}
	return JB_OK;
}
