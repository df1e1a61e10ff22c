/*
 * Covers: the time that a source's files stand for, so that "nothing happened" and "nothing
 * was delivered" can be told apart. It comes from the command line, from the journey file,
 * from the files' names, or, as the weaker claim, from the first to the last row.
 *
 * A source that `covers given` and is given nothing falls back to its rows, with a warning; so
 * does one with a file whose name does not say its date.
 */
#ifndef MEASURE_COVER_H
#define MEASURE_COVER_H

#include "base/vec.h"
#include "journey/state.h"
#include "measure/notes.h"
#include "time/period.h"

struct jrt_cover {
	/* Ascending, disjoint, half open; as declared, or (by rows) one from the first row's
	 * time to just after the last row's. */
	JB_VEC(struct jrt_range) range;
	bool by_rows;
	/* A file could not be read: nothing is covered, whatever `range` claims. */
	bool unread;
};

/* What is known before the rows are read. Findings go to `notes`. */
void jrt_cover_declare(struct jrt_cover *cover, struct jrt_notes *notes, uint32_t source,
		       const struct jrt_zone *const *zone);
/* A row at `time` (or an interval up to `to`); counts only where the rows make the cover. */
static inline void jrt_cover_row(struct jrt_cover *cover, int64_t time, int64_t to)
{
	if (!cover->by_rows || cover->range.count == 0)
		return;
	if (time < cover->range.at[0].from)
		cover->range.at[0].from = time;
	if (to > cover->range.at[0].to)
		cover->range.at[0].to = to;
}
/* Declared ranges in any order, made what `range` is. */
void jrt_cover_join(struct jrt_cover *cover);
/* After the last row: a cover by rows without rows is none. */
void jrt_cover_settle(struct jrt_cover *cover);

/* Whether [from, to) lies within what is covered, without a gap. */
bool jrt_cover_holds(const struct jrt_cover *cover, int64_t from, int64_t to);
/* Whether some of [from, to) is covered. */
bool jrt_cover_meets(const struct jrt_cover *cover, int64_t from, int64_t to);

/* Whether a base period is claimed, in part or whole, read or not. */
bool jrt_cover_claims(const struct jrt_cover *cover, const struct jrt_periods *periods,
		      int64_t index);
/* Whether there is a cell for the period, be there rows or not: where it is claimed, where it was
 * not delivered and lies between some that were (S13), and for the period that is the whole. */
bool jrt_cover_asks(const struct jrt_cover *cover, const struct jrt_periods *periods,
		    int64_t index);
/* How much of a base period is covered. Where rows make the cover it counts in whole days of
 * the period's zone. */
enum jrt_coverage jrt_cover_of_period(const struct jrt_cover *cover,
				      const struct jrt_periods *periods, int64_t index);

#endif
