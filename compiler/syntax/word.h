/*
 * The words of the language as an enum, from grammar/keywords.def. Whoever looks up one word needs
 * nothing for it; the scanner, which asks for every name of a file, makes itself an index first.
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

/* An index of the words by a hash of their first bytes and their length. */
#define JY_WORDS_ROOM 1024
struct jy_words {
	uint16_t slot[JY_WORDS_ROOM]; /* enum jy_word; JY_NO_WORD where nothing is */
};
void jy_words_init(struct jy_words *words);
/* As jy_word_find. */
enum jy_word jy_words_find(const struct jy_words *words, struct jb_text text);

/* "among" for JY_W_AMONG; "" for JY_NO_WORD. */
const char *jy_word_text(enum jy_word word);
/* Whether a word can never be a name. */
bool jy_word_reserved(enum jy_word word);

#endif
