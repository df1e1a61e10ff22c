/*
 * What became of the rows of one source, added up over shards of them.
 */
#ifndef MEASURE_TALLY_H
#define MEASURE_TALLY_H

#include "journey/state.h"

/* The counts of rows, and whether one of the files is unread; what the source covers and tolerates
 * is not a sum. */
static inline void jrt_tally_add(struct jrt_source_tally *into, const struct jrt_source_tally *from)
{
	into->rows += from->rows;
	into->ignored += from->ignored;
	into->rejected += from->rejected;
	into->duplicates += from->duplicates;
	into->accepted += from->accepted;
	into->made_missing += from->made_missing;
	into->warned += from->warned;
	into->doubled_times += from->doubled_times;
	into->gap_times += from->gap_times;
	into->unread |= from->unread;
}

#endif
