/*
 * The place where the parser is stuck, as the files see it that say what was probably meant:
 * slips.c, slips_numbers.c, slips_said.c. Each adds help to the report there, and nothing else.
 */
#ifndef SYNTAX_SLIP_H
#define SYNTAX_SLIP_H

#include "syntax/parse_internal.h"

struct slip {
	struct jy_parse_ctx *cx;
	struct jy_diag *diag;
	const int *expected;
	int count;
	int found;
	const struct jy_token *token;	 /* what was found */
	const struct jy_token *previous; /* NULL: it is the first of the file */
	struct jb_text written, before;	 /* those two as they stand in the file */
	int head;			 /* slips_said.c: the code that the statement begins with */
};

/* Numbers, units, dates and times; true where something was added. */
bool slip_number(const struct slip *slip);
/* Sentences that are right up to a word; true where something was added. */
bool slip_said(const struct slip *slip);

static inline bool slip_expects(const struct slip *slip, int code)
{
	for (int i = 0; i < slip->count; i++)
		if (slip->expected[i] == code)
			return true;
	return false;
}

/* Help that can be typed in the place of what stands there. */
static inline bool slip_replace(const struct slip *slip, struct jy_span span, struct jb_text with)
{
	jy_diag_help(slip->cx->diags, slip->diag, "write `%.*s`", JB_ARG(with));
	jy_diag_fix(slip->cx->diags, slip->diag, span, with);
	return true;
}

#endif
