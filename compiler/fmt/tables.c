/*
 * Adjacent statements that begin with the same of a few words stand in columns. Columns are made
 * from what is written, never from how it was spaced. A line that they would make too wide keeps to
 * those it can; a statement that goes on over several lines anyway keeps to all.
 */
#include <string.h>

#include "fmt/layout.h"

/* In a line of a table at most so many columns begin besides the first. */
#define PLACES 2

/* A line of a table. */
struct row {
	const struct jy_line *line;
	uint32_t place[PLACES]; /* the pieces with which a column begins */
	size_t cell[PLACES];	/* the width of what stands before it, from the place before on */
	uint32_t count;
	uint32_t kept; /* so many of its places are padded */
};

/* let answered       = …     slice faults where … */
static void at_sign(const struct jy_layout *layout, struct row *row, const char *sign)
{
	for (uint32_t i = row->line->first + 2; i < row->line->end && !row->count; i++)
		if (jy_piece_is(&layout->piece[i], sign))
			row->place[row->count++] = i;
}

static bool is_word(const struct jy_piece *piece)
{
	return piece->text.size && !strchr("+-.0123456789", piece->text.at[0]);
}

/* column csat      rating 1..5  missing …     The type is a word, with a range behind it. */
static void at_type(const struct jy_layout *layout, struct row *row)
{
	uint32_t type = row->line->first + 2, tail = type + 1, end = row->line->end;

	if (type >= end)
		return;
	row->place[row->count++] = type;
	while (tail < end && !is_word(&layout->piece[tail]))
		tail++;
	if (tail < end && !jy_piece_is(&layout->piece[type], "one"))
		row->place[row->count++] = tail;
}

static void find_places(const struct jy_layout *layout, struct row *row)
{
	const struct jy_piece *word = &layout->piece[row->line->first];

	if (jy_piece_is(word, "let"))
		at_sign(layout, row, "=");
	else if (jy_piece_is(word, "slice"))
		at_sign(layout, row, "where");
	else if (jy_piece_is(word, "column"))
		at_type(layout, row);
}

static size_t code_column(const struct jy_layout *layout, const struct jy_line *line)
{
	return jy_layout_column(layout, line->first, line->end, line->indent);
}

static struct row make_row(const struct jy_layout *layout, const struct jy_line *line)
{
	struct row row = {.line = line};
	uint32_t first = line->first;

	for (uint32_t i = line->first; i < line->end; i++)
		if (layout->piece[i].lines)
			return row;
	find_places(layout, &row);
	for (; row.kept < row.count; row.kept++) {
		row.cell[row.kept] = jy_layout_column(layout, first, row.place[row.kept], 0);
		if (row.cell[row.kept] == SIZE_MAX)
			break;
		first = row.place[row.kept];
	}
	return row;
}

/* The widths of the columns, over the rows that keep to them; then the rows are padded. */
static void pad(struct jy_layout *layout, const struct row *row, size_t count)
{
	size_t width[PLACES] = {0};

	for (size_t i = 0; i < count; i++)
		for (uint32_t n = 0; n < row[i].kept; n++)
			if (row[i].cell[n] > width[n])
				width[n] = row[i].cell[n];
	for (size_t i = 0; i < count; i++)
		for (uint32_t n = 0; n < row[i].count; n++)
			layout->piece[row[i].place[n]].pad =
				n < row[i].kept ? (uint32_t)(width[n] - row[i].cell[n]) : 0;
}

/* Where a row gives up a column the others can only become narrower, so they still fit. */
static void align(struct jy_layout *layout, const struct jy_line *line, size_t count)
{
	struct row *row = JB_NEW_ARRAY(layout->arena, struct row, count);
	bool *wraps = JB_NEW_ARRAY(layout->arena, bool, count);

	for (size_t i = 0; i < count; i++) {
		row[i] = make_row(layout, &line[i]);
		wraps[i] = code_column(layout, &line[i]) == SIZE_MAX;
	}
	pad(layout, row, count);
	for (size_t i = 0; i < count; i++)
		while (!wraps[i] && row[i].kept && code_column(layout, &line[i]) == SIZE_MAX)
			layout->piece[row[i].place[--row[i].kept]].pad = 0;
	pad(layout, row, count);
}

static bool same_table(const struct jy_layout *layout, const struct jy_line *a,
		       const struct jy_line *b)
{
	return a->whole && b->whole && a->indent == b->indent &&
	       jb_text_equal(layout->piece[a->first].text, layout->piece[b->first].text);
}

void jy_layout_tables(struct jy_layout *layout)
{
	const struct jy_line *line = layout->lines.at;
	size_t count = layout->lines.count;

	for (size_t i = 0, rows; i < count; i += rows) {
		for (rows = 1; i + rows < count && same_table(layout, &line[i], &line[i + rows]);)
			rows++;
		if (rows > 1)
			align(layout, &line[i], rows);
	}
}
