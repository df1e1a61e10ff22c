/*
 * From verdicts to money on the command line: charges that the contract leaves open, and settling.
 */
#ifndef RUN_SETTLE_H
#define RUN_SETTLE_H

#include "run/command.h"
#include "journey/runtime.h"
#include "journey/settlement.h"

/* clang-format off: a row of a table */
#define JY_OPTION_CHARGES                                                                       \
	{                                                                                       \
		"charges", 0, "AGREEMENT=PERIOD:AMOUNT",                                        \
			"what was charged for a period, of an agreement with `charges given`; " \
			"may be repeated",                                                      \
			NULL, true                                                              \
	}
/* clang-format on */

/* What --charges says; false (reported) where it is wrong. */
bool jy_charges_read(struct jy_command *command, struct jrt_settle_input *input);
/* Settles where some agreement speaks of money: `judged` gets its settlement. `recorded`: accounts
 * that earlier runs settled; --as-of is the day of the run. JY_EXIT_OK, or the status to end with
 * (reported). */
int jy_settle(struct jy_command *command, const struct jrt_measured *measured,
	      const struct jrt_recorded *recorded, size_t recorded_count,
	      struct jrt_judged *judged);
/* Whether settling has found an error: charges for a period that there is not, sums too large to be
 * held. Such a run fails and is not kept. */
bool jy_settled_wrongly(const struct jrt_judged *judged);

#endif
