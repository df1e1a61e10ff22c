/*
 * Writing C: lines that do not run on, texts as literals, texts in comments, names. Texts of a
 * journey file are anybody's; here they become harmless:
 *
 *   in a literal, all but plain ASCII and letters that are written from left to right is an octal
 *   escape of three digits, and so are backslashes and every `?` (no trigraph is left); a quote
 *   has a backslash before it;
 *   in a comment, `*` and `/` never meet, `?` never meets `?`, and other characters than those are
 *   `<U+202E>`;
 *   a name is a prefix of ours, then a-z, 0-9 and `_`, and it is nobody else's: of several things
 *   that would be called the same the later ones get a number.
 */
#ifndef EMIT_WRITER_H
#define EMIT_WRITER_H

#include "base/buf.h"
#include "base/map.h"

struct jy_writer {
	struct jb_arena *arena;
	struct jb_buf *out;
	size_t column;	     /* at which the next byte stands */
	unsigned indent;     /* of lines that are broken */
	bool fresh;	     /* nothing stands on the line yet */
	struct jb_map taken; /* names that are given away */
};

void jy_writer_init(struct jy_writer *writer, struct jb_arena *arena, struct jb_buf *out);

/* A piece that is not broken; on a new line where it would pass the margin. */
void jy_put(struct jy_writer *writer, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* Ends the line and indents the next by so many tabs, and one more where it is broken. */
void jy_line(struct jy_writer *writer, unsigned indent);
/* A text as a literal, in several parts where it has lines. */
void jy_put_literal(struct jy_writer *writer, struct jb_text text);
/* Words inside of a comment, broken between them; lines begin with `before`. */
void jy_put_words(struct jy_writer *writer, struct jb_text text, const char *before);

/* Texts made harmless. */
struct jb_text jy_c_comment(struct jb_arena *arena, struct jb_text text);
/* An identifier for a thing of that name; no other has it. */
struct jb_text jy_c_name(struct jy_writer *writer, const char *prefix, struct jb_text name);

#endif
