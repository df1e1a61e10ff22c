/*
 * States to values: every kind of part, formulas over them, rolling periods, and what is not
 * measured.
 */
#include <math.h>

#include "judging.h"

static const struct jrt_measurement *value(struct stage *stage, size_t index)
{
	stage_judge(stage);
	assert_true(index < stage->judged.measurement_count);
	return &stage->judged.measurement[index];
}

static void assert_ratio(struct jb_ratio found, int64_t num, int64_t den)
{
	assert_true(found.den > 0);
	assert_int_equal(jb_ratio_compare(found, (struct jb_ratio){num, den}), 0);
}

/* The metric becomes one part of the given kind and type. */
static void one_part(struct stage *stage, enum jrt_part_kind kind, enum jrt_type type)
{
	stage_init(stage);
	stage->part[0].kind = kind;
	stage->part[0].type = type;
	stage->metric[0].type = type;
	stage->plan.criterion_count = 0;
}

static void test_share(void **state)
{
	struct stage stage;

	(void)state;
	stage_init(&stage);
	stage_share(&stage, 1, 16022, 29480);
	const struct jrt_measurement *found = value(&stage, 0);
	assert_true(found->measured && found->exact && found->has_ratio);
	assert_ratio(found->value, 16022, 29480);
	assert_ratio(found->num, 16022, 1);
	assert_ratio(found->den, 29480, 1);
	assert_int_equal(found->n, 29480);
	assert_text(found->label, "2026-01");
	jb_arena_release(&stage.arena);
}

/* 4,964,204 s over 27,060 calls; the sum is kept in microseconds. */
static void test_mean(void **state)
{
	struct stage stage;

	(void)state;
	one_part(&stage, JRT_PART_MEAN, JRT_DURATION);
	stage_add(&stage, 0, 1,
		  (struct jrt_part_state){.kind = JRT_PART_MEAN,
					  .n = 27060,
					  .den = 27060,
					  .num = (jb_i128)4964204 * JB_FIX_ONE});
	const struct jrt_measurement *found = value(&stage, 0);
	assert_ratio(found->num, 4964204, 1);
	assert_ratio(found->den, 27060, 1);
	assert_ratio(found->value, 4964204, 27060);
	jb_arena_release(&stage.arena);
}

static void test_count_sum_and_extremes(void **state)
{
	static const enum jrt_part_kind kinds[] = {JRT_PART_SUM, JRT_PART_MAX, JRT_PART_MIN,
						   JRT_PART_LAST};
	struct stage stage;

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		one_part(&stage, kinds[i], JRT_DURATION);
		stage_add(&stage, 0, 1,
			  (struct jrt_part_state){.kind = kinds[i], .n = 3, .num = 2500000});
		assert_ratio(value(&stage, 0)->value, 5, 2);
		jb_arena_release(&stage.arena);
	}
	one_part(&stage, JRT_PART_COUNT, JRT_COUNT);
	stage_add(&stage, 0, 1, (struct jrt_part_state){.kind = JRT_PART_COUNT, .n = 7, .num = 7});
	assert_ratio(value(&stage, 0)->value, 7, 1);
	assert_int_equal(stage.judged.measurement[0].den.den, 0);
	jb_arena_release(&stage.arena);
}

/* p 1/2, d 1/6: a net score of 33.33 points. */
static void test_net_score(void **state)
{
	struct stage stage;

	(void)state;
	one_part(&stage, JRT_PART_NET, JRT_POINTS);
	stage_add(&stage, 0, 1,
		  (struct jrt_part_state){.kind = JRT_PART_NET,
					  .n = 6,
					  .num = 2,
					  .den = 6,
					  .positive = 3,
					  .negative = 1});
	assert_ratio(value(&stage, 0)->value, 100, 3);
	jb_arena_release(&stage.arena);
}

/* NIST StRD NumAcc1: 10000001, 10000003, 10000002 have mean 10000002 and standard deviation 1. */
static void test_spread_of_NumAcc1(void **state)
{
	struct jrt_part_state spread = {.kind = JRT_PART_SPREAD, .n = 3};
	struct stage stage;

	(void)state;
	for (int64_t i = 1; i <= 3; i++) {
		spread.num += (10000000 + i) * JB_FIX_ONE;
		jb_wide_add_square(&spread.squares, (10000000 + i) * JB_FIX_ONE, 1);
	}
	one_part(&stage, JRT_PART_SPREAD, JRT_NUMBER);
	stage_add(&stage, 0, 1, spread);
	spread.n = 1;
	stage_add(&stage, 0, 2, spread);
	assert_false(value(&stage, 0)->exact);
	assert_true(stage.judged.measurement[0].real == 1.0);
	assert_false(stage.judged.measurement[1].measured);
	jb_arena_release(&stage.arena);
}

static void test_distinct(void **state)
{
	struct jb_text texts[] = {JB_TEXT("a"), JB_TEXT("b")};
	struct stage stage;

	(void)state;
	one_part(&stage, JRT_PART_DISTINCT, JRT_TEXT);
	stage.metric[0].type = JRT_COUNT;
	stage_add(&stage, 0, 1,
		  (struct jrt_part_state){
			  .kind = JRT_PART_DISTINCT, .n = 9, .text = texts, .text_count = 2});
	assert_ratio(value(&stage, 0)->value, 2, 1);
	jb_arena_release(&stage.arena);
}

static void test_S30_percentile_of_too_few(void **state)
{
	struct jrt_value_count nine[] = {{1000000, 9}}, ten[] = {{1000000, 9}, {5000000, 1}};
	struct stage stage;

	(void)state;
	one_part(&stage, JRT_PART_VALUES, JRT_DURATION);
	stage.formula[0] = (struct jrt_formula_step){.op = JRT_F_PERCENTILE, .argument = 900000};
	stage_add(&stage, 0, 1,
		  (struct jrt_part_state){
			  .kind = JRT_PART_VALUES, .n = 9, .value = nine, .value_count = 1});
	stage_add(&stage, 0, 2,
		  (struct jrt_part_state){
			  .kind = JRT_PART_VALUES, .n = 10, .value = ten, .value_count = 2});
	assert_false(value(&stage, 0)->measured);
	assert_text(stage.judged.measurement[0].reason,
		    "9 counted, and this percentile needs at least 10");
	assert_ratio(stage.judged.measurement[1].value, 1, 1);
	jb_arena_release(&stage.arena);
}

static void test_zero_denominator_is_not_measured(void **state)
{
	struct stage stage;

	(void)state;
	stage_init(&stage);
	stage_share(&stage, 1, 0, 0);
	assert_false(value(&stage, 0)->measured);
	assert_text(stage.judged.measurement[0].reason, "no rows counted");
	jb_arena_release(&stage.arena);
}

/* `no rows means zero` holds only inside what the source covers. */
static void test_no_rows_means_zero(void **state)
{
	struct stage stage;

	(void)state;
	one_part(&stage, JRT_PART_COUNT, JRT_COUNT);
	stage.metric[0].no_rows = JRT_NO_ROWS_ZERO;
	stage_add(&stage, 0, 1, (struct jrt_part_state){.kind = JRT_PART_COUNT});
	stage_add(&stage, 0, 2, (struct jrt_part_state){.kind = JRT_PART_COUNT})->coverage =
		JRT_COVERED_PART;
	assert_true(value(&stage, 0)->measured);
	assert_ratio(stage.judged.measurement[0].value, 0, 1);
	assert_false(stage.judged.measurement[1].measured);
	jb_arena_release(&stage.arena);
}

/* The mean of monthly shares, 50 % and 100 %, would be 75 %; pooled it is 92 of 102. */
static void test_S33_rolling_adds_states(void **state)
{
	struct stage stage;

	(void)state;
	stage_init(&stage);
	stage.meter[0].periods = 1;
	stage_share(&stage, 1, 1, 2);
	stage_share(&stage, 2, 1, 2);
	stage_share(&stage, 3, 90, 98);
	assert_false(value(&stage, 1)->measured);
	assert_text(stage.judged.measurement[1].reason, "2 of 3 periods are there so far");
	const struct jrt_measurement *third = value(&stage, 2);
	assert_ratio(third->value, 92, 102);
	assert_text(third->label, "3 months to 2026-03");
	assert_int_equal(third->from, stage_instant(2026, 1, 1));
	assert_int_equal(third->to, stage_instant(2026, 4, 1));
	stage.periods[1].from_first = true;
	assert_ratio(value(&stage, 1)->value, 1, 2);
	jb_arena_release(&stage.arena);
}

static void test_rolling_over_a_hole_is_not_measured(void **state)
{
	struct stage stage;

	(void)state;
	stage_init(&stage);
	stage.meter[0].periods = 1;
	stage_share(&stage, 1, 1, 2);
	stage_share(&stage, 3, 1, 2);
	stage_share(&stage, 4, 1, 2);
	assert_false(value(&stage, 2)->measured);
	jb_arena_release(&stage.arena);
}

/* An index of two metrics: 70 % of a share and 30 % of a share over the same scope and months. */
static void test_index_of_metrics(void **state)
{
	struct stage stage;

	(void)state;
	stage_init(&stage);
	stage.metric[1] = stage.metric[0];
	stage.metric[1].name = JB_TEXT("fcr");
	stage.metric[2] = stage.metric[0];
	stage.metric[2].kind = JRT_KIND_INDEX;
	stage.metric[2].source = JRT_NONE;
	stage.metric[2].part_count = 0;
	stage.metric[2].formula = &stage.formula[1];
	stage.metric[2].formula_count = 7;
	const struct jrt_formula_step steps[] = {{.op = JRT_F_NUMBER, .argument = 0},
						 {.op = JRT_F_METRIC, .k = 0},
						 {.op = JRT_F_NUMBER, .argument = 700000},
						 {.op = JRT_F_WEIGH},
						 {.op = JRT_F_METRIC, .k = 1},
						 {.op = JRT_F_NUMBER, .argument = 300000},
						 {.op = JRT_F_WEIGH}};
	memcpy(&stage.formula[1], steps, sizeof steps);
	stage.meter[1] = (struct jrt_meter){.metric = 1, .mask = JRT_NONE};
	stage.meter[2] = (struct jrt_meter){.metric = 2, .mask = JRT_NONE, .asked = true};
	stage.plan.metric_count = stage.plan.meter_count = 3;
	stage.plan.criterion_count = 0;
	stage_share(&stage, 1, 80, 100);
	stage_add(&stage, 1, 1, share_of(30, 60))->provisional = true;
	const struct jrt_measurement *found = value(&stage, 1);
	assert_int_equal(found->meter, 2);
	assert_ratio(found->value, 71, 100);
	assert_int_equal(found->n, 60);
	assert_true(found->provisional);
	jb_arena_release(&stage.arena);
}

/* events per exposure: the divisor's rows are the metric's. */
static void test_quotient_keeps_its_operands(void **state)
{
	struct stage stage;
	struct jrt_part_state parts[2] = {{.kind = JRT_PART_COUNT, .n = 12, .num = 12},
					  {.kind = JRT_PART_SUM, .n = 30, .num = 480000000}};

	(void)state;
	stage_init(&stage);
	stage.part[0].kind = JRT_PART_COUNT;
	stage.part[1] = (struct jrt_part){.kind = JRT_PART_SUM, .type = JRT_NUMBER};
	stage.metric[0].part_count = 2;
	stage.metric[0].kind = JRT_KIND_RATE;
	stage.formula[1] = (struct jrt_formula_step){.op = JRT_F_PART, .k = 1};
	stage.formula[2] = (struct jrt_formula_step){.op = JRT_F_DIVIDE};
	stage.metric[0].formula_count = 3;
	stage_share(&stage, 1, 0, 0)->part = parts;
	const struct jrt_measurement *found = value(&stage, 0);
	assert_ratio(found->value, 1, 40);
	assert_ratio(found->num, 12, 1);
	assert_ratio(found->den, 480, 1);
	assert_int_equal(found->n, 30);
	jb_arena_release(&stage.arena);
}

static void test_cells_out_of_order_are_refused(void **state)
{
	struct stage stage;

	(void)state;
	stage_init(&stage);
	stage_share(&stage, 2, 1, 2);
	stage_share(&stage, 1, 1, 2);
	assert_int_equal(
		jrt_judge(&stage.plan, &stage.measured, &stage.arena, &stage.judged, &stage.why),
		JB_REFUSED);
	jb_arena_release(&stage.arena);
}

static void test_lack_of_memory_is_a_status(void **state)
{
	struct stage stage;

	(void)state;
	stage_init(&stage);
	stage_share(&stage, 1, 1, 2);
	stage.arena.limit = 1;
	struct jb_arena small;
	jb_arena_init(&small, NULL);
	small.limit = 1;
	assert_int_equal(jrt_judge(&stage.plan, &stage.measured, &small, &stage.judged, &stage.why),
			 JB_NO_MEMORY);
	jb_arena_release(&small);
	jb_arena_release(&stage.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_share),
		cmocka_unit_test(test_mean),
		cmocka_unit_test(test_count_sum_and_extremes),
		cmocka_unit_test(test_net_score),
		cmocka_unit_test(test_spread_of_NumAcc1),
		cmocka_unit_test(test_distinct),
		cmocka_unit_test(test_S30_percentile_of_too_few),
		cmocka_unit_test(test_zero_denominator_is_not_measured),
		cmocka_unit_test(test_no_rows_means_zero),
		cmocka_unit_test(test_S33_rolling_adds_states),
		cmocka_unit_test(test_rolling_over_a_hole_is_not_measured),
		cmocka_unit_test(test_index_of_metrics),
		cmocka_unit_test(test_quotient_keeps_its_operands),
		cmocka_unit_test(test_cells_out_of_order_are_refused),
		cmocka_unit_test(test_lack_of_memory_is_a_status),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
