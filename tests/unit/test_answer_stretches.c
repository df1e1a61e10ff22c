/*
 * Joined stretches of time in an answer, made by hand: they give what the rows themselves give, and
 * what cannot be true of the rows that were counted is said, and nothing measured.
 */
#include "giving.h"

#define COUNTS 10
#define STRETCHES 6

/* Monday, 2 March 2026; the third row lies within the second, and the fourth has no end. */
static const char data[] = "at,to,name\n"
			   "2026-03-02 08:00:00,2026-03-02 09:00:00,b\n"
			   "2026-03-02 10:00:00,2026-03-02 12:00:00,a\n"
			   "2026-03-02 10:30:00,2026-03-02 11:00:00,b\n"
			   "2026-03-02 13:00:00,-,b\n"
			   "2026-03-02 12:00:00,2026-03-02 12:00:00,a\n";

static const enum jrt_query_what whats[2][COUNTS] = {
	{JRT_QUERY_NAME, JRT_QUERY_PLAN, JRT_QUERY_FATE, JRT_QUERY_PERIOD, JRT_QUERY_CLASS,
	 JRT_QUERY_ROWS, JRT_QUERY_FIRST, JRT_QUERY_LAST, JRT_QUERY_N, JRT_QUERY_UNUSABLE},
	{JRT_QUERY_NAME, JRT_QUERY_PLAN, JRT_QUERY_STRETCH, JRT_QUERY_BEGINS, JRT_QUERY_ENDS,
	 JRT_QUERY_COUNT},
};
static const unsigned columns[2] = {COUNTS, STRETCHES};

static const char *const lines[2][4][COUNTS - 2] = {
	{{"accepted", "24314", "1", "3", "1772438400000000", "1772456400000000", "2", "1"},
	 {"accepted", "24314", "0", "2", "1772445600000000", "1772452800000000", "2", "0"}},
	{{"0", "1772438400000000", "1772442000000000", "1"},
	 {"0", "1772445600000000", "1772452800000000", "3"},
	 {"1", "1772447400000000", "1772449200000000", "1"},
	 {"1", "1772438400000000", "1772442000000000", "1"}},
};

static const struct jrt_calendar_hours hours[] = {{1, 9 * JRT_HOUR_US, 11 * JRT_HOUR_US}};
static const struct jrt_formula_step formula = {.op = JRT_F_PART};
static const uint32_t first_part = 0;
static const struct jrt_query_stretch sets[2] = {{0, JRT_NONE}, {0, 0}};
static struct jrt_calendar_spec calendar;
static struct jrt_query_column said[2][COUNTS];
static struct jrt_query_bit bit;
static struct jrt_query_part part;
static struct jrt_query_meter query_meter[2];

static void meters(void)
{
	uint32_t at = time_column(&t, "at"), to = time_column(&t, "to"),
		 name = column(&t, "name", JRT_TEXT), is_b, from, until;

	missing(&t, to, "-");
	time_of(&t, at);
	from = of_column(&t, MAIN, at);
	until = of_column(&t, MAIN, to);
	is_b = is_text(&t, MAIN, name, "b");
	calendar = (struct jrt_calendar_spec){
		.name = JB_TEXT("desk"), .hours = hours, .hours_count = 1};
	t.plan.calendar = &calendar;
	t.plan.calendar_count = 1;
	for (unsigned m = 0; m < 2; m++) {
		meter(&t, (struct jrt_part){.kind = JRT_PART_TIME,
					    .among = JRT_NONE,
					    .type = JRT_INSTANT,
					    .a = from,
					    .b = until});
		t.metric[m].formula = &formula;
		t.metric[m].formula_count = 1;
		query_meter[m] = (struct jrt_query_meter){.meter = m,
							  .mask = m ? 0 : JRT_NONE,
							  .relief = JRT_NONE,
							  .part = &first_part};
	}
	t.meter[1].mask = is_b;
	bit = (struct jrt_query_bit){.mask = is_b};
	part = (struct jrt_query_part){.part = &t.metric[0].part[0], .name = t.metric[0].name};
}

static void prepared(void)
{
	meters();
	for (unsigned q = 0; q < 2; q++) {
		for (unsigned c = 0; c < columns[q]; c++)
			said[q][c] = (struct jrt_query_column){whats[q][c], 0,
							       jb_text_printf(&t.arena, "c%u", c)};
		query[q] = (struct jrt_query){.name = q ? JB_TEXT("stretches") : JB_TEXT("calls"),
					      .column = said[q],
					      .column_count = columns[q],
					      .bit = &bit,
					      .bit_count = 1,
					      .part = &part,
					      .part_count = 1,
					      .meter = query_meter,
					      .meter_count = 2};
	}
	query[1].values = true;
	query[1].stretch = sets;
	query[1].stretch_count = 2;
	queries = (struct jrt_queries){
		.plan = jb_hash_text(JB_TEXT("the plan")), .query = query, .count = 2};
	file_of(&t, data);
	runs();
}

static unsigned line_count(unsigned q)
{
	return q ? 4 : 2;
}

static const char *field_of(unsigned q, unsigned line, size_t column)
{
	return lines[q][line][column - 2];
}

static void test_stretches_are_what_rows_are(void **state)
{
	struct jrt_measured answered;

	(void)state;
	prepared();
	if (answer_and_measure(NULL, &answered) != JB_OK)
		fail_msg("%.*s", JB_ARG(t.why));
	assert_string_equal(report_of(&answered), report_of(&t.out));
	assert_int_equal(answered.cell[0].part[0].num, JRT_HOUR_US);
	assert_int_equal(answered.cell[1].part[0].num, JRT_HOUR_US / 2);
}

static const struct instead wrong[] = {
	{1, 0, JRT_QUERY_NAME, 0, "calls", "stretches"},
	{1, 2, JRT_QUERY_PLAN, 0, "0", "was expected"},
	{1, 0, JRT_QUERY_STRETCH, 0, "2", "the number of a set"},
	{1, 0, JRT_QUERY_STRETCH, 0, "-1", "the number of a set"},
	{1, 0, JRT_QUERY_STRETCH, 0, NULL, "NULL"},
	{1, 0, JRT_QUERY_STRETCH, 0, "1", "meets another"},
	{1, 1, JRT_QUERY_BEGINS, 0, "1772442000000000", "meets another"},
	{1, 1, JRT_QUERY_BEGINS, 0, "1772452800000001", "ends before it begins"},
	{1, 1, JRT_QUERY_BEGINS, 0, "x", "an instant"},
	{1, 1, JRT_QUERY_ENDS, 0, "9223372036854775807", "an instant"},
	{1, 1, JRT_QUERY_COUNT, 0, "2", "other rows than were counted"},
	{1, 1, JRT_QUERY_COUNT, 0, "0", "a number of rows"},
	{1, 1, JRT_QUERY_COUNT, 0, "", "a number of rows"},
	{1, 3, JRT_QUERY_COUNT, 0, "2", "other rows than were counted"},
	{1, 3, JRT_QUERY_COUNT, 0, "140737488355328", "other rows than were counted"},
};

static void test_wrong_stretches_are_said(void **state)
{
	(void)state;
	prepared();
	assert_each_is_said(wrong, sizeof wrong / sizeof *wrong);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_stretches_are_what_rows_are),
		TEST(test_wrong_stretches_are_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
