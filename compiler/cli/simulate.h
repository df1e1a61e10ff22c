/*
 * What the halves of `journey simulate` share: each makes a series that the command writes.
 */
#ifndef CLI_SIMULATE_H
#define CLI_SIMULATE_H

#include "cli/command.h"
#include "simulate/series.h"

/* The rows of --grid. JY_EXIT_OK, or the status to end with (reported). */
int jy_simulate_grid(struct jy_command *command, uint32_t agreement,
		     const struct jrt_settle_input *input, struct jrt_series *out);

/* Takes the days for which agreements run out of the model, so that a history before them is
 * judged too. Before the plan is made. */
void jy_simulate_backdate(struct jy_command *command);
/* The accounts of all periods of --data. JY_EXIT_OK, or the status to end with (reported). */
int jy_simulate_history(struct jy_command *command, uint32_t agreement,
			const struct jrt_settle_input *input, struct jrt_series *out);

#endif
