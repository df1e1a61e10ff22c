/*
 * For programs that have the modules linked in, as tests do: nothing is looked for and nothing is
 * loaded. Takes the place of diagram/draw_load.c, and is no part of either module.
 */
#include "draw/draw.h"

const struct jy_draw *jy_draw(struct jb_arena *arena, struct jb_text *why)
{
	(void)arena;
	(void)why;
	return &jy_draw_module;
}

const struct jy_gv *jy_gv(struct jb_arena *arena, struct jb_text *why)
{
	(void)arena;
	(void)why;
	return &jy_gv_module;
}
