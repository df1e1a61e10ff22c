/*
 * Lines to text: LF ends, no blank at the end of a line, no byte order mark.
 */
#include "fmt/layout.h"

static void write_code(const struct jy_layout *layout, const struct jy_line *line,
		       struct jb_buf *out)
{
	size_t column = line->indent;

	jb_buf_add_repeat(out, ' ', line->indent);
	for (uint32_t i = line->first; i < line->end; i++) {
		const struct jy_piece *piece = &layout->piece[i];
		size_t blanks = i > line->first ? piece->pad + !piece->tight : 0;

		jb_buf_add_repeat(out, ' ', blanks);
		jb_buf_add_text(out, piece->text);
		column += blanks + piece->width;
	}
	if (!line->note.size)
		return;
	jb_buf_add_repeat(out, ' ',
			  line->note_column > column + 2 ? line->note_column - column : 2);
	jb_buf_add_text(out, line->note);
}

bool jy_layout_write(const struct jy_layout *layout, struct jb_buf *out)
{
	for (size_t i = 0; i < layout->lines.count; i++) {
		const struct jy_line *line = &layout->lines.at[i];

		if (line->kind == JY_LINE_CODE)
			write_code(layout, line, out);
		if (line->kind == JY_LINE_COMMENT) {
			jb_buf_add_repeat(out, ' ', line->indent);
			jb_buf_add_text(out, line->note);
		}
		jb_buf_add_byte(out, '\n');
		if (out->size > JY_FILE_BYTES_MAX)
			return false;
	}
	return true;
}
