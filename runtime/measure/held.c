/*
 * Packs of rejects, a queue a thread, see held.h. A pack has an arena of its own, which is used
 * again for a later one. Chunks have different numbers, and each thread's go up, so the first packs
 * of the queues tell which is next.
 *
 * Who gives out may be slower than those who find, and one that finds may be held up: a thread that
 * begins a chunk waits while too much is held. The one at the earliest chunk never does, for all
 * the others' packs wait for it. The first thread gives out while it waits.
 */
#include "measure/held.h"

#include <pthread.h>

#include "base/vec.h"

/* More than this is not waiting to be given out, but for what is under way. */
#define HELD_BYTES ((size_t)2 << 20)

struct pack {
	struct pack *next;
	size_t size;	 /* bytes, once it is complete */
	uint64_t number; /* of the chunk */
	struct jb_arena arena;
	JB_VEC(struct jrt_reject) reject;
};

struct queue {
	uint64_t reached;
	struct pack *first, *last;
};

struct jrt_held {
	pthread_mutex_t lock;
	pthread_cond_t moved;
	size_t size;	       /* of the packs that are complete */
	struct jb_arena arena; /* of the packs themselves */
	struct queue *queue;   /* by thread */
	unsigned threads;
	struct pack *unused;
};

struct jrt_held *jrt_held_make(struct jb_arena *arena, unsigned threads)
{
	struct jrt_held *held = JB_NEW(arena, struct jrt_held);

	jb_arena_init_beside(&held->arena, arena);
	held->queue = JB_NEW_ARRAY(arena, struct queue, threads);
	held->threads = threads;
	pthread_mutex_init(&held->lock, NULL);
	pthread_cond_init(&held->moved, NULL);
	return held;
}

static void release_packs(struct pack *pack)
{
	for (; pack; pack = pack->next)
		jb_arena_release(&pack->arena);
}

void jrt_held_release(struct jrt_held *held)
{
	for (unsigned t = 0; t < held->threads; t++)
		release_packs(held->queue[t].first);
	release_packs(held->unused);
	jb_arena_release(&held->arena);
	pthread_cond_destroy(&held->moved);
	pthread_mutex_destroy(&held->lock);
}

/* The thread's last pack is as large as it will be. */
static void complete_pack(struct jrt_held *held, const struct queue *queue)
{
	struct pack *pack = queue->last;

	if (!pack || pack->number != queue->reached || pack->size > 0)
		return;
	pack->size = pack->arena.used;
	held->size += pack->size;
}

static bool must_wait(const struct jrt_held *held, unsigned thread)
{
	uint64_t number = held->queue[thread].reached;

	if (number == UINT64_MAX || held->size <= HELD_BYTES ||
	    held->queue[0].reached == UINT64_MAX)
		return false;
	for (unsigned t = 0; t < held->threads; t++)
		if (held->queue[t].reached < number)
			return true;
	return false;
}

void jrt_held_reach(struct jrt_held *held, unsigned thread, uint64_t number)
{
	struct queue *queue = &held->queue[thread];

	pthread_mutex_lock(&held->lock);
	if (queue->reached != number) {
		complete_pack(held, queue);
		queue->reached = number;
		pthread_cond_broadcast(&held->moved);
		while (thread > 0 && must_wait(held, thread))
			pthread_cond_wait(&held->moved, &held->lock);
	}
	pthread_mutex_unlock(&held->lock);
}

static struct pack *make_pack(struct jrt_held *held)
{
	struct pack *pack = JB_NEW(&held->arena, struct pack);

	jb_arena_init_beside(&pack->arena, &held->arena);
	jb_arena_disarm(&held->arena);
	return pack;
}

static struct pack *new_pack(struct jrt_held *held)
{
	if (held->unused) {
		struct pack *pack = held->unused;

		held->unused = pack->next;
		return pack;
	}
	return JB_ARM(&held->arena) == 0 ? make_pack(held) : NULL;
}

/* The pack of the chunk that the thread is at. */
static struct pack *pack_of(struct jrt_held *held, unsigned thread)
{
	struct queue *queue = &held->queue[thread];
	struct pack *pack = queue->last;

	if (pack && pack->number == queue->reached)
		return pack;
	pack = new_pack(held);
	if (!pack)
		return NULL;
	pack->number = queue->reached;
	pack->size = 0;
	pack->next = NULL;
	if (queue->last)
		queue->last->next = pack;
	else
		queue->first = pack;
	queue->last = pack;
	return pack;
}

static bool put(struct pack *pack, const struct jrt_reject *reject)
{
	struct jrt_reject *copy;

	if (JB_ARM(&pack->arena) != 0)
		return false;
	copy = jb_push(&pack->arena, &pack->reject);
	*copy = *reject;
	copy->code = jb_text_copy(&pack->arena, reject->code);
	copy->reason = jb_text_copy(&pack->arena, reject->reason);
	copy->bytes = jb_text_copy(&pack->arena, reject->bytes);
	jb_arena_disarm(&pack->arena);
	return true;
}

/* A pack is its thread's alone until the thread has reached another chunk, so the copy is made
 * without the lock. */
bool jrt_held_add(struct jrt_held *held, unsigned thread, const struct jrt_reject *reject)
{
	struct pack *pack;

	pthread_mutex_lock(&held->lock);
	pack = pack_of(held, thread);
	pthread_mutex_unlock(&held->lock);
	return pack && put(pack, reject);
}

/* Takes the next pack out, if it is complete and nothing can come before it. */
static struct pack *next_pack(struct jrt_held *held)
{
	struct queue *next = NULL;
	uint64_t reached = UINT64_MAX;
	struct pack *pack;

	for (unsigned t = 0; t < held->threads; t++) {
		struct queue *queue = &held->queue[t];

		if (queue->reached < reached)
			reached = queue->reached;
		if (queue->first && (!next || queue->first->number < next->first->number))
			next = queue;
	}
	if (!next || next->first->number >= reached)
		return NULL;
	pack = next->first;
	next->first = pack->next;
	if (!next->first)
		next->last = NULL;
	return pack;
}

static void use_again(struct jrt_held *held, struct pack *pack)
{
	jb_arena_reset(&pack->arena);
	pack->reject.at = NULL;
	pack->reject.count = pack->reject.room = 0;
	pthread_mutex_lock(&held->lock);
	held->size -= pack->size;
	pthread_cond_broadcast(&held->moved);
	pack->next = held->unused;
	held->unused = pack;
	pthread_mutex_unlock(&held->lock);
}

void jrt_held_give(struct jrt_held *held, jrt_held_sink *sink, void *user)
{
	for (;;) {
		struct pack *pack;

		pthread_mutex_lock(&held->lock);
		while (!(pack = next_pack(held)) && must_wait(held, 0))
			pthread_cond_wait(&held->moved, &held->lock);
		pthread_mutex_unlock(&held->lock);
		if (!pack)
			return;
		for (size_t i = 0; i < pack->reject.count; i++)
			sink(user, &pack->reject.at[i]);
		use_again(held, pack);
	}
}
