/*
 * Colours as numbers: reading "#rrggbb", mixing, and contrast as WCAG 2.2 defines it
 * (w3.org/TR/WCAG22/#dfn-contrast-ratio, with the corrected threshold 0.04045 of IEC 61966-2-1).
 */
#ifndef DIAGRAM_COLOUR_H
#define DIAGRAM_COLOUR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/text.h"

struct jy_colour {
	uint8_t red, green, blue;
};

/* "#rrggbb" and a NUL. */
enum { JY_COLOUR_TEXT = 8 };

#define JY_BLACK ((struct jy_colour){0, 0, 0})
#define JY_WHITE ((struct jy_colour){255, 255, 255})

/* False, and the colour untouched, where the text is not "#rrggbb" in hexadecimal digits. */
bool jy_colour_read(struct jb_text text, struct jy_colour *colour);
void jy_colour_write(struct jy_colour colour, char text[JY_COLOUR_TEXT]);

/* Relative luminance: black 0, white 1. */
double jy_colour_luminance(struct jy_colour colour);
/* From 1 (the same) to 21 (black on white), in any order. */
double jy_colour_contrast(struct jy_colour a, struct jy_colour b);
/* Of each channel so many thousandths of `to`, the rest of `from`. */
struct jy_colour jy_colour_mix(struct jy_colour from, struct jy_colour to, int thousandths);

#endif
