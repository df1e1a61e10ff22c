/*
 * Texts as numbers. Words are a fixed list from the plan (constants, vocabularies, spellings of
 * "missing"), found in one probe or two. Texts are the numbers of key columns: the plan's constants
 * keep their numbers, a short text is its own number (short_text.h), and every other text gets the
 * next one when it first appears.
 */
#ifndef READ_SYMBOLS_H
#define READ_SYMBOLS_H

#include "base/map.h"
#include "journey/plan.h"

struct jrt_words {
	const struct jb_text *word; /* in NFC */
	size_t count;
	uint32_t *slot; /* index + 1; 0: free */
	uint32_t mask;
	uint64_t sizes; /* bit n: some word has n bytes; bit 63: or more */
};

/* Keeps NFC forms in the arena; the first of equal words wins. */
void jrt_words_init(struct jrt_words *words, struct jb_arena *arena, const struct jb_text *text,
		    size_t count);
/* The word's index, or JRT_NONE. */
uint32_t jrt_words_find(const struct jrt_words *words, struct jb_text text);

struct jrt_texts {
	struct jrt_words constants;
	struct jb_symbols others;
};

void jrt_texts_init(struct jrt_texts *texts, struct jb_arena *arena, const struct jrt_plan *plan);
/* The number of a constant, else 0; and of any text, which is kept when it is new and not short. */
int64_t jrt_texts_constant(const struct jrt_texts *texts, struct jb_text text);
int64_t jrt_texts_key(struct jrt_texts *texts, struct jb_text text);
/* Of a short text a copy in the arena. */
struct jb_text jrt_texts_get(const struct jrt_texts *texts, int64_t symbol);

#endif
