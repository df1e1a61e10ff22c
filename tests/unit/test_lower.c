/* Lowering: a journey text in, the plan's programs, masks, meters and criteria out. */
#include <stdlib.h>
#include <string.h>

#include "data_model.h"
#include "plan/lower.h"
#include "time/civil.h"
#include "time/zone.h"
#include "testing.h"

#define SOURCE                                                                  \
	"source s {\n format csv\n covers 2026-01-01 to 2026-12-31\n time t\n"  \
	" column t date zone Europe/London\n column f flag\n column who text\n" \
	" column q text one of \"a\", \"b\"\n column w duration in seconds\n"   \
	" slice a where q is \"a\"\n slice b where q is \"b\"\n"

#define METRIC "metric m {\n from s\n value share of f among all\n better higher\n}\n"

struct lowered {
	struct modelled made;
	const struct jrt_plan *plan;
	struct jb_buf lines;
};

static void lower(struct lowered *low, const char *text)
{
	model_clean(&low->made, text);
	low->plan = jy_plan_make(&low->made.arena, low->made.model, JB_TEXT("t"), &low->made.diags);
	jb_buf_init(&low->lines, &low->made.arena);
	jy_sink_lines(&low->lines, &low->made.diags);
}

static const struct jrt_criterion *criterion(const struct lowered *low, const char *name)
{
	for (size_t i = 0; i < low->plan->criterion_count; i++)
		if (jb_text_is(low->plan->criterion[i].name, name))
			return &low->plan->criterion[i];
	fail_msg("no criterion %s", name);
	return NULL;
}

static const struct jrt_meter *meter_of(const struct lowered *low, const char *name)
{
	return &low->plan->meter[criterion(low, name)->meter];
}

static const struct jrt_step *mask_of(const struct lowered *low, const struct jrt_meter *meter)
{
	assert_int_not_equal(meter->mask, JRT_NONE);
	return &low->plan->source[0].main.step[meter->mask];
}

static void S11_a_touchpoint_judges_all_its_rows_and_an_agreement_the_partners(void **state)
{
	struct lowered low;

	(void)state;
	lower(&low,
	      SOURCE "}\n" METRIC "brand b\npartner acme { appears in s.who as \"A\", \"B\" }\n"
		     "journey j {\n periods zone Europe/London\n stage one {\n  touchpoint x {\n"
		     "   seen in s\n   success m at least 80% every month\n  }\n }\n}\n"
		     "agreement c {\n between b and acme\n runs 2026-01-01 to 2026-12-31\n"
		     " every month zone Europe/London\n part periods not judged\n guarantee g {\n"
		     "  measure m at j.x\n  expected at least 80%\n  never rounded\n }\n}\n");
	assert_int_equal(low.made.diags.error_count, 0);
	assert_int_equal(meter_of(&low, "j.x/m")->mask, JRT_NONE);
	assert_int_equal(mask_of(&low, meter_of(&low, "c.g/expected"))->op, JRT_OP_OR);
	assert_true(
		jb_text_is(low.plan->scope[meter_of(&low, "c.g/expected")->scope].partner, "acme"));
	model_release(&low.made);
}

static void S11_a_partner_that_appears_nowhere_is_an_error_and_never_all_rows(void **state)
{
	struct lowered low;

	(void)state;
	lower(&low, SOURCE "}\n" METRIC
			   "brand b\npartner acme\njourney j {\n stage one {\n  touchpoint x {\n"
			   "   seen in s\n  }\n }\n}\nagreement c {\n between b and acme\n"
			   " runs 2026-01-01 to 2026-12-31\n every month zone Europe/London\n"
			   " part periods not judged\n guarantee g {\n  measure m at j.x\n"
			   "  expected at least 80%\n  never rounded\n }\n}\n");
	assert_non_null(strstr(low.lines.data, "the partner `acme` appears in no column of `s`"));
	assert_int_equal(low.plan->criterion_count, 0);
	model_release(&low.made);
}

static void S12_a_stage_is_the_union_of_its_touchpoints_rows(void **state)
{
	struct lowered low;

	(void)state;
	lower(&low,
	      SOURCE "}\n" METRIC "journey j {\n periods zone Europe/London\n stage one {\n"
		     "  success m at least 80% every month\n"
		     "  touchpoint x { seen in s.a }\n  touchpoint y { seen in s.b }\n }\n}\n");
	assert_int_equal(mask_of(&low, meter_of(&low, "j.one/m"))->op, JRT_OP_OR);
	model_release(&low.made);
}

static void S12_a_touchpoint_seen_nowhere_is_an_error(void **state)
{
	struct lowered low;

	(void)state;
	lower(&low, SOURCE "}\n" METRIC "journey j {\n periods zone Europe/London\n stage one {\n"
			   "  touchpoint x { success m at least 80% every month }\n }\n}\n");
	assert_non_null(strstr(low.lines.data, "nothing says which rows of `s` are \"x\""));
	assert_int_equal(low.plan->criterion_count, 0);
	model_release(&low.made);
}

static void each_site_gets_a_criterion_of_its_own(void **state)
{
	struct lowered low;

	(void)state;
	lower(&low, SOURCE
	      "}\n" METRIC "brand b\npartner acme {\n site za in ZA { appears in s.who as \"Z\" }\n"
	      " site ph in PH { appears in s.who as \"P\" }\n}\n"
	      "journey j {\n stage one {\n  touchpoint x { seen in s }\n }\n}\n"
	      "agreement c {\n between b and acme\n runs 2026-01-01 to 2026-12-31\n"
	      " every month zone Europe/London\n part periods not judged\n guarantee g {\n"
	      "  measure m at j.x for each site\n  expected at least 80%\n"
	      "  never rounded\n }\n}\n");
	assert_int_equal(low.plan->criterion_count, 2);
	assert_int_not_equal(meter_of(&low, "c.g/expected/za")->mask,
			     meter_of(&low, "c.g/expected/ph")->mask);
	model_release(&low.made);
}

static void relief_makes_a_second_meter_without_it(void **state)
{
	struct lowered low;
	const struct jrt_criterion *is;

	(void)state;
	lower(&low,
	      SOURCE "}\n" METRIC "brand b\npartner acme { appears in s.who as \"A\" }\n"
		     "journey j {\n stage one {\n  touchpoint x { seen in s }\n }\n}\n"
		     "agreement c {\n between b and acme\n runs 2026-01-01 to 2026-12-31\n"
		     " every month zone Europe/London\n part periods not judged\n guarantee g {\n"
		     "  measure m at j.x\n  expected at least 80%\n  never rounded\n }\n"
		     " relief \"Storm\" 2026-07-01T08:00 to 2026-07-01T10:00 for g\n}\n");
	is = criterion(&low, "c.g/expected");
	assert_int_equal(low.plan->meter[is->meter].relief_count, 1);
	assert_int_equal(low.plan->meter[is->meter].relief[0].from,
			 jrt_civil_days(2026, 7, 1) * JRT_DAY_US + 7 * JRT_HOUR_US);
	assert_int_not_equal(is->meter_whole, JRT_NONE);
	assert_int_equal(low.plan->meter[is->meter_whole].relief_count, 0);
	assert_false(low.plan->meter[is->meter_whole].asked);
	model_release(&low.made);
}

static void S14_part_periods_that_are_judged_hold_the_contracts_own_days(void **state)
{
	struct lowered low;
	const struct jrt_criterion *is;
	const struct jrt_meter *meter;

	(void)state;
	lower(&low, SOURCE "}\n" METRIC "brand b\npartner acme { appears in s.who as \"A\" }\n"
			   "journey j {\n stage one {\n  touchpoint x { seen in s }\n }\n}\n"
			   "agreement c {\n between b and acme\n runs 2026-01-15 to 2026-06-30\n"
			   " every month zone Europe/London\n part periods judged\n guarantee g {\n"
			   "  measure m at j.x\n  expected at least 80%\n  never rounded\n }\n}\n");
	is = criterion(&low, "c.g/expected");
	meter = &low.plan->meter[is->meter];
	assert_int_equal(meter->relief_count, 2);
	assert_int_equal(meter->relief[0].to, jrt_civil_days(2026, 1, 15) * JRT_DAY_US);
	/* in summer time */
	assert_int_equal(meter->relief[1].from,
			 jrt_civil_days(2026, 7, 1) * JRT_DAY_US - JRT_HOUR_US);
	assert_int_equal(is->meter_whole, JRT_NONE);
	model_release(&low.made);
}

static size_t count_steps(const struct jrt_program *program, enum jrt_op op)
{
	size_t count = 0;

	for (size_t i = 0; i < program->count; i++)
		count += program->step[i].op == op;
	return count;
}

static void equal_conditions_are_computed_once(void **state)
{
	struct lowered low;

	(void)state;
	lower(&low, SOURCE
	      " let quick = w <= 20s\n every month zone Europe/London\n}\n"
	      "metric m {\n from s\n value share of quick among q is \"a\"\n better higher\n}\n"
	      "metric n {\n from s\n value share of w <= 20s and f among q is \"a\"\n better "
	      "higher\n}\n");
	assert_int_equal(count_steps(&low.plan->source[0].main, JRT_OP_AT_MOST), 1);
	assert_int_equal(count_steps(&low.plan->source[0].main, JRT_OP_EQUAL), 1);
	model_release(&low.made);
}

/* Sixty lets that each use the one before twice: 2^60 paths, sixty steps. */
static void shared_lets_do_not_multiply(void **state)
{
	struct lowered low;
	struct jb_arena arena;
	struct jb_buf text;

	(void)state;
	jb_arena_init(&arena, NULL);
	jb_buf_init(&text, &arena);
	jb_buf_add_string(&text, SOURCE " every month zone Europe/London\n let x0 = w\n");
	for (int i = 1; i <= 60; i++)
		jb_buf_printf(&text, " let x%d = x%d + x%d\n", i, i - 1, i - 1);
	jb_buf_add_string(
		&text, "}\nmetric m {\n from s\n value mean of x60 among all\n better lower\n}\n");
	lower(&low, text.data);
	assert_int_equal(count_steps(&low.plan->source[0].main, JRT_OP_ADD), 60);
	model_release(&low.made);
	jb_arena_release(&arena);
}

static void only_columns_that_are_read_are_needed(void **state)
{
	struct lowered low;
	const struct jrt_source *source;

	(void)state;
	lower(&low, SOURCE " identify by who\n every month zone Europe/London\n}\n" METRIC);
	source = &low.plan->source[0];
	for (size_t i = 0; i < source->column_count; i++) {
		struct jb_text name = source->column[i].name;

		assert_int_equal(source->column[i].needed,
				 !jb_text_is(name, "w") && !jb_text_is(name, "q"));
		assert_int_equal(source->column[i].key, jb_text_is(name, "who"));
	}
	model_release(&low.made);
}

static void a_metric_nobody_judges_is_measured_by_the_month_of_the_only_zone(void **state)
{
	struct lowered low;

	(void)state;
	lower(&low, SOURCE "}\n" METRIC "journey j { periods zone Asia/Tokyo }\n");
	assert_int_equal(low.plan->meter_count, 1);
	assert_true(low.plan->meter[0].asked);
	assert_int_equal(low.plan->periods[low.plan->meter[0].periods].unit, JRT_MONTH);
	assert_true(jb_text_is(low.plan->zone[low.plan->periods[0].zone], "Asia/Tokyo"));
	model_release(&low.made);
}

static void an_index_brings_the_meters_of_its_parts(void **state)
{
	struct lowered low;

	(void)state;
	lower(&low,
	      SOURCE " every month zone Europe/London\n}\n" METRIC
		     "metric n {\n from s\n value share of f among q is \"a\"\n better higher\n}\n"
		     "metric both {\n value index of m 60%, n 40%\n better higher\n"
		     " every month zone Europe/London\n}\n");
	assert_int_equal(low.plan->metric_count, 3);
	assert_int_equal(low.plan->meter_count, 3);
	model_release(&low.made);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			S11_a_touchpoint_judges_all_its_rows_and_an_agreement_the_partners),
		cmocka_unit_test(S11_a_partner_that_appears_nowhere_is_an_error_and_never_all_rows),
		cmocka_unit_test(S12_a_stage_is_the_union_of_its_touchpoints_rows),
		cmocka_unit_test(S12_a_touchpoint_seen_nowhere_is_an_error),
		cmocka_unit_test(each_site_gets_a_criterion_of_its_own),
		cmocka_unit_test(relief_makes_a_second_meter_without_it),
		cmocka_unit_test(S14_part_periods_that_are_judged_hold_the_contracts_own_days),
		cmocka_unit_test(equal_conditions_are_computed_once),
		cmocka_unit_test(shared_lets_do_not_multiply),
		cmocka_unit_test(only_columns_that_are_read_are_needed),
		cmocka_unit_test(a_metric_nobody_judges_is_measured_by_the_month_of_the_only_zone),
		cmocka_unit_test(an_index_brings_the_meters_of_its_parts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
