/*
 * Short words told apart by one multiplication: a table in which every word of a column has a slot
 * of its own, so that a lookup is a load and a comparison. Words longer than eight bytes are not in
 * it; those of `missing` are found as column.c finds them.
 */
#include "read/lanes_parts.h"

#define WORD_BITS_MAX 10
#define MULTIPLIERS 64 /* tried for each size of table */

/* ---- making ---- */

struct word_list {
	uint64_t *word;
	uint8_t *kind;
	size_t count;
};

static bool is_listed(const struct word_list *list, uint64_t word)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->word[i] == word)
			return true;
	return false;
}

static void list_words(struct word_list *list, const struct jrt_words *words, enum lane_kind kind)
{
	for (size_t i = 0; i < words->count; i++) {
		char bytes[8] = {0};
		if (words->word[i].size > sizeof bytes)
			continue;
		memcpy(bytes, words->word[i].at, words->word[i].size);
		uint64_t word = lane_load(bytes);
		if (is_listed(list, word))
			continue;
		list->word[list->count] = word;
		list->kind[list->count++] = (uint8_t)kind;
	}
}

static bool place_words(struct lane_words *words, const struct word_list *list, size_t room)
{
	memset(words->kind, LANE_OTHER, room);
	for (size_t i = 0; i < list->count; i++) {
		uint64_t slot = list->word[i] * words->multiplier >> words->shift;
		if (words->kind[slot] != LANE_OTHER)
			return false;
		words->word[slot] = list->word[i];
		words->kind[slot] = list->kind[i];
	}
	return true;
}

bool lane_words_init(struct jrt_decoder *decoder, struct jb_arena *arena)
{
	struct lane_words *words = &decoder->lanes->words;
	size_t most = decoder->missing.count + decoder->no.count + decoder->yes.count;
	struct word_list list = {JB_NEW_ARRAY(arena, uint64_t, most),
				 JB_NEW_ARRAY(arena, uint8_t, most), 0};
	unsigned bits = 1;

	list_words(&list, &decoder->missing, LANE_MISSING);
	list_words(&list, &decoder->yes, LANE_YES);
	list_words(&list, &decoder->no, LANE_NO);
	while ((size_t)1 << bits < 2 * list.count)
		bits++;
	for (; bits <= WORD_BITS_MAX; bits++) {
		size_t room = (size_t)1 << bits;
		words->word = JB_NEW_ARRAY(arena, uint64_t, room);
		words->kind = JB_NEW_ARRAY(arena, uint8_t, room);
		words->shift = 64 - bits;
		words->multiplier = UINT64_C(0x9e3779b97f4a7c15);
		for (int i = 0; i < MULTIPLIERS; i++, words->multiplier *= 5)
			if (place_words(words, &list, room))
				return true;
	}
	return false;
}

/* ---- missing ---- */

static bool is_missing(const struct jrt_decoder *decoder, struct jb_text text)
{
	if (text.size > 8)
		return jrt_words_find(&decoder->missing, text) != JRT_NONE;
	uint64_t word = lane_head(lane_load(text.at), text.size);
	return lane_words_kind(&decoder->lanes->words, word) == LANE_MISSING;
}

uint32_t lane_drop_missing(const struct jrt_decoder *decoder, const struct lane_run *run,
			   uint32_t *left, uint32_t count)
{
	uint8_t missing[JRT_SCAN_ROWS];
	uint32_t still = 0;

	for (uint32_t row = run->from; row < run->to; row++) {
		missing[row] = is_missing(decoder, lane_field(run, row));
		run->known[row] &= (uint8_t)(missing[row] - 1);
		run->value[row] &= (int64_t)missing[row] - 1;
	}
	for (uint32_t i = 0; i < count; i++) {
		uint32_t row = left[i];
		left[still] = row;
		still += !missing[row];
	}
	return still;
}
