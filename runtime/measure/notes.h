/*
 * What measuring has to say besides numbers: rows that were not used, tallies of files,
 * findings. Rejected rows go to the caller's sink at once, and the first JRT_REJECTS_KEPT are
 * kept.
 */
#ifndef MEASURE_NOTES_H
#define MEASURE_NOTES_H

#include "base/vec.h"
#include "journey/runtime.h"

struct jrt_notes {
	struct jb_arena *arena;
	const struct jrt_plan *plan;
	const struct jrt_input *input;
	JB_VEC(struct jrt_reject) reject;
	JB_VEC(struct jrt_finding) finding;
	struct jb_buf sentence; /* where the reason of one reject is written */
	enum jb_status status;	/* of the sink; measuring stops when it is not JB_OK */
};

void jrt_notes_init(struct jrt_notes *notes, struct jb_arena *arena, const struct jrt_plan *plan,
		    const struct jrt_input *input);

/* Whether anybody will see the next reject: when not, its reason need not be written. */
bool jrt_notes_listens(const struct jrt_notes *notes);
/* `reject` and its texts may die afterwards. */
void jrt_notes_reject(struct jrt_notes *notes, const struct jrt_reject *reject);

/* `message` and `help` lie in the arena or are literals. `place` may be NULL. */
void jrt_notes_find(struct jrt_notes *notes, enum jrt_severity severity, struct jb_text code,
		    const struct jrt_place *place, struct jb_text message, struct jb_text help);
/* "1.25%" of a share in millionths. */
struct jb_text jrt_notes_percent(struct jb_arena *arena, uint64_t part, uint64_t whole);

#endif
