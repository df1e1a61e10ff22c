/*
 * Where an offset stands in its file, for people (characters), terminals (cells) and editors
 * (UTF-16). All three walk one line only; bytes that are no UTF-8 count as one character each.
 */
#include "base/utf8.h"
#include "source/file.h"

uint32_t jy_file_line(const struct jy_file *file, uint32_t offset)
{
	uint32_t low = 0, high = file->line_count;
	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;
		if (file->line[middle] <= offset)
			low = middle;
		else
			high = middle;
	}
	return low + 1;
}

struct jb_text jy_file_line_text(const struct jy_file *file, uint32_t line)
{
	if (line == 0 || line > file->line_count)
		return (struct jb_text){"", 0};
	size_t from = file->line[line - 1];
	size_t to = line < file->line_count ? file->line[line] : file->text.size;
	if (from < file->start)
		from = file->start;
	while (to > from && (file->text.at[to - 1] == '\n' || file->text.at[to - 1] == '\r'))
		to--;
	return jb_text_slice(file->text, from, to);
}

struct jb_text jy_file_slice(const struct jy_file *file, struct jy_span span)
{
	return jb_text_slice(file->text, span.begin, span.end);
}

/* The bytes of the line before `offset`. */
static struct jb_text before(const struct jy_file *file, uint32_t offset)
{
	size_t from = file->line[jy_file_line(file, offset) - 1];
	if (from < file->start)
		from = file->start;
	return jb_text_slice(file->text, from, offset);
}

uint32_t jy_file_column(const struct jy_file *file, uint32_t offset)
{
	struct jb_text text = before(file, offset);
	uint32_t column = 1, codepoint;
	for (size_t at = 0, step; (step = jb_utf8_decode(text, at, &codepoint)) > 0; at += step)
		column += !jb_utf8_is_mark(codepoint) && codepoint != 0x200D;
	return column;
}

uint32_t jy_shown_width(uint32_t codepoint)
{
	int width = jb_utf8_width(codepoint);
	if (jb_utf8_is_invisible(codepoint))
		return 1;
	return width > 0 ? (uint32_t)width : 0;
}

uint32_t jy_file_screen_column(const struct jy_file *file, uint32_t offset)
{
	struct jb_text text = before(file, offset);
	uint32_t column = 0, codepoint;
	for (size_t at = 0, step; (step = jb_utf8_decode(text, at, &codepoint)) > 0; at += step) {
		column += codepoint == '\t' ? JY_TAB_WIDTH - column % JY_TAB_WIDTH
					    : jy_shown_width(codepoint);
	}
	return column;
}

uint32_t jy_file_utf16_column(const struct jy_file *file, uint32_t offset)
{
	return (uint32_t)jb_utf8_utf16_length(before(file, offset));
}
