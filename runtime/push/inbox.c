/*
 * The inbox, see inbox.h. Bytes are copied outside of the lock; inside it blocks change hands.
 */
#include "push/inbox.h"

#include <string.h>

struct jrt_inbox_block {
	struct jrt_inbox_block *next;
	size_t size, taken;
	char data[JRT_INBOX_BLOCK];
};

void jrt_inbox_gate_init(struct jrt_inbox_gate *gate)
{
	*gate = (struct jrt_inbox_gate){0};
	pthread_mutex_init(&gate->lock, NULL);
	pthread_cond_init(&gate->sent, NULL);
	pthread_cond_init(&gate->taken, NULL);
}

void jrt_inbox_gate_release(struct jrt_inbox_gate *gate)
{
	pthread_cond_destroy(&gate->taken);
	pthread_cond_destroy(&gate->sent);
	pthread_mutex_destroy(&gate->lock);
}

void jrt_inbox_gate_close(struct jrt_inbox_gate *gate)
{
	pthread_mutex_lock(&gate->lock);
	gate->over = true;
	pthread_cond_broadcast(&gate->taken);
	pthread_mutex_unlock(&gate->lock);
}

void jrt_inbox_init(struct jrt_inbox *inbox, struct jrt_inbox_gate *gate, struct jb_arena *arena)
{
	*inbox = (struct jrt_inbox){.gate = gate, .arena = arena};
}

/* ---- the sender ---- */

/* Waits for room and puts the fresh block, if it holds something, behind the others. */
static bool pass_on(struct jrt_inbox *inbox, bool done)
{
	struct jrt_inbox_gate *gate = inbox->gate;
	struct jrt_inbox_block *block = inbox->fresh;
	bool listens;

	pthread_mutex_lock(&gate->lock);
	while (inbox->at_hand && inbox->waiting >= JRT_INBOX_BLOCKS && !inbox->left && !gate->over)
		pthread_cond_wait(&gate->taken, &gate->lock);
	if (block && block->size > 0 && !inbox->left) {
		if (inbox->last)
			inbox->last->next = block;
		else
			inbox->first = block;
		inbox->last = block;
		inbox->waiting++;
		inbox->fresh = NULL;
	} else if (block) {
		block->size = 0;
	}
	inbox->done |= done;
	listens = !gate->over;
	pthread_cond_broadcast(&gate->sent);
	pthread_mutex_unlock(&gate->lock);
	return listens;
}

static struct jrt_inbox_block *empty_block(struct jrt_inbox *inbox)
{
	struct jrt_inbox_block *block;

	pthread_mutex_lock(&inbox->gate->lock);
	block = inbox->spare;
	if (block)
		inbox->spare = block->next;
	pthread_mutex_unlock(&inbox->gate->lock);
	if (!block)
		block = jb_realloc(inbox->arena, NULL, 0, sizeof *block);
	block->next = NULL;
	block->size = block->taken = 0;
	return block;
}

bool jrt_inbox_add(struct jrt_inbox *inbox, const void *bytes, size_t size)
{
	const char *from = bytes;

	while (size > 0) {
		if (!inbox->fresh)
			inbox->fresh = empty_block(inbox);
		size_t room = JRT_INBOX_BLOCK - inbox->fresh->size;
		size_t part = size < room ? size : room;

		memcpy(inbox->fresh->data + inbox->fresh->size, from, part);
		inbox->fresh->size += part;
		from += part;
		size -= part;
		if (inbox->fresh->size == JRT_INBOX_BLOCK && !pass_on(inbox, false))
			return false;
	}
	return true;
}

bool jrt_inbox_done(struct jrt_inbox *inbox)
{
	return pass_on(inbox, true);
}

/* ---- the receiver ---- */

static void give_back(struct jrt_inbox *inbox)
{
	struct jrt_inbox_block *block = inbox->first;

	inbox->first = block->next;
	if (!inbox->first)
		inbox->last = NULL;
	block->next = inbox->spare;
	inbox->spare = block;
	inbox->waiting--;
	pthread_cond_broadcast(&inbox->gate->taken);
}

size_t jrt_inbox_take(struct jrt_inbox *inbox, void *into, size_t size)
{
	struct jrt_inbox_gate *gate = inbox->gate;
	struct jrt_inbox_block *block;
	size_t part = 0;

	pthread_mutex_lock(&gate->lock);
	inbox->at_hand = true;
	while (!inbox->first && !inbox->done)
		pthread_cond_wait(&gate->sent, &gate->lock);
	block = inbox->first;
	pthread_mutex_unlock(&gate->lock);
	if (!block)
		return 0;
	part = block->size - block->taken < size ? block->size - block->taken : size;
	memcpy(into, block->data + block->taken, part);
	block->taken += part;
	if (block->taken < block->size)
		return part;
	pthread_mutex_lock(&gate->lock);
	give_back(inbox);
	pthread_mutex_unlock(&gate->lock);
	return part;
}

void jrt_inbox_leave(struct jrt_inbox *inbox)
{
	pthread_mutex_lock(&inbox->gate->lock);
	inbox->left = true;
	pthread_cond_broadcast(&inbox->gate->taken);
	pthread_mutex_unlock(&inbox->gate->lock);
}
