/*
 * Widths of plain text by HarfBuzz, see diagram/letters.h; letters/fonts.h says from which fonts.
 * Pango measures without hinting in 1/1024 of a pixel, by the language and the script of the text;
 * so does this.
 */
#include "diagram/letters.h"

#include <hb-ot.h>
#include <hb.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "letters/fonts.h"

/* Pango's unit. */
#define UNITS 1024

/* A sign that the font lacks, from the first font that has it. */
struct sign {
	uint32_t codepoint;
	enum jy_role role;
	hb_font_t *font; /* NULL: no font has it */
};

#define SIGNS_MAX 64

struct jy_letters {
	struct sign sign[SIGNS_MAX];
	int sign_count;
	struct jy_fonts *fonts;
	hb_face_t *face[JY_STYLES];
	bool looked[JY_STYLES];
	hb_font_t *font[JY_ROLE_COUNT]; /* made when first needed */
	hb_buffer_t *buffer;
};

extern const struct jy_letters_table jy_letters_module;

/* ---- fonts ---- */

static hb_face_t *face_of(struct jy_font_file file)
{
	hb_face_t *face;
	hb_blob_t *blob;

	if (!file.path)
		return NULL;
	blob = hb_blob_create_from_file(file.path);
	face = hb_face_create(blob, (unsigned)file.index);
	hb_blob_destroy(blob);
	if (hb_face_get_glyph_count(face) > 0)
		return face;
	hb_face_destroy(face);
	return NULL;
}

static hb_font_t *sized(hb_face_t *face, const struct jy_look *look)
{
	int scale = (int)(look->font_size * UNITS + 0.5);
	hb_font_t *font = hb_font_create(face);

	hb_font_set_scale(font, scale, scale);
	return font;
}

static hb_font_t *font_with(struct jy_letters *letters, enum jy_role role, uint32_t codepoint)
{
	const struct jy_look *look = jy_role_look(role);
	struct sign *sign = letters->sign, *end = sign + letters->sign_count;
	hb_face_t *face;

	for (; sign < end; sign++)
		if (sign->codepoint == codepoint && sign->role == role)
			return sign->font;
	if (letters->sign_count == SIGNS_MAX)
		return NULL;
	face = face_of(jy_fonts_find(letters->fonts, jy_style_of(look), codepoint));
	*sign = (struct sign){codepoint, role, face ? sized(face, look) : NULL};
	letters->sign_count++;
	hb_face_destroy(face);
	return sign->font;
}

static hb_font_t *font_of(struct jy_letters *letters, enum jy_role role)
{
	const struct jy_look *look = jy_role_look(role);
	int style = jy_style_of(look);

	if (letters->font[role])
		return letters->font[role];
	if (!letters->looked[style])
		letters->face[style] = face_of(jy_fonts_find(letters->fonts, style, 0));
	letters->looked[style] = true;
	if (!letters->face[style])
		return NULL;
	letters->font[role] = sized(letters->face[style], look);
	return letters->font[role];
}

/* ---- text ---- */

/* Letters with one glyph each and punctuation that has no other side: Latin with its extensions
 * (the soft hyphen is a command), Greek, Cyrillic, quotes and dashes. */
static hb_script_t script_of(uint32_t c)
{
	if ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == 0xaa || c == 0xba ||
	    (c >= 0xc0 && c <= 0x24f && c != 0xd7 && c != 0xf7))
		return HB_SCRIPT_LATIN;
	if ((c >= 0x20 && c < 0x7f) || (c >= 0xa0 && c < 0xc0 && c != 0xad) || c == 0xd7 ||
	    c == 0xf7 || (c >= 0x2010 && c <= 0x2026) || (c >= 0x2030 && c <= 0x203a) ||
	    c == 0x20ac || c == 0x2212)
		return HB_SCRIPT_COMMON;
	if (c >= 0x391 && c <= 0x3c9)
		return HB_SCRIPT_GREEK;
	if (c >= 0x400 && c <= 0x45f)
		return HB_SCRIPT_CYRILLIC;
	return HB_SCRIPT_INVALID;
}

/* Signs of our pictures that many fonts lack: arrows, marks of verdicts, of peaks, relations. */
static bool is_sign(uint32_t c)
{
	static const uint32_t sign[] = {0x2011, 0x2190, 0x2191, 0x2192, 0x2193, 0x2212,
					0x2260, 0x2264, 0x2265, 0x25a0, 0x25b2, 0x25bc,
					0x25c6, 0x25c7, 0x25cb, 0x25cf};

	for (size_t i = 0; i < sizeof sign / sizeof *sign; i++)
		if (sign[i] == c)
			return true;
	return false;
}

/* The one script of the text; HB_SCRIPT_INVALID: it has several, or letters for Pango. */
static hb_script_t script_of_all(struct jb_text text)
{
	hb_script_t script = HB_SCRIPT_COMMON;
	uint32_t codepoint;
	size_t size;

	for (size_t at = 0; (size = jb_utf8_decode(text, at, &codepoint)) > 0; at += size) {
		hb_script_t here = is_sign(codepoint) ? HB_SCRIPT_COMMON : script_of(codepoint);

		if (here == HB_SCRIPT_INVALID ||
		    (here != HB_SCRIPT_COMMON && script != HB_SCRIPT_COMMON && here != script))
			return HB_SCRIPT_INVALID;
		if (here != HB_SCRIPT_COMMON)
			script = here;
	}
	return script;
}

static bool shape(struct jy_letters *letters, hb_font_t *font, hb_script_t script,
		  struct jb_text text, int64_t *sum)
{
	const hb_glyph_position_t *glyph;
	unsigned count;

	hb_buffer_reset(letters->buffer);
	hb_buffer_add_utf8(letters->buffer, text.at, (int)text.size, 0, (int)text.size);
	hb_buffer_set_direction(letters->buffer, HB_DIRECTION_LTR);
	hb_buffer_set_script(letters->buffer, script);
	hb_buffer_set_language(letters->buffer, hb_language_from_string("en-us", -1));
	hb_shape(font, letters->buffer, NULL, 0);
	glyph = hb_buffer_get_glyph_positions(letters->buffer, &count);
	for (unsigned i = 0; i < count; i++)
		*sum += glyph[i].x_advance;
	return hb_buffer_allocation_successful(letters->buffer);
}

/* The font of the letter at `at`, where its run began in `before`; NULL: it is for Pango. A blank
 * behind a sign would be taken from the sign's font or not, by rules that are Pango's. */
static hb_font_t *font_at(struct jy_letters *letters, hb_font_t *before, uint32_t codepoint,
			  enum jy_role role)
{
	hb_font_t *font = font_of(letters, role);
	hb_codepoint_t glyph;

	if (!font || (before && before != font && (codepoint == ' ' || codepoint == 0xa0)))
		return NULL;
	if (hb_font_get_nominal_glyph(font, codepoint, &glyph))
		return font;
	return is_sign(codepoint) ? font_with(letters, role, codepoint) : NULL;
}

static double width_of(struct jy_letters *letters, struct jb_text text, enum jy_role role)
{
	hb_script_t script = text.size < INT_MAX ? script_of_all(text) : HB_SCRIPT_INVALID;
	hb_font_t *font = NULL;
	size_t begin = 0, size;
	uint32_t codepoint;
	int64_t sum = 0;

	if (script == HB_SCRIPT_INVALID)
		return -1;
	for (size_t at = 0; (size = jb_utf8_decode(text, at, &codepoint)) > 0; at += size) {
		hb_font_t *here = font_at(letters, font, codepoint, role);

		if (!here || (font && here != font &&
			      !shape(letters, font, script, jb_text_slice(text, begin, at), &sum)))
			return -1;
		begin = here == font ? begin : at;
		font = here;
	}
	if (font && !shape(letters, font, script, jb_text_slice(text, begin, text.size), &sum))
		return -1;
	return (double)sum / UNITS;
}

/* ---- the module ---- */

static struct jy_letters *open_letters(void)
{
	struct jy_letters *letters = calloc(1, sizeof *letters);

	if (!letters)
		return NULL;
	letters->fonts = jy_fonts_new();
	if (!letters->fonts) {
		free(letters);
		return NULL;
	}
	letters->buffer = hb_buffer_create();
	return letters;
}

static void close_letters(struct jy_letters *letters)
{
	if (!letters)
		return;
	for (int i = 0; i < letters->sign_count; i++)
		hb_font_destroy(letters->sign[i].font);
	for (int i = 0; i < JY_ROLE_COUNT; i++)
		hb_font_destroy(letters->font[i]);
	for (int i = 0; i < JY_STYLES; i++)
		hb_face_destroy(letters->face[i]);
	hb_buffer_destroy(letters->buffer);
	jy_fonts_free(letters->fonts);
	free(letters);
}

const struct jy_letters_table jy_letters_module = {
	.version = JOURNEY_VERSION,
	.size = sizeof(struct jy_letters_table),
	.open = open_letters,
	.close = close_letters,
	.width = width_of,
};
