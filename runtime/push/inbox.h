/*
 * Bytes on their way from the thread that hands them in to the one that measures: a list of blocks.
 * The sender fills a block of its own and passes it on when it is full; the receiver gives empty
 * blocks back. An inbox that is being read holds so much and then makes the sender wait; one that
 * is not takes all.
 */
#ifndef PUSH_INBOX_H
#define PUSH_INBOX_H

#include <pthread.h>

#include "base/arena.h"
#include "base/status.h"

#define JRT_INBOX_BLOCK ((size_t)64 * 1024)
#define JRT_INBOX_BLOCKS 16 /* waiting in one that is being read */

/* What the inboxes of one push share. */
struct jrt_inbox_gate {
	pthread_mutex_t lock;
	pthread_cond_t sent, taken;
	bool over; /* the receiver has failed */
};

struct jrt_inbox_block;

struct jrt_inbox {
	struct jrt_inbox_gate *gate;
	struct jb_arena *arena;	       /* of the sender */
	struct jrt_inbox_block *fresh; /* the sender's: being filled */
	/* under the lock */
	struct jrt_inbox_block *first, *last, *spare;
	size_t waiting;
	bool at_hand; /* it is being read */
	bool done;    /* the sender has nothing more */
	bool left;    /* the receiver wants nothing more */
};

void jrt_inbox_gate_init(struct jrt_inbox_gate *gate);
void jrt_inbox_gate_release(struct jrt_inbox_gate *gate);
/* The receiver has failed: wakes whoever waits for it. */
void jrt_inbox_gate_close(struct jrt_inbox_gate *gate);

void jrt_inbox_init(struct jrt_inbox *inbox, struct jrt_inbox_gate *gate, struct jb_arena *arena);
/* The sender's. False when the receiver has failed. A lack of memory jumps to the arena's trap. */
bool jrt_inbox_add(struct jrt_inbox *inbox, const void *bytes, size_t size);
bool jrt_inbox_done(struct jrt_inbox *inbox);
/* The receiver's: waits for bytes; 0 is the end. */
size_t jrt_inbox_take(struct jrt_inbox *inbox, void *into, size_t size);
void jrt_inbox_leave(struct jrt_inbox *inbox);

#endif
