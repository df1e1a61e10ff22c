/*
 * A growing byte buffer in an arena: what every writer writes into. `data` always has a NUL behind
 * its `size` bytes, so it may be handed on as a C string where no NUL can stand inside.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/text.h"

#ifdef __cplusplus
extern "C" {
#endif

struct jb_buf {
	struct jb_arena *arena;
	char *data;
	size_t size, room;
};

void jb_buf_init(struct jb_buf *buf, struct jb_arena *arena);
void jb_buf_reset(struct jb_buf *buf); /* empty, room kept */
void jb_buf_add(struct jb_buf *buf, const void *bytes, size_t size);
void jb_buf_add_text(struct jb_buf *buf, struct jb_text text);
void jb_buf_add_string(struct jb_buf *buf, const char *cstring);
void jb_buf_add_byte(struct jb_buf *buf, char byte);
void jb_buf_add_repeat(struct jb_buf *buf, char byte, size_t count);
void jb_buf_add_codepoint(struct jb_buf *buf, uint32_t codepoint); /* as UTF-8 */
void jb_buf_printf(struct jb_buf *buf, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void jb_buf_vprintf(struct jb_buf *buf, const char *format, va_list args)
	__attribute__((format(printf, 2, 0)));
struct jb_text jb_buf_text(const struct jb_buf *buf); /* a view, dies with the next change */

/* "…" with JSON's escapes; bytes that are no UTF-8 become U+FFFD. */
void jb_buf_add_json_string(struct jb_buf *buf, struct jb_text text);
/* The five characters of XML as entities; control characters that XML 1.0 forbids become U+FFFD. */
void jb_buf_add_xml(struct jb_buf *buf, struct jb_text text);

#ifdef __cplusplus
}
#endif
#endif
