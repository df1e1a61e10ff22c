/*
 * The table of the module with Graphviz: the one thing that the program sees of it.
 */
#include "draw/draw.h"

const struct jy_gv jy_gv_module = {
	.version = JOURNEY_VERSION,
	.size = sizeof(struct jy_gv),
	.layout = jy_draw_gv_layout,
	.scene_dot = jy_draw_dot,
};
