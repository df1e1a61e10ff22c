/*
 * A child process on a terminal of its own, for tests of what is shown only there. The child's work
 * ends it with _exit.
 */
#ifndef TESTS_OWN_TERMINAL_H
#define TESTS_OWN_TERMINAL_H

#include <pty.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "testing.h"

/* What a child does with the value of --progress, for so long. */
typedef void terminal_work(const char *when, unsigned length);

/* The child's exit status; what it wrote to its terminal, as wide as told, is in `seen`. */
static int on_a_terminal(unsigned short columns, terminal_work *work, const char *when,
			 unsigned length, char *seen, size_t room)
{
	struct winsize size = {.ws_col = columns, .ws_row = 24};
	size_t filled = 0;
	ssize_t got;
	int terminal, status;
	const pid_t child = forkpty(&terminal, NULL, NULL, &size);

	assert_true(child >= 0);
	if (child == 0)
		work(when, length);
	while ((got = read(terminal, seen + filled, room - 1 - filled)) > 0)
		filled += (size_t)got;
	seen[filled] = '\0';
	close(terminal);
	waitpid(child, &status, 0);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

/* For cmocka: an environment in which progress is shown. */
static int show_progress(void **state)
{
	(void)state;
	unsetenv("CI");
	unsetenv("NO_PROGRESS");
	setenv("TERM", "xterm", 1);
	return 0;
}

#endif
