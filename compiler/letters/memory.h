/*
 * What fontconfig said, remembered from one run to the next, in $XDG_CACHE_HOME/journey/fonts or
 * ~/.cache/journey/fonts: to read the settings of fonts takes longer than to draw a small map. The
 * file may be deleted at any time; where it cannot be written, everything is asked each time.
 *
 * An answer is believed while nothing has changed that it came from: this program's version and
 * fonts, fontconfig itself, each of its settings and folders of fonts by size, number and time of
 * change, the font files named, and the environment that fontconfig reads; and for a day at most.
 * That is more than fontconfig looks at in a program that runs on (FcConfigUptoDate). Whoever sets
 * FONTCONFIG_FILE, FONTCONFIG_PATH or FONTCONFIG_SYSROOT is not remembered.
 */
#ifndef LETTERS_MEMORY_H
#define LETTERS_MEMORY_H

#include <time.h>

#include "letters/match.h"

/* Each style with each sign that is asked for. */
#define JY_ANSWERS_MAX 128

struct jy_answer {
	int style;
	uint32_t sign;		  /* 0: the font for text */
	struct jy_font_file file; /* with a path of the answer's own, see match.h */
};

struct jy_answers {
	struct jy_answer at[JY_ANSWERS_MAX];
	size_t count;
};

/* Adds what is remembered and may be believed; nothing is. Never fails. */
void jy_memory_read(struct jy_answers *answers);
/* Remembers these and no others. `since` is when fontconfig was first asked: where something has
 * changed about then or later, nothing is written. Never fails. */
void jy_memory_write(const struct jy_answers *answers, time_t since);

#endif
