/*
 * The line, see progress.h. The call may come from any thread, one at a time, so it touches nothing
 * but its own struct and the terminal; it takes no memory.
 */
#include "run/progress.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#define SECOND UINT64_C(1000000)
#define FIRST_AFTER SECOND
#define EVERY (SECOND / 5)
#define WIDTH_UNKNOWN 80
#define RATE_MOST 1e18
#define CLEAR_LINE "\r\033[K"

/* ---- pieces of the line ---- */

enum piece { ROWS, BYTES, SHARE, RATE, LEFT, PIECES };
#define PIECE_BYTES 40

struct pieces {
	char text[PIECES][PIECE_BYTES]; /* empty: not known */
};

/* 12,345,678 rows */
static void write_rows(char *out, uint64_t rows)
{
	char digits[24];
	const int size = snprintf(digits, sizeof digits, "%llu", (unsigned long long)rows);

	for (int i = 0; i < size; i++) {
		if (i > 0 && (size - i) % 3 == 0)
			*out++ = ',';
		*out++ = digits[i];
	}
	memcpy(out, rows == 1 ? " row" : " rows", rows == 1 ? sizeof " row" : sizeof " rows");
}

/* 999 bytes, 1.5 MB, 153 MB: three digits say enough. */
static void write_bytes(char *out, uint64_t bytes)
{
	static const char *const unit[] = {"kB", "MB", "GB", "TB", "PB", "EB"};
	uint64_t tenths = bytes / 100;
	size_t i = 0;

	if (bytes < 1000) {
		snprintf(out, PIECE_BYTES, "%llu bytes", (unsigned long long)bytes);
		return;
	}
	for (; tenths >= 10000; i++)
		tenths /= 1000;
	if (tenths < 100)
		snprintf(out, PIECE_BYTES, "%llu.%llu %s", (unsigned long long)(tenths / 10),
			 (unsigned long long)(tenths % 10), unit[i]);
	else
		snprintf(out, PIECE_BYTES, "%llu %s", (unsigned long long)(tenths / 10), unit[i]);
}

static void write_left(char *out, uint64_t seconds)
{
	const unsigned long long s = seconds;

	if (s < 60)
		snprintf(out, PIECE_BYTES, "%llu s left", s);
	else if (s < 3600)
		snprintf(out, PIECE_BYTES, "%llu min %02llu s left", s / 60, s % 60);
	else
		snprintf(out, PIECE_BYTES, "%llu h %02llu min left", s / 3600, s / 60 % 60);
}

static struct pieces pieces_of(const struct jrt_progress_at *at, uint64_t microseconds)
{
	const double seconds = (double)microseconds / 1e6;
	const double rate = seconds > 0 ? fmin((double)at->bytes / seconds, RATE_MOST) : 0;
	struct pieces pieces = {0};

	write_rows(pieces.text[ROWS], at->rows);
	write_bytes(pieces.text[BYTES], at->bytes);
	if (rate >= 1) {
		write_bytes(pieces.text[RATE], (uint64_t)rate);
		memcpy(pieces.text[RATE] + strlen(pieces.text[RATE]), "/s", sizeof "/s");
	}
	/* A file that grows while it is read has no share that means anything. */
	if (at->bytes_all == 0 || at->bytes > at->bytes_all)
		return pieces;
	snprintf(pieces.text[SHARE], PIECE_BYTES, "%u %%",
		 (unsigned)((double)at->bytes * 100 / (double)at->bytes_all));
	if (rate >= 1)
		write_left(pieces.text[LEFT],
			   (uint64_t)((double)(at->bytes_all - at->bytes) / rate));
	return pieces;
}

void jy_progress_line(const struct jrt_progress_at *at, uint64_t microseconds, unsigned width,
		      char line[JY_PROGRESS_BYTES])
{
	static const enum piece weight[] = {ROWS, SHARE, LEFT, BYTES, RATE};
	const struct pieces pieces = pieces_of(at, microseconds);
	bool taken[PIECES] = {false};
	size_t room = width < JY_PROGRESS_BYTES ? width : JY_PROGRESS_BYTES - 1, size = 0;

	for (size_t i = 0; i < PIECES; i++) {
		const size_t needs = strlen(pieces.text[weight[i]]) + (size > 0 ? 2 : 0);

		taken[weight[i]] = pieces.text[weight[i]][0] && size + needs <= room;
		size += taken[weight[i]] ? needs : 0;
	}
	size = 0;
	for (size_t i = 0; i < PIECES; i++)
		if (taken[i])
			size += (size_t)snprintf(line + size, JY_PROGRESS_BYTES - size, "%s%s",
						 size > 0 ? "  " : "", pieces.text[i]);
	line[size] = '\0';
}

/* ---- on the terminal ---- */

static uint64_t now(void)
{
	struct timespec at;

	clock_gettime(CLOCK_MONOTONIC, &at);
	return (uint64_t)at.tv_sec * SECOND + (uint64_t)at.tv_nsec / 1000;
}

static void put(const char *text)
{
	ssize_t done = write(STDERR_FILENO, text, strlen(text));

	(void)done;
}

/* The last column is left free: in it some terminals begin a new line. */
static unsigned width_of_terminal(void)
{
	struct winsize size;

	if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
		return WIDTH_UNKNOWN - 1;
	return size.ws_col - 1u;
}

static bool show(void *user, const struct jrt_progress_at *at)
{
	struct jy_progress *progress = user;
	char text[sizeof CLEAR_LINE + JY_PROGRESS_BYTES] = CLEAR_LINE;
	const uint64_t time = now();

	if (time - progress->began < FIRST_AFTER || time - progress->shown < EVERY)
		return true;
	progress->shown = time;
	progress->stands = true;
	jy_progress_line(at, time - progress->began, width_of_terminal(),
			 text + sizeof CLEAR_LINE - 1);
	put(text);
	return true;
}

static bool is_set(const char *name)
{
	const char *value = getenv(name);

	return value && *value;
}

bool jy_progress_is_seen(const struct jy_args *args)
{
	const char *terminal = getenv("TERM");

	return !jb_text_is(jy_args_value(args, "progress", "auto"), "never") &&
	       !is_set("NO_PROGRESS") && !is_set("CI") && isatty(STDERR_FILENO) &&
	       !(terminal && strcmp(terminal, "dumb") == 0);
}

void jy_progress_begin(struct jy_progress *progress, const struct jy_args *args,
		       struct jrt_input *input)
{
	*progress = (struct jy_progress){0};
	if (!jy_progress_is_seen(args))
		return;
	progress->began = now();
	input->progress = show;
	input->progress_user = progress;
}

void jy_progress_end(struct jy_progress *progress)
{
	if (progress->stands)
		put(CLEAR_LINE);
	progress->stands = false;
}
