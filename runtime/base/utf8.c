/*
 * UTF-8 and the properties of characters. Well-formed means table 3-7 of the Unicode Standard. What
 * a character is comes from utf8proc, which nothing outside this file may include.
 */
#include "base/utf8.h"

#include <utf8proc.h>

#define REPLACEMENT 0xfffd

/* The length and the least second byte of the sequence that `lead` begins; length 0 for no lead
 * byte. */
static size_t sequence_of(unsigned char lead, unsigned char *second_min, unsigned char *second_max)
{
	*second_min = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
	*second_max = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
	if (lead < 0x80)
		return 1;
	if (lead < 0xc2 || lead > 0xf4)
		return 0;
	return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

/* The code point at `at` (< text.size) and its length, or 0 where the bytes are no well-formed
 * UTF-8. */
static size_t decode_strict(struct jb_text text, size_t at, uint32_t *codepoint)
{
	const unsigned char *byte = (const unsigned char *)text.at + at;
	unsigned char second_min, second_max;
	size_t size = sequence_of(byte[0], &second_min, &second_max);
	uint32_t value;

	if (size == 0 || size > text.size - at)
		return 0;
	if (size == 1) {
		*codepoint = byte[0];
		return 1;
	}
	if (byte[1] < second_min || byte[1] > second_max)
		return 0;
	value = byte[0] & (0x7fU >> size);
	for (size_t i = 1; i < size; i++) {
		if ((byte[i] & 0xc0) != 0x80)
			return 0;
		value = value << 6 | (byte[i] & 0x3fU);
	}
	*codepoint = value;
	return size;
}

size_t jb_utf8_check(struct jb_text text)
{
	uint32_t codepoint;
	size_t at = 0, size;

	while (at < text.size) {
		if ((text.at[at] & 0x80) == 0) {
			at++;
			continue;
		}
		size = decode_strict(text, at, &codepoint);
		if (size == 0)
			return at;
		at += size;
	}
	return text.size;
}

size_t jb_utf8_decode(struct jb_text text, size_t at, uint32_t *codepoint)
{
	size_t size;

	*codepoint = REPLACEMENT;
	if (at >= text.size)
		return 0;
	if ((text.at[at] & 0x80) == 0) {
		*codepoint = (unsigned char)text.at[at];
		return 1;
	}
	size = decode_strict(text, at, codepoint);
	return size ? size : 1;
}

size_t jb_utf8_encode(uint32_t codepoint, char out[4])
{
	if (codepoint > 0x10ffff || (codepoint >= 0xd800 && codepoint <= 0xdfff))
		codepoint = REPLACEMENT;
	return (size_t)utf8proc_encode_char((utf8proc_int32_t)codepoint, (utf8proc_uint8_t *)out);
}

static utf8proc_category_t category_of(uint32_t codepoint)
{
	return utf8proc_category((utf8proc_int32_t)codepoint);
}

bool jb_utf8_is_letter(uint32_t codepoint)
{
	switch (category_of(codepoint)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC: return !jb_utf8_is_invisible(codepoint);
	default: return false;
	}
}

bool jb_utf8_is_mark(uint32_t codepoint)
{
	utf8proc_category_t category = category_of(codepoint);

	return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC ||
	       category == UTF8PROC_CATEGORY_ME;
}

/* Letters and marks by category that show nothing: the joiner and the fillers of Hangul, the vowels
 * that Khmer writes without, Mongolian's separators. Variation selectors are not among them, for
 * they change how the character before them looks. */
static bool is_filler(uint32_t codepoint)
{
	switch (codepoint) {
	case 0x034f:
	case 0x115f:
	case 0x1160:
	case 0x17b4:
	case 0x17b5:
	case 0x180b:
	case 0x180c:
	case 0x180d:
	case 0x180f:
	case 0x3164:
	case 0xffa0: return true;
	default: return false;
	}
}

bool jb_utf8_is_invisible(uint32_t codepoint)
{
	switch (category_of(codepoint)) {
	case UTF8PROC_CATEGORY_CC:
	case UTF8PROC_CATEGORY_CF:
	case UTF8PROC_CATEGORY_CS:
	case UTF8PROC_CATEGORY_CN:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP: return true;
	default: return is_filler(codepoint);
	}
}

bool jb_utf8_is_rtl(uint32_t codepoint)
{
	switch (utf8proc_get_property((utf8proc_int32_t)codepoint)->bidi_class) {
	case UTF8PROC_BIDI_CLASS_R:
	case UTF8PROC_BIDI_CLASS_AL: return true;
	default: return false;
	}
}

int jb_utf8_width(uint32_t codepoint)
{
	if (codepoint >= 0x20 && codepoint < 0x7f)
		return 1;
	return utf8proc_charwidth((utf8proc_int32_t)codepoint);
}

size_t jb_utf8_text_width(struct jb_text text)
{
	uint32_t codepoint;
	size_t width = 0, at = 0;

	while (at < text.size) {
		if (text.at[at] >= 0x20 && text.at[at] < 0x7f) {
			width++;
			at++;
			continue;
		}
		at += jb_utf8_decode(text, at, &codepoint);
		width += (size_t)jb_utf8_width(codepoint);
	}
	return width;
}

size_t jb_utf8_utf16_length(struct jb_text text)
{
	uint32_t codepoint;
	size_t units = 0, size;

	for (size_t at = 0; (size = jb_utf8_decode(text, at, &codepoint)) > 0; at += size)
		units += codepoint > 0xffff ? 2 : 1;
	return units;
}

/* Below U+0300 every text is in NFC already: U+0300 is the first character that composes with the
 * one before it, and the first that is replaced by others lies above it. */
static bool is_plain(struct jb_text text)
{
	for (size_t i = 0; i < text.size; i++) {
		if ((unsigned char)text.at[i] >= 0xcc)
			return false;
	}
	return true;
}

struct jb_text jb_utf8_nfc(struct jb_arena *arena, struct jb_text text)
{
	const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text.at;
	utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
	utf8proc_int32_t *points;
	utf8proc_ssize_t count, size;
	struct jb_text composed;

	if (is_plain(text) || jb_utf8_check(text) < text.size)
		return text;
	count = utf8proc_decompose(bytes, (utf8proc_ssize_t)text.size, NULL, 0, options);
	if (count < 0)
		jb_arena_fail(arena);
	/* One more, because utf8proc writes a NUL behind the bytes it packs into the same place. */
	points = jb_alloc_array(arena, (size_t)count + 1, sizeof *points);
	count = utf8proc_decompose(bytes, (utf8proc_ssize_t)text.size, points, count, options);
	size = count < 0 ? count : utf8proc_reencode(points, count, options);
	if (size < 0)
		jb_arena_fail(arena);
	composed = (struct jb_text){.at = (const char *)points, .size = (size_t)size};
	return jb_text_equal(composed, text) ? text : composed;
}
