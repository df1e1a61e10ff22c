/*
 * Lines that are too long to several: greedily, each as long as the width allows, broken at the
 * place that parts the most. Where the language lets no line end the line stays long. A text over
 * lines counts with its first line before it and its last behind.
 */
#include "fmt/layout.h"

/* Moves *column behind a piece, whose blanks count where it is not the first of its line; whether
 * it keeps within the width. */
static bool pass(const struct jy_piece *piece, bool first, size_t *column)
{
	bool fits;

	if (!first)
		*column += !piece->tight + piece->pad;
	fits = *column + piece->width <= JY_FMT_WIDTH;
	*column = piece->lines ? piece->tail : *column + piece->width;
	return fits;
}

size_t jy_layout_column(const struct jy_layout *layout, uint32_t first, uint32_t end, size_t from)
{
	size_t column = from;

	for (uint32_t i = first; i < end; i++)
		if (!pass(&layout->piece[i], i == first, &column))
			return SIZE_MAX;
	return column;
}

/* The piece before which a line that begins with `first` breaks best; `end` where it fits or cannot
 * break. Where nothing breaks within the width, the first chance behind it is taken. */
static uint32_t break_of(const struct jy_layout *layout, uint32_t first, uint32_t end,
			 size_t indent)
{
	uint32_t best = end;
	size_t column = indent;
	bool beyond = false;

	for (uint32_t i = first; i < end && !(beyond && best != end); i++) {
		const struct jy_piece *piece = &layout->piece[i];

		if (i > first && piece->rank != JY_BREAK_NEVER &&
		    (best == end || piece->rank <= layout->piece[best].rank))
			best = i;
		beyond |= !pass(piece, i == first, &column);
	}
	return beyond ? best : end;
}

static void wrap_line(struct jy_layout *layout, struct jy_line line)
{
	uint32_t first = line.first;

	for (;;) {
		uint32_t stop = break_of(layout, first, line.end, line.indent);
		struct jy_line *part = jb_push(layout->arena, &layout->lines);

		*part = line;
		part->first = first;
		part->end = stop;
		if (stop == line.end)
			return;
		part->note = (struct jb_text){0};
		first = stop;
		line.indent = line.base + JY_FMT_CONTINUED;
	}
}

void jy_layout_wrap(struct jy_layout *layout)
{
	const struct jy_line *line = layout->lines.at;
	size_t count = layout->lines.count;

	layout->lines.at = NULL;
	layout->lines.count = layout->lines.room = 0;
	for (size_t i = 0; i < count; i++)
		if (line[i].kind == JY_LINE_CODE)
			wrap_line(layout, line[i]);
		else
			*jb_push(layout->arena, &layout->lines) = line[i];
}
