/*
 * What a source covers (S14): declared, given, in a file's name or no more than its rows; that an
 * empty period has zeros where it is covered, and that nothing is covered while a file is unread.
 */
#include "measuring_calls.h"

static void s14_an_empty_period_that_is_covered_has_a_cell_of_zeros(void **state)
{
	uint32_t m;

	(void)state;
	calls();
	m = meter(&t, count_among(JRT_NONE));
	covers(&t, 2026, 2, 15, 5, 31);
	file_of(&t, "at,outcome,wait\n2026-03-05 00:00:00,AGENT,1\n2026-06-05 00:00:00,AGENT,1\n");
	runs();
	assert_int_equal(t.out.cell_count, 5);
	assert_int_equal(cell(&t, m, "2026-02")->coverage, JRT_COVERED_PART);
	assert_int_equal(cell(&t, m, "2026-03")->coverage, JRT_COVERED);
	assert_int_equal(cell(&t, m, "2026-04")->coverage, JRT_COVERED);
	assert_int_equal(NUM(m, "2026-04"), 0);
	assert_int_equal(cell(&t, m, "2026-05")->coverage, JRT_COVERED);
	assert_int_equal(cell(&t, m, "2026-06")->coverage, JRT_COVERED_NOT);
	assert_int_equal(NUM(m, "2026-06"), 1);
	assert_true(has_finding(&t, "R0310"));
}

static void s14_rows_alone_are_the_weaker_claim(void **state)
{
	uint32_t m;

	(void)state;
	calls();
	m = meter(&t, count_among(JRT_NONE));
	/* The first row at 9 in the morning of the first, the last in the middle of May. */
	file_of(&t, "at,outcome,wait\n2026-03-01 09:00:00,AGENT,1\n2026-05-15 00:00:00,AGENT,1\n");
	runs();
	assert_int_equal(cell(&t, m, "2026-03")->coverage, JRT_COVERED_BY_ROWS);
	assert_int_equal(cell(&t, m, "2026-04")->coverage, JRT_COVERED_BY_ROWS);
	assert_int_equal(cell(&t, m, "2026-05")->coverage, JRT_COVERED_PART);
	assert_true(t.out.source[0].cover_by_rows);
}

static void s14_what_is_covered_is_given_or_missed(void **state)
{
	uint32_t m;

	(void)state;
	calls();
	m = meter(&t, count_among(JRT_NONE));
	t.source.covers = JRT_COVERS_GIVEN;
	file_of(&t, "at,outcome,wait\n2026-03-05 09:00:00,AGENT,1\n");
	runs();
	assert_true(has_finding(&t, "R0301"));
	assert_int_equal(cell(&t, m, "2026-03")->coverage, JRT_COVERED_PART);
	t.cover[0] = (struct jrt_cover_given){
		JB_TEXT("calls"),
		{(int32_t)jrt_civil_days(2026, 3, 1), (int32_t)jrt_civil_days(2026, 3, 31)}};
	t.input.cover_count = 1;
	runs();
	assert_false(has_finding(&t, "R0301"));
	assert_int_equal(cell(&t, m, "2026-03")->coverage, JRT_COVERED);
}

static void at_and_wait(void)
{
	at = time_column(&t, "at");
	wait_ = column(&t, "wait", JRT_NUMBER);
	time_of(&t, at);
}

/* Nobody knows whether nothing happened: what the source was said to cover is not covered, and
 * what was counted stays. */
static void s14_while_a_file_is_unread_nothing_is_covered(void **state)
{
	static const struct {
		const char *bytes; /* NULL: there is no such file */
		const char *code;
	} cases[] = {
		{NULL, "R0101"},
		{"", "R0105"},
		{"at,pause\n2026-03-01 00:00:00,1\n", "R0106"},
		{"at,wait,wait\n2026-03-01 00:00:00,1,2\n", "R0107"},
		{"\xff\xfe\x61\x01", "R0103"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		uint32_t all;

		tear_down(state);
		set_up(state);
		at_and_wait();
		all = meter(&t, count_among(JRT_NONE));
		covers(&t, 2026, 3, 1, 5, 31);
		file_of(&t, "at,wait\n2026-03-05 00:00:00,1\n2026-07-05 00:00:00,1\n");
		if (cases[i].bytes)
			file_of(&t, cases[i].bytes);
		else
			file_at(&t, "/nonexistent/feb.csv");
		runs();
		assert_true(has_finding(&t, cases[i].code));
		assert_false(has_finding(&t, "R0310"));
		assert_false(t.out.file[0].unread);
		assert_true(t.out.file[1].unread);
		assert_true(t.out.source[0].unread);
		assert_false(t.out.source[0].has_cover);
		assert_int_equal(state_of(&t, all, "2026-03")->n, 1);
		assert_int_equal(state_of(&t, all, "2026-04")->n, 0);
		assert_int_equal(t.out.cell_count, 4);
		for (size_t c = 0; c < t.out.cell_count; c++)
			assert_int_equal(t.out.cell[c].coverage, JRT_COVERED_NOT);
	}
}

/* A header without rows says that nothing happened. */
static void s14_a_header_alone_is_read(void **state)
{
	uint32_t all;

	(void)state;
	at_and_wait();
	all = meter(&t, count_among(JRT_NONE));
	covers(&t, 2026, 3, 1, 3, 31);
	file_of(&t, "at,wait\n");
	runs();
	assert_false(t.out.source[0].unread);
	assert_int_equal(cell(&t, all, "2026-03")->coverage, JRT_COVERED);
}

static void s14_a_file_name_says_what_it_covers(void **state)
{
	static const char *const names[] = {"/tmp/measuring-test-2026-03.csv",
					    "/tmp/measuring-test-2026-05.csv"};
	uint32_t m;

	(void)state;
	calls();
	m = meter(&t, count_among(JRT_NONE));
	t.source.covers = JRT_COVERS_FILE_NAME;
	t.source.covers_pattern = JB_TEXT("measuring-test-%Y-%m.csv");
	for (int i = 0; i < 2; i++) {
		FILE *file = fopen(names[i], "wb");

		fprintf(file, "at,outcome,wait\n2026-0%d-05 09:00:00,AGENT,1\n", 3 + 2 * i);
		fclose(file);
		file_at(&t, names[i]);
	}
	runs();
	unlink(names[0]);
	unlink(names[1]);
	assert_int_equal(t.out.cell_count, 3);
	assert_int_equal(cell(&t, m, "2026-03")->coverage, JRT_COVERED);
	assert_int_equal(cell(&t, m, "2026-04")->coverage, JRT_COVERED_NOT); /* not delivered */
	assert_true(t.out.source[0].cover_gaps);
	assert_int_equal(cell(&t, m, "2026-05")->coverage, JRT_COVERED);
}

static void a_row_may_cover_a_month_and_is_never_divided(void **state)
{
	uint32_t month = column(&t, "month", JRT_DATE), by_month, by_week;

	(void)state;
	t.periods[1] = (struct jrt_period_spec){.unit = JRT_WEEK};
	t.plan.periods_count = 2;
	t.column[month].format = JB_TEXT("%Y-%m");
	t.source.row_covers = true;
	t.source.time_zone = t.source.covers_zone = JRT_NONE; /* that of the months */
	t.zone[0] = JB_TEXT("America/Los_Angeles");
	time_of(&t, month);
	by_month = meter(&t, count_among(JRT_NONE));
	file_of(&t, "month\n2026-03\n2026-04\n");
	runs();
	assert_int_equal(NUM(by_month, "2026-03"), 1);
	assert_int_equal(cell(&t, by_month, "2026-04")->coverage, JRT_COVERED_BY_ROWS);
	by_week = meter(&t, count_among(JRT_NONE));
	t.meter[by_week].periods = 1;
	runs();
	assert_true(has_finding(&t, "R0309"));
	assert_int_equal(NUM(by_month, "2026-03"), 1);
}

static void a_file_or_cover_of_no_source_is_said(void **state)
{
	(void)state;
	calls();
	meter(&t, count_among(JRT_NONE));
	file_of(&t, "at,outcome,wait\n2026-03-05 00:00:00,A,1\n");
	t.file[0].source = JB_TEXT("call");
	t.cover[0].source = JB_TEXT("nothing");
	t.input.cover_count = 1;
	runs();
	assert_true(has_finding(&t, "R0303"));
	assert_true(has_finding(&t, "R0304"));
	assert_string_equal(t.out.finding[0].help.at, "did you mean calls?");
	assert_int_equal(t.out.cell_count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(s14_an_empty_period_that_is_covered_has_a_cell_of_zeros),
		TEST(s14_rows_alone_are_the_weaker_claim),
		TEST(s14_what_is_covered_is_given_or_missed),
		TEST(s14_while_a_file_is_unread_nothing_is_covered),
		TEST(s14_a_header_alone_is_read),
		TEST(s14_a_file_name_says_what_it_covers),
		TEST(a_row_may_cover_a_month_and_is_never_divided),
		TEST(a_file_or_cover_of_no_source_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
