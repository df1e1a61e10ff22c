/*
 * Answers of an engine, made by hand: they give what the same rows give when they are read, to the
 * last byte of the report; and whatever is wrong with one is said, and nothing of it measured.
 */
#include "answering.h"

/* ---- what is right ---- */

static void test_an_answer_is_what_rows_are(void **state)
{
	struct jrt_measured answered;

	(void)state;
	prepared();
	if (answer_and_measure(NULL, &answered) != JB_OK)
		fail_msg("%.*s", JB_ARG(t.why));
	assert_string_equal(report_of(&answered), report_of(&t.out));
}

static void test_a_declared_cover_counts(void **state)
{
	struct jrt_measured answered;

	(void)state;
	covers(&t, 2026, 3, 5, 4, 30);
	prepared();
	assert_int_equal(answer_and_measure(NULL, &answered), JB_OK);
	assert_int_equal(answered.cell_count, t.out.cell_count);
	for (size_t i = 0; i < answered.cell_count; i++)
		assert_int_equal(answered.cell[i].coverage, t.out.cell[i].coverage);
	t.out = answered;
	assert_true(has_finding(&t, "R0310"));
}

static void test_declared_rows_are_held_against_those_seen(void **state)
{
	struct jrt_rows_declared declared = {JB_TEXT("calls"), 5};
	struct jrt_measured answered;

	(void)state;
	prepared();
	with = (struct jrt_answers_with){.declared = &declared, .declared_count = 1};
	assert_int_equal(answer_and_measure(NULL, &answered), JB_OK);
	assert_false(answered.source[0].unread);
	declared.rows = 6;
	assert_int_equal(answer_and_measure(NULL, &answered), JB_OK);
	assert_true(answered.source[0].unread);
	for (size_t i = 0; i < answered.cell_count; i++)
		assert_int_equal(answered.cell[i].coverage, JRT_COVERED_NOT);
	t.out = answered;
	assert_true(has_finding(&t, "R0331"));
}

/* Rows that are not accepted: one group of each kind beside those above. */
static void test_other_fates_are_counted(void **state)
{
	static const struct instead ignored[] = {{0, 0, JRT_QUERY_FATE, 0, "ignored", ""},
						 {0, 0, JRT_QUERY_FATE, 0, "rejected", ""}};
	struct jb_text field[COLUMNS];
	struct jrt_measured out;

	(void)state;
	prepared();
	t.source.tolerated = 200000;
	answers = jrt_answers_make(&t.arena, &t.plan, &queries);
	assert_int_equal(begin(0, "calls.csv", JRT_NONE), JB_OK);
	for (unsigned i = 0; i < GROUPS; i++)
		assert_int_equal(give_line(0, i, NULL), JB_OK);
	for (size_t k = 0; k < 2; k++) {
		for (size_t c = 0; c < query[0].column_count; c++) {
			enum jrt_query_what what = said[0][c].what;

			field[c] = what <= JRT_QUERY_PLAN || (what == JRT_QUERY_PERIOD && k == 1)
					   ? given_field(0, 0, c, NULL)
				   : what == JRT_QUERY_ROWS ? JB_TEXT("3")
							    : not_accepted(what);
			if (what == JRT_QUERY_FATE)
				field[c] = of(ignored[k].text);
			if (what == JRT_QUERY_REASON && k == 1)
				field[c] = JB_TEXT("R0212");
			if (what == JRT_QUERY_COLUMN && k == 1)
				field[c] = JB_TEXT("x");
		}
		assert_int_equal(jrt_answers_row(answers, field, &t.why), JB_OK);
	}
	assert_int_equal(jrt_answers_end(answers, &t.why), JB_OK);
	assert_int_equal(give(1, NULL), JB_OK);
	assert_int_equal(jrt_answers_measure(answers, &with, &out, &t.why), JB_OK);
	assert_int_equal(out.source[0].rows, 11);
	assert_int_equal(out.source[0].ignored, 3);
	assert_int_equal(out.source[0].rejected, 3);
	assert_true(out.source[0].over_tolerance);
	t.out = out;
	assert_true(has_finding(&t, "R0305"));
	assert_true(has_finding(&t, "R0212"));
	assert_int_equal(cell(&t, 0, "2026-03")->steps.rejected, 3);
	assert_true(cell(&t, 0, "2026-03")->over_tolerance);
}

/* One more group of the first answer: of a fate, with the other fields empty but for those
 * named. */
static enum jb_status give_passed_over(const char *fate, size_t keys, struct jb_text period,
				       struct jb_text reason)
{
	static const uint32_t identity[1];
	struct jb_text field[COLUMNS];

	t.source.identify = identity;
	t.source.identify_count = keys;
	answers = jrt_answers_make(&t.arena, &t.plan, &queries);
	assert_int_equal(begin(0, "calls.csv", JRT_NONE), JB_OK);
	for (unsigned i = 0; i < GROUPS; i++)
		assert_int_equal(give_line(0, i, NULL), JB_OK);
	for (size_t c = 0; c < query[0].column_count; c++) {
		enum jrt_query_what what = said[0][c].what;

		field[c] = what == JRT_QUERY_FATE     ? of(fate)
			   : what == JRT_QUERY_ROWS   ? JB_TEXT("2")
			   : what == JRT_QUERY_PERIOD ? period
			   : what == JRT_QUERY_REASON ? reason
			   : what <= JRT_QUERY_PLAN   ? given_field(0, 0, c, NULL)
						      : not_accepted(what);
	}
	return jrt_answers_row(answers, field, &t.why);
}

/* Duplicates are counted and nothing else; a source that does not identify its rows has none. */
static void test_duplicates(void **state)
{
	struct jrt_measured out;

	(void)state;
	prepared();
	assert_int_equal(give_passed_over("duplicate", 0, of(NULL), of(NULL)), JB_MALFORMED);
	assert_says("does not identify its rows");
	assert_int_equal(give_passed_over("duplicate", 1, JB_TEXT("674"), of(NULL)), JB_MALFORMED);
	assert_says("ignored rows or duplicates are of a period");
	assert_int_equal(give_passed_over("duplicate", 1, of(NULL), JB_TEXT("R0327")),
			 JB_MALFORMED);
	assert_says("ignored rows or duplicates have a reason");
	assert_int_equal(give_passed_over("duplicate", 1, of(NULL), of(NULL)), JB_OK);
	assert_int_equal(jrt_answers_end(answers, &t.why), JB_OK);
	assert_int_equal(give(1, NULL), JB_OK);
	assert_int_equal(jrt_answers_measure(answers, &with, &out, &t.why), JB_OK);
	assert_int_equal(out.source[0].rows, 7);
	assert_int_equal(out.source[0].duplicates, 2);
	assert_int_equal(out.source[0].rejected, 0);
}

static void test_ignored_rows_have_no_more_to_them(void **state)
{
	(void)state;
	prepared();
	assert_int_equal(give_passed_over("ignored", 0, JB_TEXT("674"), of(NULL)), JB_MALFORMED);
	assert_says("are of a period");
	assert_int_equal(give_passed_over("ignored", 0, of(NULL), JB_TEXT("R0327")), JB_MALFORMED);
	assert_says("have a reason");
	assert_int_equal(give_passed_over("ignored", 0, of(NULL), of(NULL)), JB_OK);
}

/* As many groups of as many rows as make 2^64 are not none. */
static void test_rows_do_not_come_round(void **state)
{
	static const char *const columns[] = {"at", "x", "name", NULL};
	static const char *const periods[] = {"24314", "24315", "24316", NULL};
	struct jb_text field[COLUMNS];
	struct jrt_measured out;

	(void)state;
	prepared();
	answers = jrt_answers_make(&t.arena, &t.plan, &queries);
	assert_int_equal(begin(0, "calls.csv", JRT_NONE), JB_OK);
	for (unsigned i = 0; i < 1 << 17; i++) {
		for (size_t c = 0; c < query[0].column_count; c++) {
			enum jrt_query_what what = said[0][c].what;

			field[c] = what == JRT_QUERY_FATE     ? JB_TEXT("rejected")
				   : what == JRT_QUERY_ROWS   ? JB_TEXT("140737488355328")
				   : what == JRT_QUERY_COLUMN ? of(columns[i % 4])
				   : what == JRT_QUERY_PERIOD ? of(periods[i / 4 % 4])
				   : what == JRT_QUERY_REASON
					   ? jb_text_printf(&t.arena, "R%04u", i / 16)
				   : what <= JRT_QUERY_PLAN ? given_field(0, 0, c, NULL)
							    : not_accepted(what);
		}
		assert_int_equal(jrt_answers_row(answers, field, &t.why), JB_OK);
	}
	assert_int_equal(jrt_answers_end(answers, &t.why), JB_OK);
	assert_int_equal(give(1, NULL), JB_OK);
	assert_int_equal(jrt_answers_measure(answers, &with, &out, &t.why), JB_MALFORMED);
	assert_says("more rows than any table has");
}

/* Rows of which an engine cannot tell what they are take everything with them. */
static void test_undecided_rows(void **state)
{
	struct jb_text field[COLUMNS];
	struct jrt_measured out;

	(void)state;
	prepared();
	answers = jrt_answers_make(&t.arena, &t.plan, &queries);
	assert_int_equal(begin(0, "calls.csv", JRT_NONE), JB_OK);
	for (unsigned i = 0; i < GROUPS; i++)
		assert_int_equal(give_line(0, i, NULL), JB_OK);
	for (size_t c = 0; c < query[0].column_count; c++)
		field[c] = said[0][c].what == JRT_QUERY_FATE	 ? JB_TEXT("undecided")
			   : said[0][c].what == JRT_QUERY_REASON ? JB_TEXT("too long a number")
			   : said[0][c].what == JRT_QUERY_COLUMN ? JB_TEXT("x")
			   : said[0][c].what == JRT_QUERY_ROWS	 ? JB_TEXT("2")
			   : said[0][c].what <= JRT_QUERY_PLAN	 ? given_field(0, 0, c, NULL)
								 : not_accepted(said[0][c].what);
	assert_int_equal(jrt_answers_row(answers, field, &t.why), JB_OK);
	assert_int_equal(jrt_answers_end(answers, &t.why), JB_OK);
	assert_int_equal(give(1, NULL), JB_OK);
	assert_int_equal(jrt_answers_measure(answers, &with, &out, &t.why), JB_REFUSED);
	assert_says("2 rows of calls");
	assert_says("too long a number, column x");
	assert_int_equal(out.cell_count, 0);
}

/* An empty table gives no rows; its answer is told by its columns. */
static void test_an_answer_without_rows(void **state)
{
	struct jrt_measured out;

	(void)state;
	prepared();
	answers = jrt_answers_make(&t.arena, &t.plan, &queries);
	for (unsigned q = 0; q < 2; q++) {
		assert_int_equal(begin(q, "empty.csv", JRT_NONE), JB_OK);
		assert_int_equal(jrt_answers_end(answers, &t.why), JB_OK);
	}
	assert_int_equal(jrt_answers_measure(answers, &with, &out, &t.why), JB_OK);
	assert_int_equal(out.source[0].rows, 0);
	assert_false(out.source[0].has_cover);
}

/* ---- what is wrong ---- */

static const struct instead wrong[] = {
	{0, 1, JRT_QUERY_NAME, 0, "calls, values", "where calls was expected"},
	{0, 0, JRT_QUERY_NAME, 0, "other", "no query \"other\""},
	{0, 0, JRT_QUERY_PLAN, 0, "0123456789abcdef", "another plan"},
	{0, 1, JRT_QUERY_PLAN, 0, "0123456789abcdef", "row 2: c1 is"},
	{0, 0, JRT_QUERY_FATE, 0, "dropped", "accepted, ignored, duplicate, rejected or undecided"},
	{0, 0, JRT_QUERY_FATE, 0, NULL, "NULL where accepted"},
	{0, 0, JRT_QUERY_FATE, 0, "rejected", "are of a class"},
	{0, 0, JRT_QUERY_REASON, 0, "R0212", "reason to be rejected"},
	{0, 0, JRT_QUERY_REASON, 0, "\x1b[31m", "\\x1b"},
	{0, 0, JRT_QUERY_COLUMN, 0, "y", "a column of the source"},
	{0, 0, JRT_QUERY_PERIOD, 0, NULL, "no period"},
	{0, 0, JRT_QUERY_PERIOD, 0, "24314.0", "the number of a period"},
	{0, 0, JRT_QUERY_PERIOD, 0, "24313", "do not lie in the period"},
	{0, 0, JRT_QUERY_PERIOD, 0, "9223372036854775807", "no period of this number"},
	{0, 0, JRT_QUERY_PERIOD, 0, "-9223372036854775808", "no period of this number"},
	{0, 0, JRT_QUERY_CLASS, 0, "4", "a number of the class"},
	{0, 0, JRT_QUERY_CLASS, 0, "-1", "a number of the class"},
	{0, 2, JRT_QUERY_CLASS, 0, "1", "has come already"},
	{0, 0, JRT_QUERY_ROWS, 0, "0", "no rows"},
	{0, 0, JRT_QUERY_ROWS, 0, "-2", "a number of rows"},
	{0, 0, JRT_QUERY_ROWS, 0, "1", "do not belong together"},
	{0, 0, JRT_QUERY_ROWS, 0, "99999999999999999999", "a number of rows"},
	{0, 0, JRT_QUERY_FIRST, 0, NULL, "no first and last time"},
	{0, 0, JRT_QUERY_LAST, 0, NULL, "no first and last time"},
	{0, 0, JRT_QUERY_LAST, 0, "1772323199999999", "comes after the last"},
	{0, 0, JRT_QUERY_LAST, 0, "1779999999999999", "do not lie in the period"},
	{0, 0, JRT_QUERY_FIRST, 0, "-9223372036854775808", "an instant"},
	{0, 0, JRT_QUERY_CLASS, 0, NULL, "of no class"},
	{0, 0, JRT_QUERY_ROWS, 0, NULL, "NULL where a number of rows"},
	{0, 0, JRT_QUERY_N, 0, NULL, "NULL where a number of rows"},
	{0, 0, JRT_QUERY_UNUSABLE, 3, NULL, "NULL where a number of rows"},
	{0, 0, JRT_QUERY_NUM, 2, NULL, "part 2 (m)"},
	{0, 0, JRT_QUERY_NUM, 1, NULL, "part 1 (m)"},
	{0, 0, JRT_QUERY_NUM_HIGH, 3, NULL, "part 3 (m)"},
	{0, 0, JRT_QUERY_DEN, 3, NULL, "part 3 (m)"},
	{0, 0, JRT_QUERY_NUM, 8, NULL, "part 8 (m)"},
	{0, 2, JRT_QUERY_NUM, 8, NULL, NULL}, /* of no rows */
	{0, 0, JRT_QUERY_N, 1, "3", "part 1 (m)"},
	{0, 0, JRT_QUERY_UNUSABLE, 1, "1", "part 1 (m)"},
	{0, 0, JRT_QUERY_NUM, 1, "1e9", "a sum as a whole number"},
	{0, 0, JRT_QUERY_NUM, 1, "3500000.5", "a sum as a whole number"},
	{0, 0, JRT_QUERY_NUM_HIGH, 1, "4294967296", "part 1 (m)"},
	{0, 0, JRT_QUERY_NUM, 1, "9999999999999999999999999999999999999999",
	 "a sum as a whole number"},
	{0, 0, JRT_QUERY_NUM, 2, "3", "part 2 (m)"},
	{0, 0, JRT_QUERY_NUM, 2, "-1", "part 2 (m)"},
	{0, 0, JRT_QUERY_DEN, 5, "1", NULL}, /* one row speaks for and against */
	{0, 0, JRT_QUERY_DEN, 5, "3", "part 5 (m)"},
	{0, 0, JRT_QUERY_NUM, 8, "9223372036854775808", "part 8 (m)"},
	{0, 2, JRT_QUERY_NUM, 8, "1", "part 8 (m)"},
	{0, 0, JRT_QUERY_NUM, 13, "9223372036854775808", "part 13 (m)"},
	{0, 0, JRT_QUERY_DEN, 13, "1773014400000001", "part 13 (m)"},
	{0, 0, JRT_QUERY_DEN, 13, "1772323199999999", "part 13 (m)"},
	{0, 0, JRT_QUERY_DEN, 13, NULL, "part 13 (m)"},
	{0, 2, JRT_QUERY_DEN, 13, "1772496000000000", "part 13 (m)"},
	{0, 0, JRT_QUERY_N, 6, "1", "more values than rows"},
	{0, 2, JRT_QUERY_UNUSABLE, 6, "0", NULL},
	{1, 0, JRT_QUERY_COUNT, 0, "2", "more values than rows"},
	{1, 7, JRT_QUERY_COUNT, 0, "1", "fewer values than rows"},
	{1, 0, JRT_QUERY_COUNT, 0, "0", "no rows"},
	{1, 0, JRT_QUERY_VALUE, 0, "2000000", "this value has come already"},
	{1, 0, JRT_QUERY_VALUE, 0, "1.5", "no whole number"},
	{1, 0, JRT_QUERY_VALUE, 0, "9223372036854775808", "no whole number"},
	{1, 0, JRT_QUERY_VALUE, 0, NULL, "a value is NULL"},
	{1, 7, JRT_QUERY_VALUE, 0, "\xff", "not UTF-8"},
	{1, 7, JRT_QUERY_RUN, 0, "A", "texts are in a run"},
	{1, 4, JRT_QUERY_COUNT, 0, "1", "not as many values as rows"},
	{1, 4, JRT_QUERY_RUN, 0, "", NULL},
	{1, 4, JRT_QUERY_RUN, 0, "AA", NULL},
	{1, 5, JRT_QUERY_RUN, 0, "AA", "not as many values as rows"},
	{1, 4, JRT_QUERY_RUN, 0, "A500000,A", "not as many values as rows"},
	{1, 4, JRT_QUERY_RUN, 0, "A500000:", "not of entries"},
	{1, 0, JRT_QUERY_COUNT, 0, NULL, "NULL where a number of rows"},
	{1, 0, JRT_QUERY_CLASS, 0, NULL, "of no class"},
	{1, 0, JRT_QUERY_PART, 0, "14", "no part of this number"},
	{1, 0, JRT_QUERY_PART, 0, "0", "no part of this number"},
	{1, 0, JRT_QUERY_PART, 0, NULL, "no part of this number"},
	{1, 0, JRT_QUERY_CLASS, 0, "3", "rows that were not counted"},
	{1, 0, JRT_QUERY_PERIOD, 0, "24316", "rows that were not counted"},
};

static void test_values_of_an_approximate_figure_have_three_digits(void **state)
{
	static const struct instead finer[] = {
		{1, 0, JRT_QUERY_VALUE, 0, "1500001", "more than the three digits"},
		{1, 0, JRT_QUERY_VALUE, 0, "1510000", NULL},
	};

	(void)state;
	prepared();
	t.part[JRT_PART_VALUES][0].approximate = true;
	assert_each_is_said(finer, sizeof finer / sizeof *finer);
}

static void test_what_is_wrong_is_said(void **state)
{
	(void)state;
	prepared();
	assert_each_is_said(wrong, sizeof wrong / sizeof *wrong);
}

static void test_answers_that_do_not_fit(void **state)
{
	struct jb_text names[COLUMNS];
	struct jrt_measured out;

	(void)state;
	prepared();
	answers = jrt_answers_make(&t.arena, &t.plan, &queries);
	assert_int_equal(jrt_answers_measure(answers, &with, &out, &t.why), JB_REFUSED);
	assert_says("no query is answered");
	assert_int_equal(give(0, NULL), JB_OK);
	assert_int_equal(jrt_answers_measure(answers, &with, &out, &t.why), JB_REFUSED);
	assert_says("\"calls, values\" is not answered");
	assert_int_equal(give(0, NULL), JB_REFUSED);
	assert_says("is answered by");
	for (size_t c = 0; c < query[1].column_count; c++)
		names[c] = said[1][c].name;
	names[6] = JB_TEXT("c9");
	assert_int_equal(jrt_answers_begin(answers, JB_TEXT("values.csv"), 1, names, 8, &t.why),
			 JB_MALFORMED);
	assert_says("values.csv: the column c6 of the query \"calls, values\" is missing");
	names[6] = said[1][6].name;
	names[8] = JB_TEXT("c\n9");
	assert_int_equal(jrt_answers_begin(answers, JB_TEXT("values.csv"), 1, names, 9, &t.why),
			 JB_MALFORMED);
	assert_says("has no column \"c\\n9\"");
	names[8] = names[6];
	assert_int_equal(jrt_answers_begin(answers, JB_TEXT("values.csv"), 1, names, 9, &t.why),
			 JB_MALFORMED);
	assert_says("stands twice");
	assert_int_equal(
		jrt_answers_begin(answers, JB_TEXT("none.csv"), JRT_NONE, names, 1, &t.why), JB_OK);
	assert_int_equal(jrt_answers_end(answers, &t.why), JB_MALFORMED);
	assert_says("no query that wants an answer");
}

/* Two ways of cutting time over one table must see the same rows of it. */
static void test_queries_of_one_source_must_agree(void **state)
{
	static const struct instead grown = {0, 3, JRT_QUERY_ROWS, 0, "2", ""};
	static struct jrt_query two[3];
	struct jrt_measured out;

	(void)state;
	prepared();
	two[0] = query[0];
	two[1] = query[1];
	two[2] = query[0];
	two[2].name = JB_TEXT("calls again");
	two[2].meter_count = 0;
	queries.query = two;
	queries.count = 3;
	answers = jrt_answers_make(&t.arena, &t.plan, &queries);
	assert_int_equal(give(0, NULL), JB_OK);
	assert_int_equal(give(1, NULL), JB_OK);
	query[0].name = two[2].name;
	assert_int_equal(give(0, &grown), JB_OK);
	assert_int_equal(jrt_answers_measure(answers, &with, &out, &t.why), JB_MALFORMED);
	assert_says("5 accepted rows");
	assert_says("has 6");
	assert_int_equal(out.cell_count, 0);
}

/* Whatever stands in a field, it is refused or measured, and nothing else happens. */
static void test_random_fields(void **state)
{
	static const char *const text[] = {NULL,
					   "",
					   "0",
					   "1",
					   "2",
					   "-1",
					   "24314",
					   "24315",
					   "1e3",
					   "\xff",
					   "R0212",
					   "x",
					   "rejected",
					   "ignored",
					   "9223372036854775807",
					   "-9223372036854775808",
					   "140737488355328",
					   "170141183460469231731687303715884105727"};
	unsigned seed = 7, taken = 0;

	(void)state;
	prepared();
	for (unsigned i = 0; i < 3000; i++) {
		struct jrt_measured out;
		struct instead instead = {.query = i % 4 == 0};
		size_t c;

		seed = seed * 1103515245 + 12345;
		c = (seed >> 8) % query[instead.query].column_count;
		instead.line = (unsigned)((seed >> 16) % (instead.query ? VALUES : GROUPS));
		instead.text = text[(seed >> 20) % (sizeof text / sizeof *text)];
		instead.what = said[instead.query][c].what;
		instead.index = said[instead.query][c].index;
		if (answer_and_measure(&instead, &out) == JB_OK) {
			report_of(&out);
			taken++;
		} else {
			assert_int_equal(out.cell_count, 0);
		}
	}
	assert_in_range(taken, 10, 1500);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_an_answer_is_what_rows_are),
		TEST(test_a_declared_cover_counts),
		TEST(test_declared_rows_are_held_against_those_seen),
		TEST(test_other_fates_are_counted),
		TEST(test_duplicates),
		TEST(test_ignored_rows_have_no_more_to_them),
		TEST(test_rows_do_not_come_round),
		TEST(test_undecided_rows),
		TEST(test_an_answer_without_rows),
		TEST(test_values_of_an_approximate_figure_have_three_digits),
		TEST(test_what_is_wrong_is_said),
		TEST(test_answers_that_do_not_fit),
		TEST(test_queries_of_one_source_must_agree),
		TEST(test_random_fields),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
