/* Periods as they are written, and the first days on which a threshold may change. */
#include <stdlib.h>
#include <string.h>

#include "data_model.h"
#include "model/model.h"

#include "time/civil.h"
#include "testing.h"

/* A metric is the shortest place for a period. */
static void model_period(struct modelled *made, struct jb_arena *arena, const char *period)
{
	model_text(made,
		   jb_text_printf(arena,
				  "source s {\n time t\n column t date zone Europe/London\n}\n"
				  "metric m {\n from s\n value count of s\n no rows means zero\n"
				  " every %s\n}\n",
				  period));
}

struct row {
	const char *text;
	enum jrt_period_unit unit;
	unsigned rolling, month, day;
	bool from_first;
};

static void periods_are_read(void **state)
{
	static const struct row rows[] = {
		{"day zone UTC", JRT_DAY, 0, 1, 1, false},
		{"week zone UTC", JRT_WEEK, 0, 1, 1, false},
		{"month zone UTC", JRT_MONTH, 0, 1, 1, false},
		{"month from day 22 zone UTC", JRT_MONTH, 0, 1, 22, false},
		{"month from day 30 zone UTC", JRT_MONTH, 0, 1, 30, false},
		{"quarter zone UTC", JRT_QUARTER, 0, 1, 1, false},
		{"quarter from February zone UTC", JRT_QUARTER, 0, 2, 1, false},
		{"year from apr zone UTC", JRT_YEAR, 0, 4, 1, false},
		{"rolling 12 months zone UTC", JRT_MONTH, 12, 1, 1, false},
		{"rolling 4 weeks zone UTC", JRT_WEEK, 4, 1, 1, false},
		{"rolling 7d zone UTC", JRT_DAY, 7, 1, 1, false},
	};

	struct jb_arena arena;

	(void)state;
	jb_arena_init(&arena, NULL);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct modelled made;
		const struct jy_period *period;

		model_period(&made, &arena, rows[i].text);
		period = &made.model->metrics.at[0]->every;
		if (made.diags.list.count || !period->given)
			fail_msg("%s\n%s", rows[i].text, made.lines.data);
		assert_int_equal(period->spec.unit, rows[i].unit);
		assert_int_equal(period->spec.rolling, rows[i].rolling);
		assert_int_equal(period->spec.first_month, rows[i].month);
		assert_int_equal(period->spec.first_day, rows[i].day);
		assert_true(jb_text_is(period->zone, "UTC"));
		model_release(&made);
	}
	jb_arena_release(&arena);
}

struct refusal {
	const char *text;
	enum jy_code code;
};

static void what_is_no_period_is_refused(void **state)
{
	static const struct refusal rows[] = {
		{"hour zone UTC", JY_D_PERIOD_FORM},
		{"month from day 31 zone UTC", JY_D_PERIOD_FORM},
		{"month from day 0 zone UTC", JY_D_NUMBER_NOT_WHOLE},
		{"month from day 1.5 zone UTC", JY_D_NUMBER_NOT_WHOLE},
		{"quarter from Febuary zone UTC", JY_D_CHOICE_UNKNOWN},
		{"year from the start of the contract zone UTC", JY_D_PERIOD_FORM},
		{"rolling 1 month zone UTC", JY_D_PERIOD_FORM},
		{"rolling 36h zone UTC", JY_D_PERIOD_FORM},
		{"month zone Europe/Lodnon", JY_D_ZONE_UNKNOWN},
		{"month zone IST", JY_D_ZONE_UNCLEAR},
		{"month zone EST", JY_D_ZONE_UNCLEAR},
	};

	struct jb_arena arena;

	(void)state;
	jb_arena_init(&arena, NULL);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct modelled made;

		model_period(&made, &arena, rows[i].text);
		if (made.diags.list.count != 1 || made.diags.list.at[0].code != rows[i].code)
			fail_msg("%s\n%s", rows[i].text, made.lines.data);
		assert_true(made.diags.list.at[0].help.count > 0);
		model_release(&made);
	}
	jb_arena_release(&arena);
}

/* Whether a threshold may change on that day: no report; the first day proposed otherwise. */
static void check_step(const char *period, const char *day, const char *proposed)
{
	struct modelled made;
	struct jb_arena arena;

	jb_arena_init(&arena, NULL);
	model_text(&made,
		   jb_text_printf(
			   &arena,
			   "source s {\n time t\n column t date zone Europe/London\n column f "
			   "flag\n}\n"
			   "metric m {\n from s\n value share of f among all\n better higher\n}\n"
			   "journey j {\n periods zone Europe/London\n"
			   " outcome m at least 70%% every %s, from %s at least 72%%\n}\n",
			   period, day));
	if (proposed) {
		assert_int_equal(made.diags.list.count, 1);
		assert_int_equal(made.diags.list.at[0].code, JY_D_STEP_INSIDE_PERIOD);
		assert_true(jb_text_is(made.diags.list.at[0].fixes.at[0].replacement, proposed));
	} else if (made.diags.list.count) {
		fail_msg("%s from %s\n%s", period, day, made.lines.data);
	}
	model_release(&made);
	jb_arena_release(&arena);
}

/* 2026-08-17 is a Monday (ISO week 34); a quarter may begin in July, not in August. */
static void thresholds_change_where_periods_begin(void **state)
{
	(void)state;
	check_step("month", "2026-07-01", NULL);
	check_step("month", "2026-07-15", "2026-08-01");
	check_step("quarter", "2026-07-01", NULL);
	check_step("quarter", "2026-08-01", "2026-10-01");
	check_step("quarter from February", "2026-08-01", NULL);
	check_step("week", "2026-08-17", NULL);
	check_step("week", "2026-08-18", "2026-08-24");
	check_step("month from day 22", "2026-08-22", NULL);
	check_step("month from day 22", "2026-08-01", "2026-08-22");
	check_step("year from April", "2027-04-01", NULL);
	check_step("day", "2026-08-19", NULL);
	check_step("rolling 12 months", "2026-07-01", NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(periods_are_read),
		cmocka_unit_test(what_is_no_period_is_refused),
		cmocka_unit_test(thresholds_change_where_periods_begin),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
