/*
 * How far a measuring has come, for the call that shows it, and whether somebody wants it to end.
 * One for all files of all sources; counts may be added from several threads. Knows no clock: the
 * call is made with every block that is read, and whoever shows something decides how often.
 */
#ifndef READ_PACE_H
#define READ_PACE_H

#include "base/arena.h"
#include "journey/runtime.h"

#define JRT_PACE_DOUBLINGS 64

struct jrt_pace {
	jrt_progress *call; /* or NULL */
	void *user;
	const struct jrt_cancel *cancel; /* or NULL */
	uint64_t rows, bytes, bytes_all; /* as of struct jrt_progress_at */
	const struct jb_text *file;	 /* at hand, or NULL */
	bool calling;			 /* some thread is in the call */
	bool cancelled;
	/* What measuring may take; NULL: anything. And what it had taken when 2^i bytes had
	 * come. */
	const struct jb_budget *budget;
	size_t taken[JRT_PACE_DOUBLINGS];
};

/* What the input asks for, and how many bytes its files have. Paths go through the arena, whose
 * budget is the one that is watched. */
void jrt_pace_init(struct jrt_pace *pace, const struct jrt_input *input, struct jb_arena *arena);
/* The same without the call: a second look at bytes that have been counted can only be cancelled.
 */
struct jrt_pace jrt_pace_quiet(const struct jrt_pace *pace);

/* All of these take NULL for a pace that nobody asks about. The file's text must stay. */
void jrt_pace_file(struct jrt_pace *pace, const struct jb_text *file);
void jrt_pace_rows(struct jrt_pace *pace, uint64_t rows);
/* So many more bytes; JB_CANCELLED once the call or anybody else has said so. */
enum jb_status jrt_pace_bytes(struct jrt_pace *pace, uint64_t bytes);
/* Whether to go on, without a call: for long work between two readings. */
enum jb_status jrt_pace_check(const struct jrt_pace *pace);

#endif
