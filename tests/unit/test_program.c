/*
 * The machine alone: three-valued logic as truth tables (S9), exact arithmetic and its faults,
 * spans and local times. A program is built over columns a, b, c that a test fills in.
 */
#include <string.h>

#include "measure/program.h"
#include "time/civil.h"
#include "testing.h"

#define ROWS 32
#define UNKNOWN INT64_MIN

static struct jb_arena arena;
static struct jrt_plan plan;
static struct jrt_source source;
static struct jrt_column column[3];
static struct jb_text zone_name;
static const struct jrt_zone *zone;
static struct jrt_step steps[8];
static struct jrt_program program;
static struct jrt_machine machine;
static int64_t values[3][ROWS];
static uint8_t knowns[3][ROWS];
static uint32_t rows;

static int set_up(void **state)
{
	struct jb_text why;

	(void)state;
	jb_arena_init(&arena, NULL);
	zone_name = JB_TEXT("Europe/London");
	assert_int_equal(jrt_zone_load(&arena, zone_name, &zone, &why), JB_OK);
	for (int i = 0; i < 3; i++)
		column[i] = (struct jrt_column){.name = i == 0	 ? JB_TEXT("a")
							: i == 1 ? JB_TEXT("b")
								 : JB_TEXT("c")};
	source = (struct jrt_source){.column = column, .column_count = 3, .time = 0};
	plan = (struct jrt_plan){.zone = &zone_name, .zone_count = 1};
	rows = 0;
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	jb_arena_release(&arena);
	return 0;
}

static void row(int64_t a, int64_t b, int64_t c)
{
	const int64_t field[3] = {a, b, c};

	for (int i = 0; i < 3; i++) {
		knowns[i][rows] = field[i] != UNKNOWN;
		values[i][rows] =
			field[i] == UNKNOWN ? 77 : field[i]; /* what is unknown holds anything */
	}
	rows++;
}

/* Runs one operation over columns a, b, c of the given type; its register is 3. */
static void run(enum jrt_op op, enum jrt_type type, int64_t k)
{
	struct jrt_lane lanes[3];
	const struct jrt_rows in = {.count = rows, .column = lanes};

	for (uint32_t i = 0; i < 3; i++) {
		lanes[i] = (struct jrt_lane){values[i], knowns[i]};
		steps[i] = (struct jrt_step){.op = JRT_OP_COLUMN, .type = type, .a = i};
	}
	steps[3] = (struct jrt_step){.op = op, .type = type, .a = 0, .b = 1, .c = 2, .k = k};
	program = (struct jrt_program){.step = steps, .count = 4};
	jrt_machine_init(&machine, &arena, &plan, &zone, &source, &program);
	jrt_machine_run(&machine, &in);
}

static int64_t result(uint32_t of)
{
	return machine.lane[3].known[of] ? machine.lane[3].value[of] : UNKNOWN;
}

static void gives(uint32_t of, int64_t value)
{
	assert_int_equal(result(of), value);
	assert_int_equal(machine.fault[of], 0);
}

static void s9_and_or_not_are_three_valued(void **state)
{
	static const int64_t truth[3] = {0, 1, UNKNOWN};
	/* Kleene's tables */
	static const int64_t both[3][3] = {{0, 0, 0}, {0, 1, UNKNOWN}, {0, UNKNOWN, UNKNOWN}};
	static const int64_t either[3][3] = {{0, 1, UNKNOWN}, {1, 1, 1}, {UNKNOWN, 1, UNKNOWN}};

	(void)state;
	for (int i = 0; i < 9; i++)
		row(truth[i / 3], truth[i % 3], 0);
	run(JRT_OP_AND, JRT_FLAG, 0);
	for (uint32_t i = 0; i < 9; i++)
		gives(i, both[i / 3][i % 3]);
	run(JRT_OP_OR, JRT_FLAG, 0);
	for (uint32_t i = 0; i < 9; i++)
		gives(i, either[i / 3][i % 3]);
	run(JRT_OP_NOT, JRT_FLAG, 0);
	gives(0, 1);
	gives(3, 0);
	gives(6, UNKNOWN);
}

static void s9_comparisons_of_unknown_are_unknown(void **state)
{
	static const enum jrt_op ops[] = {JRT_OP_EQUAL,	  JRT_OP_NOT_EQUAL, JRT_OP_LESS,
					  JRT_OP_AT_MOST, JRT_OP_ABOVE,	    JRT_OP_AT_LEAST};
	static const int64_t of_less[] = {0, 1, 1, 1, 0, 0}, of_equal[] = {1, 0, 0, 1, 0, 1};

	(void)state;
	row(-3, 4, 0);
	row(4, 4, 0);
	row(UNKNOWN, 4, 0);
	row(4, UNKNOWN, 0);
	for (size_t i = 0; i < 6; i++) {
		run(ops[i], JRT_NUMBER, 0);
		gives(0, of_less[i]);
		gives(1, of_equal[i]);
		gives(2, UNKNOWN);
		gives(3, UNKNOWN);
	}
}

static void s3_between_takes_both_ends_in(void **state)
{
	(void)state;
	row(4, 5, 7);
	row(5, 5, 7);
	row(7, 5, 7);
	row(8, 5, 7);
	row(8, UNKNOWN, 7); /* above the top whatever the bottom is */
	row(6, UNKNOWN, 7);
	row(UNKNOWN, 5, 7);
	run(JRT_OP_BETWEEN, JRT_NUMBER, 0);
	gives(0, 0);
	gives(1, 1);
	gives(2, 1);
	gives(3, 0);
	gives(4, 0);
	gives(5, UNKNOWN);
	gives(6, UNKNOWN);
}

static void known_and_missing_are_never_unknown(void **state)
{
	(void)state;
	row(4, 0, 0);
	row(UNKNOWN, 0, 0);
	run(JRT_OP_KNOWN, JRT_NUMBER, 0);
	gives(0, 1);
	gives(1, 0);
	run(JRT_OP_MISSING, JRT_NUMBER, 0);
	gives(0, 0);
	gives(1, 1);
}

static void arithmetic_is_exact_in_millionths(void **state)
{
	(void)state;
	row(3 * JB_FIX_ONE, 2 * JB_FIX_ONE, 0);
	row(JB_FIX_ONE, 3 * JB_FIX_ONE, 0);
	row(-JB_FIX_ONE, 2, 0); /* -0.000002 x 1, and -1 / 0.000002 */
	row(JB_FIX_ONE, 0, 0);
	row(UNKNOWN, JB_FIX_ONE, 0);
	run(JRT_OP_MULTIPLY, JRT_NUMBER, 0);
	gives(0, 6 * JB_FIX_ONE);
	gives(2, -2);
	run(JRT_OP_DIVIDE, JRT_NUMBER, 0);
	gives(0, 1500000);
	gives(1, 333333);
	gives(2, INT64_C(-500000000000));
	gives(3, UNKNOWN); /* by zero: missing, and no fault */
	gives(4, UNKNOWN);
	run(JRT_OP_SUBTRACT, JRT_NUMBER, 0);
	gives(0, JB_FIX_ONE);
	run(JRT_OP_NEGATE, JRT_NUMBER, 0);
	gives(0, -3 * JB_FIX_ONE);
}

static void halves_are_rounded_away_from_zero(void **state)
{
	(void)state;
	row(500000, 1, 0); /* 0.5 x 0.000001 */
	row(-500000, 1, 0);
	run(JRT_OP_MULTIPLY, JRT_NUMBER, 0);
	gives(0, 1);
	gives(1, -1);
}

static void faults(uint32_t of, const char *code, const char *why)
{
	struct jb_buf buf;

	jb_buf_init(&buf, &arena);
	assert_int_not_equal(machine.fault[of], 0);
	assert_int_equal(result(of), UNKNOWN);
	assert_true(jb_text_is(jrt_machine_explain(&machine, of, &buf), code));
	assert_string_equal(buf.data, why);
}

static void overflow_is_the_rows_fault(void **state)
{
	(void)state;
	row(INT64_MAX, 1, 0);
	row(UNKNOWN, 1, 0);
	row(1, 1, 0);
	run(JRT_OP_ADD, JRT_NUMBER, 0);
	assert_int_equal(machine.faults, 1);
	faults(0, "R0324",
	       "a result from a 9223372036854.775807 and b 0.000001 is larger than the largest "
	       "number, "
	       "9223372036854.775807");
	gives(1, UNKNOWN);
	gives(2, 2);
	rows = 0;
	row(INT64_MAX, INT64_MAX, 0);
	run(JRT_OP_MULTIPLY, JRT_NUMBER, 0);
	assert_int_equal(machine.faults, 1);
	rows = 0;
	row(INT64_MIN + 1, -2, 0);
	run(JRT_OP_SUBTRACT, JRT_NUMBER, 0);
	gives(0, INT64_MIN + 3);
	run(JRT_OP_DIVIDE, JRT_NUMBER, 0);
	assert_int_equal(machine.faults, 1);
}

static void a_span_may_pass_midnight_only_where_it_says_so(void **state)
{
	(void)state;
	row(23 * JRT_HOUR_US, 1 * JRT_HOUR_US, 0);
	row(9 * JRT_HOUR_US, 10 * JRT_HOUR_US, 0);
	run(JRT_OP_SPAN, JRT_CLOCK, 0);
	faults(0, "R0325",
	       "the time from a 23:00:00 to b 01:00:00 is negative; where the later one may be on "
	       "the next "
	       "day, say `past midnight`");
	gives(1, JRT_HOUR_US);
	run(JRT_OP_SPAN, JRT_CLOCK, 1);
	gives(0, 2 * JRT_HOUR_US);
	gives(1, JRT_HOUR_US);
}

static void s3_local_times_in_a_gap_are_faults_and_doubled_ones_the_earlier(void **state)
{
	int64_t spring = jrt_civil_days(2026, 3, 29), autumn = jrt_civil_days(2026, 10, 25);

	(void)state;
	row(spring, JRT_HOUR_US + 30 * JRT_MINUTE_US, 0);
	row(autumn, JRT_HOUR_US + 30 * JRT_MINUTE_US, 0);
	row(autumn + 20, 12 * JRT_HOUR_US, 0);
	row(spring + 20, 12 * JRT_HOUR_US, 0);
	row(INT64_MAX / 2, 0, 0);
	run(JRT_OP_AT, JRT_DATE, 0);
	assert_int_not_equal(machine.fault[0], 0);
	gives(1, autumn * JRT_DAY_US + 30 * JRT_MINUTE_US);
	assert_int_equal(machine.doubled[1], 1);
	gives(2, (autumn + 20) * JRT_DAY_US + 12 * JRT_HOUR_US);
	gives(3, (spring + 20) * JRT_DAY_US + 11 * JRT_HOUR_US);
	assert_int_not_equal(machine.fault[4], 0);
}

static void an_instant_has_a_date_in_a_zone(void **state)
{
	int64_t day = jrt_civil_days(2026, 7, 1);

	(void)state;
	row(day * JRT_DAY_US - 1, 0, 0); /* summer time: half an hour past midnight of the 1st */
	row(day * JRT_DAY_US - JRT_HOUR_US - 1, 0, 0);
	run(JRT_OP_DATE, JRT_INSTANT, 0);
	gives(0, day);
	gives(1, day - 1);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		CASE(s9_and_or_not_are_three_valued),
		CASE(s9_comparisons_of_unknown_are_unknown),
		CASE(s3_between_takes_both_ends_in),
		CASE(known_and_missing_are_never_unknown),
		CASE(arithmetic_is_exact_in_millionths),
		CASE(halves_are_rounded_away_from_zero),
		CASE(overflow_is_the_rows_fault),
		CASE(a_span_may_pass_midnight_only_where_it_says_so),
		CASE(s3_local_times_in_a_gap_are_faults_and_doubled_ones_the_earlier),
		CASE(an_instant_has_a_date_in_a_zone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
