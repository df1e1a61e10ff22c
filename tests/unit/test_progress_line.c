/*
 * The line of progress: what it says at which width, and on a terminal of its own when it appears,
 * is rewritten and is taken away.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "run/progress.h"
#include "own_terminal.h"
#include "testing.h"

static const struct jrt_progress_at half = {
	.rows = 5000000, .bytes = 760000000, .bytes_all = 1520000000};

static void says(const struct jrt_progress_at *at, uint64_t seconds, unsigned width,
		 const char *expected)
{
	char line[JY_PROGRESS_BYTES];

	jy_progress_line(at, seconds * 1000000, width, line);
	assert_string_equal(line, expected);
}

static void the_line_tells_what_there_is_to_know(void **state)
{
	struct jrt_progress_at at = half;

	(void)state;
	says(&at, 4, 79, "5,000,000 rows  760 MB  50 %  190 MB/s  4 s left");
	says(&at, 400, 79, "5,000,000 rows  760 MB  50 %  1.9 MB/s  6 min 40 s left");
	says(&at, 40000, 79, "5,000,000 rows  760 MB  50 %  19 kB/s  11 h 06 min left");
	at.bytes_all = 0;
	says(&at, 4, 79, "5,000,000 rows  760 MB  190 MB/s");
	at = (struct jrt_progress_at){.rows = 1, .bytes = 20, .bytes_all = 10};
	says(&at, 2, 79, "1 row  20 bytes  10 bytes/s");
	says(&(struct jrt_progress_at){0}, 2, 79, "0 rows  0 bytes");
	at = (struct jrt_progress_at){.rows = UINT64_MAX,
				      .bytes = UINT64_C(9000000000000000000),
				      .bytes_all = UINT64_C(9000000000000000000)};
	says(&at, 1, 79, "18,446,744,073,709,551,615 rows  9.0 EB  100 %  1.0 EB/s  0 s left");
}

static void a_narrow_terminal_gets_what_matters_most(void **state)
{
	(void)state;
	says(&half, 4, 48, "5,000,000 rows  760 MB  50 %  190 MB/s  4 s left");
	says(&half, 4, 47, "5,000,000 rows  760 MB  50 %  4 s left");
	says(&half, 4, 37, "5,000,000 rows  50 %  4 s left");
	says(&half, 4, 20, "5,000,000 rows  50 %");
	says(&half, 4, 14, "5,000,000 rows");
	says(&half, 4, 13, "760 MB  50 %");
	says(&half, 4, 2, "");
}

/* ---- on a terminal ---- */

static const struct jy_option options[] = {JY_OPTION_PROGRESS};

/* For a second and a half blocks are read; what is on the terminal comes back. */
static void read_for_a_while(const char *when, unsigned blocks)
{
	char word[] = "--progress", value[8];
	char *const line[] = {word, value};
	struct jb_arena arena;
	struct jy_args args;
	struct jrt_input input = {0};
	struct jy_progress progress;
	struct jb_text why;

	snprintf(value, sizeof value, "%s", when);
	jb_arena_init(&arena, NULL);
	if (!jy_args_read(&args, &arena, options, 1, 2, line, &why))
		_exit(3);
	jy_progress_begin(&progress, &args, &input);
	for (unsigned i = 0; i < blocks && input.progress; i++) {
		struct jrt_progress_at at = {.rows = i, .bytes = i * 1000u, .bytes_all = 300000};

		if (!input.progress(input.progress_user, &at))
			_exit(2);
		usleep(50000);
	}
	jy_progress_end(&progress);
	_exit(input.progress ? 0 : 1);
}

static void a_line_appears_after_a_second_and_goes_at_the_end(void **state)
{
	char seen[4096];
	unsigned lines = 0;

	(void)state;
	assert_int_equal(on_a_terminal(40, read_for_a_while, "auto", 34, seen, sizeof seen), 0);
	for (const char *at = seen; (at = strstr(at, "\r\033[K")) != NULL; at += 4) {
		lines++;
		assert_true(strcspn(at + 4, "\r") < 40);
	}
	assert_true(lines >= 2 && lines < 10);
	assert_non_null(strstr(seen, " rows  "));
	assert_non_null(strstr(seen, " % "));
	assert_string_equal(seen + strlen(seen) - 4, "\r\033[K");
}

static void what_is_short_shows_nothing(void **state)
{
	char seen[64];

	(void)state;
	assert_int_equal(on_a_terminal(40, read_for_a_while, "auto", 8, seen, sizeof seen), 0);
	assert_string_equal(seen, "");
}

static void who_wants_none_gets_none(void **state)
{
	static const char *const names[] = {"NO_PROGRESS", "CI"};
	char seen[64];

	(void)state;
	assert_int_equal(on_a_terminal(40, read_for_a_while, "never", 30, seen, sizeof seen), 1);
	assert_string_equal(seen, "");
	for (size_t i = 0; i < 2; i++) {
		setenv(names[i], "1", 1);
		assert_int_equal(on_a_terminal(40, read_for_a_while, "auto", 30, seen, sizeof seen),
				 1);
		assert_string_equal(seen, "");
		unsetenv(names[i]);
	}
	setenv("TERM", "dumb", 1);
	assert_int_equal(on_a_terminal(40, read_for_a_while, "auto", 30, seen, sizeof seen), 1);
	setenv("TERM", "xterm", 1);
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup(name, show_progress)
	const struct CMUnitTest tests[] = {
		CASE(the_line_tells_what_there_is_to_know),
		CASE(a_narrow_terminal_gets_what_matters_most),
		CASE(a_line_appears_after_a_second_and_goes_at_the_end),
		CASE(what_is_short_shows_nothing),
		CASE(who_wants_none_gets_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
