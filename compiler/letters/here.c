/*
 * For programs that have the module linked in, as tests do: nothing is looked for and nothing is
 * loaded. Takes the place of diagram/letters_load.c, and is no part of the module.
 */
#include "diagram/letters.h"

extern const struct jy_letters_table jy_letters_module;

const struct jy_letters_table *jy_letters(struct jb_arena *arena)
{
	(void)arena;
	return &jy_letters_module;
}
