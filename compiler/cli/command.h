/*
 * What the commands of `journey` share beyond run/command.h: a session that reads their files, and
 * how its findings are shown.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "driver/session.h"
#include "run/command.h"
#include "source/folder.h"

/* Does the work in a session of its own and releases everything; gives the exit status. */
int jy_command_run(const struct jy_command_kind *kind, int argc, char *const *argv);

/* The one FILE of the line, loaded with all it uses. False when the line names none or several
 * (reported). */
bool jy_command_load(struct jy_command *command, int *status);
/* The same, and its model without errors (reported otherwise). */
bool jy_command_model(struct jy_command *command, int *status);
/* The plan of what is loaded, made once. */
const struct jrt_plan *jy_command_plan(struct jy_command *command);
/* Loads FILE and lowers it, once; false (reported) when it has errors or no metric to measure. */
bool jy_data_plan(struct jy_command *command, int *status);
/* The files that the line names, a folder standing for the .journey files below it. JY_EXIT_OK, or
 * JY_EXIT_USAGE (reported). */
int jy_command_files(struct jy_command *command, struct jy_paths *paths);
/* Writes the session's diagnostics to standard error; true when there are errors among them. */
bool jy_command_findings(struct jy_command *command);

/* clang-format off: rows of a table */
#define JY_OPTION_ROOT                                                                         \
	{                                                                                      \
		"root", 0, "FOLDER",                                                           \
			"`use` may take in files below this folder (default: the file's own)", \
			NULL, false                                                            \
	}
/* clang-format on */

#define COMMAND(id, name, about) int jy_command_##id(int argc, char *const *argv);
#include "cli/commands.def"
#undef COMMAND

#endif
