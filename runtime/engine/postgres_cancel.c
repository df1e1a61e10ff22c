/*
 * Calling a statement off: libpq opens a second connection for it and waits until the server closes
 * that, which a server that hangs never does. So a thread of its own does it, and is left behind
 * where it takes too long; what it needs is its own then.
 */
#include "engine/postgres.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>

#define WAIT_SECONDS 5

struct errand {
	pthread_mutex_t lock;
	pthread_cond_t changed;
	bool done, left; /* by the thread; by who sent it */
	struct pg_cancel *cancel;
	int (*call)(struct pg_cancel *cancel, char *said, int size);
	void (*release)(struct pg_cancel *cancel);
};

static void end(struct errand *errand)
{
	errand->release(errand->cancel);
	pthread_cond_destroy(&errand->changed);
	pthread_mutex_destroy(&errand->lock);
	free(errand);
}

static void *run(void *user)
{
	struct errand *errand = user;
	char said[256];
	bool left;

	errand->call(errand->cancel, said, sizeof said);
	pthread_mutex_lock(&errand->lock);
	errand->done = true;
	left = errand->left;
	pthread_cond_signal(&errand->changed);
	pthread_mutex_unlock(&errand->lock);
	if (left)
		end(errand);
	return NULL;
}

/* The thread takes no signals: they are for who waits. */
static bool start(struct errand *errand)
{
	pthread_t thread;
	sigset_t all, before;
	int fault;

	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	fault = pthread_create(&thread, NULL, run, errand);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (fault == 0)
		pthread_detach(thread);
	return fault == 0;
}

static void wait_for(struct errand *errand)
{
	struct timespec until;
	bool done;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_sec += WAIT_SECONDS;
	pthread_mutex_lock(&errand->lock);
	while (!errand->done &&
	       pthread_cond_timedwait(&errand->changed, &errand->lock, &until) == 0)
		continue;
	done = errand->done;
	errand->left = true;
	pthread_mutex_unlock(&errand->lock);
	if (done)
		end(errand);
}

void jrt_pg_call_off(const struct jrt_pg *pg)
{
	struct pg_cancel *cancel = pg->PQgetCancel(pg->conn);
	struct errand *errand = cancel ? malloc(sizeof *errand) : NULL;

	if (!errand) {
		pg->PQfreeCancel(cancel);
		return;
	}
	*errand = (struct errand){.lock = PTHREAD_MUTEX_INITIALIZER,
				  .changed = PTHREAD_COND_INITIALIZER,
				  .cancel = cancel,
				  .call = pg->PQcancel,
				  .release = pg->PQfreeCancel};
	if (start(errand))
		wait_for(errand);
	else
		end(errand);
}
