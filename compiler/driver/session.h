/*
 * A session: one program, from its main file to its plan, stage by stage. Whoever runs a command
 * asks for the stage it needs; the session makes the stages before it. All memory is in the
 * session's arena.
 */
#ifndef DRIVER_SESSION_H
#define DRIVER_SESSION_H

#include "base/arena.h"
#include "journey/diag.h"
#include "lint/lint.h"
#include "model/model.h"
#include "plan/lower.h"

/* A program is at most so many files: its own and those it uses. */
#define JY_FILES_MAX 256
/* Taken in with every program of its folder, where it is there. */
#define JY_PROJECT_FILE "project.journey"

/* What a file is taken to hold, in place of what the disk holds. */
struct jy_stand_in {
	struct jb_text real; /* its path without links, "." and ".." */
	struct jb_text text;
};

/* A whole program as it was written down: its main file first, each with the name by which the
 * others use it: a path from the main file's folder, or `library.x`. */
struct jy_recorded {
	struct jb_text name, text;
};

/* How a program is looked at. */
struct jy_session_how {
	struct jb_text root; /* as in jy_session_load */
	const struct jy_stand_in *stand_in;
	size_t stand_in_count;
	const struct jy_lint_options *rules; /* NULL: as the program says */
};

struct jy_session {
	struct jb_arena arena;
	struct jy_diags diags;
	const struct jy_stand_in *stand_in; /* set between init and load, by whoever has them */
	size_t stand_in_count;
	const struct jy_lint_options *rules; /* as in struct jy_session_how */
	/* set by jy_session_load_recorded: the disk and the library of this program are not
	 * asked */
	const struct jy_recorded *recorded;
	size_t recorded_count;
	struct jb_text
		root; /* real path of the folder that `use "…"` may not leave; ends with a '/' */
	JB_VEC(struct jy_unit) units;  /* the main file first */
	JB_VEC(struct jb_text) loaded; /* real paths, as `units`; "library.x" for modules */
	JB_VEC(struct jb_text) sought; /* files that would have been read, but are not there */
	struct jy_model *model;
	const struct jrt_plan *plan;
};

/* An empty session; release gives everything back. */
void jy_session_init(struct jy_session *session);
void jy_session_release(struct jy_session *session);

/* Init, load and check of one session beside others. When memory runs out in it, it is released and
 * the trap of `outer` taken. Gives what load gives; release is the caller's. */
bool jy_session_begin(struct jy_session *session, struct jb_arena *outer, struct jb_text path,
		      const struct jy_session_how *how);

/* Reads and parses the main file ("-": standard input) and all it uses. `root` empty: the folder of
 * the main file. Mistakes are in `diags`; false when the main file could not be read. */
bool jy_session_load(struct jy_session *session, struct jb_text path, struct jb_text root);
/* Loads a module of the library as the main file; false when there is none of that name. */
bool jy_session_load_module(struct jy_session *session, struct jb_text name);
/* Parses a program out of its texts; what is not among them is reported like a file that is
 * missing. The texts must live as long as the session. */
bool jy_session_load_recorded(struct jy_session *session, const struct jy_recorded *recorded,
			      size_t count);
/* The texts of a loaded session, to be written down. */
const struct jy_recorded *jy_session_record(const struct jy_session *session,
					    struct jb_arena *arena);
/* All stages that may have something to say about a program without data; the rules are asked once
 * there are no errors. */
void jy_session_check(struct jy_session *session);
/* The later stages, made once. */
struct jy_model *jy_session_model(struct jy_session *session);
const struct jrt_plan *jy_session_plan(struct jy_session *session);

#endif
