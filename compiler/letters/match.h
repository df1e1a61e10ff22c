/*
 * Which font file serves a style of text, by the settings of the machine: the only header that
 * stands for fontconfig. A question is answered by reading all of its settings once, which takes
 * longer than to draw a small map; so nothing is read before the first question.
 */
#ifndef LETTERS_MATCH_H
#define LETTERS_MATCH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/vec.h"
#include "diagram/scene.h"

/* Upright or italic, normal or bold: sizes share a font. */
enum { JY_STYLES = 4 };

static inline int jy_style_of(const struct jy_look *look)
{
	return (look->bold ? 2 : 0) + (look->italic ? 1 : 0);
}

/* Whoever asks jy_match frees the path; NULL: no font, or one that is not used as it is in its
 * file. */
struct jy_font_file {
	char *path;
	int index;
};

struct jy_match;

struct jy_paths {
	JB_VEC(const char *) list;
};

/* NULL when there is no memory. */
struct jy_match *jy_match_new(void);
void jy_match_free(struct jy_match *match);
/* The font of the stack for text of a style. */
struct jy_font_file jy_match_text(struct jy_match *match, int style);
/* The first font of all, in the order of preference, that has a sign. */
struct jy_font_file jy_match_sign(struct jy_match *match, int style, uint32_t codepoint);
/* Adds the files and folders that answers come from: the library, settings, folders of fonts, some
 * of which may not be there. */
void jy_match_sources(struct jb_arena *arena, struct jy_paths *paths);

#endif
