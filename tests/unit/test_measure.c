/*
 * jrt_measure from files to states, a test for each settled rule of meaning (S1 to S19) that
 * measuring keeps; look-ahead and duplicates have files of their own.
 */
#include "measuring.h"
#include "testing.h"

static struct measuring t;

static int set_up(void **state)
{
	(void)state;
	measuring_init(&t);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	measuring_release(&t);
	return 0;
}

static void runs(void)
{
	run(&t);
	if (t.status != JB_OK)
		print_message("%.*s\n", JB_ARG(t.why));
	assert_int_equal(t.status, JB_OK);
	assert_int_equal(t.out.source[0].rows, t.out.source[0].ignored + t.out.source[0].rejected +
						       t.out.source[0].duplicates +
						       t.out.source[0].accepted);
}

#define NUM(meter, label) ((long long)state_of(&t, meter, label)->num)
#define DEN(meter, label) ((long long)state_of(&t, meter, label)->den)

/* at, outcome, wait */
static uint32_t at, outcome, wait_;
static void calls(void)
{
	at = time_column(&t, "at");
	outcome = column(&t, "outcome", JRT_TEXT);
	wait_ = column(&t, "wait", JRT_NUMBER);
	time_of(&t, at);
}

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
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		CASE(rows_become_states),
		CASE(s1_a_row_belongs_whole_to_the_period_of_its_time),
		CASE(s2_a_period_is_cut_in_its_own_zone),
		CASE(s2_dates_without_a_time_are_days_of_their_zone),
		CASE(s3_a_time_that_does_not_exist_is_rejected_and_a_doubled_one_is_the_earlier),
		CASE(s3_between_has_both_ends_in),
		CASE(s9_unknown_in_among_or_numerator_is_out_of_both_and_counted),
		CASE(s9_a_false_side_decides_an_and),
		CASE(a_net_counts_those_for_less_those_against),
		CASE(s10_the_numerator_is_looked_at_on_denominator_rows_only),
		CASE(s11_s12_a_mask_takes_the_rows_of_a_scope_each_once),
		CASE(s14_an_empty_period_that_is_covered_has_a_cell_of_zeros),
		CASE(s14_rows_alone_are_the_weaker_claim),
		CASE(s14_what_is_covered_is_given_or_missed),
		CASE(s14_while_a_file_is_unread_nothing_is_covered),
		CASE(s14_a_header_alone_is_read),
		CASE(s14_a_file_name_says_what_it_covers),
		CASE(s18_tolerance_counts_neither_ignored_rows_nor_duplicates),
		CASE(s18_tolerance_holds_in_each_period),
		CASE(s32_rows_of_nobody_are_told),
		CASE(s19_relief_takes_rows_out_of_both_by_their_time),
		CASE(require_has_three_fates),
		CASE(values_made_missing_have_a_limit),
		CASE(stop_ends_the_file_even_at_a_row_that_cannot_be_read),
		CASE(a_row_without_time_is_rejected),
		CASE(a_negative_span_is_the_rows_error_unless_past_midnight),
		CASE(a_row_may_cover_a_month_and_is_never_divided),
		CASE(a_far_date_makes_no_million_cells),
		CASE(results_do_not_depend_on_blocks_or_the_order_of_rows),
		CASE(a_file_or_cover_of_no_source_is_said),
		CASE(a_sink_that_cannot_write_ends_measuring),
		CASE(lack_of_memory_is_a_status),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
