/*
 * What every command is, be it one of `journey` or a program that `journey build` made: its line,
 * its exit status, where text goes. Nothing in this folder knows a word of the language: a plan
 * comes from an origin, which is a compiler or was written by one.
 */
#ifndef RUN_COMMAND_H
#define RUN_COMMAND_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/hash.h"
#include "journey/plan.h"
#include "run/options.h"

/* See `journey --help`. */
enum jy_exit {
	JY_EXIT_OK = 0,
	JY_EXIT_FINDINGS = 1, /* mistakes in the file; missed criteria where --fail-on asks */
	JY_EXIT_USAGE = 2,
	JY_EXIT_DATA = 3, /* the data could not be judged, or a result could not be written */
	JY_EXIT_INTERNAL = 70,
	JY_EXIT_SIGNAL = 128 /* and the signal's number: it was asked to stop, as by ^C */
};

struct jrt_evidence;
struct jrt_judged;
struct jrt_measured;
struct jy_command;
struct jy_recording;
struct jy_session;
struct jy_validator;

/* Where a command has its plan from, and what only that place can tell of it. */
struct jy_origin {
	/* Digest of the plan as text. */
	struct jb_digest (*digest)(struct jy_command *command);
	/* What the rules of data find goes to `judged`. JY_EXIT_OK, or the status to end with
	 * (reported). */
	int (*remarks)(struct jy_command *command, const struct jrt_measured *measured,
		       struct jrt_judged *judged);
	/* Writes the record that --evidence asks for. JY_EXIT_OK, or the status to end with
	 * (reported). */
	int (*evidence)(struct jy_command *command, const struct jy_recording *recording);
};

/* A running command. */
struct jy_command {
	const char *family; /* before its name in messages and help: "journey ", or nothing */
	const char *name;
	struct jb_arena *arena;
	const struct jrt_plan *plan; /* NULL until it is made */
	const struct jy_origin *origin;
	struct jy_session *session;	      /* of the compiler; NULL in a program without one */
	const struct jy_validator *validator; /* what such a program has instead */
	struct jy_args args;
	bool hash_data; /* digests of the data are wanted */
	/* What writes the results; NULL: the formats of the line (run/report.h). JY_EXIT_OK, or the
	 * status to end with (reported). */
	int (*report)(struct jy_command *command, const struct jrt_measured *measured,
		      const struct jrt_judged *judged);
	/* Gives what was measured a name before it is reported; NULL: it gets none. */
	void (*name_shard)(struct jy_command *command, struct jrt_measured *measured);
	const struct jrt_evidence *evidence; /* the record that is judged; NULL: none */
};

/* What a command is: its line, its help, its work. */
struct jy_command_kind {
	const char *name;
	const char *usage; /* the line after its name */
	const char *about; /* a paragraph of help */
	const struct jy_option *option;
	size_t option_count;
	int (*work)(struct jy_command *command); /* gives the exit status */
};

/* Reads the command line and does the work, or shows help; gives the exit status. `command` has its
 * names and its arena. Memory that runs out is said and ends the command, nothing else. */
int jy_command_do(struct jy_command *command, const struct jy_command_kind *kind, int argc,
		  char *const *argv);
/* Says what was wrong with the line and how to get help; gives JY_EXIT_USAGE. */
int jy_command_misused(struct jy_command *command, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* Says "NAME: …" on standard error. */
void jy_command_say(struct jy_command *command, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

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
/* clang-format on */

#endif
