/* Criteria of journeys as the model has them: place, period, thresholds and strength. */
#include <stdlib.h>
#include <string.h>

#include "data_model.h"
#include "model/model.h"
#include "time/civil.h"
#include "testing.h"

#define DATA                                                                                       \
	"source s {\n time t\n column t date zone Europe/London\n column f flag\n"                 \
	" column who text\n column w duration in seconds\n slice ours where who is \"A\"\n}\n"     \
	"metric m {\n from s\n value share of f among all\n better higher\n at least 50 counted\n" \
	" usable at least 60%\n}\n"                                                                \
	"metric wait {\n from s\n value mean of w among all\n better lower\n}\n"                   \
	"season peak { runs 2026-11-15 to 2027-01-05 }\n"                                          \
	"partner acme {\n site a in ZA { appears in s.who as \"A\" }\n"                            \
	" site b in PH { appears in s.who as \"B\" }\n team core\n appears in s.who as \"A\", "    \
	"\"B\"\n}\n"

static const struct jy_criterion *outcome(const struct modelled *made, size_t i)
{
	assert_in_range(i, 0, made->model->journeys.at[0]->outcome_count - 1);
	return &made->model->journeys.at[0]->outcome[i];
}

static void a_criterion_has_metric_period_and_threshold(void **state)
{
	struct modelled made;
	const struct jy_criterion *is;

	(void)state;
	model_clean(&made, DATA "journey j {\n periods zone Africa/Johannesburg\n"
				" outcome m at least 80% every month, at least 200 counted\n"
				" success wait at most 8min every week zone Europe/London\n"
				" outcome wait 46s to 48s every quarter, with 95% confidence\n}\n");
	is = outcome(&made, 0);
	assert_int_equal(is->kind, JRT_OUTCOME);
	assert_ptr_equal(is->metric, made.model->metrics.at[0]);
	assert_ptr_equal(is->journey, made.model->journeys.at[0]);
	assert_null(is->stage);
	assert_int_equal(is->period.spec.unit, JRT_MONTH);
	assert_true(jb_text_is(is->period.zone, "Africa/Johannesburg"));
	assert_int_equal(is->threshold[0].from, INT32_MIN);
	assert_int_equal(is->threshold[0].comparison, JRT_AT_LEAST);
	assert_int_equal(is->threshold[0].low, 800000);
	assert_int_equal(is->counted_at_least, 200);
	assert_int_equal(is->confidence, 0);
	is = outcome(&made, 1);
	assert_int_equal(is->kind, JRT_SUCCESS);
	assert_int_equal(is->threshold[0].low, 8 * 60 * 1000000);
	assert_true(jb_text_is(is->period.zone, "Europe/London"));
	is = outcome(&made, 2);
	assert_int_equal(is->threshold[0].comparison, JRT_WITHIN);
	assert_int_equal(is->threshold[0].high, 48000000);
	assert_int_equal(is->confidence, 950000);
	assert_int_equal(is->usable_at_least, -1);
	model_release(&made);
}

/* What a metric asks of its figures holds in every criterion that does not ask for something
 * else. */
static void terms_of_the_metric_hold(void **state)
{
	struct modelled made;

	(void)state;
	model_clean(&made,
		    DATA "journey j {\n periods zone UTC\n outcome m at least 80% every month\n"
			 " outcome m at least 80% every month, at least 10 counted, usable at "
			 "least 90%\n}\n");
	assert_int_equal(outcome(&made, 0)->counted_at_least, 50);
	assert_int_equal(outcome(&made, 0)->usable_at_least, 600000);
	assert_int_equal(outcome(&made, 1)->counted_at_least, 10);
	assert_int_equal(outcome(&made, 1)->usable_at_least, 900000);
	model_release(&made);
}

static void thresholds_follow_one_another(void **state)
{
	struct modelled made;
	const struct jy_criterion *is;

	(void)state;
	model_clean(&made,
		    DATA "journey j {\n periods zone UTC\n outcome m at least 80% every month, "
			 "from 2026-07-01 at least 82%, from 2027-01-01 above 84%\n}\n");
	is = outcome(&made, 0);
	assert_int_equal(is->threshold_count, 3);
	assert_int_equal(is->threshold[1].from, jrt_civil_days(2026, 7, 1));
	assert_int_equal(is->threshold[1].low, 820000);
	assert_int_equal(is->threshold[2].from, jrt_civil_days(2027, 1, 1));
	assert_int_equal(is->threshold[2].comparison, JRT_ABOVE);
	model_release(&made);
}

static void seasons_take_part_or_stay_out(void **state)
{
	struct modelled made;

	(void)state;
	model_clean(&made, DATA "journey j {\n periods zone UTC\n"
				" outcome m at least 80% every week, except during peak\n"
				" outcome m at least 70% during peak, every week\n}\n");
	assert_int_equal(outcome(&made, 0)->during_count, 0);
	assert_ptr_equal(outcome(&made, 0)->except[0], made.model->seasons.at[0]);
	assert_ptr_equal(outcome(&made, 1)->during[0], made.model->seasons.at[0]);
	assert_true(outcome(&made, 1)->period.given);
	assert_int_equal(outcome(&made, 1)->cannot.size, 0);
	model_release(&made);
}

static void rows_are_chosen_by_slice_partner_and_site(void **state)
{
	struct modelled made;
	const struct jy_touchpoint *at;
	const struct jy_partner *acme;

	(void)state;
	model_clean(&made,
		    DATA "journey j {\n periods zone UTC\n stage one {\n  touchpoint x {\n"
			 "   delivered by acme\n   success m in s.ours at least 80% every month\n"
			 "   success m for each site at least 80% every month\n"
			 "   success m for site b at least 80% every month\n"
			 "   success m of team acme.core at least 80% every month\n"
			 "   success m for partner acme at least 80% every month\n  }\n }\n}\n");
	at = &made.model->journeys.at[0]->stage[0].touchpoint[0];
	acme = made.model->partners.at[0];
	assert_int_equal(at->success_count, 5);
	for (size_t i = 0; i < 5; i++) {
		assert_ptr_equal(at->success[i].touchpoint, at);
		assert_ptr_equal(at->success[i].partner, i ? acme : NULL);
	}
	assert_ptr_equal(at->success[0].slice, made.model->slices.at[0]);
	assert_true(at->success[1].each_site);
	assert_ptr_equal(at->success[2].site, &acme->site[1]);
	assert_ptr_equal(at->success[3].team, &acme->team[0]);
	model_release(&made);
}

struct mistake {
	const char *outcome;
	enum jy_code code;
};

/* One report a mistake, and no threshold that somebody could judge by. */
static void a_wrong_criterion_is_one_report(void **state)
{
	static const struct mistake rows[] = {
		{"m at least 80%", JY_D_PERIOD_MISSING},
		{"mm at least 80% every month", JY_D_NAME_UNKNOWN},
		{"m for each site at least 80% every month", JY_D_SITES_WHOSE},
		{"m in s.theirs at least 80% every month", JY_D_NAME_UNKNOWN},
		{"m for site c at least 80% every month", JY_D_NAME_UNKNOWN},
		{"m at least 80% every month, every week", JY_D_STATEMENT_TWICE},
		{"m at least 80% every month, at least 0 counted", JY_D_NUMBER_NOT_WHOLE},
		{"m at least 80% every month, with 100% confidence", JY_D_SHARE_OUTSIDE},
		{"m at least 80% every month, during peek", JY_D_NAME_UNKNOWN},
		{"m for site a no worse than for site a every month", JY_D_COMPARE_OVERLAP},
		{"m for site a no worse than for partner acme every month", JY_D_COMPARE_OVERLAP},
		{"m for partner acme no worse than for site a every month", JY_D_COMPARE_OVERLAP},
		{"m no worse than for site a every month", JY_D_COMPARE_OVERLAP},
		{"m for partner acme for each site no worse than for site a every month",
		 JY_D_COMPARE_OVERLAP},
		{"m for site a no worse than for site b every month, from 2026-07-01 at least 82%",
		 JY_D_COMPARE_STEPS},
		{"m at least 80% every month, from 2026-07-02 at least 82%",
		 JY_D_STEP_INSIDE_PERIOD},
	};
	struct jb_arena arena;

	(void)state;
	jb_arena_init(&arena, NULL);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct modelled made;

		model_text(&made,
			   jb_text_printf(&arena,
					  "%sjourney j {\n periods zone UTC\n outcome %s\n}\n",
					  DATA, rows[i].outcome));
		if (made.diags.list.count != 1 || made.diags.list.at[0].code != rows[i].code)
			fail_msg("%s\n%s", rows[i].outcome, made.lines.data);
		assert_false(made.model->complete);
		model_release(&made);
	}
	jb_arena_release(&arena);
}

static void what_is_not_judged_says_why(void **state)
{
	struct modelled made;

	(void)state;
	model_clean(&made, DATA "channel c { kind voice }\njourney j {\n periods zone UTC\n"
				" outcome m for channel c at least 80% every month\n"
				" outcome m for variant v at least 80% every month\n variant v\n"
				" outcome m for site a no worse than for each site by more "
				"than 5pp, every month\n}\n");
	for (size_t i = 0; i < 3; i++)
		assert_true(outcome(&made, i)->cannot.size > 0);
	model_release(&made);
}

static void two_groups_are_compared(void **state)
{
	struct modelled made;
	const struct jy_criterion *is;

	(void)state;
	model_clean(&made, DATA "journey j {\n periods zone UTC\n"
				" outcome m for team acme.core no worse than for site a by more "
				"than 5pp, every month\n"
				" outcome wait for site a no worse than for site b every month\n"
				"}\n");
	is = outcome(&made, 0);
	assert_int_equal(is->cannot.size, 0);
	assert_int_equal(is->threshold_count, 0);
	assert_non_null(is->against);
	assert_ptr_equal(is->against->site, &made.model->partners.at[0]->site[0]);
	assert_null(is->against->team);
	assert_int_equal(is->margin, 50000);
	assert_true(jb_text_is(is->name, "j/m of acme.core against acme.a"));
	is = outcome(&made, 1);
	assert_ptr_equal(is->against->site, &made.model->partners.at[0]->site[1]);
	assert_int_equal(is->margin, 0);
	model_release(&made);
}

static void days_and_whole_seasons_are_judged_once(void **state)
{
	struct modelled made;
	const struct jy_criterion *is;

	(void)state;
	model_clean(&made, DATA "journey j {\n periods zone UTC\n"
				" outcome m at least 80% during peak\n"
				" outcome m at least 80% on 2026-11-10\n}\n");
	is = outcome(&made, 0);
	assert_int_equal(is->over_count, 1);
	assert_int_equal(is->during_count, 0);
	assert_int_equal(is->over[0].from, made.model->seasons.at[0]->runs.from);
	assert_int_equal(is->over[0].to, made.model->seasons.at[0]->runs.to);
	is = outcome(&made, 1);
	assert_int_equal(is->over_count, 1);
	assert_int_equal(is->over[0].from, is->over[0].to);
	assert_int_equal(is->period.spec.unit, JRT_DAY);
	model_release(&made);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_criterion_has_metric_period_and_threshold),
		cmocka_unit_test(terms_of_the_metric_hold),
		cmocka_unit_test(thresholds_follow_one_another),
		cmocka_unit_test(seasons_take_part_or_stay_out),
		cmocka_unit_test(rows_are_chosen_by_slice_partner_and_site),
		cmocka_unit_test(a_wrong_criterion_is_one_report),
		cmocka_unit_test(what_is_not_judged_says_why),
		cmocka_unit_test(two_groups_are_compared),
		cmocka_unit_test(days_and_whole_seasons_are_judged_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
