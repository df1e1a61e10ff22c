/*
 * What engines call things: a dialect is a row of sql/dialects.def. Its pieces are texts in which
 * $1 to $3 stand for operands; they are written by us alone, and nothing of a journey file is ever
 * taken for one. Statements are made of these pieces and of what all engines have in common: CASE,
 * comparisons, + - *, ||, COUNT, MIN, MAX, GROUP BY and windows. No engine's dates, roundings or
 * fractions are trusted with anything.
 */
#ifndef SQL_DIALECT_H
#define SQL_DIALECT_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/text.h"

struct jy_dialect {
	const char *name, *title;
	char quote;	     /* of identifiers, doubled inside of them */
	bool backslash;	     /* begins an escape in texts, and in identifiers */
	bool doubles;	     /* but not in identifiers */
	bool escape_texts;   /* E'\\' is a text with a backslash, whatever the session says */
	const char *whole;   /* $1 as a whole number of 64 bits */
	const char *digits;  /* a text $1 of at most 18 digits as such a number */
	const char *wide;    /* the same of 126 bits or more; NULL: there is none */
	const char *text;    /* $1 as a text */
	const char *divide;  /* $1 by $2, both >= 0, cut */
	const char *trim;    /* $1 without blanks at its ends: U+0020 and no other */
	const char *rtrim;   /* $1 without zeros at its end */
	const char *slice;   /* $3 characters of $1 from the $2nd, counted from 1 */
	const char *length;  /* of $1 in characters */
	const char *find;    /* place of the text '$2' in $1, counted from 1; 0: none */
	const char *shape;   /* whether $1 is of the shape $2: classes in [], one a character */
	const char *only;    /* whether $1 has no character but those of the class $2 */
	const char *not_nfc; /* NULL, or whether NFC of $1 may differ from it; */
	const char *nfc;     /* else NFC of $1 */
	const char *fence;   /* behind a SELECT whose expressions are to be computed once a row */
	const char *close;   /* NULL, or behind the last such SELECT: what is asked of its rows is
				not to be taken apart into all that it is made of */
	const char *tail;    /* behind a whole statement */
	bool together;	     /* one SELECT groups in several ways, and looks at rows once */
	const char *sum;     /* of $1, as exact as it takes; of halves where it has two: */
	const char *sum_high;
	/* The value $1 of the row with the greatest time $2, of several the largest one, among the
	 * rows for which $3; a group's aggregate, NULL of none */
	const char *latest;
	/* Files of Parquet as a table: the text $1 or the identifier $2 is their path; NULL: the
	 * engine reads none by itself. Behind the path of a folder stands parquet_folder. */
	const char *parquet, *parquet_folder;
	const char *join; /* the texts $1 in the order of $2; NULL: only as a window does it */
	/* Columns with types of their own; NULL: the engine has no such type, and a text is read
	 * instead. Whether $1 is no exact number (a fraction of base two, a text), no text, or no
	 * flag; */
	const char *no_number, *no_text, *no_flag;
	/* numbers finer than millionths, NULL: the engine has none; and values as they count. */
	const char *too_fine, *millionths, *flag, *instant, *has_zone, *date, *clock;
};

extern const struct jy_dialect jy_dialects[];
extern const size_t jy_dialect_count;

/* NULL: there is none of that name; *near is the nearest, or empty. */
const struct jy_dialect *jy_dialect_find(struct jb_text name, struct jb_text *near);

#endif
