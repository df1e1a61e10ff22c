/*
 * Pieces on lines, and texts that cannot hurt. See writer.h for what becomes of which byte.
 */
#include "emit/writer.h"

#include "base/utf8.h"

#define MARGIN 96
#define TAB 8
/* Longer names are cut; the number behind them keeps them apart. */
#define NAME_MOST 48

void jy_writer_init(struct jy_writer *writer, struct jb_arena *arena, struct jb_buf *out)
{
	*writer = (struct jy_writer){.arena = arena, .out = out, .fresh = true};
	jb_map_init(&writer->taken, arena);
}

void jy_line(struct jy_writer *writer, unsigned indent)
{
	while (writer->out->size && writer->out->data[writer->out->size - 1] == ' ')
		writer->out->size--;
	jb_buf_add_byte(writer->out, '\n');
	jb_buf_add_repeat(writer->out, '\t', indent);
	writer->indent = indent;
	writer->column = (size_t)indent * TAB;
	writer->fresh = true;
}

static void put_text(struct jy_writer *writer, struct jb_text text)
{
	unsigned indent = writer->indent;
	const bool closes = text.size && (text.at[0] == ',' || text.at[0] == ')');

	if (!writer->fresh && !closes && writer->column + text.size > MARGIN) {
		jy_line(writer, indent + 1);
		writer->indent = indent;
	}
	jb_buf_add_text(writer->out, text);
	writer->column += text.size;
	writer->fresh = false;
}

void jy_put(struct jy_writer *writer, const char *format, ...)
{
	struct jb_buf piece;
	va_list args;

	jb_buf_init(&piece, writer->arena);
	va_start(args, format);
	jb_buf_vprintf(&piece, format, args);
	va_end(args);
	put_text(writer, jb_buf_text(&piece));
}

/* Letters that stand where they are written, and nothing that joins or turns around. */
static bool is_plain(uint32_t point)
{
	if (point < 0x80)
		return point >= 0x20 && point < 0x7f;
	return jb_utf8_is_letter(point) && !jb_utf8_is_mark(point) && !jb_utf8_is_rtl(point) &&
	       !jb_utf8_is_invisible(point);
}

/* ---- literals ---- */

static void add_escaped(struct jb_buf *out, struct jb_text bytes)
{
	for (size_t i = 0; i < bytes.size; i++)
		jb_buf_printf(out, "\\%03o", (unsigned char)bytes.at[i]);
}

static bool is_kept(uint32_t point)
{
	return is_plain(point) && point != '"' && point != '\\' && point != '?';
}

static void add_literal(struct jb_buf *out, struct jb_text text)
{
	jb_buf_add_byte(out, '"');
	for (size_t at = 0, size; at < text.size; at += size) {
		uint32_t point;
		struct jb_text bytes;

		size = jb_utf8_decode(text, at, &point);
		bytes = jb_text_slice(text, at, at + size);
		if (point == '\n')
			jb_buf_add_string(out, "\\n");
		else if (point == '"')
			jb_buf_add_string(out, "\\\"");
		else if (is_kept(point) && point != 0xfffd)
			jb_buf_add_text(out, bytes);
		else
			add_escaped(out, bytes);
	}
	jb_buf_add_byte(out, '"');
}

/* The end of the first line, its newline in. */
static size_t line_end(struct jb_text text, size_t from)
{
	while (from < text.size && text.at[from] != '\n')
		from++;
	return from < text.size ? from + 1 : from;
}

void jy_put_literal(struct jy_writer *writer, struct jb_text text)
{
	const unsigned indent = writer->indent;
	size_t from = 0;

	do {
		size_t to = line_end(text, from);
		struct jb_buf part;

		jb_buf_init(&part, writer->arena);
		add_literal(&part, jb_text_slice(text, from, to));
		if (from > 0) {
			jy_line(writer, indent + 1);
			writer->indent = indent;
		}
		put_text(writer, jb_buf_text(&part));
		from = to;
	} while (from < text.size);
}

/* ---- comments ---- */

struct jb_text jy_c_comment(struct jb_arena *arena, struct jb_text text)
{
	struct jb_buf out;

	jb_buf_init(&out, arena);
	for (size_t at = 0, size; at < text.size; at += size) {
		char before = out.size ? out.data[out.size - 1] : 0;
		uint32_t point;

		size = jb_utf8_decode(text, at, &point);
		if (point == '\n' || point == '\t' || point == '\r')
			point = ' ';
		if ((before == '*' && point == '/') || (before == '/' && point == '*') ||
		    (before == '?' && point == '?'))
			jb_buf_add_byte(&out, ' ');
		if (is_plain(point))
			jb_buf_add_codepoint(&out, point);
		else
			jb_buf_printf(&out, "<U+%04X>", (unsigned)point);
	}
	return jb_buf_text(&out);
}

void jy_put_words(struct jy_writer *writer, struct jb_text text, const char *before)
{
	struct jb_text harmless = jy_c_comment(writer->arena, text);
	size_t from = 0;

	while (from < harmless.size) {
		size_t to = from;

		while (to < harmless.size && harmless.at[to] != ' ')
			to++;
		if (!writer->fresh && writer->column + (to - from) > MARGIN) {
			jy_line(writer, writer->indent);
			jb_buf_add_string(writer->out, before);
			writer->column += jb_text_of(before).size;
		}
		jb_buf_add_text(writer->out, jb_text_slice(harmless, from, to));
		writer->column += to - from;
		writer->fresh = false;
		if (to < harmless.size) {
			jb_buf_add_byte(writer->out, ' ');
			writer->column++;
		}
		from = to + 1;
	}
}

/* ---- names ---- */

static char folded(char byte)
{
	if (byte >= 'A' && byte <= 'Z')
		return (char)(byte - 'A' + 'a');
	return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') ? byte : '_';
}

struct jb_text jy_c_name(struct jy_writer *writer, const char *prefix, struct jb_text name)
{
	struct jb_buf base;
	struct jb_text found;
	unsigned number = 1;
	bool fresh;

	jb_buf_init(&base, writer->arena);
	jb_buf_add_string(&base, prefix);
	for (size_t at = 0, size; at < name.size && base.size < NAME_MOST; at += size) {
		uint32_t point;

		size = jb_utf8_decode(name, at, &point);
		jb_buf_add_byte(&base, size == 1 ? folded(name.at[at]) : '_');
	}
	found = jb_buf_text(&base);
	for (;;) {
		jb_map_intern(&writer->taken, &found, &fresh);
		if (fresh)
			return found;
		found = jb_text_printf(writer->arena, "%.*s_%u", JB_ARG(jb_buf_text(&base)),
				       ++number);
	}
}
