/*
 * Several periods judged as one figure (S29), small months, and data that never came. The figures
 * of December 2012 and January 2013 are those that San Francisco's Health Service System published:
 * 233 of 3,864 and 969 of 6,481 calls abandoned, together 10.49 % as a mean and 11.62 % pooled.
 */
#include "judging.h"

static void begin(struct stage *stage, bool of_values, bool first_alone)
{
	stage_init(stage);
	stage->threshold[0].comparison = JRT_AT_MOST;
	stage->threshold[0].low = SHARE(11);
	stage->criterion[0].average_over = 2;
	stage->criterion[0].average_of_values = of_values;
	stage->criterion[0].first_alone = first_alone;
	stage_share(stage, 1, 233, 3864);
	stage_share(stage, 2, 969, 6481);
}

static void assert_percent(struct jb_ratio value, const char *expected, struct stage *stage)
{
	struct jb_buf buf;

	jb_buf_init(&buf, &stage->arena);
	value.num *= 100;
	jb_buf_add_ratio_fixed(&buf, value, 2);
	assert_text(jb_buf_text(&buf), expected);
}

static void test_S29_mean_of_the_values(void **state)
{
	struct stage stage;

	(void)state;
	begin(&stage, true, true);
	stage_judge(&stage);
	const struct jrt_verdict *verdict = stage_verdict(&stage, 1);
	assert_int_equal(verdict->verdict, JRT_MET);
	assert_percent(verdict->compared, "10.49", &stage);
	assert_percent(verdict->pooled.value, "11.62", &stage);
	assert_text(verdict->reason, "mean of the values of 2026-01 to 2026-02, pooled 11.62 %");
	assert_text(verdict->label, "2026-02");
	jb_arena_release(&stage.arena);
}

static void test_S29_pooled(void **state)
{
	struct stage stage;

	(void)state;
	begin(&stage, false, true);
	stage_judge(&stage);
	const struct jrt_verdict *verdict = stage_verdict(&stage, 1);
	assert_int_equal(verdict->verdict, JRT_MISSED);
	assert_percent(verdict->compared, "11.62", &stage);
	assert_int_equal(verdict->measured.n, 3864 + 6481);
	assert_text(verdict->reason, "0.6 pp too much; pooled over 2026-01 to 2026-02");
	jb_arena_release(&stage.arena);
}

/* The values go in unrounded: 6.03 and 14.95 are 10.49, to whole points 10; rounded first they
 * would be 6 and 15, and 11. */
static void test_S29_rounding_comes_last(void **state)
{
	struct stage stage;

	(void)state;
	begin(&stage, true, true);
	stage.criterion[0].rounding = JB_ROUND_HALF_UP;
	stage.criterion[0].rounding_step = SHARE(1);
	stage.threshold[0].low = SHARE(10);
	stage_judge(&stage);
	assert_percent(stage_verdict(&stage, 1)->compared, "10.00", &stage);
	assert_int_equal(stage_verdict(&stage, 1)->verdict, JRT_MET);
	jb_arena_release(&stage.arena);
}

static void test_S29_without_a_period_before(void **state)
{
	struct stage stage;

	(void)state;
	begin(&stage, true, true);
	stage_judge(&stage);
	assert_int_equal(stage_verdict(&stage, 0)->verdict, JRT_MET);
	assert_text(stage_verdict(&stage, 0)->reason, "2026-01 alone: 2025-12 is not measured");
	jb_arena_release(&stage.arena);
	begin(&stage, true, false);
	stage_judge(&stage);
	assert_int_equal(stage_verdict(&stage, 0)->verdict, JRT_NOT_MEASURED);
	assert_text(stage_verdict(&stage, 0)->reason,
		    "2025-12, with which it is judged, is not measured");
	jb_arena_release(&stage.arena);
}

static void test_S29_the_period_before_is_excused(void **state)
{
	struct stage stage;

	(void)state;
	begin(&stage, true, true);
	stage.relief[0] = (struct jrt_range){stage.cell[0].from, stage.cell[0].from + 1};
	stage.criterion[0].excused = stage.relief;
	stage.criterion[0].excused_count = 1;
	stage_judge(&stage);
	assert_int_equal(stage_verdict(&stage, 0)->verdict, JRT_EXCUSED);
	assert_int_equal(stage_verdict(&stage, 1)->verdict, JRT_MISSED); /* 14.95 % alone */
	assert_text(stage_verdict(&stage, 1)->reason,
		    "4.0 pp too much; 2026-02 alone: 2026-01 is excused");
	jb_arena_release(&stage.arena);
}

/* The period before the contract does not count, though its figures may be there. */
static void test_S29_the_contract_begins(void **state)
{
	struct stage stage;

	(void)state;
	begin(&stage, true, true);
	stage.criterion[0].has_runs = true;
	stage.criterion[0].runs =
		(struct jrt_days){(int32_t)stage_day(2026, 2, 1), (int32_t)stage_day(2026, 12, 31)};
	stage_judge(&stage);
	assert_int_equal(stage.judged.verdict_count, 1);
	assert_text(stage_verdict(&stage, 0)->reason,
		    "4.0 pp too much; 2026-02 alone: 2026-01 is before the contract");
	jb_arena_release(&stage.arena);
}

static void few(uint64_t num, uint64_t den, enum jrt_verdict_kind expected, const char *reason)
{
	struct stage stage;

	stage_init(&stage);
	stage.criterion[0].few_below = 20;
	stage.criterion[0].few_failures = 1;
	stage_share(&stage, 1, num, den);
	stage_judge(&stage);
	assert_int_equal(stage_verdict(&stage, 0)->verdict, expected);
	assert_text(stage_verdict(&stage, 0)->reason, reason);
	jb_arena_release(&stage.arena);
}

static void test_a_small_month_does_not_fail_by_one(void **state)
{
	(void)state;
	few(3, 4, JRT_MET, "1 failed of 4 counted; with fewer than 20, 1 is allowed");
	few(2, 4, JRT_MISSED, "30.0 pp short");
	few(15, 20, JRT_MISSED, "5.0 pp short"); /* 20 are not fewer than 20 */
	few(4, 4, JRT_MET, "");
}

static void late(struct stage *stage, int32_t after, int month, int day)
{
	stage_init(stage);
	stage->criterion[0].missing_after = after;
	stage->criterion[0].has_runs = true;
	stage->criterion[0].part_periods = JRT_PART_JUDGED;
	stage->criterion[0].runs =
		(struct jrt_days){(int32_t)stage_day(2026, 1, 1), (int32_t)stage_day(2026, 12, 31)};
	stage_share(stage, 1, 90, 100);
	stage->tally[0].has_cover = true;
	stage->tally[0].cover_from = stage_instant(2026, 1, 1);
	stage->tally[0].cover_to = stage_instant(2026, (unsigned)month, day);
	stage_judge(stage);
}

static void test_missing_data_counts_as_missed(void **state)
{
	struct stage stage;

	(void)state;
	late(&stage, -1, 4, 1);
	assert_int_equal(stage.judged.verdict_count, 1);
	jb_arena_release(&stage.arena);
	late(&stage, 10, 3, 10); /* nine days after February */
	assert_int_equal(stage.judged.verdict_count, 1);
	jb_arena_release(&stage.arena);
	late(&stage, 10, 3, 11);
	assert_int_equal(stage.judged.verdict_count, 2);
	assert_text(stage_verdict(&stage, 1)->label, "2026-02");
	assert_int_equal(stage_verdict(&stage, 1)->verdict, JRT_MISSED);
	assert_text(stage_verdict(&stage, 1)->reason,
		    "the data given does not cover it, which counts as missed after 10 days");
	jb_arena_release(&stage.arena);
}

static void test_a_hole_counts_as_missed(void **state)
{
	struct stage stage;

	(void)state;
	late(&stage, 10, 4, 1);
	stage_share(&stage, 2, 0, 0)->coverage = JRT_COVERED_NOT;
	stage_share(&stage, 3, 90, 100);
	stage_judge(&stage);
	assert_int_equal(stage.judged.verdict_count, 3);
	assert_int_equal(stage_verdict(&stage, 1)->verdict, JRT_MISSED);
	jb_arena_release(&stage.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_S29_mean_of_the_values),
		cmocka_unit_test(test_S29_pooled),
		cmocka_unit_test(test_S29_rounding_comes_last),
		cmocka_unit_test(test_S29_without_a_period_before),
		cmocka_unit_test(test_S29_the_period_before_is_excused),
		cmocka_unit_test(test_S29_the_contract_begins),
		cmocka_unit_test(test_a_small_month_does_not_fail_by_one),
		cmocka_unit_test(test_missing_data_counts_as_missed),
		cmocka_unit_test(test_a_hole_counts_as_missed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
