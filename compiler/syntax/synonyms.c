/*
 * Words of other languages and tools, and of plain English, and what they mean here. The lists are
 * in synonyms.def; this file only looks things up. Capitals do not matter in what people write.
 */
#include "syntax/parse_internal.h"

static const struct {
	const char *written;
	enum jy_word meant;
} synonyms[] = {
#define SYNONYM(written, meant) {written, JY_W_##meant},
#include "syntax/synonyms.def"
};

static const struct {
	const char *written, *says;
} hints[] =
	{
#define HINT(written, help) {written, help},
#include "syntax/synonyms.def"
},
  units[] = {
#define UNIT(written, meant) {written, meant},
#include "syntax/synonyms.def"
};

/* Equal but for capitals; `word` is in small letters. */
static bool same(struct jb_text written, const char *word)
{
	for (size_t i = 0; i < written.size; i++) {
		char byte = written.at[i];
		if ((byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte) != word[i])
			return false;
	}
	return !word[written.size];
}

enum jy_word jy_synonym(struct jb_text written, bool (*takes)(void *user, enum jy_word word),
			void *user)
{
	for (enum jy_word word = 1; word < JY_WORD_COUNT; word++)
		if (same(written, jy_word_text(word)) && takes(user, word))
			return word;
	for (size_t i = 0; i < sizeof synonyms / sizeof *synonyms; i++)
		if (same(written, synonyms[i].written) && takes(user, synonyms[i].meant))
			return synonyms[i].meant;
	return JY_NO_WORD;
}

const char *jy_synonym_hint(struct jb_text written)
{
	for (size_t i = 0; i < sizeof hints / sizeof *hints; i++)
		if (same(written, hints[i].written))
			return hints[i].says;
	return NULL;
}

const char *jy_synonym_unit(struct jb_text written)
{
	for (size_t i = 0; i < sizeof units / sizeof *units; i++)
		if (same(written, units[i].written))
			return units[i].says;
	return NULL;
}
