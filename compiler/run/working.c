/*
 * The thread and its line, see working.h. Where a thread cannot be had, nothing is shown. The
 * thread takes no signals: they are for the work.
 */
#include "run/working.h"

#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "run/progress.h"

#define FIRST_AFTER_MS 1000
#define EVERY_MS 200
#define CLEAR_LINE "\r\033[K"

#define TEXT_BYTES 81

struct jy_working {
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	char text[TEXT_BYTES];
	bool over, stands;
};

static struct timespec later(struct timespec at, long milliseconds)
{
	at.tv_nsec += milliseconds % 1000 * 1000000;
	at.tv_sec += milliseconds / 1000 + at.tv_nsec / 1000000000;
	at.tv_nsec %= 1000000000;
	return at;
}

static void put(const char *text)
{
	ssize_t done = write(STDERR_FILENO, text, strlen(text));

	(void)done;
}

static void show(struct jy_working *working, long seconds)
{
	char line[sizeof working->text + 64];

	snprintf(line, sizeof line, CLEAR_LINE "%s, %ld s", working->text, seconds);
	put(line);
	working->stands = true;
}

static void *keep(void *user)
{
	struct jy_working *working = user;
	struct timespec began, next;

	clock_gettime(CLOCK_MONOTONIC, &began);
	next = later(began, FIRST_AFTER_MS);
	pthread_mutex_lock(&working->lock);
	while (!working->over) {
		if (pthread_cond_timedwait(&working->changed, &working->lock, &next) == 0)
			continue;
		show(working, next.tv_sec - began.tv_sec);
		next = later(next, EVERY_MS);
	}
	pthread_mutex_unlock(&working->lock);
	return NULL;
}

static bool start(struct jy_working *working)
{
	sigset_t all, before;
	pthread_condattr_t kind;
	int fault;

	pthread_mutex_init(&working->lock, NULL);
	pthread_condattr_init(&kind);
	pthread_condattr_setclock(&kind, CLOCK_MONOTONIC);
	pthread_cond_init(&working->changed, &kind);
	pthread_condattr_destroy(&kind);
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	fault = pthread_create(&working->thread, NULL, keep, working);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return fault == 0;
}

struct jy_working *jy_working_begin(const struct jy_args *args)
{
	struct jy_working *working = jy_progress_is_seen(args) ? calloc(1, sizeof *working) : NULL;

	if (!working)
		return NULL;
	memcpy(working->text, "working", sizeof "working");
	if (start(working))
		return working;
	free(working);
	return NULL;
}

void jy_working_at(struct jy_working *working, const char *format, ...)
{
	va_list args;

	if (!working)
		return;
	pthread_mutex_lock(&working->lock);
	va_start(args, format);
	vsnprintf(working->text, sizeof working->text, format, args);
	va_end(args);
	pthread_mutex_unlock(&working->lock);
}

void jy_working_end(struct jy_working *working)
{
	if (!working)
		return;
	pthread_mutex_lock(&working->lock);
	working->over = true;
	pthread_cond_signal(&working->changed);
	pthread_mutex_unlock(&working->lock);
	pthread_join(working->thread, NULL);
	if (working->stands)
		put(CLEAR_LINE);
	pthread_cond_destroy(&working->changed);
	pthread_mutex_destroy(&working->lock);
	free(working);
}
