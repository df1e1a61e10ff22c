/*
 * The table of words. It is searched by halves, so grammar/keywords.def stays sorted by text; the
 * index beside it is open addressing, at most half full.
 */
#include "syntax/word.h"

#include <string.h>

static const char *const texts[JY_WORD_COUNT] = {
	"",
#define WORD(class, id, text) text,
#include "../../grammar/keywords.def"
#undef WORD
};

static const unsigned char sizes[JY_WORD_COUNT] = {
	0,
#define WORD(class, id, text) sizeof(text) - 1,
#include "../../grammar/keywords.def"
#undef WORD
};

_Static_assert(JY_WORD_COUNT <= JY_WORDS_ROOM / 2, "the index of words needs more room");

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

static size_t slot_of(struct jb_text text)
{
	uint64_t start = 0;
	memcpy(&start, text.at, text.size < sizeof start ? text.size : sizeof start);
	return (size_t)(((start + text.size) * UINT64_C(0x9e3779b97f4a7c15)) >> 32) % JY_WORDS_ROOM;
}

static struct jb_text text_of(unsigned word)
{
	return (struct jb_text){texts[word], sizes[word]};
}

void jy_words_init(struct jy_words *words)
{
	*words = (struct jy_words){0};
	for (unsigned word = 1; word < JY_WORD_COUNT; word++) {
		size_t at = slot_of(text_of(word));
		while (words->slot[at])
			at = (at + 1) % JY_WORDS_ROOM;
		words->slot[at] = (uint16_t)word;
	}
}

enum jy_word jy_words_find(const struct jy_words *words, struct jb_text text)
{
	size_t at = slot_of(text);
	while (words->slot[at] && !jb_text_equal(text, text_of(words->slot[at])))
		at = (at + 1) % JY_WORDS_ROOM;
	return (enum jy_word)words->slot[at];
}

const char *jy_word_text(enum jy_word word)
{
	return word < JY_WORD_COUNT ? texts[word] : "";
}

bool jy_word_reserved(enum jy_word word)
{
	return word < JY_WORD_COUNT && classes[word] == RESERVED;
}
