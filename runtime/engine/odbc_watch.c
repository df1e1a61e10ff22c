/*
 * Calls of ODBC wait until the engine is done. While one does, a thread of its own looks whether
 * somebody still waits for it, and if not calls the statement off, again and again until the call
 * comes back: ODBC's one call that may come from another thread.
 */
#include "engine/odbc.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>

#define TICK_NS 100000000
#define SECOND_NS 1000000000

struct jrt_odbc_watch {
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	const struct jrt_session *session;
	bool over;
};

/* Until something changed, or a tick is over. */
static void wait_a_tick(struct jrt_odbc_watch *watch)
{
	struct timespec until;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_nsec += TICK_NS;
	until.tv_sec += until.tv_nsec / SECOND_NS;
	until.tv_nsec %= SECOND_NS;
	pthread_cond_timedwait(&watch->changed, &watch->lock, &until);
}

/* The call is made with the lock held, so that the statement is not let go meanwhile. */
static void *keep(void *user)
{
	struct jrt_odbc_watch *watch = user;
	const struct jrt_odbc *odbc = watch->session->own;

	pthread_mutex_lock(&watch->lock);
	while (!watch->over) {
		wait_a_tick(watch);
		if (!watch->over && jrt_session_check(watch->session) != JB_OK)
			odbc->SQLCancel(odbc->statement);
	}
	pthread_mutex_unlock(&watch->lock);
	return NULL;
}

static void let_go(struct jrt_odbc_watch *watch)
{
	pthread_cond_destroy(&watch->changed);
	pthread_mutex_destroy(&watch->lock);
	free(watch);
}

enum jb_status jrt_odbc_watch_begin(struct jrt_session *session)
{
	struct jrt_odbc *odbc = session->own;
	struct jrt_odbc_watch *watch = malloc(sizeof *watch);
	sigset_t all, before;
	int fault;

	if (!watch)
		return JB_NO_MEMORY;
	*watch = (struct jrt_odbc_watch){.lock = PTHREAD_MUTEX_INITIALIZER,
					 .changed = PTHREAD_COND_INITIALIZER,
					 .session = session};
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	fault = pthread_create(&watch->thread, NULL, keep, watch);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (fault) {
		let_go(watch);
		return JB_NO_MEMORY;
	}
	odbc->watch = watch;
	return JB_OK;
}

void jrt_odbc_watch_end(struct jrt_odbc *odbc)
{
	struct jrt_odbc_watch *watch = odbc->watch;

	if (!watch)
		return;
	pthread_mutex_lock(&watch->lock);
	watch->over = true;
	pthread_cond_signal(&watch->changed);
	pthread_mutex_unlock(&watch->lock);
	pthread_join(watch->thread, NULL);
	let_go(watch);
	odbc->watch = NULL;
}
