/*
 * UTF-8: checking, decoding, and how wide text is on a terminal. The only place that knows
 * utf8proc.
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"

/* Offset of the first byte that is no well-formed UTF-8 (overlong forms and surrogates are not), or
 * text.size when all is well. */
size_t jb_utf8_check(struct jb_text text);
/* Decodes the code point at `at`; gives its length in bytes (1 and U+FFFD for a bad byte; 0 at the
 * end). */
size_t jb_utf8_decode(struct jb_text text, size_t at, uint32_t *codepoint);
/* 1..4 bytes into out. */
size_t jb_utf8_encode(uint32_t codepoint, char out[4]);

/* Unicode categories L*, Mn, Mc (a mark may not begin a name) */
bool jb_utf8_is_letter(uint32_t codepoint);
bool jb_utf8_is_mark(uint32_t codepoint);
bool jb_utf8_is_invisible(uint32_t codepoint); /* control, bidi control, zero width, unassigned */
bool jb_utf8_is_rtl(uint32_t codepoint);
/* Columns on a terminal: 0 combining, 2 wide, else 1. */
int jb_utf8_width(uint32_t codepoint);
size_t jb_utf8_text_width(struct jb_text text);
/* Units of UTF-16 in the text (editors count so). */
size_t jb_utf8_utf16_length(struct jb_text text);
/* NFC form, copied only where it differs. */
struct jb_text jb_utf8_nfc(struct jb_arena *arena, struct jb_text text);

#endif
