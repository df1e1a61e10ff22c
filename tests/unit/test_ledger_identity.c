/*
 * What a meter counts has another digest as soon as one thing is other that decides it, and the
 * same one while only the way of writing or of judging is. And two states are the same only when
 * all that they hold is.
 */
#include <string.h>

#include "ledger/history.h"
#include "ledger/identity.h"
#include "testing.h"

enum { CALLS, FORECAST, CASES, SOURCES };

/* Calls that may come again, above a forecast; a forecast by months; the cases of the calls. */
static struct scene {
	struct jb_text zone[2];
	struct jrt_constant_text text[2];
	struct jrt_period_spec periods[2];
	struct jrt_calendar_hours hours[1];
	struct jrt_calendar_spec calendar[2];
	struct jrt_column column[SOURCES][2];
	struct jrt_step step[6], other_step[SOURCES][2], filter[2], keys[2], check[2];
	uint32_t ignore[1], identify[1], key[1], sight[1];
	struct jrt_require require[1];
	struct jrt_window window[1];
	struct jrt_surplus rule[1];
	struct jrt_case_column value[2];
	struct jrt_cases cases;
	struct jrt_flow_step touchpoint[1];
	struct jrt_flow flow[1];
	struct jrt_source source[SOURCES];
	struct jrt_part part[SOURCES][1];
	struct jrt_formula_step formula[1];
	struct jrt_metric metric[SOURCES];
	uint32_t surplus[1];
	struct jrt_range relief[1];
	struct jrt_scope scope[1];
	struct jrt_meter meter[SOURCES];
	struct jrt_plan plan;
} s;

static struct jrt_program program_of(struct jrt_step *step, size_t count)
{
	for (size_t i = 0; i < count; i++)
		step[i] = (struct jrt_step){.op = JRT_OP_COLUMN, .type = JRT_INSTANT};
	return (struct jrt_program){.step = step, .count = count};
}

static void set_source(int number, const char *name, struct jrt_step *step, size_t count)
{
	s.column[number][0] = (struct jrt_column){.name = JB_TEXT("at"), .type = JRT_INSTANT};
	s.column[number][1] = (struct jrt_column){.name = JB_TEXT("n"), .type = JRT_NUMBER};
	s.source[number] = (struct jrt_source){
		.name = jb_text_of(name),
		.column = s.column[number],
		.column_count = 2,
		.main = program_of(step, count),
		.stop = JRT_NONE,
		.latest = JRT_NONE,
		.owned = JRT_NONE,
		.time_zone = JRT_NONE,
	};
	s.part[number][0] = (struct jrt_part){.among = JRT_NONE, .kind = JRT_PART_SUM};
	s.metric[number] = (struct jrt_metric){.name = jb_text_of(name),
					       .source = (uint32_t)number,
					       .part = s.part[number],
					       .part_count = 1,
					       .formula = s.formula,
					       .formula_count = 1};
	s.meter[number] = (struct jrt_meter){.metric = (uint32_t)number, .mask = JRT_NONE};
}

static void set_calls(void)
{
	struct jrt_source *calls = &s.source[CALLS];

	set_source(CALLS, "calls", s.step, 6);
	s.step[1].a = 1;
	s.step[2].op = JRT_OP_AGAIN;
	s.step[3] = (struct jrt_step){.op = JRT_OP_CONSTANT, .type = JRT_NUMBER, .k = 5};
	s.step[4] = (struct jrt_step){.op = JRT_OP_OPEN_SPAN, .a = 0, .b = 0, .k = 0};
	s.step[5] = (struct jrt_step){.op = JRT_OP_DATE, .a = 0, .k = 0};
	calls->filter = program_of(s.filter, 2);
	calls->keys = program_of(s.keys, 2);
	calls->check = program_of(s.check, 2);
	s.filter[1].a = s.keys[1].a = s.check[1].a = 1;
	calls->ignore = s.ignore;
	calls->identify = s.identify;
	calls->require = s.require;
	calls->window = s.window;
	calls->surplus = s.rule;
	calls->ignore_count = calls->identify_count = calls->require_count = 1;
	calls->window_count = calls->surplus_count = 1;
	s.window[0] = (struct jrt_window){
		.key = s.key, .key_count = 1, .among = JRT_NONE, .days = 7, .length = 7};
	s.rule[0] = (struct jrt_surplus){
		.mask = JRT_NONE, .meter = FORECAST, .share = 1100000, .text = JB_TEXT("over")};
	s.part[CALLS][0] = (struct jrt_part){.kind = JRT_PART_TIME, .among = JRT_NONE};
	s.metric[CALLS].grouping = (struct jrt_grouping){
		.kind = JRT_GROUPS_STANDING, .of = JB_TEXT("ann"), .usable_at_least = -1};
	s.meter[CALLS].surplus = s.surplus;
	s.meter[CALLS].surplus_count = 1;
	s.meter[CALLS].relief = s.relief;
}

static void set_cases(void)
{
	set_source(CASES, "cases", s.other_step[CASES], 2);
	s.other_step[CASES][1].a = 1;
	s.part[CASES][0].a = 1;
	s.cases = (struct jrt_cases){
		.log = CALLS, .start = {.given = true}, .column = s.value, .sight = s.sight};
	s.cases.sight_count = 1;
	s.cases.start.step = s.cases.end.step = JRT_NONE;
	s.value[0] = (struct jrt_case_column){.value = JRT_CASE_START, .step = JRT_NONE};
	s.value[1] = (struct jrt_case_column){.value = JRT_CASE_VALUE, .step = JRT_NONE};
	s.flow[0] = (struct jrt_flow){.step = s.touchpoint, .step_count = 1};
	s.touchpoint[0] = (struct jrt_flow_step){.name = JB_TEXT("ask")};
	s.source[CASES].cases = &s.cases;
}

static void set_scene(void)
{
	memset(&s, 0, sizeof s);
	s.zone[0] = JB_TEXT("Europe/London");
	s.zone[1] = JB_TEXT("Europe/Paris");
	s.text[0].text = JB_TEXT("one");
	s.text[1].text = JB_TEXT("two");
	for (int i = 0; i < 2; i++)
		s.periods[i] = (struct jrt_period_spec){
			.unit = JRT_MONTH, .first_month = 1, .first_day = 1};
	s.hours[0] = (struct jrt_calendar_hours){.weekday = 1, .from = 8, .to = 18};
	s.calendar[0] = (struct jrt_calendar_spec){.hours = s.hours, .hours_count = 1};
	set_calls();
	set_source(FORECAST, "forecast", s.other_step[FORECAST], 2);
	s.other_step[FORECAST][1].a = 1;
	set_cases();
	s.plan = (struct jrt_plan){
		.source = s.source,
		.source_count = SOURCES,
		.zone = s.zone,
		.zone_count = 2,
		.text = s.text,
		.text_count = 2,
		.periods = s.periods,
		.periods_count = 2,
		.calendar = s.calendar,
		.calendar_count = 2,
		.scope = s.scope,
		.scope_count = 1,
		.metric = s.metric,
		.metric_count = SOURCES,
		.meter = s.meter,
		.meter_count = SOURCES,
		.flow = s.flow,
		.flow_count = 1,
	};
}

static struct jb_digest digest_of(int meter)
{
	struct jb_arena arena;
	struct jb_digest digest;

	jb_arena_init(&arena, NULL);
	digest = jrt_identity_meters(&s.plan, &arena)[meter];
	jb_arena_release(&arena);
	return digest;
}

/* `change` makes the digest of the meter another, or leaves it, in the scene as `before` has it. */
#define WITH(meter, same, before, change)                                        \
	do {                                                                     \
		set_scene();                                                     \
		before;                                                          \
		struct jb_digest was = digest_of(meter);                         \
		change;                                                          \
		struct jb_digest is = digest_of(meter);                          \
		if (jb_digest_equal(&was, &is) != (same))                        \
			fail_msg("%s: %s", #change,                              \
				 (same) ? "another digest" : "the same digest"); \
	} while (0)

#define OTHER_OF(meter, change) WITH(meter, false, (void)0, change)
#define OTHER(change) OTHER_OF(CALLS, change)
#define SAME(change) WITH(CALLS, true, (void)0, change)

static void what_a_column_may_hold_is_bound(void **state)
{
	(void)state;
	OTHER(s.column[CALLS][0].name = JB_TEXT("seen"));
	OTHER(s.column[CALLS][0].type = JRT_DATE);
	OTHER(s.column[CALLS][0].currency = JB_TEXT("EUR"));
	OTHER(s.column[CALLS][0].rounding = JB_ROUND_DOWN);
	OTHER(s.column[CALLS][0].rounding_step = 1000);
	OTHER(s.column[CALLS][0].shift = 1);
	OTHER(s.column[CALLS][0].bounded = true);
	WITH(CALLS, false, s.column[CALLS][0].bounded = true, s.column[CALLS][0].low = 1);
	WITH(CALLS, false, s.column[CALLS][0].bounded = true, s.column[CALLS][0].high = 9);
	SAME(s.column[CALLS][0].header = JB_TEXT("AT"));
	SAME(s.column[CALLS][0].format = JB_TEXT("%d.%m.%Y"));
	SAME(s.source[CALLS].separator = ';');
}

static void which_rows_there_are_is_bound(void **state)
{
	(void)state;
	OTHER(s.source[CALLS].name = JB_TEXT("chats"));
	OTHER(s.ignore[0] = 1);
	OTHER(s.source[CALLS].stop = 0);
	OTHER(s.identify[0] = 1);
	OTHER(s.source[CALLS].latest = 0);
	OTHER(s.require[0].condition = 1);
	OTHER(s.require[0].fate = JRT_MAKE_MISSING);
	WITH(CALLS, false, s.require[0].fate = JRT_MAKE_MISSING, s.require[0].column = 1);
	OTHER(s.source[CALLS].time = 1);
	OTHER(s.source[CALLS].time_zone = 0);
	OTHER(s.source[CALLS].row_covers = true);
	WITH(CALLS, false, s.source[CALLS].row_covers = true, s.periods[0].unit = JRT_DAY);
	OTHER(s.source[CALLS].others_are_an_error = true);
	WITH(CALLS, false, s.source[CALLS].others_are_an_error = true, s.source[CALLS].owned = 0);
	OTHER(s.meter[CALLS].mask = 0);
	SAME(s.source[CALLS].tolerated = 1);
	SAME(s.source[CALLS].covers = JRT_COVERS_DATES);
}

static void a_part_is_bound_in_all_it_looks_at(void **state)
{
	(void)state;
	OTHER(s.part[CALLS][0].kind = JRT_PART_COUNT);
	OTHER(s.part[CALLS][0].type = JRT_MONEY);
	OTHER(s.part[CALLS][0].among = 0);
	OTHER(s.part[CALLS][0].a = 1);
	OTHER(s.part[CALLS][0].b = 1);
	OTHER(s.part[CALLS][0].calendar = 1);
	OTHER(s.part[CALLS][0].outside = true);
	OTHER(s.part[CALLS][0].windows = 1);
	OTHER(s.part[CALLS][0].rounding = JB_ROUND_DOWN);
	OTHER(s.part[CALLS][0].rounding_step = 1000);
	for (enum jrt_part_kind kind = JRT_PART_SUM_SHARE; kind <= JRT_PART_NET; kind++)
		if (kind != JRT_PART_MEAN)
			WITH(CALLS, false, s.part[CALLS][0].kind = kind, s.part[CALLS][0].b = 1);
	for (enum jrt_part_kind kind = JRT_PART_SUM; kind <= JRT_PART_STOCK; kind++)
		WITH(CALLS, false, s.part[CALLS][0].kind = kind, s.part[CALLS][0].a = 1);
}

static void look_at(uint32_t number)
{
	s.part[CALLS][0].a = number;
}

static void steps_are_bound_with_what_they_name(void **state)
{
	(void)state;
	WITH(CALLS, false, look_at(2), s.key[0] = 1);
	WITH(CALLS, false, look_at(2), s.window[0].among = 0);
	WITH(CALLS, false, look_at(2), s.window[0].length = 8);
	WITH(CALLS, false, look_at(2), s.window[0].calendar_days = true);
	WITH(CALLS, false, (look_at(2), s.window[0].calendar_days = true), s.window[0].days = 8);
	WITH(CALLS, false, (look_at(2), s.window[0].calendar_days = true), s.window[0].zone = 1);
	WITH(CALLS, false, look_at(3), s.step[3].k = 6);
	WITH(CALLS, false, (look_at(3), s.step[3].type = JRT_TEXT, s.step[3].k = 0),
	     s.text[0].text = JB_TEXT("three"));
	WITH(CALLS, false, look_at(4), s.step[4].b = 1);
	WITH(CALLS, false, look_at(4), s.step[4].k = 1);
	WITH(CALLS, false, look_at(4), s.hours[0].weekday = 2);
	WITH(CALLS, false, look_at(4), s.hours[0].from = 9);
	WITH(CALLS, false, look_at(4), s.hours[0].to = 17);
	WITH(CALLS, false, look_at(4), s.calendar[0].zone = 1);
	WITH(CALLS, false, look_at(5), s.step[5].k = 1);
	WITH(CALLS, true, look_at(4), s.calendar[0].closed_count = 0);
}

static void periods_and_groups_are_bound(void **state)
{
	(void)state;
	OTHER(s.periods[0].unit = JRT_WEEK);
	OTHER(s.periods[0].first_month = 4);
	OTHER(s.periods[0].first_day = 6);
	OTHER(s.periods[0].zone = 1);
	OTHER(s.metric[CALLS].grouping.kind = JRT_GROUPS_WORST);
	OTHER(s.metric[CALLS].grouping.key = 1);
	OTHER(s.metric[CALLS].grouping.length = 30);
	OTHER(s.metric[CALLS].name = JB_TEXT("another"));
	SAME(s.periods[0].rolling = 3);
}

static void a_surplus_is_bound_with_its_forecast(void **state)
{
	(void)state;
	OTHER(s.meter[CALLS].surplus_count = 0);
	OTHER(s.rule[0].mask = 0);
	OTHER(s.rule[0].share = 1200000);
	OTHER(s.rule[0].text = JB_TEXT("below"));
	WITH(CALLS, false, s.rule[0].periods = 1, s.periods[1].unit = JRT_WEEK);
	OTHER(s.rule[0].meter = CASES);
	OTHER(s.meter[FORECAST].mask = 0);
	OTHER(s.part[FORECAST][0].a = 1);
	OTHER(s.column[FORECAST][0].name = JB_TEXT("day"));
}

static void cases_are_bound_with_their_log(void **state)
{
	(void)state;
	OTHER_OF(CASES, s.cases.key = 1);
	OTHER_OF(CASES, s.cases.step = 1);
	OTHER_OF(CASES, s.cases.time = 1);
	OTHER_OF(CASES, s.cases.start.last = true);
	OTHER_OF(CASES, s.cases.start.step = 0);
	OTHER_OF(CASES, s.cases.end.given = true);
	OTHER_OF(CASES, s.cases.time_column = 1);
	OTHER_OF(CASES, s.cases.sight_count = 0);
	OTHER_OF(CASES, s.sight[0] = 1);
	OTHER_OF(CASES, s.value[1].value = JRT_CASE_COUNT);
	OTHER_OF(CASES, s.value[1].step = 1);
	OTHER_OF(CASES, s.value[1].after_start = true);
	OTHER_OF(CASES, s.value[1].value_of = 1);
	OTHER_OF(CASES, s.value[1].last = true);
	OTHER_OF(CASES, s.ignore[0] = 1);
	WITH(CASES, false, s.value[1].value = JRT_CASE_DEVIATES, s.value[1].deviations = 1);
	WITH(CASES, false, s.value[1].value = JRT_CASE_DEVIATES, s.touchpoint[0].seen = true);
}

/* The same states are judged anew: what is recorded stays of use. */
static void what_judging_adds_is_not_bound(void **state)
{
	(void)state;
	SAME(s.formula[0].op = JRT_F_STOCK);
	SAME(s.formula[0].stock = JRT_STOCK_MEAN_OVER);
	SAME(s.formula[0].unit = JRT_MONTH);
	SAME(s.formula[0].interpolated = true);
	SAME(s.formula[0].argument = 900000);
	SAME(s.metric[CALLS].grouping.of = JB_TEXT("bob"));
	SAME(s.metric[CALLS].grouping.counted_at_least = 20);
	SAME(s.metric[CALLS].grouping.usable_at_least = 500000);
	SAME(s.metric[CALLS].better = JRT_BETTER_LOWER);
	SAME(s.metric[CALLS].no_rows = JRT_NO_ROWS_ZERO);
	SAME(s.meter[CALLS].relief_count = 1);
	SAME(s.meter[CALLS].asked = true);
}

/* ---- states ---- */

struct full {
	struct jrt_value_count value[1];
	struct jb_text text[1];
	struct jrt_stock stock[1];
	struct jrt_group group[1];
	struct jrt_part_state state;
};

static void fill(struct full *f)
{
	memset(f, 0, sizeof *f);
	f->text[0] = JB_TEXT("a");
	f->group[0].key = JB_TEXT("ann");
	f->state = (struct jrt_part_state){.kind = JRT_PART_LAST,
					   .value = f->value,
					   .value_count = 1,
					   .text = f->text,
					   .text_count = 1,
					   .stock = f->stock,
					   .stock_count = 1,
					   .group = f->group,
					   .group_count = 1};
}

#define DIFFERS(change)                                                   \
	do {                                                              \
		struct full one, other;                                   \
		struct full *f = &other;                                  \
		fill(&one);                                               \
		fill(&other);                                             \
		assert_true(jrt_history_equal(&one.state, &other.state)); \
		change;                                                   \
		if (jrt_history_equal(&one.state, &other.state))          \
			fail_msg("%s makes no difference", #change);      \
	} while (0)

static void states_are_equal_in_all_they_hold(void **state)
{
	(void)state;
	DIFFERS(f->state.kind = JRT_PART_MAX);
	DIFFERS(f->state.n = 1);
	DIFFERS(f->state.unusable = 1);
	DIFFERS(f->state.not_due = 1);
	DIFFERS(f->state.left_out = 1);
	DIFFERS(f->state.num = 1);
	DIFFERS(f->state.den = 1);
	DIFFERS(f->state.positive = 1);
	DIFFERS(f->state.negative = 1);
	DIFFERS(memset(&f->state.squares, 1, sizeof f->state.squares));
	DIFFERS(f->state.last_time = 1);
	DIFFERS(f->state.value_count = 0);
	DIFFERS(f->value[0].value = 1);
	DIFFERS(f->value[0].count = 1);
	DIFFERS(f->state.text_count = 0);
	DIFFERS(f->text[0] = JB_TEXT("b"));
	DIFFERS(f->state.stock_count = 0);
	DIFFERS(f->stock[0].time = 1);
	DIFFERS(f->stock[0].sum = 1);
	DIFFERS(f->state.group_count = 0);
	DIFFERS(f->group[0].key = JB_TEXT("bob"));
	DIFFERS(f->group[0].state.n = 1);
	DIFFERS(f->state.beyond = 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_column_may_hold_is_bound),
		cmocka_unit_test(which_rows_there_are_is_bound),
		cmocka_unit_test(a_part_is_bound_in_all_it_looks_at),
		cmocka_unit_test(steps_are_bound_with_what_they_name),
		cmocka_unit_test(periods_and_groups_are_bound),
		cmocka_unit_test(a_surplus_is_bound_with_its_forecast),
		cmocka_unit_test(cases_are_bound_with_their_log),
		cmocka_unit_test(what_judging_adds_is_not_bound),
		cmocka_unit_test(states_are_equal_in_all_they_hold),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
