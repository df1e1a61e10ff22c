/*
 * A small plan and its cells, made by hand: what tests of the judge and of the reports start
 * from. The scene is one call centre, months in UTC, January 2026 on.
 */
#ifndef TESTS_JUDGING_H
#define TESTS_JUDGING_H

#include <string.h>

#include "journey/runtime.h"
#include "time/civil.h"
#include "time/period.h"
#include "testing.h"

#define SHARE(percent) ((jb_fix)((percent)*10000))
#define MONTHS 8

struct stage {
	struct jb_arena arena;
	struct jrt_plan plan;
	struct jrt_source source[1];
	struct jb_text zone[1];
	struct jrt_period_spec periods[2];
	struct jrt_scope scope[2];
	struct jrt_part part[4];
	struct jrt_formula_step formula[8];
	struct jrt_metric metric[3];
	struct jrt_meter meter[3];
	struct jrt_threshold threshold[3];
	struct jrt_criterion criterion[2];
	struct jrt_trigger trigger[1];
	struct jrt_range relief[1];
	struct jrt_days season[1];
	struct jrt_source_tally tally[1];
	struct jrt_file_tally file[1];
	struct jrt_reject reject[2];
	struct jrt_finding finding[1];
	struct jrt_cell cell[3 * MONTHS];
	struct jrt_part_state state[3 * MONTHS];
	struct jrt_measured measured;
	struct jrt_judged judged;
	struct jb_text why;
};

static inline int64_t stage_day(int year, unsigned month, int day)
{
	return jrt_civil_days(year, month, day);
}

static inline int64_t stage_instant(int year, unsigned month, int day)
{
	return stage_day(year, month, day) * JRT_DAY_US;
}

/* One metric "service_level", a share, by month, at least 80 %, without any data yet. */
static inline void stage_init(struct stage *stage)
{
	memset(stage, 0, sizeof *stage);
	jb_arena_init(&stage->arena, NULL);
	stage->zone[0] = JB_TEXT("UTC");
	stage->source[0] = (struct jrt_source){.name = JB_TEXT("contacts"), .tolerated = 1000};
	stage->periods[0] =
		(struct jrt_period_spec){.unit = JRT_MONTH, .first_month = 1, .first_day = 1};
	stage->periods[1] = stage->periods[0];
	stage->periods[1].rolling = 3;
	stage->scope[0] = (struct jrt_scope){.kind = JRT_SCOPE_TOUCHPOINT,
					     .name = JB_TEXT("fault_repair.call"),
					     .title = JB_TEXT("Call support")};
	stage->scope[1] = (struct jrt_scope){.kind = JRT_SCOPE_ALL, .name = JB_TEXT("all")};
	stage->part[0] =
		(struct jrt_part){.kind = JRT_PART_SHARE, .among = JRT_NONE, .type = JRT_FLAG};
	stage->formula[0] = (struct jrt_formula_step){.op = JRT_F_PART};
	stage->metric[0] =
		(struct jrt_metric){.name = JB_TEXT("service_level"),
				    .title = JB_TEXT("Answered within 20 s"),
				    .definition = JB_TEXT("share of wait <= 20s among offered"),
				    .kind = JRT_KIND_RATIO,
				    .type = JRT_SHARE,
				    .part = stage->part,
				    .part_count = 1,
				    .formula = stage->formula,
				    .formula_count = 1};
	stage->meter[0] = (struct jrt_meter){.mask = JRT_NONE, .asked = true};
	stage->threshold[0] = (struct jrt_threshold){
		.from = INT32_MIN, .comparison = JRT_AT_LEAST, .low = SHARE(80)};
	stage->criterion[0] =
		(struct jrt_criterion){.name = JB_TEXT("fault_repair.call/service_level"),
				       .meter_whole = JRT_NONE,
				       .threshold = stage->threshold,
				       .threshold_count = 1,
				       .usable_at_least = -1,
				       .missing_after = -1};
	stage->plan = (struct jrt_plan){.title = JB_TEXT("Broadband fault repair"),
					.source = stage->source,
					.source_count = 1,
					.zone = stage->zone,
					.zone_count = 1,
					.periods = stage->periods,
					.periods_count = 2,
					.scope = stage->scope,
					.scope_count = 2,
					.metric = stage->metric,
					.metric_count = 1,
					.meter = stage->meter,
					.meter_count = 1,
					.criterion = stage->criterion,
					.criterion_count = 1,
					.trigger = stage->trigger};
	stage->tally[0] = (struct jrt_source_tally){.rows = 1000, .accepted = 1000};
	stage->file[0] =
		(struct jrt_file_tally){.file = JB_TEXT("jan.csv"), .rows = 1000, .accepted = 1000};
	stage->measured = (struct jrt_measured){.cell = stage->cell,
						.source = stage->tally,
						.source_count = 1,
						.file = stage->file,
						.file_count = 1,
						.reject = stage->reject,
						.finding = stage->finding};
}

/* A cell of the month (1: January 2026), wholly covered, with its one part's state. */
static inline struct jrt_cell *stage_add(struct stage *stage, uint32_t meter, int month,
					 struct jrt_part_state state)
{
	size_t at = stage->measured.cell_count++;
	struct jrt_periods periods;
	struct jrt_period_spec spec = stage->periods[0];
	struct jb_buf label;

	assert_int_equal(
		jrt_period_init(&periods, &spec, jrt_zone_utc(), &stage->arena, &stage->why),
		JB_OK);
	int64_t index = jrt_period_index_of_day(&periods, stage_day(2026, (unsigned)month, 1));
	struct jrt_range range = jrt_period_base_range(&periods, index);
	jb_buf_init(&label, &stage->arena);
	jrt_period_add_label(&periods, index, &label);
	stage->state[at] = state;
	stage->cell[at] = (struct jrt_cell){.meter = meter,
					    .period = index,
					    .from = range.from,
					    .to = range.to,
					    .label = jb_buf_text(&label),
					    .part = &stage->state[at]};
	return &stage->cell[at];
}

static inline struct jrt_part_state share_of(uint64_t num, uint64_t den)
{
	return (struct jrt_part_state){
		.kind = JRT_PART_SHARE, .n = den, .num = (jb_i128)num, .den = (jb_i128)den};
}

static inline struct jrt_cell *stage_share(struct stage *stage, int month, uint64_t num,
					   uint64_t den)
{
	return stage_add(stage, 0, month, share_of(num, den));
}

static inline void stage_judge(struct stage *stage)
{
	enum jb_status status = jrt_judge(&stage->plan, &stage->measured, &stage->arena,
					  &stage->judged, &stage->why);
	if (status != JB_OK)
		fail_msg("%.*s", JB_ARG(stage->why));
}

static inline const struct jrt_verdict *stage_verdict(struct stage *stage, size_t index)
{
	assert_true(index < stage->judged.verdict_count);
	return &stage->judged.verdict[index];
}

static inline void assert_text(struct jb_text text, const char *expected)
{
	if (!jb_text_is(text, expected))
		fail_msg("found \"%.*s\", expected \"%s\"", JB_ARG(text), expected);
}

/* What one criterion came to, and why. */
static inline void stage_expects(struct stage *stage, size_t index, enum jrt_verdict_kind kind,
				 const char *reason)
{
	const struct jrt_verdict *verdict = stage_verdict(stage, index);

	assert_text(verdict->reason, reason);
	assert_int_equal(verdict->verdict, kind);
}

/* One month of the criterion: so many of so many. */
static inline void stage_of_share(struct stage *stage, uint64_t num, uint64_t den)
{
	stage_init(stage);
	stage_share(stage, 1, num, den);
}

#endif
