/*
 * What measuring has to say besides numbers: rows that were not used, tallies of files,
 * findings. Rejected rows go to the caller's sink, and the first JRT_REJECTS_KEPT are kept.
 *
 * A batch of rows is looked at step by step, so its rejects come in the order of the steps. They
 * are held until the batch is done and then given in the order of its rows: so the order over all
 * batches is that of the file, and does not tell where batches end.
 */
#ifndef MEASURE_NOTES_H
#define MEASURE_NOTES_H

#include "base/vec.h"
#include "journey/runtime.h"

/* A reject of the present batch; its reason lies in a buffer that still grows. */
struct jrt_held_reject {
	struct jrt_reject reject;
	size_t reason_at;
	size_t number; /* of its line, those that came before */
};

struct jrt_notes {
	struct jb_arena *arena;
	const struct jrt_plan *plan;
	const struct jrt_input *input;
	JB_VEC(struct jrt_reject) reject;
	JB_VEC(struct jrt_finding) finding;
	struct jb_buf sentence; /* where the reason of one reject is written */
	enum jb_status status;	/* of the sink; measuring stops when it is not JB_OK */
	bool in_batch;
	JB_VEC(struct jrt_held_reject) held; /* of the present batch */
	struct jb_buf reasons;		     /* of those */
	/* Of one thread among several: takes the rejects in place of the sink and the list. */
	void (*hold)(void *user, const struct jrt_reject *reject);
	void *hold_user;
	size_t passed_on; /* to `hold` */
	/* rejects the sink was told of; of those to come, how many it was */
	uint64_t told, skip;
};

/* Where the notes stand. */
struct jrt_notes_mark {
	size_t rejects, findings;
	uint64_t told;
};

void jrt_notes_init(struct jrt_notes *notes, struct jb_arena *arena, const struct jrt_plan *plan,
		    const struct jrt_input *input);

/* Whether anybody will see the next reject: when not, its reason need not be written. */
bool jrt_notes_listens(const struct jrt_notes *notes);
/* `reject` and its texts may die afterwards. */
void jrt_notes_reject(struct jrt_notes *notes, const struct jrt_reject *reject);
/* Around the rejects of one batch of one file; `bytes` of each must live until its end. */
void jrt_notes_begin_batch(struct jrt_notes *notes);
void jrt_notes_end_batch(struct jrt_notes *notes);

/* A source is read again from its start: what was noted since the mark is forgotten, and will be
 * noted again in the same order; the sink is told of each reject once. */
struct jrt_notes_mark jrt_notes_mark(const struct jrt_notes *notes);
void jrt_notes_back_to(struct jrt_notes *notes, struct jrt_notes_mark mark);

/* `message` and `help` lie in the arena or are literals. `place` may be NULL. */
void jrt_notes_find(struct jrt_notes *notes, enum jrt_severity severity, struct jb_text code,
		    const struct jrt_place *place, struct jb_text message, struct jb_text help);
/* "1.25%" of a share in millionths. */
struct jb_text jrt_notes_percent(struct jb_arena *arena, uint64_t part, uint64_t whole);

#endif
