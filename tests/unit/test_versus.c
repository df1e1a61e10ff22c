/*
 * Two groups compared: the exact difference, the interval of the difference, and the terms that
 * hold for both. Intervals of shares are statsmodels' `newcomb`.
 */
#include <math.h>

#include "judging.h"

static struct stage stage;

/* Of crowd, no worse than core by more than 5 pp; confidence as said. */
static void scene(enum jrt_better better, jb_fix confidence)
{
	stage_init(&stage);
	stage.scope[0].site = JB_TEXT("crowd");
	stage.scope[1] = stage.scope[0];
	stage.scope[1].site = JB_TEXT("core");
	stage.metric[0].better = better;
	stage.meter[1] = stage.meter[0];
	stage.meter[1].scope = 1;
	stage.meter[1].asked = false;
	stage.plan.meter_count = 2;
	stage.criterion[0].threshold_count = 0;
	stage.criterion[0].compares = true;
	stage.criterion[0].against = 1;
	stage.criterion[0].margin = SHARE(5);
	stage.criterion[0].confidence = confidence;
}

static const struct jrt_verdict *judged(struct jrt_part_state crowd, struct jrt_part_state core)
{
	stage_add(&stage, 0, 1, crowd);
	stage_add(&stage, 1, 1, core);
	stage_judge(&stage);
	assert_int_equal(stage.judged.verdict_count, 1);
	return stage_verdict(&stage, 0);
}

static void release(void)
{
	jb_arena_release(&stage.arena);
}

static void near(double found, double expected)
{
	if (!(fabs(found - expected) <= 0.6e-10))
		fail_msg("found %.17g, expected %.17g", found, expected);
}

static void the_difference_decides_without_a_confidence(void **state)
{
	const struct jrt_verdict *is;

	(void)state;
	scene(JRT_BETTER_HIGHER, 0);
	is = judged(share_of(85, 100), share_of(90, 100)); /* 5 pp is not more than 5 pp */
	assert_int_equal(is->verdict, JRT_MET);
	assert_text(is->reason, "core 90.0 %, difference -5.0 pp");
	release();
	scene(JRT_BETTER_HIGHER, 0);
	is = judged(share_of(8499, 10000), share_of(90, 100));
	assert_int_equal(is->verdict, JRT_MISSED);
	assert_false(is->has_interval);
	release();
	scene(JRT_BETTER_HIGHER, 0);
	is = judged(share_of(99, 100), share_of(50, 100)); /* better by any amount is no worse */
	assert_int_equal(is->verdict, JRT_MET);
	release();
}

static void where_less_is_better_more_is_worse(void **state)
{
	const struct jrt_verdict *is;

	(void)state;
	scene(JRT_BETTER_LOWER, 0);
	is = judged(share_of(16, 100), share_of(10, 100));
	assert_int_equal(is->verdict, JRT_MISSED);
	assert_text(is->reason, "core 10.0 %, difference +6.0 pp: 1.0 pp too much");
	release();
	scene(JRT_BETTER_LOWER, 0);
	assert_int_equal(judged(share_of(2, 100), share_of(50, 100))->verdict, JRT_MET);
	release();
}

/* 840 of 1,000 against 871 of 1,000: 3.1 pp less, from 6.2 to 0.02 pp less. */
static void the_worse_end_must_be_within_the_margin(void **state)
{
	const struct jrt_verdict *is;

	(void)state;
	scene(JRT_BETTER_HIGHER, 950000);
	is = judged(share_of(840, 1000), share_of(871, 1000));
	assert_int_equal(is->verdict, JRT_NOT_MEASURED);
	assert_true(is->has_interval);
	assert_int_equal(is->interval_method, JRT_METHOD_NEWCOMBE);
	near(is->interval_low, -0.0618512412);
	near(is->interval_high, -0.0001518390);
	assert_text(is->reason, "core 87.1 %, difference -3.1 pp: its 95 % interval, -6.2 pp to "
				"-0.02 pp, does not decide");
	release();
	scene(JRT_BETTER_HIGHER, 950000);
	stage.criterion[0].margin = SHARE(7);
	is = judged(share_of(840, 1000), share_of(871, 1000));
	assert_int_equal(is->verdict, JRT_MET);
	release();
	scene(JRT_BETTER_HIGHER, 950000);
	stage.criterion[0].margin = 0;
	is = judged(share_of(840, 1000), share_of(871, 1000));
	assert_int_equal(is->verdict, JRT_MISSED);
	release();
}

static void net_scores_by_their_own_variance(void **state)
{
	struct jrt_part_state crowd = {.kind = JRT_PART_NET, .n = 600, .num = 200, .den = 600};
	struct jrt_part_state core = {.kind = JRT_PART_NET, .n = 600, .num = 0, .den = 600};
	const struct jrt_verdict *is;

	(void)state;
	scene(JRT_BETTER_HIGHER, 950000);
	stage.part[0].kind = JRT_PART_NET;
	stage.metric[0].kind = JRT_KIND_NET;
	stage.metric[0].type = JRT_POINTS;
	stage.criterion[0].margin = 5 * JB_FIX_ONE;
	crowd.positive = 300;
	crowd.negative = 100;
	core.positive = core.negative = 200;
	is = judged(crowd, core);
	assert_int_equal(is->verdict, JRT_MET);
	assert_int_equal(is->interval_method, JRT_METHOD_NET_DIFFERENCE);
	near(is->interval_high - is->interval_low,
	     2 * 1.959963984540054 * 100 * sqrt((5.0 / 9 + 2.0 / 3) / 600));
	release();
}

/* What is asked of a figure is asked of both. */
static void terms_hold_for_the_other_group_too(void **state)
{
	struct jrt_part_state core = share_of(8, 10);
	const struct jrt_verdict *is;

	(void)state;
	scene(JRT_BETTER_HIGHER, 0);
	stage.criterion[0].counted_at_least = 100;
	is = judged(share_of(85, 100), core);
	assert_int_equal(is->verdict, JRT_NOT_MEASURED);
	assert_text(is->reason, "core: 10 counted, at least 100 asked for");
	assert_true(is->has_other);
	release();
	scene(JRT_BETTER_HIGHER, 0);
	stage.criterion[0].usable_at_least = 600000;
	core.unusable = 90;
	is = judged(share_of(85, 100), core);
	assert_int_equal(is->verdict, JRT_NOT_MEASURED);
	assert_text(is->reason, "core: 10 of 100 rows usable (10.0 %), at least 60 % asked for");
	release();
	scene(JRT_BETTER_HIGHER, 0);
	is = judged(share_of(85, 100), share_of(0, 0));
	assert_int_equal(is->verdict, JRT_NOT_MEASURED);
	release();
}

/* No period of the other group at all. */
static void without_the_other_nothing_is_measured(void **state)
{
	(void)state;
	scene(JRT_BETTER_HIGHER, 0);
	stage_add(&stage, 0, 1, share_of(85, 100));
	stage_judge(&stage);
	assert_int_equal(stage_verdict(&stage, 0)->verdict, JRT_NOT_MEASURED);
	release();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_difference_decides_without_a_confidence),
		cmocka_unit_test(where_less_is_better_more_is_worse),
		cmocka_unit_test(the_worse_end_must_be_within_the_margin),
		cmocka_unit_test(net_scores_by_their_own_variance),
		cmocka_unit_test(terms_hold_for_the_other_group_too),
		cmocka_unit_test(without_the_other_nothing_is_measured),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
