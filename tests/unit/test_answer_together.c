/*
 * Counts and values in one answer: each row names the query that it is of, and what the other one
 * has is NULL in it. It gives what two answers give; two in its place are refused, and so is all
 * that is refused of two.
 */
#include "answering.h"

static struct jb_text joint[COLUMNS]; /* columns of the answer */
static size_t joint_count;

static bool is_shared(enum jrt_query_what what)
{
	return what == JRT_QUERY_NAME || what == JRT_QUERY_PLAN || what == JRT_QUERY_PERIOD ||
	       what == JRT_QUERY_CLASS;
}

static size_t column_of(unsigned q, struct jb_text name)
{
	size_t c = 0;

	while (c < query[q].column_count && !jb_text_equal(said[q][c].name, name))
		c++;
	return c;
}

/* The columns that both queries have are called the same. */
static void together(void)
{
	prepared();
	query[1].together = true;
	for (size_t c = 0; c < query[1].column_count; c++) {
		const enum jrt_query_what what = said[1][c].what;
		size_t i = 0;

		while (is_shared(what) && said[0][i].what != what)
			i++;
		said[1][c].name =
			is_shared(what) ? said[0][i].name : jb_text_printf(&t.arena, "v%zu", c);
	}
	joint_count = 0;
	for (unsigned q = 0; q < 2; q++)
		for (size_t c = 0; c < query[q].column_count; c++)
			if (q == 0 || !is_shared(said[1][c].what))
				joint[joint_count++] = said[q][c].name;
}

static enum jb_status give_row(unsigned q, unsigned line, const struct instead *instead)
{
	struct jb_text field[COLUMNS];

	for (size_t i = 0; i < joint_count; i++) {
		const size_t c = column_of(q, joint[i]);

		field[i] = c < query[q].column_count ? given_field(q, line, c, instead) : of(NULL);
	}
	return jrt_answers_row(answers, field, &t.why);
}

/* `swapped`: values come first. */
static enum jb_status give_both(const struct instead *instead, bool swapped)
{
	enum jb_status status =
		jrt_answers_begin(answers, jb_text_of(t.path[0]), as_files ? JRT_NONE : 0, joint,
				  joint_count, &t.why);

	for (unsigned k = 0; k < 2; k++)
		for (unsigned i = 0; i < line_count(k ^ swapped) && status == JB_OK; i++)
			status = give_row(k ^ swapped, i, instead);
	return status == JB_OK ? jrt_answers_end(answers, &t.why) : status;
}

static enum jb_status both_measured(const struct instead *instead, bool swapped,
				    struct jrt_measured *out)
{
	enum jb_status status;

	*out = (struct jrt_measured){0};
	answers = jrt_answers_make(&t.arena, &t.plan, &queries);
	status = give_both(instead, swapped);
	return status == JB_OK ? jrt_answers_measure(answers, &with, out, &t.why) : status;
}

static void test_one_answer_is_what_rows_are(void **state)
{
	struct jrt_measured answered;

	(void)state;
	together();
	for (unsigned way = 0; way < 4; way++) {
		as_files = way < 2;
		if (both_measured(NULL, way % 2, &answered) != JB_OK)
			fail_msg("%.*s", JB_ARG(t.why));
		assert_string_equal(report_of(&answered), report_of(&t.out));
	}
}

static void test_one_answer_without_rows(void **state)
{
	struct jrt_measured out;

	(void)state;
	together();
	answers = jrt_answers_make(&t.arena, &t.plan, &queries);
	assert_int_equal(jrt_answers_begin(answers, JB_TEXT("empty.csv"), JRT_NONE, joint,
					   joint_count, &t.why),
			 JB_OK);
	assert_int_equal(jrt_answers_end(answers, &t.why), JB_OK);
	assert_int_equal(jrt_answers_measure(answers, &with, &out, &t.why), JB_OK);
	assert_int_equal(out.source[0].rows, 0);
}

static const struct instead wrong[] = {
	{0, 0, JRT_QUERY_NAME, 0, "other", "no query \"other\""},
	{0, 1, JRT_QUERY_NAME, 0, "other", "where calls was expected"},
	{1, 1, JRT_QUERY_NAME, 0, "other", "where calls was expected"},
	{0, 1, JRT_QUERY_NAME, 0, NULL, "NULL where calls was expected"},
	/* of the other query there is nothing in such a row */
	{0, 1, JRT_QUERY_NAME, 0, "calls, values", "NULL where a number of rows"},
	{1, 1, JRT_QUERY_NAME, 0, "calls", "NULL where accepted"},
	{1, 1, JRT_QUERY_PLAN, 0, "0123456789abcdef", "row 6: c1 is"},
	{0, 0, JRT_QUERY_ROWS, 0, "1", "do not belong together"},
	{0, 2, JRT_QUERY_CLASS, 0, "1", "has come already"},
	{0, 0, JRT_QUERY_N, 6, "1", "more values than rows"},
	{1, 0, JRT_QUERY_COUNT, 0, "2", "more values than rows"},
	{1, 7, JRT_QUERY_COUNT, 0, "1", "fewer values than rows"},
	{1, 0, JRT_QUERY_VALUE, 0, "2000000", "this value has come already"},
	{1, 0, JRT_QUERY_VALUE, 0, NULL, "a value is NULL"},
	{1, 4, JRT_QUERY_RUN, 0, "A500000:", "not of entries"},
	{1, 0, JRT_QUERY_PART, 0, NULL, "no part of this number"},
	{1, 0, JRT_QUERY_PERIOD, 0, NULL, "no period"},
	{1, 0, JRT_QUERY_PERIOD, 0, "24316", "rows that were not counted"},
};

static void test_what_is_wrong_is_said(void **state)
{
	(void)state;
	together();
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		for (unsigned swapped = 0; swapped < 2; swapped++) {
			struct jrt_measured out;

			/* that of the first row, and its number, go with the order */
			if (swapped && wrong[i].line < 2 && wrong[i].what <= JRT_QUERY_PLAN)
				continue;
			if (both_measured(&wrong[i], swapped, &out) == JB_OK)
				fail_msg("number %zu (%s) is taken", i, wrong[i].why);
			assert_int_equal(out.cell_count, 0);
			assert_says(wrong[i].why);
		}
}

/* Two answers are none of the one that is asked for, nor is the one twice. */
static void test_other_shapes_are_refused(void **state)
{
	(void)state;
	together();
	answers = jrt_answers_make(&t.arena, &t.plan, &queries);
	as_files = true;
	assert_int_equal(give(0, NULL), JB_MALFORMED);
	assert_says("the column v4 of the query \"calls, values\" is missing");
	assert_int_equal(give(1, NULL), JB_MALFORMED);
	assert_says("of the query \"calls\" is missing");
	assert_int_equal(give_both(NULL, false), JB_OK);
	assert_int_equal(give_both(NULL, true), JB_REFUSED);
	assert_says("the query \"calls\" is answered by");
	joint[3] = joint[joint_count - 1];
	answers = jrt_answers_make(&t.arena, &t.plan, &queries);
	assert_int_equal(give_both(NULL, false), JB_MALFORMED);
	assert_says("c3 of the query \"calls\" is missing");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_one_answer_is_what_rows_are),
		TEST(test_one_answer_without_rows),
		TEST(test_what_is_wrong_is_said),
		TEST(test_other_shapes_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
