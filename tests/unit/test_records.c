/*
 * Two records side by side: what differs is told once, in the order of a run, from the step on at
 * which it begins; and nothing is told where nothing differs.
 */
#include "audit/records.h"
#include "driver/described.h"
#include "evidence.h"

static struct evidence_run ours, theirs;
static struct jb_arena arena;
static struct jrt_records records;

static int set_up(void **state)
{
	(void)state;
	jb_arena_init(&arena, NULL);
	evidence_files(&ours, 200);
	evidence_make(&ours);
	evidence_files(&theirs, 190);
	evidence_make(&theirs);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	jy_session_release(&ours.session);
	jy_session_release(&theirs.session);
	evidence_remove(&ours);
	evidence_remove(&theirs);
	jb_arena_release(&arena);
	return 0;
}

static void compare(struct jb_text a, struct jb_text b)
{
	struct jb_text why;

	if (jrt_records_compare(JB_TEXT("ours"), a, JB_TEXT("theirs"), b, &arena, &records, &why) !=
	    JB_OK)
		fail_msg("%.*s", JB_ARG(why));
}

static void a_record_agrees_with_itself(void **state)
{
	(void)state;
	compare(ours.record, ours.record);
	assert_true(jrt_records_equal(&records));
	for (size_t i = 0; i < JRT_RECORDS_SECTIONS; i++)
		assert_int_equal(records.found[i], 0);
}

static void fewer_rows_show_where_they_are_missing_first(void **state)
{
	bool in_period = false;

	(void)state;
	compare(ours.record, theirs.record);
	assert_int_equal(records.found[JRT_RECORDS_PROGRAM], 0);
	assert_int_equal(records.found[JRT_RECORDS_MEANINGS], 0);
	assert_int_equal(records.found[JRT_RECORDS_INPUTS], 1);
	assert_true(records.found[JRT_RECORDS_COUNTS] > 0);
	assert_true(records.found[JRT_RECORDS_FIGURES] > 0);
	for (size_t i = 0; i < records.count; i++) {
		const struct jrt_records_difference *difference = &records.difference[i];

		if (i > 0)
			assert_true(difference[-1].section <= difference->section);
		if (difference->section != JRT_RECORDS_COUNTS)
			continue;
		in_period |= jb_text_is(difference->field, "in_period");
		/* Rows are missing from the file on: no later step of a cell is told. */
		assert_false(jb_text_is(difference->field, "in_scope"));
		assert_false(jb_text_is(difference->field, "counted"));
	}
	assert_true(in_period);
}

static void sides_may_be_exchanged(void **state)
{
	struct jrt_records other;

	(void)state;
	compare(ours.record, theirs.record);
	other = records;
	compare(theirs.record, ours.record);
	assert_int_equal(records.count, other.count);
	for (size_t i = 0; i < other.count; i++) {
		assert_true(jb_text_equal(records.difference[i].a, other.difference[i].b));
		assert_true(jb_text_equal(records.difference[i].b, other.difference[i].a));
	}
}

static void a_changed_record_is_not_compared(void **state)
{
	char *bytes = jb_copy(&arena, ours.record.at, ours.record.size);
	struct jb_text why;

	(void)state;
	bytes[ours.record.size / 2] ^= 1;
	assert_int_equal(jrt_records_compare(JB_TEXT("ours"), theirs.record, JB_TEXT("spoilt"),
					     (struct jb_text){bytes, ours.record.size}, &arena,
					     &records, &why),
			 JB_REFUSED);
	assert_true(jb_text_starts(why, JB_TEXT("spoilt: the record was changed")));
}

/* A name that would speak to the terminal does not get there. */
static void what_is_written_is_harmless(void **state)
{
	struct jb_buf out;

	(void)state;
	compare(ours.record, theirs.record);
	records.difference[0].what = JB_TEXT("\x1b]0;mine\x07");
	jb_buf_init(&out, &arena);
	jrt_records_text(&records, false, 80, &out);
	assert_null(strchr(out.data, '\x1b'));
	jb_buf_reset(&out);
	jrt_records_json(&records, &out);
	assert_null(strchr(out.data, '\x1b'));
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_record_agrees_with_itself),
		TEST(fewer_rows_show_where_they_are_missing_first),
		TEST(sides_may_be_exchanged),
		TEST(a_changed_record_is_not_compared),
		TEST(what_is_written_is_harmless),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
