/*
 * Duplicates and late versions (S16, S17): of the rows with one identity, over all files of a
 * measuring, the one with the greatest `keep latest by` counts, whole. Equal stamp and equal
 * content is one row; equal stamp and other content is a contradiction, and both are rejected.
 * Rows with a part of the identity unknown are never equal (S8).
 *
 * Content is the row's bytes as they stood and its needed columns: nothing that a reader could
 * see may differ.
 */
#ifndef MEASURE_DEDUPE_H
#define MEASURE_DEDUPE_H

#include "measure/store.h"

struct jrt_dedupe {
	const size_t *key; /* lanes of the store */
	size_t key_count;
	size_t latest;	     /* lane, or SIZE_MAX */
	size_t column_lanes; /* lanes 0 to column_lanes - 1 are the content */
};

enum jrt_clash { JRT_CLASH_CONTENT, JRT_CLASH_NO_STAMP };

/* A row that cannot be told from `other`; its fate is JRT_REJECTED already. */
typedef void jrt_dedupe_clash(void *user, size_t row, size_t other, enum jrt_clash clash);

/* Sets the fate of rows that do not count to JRT_DUPLICATE or JRT_REJECTED. Takes scratch
 * memory from `arena`. */
void jrt_dedupe_run(struct jrt_store *store, const struct jrt_dedupe *rule, struct jb_arena *arena,
		    jrt_dedupe_clash *clash, void *user);

#endif
