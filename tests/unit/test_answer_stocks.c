/*
 * Answers to queries of stocks, made by hand: sums by moment give the states that rows give, and
 * moments and sums that cannot be are said.
 */
#include "giving.h"

#define STOCK_COLUMNS 9
#define LINES 3

static const char data[] = "at,heads\n"
			   "2026-03-01 00:00:00,5\n"
			   "2026-03-01 00:00:00,7\n"
			   "2026-03-15 00:00:00,-4\n"
			   "2026-03-15 00:00:00,\n";

#define FIRST "1772323200000000"
#define MIDDLE "1773532800000000"

static const struct {
	enum jrt_query_what what[STOCK_COLUMNS];
	unsigned columns, lines;
	const char *line[LINES][STOCK_COLUMNS];
} said[2] = {
	{{JRT_QUERY_NAME, JRT_QUERY_PLAN, JRT_QUERY_FATE, JRT_QUERY_PERIOD, JRT_QUERY_ROWS,
	  JRT_QUERY_FIRST, JRT_QUERY_LAST, JRT_QUERY_N, JRT_QUERY_UNUSABLE},
	 9,
	 1,
	 {{"counts", "", "accepted", "24314", "4", FIRST, MIDDLE, "3", "1"}}},
	{{JRT_QUERY_NAME, JRT_QUERY_PLAN, JRT_QUERY_PERIOD, JRT_QUERY_PART, JRT_QUERY_VALUE,
	  JRT_QUERY_COUNT, JRT_QUERY_NUM, JRT_QUERY_NUM_HIGH},
	 8,
	 2,
	 {{"stocks", "", "24314", "0", MIDDLE, "1", "4290967296", "-1"},
	  {"stocks", "", "24314", "0", FIRST, "2", "12000000", "0"}}},
};

static struct jrt_query_column column_of[2][STOCK_COLUMNS];
static struct jrt_query_part part;
static struct jrt_query_meter query_meter;
static const uint32_t first_part = 0;

static void prepared(void)
{
	uint32_t heads;

	time_of(&t, time_column(&t, "at"));
	heads = of_column(&t, MAIN, column(&t, "heads", JRT_NUMBER));
	meter(&t,
	      (struct jrt_part){
		      .kind = JRT_PART_STOCK, .among = JRT_NONE, .a = heads, .type = JRT_NUMBER});
	part = (struct jrt_query_part){.part = &t.metric[0].part[0], .name = JB_TEXT("heads")};
	query_meter =
		(struct jrt_query_meter){.mask = JRT_NONE, .relief = JRT_NONE, .part = &first_part};
	for (unsigned q = 0; q < 2; q++) {
		for (unsigned c = 0; c < said[q].columns; c++)
			column_of[q][c] = (struct jrt_query_column){
				said[q].what[c], 0, jb_text_printf(&t.arena, "c%u", c)};
		query[q] = (struct jrt_query){.name = jb_text_of(said[q].line[0][0]),
					      .column = column_of[q],
					      .column_count = said[q].columns,
					      .part = &part,
					      .part_count = 1,
					      .meter = &query_meter,
					      .meter_count = 1,
					      .values = q == 1,
					      .stocks = q == 1};
	}
	queries = (struct jrt_queries){
		.plan = jb_hash_text(JB_TEXT("the plan")), .query = query, .count = 2};
	file_of(&t, data);
	runs();
}

static unsigned line_count(unsigned q)
{
	return said[q].lines;
}

static const char *field_of(unsigned q, unsigned line, size_t column)
{
	return said[q].line[line][column];
}

static void test_stocks_are_what_rows_are(void **state)
{
	const struct jrt_part_state *ours, *theirs;
	struct jrt_measured answered;

	(void)state;
	prepared();
	if (answer_and_measure(NULL, &answered) != JB_OK)
		fail_msg("%.*s", JB_ARG(t.why));
	ours = &t.out.cell[0].part[0];
	theirs = &answered.cell[0].part[0];
	assert_int_equal(theirs->n, ours->n);
	assert_int_equal(theirs->unusable, ours->unusable);
	assert_int_equal(theirs->stock_count, 2);
	assert_int_equal(ours->stock_count, 2);
	for (size_t i = 0; i < 2; i++) {
		assert_true(theirs->stock[i].time == ours->stock[i].time);
		assert_true(theirs->stock[i].sum == ours->stock[i].sum);
	}
	assert_true(theirs->stock[1].sum == -4 * JB_FIX_ONE);
}

/* A sum of 64-bit values is wider than they are. */
static void test_large_sums_are_read_again(void **state)
{
	static const struct instead most = {1, 1, JRT_QUERY_NUM, 0, "18446744073709551614", NULL};
	const struct jrt_judged nothing = {0};
	struct jrt_measured answered, again;
	struct jb_buf json;

	(void)state;
	prepared();
	assert_int_equal(answer_and_measure(&most, &answered), JB_OK);
	jb_buf_init(&json, &t.arena);
	jrt_report_json(&t.plan, &answered, &nothing, &json);
	if (jrt_states_read(&t.plan, jb_buf_text(&json), &t.arena, &again, &t.why) != JB_OK)
		fail_msg("%.*s", JB_ARG(t.why));
	assert_true(again.cell[0].part[0].stock[0].sum == 2 * (jb_i128)INT64_MAX);
}

static const struct instead wrong[] = {
	{1, 0, JRT_QUERY_VALUE, 0, FIRST, "this value has come already"},
	{1, 0, JRT_QUERY_VALUE, 0, "1772323199999999", "the time does not lie"},
	{1, 0, JRT_QUERY_VALUE, 0, "1775001600000000", "the time does not lie"},
	{1, 0, JRT_QUERY_VALUE, 0, "9223372036854775807", "beyond the calendar"},
	{1, 0, JRT_QUERY_VALUE, 0, NULL, "a value is NULL"},
	{1, 0, JRT_QUERY_VALUE, 0, "2026-03-15", "no whole number"},
	{1, 0, JRT_QUERY_COUNT, 0, "2", "more values than rows"},
	{1, 1, JRT_QUERY_COUNT, 0, "1", "fewer values than rows"},
	{1, 0, JRT_QUERY_COUNT, 0, "0", "no rows"},
	{1, 0, JRT_QUERY_NUM, 0, "99999999999999999999", "larger than so many values have"},
	{1, 0, JRT_QUERY_NUM_HIGH, 0, "-2147483649", "larger than so many values have"},
	{1, 1, JRT_QUERY_NUM, 0, NULL, "a sum is NULL"},
	{1, 0, JRT_QUERY_NUM, 0, "1.5", "a sum as a whole number"},
	{1, 0, JRT_QUERY_PART, 0, "1", "no part of this number"},
	{1, 0, JRT_QUERY_PERIOD, 0, "24315", "rows that were not counted"},
	{0, 0, JRT_QUERY_N, 0, "4", "do not belong together"},
	{0, 0, JRT_QUERY_N, 0, "2", "more values than rows"},
};

static void test_wrong_stocks_are_said(void **state)
{
	(void)state;
	prepared();
	assert_each_is_said(wrong, sizeof wrong / sizeof *wrong);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_stocks_are_what_rows_are),
		TEST(test_large_sums_are_read_again),
		TEST(test_wrong_stocks_are_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
