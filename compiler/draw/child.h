/*
 * Work that may never end, take all memory or crash, done in a child process with limits. What the
 * child made comes back as bytes; the caller believes none of them before it has looked.
 */
#ifndef DRAW_CHILD_H
#define DRAW_CHILD_H

#include <stdint.h>

#include "base/buf.h"

/* A machine that has much else to do gives the child little, and makes no picture another one:
 * what counts is the time that the child itself works. Only one that sleeps is measured by the
 * clock, and none is waited for beyond `patience`. */
struct jy_child_limits {
	int64_t milliseconds; /* of work, or by the clock where it sleeps then */
	int64_t patience;     /* milliseconds by the clock, whatever it does */
	size_t memory;	      /* bytes above what the parent has */
	size_t output;	      /* bytes */
};

enum jy_child_end {
	JY_CHILD_DONE,
	JY_CHILD_LATE,	 /* past its time, or asleep */
	JY_CHILD_FAILED, /* crashed, gave up, ran out of memory, or wrote too much */
};

/* Runs in the child, with the parent's memory as it was; fills `out`. False gives up. Nothing it
 * prints is seen, and it can write no file. */
typedef bool jy_child_work(void *context, struct jb_buf *out);

/* Waits for the work, at most as long as the limits say; the child is gone afterwards, whatever
 * came of it. */
enum jy_child_end jy_child_run(struct jb_arena *arena, const struct jy_child_limits *limits,
			       jy_child_work *work, void *context, struct jb_buf *answer);

#endif
