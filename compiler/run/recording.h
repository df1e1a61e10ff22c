/*
 * `--ledger FILE`: what an eval or judge takes from a ledger before it judges, and what it leaves
 * there. The ledger is held from begin to end, so that no other run comes between what was read and
 * what is added; the report is written when it is let go.
 *
 * A run whose data has errors takes nothing and leaves nothing.
 */
#ifndef RUN_RECORDING_H
#define RUN_RECORDING_H

#include "run/command.h"
#include "ledger/history.h"

/* clang-format off: rows of a table */
#define JY_OPTION_LEDGER                                                                      \
	{                                                                                     \
		"ledger", 0, "FILE",                                                          \
			"keep the run in this ledger, and take from it the periods that the " \
			"data does not cover: docs/ledger.md",                                \
			NULL, false                                                           \
	}
/* clang-format on */

struct jy_recording {
	bool on;
	struct jrt_store store;
	const struct jrt_measured *own; /* what was measured now */
	struct jrt_measured measured;	/* with what the ledger has: to be judged and reported */
	struct jrt_history history;
};

/* Opens --ledger and joins; without it, or where no verdicts are given, `measured` is what was
 * measured. JY_EXIT_OK, or the status to end with (reported). */
int jy_recording_begin(struct jy_command *command, struct jy_recording *recording,
		       const struct jrt_measured *own, bool verdicts);
/* Compares, adds the findings of that to `judged`, and adds the run unless it is known. */
int jy_recording_end(struct jy_command *command, struct jy_recording *recording,
		     struct jrt_judged *judged);
/* Lets the ledger go; after an error nothing of the run is in it. */
void jy_recording_close(struct jy_recording *recording);

#endif
