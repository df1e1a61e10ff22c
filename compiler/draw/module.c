/*
 * The table of the module with Pango, librsvg and cairo: the one thing that the program sees of it.
 */
#include "draw/draw.h"

const struct jy_draw jy_draw_module = {
	.version = JOURNEY_VERSION,
	.size = sizeof(struct jy_draw),
	.pango_new = jy_draw_pango_new,
	.pango_free = jy_draw_pango_free,
	.pango_width = jy_draw_pango_width,
	.scene_png = jy_draw_png,
	.scene_pdf = jy_draw_pdf,
	.png_is_same = jy_draw_png_is_same,
};
