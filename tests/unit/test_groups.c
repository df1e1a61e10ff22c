/*
 * Figures over groups: `worst of … for each …` and `share of intervals …`. States against a count
 * that knows nothing of batches, that they add up over files, the choice of the worst group, hours
 * on days when clocks change, the limit of groups, and the way through JSON.
 */
#include "base/io.h"
#include "own_measuring.h"

static struct jrt_formula_step formula = {.op = JRT_F_PART};
static struct jrt_threshold half = {
	.from = INT32_MIN, .comparison = JRT_AT_LEAST, .low = JB_FIX_ONE / 2};

/* A share of `ok` over groups, for every month; gives the meter's number. */
static uint32_t grouped(struct jrt_grouping grouping, enum jrt_better better)
{
	uint32_t ok = 0, at = 0;

	for (uint32_t c = 0; c < t.source.column_count; c++) {
		if (jb_text_is(t.column[c].name, "ok"))
			ok = c;
		if (jb_text_is(t.column[c].name, "at"))
			at = c;
	}
	time_of(&t, at);
	uint32_t number = meter(&t, share(of_column(&t, MAIN, ok), JRT_NONE));
	t.metric[number].formula = &formula;
	t.metric[number].formula_count = 1;
	t.metric[number].type = JRT_SHARE;
	t.metric[number].better = better;
	t.metric[number].grouping = grouping;
	return number;
}

static struct jrt_grouping by_column(uint32_t col)
{
	return (struct jrt_grouping){.kind = JRT_GROUPS_WORST,
				     .what = t.column[col].name,
				     .key = of_column(&t, MAIN, col),
				     .type = t.column[col].type,
				     .usable_at_least = -1};
}

static struct jrt_grouping by_time(jb_fix length)
{
	return (struct jrt_grouping){.kind = JRT_GROUPS_SHARE,
				     .what = JB_TEXT("interval"),
				     .key = JRT_NONE,
				     .length = length,
				     .usable_at_least = -1,
				     .meets = &half};
}

static void columns(void)
{
	time_column(&t, "at");
	column(&t, "agent", JRT_TEXT);
	missing(&t, 1, "");
	column(&t, "ok", JRT_FLAG);
}

static void run_well(void)
{
	run(&t);
	if (t.status != JB_OK)
		fail_msg("%.*s", JB_ARG(t.why));
}

static struct jrt_measurement judged(uint32_t number, const char *label)
{
	struct jrt_judged out;

	if (jrt_judge(&t.plan, &t.out, &t.arena, &out, &t.why) != JB_OK)
		fail_msg("%.*s", JB_ARG(t.why));
	for (size_t i = 0; i < out.measurement_count; i++)
		if (out.measurement[i].meter == number &&
		    jb_text_is(out.measurement[i].label, label))
			return out.measurement[i];
	fail_msg("there is no %s", label);
	return (struct jrt_measurement){0};
}

static const struct jrt_part_state *group_of(const struct jrt_part_state *state, const char *key)
{
	for (size_t g = 0; g < state->group_count; g++)
		if (jb_text_is(state->group[g].key, key))
			return &state->group[g].state;
	fail_msg("there is no group %s", key);
	return NULL;
}

/* ---- many rows in no order, against a plain count ---- */

#define ROWS 20000
#define AGENTS 37
#define MONTHS 3

struct plain {
	uint64_t ok[MONTHS][AGENTS], n[MONTHS][AGENTS], unknown[MONTHS][AGENTS], nobody[MONTHS];
};

static uint32_t next(uint64_t *x)
{
	*x ^= *x << 13;
	*x ^= *x >> 7;
	*x ^= *x << 17;
	return (uint32_t)(*x >> 32);
}

static const char *random_file(struct plain *plain, uint64_t seed)
{
	struct jb_buf out;

	jb_buf_init(&out, &t.arena);
	jb_buf_add_string(&out, "at,agent,ok\n");
	for (int i = 0; i < ROWS; i++) {
		uint32_t month = next(&seed) % MONTHS, agent = next(&seed) % (AGENTS + 1);
		uint32_t ok = next(&seed) % 5;
		static const char *const word[] = {"y", "y", "y", "n", ""};

		jb_buf_printf(&out, "2026-%02u-%02u 10:00:00,", month + 1, next(&seed) % 28 + 1);
		if (agent < AGENTS)
			jb_buf_printf(&out, "a%u", agent);
		jb_buf_printf(&out, ",%s\n", word[ok]);
		if (agent == AGENTS) {
			plain->nobody[month]++;
			continue;
		}
		plain->n[month][agent] += ok < 4;
		plain->ok[month][agent] += ok < 3;
		plain->unknown[month][agent] += ok == 4;
	}
	return jb_text_cstring(&t.arena, jb_buf_text(&out));
}

static void check_month(const struct jrt_part_state *state, const struct plain *plain, int month)
{
	uint64_t n = 0, unusable = plain->nobody[month];

	assert_int_equal(state->group_count, AGENTS);
	for (int a = 0; a < AGENTS; a++) {
		const struct jrt_part_state *group =
			group_of(state, jb_text_printf(&t.arena, "a%d", a).at);

		assert_int_equal(group->n, plain->n[month][a]);
		assert_true(group->num == (jb_i128)plain->ok[month][a]);
		assert_true(group->den == (jb_i128)plain->n[month][a]);
		assert_int_equal(group->unusable, plain->unknown[month][a]);
		n += group->n;
		unusable += group->unusable;
	}
	for (size_t g = 1; g < state->group_count; g++)
		assert_true(jb_text_compare(state->group[g - 1].key, state->group[g].key) < 0);
	assert_int_equal(state->n, n);
	assert_int_equal(state->unusable, unusable);
	assert_int_equal(state->beyond, 0);
}

static void groups_hold_what_a_plain_count_finds(void **state)
{
	struct plain plain = {0};
	uint32_t number;

	(void)state;
	columns();
	number = grouped(by_column(1), JRT_BETTER_HIGHER);
	file_of(&t, random_file(&plain, 88172645463325252u));
	run_well();
	check_month(state_of(&t, number, "2026-01"), &plain, 0);
	check_month(state_of(&t, number, "2026-02"), &plain, 1);
	check_month(state_of(&t, number, "2026-03"), &plain, 2);
}

static void groups_of_two_files_add_up_to_those_of_both(void **state)
{
	struct plain plain = {0};
	struct jrt_part_state one, other;
	uint32_t number;

	(void)state;
	columns();
	number = grouped(by_column(1), JRT_BETTER_HIGHER);
	file_of(&t, random_file(&plain, 1));
	run_well();
	one = *state_of(&t, number, "2026-02");
	unlink(t.path[0]);
	t.input.file_count = 0;
	file_of(&t, random_file(&plain, 2));
	run_well();
	other = *state_of(&t, number, "2026-02");
	jrt_part_state_merge(&t.arena, &one, &other);
	check_month(&one, &plain, 1);
}

/* ---- the worst ---- */

#define SMALL                                                                            \
	"at,agent,ok\n"                                                                  \
	"2026-03-01 00:00:00,bo,y\n2026-03-01 00:00:00,bo,n\n2026-03-01 00:00:00,al,n\n" \
	"2026-03-01 00:00:00,al,y\n2026-03-01 00:00:00,cy,y\n2026-03-01 00:00:00,cy,y\n" \
	"2026-03-01 00:00:00,dee,n\n2026-03-01 00:00:00,,n\n"

static void of_equals_the_first_key_is_the_worst(void **state)
{
	struct jrt_grouping grouping;
	struct jrt_measurement found;
	uint32_t number;

	(void)state;
	columns();
	grouping = by_column(1);
	grouping.counted_at_least = 2;
	number = grouped(grouping, JRT_BETTER_HIGHER);
	file_of(&t, SMALL);
	run_well();
	found = judged(number, "2026-03");
	assert_true(found.measured && found.exact && found.has_groups);
	assert_true(jb_text_is(found.grouped.worst, "al"));
	assert_true(jb_ratio_compare(found.value, (struct jb_ratio){1, 2}) == 0);
	assert_int_equal(found.n, 2);
	assert_int_equal(found.grouped.groups, 3);
	assert_int_equal(found.grouped.left_out, 1);
	assert_int_equal(found.grouped.without_key, 1);
}

static void the_direction_decides_which_is_the_worst(void **state)
{
	struct jrt_measurement found;
	uint32_t number;

	(void)state;
	columns();
	number = grouped(by_column(1), JRT_BETTER_LOWER);
	file_of(&t, SMALL);
	run_well();
	found = judged(number, "2026-03");
	assert_true(jb_text_is(found.grouped.worst, "cy"));
	assert_true(jb_ratio_compare(found.value, (struct jb_ratio){1, 1}) == 0);
	assert_int_equal(found.grouped.groups, 4);
}

static void without_a_group_that_counts_nothing_is_measured(void **state)
{
	struct jrt_grouping grouping;
	struct jrt_measurement found;
	uint32_t number;

	(void)state;
	columns();
	grouping = by_column(1);
	grouping.counted_at_least = 3;
	number = grouped(grouping, JRT_BETTER_HIGHER);
	file_of(&t, SMALL);
	run_well();
	found = judged(number, "2026-03");
	assert_false(found.measured);
	assert_true(jb_text_is(found.reason, "no agent has 3 counted"));
	assert_int_equal(found.grouped.left_out, 4);
}

static void keys_of_other_types_are_written_plainly(void **state)
{
	struct jrt_grouping grouping;
	uint32_t number;

	(void)state;
	columns();
	column(&t, "weight", JRT_NUMBER);
	grouping = by_column(3);
	number = grouped(grouping, JRT_BETTER_HIGHER);
	file_of(&t, "at,agent,ok,weight\n2026-03-01 00:00:00,x,y,1.5\n2026-03-01 00:00:00,x,y,-2\n"
		    "2026-03-01 00:00:00,x,n,1.50\n");
	run_well();
	assert_int_equal(state_of(&t, number, "2026-03")->group_count, 2);
	assert_int_equal(group_of(state_of(&t, number, "2026-03"), "1.5")->n, 2);
	assert_int_equal(group_of(state_of(&t, number, "2026-03"), "-2")->n, 1);
}

/* ---- stretches of time ---- */

static void intervals_begin_at_each_midnight_of_the_zone(void **state)
{
	const struct jrt_part_state *found;
	struct jrt_measurement value;
	uint32_t number;

	(void)state;
	columns();
	/* +05:45 in local time: the half hours of UTC are not those of Kathmandu. */
	t.zone[1] = JB_TEXT("Asia/Kathmandu");
	t.plan.zone_count = 2;
	t.periods[0].zone = 1;
	number = grouped(by_time(30 * JRT_MINUTE_US), JRT_BETTER_UNSAID);
	file_of(&t, "at,agent,ok\n2026-03-02 00:14:59,x,y\n2026-03-02 00:15:00,x,n\n"
		    "2026-03-02 00:44:59,x,n\n2026-03-02 00:45:00,x,y\n2026-03-02 00:50:00,x,n\n");
	run_well();
	found = state_of(&t, number, "2026-03");
	assert_int_equal(found->group_count, 3);
	assert_int_equal(group_of(found, "2026-03-01T23:45:00Z")->n, 1);
	assert_int_equal(group_of(found, "2026-03-02T00:15:00Z")->n, 2);
	assert_int_equal(group_of(found, "2026-03-02T00:45:00Z")->n, 2);
	value = judged(number, "2026-03");
	assert_true(value.measured && value.num.num == 2 && value.den.num == 3);
	assert_int_equal(value.n, 3);
}

/* On 2026-10-25 London's clocks show 01:30 twice: two hours, not one. */
static void an_hour_that_falls_twice_is_two_intervals(void **state)
{
	uint32_t number;

	(void)state;
	columns();
	t.zone[1] = JB_TEXT("Europe/London");
	t.plan.zone_count = 2;
	t.periods[0].zone = 1;
	number = grouped(by_time(JRT_HOUR_US), JRT_BETTER_UNSAID);
	file_of(&t, "at,agent,ok\n2026-10-25 00:30:00,x,y\n2026-10-25 01:30:00,x,n\n"
		    "2026-10-24 23:30:00,x,y\n2026-10-25 23:30:00,x,y\n");
	run_well();
	assert_int_equal(state_of(&t, number, "2026-10")->group_count, 4);
	assert_int_equal(group_of(state_of(&t, number, "2026-10"), "2026-10-25T00:00:00Z")->n, 1);
	assert_int_equal(group_of(state_of(&t, number, "2026-10"), "2026-10-25T01:00:00Z")->n, 1);
}

/* ---- the limit ---- */

static void more_groups_than_there_is_room_for_are_not_judged(void **state)
{
	struct jb_buf out;
	struct jrt_measurement found;
	uint32_t number;

	(void)state;
	columns();
	column(&t, "weight", JRT_NUMBER);
	number = grouped(by_column(3), JRT_BETTER_HIGHER);
	jb_buf_init(&out, &t.arena);
	jb_buf_add_string(&out, "at,agent,ok,weight\n");
	for (int i = 0; i < JRT_GROUPS_MAX + 3; i++)
		jb_buf_printf(&out, "2026-03-01 00:00:00,x,y,%d\n", i * 7 % 1000003);
	file_of(&t, jb_text_cstring(&t.arena, jb_buf_text(&out)));
	run_well();
	assert_int_equal(state_of(&t, number, "2026-03")->group_count, JRT_GROUPS_MAX);
	assert_int_equal(state_of(&t, number, "2026-03")->beyond, 3);
	found = judged(number, "2026-03");
	assert_false(found.measured);
	assert_true(jb_text_is(found.reason, "there are more than 500000 groups"));
}

/* ---- through JSON ---- */

static enum jb_status read_back(struct jb_text json, struct jrt_measured *out)
{
	return jrt_states_read(&t.plan, json, &t.arena, out, &t.why);
}

static struct jb_text replaced(struct jb_text text, const char *from, const char *to)
{
	const char *at = strstr(jb_text_cstring(&t.arena, text), from);
	size_t before;

	assert_non_null(at);
	before = (size_t)(strstr(at, from) - at);
	return jb_text_printf(&t.arena, "%.*s%s%s", (int)(text.size - strlen(at) + before), text.at,
			      to, at + strlen(from));
}

static struct jb_text report(void)
{
	struct jrt_judged out;
	struct jb_buf json;

	assert_int_equal(jrt_judge(&t.plan, &t.out, &t.arena, &out, &t.why), JB_OK);
	jb_buf_init(&json, &t.arena);
	jrt_report_json(&t.plan, &t.out, &out, &json);
	return jb_buf_text(&json);
}

static void states_of_groups_go_through_json(void **state)
{
	struct jrt_measured again;
	struct jb_text json;

	(void)state;
	columns();
	grouped(by_column(1), JRT_BETTER_HIGHER);
	file_of(&t, SMALL);
	run_well();
	json = report();
	if (read_back(json, &again) != JB_OK)
		fail_msg("%.*s", JB_ARG(t.why));
	t.out = again;
	assert_true(jb_text_equal(report(), json));
}

static void groups_that_do_not_belong_together_are_refused(void **state)
{
	static const struct {
		const char *from, *to, *why;
	} bad[] = {
		{"\"key\": \"bo\"", "\"key\": \"al\"",
		 "states[0].parts[0].groups[1].key: keys ascend, each stands once"},
		{"\"beyond\": 0", "\"beyond\": -1", "states[0].parts[0].beyond"},
		{"{\"kind\": \"share\", \"n\": 7", "{\"kind\": \"share\", \"n\": 8",
		 "states[0].parts[0].n: these numbers do not belong together"},
		{"\"unusable\": 1, \"not_due\": 0, \"left_out\": 0, \"beyond\"",
		 "\"unusable\": 1, \"not_due\": 0, \"left_out\": 0, \"behind\"",
		 "states[0].parts[0].beyond"},
	};
	struct jrt_measured again;
	struct jb_text json;

	(void)state;
	columns();
	grouped(by_column(1), JRT_BETTER_HIGHER);
	file_of(&t, SMALL);
	run_well();
	json = report();
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_int_not_equal(read_back(replaced(json, bad[i].from, bad[i].to), &again),
				     JB_OK);
		if (!jb_text_starts(t.why, jb_text_of(bad[i].why)))
			fail_msg("%.*s", JB_ARG(t.why));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(groups_hold_what_a_plain_count_finds),
		TEST(groups_of_two_files_add_up_to_those_of_both),
		TEST(of_equals_the_first_key_is_the_worst),
		TEST(the_direction_decides_which_is_the_worst),
		TEST(without_a_group_that_counts_nothing_is_measured),
		TEST(keys_of_other_types_are_written_plainly),
		TEST(intervals_begin_at_each_midnight_of_the_zone),
		TEST(an_hour_that_falls_twice_is_two_intervals),
		TEST(more_groups_than_there_is_room_for_are_not_judged),
		TEST(states_of_groups_go_through_json),
		TEST(groups_that_do_not_belong_together_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
