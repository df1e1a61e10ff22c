/*
 * Bytes on their way from the thread that hands them in to the one that measures: a list of blocks.
 * The sender fills a block of its own and passes it on when it is full; the receiver gives empty
 * blocks back. A queue that is being read holds so much and then makes the sender wait; one that is
 * not takes all.
 */
#ifndef PUSH_QUEUE_H
#define PUSH_QUEUE_H

#include <pthread.h>

#include "base/arena.h"
#include "base/status.h"

#define JRT_QUEUE_BLOCK ((size_t)64 * 1024)
#define JRT_QUEUE_BLOCKS 16 /* waiting in a queue that is being read */

/* What the queues of one push share. */
struct jrt_gate {
	pthread_mutex_t lock;
	pthread_cond_t sent, taken;
	bool over; /* the receiver has failed */
};

struct jrt_block;

struct jrt_queue {
	struct jrt_gate *gate;
	struct jb_arena *arena;	 /* of the sender */
	struct jrt_block *fresh; /* the sender's: being filled */
	/* under the lock */
	struct jrt_block *first, *last, *spare;
	size_t waiting;
	bool at_hand; /* it is being read */
	bool done;    /* the sender has nothing more */
	bool left;    /* the receiver wants nothing more */
};

void jrt_gate_init(struct jrt_gate *gate);
void jrt_gate_release(struct jrt_gate *gate);
/* The receiver has failed: wakes whoever waits for it. */
void jrt_gate_close(struct jrt_gate *gate);

void jrt_queue_init(struct jrt_queue *queue, struct jrt_gate *gate, struct jb_arena *arena);
/* The sender's. False when the receiver has failed. A lack of memory jumps to the arena's trap. */
bool jrt_queue_add(struct jrt_queue *queue, const void *bytes, size_t size);
bool jrt_queue_done(struct jrt_queue *queue);
/* The receiver's: waits for bytes; 0 is the end. */
size_t jrt_queue_take(struct jrt_queue *queue, void *into, size_t size);
void jrt_queue_leave(struct jrt_queue *queue);

#endif
