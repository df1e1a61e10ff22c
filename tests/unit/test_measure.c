/*
 * jrt_measure from files to states, a test for each settled rule of meaning that counting keeps (S1
 * to S3, S9 to S12). What a source covers, what becomes of rows that do not count, look-ahead and
 * duplicates have files of their own.
 */
#include "measuring_calls.h"

static void rows_become_states(void **state)
{
	uint32_t all, answered, fast;

	(void)state;
	calls();
	answered = is_text(&t, MAIN, outcome, "AGENT");
	all = meter(&t, count_among(JRT_NONE));
	fast = meter(&t, share(compare(&t, MAIN, wait_, JRT_OP_AT_MOST, 20), answered));
	file_of(&t, "at,outcome,wait\n"
		    "2026-03-01 00:00:00,AGENT,20\n"
		    "2026-03-15 12:00:00,HANG,5\n"
		    "2026-03-31 23:59:59,AGENT,21\n"
		    "2026-04-01 00:00:00,AGENT,1\n");
	runs();
	assert_int_equal(NUM(all, "2026-03"), 3);
	assert_int_equal(NUM(all, "2026-04"), 1);
	assert_int_equal(NUM(fast, "2026-03"), 1);
	assert_int_equal(DEN(fast, "2026-03"), 2);
	assert_int_equal(t.out.cell_count, 4);
	assert_int_equal(t.out.source[0].accepted, 4);
	assert_int_equal(t.out.file[0].accepted, 4);
}

static void s1_a_row_belongs_whole_to_the_period_of_its_time(void **state)
{
	uint32_t sum;

	(void)state;
	calls();
	sum = meter(&t, (struct jrt_part){.kind = JRT_PART_SUM,
					  .among = JRT_NONE,
					  .a = of_column(&t, MAIN, wait_)});
	/* An hour that begins a minute before midnight is March's, all of it. */
	file_of(&t,
		"at,outcome,wait\n2026-03-31 23:59:00,AGENT,3600\n2026-04-01 00:00:00,AGENT,1\n");
	runs();
	assert_int_equal(NUM(sum, "2026-03"), 3600 * JB_FIX_ONE);
	assert_int_equal(NUM(sum, "2026-04"), JB_FIX_ONE);
}

static void s2_a_period_is_cut_in_its_own_zone(void **state)
{
	uint32_t all;

	(void)state;
	t.zone[1] = JB_TEXT("Africa/Johannesburg");
	t.plan.zone_count = 2;
	t.periods[0].zone = 1;
	calls(); /* the file's times are UTC */
	all = meter(&t, count_among(JRT_NONE));
	file_of(&t, "at,outcome,wait\n2026-03-31 21:59:59,AGENT,1\n2026-03-31 22:00:00,AGENT,1\n");
	runs();
	assert_int_equal(NUM(all, "2026-03"), 1);
	assert_int_equal(NUM(all, "2026-04"), 1);
}

static void s2_dates_without_a_time_are_days_of_their_zone(void **state)
{
	uint32_t day = column(&t, "day", JRT_DATE), all;

	(void)state;
	t.zone[1] = JB_TEXT("America/Los_Angeles");
	t.plan.zone_count = 2;
	t.periods[0].zone = 1;
	t.source.time_zone = 1;
	time_of(&t, day);
	all = meter(&t, count_among(JRT_NONE));
	file_of(&t, "day\n2026-03-31\n2026-04-01\n");
	runs();
	assert_int_equal(NUM(all, "2026-03"), 1);
	assert_int_equal(NUM(all, "2026-04"), 1);
}

/* date and clock of London make the time */
static void london(void)
{
	uint32_t day = column(&t, "day", JRT_DATE), clock = column(&t, "clock", JRT_CLOCK), a, b;

	t.column[clock].format = JB_TEXT("h:mm");
	t.zone[1] = JB_TEXT("Europe/London");
	t.plan.zone_count = 2;
	a = of_column(&t, MAIN, day);
	b = of_column(&t, MAIN, clock);
	t.source.time = step(
		&t, MAIN,
		(struct jrt_step){.op = JRT_OP_AT, .type = JRT_INSTANT, .a = a, .b = b, .k = 1});
}

static void s3_a_time_that_does_not_exist_is_rejected_and_a_doubled_one_is_the_earlier(void **state)
{
	uint32_t last;

	(void)state;
	london();
	last = meter(
		&t, (struct jrt_part){.kind = JRT_PART_MAX, .among = JRT_NONE, .a = t.source.time});
	file_of(&t, "day,clock\n2026-03-29,1:30\n2026-10-25,1:30\n2026-10-25,0:30\n");
	runs();
	assert_true(has_reject(&t, 2, "R0326"));
	assert_int_equal(t.out.source[0].gap_times, 1);
	assert_int_equal(t.out.source[0].doubled_times, 1);
	assert_int_equal(t.out.source[0].accepted, 2);
	/* 1:30 summer time is 0:30 UTC */
	assert_int_equal(NUM(last, "2026-10"),
			 (jrt_civil_days(2026, 10, 25) * 24 * 60 + 30) * JRT_MINUTE_US);
}

static void s3_between_has_both_ends_in(void **state)
{
	uint32_t within, a, low, high;

	(void)state;
	calls();
	a = of_column(&t, MAIN, wait_);
	low = number(&t, MAIN, 5);
	high = number(&t, MAIN, 7);
	within = meter(&t, count_among(step(&t, MAIN,
					    (struct jrt_step){.op = JRT_OP_BETWEEN,
							      .type = JRT_FLAG,
							      .a = a,
							      .b = low,
							      .c = high})));
	file_of(&t, "at,outcome,wait\n2026-03-01 00:00:00,A,4.999999\n2026-03-01 00:00:00,A,5\n"
		    "2026-03-01 00:00:00,A,7\n2026-03-01 00:00:00,A,7.000001\n");
	runs();
	assert_int_equal(NUM(within, "2026-03"), 2);
}

static void s9_unknown_in_among_or_numerator_is_out_of_both_and_counted(void **state)
{
	uint32_t csat, good, all, among_share;

	(void)state;
	calls();
	csat = column(&t, "csat", JRT_NUMBER);
	good = compare(&t, MAIN, csat, JRT_OP_AT_LEAST, 4);
	all = meter(&t, share(good, JRT_NONE));
	among_share = meter(&t, share(is_text(&t, MAIN, outcome, "AGENT"), good));
	file_of(&t, "at,outcome,wait,csat\n2026-03-01 00:00:00,AGENT,1,5\n"
		    "2026-03-01 00:00:00,AGENT,1,\n2026-03-01 00:00:00,HANG,1,1\n");
	runs();
	assert_int_equal(NUM(all, "2026-03"), 1);
	assert_int_equal(DEN(all, "2026-03"), 2);
	assert_int_equal(state_of(&t, all, "2026-03")->unusable, 1);
	assert_int_equal(DEN(among_share, "2026-03"), 1);
	assert_int_equal(state_of(&t, among_share, "2026-03")->unusable, 1);
}

static void s9_a_false_side_decides_an_and(void **state)
{
	uint32_t csat, answered, both, meter_;

	(void)state;
	calls();
	csat = column(&t, "csat", JRT_NUMBER);
	answered = is_text(&t, MAIN, outcome, "AGENT");
	both = op(&t, MAIN, JRT_OP_AND, answered, compare(&t, MAIN, csat, JRT_OP_AT_LEAST, 4));
	meter_ = meter(&t, share(both, JRT_NONE));
	/* not answered and no rating: known to be no */
	file_of(&t,
		"at,outcome,wait,csat\n2026-03-01 00:00:00,HANG,1,\n2026-03-01 00:00:00,AGENT,1,\n"
		"2026-03-01 00:00:00,AGENT,1,4\n");
	runs();
	assert_int_equal(NUM(meter_, "2026-03"), 1);
	assert_int_equal(DEN(meter_, "2026-03"), 2);
	assert_int_equal(state_of(&t, meter_, "2026-03")->unusable, 1);
}

static void a_net_counts_those_for_less_those_against(void **state)
{
	const struct jrt_part_state *s;
	uint32_t score, promoters, detractors, m;

	(void)state;
	calls();
	score = column(&t, "score", JRT_NUMBER);
	promoters = compare(&t, MAIN, score, JRT_OP_AT_LEAST, 9);
	detractors = compare(&t, MAIN, score, JRT_OP_AT_MOST, 6);
	m = meter(&t, (struct jrt_part){.kind = JRT_PART_NET,
					.among = JRT_NONE,
					.a = promoters,
					.b = detractors});
	file_of(&t, "at,outcome,wait,score\n2026-03-01 00:00:00,A,1,10\n"
		    "2026-03-01 00:00:00,A,1,6\n2026-03-01 00:00:00,A,1,0\n"
		    "2026-03-01 00:00:00,A,1,7\n2026-03-01 00:00:00,A,1,\n");
	runs();
	s = state_of(&t, m, "2026-03");
	assert_true(s->num == -1 && s->den == 4);
	assert_int_equal(s->positive, 1);
	assert_int_equal(s->negative, 2);
	assert_int_equal(s->unusable, 1);
}

static void s10_the_numerator_is_looked_at_on_denominator_rows_only(void **state)
{
	uint32_t fast, m;

	(void)state;
	calls();
	fast = compare(&t, MAIN, wait_, JRT_OP_AT_MOST, 20);
	m = meter(&t, share(fast, is_text(&t, MAIN, outcome, "AGENT")));
	file_of(&t, "at,outcome,wait\n2026-03-01 00:00:00,HANG,1\n2026-03-01 00:00:00,HANG,\n"
		    "2026-03-01 00:00:00,AGENT,2\n");
	runs();
	assert_int_equal(NUM(m, "2026-03"), 1);
	assert_int_equal(DEN(m, "2026-03"), 1);
	assert_int_equal(state_of(&t, m, "2026-03")->unusable, 0);
}

static void s11_s12_a_mask_takes_the_rows_of_a_scope_each_once(void **state)
{
	uint32_t m, a, b;

	(void)state;
	calls();
	a = is_text(&t, MAIN, outcome, "AGENT");
	b = compare(&t, MAIN, wait_, JRT_OP_ABOVE, 10);
	m = meter(&t, count_among(JRT_NONE));
	t.meter[m].mask = op(&t, MAIN, JRT_OP_OR, a, b);
	file_of(&t, "at,outcome,wait\n2026-03-01 00:00:00,AGENT,11\n2026-03-01 00:00:00,HANG,1\n"
		    "2026-03-01 00:00:00,HANG,12\n2026-03-01 00:00:00,HANG,\n");
	runs();
	assert_int_equal(NUM(m, "2026-03"), 2);
}

static void a_far_date_makes_no_million_cells(void **state)
{
	uint32_t all;

	(void)state;
	calls();
	t.periods[0].unit = JRT_DAY;
	all = meter(&t, count_among(JRT_NONE));
	file_of(&t, "at,outcome,wait\n2026-03-05 00:00:00,A,1\n9999-03-05 00:00:00,A,1\n");
	runs();
	assert_true(has_finding(&t, "R0308"));
	assert_int_equal(t.out.cell_count, 2);
	assert_int_equal(NUM(all, "9999-03-05"), 1);
}

static void results_do_not_depend_on_blocks_or_the_order_of_rows(void **state)
{
	static const size_t block[] = {0, 1, 64};
	struct jb_buf first, second;
	uint32_t values, last, texts;

	(void)state;
	calls();
	values = meter(&t, (struct jrt_part){.kind = JRT_PART_VALUES,
					     .among = JRT_NONE,
					     .a = of_column(&t, MAIN, wait_)});
	last = meter(&t, (struct jrt_part){.kind = JRT_PART_LAST,
					   .among = JRT_NONE,
					   .a = of_column(&t, MAIN, wait_)});
	texts = meter(&t, (struct jrt_part){.kind = JRT_PART_DISTINCT,
					    .among = JRT_NONE,
					    .type = JRT_TEXT,
					    .a = of_column(&t, MAIN, outcome)});
	jb_buf_init(&first, &t.arena);
	jb_buf_init(&second, &t.arena);
	jb_buf_add_string(&first, "at,outcome,wait\n");
	jb_buf_add_string(&second, "at,outcome,wait\n");
	for (int i = 0; i < 9000; i++)
		jb_buf_printf(&first, "2026-03-05 %02d:00:00,T%d,%d\n", i % 24, i % 7, i % 100);
	for (int i = 8999; i >= 0; i--)
		jb_buf_printf(&second, "2026-03-05 %02d:00:00,T%d,%d\n", i % 24, i % 7, i % 100);
	for (int i = 0; i < 6; i++) {
		t.input.file_count = 0;
		file_of(&t, i % 2 ? first.data : second.data);
		t.input.read_block = block[i / 2];
		runs();
		unlink(t.path[0]);
		assert_int_equal(state_of(&t, values, "2026-03")->value_count, 100);
		for (int v = 0; v < 100; v++) {
			assert_int_equal(state_of(&t, values, "2026-03")->value[v].value,
					 v * JB_FIX_ONE);
			assert_int_equal(state_of(&t, values, "2026-03")->value[v].count, 90);
		}
		assert_int_equal(NUM(last, "2026-03"), 99 * JB_FIX_ONE);
		assert_int_equal(state_of(&t, texts, "2026-03")->text_count, 7);
		assert_string_equal(state_of(&t, texts, "2026-03")->text[6].at, "T6");
	}
}

static void lack_of_memory_is_a_status(void **state)
{
	struct jb_buf bytes;

	(void)state;
	calls();
	identify_by(&t, outcome);
	meter(&t, (struct jrt_part){.kind = JRT_PART_VALUES,
				    .among = JRT_NONE,
				    .a = of_column(&t, MAIN, wait_)});
	jb_buf_init(&bytes, &t.arena);
	jb_buf_add_string(&bytes, "at,outcome,wait\n");
	for (int i = 0; i < 20000; i++)
		jb_buf_printf(&bytes, "2026-03-05 00:00:00,K%d,%d\n", i, i);
	file_of(&t, bytes.data);
	for (size_t room = 64 * 1024; room < 64 * 1024 * 1024; room *= 2) {
		t.arena.limit = t.arena.used + room;
		run(&t);
		t.arena.limit = 0;
		if (t.status == JB_OK)
			return;
		assert_int_equal(t.status, JB_NO_MEMORY);
		assert_true(t.why.size > 0);
	}
	fail_msg("never enough memory");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(rows_become_states),
		TEST(s1_a_row_belongs_whole_to_the_period_of_its_time),
		TEST(s2_a_period_is_cut_in_its_own_zone),
		TEST(s2_dates_without_a_time_are_days_of_their_zone),
		TEST(s3_a_time_that_does_not_exist_is_rejected_and_a_doubled_one_is_the_earlier),
		TEST(s3_between_has_both_ends_in),
		TEST(s9_unknown_in_among_or_numerator_is_out_of_both_and_counted),
		TEST(s9_a_false_side_decides_an_and),
		TEST(a_net_counts_those_for_less_those_against),
		TEST(s10_the_numerator_is_looked_at_on_denominator_rows_only),
		TEST(s11_s12_a_mask_takes_the_rows_of_a_scope_each_once),
		TEST(a_far_date_makes_no_million_cells),
		TEST(results_do_not_depend_on_blocks_or_the_order_of_rows),
		TEST(lack_of_memory_is_a_status),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
