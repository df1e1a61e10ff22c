/*
 * Looking ahead without keeping all rows. All parts that do not wait for a window are counted as
 * rows come by. Of each row so much is kept as the other parts will want (frontier.h), together
 * with its keys and its time, until it is known whether another row followed within the window:
 *
 *	QUEUE  rows in the order of their time wait in a queue, as long as the longest window;
 *	SORT   rows in any order go to tapes, parted by their keys, and are looked through when all
 *	       have been read; what memory does not hold lies in a file without a name;
 *	STORE  everything that is needed of every row is held and sorted (gather.c): the plain way,
 *	       and that of duplicates and of rows above an agreed volume.
 *
 * All give the same states. A source begins in the queue where its files can be read again; should
 * a row come out of order it is read again from the start, the sorted way.
 */
#ifndef MEASURE_AHEAD_H
#define MEASURE_AHEAD_H

#include "measure/feed.h"
#include "measure/frontier.h"
#include "measure/latest.h"
#include "measure/tape.h"

/* What has become of a row in window w: these bits, at 3 * w. */
#define JRT_AHEAD_AGAIN 1u
#define JRT_AHEAD_KNOWN 2u /* its keys are */
#define JRT_AHEAD_DUE 4u
#define JRT_AHEAD_BITS 3
#define JRT_AHEAD_WINDOWS 10 /* of one source; more go over the store */

/* Rows with so many windows at most are counted by signature; more outcomes than that are counted
 * row by row. */
#define JRT_AHEAD_COUNTED_WINDOWS 2

#define JRT_AHEAD_VALUE_BYTES 9 /* of a key that is no text, at most */

/* What windows have in common: their keys; and on top of that, which rows may follow. */
struct jrt_keyset {
	const uint32_t *key; /* registers of `main` */
	size_t count;
	uint32_t text; /* the column, where its texts themselves are the only key; else JRT_NONE */
};
struct jrt_trail {
	size_t keyset;
	uint32_t among;	 /* register of `main`; JRT_NONE: any row may follow */
	int64_t horizon; /* just after the last row that may follow; INT64_MIN: none */
};

/* The live rows of a batch. */
struct jrt_ahead_rows {
	uint32_t count;
	uint32_t *pick; /* their numbers in the batch */
	uint32_t *signature;
	int64_t *time;
	int64_t **value;      /* by value of the frontier; behind them the time where it is kept */
	struct jrt_key **key; /* by keyset, then row */
	uint8_t **key_known;
	uint8_t **may_follow; /* by trail, then row */
	struct jb_buf *bytes; /* by keyset: of long keys */
	int64_t **end;	      /* by window: of those that go to the queue */
	uint32_t *outcome;    /* the same */
};

/* Rows that are through, on their way to the meters. */
struct jrt_ahead_through {
	uint32_t rows;
	uint32_t *signature, *outcome;
	int64_t **value;
	uint64_t *weight; /* NULL: each row stands for itself */
	int64_t **again_value;
	uint8_t **again_known, **due;
	struct jrt_lane *again;
	int64_t *time;
	uint32_t *slot;
};

struct jrt_ahead_queue;
struct jrt_sorting;

struct jrt_ahead {
	struct jrt_feed *feed;
	struct jb_arena *arena;
	struct jrt_frontier frontier;
	size_t windows;
	struct jrt_keyset *keyset;
	size_t keyset_count;
	struct jrt_trail *trail;
	size_t trail_count;
	size_t *trail_of;	     /* by window */
	struct jrt_moments *moments; /* by window: of its zone */
	size_t kept;		     /* values of a row: those of the frontier, and its time */
	bool counted;		     /* by signature and outcome */
	JB_VEC(uint64_t) count;	     /* by signature, then outcome */
	struct jrt_ahead_rows rows;
	char *joined; /* the keys of one row */
	struct jrt_ahead_through through;
	bool restarts;		       /* the files can be read again */
	struct jrt_ahead_queue *queue; /* one of these */
	struct jrt_sorting *sorting;
};

/* ahead_texts.c: of columns that are nothing but a key, and compared with constants, the texts
 * themselves will do: no table of all of them is kept. */
void jrt_ahead_want_texts(struct jrt_ahead *ahead);

/* ahead_rows.c: the live rows of the view, after vetting, into ahead->rows. */
void jrt_ahead_rows_init(struct jrt_ahead *ahead);
void jrt_ahead_take(struct jrt_ahead *ahead, const struct jrt_view *view);
/* The end of the row's time in window w, half open. */
static inline int64_t jrt_ahead_window_end(struct jrt_ahead *ahead, size_t w, int64_t time)
{
	return jrt_window_end(&ahead->feed->source->window[w], &ahead->moments[w], time);
}
/* The same of many rows. */
static inline void jrt_ahead_window_ends(struct jrt_ahead *ahead, size_t w, const int64_t *time,
					 int64_t *end, uint32_t count)
{
	jrt_window_ends(&ahead->feed->source->window[w], &ahead->moments[w], time, end, count);
}
/* Whether a window that ends so lies within what the source covers, as far as that can be told
 * after the last row. */
bool jrt_ahead_is_due(const struct jrt_ahead *ahead, size_t w, int64_t time, int64_t end);

/* ahead_count.c: a row that is through; and after the last, all that is left to do. */
void jrt_ahead_count_init(struct jrt_ahead *ahead);
void jrt_ahead_count(struct jrt_ahead *ahead, uint32_t signature, uint32_t outcome,
		     const int64_t *value);
void jrt_ahead_count_end(struct jrt_ahead *ahead);

/* ahead_queue.c: false when the queue is not the way for these rows: one is out of order, or what
 * waits does not fit. */
void jrt_ahead_queue_init(struct jrt_ahead *ahead);
bool jrt_ahead_queue_add(struct jrt_ahead *ahead);
void jrt_ahead_queue_end(struct jrt_ahead *ahead);
/* After the end: states are made of what the meters hold, and that takes memory, too. */
void jrt_ahead_queue_free(struct jrt_ahead *ahead);

/* ahead_sort.c */
void jrt_sorting_init(struct jrt_ahead *ahead);
enum jb_status jrt_sorting_add(struct jrt_ahead *ahead);
enum jb_status jrt_sorting_end(struct jrt_ahead *ahead);
void jrt_sorting_free(struct jrt_ahead *ahead);

#endif
