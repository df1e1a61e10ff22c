/*
 * Putting files right: the fixes that findings carry are applied to the texts in memory, the
 * program is looked at again, and so on until nothing is left to apply. The disk is only read here;
 * whoever asked writes what came out, or shows the difference.
 *
 * Files outside the folder of the program and modules of the library are never changed. A round
 * after which a file reads worse than before is taken back.
 */
#ifndef DRIVER_FIXING_H
#define DRIVER_FIXING_H

#include "base/vec.h"
#include "driver/baseline.h"
#include "driver/session.h"

/* A fix can make room for the next; so many times a program is looked at again. */
#define JY_FIX_ROUNDS 10

struct jy_fixing_file {
	struct jb_text path; /* as it is shown and opened */
	struct jb_text before;
};

struct jy_fixing {
	struct jb_arena *arena;
	struct jb_text base;		     /* as of jy_findings_make */
	struct jy_baseline *baseline;	     /* what it knows is left alone; may be NULL */
	const struct jy_lint_options *rules; /* as in struct jy_session_how */
	JB_VEC(struct jy_stand_in) stand_in; /* what each changed file holds by now */
	JB_VEC(struct jy_fixing_file) file;  /* and what it was; number by number */
	JB_VEC(struct jb_text) said; /* a line for each fix: path:line:column: code: message */
	size_t refused;		     /* fixes that were taken back */
};

void jy_fixing_init(struct jy_fixing *fixing, struct jb_arena *arena, struct jb_text base,
		    struct jy_baseline *baseline);
/* Begins a session on the main file at `path` (see jy_session_begin) and applies what it can. The
 * session that is left is the one of the texts put right. */
bool jy_fixing_begin(struct jy_fixing *fixing, struct jy_session *session, struct jb_text path,
		     struct jb_text root);

#endif
