/*
 * Rejected rows that several threads find, given out in the order of the files. Each thread puts
 * the rejects of a chunk together; one of them gives out what no thread can have anything before
 * any more. Little is held: a pack of rejects waits only for chunks that others are at, and threads
 * that run ahead of those wait.
 */
#ifndef MEASURE_HELD_H
#define MEASURE_HELD_H

#include "journey/state.h"

struct jrt_held;

/* For so many threads, numbered from 0. Memory by the allocator of the arena. */
struct jrt_held *jrt_held_make(struct jb_arena *arena, unsigned threads);
void jrt_held_release(struct jrt_held *held);

/* The thread is at chunk `number`, not earlier than any before, and nobody waits for what it does
 * before its next one begins; UINT64_MAX: it is done. Waits
 * while much is held, but for thread 0, which does so in jrt_held_give. */
void jrt_held_reach(struct jrt_held *held, unsigned thread, uint64_t number);
/* A reject of the chunk that the thread is at, copied. False: there is no memory. */
bool jrt_held_add(struct jrt_held *held, unsigned thread, const struct jrt_reject *reject);

/* Gives out what is ready, in order, and while much is held waits for more; thread 0 only. */
typedef void jrt_held_sink(void *user, const struct jrt_reject *reject);
void jrt_held_give(struct jrt_held *held, jrt_held_sink *sink, void *user);

#endif
