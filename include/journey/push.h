/*
 * Measuring rows that lie in no file: they are handed in as they come, from a socket, a queue or a
 * table of one's own, and what comes out is what jrt_measure gives for files with the same rows,
 * byte for byte.
 *
 *	const struct jb_text field[] = {JB_TEXT("started"), JB_TEXT("outcome")};
 *	const struct jrt_push_source calls = {.source = JB_TEXT("calls"),
 *					      .kind = JRT_PUSH_ROWS,
 *					      .field = field,
 *					      .field_count = 2};
 *	struct jrt_push *push;
 *
 *	status = jrt_push_open(&plan, &input, &calls, 1, &arena, &push, &why);
 *	while (status == JB_OK && next(row))
 *		status = jrt_push_row(push, 0, row);
 *	if (push)
 *		status = jrt_push_end(push, &measured, &why);
 *
 * Counting goes on in a thread of the runtime's own, so the arena belongs to it from
 * jrt_push_open to jrt_push_end; so do the plan and the input, which must stay as they are. The
 * allocator, the call for progress and the sink of rejects are called from that thread. Of one push
 * all calls come from one thread at a time; any number of pushes may go on beside each other.
 *
 * Sources are read in the order of the plan, a forecast before the rows that are held against it.
 * What is handed in for the source at hand waits in at most a megabyte: then the call waits. What
 * is handed in for a source that is not yet at hand waits in memory, all of it; whoever has much
 * hands in one source after the other and says jrt_push_done.
 */
#ifndef JOURNEY_PUSH_H
#define JOURNEY_PUSH_H

#include "journey/runtime.h"

#ifdef __cplusplus
extern "C" {
#endif

enum jrt_push_kind {
	JRT_PUSH_BYTES,	 /* of a file as the source declares it, header and all, cut anywhere */
	JRT_PUSH_ROWS,	 /* fields as the source declares them, as texts in UTF-8 */
	JRT_PUSH_COLUMNS /* values as a plan has them (journey/plan.h) */
};

struct jrt_push_source {
	struct jb_text source; /* name of a source of the plan */
	struct jb_text called; /* what stands for the file in findings; empty: the source's name */
	enum jrt_push_kind kind;
	/* Of rows the headers, in the order of the fields; of columns their names in the journey
	 * file. Columns that the plan does not need may be left out. */
	const struct jb_text *field;
	size_t field_count;
};

/* Values of one column for some rows: `text` of a column of type text, `value` of all others. A
 * number, a share, a duration or an amount is in millionths of its unit (seconds, whole, 1), an
 * instant in microseconds from 1970 in UTC, a clock time in microseconds from midnight, a date in
 * days from 1970, a flag is 0 or 1. Instants and dates outside of the years 1 to 9999 are rejected,
 * as no file can hold them. */
struct jrt_push_column {
	const int64_t *value;
	const struct jb_text *text;
	const uint8_t *known; /* by row: 0 where missing; NULL: all are known */
};

struct jrt_push;

/* Begins to measure; the files of the input are read too. *push is NULL unless JB_OK. JB_REFUSED,
 * with a sentence, of a source or column that the plan has not, and of one source in two kinds, or
 * in rows or columns beside a file: its form is one. */
enum jb_status jrt_push_open(const struct jrt_plan *plan, const struct jrt_input *input,
			     const struct jrt_push_source *source, size_t source_count,
			     struct jb_arena *arena, struct jrt_push **push, struct jb_text *why);

/* More of source number `at`. Anything but JB_OK: measuring has ended and nothing more is taken;
 * jrt_push_end says why. What is handed in may be changed after the call. */
enum jb_status jrt_push_bytes(struct jrt_push *push, size_t at, const void *bytes, size_t size);
enum jb_status jrt_push_row(struct jrt_push *push, size_t at, const struct jb_text *field);
enum jb_status jrt_push_columns(struct jrt_push *push, size_t at,
				const struct jrt_push_column *column, size_t rows);
/* Nothing more comes of this source. */
enum jb_status jrt_push_done(struct jrt_push *push, size_t at);

/* Nothing more comes at all: waits for the counting and hands out what jrt_measure would. The push
 * is gone whatever the status. */
enum jb_status jrt_push_end(struct jrt_push *push, struct jrt_measured *out, struct jb_text *why);
/* Leaves everything: nothing is handed out, and the push is gone. NULL will do. */
void jrt_push_drop(struct jrt_push *push);

#ifdef __cplusplus
}
#endif
#endif
