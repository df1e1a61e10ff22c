/*
 * Columns. Adjacent lines that begin with the same of a few words are a table, and comments behind
 * code on adjacent lines stand under each other. A line that would become too wide by this stays
 * out of it. Columns are made from what is written, never from how it was spaced.
 */
#include <string.h>

#include "fmt/layout.h"

/* A line of a table has at most so many places where a column begins. */
#define PLACES 2

struct places {
	uint32_t piece[PLACES];
	uint32_t count;
};

static const struct jy_piece *piece_of(const struct jy_layout *layout, uint32_t i)
{
	return &layout->piece[i];
}

/* let answered       = …     slice faults where … */
static struct places at_sign(const struct jy_layout *layout, const struct jy_line *line,
			     const char *sign)
{
	struct places places = {0};

	for (uint32_t i = line->first + 2; i < line->end && !places.count; i++)
		if (jy_piece_is(piece_of(layout, i), sign))
			places.piece[places.count++] = i;
	return places;
}

static bool is_word(const struct jy_piece *piece)
{
	return piece->text.size && !strchr("+-.0123456789", piece->text.at[0]);
}

/* column csat      rating 1..5  missing …     The type is a word, with a range behind it. */
static struct places at_type(const struct jy_layout *layout, const struct jy_line *line)
{
	struct places places = {0};
	uint32_t type = line->first + 2, tail = type + 1;

	if (type >= line->end)
		return places;
	places.piece[places.count++] = type;
	while (tail < line->end && !is_word(piece_of(layout, tail)))
		tail++;
	if (tail < line->end && !jy_piece_is(piece_of(layout, type), "one"))
		places.piece[places.count++] = tail;
	return places;
}

/* None where the line belongs to no table. */
static struct places places_of(const struct jy_layout *layout, const struct jy_line *line)
{
	const struct jy_piece *word = piece_of(layout, line->first);

	if (line->kind != JY_LINE_CODE || !line->whole)
		return (struct places){0};
	if (jy_piece_is(word, "let"))
		return at_sign(layout, line, "=");
	if (jy_piece_is(word, "slice"))
		return at_sign(layout, line, "where");
	if (jy_piece_is(word, "column"))
		return at_type(layout, line);
	return (struct places){0};
}

static bool same_table(const struct jy_layout *layout, const struct jy_line *a,
		       const struct jy_line *b)
{
	return a->kind == JY_LINE_CODE && b->kind == JY_LINE_CODE && a->indent == b->indent &&
	       a->whole && b->whole &&
	       jb_text_equal(piece_of(layout, a->first)->text, piece_of(layout, b->first)->text);
}

/* Columns that a line's cells take, up to its place number `n`. */
static size_t cell_width(const struct jy_layout *layout, const struct jy_line *line,
			 const struct places *places, uint32_t n)
{
	uint32_t first = n ? places->piece[n - 1] : line->first;

	return jy_layout_column(layout, first, places->piece[n], 0);
}

static size_t code_column(const struct jy_layout *layout, const struct jy_line *line)
{
	size_t column = jy_layout_column(layout, line->first, line->end, line->indent);

	for (uint32_t i = line->first; column != SIZE_MAX && i < line->end; i++)
		column += layout->piece[i].pad;
	return column;
}

/* Pads the line at the first `kept` of its places to the widths of the table. */
static void pad(struct jy_layout *layout, const struct jy_line *line, uint32_t kept,
		const size_t width[PLACES])
{
	struct places places = places_of(layout, line);

	for (uint32_t n = 0; n < places.count; n++) {
		size_t cell = cell_width(layout, line, &places, n);
		bool wider = n < kept && width[n] > cell;

		layout->piece[places.piece[n]].pad = wider ? (uint32_t)(width[n] - cell) : 0;
	}
}

/* The widths of the columns, over the lines that keep to them; then the lines are padded. */
static void pad_all(struct jy_layout *layout, const struct jy_line *line, size_t count,
		    const uint32_t *kept)
{
	size_t width[PLACES] = {0};

	for (size_t i = 0; i < count; i++) {
		struct places places = places_of(layout, &line[i]);

		for (uint32_t n = 0; n < kept[i]; n++) {
			size_t cell = cell_width(layout, &line[i], &places, n);

			width[n] = cell > width[n] ? cell : width[n];
		}
	}
	for (size_t i = 0; i < count; i++)
		pad(layout, &line[i], kept[i], width);
}

/* A line that its last column makes too wide keeps to the first only, or to none. Without it the
 * columns can only become narrower, so the others still fit. */
static void align_table(struct jy_layout *layout, const struct jy_line *line, size_t count)
{
	uint32_t *kept = JB_NEW_ARRAY(layout->arena, uint32_t, count);

	for (size_t i = 0; i < count; i++)
		if (code_column(layout, &line[i]) <= JY_FMT_WIDTH)
			kept[i] = places_of(layout, &line[i]).count;
	pad_all(layout, line, count, kept);
	for (size_t i = 0; i < count; i++) {
		struct places places = places_of(layout, &line[i]);

		while (kept[i] && code_column(layout, &line[i]) > JY_FMT_WIDTH)
			layout->piece[places.piece[--kept[i]]].pad = 0;
	}
	pad_all(layout, line, count, kept);
}

/* ---- comments behind code ---- */

/* Behind a text over lines or beyond the width there is no column to share. */
static size_t note_column(const struct jy_layout *layout, const struct jy_line *line)
{
	size_t column = code_column(layout, line);

	for (uint32_t i = line->first; i < line->end; i++)
		if (layout->piece[i].lines)
			return 0;
	return column == SIZE_MAX ? 0 : column + 2;
}

static bool has_note(const struct jy_layout *layout, const struct jy_line *line)
{
	return line->kind == JY_LINE_CODE && line->note.size && note_column(layout, line);
}

static void align_notes(const struct jy_layout *layout, struct jy_line *line, size_t count)
{
	size_t widest = 0;

	for (size_t i = 0; i < count; i++) {
		size_t column = note_column(layout, &line[i]);

		widest = column > widest ? column : widest;
	}
	for (size_t i = 0; i < count; i++)
		line[i].note_column = (uint32_t)widest;
}

void jy_layout_align(struct jy_layout *layout)
{
	struct jy_line *line = layout->lines.at;
	size_t count = layout->lines.count;

	for (size_t i = 0, run; i < count; i += run) {
		for (run = 1; i + run < count && same_table(layout, &line[i], &line[i + run]);)
			run++;
		if (places_of(layout, &line[i]).count)
			align_table(layout, &line[i], run);
	}
	for (size_t i = 0, run; i < count; i += run) {
		for (run = 0; i + run < count && has_note(layout, &line[i + run]);)
			run++;
		align_notes(layout, &line[i], run);
		run += !run;
	}
}
