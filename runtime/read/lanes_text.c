/*
 * Texts, many rows at a time. Most columns of texts have few different ones: partners, channels,
 * queues. A table of those seen last, by their first and last eight bytes, finds them again in a
 * handful of instructions; what it has was found as column.c finds it, so it can only repeat that.
 */
#include "read/lanes_parts.h"
#include "read/short_text.h"

#define TEXT_BITS 8
#define SHORT_TEXT 16 /* bytes that head and tail hold together */
#define NO_SIZE UINT32_MAX

_Static_assert(SHORT_TEXT == JRT_SHORT_TEXT_BYTES, "keys are short texts");
_Static_assert(LANE_TEXTS == 1 << TEXT_BITS, "a slot is the top of a product");

void lane_text_init(struct jrt_decoder *decoder, struct jb_arena *arena)
{
	struct jrt_lanes *lanes = decoder->lanes;

	lanes->text = JB_NEW_ARRAY(arena, struct lane_text, LANE_TEXTS);
	lanes->text_at = JB_NEW_ARRAY(arena, const char *, LANE_TEXTS);
	for (size_t i = 0; i < LANE_TEXTS; i++)
		lanes->text[i].size = NO_SIZE;
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

/* As column.c; false where it is left to that. *at is a copy that stays, if there is one. */
static bool find_text(struct jrt_decoder *decoder, struct jb_text text, struct lane_text *found,
		      const char **at)
{
	const struct jrt_column *column = decoder->column;

	if (!is_plain(decoder, text))
		return false;
	found->known = jrt_words_find(&decoder->missing, text) == JRT_NONE;
	if (!found->known)
		return true;
	if (column->one_of_count > 0 && jrt_words_find(&decoder->one_of, text) == JRT_NONE)
		return false;
	found->value = column->key ? jrt_texts_key(decoder->texts, text)
				   : jrt_texts_constant(decoder->texts, text);
	if (found->value > 0)
		*at = jrt_texts_get(decoder->texts, found->value).at;
	return true;
}

static inline uint64_t head_of(struct jb_text text)
{
	return lane_head(lane_load(text.at), text.size);
}

static inline uint64_t tail_of(struct jb_text text)
{
	uint64_t tail = lane_load(text.at + text.size - 8);

	return text.size > 8 ? tail : 0;
}

static inline size_t slot_of(uint64_t head, uint64_t tail)
{
	return (head + tail * 3) * UINT64_C(0x9e3779b97f4a7c15) >> (64 - TEXT_BITS);
}

static struct jb_text without_quotes(struct jb_text text)
{
	bool quoted = text.size >= 2 && text.at[0] == '"';

	return (struct jb_text){text.at + quoted, text.size - 2 * (size_t)quoted};
}

/* Of a text that the table has not, is long or in quotes; false: it is left. */
__attribute__((noinline)) static bool look_up(struct jrt_decoder *decoder,
					      const struct lane_run *run, uint32_t row)
{
	struct jrt_lanes *lanes = decoder->lanes;
	struct jb_text text = lane_field(run, row);

	if (lanes->quotes && !run->strip)
		text = without_quotes(text);
	if (text.size >= LANE_LONG)
		return false;
	bool is_long = text.size > SHORT_TEXT;
	struct lane_text found = {.head = head_of(text), .tail = tail_of(text)};
	found.size = (uint32_t)text.size | (is_long ? LANE_LONG : 0);
	size_t slot = slot_of(found.head, found.tail);
	const struct lane_text *old = &lanes->text[slot];
	const char *at = NULL;
	if (old->head == found.head && old->tail == found.tail && old->size == found.size &&
	    (!is_long || memcmp(lanes->text_at[slot], text.at, text.size) == 0)) {
		found = *old;
	} else if (!find_text(decoder, text, &found, &at)) {
		return false;
	} else if (!is_long || at != NULL) {
		lanes->text[slot] = found;
		lanes->text_at[slot] = at;
	}
	lane_put(run, row, found.value, found.known);
	return true;
}

/* Bytes that are not 0x20 to 0x7f, or a quote, of the first `size` of eight. */
static inline uint64_t odd_bytes(uint64_t word, size_t size)
{
	uint64_t quotes = word ^ LANE_BYTES('"'), mark = LANE_HIGH;

	quotes = (quotes - LANE_BYTES(1)) & ~quotes;
	return lane_head((quotes | word | (word - LANE_BYTES(' '))) & mark, size);
}

/* Whether the text is plain ASCII without quotes, as far as sixteen bytes tell. */
static inline bool is_simple(struct jb_text text)
{
	size_t behind = text.size > 8 ? text.size - 8 : 0;
	uint64_t odd = odd_bytes(lane_load(text.at), text.size);

	odd |= odd_bytes(lane_load(text.at + 8), behind);
	return odd == 0 && text.size <= SHORT_TEXT;
}

/* Texts of other sizes are 0: by a bit for each. All, where that is not so. */
static uint64_t sizes_of(const struct jrt_decoder *decoder)
{
	if (decoder->column->key || decoder->column->one_of_count > 0)
		return UINT64_MAX;
	return decoder->texts->constants.sizes | decoder->missing.sizes;
}

static uint32_t known_texts(struct jrt_decoder *decoder, const struct lane_run *given,
			    uint32_t *left)
{
	const struct lane_run run = *given;
	const struct lane_text *table = decoder->lanes->text;
	const uint64_t sizes = sizes_of(decoder);
	uint32_t count = 0;

	for (uint32_t row = run.from; row < run.to; row++) {
		struct jb_text text = lane_field(&run, row);
		uint64_t head = head_of(text), tail = tail_of(text);
		const struct lane_text *slot = &table[slot_of(head, tail)];
		if (__builtin_expect(slot->head == head && slot->tail == tail &&
					     slot->size == text.size,
				     1)) {
			run.value[row] = slot->value;
			run.known[row] = (uint8_t)slot->known;
		} else if (is_simple(text) && (sizes >> text.size & 1) == 0) {
			lane_put(&run, row, 0, true);
		} else if (!look_up(decoder, given, row)) {
			left[count++] = row;
		}
	}
	return count;
}

/* Whether the text is no constant and is surely not missing. */
static inline bool is_key(const struct jrt_decoder *decoder, struct jb_text text)
{
	const struct jrt_words *constants = &decoder->texts->constants;

	if ((decoder->missing.sizes >> text.size & 1) != 0)
		return false;
	return (constants->sizes >> text.size & 1) == 0 ||
	       jrt_words_find(constants, text) == JRT_NONE;
}

/* Keys are many different texts, so that few are in the table; but short ones are numbers. */
static uint32_t keys(struct jrt_decoder *decoder, const struct lane_run *given, uint32_t *left)
{
	const struct lane_run run = *given;
	uint32_t count = 0;

	for (uint32_t row = run.from; row < run.to; row++) {
		struct jb_text text = lane_field(&run, row);
		int64_t number = 0;
		if (is_simple(text) && is_key(decoder, text))
			number = jrt_short_text_of(text.at, text.size);
		if (number != 0)
			lane_put(&run, row, number, true);
		else if (!look_up(decoder, given, row))
			left[count++] = row;
	}
	return count;
}

uint32_t lane_texts(struct jrt_decoder *decoder, const struct lane_run *run, uint32_t *left)
{
	const struct jrt_column *column = decoder->column;

	if (column->key && column->one_of_count == 0)
		return keys(decoder, run, left);
	return known_texts(decoder, run, left);
}
