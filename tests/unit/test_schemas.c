/*
 * Several schemas of one source: which form a file has, by its header and by the day of its rows.
 */
#include "measuring.h"
#include "testing.h"

static struct measuring t;
static struct jrt_column form[2][3];
static struct jrt_schema schema[2];
static uint32_t sum;

static int32_t day(int year, unsigned month, int number)
{
	return (int32_t)jrt_civil_days(year, month, number);
}

/* Until 10 May `wait` counts minutes, then seconds; `at` and `wait` have the same headers. */
static int set_up(void **state)
{
	uint32_t at, wait, note;

	(void)state;
	measuring_init(&t);
	at = time_column(&t, "at");
	wait = column(&t, "wait", JRT_DURATION);
	note = column(&t, "note", JRT_TEXT);
	t.column[note].needed = false;
	time_of(&t, at);
	sum = meter(&t, (struct jrt_part){.kind = JRT_PART_SUM,
					  .among = JRT_NONE,
					  .type = JRT_DURATION,
					  .a = of_column(&t, MAIN, wait)});
	memcpy(form[0], t.column, sizeof form[0]);
	memcpy(form[1], t.column, sizeof form[1]);
	form[0][wait].scale_num = 60;
	schema[0] = (struct jrt_schema){JB_TEXT("old"), day(2026, 5, 10), form[0]};
	schema[1] = (struct jrt_schema){JB_TEXT("new"), INT32_MAX, form[1]};
	t.source.schema = schema;
	t.source.schema_count = 2;
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	measuring_release(&t);
	return 0;
}

static jb_i128 seconds(const char *label)
{
	return state_of(&t, sum, label)->num / JB_FIX_ONE;
}

static void the_day_of_the_first_row_tells(void **state)
{
	(void)state;
	file_of(&t, "at,wait,note\n2026-05-10 23:59:59,2,\n2026-05-10 12:00:00,1,\n");
	file_of(&t, "at,wait,note\n2026-05-11 00:00:00,2,\n");
	run(&t);
	assert_int_equal(t.status, JB_OK);
	assert_true(seconds("2026-05") == 180 + 2);
}

/* By the zone of the column: 10 May has not ended in New York when it has in UTC. */
static void the_day_is_that_of_the_columns_zone(void **state)
{
	(void)state;
	form[0][0].zone = form[1][0].zone = JB_TEXT("America/New_York");
	file_of(&t, "at,wait,note\n2026-05-10 22:00:00,2,\n");
	run(&t);
	assert_true(seconds("2026-05") == 120);
}

static void a_row_that_cannot_be_read_tells_nothing(void **state)
{
	(void)state;
	file_of(&t, "at,wait,note\nyesterday,2,\n2026-04-01 10:00:00,2,\n2026-04-02 10:00:00,3,\n");
	run(&t);
	assert_true(has_reject(&t, 2, "R0215"));
	assert_true(seconds("2026-04") == 300);
}

static void a_header_that_only_one_has_tells_at_once(void **state)
{
	(void)state;
	form[0][1].header = JB_TEXT("minutes");
	file_of(&t, "at,minutes,note\n2026-06-01 10:00:00,2,\n");
	file_of(&t, "at,wait,note\n2026-06-02 10:00:00,2,\n");
	run(&t);
	assert_true(seconds("2026-06") == 122);
	assert_int_equal(t.out.finding_count, 0);
}

static void a_column_that_a_schema_lacks_is_missing(void **state)
{
	(void)state;
	form[0][1] = (struct jrt_column){.name = JB_TEXT("wait"), .absent = true};
	form[0][0].header = JB_TEXT("offered");
	file_of(&t, "offered,note\n2026-05-01 10:00:00,x\n");
	file_of(&t, "at,wait,note\n2026-05-12 10:00:00,2,\n");
	run(&t);
	assert_true(seconds("2026-05") == 2);
	assert_int_equal(state_of(&t, sum, "2026-05")->unusable, 1);
}

static void a_file_of_no_schema_is_told_what_the_last_lacks(void **state)
{
	(void)state;
	file_of(&t, "at,delay\n2026-05-01 10:00:00,2\n");
	run(&t);
	assert_true(has_finding(&t, "R0106"));
	assert_true(t.out.source[0].unread);
}

static void without_a_day_two_schemas_that_fit_are_refused(void **state)
{
	uint32_t later;

	(void)state;
	later = of_column(&t, MAIN, 0);
	t.source.time = op(&t, MAIN, JRT_OP_ADD, later, later);
	file_of(&t, "at,wait,note\n2026-05-01 10:00:00,2,\n");
	run(&t);
	assert_true(has_finding(&t, "R0111"));
}

#define T(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(the_day_of_the_first_row_tells),
		T(the_day_is_that_of_the_columns_zone),
		T(a_row_that_cannot_be_read_tells_nothing),
		T(a_header_that_only_one_has_tells_at_once),
		T(a_column_that_a_schema_lacks_is_missing),
		T(a_file_of_no_schema_is_told_what_the_last_lacks),
		T(without_a_day_two_schemas_that_fit_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
