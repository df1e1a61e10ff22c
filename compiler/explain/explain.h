/*
 * What each code and each rule means: the pages of docs/explain, which the program carries within
 * itself. A page is written in Markdown, one a code or rule, in the order of the fields below; it
 * was cut into them when the program was built. Everything here is constant and lives as long as
 * the program. This folder knows the pages alone, not the diagnostics that they are about.
 */
#ifndef EXPLAIN_EXPLAIN_H
#define EXPLAIN_EXPLAIN_H

#include <stddef.h>

#include "base/text.h"

/* One page. A field whose section is missing is empty. */
struct jy_page {
	const char *id;	     /* "J0312", "scale.single-region" */
	const char *title;   /* one line, without a full stop */
	struct jb_text what; /* what it means */
	struct jb_text why;  /* why it matters */
	/* a sample that gets it: a journey, or commands and their answer */
	struct jb_text wrong;
	struct jb_text wrong_says; /* "line:column: error[J0312]: message", a line each */
	struct jb_text right;	   /* the sample mended */
	struct jb_text source;	   /* what it rests on */
	struct jb_text markdown;   /* the whole page as it is in docs/explain */
};

/* The page of a code or rule. A code may be written J0312, j312 or 312. NULL: there is none. */
const struct jy_page *jy_explain_find(struct jb_text id);
/* The id nearest to one that has no page, for "did you mean"; "" where none is near. */
const char *jy_explain_nearest(struct jb_arena *arena, struct jb_text id);
/* All pages, codes first, by number, then rules by name. */
const struct jy_page *jy_explain_all(size_t *count);
/* What the page belongs to: "2xx  the grammar" of a code, the part before the dot of a rule.
 * Pages of one family stand together. */
struct jb_text jy_explain_family(const struct jy_page *page);

#endif
