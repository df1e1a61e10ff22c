/*
 * Which query an answer is to, and where in it the query's columns stand. What the rows say is
 * answer_row.c's matter.
 */
#include <assert.h>
#include <stdarg.h>

#include "engine/answer_parts.h"
#include "read/wording.h"

struct jrt_answers *jrt_answers_make(struct jb_arena *arena, const struct jrt_plan *plan,
				     const struct jrt_queries *queries)
{
	struct jrt_answers *answers = JB_NEW(arena, struct jrt_answers);

	*answers = (struct jrt_answers){.arena = arena, .plan = plan, .queries = queries};
	answers->answer = JB_NEW_ARRAY(arena, struct jrt_answer, queries->count);
	for (size_t q = 0; q < queries->count; q++)
		jb_map_init(&answers->answer[q].key, arena);
	jb_symbols_init(&answers->texts, arena);
	jb_buf_init(&answers->key, arena);
	answers->mark = jb_text_slice(jb_digest_hex(arena, &queries->plan), 0, JRT_QUERY_MARK);
	return answers;
}

enum jb_status jrt_answers_wrong(const struct jrt_answers *answers, struct jb_text *why,
				 const char *format, ...)
{
	struct jb_buf buf;
	va_list args;

	jb_buf_init(&buf, answers->arena);
	jb_buf_add_text(&buf, answers->from);
	if (answers->rows > 0)
		jb_buf_printf(&buf, ", row %u", answers->rows);
	jb_buf_add_string(&buf, ": ");
	va_start(args, format);
	jb_buf_vprintf(&buf, format, args);
	va_end(args);
	*why = jb_buf_text(&buf);
	return JB_MALFORMED;
}

static struct jb_text quoted(const struct jrt_answers *answers, struct jb_text text)
{
	struct jb_buf buf;

	jb_buf_init(&buf, answers->arena);
	jrt_say(&buf, text);
	return jb_buf_text(&buf);
}

/* ---- two queries in one answer ---- */

uint32_t jrt_answer_values_with(const struct jrt_queries *queries, uint32_t number)
{
	for (uint32_t q = number + 1; q < queries->count; q++)
		if (queries->query[q].together && queries->query[q].counts == number)
			return q;
	return JRT_NONE;
}

/* ---- columns ---- */

static size_t find_name(const struct jrt_answers *answers, struct jb_text name)
{
	size_t found = SIZE_MAX;

	for (size_t i = 0; i < answers->name_count && found == SIZE_MAX; i++)
		if (jb_text_equal(answers->name[i], name))
			found = i;
	return found;
}

static bool has_column(const struct jrt_query *query, struct jb_text name)
{
	for (size_t c = 0; c < query->column_count; c++)
		if (jb_text_equal(query->column[c].name, name))
			return true;
	return false;
}

/* Whether an answer to the query has a column of the name. */
static bool is_column(const struct jrt_queries *queries, uint32_t number, struct jb_text name)
{
	const uint32_t values = jrt_answer_values_with(queries, number);

	return has_column(&queries->query[number], name) ||
	       (values != JRT_NONE && has_column(&queries->query[values], name));
}

/* The column of a query that says `what`. */
static const struct jrt_query_column *column_of(const struct jrt_query *query,
						enum jrt_query_what what)
{
	for (size_t c = 0; c < query->column_count; c++)
		if (query->column[c].what == what)
			return &query->column[c];
	return NULL;
}

/* Every name is of a column, once. */
static enum jb_status check_names(const struct jrt_answers *answers, uint32_t number,
				  struct jb_text *why)
{
	for (size_t i = 0; i < answers->name_count; i++) {
		const struct jb_text name = answers->name[i];

		if (!is_column(answers->queries, number, name))
			return jrt_answers_wrong(answers, why,
						 "the query \"%.*s\" has no column %.*s",
						 JB_ARG(answers->queries->query[number].name),
						 JB_ARG(quoted(answers, name)));
		if (find_name(answers, name) != i)
			return jrt_answers_wrong(answers, why, "the column %.*s stands twice",
						 JB_ARG(quoted(answers, name)));
	}
	return JB_OK;
}

/* Finds the columns of one query, which all stand among the names. */
static enum jb_status find_columns(struct jrt_answers *answers, uint32_t number,
				   struct jb_text *why)
{
	const struct jrt_query *query = &answers->queries->query[number];
	struct jrt_answer *answer = &answers->answer[number];

	answer->at = JB_NEW_ARRAY(answers->arena, size_t, query->column_count);
	answer->has_n = JB_NEW_ARRAY(answers->arena, bool, query->part_count);
	for (size_t c = 0; c < query->column_count; c++) {
		answer->at[c] = find_name(answers, query->column[c].name);
		if (answer->at[c] == SIZE_MAX)
			return jrt_answers_wrong(
				answers, why, "the column %.*s of the query \"%.*s\" is missing",
				JB_ARG(query->column[c].name), JB_ARG(query->name));
		if (query->column[c].what == JRT_QUERY_N)
			answer->has_n[query->column[c].index] = true;
	}
	answer->blank = jrt_answer_blank(answers, query);
	return JB_OK;
}

static enum jb_status bind(struct jrt_answers *answers, uint32_t number, struct jb_text *why)
{
	const struct jb_text from = answers->answer[number].from;
	const uint32_t values = jrt_answer_values_with(answers->queries, number);
	enum jb_status status;

	if (from.size) {
		jrt_answers_wrong(answers, why, "the query \"%.*s\" is answered by %.*s already",
				  JB_ARG(answers->queries->query[number].name), JB_ARG(from));
		return JB_REFUSED;
	}
	status = find_columns(answers, number, why);
	if (status == JB_OK && values != JRT_NONE)
		status = find_columns(answers, values, why);
	if (status == JB_OK)
		status = check_names(answers, number, why);
	if (status != JB_OK)
		return status;
	answers->answer[number].from = answers->from;
	if (values != JRT_NONE)
		answers->answer[values].from = answers->from;
	answers->query = answers->first = number;
	return JB_OK;
}

/* ---- which query ---- */

bool jrt_answer_has_names(const struct jrt_queries *queries, uint32_t number,
			  const struct jb_text *name, size_t count)
{
	const struct jrt_query *query = &queries->query[number];
	const uint32_t values = jrt_answer_values_with(queries, number);
	size_t columns = query->column_count;

	for (size_t c = 0; values != JRT_NONE && c < queries->query[values].column_count; c++)
		columns += !has_column(query, queries->query[values].column[c].name);
	if (query->together || columns != count)
		return false;
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < i; k++)
			if (jb_text_equal(name[i], name[k]))
				return false;
	for (size_t i = 0; i < count; i++)
		if (!is_column(queries, number, name[i]))
			return false;
	return true;
}

/* The column that names the query is called the same in all of them. */
static size_t place_of(const struct jrt_answers *answers, enum jrt_query_what what)
{
	size_t found = SIZE_MAX;

	for (size_t q = 0; q < answers->queries->count && found == SIZE_MAX; q++) {
		const struct jrt_query_column *column =
			column_of(&answers->queries->query[q], what);

		if (column)
			found = find_name(answers, column->name);
	}
	return found;
}

/* The query whose answer has the rows of query `number`. */
static uint32_t answer_of(const struct jrt_queries *queries, uint32_t number)
{
	const struct jrt_query *query = &queries->query[number];

	return query->together ? query->counts : number;
}

static enum jb_status find_query(struct jrt_answers *answers, const struct jb_text *field,
				 struct jb_text *why)
{
	size_t place = place_of(answers, JRT_QUERY_NAME);
	struct jb_text name = place == SIZE_MAX ? JB_TEXT("") : field[place], said;

	if (place == SIZE_MAX)
		return jrt_answers_wrong(
			answers, why,
			"no column says which query is answered: the first line must "
			"be the names of the columns");
	for (uint32_t q = 0; q < answers->queries->count; q++)
		if (jb_text_equal(answers->queries->query[q].name, name))
			return bind(answers, answer_of(answers->queries, q), why);
	said = quoted(answers, name);
	return jrt_answers_wrong(answers, why,
				 "the journey has no query %.*s; `journey sql` writes "
				 "those it has",
				 JB_ARG(said));
}

/* An answer without rows does not name its query; its columns do. Of several queries with these
 * columns that want an answer it is the same for each. */
static enum jb_status find_by_names(struct jrt_answers *answers, struct jb_text *why)
{
	for (uint32_t q = 0; q < answers->queries->count; q++)
		if (!answers->answer[q].from.size &&
		    jrt_answer_has_names(answers->queries, q, answers->name, answers->name_count))
			return bind(answers, q, why);
	return jrt_answers_wrong(answers, why,
				 "there is no row, and the columns are of no query that wants an "
				 "answer");
}

/* The plan's mark in a row. */
static enum jb_status check_plan(struct jrt_answers *answers, const struct jb_text *field,
				 struct jb_text *why)
{
	const size_t place = place_of(answers, JRT_QUERY_PLAN);
	struct jb_text said;

	if (place != SIZE_MAX && jb_text_equal(field[place], answers->mark))
		return JB_OK;
	said = quoted(answers, place == SIZE_MAX ? JB_TEXT("") : field[place]);
	jrt_answers_wrong(answers, why,
			  "this answers another plan, %.*s; the journey's is \"%.*s\": was the "
			  "file changed since `journey sql` wrote the statements, or does --covers "
			  "say something else?",
			  JB_ARG(said), JB_ARG(answers->mark));
	return JB_REFUSED;
}

/* ---- answers ---- */

enum jb_status jrt_answers_begin(struct jrt_answers *answers, struct jb_text from, uint32_t query,
				 const struct jb_text *name, size_t count, struct jb_text *why)
{
	struct jb_text *copy = JB_NEW_ARRAY(answers->arena, struct jb_text, count);

	for (size_t i = 0; i < count; i++)
		copy[i] = jb_text_copy(answers->arena, name[i]);
	answers->from = jb_text_copy(answers->arena, from);
	answers->query = JRT_NONE;
	answers->rows = 0;
	answers->name = copy;
	answers->name_count = count;
	return query == JRT_NONE ? JB_OK : bind(answers, query, why);
}

/* The query that a row is of, by its name; a name that is neither is found when it is read. */
static uint32_t query_of(const struct jrt_answers *answers, const struct jb_text *field)
{
	const struct jrt_queries *queries = answers->queries;
	const uint32_t values = jrt_answer_values_with(queries, answers->first);
	size_t place;

	if (values == JRT_NONE)
		return answers->first;
	place = place_of(answers, JRT_QUERY_NAME);
	return jb_text_equal(field[place], queries->query[values].name) ? values : answers->first;
}

enum jb_status jrt_answers_row(struct jrt_answers *answers, const struct jb_text *field,
			       struct jb_text *why)
{
	enum jb_status status = JB_OK;

	answers->rows++;
	if (answers->rows > JRT_ANSWER_ROWS_MAX)
		return jrt_answers_wrong(answers, why, "an answer has at most %u rows",
					 JRT_ANSWER_ROWS_MAX);
	if (answers->rows == 1)
		status = check_plan(answers, field, why);
	if (status == JB_OK && answers->query == JRT_NONE)
		status = find_query(answers, field, why);
	if (status != JB_OK)
		return status;
	answers->query = query_of(answers, field);
	if (answers->queries->query[answers->query].stretch_count)
		return jrt_answers_take_stretch(answers, field, why);
	return answers->queries->query[answers->query].values
		       ? jrt_answers_take_value(answers, field, why)
		       : jrt_answers_take_group(answers, field, why);
}

enum jb_status jrt_answers_end(struct jrt_answers *answers, struct jb_text *why)
{
	enum jb_status status = JB_OK;
	uint32_t values;

	if (answers->query == JRT_NONE)
		status = find_by_names(answers, why);
	if (status != JB_OK)
		return status;
	values = jrt_answer_values_with(answers->queries, answers->first);
	answers->answer[answers->first].whole = true;
	if (values != JRT_NONE)
		answers->answer[values].whole = true;
	return JB_OK;
}
