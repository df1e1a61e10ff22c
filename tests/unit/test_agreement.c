/* Agreements as the model has them: parties, levels, rounding, relief in its zone, the right to
 * end. */
#include <stdlib.h>
#include <string.h>

#include "data_model.h"
#include "model/model.h"
#include "time/civil.h"
#include "testing.h"

#define DATA                                                                                       \
	"source s {\n time t\n column t date zone Europe/London\n column f flag\n"                 \
	" column who text\n column w duration in seconds\n}\n"                                     \
	"metric m {\n from s\n value share of f among all\n better higher\n}\n"                    \
	"metric wait {\n from s\n value mean of w among all\n better lower\n}\n"                   \
	"brand b\npartner acme {\n site za in ZA\n appears in s.who as \"A\"\n}\n"                 \
	"journey j {\n periods zone Europe/London\n stage one {\n  touchpoint x {\n   seen in s\n" \
	"   success m at least 90% during peak, every week\n"                                      \
	"   success m at least 80% every month, at least 200 counted, from 2026-07-01 at least "   \
	"82%\n"                                                                                    \
	"  }\n }\n}\nseason peak { runs 2026-11-15 to 2027-01-05 }\n"

static const struct jy_guarantee *guarantee(const struct modelled *made, size_t i)
{
	assert_in_range(i, 0, made->model->agreements.at[0]->guarantee_count - 1);
	return &made->model->agreements.at[0]->guarantee[i];
}

static void levels_change_with_their_dates(void **state)
{
	struct modelled made;
	const struct jy_agreement *a;
	const struct jy_criterion *is;

	(void)state;
	model_clean(
		&made, DATA
		"agreement a {\n between acme and b\n runs 2026-01-01 to 2026-12-31\n"
		" every month zone Africa/Johannesburg\n part periods not judged\n guarantee g {\n"
		"  measure m at j.x\n  expected at least 80%\n"
		"  expected at least 82% from 2026-07-01\n  minimum at least 75%\n"
		"  at least 100 counted\n  round to 0.1pp half even\n }\n}\n");
	a = made.model->agreements.at[0];
	assert_ptr_equal(a->brand, made.model->brands.at[0]);
	assert_ptr_equal(a->partner, made.model->partners.at[0]);
	assert_int_equal(a->runs.from, jrt_civil_days(2026, 1, 1));
	assert_int_equal(a->runs.to, jrt_civil_days(2026, 12, 31));
	assert_int_equal(a->part_periods, JRT_PART_NOT_JUDGED);
	is = guarantee(&made, 0)->expected;
	assert_int_equal(is->kind, JRT_EXPECTED);
	assert_ptr_equal(is->partner, a->partner);
	assert_true(jb_text_is(is->touchpoint->decl.name, "x"));
	assert_int_equal(is->threshold_count, 2);
	assert_int_equal(is->threshold[1].low, 820000);
	assert_int_equal(is->counted_at_least, 100);
	assert_true(jb_text_is(is->period.zone, "Africa/Johannesburg"));
	assert_int_equal(guarantee(&made, 0)->minimum->kind, JRT_MINIMUM);
	assert_int_equal(guarantee(&made, 0)->minimum->threshold[0].low, 750000);
	assert_int_equal(guarantee(&made, 0)->rounding, JB_ROUND_HALF_EVEN);
	assert_int_equal(guarantee(&made, 0)->rounding_step, 1000); /* 0.1pp of 1 */
	model_release(&made);
}

/* The criterion that holds at all times is meant, with its strength and its steps. */
static void expected_as_in_the_journey(void **state)
{
	struct modelled made;
	const struct jy_criterion *is;

	(void)state;
	model_clean(&made,
		    DATA "agreement a {\n between b and acme\n every quarter zone Europe/London\n"
			 " guarantee g {\n  measure m at j.one.x\n  expected as in the journey\n"
			 "  never rounded\n }\n}\n");
	is = guarantee(&made, 0)->expected;
	assert_int_equal(is->threshold_count, 2);
	assert_int_equal(is->threshold[0].low, 800000);
	assert_int_equal(is->threshold[1].from, jrt_civil_days(2026, 7, 1));
	assert_int_equal(is->counted_at_least, 200);
	assert_int_equal(is->during_count, 0);
	assert_int_equal(is->period.spec.unit, JRT_QUARTER);
	assert_true(guarantee(&made, 0)->rounding_said);
	assert_int_equal(guarantee(&made, 0)->rounding, JB_ROUND_NONE);
	model_release(&made);
}

#define TERMS "agreement a {\n between b and acme\n every month zone Europe/London\n"
#define ANSWER " guarantee g {\n  measure m\n  expected at least 80%\n  never rounded\n }\n"

/* Clocks go forward on 2026-03-29 and back on 2026-10-25 in London. */
static void relief_is_read_on_the_agreements_clock(void **state)
{
	static const int64_t hour = INT64_C(3600) * 1000000;
	struct modelled made;
	const struct jy_relief *relief;

	(void)state;
	model_clean(
		&made, DATA TERMS ANSWER
		" relief \"Cable\" 2026-07-03T08:00 to 2026-07-03T14:00 for g approved by \"VP\"\n"
		" relief \"Short day\" 2026-03-29 to 2026-03-29\n"
		" relief \"Long day\" 2026-10-25 to 2026-10-25\n"
		" relief \"Elsewhere\" 2026-07-03T08:00+02:00 to 2026-07-03T08:00\n"
		" relief for the period when count of s above 115% of forecast.calls\n}\n"
		"source forecast {\n each row covers month of month zone Europe/London\n"
		" column month date as \"%Y-%m\"\n column calls count\n}\n");
	relief = made.model->agreements.at[0]->relief;
	assert_int_equal(made.model->agreements.at[0]->relief_count, 5);
	assert_true(relief[0].range.from == jrt_civil_days(2026, 7, 3) * JRT_DAY_US + 7 * hour);
	assert_true(relief[0].range.to - relief[0].range.from == 6 * hour);
	assert_true(jb_text_is(relief[0].guarantees.at[0], "g"));
	assert_true(jb_text_is(relief[0].approved_by, "VP"));
	assert_true(relief[1].range.to - relief[1].range.from == 23 * hour);
	assert_int_equal(relief[1].guarantees.count, 0);
	assert_true(relief[2].range.to - relief[2].range.from == 25 * hour);
	assert_true(relief[3].range.to - relief[3].range.from == hour);
	assert_true(relief[4].whole_period && !relief[4].has_range && relief[4].has_volume);
	assert_int_equal(relief[4].volume.share, 1150000);
	model_release(&made);
}

static void missed_periods_give_the_right_to_end(void **state)
{
	struct modelled made;
	const struct jy_trigger *trigger;

	(void)state;
	model_clean(&made,
		    DATA TERMS ANSWER " terminate when g missed in any 3 of 6 periods running\n"
				      " terminate when a.g missed 2 periods running\n}\n");
	trigger = made.model->agreements.at[0]->trigger;
	assert_int_equal(trigger[0].count, 3);
	assert_int_equal(trigger[0].of, 6);
	assert_int_equal(trigger[1].count, 2);
	assert_int_equal(trigger[1].of, 2);
	assert_ptr_equal(trigger[1].guarantee, guarantee(&made, 0));
	model_release(&made);
}

struct mistake {
	const char *agreement;
	enum jy_code code;
	enum jy_severity severity;
};

static void a_wrong_agreement_is_one_report(void **state)
{
	static const struct mistake rows[] = {
		{"agreement a {\n between b and acne\n every month zone UTC\n" ANSWER "}",
		 JY_D_NAME_UNKNOWN, JY_ERROR},
		{"agreement a {\n every month zone UTC\n" ANSWER "}", JY_D_STATEMENT_MISSING,
		 JY_ERROR},
		{"agreement a {\n between b and acme\n" ANSWER "}", JY_D_PERIOD_MISSING, JY_ERROR},
		{"agreement a {\n between b and acme\n every month\n" ANSWER "}", JY_D_ZONE_MISSING,
		 JY_ERROR},
		{TERMS " runs 2026-12-31 to 2026-01-01\n" ANSWER "}", JY_D_DATES_ORDER, JY_ERROR},
		{TERMS " runs 2026-01-10 to 2026-12-31\n" ANSWER "}", JY_D_PART_PERIOD_UNSAID,
		 JY_ERROR},
		{TERMS " guarantee g {\n  measure m\n }\n}", JY_D_GUARANTEE_NO_LEVEL, JY_ERROR},
		{TERMS " guarantee g {\n  expected at least 80%\n }\n}", JY_D_STATEMENT_MISSING,
		 JY_ERROR},
		{TERMS " guarantee g {\n  measure m\n  expected at least 80%\n }\n}",
		 JY_D_ROUNDING_UNSAID, JY_ERROR},
		{TERMS
		 " guarantee g {\n  measure m\n  expected at least 80%\n  round to 1s down\n }\n}",
		 JY_D_ROUNDING_UNIT, JY_ERROR},
		{TERMS " guarantee g {\n  measure wait at j.x\n  expected as in the journey\n"
		       "  never rounded\n }\n}",
		 JY_D_JOURNEY_NO_LEVEL, JY_ERROR},
		{TERMS
		 " guarantee g {\n  measure wait\n  expected at most 60s\n  minimum at most 50s\n"
		 "  never rounded\n }\n}",
		 JY_D_LEVELS_ORDER, JY_ERROR},
		{TERMS ANSWER ANSWER "}", JY_D_NAME_TWICE, JY_ERROR},
		{TERMS ANSWER " terminate when g missed in any 7 of 6 periods running\n}",
		 JY_D_TRIGGER_COUNT, JY_ERROR},
		{TERMS ANSWER " relief \"R\" 2026-03-03T09:00 to 2026-03-03T08:00\n}",
		 JY_D_DATES_ORDER, JY_ERROR},
		{TERMS ANSWER " relief \"R\" 2026-03-29T01:30 to 2026-03-29T08:00\n}",
		 JY_D_RELIEF_OUTSIDE, JY_WARNING},
		{TERMS ANSWER " charges EUR 5 every month\n at risk USD 1\n}", JY_D_MONEY_UNLIKE,
		 JY_ERROR},
		{TERMS ANSWER " weights add up to 100%\n}", JY_D_WEIGHTS_SUM, JY_ERROR},
	};
	struct jb_arena arena;

	(void)state;
	jb_arena_init(&arena, NULL);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct modelled made;

		model_text(&made, jb_text_printf(&arena, "%s%s\n", DATA, rows[i].agreement));
		if (made.diags.list.count != 1 || made.diags.list.at[0].code != rows[i].code ||
		    made.diags.list.at[0].severity != rows[i].severity)
			fail_msg("%s\n%s", rows[i].agreement, made.lines.data);
		model_release(&made);
	}
	jb_arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(levels_change_with_their_dates),
		cmocka_unit_test(expected_as_in_the_journey),
		cmocka_unit_test(relief_is_read_on_the_agreements_clock),
		cmocka_unit_test(missed_periods_give_the_right_to_end),
		cmocka_unit_test(a_wrong_agreement_is_one_report),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
