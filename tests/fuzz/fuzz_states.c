/*
 * States from anybody: bytes are read as a report of a small plan; what is accepted is judged and
 * written again, and must then read back to the same bytes. What has the names of shards is added
 * up, alone and to itself: what comes of it can be read and added up again, and nothing counts
 * twice.
 */
#include <stdlib.h>
#include <string.h>

#include "journey/runtime.h"
#include "merge/merge.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define PART(k, t)                                          \
	{                                                   \
		.kind = (k), .among = JRT_NONE, .type = (t) \
	}
#define METRIC(n, k, t, p, f)                                                              \
	{                                                                                  \
		.name = JB_TEXT(n), .kind = (k), .type = (t), .no_rows = JRT_NO_ROWS_ZERO, \
		.part = (p), .part_count = 1, .formula = (f), .formula_count = 1           \
	}

static const struct jrt_part parts[] = {
	PART(JRT_PART_SHARE, JRT_FLAG),	     PART(JRT_PART_VALUES, JRT_DURATION),
	PART(JRT_PART_NET, JRT_RATING),	     PART(JRT_PART_SPREAD, JRT_NUMBER),
	PART(JRT_PART_DISTINCT, JRT_TEXT),   PART(JRT_PART_LAST, JRT_INSTANT),
	PART(JRT_PART_SUM_SHARE, JRT_MONEY),
};
static const struct jrt_formula_step first_part[] = {{.op = JRT_F_PART}};
static const struct jrt_formula_step percentile[] = {
	{.op = JRT_F_PERCENTILE, .argument = 900000, .interpolated = true}};
static const struct jrt_metric metrics[] = {
	METRIC("share", JRT_KIND_RATIO, JRT_SHARE, &parts[0], first_part),
	METRIC("p90", JRT_KIND_DISTRIBUTION, JRT_DURATION, &parts[1], percentile),
	METRIC("net", JRT_KIND_NET, JRT_POINTS, &parts[2], first_part),
	METRIC("spread", JRT_KIND_FORMULA, JRT_NUMBER, &parts[3], first_part),
	METRIC("distinct", JRT_KIND_COUNT, JRT_COUNT, &parts[4], first_part),
	METRIC("last", JRT_KIND_SNAPSHOT, JRT_INSTANT, &parts[5], first_part),
	METRIC("quotient", JRT_KIND_RATIO, JRT_NUMBER, &parts[6], first_part),
};
#define METRICS (sizeof metrics / sizeof *metrics)

static const struct jb_text zones[] = {{"UTC", 3}};
static const struct jrt_period_spec periods[] = {
	{.unit = JRT_MONTH, .first_month = 1, .first_day = 1},
	{.unit = JRT_DAY, .rolling = 2, .first_month = 1, .first_day = 1},
	{.unit = JRT_WHOLE, .first_month = 1, .first_day = 1}};
static const struct jrt_scope scopes[] = {{.name = {"all", 3}}};
static const struct jrt_source sources[] = {{.name = {"calls", 5}, .tolerated = 1000}};
static const struct jrt_threshold thresholds[] = {
	{.from = INT32_MIN, .comparison = JRT_WITHIN, .low = 100000, .high = 800000}};

struct small_plan {
	struct jrt_plan plan;
	struct jrt_meter meter[METRICS];
	struct jrt_criterion criterion[METRICS];
};

static void make_plan(struct small_plan *small)
{
	for (uint32_t i = 0; i < METRICS; i++) {
		small->meter[i] = (struct jrt_meter){
			.metric = i, .periods = i % 3, .mask = JRT_NONE, .asked = true};
		small->criterion[i] = (struct jrt_criterion){
			.name = metrics[i].name,
			.meter = i,
			.meter_whole = JRT_NONE,
			.threshold = thresholds,
			.threshold_count = 1,
			.usable_at_least = 500000,
			.confidence = i % 2 == 0 ? 950000 : 0,
			.rounding = JB_ROUND_HALF_UP,
			.rounding_step = 1000,
			.has_runs = true,
			.runs = {0, 20000},
			.part_periods = i == 0 ? JRT_PART_JOINED : JRT_PART_JUDGED};
	}
	small->plan = (struct jrt_plan){.source = sources,
					.source_count = 1,
					.zone = zones,
					.zone_count = 1,
					.periods = periods,
					.periods_count = 3,
					.scope = scopes,
					.scope_count = 1,
					.metric = metrics,
					.metric_count = METRICS,
					.meter = small->meter,
					.meter_count = METRICS,
					.criterion = small->criterion,
					.criterion_count = METRICS};
}

static void write_report(const struct jrt_plan *plan, const struct jrt_measured *measured,
			 struct jb_arena *arena, struct jb_buf *out)
{
	struct jrt_judged judged;
	struct jb_text why;

	if (jrt_judge(plan, measured, arena, &judged, &why) != JB_OK)
		abort();
	jrt_report_json(plan, measured, &judged, out);
}

/* False where it does not add up. */
static bool sum_of(const struct jrt_plan *plan, const struct jrt_measured *measured,
		   struct jb_arena *arena, struct jb_buf *out)
{
	const struct jrt_merge_given given[] = {{JB_TEXT("a"), measured}, {JB_TEXT("b"), measured}};
	struct jrt_merge_refusals refusals;
	struct jrt_measured sum;
	struct jb_text why;

	if (measured->shard_count == 0)
		return false;
	if (jrt_states_merge(plan, given, 2, measured->shard[0].program, arena, &sum, &refusals,
			     &why) != JB_REFUSED)
		abort();
	if (jrt_states_merge(plan, given, 1, measured->shard[0].program, arena, &sum, &refusals,
			     &why) != JB_OK)
		return false;
	write_report(plan, &sum, arena, out);
	return true;
}

static void add_up(const struct jrt_plan *plan, const struct jrt_measured *measured,
		   struct jb_arena *arena)
{
	struct jb_buf once, twice;
	struct jrt_measured sum;
	struct jb_text why;

	jb_buf_init(&once, arena);
	jb_buf_init(&twice, arena);
	if (!sum_of(plan, measured, arena, &once))
		return;
	if (jrt_states_read(plan, jb_buf_text(&once), arena, &sum, &why) != JB_OK ||
	    !sum_of(plan, &sum, arena, &twice) ||
	    !jb_text_equal(jb_buf_text(&once), jb_buf_text(&twice)))
		abort();
}

/* False where the bytes are refused. */
static bool again(const struct jrt_plan *plan, struct jb_text json, struct jb_arena *arena,
		  struct jb_buf *out)
{
	struct jrt_measured measured;
	struct jrt_judged judged;
	struct jb_text why;

	if (jrt_states_read(plan, json, arena, &measured, &why) != JB_OK)
		return false;
	add_up(plan, &measured, arena);
	if (jrt_judge(plan, &measured, arena, &judged, &why) != JB_OK)
		abort();
	jrt_report_json(plan, &measured, &judged, out);
	struct jb_buf text;
	jb_buf_init(&text, arena);
	jrt_report_text(plan, &measured, &judged, true, 80, &text);
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct small_plan small;
	struct jb_arena arena;
	struct jb_buf first, second;

	make_plan(&small);
	jb_arena_init(&arena, NULL);
	jb_buf_init(&first, &arena);
	jb_buf_init(&second, &arena);
	if (again(&small.plan, (struct jb_text){(const char *)data, size}, &arena, &first)) {
		if (!again(&small.plan, jb_buf_text(&first), &arena, &second) ||
		    !jb_text_equal(jb_buf_text(&first), jb_buf_text(&second)))
			abort();
	}
	jb_arena_release(&arena);
	return 0;
}
