/*
 * What a meter counts, as a digest: two runs whose meters have the same one counted by the same
 * rules, however the program around them changed. Bound are the conditions of rows and values down
 * to the columns they look at and the values these may have, which rows are let in at all (ignore,
 * identify, require), the time, the scope, the groups, when periods begin and end, and the forecast
 * that says which rows are above it.
 *
 * Not bound is how a file writes a column (header, format, encoding, words: exports change), what a
 * period's data stands for and tolerates, relief by dates (it stands with each figure), the days on
 * which a calendar is closed (each year has its own), and all that judging adds to the same states:
 * formulas with their opening, closing and mean stocks, which group is asked for and how much of
 * it must be known, rolling and pooling, thresholds, money.
 */
#ifndef LEDGER_IDENTITY_H
#define LEDGER_IDENTITY_H

#include "base/hash.h"
#include "journey/plan.h"

/* A digest a meter of the plan, in the arena. */
const struct jb_digest *jrt_identity_meters(const struct jrt_plan *plan, struct jb_arena *arena);
/* The same as the ledger keeps them: 64 digits a line. */
struct jb_text jrt_identity_text(const struct jrt_plan *plan, struct jb_arena *arena);
/* Back from that text; NULL where it is no such text. */
const struct jb_digest *jrt_identity_read(struct jb_text text, struct jb_arena *arena,
					  size_t *count);

#endif
