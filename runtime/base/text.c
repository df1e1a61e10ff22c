/*
 * Pieces of text: making, comparing, cutting. Everything here works on bytes; what the bytes mean
 * as characters is the business of utf8.c alone.
 */
#include "base/text.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define TEXT_ROOM_FIRST 256 /* of what is printed; longer texts are written twice */

struct jb_text jb_text_of(const char *cstring)
{
	if (!cstring)
		return JB_TEXT("");
	return (struct jb_text){.at = cstring, .size = strlen(cstring)};
}

struct jb_text jb_text_copy(struct jb_arena *arena, struct jb_text text)
{
	return (struct jb_text){.at = jb_copy(arena, text.at, text.size), .size = text.size};
}

const char *jb_text_cstring(struct jb_arena *arena, struct jb_text text)
{
	return jb_copy(arena, text.at, text.size);
}

struct jb_text jb_text_printf(struct jb_arena *arena, const char *format, ...)
{
	va_list args;
	char *written, first[TEXT_ROOM_FIRST];
	int size;

	va_start(args, format);
	size = vsnprintf(first, sizeof first, format, args);
	va_end(args);
	if (size < 0 || size == INT_MAX)
		jb_arena_fail(arena);
	if ((size_t)size < sizeof first)
		return (struct jb_text){jb_copy(arena, first, (size_t)size), (size_t)size};
	written = jb_alloc(arena, (size_t)size + 1);
	va_start(args, format);
	vsnprintf(written, (size_t)size + 1, format, args);
	va_end(args);
	return (struct jb_text){.at = written, .size = (size_t)size};
}

bool jb_text_equal(struct jb_text a, struct jb_text b)
{
	return a.size == b.size && (a.size == 0 || memcmp(a.at, b.at, a.size) == 0);
}

bool jb_text_is(struct jb_text a, const char *cstring)
{
	return jb_text_equal(a, jb_text_of(cstring));
}

int jb_text_compare(struct jb_text a, struct jb_text b)
{
	size_t shared = a.size < b.size ? a.size : b.size;
	int order = shared ? memcmp(a.at, b.at, shared) : 0;

	return order ? order : (a.size > b.size) - (a.size < b.size);
}

bool jb_text_starts(struct jb_text text, struct jb_text start)
{
	return text.size >= start.size && jb_text_equal(jb_text_slice(text, 0, start.size), start);
}

bool jb_text_ends(struct jb_text text, struct jb_text end)
{
	return text.size >= end.size &&
	       jb_text_equal(jb_text_slice(text, text.size - end.size, text.size), end);
}

struct jb_text jb_text_slice(struct jb_text text, size_t from, size_t to)
{
	if (to > text.size)
		to = text.size;
	if (from >= to)
		return JB_TEXT("");
	return (struct jb_text){.at = text.at + from, .size = to - from};
}

static bool is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct jb_text jb_text_trim(struct jb_text text)
{
	size_t from = 0, to = text.size;

	while (from < to && is_blank(text.at[from]))
		from++;
	while (to > from && is_blank(text.at[to - 1]))
		to--;
	return jb_text_slice(text, from, to);
}
