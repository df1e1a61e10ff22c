/*
 * C to a program, by the system's compiler: no shell has a hand in it. The program is linked
 * statically with the runtime, which is found beside `journey` itself: in its folder (a build), or
 * in ../lib with the headers in ../include (an installation).
 */
#ifndef CLI_COMPILE_H
#define CLI_COMPILE_H

#include "base/status.h"
#include "base/text.h"

struct jy_compiling {
	struct jb_text c;	 /* the source */
	struct jb_text program;	 /* path of what is made */
	struct jb_text compiler; /* command, with arguments after blanks; empty: $CC, else cc */
	struct jb_text keep;	 /* path where the source stays; empty: nowhere */
	struct jb_text said;	 /* by a compiler that failed: its lines, as they are */
};

/* Not JB_OK: *why is a sentence. */
enum jb_status jy_compile(struct jb_arena *arena, struct jy_compiling *compiling,
			  struct jb_text *why);

#endif
