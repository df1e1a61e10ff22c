/*
 * Runs that meet in a ledger: what is at hand wins, what is not is taken from the newest run that
 * covered it best, and nothing is ever added up (S16). A period that is restated is said with both
 * figures (S17). Months that come one at a time are judged as if they had come at once.
 */
#include "judging.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ledger/accounts.h"
#include "ledger/history.h"
#include "ledger/identity.h"

static struct stage stage;
static char path[96];

static int set_up(void **state)
{
	(void)state;
	stage_init(&stage);
	stage.tally[0].has_cover = true;
	snprintf(path, sizeof path, "/tmp/journey-history.%d.db", (int)getpid());
	unlink(path);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	unlink(path);
	jb_arena_release(&stage.arena);
	return 0;
}

/* Data that covers from one month to another, so far without a row. */
static void begin(unsigned from, unsigned to)
{
	stage.measured.cell_count = 0;
	stage.tally[0].cover_from = stage_instant(2026, from, 1);
	stage.tally[0].cover_to = stage_instant(2026, to + 1, 1);
}

static struct jrt_history history;
static struct jrt_history_change change;
static struct jrt_measured joined;

/* What `journey eval --ledger` does; gives the entry's number, 0 where nothing was added. */
static uint64_t record(void)
{
	struct jrt_store store;
	struct jb_digest definitions = jb_hash_text(JB_TEXT("program"));
	struct jrt_entry entry = {.program = stage.plan.title, .definitions = definitions};
	struct jb_buf payload;
	uint64_t seq = 0;

	assert_int_equal(
		jrt_store_open(&store, &stage.arena, jb_text_of(path), JRT_STORE_WRITE, &stage.why),
		JB_OK);
	assert_int_equal(jrt_history_read(&stage.plan, &store, &stage.arena, &history, &stage.why),
			 JB_OK);
	joined = jrt_history_join(&stage.measured, &history, &stage.arena);
	assert_int_equal(jrt_judge(&stage.plan, &joined, &stage.arena, &stage.judged, &stage.why),
			 JB_OK);
	assert_int_equal(jrt_history_compare(&stage.plan, &stage.measured, &history, &stage.judged,
					     &definitions, &stage.arena, &change, &stage.why),
			 JB_OK);
	if (!change.known) {
		jb_buf_init(&payload, &stage.arena);
		jrt_report_json(&stage.plan, &stage.measured, &stage.judged, &payload);
		entry.corrects = change.corrects;
		entry.kind = change.corrects > 0 ? JRT_ENTRY_CORRECTION : JRT_ENTRY_RUN;
		entry.meters = jrt_identity_text(&stage.plan, &stage.arena);
		entry.payload = jb_buf_text(&payload);
		assert_int_equal(jrt_ledger_add(&store, &entry, &stage.why), JB_OK);
		seq = entry.seq;
	}
	jrt_store_close(&store);
	return seq;
}

static uint64_t run(unsigned month, uint64_t num, uint64_t den)
{
	begin(month, month);
	stage_share(&stage, (int)month, num, den);
	return record();
}

static void what_is_not_at_hand_is_taken(void **state)
{
	(void)state;
	assert_int_equal(run(1, 75, 100), 1);
	assert_int_equal(run(2, 85, 100), 2);
	assert_int_equal(stage.judged.verdict_count, 2);
	assert_int_equal(stage_verdict(&stage, 0)->verdict, JRT_MISSED);
	assert_int_equal(stage_verdict(&stage, 0)->measured.entry, 1);
	assert_true(stage_verdict(&stage, 0)->measured.recorded);
	assert_int_equal(stage_verdict(&stage, 1)->verdict, JRT_MET);
	assert_int_equal(stage_verdict(&stage, 1)->measured.entry, 0);
	assert_false(stage_verdict(&stage, 1)->measured.recorded);
}

static void the_same_run_adds_nothing(void **state)
{
	(void)state;
	assert_int_equal(run(1, 75, 100), 1);
	assert_int_equal(run(1, 75, 100), 0);
	assert_int_equal(run(2, 85, 100), 2);
	assert_int_equal(run(1, 75, 100), 0);
	assert_int_equal(run(2, 85, 100), 0);
}

/* Three months one at a time are the three months at once, to the last digit. */
static void a_rolling_period_is_filled_from_earlier_runs(void **state)
{
	const uint64_t num[] = {75, 85, 131}, den[] = {101, 97, 149};
	struct jb_ratio whole;

	(void)state;
	stage.meter[0].periods = 1;
	begin(1, 3);
	for (int month = 1; month <= 3; month++)
		stage_share(&stage, month, num[month - 1], den[month - 1]);
	stage_judge(&stage);
	whole = stage_verdict(&stage, 2)->measured.value;
	for (unsigned month = 1; month <= 3; month++)
		assert_int_equal(run(month, num[month - 1], den[month - 1]), month);
	assert_int_equal(stage_verdict(&stage, 0)->verdict, JRT_NOT_MEASURED);
	assert_true(stage_verdict(&stage, 2)->measured.measured);
	assert_int_equal(stage_verdict(&stage, 2)->measured.entry, 2);
	assert_false(stage_verdict(&stage, 2)->measured.recorded);
	assert_true(stage_verdict(&stage, 2)->measured.value.num * whole.den ==
		    whole.num * stage_verdict(&stage, 2)->measured.value.den);
}

static void repeated_misses_reach_back(void **state)
{
	(void)state;
	stage.trigger[0] = (struct jrt_trigger){.agreement = JB_TEXT("acme_2026"),
						.guarantee = JB_TEXT("answer"),
						.count = 3,
						.of = 3};
	stage.plan.trigger_count = 1;
	run(1, 75, 100);
	run(2, 74, 100);
	assert_false(stage.judged.trigger[0].fired);
	run(3, 73, 100);
	assert_true(stage.judged.trigger[0].fired);
	assert_text(stage.judged.trigger[0].label, "2026-03");
}

/* S16: two runs over the same month are two views of the same rows. The other reading would judge
 * 150 of 200. */
static void s16_states_of_two_runs_are_never_added(void **state)
{
	(void)state;
	run(1, 75, 100);
	assert_int_equal(run(1, 80, 100), 2);
	assert_int_equal(joined.cell_count, 1);
	assert_int_equal(joined.cell[0].part[0].n, 100);
	assert_int_equal(stage_verdict(&stage, 0)->verdict, JRT_MET);
	run(2, 90, 100);
	assert_int_equal(joined.cell[0].entry, 2);
	assert_int_equal((int)joined.cell[0].part[0].num, 80);
}

static void less_cover_does_not_win(void **state)
{
	(void)state;
	run(1, 75, 100);
	begin(1, 1);
	stage_share(&stage, 1, 30, 30)->coverage = JRT_COVERED_PART;
	assert_int_equal(record(), 0);
	assert_int_equal(stage_verdict(&stage, 0)->measured.entry, 1);
	assert_int_equal(stage_verdict(&stage, 0)->measured.n, 100);
}

static void part_of_a_month_is_completed_not_corrected(void **state)
{
	(void)state;
	begin(1, 1);
	stage_share(&stage, 1, 30, 30)->coverage = JRT_COVERED_PART;
	assert_int_equal(record(), 1);
	assert_int_equal(run(1, 75, 100), 2);
	assert_int_equal(change.corrects, 0);
	assert_int_equal(change.finding_count, 0);
}

static void what_was_provisional_is_completed(void **state)
{
	(void)state;
	begin(1, 1);
	stage_share(&stage, 1, 70, 90)->provisional = true;
	assert_int_equal(record(), 1);
	assert_int_equal(run(1, 75, 100), 2);
	assert_int_equal(change.corrects, 0);
}

/* S17: both figures, the entry and what became of the verdict. */
static void s17_a_restated_period_shows_both_figures(void **state)
{
	(void)state;
	run(1, 79, 100);
	run(2, 90, 100);
	assert_int_equal(run(1, 81, 101), 3);
	assert_int_equal(change.corrects, 1);
	assert_int_equal(change.finding_count, 1);
	assert_text(change.finding[0].code, "R0403");
	assert_text(
		change.finding[0].message,
		"restated: service_level of fault_repair.call, 2026-01: 79.0 % (100 counted) in "
		"entry 1, now 80.2 % (101 counted); fault_repair.call/service_level: missed, "
		"now met");
	/* The first version again is a correction of the correction. */
	assert_int_equal(run(1, 79, 100), 4);
	assert_int_equal(change.corrects, 3);
}

static void a_difference_below_the_shown_digits_is_shown(void **state)
{
	(void)state;
	run(1, 80000, 100000);
	assert_int_equal(run(1, 79999, 100000), 2);
	assert_true(jb_text_starts(change.finding[0].message,
				   JB_TEXT("restated: service_level of fault_repair.call, 2026-01: "
					   "80.000 % (100000 counted) in entry 1, now 79.999 %")));
}

static void another_definition_is_refused(void **state)
{
	(void)state;
	run(1, 75, 100);
	stage.metric[0].definition = JB_TEXT("share of wait < 20s among offered");
	run(2, 85, 100);
	assert_int_equal(joined.cell_count, 1);
	assert_int_equal(history.finding_count, 1);
	assert_text(history.finding[0].code, "R0401");
	assert_true(
		jb_text_starts(history.finding[0].message,
			       JB_TEXT("service_level was another figure in entry 1, \"share of "
				       "wait <= 20s among offered\"")));
}

/* The formula says the same, but other rows are let in. */
static void other_rows_are_refused(void **state)
{
	static const struct jrt_step all[] = {{.op = JRT_OP_ALL, .type = JRT_FLAG}};
	static const uint32_t ignored[] = {0};

	(void)state;
	run(1, 75, 100);
	stage.source[0].filter = (struct jrt_program){.step = all, .count = 1};
	stage.source[0].ignore = ignored;
	stage.source[0].ignore_count = 1;
	run(2, 85, 100);
	assert_int_equal(joined.cell_count, 1);
	assert_text(history.finding[0].code, "R0401");
	assert_true(jb_text_starts(history.finding[0].message,
				   JB_TEXT("service_level counted other rows in entry 1")));
}

/* Relief is agreed for February: January's figure stays what it was, and one relieved in hindsight
 * is not. */
static void relief_matters_where_it_falls(void **state)
{
	(void)state;
	run(1, 75, 100);
	stage.relief[0] = (struct jrt_range){stage_instant(2026, 2, 3), stage_instant(2026, 2, 4)};
	stage.meter[0].relief = stage.relief;
	stage.meter[0].relief_count = 1;
	run(2, 85, 100);
	assert_int_equal(joined.cell_count, 2);
	assert_int_equal(history.finding_count, 0);
	stage.relief[0] = (struct jrt_range){stage_instant(2026, 1, 3), stage_instant(2026, 1, 4)};
	run(3, 85, 100);
	assert_int_equal(joined.cell_count, 1);
	assert_true(jb_text_starts(history.finding[0].message,
				   JB_TEXT("service_level was recorded with other relief for "
					   "2026-02 in entry 2")));
}

static void another_threshold_judges_old_figures_anew(void **state)
{
	(void)state;
	run(1, 75, 100);
	stage.threshold[0].low = SHARE(70);
	stage.source[0].separator = ';';
	run(2, 85, 100);
	assert_int_equal(history.finding_count, 0);
	assert_int_equal(stage_verdict(&stage, 0)->verdict, JRT_MET);
}

static void what_is_in_no_period_is_not_taken(void **state)
{
	(void)state;
	stage.periods[0].unit = JRT_WHOLE;
	begin(1, 1);
	stage_share(&stage, 1, 75, 100);
	stage.cell[0].period = 0;
	assert_int_equal(record(), 1);
	assert_int_equal(record(), 0);
	begin(2, 2);
	assert_int_equal(record(), 0);
	assert_int_equal(joined.cell_count, 0);
}

static void another_program_is_not_looked_at(void **state)
{
	(void)state;
	run(1, 75, 100);
	stage.plan.title = JB_TEXT("Another journey");
	run(2, 85, 100);
	assert_int_equal(joined.cell_count, 1);
	assert_int_equal(history.newest, 0);
}

static void what_cannot_be_read_is_passed_over(void **state)
{
	struct jrt_store store;
	struct jrt_entry entry = {.program = stage.plan.title,
				  .payload = JB_TEXT("{\"schema\": 1")};

	(void)state;
	run(1, 75, 100);
	assert_int_equal(
		jrt_store_open(&store, &stage.arena, jb_text_of(path), JRT_STORE_WRITE, &stage.why),
		JB_OK);
	entry.meters = jrt_identity_text(&stage.plan, &stage.arena);
	assert_int_equal(jrt_ledger_add(&store, &entry, &stage.why), JB_OK);
	jrt_store_close(&store);
	assert_int_equal(run(2, 85, 100), 3);
	assert_int_equal(joined.cell_count, 2);
	assert_text(history.finding[0].code, "R0402");
}

/* The term begins on the 15th: half of January was all there was to cover. */
static void a_part_period_is_judged_by_the_cover_it_had(void **state)
{
	(void)state;
	stage.criterion[0].has_runs = true;
	stage.criterion[0].runs = (struct jrt_days){(int32_t)stage_day(2026, 1, 15),
						    (int32_t)stage_day(2026, 12, 31)};
	stage.criterion[0].part_periods = JRT_PART_JUDGED;
	begin(1, 1);
	stage.tally[0].cover_from = stage_instant(2026, 1, 15);
	stage_share(&stage, 1, 75, 100)->coverage = JRT_COVERED_PART;
	assert_int_equal(record(), 1);
	assert_int_equal(stage_verdict(&stage, 0)->verdict, JRT_MISSED);
	run(2, 90, 100);
	assert_int_equal(stage_verdict(&stage, 0)->verdict, JRT_MISSED);
	assert_int_equal(stage_verdict(&stage, 0)->measured.entry, 1);
}

/* ---- accounts ---- */

static void accounts_come_back_to_the_cent(void **state)
{
	struct jrt_agreement agreement = {.name = JB_TEXT("acme_2026"), .currency = JB_TEXT("EUR")};
	struct jrt_account account[] = {
		{.label = JB_TEXT("2026-01"),
		 .final = true,
		 .net = -10000010,
		 .credits = 7,
		 .cap = INT64_MAX,
		 .has_cap = true,
		 .carried_out = 12345,
		 .points = 9},
		{.label = JB_TEXT("2026-02"), .net = 5},
		{.label = JB_TEXT("2026-03"), .recorded = true, .fees = INT64_MIN},
	};
	struct jrt_settlement settlement = {.account = account, .account_count = 3};
	struct jrt_accounts back;
	struct jb_text text;

	(void)state;
	stage.plan.agreement = &agreement;
	stage.plan.agreement_count = 1;
	text = jrt_accounts_text(&stage.plan, &settlement, &stage.arena);
	jrt_accounts_init(&back, &stage.arena);
	assert_true(jrt_accounts_read(text, &back, &stage.arena));
	assert_int_equal(back.list.count, 2);
	assert_text(back.list.at[0].agreement, "acme_2026");
	assert_text(back.list.at[0].period, "2026-01");
	assert_text(back.currency.at[0], "EUR");
	assert_true(back.list.at[0].account.net == -10000010);
	assert_true(back.list.at[0].account.cap == INT64_MAX);
	assert_true(back.list.at[0].account.carried_out == 12345);
	assert_int_equal(back.list.at[0].account.points, 9);
	assert_text(back.list.at[1].period, "2026-03");
	assert_true(back.list.at[1].account.fees == INT64_MIN);
	for (size_t cut = 1; cut < text.size; cut++) {
		struct jrt_accounts none;

		jrt_accounts_init(&none, &stage.arena);
		if (jrt_accounts_read(jb_text_slice(text, 0, cut), &none, &stage.arena))
			assert_true(text.at[cut - 1] == '\n');
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_not_at_hand_is_taken),
		TEST(the_same_run_adds_nothing),
		TEST(a_rolling_period_is_filled_from_earlier_runs),
		TEST(repeated_misses_reach_back),
		TEST(s16_states_of_two_runs_are_never_added),
		TEST(less_cover_does_not_win),
		TEST(part_of_a_month_is_completed_not_corrected),
		TEST(what_was_provisional_is_completed),
		TEST(s17_a_restated_period_shows_both_figures),
		TEST(a_difference_below_the_shown_digits_is_shown),
		TEST(another_definition_is_refused),
		TEST(other_rows_are_refused),
		TEST(relief_matters_where_it_falls),
		TEST(another_threshold_judges_old_figures_anew),
		TEST(what_is_in_no_period_is_not_taken),
		TEST(another_program_is_not_looked_at),
		TEST(what_cannot_be_read_is_passed_over),
		TEST(a_part_period_is_judged_by_the_cover_it_had),
		TEST(accounts_come_back_to_the_cent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
