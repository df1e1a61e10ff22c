/*
 * What earlier runs of a program counted, out of a ledger, and how it meets what is counted now.
 *
 *	measure -> jrt_history_read -> jrt_history_join -> judge, settle -> jrt_history_compare
 *
 * A period that the data at hand covers is that of the data at hand. Of one that it does not
 * cover, or covers less than an earlier run did, the newest entry that covered it best is taken;
 * such a cell names its entry (struct jrt_cell). States are never added up across runs: nobody
 * could tell rows that both have (S16). Figures of a metric that counts otherwise today are not
 * taken, and a finding says so. What was counted over all of the data at hand, in no period, is
 * not history.
 *
 * Findings: R0401 a metric counted otherwise then; R0402 an entry that cannot be read; R0403 a
 * figure restated; R0404 settled money that restated figures would change.
 */
#ifndef LEDGER_HISTORY_H
#define LEDGER_HISTORY_H

#include "journey/runtime.h"
#include "journey/settlement.h"
#include "ledger/ledger.h"

struct jrt_history {
	/* by meter, then by period: the best of each, with its entry */
	const struct jrt_cell *cell;
	size_t cell_count;
	const struct jrt_cell *whole; /* those in no period, of every entry */
	size_t whole_count;
	const struct jrt_recorded *account; /* the newest of each agreement and period */
	size_t account_count;
	uint64_t newest;	      /* entry of this program; 0: there is none */
	struct jb_digest definitions; /* of that entry */
	struct jb_text accounts;      /* of that entry */
	const struct jrt_finding *finding;
	size_t finding_count;
};

/* What a run is to the ledger. */
struct jrt_history_change {
	bool known;	   /* the newest entry already says all of it: nothing is added */
	uint64_t corrects; /* the newest entry that it restates; 0: none */
	const struct jrt_finding *finding; /* figures that were other: old, new, which entry */
	size_t finding_count;
};

/* Reads the entries of the plan's program. An entry that cannot be read is passed over with a
 * finding. */
enum jb_status jrt_history_read(const struct jrt_plan *plan, struct jrt_store *store,
				struct jb_arena *arena, struct jrt_history *out,
				struct jb_text *why);

/* What is at hand with what is not; `own` stays as it is. */
struct jrt_measured jrt_history_join(const struct jrt_measured *own,
				     const struct jrt_history *history, struct jb_arena *arena);

/* Sets what was measured now beside what was recorded: `judged` is of the joined states,
 * `definitions` of the program as it is. */
enum jb_status jrt_history_compare(const struct jrt_plan *plan, const struct jrt_measured *own,
				   const struct jrt_history *history,
				   const struct jrt_judged *judged,
				   const struct jb_digest *definitions, struct jb_arena *arena,
				   struct jrt_history_change *out, struct jb_text *why);

/* history_equal.c: whether two states are the same numbers. */
bool jrt_history_equal(const struct jrt_part_state *a, const struct jrt_part_state *b);
/* Whether two cells of one meter and period say the same. */
bool jrt_history_same(const struct jrt_plan *plan, const struct jrt_cell *a,
		      const struct jrt_cell *b);

#endif
