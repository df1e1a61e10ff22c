/*
 * The queue, see queue.h. Bytes are copied outside of the lock; inside it blocks change hands.
 */
#include "push/queue.h"

#include <string.h>

struct jrt_block {
	struct jrt_block *next;
	size_t size, taken;
	char data[JRT_QUEUE_BLOCK];
};

void jrt_gate_init(struct jrt_gate *gate)
{
	*gate = (struct jrt_gate){0};
	pthread_mutex_init(&gate->lock, NULL);
	pthread_cond_init(&gate->sent, NULL);
	pthread_cond_init(&gate->taken, NULL);
}

void jrt_gate_release(struct jrt_gate *gate)
{
	pthread_cond_destroy(&gate->taken);
	pthread_cond_destroy(&gate->sent);
	pthread_mutex_destroy(&gate->lock);
}

void jrt_gate_close(struct jrt_gate *gate)
{
	pthread_mutex_lock(&gate->lock);
	gate->over = true;
	pthread_cond_broadcast(&gate->taken);
	pthread_mutex_unlock(&gate->lock);
}

void jrt_queue_init(struct jrt_queue *queue, struct jrt_gate *gate, struct jb_arena *arena)
{
	*queue = (struct jrt_queue){.gate = gate, .arena = arena};
}

/* ---- the sender ---- */

/* Waits for room and puts the fresh block, if it holds something, behind the others. */
static bool pass_on(struct jrt_queue *queue, bool done)
{
	struct jrt_gate *gate = queue->gate;
	struct jrt_block *block = queue->fresh;
	bool listens;

	pthread_mutex_lock(&gate->lock);
	while (queue->at_hand && queue->waiting >= JRT_QUEUE_BLOCKS && !queue->left && !gate->over)
		pthread_cond_wait(&gate->taken, &gate->lock);
	if (block && block->size > 0 && !queue->left) {
		if (queue->last)
			queue->last->next = block;
		else
			queue->first = block;
		queue->last = block;
		queue->waiting++;
		queue->fresh = NULL;
	} else if (block) {
		block->size = 0;
	}
	queue->done |= done;
	listens = !gate->over;
	pthread_cond_broadcast(&gate->sent);
	pthread_mutex_unlock(&gate->lock);
	return listens;
}

static struct jrt_block *empty_block(struct jrt_queue *queue)
{
	struct jrt_block *block;

	pthread_mutex_lock(&queue->gate->lock);
	block = queue->spare;
	if (block)
		queue->spare = block->next;
	pthread_mutex_unlock(&queue->gate->lock);
	if (!block)
		block = jb_realloc(queue->arena, NULL, 0, sizeof *block);
	block->next = NULL;
	block->size = block->taken = 0;
	return block;
}

bool jrt_queue_add(struct jrt_queue *queue, const void *bytes, size_t size)
{
	const char *from = bytes;

	while (size > 0) {
		if (!queue->fresh)
			queue->fresh = empty_block(queue);
		size_t room = JRT_QUEUE_BLOCK - queue->fresh->size;
		size_t part = size < room ? size : room;

		memcpy(queue->fresh->data + queue->fresh->size, from, part);
		queue->fresh->size += part;
		from += part;
		size -= part;
		if (queue->fresh->size == JRT_QUEUE_BLOCK && !pass_on(queue, false))
			return false;
	}
	return true;
}

bool jrt_queue_done(struct jrt_queue *queue)
{
	return pass_on(queue, true);
}

/* ---- the receiver ---- */

static void give_back(struct jrt_queue *queue)
{
	struct jrt_block *block = queue->first;

	queue->first = block->next;
	if (!queue->first)
		queue->last = NULL;
	block->next = queue->spare;
	queue->spare = block;
	queue->waiting--;
	pthread_cond_broadcast(&queue->gate->taken);
}

size_t jrt_queue_take(struct jrt_queue *queue, void *into, size_t size)
{
	struct jrt_gate *gate = queue->gate;
	struct jrt_block *block;
	size_t part = 0;

	pthread_mutex_lock(&gate->lock);
	queue->at_hand = true;
	while (!queue->first && !queue->done)
		pthread_cond_wait(&gate->sent, &gate->lock);
	block = queue->first;
	pthread_mutex_unlock(&gate->lock);
	if (!block)
		return 0;
	part = block->size - block->taken < size ? block->size - block->taken : size;
	memcpy(into, block->data + block->taken, part);
	block->taken += part;
	if (block->taken < block->size)
		return part;
	pthread_mutex_lock(&gate->lock);
	give_back(queue);
	pthread_mutex_unlock(&gate->lock);
	return part;
}

void jrt_queue_leave(struct jrt_queue *queue)
{
	pthread_mutex_lock(&queue->gate->lock);
	queue->left = true;
	pthread_cond_broadcast(&queue->gate->taken);
	pthread_mutex_unlock(&queue->gate->lock);
}
