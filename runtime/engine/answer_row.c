/*
 * One row of an answer: its fields as numbers, each in its range. Whether they can be true of one
 * group of rows is answer_check.c's question, what needs other rows or the calendar
 * answer_sums.c's.
 */
#include <assert.h>

#include "base/utf8.h"
#include "engine/answer_parts.h"
#include "measure/program.h"
#include "read/wording.h"
#include "time/civil.h"

#define REASON_BYTES 200

/* A row on its way. The first fault stays. */
struct row {
	struct jrt_answers *answers;
	const struct jrt_query *query;
	struct jrt_answer *answer;
	const struct jb_text *field;
	struct jb_text *why;
	bool sound;
	struct jb_text key;
	uint64_t keyed; /* rows */
	bool classless;
	/* Of a row of values: */
	jb_i128 part;
	struct jb_text value, run;
	bool has_value;
	uint64_t count;
};

static struct row row_of(struct jrt_answers *answers, const struct jb_text *field,
			 struct jb_text *why)
{
	return (struct row){
		.answers = answers,
		.query = &answers->queries->query[answers->query],
		.answer = &answers->answer[answers->query],
		.field = field,
		.why = why,
		.sound = true,
	};
}

static void refuse(struct row *row, const char *sentence)
{
	if (row->sound)
		jrt_answers_wrong(row->answers, row->why, "%s", sentence);
	row->sound = false;
}

static void refuse_field(struct row *row, struct jb_text name, struct jb_text found,
			 const char *expected)
{
	struct jb_buf said;

	if (!row->sound)
		return;
	jb_buf_init(&said, row->answers->arena);
	if (found.at)
		jrt_say(&said, found);
	else
		jb_buf_add_string(&said, "NULL");
	jrt_answers_wrong(row->answers, row->why, "%.*s is %s where %s was expected", JB_ARG(name),
			  said.data, expected);
	row->sound = false;
}

/* ---- fields ---- */

/* NULL, and the empty field that a file has for it, are `otherwise`. */
static jb_i128 whole(struct row *row, const struct jrt_query_column *column, struct jb_text text,
		     jb_i128 least, jb_i128 most, jb_i128 otherwise, const char *expected)
{
	jb_i128 value;

	if (text.size == 0)
		return otherwise;
	if (!jb_i128_parse(text, &value) || value < least || value > most) {
		refuse_field(row, column->name, text, expected);
		return otherwise;
	}
	return value;
}

/* An engine counts no rows as 0: where nothing stands a number was lost. */
static uint64_t rows(struct row *row, const struct jrt_query_column *column, struct jb_text text)
{
	if (text.size == 0)
		refuse_field(row, column->name, (struct jb_text){NULL, 0}, "a number of rows");
	return (uint64_t)whole(row, column, text, 0, JRT_ANSWER_COUNT_MAX, 0, "a number of rows");
}

static jb_i128 sum(struct row *row, const struct jrt_query_column *column, struct jb_text text)
{
	return whole(row, column, text, -JRT_ANSWER_SUM_MAX, JRT_ANSWER_SUM_MAX, 0,
		     "a sum as a whole number");
}

/* The upper half of a sum in halves of 32 bits. */
static jb_i128 high(struct row *row, const struct jrt_query_column *column, struct jb_text text)
{
	return whole(row, column, text, -(JRT_ANSWER_SUM_MAX >> 32), JRT_ANSWER_SUM_MAX >> 32, 0,
		     "the upper half of a sum") *
	       ((jb_i128)1 << 32);
}

static int64_t instant(struct row *row, const struct jrt_query_column *column, struct jb_text text)
{
	if (text.size == 0)
		return INT64_MIN;
	return (int64_t)whole(row, column, text, JRT_INSTANT_MIN, JRT_INSTANT_MAX, 0,
			      "an instant in microseconds");
}

static uint64_t bits(struct row *row, const struct jrt_query_column *column, struct jb_text text)
{
	const size_t first = (size_t)column->index * JRT_QUERY_BITS;
	const size_t left = row->query->bit_count - first;
	const size_t count = left < JRT_QUERY_BITS ? left : JRT_QUERY_BITS;

	return (uint64_t)whole(row, column, text, 0, ((jb_i128)1 << count) - 1, 0,
			       "a number of the class");
}

static enum jrt_answer_fate fate(struct row *row, const struct jrt_query_column *column,
				 struct jb_text text)
{
	if (jb_text_is(text, "accepted"))
		return JRT_FATE_ACCEPTED;
	if (jb_text_is(text, "ignored"))
		return JRT_FATE_IGNORED;
	if (jb_text_is(text, "undecided"))
		return JRT_FATE_UNDECIDED;
	if (jb_text_is(text, "duplicate"))
		return JRT_FATE_DUPLICATE;
	if (!jb_text_is(text, "rejected"))
		refuse_field(row, column->name, text,
			     "accepted, ignored, duplicate, rejected or undecided");
	return JRT_FATE_REJECTED;
}

/* A code, or a word of why; whatever it is, people will read it. */
static struct jb_text reason(struct row *row, const struct jrt_query_column *column,
			     struct jb_text text)
{
	bool good = text.size <= REASON_BYTES;

	for (size_t i = 0; good && i < text.size; i++)
		good = text.at[i] >= ' ' && text.at[i] <= '~';
	if (!good)
		refuse_field(row, column->name, text, "a reason");
	return text;
}

static uint32_t column_named(struct row *row, const struct jrt_query_column *column,
			     struct jb_text text)
{
	const struct jrt_source *source = &row->answers->plan->source[row->query->source];

	for (uint32_t c = 0; c < source->column_count && text.size; c++)
		if (jb_text_equal(source->column[c].name, text))
			return c;
	if (text.size)
		refuse_field(row, column->name, text, "a column of the source");
	return JRT_NONE;
}

/* Every row says what it answers; rows of two answers do not come together. */
static void same(struct row *row, const struct jrt_query_column *column, struct jb_text text,
		 struct jb_text expected)
{
	if (row->sound && !jb_text_equal(text, expected))
		refuse_field(row, column->name, text,
			     jb_text_cstring(row->answers->arena, expected));
}

static void take_part(struct row *row, const struct jrt_query_column *column, struct jb_text text,
		      struct jrt_answer_part *part)
{
	switch (column->what) {
	case JRT_QUERY_N: part->n = rows(row, column, text); return;
	case JRT_QUERY_UNUSABLE: part->unusable = rows(row, column, text); return;
	case JRT_QUERY_NOT_DUE: part->not_due = rows(row, column, text); return;
	case JRT_QUERY_NUM: part->num += sum(row, column, text); break;
	case JRT_QUERY_NUM_HIGH: part->num += high(row, column, text); break;
	case JRT_QUERY_DEN: part->den += sum(row, column, text); break;
	case JRT_QUERY_DEN_HIGH: part->den += high(row, column, text); break;
	default: assert(false && "a column of a query is of one of its parts"); break;
	}
	part->lacking |= text.size == 0;
}

static void take_value_field(struct row *row, const struct jrt_query_column *column,
			     struct jb_text text)
{
	switch (column->what) {
	case JRT_QUERY_PART:
		row->part = whole(row, column, text, 0, UINT32_MAX, -1, "the number of a part");
		break;
	case JRT_QUERY_VALUE:
		row->value = text;
		row->has_value = text.at != NULL;
		break;
	case JRT_QUERY_COUNT: row->count = rows(row, column, text); break;
	case JRT_QUERY_RUN: row->run = text; break;
	default: assert(false && "a query of values has no other columns"); break;
	}
}

/* NULL, and the empty field that a file has for it: nothing can be told of the cases. */
static void take_path(struct row *row, const struct jrt_query_column *column, struct jb_text text,
		      struct jrt_answer_group *group)
{
	if (text.size == 0)
		return;
	if (!jrt_answer_is_path(row->query, text)) {
		refuse_field(row, column->name, text, "the path of a case");
		return;
	}
	group->has_path = true;
	group->path = jb_symbols_add(&row->answers->texts, text);
}

static void take_field(struct row *row, const struct jrt_query_column *column, struct jb_text text,
		       struct jrt_answer_group *group)
{
	switch (column->what) {
	case JRT_QUERY_NAME: same(row, column, text, row->query->name); break;
	case JRT_QUERY_PLAN: same(row, column, text, row->answers->mark); break;
	case JRT_QUERY_FATE: group->fate = fate(row, column, text); break;
	case JRT_QUERY_REASON: group->reason = reason(row, column, text); break;
	case JRT_QUERY_COLUMN: group->column = column_named(row, column, text); break;
	case JRT_QUERY_PERIOD:
		group->has_period = text.size > 0;
		group->period = (int64_t)whole(row, column, text, INT64_MIN, INT64_MAX, 0,
					       "the number of a period");
		break;
	case JRT_QUERY_PATH: take_path(row, column, text, group); break;
	case JRT_QUERY_CLASS:
		row->classless |= text.size == 0;
		group->bits[column->index] = bits(row, column, text);
		break;
	case JRT_QUERY_KEY: row->key = text; break;
	case JRT_QUERY_KEYED: row->keyed = rows(row, column, text); break;
	case JRT_QUERY_ROWS: group->rows = rows(row, column, text); break;
	case JRT_QUERY_FIRST: group->first = instant(row, column, text); break;
	case JRT_QUERY_LAST: group->last = instant(row, column, text); break;
	case JRT_QUERY_BROKEN: group->broken[column->index] = rows(row, column, text); break;
	case JRT_QUERY_MADE_MISSING:
		group->made_missing[column->index] = rows(row, column, text);
		break;
	case JRT_QUERY_NOBODYS: group->nobodys = rows(row, column, text); break;
	case JRT_QUERY_DOUBLED: group->doubled = rows(row, column, text); break;
	case JRT_QUERY_GAPS: group->gaps = rows(row, column, text); break;
	case JRT_QUERY_PART:
	case JRT_QUERY_VALUE:
	case JRT_QUERY_COUNT:
	case JRT_QUERY_RUN: take_value_field(row, column, text); break;
	default: take_part(row, column, text, &group->part[column->index]); break;
	}
}

/* Of rows that are not accepted nothing counts for a part, whatever stands there. */
static void settle_part(const struct row *row, struct jrt_answer_group *group, size_t number)
{
	if (group->fate != JRT_FATE_ACCEPTED)
		group->part[number] = (struct jrt_answer_part){0};
	else if (!row->answer->has_n[number])
		group->part[number].n = group->rows;
}

/* All rows of a group have one key, or none has any. */
static void settle_key(struct row *row, struct jrt_answer_group *group)
{
	const struct jrt_grouping *grouping = row->query->grouping;

	if (!grouping)
		return;
	group->has_key = row->query->values || row->keyed > 0;
	if (row->query->values ? !row->key.at : group->has_key && row->keyed != group->rows)
		refuse(row, "some of the rows have a key, and others have none");
	if (group->has_key && group->fate != JRT_FATE_ACCEPTED)
		refuse(row, "rows that are not accepted have a key");
	if (row->sound && group->has_key &&
	    !jrt_answer_read_key(row->answers, grouping, row->key, &group->key))
		refuse(row, "the key is none that a group can have");
}

/* The arrays of the answer's blank group serve every row. */
static void take_fields(struct row *row, struct jrt_answer_group *group)
{
	const struct jrt_answer_group *blank = &row->answer->blank;

	*group = (struct jrt_answer_group){.row = row->answers->rows,
					   .column = JRT_NONE,
					   .first = INT64_MIN,
					   .last = INT64_MIN,
					   .bits = blank->bits,
					   .broken = blank->broken,
					   .made_missing = blank->made_missing,
					   .part = blank->part};
	jrt_answer_clear(row->answers, row->query, group);
	for (size_t c = 0; c < row->query->column_count && row->sound; c++)
		take_field(row, &row->query->column[c], row->field[row->answer->at[c]], group);
	group->has_times = group->first != INT64_MIN;
	settle_key(row, group);
	if (row->classless && group->fate == JRT_FATE_ACCEPTED)
		refuse(row, "rows that count are of no class");
	if (group->fate != JRT_FATE_ACCEPTED)
		group->nobodys = 0;
	for (size_t p = 0; p < row->query->part_count; p++)
		settle_part(row, group, p);
}

/* ---- rows ---- */

/* The group's number in the answer; the same group is one group. */
static uint32_t intern(struct row *row, const struct jrt_answer_group *group, bool *fresh)
{
	struct jb_text key = jrt_answer_key(row->answers, row->query, group);
	uint64_t *number = jb_map_intern(&row->answer->key, &key, fresh);

	if (*fresh) {
		*number = row->answer->group.count;
		*jb_push(row->answers->arena, &row->answer->group) =
			jrt_answer_keep(row->answers, row->query, group);
	}
	return (uint32_t)*number;
}

enum jb_status jrt_answers_take_group(struct jrt_answers *answers, const struct jb_text *field,
				      struct jb_text *why)
{
	struct row row = row_of(answers, field, why);
	struct jrt_answer_group group;
	bool fresh = true;

	take_fields(&row, &group);
	if (row.sound)
		row.sound = jrt_answers_check(answers, &group, why) == JB_OK;
	if (row.sound)
		intern(&row, &group, &fresh);
	if (!fresh)
		refuse(&row, "this group of rows has come already");
	return row.sound ? JB_OK : JB_MALFORMED;
}

static const struct jrt_part *part_of(struct row *row)
{
	const struct jrt_query *counts = &row->answers->queries->query[row->query->counts];

	if (row->part >= 0 && row->part < (jb_i128)counts->part_count) {
		const struct jrt_part *part = counts->part[row->part].part;

		if (jrt_answer_tells(row->query, part->kind))
			return part;
	}
	refuse(row, "the query of counts has no part of this number that has values");
	return NULL;
}

/* A text is known by its symbol; bytes that are no UTF-8 are no text. */
static int64_t value_of(struct row *row, const struct jrt_part *part)
{
	jb_i128 value;

	if (!row->has_value)
		refuse(row, "a value is NULL");
	if (row->sound && part->kind == JRT_PART_DISTINCT && part->type == JRT_TEXT) {
		if (jb_utf8_check(row->value) != row->value.size)
			refuse(row, "a text is not UTF-8");
		return row->sound ? jb_symbols_add(&row->answers->texts, row->value) : 0;
	}
	if (row->sound && jb_i128_parse(row->value, &value) && value >= INT64_MIN &&
	    value <= INT64_MAX)
		return (int64_t)value;
	refuse(row, "a value is no whole number of 64 bits");
	return 0;
}

/* Conditions that no meter of the part asks are false in a row of values. */
static void check_bits(struct row *row, const struct jrt_answer_group *group, uint32_t part)
{
	const uint64_t *asked = row->answers->queries->query[row->query->counts].part[part].bits;

	for (size_t i = 0; asked && i < jrt_answer_words(row->query); i++)
		if (group->bits[i] & ~asked[i])
			refuse(row, "a value is of a class that the part does not have");
}

static void take_run(struct row *row, const struct jrt_part *part,
		     const struct jrt_answer_value *first)
{
	const char *fault;

	if (part->kind == JRT_PART_DISTINCT && part->type == JRT_TEXT) {
		refuse(row, "texts are in a run");
		return;
	}
	fault = jrt_answer_run(row->answers->arena, row->answer, first, row->run);
	if (fault)
		refuse(row, fault);
}

/* The sum over the rows of one time. */
static void take_stock(struct row *row, const struct jrt_answer_group *group, int64_t time)
{
	const jb_i128 sum = group->part[0].num, most = (jb_i128)row->count * INT64_MAX;

	if (time < JRT_INSTANT_MIN || time > JRT_INSTANT_MAX)
		refuse(row, "a time lies beyond the calendar");
	if (group->part[0].lacking)
		refuse(row, "a sum is NULL");
	if (sum > most || sum < -most - (jb_i128)row->count)
		refuse(row, "a sum is larger than so many values have");
	*jb_push(row->answers->arena, &row->answer->sum) = sum;
}

enum jb_status jrt_answers_take_value(struct jrt_answers *answers, const struct jb_text *field,
				      struct jb_text *why)
{
	struct row row = row_of(answers, field, why);
	struct jrt_answer_group group;
	struct jrt_answer_value value = {.row = answers->rows};
	const struct jrt_part *part;
	bool fresh;

	take_fields(&row, &group);
	part = row.sound ? part_of(&row) : NULL;
	if (row.sound)
		value.value = value_of(&row, part);
	if (row.sound && (!group.has_period || row.count == 0))
		refuse(&row, "a value has no period, or no rows");
	if (row.sound)
		check_bits(&row, &group, (uint32_t)row.part);
	if (row.sound && row.query->stocks)
		take_stock(&row, &group, value.value);
	if (!row.sound)
		return JB_MALFORMED;
	value.part = (uint32_t)row.part;
	value.count = row.count;
	value.group = intern(&row, &group, &fresh);
	if (row.run.size)
		take_run(&row, part, &value);
	else
		*jb_push(answers->arena, &row.answer->value) = value;
	return row.sound ? JB_OK : JB_MALFORMED;
}
