/*
 * What was read is told by the digest of its bytes as they came: whatever the encoding, the blocks,
 * the row where reading stopped or what was found wrong with it.
 */
#include "base/io.h"
#include "measuring.h"
#include "testing.h"

static struct measuring t;

static int set_up(void **state)
{
	(void)state;
	measuring_init(&t);
	time_of(&t, time_column(&t, "at"));
	meter(&t, count_among(JRT_NONE));
	t.input.hash = true;
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	measuring_release(&t);
	return 0;
}

static void is_of_file(size_t number)
{
	struct jb_digest digest;
	uint64_t size;
	struct jb_text why;

	assert_int_equal(jb_hash_file(&t.arena, t.input.file[number].path, &digest, &size, &why),
			 JB_OK);
	assert_true(t.out.file[number].hashed);
	assert_int_equal(t.out.file[number].size, size);
	assert_true(jb_digest_equal(&t.out.file[number].digest, &digest));
}

static void every_file_has_its_digest_whatever_the_blocks(void **state)
{
	static const size_t block[] = {0, 1, 7, 4096};

	(void)state;
	file_of(&t, "at\n2026-03-02 00:00:00\n2026-03-03 00:00:00\n");
	file_of(&t, "");
	file_of(&t, "\xef\xbb\xbf"
		    "at\r\n2026-03-02 00:00:00");
	for (size_t i = 0; i < sizeof block / sizeof *block; i++) {
		t.input.read_block = block[i];
		run(&t);
		for (size_t f = 0; f < t.input.file_count; f++)
			is_of_file(f);
	}
}

/* SHA-256 of "abc" is the first vector of FIPS 180-4's examples. */
static void the_digest_is_that_of_the_standard(void **state)
{
	(void)state;
	file_of(&t, "abc");
	run(&t);
	assert_true(jb_text_is(jb_digest_hex(&t.arena, &t.out.file[0].digest),
			       "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
}

static void what_follows_the_last_row_belongs_to_the_file(void **state)
{
	(void)state;
	t.input.read_block = 16;
	t.source.stop = is_text(&t, FILTER, column(&t, "note", JRT_TEXT), "END");
	file_of(&t, "at,note\n2026-03-02 00:00:00,\n2026-03-02 00:00:00,END\n"
		    "a sum,\nand what else a system writes below it,\n");
	run(&t);
	assert_int_equal(t.out.file[0].rows, 1);
	is_of_file(0);
}

static void a_file_in_another_encoding_has_one_too(void **state)
{
	(void)state;
	file_of(&t, "\xff\xfe"
		    "a");
	run(&t);
	assert_true(t.out.file[0].unread);
	is_of_file(0);
}

static void what_cannot_be_opened_has_none(void **state)
{
	(void)state;
	file_at(&t, "/nowhere/calls.csv");
	run(&t);
	assert_true(t.out.file[0].unread);
	assert_false(t.out.file[0].hashed);
}

static void nobody_pays_who_does_not_ask(void **state)
{
	(void)state;
	t.input.hash = false;
	file_of(&t, "at\n2026-03-02 00:00:00\n");
	run(&t);
	assert_false(t.out.file[0].hashed);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_file_has_its_digest_whatever_the_blocks,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_digest_is_that_of_the_standard, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(what_follows_the_last_row_belongs_to_the_file,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_file_in_another_encoding_has_one_too, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(what_cannot_be_opened_has_none, set_up, tear_down),
		cmocka_unit_test_setup_teardown(nobody_pays_who_does_not_ask, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
