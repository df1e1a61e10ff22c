/*
 * Words and the numbers of texts, see symbols.h. Data cannot make a lookup of words slow: only the
 * plan fills their table. Texts from data go to base/map.h, whose hash is keyed.
 */
#include "read/symbols.h"

#include <string.h>

#include "base/utf8.h"
#include "read/short_text.h"

/* Length and both ends of a word tell most vocabularies apart, without a loop. */
static uint32_t hash_of(struct jb_text text)
{
	uint64_t head = 0, tail = 0;

	if (text.size >= 8) {
		memcpy(&head, text.at, 8);
		memcpy(&tail, text.at + text.size - 8, 8);
	} else if (text.size >= 4) {
		memcpy(&head, text.at, 4);
		memcpy(&tail, text.at + text.size - 4, 4);
	} else if (text.size > 0) {
		head = (unsigned char)text.at[0];
		tail = (uint64_t)(unsigned char)text.at[text.size / 2] << 8 |
		       (unsigned char)text.at[text.size - 1];
	}
	uint64_t hash = (head ^ text.size) * UINT64_C(0x9e3779b97f4a7c15);
	hash = (hash ^ hash >> 32 ^ tail) * UINT64_C(0xd6e8feb86659fd93);
	return (uint32_t)(hash >> 32);
}

static uint64_t size_bit(struct jb_text text)
{
	return UINT64_C(1) << (text.size < 63 ? text.size : 63);
}

uint32_t jrt_words_find(const struct jrt_words *words, struct jb_text text)
{
	if ((words->sizes & size_bit(text)) == 0)
		return JRT_NONE;
	for (uint32_t at = hash_of(text) & words->mask; words->slot[at] != 0;
	     at = (at + 1) & words->mask) {
		struct jb_text word = words->word[words->slot[at] - 1];
		if (word.size == text.size && memcmp(word.at, text.at, text.size) == 0)
			return words->slot[at] - 1;
	}
	return JRT_NONE;
}

void jrt_words_init(struct jrt_words *words, struct jb_arena *arena, const struct jb_text *text,
		    size_t count)
{
	uint32_t room = 8;
	struct jb_text *word = JB_NEW_ARRAY(arena, struct jb_text, count);

	while (room < 2 * count)
		room *= 2;
	*words = (struct jrt_words){.word = word, .mask = room - 1};
	words->slot = JB_NEW_ARRAY(arena, uint32_t, room);
	for (size_t i = 0; i < count; i++) {
		word[i] = jb_utf8_nfc(arena, text[i]);
		if (word[i].at == NULL)
			word[i].at = "";
		uint32_t at = hash_of(word[i]) & words->mask;
		bool known = jrt_words_find(words, word[i]) != JRT_NONE;
		words->count = i + 1;
		words->sizes |= size_bit(word[i]);
		if (known)
			continue;
		while (words->slot[at] != 0)
			at = (at + 1) & words->mask;
		words->slot[at] = (uint32_t)i + 1;
	}
}

void jrt_texts_init(struct jrt_texts *texts, struct jb_arena *arena, const struct jrt_plan *plan)
{
	struct jb_text *constant = JB_NEW_ARRAY(arena, struct jb_text, plan->text_count);

	for (size_t i = 0; i < plan->text_count; i++)
		constant[i] = plan->text[i].text;
	jrt_words_init(&texts->constants, arena, constant, plan->text_count);
	jb_symbols_init(&texts->others, arena);
}

int64_t jrt_texts_constant(const struct jrt_texts *texts, struct jb_text text)
{
	uint32_t index = jrt_words_find(&texts->constants, text);

	return index == JRT_NONE ? 0 : (int64_t)index + 1;
}

static int64_t short_number(struct jb_text text)
{
	char room[JRT_SHORT_TEXT_BYTES] = {0};

	if (text.size > sizeof room)
		return 0;
	if (text.size > 0)
		memcpy(room, text.at, text.size);
	return jrt_short_text_of(room, text.size);
}

int64_t jrt_texts_key(struct jrt_texts *texts, struct jb_text text)
{
	int64_t number = jrt_texts_constant(texts, text);

	if (number == 0)
		number = short_number(text);
	return number != 0 ? number
			   : (int64_t)texts->constants.count + jb_symbols_add(&texts->others, text);
}

static struct jb_text short_text(const struct jrt_texts *texts, int64_t number)
{
	char room[JRT_SHORT_TEXT_BYTES];

	return jb_text_copy(texts->others.map.arena, jrt_short_text_get(number, room));
}

struct jb_text jrt_texts_get(const struct jrt_texts *texts, int64_t symbol)
{
	int64_t constants = (int64_t)texts->constants.count;

	if (symbol < 0)
		return short_text(texts, symbol);
	if (symbol == 0 || symbol > constants + (int64_t)texts->others.count)
		return JB_TEXT("");
	if (symbol <= constants)
		return texts->constants.word[symbol - 1];
	return jb_symbols_text(&texts->others, (jb_symbol)(symbol - constants));
}
