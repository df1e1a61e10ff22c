/*
 * Verdicts `with … confidence`: the interval of a share, a percentile, a net score decides, and
 * where there is no interval the verdict says so.
 */
#include "judging.h"

/* 880 of 1,060, by Wilson 80.64 % to 85.16 %. */
static void test_confidence_of_a_share(void **state)
{
	struct stage stage;

	(void)state;
	stage_of_share(&stage, 880, 1060);
	stage.criterion[0].confidence = SHARE(95);
	stage_judge(&stage);
	stage_expects(&stage, 0, JRT_MET,
		      "the 95 % interval, 80.6 % to 85.2 %, lies on the good side");
	stage.threshold[0].low = SHARE(82);
	stage_judge(&stage);
	stage_expects(&stage, 0, JRT_NOT_MEASURED,
		      "the 95 % interval, 80.6 % to 85.2 %, does not decide");
	stage.threshold[0].low = SHARE(86);
	stage_judge(&stage);
	stage_expects(&stage, 0, JRT_MISSED,
		      "the 95 % interval, 80.6 % to 85.2 %, lies on the bad side");
	jb_arena_release(&stage.arena);
}

/* Ten values 1 s to 10 s: the interval of the median runs from the 2nd to the 9th. */
static void test_confidence_of_a_percentile(void **state)
{
	struct jrt_value_count ten[10];
	struct stage stage;

	(void)state;
	stage_of_share(&stage, 0, 0);
	for (int i = 0; i < 10; i++)
		ten[i] = (struct jrt_value_count){(i + 1) * JB_FIX_ONE, 1};
	stage.part[0].kind = JRT_PART_VALUES;
	stage.metric[0].type = JRT_DURATION;
	stage.formula[0] = (struct jrt_formula_step){.op = JRT_F_PERCENTILE, .argument = 500000};
	stage.state[0] = (struct jrt_part_state){
		.kind = JRT_PART_VALUES, .n = 10, .value = ten, .value_count = 10};
	stage.criterion[0].confidence = SHARE(95);
	stage.threshold[0].comparison = JRT_AT_MOST;
	stage.threshold[0].low = 9 * JB_FIX_ONE;
	stage_judge(&stage);
	stage_expects(&stage, 0, JRT_MET, "the 95 % interval, 2 s to 9 s, lies on the good side");
	stage.formula[0].argument = 900000;
	stage_judge(&stage);
	stage_expects(&stage, 0, JRT_NOT_MEASURED,
		      "the 95 % interval, 7 s to no bound, does not decide");
	jb_arena_release(&stage.arena);
}

static void test_confidence_of_a_net_score(void **state)
{
	struct stage stage;

	(void)state;
	stage_of_share(&stage, 0, 0);
	stage.part[0].kind = JRT_PART_NET;
	stage.metric[0].type = JRT_POINTS;
	stage.state[0] = (struct jrt_part_state){.kind = JRT_PART_NET,
						 .n = 1065,
						 .num = 238 - 431,
						 .den = 1065,
						 .positive = 238,
						 .negative = 431};
	stage.criterion[0].confidence = SHARE(95);
	stage.threshold[0].low = -23 * JB_FIX_ONE;
	stage_judge(&stage);
	stage_expects(&stage, 0, JRT_MET,
		      "the 95 % interval, -22.8 points to -13.5 points, lies on the good side");
	jb_arena_release(&stage.arena);
}

static void test_confidence_where_there_is_none(void **state)
{
	struct stage stage;

	(void)state;
	stage_of_share(&stage, 0, 0);
	stage.part[0].kind = JRT_PART_MAX;
	stage.metric[0].type = JRT_DURATION;
	stage.state[0] = (struct jrt_part_state){.kind = JRT_PART_MAX, .n = 5, .num = 5};
	stage.criterion[0].confidence = SHARE(95);
	stage_judge(&stage);
	stage_expects(&stage, 0, JRT_NOT_MEASURED,
		      "a measure of this kind has no confidence interval");
	jb_arena_release(&stage.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_confidence_of_a_share),
		cmocka_unit_test(test_confidence_of_a_percentile),
		cmocka_unit_test(test_confidence_of_a_net_score),
		cmocka_unit_test(test_confidence_where_there_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
