/*
 * The words of the language as an enum, from grammar/keywords.def. Looking a word up is by halves
 * over the sorted table, so there is no table to build and nothing global to change.
 */
#ifndef SYNTAX_WORD_H
#define SYNTAX_WORD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

enum jy_word {
	JY_NO_WORD,
#define WORD(class, id, text) JY_W_##id,
#include "../../grammar/keywords.def"
#undef WORD
	JY_WORD_COUNT
};

/* The word that `text` spells, or JY_NO_WORD. */
enum jy_word jy_word_find(struct jb_text text);
/* "among" for JY_W_AMONG; "" for JY_NO_WORD. */
const char *jy_word_text(enum jy_word word);
/* Whether a word can never be a name. */
bool jy_word_reserved(enum jy_word word);

#endif
