/*
 * What a source tolerates, and what is said where more was rejected or does not fulfil a
 * requirement (S18). Asked at the end of a source, and again of the sum of several measurings.
 */
#ifndef MEASURE_TOLERANCE_H
#define MEASURE_TOLERANCE_H

#include "measure/notes.h"
#include "time/period.h"

/* Findings of this many periods are written out; the flag of their cells tells of all. */
#define JRT_TOLERANCE_SHOWN 12

/* Whether `part` is a larger share of `whole` than is tolerated (negative: anything is). */
bool jrt_tolerance_over(uint64_t part, uint64_t whole, jb_fix tolerated);

/* R0305: of all rows. True where there are too many. */
bool jrt_tolerance_tell(struct jrt_notes *notes, const struct jrt_source *source,
			const struct jrt_source_tally *tally);
/* R0306: of the rows of one period, of which `rows` were accepted. */
void jrt_tolerance_tell_period(struct jrt_notes *notes, const struct jrt_source *source,
			       const struct jrt_periods *periods, int64_t index, uint64_t rejected,
			       uint64_t rows);
/* R0307: `unfulfilled` by requirement. */
void jrt_tolerance_tell_unfulfilled(struct jrt_notes *notes, const struct jrt_source *source,
				    const struct jrt_source_tally *tally,
				    const uint64_t *unfulfilled);

#endif
