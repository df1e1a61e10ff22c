/*
 * Duplicates and late versions: which row of one identity counts (S8, S16, S17).
 */
#include "measuring.h"
#include "testing.h"

static struct measuring t;
static uint32_t at, id, wait_, changed, sum, all;

static int set_up(void **state)
{
	(void)state;
	measuring_init(&t);
	at = time_column(&t, "at");
	id = column(&t, "id", JRT_TEXT);
	wait_ = column(&t, "wait", JRT_NUMBER);
	changed = time_column(&t, "changed");
	time_of(&t, at);
	identify_by(&t, id);
	sum = meter(&t, (struct jrt_part){.kind = JRT_PART_SUM,
					  .among = JRT_NONE,
					  .a = of_column(&t, MAIN, wait_)});
	all = meter(&t, count_among(JRT_NONE));
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	measuring_release(&t);
	return 0;
}

static void keep_latest(void)
{
	t.source.latest = of_column(&t, KEYS, changed);
}

/* Runs, and wants so many rows of each fate. */
static void gives(uint64_t accepted, uint64_t duplicates, uint64_t rejected)
{
	run(&t);
	assert_int_equal(t.status, JB_OK);
	assert_int_equal(t.out.source[0].accepted, accepted);
	assert_int_equal(t.out.source[0].duplicates, duplicates);
	assert_int_equal(t.out.source[0].rejected, rejected);
	assert_int_equal(t.out.source[0].rows,
			 accepted + duplicates + rejected + t.out.source[0].ignored);
}

#define HEAD "at,id,wait,changed\n"
#define NUM(label) ((long long)(state_of(&t, sum, label)->num / JB_FIX_ONE))

static void s16_equal_content_is_one_row_over_all_files(void **state)
{
	(void)state;
	file_of(&t, HEAD "2026-03-01 00:00:00,a,5,\n2026-03-01 00:00:00,b,6,\n");
	file_of(&t, HEAD "2026-03-01 00:00:00,a,5,\n");
	gives(2, 1, 0);
	assert_int_equal(NUM("2026-03"), 11);
	assert_int_equal(t.out.file[1].duplicates, 1);
}

static void s16_without_a_stamp_other_content_is_a_contradiction(void **state)
{
	(void)state;
	file_of(&t, HEAD "2026-03-01 00:00:00,a,5,\n2026-03-01 00:00:00,b,6,\n"
			 "2026-03-01 00:00:00,a,7,\n");
	gives(1, 0, 2);
	assert_true(has_reject(&t, 2, "R0327"));
	assert_true(has_reject(&t, 4, "R0327"));
	assert_non_null(strstr(t.out.reject[0].reason.at, "line 4 of /tmp/"));
	assert_non_null(strstr(t.out.reject[1].reason.at, "line 2 of /tmp/"));
}

static void s16_the_greatest_stamp_wins(void **state)
{
	(void)state;
	keep_latest();
	file_of(&t, HEAD "2026-03-01 00:00:00,a,5,2026-03-02 00:00:00\n"
			 "2026-03-01 00:00:00,a,7,2026-03-03 00:00:00\n"
			 "2026-03-01 00:00:00,a,6,2026-03-01 00:00:00\n");
	gives(1, 2, 0);
	assert_int_equal(NUM("2026-03"), 7);
}

static void s16_equal_stamps_with_other_content_are_both_rejected(void **state)
{
	(void)state;
	keep_latest();
	file_of(&t, HEAD "2026-03-01 00:00:00,a,5,2026-03-02 00:00:00\n"
			 "2026-03-01 00:00:00,a,7,2026-03-03 00:00:00\n"
			 "2026-03-01 00:00:00,a,8,2026-03-03 00:00:00\n"
			 "2026-03-01 00:00:00,a,7,2026-03-03 00:00:00\n");
	gives(0, 2, 2);
}

static void s16_a_version_without_a_stamp_cannot_be_placed(void **state)
{
	(void)state;
	keep_latest();
	file_of(&t, HEAD "2026-03-01 00:00:00,a,5,2026-03-02 00:00:00\n2026-03-01 00:00:00,a,7,\n"
			 "2026-03-01 00:00:00,b,1,\n");
	gives(2, 0, 1);
	assert_true(has_reject(&t, 3, "R0328"));
	assert_int_equal(NUM("2026-03"), 6);
}

static void s17_a_later_version_moves_the_whole_row(void **state)
{
	(void)state;
	keep_latest();
	file_of(&t, HEAD "2026-03-31 00:00:00,a,5,2026-03-31 00:00:00\n"
			 "2026-03-31 00:00:00,b,1,2026-03-31 00:00:00\n");
	file_of(&t, HEAD "2026-04-01 00:00:00,a,9,2026-04-02 00:00:00\n");
	gives(2, 1, 0);
	assert_int_equal(NUM("2026-03"), 1);
	assert_int_equal(NUM("2026-04"), 9);
}

static void s8_rows_of_unknown_identity_are_no_duplicates(void **state)
{
	(void)state;
	missing(&t, id, "");
	file_of(&t, HEAD "2026-03-01 00:00:00,,5,\n2026-03-01 00:00:00,,5,\n");
	gives(2, 0, 0);
	assert_int_equal(NUM("2026-03"), 10);
}

/* Duplicates are out before `require` speaks; ignored rows are no versions at all. */
static void the_pipeline_ignores_then_deduplicates_then_requires(void **state)
{
	(void)state;
	keep_latest();
	ignore_where(&t, compare(&t, FILTER, wait_, JRT_OP_EQUAL, 99));
	require(&t, compare(&t, CHECK, wait_, JRT_OP_AT_LEAST, 0), JRT_REJECT_ROW);
	file_of(&t, HEAD "2026-03-01 00:00:00,a,-5,2026-03-02 00:00:00\n"
			 "2026-03-01 00:00:00,a,7,2026-03-03 00:00:00\n"
			 "2026-03-01 00:00:00,a,99,2026-03-04 00:00:00\n"
			 "2026-03-01 00:00:00,b,5,2026-03-02 00:00:00\n"
			 "2026-03-01 00:00:00,b,-7,2026-03-03 00:00:00\n");
	gives(1, 2, 1);
	assert_int_equal(NUM("2026-03"), 7);
	assert_true(has_reject(&t, 6, "R0321"));
	assert_string_equal(t.out.reject[0].bytes.at,
			    "2026-03-01 00:00:00,b,-7,2026-03-03 00:00:00");
	assert_int_equal(t.out.source[0].ignored, 1);
}

static void identity_may_have_several_parts(void **state)
{
	(void)state;
	identify_by(&t, at);
	file_of(&t, HEAD "2026-03-01 00:00:00,a,5,\n2026-03-02 00:00:00,a,6,\n"
			 "2026-03-01 00:00:00,a,5,\n");
	gives(2, 1, 0);
}

/* Bytes of both, from a second look at their files; in the order of the files. */
static void contradicting_rows_are_shown_as_they_stood(void **state)
{
	static const char *const rows[] = {"2026-03-01 00:00:00,z,5,",
					   "2026-03-01 00:00:00,\"a\",5,",
					   "2026-03-01 00:00:00,a,8,", "2026-03-01 00:00:00,z,7,"};

	(void)state;
	file_of(&t, HEAD "\n2026-03-01 00:00:00,z,5,\n2026-03-01 00:00:00,\"a\",5,\n");
	file_of(&t, HEAD "2026-03-01 00:00:00,b,5,\n");
	file_of(&t, HEAD "2026-03-01 00:00:00,c,6,\n2026-03-01 00:00:00,a,8,\r\n"
			 "2026-03-01 00:00:00,z,7,\n");
	gives(2, 0, 4);
	assert_int_equal(t.out.reject_count, 4);
	for (size_t i = 0; i < 4; i++)
		assert_true(jb_text_is(t.out.reject[i].bytes, rows[i]));
	assert_int_equal(t.out.reject[0].line, 3);
	assert_int_equal(t.out.reject[2].file, 2);
}

struct told {
	uint64_t count, line;
	bool sorted, whole;
};

static enum jb_status tell(void *user, const struct jrt_reject *reject)
{
	struct told *told = user;

	told->sorted &= reject->line > told->line;
	told->whole &= reject->bytes.size > 0;
	told->line = reject->line;
	told->count++;
	return JB_OK;
}

static void many_contradictions_are_told_in_order(void **state)
{
	struct told told = {.sorted = true, .whole = true};
	struct jb_buf bytes;

	(void)state;
	t.input.reject = tell;
	t.input.reject_user = &told;
	jb_buf_init(&bytes, &t.arena);
	jb_buf_add_string(&bytes, HEAD);
	for (int i = 0; i < 20000; i++)
		jb_buf_printf(&bytes, "2026-03-01 00:00:00,k%d,%d,\n", i % 10000, i);
	file_of(&t, bytes.data);
	gives(0, 0, 20000);
	assert_int_equal(told.count, 20000);
	assert_true(told.sorted && told.whole);
	assert_int_equal(t.out.reject_count, JRT_REJECTS_KEPT);
}

/* A pipe is gone when its rows turn out to contradict one another: no bytes, and no waiting. */
static void contradicting_rows_of_a_pipe_have_no_bytes(void **state)
{
	static const char bytes[] = HEAD "2026-03-01 00:00:00,a,5,\n2026-03-01 00:00:00,a,7,\n";
	char path[64];
	int pipes[2];

	(void)state;
	assert_int_equal(pipe(pipes), 0);
	assert_int_equal(write(pipes[1], bytes, sizeof bytes - 1), (ssize_t)sizeof bytes - 1);
	close(pipes[1]);
	snprintf(path, sizeof path, "/dev/fd/%d", pipes[0]);
	file_at(&t, path);
	gives(0, 0, 2);
	close(pipes[0]);
	assert_true(has_reject(&t, 2, "R0327") && has_reject(&t, 3, "R0327"));
	assert_int_equal(t.out.reject[0].bytes.size, 0);
}

static void many_duplicates_over_many_chunks(void **state)
{
	struct jb_buf bytes;

	(void)state;
	jb_buf_init(&bytes, &t.arena);
	jb_buf_add_string(&bytes, HEAD);
	for (int i = 0; i < 20000; i++)
		jb_buf_printf(&bytes, "2026-03-01 00:00:00,k%d,1,\n", i % 9000);
	file_of(&t, bytes.data);
	gives(9000, 11000, 0);
	assert_int_equal(NUM("2026-03"), 9000);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		CASE(s16_equal_content_is_one_row_over_all_files),
		CASE(s16_without_a_stamp_other_content_is_a_contradiction),
		CASE(s16_the_greatest_stamp_wins),
		CASE(s16_equal_stamps_with_other_content_are_both_rejected),
		CASE(s16_a_version_without_a_stamp_cannot_be_placed),
		CASE(s17_a_later_version_moves_the_whole_row),
		CASE(s8_rows_of_unknown_identity_are_no_duplicates),
		CASE(the_pipeline_ignores_then_deduplicates_then_requires),
		CASE(identity_may_have_several_parts),
		CASE(contradicting_rows_are_shown_as_they_stood),
		CASE(many_contradictions_are_told_in_order),
		CASE(contradicting_rows_of_a_pipe_have_no_bytes),
		CASE(many_duplicates_over_many_chunks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
