/*
 * Every byte of a ledger is changed, one at a time, to two other values: verifying must find each,
 * and neither verifying nor walking the entries may crash. What is appended, cut off or put in is
 * found as well. JOURNEY_LEDGER_FLIPS=1 changes every byte; otherwise every 29th of those that are
 * no filling, and every 53rd of the rest.
 */
#include <fcntl.h>

#include "base/io.h"
#include "ledgers.h"

static uint8_t *whole;
static size_t whole_size;

static void read_whole(void)
{
	struct jb_text text;

	assert_int_equal(jb_io_read_all(&arena, jb_text_of(ledger_path), 1 << 24, &text, &why),
			 JB_OK);
	whole_size = text.size;
	whole = malloc(whole_size);
	memcpy(whole, text.at, whole_size);
}

static void write_at(size_t offset, uint8_t byte)
{
	int fd = open(ledger_path, O_WRONLY);

	assert_int_equal(pwrite(fd, &byte, 1, (off_t)offset), 1);
	close(fd);
}

static void walk_all(struct jb_arena *at)
{
	struct jrt_store store;
	struct jrt_entry entry;
	struct jb_text said = {0};

	if (jrt_store_open(&store, at, jb_text_of(ledger_path), JRT_STORE_READ, &said) != JB_OK)
		return;
	if (jrt_store_seek(&store, 0, false, &said) == JB_OK)
		while (jrt_store_next(&store, &entry, &said) == JB_OK && entry.seq > 0)
			;
	jrt_store_close(&store);
}

static bool finds(struct jb_arena *at)
{
	struct jrt_verified found;
	struct jb_text said = {0};

	walk_all(at);
	return jrt_ledger_verify(at, jb_text_of(ledger_path), NULL, &found, &said) == JB_OK &&
	       found.faults.count > 0;
}

/* Free space inside pages, on which a whole page of tests would tell the same. */
static bool is_filling(size_t i)
{
	return whole[i] == 0 && i > 8 && i + 8 < whole_size && whole[i - 8] == 0 &&
	       whole[i + 8] == 0;
}

static void every_changed_byte_is_found(void **state)
{
	bool all = getenv("JOURNEY_LEDGER_FLIPS") != NULL;
	struct jb_arena own;
	size_t tried = 0;

	(void)state;
	add_entries(ledger_path, 1, 3);
	read_whole();
	jb_arena_init(&own, NULL);
	for (size_t i = 0; i < whole_size; i++) {
		if (!all && i >= 100 && i % 53 != 0 && (is_filling(i) || i % 29 != 0))
			continue;
		for (int k = 0; k < 2; k++) {
			write_at(i, (uint8_t)(whole[i] ^ (k == 0 ? 0xff : 1u << i % 8)));
			if (!finds(&own))
				fail_msg("byte %zu of %zu was changed, and nothing found", i,
					 whole_size);
			jb_arena_reset(&own);
			tried++;
		}
		write_at(i, whole[i]);
	}
	assert_int_equal(verify_ledger(ledger_path).faults.count, 0);
	print_message("%zu changes of %zu bytes, all found\n", tried, whole_size);
	jb_arena_release(&own);
	free(whole);
}

static void every_cut_is_found(void **state)
{
	struct jb_arena own;

	(void)state;
	add_entries(ledger_path, 1, 3);
	read_whole();
	jb_arena_init(&own, NULL);
	for (size_t size = whole_size - 1; size > 0; size -= size > 512 ? 509 : size) {
		assert_int_equal(truncate(ledger_path, (off_t)size), 0);
		assert_true(finds(&own));
		jb_arena_reset(&own);
	}
	jb_arena_release(&own);
	free(whole);
}

static void what_is_put_behind_is_found(void **state)
{
	static const uint8_t more[4096];
	int fd;

	(void)state;
	add_entries(ledger_path, 1, 3);
	fd = open(ledger_path, O_WRONLY | O_APPEND);
	assert_int_equal(write(fd, more, 1), 1);
	assert_true(verify_ledger(ledger_path).faults.count > 0);
	assert_int_equal(write(fd, more, sizeof more - 1), sizeof more - 1);
	assert_true(verify_ledger(ledger_path).faults.count > 0);
	close(fd);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_changed_byte_is_found, set_up_ledger,
						tear_down_ledger),
		cmocka_unit_test_setup_teardown(every_cut_is_found, set_up_ledger,
						tear_down_ledger),
		cmocka_unit_test_setup_teardown(what_is_put_behind_is_found, set_up_ledger,
						tear_down_ledger),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
