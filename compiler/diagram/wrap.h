/*
 * Breaking text into lines. Lines break at blanks, behind hyphens and between East Asian
 * characters; a word wider than the room breaks between what people see as characters, so nothing
 * is ever clipped, and between letters the break is marked by a hyphen (U+2010), which is drawn but
 * is no part of a title or a description. The lines are balanced: of all ways with the fewest
 * lines, the narrowest.
 */
#ifndef DIAGRAM_WRAP_H
#define DIAGRAM_WRAP_H

#include "diagram/measure.h"

struct jy_lines {
	struct jy_line *at;
	size_t count;
	double widest;
};

/* One line of well-formed text, fit for any writer: runs of white space are one blank, none at the
 * ends; control characters and bad bytes are U+FFFD; controls of writing direction, which could
 * reach beyond the label, are gone, and so are accents piled on three others. */
struct jb_text jy_wrap_clean(struct jb_arena *arena, struct jb_text text);
/* The same, cut with "…" to at most so many columns of a terminal. */
struct jb_text jy_wrap_short(struct jb_arena *arena, struct jb_text text, size_t columns);

/* `text` must be clean. An empty text gives no line. A single character wider than `room` gets a
 * line. */
struct jy_lines jy_wrap(struct jy_measure *measure, struct jb_arena *arena, struct jb_text text,
			enum jy_role role, double room);

/* Whether the text runs from right to left, as its first letter or mark of direction does. Lines of
 * jy_wrap run as their whole text, marked where their own first letter would say otherwise. */
bool jy_wrap_leftwards(struct jb_text text);
/* A sentence of ours that holds words of others, clean: it runs from left to right even where it
 * begins with a name that does not. */
struct jb_text jy_wrap_rightward(struct jb_arena *arena, struct jb_text text);

/* How wide a column should be for the text: unbroken words up to `most`, and about `lines`
 * lines. */
double jy_wrap_wish(struct jy_measure *measure, struct jb_arena *arena, struct jb_text text,
		    enum jy_role role, unsigned lines, double most);

#endif
