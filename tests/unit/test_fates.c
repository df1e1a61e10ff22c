/*
 * Rows that do not count: ignored, rejected, behind the end of the file, made missing, of nobody,
 * within a relief; and how much of that is tolerated (S18, S19, S32).
 */
#include "measuring_calls.h"

static void s18_tolerance_counts_neither_ignored_rows_nor_duplicates(void **state)
{
	(void)state;
	calls();
	ignore_where(&t, is_text(&t, FILTER, outcome, "PHANTOM"));
	meter(&t, count_among(JRT_NONE));
	t.source.tolerated = 250000; /* 25% */
	/* One of four is rejected: exactly what is tolerated. The ignored row is unreadable as
	 * well. */
	file_of(&t, "at,outcome,wait\n2026-03-05 00:00:00,A,1\n2026-03-05 00:00:00,A,x\n"
		    "2026-03-05 00:00:00,A,1\n2026-03-05 00:00:00,A,1\n2026-03-05 "
		    "00:00:00,PHANTOM,x\n");
	runs();
	assert_int_equal(t.out.source[0].ignored, 1);
	assert_int_equal(t.out.source[0].rejected, 1);
	assert_false(t.out.source[0].over_tolerance);
	t.source.tolerated = 249999;
	runs();
	assert_true(t.out.source[0].over_tolerance);
	assert_true(has_finding(&t, "R0305"));
}

static void s18_tolerance_holds_in_each_period(void **state)
{
	(void)state;
	calls();
	meter(&t, count_among(JRT_NONE));
	t.source.tolerated = 300000;
	file_of(&t, "at,outcome,wait\n2026-03-05 00:00:00,A,1\n2026-03-05 00:00:00,A,1\n"
		    "2026-03-05 00:00:00,A,1\n2026-04-05 00:00:00,A,1\n2026-04-05 00:00:00,A,x\n");
	runs();
	assert_false(has_finding(&t, "R0305"));
	assert_true(has_finding(&t, "R0306"));
	assert_false(t.out.source[0].over_tolerance);
	assert_int_equal(t.out.cell_count, 2);
	assert_false(t.out.cell[0].over_tolerance);
	assert_true(t.out.cell[1].over_tolerance);
}

static void s19_relief_takes_rows_out_of_both_by_their_time(void **state)
{
	static struct jrt_range relief;
	uint32_t whole, less, fast;

	(void)state;
	calls();
	fast = compare(&t, MAIN, wait_, JRT_OP_AT_MOST, 20);
	whole = meter(&t, share(fast, JRT_NONE));
	less = meter(&t, share(fast, JRT_NONE));
	relief = (struct jrt_range){jrt_civil_days(2026, 3, 5) * JRT_DAY_US + 10 * JRT_HOUR_US,
				    jrt_civil_days(2026, 3, 5) * JRT_DAY_US + 16 * JRT_HOUR_US};
	t.meter[less].relief = &relief;
	t.meter[less].relief_count = 1;
	file_of(&t, "at,outcome,wait\n2026-03-05 09:59:59,A,30\n2026-03-05 10:00:00,A,30\n"
		    "2026-03-05 15:59:59,A,1\n2026-03-05 16:00:00,A,1\n");
	runs();
	assert_int_equal(NUM(whole, "2026-03"), 2);
	assert_int_equal(DEN(whole, "2026-03"), 4);
	assert_int_equal(NUM(less, "2026-03"), 1);
	assert_int_equal(DEN(less, "2026-03"), 2);
}

static void s32_rows_of_nobody_are_told(void **state)
{
	(void)state;
	calls();
	t.source.owned = is_text(&t, MAIN, outcome, "A");
	meter(&t, count_among(JRT_NONE));
	file_of(&t, "at,outcome,wait\n2026-03-05 00:00:00,A,1\n2026-03-05 00:00:00,A ,1\n"
		    "2026-03-05 00:00:00,B,1\n");
	runs();
	assert_true(has_finding(&t, "R0312"));
	assert_int_equal(t.out.source[0].accepted, 3);
}

static void require_has_three_fates(void **state)
{
	struct jrt_require *made, *warned;
	uint32_t known, all;

	(void)state;
	calls();
	require(&t, compare(&t, CHECK, wait_, JRT_OP_LESS, 1000), JRT_REJECT_ROW);
	made = require(&t, compare(&t, CHECK, wait_, JRT_OP_AT_LEAST, 0), JRT_MAKE_MISSING);
	made->column = wait_;
	warned = require(&t, compare(&t, CHECK, wait_, JRT_OP_LESS, 100), JRT_WARN);
	warned->tolerated = 100000;
	all = meter(&t, count_among(JRT_NONE));
	known = meter(&t, (struct jrt_part){.kind = JRT_PART_MEAN,
					    .among = JRT_NONE,
					    .a = of_column(&t, MAIN, wait_)});
	file_of(&t, "at,outcome,wait\n2026-03-05 00:00:00,A,1000\n2026-03-05 00:00:00,A,-1\n"
		    "2026-03-05 00:00:00,A,500\n2026-03-05 00:00:00,A,\n");
	runs();
	assert_true(has_reject(&t, 2, "R0321"));
	assert_true(has_reject(&t, 4, "R0322"));
	assert_int_equal(t.out.source[0].made_missing, 1);
	assert_int_equal(t.out.source[0].warned, 1);
	assert_int_equal(t.out.source[0].rejected, 1);
	assert_int_equal(NUM(all, "2026-03"), 3);
	assert_int_equal(DEN(known, "2026-03"), 1);
	assert_int_equal(state_of(&t, known, "2026-03")->unusable, 2);
	assert_true(has_finding(&t, "R0307"));
	assert_string_equal(t.out.reject[0].reason.at,
			    "the row does not fulfil what line 7 requires: wait >= 0s");
	assert_string_equal(t.out.reject[0].bytes.at, "2026-03-05 00:00:00,A,1000");
}

/* Nine rows of a hundred: the limit itself is not too much. */
static void values_made_missing_have_a_limit(void **state)
{
	(void)state;
	for (unsigned over = 0; over < 2; over++) {
		struct jrt_require *made;
		char file[4096] = "at,outcome,wait\n";

		measuring_release(&t);
		measuring_init(&t);
		calls();
		made = require(&t, compare(&t, CHECK, wait_, JRT_OP_AT_LEAST, 0), JRT_MAKE_MISSING);
		made->column = wait_;
		made->tolerated = 90000 - over;
		meter(&t, count_among(JRT_NONE));
		for (int i = 0; i < 100; i++)
			snprintf(file + strlen(file), sizeof file - strlen(file),
				 "2026-03-05 00:00:00,A,%d\n", i < 9 ? -1 : 1);
		file_of(&t, file);
		runs();
		assert_int_equal(t.out.source[0].made_missing, 9);
		assert_int_equal(t.out.source[0].rejected, 0);
		assert_int_equal(has_finding(&t, "R0307"), over);
	}
}

static void stop_ends_the_file_even_at_a_row_that_cannot_be_read(void **state)
{
	uint32_t all;

	(void)state;
	calls();
	t.source.stop = is_text(&t, FILTER, outcome, "Total");
	all = meter(&t, count_among(JRT_NONE));
	file_of(&t,
		"at,outcome,wait\n2026-03-05 00:00:00,A,1\n,Total,x\n2026-03-06 00:00:00,A,1\n");
	file_of(&t, "at,outcome,wait\n2026-03-07 00:00:00,A,1\n");
	runs();
	assert_int_equal(t.out.source[0].rows, 2);
	assert_int_equal(NUM(all, "2026-03"), 2);
	assert_int_equal(t.out.file[1].accepted, 1);
}

static void a_row_without_time_is_rejected(void **state)
{
	(void)state;
	calls();
	meter(&t, count_among(JRT_NONE));
	file_of(&t, "at,outcome,wait\n,A,1\n");
	runs();
	assert_true(has_reject(&t, 2, "R0323"));
	assert_int_equal(t.out.cell_count, 0);
	assert_false(t.out.source[0].has_cover);
}

static void a_negative_span_is_the_rows_error_unless_past_midnight(void **state)
{
	uint32_t from, to, a, b, sum;

	(void)state;
	calls();
	from = column(&t, "from", JRT_CLOCK);
	to = column(&t, "to", JRT_CLOCK);
	t.column[from].format = t.column[to].format = JB_TEXT("h:mm:ss");
	a = of_column(&t, MAIN, from);
	b = of_column(&t, MAIN, to);
	sum = meter(&t, (struct jrt_part){.kind = JRT_PART_SUM,
					  .among = JRT_NONE,
					  .a = op(&t, MAIN, JRT_OP_SPAN, a, b)});
	file_of(&t, "at,outcome,wait,from,to\n2026-03-05 00:00:00,A,1,23:59:33,0:03:40\n");
	runs();
	assert_true(has_reject(&t, 2, "R0325"));
	assert_string_equal(
		t.out.reject[0].reason.at,
		"the time from from 23:59:33 to to 00:03:40 is negative; where the later one "
		"may be on the next day, say `past midnight`");
	t.step[MAIN][t.steps[MAIN] - 1].k = 1;
	runs();
	assert_int_equal(NUM(sum, "2026-03"), 247 * JB_FIX_ONE);
}

static enum jb_status full(void *user, const struct jrt_reject *reject)
{
	(void)reject;
	++*(int *)user;
	return JB_CANNOT_WRITE;
}

static void a_sink_that_cannot_write_ends_measuring(void **state)
{
	int calls_of_sink = 0;

	(void)state;
	calls();
	meter(&t, count_among(JRT_NONE));
	t.input.reject = full;
	t.input.reject_user = &calls_of_sink;
	file_of(&t, "at,outcome,wait\nx,A,1\nx,A,1\n");
	run(&t);
	assert_int_equal(t.status, JB_CANNOT_WRITE);
	assert_int_equal(calls_of_sink, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(s18_tolerance_counts_neither_ignored_rows_nor_duplicates),
		TEST(s18_tolerance_holds_in_each_period),
		TEST(s19_relief_takes_rows_out_of_both_by_their_time),
		TEST(s32_rows_of_nobody_are_told),
		TEST(require_has_three_fates),
		TEST(values_made_missing_have_a_limit),
		TEST(stop_ends_the_file_even_at_a_row_that_cannot_be_read),
		TEST(a_row_without_time_is_rejected),
		TEST(a_negative_span_is_the_rows_error_unless_past_midnight),
		TEST(a_sink_that_cannot_write_ends_measuring),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
