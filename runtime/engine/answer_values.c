/*
 * Values of the parts that keep them: to each belongs a group of rows that was counted, and in each
 * group they add up to the rows that count.
 */
#include <assert.h>
#include <stdlib.h>

#include "base/utf8.h"
#include "engine/answer_sums.h"

/* The query of counts that values are of. */
static uint32_t of(const struct jrt_sums *s, uint32_t number)
{
	return s->answers->queries->query[number].counts;
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

/* ---- values add up ---- */

/* Rows that count for a part, by period, key and what of their class the part's meters ask. Rows
 * without a key are nobody's in a query over groups. */
struct sum {
	uint32_t row; /* of the answer that counts, the first one */
	uint64_t n, valued;
};

struct sums_of_part {
	struct jb_map at; /* by key: a number of `sum` */
	JB_VEC(struct sum) sum;
};

/* Whether a meter of the part sees the rows of the group. */
static bool is_seen(const struct jrt_sums *s, const struct jrt_query *counts, uint32_t part,
		    const struct jrt_answer_group *group)
{
	for (size_t m = 0; m < counts->meter_count; m++) {
		const struct jrt_query_meter *meter = &counts->meter[m];
		const struct jrt_plan *plan = s->answers->plan;
		const size_t parts = plan->metric[plan->meter[meter->meter].metric].part_count;

		for (size_t p = 0; p < parts; p++)
			if (meter->part[p] == part && jrt_sums_in_scope(meter, group) &&
			    !jrt_sums_relieved(meter, group))
				return true;
	}
	return false;
}

static struct jb_text key_of(const struct jrt_sums *s, const struct jrt_query *counts,
			     uint32_t part, const struct jrt_answer_group *group)
{
	const uint64_t *asked = counts->part[part].bits;
	struct jb_buf *key = &s->answers->key;

	jb_buf_reset(key);
	jb_buf_add(key, &group->period, sizeof group->period);
	jb_buf_add(key, &group->key, sizeof group->key);
	for (size_t i = 0; i < jrt_answer_words(counts); i++) {
		const uint64_t bits = group->bits[i] & (asked ? asked[i] : UINT64_MAX);

		jb_buf_add(key, &bits, sizeof bits);
	}
	return jb_buf_text(key);
}

static void add_counts(const struct jrt_sums *s, uint32_t number, uint32_t part,
		       struct sums_of_part *sums)
{
	const struct jrt_query *counts = &s->answers->queries->query[of(s, number)];
	const struct jrt_answer *answer = &s->answers->answer[of(s, number)];

	jb_map_init(&sums->at, s->answers->arena);
	for (size_t g = 0; g < answer->group.count; g++) {
		const struct jrt_answer_group *group = &answer->group.at[g];
		struct jb_text key;
		uint64_t *found;
		bool fresh;

		if (group->part[part].n == 0 ||
		    (counts->part[part].bits && !is_seen(s, counts, part, group)) ||
		    (counts->grouping && !group->has_key))
			continue;
		key = key_of(s, counts, part, group);
		found = jb_map_intern(&sums->at, &key, &fresh);
		if (fresh) {
			*found = sums->sum.count;
			*jb_push(s->answers->arena, &sums->sum) = (struct sum){.row = group->row};
		}
		sums->sum.at[*found].n += group->part[part].n;
	}
}

static enum jb_status add_value(const struct jrt_sums *s, uint32_t number,
				const struct jrt_answer_value *value, struct sums_of_part *sums)
{
	const struct jrt_query *counts = &s->answers->queries->query[of(s, number)];
	const struct jrt_answer_group *group = &s->answers->answer[number].group.at[value->group];
	const uint64_t *found = jb_map_get(&sums->at, key_of(s, counts, value->part, group));

	if (!found)
		return jrt_sums_wrong(s, number, value->row,
				      "these are values of rows that were not counted");
	if (counts->part[value->part].part->approximate &&
	    jb_fix_approximate(value->value) != value->value)
		return jrt_sums_wrong(s, number, value->row,
				      "this value has more than the three digits of an "
				      "approximate figure");
	sums->sum.at[*found].valued += value->count;
	if (sums->sum.at[*found].valued > sums->sum.at[*found].n)
		return jrt_sums_wrong(s, number, value->row,
				      "there are more values than rows they are of");
	return JB_OK;
}

/* The values of a part, which stand together, are those of all its rows. */
static enum jb_status check_part(const struct jrt_sums *s, uint32_t number, uint32_t part,
				 size_t *at)
{
	const struct jrt_answer *values = &s->answers->answer[number];
	struct sums_of_part sums = {0};

	add_counts(s, number, part, &sums);
	for (; *at < values->value.count && values->value.at[*at].part == part; ++*at) {
		enum jb_status status = add_value(s, number, &values->value.at[*at], &sums);

		if (status != JB_OK)
			return status;
	}
	for (size_t i = 0; i < sums.sum.count; i++)
		if (sums.sum.at[i].valued != sums.sum.at[i].n)
			return jrt_sums_wrong(s, of(s, number), sums.sum.at[i].row,
					      "there are fewer values than rows they should be "
					      "of");
	return JB_OK;
}

/* `at` goes through the values, which are sorted by part. */
static enum jb_status check_counts(const struct jrt_sums *s, uint32_t number)
{
	const struct jrt_query *query = &s->answers->queries->query[number];
	const struct jrt_query *counts = &s->answers->queries->query[query->counts];
	enum jb_status status = JB_OK;
	size_t at = 0;

	assert(counts->bit_count == query->bit_count);
	for (uint32_t p = 0; p < counts->part_count && status == JB_OK; p++)
		if (jrt_answer_tells(query, counts->part[p].part->kind))
			status = check_part(s, number, p, &at);
	return status;
}

/* Rows of one time lie in the period and the stretch of time that they are counted in. */
static enum jb_status check_moments(const struct jrt_sums *s, uint32_t number)
{
	const struct jrt_query *query = &s->answers->queries->query[number];
	const struct jrt_answer *answer = &s->answers->answer[number];
	const struct jrt_grouping *grouping = query->grouping;
	const bool timed = grouping && grouping->key == JRT_NONE;

	for (size_t i = 0; i < answer->value.count; i++) {
		const struct jrt_answer_value *value = &answer->value.at[i];
		const struct jrt_answer_group *group = &answer->group.at[value->group];
		const struct jrt_range range =
			jrt_elsewhere_range(s->feed, query->periods, group->period);

		if (value->value < range.from || value->value >= range.to ||
		    (timed &&
		     (value->value < group->key || value->value - group->key >= grouping->length)))
			return jrt_sums_wrong(s, number, value->row,
					      "the time does not lie where its rows are counted");
	}
	return JB_OK;
}

/* ---- values of meters ---- */

/* Texts are compared in NFC, as everywhere. */
static int64_t value_of(const struct jrt_sums *s, const struct jrt_part *part, int64_t value)
{
	struct jb_text text;

	if (part->kind != JRT_PART_DISTINCT || part->type != JRT_TEXT)
		return value;
	text = jb_symbols_text(&s->answers->texts, (jb_symbol)value);
	return jrt_elsewhere_text(s->feed, jb_utf8_nfc(s->answers->arena, text));
}

/* By group of the values' answer. */
struct places {
	const uint32_t *slot;
	const struct jrt_elsewhere_key *key;
};

static void fill_part(const struct jrt_sums *s, uint32_t number,
		      const struct jrt_query_meter *meter, uint32_t p, const struct places *places)
{
	const struct jrt_query *counts = &s->answers->queries->query[of(s, number)];
	const struct jrt_answer *answer = &s->answers->answer[number];
	const struct jrt_part *part = counts->part[meter->part[p]].part;
	struct jrt_meter_run *run = jrt_elsewhere_meter(s->feed, meter->meter);

	for (size_t i = 0; i < answer->value.count; i++) {
		const struct jrt_answer_value *value = &answer->value.at[i];
		const struct jrt_answer_group *group = &answer->group.at[value->group];
		const uint32_t slot = places->slot[value->group];
		struct jrt_account *account;

		if (value->part != meter->part[p] || slot == JRT_NONE ||
		    !jrt_sums_in_scope(meter, group) || jrt_sums_relieved(meter, group))
			continue;
		account = jrt_elsewhere_account(s->feed, run, slot, &places->key[value->group], p);
		if (part->kind == JRT_PART_STOCK)
			jrt_elsewhere_stock(s->feed, account, value->value,
					    answer->sum.at[value->row - 1]);
		else
			jrt_elsewhere_value(s->feed, account, value_of(s, part, value->value),
					    value->count);
	}
}

enum jb_status jrt_sums_values(const struct jrt_sums *s, uint32_t number)
{
	const struct jrt_query *query = &s->answers->queries->query[number];
	const struct jrt_query *counts = &s->answers->queries->query[query->counts];
	const struct jrt_plan *plan = s->answers->plan;
	enum jb_status status = sort_values(s, number);
	struct places places;

	if (status == JB_OK)
		status = check_counts(s, number);
	if (status == JB_OK && query->stocks)
		status = check_moments(s, number);
	if (status != JB_OK)
		return status;
	places = (struct places){jrt_sums_slots(s, number), jrt_sums_keys(s, number)};
	for (size_t m = 0; m < counts->meter_count; m++) {
		const struct jrt_query_meter *meter = &counts->meter[m];
		const struct jrt_metric *metric = &plan->metric[plan->meter[meter->meter].metric];

		for (uint32_t p = 0; p < metric->part_count; p++)
			if (jrt_answer_tells(query, counts->part[meter->part[p]].part->kind))
				fill_part(s, number, meter, p, &places);
	}
	return JB_OK;
}
