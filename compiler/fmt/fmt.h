/*
 * Laying out a journey file: the same tokens and comments, the blanks and line ends of the
 * house. The layout is a function of the tokens, of which comment stands behind code and which on
 * a line of its own, of where there is a blank line, and of which block of one statement stands on
 * one line; nothing else of how the text was typed comes through. What the words mean is not
 * known here, so a new statement of the language needs nothing new.
 *
 *	two blanks a block, `{` at the end of its head, a line a statement
 *	one blank between tokens; none before `,` and in `a.b`, `0..10`, `Europe/London`, `-4`
 *	adjacent lines of `column`, `let` and `slice` in columns, comments behind code too
 *	a statement that is too long goes on four blanks deeper, where the language lets it
 */
#ifndef FMT_FMT_H
#define FMT_FMT_H

#include "base/arena.h"
#include "base/text.h"
#include "source/file.h"
#include "syntax/parse.h"

/* Lines are laid out to be at most this wide; a text or name that is wider stays as it is. */
#define JY_FMT_WIDTH 100
/* Blanks a block is indented by, and the rest of a statement that goes on. */
#define JY_FMT_BLOCK 2
#define JY_FMT_CONTINUED 4

enum jy_fmt_status {
	JY_FMT_DONE,
	JY_FMT_TOO_LARGE, /* the text would be longer than a journey file may be */
	JY_FMT_FAULT	  /* it would no longer say the same: a fault of ours, nothing is given */
};

/* Lays out a file that was parsed without an error. The text is in `arena`; it was scanned again,
 * and its tokens and comments are those of the file. */
enum jy_fmt_status jy_fmt(const struct jy_file *file, const struct jy_parsed *parsed,
			  struct jb_arena *arena, struct jb_text *out);

#endif
