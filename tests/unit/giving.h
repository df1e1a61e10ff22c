/*
 * Answers for tests, given field by field: of a plan with two queries a test says what an engine
 * would answer, and may put something else in the place of one field. Whoever includes this fills
 * in `query` and `queries`, and writes field_of() and line_count().
 */
#ifndef TESTS_GIVING_H
#define TESTS_GIVING_H

#include "engine/answer.h"
#include "journey/report.h"

#include "own_measuring.h"

#define COLUMNS 64 /* of an answer, at most */

static struct jrt_query query[2];
static struct jrt_queries queries;
static struct jrt_answers *answers;
static struct jrt_answers_with with;
static bool as_files; /* answers say themselves which query it is that they answer */

/* What stands in a column of the answer to query `q`, but for the names of query and plan; NULL is
 * NULL. */
static const char *field_of(unsigned q, unsigned line, size_t column);
static unsigned line_count(unsigned q);

/* What a test puts in the place of a field: of line `line` of the answer to `query`, the column
 * that says `what` of `index`. */
struct instead {
	unsigned query, line;
	enum jrt_query_what what;
	uint32_t index;
	const char *text;
	const char *why; /* a piece of what is said; NULL: it is taken */
};

static inline struct jb_text of(const char *text)
{
	return text ? jb_text_of(text) : (struct jb_text){NULL, 0};
}

static inline struct jb_text mark(void)
{
	return jb_text_slice(jb_digest_hex(&t.arena, &queries.plan), 0, JRT_QUERY_MARK);
}

static inline struct jb_text given_field(unsigned q, unsigned line, size_t column,
					 const struct instead *instead)
{
	const struct jrt_query_column *said = &query[q].column[column];

	if (instead && instead->query == q && instead->line == line &&
	    instead->what == said->what && instead->index == said->index)
		return of(instead->text);
	if (said->what == JRT_QUERY_NAME)
		return query[q].name;
	if (said->what == JRT_QUERY_PLAN)
		return mark();
	return of(field_of(q, line, column));
}

static inline enum jb_status give_line(unsigned q, unsigned line, const struct instead *instead)
{
	struct jb_text field[COLUMNS];

	for (size_t c = 0; c < query[q].column_count; c++)
		field[c] = given_field(q, line, c, instead);
	return jrt_answers_row(answers, field, &t.why);
}

/* `number`: of the query, or JRT_NONE. */
static inline enum jb_status begin(unsigned q, const char *from, uint32_t number)
{
	struct jb_text name[COLUMNS];

	for (size_t c = 0; c < query[q].column_count; c++)
		name[c] = query[q].column[c].name;
	return jrt_answers_begin(answers, jb_text_of(from), number, name, query[q].column_count,
				 &t.why);
}

/* The whole answer to a query; that of counts is called as the file of the same rows is. */
static inline enum jb_status give(unsigned q, const struct instead *instead)
{
	const char *from = query[q].values ? "values.csv" : t.path[0];
	enum jb_status status = begin(q, from, as_files ? JRT_NONE : q);

	for (unsigned i = 0; i < line_count(q) && status == JB_OK; i++)
		status = give_line(q, i, instead);
	return status == JB_OK ? jrt_answers_end(answers, &t.why) : status;
}

static inline enum jb_status answer_and_measure(const struct instead *instead,
						struct jrt_measured *out)
{
	enum jb_status status = JB_OK;

	*out = (struct jrt_measured){0};
	answers = jrt_answers_make(&t.arena, &t.plan, &queries);
	for (unsigned q = 0; q < 2 && status == JB_OK; q++)
		status = give(q, instead);
	return status == JB_OK ? jrt_answers_measure(answers, &with, out, &t.why) : status;
}

static inline const char *report_of(const struct jrt_measured *measured)
{
	struct jrt_judged judged;
	struct jb_buf buf;

	assert_int_equal(jrt_judge(&t.plan, measured, &t.arena, &judged, &t.why), JB_OK);
	jb_buf_init(&buf, &t.arena);
	jrt_report_json(&t.plan, measured, &judged, &buf);
	return jb_text_cstring(&t.arena, jb_buf_text(&buf));
}

static inline void assert_says(const char *piece)
{
	if (!strstr(jb_text_cstring(&t.arena, t.why), piece))
		fail_msg("\"%.*s\" does not say \"%s\"", JB_ARG(t.why), piece);
}

/* Each of them alone is said, and nothing measured. */
static inline void assert_each_is_said(const struct instead *wrong, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct jrt_measured out;
		enum jb_status status = answer_and_measure(&wrong[i], &out);

		if (!wrong[i].why) {
			assert_int_equal(status, JB_OK);
			continue;
		}
		if (status == JB_OK)
			fail_msg("number %zu (%s) is taken", i, wrong[i].why);
		assert_int_equal(out.cell_count, 0);
		assert_says(wrong[i].why);
	}
}

#endif
