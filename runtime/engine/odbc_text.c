/*
 * From UTF-8 to UTF-16 and back, in the machine's order of bytes, as unixODBC has it.
 */
#include "base/utf8.h"
#include "engine/odbc.h"

#define SURROGATE 0xd800
#define SURROGATE_LOW 0xdc00
#define SURROGATE_END 0xe000
#define BEYOND 0x10000
#define REPLACEMENT 0xfffd

uint16_t *jrt_odbc_wide(struct jb_arena *arena, struct jb_text text, size_t *size)
{
	uint16_t *wide = JB_NEW_ARRAY(arena, uint16_t, text.size + 1);
	uint32_t letter;
	size_t at = 0, count = 0, step;

	while ((step = jb_utf8_decode(text, at, &letter)) > 0) {
		at += step;
		if (letter >= BEYOND) {
			letter -= BEYOND;
			wide[count++] = (uint16_t)(SURROGATE + (letter >> 10));
			letter = SURROGATE_LOW + (letter & 0x3ff);
		}
		wide[count++] = (uint16_t)letter;
	}
	wide[count] = 0;
	*size = count;
	return wide;
}

static bool is_within(uint16_t unit, uint32_t from, uint32_t end)
{
	return unit >= from && unit < end;
}

void jrt_odbc_add(struct jb_buf *buf, const uint16_t *text, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		uint32_t letter = text[i];

		if (is_within(text[i], SURROGATE, SURROGATE_LOW) && i + 1 < size &&
		    is_within(text[i + 1], SURROGATE_LOW, SURROGATE_END)) {
			letter = BEYOND + ((letter - SURROGATE) << 10) +
				 (text[i + 1] - (uint32_t)SURROGATE_LOW);
			i++;
		} else if (is_within(text[i], SURROGATE, SURROGATE_END)) {
			letter = REPLACEMENT;
		}
		jb_buf_add_codepoint(buf, letter);
	}
}
