/*
 * Answers over groups, made by hand: rows with a key, without one, and stretches of time give the
 * states that the rows themselves give; and keys that cannot be are said, and nothing is measured.
 */
#include "giving.h"

#define KEY_COLUMNS 12
#define LINES 5

static const char data[] = "at,agent,ok\n"
			   "2026-03-01 00:00:00,ann,yes\n"
			   "2026-03-01 00:29:59,ann,no\n"
			   "2026-03-01 00:30:00,,yes\n"
			   "2026-03-02 10:10:00,-,yes\n"
			   "2026-03-02 10:10:00,bea,\n";

static const enum jrt_query_what whats[KEY_COLUMNS] = {
	JRT_QUERY_NAME, JRT_QUERY_PLAN,	 JRT_QUERY_FATE,     JRT_QUERY_PERIOD,
	JRT_QUERY_KEY,	JRT_QUERY_KEYED, JRT_QUERY_ROWS,     JRT_QUERY_FIRST,
	JRT_QUERY_LAST, JRT_QUERY_N,	 JRT_QUERY_UNUSABLE, JRT_QUERY_NUM,
};

/* Of each query, what an engine says: key, rows with one, rows, first and last, n, unusable,
 * yes. */
static const char *const lines[2][LINES][8] = {
	{{"ann", "2", "2", "1772323200000000", "1772324999000000", "2", "0", "1"},
	 {"", "1", "1", "1772325000000000", "1772325000000000", "1", "0", "1"},
	 {NULL, "0", "1", "1772446200000000", "1772446200000000", "1", "0", "1"},
	 {"bea", "1", "1", "1772446200000000", "1772446200000000", "0", "1", "0"}},
	{{"1772323200000000", "2", "2", "1772323200000000", "1772324999000000", "2", "0", "1"},
	 {"1772325000000000", "1", "1", "1772325000000000", "1772325000000000", "1", "0", "1"},
	 {"1772445600000000", "2", "2", "1772446200000000", "1772446200000000", "1", "1", "1"}},
};

static const struct jrt_formula_step formula = {.op = JRT_F_PART};
static struct jrt_query_column said[KEY_COLUMNS];
static struct jrt_query_part part[2];
static struct jrt_query_meter query_meter[2];
static const uint32_t first_part = 0;

static void one_meter(unsigned m, uint32_t ok, struct jrt_grouping grouping)
{
	meter(&t, share(ok, JRT_NONE));
	t.metric[m].formula = &formula;
	t.metric[m].formula_count = 1;
	t.metric[m].grouping = grouping;
	part[m] = (struct jrt_query_part){.part = &t.metric[m].part[0], .name = t.metric[m].name};
	query_meter[m] = (struct jrt_query_meter){
		.meter = m, .mask = JRT_NONE, .relief = JRT_NONE, .part = &first_part};
	query[m] = (struct jrt_query){.name = m ? JB_TEXT("by time") : JB_TEXT("by agent"),
				      .column = said,
				      .column_count = KEY_COLUMNS,
				      .part = &part[m],
				      .part_count = 1,
				      .meter = &query_meter[m],
				      .meter_count = 1,
				      .grouping = &t.metric[m].grouping};
}

static void prepared(void)
{
	uint32_t ok, agent;

	time_of(&t, time_column(&t, "at"));
	agent = column(&t, "agent", JRT_TEXT);
	missing(&t, agent, "-");
	ok = of_column(&t, MAIN, column(&t, "ok", JRT_FLAG));
	one_meter(0, ok,
		  (struct jrt_grouping){.kind = JRT_GROUPS_WORST,
					.key = of_column(&t, MAIN, agent),
					.type = JRT_TEXT,
					.usable_at_least = -1});
	one_meter(1, ok,
		  (struct jrt_grouping){.kind = JRT_GROUPS_WORST,
					.key = JRT_NONE,
					.length = 30 * 60 * JRT_SECOND_US,
					.usable_at_least = -1});
	for (unsigned c = 0; c < KEY_COLUMNS; c++)
		said[c] =
			(struct jrt_query_column){whats[c], 0, jb_text_printf(&t.arena, "c%u", c)};
	queries = (struct jrt_queries){
		.plan = jb_hash_text(JB_TEXT("the plan")), .query = query, .count = 2};
	file_of(&t, data);
	runs();
}

static unsigned line_count(unsigned q)
{
	return q ? 3 : 4;
}

static const char *field_of(unsigned q, unsigned line, size_t column)
{
	return column == 2 ? "accepted" : column == 3 ? "24314" : lines[q][line][column - 4];
}

static void test_groups_are_what_rows_are(void **state)
{
	const struct jrt_part_state *agents;
	struct jrt_measured answered;

	(void)state;
	prepared();
	if (answer_and_measure(NULL, &answered) != JB_OK)
		fail_msg("%.*s", JB_ARG(t.why));
	assert_string_equal(report_of(&answered), report_of(&t.out));
	agents = &answered.cell[0].part[0];
	assert_int_equal(agents->group_count, 3);
	assert_int_equal(agents->n, 3);
	assert_int_equal(agents->unusable, 2);
	assert_int_equal(agents->group[0].key.size, 0);
}

static const struct instead wrong[] = {
	{0, 1, JRT_QUERY_KEY, 0, "ann", "has come already"},
	{0, 1, JRT_QUERY_KEY, 0, "\xff", "none that a group can have"},
	{0, 1, JRT_QUERY_KEY, 0, NULL, NULL}, /* the empty text, as a file may have it */
	{0, 0, JRT_QUERY_KEYED, 0, "1", "some of the rows have a key"},
	{0, 0, JRT_QUERY_KEYED, 0, "3", "some of the rows have a key"},
	{0, 0, JRT_QUERY_KEYED, 0, "-1", "a number of rows"},
	{0, 0, JRT_QUERY_FATE, 0, "ignored", "rows that are not accepted have a key"},
	{1, 0, JRT_QUERY_KEYED, 0, "0", "the stretch of time"},
	{1, 0, JRT_QUERY_KEY, 0, "1772323200000001", "the stretch of time"},
	{1, 0, JRT_QUERY_KEY, 0, "1772321400000000", "the stretch of time"},
	{1, 2, JRT_QUERY_KEY, 0, "1772445000000000", "the stretch of time"},
	{1, 2, JRT_QUERY_KEY, 0, "1772446200000000", "the stretch of time"},
	{1, 0, JRT_QUERY_KEY, 0, "", "none that a group can have"},
	{1, 0, JRT_QUERY_KEY, 0, "1e15", "none that a group can have"},
	{1, 0, JRT_QUERY_KEY, 0, "9223372036854775807", "none that a group can have"},
	{1, 0, JRT_QUERY_KEY, 0, "-9223372036854775808", "none that a group can have"},
	{1, 1, JRT_QUERY_ROWS, 0, "2", "some of the rows have a key"},
};

static void test_wrong_keys_are_said(void **state)
{
	(void)state;
	prepared();
	assert_each_is_said(wrong, sizeof wrong / sizeof *wrong);
}

/* A key of a type with few values. */
static void test_keys_have_their_types_values(void **state)
{
	static const struct {
		enum jrt_type type;
		const char *key;
		bool good;
	} tries[] = {
		{JRT_FLAG, "1", true},	   {JRT_FLAG, "2", false},
		{JRT_FLAG, "-1", false},   {JRT_CLOCK, "86399999999", true},
		{JRT_CLOCK, "-1", false},  {JRT_CLOCK, "86400000001", false},
		{JRT_DATE, "20000", true}, {JRT_DATE, "9999999", false},
		{JRT_NUMBER, "-7", true},  {JRT_NUMBER, "9223372036854775808", false},
		{JRT_INSTANT, "0", true},  {JRT_INSTANT, "9000000000000000000", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof tries / sizeof *tries; i++) {
		struct instead key = {0, 0, JRT_QUERY_KEY, 0, tries[i].key, ""};

		if (i == 0)
			prepared();
		t.metric[0].grouping.type = tries[i].type;
		answers = jrt_answers_make(&t.arena, &t.plan, &queries);
		assert_int_equal(begin(0, "a.csv", 0), JB_OK);
		assert_int_equal(give_line(0, 0, &key), tries[i].good ? JB_OK : JB_MALFORMED);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_groups_are_what_rows_are),
		TEST(test_wrong_keys_are_said),
		TEST(test_keys_have_their_types_values),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
