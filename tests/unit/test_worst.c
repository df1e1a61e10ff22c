/*
 * `worst site counts`: which site's verdict is the guarantee's, what is left out of the choice,
 * and what follows from it. And criteria over days of their own: `on DATE`, a season as a whole.
 */
#include "judging.h"

#define SITES 3

static struct stage stage;
static struct jrt_scope scope[SITES];
static struct jrt_meter meter[SITES];
static struct jrt_criterion criterion[SITES + 1];
static struct jrt_trigger trigger;

/* Three sites' shares, at least 80 %; the fourth criterion is the worst of them. */
static void scene(const char *const name[SITES])
{
	stage_init(&stage);
	for (uint32_t s = 0; s < SITES; s++) {
		scope[s] = stage.scope[0];
		scope[s].site = jb_text_of(name[s]);
		meter[s] = stage.meter[0];
		meter[s].scope = s;
		criterion[s] = stage.criterion[0];
		criterion[s].meter = s;
		criterion[s].counted_at_least = 10;
		criterion[s].evidence = true;
	}
	criterion[SITES] = criterion[0];
	criterion[SITES].evidence = false;
	criterion[SITES].worst_of = 0;
	criterion[SITES].worst_count = SITES;
	trigger = (struct jrt_trigger){.criterion = SITES, .count = 1, .of = 1};
	stage.plan.scope = scope;
	stage.plan.scope_count = SITES;
	stage.plan.meter = meter;
	stage.plan.meter_count = SITES;
	stage.plan.criterion = criterion;
	stage.plan.criterion_count = SITES + 1;
	stage.plan.trigger = &trigger;
	stage.plan.trigger_count = 1;
}

static const char *const towns[SITES] = {"manila", "cebu", "davao"};

static const struct jrt_verdict *judged(const uint64_t num[SITES], uint64_t den)
{
	for (uint32_t s = 0; s < SITES; s++)
		stage_add(&stage, s, 1, share_of(num[s], den));
	stage_judge(&stage);
	assert_int_equal(stage.judged.verdict_count, SITES + 1);
	return stage_verdict(&stage, SITES);
}

static void release(void)
{
	jb_arena_release(&stage.arena);
}

static void the_site_with_the_least_counts(void **state)
{
	const struct jrt_verdict *worst;

	(void)state;
	scene(towns);
	worst = judged((uint64_t[]){90, 85, 95}, 100);
	assert_int_equal(worst->verdict, JRT_MET);
	assert_int_equal(worst->criterion, SITES);
	assert_int_equal(worst->measured.meter, 1);
	assert_text(worst->reason, "cebu, worst of 3 sites");
	release();
}

static void a_site_that_missed_is_the_worst(void **state)
{
	const struct jrt_verdict *worst;

	(void)state;
	scene(towns);
	worst = judged((uint64_t[]){79, 95, 78}, 100);
	assert_int_equal(worst->verdict, JRT_MISSED);
	assert_text(worst->reason, "davao, worst of 3 sites; 2.0 pp short");
	assert_true(stage.judged.trigger[0].fired);
	release();
}

static void where_less_is_better_the_most_counts(void **state)
{
	const struct jrt_verdict *worst;

	(void)state;
	scene(towns);
	stage.threshold[0].comparison = JRT_AT_MOST;
	worst = judged((uint64_t[]){10, 60, 70}, 100);
	assert_int_equal(worst->verdict, JRT_MET);
	assert_text(worst->reason, "davao, worst of 3 sites");
	release();
}

static void of_a_range_the_site_furthest_out_counts(void **state)
{
	const struct jrt_verdict *worst;

	(void)state;
	scene(towns);
	stage.threshold[0] = (struct jrt_threshold){
		.from = INT32_MIN, .comparison = JRT_WITHIN, .low = SHARE(40), .high = SHARE(60)};
	worst = judged((uint64_t[]){35, 70, 50}, 100);
	assert_text(worst->reason, "cebu, worst of 3 sites; 10.0 pp too much");
	release();
}

static void of_equals_the_first_name_counts(void **state)
{
	(void)state;
	scene(towns);
	assert_text(judged((uint64_t[]){85, 85, 85}, 100)->reason, "cebu, worst of 3 sites");
	release();
}

static void a_site_with_too_few_rows_is_left_out(void **state)
{
	const struct jrt_verdict *worst;

	(void)state;
	scene(towns);
	stage_add(&stage, 0, 1, share_of(0, 9));
	stage_add(&stage, 1, 1, share_of(90, 100));
	stage_add(&stage, 2, 1, share_of(99, 100));
	stage_judge(&stage);
	worst = stage_verdict(&stage, SITES);
	assert_int_equal(worst->verdict, JRT_MET);
	assert_text(worst->reason, "cebu, worst of 2 sites; 1 not judged");
	release();
}

static void with_too_few_rows_everywhere_nothing_is_judged(void **state)
{
	const struct jrt_verdict *worst;

	(void)state;
	scene(towns);
	worst = judged((uint64_t[]){1, 2, 3}, 9);
	assert_int_equal(worst->verdict, JRT_NOT_MEASURED);
	assert_text(worst->reason, "manila: 9 counted, at least 10 asked for");
	assert_false(stage.judged.trigger[0].fired);
	release();
}

/* A site of which too little is usable may be the worst: nobody knows. */
static void a_site_that_may_be_the_worst_leaves_it_open(void **state)
{
	struct jrt_part_state dim = share_of(95, 100);

	(void)state;
	for (unsigned missed = 0; missed < 2; missed++) {
		const struct jrt_verdict *worst;

		scene(towns);
		for (uint32_t s = 0; s <= SITES; s++)
			criterion[s].usable_at_least = SHARE(60);
		dim.unusable = 100;
		stage_add(&stage, 0, 1, dim);
		stage_add(&stage, 1, 1, share_of(missed ? 70 : 90, 100));
		stage_add(&stage, 2, 1, share_of(99, 100));
		stage_judge(&stage);
		worst = stage_verdict(&stage, SITES);
		assert_int_equal(worst->verdict, missed ? JRT_MISSED : JRT_NOT_MEASURED);
		assert_true(jb_text_starts(
			worst->reason,
			jb_text_of(missed ? "cebu, worst of 2 sites; 10.0 pp" : "manila: ")));
		release();
	}
}

static void a_site_that_may_still_turn_leaves_it_provisional(void **state)
{
	const struct jrt_verdict *worst;

	(void)state;
	scene(towns);
	stage_add(&stage, 0, 1, share_of(99, 100))->provisional = true;
	stage_add(&stage, 1, 1, share_of(90, 100));
	stage_add(&stage, 2, 1, share_of(95, 100));
	stage_judge(&stage);
	worst = stage_verdict(&stage, SITES);
	assert_int_equal(worst->verdict, JRT_MET);
	assert_true(worst->provisional);
	release();
}

/* ---- days of their own ---- */

/* A share by day, of which the criterion names some. */
static void days_scene(const struct jrt_days *over, size_t count)
{
	stage_init(&stage);
	stage.periods[0].unit = JRT_DAY;
	stage.criterion[0].over = over;
	stage.criterion[0].over_count = count;
	stage.criterion[0].has_runs = true; /* which such a criterion does not look at */
}

static void add_day(int month, int day, uint64_t num, uint64_t den)
{
	struct jrt_cell *cell = stage_add(&stage, 0, 1, share_of(num, den));

	cell->period = stage_day(2026, (unsigned)month, day);
	cell->from = cell->period * JRT_DAY_US;
	cell->to = cell->from + JRT_DAY_US;
	cell->label = jb_text_printf(&stage.arena, "2026-%02d-%02d", month, day);
}

static void on_a_date_that_day_alone_is_judged(void **state)
{
	int32_t day = (int32_t)stage_day(2026, 11, 10);
	const struct jrt_days over[] = {{day, day}, {day + 2, day + 2}};
	const struct jrt_verdict *verdict;

	(void)state;
	days_scene(over, 2);
	add_day(11, 9, 0, 100);
	add_day(11, 10, 85, 100);
	add_day(11, 11, 0, 100);
	stage_judge(&stage);
	assert_int_equal(stage.judged.verdict_count, 2);
	verdict = stage_verdict(&stage, 0);
	assert_int_equal(verdict->verdict, JRT_MET);
	assert_text(verdict->label, "2026-11-10");
	assert_int_equal(verdict->measured.n, 100);
	verdict = stage_verdict(&stage, 1);
	assert_int_equal(verdict->verdict, JRT_NOT_MEASURED);
	assert_text(verdict->label, "2026-11-12");
	assert_text(verdict->reason, "the data given does not reach this day");
	release();
}

static void each_day_has_its_own_threshold(void **state)
{
	int32_t day = (int32_t)stage_day(2026, 11, 10);
	const struct jrt_days over[] = {{day, day}, {day + 1, day + 1}};

	(void)state;
	days_scene(over, 2);
	stage.threshold[0].from = day;
	stage.threshold[1] = stage.threshold[0];
	stage.threshold[1].from = day + 1;
	stage.threshold[1].low = SHARE(90);
	stage.criterion[0].threshold_count = 2;
	add_day(11, 10, 85, 100);
	add_day(11, 11, 85, 100);
	stage_judge(&stage);
	assert_int_equal(stage_verdict(&stage, 0)->verdict, JRT_MET);
	assert_int_equal(stage_verdict(&stage, 1)->verdict, JRT_MISSED);
	release();
}

static void a_season_is_one_figure_of_all_its_days(void **state)
{
	const struct jrt_days over = {(int32_t)stage_day(2026, 11, 10),
				      (int32_t)stage_day(2026, 11, 12)};
	const struct jrt_verdict *verdict;

	(void)state;
	days_scene(&over, 1);
	add_day(11, 9, 0, 1000);
	add_day(11, 10, 100, 100);
	add_day(11, 11, 0, 1);
	add_day(11, 12, 5, 19);
	stage_judge(&stage);
	verdict = stage_verdict(&stage, 0);
	assert_int_equal(verdict->verdict, JRT_MET);
	assert_text(verdict->label, "2026-11-10 to 2026-11-12");
	assert_true(verdict->measured.num.num == 105 && verdict->measured.den.num == 120);
	release();
}

static void a_season_with_a_day_not_delivered_is_incomplete(void **state)
{
	const struct jrt_days over = {(int32_t)stage_day(2026, 11, 10),
				      (int32_t)stage_day(2026, 11, 12)};
	const struct jrt_verdict *verdict;

	(void)state;
	days_scene(&over, 1);
	add_day(11, 10, 100, 100);
	add_day(11, 11, 100, 100);
	stage_judge(&stage);
	verdict = stage_verdict(&stage, 0);
	assert_int_equal(verdict->verdict, JRT_NOT_MEASURED);
	assert_text(verdict->reason, "incomplete: the data given does not cover the whole period");
	assert_true(verdict->measured.measured);
	release();
}

/* A week belongs to a season by its Monday, in both directions: none is judged twice or never. */
static void a_week_is_of_the_season_its_monday_lies_in(void **state)
{
	const struct jrt_days season = {(int32_t)stage_day(2026, 11, 15),
					(int32_t)stage_day(2026, 11, 23)};

	(void)state;
	for (unsigned out = 0; out < 2; out++) {
		stage_init(&stage);
		stage.periods[0].unit = JRT_WEEK;
		if (out) {
			stage.criterion[0].except = &season;
			stage.criterion[0].except_count = 1;
		} else {
			stage.criterion[0].during = &season;
			stage.criterion[0].during_count = 1;
		}
		for (int monday = 9; monday <= 30; monday += 7) {
			struct jrt_cell *cell = stage_add(&stage, 0, 1, share_of(9, 10));
			struct jrt_periods weeks;

			assert_int_equal(jrt_period_init(&weeks, &stage.periods[0], jrt_zone_utc(),
							 &stage.arena, &stage.why),
					 JB_OK);
			cell->period = jrt_period_index_of_day(&weeks, stage_day(2026, 11, monday));
			cell->from = stage_instant(2026, 11, monday);
			cell->to = cell->from + 7 * JRT_DAY_US;
			cell->label = jb_text_printf(&stage.arena, "%d", monday);
		}
		stage_judge(&stage);
		assert_int_equal(stage.judged.verdict_count, 2);
		assert_text(stage_verdict(&stage, 0)->label, out ? "9" : "16");
		assert_text(stage_verdict(&stage, 1)->label, out ? "30" : "23");
		release();
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_site_with_the_least_counts),
		cmocka_unit_test(a_site_that_missed_is_the_worst),
		cmocka_unit_test(where_less_is_better_the_most_counts),
		cmocka_unit_test(of_a_range_the_site_furthest_out_counts),
		cmocka_unit_test(of_equals_the_first_name_counts),
		cmocka_unit_test(a_site_with_too_few_rows_is_left_out),
		cmocka_unit_test(with_too_few_rows_everywhere_nothing_is_judged),
		cmocka_unit_test(a_site_that_may_be_the_worst_leaves_it_open),
		cmocka_unit_test(a_site_that_may_still_turn_leaves_it_provisional),
		cmocka_unit_test(on_a_date_that_day_alone_is_judged),
		cmocka_unit_test(each_day_has_its_own_threshold),
		cmocka_unit_test(a_season_is_one_figure_of_all_its_days),
		cmocka_unit_test(a_season_with_a_day_not_delivered_is_incomplete),
		cmocka_unit_test(a_week_is_of_the_season_its_monday_lies_in),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
