/*
 * How wide text is, in pixels, in the font of a role. Widths come from pango, with which librsvg
 * and Graphviz draw too, or from a built-in table (`--portable-text`), which gives the same layout
 * on every machine. Each word is measured once and remembered.
 *
 *	struct jy_measure *measure = jy_measure_new(arena, portable);
 *	double width = jy_measure_width(measure, text, JY_ROLE_T_CARD);
 *	jy_measure_free(measure);
 *
 * The arena holds what is remembered; jy_measure_free gives back what pango holds, and must also be
 * called when memory ran out in between.
 */
#ifndef DIAGRAM_MEASURE_H
#define DIAGRAM_MEASURE_H

#include "diagram/scene.h"

/* The stack that measuring and SVG name: Latin, Greek and Cyrillic; a font that has Arabic
 * and Hebrew too, and others for where it is missing; whatever the machine has; Chinese, Japanese
 * and Korean. Signs that these three share are written differently in each, as wide in all: a
 * picture names the font of its own. No font for emoji is named: browsers and Pango take theirs for
 * emoji alone, and one that is named gives its figures and its wide blanks to all text that it
 * stands behind. */
#define JY_FONT_STACK_OF(cjk)                                                                \
	"Noto Sans, DejaVu Sans, Noto Sans Arabic, Noto Sans Hebrew, sans-serif, Noto Sans " \
	"CJK " cjk ", Droid Sans Fallback"
#define JY_FONT_STACK JY_FONT_STACK_OF("JP")
/* In DOT every text names its font, and Graphviz finds the rest as Pango does. */
#define JY_FONT_STACK_SHORT "Noto Sans, DejaVu Sans, sans-serif"

struct jy_measure;

/* Where the module that draws cannot be loaded, the table serves; who minds asks jy_draw first. */
struct jy_measure *jy_measure_new(struct jb_arena *arena, bool portable);
void jy_measure_free(struct jy_measure *measure);
double jy_measure_width(struct jy_measure *measure, struct jb_text text, enum jy_role role);

/* The two sources of widths: draw.h has functions for the first. To make one gives NULL when memory
 * runs out, and NULL may be freed. */
struct jy_pango;
double jy_metrics_width(struct jb_text text, const struct jy_look *look);

#endif
