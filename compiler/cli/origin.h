/*
 * The plan of FILE, and the origin that a command of `journey` has it from: its session.
 */
#ifndef CLI_ORIGIN_H
#define CLI_ORIGIN_H

#include "cli/command.h"

extern const struct jy_origin jy_origin_session;

/* Loads FILE and lowers it; false (reported) when it has errors or no metric to measure. */
bool jy_data_plan(struct jy_command *command, int *status);

#endif
