/*
 * Values to verdicts: each term of a criterion, in the order in which the judge asks them. The S
 * numbers are the rules of the language's manual. Data that are not there and confidence have files
 * of their own.
 */
#include "judging.h"

/* Judges one share of 1,000 rows by a comparison with 80 % (to 90 %). */
static enum jrt_verdict_kind by(enum jrt_comparison comparison, uint64_t num)
{
	struct stage stage;

	stage_of_share(&stage, num, 1000);
	stage.threshold[0].comparison = comparison;
	stage.threshold[0].high = SHARE(90);
	stage_judge(&stage);
	enum jrt_verdict_kind kind = stage_verdict(&stage, 0)->verdict;
	jb_arena_release(&stage.arena);
	return kind;
}

static void test_comparisons(void **state)
{
	(void)state;
	assert_int_equal(by(JRT_AT_LEAST, 800), JRT_MET);
	assert_int_equal(by(JRT_AT_LEAST, 799), JRT_MISSED);
	assert_int_equal(by(JRT_ABOVE, 800), JRT_MISSED);
	assert_int_equal(by(JRT_ABOVE, 801), JRT_MET);
	assert_int_equal(by(JRT_AT_MOST, 800), JRT_MET);
	assert_int_equal(by(JRT_AT_MOST, 801), JRT_MISSED);
	assert_int_equal(by(JRT_BELOW, 800), JRT_MISSED);
	assert_int_equal(by(JRT_BELOW, 799), JRT_MET);
	assert_int_equal(by(JRT_WITHIN, 800), JRT_MET);
	assert_int_equal(by(JRT_WITHIN, 900), JRT_MET);
	assert_int_equal(by(JRT_WITHIN, 901), JRT_MISSED);
	assert_int_equal(by(JRT_WITHIN, 799), JRT_MISSED);
}

static void test_missed_says_by_how_much(void **state)
{
	struct stage stage;

	(void)state;
	stage_of_share(&stage, 784, 1000);
	stage_judge(&stage);
	stage_expects(&stage, 0, JRT_MISSED, "1.6 pp short");
	stage.threshold[0].comparison = JRT_ABOVE;
	stage.threshold[0].low = 784000;
	stage_judge(&stage);
	stage_expects(&stage, 0, JRT_MISSED, "exactly on the limit, which is not enough");
	stage.threshold[0].comparison = JRT_AT_MOST;
	stage.threshold[0].low = 783999;
	stage_judge(&stage);
	stage_expects(&stage, 0, JRT_MISSED, "0.0001 pp too much");
	jb_arena_release(&stage.arena);
}

static void test_S7_a_month_whose_windows_are_open_is_provisional(void **state)
{
	struct stage stage;

	(void)state;
	stage_of_share(&stage, 90, 100);
	stage.cell[0].provisional = true;
	stage_judge(&stage);
	assert_true(stage_verdict(&stage, 0)->provisional);
	assert_int_equal(stage_verdict(&stage, 0)->verdict, JRT_MET);
	jb_arena_release(&stage.arena);
}

static void run_from(struct stage *stage, int day, enum jrt_part_periods rule)
{
	stage_init(stage);
	for (int month = 1; month <= 3; month++)
		stage_share(stage, month, month == 1 ? 0 : 90, 100);
	stage->criterion[0].has_runs = true;
	stage->criterion[0].runs = (struct jrt_days){(int32_t)stage_day(2026, 1, day),
						     (int32_t)stage_day(2026, 2, 28)};
	stage->criterion[0].part_periods = rule;
	stage->tally[0].has_cover = true;
	stage->tally[0].cover_from = stage_instant(2026, 1, day);
	stage->tally[0].cover_to = stage_instant(2026, 4, 1);
	if (day > 1)
		stage->cell[0].coverage = JRT_COVERED_PART;
	stage_judge(stage);
}

static void test_S14_part_periods(void **state)
{
	struct stage stage;

	(void)state;
	run_from(&stage, 1, JRT_PART_UNSAID);
	assert_int_equal(stage.judged.verdict_count, 2); /* March lies outside */
	stage_expects(&stage, 0, JRT_MISSED, "80.0 pp short");
	jb_arena_release(&stage.arena);

	run_from(&stage, 15, JRT_PART_JUDGED);
	stage_expects(&stage, 0, JRT_MISSED, "80.0 pp short");
	jb_arena_release(&stage.arena);

	run_from(&stage, 15, JRT_PART_NOT_JUDGED);
	stage_expects(
		&stage, 0, JRT_NOT_MEASURED,
		"only a part of the period lies within 2026-01-15 to 2026-02-28, and part periods "
		"are not judged");
	stage_expects(&stage, 1, JRT_MET, "");
	jb_arena_release(&stage.arena);

	run_from(&stage, 15, JRT_PART_JOINED);
	assert_int_equal(stage.judged.verdict_count, 1);
	stage_expects(&stage, 0, JRT_MISSED, "35.0 pp short"); /* 90 of 200 */
	assert_text(stage_verdict(&stage, 0)->label, "2026-01 and 2026-02");
	jb_arena_release(&stage.arena);
}

static void test_S14_a_joined_period_waits_for_the_next(void **state)
{
	struct stage stage;

	(void)state;
	stage_of_share(&stage, 90, 100);
	stage.criterion[0].has_runs = true;
	stage.criterion[0].part_periods = JRT_PART_JOINED;
	stage.criterion[0].runs = (struct jrt_days){(int32_t)stage_day(2026, 1, 15),
						    (int32_t)stage_day(2026, 12, 31)};
	stage_judge(&stage);
	stage_expects(&stage, 0, JRT_NOT_MEASURED,
		      "a part period, joined to the next one, which is not there yet");
	jb_arena_release(&stage.arena);
}

static void test_S15_counted_at_least_is_of_the_denominator(void **state)
{
	struct stage stage;

	(void)state;
	stage_of_share(&stage, 199, 199);
	stage.state[0].unusable = 500;
	stage.criterion[0].counted_at_least = 200;
	stage_judge(&stage);
	stage_expects(&stage, 0, JRT_NOT_MEASURED, "199 counted, at least 200 asked for");
	stage.state[0].den = 200;
	stage.state[0].n = 200;
	stage_judge(&stage);
	stage_expects(&stage, 0, JRT_MET, "");
	jb_arena_release(&stage.arena);
}

static void test_S9_usable_share(void **state)
{
	struct stage stage;

	(void)state;
	stage_of_share(&stage, 52, 52);
	stage.state[0].unusable = 48;
	stage.criterion[0].usable_at_least = SHARE(60);
	stage_judge(&stage);
	stage_expects(&stage, 0, JRT_NOT_MEASURED,
		      "52 of 100 rows usable (52.0 %), at least 60 % asked for");
	stage.criterion[0].usable_at_least = SHARE(52);
	stage_judge(&stage);
	stage_expects(&stage, 0, JRT_MET, "");
	jb_arena_release(&stage.arena);
}

/* Meter 0 is what relief left, meter 1 the whole; relief lies in January. */
static void with_relief(struct stage *stage, uint64_t rest)
{
	stage_init(stage);
	stage->meter[1] = stage->meter[0];
	stage->relief[0] = (struct jrt_range){stage_instant(2026, 1, 3), stage_instant(2026, 1, 4)};
	stage->meter[0].relief = stage->relief;
	stage->meter[0].relief_count = 1;
	stage->plan.meter_count = 2;
	stage->criterion[0].meter_whole = 1;
	stage->criterion[0].counted_at_least = 200;
	stage_add(stage, 0, 1, share_of(rest, rest));
	stage_add(stage, 1, 1, share_of(180, 300));
	stage_judge(stage);
}

static void test_S19_relief_excuses_only_where_too_little_is_left(void **state)
{
	struct stage stage;

	(void)state;
	with_relief(&stage, 200);
	stage_expects(&stage, 0, JRT_MET, "");
	assert_true(stage_verdict(&stage, 0)->has_whole);
	jb_arena_release(&stage.arena);

	with_relief(&stage, 199);
	stage_expects(
		&stage, 0, JRT_EXCUSED,
		"relief leaves 199 to count, at least 200 asked for; before relief 60.0 % of 300");
	jb_arena_release(&stage.arena);

	with_relief(&stage, 0);
	stage_expects(
		&stage, 0, JRT_EXCUSED,
		"relief leaves nothing to count, at least 200 asked for; before relief 60.0 % of "
		"300");
	/* Too few even before relief: that is no excuse. */
	stage.criterion[0].counted_at_least = 301;
	stage_judge(&stage);
	stage_expects(&stage, 0, JRT_NOT_MEASURED, "no rows counted");
	jb_arena_release(&stage.arena);
}

static void test_S19_relief_for_the_period(void **state)
{
	struct stage stage;

	(void)state;
	stage_of_share(&stage, 1, 100);
	stage_share(&stage, 2, 1, 100);
	stage.relief[0] = (struct jrt_range){stage_instant(2026, 1, 31), stage_instant(2026, 2, 1)};
	stage.criterion[0].excused = stage.relief;
	stage.criterion[0].excused_count = 1;
	stage_judge(&stage);
	stage_expects(&stage, 0, JRT_EXCUSED, "relief for the period");
	assert_int_equal(stage_verdict(&stage, 1)->verdict, JRT_MISSED);
	jb_arena_release(&stage.arena);
}

/* Relief that names one guarantee gives its meter ranges; another meter has none and is judged. */
static void test_S20_relief_of_one_guarantee_leaves_others(void **state)
{
	struct stage stage;

	(void)state;
	with_relief(&stage, 10);
	stage.criterion[1] = stage.criterion[0];
	stage.criterion[1].meter = 1;
	stage.criterion[1].meter_whole = JRT_NONE;
	stage.plan.criterion_count = 2;
	stage_judge(&stage);
	assert_int_equal(stage_verdict(&stage, 0)->verdict, JRT_EXCUSED);
	assert_int_equal(stage_verdict(&stage, 1)->verdict, JRT_MISSED);
	assert_false(stage_verdict(&stage, 1)->has_whole);
	jb_arena_release(&stage.arena);
}

static void test_S21_rounding_before_comparing(void **state)
{
	struct stage stage;

	(void)state;
	stage_of_share(&stage, 79960, 100000); /* 79.96 % */
	stage_judge(&stage);
	stage_expects(&stage, 0, JRT_MISSED, "0.04 pp short");
	stage.criterion[0].rounding = JB_ROUND_HALF_UP;
	stage.criterion[0].rounding_step = 1000;
	stage_judge(&stage);
	stage_expects(&stage, 0, JRT_MET, "79.96 % is rounded to 80.0 %");
	assert_int_equal(
		jb_ratio_compare(stage_verdict(&stage, 0)->compared, (struct jb_ratio){4, 5}), 0);
	/* A third of 239,850: 79.95 % exactly, which half up lifts and a double would not hold. */
	stage.state[0] = share_of(79950, 100000);
	stage_judge(&stage);
	stage_expects(&stage, 0, JRT_MET, "79.95 % is rounded to 80.0 %");
	stage.state[0] = share_of(79949, 100000);
	stage_judge(&stage);
	stage_expects(&stage, 0, JRT_MISSED, "0.1 pp short");
	jb_arena_release(&stage.arena);
}

static void test_S22_half_up_is_away_from_zero(void **state)
{
	struct stage stage;

	(void)state;
	stage_of_share(&stage, 0, 0);
	stage.part[0].kind = JRT_PART_NET;
	stage.metric[0].kind = JRT_KIND_NET;
	stage.metric[0].type = JRT_POINTS;
	stage.threshold[0].low = 0;
	stage.criterion[0].rounding = JB_ROUND_HALF_UP;
	stage.criterion[0].rounding_step = 100000; /* 0.1 points */
	stage.state[0] = (struct jrt_part_state){
		.kind = JRT_PART_NET, .n = 2000, .num = -1, .den = 2000, .negative = 1};
	stage_judge(&stage);
	stage_expects(&stage, 0, JRT_MISSED, "0.1 points short"); /* -0.05 is -0.1, not 0 */
	jb_arena_release(&stage.arena);
}

static void test_S27_the_threshold_of_the_first_day(void **state)
{
	struct stage stage;

	(void)state;
	stage_init(&stage);
	stage_share(&stage, 6, 81, 100);
	stage_share(&stage, 7, 81, 100);
	stage.threshold[1] = (struct jrt_threshold){.from = (int32_t)stage_day(2026, 7, 1),
						    .comparison = JRT_AT_LEAST,
						    .low = SHARE(82)};
	stage.criterion[0].threshold_count = 2;
	stage_judge(&stage);
	stage_expects(&stage, 0, JRT_MET, "");
	stage_expects(&stage, 1, JRT_MISSED, "1.0 pp short");
	/* A change after the first day binds from the next period on. */
	stage.threshold[1].from++;
	stage_judge(&stage);
	stage_expects(&stage, 1, JRT_MET, "");
	jb_arena_release(&stage.arena);
}

static void test_seasons_judge_each_period_once(void **state)
{
	struct stage stage;

	(void)state;
	stage_init(&stage);
	for (int month = 1; month <= 4; month++)
		stage_share(&stage, month, 90, 100);
	stage.season[0] =
		(struct jrt_days){(int32_t)stage_day(2026, 1, 15), (int32_t)stage_day(2026, 3, 5)};
	stage.criterion[0].during = stage.season;
	stage.criterion[0].during_count = 1;
	stage.criterion[1] = stage.criterion[0];
	stage.criterion[1].during_count = 0;
	stage.criterion[1].except = stage.season;
	stage.criterion[1].except_count = 1;
	stage.plan.criterion_count = 2;
	stage_judge(&stage);
	assert_int_equal(stage.judged.verdict_count, 4);
	assert_text(stage_verdict(&stage, 0)->label, "2026-02");
	assert_text(stage_verdict(&stage, 1)->label, "2026-03");
	assert_text(stage_verdict(&stage, 2)->label, "2026-01");
	assert_text(stage_verdict(&stage, 3)->label, "2026-04");
	jb_arena_release(&stage.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_comparisons),
		cmocka_unit_test(test_missed_says_by_how_much),
		cmocka_unit_test(test_S7_a_month_whose_windows_are_open_is_provisional),
		cmocka_unit_test(test_S9_usable_share),
		cmocka_unit_test(test_S14_part_periods),
		cmocka_unit_test(test_S14_a_joined_period_waits_for_the_next),
		cmocka_unit_test(test_S15_counted_at_least_is_of_the_denominator),
		cmocka_unit_test(test_S19_relief_excuses_only_where_too_little_is_left),
		cmocka_unit_test(test_S19_relief_for_the_period),
		cmocka_unit_test(test_S20_relief_of_one_guarantee_leaves_others),
		cmocka_unit_test(test_S21_rounding_before_comparing),
		cmocka_unit_test(test_S22_half_up_is_away_from_zero),
		cmocka_unit_test(test_S27_the_threshold_of_the_first_day),
		cmocka_unit_test(test_seasons_judge_each_period_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
