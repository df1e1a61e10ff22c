/*
 * The JSON report and its way back: what is written reads as the same states, which are judged
 * the same; and what no measuring can have written is refused with its place.
 */
#include <jansson.h>

#include "judging.h"

/* A share by month with relief, a percentile, a rolling standard deviation: most kinds of state. */
static void scene(struct stage *stage)
{
	static struct jrt_value_count histogram[] = {{-1500000, 7}, {20000000, 13}};

	stage_init(stage);
	stage->part[1] = (struct jrt_part){.kind = JRT_PART_VALUES, .type = JRT_DURATION};
	stage->part[2] = (struct jrt_part){.kind = JRT_PART_SPREAD, .type = JRT_DURATION};
	stage->formula[1] = (struct jrt_formula_step){.op = JRT_F_PERCENTILE, .argument = 900000};
	stage->metric[1] = (struct jrt_metric){.name = JB_TEXT("p90"),
					       .definition = JB_TEXT("percentile 90 of wait"),
					       .kind = JRT_KIND_DISTRIBUTION,
					       .type = JRT_DURATION,
					       .part = &stage->part[1],
					       .part_count = 1,
					       .formula = &stage->formula[1],
					       .formula_count = 1};
	stage->metric[2] = (struct jrt_metric){.name = JB_TEXT("spread"),
					       .definition = JB_TEXT("stddev of wait"),
					       .kind = JRT_KIND_FORMULA,
					       .type = JRT_DURATION,
					       .part = &stage->part[2],
					       .part_count = 1,
					       .formula = stage->formula,
					       .formula_count = 1};
	stage->meter[1] =
		(struct jrt_meter){.metric = 1, .scope = 1, .mask = JRT_NONE, .asked = true};
	stage->meter[2] = (struct jrt_meter){
		.metric = 2, .scope = 1, .periods = 1, .mask = JRT_NONE, .asked = true};
	stage->plan.metric_count = stage->plan.meter_count = 3;
	stage->scope[0].partner = JB_TEXT("acme \"BPX\"");
	stage->relief[0] = (struct jrt_range){stage_instant(2026, 1, 3), stage_instant(2026, 1, 4)};
	stage->meter[0].relief = stage->relief;
	stage->meter[0].relief_count = 1;
	stage_share(stage, 1, 6123, 7368);
	stage_share(stage, 2, 70, 100)->provisional = true;
	stage_add(stage, 1, 1,
		  (struct jrt_part_state){.kind = JRT_PART_VALUES,
					  .n = 20,
					  .value = histogram,
					  .value_count = 2,
					  .unusable = 3});
	for (int month = 1; month <= 3; month++) {
		struct jrt_part_state spread = {.kind = JRT_PART_SPREAD, .n = 3};
		for (int i = 1; i <= 3; i++) {
			jb_fix value = (month * INT64_C(10000000) + i) * JB_FIX_ONE;
			spread.num += value;
			jb_wide_add_square(&spread.squares, value, 1);
		}
		stage_add(stage, 2, month, spread);
	}
	stage->finding[0] = (struct jrt_finding){.severity = JRT_INFO,
						 .code = JB_TEXT("R0107"),
						 .message = JB_TEXT("tab\tand \"quote\"")};
	stage->measured.finding_count = 1;
}

static struct jb_text written(struct stage *stage)
{
	struct jb_buf out;

	jb_buf_init(&out, &stage->arena);
	stage_judge(stage);
	jrt_report_json(&stage->plan, &stage->measured, &stage->judged, &out);
	return jb_buf_text(&out);
}

static enum jb_status reread(struct stage *stage, struct jb_text json)
{
	return jrt_states_read(&stage->plan, json, &stage->arena, &stage->measured, &stage->why);
}

static void test_states_survive_the_round_trip(void **state)
{
	struct stage stage;

	(void)state;
	scene(&stage);
	struct jb_text before = written(&stage);
	if (reread(&stage, before) != JB_OK)
		fail_msg("%.*s", JB_ARG(stage.why));
	assert_int_equal(stage.measured.cell_count, 6);
	struct jb_text after = written(&stage);
	if (!jb_text_equal(before, after))
		fail_msg("%.*s\n---\n%.*s", JB_ARG(before), JB_ARG(after));
	jb_arena_release(&stage.arena);
}

/* Judged again, what could not be read is no more measured than it was. */
static void test_unread_files_survive_the_round_trip(void **state)
{
	struct stage stage;

	(void)state;
	scene(&stage);
	stage.tally[0].unread = stage.file[0].unread = true;
	struct jb_text before = written(&stage);
	assert_int_equal(reread(&stage, before), JB_OK);
	assert_true(stage.measured.source[0].unread && stage.measured.file[0].unread);
	struct jb_text after = written(&stage);
	assert_true(jb_text_equal(before, after));
	assert_int_equal(stage.judged.verdict[0].verdict, JRT_NOT_MEASURED);
	assert_true(jb_text_is(stage.judged.verdict[0].reason, "jan.csv could not be read"));
	jb_arena_release(&stage.arena);
}

static const json_t *item(const json_t *root, const char *array, size_t index)
{
	const json_t *found = json_array_get(json_object_get(root, array), index);
	assert_non_null(found);
	return found;
}

static void assert_word(const json_t *object, const char *name, const char *expected)
{
	assert_string_equal(json_string_value(json_object_get(object, name)), expected);
}

static void test_documented_fields(void **state)
{
	json_error_t error;
	struct stage stage;

	(void)state;
	scene(&stage);
	struct jb_text text = written(&stage);
	json_t *root = json_loadb(text.at, text.size, JSON_REJECT_DUPLICATES, &error);
	assert_non_null(root);
	assert_word(root, "schema", "journey-report");
	const json_t *measured = item(root, "measurements", 0);
	assert_word(measured, "metric", "service_level");
	assert_word(measured, "scope", "fault_repair.call");
	assert_word(measured, "partner", "acme \"BPX\"");
	assert_word(measured, "period", "2026-01");
	assert_word(measured, "from", "2026-01-01T00:00:00Z");
	assert_word(measured, "kind", "ratio");
	assert_int_equal(json_integer_value(json_object_get(measured, "num")), 6123);
	assert_int_equal(json_integer_value(json_object_get(measured, "den")), 7368);
	assert_word(measured, "unit", "share");
	assert_word(measured, "coverage", "whole");
	assert_true(json_is_null(json_object_get(item(root, "measurements", 2), "num")));
	assert_int_equal(
		json_integer_value(json_object_get(item(root, "measurements", 2), "value")), 20);
	const json_t *verdict = item(root, "verdicts", 1);
	assert_word(verdict, "criterion", "fault_repair.call/service_level");
	assert_word(verdict, "verdict", "missed");
	assert_word(verdict, "reason", "10.0 pp short");
	assert_word(verdict, "comparison", "at_least");
	assert_true(json_is_true(json_object_get(verdict, "provisional")));
	const json_t *data = item(root, "data", 0);
	assert_word(data, "source", "contacts");
	assert_int_equal(json_integer_value(json_object_get(data, "accepted")), 1000);
	assert_word(item(root, "diagnostics", 0), "message", "tab\tand \"quote\"");
	json_decref(root);
	jb_arena_release(&stage.arena);
}

/* The documented bytes of a measurement: a sum in seconds, not in microseconds. */
static void test_numbers_are_plain_and_exact(void **state)
{
	struct stage stage;

	(void)state;
	stage_init(&stage);
	stage.part[0] = (struct jrt_part){.kind = JRT_PART_MEAN, .type = JRT_DURATION};
	stage.metric[0].kind = JRT_KIND_MEAN;
	stage.metric[0].type = JRT_DURATION;
	stage_add(&stage, 0, 1,
		  (struct jrt_part_state){.kind = JRT_PART_MEAN,
					  .n = 27060,
					  .den = 27060,
					  .num = (jb_i128)4964204 * JB_FIX_ONE});
	stage_add(&stage, 0, 2,
		  (struct jrt_part_state){.kind = JRT_PART_MEAN, .n = 3, .den = 3, .num = 500000});
	stage_add(&stage, 0, 3,
		  (struct jrt_part_state){.kind = JRT_PART_MEAN,
					  .n = 1,
					  .den = 1,
					  .num = ((jb_i128)1 << 80) * JB_FIX_ONE});
	struct jb_text text = written(&stage);
	assert_non_null(strstr(text.at, "\"num\": 4964204, \"den\": 27060, \"n\": 27060, "
					"\"value\": 183.451"));
	assert_non_null(strstr(text.at, "\"num\": 0.5, \"den\": 3, \"n\": 3, \"value\": "
					"0.166666666666667, \"unit\": \"seconds\""));
	assert_non_null(strstr(text.at, "\"num\": \"1208925819614629174706176\", \"den\": 1"));
	jb_arena_release(&stage.arena);
}

/* Writes the scene, replaces one piece of it, and expects a refusal that ends with `reason`. */
static void refused(const char *old, const char *new, const char *reason)
{
	struct stage stage;
	struct jb_buf changed;

	scene(&stage);
	struct jb_text text = written(&stage);
	const char *at = memmem(text.at, text.size, old, strlen(old));
	if (at == NULL)
		fail_msg("the report does not hold %s", old);
	jb_buf_init(&changed, &stage.arena);
	jb_buf_add(&changed, text.at, (size_t)(at - text.at));
	jb_buf_add_string(&changed, new);
	jb_buf_add_string(&changed, at + strlen(old));
	if (reread(&stage, jb_buf_text(&changed)) == JB_OK)
		fail_msg("read in spite of %s", new);
	assert_text(stage.why, reason);
	jb_arena_release(&stage.arena);
}

static void test_refusals_say_where_and_why(void **state)
{
	(void)state;
	refused("\"version\": 1", "\"version\": 2",
		"the report is of version 2 of the format, this program reads version 1");
	refused("\"name\": \"p90\"", "\"name\": \"p95\"",
		"metrics[1]: the journey has no metric \"p95\"");
	refused("share of wait <= 20s", "share of wait <= 30s",
		"metrics[0]: service_level was measured as \"share of wait <= 30s among offered\", "
		"the "
		"journey says \"share of wait <= 20s among offered\"; measure again");
	refused("\"parts\": [\"values\"]", "\"parts\": [\"mean\"]",
		"metrics[1]: p90 is a distribution in seconds there and another kind or unit in "
		"the "
		"journey; measure again");
	refused("\"every\": \"month in UTC\"", "\"every\": \"week in UTC\"",
		"meters[0]: the journey does not measure service_level in fault_repair.call every "
		"week in UTC (with this relief)");
	refused("\"num\": 6123, \"den\": 7368}", "\"num\": 7369, \"den\": 7368}",
		"states[0].parts[0].num: these numbers do not belong together");
	refused("[-1500000, 7]", "[20000000, 7]",
		"states[2].parts[0].values: these numbers do not belong together");
	refused("[-1500000, 7]", "[-1500000, 8]",
		"states[2].parts[0].values: these numbers do not belong together");
	refused("\"index\": 24312", "\"index\": 24313",
		"states[0]: index, from and to are not of one period of this rule and zone");
	refused("\"coverage\": \"whole\", \"provisional\": false, \"over_tolerance\"",
		"\"coverage\": \"all\", \"provisional\": false, \"over_tolerance\"",
		"states[0]: coverage is whole, whole_by_rows, part or none");
	refused("\"source\": \"contacts\"", "\"source\": \"calls\"",
		"data[0]: the journey has no source \"calls\"");
}

static void test_no_json_at_all(void **state)
{
	struct stage stage;

	(void)state;
	scene(&stage);
	assert_int_equal(reread(&stage, JB_TEXT("")), JB_MALFORMED);
	assert_int_equal(reread(&stage, JB_TEXT("{\"schema\": ")), JB_MALFORMED);
	assert_int_equal(reread(&stage, JB_TEXT("[]")), JB_MALFORMED);
	assert_text(stage.why,
		    "this is no journey report: \"schema\" does not say \"journey-report\"");
	assert_int_equal(reread(&stage, JB_TEXT("{} {}")), JB_MALFORMED);
	jb_arena_release(&stage.arena);
}

/* 5,000 levels are refused by the parser before its stack is. */
static void test_depth_is_limited(void **state)
{
	static char deep[10001];
	struct stage stage;

	(void)state;
	memset(deep, '[', 5000);
	memset(deep + 5000, ']', 5000);
	scene(&stage);
	assert_int_equal(reread(&stage, (struct jb_text){deep, 10000}), JB_MALFORMED);
	jb_arena_release(&stage.arena);
}

/* Memory that runs out half-way leaves nothing behind (the leak checker looks). */
static void test_lack_of_memory_while_reading(void **state)
{
	struct stage stage;

	(void)state;
	scene(&stage);
	struct jb_text text = written(&stage);
	for (size_t limit = 1; limit < 200000; limit = limit * 5 / 4 + 64) {
		struct jb_arena small;
		struct jrt_measured measured;
		jb_arena_init(&small, NULL);
		small.limit = limit;
		enum jb_status status =
			jrt_states_read(&stage.plan, text, &small, &measured, &stage.why);
		assert_true(status == JB_OK || status == JB_NO_MEMORY);
		jb_arena_release(&small);
	}
	jb_arena_release(&stage.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_states_survive_the_round_trip),
		cmocka_unit_test(test_unread_files_survive_the_round_trip),
		cmocka_unit_test(test_documented_fields),
		cmocka_unit_test(test_numbers_are_plain_and_exact),
		cmocka_unit_test(test_refusals_say_where_and_why),
		cmocka_unit_test(test_no_json_at_all),
		cmocka_unit_test(test_depth_is_limited),
		cmocka_unit_test(test_lack_of_memory_while_reading),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
