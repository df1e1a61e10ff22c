/*
 * Work in a child process: what it gives comes back whole, and where it hangs, crashes, takes all
 * memory or writes for ever the parent goes on, in time.
 */
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "draw/child.h"
#include "testing.h"

/* Under AddressSanitizer a child has ten times its time, and time alone ends one that takes
 * memory. */
#if defined(__SANITIZE_ADDRESS__)
#define HASTE 10
#else
#define HASTE 1
#endif

static const struct jy_child_limits limits = {.milliseconds = 200 / HASTE,
					      .patience = 4000,
					      .memory = (size_t)64 << 20,
					      .output = (size_t)4 << 20};

static bool give(void *context, struct jb_buf *out)
{
	size_t size = *(size_t *)context;

	for (size_t i = 0; i < size; i++)
		jb_buf_add_byte(out, (char)('a' + i % 26));
	return true;
}

static bool give_up(void *context, struct jb_buf *out)
{
	(void)context;
	jb_buf_add_byte(out, 'x');
	return false;
}

static bool sleep_on(void *context, struct jb_buf *out)
{
	(void)context;
	(void)out;
	while (pause() < 0) {
	}
	return false;
}

static bool spin(void *context, struct jb_buf *out)
{
	volatile bool on = true;

	(void)context;
	(void)out;
	while (on) {
	}
	return true;
}

static bool crash(void *context, struct jb_buf *out)
{
	(void)context;
	(void)out;
	abort();
}

static bool devour(void *context, struct jb_buf *out)
{
	(void)context;
	while (out->size < SIZE_MAX / 2)
		jb_buf_add(out, "0123456789abcdef", 16);
	return true;
}

static bool print(void *context, struct jb_buf *out)
{
	(void)context;
	jb_buf_add_byte(out, write(STDERR_FILENO, "seen\n", 5) == 5 ? 'y' : 'n');
	return true;
}

static int64_t now_ms(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static void expect(jy_child_work *work, enum jy_child_end expected)
{
	struct jb_arena arena;
	struct jb_buf answer;
	int64_t begun = now_ms();

	jb_arena_init(&arena, NULL);
	jb_buf_init(&answer, &arena);
	assert_int_equal(jy_child_run(&arena, &limits, work, NULL, &answer), expected);
	assert_true(now_ms() - begun < 5000);		  /* the machine may be busy */
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1); /* no child is left */
	jb_arena_release(&arena);
}

static void test_what_it_gives_comes_back_whole(void **state)
{
	size_t sizes[] = {0, 1, 100, 70000, 1 << 20};
	struct jb_arena arena;

	(void)state;
	jb_arena_init(&arena, NULL);
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		const struct jy_child_limits patient = {.milliseconds = 10000,
							.patience = 20000,
							.memory = (size_t)64 << 20,
							.output = 4 << 20};
		struct jb_buf answer;

		jb_buf_init(&answer, &arena);
		assert_int_equal(jy_child_run(&arena, &patient, give, &sizes[i], &answer),
				 JY_CHILD_DONE);
		assert_int_equal(answer.size, sizes[i]);
		for (size_t k = 0; k < answer.size; k++)
			assert_int_equal(answer.data[k], 'a' + k % 26);
	}
	jb_arena_release(&arena);
}

static void test_giving_up_is_a_failure(void **state)
{
	(void)state;
	expect(give_up, JY_CHILD_FAILED);
}

static void test_a_child_that_hangs_is_late(void **state)
{
	(void)state;
	expect(sleep_on, JY_CHILD_LATE);
	expect(spin, JY_CHILD_LATE);
}

/* A tenth of a second of work, which others come before. */
static bool work_politely(void *context, struct jb_buf *out)
{
	struct timespec taken = {0};

	(void)context;
	if (nice(5) < 0)
		return false;
	while (taken.tv_sec == 0 && taken.tv_nsec < 100000000)
		clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &taken);
	jb_buf_add_byte(out, 'x');
	return true;
}

static void test_a_busy_machine_makes_nobody_late(void **state)
{
	const struct jy_child_limits limits_of_work = {
		.milliseconds = 150, .patience = 60000, .memory = (size_t)64 << 20, .output = 4096};
	cpu_set_t before, one;
	struct jb_arena arena;
	struct jb_buf answer;
	pid_t other;

	(void)state;
	assert_int_equal(sched_getaffinity(0, sizeof before, &before), 0);
	CPU_ZERO(&one);
	CPU_SET((size_t)sched_getcpu(), &one);
	assert_int_equal(sched_setaffinity(0, sizeof one, &one), 0);
	other = fork();
	if (other == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		spin(NULL, NULL);
	}
	jb_arena_init(&arena, NULL);
	jb_buf_init(&answer, &arena);
	assert_int_equal(jy_child_run(&arena, &limits_of_work, work_politely, NULL, &answer),
			 JY_CHILD_DONE);
	assert_int_equal(answer.size, 1);
	kill(other, SIGKILL);
	waitpid(other, NULL, 0);
	assert_int_equal(sched_setaffinity(0, sizeof before, &before), 0);
	jb_arena_release(&arena);
}

static void test_a_crash_is_a_failure(void **state)
{
	(void)state;
	expect(crash, JY_CHILD_FAILED);
}

/* In memory, or where that is not limited (see SHADOWED) in time. */
static void test_memory_without_end_is_a_failure(void **state)
{
	const struct jy_child_limits patient = {.milliseconds = 1500 / HASTE,
						.patience = 20000,
						.memory = (size_t)64 << 20,
						.output = 4 << 20};
	struct jb_arena arena;
	struct jb_buf answer;

	(void)state;
	jb_arena_init(&arena, NULL);
	jb_buf_init(&answer, &arena);
	assert_int_not_equal(jy_child_run(&arena, &patient, devour, NULL, &answer), JY_CHILD_DONE);
	jb_arena_release(&arena);
}

static void test_too_much_output_is_a_failure(void **state)
{
	size_t size = ((size_t)4 << 20) + 1;
	const struct jy_child_limits patient = {.milliseconds = 10000,
						.patience = 20000,
						.memory = (size_t)64 << 20,
						.output = 4 << 20};
	struct jb_arena arena;
	struct jb_buf answer;

	(void)state;
	jb_arena_init(&arena, NULL);
	jb_buf_init(&answer, &arena);
	assert_int_equal(jy_child_run(&arena, &patient, give, &size, &answer), JY_CHILD_FAILED);
	jb_arena_release(&arena);
}

/* Its standard streams lead nowhere; the line would show in what this test prints. */
static void test_nothing_it_prints_is_seen(void **state)
{
	(void)state;
	expect(print, JY_CHILD_DONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_it_gives_comes_back_whole),
		cmocka_unit_test(test_giving_up_is_a_failure),
		cmocka_unit_test(test_a_child_that_hangs_is_late),
		cmocka_unit_test(test_a_busy_machine_makes_nobody_late),
		cmocka_unit_test(test_a_crash_is_a_failure),
		cmocka_unit_test(test_memory_without_end_is_a_failure),
		cmocka_unit_test(test_too_much_output_is_a_failure),
		cmocka_unit_test(test_nothing_it_prints_is_seen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
