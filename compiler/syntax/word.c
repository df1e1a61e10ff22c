/*
 * The table of words. It is searched by halves, so grammar/keywords.def stays sorted by text.
 */
#include "syntax/word.h"

#include <string.h>

static const char *const texts[JY_WORD_COUNT] = {
	"",
#define WORD(class, id, text) text,
#include "../../grammar/keywords.def"
#undef WORD
};

enum { RESERVED = 1, SOFT = 0 };
static const unsigned char classes[JY_WORD_COUNT] = {
	SOFT,
#define WORD(class, id, text) class,
#include "../../grammar/keywords.def"
#undef WORD
};

enum jy_word jy_word_find(struct jb_text text)
{
	int low = 1, high = JY_WORD_COUNT;
	while (low < high) {
		int middle = low + (high - low) / 2;
		int order = jb_text_compare(text, jb_text_of(texts[middle]));
		if (order == 0)
			return (enum jy_word)middle;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return JY_NO_WORD;
}

const char *jy_word_text(enum jy_word word)
{
	return word < JY_WORD_COUNT ? texts[word] : "";
}

bool jy_word_reserved(enum jy_word word)
{
	return word < JY_WORD_COUNT && classes[word] == RESERVED;
}
