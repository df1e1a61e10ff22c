/*
 * A process that adds entries is killed at random moments. What it was told is kept is kept, whole
 * and in order; at most one more is there, whole as well. JOURNEY_LEDGER_KILLS says how often, 30
 * times if nothing is said; `make ledger-kill` does it 1,000 times. The moments come from a fixed
 * seed, so a run can be made again as far as the system allows.
 */
#include <signal.h>
#include <sys/wait.h>
#include <time.h>

#include "ledgers.h"

#define KILLS_A_FILE 40
#define LONGEST_US 24000 /* before a kill */

static uint64_t seed = 0x9e3779b97f4a7c15u;

/* xorshift64*, by Vigna. */
static uint32_t random_below(uint32_t bound)
{
	seed ^= seed >> 12;
	seed ^= seed << 25;
	seed ^= seed >> 27;
	return (uint32_t)((seed * 0x2545f4914f6cdd1du) >> 32) % bound;
}

/* In the child: adds until killed, and tells each entry once it is kept. */
static void add_for_ever(int out, uint64_t kept)
{
	for (;;) {
		struct jrt_entry entry = entry_of((unsigned)++kept);

		if (add_entry(ledger_path, &entry) != JB_OK || entry.seq != kept)
			_exit(1);
		if (write(out, &kept, sizeof kept) != sizeof kept)
			_exit(1);
	}
}

static void sleep_us(uint32_t us)
{
	struct timespec time = {us / 1000000, (long)(us % 1000000) * 1000};

	nanosleep(&time, NULL);
}

/* One child's life; gives the last entry that it was told is kept. */
static uint64_t live_and_die(uint64_t kept)
{
	int pipes[2], status;
	uint64_t told;
	pid_t child;

	assert_int_equal(pipe(pipes), 0);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		close(pipes[0]);
		add_for_ever(pipes[1], kept);
	}
	close(pipes[1]);
	sleep_us(random_below(LONGEST_US));
	assert_int_equal(kill(child, SIGKILL), 0);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
	while (read(pipes[0], &told, sizeof told) == sizeof told)
		kept = told;
	close(pipes[0]);
	return kept;
}

/* What stands in the ledger is what was added, entry for entry. */
static void compare_entries(uint64_t count)
{
	struct jrt_store store;
	struct jrt_entry entry;

	assert_int_equal(
		jrt_store_open(&store, &arena, jb_text_of(ledger_path), JRT_STORE_READ, &why),
		JB_OK);
	assert_int_equal(jrt_store_seek(&store, 0, false, &why), JB_OK);
	for (unsigned n = 1; n <= count; n++) {
		struct jrt_entry wanted = entry_of(n);

		assert_int_equal(jrt_store_next(&store, &entry, &why), JB_OK);
		assert_int_equal(entry.seq, n);
		assert_true(jb_text_equal(entry.payload, wanted.payload));
	}
	jrt_store_close(&store);
}

/* Entries there after a death; 0 where not even the first began. */
static uint64_t look_after(uint64_t kept)
{
	struct stat about;
	struct jrt_verified found;

	if (stat(ledger_path, &about) != 0 || about.st_size == 0) {
		assert_int_equal(kept, 0);
		return 0;
	}
	assert_int_equal(jrt_ledger_verify(&arena, jb_text_of(ledger_path), NULL, &found, &why),
			 JB_OK);
	if (found.faults.count == 1 && kept == 0 &&
	    jb_text_ends(found.faults.at[0], JB_TEXT("is empty: no ledger")))
		return 0;
	if (found.faults.count > 0)
		fail_msg("%.*s", JB_ARG(found.faults.at[0]));
	assert_in_range(found.entries, kept, kept + 1);
	return found.entries;
}

static void killed_at_random_moments(void **state)
{
	const char *said = getenv("JOURNEY_LEDGER_KILLS");
	unsigned kills = said != NULL ? (unsigned)strtoul(said, NULL, 10) : 30;
	uint64_t kept = 0, total = 0, half_way = 0;

	(void)state;
	for (unsigned k = 0; k < kills; k++) {
		uint64_t told = live_and_die(kept);
		char journal[112];

		snprintf(journal, sizeof journal, "%s-journal", ledger_path);
		half_way += access(journal, F_OK) == 0;
		kept = look_after(told);
		if (k % KILLS_A_FILE == KILLS_A_FILE - 1 || k + 1 == kills) {
			if (kept > 0)
				compare_entries(kept);
			unlink(ledger_path);
			total += kept;
			kept = 0;
		}
		jb_arena_reset(&arena);
	}
	print_message("%u kills, %llu of them in the middle of writing; %llu entries, none lost\n",
		      kills, (unsigned long long)half_way, (unsigned long long)total);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(killed_at_random_moments, set_up_ledger,
						tear_down_ledger),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
