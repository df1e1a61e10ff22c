/*
 * How far a measuring is, and ending it early: by the call, from another thread, before it begins;
 * straight through and over the store. And that measurings in several threads know nothing of one
 * another.
 */
#include <pthread.h>
#include <sys/stat.h>
#include <sys/wait.h>

#include "measuring.h"
#include "testing.h"

enum { ROWS = 20000, LINE = 26, THREADS = 4 };

static struct measuring t;

struct seen {
	struct jrt_progress_at last;
	char file[128];
	unsigned calls;
	unsigned most; /* calls before it says no; 0: never */
	struct jrt_cancel *cancel;
};

static bool see(void *user, const struct jrt_progress_at *at)
{
	struct seen *seen = user;

	assert_true(at->rows >= seen->last.rows && at->bytes >= seen->last.bytes);
	seen->last = *at;
	if (at->file.size > 0)
		snprintf(seen->file, sizeof seen->file, "%.*s", JB_ARG(at->file));
	seen->calls++;
	if (seen->cancel)
		jrt_cancel_ask(seen->cancel);
	return seen->most == 0 || seen->calls < seen->most;
}

static char *rows_of_calls(void)
{
	char *text = malloc(ROWS * LINE + 100);
	size_t size = (size_t)sprintf(text, "at,wait\n");

	for (int i = 0; i < ROWS; i++)
		size += (size_t)sprintf(text + size, "2026-03-%02d 12:00:%02d,%05d\n", i % 28 + 1,
					i % 60, i);
	return text;
}

static uint32_t plan_of(struct measuring *of)
{
	const uint32_t at = time_column(of, "at"), wait = column(of, "wait", JRT_NUMBER);

	time_of(of, at);
	return meter(of, (struct jrt_part){.kind = JRT_PART_SUM,
					   .among = JRT_NONE,
					   .a = of_column(of, MAIN, wait)});
}

static int set_up(void **state)
{
	char *rows = rows_of_calls();

	(void)state;
	measuring_init(&t);
	plan_of(&t);
	file_of(&t, rows);
	file_of(&t, rows);
	free(rows);
	t.input.read_block = 4096;
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	measuring_release(&t);
	return 0;
}

static void listens(struct seen *seen)
{
	t.input.progress = see;
	t.input.progress_user = seen;
}

static void the_last_call_has_all_rows_and_bytes(void **state)
{
	struct seen seen = {0};

	(void)state;
	listens(&seen);
	run(&t);
	assert_int_equal(t.status, JB_OK);
	assert_int_equal(seen.last.rows, 2 * ROWS);
	assert_int_equal(seen.last.bytes, 2 * (8 + ROWS * LINE));
	assert_int_equal(seen.last.bytes_all, seen.last.bytes);
	assert_string_equal(seen.file, t.path[1]);
	assert_true(seen.calls > 2 * ROWS * LINE / 4096);
}

static void a_pipe_leaves_the_whole_unknown(void **state)
{
	struct seen seen = {0};
	char *path = t.path[2];

	(void)state;
	snprintf(path, sizeof t.path[2], "/tmp/measuring-pipe-%ld", (long)getpid());
	assert_int_equal(mkfifo(path, 0600), 0);
	const pid_t writer = fork();
	if (writer == 0) {
		FILE *file = fopen(path, "w");

		fputs("at,wait\n2026-03-01 00:00:00,1\n", file);
		fclose(file);
		_exit(0);
	}
	file_at(&t, path);
	listens(&seen);
	run(&t);
	waitpid(writer, NULL, 0);
	assert_int_equal(t.status, JB_OK);
	assert_int_equal(seen.last.rows, 2 * ROWS + 1);
	assert_int_equal(seen.last.bytes_all, 0);
}

static void is_cancelled(void)
{
	run(&t);
	assert_int_equal(t.status, JB_CANCELLED);
	assert_true(t.why.size > 0);
	assert_int_equal(t.out.cell_count, 0);
	assert_null(t.out.source);
}

static void the_call_cancels(void **state)
{
	(void)state;
	for (unsigned most = 1; most < 40; most += 6) {
		struct seen seen = {.most = most};

		listens(&seen);
		is_cancelled();
		assert_int_equal(seen.calls, most);
	}
}

static void whoever_holds_the_cancel_cancels(void **state)
{
	struct jrt_cancel cancel = {0};
	struct seen seen = {.cancel = &cancel};

	(void)state;
	t.input.cancel = &cancel;
	run(&t);
	assert_int_equal(t.status, JB_OK);
	listens(&seen);
	is_cancelled();
	assert_int_equal(seen.calls, 1);
	t.input.progress = NULL;
	is_cancelled();
}

static void rows_in_the_store_are_left_too(void **state)
{
	struct seen seen = {0};
	unsigned calls;

	(void)state;
	t.source.identify_count = 1;
	t.identify[0] = of_column(&t, KEYS, 1);
	listens(&seen);
	run(&t);
	assert_int_equal(t.status, JB_OK);
	calls = seen.calls;
	for (unsigned most = calls - 2; most <= calls; most++) {
		seen = (struct seen){.most = most};
		is_cancelled();
	}
}

static void *cancel_soon(void *user)
{
	usleep(2000);
	jrt_cancel_ask(user);
	return NULL;
}

/* Whatever the thread meets, what comes back is whole or nothing. */
static void another_thread_cancels(void **state)
{
	struct jrt_cancel cancel = {0};
	pthread_t thread;

	(void)state;
	t.input.cancel = &cancel;
	t.input.read_block = 16;
	pthread_create(&thread, NULL, cancel_soon, &cancel);
	do
		run(&t);
	while (t.status == JB_OK);
	pthread_join(thread, NULL);
	assert_int_equal(t.status, JB_CANCELLED);
}

static void *measure_alone(void *user)
{
	struct measuring *mine = user;

	for (int i = 0; i < 3; i++)
		run(mine);
	return NULL;
}

static void threads_measure_without_one_another(void **state)
{
	static struct measuring mine[THREADS];
	pthread_t thread[THREADS];

	(void)state;
	run(&t);
	for (int i = 0; i < THREADS; i++) {
		measuring_init(&mine[i]);
		plan_of(&mine[i]);
		file_at(&mine[i], t.path[0]);
		pthread_create(&thread[i], NULL, measure_alone, &mine[i]);
	}
	for (int i = 0; i < THREADS; i++) {
		pthread_join(thread[i], NULL);
		assert_int_equal(mine[i].status, JB_OK);
		assert_int_equal(2 * state_of(&mine[i], 0, "2026-03")->num,
				 state_of(&t, 0, "2026-03")->num);
		measuring_release(&mine[i]);
	}
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		CASE(the_last_call_has_all_rows_and_bytes),
		CASE(a_pipe_leaves_the_whole_unknown),
		CASE(the_call_cancels),
		CASE(whoever_holds_the_cancel_cancels),
		CASE(rows_in_the_store_are_left_too),
		CASE(another_thread_cancels),
		CASE(threads_measure_without_one_another),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
