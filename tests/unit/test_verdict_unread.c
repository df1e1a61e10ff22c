/*
 * Verdicts on data that are not there: rejected rows, files that could not be read, sources without
 * a file, periods without rows. None is met, and each says why (S14, S18).
 */
#include "judging.h"

static void test_S14_incomplete_data_is_not_measured_and_keeps_its_figure(void **state)
{
	struct stage stage;

	(void)state;
	stage_of_share(&stage, 90, 100);
	stage.cell[0].coverage = JRT_COVERED_PART;
	stage_judge(&stage);
	stage_expects(&stage, 0, JRT_NOT_MEASURED,
		      "incomplete: the data given does not cover the whole period");
	assert_true(stage_verdict(&stage, 0)->measured.measured);
	stage.cell[0].coverage = JRT_COVERED_BY_ROWS;
	stage_judge(&stage);
	stage_expects(&stage, 0, JRT_MET, "");
	jb_arena_release(&stage.arena);
}

static void test_more_rejected_than_tolerated(void **state)
{
	struct stage stage;

	(void)state;
	stage_of_share(&stage, 90, 100);
	stage.tally[0].rejected = 14;
	stage.tally[0].over_tolerance = true;
	stage_judge(&stage);
	stage_expects(&stage, 0, JRT_NOT_MEASURED,
		      "14 of 1,000 rows of contacts were rejected, more than the 0.1 % tolerated");
	jb_arena_release(&stage.arena);
}

/* Whatever was counted, rows are missing from it. */
static void test_a_file_that_could_not_be_read(void **state)
{
	struct stage stage;

	(void)state;
	stage_of_share(&stage, 90, 100);
	stage.tally[0].unread = stage.file[0].unread = true;
	stage_judge(&stage);
	stage_expects(&stage, 0, JRT_NOT_MEASURED, "jan.csv could not be read");
	assert_false(stage.judged.measurement[0].measured);
	assert_true(jb_text_is(stage.judged.measurement[0].reason, "jan.csv could not be read"));
	jb_arena_release(&stage.arena);
}

static void test_two_files_that_could_not_be_read(void **state)
{
	struct stage stage;
	struct jrt_file_tally files[3] = {{.file = JB_TEXT("jan.csv"), .unread = true},
					  {.file = JB_TEXT("feb.csv")},
					  {.file = JB_TEXT("mar.csv"), .unread = true}};

	(void)state;
	stage_of_share(&stage, 90, 100);
	stage.tally[0].unread = true;
	stage.measured.file = files;
	stage.measured.file_count = 3;
	stage_judge(&stage);
	stage_expects(&stage, 0, JRT_NOT_MEASURED, "jan.csv and 1 more could not be read");
	jb_arena_release(&stage.arena);
}

/* Without a cell, and before a rolling period is full, the file is named all the same. */
static void test_what_could_not_be_read_and_other_reasons(void **state)
{
	struct stage stage;

	(void)state;
	stage_of_share(&stage, 90, 100);
	stage.tally[0].unread = stage.file[0].unread = true;
	stage.measured.cell_count = 0;
	stage_judge(&stage);
	stage_expects(&stage, 0, JRT_NOT_MEASURED, "jan.csv could not be read");
	stage.measured.cell_count = 1;
	stage.meter[0].periods = 1; /* rolling 3, and one month is there */
	stage_judge(&stage);
	stage_expects(&stage, 0, JRT_NOT_MEASURED, "jan.csv could not be read");
	assert_true(jb_text_is(stage.judged.measurement[0].reason, "jan.csv could not be read"));
	jb_arena_release(&stage.arena);
}

static void test_S18_a_period_with_too_many_rejected_rows_stands_alone(void **state)
{
	struct stage stage;

	(void)state;
	stage_of_share(&stage, 90, 100);
	stage.cell[0].over_tolerance = true;
	stage_judge(&stage);
	stage_expects(&stage, 0, JRT_NOT_MEASURED,
		      "more of the period's rows were rejected than is tolerated");
	jb_arena_release(&stage.arena);
}

static void test_a_source_without_a_file(void **state)
{
	struct stage stage;

	(void)state;
	stage_init(&stage);
	stage.measured.file_count = 0;
	stage_judge(&stage);
	stage_expects(&stage, 0, JRT_NOT_MEASURED, "no data was given for contacts");
	assert_false(stage.judged.measurement[0].measured);
	jb_arena_release(&stage.arena);
}

static void test_no_rows_are_never_met(void **state)
{
	struct stage stage;

	(void)state;
	stage_of_share(&stage, 0, 0);
	stage_judge(&stage);
	stage_expects(&stage, 0, JRT_NOT_MEASURED, "no rows counted");
	jb_arena_release(&stage.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_S14_incomplete_data_is_not_measured_and_keeps_its_figure),
		cmocka_unit_test(test_more_rejected_than_tolerated),
		cmocka_unit_test(test_a_file_that_could_not_be_read),
		cmocka_unit_test(test_two_files_that_could_not_be_read),
		cmocka_unit_test(test_what_could_not_be_read_and_other_reasons),
		cmocka_unit_test(test_S18_a_period_with_too_many_rejected_rows_stands_alone),
		cmocka_unit_test(test_a_source_without_a_file),
		cmocka_unit_test(test_no_rows_are_never_met),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
