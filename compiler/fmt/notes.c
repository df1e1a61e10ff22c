/*
 * Comments behind code: two blanks behind it, and under each other on adjacent lines.
 */
#include "fmt/layout.h"

/* The column for the line's comment; 0 where it has none, or stands alone because the code is wider
 * than the width or ends with a text over lines. */
static size_t note_column(const struct jy_layout *layout, const struct jy_line *line)
{
	size_t column;

	if (line->kind != JY_LINE_CODE || !line->note.size)
		return 0;
	for (uint32_t i = line->first; i < line->end; i++)
		if (layout->piece[i].lines)
			return 0;
	column = jy_layout_column(layout, line->first, line->end, line->indent);
	return column == SIZE_MAX ? 0 : column + 2;
}

void jy_layout_notes(struct jy_layout *layout)
{
	struct jy_line *line = layout->lines.at;
	size_t count = layout->lines.count;

	for (size_t i = 0, run; i < count; i += run + 1) {
		size_t widest = 0, column;

		for (run = 0; i + run < count; run++) {
			column = note_column(layout, &line[i + run]);
			if (!column)
				break;
			widest = column > widest ? column : widest;
		}
		for (size_t k = i; k < i + run; k++)
			line[k].note_column = (uint32_t)widest;
	}
}
