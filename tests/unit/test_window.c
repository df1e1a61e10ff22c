/*
 * Look-ahead: who can be the repeat, how far the window reaches, and which rows are due (S4 to
 * S8). The last test counts repeat contacts of a real call centre and meets the published
 * figures.
 */
#include "measuring.h"
#include "testing.h"

static struct measuring t;
static uint32_t at, customer, outcome, answered, key;

static int set_up(void **state)
{
	(void)state;
	measuring_init(&t);
	at = time_column(&t, "at");
	customer = column(&t, "customer", JRT_TEXT);
	outcome = column(&t, "outcome", JRT_TEXT);
	time_of(&t, at);
	answered = is_text(&t, MAIN, outcome, "AGENT");
	key = of_column(&t, MAIN, customer);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	measuring_release(&t);
	return 0;
}

/* share of again among answered, with its window. */
static uint32_t repeats(uint32_t who, int64_t days)
{
	uint32_t m = meter(&t, share(again(&t, key, who, days), answered));

	t.part[m][0].windows = UINT64_C(1) << (t.source.window_count - 1);
	return m;
}

static void gives(uint32_t m, const char *label, long long num, long long den)
{
	const struct jrt_part_state *state = state_of(&t, m, label);

	assert_int_equal((long long)state->num, num);
	assert_int_equal((long long)state->den, den);
}

static void runs(void)
{
	run(&t);
	assert_int_equal(t.status, JB_OK);
}

#define HEAD "at,customer,outcome\n"

static void s4_the_repeat_may_be_any_row_of_the_source_or_those_that_among_names(void **state)
{
	uint32_t any, answered_only;

	(void)state;
	any = repeats(JRT_NONE, 7);
	answered_only = repeats(answered, 7);
	covers(&t, 2026, 3, 1, 3, 31);
	file_of(&t, HEAD "2026-03-01 00:00:00,a,AGENT\n2026-03-02 00:00:00,a,HANG\n");
	runs();
	gives(any, "2026-03", 1, 1);
	gives(answered_only, "2026-03", 0, 1);
}

/* The repeat may stand in the file that nobody could read. */
static void s6_no_window_is_due_while_a_file_is_unread(void **state)
{
	uint32_t m;

	(void)state;
	m = repeats(JRT_NONE, 7);
	covers(&t, 2026, 3, 1, 3, 31);
	file_of(&t, HEAD "2026-03-01 00:00:00,a,AGENT\n2026-03-02 00:00:00,a,HANG\n");
	file_at(&t, "/nonexistent/feb.csv");
	runs();
	gives(m, "2026-03", 0, 0);
	assert_int_equal(state_of(&t, m, "2026-03")->not_due, 1);
	assert_true(cell(&t, m, "2026-03")->provisional);
	assert_int_equal(cell(&t, m, "2026-03")->coverage, JRT_COVERED_NOT);
}

static void s4_a_slice_does_not_narrow_who_comes_back(void **state)
{
	uint32_t m;

	(void)state;
	m = repeats(JRT_NONE, 7);
	t.meter[m].mask = answered; /* the partner's rows; the customer comes back to another */
	covers(&t, 2026, 3, 1, 3, 31);
	file_of(&t, HEAD "2026-03-01 00:00:00,a,AGENT\n2026-03-02 00:00:00,a,HANG\n");
	runs();
	gives(m, "2026-03", 1, 1);
}

static void s4_ignored_rows_are_no_contacts(void **state)
{
	uint32_t m;

	(void)state;
	m = repeats(JRT_NONE, 7);
	ignore_where(&t, is_text(&t, FILTER, outcome, "PHANTOM"));
	covers(&t, 2026, 3, 1, 3, 31);
	file_of(&t, HEAD "2026-03-01 00:00:00,a,AGENT\n2026-03-02 00:00:00,a,PHANTOM\n");
	runs();
	gives(m, "2026-03", 0, 1);
}

static void s5_seven_days_are_168_hours_with_the_end_in(void **state)
{
	uint32_t m;

	(void)state;
	m = repeats(JRT_NONE, 7);
	covers(&t, 2026, 3, 1, 3, 31);
	file_of(&t, HEAD "2026-03-01 12:00:00,in,AGENT\n2026-03-08 12:00:00,in,HANG\n"
			 "2026-03-01 12:00:00,out,AGENT\n2026-03-08 12:00:01,out,HANG\n");
	runs();
	gives(m, "2026-03", 1, 2);
}

static void s5_calendar_days_go_through_the_end_of_the_day_in_the_zone(void **state)
{
	uint32_t m;

	(void)state;
	m = repeats(JRT_NONE, 0);
	t.zone[1] = JB_TEXT("Africa/Johannesburg"); /* two hours before UTC */
	t.plan.zone_count = 2;
	t.window[0].calendar_days = true;
	t.window[0].days = 7;
	t.window[0].zone = 1;
	covers(&t, 2026, 3, 1, 3, 31);
	file_of(&t, HEAD "2026-03-01 12:00:00,in,AGENT\n2026-03-08 21:59:59,in,HANG\n"
			 "2026-03-01 12:00:00,out,AGENT\n2026-03-08 22:00:00,out,HANG\n");
	runs();
	gives(m, "2026-03", 1, 2);
}

static void s5_of_rows_at_one_instant_the_later_follows(void **state)
{
	uint32_t m;

	(void)state;
	m = repeats(JRT_NONE, 7);
	covers(&t, 2026, 3, 1, 3, 31);
	file_of(&t, HEAD "2026-03-01 12:00:00,a,AGENT\n2026-03-01 12:00:00,a,AGENT\n");
	runs();
	gives(m, "2026-03", 1, 2);
}

static void s5_a_repeat_is_booked_to_the_period_of_the_first_contact(void **state)
{
	uint32_t m;

	(void)state;
	m = repeats(JRT_NONE, 7);
	covers(&t, 2026, 3, 1, 4, 30);
	file_of(&t, HEAD "2026-03-31 12:00:00,a,AGENT\n2026-04-01 12:00:00,a,AGENT\n");
	runs();
	gives(m, "2026-03", 1, 1);
	gives(m, "2026-04", 0, 1);
}

static void s6_rows_not_due_are_out_of_both(void **state)
{
	uint32_t m;

	(void)state;
	m = repeats(JRT_NONE, 7);
	covers(&t, 2026, 3, 1, 3, 31);
	/* The second came back already, and is out all the same: the last whole window ends on
	 * the 31st. */
	file_of(&t, HEAD "2026-03-24 23:59:59,a,AGENT\n2026-03-25 00:00:00,b,AGENT\n"
			 "2026-03-26 00:00:00,b,HANG\n");
	runs();
	gives(m, "2026-03", 0, 1);
	assert_int_equal(state_of(&t, m, "2026-03")->not_due, 1);
}

static void s6_by_rows_the_last_row_is_the_end_and_is_in(void **state)
{
	uint32_t m;

	(void)state;
	m = repeats(JRT_NONE, 7);
	file_of(&t, HEAD "2026-03-01 00:00:00,a,AGENT\n2026-03-01 00:00:01,b,AGENT\n"
			 "2026-03-08 00:00:00,c,HANG\n");
	runs();
	gives(m, "2026-03", 0, 1);
	assert_int_equal(state_of(&t, m, "2026-03")->not_due, 1);
}

static void s6_a_row_not_due_stays_out_where_another_condition_would_decide(void **state)
{
	uint32_t r, resolved, m;

	(void)state;
	r = again(&t, key, JRT_NONE, 7);
	resolved = op(&t, MAIN, JRT_OP_AND, answered, op(&t, MAIN, JRT_OP_NOT, r, 0));
	m = meter(&t, share(resolved, JRT_NONE));
	t.part[m][0].windows = 1;
	covers(&t, 2026, 3, 1, 3, 31);
	file_of(&t, HEAD "2026-03-01 00:00:00,a,AGENT\n2026-03-30 00:00:00,b,HANG\n");
	runs();
	gives(m, "2026-03", 1, 1);
	assert_int_equal(state_of(&t, m, "2026-03")->not_due, 1);
}

static void s7_a_month_is_provisional_until_its_last_window_is_covered(void **state)
{
	uint32_t m, plain;

	(void)state;
	m = repeats(JRT_NONE, 7);
	plain = meter(&t, count_among(JRT_NONE));
	covers(&t, 2026, 2, 1, 4, 7);
	file_of(&t, HEAD "2026-03-01 00:00:00,a,AGENT\n2026-04-01 00:00:00,a,AGENT\n");
	runs();
	assert_false(cell(&t, m, "2026-03")->provisional);
	assert_true(cell(&t, m, "2026-04")->provisional);
	assert_false(cell(&t, plain, "2026-04")->provisional);
	t.source.covers_to--;
	runs();
	assert_true(cell(&t, m, "2026-03")->provisional);
}

static void s8_unknown_keys_are_never_equal_and_their_rows_unusable(void **state)
{
	uint32_t m;

	(void)state;
	missing(&t, customer, "");
	m = repeats(JRT_NONE, 7);
	covers(&t, 2026, 3, 1, 3, 31);
	file_of(&t, HEAD "2026-03-01 00:00:00,,AGENT\n2026-03-01 01:00:00,,AGENT\n"
			 "2026-03-01 02:00:00,a,AGENT\n");
	runs();
	gives(m, "2026-03", 0, 1);
	assert_int_equal(state_of(&t, m, "2026-03")->unusable, 2);
}

static void a_gap_between_files_is_not_covered(void **state)
{
	uint32_t m;

	(void)state;
	m = repeats(JRT_NONE, 7);
	for (int i = 0; i < 2; i++)
		t.cover[i] = (struct jrt_cover_given){
			JB_TEXT("calls"),
			{(int32_t)jrt_civil_days(2026, 3 + 2 * (unsigned)i, 1),
			 (int32_t)jrt_civil_days(2026, 3 + 2 * (unsigned)i, 31)}};
	t.input.cover_count = 2;
	file_of(&t, HEAD "2026-03-30 00:00:00,a,AGENT\n2026-05-02 00:00:00,a,AGENT\n");
	runs();
	gives(m, "2026-03", 0, 0);
	assert_int_equal(state_of(&t, m, "2026-03")->not_due, 1);
	gives(m, "2026-05", 0, 1);
}

static void many_rows_over_many_chunks(void **state)
{
	struct jb_buf bytes;
	uint32_t m;

	(void)state;
	m = repeats(JRT_NONE, 1);
	covers(&t, 2026, 3, 1, 3, 31);
	jb_buf_init(&bytes, &t.arena);
	jb_buf_add_string(&bytes, HEAD);
	/* Customers 0 to 4999 once on the 1st and once on the 2nd at the same hour; odd ones a
	 * second late. */
	for (int day = 1; day <= 2; day++)
		for (int c = 0; c < 5000; c++)
			jb_buf_printf(&bytes, "2026-03-%02d 10:00:%02d,c%d,AGENT\n", day,
				      day == 2 && c % 2, c);
	file_of(&t, bytes.data);
	runs();
	gives(m, "2026-03", 2500, 10000);
}

/* ---- a real call centre, January and February 1999 ---- */

static void bank_columns(void)
{
	uint32_t day, clock, a, b;

	tear_down(NULL);
	measuring_init(&t);
	t.source.separator = '\t';
	t.zone[0] = JB_TEXT("Asia/Jerusalem");
	customer = column(&t, "customer_id", JRT_TEXT);
	missing(&t, customer, "0");
	day = column(&t, "date", JRT_DATE);
	t.column[day].format = JB_TEXT("%y%m%d");
	t.column[day].years_from = 1950;
	t.column[day].years_to = 2049;
	clock = column(&t, "vru_entry", JRT_CLOCK);
	t.column[clock].format = JB_TEXT("h:mm:ss");
	outcome = column(&t, "outcome", JRT_TEXT);
	a = of_column(&t, MAIN, day);
	b = of_column(&t, MAIN, clock);
	t.source.time = step(
		&t, MAIN, (struct jrt_step){.op = JRT_OP_AT, .type = JRT_INSTANT, .a = a, .b = b});
	answered = is_text(&t, MAIN, outcome, "AGENT");
	key = of_column(&t, MAIN, customer);
}

/* The published rule: answered and identified contacts, the last of them the end of what is
 * covered. */
static void bank(const char *name, bool published, long long num7, long long den7, long long num1,
		 long long den1)
{
	const char *shared = getenv("JOURNEY_SHARED");
	char path[512];
	uint32_t seven, one;

	if (!shared) {
		print_message("skipped: JOURNEY_SHARED is not set\n");
		skip();
	}
	snprintf(path, sizeof path, "%s/data/anonymous-bank/%s.txt", shared, name);
	bank_columns();
	if (published) {
		uint32_t out = op(&t, FILTER, JRT_OP_NOT, is_text(&t, FILTER, outcome, "AGENT"), 0);
		uint32_t unknown = of_column(&t, FILTER, customer);

		ignore_where(&t, out);
		ignore_where(&t, op(&t, FILTER, JRT_OP_MISSING, unknown, 0));
	} else {
		ignore_where(&t, is_text(&t, FILTER, outcome, "PHANTOM"));
	}
	t.periods[0] = (struct jrt_period_spec){.unit = JRT_WHOLE, .zone = 0};
	seven = repeats(answered, 7);
	one = repeats(answered, 1);
	file_at(&t, path);
	runs();
	assert_int_equal(t.out.source[0].rejected, 0);
	gives(seven, "whole", num7, den7);
	gives(one, "whole", num1, den1);
}

static void bank_january_as_published(void **state)
{
	(void)state;
	bank("january", true, 5750, 9605, 4234, 11102);
}

static void bank_february_as_published(void **state)
{
	(void)state;
	bank("february", true, 5358, 8795, 4362, 11285);
}

/* By rows, the last row that could itself be a repeat ends the look-ahead, so the same figures come
 * out of the whole file. */
static void bank_january_to_its_last_possible_repeat(void **state)
{
	(void)state;
	bank("january", false, 5750, 9605, 4234, 11102);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		CASE(s4_the_repeat_may_be_any_row_of_the_source_or_those_that_among_names),
		CASE(s4_a_slice_does_not_narrow_who_comes_back),
		CASE(s6_no_window_is_due_while_a_file_is_unread),
		CASE(s4_ignored_rows_are_no_contacts),
		CASE(s5_seven_days_are_168_hours_with_the_end_in),
		CASE(s5_calendar_days_go_through_the_end_of_the_day_in_the_zone),
		CASE(s5_of_rows_at_one_instant_the_later_follows),
		CASE(s5_a_repeat_is_booked_to_the_period_of_the_first_contact),
		CASE(s6_rows_not_due_are_out_of_both),
		CASE(s6_by_rows_the_last_row_is_the_end_and_is_in),
		CASE(s6_a_row_not_due_stays_out_where_another_condition_would_decide),
		CASE(s7_a_month_is_provisional_until_its_last_window_is_covered),
		CASE(s8_unknown_keys_are_never_equal_and_their_rows_unusable),
		CASE(a_gap_between_files_is_not_covered),
		CASE(many_rows_over_many_chunks),
		CASE(bank_january_as_published),
		CASE(bank_february_as_published),
		CASE(bank_january_to_its_last_possible_repeat),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
