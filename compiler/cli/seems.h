/*
 * What a file seems to be by its first bytes, for the one who gave it to an option that wants
 * another.
 */
#ifndef CLI_SEEMS_H
#define CLI_SEEMS_H

#include "cli/command.h"

enum jy_seems {
	JY_SEEMS_NOTHING, /* that is known here, data for instance */
	JY_SEEMS_STATES,  /* the JSON report of measure or eval */
	JY_SEEMS_RECORD,  /* of evidence */
	JY_SEEMS_ANSWER,  /* of an engine, to a statement of `journey sql` */
};

enum jy_seems jy_seems(struct jb_text bytes);
/* What the file is, and what takes it: a sentence without its end. Empty where it seems to be
 * `wanted`, or nothing. */
struct jb_text jy_seems_words(struct jb_arena *arena, struct jb_text path, struct jb_text bytes,
			      enum jy_seems wanted);
/* The same of a file by its name; of a folder, what it may be full of. Empty also where it cannot
 * be read. */
struct jb_text jy_seems_of(struct jb_arena *arena, struct jb_text path, enum jy_seems wanted);

#endif
