/*
 * Text with emoji in a PNG, which librsvg cannot draw in colour: the SVG is made of
 * jy_emoji_without(scene), and jy_emoji_draw adds to what came of it what that left out.
 */
#ifndef DRAW_EMOJI_H
#define DRAW_EMOJI_H

#include "draw/draw.h"

/* As in <cairo.h> and <pango/pango.h>, which not everybody who reads this has. */
typedef struct _cairo cairo_t;
typedef struct _PangoLayout PangoLayout;

/* The scene with texts that hold emoji emptied; the scene itself where there is none. Lives in its
 * arena. */
const struct jy_scene *jy_emoji_without(const struct jy_scene *scene);
/* Draws these texts in units of the scene. Memory of the scene's arena is not asked for. */
void jy_emoji_draw(const struct jy_scene *scene, cairo_t *cairo);

/* pango.c: the text in the font of the role; it belongs to `pango` and is good until the next. */
PangoLayout *jy_pango_layout(struct jy_pango *pango, enum jy_role role, struct jb_text text);

#endif
