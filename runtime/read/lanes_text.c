/*
 * Texts, many rows at a time. Most columns of texts have few different ones: partners, channels,
 * queues. A table of those seen last, by their first and last eight bytes, finds them again in a
 * handful of instructions; what it has was found as column.c finds it, so it can only repeat that.
 */
#include "read/lanes_parts.h"

#define TEXT_BITS 8
#define SHORT_TEXT 16 /* bytes that head and tail hold together */
#define NO_TEXT UINT32_MAX

_Static_assert(LANE_TEXTS == 1 << TEXT_BITS, "a slot is the top of a product");

void lane_text_init(struct jrt_decoder *decoder, struct jb_arena *arena)
{
	struct jrt_lanes *lanes = decoder->lanes;

	lanes->text = JB_NEW_ARRAY(arena, struct lane_text, LANE_TEXTS);
	for (size_t i = 0; i < LANE_TEXTS; i++)
		lanes->text[i].size = NO_TEXT;
	lanes->parser = LANE_TEXTS_KNOWN;
}

/* Whether well-formed text is in NFC for sure: no byte begins a code point from U+0300 on, before
 * which there are neither marks nor forms that are taken apart (Unicode Standard Annex 15). */
static bool is_composed(struct jb_text text)
{
	unsigned char most = 0;

	for (size_t i = 0; i < text.size; i++)
		most = (unsigned char)text.at[i] > most ? (unsigned char)text.at[i] : most;
	return most < 0xcc;
}

static bool is_plain(const struct jrt_decoder *decoder, struct jb_text text)
{
	if (decoder->lanes->quotes && memchr(text.at, '"', text.size) != NULL)
		return false;
	return is_composed(text);
}

/* As column.c; false where it is left to that. `at` is a copy that stays, if there is one. */
static bool find_text(struct jrt_decoder *decoder, struct jb_text text, struct lane_text *found)
{
	const struct jrt_column *column = decoder->column;

	if (!is_plain(decoder, text))
		return false;
	found->at = NULL;
	found->value = 0;
	found->known = jrt_words_find(&decoder->missing, text) == JRT_NONE;
	if (!found->known)
		return true;
	if (column->one_of_count > 0 && jrt_words_find(&decoder->one_of, text) == JRT_NONE)
		return false;
	found->value = column->key ? jrt_texts_key(decoder->texts, text)
				   : jrt_texts_constant(decoder->texts, text);
	if (found->value != 0)
		found->at = jrt_texts_get(decoder->texts, found->value).at;
	return true;
}

/* Of a text that is not in the table, or long. */
__attribute__((noinline)) static bool look_up(struct jrt_decoder *decoder, struct jb_text text,
					      struct lane_text *slot, struct lane_text *found)
{
	bool is_long = text.size > SHORT_TEXT;

	if (is_long && slot->head == found->head && slot->tail == found->tail &&
	    slot->size == text.size && memcmp(slot->at, text.at, text.size) == 0) {
		*found = *slot;
		return true;
	}
	if (text.size >= NO_TEXT || !find_text(decoder, text, found))
		return false;
	if (!is_long || found->at != NULL)
		*slot = *found;
	return true;
}

uint32_t lane_texts(struct jrt_decoder *decoder, const struct lane_run *given, uint32_t *left)
{
	const struct lane_run run = *given;
	struct lane_text *table = decoder->lanes->text;
	uint32_t count = 0;

	for (uint32_t row = run.from; row < run.to; row++) {
		struct jb_text text = lane_field(&run, row);
		struct lane_text found = {
			.head = lane_head(lane_load(text.at), text.size),
			.tail = text.size > 8 ? lane_load(text.at + text.size - 8) : 0,
			.size = (uint32_t)text.size,
		};
		uint64_t mixed = (found.head + found.tail * 3) * UINT64_C(0x9e3779b97f4a7c15);
		struct lane_text *slot = &table[mixed >> (64 - TEXT_BITS)];
		bool hit = slot->head == found.head && slot->tail == found.tail &&
			   slot->size == text.size && text.size <= SHORT_TEXT;
		if (__builtin_expect(hit, 1)) {
			run.value[row] = slot->value;
			run.known[row] = (uint8_t)slot->known;
		} else if (look_up(decoder, text, slot, &found)) {
			run.value[row] = found.value;
			run.known[row] = (uint8_t)found.known;
		} else {
			left[count++] = row;
		}
	}
	return count;
}
