/*
 * Joined stretches of time, which add up over no classes: each set of rows has its own. They are
 * untrusted like all of an answer: in order and apart from each other, and of as many rows as were
 * counted. What lies of them in a period, and how much of it is open time, is measuring's matter.
 */
#include <stdlib.h>

#include "engine/answer_sums.h"
#include "read/wording.h"
#include "time/civil.h"

/* ---- rows ---- */

static enum jb_status wrong_field(const struct jrt_answers *answers, struct jb_text name,
				  struct jb_text found, const char *expected, struct jb_text *why)
{
	struct jb_buf said;

	jb_buf_init(&said, answers->arena);
	if (found.at)
		jrt_say(&said, found);
	else
		jb_buf_add_string(&said, "NULL");
	return jrt_answers_wrong(answers, why, "%.*s is %s where %s was expected", JB_ARG(name),
				 said.data, expected);
}

struct limits {
	jb_i128 least, most;
	const char *expected;
};

static struct limits limits_of(const struct jrt_query *query, enum jrt_query_what what)
{
	if (what == JRT_QUERY_STRETCH)
		return (struct limits){0, (jb_i128)query->stretch_count - 1,
				       "the number of a set of stretches"};
	if (what == JRT_QUERY_COUNT)
		return (struct limits){1, JRT_ANSWER_COUNT_MAX, "a number of rows"};
	return (struct limits){JRT_INSTANT_MIN, JRT_INSTANT_MAX, "an instant in microseconds"};
}

static void put(struct jrt_answer_stretch *stretch, enum jrt_query_what what, jb_i128 number)
{
	switch (what) {
	case JRT_QUERY_STRETCH: stretch->number = (uint32_t)number; break;
	case JRT_QUERY_BEGINS: stretch->range.from = (int64_t)number; break;
	case JRT_QUERY_ENDS: stretch->range.to = (int64_t)number; break;
	default: stretch->rows = (uint64_t)number; break;
	}
}

static enum jb_status take_field(const struct jrt_answers *answers,
				 const struct jrt_query_column *column, struct jb_text text,
				 struct jrt_answer_stretch *stretch, struct jb_text *why)
{
	const struct jrt_query *query = &answers->queries->query[answers->query];
	const bool names = column->what == JRT_QUERY_NAME;
	const struct limits limits = limits_of(query, column->what);
	jb_i128 number;

	if (names || column->what == JRT_QUERY_PLAN) {
		const struct jb_text own = names ? query->name : answers->mark;

		return jb_text_equal(text, own)
			       ? JB_OK
			       : wrong_field(answers, column->name, text,
					     jb_text_cstring(answers->arena, own), why);
	}
	if (!jb_i128_parse(text, &number) || number < limits.least || number > limits.most)
		return wrong_field(answers, column->name, text, limits.expected, why);
	put(stretch, column->what, number);
	return JB_OK;
}

enum jb_status jrt_answers_take_stretch(struct jrt_answers *answers, const struct jb_text *field,
					struct jb_text *why)
{
	const struct jrt_query *query = &answers->queries->query[answers->query];
	struct jrt_answer *answer = &answers->answer[answers->query];
	struct jrt_answer_stretch stretch = {.row = answers->rows};
	enum jb_status status = JB_OK;

	for (size_t c = 0; c < query->column_count && status == JB_OK; c++)
		status =
			take_field(answers, &query->column[c], field[answer->at[c]], &stretch, why);
	if (status == JB_OK && stretch.range.from > stretch.range.to)
		status = jrt_answers_wrong(answers, why, "a stretch ends before it begins");
	if (status == JB_OK)
		*jb_push(answers->arena, &answer->stretch) = stretch;
	return status;
}

/* ---- the whole ---- */

static int by_place(const void *a, const void *b)
{
	const struct jrt_answer_stretch *x = a, *y = b;

	if (x->number != y->number)
		return x->number < y->number ? -1 : 1;
	if (x->range.from != y->range.from)
		return x->range.from < y->range.from ? -1 : 1;
	return (x->row > y->row) - (x->row < y->row);
}

static enum jb_status sort_stretches(const struct jrt_sums *s, uint32_t number)
{
	struct jrt_answer *answer = &s->answers->answer[number];
	const struct jrt_answer_stretch *at = answer->stretch.at;

	if (answer->stretch.count)
		qsort(answer->stretch.at, answer->stretch.count, sizeof *at, by_place);
	for (size_t i = 1; i < answer->stretch.count; i++)
		if (at[i].number == at[i - 1].number && at[i].range.from <= at[i - 1].range.to)
			return jrt_sums_wrong(s, number, at[i].row,
					      "this stretch meets another, and should be one "
					      "with it");
	return JB_OK;
}

/* Rows that the query of counts has for the part, where the set's condition is true. */
static uint64_t counted(const struct jrt_answer *counts, const struct jrt_query_stretch *set)
{
	uint64_t rows = 0;

	for (size_t g = 0; g < counts->group.count; g++) {
		const struct jrt_answer_group *group = &counts->group.at[g];

		if (group->fate == JRT_FATE_ACCEPTED &&
		    (set->mask == JRT_NONE || jrt_answer_bit(group->bits, set->mask)))
			rows += group->part[set->part].n;
	}
	return rows;
}

static enum jb_status check_rows(const struct jrt_sums *s, uint32_t number, uint32_t counts)
{
	const struct jrt_query *query = &s->answers->queries->query[number];
	const struct jrt_answer *answer = &s->answers->answer[number];
	size_t i = 0;

	for (uint32_t n = 0; n < query->stretch_count; n++) {
		jb_i128 rows = 0;

		for (; i < answer->stretch.count && answer->stretch.at[i].number == n; i++)
			rows += answer->stretch.at[i].rows;
		if (rows != (jb_i128)counted(&s->answers->answer[counts], &query->stretch[n]))
			return jrt_sums_wrong(s, number, 0,
					      "its stretches are of other rows than were counted");
	}
	return JB_OK;
}

/* The set of stretches of a meter's part; JRT_NONE: its kind has none. */
static uint32_t set_of(const struct jrt_query *query, const struct jrt_query_meter *meter,
		       uint32_t part)
{
	for (uint32_t n = 0; n < query->stretch_count; n++)
		if (query->stretch[n].part == part && query->stretch[n].mask == meter->mask)
			return n;
	return JRT_NONE;
}

static void fill_meter(const struct jrt_sums *s, uint32_t number,
		       const struct jrt_query_meter *meter)
{
	const struct jrt_query *query = &s->answers->queries->query[number];
	const struct jrt_answer *answer = &s->answers->answer[number];
	const struct jrt_plan *plan = s->answers->plan;
	const struct jrt_metric *metric = &plan->metric[plan->meter[meter->meter].metric];
	struct jrt_meter_run *run = jrt_elsewhere_meter(s->feed, meter->meter);

	for (uint32_t p = 0; p < metric->part_count; p++) {
		const uint32_t set = set_of(query, meter, meter->part[p]);

		for (size_t i = 0; i < answer->stretch.count && set != JRT_NONE; i++)
			if (answer->stretch.at[i].number == set)
				jrt_elsewhere_interval(s->feed, run, p,
						       answer->stretch.at[i].range);
	}
}

enum jb_status jrt_sums_stretches(const struct jrt_sums *s, uint32_t number)
{
	const struct jrt_query *query = s->answers->queries->query;
	const uint32_t counts = query[number].counts;
	enum jb_status status = sort_stretches(s, number);

	if (status == JB_OK)
		status = check_rows(s, number, counts);
	for (size_t m = 0; m < query[counts].meter_count && status == JB_OK; m++)
		fill_meter(s, number, &query[counts].meter[m]);
	return status;
}
