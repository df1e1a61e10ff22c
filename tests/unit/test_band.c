/*
 * Approximate figures: where the exact value lies, and which verdicts the exact value could turn.
 */
#include "judging.h"

/* Ten waits, the 9th of which is the percentile: `value` millionths, at most `most`. */
static void wait_of(struct stage *stage, jb_fix value, enum jrt_comparison comparison, jb_fix bound)
{
	static struct jrt_value_count waits[2];

	stage_init(stage);
	waits[0] = (struct jrt_value_count){1000000, 8};
	waits[1] = (struct jrt_value_count){value, 2};
	stage->part[0] = (struct jrt_part){.kind = JRT_PART_VALUES,
					   .among = JRT_NONE,
					   .type = JRT_DURATION,
					   .approximate = true};
	stage->metric[0].kind = JRT_KIND_DISTRIBUTION;
	stage->metric[0].type = JRT_DURATION;
	stage->formula[0] = (struct jrt_formula_step){.op = JRT_F_PERCENTILE, .argument = 900000};
	stage->threshold[0].comparison = comparison;
	stage->threshold[0].low = bound;
	stage_add(stage, 0, 1,
		  (struct jrt_part_state){
			  .kind = JRT_PART_VALUES, .n = 10, .value = waits, .value_count = 2});
}

static void assert_band(const struct jrt_band *band, jb_fix low, jb_fix high)
{
	assert_true(band->approximate && band->known);
	assert_int_equal(jb_ratio_compare(band->low, jb_ratio_of_fix(low)), 0);
	assert_int_equal(jb_ratio_compare(band->high, jb_ratio_of_fix(high)), 0);
}

/* Met or missed, and whether that is certain. */
static void judged(jb_fix value, enum jrt_comparison comparison, jb_fix bound,
		   enum jrt_verdict_kind kind, bool uncertain)
{
	struct stage stage;

	wait_of(&stage, value, comparison, bound);
	stage_judge(&stage);
	assert_int_equal(stage_verdict(&stage, 0)->verdict, kind);
	assert_true(stage_verdict(&stage, 0)->approximate);
	assert_int_equal(stage_verdict(&stage, 0)->uncertain, uncertain);
	jb_arena_release(&stage.arena);
}

static void test_a_percentile_lies_among_what_became_it(void **state)
{
	struct stage stage;

	(void)state;
	wait_of(&stage, 12300000, JRT_AT_MOST, 20000000);
	stage_judge(&stage);
	assert_band(&stage.judged.measurement[0].band, 12250000, 12349999);
	jb_arena_release(&stage.arena);
	wait_of(&stage, 10000000, JRT_AT_MOST, 20000000); /* below it, steps are smaller */
	stage_judge(&stage);
	assert_band(&stage.judged.measurement[0].band, 9995000, 10049999);
	jb_arena_release(&stage.arena);
}

static void test_a_threshold_in_the_band_leaves_doubt(void **state)
{
	(void)state;
	judged(12300000, JRT_AT_MOST, 12349999, JRT_MET, false);
	judged(12300000, JRT_AT_MOST, 12349998, JRT_MET, true);
	judged(12300000, JRT_AT_MOST, 12250000, JRT_MISSED, true);
	judged(12300000, JRT_AT_MOST, 12249999, JRT_MISSED, false);
	judged(12300000, JRT_AT_LEAST, 12250000, JRT_MET, false);
	judged(12300000, JRT_AT_LEAST, 12250001, JRT_MET, true);
	judged(12300000, JRT_ABOVE, 12350000, JRT_MISSED, false);
	judged(12300000, JRT_BELOW, 12350000, JRT_MET, false);
}

static void test_a_range_inside_the_band_leaves_doubt(void **state)
{
	struct stage stage;

	(void)state;
	wait_of(&stage, 12300000, JRT_WITHIN, 12310000);
	stage.threshold[0].high = 12320000;
	stage_judge(&stage);
	assert_int_equal(stage_verdict(&stage, 0)->verdict, JRT_MISSED);
	assert_true(stage_verdict(&stage, 0)->uncertain);
	jb_arena_release(&stage.arena);
}

/* What is rounded before it is compared is compared as sure as its band is. */
static void test_rounding_may_take_the_doubt(void **state)
{
	struct stage stage;

	(void)state;
	wait_of(&stage, 12300000, JRT_AT_MOST, 12000000);
	stage.criterion[0].rounding = JB_ROUND_HALF_UP;
	stage.criterion[0].rounding_step = 1000000;
	stage_judge(&stage);
	assert_int_equal(stage_verdict(&stage, 0)->verdict, JRT_MET);
	assert_true(stage_verdict(&stage, 0)->approximate);
	assert_false(stage_verdict(&stage, 0)->uncertain);
	jb_arena_release(&stage.arena);
}

static void test_an_exact_figure_has_no_band(void **state)
{
	struct stage stage;

	(void)state;
	wait_of(&stage, 12300000, JRT_AT_MOST, 12310000);
	stage.part[0].approximate = false;
	stage_judge(&stage);
	assert_false(stage.judged.measurement[0].band.approximate);
	assert_false(stage_verdict(&stage, 0)->approximate || stage_verdict(&stage, 0)->uncertain);
	jb_arena_release(&stage.arena);
}

/* 60 s and the percentile. */
static void test_a_band_goes_through_a_formula(void **state)
{
	static const struct {
		enum jrt_formula_op op;
		/* of 60 s and 12.35 s to 12.449999 s */
		jb_i128 low_num, low_den, high_num, high_den;
	} ops[] = {{JRT_F_SUBTRACT, 47550001, 1000000, 47650000, 1000000},
		   {JRT_F_ADD, 72350000, 1000000, 72449999, 1000000},
		   {JRT_F_MULTIPLY, 741000000, 1000000, 746999940, 1000000},
		   {JRT_F_DIVIDE, 60000000, 12449999, 60000000, 12350000}};
	struct stage stage;

	(void)state;
	for (size_t i = 0; i < sizeof ops / sizeof *ops; i++) {
		wait_of(&stage, 12400000, JRT_AT_MOST, 20000000);
		stage.formula[1] = stage.formula[0];
		stage.formula[0] =
			(struct jrt_formula_step){.op = JRT_F_NUMBER, .argument = 60000000};
		stage.formula[2] = (struct jrt_formula_step){.op = ops[i].op};
		stage.metric[0].formula_count = 3;
		stage_judge(&stage);
		const struct jrt_band *band = &stage.judged.measurement[0].band;

		assert_true(band->approximate && band->known);
		assert_int_equal(jb_ratio_compare(band->low, (struct jb_ratio){ops[i].low_num,
									       ops[i].low_den}),
				 0);
		assert_int_equal(jb_ratio_compare(band->high, (struct jb_ratio){ops[i].high_num,
										ops[i].high_den}),
				 0);
		jb_arena_release(&stage.arena);
	}
}

/* An interpolated one lies between two, each of which has its own. */
static void test_an_interpolated_percentile_has_the_bands_of_both(void **state)
{
	struct jrt_value_count waits[] = {{1000000, 5}, {2000000, 5}};
	struct stage stage;

	(void)state;
	wait_of(&stage, 0, JRT_AT_MOST, 1500000);
	stage.formula[0].argument = 500000;
	stage.formula[0].interpolated = true;
	stage.measured.cell_count = 0;
	stage_add(&stage, 0, 1,
		  (struct jrt_part_state){
			  .kind = JRT_PART_VALUES, .n = 10, .value = waits, .value_count = 2});
	stage_judge(&stage);
	assert_int_equal(
		jb_ratio_compare(stage.judged.measurement[0].value, jb_ratio_of_fix(1500000)), 0);
	/* 0.9995 to 1.004999 and 1.995 to 2.004999 */
	assert_band(&stage.judged.measurement[0].band, 1497250, 1504999);
	assert_true(stage_verdict(&stage, 0)->uncertain);
	jb_arena_release(&stage.arena);
}

static void test_a_confidence_interval_is_widened(void **state)
{
	struct jrt_value_count waits[] = {{10000000, 100}, {12300000, 800}, {30000000, 100}};
	struct stage stage;

	(void)state;
	for (int near = 0; near < 2; near++) {
		wait_of(&stage, 0, JRT_AT_MOST, near ? 12310000 : 13000000);
		stage.formula[0].argument = 500000;
		stage.criterion[0].confidence = 950000;
		stage.measured.cell_count = 0;
		stage_add(&stage, 0, 1,
			  (struct jrt_part_state){.kind = JRT_PART_VALUES,
						  .n = 1000,
						  .value = waits,
						  .value_count = 3});
		stage_judge(&stage);
		assert_int_equal(stage_verdict(&stage, 0)->verdict, JRT_MET);
		assert_int_equal(stage_verdict(&stage, 0)->uncertain, near);
		jb_arena_release(&stage.arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_percentile_lies_among_what_became_it),
		cmocka_unit_test(test_a_threshold_in_the_band_leaves_doubt),
		cmocka_unit_test(test_a_range_inside_the_band_leaves_doubt),
		cmocka_unit_test(test_rounding_may_take_the_doubt),
		cmocka_unit_test(test_an_exact_figure_has_no_band),
		cmocka_unit_test(test_a_band_goes_through_a_formula),
		cmocka_unit_test(test_an_interpolated_percentile_has_the_bands_of_both),
		cmocka_unit_test(test_a_confidence_interval_is_widened),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
