/*
 * Layout of tables and paragraphs for a terminal. Widths are display columns (base/utf8.h);
 * nothing here knows what a verdict is, only in which colour it is shown.
 */
#include <assert.h>

#include "base/log_line.h"
#include "base/utf8.h"
#include "report/table.h"

#define GAP 2	     /* blanks between columns */
#define WRAP 16	     /* columns that a wrapped column keeps until others have been left out */
#define NOTE_ROOM 16 /* columns that make it worth while to keep the note beside its row */
#define NOTE_LINES 3 /* and lines that it may take there */

/* The palette of the maps (met #2166ac, excused #f4a736, missed #8b1a1a), in the tones of the
 * 256-colour cube that are legible on light and on dark ground. */
static const char *escape_of(enum jrt_style style)
{
	static const char *const escape[] = {
		[JRT_STYLE_PLAIN] = "",
		[JRT_STYLE_BOLD] = "\033[1m",
		[JRT_STYLE_DIM] = "\033[38;5;245m",
		[JRT_STYLE_MET] = "\033[38;5;32m",
		[JRT_STYLE_MISSED] = "\033[1;38;5;160m",
		[JRT_STYLE_EXCUSED] = "\033[38;5;172m",
		[JRT_STYLE_NOT_MEASURED] = "\033[38;5;245m",
	};
	return escape[style];
}

/* A text that was clean as a whole may begin with "::" where a word was broken to fit. */
static void add_guarded(struct jb_buf *out, struct jb_text text)
{
	size_t blanks = 0;

	while (blanks < text.size && text.at[blanks] == ' ')
		blanks++;
	if (blanks < text.size && text.at[blanks] == ':' && jb_log_command_at(text, blanks)) {
		jb_buf_add_repeat(out, ' ', blanks);
		jb_buf_add_string(out, "\\u{3a}");
		text = jb_text_slice(text, blanks + 1, text.size);
	}
	jb_buf_add_text(out, text);
}

void jrt_page_add(const struct jrt_page *page, struct jb_text text, enum jrt_style style)
{
	bool paint = page->colour && style != JRT_STYLE_PLAIN && text.size > 0;

	if (paint)
		jb_buf_add_string(page->out, escape_of(style));
	add_guarded(page->out, text);
	if (paint)
		jb_buf_add_string(page->out, "\033[0m");
}

/* Where the run of bytes from `at` on ends that are printed as they are. */
static size_t plain_end(struct jb_text text, size_t at)
{
	while (at < text.size && text.at[at] >= 0x20 && text.at[at] < 0x7f && text.at[at] != ':' &&
	       text.at[at] != '#')
		at++;
	return at;
}

void jrt_plain_add(struct jb_buf *buf, struct jb_text text)
{
	for (size_t at = 0, size; at < text.size; at += size) {
		uint32_t codepoint;

		size = plain_end(text, at) - at;
		if (size > 0) {
			jb_buf_add(buf, text.at + at, size);
			continue;
		}
		size = jb_utf8_decode(text, at, &codepoint);
		if (codepoint == '\n' || codepoint == '\t' || codepoint == '\r')
			jb_buf_add_byte(buf, ' ');
		else if (codepoint == 0xfffd && size == 1)
			jb_buf_printf(buf, "\\x%02x", (unsigned)(unsigned char)text.at[at]);
		else if (jb_utf8_is_invisible(codepoint) || jb_log_command_at(text, at))
			jb_buf_printf(buf, "\\u{%x}", (unsigned)codepoint);
		else
			jb_buf_add(buf, text.at + at, size);
	}
}

/* The bytes of the next line of at most `width` columns; *next is where the one after it begins.
 * A word that is longer than a line is broken. */
static struct jb_text next_line(struct jb_text text, size_t from, size_t width, size_t *next)
{
	size_t at = from, columns = 0, blank = SIZE_MAX;
	bool begun = false; /* blanks at the beginning are an indent */

	while (at < text.size) {
		uint32_t codepoint;
		size_t size = jb_utf8_decode(text, at, &codepoint);
		columns += (size_t)jb_utf8_width(codepoint);
		if (columns > width && codepoint != ' ' && at > from)
			break;
		if (codepoint == ' ' && begun)
			blank = at;
		begun |= codepoint != ' ';
		at += size;
	}
	if (at == text.size) {
		*next = at;
		return jb_text_slice(text, from, at);
	}
	if (blank != SIZE_MAX) {
		*next = blank + 1;
		return jb_text_slice(text, from, blank);
	}
	*next = at;
	return jb_text_slice(text, from, at);
}

void jrt_page_paragraph(const struct jrt_page *page, struct jb_text text, size_t indent,
			enum jrt_style style)
{
	size_t room = page->width > indent + WRAP ? page->width - indent : WRAP;

	for (size_t from = 0; from < text.size;) {
		struct jb_text line = next_line(text, from, room, &from);
		jb_buf_add_repeat(page->out, ' ', indent);
		jrt_page_add(page, line, style);
		jb_buf_add_byte(page->out, '\n');
	}
}

void jrt_table_init(struct jrt_table *table, struct jb_arena *arena,
		    const struct jrt_table_column *column, size_t columns)
{
	assert(columns > 1 && columns <= JRT_TABLE_COLUMNS);
	*table = (struct jrt_table){.arena = arena, .column = column, .columns = columns};
}

struct jrt_table_cell *jrt_table_row(struct jrt_table *table)
{
	if (table->rows == table->room) {
		size_t old = table->room * table->columns * sizeof *table->cell;
		table->room = table->room == 0 ? 16 : 2 * table->room;
		table->cell = jb_realloc(table->arena, table->cell, old,
					 table->room * table->columns * sizeof *table->cell);
	}
	struct jrt_table_cell *row = table->cell + table->rows++ * table->columns;
	for (size_t c = 0; c < table->columns; c++)
		row[c] = (struct jrt_table_cell){.text = JB_TEXT("")};
	return row;
}

/* Widths of the columns as they will be written; 0: left out. */
struct layout {
	size_t width[JRT_TABLE_COLUMNS];
	bool heads;
};

static struct layout natural_layout(const struct jrt_table *table)
{
	struct layout layout = {0};

	for (size_t r = 0; r < table->rows; r++) {
		for (size_t c = 0; c < table->columns; c++) {
			size_t width = jb_utf8_text_width(table->cell[r * table->columns + c].text);
			if (width > layout.width[c])
				layout.width[c] = width;
		}
	}
	for (size_t c = 0; c < table->columns; c++) {
		size_t head = jb_utf8_text_width(jb_text_of(table->column[c].head));
		layout.heads |= layout.width[c] > 0 && head > 0;
		if (layout.width[c] > 0 && head > layout.width[c])
			layout.width[c] = head;
	}
	return layout;
}

/* Columns of everything but the note. */
static size_t width_of(const struct jrt_table *table, const struct layout *layout)
{
	size_t sum = 0;

	for (size_t c = 0; c + 1 < table->columns; c++) {
		if (layout->width[c] > 0)
			sum += layout->width[c] + (sum > 0 ? GAP : 0);
	}
	return sum;
}

static void narrow(const struct jrt_table *table, struct layout *layout, size_t room, size_t floor)
{
	for (size_t c = 0; c + 1 < table->columns; c++) {
		size_t sum = width_of(table, layout), least = table->column[c].least;
		if (least == 0 || sum <= room)
			continue;
		least = least > floor ? least : floor;
		if (layout->width[c] <= least)
			continue;
		size_t spare = layout->width[c] - least, over = sum - room;
		layout->width[c] -= spare < over ? spare : over;
	}
}

static void drop(const struct jrt_table *table, struct layout *layout, size_t room)
{
	for (unsigned order = 1; order <= JRT_TABLE_COLUMNS; order++) {
		for (size_t c = 0; c + 1 < table->columns; c++) {
			if (table->column[c].drop == order && width_of(table, layout) > room)
				layout->width[c] = 0;
		}
	}
}

static struct layout lay_out(const struct jrt_table *table, size_t room)
{
	struct layout layout = natural_layout(table);
	size_t *note = &layout.width[table->columns - 1];

	narrow(table, &layout, room, WRAP);
	drop(table, &layout, room);
	narrow(table, &layout, room, 0);
	size_t used = width_of(table, &layout) + GAP;
	size_t left = room > used ? room - used : 0;
	*note = *note < left ? *note : left;
	return layout;
}

/* Whether a note fits into the room beside its row, in a few lines. */
static bool fits_beside(struct jb_text note, size_t room)
{
	size_t lines = 0;

	if (jb_utf8_text_width(note) <= room)
		return true;
	if (room < NOTE_ROOM)
		return false;
	for (size_t from = 0; from < note.size; lines++)
		(void)next_line(note, from, room, &from);
	return lines <= NOTE_LINES;
}

static void add_cell(const struct jrt_page *page, struct jb_text text, enum jrt_style style,
		     size_t width, bool right, size_t *pending)
{
	size_t size = jb_utf8_text_width(text), blanks = width > size ? width - size : 0;

	if (right)
		*pending += blanks;
	if (text.size > 0) {
		jb_buf_add_repeat(page->out, ' ', *pending);
		*pending = 0;
		jrt_page_add(page, text, style);
	} else {
		*pending += size;
	}
	if (!right)
		*pending += blanks;
}

/* One row of cells, over as many lines as the longest takes. Blanks at a line's end are not
 * written. */
static void add_row(const struct jrt_table *table, const struct jrt_page *page, size_t indent,
		    const struct layout *layout, const struct jrt_table_cell *row)
{
	size_t next[JRT_TABLE_COLUMNS] = {0}, note = table->columns - 1;
	bool below = !fits_beside(row[note].text, layout->width[note]);
	size_t columns = below ? note : table->columns;

	for (bool more = true; more;) {
		size_t pending = indent;
		bool first = true;
		more = false;
		for (size_t c = 0; c < columns; c++) {
			struct jb_text line = JB_TEXT("");
			if (layout->width[c] == 0)
				continue;
			if (next[c] < row[c].text.size)
				line = next_line(row[c].text, next[c], layout->width[c], &next[c]);
			more |= next[c] < row[c].text.size;
			pending += first ? 0 : GAP;
			first = false;
			add_cell(page, line, row[c].style, layout->width[c], table->column[c].right,
				 &pending);
		}
		jb_buf_add_byte(page->out, '\n');
	}
	if (below)
		jrt_page_paragraph(page, row[note].text, indent + layout->width[0] + GAP,
				   row[note].style);
}

void jrt_table_write(const struct jrt_table *table, const struct jrt_page *page, size_t indent)
{
	struct layout layout = lay_out(table, page->width > indent ? page->width - indent : 0);
	struct jrt_table_cell head[JRT_TABLE_COLUMNS];

	for (size_t c = 0; c < table->columns; c++) {
		head[c].text = jb_text_of(table->column[c].head);
		head[c].style = JRT_STYLE_DIM;
	}
	if (layout.heads && table->rows > 0)
		add_row(table, page, indent, &layout, head);
	for (size_t r = 0; r < table->rows; r++)
		add_row(table, page, indent, &layout, table->cell + r * table->columns);
}
