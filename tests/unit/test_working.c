/*
 * The line of a command at work that tells no share: on a terminal of its own it appears after a
 * second, says what it is at and for how long, and is taken away; where nobody would see it there
 * is none.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "run/progress.h"
#include "run/working.h"
#include "own_terminal.h"
#include "testing.h"

#define CLEAR "\r\033[K"

static const struct jy_option options[] = {JY_OPTION_PROGRESS};

/* What a child does at work; what it wrote to its terminal is what counts. */
static void work(const char *when, unsigned tenths)
{
	char word[] = "--progress", value[8];
	char *const line[] = {word, value};
	struct jb_arena own;
	struct jy_args args;
	struct jy_working *working;
	struct jb_text why;

	snprintf(value, sizeof value, "%s", when);
	jb_arena_init(&own, NULL);
	if (!jy_args_read(&args, &own, options, 1, 2, line, &why))
		_exit(3);
	working = jy_working_begin(&args);
	for (unsigned i = 0; i < tenths; i++) {
		jy_working_at(working, "drawing picture %u of %u", i / 10 + 1, tenths / 10);
		usleep(100000);
	}
	jy_working_end(working);
	_exit(working ? 0 : 1);
}

static void what_it_is_at_is_said_and_taken_away(void **state)
{
	char seen[8192];

	(void)state;
	assert_int_equal(on_a_terminal(80, work, "auto", 26, seen, sizeof seen), 0);
	/* The first second ends in the first picture or the second; the machine may be busy. */
	assert_memory_equal(seen, CLEAR "drawing picture ", strlen(CLEAR "drawing picture "));
	assert_memory_equal(strstr(seen, " of 2, "), " of 2, 1 s" CLEAR,
			    strlen(" of 2, 1 s" CLEAR));
	assert_non_null(strstr(seen, CLEAR "drawing picture 3 of 2, "));
	assert_string_equal(seen + strlen(seen) - strlen(CLEAR), CLEAR);
}

static void what_is_short_shows_nothing(void **state)
{
	char seen[64];

	(void)state;
	assert_int_equal(on_a_terminal(80, work, "auto", 2, seen, sizeof seen), 0);
	assert_string_equal(seen, "");
}

static void without_a_line_the_calls_do_nothing(void **state)
{
	(void)state;
	jy_working_at(NULL, "drawing picture %d of %d", 1, 2);
	jy_working_end(NULL);
}

static void who_wants_none_gets_none(void **state)
{
	static const char *const names[] = {"NO_PROGRESS", "CI"};
	char seen[64];

	(void)state;
	assert_int_equal(on_a_terminal(80, work, "never", 12, seen, sizeof seen), 1);
	assert_string_equal(seen, "");
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		setenv(names[i], "1", 1);
		assert_int_equal(on_a_terminal(80, work, "auto", 1, seen, sizeof seen), 1);
		unsetenv(names[i]);
	}
}

int main(void)
{
#define CASE(name) cmocka_unit_test_setup(name, show_progress)
	const struct CMUnitTest tests[] = {
		CASE(what_it_is_at_is_said_and_taken_away),
		CASE(what_is_short_shows_nothing),
		CASE(without_a_line_the_calls_do_nothing),
		CASE(who_wants_none_gets_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
