/*
 * What the commands share: exit statuses, where text goes, and how a session's findings are shown.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "base/buf.h"
#include "cli/options.h"
#include "driver/session.h"
#include "source/folder.h"

/* See `journey --help`. */
enum jy_exit {
	JY_EXIT_OK = 0,
	JY_EXIT_FINDINGS = 1, /* mistakes in the file; missed criteria where --fail-on asks */
	JY_EXIT_USAGE = 2,
	JY_EXIT_DATA = 3, /* the data could not be judged, or a result could not be written */
	JY_EXIT_INTERNAL = 70
};

/* A running command. Its memory is that of the session. */
struct jrt_evidence;

struct jy_command {
	const char *name;
	struct jy_session session;
	struct jy_args args;
	bool hash_data;			     /* digests of the data are wanted */
	const struct jrt_evidence *evidence; /* the record that is judged; NULL: none */
};

/* What a command is: its line, its help, its work. */
struct jy_command_kind {
	const char *name;
	const char *usage; /* the line after "journey NAME " */
	const char *about; /* a paragraph of help */
	const struct jy_option *option;
	size_t option_count;
	int (*work)(struct jy_command *command); /* gives the exit status */
};

/* Reads the command line, does the work (or shows help), releases everything; gives the exit
 * status. Memory that runs out is said and ends the command, nothing else. */
int jy_command_run(const struct jy_command_kind *kind, int argc, char *const *argv);
/* Says what was wrong with the line and how to get help; gives JY_EXIT_USAGE. */
int jy_command_misused(struct jy_command *command, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* Says "journey NAME: …" on standard error. */
void jy_command_say(struct jy_command *command, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* The one FILE of the line, loaded with all it uses. False when the line names none or several
 * (reported). */
bool jy_command_load(struct jy_command *command, int *status);
/* The files that the line names, a folder standing for the .journey files below it. JY_EXIT_OK, or
 * JY_EXIT_USAGE (reported). */
int jy_command_files(struct jy_command *command, struct jy_paths *paths);
/* Writes the session's diagnostics to standard error; true when there are errors among them. */
bool jy_command_findings(struct jy_command *command);

/* Stands for the descriptor of a file that is no terminal. */
#define JY_NO_TERMINAL (-1)

/* Whether to colour what goes to `fd`: --colour, NO_COLOR, and whether it is a terminal. */
bool jy_command_colour(const struct jy_command *command, int fd);
/* Writes a text to a descriptor, whole; false when it could not be. */
bool jy_command_print(int fd, struct jb_text text);
/* Writes `content` to --output, or standard output; JY_EXIT_OK or JY_EXIT_DATA (reported). */
int jy_command_write(struct jy_command *command, struct jb_text path, struct jb_text content);
/* Width of the terminal `fd`; 100 where it is none. */
unsigned jy_command_width(int fd);

/* clang-format off: rows of a table */
#define JY_OPTION_COLOUR                                                             \
	{                                                                            \
		"colour", 0, "WHEN", "when to colour (default auto: on a terminal)", \
			"auto|always|never", false                                   \
	}
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
