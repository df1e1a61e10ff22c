/*
 * Which font files serve text and signs, asked of fontconfig (match.h) or remembered from an
 * earlier run (memory.h), which takes a twentieth of the time. Both say the same.
 *
 *	struct jy_fonts *fonts = jy_fonts_new();
 *	struct jy_font_file file = jy_fonts_find(fonts, style, 0);
 *	jy_fonts_free(fonts);
 */
#ifndef LETTERS_FONTS_H
#define LETTERS_FONTS_H

#include "letters/match.h"

struct jy_fonts;

/* NULL when there is no memory. */
struct jy_fonts *jy_fonts_new(void);
/* Leaves what was asked for the next run. */
void jy_fonts_free(struct jy_fonts *fonts);
/* The font for text of a style, or, where `sign` is no 0, the first one that has that sign. The
 * path lives as long as `fonts`. */
struct jy_font_file jy_fonts_find(struct jy_fonts *fonts, int style, uint32_t sign);
/* How often fontconfig was asked. */
size_t jy_fonts_asked(const struct jy_fonts *fonts);

#endif
