/*
 * The byte buffer. It grows by doubling and keeps a NUL behind its bytes after every call. Numbers
 * are written into it by number_write.c, quoted text by buf_quote.c.
 */
#include "base/buf.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"

#define BUF_ROOM_FIRST 64

void jb_buf_init(struct jb_buf *buf, struct jb_arena *arena)
{
	*buf = (struct jb_buf){.arena = arena};
	buf->data = jb_alloc(arena, BUF_ROOM_FIRST);
	buf->room = BUF_ROOM_FIRST;
}

void jb_buf_reset(struct jb_buf *buf)
{
	buf->size = 0;
	buf->data[0] = '\0';
}

/* Makes room for `more` bytes and the NUL behind them. */
static void reserve(struct jb_buf *buf, size_t more)
{
	size_t room = buf->room;

	if (more < room - buf->size)
		return;
	if (more >= SIZE_MAX / 4 - buf->size)
		jb_arena_fail(buf->arena);
	while (room - buf->size <= more)
		room *= 2;
	buf->data = jb_realloc(buf->arena, buf->data, buf->room, room);
	buf->room = room;
}

void jb_buf_add(struct jb_buf *buf, const void *bytes, size_t size)
{
	if (size == 0)
		return;
	reserve(buf, size);
	memcpy(buf->data + buf->size, bytes, size);
	buf->size += size;
	buf->data[buf->size] = '\0';
}

void jb_buf_add_text(struct jb_buf *buf, struct jb_text text)
{
	jb_buf_add(buf, text.at, text.size);
}

void jb_buf_add_string(struct jb_buf *buf, const char *cstring)
{
	jb_buf_add(buf, cstring, strlen(cstring));
}

void jb_buf_add_byte(struct jb_buf *buf, char byte)
{
	reserve(buf, 1);
	buf->data[buf->size++] = byte;
	buf->data[buf->size] = '\0';
}

void jb_buf_add_repeat(struct jb_buf *buf, char byte, size_t count)
{
	reserve(buf, count);
	memset(buf->data + buf->size, byte, count);
	buf->size += count;
	buf->data[buf->size] = '\0';
}

void jb_buf_add_codepoint(struct jb_buf *buf, uint32_t codepoint)
{
	char bytes[4];

	jb_buf_add(buf, bytes, jb_utf8_encode(codepoint, bytes));
}

void jb_buf_printf(struct jb_buf *buf, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	jb_buf_vprintf(buf, format, args);
	va_end(args);
}

void jb_buf_vprintf(struct jb_buf *buf, const char *format, va_list args)
{
	va_list again;
	int size;

	/* Most texts fit into what room there is; the others are written a second time. */
	va_copy(again, args);
	size = vsnprintf(buf->data + buf->size, buf->room - buf->size, format, again);
	va_end(again);
	if (size < 0 || size == INT_MAX) {
		buf->data[buf->size] = '\0';
		jb_arena_fail(buf->arena);
	}
	if ((size_t)size >= buf->room - buf->size) {
		buf->data[buf->size] = '\0';
		reserve(buf, (size_t)size);
		vsnprintf(buf->data + buf->size, (size_t)size + 1, format, args);
	}
	buf->size += (size_t)size;
}

struct jb_text jb_buf_text(const struct jb_buf *buf)
{
	return (struct jb_text){.at = buf->data, .size = buf->size};
}
